"""The heads of a table as one stack of cells a column: heads in one line, broken over lines, or in two levels."""

from __future__ import annotations

from functools import cache

from extractor.extract.figures.lexicon import phrase_list
from extractor.extract.figures.table_cells import Cell, kind_of
from extractor.language.fold import fold
from extractor.language.phrases import PhraseBook, words_of
from extractor.lexicon import load

Heads = list[list[Cell]]


def book(section: str, name: str) -> PhraseBook:
    """The phrases of one list of `tables.toml`."""
    return phrase_list("tables", section, name)


@cache
def _numbering() -> frozenset[str]:
    return frozenset(fold(head) for head in load("tables")["numbering"]["heads"])


def opens_with(section: str, name: str, folded: str) -> bool:
    """Whether a folded phrase begins with a phrase of the list."""
    words = words_of(folded)
    return bool(words) and book(section, name).at(words, 0) is not None


def is_numbering(folded: str) -> bool:
    """Whether a head stands over the numbers of the rows ("TT", "Số TT")."""
    return folded.rstrip(". ") in _numbering() or folded in _numbering()


def _is_group(cell: Cell) -> bool:
    return opens_with("part", "groups", cell.folded) or kind_of(cell.folded) == "year"


def _may_be_group(folded: str) -> bool:
    return not is_thin(folded) or any(char.isdigit() for char in folded)


def is_thin(folded: str) -> bool:
    """Whether a head leaves open what is counted ("Chỉ tiêu", "Thực hiện", "Tỷ lệ (%)", "Tổng số", "Nữ")."""
    words = words_of(folded.split("(")[0])
    if not words:
        return True
    index = 0
    books = [
        book("status", "target"),
        book("status", "actual"),
        book("share", "percent"),
        book("total", "words"),
        book("part", "members"),
        book("filler", "words"),
        book("part", "cues"),
    ]
    while index < len(words):
        hits = [hit for known in books if (hit := known.at(words, index)) is not None]
        if hits:
            index = max(hit.last for hit in hits)
        elif words[index].text.isalnum() and not words[index].text.isdigit():
            return False
        else:
            index += 1
    return True


def by_index(lines: list[list[Cell]], count: int) -> Heads | None:
    """Columns from lines of heads that carry the index of their column; a head with empty places to its right stands
    over them where the line below has subheads there. None where more than the first head is missing."""
    columns: Heads = [[] for _ in range(count)]
    for at, above in enumerate(lines):
        under = {cell.x for cell in lines[at + 1]} if at + 1 < len(lines) else set()
        for cell, following in zip(above, [*above[1:], None], strict=True):
            columns[cell.x].append(cell)
            for x in range(cell.x + 1, following.x if following else count):
                if cell.x in under and x in under:
                    columns[x].append(cell)
    return columns if lines and all(columns[1:]) else None


def by_position(lines: list[list[Cell]], count: int) -> Heads | None:
    """Columns from lines of heads that keep their places: a cell belongs under the head that it overlaps.

    Several cells under one head are its subheads; one is the rest of a broken head. None unless `count` columns result.
    """
    columns: Heads = [[cell] for cell in lines[0]]
    for line in lines[1:]:
        parents: list[list[Cell]] = [[] for _ in columns]
        for cell in line:
            at = max(range(len(columns)), key=lambda index: _nearness(columns[index][-1], cell))
            parents[at].append(cell)
        grown: Heads = []
        for column, below in zip(columns, parents, strict=True):
            grown.extend([[*column, cell] for cell in below] or [column])
        columns = grown
    return columns if len(columns) == count else None


def _nearness(above: Cell, below: Cell) -> tuple[float, float]:
    """How well a lower cell stands under an upper one: characters of overlap, then distance of the middles.

    Cells that carry the index of their column are one wide; there the nearest head on the left is meant.
    """
    if above.width == 1 and below.width == 1:
        return (0.0, float(above.x - below.x)) if above.x <= below.x else (-1.0, float(below.x - above.x))
    overlap = min(above.x + above.width, below.x + below.width) - max(above.x, below.x)
    middle = abs((above.x + above.width / 2) - (below.x + below.width / 2))
    return (float(max(overlap, 0)), -middle)


def arrange(cells: list[Cell], count: int) -> Heads | None:
    """`count` columns from heads that were written one after the other, levels and all; None where they do not fit."""
    excess = len(cells) - count
    if excess == 0:
        return [[cell] for cell in cells]
    if excess < 0:
        return None
    readers = (_repeated_below, _repeated_behind, _led_by_acts, _one_group)
    return next((found for reader in readers if (found := reader(cells, excess)) is not None), None)


