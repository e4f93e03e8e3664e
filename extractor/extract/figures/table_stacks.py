"""Tables with a cell a line: the heads one under the other, then the cells row by row."""

from __future__ import annotations

from extractor.extract.figures.table_cells import Cell, Row, Table, column_numbers, index_of, kind_of
from extractor.extract.figures.table_heads import Heads, arrange, is_numbering, opens_with
from extractor.extract.figures.table_rows import MOST_BROKEN, Stack, is_section, numbered_rows
from extractor.language.lines import Line

_LONGEST_CELL = 90  # characters; longer lines are prose
_MOST_HEADS = 30
_MOST_COLUMNS = 20
_MOST_SECTIONS = 3  # names of sections above the first row
_LEAST_COLUMNS = 3  # of a table that numbers its rows

Found = tuple[Table | None, int]


def stacked_tables(text: str, lines: list[Line], held: list[bool]) -> list[Table]:
    """Tables among the lines that are not `held` by others, in order."""
    found: list[Table] = []
    run: list[Line] = []
    for line, taken in zip(lines, held, strict=True):
        fits = not taken and len(line.text) <= _LONGEST_CELL and line.gap <= 1
        if not fits:
            found.extend(_in_run(text, run))
            run = []
        if not taken and len(line.text) <= _LONGEST_CELL:
            run.append(line)
    found.extend(_in_run(text, run))
    return found


def _in_run(text: str, lines: list[Line]) -> list[Table]:
    if sum(line.text[-1].isdigit() or line.text[-1] in "%)" for line in lines) < 2:
        return []
    stack = Stack(text, lines)
    found: list[Table] = []
    floor = at = 0
    while at < len(stack):
        if not stack.is_number(at) and not (index_of(stack.cells[at].folded) and stack.is_text(at + 1)):
            at += 1
            continue
        table, end = _first(stack, floor, at)
        if table is not None:
            found.append(table)
            floor = at = end
        else:
            at = max(at + 1, end)
            while at < len(stack) and stack.kinds[at] == "value" and index_of(stack.cells[at].folded) is None:
                at += 1
    return found


def _first(stack: Stack, floor: int, at: int) -> Found:
    """The table whose first number stands at `at`, and where to go on."""
    for reader in (_numbered, _dated, _named):
        table, end = reader(stack, floor, at)
        if table is not None or end > at:
            return table, end
    return None, at


def _numbered(stack: Stack, floor: int, at: int) -> Found:
    """A table whose rows begin with their number; `at` is where the first row or the numbers of the columns begin."""
    top = next(
        (k for k in range(at - 1, max(floor, at - _MOST_HEADS) - 1, -1) if is_numbering(stack.cells[k].folded)), None
    )
    first = _behind_column_numbers(stack, at)
    sections = 0
    while sections < _MOST_SECTIONS and is_section(stack, first):
        first += 2
        sections += 1
    if index_of(stack.cells[first].folded) not in ("n1", "r", "a") or not stack.is_text(first + 1):
        return None, at
    for count, broken in _lengths(stack, first):
        heads = _heads(stack, floor, at, count, top)
        if heads is None:
            continue
        rows, end = numbered_rows(stack, first, count, broken)
        values = sum(kind_of(cell.folded) == "value" for row in rows for cell in row[2:] if cell is not None)
        told = sum(row[0] is not None for row in rows) >= 2 or top is not None
        if values and told:
            start = next(head[0].start for head in heads if head)
            return Table(start, stack.cells[end - 1].end, heads, rows, 1), end
        if len(rows) > 1:
            return None, end
    return None, at


def _behind_column_numbers(stack: Stack, at: int) -> int:
    """Where the rows begin, behind "A, B, 1, 2, 3" or "(1), (2), (3)"."""
    names = [cell.folded for cell in stack.cells[at : at + _MOST_COLUMNS]]
    end = at + column_numbers(names)
    return end if end - at >= _LEAST_COLUMNS and end + 1 < len(stack) else at


