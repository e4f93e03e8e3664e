"""OpenDocument texts (LibreOffice)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.errors import DamagedDocument, EncryptedDocument
from extractor.ingest.layout import table_lines
from extractor.ingest.package import Package
from extractor.ingest.readers import Content

FORMAT = "odt"
ORDER = 40

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_PASSED_OVER = frozenset(
    (f"{_TEXT}tracked-changes", f"{_TEXT}sequence-decls", f"{_OFFICE}annotation", f"{_OFFICE}forms")
)
_FACTS = {
    "title": "{http://purl.org/dc/elements/1.1/}title", "author": "{http://purl.org/dc/elements/1.1/}creator",
    "modified": "{http://purl.org/dc/elements/1.1/}date",
    "created": "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}creation-date",
}  # fmt: skip
_MOST = 100  # spaces, columns or rows that one element may stand for


def claims(head: bytes, ending: str) -> bool:
    return head.startswith(b"PK\x03\x04") and (
        b"mimetypeapplication/vnd.oasis.opendocument.text" in head or ending in (".odt", ".ott")
    )


def read(data: bytes, where: str) -> Content:
    """The text with tables and letterhead in order. Raises DamagedDocument (D010), EncryptedDocument (D011)."""
    package = Package(data, where)
    manifest = package.part("META-INF/manifest.xml") if "META-INF/manifest.xml" in package.names else b""
    if b"encryption-data" in manifest:
        raise EncryptedDocument("Is protected with a password.", where)
    root = package.tree("content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text") if root is not None else None
    if body is None:
        raise DamagedDocument("Is an office document of another kind, not ODT.", where)
    meta = package.tree("meta.xml")
    facts = {name: meta.findtext(f".//{tag}") or "" for name, tag in _FACTS.items()} if meta is not None else {}
    text = "\n".join(_blocks(body)) + "\n"
    return Content(text, "utf-8", metadata={name: value for name, value in facts.items() if value})


def _blocks(parent: Any) -> Iterator[str]:
    for element in parent:
        if element.tag in _PARAGRAPHS:
            yield from _paragraph(element)
        elif element.tag == f"{_TABLE}table":
            rows = (row for row in element.iter(f"{_TABLE}table-row") if _in(row, element))
            yield from table_lines([list(_cells(row)) for row in rows])
        elif element.tag == f"{_TEXT}list":
            yield from _list(element)
        elif element.tag not in _PASSED_OVER and isinstance(element.tag, str):
            yield from _blocks(element)


def _list(element: Any) -> Iterator[str]:
    for item in element:
        lines = list(_blocks(item))
        marked = any(child.tag in _PARAGRAPHS for child in item) and lines and item.tag == f"{_TEXT}list-item"
        yield from [f"- {lines[0]}", *lines[1:]] if marked and not lines[0].startswith("-") else lines


def _in(row: Any, table: Any) -> bool:
    """Whether the row is the table's own, not that of a table in one of its cells."""
    return next(row.iterancestors(f"{_TABLE}table")) is table


def _cells(row: Any) -> Iterator[str]:
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        text = "\n".join(_blocks(cell))
        for _ in range(_count(cell.get(f"{_TABLE}number-columns-repeated"))):
            yield text


def _paragraph(paragraph: Any) -> Iterator[str]:
    boxes: list[Any] = []
    text = "".join(_inline(paragraph, boxes))
    for box in boxes:
        yield from _blocks(box)
    if text.strip() or not boxes:
        yield from text.split("\n")


def _inline(parent: Any, boxes: list[Any]) -> Iterator[str]:
    yield parent.text or ""
    for element in parent:
        tag = element.tag
        if tag == f"{_TEXT}s":
            yield " " * _count(element.get(f"{_TEXT}c"))
        elif tag == f"{_TEXT}tab":
            yield "\t"
        elif tag == f"{_TEXT}line-break":
            yield "\n"
        elif tag.endswith("}text-box") or tag == f"{_TEXT}note-body":
            boxes.append(element)
        elif tag not in _PASSED_OVER and tag != f"{_TEXT}note-citation":
            yield from _inline(element, boxes)
        yield element.tail or ""


def _count(value: str | None) -> int:
    return min(int(value), _MOST) if value and value.isdigit() and len(value) < 7 else 1
