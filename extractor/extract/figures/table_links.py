"""Links between the numbers of a table: parts of a column's whole, shares confirmed by arithmetic."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from extractor.extract.figures.checks import share_holds
from extractor.extract.figures.table_words import Phrase
from extractor.language.layers import FigureEntry
from extractor.language.phrases import words_of

_MOST_COLUMNS = 16  # columns among which numerator and denominator are looked for
_LEAST_SHARE = 0.6  # of the rows that must bear a pair of columns out


@dataclass(slots=True)
class Number:
    """A number of the table with its figure."""

    entry: FigureEntry
    percent: bool
    growth: bool


Grid = list[list[Number | None]]


def link_parts(phrases: list[Phrase], lines: Grid) -> None:
    """What is headed "Trong đó …" is a part of the nearest full number before it on its line.

    `phrases` belong to the places of every line: heads for rows, labels for columns.
    """
    for line in lines:
        whole: FigureEntry | None = None
        opened = False  # a bare "Trong đó:" reaches the groups of people behind it
        for phrase, number in zip(phrases, line, strict=True):
            opened = (phrase.part and not phrase.content) or (opened and phrase.member)
            if number is None or number.percent or number.growth:
                continue
            entry = number.entry
            if phrase.part or opened:
                if whole is not None and whole.unit == "other" and phrase.member:
                    whole.unit = entry.unit  # "Tổng số, trong đó: nữ"
                if whole is not None and whole.unit == entry.unit and entry.quantity.value <= whole.quantity.value:
                    entry.part_of = whole.id
            elif not phrase.member:
                whole = entry


def link_changes(heads: list[Phrase], grid: Grid) -> None:
    """Differences and shares without a time of their own speak of the time of the last full number before them."""
    for row in grid:
        base: FigureEntry | None = None
        for head, number in zip(heads, row, strict=True):
            if number is None:
                continue
            if not (number.percent or number.growth):
                base = number.entry
            elif base is not None and head.period is None:
                entry = number.entry
                entry.period = base.period
                if number.growth:
                    entry.indicator = base.indicator
                if not number.percent and entry.unit == "other":
                    entry.unit = base.unit


def link_shares(heads: list[Phrase], grid: Grid, labels_tell: bool) -> None:
    """Give every percentage its ratio: two columns that bear it out in most rows, else two rows where labels tell."""
    for column in range(len(heads)):
        shares = [row for row in grid if (n := row[column]) is not None and n.percent]
        if not shares:
            continue
        pair = _pair(heads, shares, column)
        for row in shares:
            number = row[column]
            if number is not None:
                _set(number, row[pair[0]] if pair else None, row[pair[1]] if pair else None)
    if labels_tell:
        for column in range(len(heads)):
            _link_rows([row[column] for row in grid])


def link_to_totals(labels: list[Phrase], grid: Grid) -> None:
    """Percentages of the total: the number to their left over the same column's total ("Nữ | 21 | 42%")."""
    totals = next((row for label, row in zip(labels, grid, strict=True) if label.total), None)
    for row in grid:
        top: tuple[int, Number] | None = None
        for column, number in enumerate(row):
            if number is None:
                continue
            if not number.percent:
                top = (column, number)
            elif totals is not None and top is not None and row is not totals:
                linked = (number.entry.ratio or (None,))[0] is not None
                if not linked and _confirms(top[1], totals[top[0]], number):
                    _set(number, top[1], totals[top[0]])


def _pair(heads: list[Phrase], rows: Grid, column: int) -> tuple[int, int] | None:
    """The columns of numerator and denominator that the arithmetic of most rows confirms."""
    columns = [i for i in range(len(heads)) if i != column][-_MOST_COLUMNS:]
    votes: Counter[tuple[int, int]] = Counter()
    told = 0
    for row in rows:
        share = row[column]
        seen = False
        for top in columns:
            for bottom in columns:
                if top != bottom and share is not None and _confirms(row[top], row[bottom], share):
                    votes[top, bottom] += 1
                    seen = True
        told += seen
    if not votes:
        return None
    words = {word.text for word in words_of(heads[column].folded)}

    def rank(pair: tuple[int, int]) -> tuple[int, int, int]:
        named = len(words & {word.text for word in words_of(heads[pair[0]].folded)})
        return (votes[pair], named, -abs(column - pair[0]) - abs(column - pair[1]))

    best = max(votes, key=rank)
    return best if votes[best] >= _LEAST_SHARE * told else None


def _confirms(top: Number | None, bottom: Number | None, share: Number) -> bool:
    if top is None or bottom is None or share.growth or any(n.percent or n.growth for n in (top, bottom)):
        return False
    units = {top.entry.unit, bottom.entry.unit}
    if not bottom.entry.quantity.value or (len(units) > 1 and "other" not in units):
        return False
    return share_holds(share.entry, top.entry, bottom.entry.quantity.value)


def _set(number: Number, top: Number | None, bottom: Number | None) -> None:
    entry = number.entry
    if number.growth:
        entry.ratio = None
    elif top is not None and bottom is not None and _confirms(top, bottom, number):
        entry.ratio = (top.entry.id, bottom.entry.id, None)
    else:
        entry.ratio = (top.entry.id if top is not None else None, None, None)
    if top is not None:
        entry.indicator, entry.period = top.entry.indicator, top.entry.period


def _link_rows(numbers: list[Number | None]) -> None:
    """Percentages in rows of their own: numerator and denominator from the rows near above."""
    for at, number in enumerate(numbers):
        if number is None or not number.percent or number.growth or (number.entry.ratio or (None,))[0] is not None:
            continue
        near = [other for other in reversed(numbers[max(0, at - 6) : at]) if other is not None]
        for top in near:
            bottom = next((other for other in near if other is not top and _confirms(top, other, number)), None)
            if bottom is not None:
                _set(number, top, bottom)
                break
