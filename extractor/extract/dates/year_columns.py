"""Years that head the rows or columns of a flattened table: "Năm" with 2026, 2027 beneath, "Chỉ tiêu 2013 2014"."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from extractor.extract.dates.points import Expression, Point

_CELL_END = r"[ \t\u00a0]*(?:[|\t]|(?=\n|\Z))"
_HEAD = re.compile(rf"(?:^|(?<=\n))[|* \t\u00a0]*năm{_CELL_END}", re.IGNORECASE)
_ROW = re.compile(rf"(?:^|(?<=\n))[| \t\u00a0]{{0,8}}(?P<year>(?:19|20)\d\d){_CELL_END}")
# A head of cells behind tabs that begins with a word; its years stand alone in cells, or end a cell of words
_HEAD_LINE = re.compile(r"(?:^|(?<=\n))[^\W\d_][^\n\t.]{0,40}\t[^\n]{0,300}")
_CELL_YEAR = re.compile(r"(?<=\t)(?:Năm )?(?P<year>20\d\d|19\d\d)(?=\t|\n|\Z)")
_WORDS_YEAR = re.compile(r"(?<=\t)[^\W\d_][^\t\n\d]{2,40} (?<!năm )(?P<year>20\d\d|19\d\d)(?=\t|\n|\Z)")
_HEAD_REACH, _ROW_REACH = 600, 400  # characters from the head to its first row, and from row to row
_FEWEST_ROWS = 2


def find_year_columns(text: str) -> list[Expression]:
    """The years of such rows and columns: at least two, one year later (or earlier) each; in no order."""
    return _down(text) + _across(text)


def _across(text: str) -> list[Expression]:
    """Years that follow each other in the cells of a head, and the year that ends a cell of words: "Chỉ tiêu 2022"."""
    found: list[Expression] = []
    for line in _HEAD_LINE.finditer(text):
        years = list(_CELL_YEAR.finditer(text, line.start(), line.end()))
        steps = {int(b["year"]) - int(a["year"]) for a, b in pairwise(years)}
        if len(years) >= _FEWEST_ROWS and steps in ({1}, {-1}):
            found += _expressions(years)
        elif not re.search(r"\d\t\d", line.group()):
            found += [_expression(match) for match in _WORDS_YEAR.finditer(text, line.start(), line.end())]
    return found


def _down(text: str) -> list[Expression]:
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
    return [_expression(match) for match in run]


def _expression(match: re.Match[str]) -> Expression:
    point = Point(*match.span("year"), "year", int(match["year"]))
    return Expression(point.start, point.end, "date", point, rule="dates.column")
