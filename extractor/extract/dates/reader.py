"""Reading one point in time at a given place of the text."""

from __future__ import annotations

import re

from extractor.extract.dates import grammar, traps
from extractor.extract.dates.parts import PartReader
from extractor.extract.dates.points import Grain, Point, month_within
from extractor.language.calendar import (
    DAY,
    MONTH,
    complete_date_at,
    crosses_empty_line,
    day_words,
    normal,
    read_day,
    read_month,
    read_year,
    span_of,
)
from extractor.language.context import words_before
from extractor.lexicon import load
from extractor.records import DateModifier

_BARE_YEAR = re.compile(r"(?<![\w/.,\-–])(?P<n>(?:18|19|20)\d{2})(?![\w/])")
_CHAIN_GOES_ON = re.compile(r" ?[-–] ?\d{2} ?[-–]")  # "05 - 07 - 13 - 17 - 23": numbers in a row
_BARE_DAY = re.compile(rf"(?:ngày[ \n]*)?(?P<n>{DAY})(?![\w/%:]|[.,\-]\d| *tháng)")
_BARE_MONTH = re.compile(rf"(?P<n>{MONTH})(?![\w/%:]|[.,\-]\d)")
_LEAP_YEAR = 2000  # any day of any year exists in it

_EDGES: dict[str, DateModifier] = {"đầu": "start", "giữa": "mid", "cuối": "end"}
# two such years with a dash between them are years even before a noun: "2011-2015 chi bộ kết nạp 17 người"
_EARLIEST_TERM, _LONGEST_TERM = 1930, 30


