"""What runs in Spark's workers, without Spark: files to documents, documents to outcomes, the same records as elsewhere."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
from conftest import NEWS

import extractor
from extractor.batch import extract_all
from extractor.batch.lines import to_line
from extractor.spark.partitions import DOCUMENTS, OUTCOMES, column_names, from_documents, from_files, from_texts
from extractor.spark.tidy import FIGURE, figure_rows
from extractor.store import Store, schema


def made(folder: Path) -> Path:
    """A folder with documents in files, in a table and in an archive, and with some that cannot be read."""
    (folder / "năm 2024").mkdir(parents=True)
    (folder / "năm 2024" / "tin.txt").write_text(NEWS, encoding="utf-8")
    rows = [json.dumps({"text": NEWS.replace("45", str(number))}, ensure_ascii=False) for number in (31, 32)]
    (folder / "news.jsonl").write_text("\n".join([rows[0], "", rows[1]]) + "\n", encoding="utf-8")
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.writestr("a.txt", NEWS.replace("120", "130"))
        archive.writestr("empty.txt", "")
    columns = {"Tiêu đề": ["Tin 1", "Tin 2"], "text": [NEWS, NEWS.replace("45", "33")], "year": [2024, None]}
    pd.DataFrame(columns).to_parquet(folder / "table.parquet")
    pd.DataFrame({"a": [1]}).to_parquet(folder / "numbers.parquet")
    (folder / "broken.zip").write_bytes(b"PK\x03\x04" + b"x" * 50)
    (folder / "picture.bin").write_bytes(b"abc \0\1\2")
    return folder


def outcomes(folder: Path) -> list[dict[str, Any]]:
    """Every file of the folder as Spark's binaryFile gives it, through both steps."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    frame = pd.DataFrame({"path": [f"file:{path}" for path in files], "content": [path.read_bytes() for path in files]})
    documents = from_files(f"file:{folder}")([frame])
    return [row for found in from_documents()(documents) for row in found.to_dict("records")]


def test_records_and_failures_are_those_of_one_machine(tmp_path: Path) -> None:
    folder = made(tmp_path / "in")
    found = outcomes(folder)
    records = {row["path"]: row["record"] for row in found if row["record"] is not None}
    failures = {row["path"]: (row["code"], row["what"], row["remedy"]) for row in found if row["code"] is not None}
    own = list(extract_all([folder]))
    assert records == {one.source.path: to_line(one.record).decode().rstrip("\n") for one in own if one.record}
    assert failures == {one.source.path: (one.error.code, one.error.what, one.error.advice) for one in own if one.error}
    assert len(records) == 6
    assert len(failures) == 4
    assert len(found) == 10


def test_texts_of_a_column_become_the_records_of_the_facade() -> None:
    frame = pd.DataFrame({"id": ["a", "b", "c"], "text": [NEWS, "", "x" * 40]})
    found = {row["document_id"]: row for batch in from_texts()([frame]) for row in batch.to_dict("records")}
    own = extractor.extract(NEWS)
    own.document.id = own.document.path = "a"
    assert found["a"]["record"] == to_line(own).decode().rstrip("\n")
    assert list(found) == ["a", "b", "c"]
    assert [figure["code"] for figure in found["a"]["figures"]] == [f.id for f in own.figures]


def test_tidy_figures_are_the_rows_of_the_database(tmp_path: Path) -> None:
    record = extractor.extract(NEWS)
    names = set(column_names(FIGURE))
    assert names == {column.name for column in schema.figures.columns} - {"id", "document_id", "position"}
    with Store.open(tmp_path / "a.sqlite") as store:
        store.save(record)
    rows = sqlite3.connect(tmp_path / "a.sqlite")
    rows.row_factory = sqlite3.Row
    stored = [dict(row) for row in rows.execute("SELECT * FROM figures ORDER BY position")]
    tidy = figure_rows(record)
    assert len(tidy) == len(stored) > 2
    for ours, theirs in zip(tidy, stored, strict=True):
        assert set(ours) == names
        shown = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in ours.items()}
        assert shown == {name: theirs[name] for name in names}


def test_schemas_name_what_the_rows_hold(tmp_path: Path) -> None:
    folder = made(tmp_path / "in")
    assert set(outcomes(folder)[0]) == set(column_names(OUTCOMES))
    assert column_names("a STRING, b ARRAY<STRUCT<c INT, d INT>>, e INT") == ["a", "b", "e"]
    assert "data" in column_names(DOCUMENTS)
