"""Spreadsheets since 2007: every sheet that can be seen, as a table; numbers and days as Vietnamese pages have them."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

from extractor.errors import DocumentTooLarge
from extractor.ingest.layout import Sheet, table_lines
from extractor.ingest.optional import library
from extractor.ingest.package import Package
from extractor.ingest.readers import Content

FORMAT = "xlsx"
ORDER = 35

_MOST_CELLS = 500_000
_MOST_EMPTY = 200  # rows or columns without a value after which a sheet has come to its end
_DECIMALS = re.compile(r"[0#]\.(0+)")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_WIDEST = 300  # columns


def claims(head: bytes, ending: str) -> bool:
    if not head.startswith(b"PK\x03\x04"):
        return False
    return ending in (".xlsx", ".xlsm") or (b"xl/" in head and b"word/" not in head)


def read(data: bytes, where: str) -> Content:
    """The sheets as rows with tabs between the cells, each under its name when there are several.

    Raises MissingExtra (D008), DamagedDocument (D010), DocumentTooLarge (D007) and what packages raise.
    """
    openpyxl = library("openpyxl", "office", where)
    package = Package(data, where)
    for name in package.names:
        if name.endswith(".xml"):
            package.part(name)  # nothing that grows beyond all measure is given to the library
    sheet = Sheet()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of what it does not keep: charts, conditional formats
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        seen = [page for page in book.worksheets if page.sheet_state == "visible"]
        for page in seen:
            rows = list(_rows(page, where))
            if not rows:
                continue
            if len(seen) > 1:
                sheet.add_all(["", page.title])
            sheet.add_all(_lines(rows))
        stated = {name: getattr(book.properties, name) for name in ("title", "creator", "subject")}
    text, hints = sheet.text()
    return Content(text, "utf-8", metadata={name: str(fact) for name, fact in stated.items() if fact}, hints=hints)


def _rows(page: Any, where: str) -> Iterator[list[str]]:
    """The rows with their values as shown; rows without any are empty lists."""
    cells = empty = 0
    for row in page.iter_rows(max_col=min(page.max_column or _WIDEST, _WIDEST)):
        shown = [_shown(cell.value, getattr(cell, "number_format", "General")) for cell in row]
        while shown and not shown[-1]:
            shown.pop()
        empty = 0 if shown else empty + 1
        cells += len(shown)
        if cells > _MOST_CELLS:
            raise DocumentTooLarge(f"Has more than {_MOST_CELLS:,} cells.", where)
        if empty > _MOST_EMPTY:
            return
        yield shown


def _lines(rows: Iterable[list[str]]) -> Iterator[str]:
    """A line a row; lines of one cell are titles and notes, and stand by themselves."""
    table: list[list[str]] = []
    for row in [*rows, []]:
        filled = [cell for cell in row if cell]
        if len(filled) > 1:
            table.append(row)
            continue
        yield from table_lines(table)
        table = []
        yield filled[0] if filled else ""


def _shown(value: Any, form: str) -> str:
    """A value as a person sees it: 0.154 in the form 0.0% is "15,4%", 7434 in #,##0 is "7.434"."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, dt.datetime):
        return value.strftime("%d/%m/%Y %H:%M" if value.time() != dt.time() else "%d/%m/%Y")
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, int | float):
        return _number(value, _QUOTED.sub("", form or "").partition(";")[0])
    return " ".join(str(value).split(" "))


def _number(value: float, form: str) -> str:
    percent = "%" in form
    if percent:
        value = round(value * 100, 10)
    decimals = _DECIMALS.search(form)
    if decimals:
        digits = f"{value:,.{len(decimals[1])}f}"
    elif "0" in form and form != "General":
        digits = f"{value:,.0f}"
    else:
        digits = f"{value:,.10f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else f"{value:g}"
    if "," not in form:
        digits = digits.replace(",", "")
    return digits.translate(str.maketrans(",.", ".,")) + ("%" if percent else "")
