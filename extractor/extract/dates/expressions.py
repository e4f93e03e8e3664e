"""From points to whole expressions: intervals, lists of days, "cùng kỳ", durations; one pass over the text."""

from __future__ import annotations

import re
from functools import cache

from extractor.extract.dates import grammar, traps
from extractor.extract.dates.points import Expression, Grain, Point, month_within
from extractor.extract.dates.reader import PointReader, whole_number
from extractor.language.calendar import alternatives, day_words, normal, read_month, span_of
from extractor.language.layers import Number
from extractor.lexicon import load
from extractor.records import DateKind

_DATES = frozenset({"day", "week", "month", "quarter", "half", "year"})
_DAYS_AFTER = re.compile(r"[ \n]*ngày[ \n]*(?=\d)")
# what looks like a day and was not read as one is no day of the calendar, and its parts are no month or year
_NO_DAY = re.compile(r"ngày[ \n]+\d{1,2}[ \n]+tháng[ \n]+\d{1,2}(?!\d)(?:[ \n]*(?:năm|/)[ \n]*\d{4})?")
_HEADLINE_MONTHS = re.compile(r"(?:^|\n|[:.–-] )$")


@cache
def _anchors() -> re.Pattern[str]:
    """Every place where an expression can begin: digits, or one of the first words of the patterns."""
    lexicon, cues = load("calendar"), grammar.cues()
    numerals = load("numerals")
    phrases = [*lexicon["words"]["parts_of_day"], *lexicon["words"]["day"], *lexicon["weekdays"], *cues["relative"]]
    phrases += [*day_words(), *numerals["digits"], "tháng", "quý", "năm", "nửa", "đầu", "giữa", "cuối", "cùng", "từ", "rằm"]
    firsts = sorted({phrase.split()[0] for phrase in phrases})
    return re.compile(
        rf"(?<![^\W\d_])(?:(?:{'|'.join(firsts)})(?![^\W\d_])|[tq](?=\.?\d{{1,2}}[/.\-]\d{{4}}))|\d+(?:[.,]\d+)*"
    )


@cache
def _counted_days() -> re.Pattern[str]:
    numbers = alternatives([word for word, value in day_words().items() if 1 < value <= 31])
    return re.compile(rf"(?P<n>{numbers}|\d{{1,2}})[ \n]+ngày(?:,|[ \n]+là)?[ \n]+(?=(?:ngày[ \n]+|từ[ \n]+)?\d)")


def kind_of(point: Point) -> DateKind:
    return "date" if point.grain in _DATES else "interval"