def _lengths(stack: Stack, first: int) -> list[tuple[int, int]]:
    """How many columns the rows may have, and over how many further lines the first name then runs, by where the
    second row may begin."""
    found: list[tuple[int, int]] = []
    own = index_of(stack.cells[first].folded)
    for at in range(first + 3, min(len(stack), first + _MOST_COLUMNS + MOST_BROKEN + 1)):
        index = index_of(stack.cells[at].folded)
        follows = index == "n2" or (own in ("r", "a") and index in ("n1", "r", "a"))
        if (follows and stack.is_text(at + 1)) or stack.is_total(at):
            wraps = 0
            while wraps <= MOST_BROKEN and (not wraps or stack.is_text(first + 1 + wraps)):
                found.append((at - first - wraps, wraps))
                wraps += 1
    if not found:
        last = first + 2
        while stack.is_number(last):
            last += 1
        found = [(last - first, 0)]
    return [pair for pair in found if pair[0] > _LEAST_COLUMNS - 1]


def _dated(stack: Stack, floor: int, at: int) -> Found:
    """A table whose rows begin with a year: "Năm, Đảng viên mới, 2021, 45, 2022, 50"."""
    if stack.kinds[at] != "year":
        return None, at
    top = next(
        (
            k
            for k in range(at - 1, max(floor, at - _MOST_HEADS) - 1, -1)
            if opens_with("labels", "time", stack.cells[k].folded)
        ),
        None,
    )
    if top is None:
        return None, at
    heads = stack.joined(top, at)
    count = len(heads)
    if not 2 <= count <= _MOST_COLUMNS:
        return None, at
    rows: list[Row] = []
    end = at
    while end + count <= len(stack) and (stack.kinds[end] == "year" or (stack.is_total(end) and rows)):
        if any(stack.is_text(k) for k in range(end + 1, end + count)):
            break
        rows.append([*stack.cells[end : end + count]])
        end += count
    if len(rows) < 2:
        return None, at
    return Table(heads[0].start, stack.cells[end - 1].end, [[head] for head in heads], rows, 0), end


def _named(stack: Stack, floor: int, at: int) -> Found:
    """A table whose rows begin with a name and have no numbers of their own."""
    first = at - 1
    while first > max(floor, at - MOST_BROKEN) and stack.goes_on(first):
        first -= 1
    if first < floor or not stack.is_text(first):
        return None, at
    rows: list[Row] = []
    count, end = 0, first
    while end < len(stack) and stack.is_text(end):
        values = end + 1
        while values < len(stack) and stack.goes_on(values):
            values += 1
        last = values
        while stack.is_number(last):
            last += 1
        size = last - values + 1
        if size < 2 or (rows and size != count):
            break
        rows.append([*stack.joined(end, values), *stack.cells[values:last]])
        count, end = size, last
    if not 2 <= count <= _MOST_COLUMNS or len(rows) < 2:
        return None, at
    heads = _year_heads(rows) or _heads(stack, floor, first, count, None)
    if heads is None:
        if count > 2:
            return None, end
        heads = [[], []]
    start = next((head[0].start for head in heads if head), rows[0][0].start if rows[0][0] else 0)
    return Table(start, stack.cells[end - 1].end, heads, rows, 0), end


def _year_heads(rows: list[Row]) -> Heads | None:
    """The first row where it holds a head and years; it is taken off the rows."""
    kinds = [kind_of(cell.folded) for cell in rows[0][1:] if cell is not None]
    if len(rows) < 3 or set(kinds) != {"year"}:
        return None
    return [[cell] for cell in rows.pop(0) if cell is not None]


def _heads(stack: Stack, floor: int, end: int, count: int, top: int | None) -> Heads | None:
    """Heads for `count` columns from the cells before `end`, from `top` on where that is known."""
    if top is not None:
        cells = stack.joined(top, end)
        return arrange(cells, count) if len(cells) <= _MOST_HEADS else None
    first, found = end, 0
    while (
        first > max(floor, end - _MOST_HEADS)
        and found < count
        and (stack.is_text(first - 1) or stack.kinds[first - 1] == "year")
    ):
        first -= 1
        found += not stack.goes_on(first)
    cells = stack.joined(first, end)
    while cells and _is_caption(cells[0]):
        cells = cells[1:]
    if len(cells) == count:
        return [[cell] for cell in cells]
    return [[], *([cell] for cell in cells)] if len(cells) == count - 1 and len(cells) > 1 else None


def _is_caption(cell: Cell) -> bool:
    """Whether a line names the table or opens a section instead of heading a column."""
    first = cell.folded.split(" ", 1)[0]
    numbered = " " in cell.folded and first[-1:] in ".-)/" and index_of(first.rstrip("-/")) is not None
    return cell.folded.endswith((":", ".", ";", ",")) or numbered or opens_with("caption", "opens", cell.folded)
