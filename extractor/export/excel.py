"""A workbook for Excel and LibreOffice: a sheet a listing, what every column means, and what was chosen.

Numbers and days are cells of their kind, text is text whatever it begins with (nothing is ever a formula). Every row
leads to its source. What Excel cannot hold as its kind is text: days before March 1900, whole numbers beyond 15 digits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import urlsplit

from extractor import __version__
from extractor.errors import ExportError
from extractor.export import Job, Written
from extractor.export.separated import explanations
from extractor.export.words import Words
from extractor.store.listings import Field, Listing, listings
from extractor.store.optional import library

MOST_ROWS = 1_048_575  # of a sheet, below its head
_MOST_LINKS = 65_530  # of a sheet; Excel opens no more
_LONGEST_LINK = 2_079
_LONGEST_TEXT = 32_767
_CUT = " …"
_FIRST_DAY = "1900-03-01"  # before it, Excel's calendar has a day that never was
_LARGEST = 10**15  # whole numbers above it lose digits
_WIDTHS = {"day": 11, "whole": 10, "number": 13, "truth": 8, "code": 16, "text": 24}
_WIDE = {"indicator": 26, "sentence": 60, "title": 40, "path": 32, "message": 60, "counted": 26}
_FORMATS = {
    "head": {"bold": True, "text_wrap": True, "bg_color": "#DDE7F0", "bottom": 1, "valign": "top"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    "whole": {"num_format": "#,##0"},
    "fraction": {"num_format": "#,##0.0###"},
    "plain": {"num_format": "0"},
    "link": {"font_color": "#0B5394", "underline": 1},
    "bold": {"bold": True},
}


class _Book:
    """A workbook that is being written, its words, its formats by name, and where each document lies."""

    def __init__(self, book: Any, words: Words, links: dict[int, str]) -> None:
        self.book = book
        self.words = words
        self.links = links
        self.formats = {name: book.add_format(look) for name, look in _FORMATS.items()}

    def sheet(self, name: str, head: Sequence[str], widths: Sequence[int]) -> Any:
        """A new sheet with its head, which stays in sight."""
        sheet = self.book.add_worksheet(self.words.sheet(name))
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        for column, (title, width) in enumerate(zip(head, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, self.words.head(title), self.formats["head"])
        return sheet


def write(job: Job, out: Path, ending: str) -> Written:
    """Write the workbook. Raises ExportError (S003) when a sheet cannot hold all rows."""
    written = {listing.name: listing.count(job.connection, job.chosen) for listing in listings().values()}
    for name, number in written.items():
        if number > MOST_ROWS:
            what = f"The sheet {name} would have {number:,} rows; a sheet holds {MOST_ROWS:,}."
            raise ExportError(what, None, "Choose fewer (--indicator, --since …), or export to .zip or .parquet.")
    writer = library("xlsxwriter", "excel", "An .xlsx file", str(out))
    options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    book = _Book(writer.Workbook(str(out), options), Words(job.language), _links(job))
    for listing in listings().values():
        if written[listing.name] or listing.name == "figures":
            _write_listing(book, listing, job.rows(listing))
    _write_columns(book)
    _write_about(book, job, written)
    try:
        book.book.close()
    except writer.exceptions.FileCreateError as error:
        raise error.args[0] from None  # the operating system's own error
    return written


def source_link(folder: str, file: str) -> str | None:
    """Where a document is opened: a web address, or a file's; None when it has none."""
    if "://" in file or "://" in folder:
        address = file if "://" in file else folder
        return address if urlsplit(address).scheme in {"http", "https"} else None
    for kind in (PurePosixPath, PureWindowsPath):
        if (path := kind(folder, file)).is_absolute():
            return path.as_uri().replace("file:", "FILE:", 1)  # xlsxwriter takes "file:" for Windows and cuts the "/"
    return None


def _links(job: Job) -> dict[int, str]:
    """The link of every chosen document, by its number."""
    listing = listings()["documents"]
    key, folder, file = (listing.names.index(name) for name in ("document_id", "folder", "file"))
    found = {}
    for row in job.rows(listing):
        link = source_link(row[folder], row[file]) if row[folder] else None
        if link and len(link) <= _LONGEST_LINK:
            found[row[key]] = link
    return found


def _write_listing(book: _Book, listing: Listing, rows: Iterable[Sequence[Any]]) -> None:
    widths = [_WIDE.get(field.name, _WIDTHS[field.kind]) for field in listing.fields]
    sheet = book.sheet(listing.name, listing.names, widths)
    writers = [_writer(book, sheet, field) for field in listing.fields]
    key = listing.names.index("document_id") if "document_id" in listing.names else None
    path = listing.names.index("path") if "path" in listing.names else None
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if value is not None:
                writers[column](last, column, value)
        if key is not None and path is not None and last <= _MOST_LINKS and (link := book.links.get(row[key])):
            sheet.write_url(last, path, link, book.formats["link"], _fitting(row[path] or link))
    sheet.autofilter(0, 0, last, len(listing.fields) - 1)


def _writer(book: _Book, sheet: Any, field: Field) -> Callable[[int, int, Any], None]:
    """What writes a cell of this field."""
    formats = book.formats

    def text(row: int, column: int, value: Any) -> None:
        sheet.write_string(row, column, _fitting(str(value)))

    def code(row: int, column: int, value: str) -> None:
        sheet.write_string(row, column, book.words.value(field.name, value))

    def day(row: int, column: int, value: str) -> None:
        if value < _FIRST_DAY:
            text(row, column, value)
        else:
            sheet.write_datetime(row, column, dt.datetime.fromisoformat(value), formats["day"])

    def number(row: int, column: int, value: int | float) -> None:
        if isinstance(value, int) and abs(value) >= _LARGEST:
            text(row, column, value)
        elif value == int(value):
            sheet.write_number(row, column, value, formats["whole"])
        else:
            sheet.write_number(row, column, value, formats["fraction"])

    def whole(row: int, column: int, value: int) -> None:
        sheet.write_number(row, column, value, formats["plain"])

    def truth(row: int, column: int, value: Any) -> None:
        sheet.write_boolean(row, column, bool(value))

    writers: dict[str, Callable[[int, int, Any], None]] = {
        "day": day, "number": number, "whole": whole, "truth": truth, "code": code,
    }  # fmt: skip
    return writers.get(field.kind, text)


def _fitting(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - len(_CUT)] + _CUT


def _write_columns(book: _Book) -> None:
    """Every column explained; where heads are translated, by its name in the database beside its head."""
    words = book.words
    sheet = book.sheet("columns", ["table", "column", "name", "type", "meaning"], [16, 24, 22, 10, 90])
    for row, (table, name, kind, meaning) in enumerate(explanations(), start=1):
        cells = [words.sheet(table), words.head(name) if name else "", name, kind, meaning]
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text, None if name else book.formats["bold"])


def _write_about(book: _Book, job: Job, written: Written) -> None:
    words = book.words
    lines = {
        "chosen": words.about(str(job.chosen)),
        "written": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "program": f"extractor {__version__}",
        "advice": words.about("advice_text"),
    }
    sheet = book.sheet("about", ["about", ""], [24, 110])
    for row, (name, told) in enumerate(lines.items(), start=1):
        sheet.write_string(row, 0, words.about(name), book.formats["bold"])
        sheet.write_string(row, 1, told)
    for row, (name, number) in enumerate(written.items(), start=len(lines) + 2):
        sheet.write_string(row, 0, words.sheet(name), book.formats["bold"])
        sheet.write_number(row, 1, number, book.formats["whole"])