class ExpressionReader:
    """Finds the expressions of one text, years still open; see `find_expressions`."""

    def __init__(self, text: str, folded: str, informal: bool) -> None:
        self.text, self.folded, self.informal = text, folded, informal
        self.points = PointReader(text, folded, informal)

    def at(self, at: int) -> list[Expression]:
        """What begins at `at`: nothing, one expression, or the members of a list."""
        if self.folded.startswith("từ", at):
            return self._from_to(at)
        if self.folded.startswith("cùng", at):
            return self._same_period(at)
        found = self._counted_list(at) or self._day_list(at, at)
        if found:
            return found
        point = self.points.point(at)
        if point is not None:
            return self._joined(point)
        return self._ago(at) or self._headline_months(at) or self._duration(at) or self._lone_year(at)

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

    def _from_to(self, at: int) -> list[Expression]:
        opening = grammar.from_to().match(self.folded, at)
        if opening is None:
            return []
        start = opening.end()
        listed = self._day_list(start, at, spans="interval")
        if listed:
            return listed
        first = self.points.now(start) or self.points.point(start) or self.points.bare_year(start)
        if first is None:
            bare = re.compile(r"(?:ngày[ \n]*)?(\d{1,2})(?!\d)").match(self.folded, start)
            first = Point(start, bare.end(), "day", within=(1, int(bare[1]), 1, int(bare[1])), bare=True) if bare else None
        last = self._second(first, any_grain=True) if first else None
        if first is None or last is None:
            return []
        if first.bare and first.grain == "day":
            return self._half_known(at, first, last)
        return [self._between(at, first, last)]

    def _half_known(self, at: int, first: Point, last: Point) -> list[Expression]:
        """ "từ 28 đến 5/3": the first day takes its month from the second."""
        if last.grain != "day" or not last.within or not first.within or last.bare:
            return []
        day, month = first.within[1], last.within[0]
        if day > last.within[1]:
            month = 12 if month == 1 else month - 1
        if span_of(2000, month, day) is None:
            return []
        first.within = (month, day, month, day)
        return [self._between(at, first, last)]

    def _second(self, first: Point, any_grain: bool) -> Point | None:
        """The other end of an interval behind "đến" or a dash."""
        link = grammar.link().match(self.folded, first.end)
        if link is None:
            return None
        dashed = normal(link.group()).strip() in ("-", "–", "—")
        last = (None if dashed else self.points.now(link.end())) or self.points.point(link.end())
        if last is None and not (dashed and first.year is not None):
            last = self.points.bare(link.end(), first)
        if last is None or last.grain == "term":
            return None
        if not any_grain and last.grain not in (first.grain, "now"):
            return None
        return last

    def _joined(self, point: Point) -> list[Expression]:
        if point.grain == "term":
            last = self._second(point, any_grain=True)
            return [self._between(point.start, point, last)] if last else []
        if point.grain != "years" and point.shift is None:
            last = self._second(point, any_grain=False)
            if last is not None and (last.grain != "year" or not last.bare or point.grain == "year"):
                return [self._between(point.start, point, last)]
        return self._list(point)

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
            known = not traps.counts_something(self.folded, end) and first.year is not None
            return Point(start, end, "year", int(number)) if known and abs(int(number) - (first.year or 0)) < 30 else None
        if first.grain == "day":
            return self.points.day(start)
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

    def _plain_day(self, at: int) -> Point | None:
        match = grammar.day_month().match(self.folded, at)
        if match is None or not match["d"] or span_of(2000, int(match["m"]), int(match["d"])) is None:
            return None
        day, month = int(match["d"]), int(match["m"])
        point = Point(at, match.end(), "day", within=(month, day, month, day))
        point.end, point.year, point.shift = self.points.tail(point.end)
        return point

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
        ascending = all(low < high for low, high in zip(numbers, numbers[1:], strict=False))
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
        return traps.before_any(self.folded, at, "day_month", "cues") and ("," not in joins)

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

    def _same_period(self, at: int) -> list[Expression]:
        match = grammar.same_period().match(self.folded, at)
        if match is None:
            return []
        end, year, shift = match.end(), int(match["year"]) if match["year"] else None, None
        if year is None:
            end, year, shift = self.points.tail(end)
        point = Point(at, end, "part", year, shift=shift)
        return [Expression(at, end, "interval", point, same_period=True, rule="dates.same_period")]

    def _ago(self, at: int) -> list[Expression]:
        """ "2 ngày trước", "3 tuần sau": a point only where a lone expression is asked for."""
        if not self.informal:
            return []
        match = re.compile(r"(\w+)[ \n]+(ngày|tuần|tháng|năm)[ \n]+(trước|sau|nữa|tới)$").match(self.folded, at)
        count = whole_number(match[1]) if match else None
        if match is None or count is None:
            return []
        unit = {"ngày": "day", "tuần": "week", "tháng": "month", "năm": "year"}[match[2]]
        offset = -count if match[3] == "trước" else count
        grain: Grain = "day" if unit == "day" else "week"
        return [self._single(Point(at, match.end(), grain, shift=(unit, offset)))]

    def _duration(self, at: int) -> list[Expression]:
        match = grammar.duration().match(self.folded, at)
        if match is None:
            return []
        table = grammar.cues()["duration"]
        if match["halved"]:
            value = table["half"][normal(match["halved"])]
            return [Expression(at, match.end(), "duration", value=value, rule="dates.duration")] if value else []
        if not traps.is_duration(self.folded, at, match.end(), match["n"], match["unit"]):
            return []
        value, end = duration_value(match), match.end()
        if value is None:
            return []
        more = re.compile(r"[ \n]+(?:và[ \n]+)?(\d{1,2})[ \n]*(tháng|ngày)(?![^\W_])").match(self.folded, end)
        if more and "T" not in value and match["unit"] in ("năm", "tháng") and more[2] != match["unit"]:
            value, end = f"{value}{int(more[1])}{'M' if more[2] == 'tháng' else 'D'}", more.end()
        return [Expression(at, end, "duration", value=value, rule="dates.duration")]

    def _headline_months(self, at: int) -> list[Expression]:
        """ "9 tháng, 26 người chết": a headline's months are the first ones of the year."""
        match = re.compile(r"(\d{1,2})[ \n]+tháng(?=,)").match(self.folded, at)
        if match is None or not 1 <= int(match[1]) <= 12 or not _HEADLINE_MONTHS.search(self.folded[max(0, at - 3) : at]):
            return []
        return [self._single(Point(at, match.end(), "part", within=(1, 1, int(match[1]), 0)), "dates.headline")]

    def _lone_year(self, at: int) -> list[Expression]:
        point = self.points.lone_year(at)
        return self._list(point) if point else []


def duration_value(match: re.Match[str]) -> str | None:
    """ISO 8601 of a number and a unit: P93Y, PT8H."""
    table = grammar.cues()["duration"]
    unit = normal(match["unit"])
    written = normal(match["n"])
    number: Number | None
    if "," in written:
        number = float(written.replace(",", "."))
    else:
        number = whole_number(written)
    if not number:
        return None
    size, code = re.fullmatch(r"(\d*)(.+)", table["units"][unit]).groups()  # type: ignore[union-attr]
    amount = number * int(size or 1)
    written = f"{amount:g}" if isinstance(amount, float) else str(amount)
    value = f"PT{written}{code[1:]}" if code.startswith("T") else f"P{written}{code}"
    if match["half"]:
        value += str(table["and_half"].get(unit, ""))
    return value


def find_expressions(text: str, folded: str, *, informal: bool = False) -> list[Expression]:
    """Every date expression in text order, without overlaps; years and "cùng kỳ" are still open."""
    reader = ExpressionReader(text, folded, informal)
    found: list[Expression] = []
    position = 0
    while (anchor := _anchors().search(folded, position)) is not None:
        here = reader.at(anchor.start())
        found.extend(here)
        impossible = None if here else _NO_DAY.match(folded, anchor.start())
        position = max(anchor.end(), here[-1].end if here else 0, impossible.end() if impossible else 0)
    return found
