"""Years that head the rows of a flattened table: the column "Năm" with 2026, 2027, 2028 … beneath it."""

from __future__ import annotations

import re
from bisect import bisect_right

from extractor.extract.dates.points import Expression, Point

_CELL_END = r"[ \t\u00a0]*(?:[|\t]|(?=\n|\Z))"
_HEAD = re.compile(rf"(?:^|(?<=\n))[|* \t\u00a0]*năm{_CELL_END}", re.IGNORECASE)
_ROW = re.compile(rf"(?:^|(?<=\n))[| \t\u00a0]{{0,8}}(?P<year>(?:19|20)\d\d){_CELL_END}")
_HEAD_REACH, _ROW_REACH = 600, 400  # characters from the head to its first row, and from row to row
_FEWEST_ROWS = 2


def find_year_columns(text: str) -> list[Expression]:
    """The years of such columns in text order: at least two rows, one year later (or earlier) each."""
    heads = [match.end() for match in _HEAD.finditer(text)]
    found: list[Expression] = []
    if not heads:
        return found
    run: list[re.Match[str]] = []
    for match in _ROW.finditer(text):
        if run and not _follows(run, match):
            found += _expressions(run)
            run = []
        head = bisect_right(heads, match.start()) - 1
        if run or (head >= 0 and match.start() - heads[head] <= _HEAD_REACH):
            run.append(match)
    return found + _expressions(run)


def _follows(run: list[re.Match[str]], match: re.Match[str]) -> bool:
    step = int(match["year"]) - int(run[-1]["year"])
    same = len(run) < _FEWEST_ROWS or step == int(run[1]["year"]) - int(run[0]["year"])
    return abs(step) == 1 and same and match.start() - run[-1].end() <= _ROW_REACH


def _expressions(run: list[re.Match[str]]) -> list[Expression]:
    if len(run) < _FEWEST_ROWS:
        return []
    points = [Point(*match.span("year"), "year", int(match["year"])) for match in run]
    return [Expression(point.start, point.end, "date", point, rule="dates.column") for point in points]
