"""The months that a report looks back on: "trong 9 tháng", in October "9 tháng qua" too, are January to September."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.extract.dates import traps
from extractor.extract.dates.points import Expression, Point, Published

_MONTHS = re.compile(r"P(\d{1,2})M")
_WRITTEN = re.compile(r"(?:\w{1,5}[ \n]+){1,2}tháng")
_PAST = re.compile(r"[ \n]+qua(?![^\W_])")
_FEWEST, _MOST = 3, 11  # months; fewer are a length of time, twelve are the year
_LAST_BEFORE_NEXT_YEAR = 12


def read_first_months(folded: str, expressions: Sequence[Expression], published: Published) -> None:
    """Turn durations of months into the first months of the year where the document reports on just these.

    It does where it was issued in the last of these months or the month after, or says "9 tháng đầu năm" elsewhere.
    """
    issued: set[int] = set()
    if published is not None:
        month = int(published[0][5:7])
        issued = {month, (month - 2) % _LAST_BEFORE_NEXT_YEAR + 1}
    told = _told(folded, expressions) | issued
    for expression in expressions:
        if expression.kind != "duration" or not _WRITTEN.fullmatch(folded, expression.start, expression.end):
            continue
        match = _MONTHS.fullmatch(expression.value or "")
        count = int(match[1]) if match else 0
        if not (_FEWEST <= count <= _MOST and count in told):
            continue
        past = _PAST.match(folded, expression.end) if count in issued else None
        gone = past is not None and _is_gone(folded, expression.start, past.end())
        if gone or _is_reviewed(folded, expression):
            expression.end = past.end() if gone and past is not None else expression.end
            expression.kind, expression.value, expression.rule = "interval", None, "dates.reviewed"
            expression.first = Point(expression.start, expression.end, "part", within=(1, 1, count, 0))


def _told(folded: str, expressions: Sequence[Expression]) -> set[int]:
    """The numbers of months that the document names as the first of a year."""
    points = [expression.first for expression in expressions if expression.last is None]
    return {
        point.within[2]
        for point in points
        if point is not None and point.grain == "part" and point.within is not None
        if point.within[:2] == (1, 1) and point.within[3] == 0 and "tháng" in folded[point.start : point.end]
    }


def _is_gone(folded: str, start: int, end: int) -> bool:
    """Whether "8 tháng qua" tells of the year so far, and not of how long somebody did something."""
    if traps.before_any(folded, start, "part", "qua_lasting"):
        return False
    return not traps.after_any(folded, end + (folded[end : end + 1] == ","), "part", "qua_of_persons")


def _is_reviewed(folded: str, expression: Expression) -> bool:
    if traps.after_any(folded, expression.end, "part", "lasting"):
        return False
    trying = re.compile(r"[ \n]+trong[ \n]+$").search(folded, max(0, expression.start - 8), expression.start)
    if trying and traps.before_any(folded, trying.start(), "part", "lasting"):
        return False  # "thử việc trong 6 tháng"
    opens = not folded[max(0, expression.start - 2) : expression.start].strip(" \n-*+.:;")
    heading = opens and folded[expression.end : expression.end + 1] in ",:;"
    heading = heading or (opens and traps.after_any(folded, expression.end, "part", "reviewed_after"))
    return heading or traps.before_any(folded, expression.start, "part", "reviewed_before")
