"""Web pages as text: every line that a reader sees, in order, and which of them belong to the article.

The body of the article is told by where its paragraphs stand, menus and boxes by their tags and by the names that
pages give them (`lexicon/markup.toml`); what the page says of itself for machines comes from `pagefacts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from extractor import lexicon
from extractor.ingest.layout import Sheet, table_lines
from extractor.records import ZoneKind

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z0-9]+")

_LONG = 50  # characters from which a line is a paragraph
_LINKED = 0.5  # share of a line in links from which it is a link
_MOST = 0.6  # share of the page's paragraphs in one element: the article lies in it
_TITLE = 12  # characters from which two titles may be compared by their parts
_DEEPEST = 200  # elements within elements; what lies deeper is read, but as one line


@dataclass(slots=True)
class Line:
    """A line as seen; `owner` is the block that holds it, `linked` how many of its characters are links."""

    text: str
    owner: Any
    kind: ZoneKind | None
    linked: int = 0
    heading: int = 0  # 1 to 6


@dataclass(slots=True)
class _Walk:
    lines: list[Line] = field(default_factory=list)
    buffer: list[tuple[str, bool]] = field(default_factory=list)

    def flush(self, owner: Any, kind: ZoneKind | None, heading: int) -> None:
        """End the line."""
        text = _squeezed("".join(part for part, _ in self.buffer))
        linked = sum(len(part.strip()) for part, in_link in self.buffer if in_link)
        self.buffer.clear()
        if text:
            self.lines.append(Line(text, owner, kind, linked, heading))

    def visit(self, element: Any, kind: ZoneKind | None, in_link: bool, heading: int, depth: int) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _tags("unseen") or _is_hidden(element):
            return
        if tag == "br" or tag == "hr":
            before = len(self.lines)
            self.flush(element.getparent(), kind, heading)
            if len(self.lines) == before and self.lines and self.lines[-1].text:
                self.lines.append(Line("", element.getparent(), kind))  # a line that is left empty
            return
        named = _kind(element) if tag != "a" else None  # links in a sentence bear names of many kinds
        inline = (tag in _tags("inline") and named is None) or depth > _DEEPEST
        if not inline:
            self.flush(element.getparent(), kind, heading)
        kind = kind if kind == "boilerplate" else named or kind
        heading = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else heading
        if tag == "table" and (rows := _rows(element, kind)):
            self.lines += [Line(row, element, kind) for row in rows]
            return
        self._inside(element, kind, in_link or tag == "a", heading, depth)
        if not inline:
            self.flush(element, kind, heading)

    def _inside(self, element: Any, kind: ZoneKind | None, in_link: bool, heading: int, depth: int) -> None:
        self._say(element.text, in_link, element.tag == "pre")
        if element.tag == "pre":
            self._preformatted(element, kind)
        for child in element:
            self.visit(child, kind, in_link, heading, depth + 1)
            self._say(child.tail, in_link, element.tag == "pre")

    def _say(self, text: str | None, in_link: bool, pre: bool) -> None:
        if text:
            self.buffer.append((text if pre else _SPACE.sub(" ", text), in_link))

    def _preformatted(self, element: Any, kind: ZoneKind | None) -> None:
        """Text whose line breaks count."""
        *whole, rest = "".join(part for part, _ in self.buffer).split("\n")
        self.lines += [Line(line.rstrip(), element, kind) for line in whole if line.strip()]
        self.buffer[:] = [(rest, False)] if rest.strip() else []


def _squeezed(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" ")


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _kind(element: Any) -> ZoneKind | None:
    """What the element's tag, role and names make of it."""
    tag = element.tag
    if tag in _tags("boxes") or (element.get("role") or "").lower() in _tags("roles"):
        return None if tag == "form" and _is_page_form(element) else "boilerplate"
    if tag == "figcaption":
        return "caption"
    if tag in ("body", "html", "main", "article", "h1"):
        return None
    prop = (element.get("itemprop") or "").lower()
    if prop == "author" or (element.get("rel") or "").lower() == "author":
        return "byline"
    names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
    return _named(names[:200]) if names else None


def _is_page_form(form: Any) -> bool:
    """ASP.NET pages lie in one form from their first line to the last."""
    parent = form.getparent()
    return parent is not None and parent.tag in ("body", "html")


@cache
def _tags(name: str) -> frozenset[str]:
    return frozenset(lexicon.load("markup")["tags"][name])


@cache
def _names() -> list[tuple[ZoneKind, re.Pattern[str]]]:
    parts: dict[ZoneKind, list[str]] = lexicon.load("markup")["parts"]
    return [
        (kind, re.compile(rf"(?<![a-z0-9])(?:{'|'.join(sorted(words, key=len, reverse=True))})(?![a-z0-9])"))
        for kind, words in parts.items()
    ]


