"""The day on which a document came out, as its date line or letterhead states it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.language.calendar import complete_dates, span_of

# Day and month both left blank in the letterhead: "ngày … tháng … năm 2024".
_ONLY_YEAR = re.compile(r"ngày[\s.…_]{0,30}tháng[\s.…_]{0,30}năm[\s.…_]{0,30}(\d{4})(?!\d)")


@dataclass(slots=True, frozen=True)
class Day:
    """A written day with its span in the string searched; month or year alone give their first and last day."""

    start: int
    end: int
    first: str
    last: str


def days_in(folded: str) -> list[Day]:
    """Every complete written day (or the month or year of a date left blank) in a folded line, in order."""
    if not any(map(str.isdigit, folded)):
        return []
    found = [Day(*date) for date in complete_dates(folded)]
    if not found and (match := _ONLY_YEAR.search(folded)) and (span := span_of(int(match[1]))):
        found.append(Day(match.start(), match.end(), *span))
    return found
