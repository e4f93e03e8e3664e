"""Words on pages, as a PDF or an OCR program places them, to text in the order in which a person reads it.

Coordinates are those of the page, y downwards, in any unit: every distance is judged by the height of the letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extractor.ingest.layout import COLUMN, Sheet, table_lines

_PIECE_GAP = 1.0  # letter heights of empty space that separate two pieces of a row; words stand .2 to .6 apart
_SAME_LEAD = 1.05  # of the distance between the lines of a block: what follows it so closely belongs to it
_GUTTER = 0.7  # letter heights that stay free over several rows between two columns
_SAME_ROW = 0.4  # letter heights that the base lines of one row may differ by: superscripts, a slanting scan
_LINE_GAP = 2.0  # letter heights from base line to base line within a paragraph, at most
_LOOSE = 1.2  # of the usual distance between lines: more is space between paragraphs
_SLACK = 0.6  # letter heights by which a full line may miss the edge of its column, a space included
_CUTS_TO_JUDGE = 4  # lines that break off in mid-sentence
_TYPESET = 0.75  # share of them that must be full
_WIDE = 0.6  # of its column that a line must cover to be judged, and of the widest that a column of prose must have
_MANY = 12  # lines of a narrow column from which it is prose and no letterhead
_BLANK = 1.6  # of the usual distance between lines: shown as an empty line
_INDENT = 0.9  # letter heights by which a new paragraph may stand in
_MARGIN = 0.12  # share of the page's height at its top and foot in which page numbers and running heads stand

_NUMBER = re.compile(r"[-–+]?[\d.,]+ ?%?|-|–|x|X|/")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang|page|tr\.?)?\s*\d{1,4}\s*(?:/\s*\d{1,4})?[-–—\s.]*", re.IGNORECASE)
_ITEM = re.compile(r"[-+•*–—●▪]\s?(?=\S)|(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,5})[.)/](?=\s?[^\W\d_]|\s)")
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class Word:
    """A word and its box; `base` is the y of its base line, `size` the height of its letters with their tails."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class Table:
    """A ruled table: its box and its cells, row by row, as (left, top, right, bottom)."""

    box: tuple[float, float, float, float]
    rows: list[list[tuple[float, float, float, float] | None]]


@dataclass(slots=True)
class Paper:
    """One page."""

    width: float
    height: float
    words: list[Word]
    tables: list[Table] = field(default_factory=list)


