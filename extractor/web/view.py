"""A record as its page shows it: labels, the links between entries, and what stands where."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import Literal

from extractor.records import Date, Figure, Period, Ratio, Record
from extractor.web.words import Words

LinkKind = Literal["part", "numerator", "denominator", "period"]


@dataclass(frozen=True, slots=True)
class Link:
    """From one entry to another: "figures-3", "dates-0"."""

    start: str
    end: str
    kind: LinkKind


def links_of(record: Record) -> list[Link]:
    """From part to whole, from share to numerator and denominator, from figure to the date that its period is."""
    keys = {figure.id: f"figures-{number}" for number, figure in enumerate(record.figures)}
    found: list[Link] = []
    for number, figure in enumerate(record.figures):
        key, ratio = f"figures-{number}", figure.ratio or Ratio()
        named: tuple[tuple[LinkKind, str | None], ...] = (
            ("part", figure.part_of), ("numerator", ratio.numerator), ("denominator", ratio.denominator),
        )  # fmt: skip
        found += [Link(key, keys[name], kind) for kind, name in named if name in keys]
        date = _date_of(figure, record.dates)
        if date is not None:
            found.append(Link(key, f"dates-{date}", "period"))
    return found


def _date_of(figure: Figure, dates: list[Date]) -> int | None:
    """The date that says a figure's period: with the same days, in front of it if there is one, the nearest."""
    if figure.period is None or not (figure.period.start or figure.period.end):
        return None
    days = (figure.period.start, figure.period.end)
    same = [number for number, date in enumerate(dates) if (date.start, date.end) == days]

    def distance(number: int) -> tuple[bool, int]:
        return dates[number].span[0] > figure.span[0], abs(dates[number].span[0] - figure.span[0])

    return min(same, key=distance, default=None)


def number_said(value: float | None, language: str) -> str:
    """A number as the language writes it: 1.846 and 15,4 in Vietnamese, 1,846 and 15.4 in English."""
    if value is None:
        return ""
    said = f"{value:,.15g}" if isinstance(value, float) else f"{value:,}"
    return said.translate(str.maketrans(",.", ".,")) if language == "vi" else said


def number_plain(value: float | None, language: str) -> str:
    """A number to be edited: without marks between thousands."""
    return number_said(value, "en").replace(",", "").replace(".", "," if language == "vi" else ".")


def share_said(value: float, language: str) -> str:
    """A score from 0 to 1: 0,985."""
    return f"{value:.3f}".replace(".", "," if language == "vi" else ".")


def period_said(period: Period | None, words: Words) -> str:
    """A period in as few words as its days allow: "2023", "9/2022", "3/2/2024", "1/1/2020 – 30/6/2022"."""
    if period is None or not (period.start or period.end):
        return ""
    start, end = period.start, period.end
    if start is None or end is None:
        return words("period.until", day=day_said(end)) if end else words("period.since", day=day_said(start))
    if start == end:
        return day_said(start)
    year, month = start[:4], start[:7]
    if (start, end[:4]) == (f"{year}-01-01", year) and end.endswith("-12-31"):
        return year
    if start.endswith("-01") and end[:7] == month and int(end[8:]) >= _last_day(int(year), int(month[5:])):
        return f"{int(month[5:])}/{year}"
    if start.endswith("-01-01") and end.endswith("-12-31"):
        return f"{year}–{end[:4]}"
    return f"{day_said(start)} – {day_said(end)}"


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def day_said(iso: str | None) -> str:
    """A day as it is written in Vietnam and in Europe: 3/2/2024."""
    if iso is None:
        return ""
    year, month, day = iso.split("-")
    return f"{int(day)}/{int(month)}/{year}"


def doubtful(confidence: float | None) -> bool:
    """Whether a person should look at it first: of such entries most are wrong in something."""
    return confidence is not None and confidence < 0.5
