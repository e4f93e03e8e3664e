"""Tables with a row a line: cells set apart by bars (Markdown too), tabs, or two and more blanks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from extractor.extract.figures.table_cells import Cell, Row, Table, cell_of, column_numbers, index_of, kind_of
from extractor.extract.figures.table_heads import by_index, fitted, is_numbering
from extractor.language.lines import Line

_BAR = re.compile(r"[|¦│┃║]")
_TAB = re.compile(r"\t")
_WIDE = re.compile(r"(?<![^\S\n])[^\S\n]{2,}")
_MAY_BE_ROW = re.compile(r"(?:[|¦│┃║\t]|[^\S\n]{2})[^\S\n]*[^\w\s]{0,2}[^\S\n]?\d")
_RULE = re.compile(r"[\s|¦│┃║:+=_─━┼┬┴├┤*.-]+")
_LONGEST_CELL = 200  # characters; longer ones are paragraphs
_HEAD_LINES = 6
_LEAST_NUMBERED = 3  # columns whose numbers stand in a row of their own
_MOST_COLUMNS = 40
_MOST_PENDING = 2  # lines inside a table that are no rows: broken labels, names of sections


@dataclass(slots=True)
class LineCells:
    """A line cut into cells; `mode` is what set them apart: bar, tab, wide, or none."""

    line: Line
    mode: str
    cells: list[Cell]
    rule: bool = False

    @property
    def is_row(self) -> bool:
        """Whether it has a number behind a name, a year or a row number."""
        if (
            len(self.cells) < 2
            or len(self.cells) > _MOST_COLUMNS
            or any(len(c.folded) > _LONGEST_CELL for c in self.cells)
        ):
            return False
        kinds = [kind_of(cell.folded) for cell in self.cells]
        named = kinds[0] in ("text", "year") or index_of(self.cells[0].folded) is not None
        if not named or "value" not in kinds[1:]:
            return False
        return kinds[0] == "year" or "text" in kinds[:2]

    @property
    def is_head(self) -> bool:
        kinds = [kind_of(cell.folded) for cell in self.cells]
        return not self.rule and len(self.cells) >= 2 and "text" in kinds and "value" not in kinds


def cut(text: str, line: Line) -> LineCells:
    """The line cut at its bars, else at its tabs, else at its wide gaps; cells know their column where it is told."""
    start = text.rfind("\n", 0, line.start) + 1
    if _RULE.fullmatch(line.text):
        return LineCells(line, "", [], rule=True)
    for mode, gap in (("bar", _BAR), ("tab", _TAB), ("wide", _WIDE)):
        if not gap.search(line.text) and not (mode == "tab" and "\t" in text[start : line.start]):
            continue
        begin = line.start if mode == "wide" else start
        edges = [(m.start(), m.end()) for m in gap.finditer(text, begin, line.end)]
        starts = [begin, *(end for _, end in edges)]
        ends = [*(first for first, _ in edges), line.end]
        if mode == "bar" and text[start] in "|¦│┃║":
            starts, ends = starts[1:], ends[1:]
        cells = []
        for index, (a, b) in enumerate(zip(starts, ends, strict=True)):
            cell = cell_of(text, a, b, a - start if mode == "wide" else index, b - a if mode == "wide" else 1)
            if cell is not None:
                x = cell.x if mode == "wide" else index
                cells.append(Cell(cell.spans, cell.folded, x, cell.width))
        return LineCells(line, mode, cells)
    whole = cell_of(text, line.start, line.end, line.start - start, 2)
    return LineCells(line, "", [whole] if whole else [])


class Lines:
    """The lines of a text, each cut into cells when it is first asked for."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text, self.lines = text, lines
        self._cut: dict[int, LineCells] = {}

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, at: int) -> LineCells:
        found = self._cut.get(at)
        if found is None:
            found = self._cut[at] = cut(self.text, self.lines[at])
        return found

    def is_row(self, at: int) -> bool:
        """Whether the line at `at` is a row; told without cutting it where it has no digit or no gap."""
        return _MAY_BE_ROW.search(self.lines[at].text) is not None and self[at].is_row


def ruled_tables(text: str, lines: list[Line]) -> list[Table]:
    """Tables among the lines, in order."""
    rows = Lines(text, lines)
    found: list[Table] = []
    index, floor = 0, -1
    while index < len(rows):
        if not rows.is_row(index):
            index += 1
            continue
        body = _body(rows, index)
        table = _table(rows, body, floor)
        index = body[-1] + 1
        if table is not None:
            found.append(table)
            floor = body[-1]
    return found


def _body(rows: Lines, first: int) -> list[int]:
    """The indices of the lines that belong to the rows that begin at `first`."""
    mode = rows[first].mode
    body, pending = [first], list[int]()
    for at in range(first + 1, len(rows)):
        row = rows[at]
        if row.rule:
            continue
        if row.line.gap > 1 or len(pending) > _MOST_PENDING or (row.mode and row.mode != mode):
            break
        if row.is_row:
            body += [*pending, at]
            pending = []
        elif row.line.gap or not row.cells or row.cells[0].folded.endswith((".", ";", ":")):
            break
        else:
            pending.append(at)
    return body