@dataclass(slots=True)
class _Piece:
    """Words of a row that stand close together."""

    words: list[Word]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def base(self) -> float:
        return self.words[0].base

    @property
    def size(self) -> float:
        return median(word.size for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


_Row = list[_Piece]


def sheet_of(pages: Sequence[Paper]) -> Sheet:
    """All pages as one text: paragraphs go on over line ends and page ends, page numbers are boilerplate."""
    edges = _repeated_edges([_rows(page.words) for page in pages])
    parts = [_part(page, edges) for page in pages]
    columns = [_Column(item) for _, items, _ in parts for item in items if not isinstance(item, Table)]
    widest = max((*(column.width for column in columns), *(page.width / 2 for page in pages)), default=0.0)
    flow = _Flow(_is_typeset(columns), widest)
    for (heads, items, feet), page in zip(parts, pages, strict=True):
        flow.furniture(heads)
        for item in items:
            if isinstance(item, Table):
                flow.table(table_lines(_cells(item, page.words)))
            else:
                flow.lines(item)
        flow.furniture(feet)
    return flow.finished()


def _part(page: Paper, edges: Counter[str]) -> tuple[list[str], list[list[_Row] | Table], list[str]]:
    """A page's head lines, its columns and tables in order, its foot lines."""
    rows = _rows([word for word in page.words if not any(_holds(table.box, word) for table in page.tables)])
    heads, rows, feet = _without_edges(rows, page, edges)
    return heads, list(_in_order(rows, page)), feet


# --- rows and pieces -----------------------------------------------------------------------------------------------


def _rows(words: list[Word]) -> list[_Row]:
    """Words of one base line, cut where the space between them is wide; from top to foot."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        last = rows[-1] if rows else None
        if last is not None and word.base - last[0].base <= _SAME_ROW * min(word.size, last[0].size):
            last.append(word)
        else:
            rows.append([word])
    return [_pieces(sorted(row, key=lambda word: word.left)) for row in rows]


def _pieces(words: list[Word]) -> _Row:
    pieces = [_Piece([words[0]])]
    for word in words[1:]:
        last = pieces[-1].words[-1]
        if word.left - last.right > _PIECE_GAP * max(word.size, last.size):
            pieces.append(_Piece([word]))
        else:
            pieces[-1].words.append(word)
    return pieces


def _text(row: _Row) -> str:
    return COLUMN.join(piece.text for piece in row)


# --- page numbers and running heads --------------------------------------------------------------------------------


def _repeated_edges(pages: list[list[_Row]]) -> Counter[str]:
    """How often a page begins or ends with each line, numbers aside."""
    edges = (row for rows in pages for row in (rows[:1] if len(rows) == 1 else (*rows[:1], *rows[-1:])))
    return Counter(_DIGITS.sub("#", _text(row)) for row in edges)


def _without_edges(
    rows: list[_Row], page: Paper, edges: Counter[str]
) -> tuple[list[str], list[_Row], list[str]]:
    """The page's own rows between its head line and its foot line, if it has them."""

    def is_edge(row: _Row) -> bool:
        text = _text(row)
        near = row[0].base < _MARGIN * page.height or row[0].base > (1 - _MARGIN) * page.height
        return near and bool(_PAGE_NUMBER.fullmatch(text) or (edges[_DIGITS.sub("#", text)] >= 3 and len(text) < 100))

    heads = [_text(rows[0])] if rows and is_edge(rows[0]) else []
    feet = [_text(rows[-1])] if len(rows) > 1 and is_edge(rows[-1]) else []
    return heads, rows[len(heads) : len(rows) - len(feet)], feet


# --- columns and tables --------------------------------------------------------------------------------------------


def _in_order(rows: list[_Row], page: Paper) -> Iterator[list[_Row] | Table]:
    """Runs of rows, each a column or the full width, and tables, in reading order."""
    tables = sorted(page.tables, key=lambda table: table.box[1])
    at = 0
    for table in tables:
        start = at
        while at < len(rows) and rows[at][0].base < (table.box[1] + table.box[3]) / 2:
            at += 1
        yield from _columns(rows[start:at])
        yield table
    yield from _columns(rows[at:])


def _columns(rows: list[_Row]) -> Iterator[list[_Row]]:
    """Where two blocks stand side by side, first the left one and then the right one."""
    at, plain = 0, []
    while at < len(rows):
        end, gutter = _beside(rows, at)
        if gutter is None:
            plain.append(rows[at])
            at += 1
            continue
        if plain:
            yield plain
            plain = []
        yield from _sides(rows[at:end], gutter)
        at = end
    if plain:
        yield plain


def _beside(rows: list[_Row], start: int) -> tuple[int, float | None]:
    """Where a run of rows ends that has blocks side by side, and the middle of the space between them."""
    covered: list[tuple[float, float]] = []
    best: tuple[int, float | None] = (start + 1, None)
    gutter: float | None = None
    for at in range(start, len(rows)):
        row = rows[at]
        if at > start and row[0].base - rows[at - 1][0].base > 4 * _LINE_GAP * row[0].size:
            break
        covered = _merged([*covered, *((piece.left, piece.right) for piece in row)])
        free = _widest_gap(covered, _GUTTER * row[0].size)
        if free is None and at > start:
            break
        gutter = free if free is not None else gutter
        if gutter is not None and at > start and row[-1].left > gutter and _is_pair(rows[start : at + 1], gutter):
            best = (at + 1, gutter)
    end, middle = best
    if middle is not None:  # lines of the left block that go on below the right one
        left = [row[0].base for row in rows[start:end] if row[0].right < middle]
        lead = median([b - a for a, b in pairwise(left)] or [0.0]) * _SAME_LEAD
        while end < len(rows) and rows[end][-1].right < middle and rows[end][0].base - left[-1] < lead:
            left.append(rows[end][0].base)
            end += 1
    return end, middle


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if merged and left <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _widest_gap(covered: list[tuple[float, float]], least: float) -> float | None:
    gaps = [(b[0] - a[1], (a[1] + b[0]) / 2) for a, b in pairwise(covered)]
    width, middle = max(gaps, default=(0.0, 0.0))
    return middle if width >= least else None


def _is_pair(rows: list[_Row], gutter: float) -> bool:
    """Two blocks of words, not the columns of a table without rules."""
    left = [piece for row in rows for piece in row if piece.right <= gutter]
    right = [piece for row in rows for piece in row if piece.left >= gutter]
    if len(left) < 2 or len(right) < 2 or len(left) + len(right) > 2 * len(rows):
        return False
    numbers = sum(bool(_NUMBER.fullmatch(piece.text)) for piece in right)
    return numbers * 3 <= len(right) and min(p.base for p in right) <= max(p.base for p in left)


def _sides(rows: list[_Row], gutter: float) -> Iterator[list[_Row]]:
    for is_left in (True, False):
        side = [[piece for piece in row if (piece.right <= gutter) is is_left] for row in rows]
        yield [row for row in side if row]


def _holds(box: tuple[float, float, float, float], word: Word) -> bool:
    x, y = (word.left + word.right) / 2, word.base - 0.3 * word.size
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _cells(table: Table, words: list[Word]) -> list[list[str]]:
    inside = [word for word in words if _holds(table.box, word)]

    def text(cell: tuple[float, float, float, float] | None) -> str:
        return "\n".join(map(_text, _rows([word for word in inside if _holds(cell, word)]))) if cell else ""

    return [[text(cell) for cell in row] for row in table.rows]


# --- paragraphs ----------------------------------------------------------------------------------------------------


class _Column:
    """Where the lines of a column begin and end, and how far apart they are."""

    def __init__(self, rows: list[_Row]) -> None:
        self.pieces = [row[0] for row in rows if len(row) == 1]
        self.left = min((piece.left for piece in self.pieces), default=0.0)
        self.right = max((piece.right for piece in self.pieces), default=0.0)
        gaps = sorted(b.base - a.base for a, b in pairwise(self.pieces) if 0 < b.base - a.base < _LINE_GAP * a.size)
        self.lead = gaps[len(gaps) // 5] if gaps else 0.0

    @property
    def width(self) -> float:
        return self.right - self.left

    def is_full(self, piece: _Piece, after: _Piece) -> bool:
        """Whether the first word of the next line would not have fitted into this one."""
        first = after.words[0]
        return piece.right + _SLACK * piece.size + (first.right - first.left) > self.right


def _is_typeset(columns: list[_Column]) -> bool:
    """Whether lines end because they are full, and not where whoever typed them broke them in mid-sentence."""
    cuts = [
        column.is_full(a, b)
        for column in columns
        for a, b in pairwise(column.pieces)
        if a.right - a.left > _WIDE * column.width
        and a.text[-1] not in ".;:!?…" and b.text[0].islower() and not _ITEM.match(b.text)
    ]  # fmt: skip
    return len(cuts) < _CUTS_TO_JUDGE or sum(cuts) >= _TYPESET * len(cuts)


def _continues(column: _Column, last: _Piece, piece: _Piece) -> bool:
    """Whether a line goes on with the paragraph of the line before it, in this column or the next."""
    size = last.size
    if abs(piece.size - size) > 0.2 * size or _ITEM.match(piece.text) or not column.is_full(last, piece):
        return False
    if piece.base > last.base and piece.base - last.base > _LOOSE * column.lead:
        return False
    stands_in = piece.left > column.left + _INDENT * size and last.left <= column.left + _INDENT * size
    return not stands_in


class _Flow:
    """Lines as they come, joined to paragraphs."""

    def __init__(self, is_typeset: bool, widest: float) -> None:
        self._sheet = Sheet()
        self._is_typeset = is_typeset
        self._widest = widest
        self._open: list[str] = []  # the lines of the paragraph that may go on
        self._last: tuple[_Column, _Piece] | None = None  # its last line, and the column that it stands in
        self._waiting: list[str] = []  # page numbers that stand within it

    def lines(self, rows: list[_Row]) -> None:
        """Rows of one column, from top to foot."""
        column = _Column(rows)
        may_join = self._is_typeset and (column.width > _WIDE * self._widest or len(rows) >= _MANY)
        for at, row in enumerate(rows):
            if at and column.lead and row[0].base - rows[at - 1][0].base > _BLANK * column.lead:
                self._close()
                self._sheet.add("")
            if len(row) > 1:
                self._close()
                self._sheet.add(_text(row))
                continue
            piece = row[0]
            if self._last is None or not (may_join and _continues(*self._last, piece)):
                self._close()
            self._open.append(piece.text)
            self._last = (column, piece)

    def table(self, lines: list[str]) -> None:
        self._close()
        self._sheet.add_all(lines)

    def furniture(self, lines: list[str]) -> None:
        """Page numbers and running heads: they wait for the paragraph that they stand in."""
        self._waiting += lines
        if not self._open:
            self._close()

    def _close(self) -> None:
        if self._open:
            self._sheet.add(joined(self._open))
        self._sheet.add_all(self._waiting, "boilerplate")
        self._open, self._last, self._waiting = [], None, []

    def finished(self) -> Sheet:
        self._close()
        return self._sheet


def joined(lines: Sequence[str]) -> str:
    """The lines of a paragraph as one; a soft hyphen at a line end binds the word again."""
    text = lines[0]
    for line in lines[1:]:
        text = text[:-1] + line if text.endswith("\u00ad") else f"{text} {line}"
    return text
