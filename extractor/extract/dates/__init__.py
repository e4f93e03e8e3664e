"""Stage `dates`: every expression that names a time, resolved to whole days where the document allows it."""

from __future__ import annotations

import re
from functools import cache

from extractor.extract.dates.expressions import find_expressions
from extractor.extract.dates.points import Expression
from extractor.extract.dates.reviewed import read_first_months
from extractor.extract.dates.traps import phrases
from extractor.extract.dates.years import Settler
from extractor.language.calendar import alternatives
from extractor.language.context import words_before
from extractor.language.layers import Layers
from extractor.language.numerals import fold_lines
from extractor.lexicon import load
from extractor.records import DateModifier

__all__ = ["annotate"]


# a clock time between the cue and the day: "trước 16h ngày 26/5", "đến 18 giờ 30 phút, ngày 19-10"
_CLOCK = re.compile(
    r"(?<![\d.,/])\d{1,2} ?(?:h|g|giờ|:)(?: ?\d{2}(?: ?phút)?)?(?: ?(?:sáng|trưa|chiều|tối|đêm))?"
    r"[ \n]{0,3},?[ \n]{1,3}$"
)
_CLOCK_REACH = 28  # characters


def _lead_in(folded: str, at: int) -> str | None:
    """The longest cue that stands before `at`, over a clock time, a colon or "là"."""
    clock = _CLOCK.search(folded, max(0, at - _CLOCK_REACH), at)
    if clock is not None:
        at = clock.start()
    inner = _cue_before(folded, at)
    between = _between().search(folded, max(0, at - _CLOCK_REACH), at)
    return (_cue_before(folded, between.start()) if between else None) or inner


def _cue_before(folded: str, at: int) -> str | None:
    known = phrases("lead_in", "words")
    found = [phrase for phrase in words_before(folded, at) if phrase.rstrip(":") in known]
    return found[-1].rstrip(":") if found else None


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives(phrases('lead_in', 'between'))}:?[ \n]{{1,3}}$")


def _modifier(expression: Expression) -> DateModifier | None:
    if expression.modifier or expression.kind == "duration":
        return expression.modifier if expression.kind != "duration" else _approx(expression)
    lead = expression.lead_in
    if lead is None or expression.kind == "interval":
        return None
    table: tuple[DateModifier, ...] = ("before", "after", "approx")
    return next((name for name in table if lead in phrases("modifier", name)), None)


def _approx(expression: Expression) -> DateModifier | None:
    return "approx" if expression.lead_in in phrases("modifier", "approx") else None


def _is_unresolved_same_period(expression: Expression) -> bool:
    return expression.same_period and None in expression.days


def _is_passing(expression: Expression, published: tuple[str, str] | None) -> bool:
    """ "Năm qua, …" is the year before only in the first months of a year; later it is the twelve months gone."""
    point = expression.first
    if point is None or not point.passing:
        return False
    return published is None or int(published[1][5:7]) > load("date_cues")["relative_traps"]["opens_in_months"]


def annotate(layers: Layers, *, informal: bool = False) -> None:
    """Fill `layers.dates` in text order, without overlaps, leaving out boilerplate.

    Reads `zones`, `sentences` and `fields.published`. `informal` takes the whole text for one expression, as
    `normalise` does: a weekday alone is the next one, "2 ngày trước" a day.
    """
    folded = fold_lines(layers.text)
    boilerplate = [(zone.start, zone.end) for zone in layers.zones if zone.kind == "boilerplate"]
    found = [
        expression
        for expression in find_expressions(layers.text, folded, informal=informal)
        if not any(start <= expression.start < end for start, end in boilerplate)
    ]
    found = [expression for expression in found if not _is_passing(expression, layers.fields.published)]
    for expression in found:
        expression.lead_in = _lead_in(folded, expression.start)
    read_first_months(folded, found, layers.fields.published)
    Settler(layers, folded, found).settle()
    published = layers.fields.published_span
    for expression in found:
        if _is_unresolved_same_period(expression):
            continue
        expression.modifier = _modifier(expression)
        mention = expression.mention()
        if published is not None and mention.start < published[1] and published[0] < mention.end:
            mention.is_publication = True
        layers.dates.append(mention)
