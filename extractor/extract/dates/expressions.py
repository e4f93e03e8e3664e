"""From points to whole expressions: intervals, lists of days, "cùng kỳ", durations; one pass over the text."""

from __future__ import annotations

import re
from functools import cache

from extractor.extract.dates import grammar, traps
from extractor.extract.dates.lists import ListReader
from extractor.extract.dates.parts import whole_number
from extractor.extract.dates.points import Expression, Grain, Point
from extractor.extract.dates.year_columns import find_year_columns
from extractor.language.calendar import crosses_empty_line, day_words, normal, span_of
from extractor.language.layers import Number
from extractor.lexicon import load

# what looks like a day and was not read as one is no day of the calendar, and its parts are no month or year
_LOOSE_WORD = re.compile(r"(?:hôm|bữa)[ \n]+(?=\d)")
_NO_DAY = re.compile(r"ngày[ \n]+\d{1,2}[ \n]+tháng[ \n]+\d{1,2}(?!\d)(?:[ \n]*(?:năm|/)[ \n]*\d{4})?")
_MINUTES = re.compile(r"\d[:hg]\d\d(?!\d)")  # the clock of "09:05, 20-10-2021", "17h20 - 28/2" is no day
# "3 giờ 40 phút", "4 phút 51 giây": one length of time
_FINER = re.compile(r"[ \n]+(\d{1,2})[ \n]*(phút|giây)(?![^\W_])")
_CLOCK_UNITS = {"phút": "M", "giây": "S"}
_FINER_THAN = {"H": ("phút",), "M": ("giây",)}
_HEADLINE_MONTHS = re.compile(r"(?:^|\n|[:.–-] )$")


@cache
def _anchors() -> re.Pattern[str]:
    """Every place where an expression can begin: digits, or one of the first words of the patterns."""
    lexicon, cues = load("calendar"), grammar.cues()
    numerals = load("numerals")
    phrases = [*lexicon["words"]["parts_of_day"], *lexicon["words"]["day"], *lexicon["weekdays"], *cues["relative"]]
    phrases += [*day_words(), *numerals["digits"], *lexicon["words"]["quarter"]]
    phrases += ["tháng", "nửa", "đầu", "giữa", "cuối", "cùng", "từ", "rằm"]
    firsts = sorted({phrase.split()[0] for phrase in phrases})
    return re.compile(
        rf"(?<![^\W\d_])(?:(?:{'|'.join(firsts)})(?![^\W\d_])|[tq](?=\.?\d{{1,2}}[/.\-]\d{{4}}))|\d+(?:[.,]\d+)*"
    )


class ExpressionReader(ListReader):
    """Finds the expressions of one text, years still open; see `find_expressions`."""

    def at(self, at: int) -> list[Expression]:
        """What begins at `at`: nothing, one expression, or the members of a list."""
        if _MINUTES.match(self.folded, max(0, at - 2)):
            return []
        if self.folded.startswith("từ", at):
            return self._from_to(at)
        if self.folded.startswith("cùng", at):
            return self._same_period(at)
        found = self._counted_list(at) or self._counted_units_list(at) or self._month_stretch(at)
        found = found or self._day_list(at, at)
        if found:
            return found
        point = self.points.point(at)
        if point is not None:
            return self._joined(point)
        return self._ago(at) or self._headline_months(at) or self._duration(at) or self._lone_year(at) or self._pair(at)

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
            bare = re.compile(r"(?:(?:ngày|mùng|mồng|hôm)[ \n]*){0,2}(\d{1,2})(?!\d)").match(self.folded, start)
            if bare:
                first = Point(start, bare.end(), "day", within=(1, int(bare[1]), 1, int(bare[1])), bare=True)
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
        if dashed and last is not None and last.shift is not None:
            return None  # "29-9-2025 - Sáng qua": a dateline and its first sentence
        if last is None and first.grain == "day":
            last = self._plain_day(link.end())
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
        if match is None or crosses_empty_line(self.folded, *match.span()):
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
        finer = _FINER.match(self.folded, end) if value.startswith("PT") and value[-1] in _FINER_THAN else None
        if finer and finer[2] in _FINER_THAN[value[-1]]:
            value, end = f"{value}{int(finer[1])}{_CLOCK_UNITS[finer[2]]}", finer.end()
        more = re.compile(r"[ \n]+(?:và[ \n]+)?(\d{1,2})[ \n]*(tháng|ngày)(?![^\W_])").match(self.folded, end)
        if more and "T" not in value and match["unit"] in ("năm", "tháng") and more[2] != match["unit"]:
            value, end = f"{value}{int(more[1])}{'M' if more[2] == 'tháng' else 'D'}", more.end()
        return [Expression(at, end, "duration", value=value, rule="dates.duration")]

    def _headline_months(self, at: int) -> list[Expression]:
        """ "9 tháng, 26 người chết", "sơ kết 6 tháng.": the first months of the year."""
        match = re.compile(r"(\d{1,2})[ \n]+tháng(?=[,.;)\n]|\Z)").match(self.folded, at)
        if match is None or not 1 <= int(match[1]) <= 12:
            return []
        opens = _HEADLINE_MONTHS.search(self.folded[max(0, at - 3) : at]) is not None
        headline = opens and self.folded.startswith(",", match.end())
        if not headline and not traps.before_any(self.folded, at, "part", "before"):
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


def _leave_out_the_word(expression: Expression, folded: str) -> None:
    """ "hôm 16-8": the word stands outside the span, while "hôm qua" and "ngày 16-8" are whole."""
    word = _LOOSE_WORD.match(folded, expression.start)
    if word is not None and expression.first is not None and expression.first.start == expression.start:
        expression.start = expression.first.start = word.end()


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
    for expression in found:
        _leave_out_the_word(expression, folded)
    taken = {at for expression in found for at in range(expression.start, expression.end)}
    columns = [expression for expression in find_year_columns(text) if expression.start not in taken]
    return sorted([*found, *columns], key=lambda expression: expression.start) if columns else found
