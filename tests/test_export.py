"""Exports: read back with each format's own library, what is there is what was stored; nothing is a formula."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
import subprocess
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from conftest import PROJECT, Result

from extractor.errors import ExportError, MissingLibrary, UsageError
from extractor.export import FORMATS, ONE_LISTING, excel, export
from extractor.export.linked_data import document_name
from extractor.export.separated import safe
from extractor.query.filters import Filters
from extractor.records import (
    UNITS,
    DateKind,
    DateModifier,
    DocumentKind,
    FigureModifier,
    OrganisationType,
    Record,
    Status,
)
from extractor.store import Place, Store, dates_frame, documents_frame, figures_frame, people_frame, series_frame
from extractor.store.listings import listings

HERE = Path("/archive/năm 2024")
TRAPS = [  # words that programs take for something else
    "=1+1", "+84 24 3942 1794", "-CV/ĐĐ", "@SUM(A1)", "=cmd|' /C calc'!A0", "'đã có dấu nháy", "\tđầu dòng", "＝1+1",
    'nói: "có, không; và"', "hai\ndòng", "TRUE", "007", "1/2", "#N/A", "NULL", "nan", "http://example.org", "đ 😀 𝔘", " ",
]  # fmt: skip
NUMBERS = [0, 45, -3, 7434, 15.4, 0.1 + 0.2, -18.7, 1e-9, 2**53 - 1, 1e22, 1200000]
DAYS = ["2023-02-28", "1930-02-03", "1900-02-28", "1890-05-19", "9999-12-31"]


def with_traps(record: Record) -> Record:
    """A record whose figures hold every trap, every number and every day."""
    sample = record.figures[0]
    size = max(map(len, (TRAPS, NUMBERS, DAYS)))
    figures = []
    for number in range(size):
        day = DAYS[number % len(DAYS)]
        values = {
            "id": f"f{number}", "value": NUMBERS[number % len(NUMBERS)], "actor": TRAPS[number], "place": TRAPS[-number],
            "period": {"from": day, "to": DAYS[0] if number % 3 else None},
            "ratio": {"denominator_value": 0.5} if number % 4 == 0 else None,
        }  # fmt: skip
        figures.append(sample.model_validate({**sample.model_dump(by_alias=True), **values}))
    copy = record.model_copy(deep=True)
    copy.figures, copy.warnings = figures, []
    copy.document.title, copy.document.number, copy.document.sha256 = TRAPS[0], TRAPS[2], "cd" * 32
    copy.document.path = "bẫy.txt"
    return copy


@pytest.fixture
def store(address: str, record: Record) -> Iterator[Store]:
    with Store.open(address) as opened:
        opened.save(record, Place(str(HERE), "2024/hưng yên.txt"))
        opened.save(with_traps(record), Place(str(HERE), "gói.zip/bẫy.txt", "gói.zip"))
        yield opened


def wanted(store: Store) -> list[dict[str, Any]]:
    """The figures as the records have them, in the order of an export."""
    return [
        {
            "path": record.document.path, "title": record.document.title, "code": figure.id, "value": figure.value,
            "value_max": figure.value_max, "unit": figure.unit, "counted": figure.counted, "text": figure.text,
            "indicator": figure.indicator, "status": figure.status, "place": figure.place, "actor": figure.actor,
            "period_from": figure.period and figure.period.start, "period_to": figure.period and figure.period.end,
            "part_of": figure.part_of, "is_share": figure.ratio is not None, "start": figure.span[0],
            "denominator_value": figure.ratio and figure.ratio.denominator_value, "confidence": figure.confidence,
        }
        for record in store.records()
        for figure in record.figures
    ]  # fmt: skip


def same(found: list[dict[str, Any]], store: Store) -> None:
    """Every wanted value is found, and of its type."""
    expected = wanted(store)
    assert len(found) == len(expected)
    for row, want in zip(found, expected, strict=True):
        shown = {name: row[name] for name in want}
        assert shown == want
        assert [type(row[name]) for name in ("is_share", "start", "title")] == [bool, int, str]


def read_csv(lines: Iterator[str]) -> list[dict[str, Any]]:
    """Rows of a CSV file by the rules that it is documented with."""
    kinds = {field.name: field.kind for field in listings()["figures"].fields}
    turn: dict[str, Callable[[str], Any]] = {"whole": int, "number": float, "truth": json.loads}

    def value(name: str, cell: str) -> Any:
        if cell == "":
            return None
        return turn.get(kinds[name], lambda text: text.removeprefix("'"))(cell)

    return [{name: value(name, cell) for name, cell in row.items()} for row in csv.DictReader(lines)]


def test_csv_comes_back_equal(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert export(store, out) == {"figures": len(wanted(store))}
    with out.open(encoding="utf-8-sig", newline="") as lines:
        same(read_csv(lines), store)
    with out.open(encoding="utf-8-sig", newline="") as lines:
        cells = [cell for row in csv.reader(lines) for cell in row]
    numbers = {str(number) for number in NUMBERS}
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "＝")) and cell not in numbers]


def test_zip_has_every_table_and_every_column_explained(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    written = export(store, out)
    with zipfile.ZipFile(out) as package:
        tables = {name: package.read(name).decode("utf-8-sig") for name in package.namelist()}
    assert set(tables) == {f"{name}.csv" for name in (*listings(), "columns")}
    same(read_csv(iter(tables["figures.csv"].splitlines(keepends=True))), store)
    explained = {(row["table"], row["column"]) for row in csv.DictReader(tables["columns.csv"].splitlines())}
    for name, listing in listings().items():
        rows = list(csv.DictReader(tables[f"{name}.csv"].splitlines(keepends=True)))
        assert len(rows) == written[name]
        assert {(name, field) for field in ["", *listing.names]} <= explained
    assert written == {
        "figures": len(wanted(store)), "series": 0, "documents": 2, "people": 2, "organisations": 2, "dates": 4,
        "recipients": 4, "warnings": 1,
    }  # fmt: skip


def test_parquet_comes_back_equal_and_typed(store: Store, tmp_path: Path) -> None:
    import pyarrow.parquet

    out = tmp_path / "out.parquet"
    export(store, out)
    table = pyarrow.parquet.read_table(out)
    rows = table.to_pylist()
    for row in rows:
        for name in ("period_from", "period_to"):
            assert row[name] is None or isinstance(row[name], dt.date)
            row[name] = row[name] and row[name].isoformat()
    same(rows, store)
    assert str(table.schema.field("value").type) == "double"
    assert table.schema.field("value").metadata[b"description"].startswith(b"The number")
    export(store, out, listing="people")
    assert pyarrow.parquet.read_table(out).column("name").to_pylist() == ["Đỗ Thị Hạnh"] * 2


def test_a_workbook_comes_back_equal_and_typed(store: Store, tmp_path: Path) -> None:
    import openpyxl

    out = tmp_path / "out.xlsx"
    export(store, out)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames[0] == "figures"
    assert book.sheetnames[-2:] == ["columns", "about"]
    sheet = book["figures"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
    head, *cells = list(sheet.iter_rows())
    names = [cell.value for cell in head]
    rows = [{name: cell.value for name, cell in zip(names, row, strict=True)} for row in cells]
    for row in rows:
        for name in ("period_from", "period_to"):
            if isinstance(row[name], dt.datetime):
                row[name] = row[name].date().isoformat()
            else:
                assert row[name] is None or row[name] < "1900-03-01"
        if isinstance(row["value"], str):
            assert abs(int(row["value"])) >= 10**15
            row["value"] = int(row["value"])
        row["value"] = pytest.approx(row["value"], rel=1e-15)  # a workbook holds 16 digits
    same(rows, store)
    assert not [cell.coordinate for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    links = {row[names.index("path")].hyperlink.target for row in cells}
    assert links == {
        "FILE:///archive/n%C4%83m%202024/2024/h%C6%B0ng%20y%C3%AAn.txt",
        "FILE:///archive/n%C4%83m%202024/g%C3%B3i.zip",
    }
    assert {row[0].value for row in book["columns"].iter_rows(min_row=2)} == set(listings())


def test_a_workbook_in_vietnamese_says_the_same(record: Record, tmp_path: Path) -> None:
    import openpyxl

    with Store.open(":memory:") as store:
        store.save(record)
        for language in ("en", "vi"):
            export(store, tmp_path / f"{language}.xlsx", language=language)
    english, vietnamese = (openpyxl.load_workbook(tmp_path / f"{language}.xlsx") for language in ("en", "vi"))
    assert len(english.sheetnames) == len(vietnamese.sheetnames)
    assert vietnamese["Số liệu"].dimensions == english["figures"].dimensions
    rows = [list(row) for row in vietnamese["Số liệu"].iter_rows(max_row=3, max_col=8, values_only=True)]
    assert rows[0] == [
        "Chỉ tiêu",
        "Giá trị",
        "Giá trị cao nhất",
        "Mức độ",
        "Đơn vị",
        "Đối tượng đếm",
        "Tình trạng",
        "Bình quân mỗi",
    ]
    assert rows[2][:7] == [
        "Giới thiệu cho Đảng xem xét, bồi dưỡng, kết nạp",
        120,
        None,
        None,
        "người",
        "đoàn viên ưu tú",
        "thực hiện",
    ]


def test_every_name_has_a_vietnamese_word_and_no_word_is_idle() -> None:
    told = tomllib.loads((PROJECT / "extractor/export/vietnamese.toml").read_text(encoding="utf-8"))
    names = {name for listing in listings().values() for name in listing.names}
    assert set(told["heads"]) == names | {"table", "column", "meaning", "about"}
    assert set(told["sheets"]) == {*listings(), "columns", "about"}
    for listing in listings().values():
        heads = [told["heads"][name] for name in listing.names]
        assert len(set(heads)) == len(heads), f"two columns of {listing.name} have the same head"
    values = told["values"]
    assert set(values["status"]) == set(get_args(Status))
    assert set(values["unit"]) == {*UNITS, "VND"}
    assert set(values["modifier"]) == {*get_args(FigureModifier), *get_args(DateModifier)}
    assert set(values["kind"]) == {*get_args(DocumentKind), *get_args(DateKind)}
    assert set(values["type"]) == set(get_args(OrganisationType))


@pytest.mark.slow
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_libreoffice_opens_it_and_sees_no_formula(record: Record, tmp_path: Path, ending: str) -> None:
    """What it opens it saves again as a workbook, which must hold the same text in every cell."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed (Debian: libreoffice-calc-nogui)")
    import openpyxl

    out = tmp_path / f"out{ending}"
    with Store.open(":memory:") as store:
        store.save(with_traps(record), Place(str(HERE), "x.txt"))
        export(store, out)
    saved = tmp_path / "saved" / "out.xlsx"
    command = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    filters = ["--infilter=CSV:44,34,76"] if ending == ".csv" else []
    done = subprocess.run(
        [*command, *filters, "--outdir", str(saved.parent), str(out)], capture_output=True, text=True, check=False,
        timeout=120,
    )  # fmt: skip
    if not saved.exists():
        pytest.skip(f"LibreOffice cannot open spreadsheets (Debian: libreoffice-calc-nogui): {done.stderr.strip()}")
    sheet = openpyxl.load_workbook(saved).worksheets[0]
    head, *cells = list(sheet.iter_rows())
    formulas = {cell.value for row in cells for cell in row if cell.data_type == "f"}
    assert formulas <= {"=TRUE()", "=FALSE()"}  # LibreOffice's own way to write what is true and what is not
    actors = [row[[cell.value for cell in head].index("actor")].value for row in cells]
    if ending == ".xlsx":
        assert actors == TRAPS
    else:
        assert {str(actor).removeprefix("'") for actor in actors} >= {
            trap for trap in TRAPS if safe(trap) != trap and trap.strip()
        }