def _table(rows: Lines, body: list[int], floor: int) -> Table | None:
    data = [rows[at] for at in body if rows[at].is_row and not _numbers_columns(rows[at])]
    if not data:
        return None
    heads = _head_lines(rows, body[0], floor)
    _close_up([*heads, *(rows[at] for at in body)])
    counts = Counter(len(row.cells) for row in data)
    indexed = _knows_columns(data)
    count = max(counts, key=lambda size: (counts[size], size))
    if indexed:
        count = 1 + max(cell.x for row in [*data, *heads] for cell in row.cells)
    numbered = 2 * sum(index_of(row.cells[0].folded) is not None for row in data) >= len(data)
    lines = [row.cells for row in heads]
    columns = (by_index(lines, count) if indexed else None) or fitted(lines, count, numbered)
    if columns is None and not heads and count == 2 + numbered:
        columns = [[] for _ in range(count)]
    if columns is None:
        return None
    label = 1 if numbered and count > 2 and not (columns[0] and not is_numbering(columns[0][0].folded)) else 0
    found = _rows([rows[at] for at in body if not _numbers_columns(rows[at])], count, indexed, label)
    if len(found) < 2 and (not heads or count < 3):
        return None
    start = heads[0].line.start if heads else rows[body[0]].line.start
    return Table(start, rows[body[-1]].line.end, columns, found, label)


def _close_up(block: list[LineCells]) -> None:
    """Leave out columns between bars that are empty in every line."""
    if block[0].mode == "bar":
        used = sorted({cell.x for row in block for cell in row.cells})
        rank = {x: index for index, x in enumerate(used)}
        for row in block:
            row.cells = [replace(cell, x=rank[cell.x]) for cell in row.cells]


def _numbers_columns(row: LineCells) -> bool:
    return len(row.cells) >= _LEAST_NUMBERED and column_numbers([cell.folded for cell in row.cells]) == len(row.cells)


def _knows_columns(data: list[LineCells]) -> bool:
    """Whether cells carry the index of their column: always between bars; between tabs unless tabs only align."""
    if data[0].mode == "wide":
        return False
    if data[0].mode == "bar":
        return True
    shapes: dict[int, tuple[int, ...]] = {}
    return all(
        shapes.setdefault(len(row.cells), shape) == shape for row in data if (shape := tuple(c.x for c in row.cells))
    )


def _head_lines(rows: Lines, first: int, floor: int) -> list[LineCells]:
    """The lines of heads above the first row, from the top."""
    found: list[LineCells] = []
    mode, gap = rows[first].mode, rows[first].line.gap
    for at in range(first - 1, max(floor, first - 1 - 2 * _HEAD_LINES), -1):
        row = rows[at]
        if row.rule:
            gap = max(gap, row.line.gap)
            continue
        if not found and gap <= 1 and _names_section(row):
            gap = row.line.gap
            continue
        piece = len(row.cells) == 1 and row.cells[0].x > 0 and (row.mode or "wide") == mode
        if gap > 1 or len(found) == _HEAD_LINES or not (piece or (row.is_head and row.mode == mode)):
            break
        found.append(row)
        gap = row.line.gap
    while found and len(found[-1].cells) == 1:
        found.pop()
    return found[::-1]


def _names_section(row: LineCells) -> bool:
    """Whether a line between heads and rows only names the section ("II | Khối doanh nghiệp", "I. Đoàn viên")."""
    first = row.cells[0].folded if row.cells else ""
    if len(row.cells) == 1:
        return row.cells[0].x == 0 and row.mode != "wide" and index_of(first.split()[0]) is not None
    return row.is_head and index_of(first) is not None


def _rows(body: list[LineCells], count: int, indexed: bool, label: int) -> list[Row]:
    """The rows with every cell in its column; a line with a name alone goes on with the name above it."""
    full = [row.cells for row in body if row.is_row and len(row.cells) == count]
    middles = (
        [sum(row[column].x + row[column].width / 2 for row in full) / len(full) for column in range(count)]
        if full
        else []
    )
    found: list[Row] = []
    for row in body:
        if not row.is_row:
            _go_on(found, row, label)
            continue
        cells = row.cells
        placed: Row = [None] * count
        unnumbered = label == 1 and kind_of(cells[0].folded) == "text" and index_of(cells[0].folded) is None
        if indexed:
            shift = int(unnumbered and cells[0].x == 0 and cells[-1].x < count - 1)
            for cell in cells:
                placed[cell.x + shift] = cell
        elif len(cells) == count:
            placed = list(cells)
        elif len(cells) == count - 1 and unnumbered:
            placed = [None, *cells]
        else:
            _place(placed, cells, middles, label if unnumbered else 0)
        found.append(placed)
    return found


def _place(placed: Row, cells: list[Cell], middles: list[float], first: int) -> None:
    """Put the cells of a short row into the columns that they stand nearest to, from left to right."""
    at = first
    for index, cell in enumerate(cells):
        if at >= len(placed):
            return
        choices = range(at, max(at + 1, len(placed) - (len(cells) - index - 1)))
        at = choices[0]
        if index and middles and cell.width > 1:
            middle = cell.x + cell.width / 2
            at = min(choices, key=lambda column: abs(middles[column] - middle))
        placed[at] = cell
        at += 1


def _go_on(found: list[Row], row: LineCells, label: int) -> None:
    """Join a line that holds a piece of a broken name to the name above it."""
    above = found[-1][label] if found else None
    if len(row.cells) != 1 or above is None:
        return
    piece = row.cells[0]
    under = label == 1 and row.mode in ("", "wide") and piece.x >= above.x - 1
    if (row.line.text[:1].islower() or under) and index_of(piece.folded.split()[0]) is None:
        found[-1][label] = above.joined(piece)
