"""Days and other points that share a month or a year: "hai ngày 20 và 21/10", "quý I, II và III/2023"."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from extractor.extract.dates import grammar, traps
from extractor.extract.dates.parts import whole_number
from extractor.extract.dates.points import Expression, Point, month_within
from extractor.extract.dates.reader import PointReader
from extractor.language.calendar import GAP, MONTH, SPACE, alternatives, day_words, normal, read_month, span_of
from extractor.lexicon import load
from extractor.records import DateKind

_DATES = frozenset({"day", "week", "month", "quarter", "half", "year"})
_MOST_UNITS = 12  # years, months or quarters that a number before them counts: "hai năm 2021 và 2022"
_YEARS_IN_A_LIST = 30  # "năm 2018, 2019": members are not farther from the first


@cache
def _counted_days() -> re.Pattern[str]:
    numbers = alternatives([word for word, value in day_words().items() if 1 < value <= 31])
    return re.compile(rf"(?P<n>{numbers}|\d{{1,2}})[ \n]+ngày(?:,|[ \n]+là)?[ \n]+(?=(?:ngày[ \n]+|từ[ \n]+)?\d)")


def kind_of(point: Point) -> DateKind:
    return "date" if point.grain in _DATES else "interval"


@cache
def _counted_units() -> re.Pattern[str]:
    """ "hai năm 2021 và 2022", "3 năm 2019-2021", "hai tháng 11 và 12", "ba quý I, II, III"."""
    numbers = alternatives([word for word, value in day_words().items() if 1 < value <= _MOST_UNITS])
    quarter = alternatives(load("calendar")["words"]["quarter"])
    unit = rf"năm{GAP}(?=(?:19|20)\d\d)|tháng{GAP}(?=\d)|{quarter}{GAP}(?=[i1-4])"
    return re.compile(rf"(?P<n>{numbers}|(?<![.,/\-\d])0?[2-9]|(?<![.,/\-\d])1[0-2]){SPACE}(?={unit})")


@cache
def _months_and() -> re.Pattern[str]:
    """ "tháng 11 và 12": two months that follow each other are one stretch."""
    return re.compile(rf"tháng{GAP}{MONTH}(?:{GAP},{GAP}{MONTH}){{0,6}}{SPACE}và{SPACE}{MONTH}(?![.,]\d)")


class ListReader:
    """Reads lists of points, and makes expressions of points."""

    def __init__(self, text: str, folded: str, informal: bool) -> None:
        self.text, self.folded, self.informal = text, folded, informal
        self.points = PointReader(text, folded, informal)

    def _single(self, point: Point, rule: str = "") -> Expression:
        compared = False
        if point.shift and point.grain in ("year", "month", "quarter"):
            compared = normal(self.folded[point.start : point.end]) in traps.phrases("relative_traps", "compared")
        rule = rule or f"dates.{point.grain}"
        return Expression(
            point.start, point.end, kind_of(point), point, modifier=point.modifier, compared=compared, rule=rule
        )

    def _between(self, start: int, first: Point, last: Point) -> Expression:
        if first.waits and last.year is not None and first.within != last.within:
            crosses = bool(first.within and last.within and first.within[:2] > last.within[:2])
            first.year = last.year - crosses
        elif last.waits and first.year is not None:
            crosses = bool(first.within and last.within and first.within[:2] > last.within[:2])
            last.year = (first.last_year or first.year) + crosses
        return Expression(start, last.end, "interval", first, last, rule="dates.interval")

    def _list(self, point: Point) -> list[Expression]:
        """The point with its further list members: "quý I, II và III/2023", "năm 2021, 2022"."""
        members = [point]
        pattern = grammar.listed().get(point.grain)
        while pattern is not None and (match := pattern.match(self.folded, members[-1].end)):
            group = "n" if match["n"] else "n2"
            member = self._member(point, match[group], match.start(group), match.end(group))
            if member is None:
                break
            members.append(member)
        for earlier, later in zip(members[-2::-1], members[:0:-1], strict=True):
            if earlier.waits and earlier.year is None:
                earlier.year = later.year
        return [self._single(member) for member in members]

    def _member(self, first: Point, number: str, start: int, end: int) -> Point | None:
        if first.grain == "year":
            near = first.year is not None and abs(int(number) - first.year) < _YEARS_IN_A_LIST
            counts = traps.counts_something(self.folded, end)
            return Point(start, end, "year", int(number)) if near and not counts else None
        if first.grain == "day":
            return None if traps.counts_something(self.folded, end) else self._plain_day(start)
        if first.grain == "quarter":
            quarter = load("calendar")["quarters"][normal(number)]
            within = (3 * quarter - 2, 1, 3 * quarter, 0)
        else:
            within = month_within(int(number))
        end, year, shift = self.points.tail(end)
        return Point(start, end, first.grain, year, within=within, shift=shift)

    def _counted_list(self, at: int) -> list[Expression]:
        """ "hai ngày 20 và 21/10": the number of days belongs to the expression."""
        match = _counted_days().match(self.folded, at)
        if match is None:
            return []
        start = match.end()
        listed = self._day_list(start, at, spans="interval")
        if listed and len(listed) == 1:
            return listed
        first = self.points.day(start) if self.folded[start].isdigit() else None
        if first is None:
            match_day = re.compile(r"(\d{1,2})[/.\-](\d{1,2})(?!\d)").match(self.folded, start)
            if match_day and span_of(2000, int(match_day[2]), int(match_day[1])):
                month, day = int(match_day[2]), int(match_day[1])
                first = Point(start, match_day.end(), "day", within=(month, day, month, day))
        both = re.compile(r",?[ \n]+và[ \n]+|[ \n]*[-–][ \n]*").match(self.folded, first.end) if first else None
        if first is None or both is None:
            return []
        second = re.compile(r"(?:ngày[ \n]+)?(?=\d)").match(self.folded, both.end())
        last = None
        if second:
            last = self.points.complete(second.end()) or self._plain_day(second.end())
        return [self._between(at, first, last)] if last else []

    def _counted_units_list(self, at: int) -> list[Expression]:
        """The number of years, months or quarters belongs to the expression when so many follow."""
        match = _counted_units().match(self.folded, at)
        if match is None:
            return []
        count = whole_number(match["n"]) or 0
        following = self._month_stretch(match.end())
        point = None if following else self.points.point(match.end())
        if point is not None:
            following = self._list(point)
        points = [expression.first for expression in following if expression.first is not None]
        if not points or points[0].shift is not None or points[0].grain == "day":
            return []
        first, last, end = points[0], points[-1], following[-1].end
        if len(points) == 1 and first.grain == "years":
            if abs((first.last_year or 0) - (first.year or 0) + 1 - count) > 1:  # "5 năm 2015-2020" is a term
                return []
        elif len(points) == 1 and first.within:
            months = first.within[2] - first.within[0] + 1
            if months not in (count, 3 * count):
                return []
        elif len(points) != count:
            return []
        expression = Expression(at, end, "interval", first, last if len(points) > 1 else None, rule="dates.counted")
        return [expression]

    def _month_stretch(self, at: int) -> list[Expression]:
        match = _months_and().match(self.folded, at)
        if match is None or traps.counts_something(self.folded, match.end()):
            return []
        numbers = [int(number) for number in re.findall(r"\d+", match.group())]
        if any(high != low + 1 for low, high in pairwise(numbers)):
            return []
        end, year, shift = self.points.tail(match.end())
        if year and "," in match.group():
            return []  # "tháng 3, 4 và 5/2022" names each of them
        within = month_within(numbers[0], numbers[-1])
        return [self._single(Point(at, end, "part", year, within=within, shift=shift), "dates.months")]

    def _plain_day(self, at: int) -> Point | None:
        match = grammar.day_month().match(self.folded, at)
        if match is None or not match["d"] or span_of(2000, int(match["m"]), int(match["d"])) is None:
            return None
        day, month = int(match["d"]), int(match["m"])
        point = Point(at, match.end(), "day", within=(month, day, month, day))
        point.end, point.year, point.shift = self.points.tail(point.end)
        return point

    def _pair(self, at: int) -> list[Expression]:
        """ "(15/5 - 30/5)": two days with a dash between them need no other cue."""
        first = self._plain_day(at)
        link = re.compile(r"[ \n]*[-–—][ \n]*").match(self.folded, first.end) if first else None
        last = (self.points.complete(link.end()) or self._plain_day(link.end())) if link else None
        if first is None or last is None or "/" not in self.folded[at : first.end]:
            return []
        if traps.counts_something(self.folded, last.end) or traps.before_any(self.folded, at, "day_month", "names"):
            return []
        return [self._between(at, first, last)]

    def _day_list(self, at: int, span_start: int, spans: str = "") -> list[Expression]:
        """Days that share their month: "ngày 27 và 28-7", "từ ngày 13 đến 17/6", "5, 6/3"."""
        prefix = grammar.prefix().match(self.folded, at)
        start = prefix.end() if prefix else at
        match = grammar.day_list().match(self.folded, start)
        if match is None:
            return []
        month = read_month(match["m"] or match["m2"])
        days = [(int(hit.group()), hit.start()) for hit in re.finditer(r"\d+", match["days"])]
        if not month or any(span_of(2000, month, day) is None for day, _ in days[-1:]):
            return []
        joins = re.sub(r"ngày|\d+", "", match["days"])
        end, year = match.end(), int(match["year"]) if match["year"] else None
        shift = None
        if year is None:
            end, year, shift = self.points.tail(end)
        if not (spans or start > at or year) and not self._is_list(at, match.end(), joins):
            return []
        numbers = [day for day, _ in days]
        whole = bool(re.search(r"-|–|—|đến|tới", joins))
        ascending = all(low < high for low, high in pairwise(numbers))
        if ascending and (whole or spans or numbers == list(range(numbers[0], numbers[-1] + 1))):
            within = (month, numbers[0], month, numbers[-1])
            point = Point(span_start, end, "part", year, within=within, shift=shift)
            return [self._single(point, "dates.days")]
        if whole and len(numbers) == 2:
            return self._across_months(span_start, end, month, numbers, year)
        return self._separate(at, start, end, month, days, year) if ascending else []

    def _is_list(self, at: int, end: int, joins: str) -> bool:
        if traps.before_any(self.folded, at, "day_month", "names") or traps.counts_something(self.folded, end):
            return False
        if "," in joins:
            return False
        return traps.is_bracketed_after_time(self.folded, at, end) or traps.before_any(
            self.folded, at, "day_month", "cues"
        )

    def _across_months(self, start: int, end: int, month: int, days: list[int], year: int | None) -> list[Expression]:
        before = 12 if month == 1 else month - 1
        if span_of(2000, before, days[0]) is None:
            return []
        first = Point(start, end, "day", within=(before, days[0], before, days[0]))
        last = Point(start, end, "day", year, within=(month, days[1], month, days[1]))
        return [self._between(start, first, last)]

    def _separate(
        self, at: int, start: int, end: int, month: int, days: list[tuple[int, int]], year: int | None
    ) -> list[Expression]:
        found = []
        for index, (day, offset) in enumerate(days):
            begin = at if index == 0 else start + offset
            stop = end if index == len(days) - 1 else start + offset + len(str(day))
            stop = max(stop, begin + 1)
            found.append(self._single(Point(begin, stop, "day", year, within=(month, day, month, day)), "dates.days"))
        return found