@cache
def _named(names: str) -> ZoneKind | None:
    words = _CAMEL.sub(" ", names).lower()
    return next((kind for kind, pattern in _names() if pattern.search(words)), None)


def _rows(table: Any, kind: ZoneKind | None) -> list[str] | None:
    """The lines of a table of data, or of blocks side by side; None where the table is the page's frame."""
    if table.find(".//table") is not None or table.find(".//form") is not None:
        return None
    rows: list[list[str]] = []
    spans: dict[int, int] = {}  # column -> rows that a cell above still covers
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while spans.get(len(cells), 0):
                spans[len(cells)] -= 1
                cells.append("")
            walk = _Walk()
            walk._inside(cell, kind, False, 0, 0)
            walk.flush(cell, kind, 0)
            width = _span(cell, "colspan")
            for column in range(len(cells), len(cells) + width):
                spans[column] = _span(cell, "rowspan") - 1
            cells += ["\n".join(line.text for line in walk.lines), *[""] * (width - 1)]
        rows.append(cells)
    if max(map(len, rows), default=0) < 2 or _is_page_frame(rows):
        return None
    return table_lines(rows)


_MOST_COLUMNS = 60


def _span(cell: Any, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(max(int(value), 1), _MOST_COLUMNS) if value.isascii() and value.isdigit() and len(value) < 4 else 1


def _is_page_frame(rows: Sequence[Sequence[str]]) -> bool:
    """Cells with many paragraphs hold the page's columns, not data."""
    return any(cell.count("\n") > 12 or len(cell) > 3000 for row in rows for cell in row)


def lines_of(root: Any) -> list[Line]:
    """Every line of a parsed page that can be seen."""
    walk = _Walk()
    body = root.find("body") if root.tag == "html" else root
    body = root if body is None else body
    walk.visit(body, None, False, 0, 0)
    walk.flush(body, None, 0)
    return walk.lines


def article(lines: list[Line], root: Any, title: str | None) -> tuple[int, int, int | None]:
    """Where the article's lines begin and end, and which one is its title."""
    weight: dict[Any, int] = {}
    for line in lines:
        if line.kind != "boilerplate" and len(line.text) >= _LONG and line.linked < _LINKED * len(line.text):
            for element in _upward(line.owner):
                weight[element] = weight.get(element, 0) + len(line.text)
    main = root.find("body") if root.find("body") is not None else root
    while True:
        heavy = next((child for child in main if weight.get(child, 0) >= _MOST * weight.get(main, 1)), None)
        if heavy is None:
            break
        main = heavy
        if main.tag in ("p", "table", "blockquote", "span"):  # one paragraph with line breaks
            main = main.getparent()
            break
    inside = [at for at, line in enumerate(lines) if any(element is main for element in _upward(line.owner))]
    first, last = (inside[0], inside[-1] + 1) if inside else (0, len(lines))
    at = _title(lines, first, last, title)
    return min(first, at) if at is not None else first, last, at


def _upward(element: Any) -> Iterator[Any]:
    while element is not None:
        yield element
        element = element.getparent()


def _title(lines: list[Line], first: int, last: int, title: str | None) -> int | None:
    """The headline: the line that says what the page calls itself, else the largest heading near the body."""
    wanted = (title or "").casefold()
    best: tuple[int, int] | None = None
    for at, line in enumerate(lines[:last]):
        if line.kind == "boilerplate":
            continue
        words = line.text.casefold()
        same = min(len(words), len(wanted)) >= _TITLE and (words in wanted or wanted in words)
        if same or (line.heading in (1, 2) and at <= first + 3):
            rank = (2 if same else 0) + (1 if line.heading == 1 else 0)
            if best is None or rank > best[0]:
                best = (rank, at)
    return best[1] if best else None


def sheet_of(lines: list[Line], first: int, last: int, title: int | None) -> Sheet:
    """The page's lines; those outside the article, and links in a row within it, are boilerplate."""
    sheet = Sheet()
    links = [bool(line.text) and line.linked >= _LINKED * len(line.text) for line in lines]
    for at, line in enumerate(lines):
        in_row = links[at] and ((at > first and links[at - 1]) or (at + 1 < last and links[at + 1]))
        kind = line.kind
        if at == title:
            kind = "title"
        elif at < first or (at >= last and kind not in ("byline", "source")) or (in_row and kind is None):
            kind = "boilerplate"
        sheet.add(line.text, kind)
    return sheet