@pytest.mark.parametrize("ending", [".jsonl", ".json"])
def test_records_come_back_equal(store: Store, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"out{ending}"
    assert export(store, out) == {"records": 2}
    text = out.read_text(encoding="utf-8")
    found = [json.loads(line) for line in text.splitlines()] if ending == ".jsonl" else json.loads(text)
    assert [Record.model_validate(value) for value in found] == list(store.records())


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own use of it
def test_linked_data_says_the_same(store: Store, tmp_path: Path) -> None:
    import rdflib

    out = tmp_path / "out.jsonld"
    assert export(store, out) == {"documents": 2, "figures": len(wanted(store))}
    graph = rdflib.Graph().parse(out, format="json-ld")
    term = rdflib.Namespace("https://schema.org/")
    found = {
        (str(graph.value(node, term.isBasedOn)), str(node).partition("#")[2]): (
            float(graph.value(node, term.value)), str(graph.value(node, term.unitText)),
        )
        for node in graph.subjects(rdflib.RDF.type, term.Observation)
    }  # fmt: skip
    assert found == {
        (document_name(record.document.sha256), figure.id): (float(figure.value), figure.unit)
        for record in store.records()
        for figure in record.figures
    }
    parts = {
        (str(part).partition("#")[2], str(whole).partition("#")[2])
        for part, whole in graph.subject_objects(term.isPartOf)
    }
    assert ("f3", "f2") in parts
    assert len(list(graph.subjects(rdflib.RDF.type, term.NewsArticle))) == 2


def test_frames_have_the_types_that_pandas_works_with(store: Store, tmp_path: Path) -> None:
    frame = figures_frame(store)
    assert {name: str(kind) for name, kind in frame.dtypes.items() if name in {
        "value", "period_from", "indicator", "start", "is_share", "actor"}} == {
        "value": "float64", "period_from": "datetime64[s]", "indicator": "category", "start": "Int64",
        "is_share": "boolean", "actor": "string",
    }  # fmt: skip
    assert frame.value.tolist() == [row["value"] for row in wanted(store)]
    days = frame.period_from.dt.strftime("%Y-%m-%d").tolist()
    assert days == [row["period_from"] for row in wanted(store)]
    assert len(figures_frame(store, Filters(actors=("các cấp",)))) == 4
    assert people_frame(store, Filters(people=("do thi hanh",))).role.tolist() == ["Phó Chủ tịch"] * 2
    assert people_frame(store, Filters(people=("nobody",))).empty
    assert dates_frame(store).from_day.notna().all()
    assert documents_frame(store).file.tolist() == ["2024/hưng yên.txt", "gói.zip"]
    assert series_frame(store).empty


@pytest.mark.parametrize("ending", FORMATS)
def test_an_empty_choice_is_an_empty_file_that_opens(record: Record, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"out{ending}"
    with Store.open(":memory:") as store:
        store.save(record)
        written = export(store, out, Filters(indicators=("nothing",)))
    assert not any(written.values())
    if ending == ".jsonl":
        assert out.read_bytes() == b""
    elif ending == ".json":
        assert json.loads(out.read_text()) == []
    elif ending in ONE_LISTING:
        assert len(figures_frame_of(out)) == 0


def figures_frame_of(out: Path) -> Any:
    import pandas as pd

    return pd.read_csv(out) if out.suffix == ".csv" else pd.read_parquet(out)


def test_what_cannot_be_written_leaves_nothing(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(":memory:") as store:
        store.save(record)
        with pytest.raises(UsageError, match="ending"):
            export(store, tmp_path / "out.doc")
        with pytest.raises(UsageError, match="table"):
            export(store, tmp_path / "out.csv", listing="cats")
        for ending in FORMATS:
            with pytest.raises(ExportError, match="No such file"):
                export(store, tmp_path / "no" / f"out{ending}")
        monkeypatch.setattr(excel, "MOST_ROWS", 3)
        with pytest.raises(ExportError, match="figures would have 4 rows"):
            export(store, tmp_path / "out.xlsx")
        (tmp_path / "old.csv").write_text("old")
        monkeypatch.setattr("extractor.export.separated._cells", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            export(store, tmp_path / "old.csv")
        monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
        monkeypatch.setattr(excel, "MOST_ROWS", 10)
        with pytest.raises(MissingLibrary, match="xlsxwriter") as missing:
            export(store, tmp_path / "out.xlsx")
        assert "extractor[excel]" in missing.value.advice
    assert [path.name for path in tmp_path.iterdir()] == ["old.csv"]
    assert (tmp_path / "old.csv").read_text() == "old"


@pytest.mark.parametrize(
    ("folder", "file", "link"),
    [
        ("/archive", "a b/ắ.txt", "FILE:///archive/a%20b/%E1%BA%AF.txt"),
        ("C:\\archive", "a.txt", "FILE:///C:/archive/a.txt"),
        ("https://example.org/rss", "https://example.org/1.html", "https://example.org/1.html"),
        ("https://example.org/rss", "tag:1", "https://example.org/rss"),
        ("/archive", "javascript://x/%0Aalert(1)", None),
        ("relative", "a.txt", None),
    ],
)
def test_where_a_link_leads(folder: str, file: str, link: str | None) -> None:
    assert excel.source_link(folder, file) == link


def test_the_command(command: Callable[..., Result], record: Record, tmp_path: Path) -> None:
    db = tmp_path / "a.sqlite"
    with Store.open(db) as store:
        store.save(record)
    done = command(
        "export", "--db", db, "--indicator", "admitted", "--since", "2023", "--until", "2023-12", tmp_path / "o.csv"
    )
    assert (done.code, done.err.split(": ")[1]) == (0, "figures 3\n")
    assert command("export", "--db", db, "--table", "people", tmp_path / "o.csv").code == 0
    assert "Đỗ Thị Hạnh" in (tmp_path / "o.csv").read_text(encoding="utf-8-sig")
    nothing = command("export", "--db", db, "--text", "không có ở đâu", tmp_path / "o.xlsx")
    assert (nothing.code, "nothing was found" in nothing.err) == (0, True)
    for wrong in (["--indicator", "cats"], ["--since", "yesterday"], ["--table", "cats"]):
        assert command("export", "--db", db, *wrong, tmp_path / "o.csv").code == 2
    missing = command("export", "--db", tmp_path / "no.sqlite", tmp_path / "o.csv")
    assert (missing.code, "D001" in missing.err, (tmp_path / "no.sqlite").exists()) == (2, True, False)
