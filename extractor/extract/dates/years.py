"""Settling what an expression leaves open: the year, "cùng kỳ", "năm trước", and its first and last day.

The year comes from the expression's own sentence, else from the document's date, else from the nearest expression
that names a month or day with its year, before it first, then after it. Ranges of years do not serve.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence

from extractor.extract.dates.points import (
    SUB_YEAR,
    UNKNOWN,
    Days,
    Expression,
    Point,
    Published,
    days_of,
    year_earlier,
)
from extractor.extract.dates.traps import phrases
from extractor.language.context import words_before
from extractor.language.layers import Layers

# A day without a year that falls this near to the publication date is that one, whatever year its sentence names:
# "Ngày 15/1, ... tổng kết năm 2022" of 16/1/2023 happened in 2023.
_NEWS_BEFORE_DAYS, _NEWS_AFTER_DAYS = 75, 30
_PLANNING_FROM, _PLANNED_UNTIL = 11, 6  # months: reports of November set days until June of the next year
_COMPARED = frozenset({"so với", "so", "hơn", "so cùng kỳ", "so với đầu", "với"})
_TERM_REACH = 200  # expressions
_DOCUMENT_CODE = re.compile(r"(?:\d[\w.]*/\S*|-\w+/\w+|số \d+\S*)[ \n]*,?[ \n]*$")
_CUMULATIVE = frozenset({"tính đến", "tính đến hết", "đến", "đến hết", "tính tới", "tới", "hết", "tính đến cuối"})
_PARAGRAPHS_BACK, _REACH = 2, 4000  # how far back a comparison looks: paragraphs, characters


def _neighbours(years: Sequence[int | None]) -> tuple[list[int | None], list[int | None]]:
    """For every index the nearest index before it, and after it, that has a year."""
    before: list[int | None] = []
    after: list[int | None] = []
    last = None
    for index, year in enumerate(years):
        before.append(last)
        last = index if year is not None else last
    last = None
    for index in range(len(years) - 1, -1, -1):
        after.append(last)
        last = index if years[index] is not None else last
    return before, after[::-1]


class Settler:
    """Settles all expressions of one document in text order."""

    def __init__(self, layers: Layers, folded: str, expressions: Sequence[Expression]) -> None:
        self.layers, self.folded, self.expressions = layers, folded, expressions
        self.published: Published = layers.fields.published
        self.stated = [self._stated_year(expression) for expression in expressions]
        self.exact = [self._exact_year(expression) for expression in expressions]
        self.compared = [self._is_compared(expression) for expression in expressions]
        lent = [None if compared else year for year, compared in zip(self.stated, self.compared, strict=True)]
        self.neighbours_stated = _neighbours(lent)
        told = [None if compared else year for year, compared in zip(self.exact, self.compared, strict=True)]
        self.neighbours_exact = _neighbours(told if any(told) else self.exact)
        parts = (e for e in expressions if e.first and e.first.grain == "part" and e.last is None)
        self.reviewed = next(parts, None)
        self.starts = [expression.start for expression in expressions]

    def settle(self) -> None:
        for index, expression in enumerate(self.expressions):
            if expression.same_period or expression.compared:
                continue
            self._settle_years(index, expression)
            expression.days = self._days(expression, self._base(index))
        for index, expression in enumerate(self.expressions):
            if expression.same_period:
                self._settle_same_period(index, expression)
            elif expression.compared:
                self._settle_compared(index, expression)

    def _stated_year(self, expression: Expression) -> int | None:
        """The year that an expression lends to others; ranges of years lend none."""
        points = [point for point in expression.points() if point.year is not None and point.grain != "years"]
        if expression.same_period or not points:
            return None
        if expression.last is not None:  # of "từ năm 2018 đến tháng 9/2022" only the month lends its year
            return self._exact_year(expression)
        return points[0].year

    def _exact_year(self, expression: Expression) -> int | None:
        """The year of a month or day that is named with it."""
        years = [point.year for point in expression.points() if point.year is not None and point.grain in SUB_YEAR]
        return years[-1] if years else None

    def _is_compared(self, expression: Expression) -> bool:
        """ "so với năm 2021", "Kế hoạch số 12/KH ngày 5/2/2021": beside the sentence's own time."""
        before = words_before(self.folded, expression.start, 3)
        if any(phrase in _COMPARED for phrase in before):
            return True
        return bool(_DOCUMENT_CODE.search(self.folded[max(0, expression.start - 40) : expression.start]))

    def _base(self, index: int) -> Published:
        """The day that "năm ngoái" counts from: the publication's, else one of the nearest year that is named."""
        year = None if self.published is not None else self._nearest_year(index)
        return self.published if year is None else (f"{year:04}-01-01", f"{year:04}-12-31")

    def _waiting(self, expression: Expression) -> list[Point]:
        return [point for point in expression.points() if point.waits]

    def _settle_years(self, index: int, expression: Expression) -> None:
        waiting = self._waiting(expression)
        if not waiting:
            return
        year = self._year_for(index, expression, waiting[-1])
        if year is None:
            return
        for point in waiting:
            point.year = year
        if len(waiting) == 2 and waiting[0].within and waiting[1].within and waiting[0].within > waiting[1].within:
            waiting[0].year = year - 1

    def _year_for(self, index: int, expression: Expression, point: Point) -> int | None:
        news = self._news_year(point)
        if news is not None:
            return news
        year = self._sentence_year(index, expression)
        if year is None and self._lies_ahead(expression, point):
            return int(self.published[1][:4]) + 1 if self.published else None
        if year is not None:
            return year
        if self.published is not None:
            return int(self.published[0][:4])
        return self._nearest_year(index)

    def _news_year(self, point: Point) -> int | None:
        if self.published is None or point.grain != "day" or point.within is None or point.lunar:
            return None
        month, day = point.within[:2]
        today = dt.date.fromisoformat(self.published[1])
        for year in (today.year, today.year - 1):
            try:
                distance = (today - dt.date(year, month, day)).days
            except ValueError:
                continue
            if -_NEWS_AFTER_DAYS * (year == today.year) <= distance <= _NEWS_BEFORE_DAYS:
                return year
        return None

    def _lies_ahead(self, expression: Expression, point: Point) -> bool:
        """ "trước ngày 15/3" at the end of a year's report is of the year to come."""
        if self.published is None or point.within is None or point.grain not in ("day", "month"):
            return False
        late = int(self.published[1][5:7]) >= _PLANNING_FROM and point.within[0] <= _PLANNED_UNTIL
        return late and expression.lead_in in phrases("lead_in", "ahead")

    def _sentence_year(self, index: int, expression: Expression) -> int | None:
        """The nearest year of the same sentence, before the expression first."""
        start, end = self.layers.sentence_at(expression.start)
        for neighbours in self.neighbours_stated:
            other = neighbours[index]
            if other is not None and start <= self.starts[other] < end:
                if self.published and ";" in self.folded[expression.end : self.starts[other]]:
                    continue  # the year of a later clause, while the document has its own
                return self.stated[other]
        return None

    def _nearest_year(self, index: int) -> int | None:
        for neighbours in self.neighbours_exact:
            other = neighbours[index]
            if other is not None:
                return self.exact[other]
        return None

    def _days(self, expression: Expression, base: Published) -> Days:
        """`base` is the day that a year told from today counts from."""
        if expression.first is None:
            return UNKNOWN
        by_year = expression.first.shift is not None and expression.first.shift[0] == "year"
        first = days_of(expression.first, base if by_year else self.published)
        if expression.last is None:
            return first
        if expression.first.grain == "term":
            first = (self._term_start(expression.start), None)
        last = days_of(expression.last, self.published)
        if first[0] is not None and last[1] is not None and first[0] > last[1]:
            return first[0], None
        return first[0], last[1]

    def _term_start(self, at: int) -> str | None:
        """The first day of the term of office named last, else next: for "từ đầu nhiệm kỳ đến nay"."""
        stop = bisect_left(self.starts, at)
        before = reversed(self.expressions[max(0, stop - _TERM_REACH) : stop])
        for expression in [*before, *self.expressions[stop : stop + _TERM_REACH]]:
            point = expression.first
            if point is not None and point.grain == "years" and expression.last is None and point.year is not None:
                return f"{point.year:04}-01-01"
        return None

    def _periods_before(self, index: int) -> list[Expression]:
        """Periods that a comparison can refer to, nearest first; those of the same sentence lead."""
        at = self.starts[index]
        sentence = self.layers.sentence_at(at)[0]
        begin = max(0, at - _REACH)
        breaks = [match.start() + begin for match in re.finditer(r"\n+", self.layers.text[begin:at])]
        back = breaks[-_PARAGRAPHS_BACK - 1] if len(breaks) > _PARAGRAPHS_BACK else begin
        near = range(bisect_left(self.starts, back), index)
        found = [self.expressions[i] for i in near if self._is_period(self.expressions[i]) and not self.compared[i]]
        fine = [e for e in found if not (e.first and e.first.grain == "year" and not e.last)]
        own = [e for e in fine if e.start >= sentence] or [e for e in found if e.start >= sentence]
        periods = (own or fine or found)[::-1]
        if not periods:  # the stretch of the year that the whole document is about
            periods = [self.reviewed] if self.reviewed is not None and self.reviewed.start < at else []
        return sorted(periods, key=self._is_stretch_of_days)

    def _is_stretch_of_days(self, expression: Expression) -> bool:
        """ "hoãn từ 01/4 đến 15/5": compared only where no part of the year is at hand."""
        first, last = expression.first, expression.last
        days = first is not None and last is not None and first.grain == last.grain == "day"
        return days and (expression.days[0] or "")[5:] != "01-01"

    def _is_period(self, expression: Expression) -> bool:
        if expression.kind == "duration" or expression.same_period or None in expression.days:
            return False
        if expression.first is None or expression.first.grain in ("years", "week"):
            return False
        if expression.first.grain == "day" and expression.last is None:
            return expression.lead_in in _CUMULATIVE
        return expression.last is None or expression.days[0] is not None

    def _settle_same_period(self, index: int, expression: Expression) -> None:
        point = expression.first
        if point is None:
            return
        to_year = point.year
        if to_year is None and point.shift and point.shift[1] != -1 and self.published:
            to_year = int(self.published[0][:4]) + point.shift[1]
        for period in self._periods_before(index):
            days = period.days
            if period.first is not None and period.first.grain == "day" and period.last is None and days[1]:
                days = f"{days[1][:4]}-01-01", days[1]  # "tính đến 30.9": from the year's first day on
            if days[0] and days[1] and int(days[1][:4]) - int(days[0][:4]) <= 1:
                expression.days = year_earlier(days, to_year)
                return

    def _settle_compared(self, index: int, expression: Expression) -> None:
        """ "so với năm trước": a year before the one that the sentence is about, else before the document's."""
        expression.days = self._days(expression, self._base(index))
        point = expression.first
        if point is None or point.shift is None:
            return
        year = self._sentence_year(index, expression)
        if year is not None and point.shift[0] == "year":
            expression.days = days_of(Point(point.start, point.end, "year", year - 1), self.published)
