"""One row of a table of texts, as JSON: a line of a JSONL, a row of a CSV, an entry of a feed, or a file of its own."""

from __future__ import annotations

import json

from extractor.errors import DamagedDocument
from extractor.ingest import columns
from extractor.ingest.readers import Content

FORMAT = "json"
ORDER = 50


def claims(head: bytes, ending: str) -> bool:
    return ending == ".json" and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def read(data: bytes, where: str) -> Content:
    """The document that the row stands for. Raises DamagedDocument (D010) when no column of it holds a text."""
    try:
        row = json.loads(data.decode("utf-8-sig"), strict=False)
    except (ValueError, RecursionError) as error:
        raise DamagedDocument(f"Is no valid JSON ({error}).", where) from error
    if not isinstance(row, dict) or not columns.is_table_of_texts(row):
        names = ", ".join(list(row)[:10]) if isinstance(row, dict) else type(row).__name__
        raise DamagedDocument(
            f"Holds no text: none of its columns is called text, content or nội dung (it has: {names}).", where,
            "Name the column that holds the text `text`.",
        )  # fmt: skip
    sheet, facts = columns.sheet_of(row, where)
    text, hints = sheet.text()
    return Content(text, "utf-8", None, facts, hints)
