"""The day on which a document came out, as its date line or letterhead states it."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

_BLANK = r"[\s.…_]{0,30}"
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})\s?([/.\-–])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/])")
_ISO = re.compile(r"(?<![\d/.-])(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_WORDS = re.compile(
    rf"(?:ngày{_BLANK})?(?:(?<!\d)(\d{{1,2}}){_BLANK})?tháng{_BLANK}(\d{{1,2}})?{_BLANK},?\s?năm{_BLANK}(\d{{4}})(?!\d)"
)
_DAY_WORD = re.compile(r"ngày\s{1,3}$")


@dataclass(slots=True, frozen=True)
class Day:
    """A written day with its span in the string searched; month or year alone give their first and last day."""

    start: int
    end: int
    first: str
    last: str


def _interval(year: int, month: int | None, day: int | None) -> tuple[str, str] | None:
    if not 1900 <= year <= 2100 or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return f"{year:04}-01-01", f"{year:04}-12-31"
    length = calendar.monthrange(year, month)[1]
    if day is None:
        return f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{length:02}"
    if not 1 <= day <= length:
        return None
    return f"{year:04}-{month:02}-{day:02}", f"{year:04}-{month:02}-{day:02}"


def days_in(folded: str) -> list[Day]:
    """Every complete written day (or month, or year of a date left blank) in folded text, in order."""
    found: list[Day] = []
    for match in _NUMERIC.finditer(folded):
        year = int(match[4]) + (0 if len(match[4]) == 4 else 2000 if int(match[4]) < 70 else 1900)
        _add(found, folded, match, _interval(year, int(match[3]), int(match[1])))
    for match in _ISO.finditer(folded):
        _add(found, folded, match, _interval(int(match[1]), int(match[2]), int(match[3])))
    for match in _WORDS.finditer(folded):
        month = int(match[2]) if match[2] else None
        _add(found, folded, match, _interval(int(match[3]), month, int(match[1]) if match[1] and month else None))
    return sorted(found, key=lambda day: day.start)


def _add(found: list[Day], folded: str, match: re.Match[str], interval: tuple[str, str] | None) -> None:
    if interval is None:
        return
    start = match.start()
    word = _DAY_WORD.search(folded, max(0, start - 8), start)
    found.append(Day(word.start() if word else start, match.end(), *interval))