class PointReader(PartReader):
    """Reads a point of any kind at a given place."""

    def point(self, at: int) -> Point | None:
        """The point that begins at `at`, the most specific reading first."""
        point = (
            self.complete(at)
            or self.lunar(at)
            or self.relative(at)
            or self.weekday(at)
            or self.day(at)
            or self.part(at)
            or self.quarter(at)
            or self.month(at)
            or self.years(at)
            or self.year(at)
            or self.edge(at)
        )
        return None if point is None or crosses_empty_line(self.folded, at, point.end) else point

    def complete(self, at: int) -> Point | None:
        date = complete_date_at(self.folded, at)
        if date is None:
            return None
        if date.day is None:
            return Point(date.start, date.end, "month", date.year, within=month_within(date.month))
        if not self._year_in_words(date.year) or _CHAIN_GOES_ON.match(self.folded, date.end):
            return None
        return Point(date.start, date.end, "day", date.year, within=(date.month, date.day, date.month, date.day))

    def day(self, at: int) -> Point | None:
        """Day and month without a year, or with one that stands apart ("ngày 3/2 năm ngoái")."""
        prefix = grammar.prefix().match(self.folded, at)
        start = prefix.end() if prefix else at
        match = grammar.day_month().match(self.folded, start)
        if match is not None and traps.after_any(self.folded, match.end(), "yearly", "after"):
            return None
        if match is None or (start == at and self.folded[at - 1 : at] in ("/", "-", "–", ".", ",") and at):
            return None
        day = read_day(match["d"] or match["d2"])
        month = read_month(match["m"] or match["m2"])
        if not (day and month) or span_of(_LEAP_YEAR, month, day) is None:
            return None
        marked = start > at or bool(match["d2"] and not match["d2"].isdigit())
        point = self._dated(Point(at, match.end(), "day", within=(month, day, month, day)))
        if marked or point.year or point.shift:
            return point
        if match["d2"]:
            return point if traps.before_any(self.folded, at, "day_month", "cues") else None
        return point if traps.is_day_month(self.text, self.folded, at, match.end(), match["separator"]) else None

    def bare(self, at: int, like: Point) -> Point | None:
        """A number alone behind "đến" that takes its unit from the point before it."""
        if like.grain == "day" and like.within and (match := _BARE_DAY.match(self.folded, at)):
            month, number = like.within[0], int(match["n"])
            if span_of(_LEAP_YEAR, month, number) and not traps.counts_something(self.folded, match.end()):
                return Point(at, match.end(), "day", like.year, within=(month, number, month, number), bare=True)
        if like.grain == "month" and (match := _BARE_MONTH.match(self.folded, at)):
            point = self._dated(Point(at, match.end(), "month", within=month_within(int(match["n"])), bare=True))
            if point.year or not traps.counts_something(self.folded, point.end):
                return point
        if like.grain in ("year", "years"):
            return self.bare_year(at)
        return None

    def bare_year(self, at: int) -> Point | None:
        match = _BARE_YEAR.match(self.folded, at)
        if match is None or traps.counts_something(self.folded, match.end()):
            return None
        return Point(at, match.end(), "year", int(match["n"]), bare=True)

    def lone_year(self, at: int) -> Point | None:
        match = _BARE_YEAR.match(self.folded, at)
        if match and traps.is_bare_year(self.folded, at, match.end()):
            return Point(at, match.end(), "year", int(match["n"]))
        return None

    def month(self, at: int) -> Point | None:
        match = grammar.month().match(self.folded, at)
        if match is None:
            match = grammar.month_year().match(self.folded, at)
            return self._month_year(match) if match else None
        first = read_month(match["m"] or match["m2"] or "") if not match["lunar"] else 0
        last = read_month(match["last"]) if match["last"] else None
        if match["lunar"] or not first or (last is not None and last <= first):
            return None
        point = self._dated(Point(at, match.end(), "month", within=month_within(first, last)))
        known = bool(point.year or point.shift)
        if match["m"] and not match["m"].isdigit():
            if words_before(self.folded, at, 2)[-1:] == ["cách mạng"] and not known:
                return None  # "Cách mạng Tháng Mười"
            worded = traps.is_worded_month(self.text, self.folded, at, match.start("m"), known)
            return point if worded or self.informal else None
        return None if self._is_each(point) else point

    def _month_year(self, match: re.Match[str]) -> Point | None:
        before = words_before(self.folded, match.start(), 1)
        if before and before[0].rstrip(":") in ("số", "đường", "tỷ", "quyển", "tập", "kỳ"):
            return None
        return Point(*match.span(), "month", int(match["year"]), within=month_within(int(match["m"])))

    def years(self, at: int) -> Point | None:
        match = grammar.years().match(self.folded, at)
        if match is None:
            return None
        first = int(match["from"])
        last = int(match["to"]) if len(match["to"]) == 4 else first // 100 * 100 + int(match["to"])
        if len(match["to"]) == 2 and not traps.before_any(self.folded, at, "year", "terms"):
            return None
        if not first < last <= first + 120:
            return None
        likely = first >= _EARLIEST_TERM and last <= first + _LONGEST_TERM
        if not likely and traps.counts_something(self.folded, match.end()):
            return None
        return Point(at, match.end(), "years", first, last_year=last)

    def year(self, at: int) -> Point | None:
        match = grammar.year().match(self.folded, at)
        if match is None:
            return None
        if match["year"]:
            return Point(at, match.end(), "year", int(match["year"]))
        for end in self._shrinking(match.start("words"), match.end()):
            year = read_year(self.folded[match.start("words") : end])
            if year is not None and self._year_in_words(year) and (year < 2200):
                return Point(at, end, "year", year)
        return None

    def _shrinking(self, start: int, end: int) -> list[int]:
        """Ends of the phrase, word by word shorter, not below three words."""
        ends = [match.end() for match in re.finditer(r"\w+", self.folded[start:end])]
        return [start + stop for stop in reversed(ends) if stop][: max(1, len(ends) - 2)]

    def edge(self, at: int) -> Point | None:
        """ "đầu tháng 5", "cuối năm 2024", "giữa nhiệm kỳ 2020-2025", "đầu năm"."""
        match = grammar.edge().match(self.folded, at)
        if match is None:
            return None
        after = match.end()
        modifier = _EDGES[match["edge"]]
        term = re.compile(r"(?:nhiệm kỳ|giai đoạn)[ \n]+").match(self.folded, after)
        point = self.years(term.end()) if term else None
        point = point or self.quarter(after) or self.month(after) or self.year(after) or self.relative(after, True)
        if point is not None and point.grain != "day":
            point.start, point.modifier = at, modifier
            return point
        if self.folded.startswith("năm", after) and not self.folded[after + 3 : after + 4].isalnum():
            end = after + 3
            blocked = traps.after_any(self.folded, end, "part", "not_after")
            if blocked or traps.before_any(self.folded, at, "part", "vague_before"):
                return None
            return Point(at, end, "year", modifier=modifier)
        if term is not None and match["edge"] == "đầu":
            return Point(at, term.end() - 1, "term", modifier=modifier)
        return None

    def relative(self, at: int, after_edge: bool = False) -> Point | None:
        match = grammar.relative().match(self.folded, at)
        if match is None:
            return None
        unit, offset = grammar.cues()["relative"][normal(match["phrase"])]
        if traps.after_any(self.folded, match.end(), "relative_traps", "after"):
            return None
        before = words_before(self.folded, at, 1)
        numbered = bool(before) and (before[0].isdigit() or before[0] in day_words())
        alone = normal(match["phrase"]) in traps.phrases("relative_traps", "edge_only") and not after_edge
        if alone and not traps.opens_clause(self.folded, at):
            return None
        if unit == "school":
            return Point(at, match.end(), "years", shift=(unit, offset))
        vague = "vague_before" if unit == "day" else "before"
        if (unit != "day" and numbered) or traps.before_any(self.folded, at, "relative_traps", vague):
            return None
        grain: Grain = unit
        return Point(at, match.end(), grain, shift=(unit, offset), passing=alone)

    def weekday(self, at: int) -> Point | None:
        match = grammar.weekday_relative().match(self.folded, at)
        if match is None:
            return None
        if match["which"] is None:
            shift = ("next", 0)
            if not self.informal or match.end() != len(self.folded):
                return None
        else:
            unit, offset = grammar.cues()["weekday_relative"][normal(match["which"])]
            shift = (unit, offset)
        if traps.before_any(self.folded, at, "duration", "traps", "before"):
            return None
        weekday = load("calendar")["weekdays"][normal(match["weekday"])]
        return Point(at, match.end(), "day", shift=shift, weekday=weekday)

    def lunar(self, at: int) -> Point | None:
        match = grammar.lunar().match(self.folded, at)
        if match is None:
            return None
        day = 15 if match["full"] or match["full2"] else read_day(match["d"] or match["d3"])
        if match["tet"]:
            month = 1
        elif match["name"]:
            month = load("calendar")["lunar_months"][match["name"]]
        else:
            month = read_month(match["m2"] or match["m3"])
        if match["d"] and match["tet"] and not re.match(r"(?:ngày[ \n]+)?m[ùồ]ng", match.group()):
            return None  # "20 Tết" counts
        if not day or not month:
            return None
        return self._dated(Point(at, match.end(), "day", within=(month, day, month, day), lunar=True))

    def now(self, at: int) -> Point | None:
        match = grammar.now().match(self.folded, at)
        return Point(at, match.end(), "now") if match else None
