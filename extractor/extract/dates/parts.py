"""Quarters, halves and other parts of a year, and the year that stands behind a point."""

from __future__ import annotations

import re

from extractor.extract.dates import grammar, traps
from extractor.extract.dates.points import Point
from extractor.language.calendar import crosses_empty_line, day_words, last_day, normal, read_month, read_year
from extractor.language.context import words_after, words_before
from extractor.language.numerals import read_numeral
from extractor.lexicon import load

_ANY_YEAR = 2000  # for months that are as long in all years


def whole_number(phrase: str) -> int | None:
    """A whole number in digits or words."""
    phrase = normal(phrase)
    if phrase.isdigit():
        return int(phrase)
    value = day_words().get(phrase) or read_numeral(phrase)
    return value if isinstance(value, int) else None


class PartReader:
    """Reads points of one text; `folded` is the text folded by `fold_lines`.

    `informal` also takes what running text does not: a weekday alone, years of three digits.
    """

    def __init__(self, text: str, folded: str, informal: bool = False) -> None:
        self.text, self.folded, self.informal = text, folded, informal

    def tail(self, at: int) -> tuple[int, int | None, tuple[str, int] | None]:
        """The year behind a point that ends at `at`: (end with the year, year, shift of the year)."""
        match = grammar.year_tail().match(self.folded, at)
        if match is None or crosses_empty_line(self.folded, *match.span()):
            return at, None, None
        if match["relative"]:
            phrase = f"năm {normal(match['relative'])}"
            if traps.after_any(self.folded, match.end(), "relative_traps", "after"):
                return at, None, None
            unit, offset = grammar.cues()["relative"][phrase]
            return match.end(), None, (unit, offset)
        year = read_year(match["year"] or match["short"])
        if year is None or (match["year"] and not match["year"].isdigit() and not self._year_in_words(year)):
            return at, None, None
        return match.end(), year, None

    def _year_in_words(self, year: int) -> bool:
        return self.informal or year >= 1000

    def _dated(self, point: Point) -> Point:
        """The point with the year behind it, where there is one."""
        point.end, point.year, point.shift = self.tail(point.end)
        return point

    def _of_year(self, point: Point, edge: int) -> Point:
        """The point with the year behind "đầu" or "cuối" ("đầu năm 2022"), or just with its "năm"."""
        end, point.year, point.shift = self.tail(edge if edge > 0 else point.end)
        point.end = max(end, point.end)
        return point

    def quarter(self, at: int) -> Point | None:
        match = grammar.quarter().match(self.folded, at)
        if match is None:
            return None
        table = load("calendar")["quarters"]
        first = table[normal(match["q"] or match["q2"])]
        last = table[normal(match["last"])] if match["last"] else first
        if last < first:
            return None
        months = (3 * first - 2, 1, 3 * last, 0)
        point = self._dated(Point(at, match.end(), "quarter" if first == last else "part", within=months))
        return None if self._is_each(point) else point

    def _is_each(self, point: Point) -> bool:
        """ "mỗi quý 1 buổi", "một tháng 2 lần": a frequency."""
        if point.year or point.shift:
            return False
        each = words_before(self.folded, point.start, 1)
        if traps.before_any(self.folded, point.start, "part", "no_frequency"):
            return False
        each_one = bool(each) and each[0] in ("mỗi", "hàng", "hằng", "một", "1", "từng", "cứ")
        return each_one or words_after(self.folded, point.end, 1)[:1] == ["lần"]

    def part(self, at: int) -> Point | None:
        """ "9 tháng đầu năm 2022", "hai quý đầu năm", "nửa đầu nhiệm kỳ 2013-2018"."""
        match = grammar.part_of_year().match(self.folded, at)
        if match is None:
            return None
        if match["half"]:
            return self._half(match)
        count = whole_number(match["n"] or match["n2"])
        if not count:
            return None
        unit = match["unit"] or "tháng"
        first = (match["edge"] or "đầu") == "đầu"
        if match["month"] or match["quarter"]:
            return self._part_of_month(match, unit, count, first)
        if unit in ("tuần", "ngày") or (unit == "quý" and count > 4) or count > 12:
            return None
        months = count * (3 if unit == "quý" else 1)
        within = (1, 1, months, 0) if first else (13 - months, 1, 12, 0)
        return self._of_year(Point(at, match.end(), "part", within=within), match.end("edge"))

    def _part_of_month(self, match: re.Match[str], unit: str, count: int, first: bool) -> Point | None:
        if match["quarter"]:
            quarter = load("calendar")["quarters"][normal(match["quarter"])]
            if unit != "tháng" or count > 3:
                return None
            begin, end = 3 * quarter - 2, 3 * quarter
            within = (begin, 1, begin + count - 1, 0) if first else (end - count + 1, 1, end, 0)
            return self._dated(Point(match.start(), match.end(), "part", within=within))
        month = read_month(match["month"])
        days = count * (7 if unit == "tuần" else 1)
        if unit not in ("tuần", "ngày") or days > 28:
            return None
        point = self._dated(Point(match.start(), match.end(), "part", within=(month, 1, month, days)))
        if not first:
            if month == 2 and point.year is None:
                return None  # the last days of a month need its length, and this one's its year
            point.within = (month, last_day(point.year or _ANY_YEAR, month) - days + 1, month, 0)
        return point

    def _half(self, match: re.Match[str]) -> Point | None:
        first = match["half"].endswith("đầu")
        at, end = match.span()
        if match["term"]:
            begin, stop = int(match["from"]), int(match["to"])
            middle = begin + (stop - begin + 1) // 2  # the half of six calendar years is three
            if not begin < stop <= begin + 20:
                return None
            halves = (begin, middle - 1) if first else (middle, stop)
            return Point(at, end, "years", halves[0], last_year=halves[1])
        if match["month2"]:
            month = read_month(match["month2"])
            return self._dated(Point(at, end, "part", within=(month, 1, month, 15) if first else (month, 16, month, 0)))
        if not match["whole"] and not match["half"].startswith("năm"):
            return None
        within = (1, 1, 6, 0) if first else (7, 1, 12, 0)
        return self._of_year(Point(at, end, "half", within=within), match.end("half"))
