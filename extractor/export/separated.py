"""CSV: one listing, or all of them in a ZIP with what every column means.

UTF-8 with the mark that spreadsheets know it by, commas, a head with the names of the columns, ISO days, `true` and
`false`, nothing for what is not stated. Text that a spreadsheet would take for a formula has an apostrophe in front of
it, and so has text that begins with an apostrophe: without its first apostrophe every cell is as it was.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any

from extractor.export import Job, Written
from extractor.store.listings import Field, Listing, listings

ENCODING = "utf-8-sig"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")  # what a cell's text may not begin with


def write(job: Job, out: Path, ending: str) -> Written:
    """Write one listing, or the ZIP with all of them."""
    if ending == ".csv":
        with out.open("wb") as file:
            return {job.listing.name: _write_listing(job, job.listing, file)}
    written: Written = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for listing in listings().values():
            with package.open(f"{listing.name}.csv", "w", force_zip64=True) as file:
                written[listing.name] = _write_listing(job, listing, file)
        with package.open("columns.csv", "w") as file:
            _write_rows(file, ["table", "column", "type", "meaning"], explanations())
    return written


def explanations() -> Iterable[tuple[str, str, str, str]]:
    """Every listing and each of its columns: table, column (empty for the table itself), type, meaning."""
    for listing in listings().values():
        yield listing.name, "", "", listing.meaning
        for field in listing.fields:
            yield listing.name, field.name, field.kind, field.meaning


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _write_listing(job: Job, listing: Listing, file: IO[bytes]) -> int:
    return _write_rows(file, listing.names, (_cells(listing.fields, row) for row in job.rows(listing)))


def _write_rows(file: IO[bytes], head: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    lines = io.TextIOWrapper(file, encoding=ENCODING, newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(head)
    number = 0
    for row in rows:
        writer.writerow(row)
        number += 1
    lines.flush()
    lines.detach()
    return number


def _cells(fields: Sequence[Field], row: Sequence[Any]) -> list[Any]:
    return [_cell(field, value) for field, value in zip(fields, row, strict=True)]


def _cell(field: Field, value: Any) -> Any:
    if isinstance(value, str):
        return safe(value) if field.kind == "text" else value
    if field.kind == "truth" and value is not None:
        return "true" if value else "false"
    return value
