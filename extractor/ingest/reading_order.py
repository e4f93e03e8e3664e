"""Words on pages to text in the order in which a person reads it: letterheads, columns, tables, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from extractor.ingest.layout import Sheet, table_lines
from extractor.ingest.paper import Paper, Row, Table, Word, holds, merged, rows_of, text_of
from extractor.ingest.paragraphs import LINE_GAP, Column, Flow, is_typeset

_SAME_LEAD = 1.05  # of the distance between the lines of a block: what follows it so closely belongs to it
_GUTTER = 0.7  # letter heights that stay free over several rows between two columns
_MARGIN = 0.12  # share of the page's height at its top and foot in which page numbers and running heads stand
_NUMBER = re.compile(r"[-–+]?[\d.,]+ ?%?|-|–|x|X|/")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang|page|tr\.?)?\s*\d{1,4}\s*(?:/\s*\d{1,4})?[-–—\s.]*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def sheet_of(pages: Sequence[Paper]) -> Sheet:
    """All pages as one text: paragraphs go on over line ends and page ends, page numbers are boilerplate."""
    edges = _repeated_edges([rows_of(page.words) for page in pages])
    parts = [_part(page, edges) for page in pages]
    columns = [Column(item) for _, items, _ in parts for item in items if not isinstance(item, Table)]
    widest = max((*(column.width for column in columns), *(page.width / 2 for page in pages)), default=0.0)
    flow = Flow(is_typeset(columns), widest)
    for (heads, items, feet), page in zip(parts, pages, strict=True):
        flow.furniture(heads)
        for item in items:
            if isinstance(item, Table):
                flow.table(table_lines(_cells(item, page.words)))
            else:
                flow.lines(item)
        flow.furniture(feet)
    return flow.finished()


def _part(page: Paper, edges: Counter[str]) -> tuple[list[str], list[list[Row] | Table], list[str]]:
    """A page's head lines, its columns and tables in order, its foot lines."""
    rows = rows_of([word for word in page.words if not any(holds(table.box, word) for table in page.tables)])
    heads, rows, feet = _without_edges(rows, page, edges)
    return heads, list(_in_order(rows, page)), feet


# --- page numbers and running heads --------------------------------------------------------------------------------


def _repeated_edges(pages: list[list[Row]]) -> Counter[str]:
    """How often a page begins or ends with each line, numbers aside."""
    edges = (row for rows in pages for row in (rows[:1] if len(rows) == 1 else (*rows[:1], *rows[-1:])))
    return Counter(_DIGITS.sub("#", text_of(row)) for row in edges)


def _without_edges(rows: list[Row], page: Paper, edges: Counter[str]) -> tuple[list[str], list[Row], list[str]]:
    """The page's own rows between its head line and its foot line, if it has them."""

    def is_edge(row: Row) -> bool:
        text = text_of(row)
        near = row[0].base < _MARGIN * page.height or row[0].base > (1 - _MARGIN) * page.height
        return near and bool(_PAGE_NUMBER.fullmatch(text) or (edges[_DIGITS.sub("#", text)] >= 3 and len(text) < 100))

    heads = [text_of(rows[0])] if rows and is_edge(rows[0]) else []
    feet = [text_of(rows[-1])] if len(rows) > 1 and is_edge(rows[-1]) else []
    return heads, rows[len(heads) : len(rows) - len(feet)], feet


# --- columns and tables --------------------------------------------------------------------------------------------


def _in_order(rows: list[Row], page: Paper) -> Iterator[list[Row] | Table]:
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


def _columns(rows: list[Row]) -> Iterator[list[Row]]:
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


def _beside(rows: list[Row], start: int) -> tuple[int, float | None]:
    """Where a run of rows ends that has blocks side by side, and the middle of the space between them."""
    covered: list[tuple[float, float]] = []
    best: tuple[int, float | None] = (start + 1, None)
    gutter: float | None = None
    for at in range(start, len(rows)):
        row = rows[at]
        if at > start and row[0].base - rows[at - 1][0].base > 4 * LINE_GAP * row[0].size:
            break
        covered = merged([*covered, *((piece.left, piece.right) for piece in row)])
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


def _widest_gap(covered: list[tuple[float, float]], least: float) -> float | None:
    gaps = [(b[0] - a[1], (a[1] + b[0]) / 2) for a, b in pairwise(covered)]
    width, middle = max(gaps, default=(0.0, 0.0))
    return middle if width >= least else None


def _is_pair(rows: list[Row], gutter: float) -> bool:
    """Two blocks of words, not the columns of a table without rules."""
    left = [piece for row in rows for piece in row if piece.right <= gutter]
    right = [piece for row in rows for piece in row if piece.left >= gutter]
    if len(left) < 2 or len(right) < 2 or len(left) + len(right) > 2 * len(rows):
        return False
    numbers = sum(bool(_NUMBER.fullmatch(piece.text)) for piece in right)
    return numbers * 3 <= len(right) and min(p.base for p in right) <= max(p.base for p in left)


def _sides(rows: list[Row], gutter: float) -> Iterator[list[Row]]:
    for is_left in (True, False):
        side = [[piece for piece in row if (piece.right <= gutter) is is_left] for row in rows]
        yield [row for row in side if row]


def _cells(table: Table, words: list[Word]) -> list[list[str]]:
    inside = [word for word in words if holds(table.box, word)]

    def text(cell: tuple[float, float, float, float] | None) -> str:
        return "\n".join(map(text_of, rows_of([word for word in inside if holds(cell, word)]))) if cell else ""

    return [[text(cell) for cell in row] for row in table.rows]
