"""Spreadsheets: sheets as tables, numbers and days as a person sees them."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest

pytest.importorskip("openpyxl", reason="needs the extra office")

import openpyxl

from extractor.errors import DocumentError
from extractor.ingest import Document, Source, document_from


def book(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    """A workbook; a cell may be (value, number format)."""
    made: Any = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for y, row in enumerate(rows, 1):
            for x, cell in enumerate(row, 1):
                value, form = cell if isinstance(cell, tuple) else (cell, "General")
                sheet.cell(y, x, value).number_format = form
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(data: bytes, name: str = "a.xlsx") -> Document:
    return document_from(Source("a", name, None), data)


TABLE = [
    ["Kết quả kết nạp đảng viên 6 tháng đầu năm 2020"], [],
    ["TT", "Đơn vị", "Kết nạp", "Tỷ lệ (%)"],
    [1, "Đảng bộ xã Điền Lư", (1250, "#,##0"), (0.75, "0.0%")],
    [None, "Cộng", (1250, "#,##0"), (0.75, "0.0%")],
]  # fmt: skip


def test_a_sheet_is_a_table() -> None:
    document = read(book(("Biểu 1", TABLE)))
    assert document.text == (
        "Kết quả kết nạp đảng viên 6 tháng đầu năm 2020\n\nTT\tĐơn vị\tKết nạp\tTỷ lệ (%)\n"
        "1\tĐảng bộ xã Điền Lư\t1.250\t75,0%\n\tCộng\t1.250\t75,0%\n\n"
    )
    assert (document.format, document.reader) == ("xlsx", "xlsx")


def test_its_figures_are_found() -> None:
    from extractor.batch import record_from

    figures = record_from(read(book(("Biểu 1", TABLE)))).figures
    assert {(figure.value, figure.unit, figure.indicator) for figure in figures} == {
        (1250, "person", "admitted"), (75.0, "percent", "admitted"),
    }  # fmt: skip


def test_several_sheets_have_their_names_and_hidden_ones_are_passed_over() -> None:
    made = openpyxl.load_workbook(io.BytesIO(book(("Một", [["a", 1]]), ("Ẩn", [["b", 2]]), ("Hai", [["c", 3]]))))
    made["Ẩn"].sheet_state = "hidden"
    out = io.BytesIO()
    made.save(out)
    assert read(out.getvalue()).text.split() == ["Một", "a", "1", "Hai", "c", "3"]


SHOWN = {
    (1234, "General"): "1234",
    (1234, "#,##0"): "1.234",
    (1234.5, "#,##0.00"): "1.234,50",
    (1.234, "General"): "1,234",
    (0.1 + 0.2, "General"): "0,3",
    (0.154, "0%"): "15%",
    (0.154, "0.0%"): "15,4%",
    (-3, "General"): "-3",
    (12, '0" người"'): "12",
    (dt.date(2020, 7, 3), "dd/mm/yyyy"): "03/07/2020",
    (dt.datetime(2020, 7, 3, 8, 5), "dd/mm/yyyy hh:mm"): "03/07/2020 08:05",
    ("0123", "@"): "0123",
    (True, "General"): "",
}


@pytest.mark.parametrize("cell", SHOWN, ids=str)
def test_values_look_as_on_a_vietnamese_page(cell: tuple[Any, str]) -> None:
    assert read(book(("A", [["x", cell, "y"]]))).text.split("\n")[0].split("\t")[1] == SHOWN[cell]


def test_content_decides() -> None:
    assert read(book(("A", [["a", "b"]])), "a").format == "xlsx"


@pytest.mark.parametrize("cut", [100, 1000, -100])
def test_broken_books_have_a_code(cut: int) -> None:
    with pytest.raises(DocumentError, match="D010"):
        read(book(("A", TABLE))[:cut])
