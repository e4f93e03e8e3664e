"""Rich Text Format, tables included."""

from __future__ import annotations

import re

from extractor.ingest.layout import table_lines
from extractor.ingest.optional import library
from extractor.ingest.readers import Content

FORMAT = "rtf"
ORDER = 40

# Cells and rows become characters of the private use area before conversion, and rows of a table after it.
_START, _CELL, _ROW = "\ue00b", "\ue00c", "\ue00d"
_MARKS = (
    (re.compile(rb"\\trowd(?![a-z]) ?"), rb"\\u-8181  "),
    (re.compile(rb"\\(?:nest)?cell(?![a-z]) ?"), rb"\\u-8180  "),
    (re.compile(rb"\\(?:nest)?row(?![a-z]) ?"), rb"\\u-8179  "),
)
_INFO = re.compile(rb"\{\\(title|author|company|subject) ([^{}\\]{1,500})\}")


def claims(head: bytes, ending: str) -> bool:
    return head.startswith(b"{\\rtf")


def read(data: bytes, where: str) -> Content:
    """The text with tables as rows. Raises MissingExtra (D008)."""
    striprtf = library("striprtf.striprtf", "office", where)
    for pattern, mark in _MARKS:
        data = pattern.sub(mark, data)
    text = striprtf.rtf_to_text(data.decode("latin-1"), encoding="cp1258", errors="replace")
    facts = {found[1].decode(): found[2].decode("latin-1").strip() for found in _INFO.finditer(data)}
    return Content("\n".join(_lines(text)) + "\n", "rtf", metadata=facts)


def _lines(text: str) -> list[str]:
    """Rows are gathered into tables; everything else stays as it is."""
    lines: list[str] = []
    rows: list[list[str]] = []
    parts = text.split(_ROW)
    for at, part in enumerate(parts):
        before, cells = _split(part) if at < len(parts) - 1 else (part, [])
        if before.strip():
            lines += table_lines(rows)
            rows = []
            lines += before.strip("\n").split("\n")
        if cells:
            rows.append(cells)
    return lines + table_lines(rows)


def _split(part: str) -> tuple[str, list[str]]:
    """The paragraphs before a row, and the row's cells."""
    before, _, row = part.partition(_START)
    *cells, _ = row.replace(_START, "").split(_CELL)
    return before, cells
