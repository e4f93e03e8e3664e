"""A stack of one-cell lines, and the rows of a numbered table read from it."""

from __future__ import annotations

from decimal import Decimal

from extractor.extract.figures.table_cells import Cell, Row, cell_of, index_of, kind_of, plain_number
from extractor.extract.figures.table_heads import opens_with
from extractor.language.lines import Line

MOST_BROKEN = 2  # further lines that one name may be broken over


class Stack:
    """Neighbouring short lines, each of them one cell; heads that go on in the next line are joined."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.cells: list[Cell] = []
        for line in lines:
            cell = cell_of(text, line.start, line.end)
            if cell is not None:
                self.cells.append(cell)
        self.kinds = [kind_of(cell.folded) for cell in self.cells]
        self.raw = [text[cell.start] for cell in self.cells]

    def __len__(self) -> int:
        return len(self.cells)

    def is_text(self, at: int) -> bool:
        return at < len(self) and self.kinds[at] == "text"

    def is_number(self, at: int) -> bool:
        return at < len(self) and self.kinds[at] != "text"

    def goes_on(self, at: int) -> bool:
        """Whether the line at `at` is the rest of the line above it: in lower case or a unit in brackets."""
        return at > 0 and self.is_text(at) and self.is_text(at - 1) and (self.raw[at].islower() or self.raw[at] == "(")

    def is_total(self, at: int) -> bool:
        return self.is_text(at) and opens_with("total", "words", self.cells[at].folded)

    def joined(self, first: int, last: int) -> list[Cell]:
        """The cells from `first` to `last` (exclusive), broken ones made one."""
        found: list[Cell] = []
        for at in range(first, last):
            if found and at > first and self.goes_on(at):
                found[-1] = found[-1].joined(self.cells[at])
            else:
                found.append(self.cells[at])
        return found


def numbered_rows(stack: Stack, first: int, count: int, broken: int) -> tuple[list[Row], int]:
    """The rows from `first` on, each a number, a name and `count - 2` further cells; where they end.

    `broken` tells over how many further lines the first name runs.
    """
    rows: list[Row] = []
    at = first
    texts = [False] * count  # columns that hold words in the first row
    while at < len(stack):
        if rows and is_section(stack, at):
            at += 2
            continue
        index = index_of(stack.cells[at].folded) if stack.is_text(at + 1) else None
        if index is None and not (stack.is_text(at) and rows):
            break
        last = next((row[0].folded for row in reversed(rows) if row[0] is not None), "0")
        row, end = _row(stack, at, count, last if index is None else None, texts, MOST_BROKEN if rows else broken)
        if row is None:
            break
        if not rows:
            texts = [cell is not None and kind_of(cell.folded) == "text" for cell in row]
        elif row[0] is None and row[-1] is None:
            row = _settled(row, rows)
        rows.append(row)
        at = end
    return rows, at


def is_section(stack: Stack, at: int) -> bool:
    """Whether a number and a name stand alone over further numbered rows ("II, Khối doanh nghiệp, 1, …")."""
    last = at + 3
    if last >= len(stack) or index_of(stack.cells[at].folded) not in ("r", "a"):
        return False
    return index_of(stack.cells[at + 2].folded) is not None and stack.is_text(at + 1) and stack.is_text(last)


def _row(stack: Stack, at: int, count: int, last: str | None, texts: list[bool], broken: int) -> tuple[Row | None, int]:
    """The row that begins at `at` and where it ends; `last` is the number of the row before one that has none."""
    numbered = last is None
    own = stack.cells[at].folded if last is None else last
    row: Row = [stack.cells[at]] if numbered else [None]
    at += numbered
    label, total = stack.cells[at], stack.is_total(at)
    at += 1
    while broken and not (count > 2 and texts[2]) and stack.is_text(at):
        label = label.joined(stack.cells[at])
        at += 1
        broken -= 1
    row.append(label)
    while len(row) < count and at < len(stack):
        if stack.is_text(at) and (not numbered or not _may_be_text(texts, row)):
            break
        if _begins_row(stack, at, own) and not (len(row) + 1 < count and texts[len(row) + 1]):
            break
        row.append(stack.cells[at])
        at += 1
    if len(row) == 2 or (len(row) < count and not total and not (numbered and _ends_row(stack, at, own))):
        return None, at
    return row + [None] * (count - len(row)), at


def _may_be_text(texts: list[bool], row: Row) -> bool:
    return not any(texts) or texts[len(row)]


def _begins_row(stack: Stack, at: int, last: str) -> bool:
    """Whether the row after the one numbered `last` begins here: the next number, or a new series, and a name."""
    index = index_of(stack.cells[at].folded)
    if index is None or not stack.is_text(at + 1) or stack.is_total(at + 1):
        return False
    if not any(stack.is_number(k) for k in range(at + 2, at + 3 + MOST_BROKEN)):
        return False
    return index in ("n1", "r", "a") or (last.isdigit() and index == f"n{int(last) + 1}")


def _ends_row(stack: Stack, at: int, last: str) -> bool:
    return at >= len(stack) or stack.is_total(at) or _begins_row(stack, at, last)


def _settled(row: Row, rows: list[Row]) -> Row:
    """A row of totals that lacks cells, with every total in the column that it is the sum of, from left to right."""
    values = [cell for cell in row[2:] if cell is not None]
    settled: Row = [*row[:2], *([None] * (len(row) - 2))]
    at = 2
    for index, cell in enumerate(values):
        choices = range(at, len(row) - (len(values) - index - 1))
        total = plain_number(cell)
        at = next((column for column in choices if total is not None and total == _sum(rows, column)), at)
        settled[at] = cell
        at += 1
    return settled


def _sum(rows: list[Row], column: int) -> Decimal:
    numbers = [plain_number(cell) for row in rows if row[0] is not None and (cell := row[column]) is not None]
    return sum((number for number in numbers if number is not None), Decimal(0))
