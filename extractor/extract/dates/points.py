"""A time as the text names it, before its year is known, and the days that it covers once it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from extractor.language.calendar import last_day, shift_days, shift_years, span_of
from extractor.language.layers import DateMention
from extractor.lexicon import load
from extractor.records import DateKind, DateModifier

Grain = Literal["day", "week", "month", "quarter", "half", "part", "year", "years", "now", "term"]
Days = tuple[str | None, str | None]
Published = tuple[str, str] | None

UNKNOWN: Days = (None, None)
SUB_YEAR: frozenset[Grain] = frozenset({"day", "month", "quarter", "half", "part"})


@dataclass(slots=True)
class Point:
    """`start`, `end` are offsets. A stated `year` settles it; without one it waits for the document's year.

    `within` says which part of a year it covers: (first month, first day, last month, last day), a last day of 0 being
    the month's last; None is the whole year. `shift` counts from the day of publication: ("year", -1) also gives
    `within` its year; ("next" | "last", weekday) is the nearest such weekday.
    """

    start: int
    end: int
    grain: Grain
    year: int | None = None
    last_year: int | None = None
    within: tuple[int, int, int, int] | None = None
    shift: tuple[str, int] | None = None
    weekday: int | None = None
    modifier: DateModifier | None = None
    lunar: bool = False
    bare: bool = False  # a number alone that only its neighbours make a day, month or year
    passing: bool = False  # "Năm qua ...": the year before only in the first months of a year

    @property
    def waits(self) -> bool:
        """Whether the year has still to be found."""
        return self.year is None and self.shift is None and self.grain in SUB_YEAR | {"year"}


@dataclass(slots=True)
class Expression:
    """One date expression: a point, or an interval between two, or a duration."""

    start: int
    end: int
    kind: DateKind
    first: Point | None = None
    last: Point | None = None
    value: str | None = None
    modifier: DateModifier | None = None
    lead_in: str | None = None
    same_period: bool = False  # "cùng kỳ": the days of another expression in `first`'s year, or a year earlier
    compared: bool = False  # "so với năm trước": counted from the year that the sentence is about
    rule: str = ""
    days: Days = UNKNOWN

    def points(self) -> list[Point]:
        return [point for point in (self.first, self.last) if point is not None]

    def mention(self) -> DateMention:
        return DateMention(
            start=self.start,
            end=self.end,
            kind=self.kind,
            from_day=self.days[0],
            to_day=self.days[1],
            value=self.value,
            modifier=self.modifier,
            lead_in=self.lead_in,
            rule=self.rule,
        )


def month_within(first: int, last: int | None = None) -> tuple[int, int, int, int]:
    return first, 1, last or first, 0


def _inside_year(point: Point, year: int) -> Days:
    if not 1 <= year <= 9999:
        return UNKNOWN
    if point.within is None:
        last = span_of(point.last_year or year)
        first = span_of(year)
        return (first[0], last[1]) if first and last else UNKNOWN
    month, day, last_month, final = point.within
    if point.lunar:
        tet = load("calendar")["tet"].get(str(year))
        # the first lunar month always has 29 days at least; later months are not certain without tables
        if tet is None or month != 1 or day > 29:
            return UNKNOWN
        moment = shift_days(str(tet), day - 1)
        return moment, moment
    first = span_of(year, month, day)
    last = span_of(year, last_month, final or last_day(year, last_month))
    return (first[0], last[1]) if first and last else UNKNOWN


def _shifted(point: Point, published: tuple[str, str]) -> Days:
    unit, offset = point.shift or ("day", 0)
    today = dt.date.fromisoformat(published[0])
    if unit == "year":
        return _inside_year(point, today.year + offset)
    if unit == "school":
        first = today.year + offset - (today.month < load("date_cues")["school"]["begins"])
        return f"{first:04}-01-01", f"{first + 1:04}-12-31"
    if unit in ("day", "week") and published[0] != published[1]:
        return UNKNOWN  # the document tells its month, not its day
    if unit == "day":
        return shift_days(published[0], offset), shift_days(published[0], offset)
    if unit in ("week", "next", "last"):
        monday = shift_days(published[0], 7 * offset - today.weekday())
        if point.weekday is None:
            return monday, shift_days(monday, 6)
        day = shift_days(monday, point.weekday)
        if unit == "next" and day <= published[0]:
            day = shift_days(day, 7)
        if unit == "last" and day >= published[0]:
            day = shift_days(day, -7)
        return day, day
    size = {"month": 1, "quarter": 3}[unit]
    count = 12 * today.year + (today.month - 1) // size * size + size * offset
    first = span_of(count // 12, count % 12 + 1)
    last = span_of((count + size - 1) // 12, (count + size - 1) % 12 + 1)
    return (first[0], last[1]) if first and last else UNKNOWN


def days_of(point: Point, published: Published) -> Days:
    """First and last day of a point whose year is settled; (None, None) where that is not known."""
    if point.grain == "now":
        return published if published is not None else UNKNOWN
    if point.shift is not None:
        return _shifted(point, published) if published is not None else UNKNOWN
    if point.year is None:
        return UNKNOWN
    return _inside_year(point, point.year)


def year_earlier(days: Days, to_year: int | None = None) -> Days:
    """The same days of the year before, or of `to_year`."""
    first, last = days
    if first is None or last is None:
        return UNKNOWN
    years = -1 if to_year is None else to_year - int(last[:4])
    end = shift_years(last, years)
    if last[5:] in ("02-28", "02-29") and (first[8:] == "01"):
        end = f"{end[:8]}{last_day(int(end[:4]), 2):02}"
    return shift_years(first, years), end
