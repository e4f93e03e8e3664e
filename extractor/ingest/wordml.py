"""The text of a Word document: paragraphs, tables as rows, letterheads block by block, notes at their end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.errors import DamagedDocument
from extractor.ingest import legacy
from extractor.ingest.layout import table_lines
from extractor.ingest.numbering import Numbering
from extractor.ingest.package import Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PASSED_OVER = frozenset(
    (f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}pPr", f"{_W}rPr", _FALLBACK)
)
_TEXT = {
    f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}ptab": "\t",
}  # fmt: skip
_FACTS = {
    "title": "{http://purl.org/dc/elements/1.1/}title", "author": "{http://purl.org/dc/elements/1.1/}creator",
    "subject": "{http://purl.org/dc/elements/1.1/}subject", "created": "{http://purl.org/dc/terms/}created",
    "modified": "{http://purl.org/dc/terms/}modified",
}  # fmt: skip
_OLD_FONTS = ((".vn", "tcvn3"), ("vni", "vni"))  # beginnings of the names of fonts that are encodings


def content(data: bytes, where: str) -> tuple[str, dict[str, str]]:
    """The text of a DOCX and its core properties. Raises DamagedDocument (D010) and what `Package` raises."""
    package = Package(data, where)
    document = package.tree("word/document.xml")
    if document is None:
        raise DamagedDocument("Is an office document of another kind, not DOCX.", where)
    lines = _Reader(Numbering(package.tree("word/numbering.xml"), package.tree("word/styles.xml"))).lines(document)
    for notes in ("word/footnotes.xml", "word/endnotes.xml"):
        if (part := package.tree(notes)) is not None:
            lines += [line for line in _Reader(None).lines(part) if line.strip()]
    return "\n".join(lines) + "\n", _facts(package)


def _facts(package: Package) -> dict[str, str]:
    properties = package.tree("docProps/core.xml")
    if properties is None:
        return {}
    stated = {name: " ".join((properties.findtext(f".//{tag}") or "").split()) for name, tag in _FACTS.items()}
    return {name: value for name, value in stated.items() if value}


class _Reader:
    def __init__(self, numbering: Numbering | None) -> None:
        self._numbering = numbering

    def lines(self, parent: Any) -> list[str]:
        """The lines of everything that stands in an element, in order."""
        return list(self._blocks(parent))

    def _blocks(self, parent: Any) -> Iterator[str]:
        for element in parent:
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield from table_lines(list(self._rows(element)))
            elif element.tag not in _PASSED_OVER:  # content controls and the like
                yield from self._blocks(element)

    def _rows(self, table: Any) -> Iterator[list[str]]:
        for row in table.iterchildren(f"{_W}tr", f"{_W}sdt"):
            cells: list[str] = []
            for cell in row.iter(f"{_W}tc"):
                if next(cell.iterancestors(f"{_W}tbl")) is not table:
                    continue  # of a table within a cell: read with that cell
                width = cell.find(f"{_W}tcPr/{_W}gridSpan")
                merged = cell.find(f"{_W}tcPr/{_W}vMerge")
                goes_on = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
                cells.append("" if goes_on else "\n".join(self.lines(cell)))
                cells += [""] * (_number(width) - 1)
            yield cells

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        boxes: list[Any] = []
        text = "".join(self._runs(paragraph, boxes))
        mark = self._numbering.mark(paragraph) if self._numbering and text.strip() else ""
        for box in boxes:  # a text box stands over the paragraph that anchors it
            yield from self._blocks(box)
        if text.strip() or not boxes:
            yield from (mark + text).split("\n")

    def _runs(self, parent: Any, boxes: list[Any]) -> Iterator[str]:
        for element in parent:
            tag = element.tag
            if tag == f"{_W}t":
                yield _from_font(element.text or "", parent)
            elif tag in _TEXT:
                yield _TEXT[tag]
            elif tag == f"{_W}txbxContent":
                boxes.append(element)
            elif tag not in _PASSED_OVER:
                yield from self._runs(element, boxes)


def _number(element: Any) -> int:
    value = element.get(f"{_W}val", "1") if element is not None else "1"
    return min(int(value), 63) if value.isdigit() and len(value) < 4 else 1


def _from_font(text: str, run: Any) -> str:
    """The run's text; in a font that is an old encoding, what the font shows."""
    fonts = run.find(f"{_W}rPr/{_W}rFonts")
    if text.isascii() or fonts is None:
        return text
    font = (fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi") or "").lower()
    encoding = next((name for beginning, name in _OLD_FONTS if font.startswith(beginning)), None)
    if encoding is None or any(ord(letter) > 0x1E00 and letter not in "“”‘’–—…" for letter in text):
        return text  # such fonts are also left behind on text that was converted
    read = legacy.read_as(text, encoding)
    return read.upper() if encoding == "tcvn3" and font.endswith("h") else read
