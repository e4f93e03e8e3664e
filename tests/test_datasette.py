"""What Datasette is told about a database is there, its questions can be asked, and Datasette shows it."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Result

from extractor.records import Record
from extractor.store import Place, Store

ANSWERS = {
    "words": "đảng HUNG yen",
    "indicator": "admitted",
    "place": "Hưng%",
    "office": "Chủ tịch",
    "organisation": "",
}


@pytest.fixture
def db(tmp_path: Path, record: Record) -> Path:
    path = tmp_path / "kho lưu.sqlite"
    with Store.open(path) as store:
        store.save(record, Place("/archive", "a.txt"))
    return path


@pytest.fixture
def told(command: Callable[..., Result], db: Path) -> dict[str, Any]:
    done = command("schema", "--datasette", db)
    assert done.code == 0
    return dict(json.loads(done.out))


def test_everything_that_is_named_is_there(db: Path, told: dict[str, Any]) -> None:
    connection = sqlite3.connect(db)
    (name,) = told["databases"]
    assert name == "kho lưu"
    tables = told["databases"][name]["tables"]
    for table, shown in tables.items():
        columns = {row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))}
        assert columns, table
        named = {*shown["columns"], *shown.get("facets", []), *shown.get("units", [])}
        named |= {shown[key] for key in ("label_column", "sort_desc", "fts_pk") if key in shown}
        assert named <= columns, table
        assert shown["description"], table
        assert all(shown["columns"].values()), table
    assert tables["v_figures"]["columns"]["document_id"] == "Number of its row in documents"
    assert tables["signatures"]["hidden"]


def test_every_question_can_be_asked(db: Path, told: dict[str, Any]) -> None:
    (shown,) = told["databases"].values()
    found = {
        name: sqlite3.connect(db).execute(query["sql"], ANSWERS).fetchall() for name, query in shown["queries"].items()
    }
    assert [len(found[name]) for name in ("search", "figures_of_a_place", "holders_of_an_office")] == [1, 1, 1]
    assert found["figures_of_a_place"][0][2] == 45


def test_datasette_shows_it(db: Path, told: dict[str, Any], tmp_path: Path) -> None:
    program = shutil.which("datasette")
    if program is None:
        pytest.skip("Datasette is not installed (pip install datasette, in an environment of its own)")
    metadata = tmp_path / "metadata.json"
    metadata.write_text(json.dumps(told), encoding="utf-8")
    address = "/kho~20l~C6~B0u/documents.json?_search=Đảng&_facet=kind&_shape=objects"
    done = subprocess.run(
        [program, str(db), "--metadata", str(metadata), "--get", address], capture_output=True, text=True, check=True,
        timeout=60,
    )  # fmt: skip
    answer = json.loads(done.stdout)
    assert [row["path"] for row in answer["rows"]] == ["2024/hung-yen.txt"]
    assert answer["facet_results"]["kind"]["results"][0]["value"] == "news"