def _repeated_below(cells: list[Cell], groups: int) -> Heads | None:
    """All heads of the upper level first, then the same subheads for every group:
    "Năm 2022, Năm 2023, Chỉ tiêu, Thực hiện, Chỉ tiêu, Thực hiện"."""
    for size in range(5, 1, -1):
        lower = groups * size
        upper = cells[: len(cells) - lower]
        if groups < 2 or len(upper) <= groups:
            continue
        subs = [cells[len(upper) + at * size : len(upper) + (at + 1) * size] for at in range(groups)]
        if any([c.folded for c in sub] != [c.folded for c in subs[0]] for sub in subs):
            continue
        marked = [index for index, cell in enumerate(upper) if _is_group(cell) and index >= 1]
        if len(marked) != groups:
            marked = [i for i, cell in enumerate(upper) if _may_be_group(cell.folded)][-groups:]
        if len(marked) != groups:
            continue
        columns: Heads = []
        for index, cell in enumerate(upper):
            under = subs[marked.index(index)] if index in marked else []
            columns.extend([[cell, sub] for sub in under] or [[cell]])
        return columns
    return None


def _repeated_behind(cells: list[Cell], groups: int) -> Heads | None:
    """Every group with its subheads behind it: "Năm 2022, Chỉ tiêu, Thực hiện, Năm 2023, Chỉ tiêu, Thực hiện"."""
    if groups < 2:
        return None
    names = [cell.folded for cell in cells]
    for size in range(5, 1, -1):
        step = size + 1
        for first in range(1, len(cells) - groups * step + 1):
            pattern = names[first + 1 : first + step]
            if any(names[first + at * step + 1 : first + (at + 1) * step] != pattern for at in range(groups)):
                continue
            columns: Heads = [[cell] for cell in cells[:first]]
            for at in range(groups):
                group, *subs = cells[first + at * step : first + (at + 1) * step]
                columns.extend([group, sub] for sub in subs)
            return columns + [[cell] for cell in cells[first + groups * step :]]
    return None


def _led_by_acts(cells: list[Cell], groups: int) -> Heads | None:
    """Groups whose subheads only say how many and of whom: "Kết nạp đảng viên, Số lượng, Trong đó nữ"."""
    below = [is_thin(cell.folded) or opens_with("filler", "counters", cell.folded) for cell in cells]
    leads = [
        index
        for index in range(1, len(cells) - 2)
        if not below[index] and below[index + 1] and below[index + 2] and not _is_label(cells[index])
    ]
    if groups < 2 or len(leads) != groups:
        return None
    columns: Heads = []
    group: list[Cell] = []
    for index, cell in enumerate(cells):
        if index in leads:
            group = [cell]
        else:
            group = group if below[index] else []
            columns.append([*group, cell])
    return columns


def _is_label(cell: Cell) -> bool:
    return any(opens_with("labels", kind, cell.folded) for kind in ("body", "place", "area", "thing", "time"))


def _one_group(cells: list[Cell], groups: int) -> Heads | None:
    """Groups known by their wording ("Trong đó"), or the last full head before a run of thin ones."""
    marked = [index for index, cell in enumerate(cells) if index and opens_with("part", "groups", cell.folded)]
    marked = [i for i in marked if len(words_of(cells[i].folded)) <= 3]
    if len(marked) != groups:
        thin = [is_thin(cell.folded) for cell in cells]
        last = len(cells)
        while last and thin[last - 1]:
            last -= 1
        if groups != 1 or not 2 <= last <= len(cells) - 2:
            return None
        marked = [last - 1]
    columns: Heads = []
    group: Cell | None = None
    for index, cell in enumerate(cells):
        if index in marked:
            group = cell
        elif group is not None and not _stands_alone(cell.folded):
            columns.append([group, cell])
        else:
            columns.append([cell])
    return columns


def _stands_alone(folded: str) -> bool:
    """Whether a head behind a group is no part of it: a share, a remark."""
    return "%" in folded or opens_with("share", "percent", folded) or opens_with("silent", "heads", folded)


def fitted(lines: list[list[Cell]], count: int, numbered: bool) -> Heads | None:
    """Heads for `count` columns from the head lines of a table with a row a line; unnamed columns have none."""
    if not lines:
        return None
    flat = [cell for line in lines for cell in line]
    columns = by_position(lines, count) or arrange(flat, count)
    if columns is not None:
        return columns
    for missing in (1, 2) if numbered else (1,):
        found = by_position(lines, count - missing) or arrange(flat, count - missing)
        if found is not None and not is_numbering(found[0][0].folded):
            return [[] for _ in range(missing)] + found
    return None
