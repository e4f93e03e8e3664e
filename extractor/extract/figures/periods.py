"""The period of a figure: its own sentence; else its whole, today, the figure before it; else what runs on."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace

from extractor.extract.figures.context import Context, Period
from extractor.extract.figures.dating import at_meeting, is_now, period_of_date, sentence_period
from extractor.extract.figures.lexicon import time_of
from extractor.extract.figures.view import Count, SentenceView
from extractor.language.layers import FigureEntry, Layers

_TIMES = {"year", "quarter", "month", "week", "day"}
_TERM_YEARS = 3  # a time that goes on for so long after the year of publication is a term to come
_PLAN_NEAR = 8  # words before a bracket


def period_of(
    layers: Layers,
    view: SentenceView,
    count: Count,
    entry: FigureEntry,
    context: Context,
    previous: FigureEntry | None,
    whole: FigureEntry | None,
) -> Period | None:
    """The period of a figure: its own sentence; else its whole, today, the figure before it; else what runs on.

    What runs on from earlier sentences governs acts (flows) and plans; a stock or an unnamed count is dated only by
    its own sentence or by one of its paragraph that says "up to".
    """
    if _is_age(view, count):
        return None
    if entry.status == "condition":
        return _opening_date(view)
    if entry.status == "target" and previous is not None and entry.per is None and _plan_in_bracket(view, count):
        return _planned_for(view, count, previous)
    if is_now(view, count, nearer=True, stock=time_of(entry.indicator) == "stock"):
        return _today(context)
    planned = _plan_named(view, count, previous)
    if planned is not None:
        return planned
    own = sentence_period(layers, view, count, reversed(context.told))
    if own is not None:
        return _as_stock(view, count, own, context) if time_of(entry.indicator) == "stock" else own
    lately = _months_past(view, count, context)
    if lately is not None:
        return lately
    if whole is not None:
        return whole.period
    here = previous is not None and any(other.quantity is previous.quantity for other in view.counts)
    if previous is not None and here and previous.status == entry.status and previous.period is not None:
        return previous.period
    if entry.per in _TIMES:
        return _span_of_rate(context, entry.status)
    if entry.status == "target":
        section = context.heading or context.title if context.in_target_section else None
        return context.target or context.intro or context.said or section
    if is_now(view, count):
        return _today(context)
    return _running(view, count, time_of(entry.indicator), context)


def _opening_date(view: SentenceView) -> Period | None:
    """The time that opens the sentence of a threshold: "Đến năm 2015, doanh nghiệp có từ 500 lao động trở lên …"."""
    opening = [date for word, date in view.dates if word <= 1 and date.kind == "date" and date.lead_in == "đến"]
    return period_of_date(opening[0]) if opening else None


def _months_past(view: SentenceView, count: Count, context: Context) -> Period | None:
    """ "7 tháng qua" in a text of July or August: the first seven months of its year."""
    published = context.published[1] if context.published else None
    for word, date in view.dates:
        months = re.fullmatch(r"P(\d+)M", date.value or "")
        if published is None or months is None or word > count.word or view.text_words(word + 1, word + 2) != ["qua"]:
            continue
        year, month = int(published[:4]), int(months[1])
        if month in (int(published[5:7]), int(published[5:7]) - 1):
            return (f"{year}-01-01", f"{year}-{month:02}-{monthrange(year, month)[1]}")
    return None


def _plan_named(view: SentenceView, count: Count, previous: FigureEntry | None) -> Period | None:
    """The time in the plan's own name: "09 CĐCS/15 chỉ tiêu năm 2023", "55 chỉ tiêu năm"."""
    noun = count.noun
    if noun is None or noun.family != "whole" or noun.side != "right":
        return None
    after = noun.head_last
    date = next((date for word, date in view.dates if word in (after, noun.last)), None)
    if date is not None:
        return period_of_date(date)
    if "năm" in view.text_words(after, after + 2) and previous is not None and previous.period is not None:
        end = previous.period[1]
        return (f"{end[:4]}-01-01", f"{end[:4]}-12-31") if end is not None else None
    return None


def _span_of_rate(context: Context, status: str) -> Period | None:
    """What a rate without a date of its own holds for: a time of several years that governs it, or nothing."""
    context = context if status == "target" else _without_terms_ahead(context)
    governing = [context.intro, context.heading, context.title]
    governing.insert(0, context.target if status == "target" else context.paragraph)
    for period in governing:
        if period is not None and period[1] is not None and (period[0] is None or period[0][:4] != period[1][:4]):
            return period
    return None


def _is_age(view: SentenceView, count: Count) -> bool:
    """The age of a person or an age limit, which holds for no period; an average age does."""
    noun = count.noun
    years = noun is not None and noun.first >= 0 and view.words[noun.first].text == "tuổi"
    return years and "quân" not in view.text_words(max(0, count.word - 8), count.word)


def _plan_in_bracket(view: SentenceView, count: Count) -> bool:
    segment = view.segments[count.segment]
    dated = any(segment.first <= word < count.word for word, _ in view.dates)
    if not {"tiêu", "hoạch", "quyết"} & set(view.text_words(max(0, segment.first - _PLAN_NEAR), count.word)):
        return False
    return segment.opener == "(" and not count.quantity.percent and not dated


def _planned_for(view: SentenceView, count: Count, previous: FigureEntry) -> Period | None:
    """The time of a plan told in brackets: the year of a year's plan, or the time measured if that is whole."""
    period = previous.period or (None, None)
    if period[0] is None or period[1] is None or period[0][:4] != period[1][:4]:
        return previous.period
    year = (f"{period[0][:4]}-01-01", f"{period[0][:4]}-12-31")
    yearly = "năm" in view.text_words(max(0, count.word - 5), count.word)
    return year if yearly or period == year else None


def _today(context: Context) -> Period:
    """Up to the day of publication; in a document without one, a time that has begun and whose end is not stated."""
    return (None, context.published[1] if context.published is not None else None)


def _as_stock(view: SentenceView, count: Count, own: Period, context: Context) -> Period:
    """ "Từ … đến nay …, nâng tổng số lên 57": what there is now has an open start."""
    until_now = own[1] is not None and own == (own[0], (context.published or (None, None))[1])
    return (None, own[1]) if until_now and "lên" in view.text_words(max(0, count.word - 2), count.word) else own


def _reported(context: Context) -> Period | None:
    """The day of the event that a document reports: not after its publication."""
    event, published = context.event, context.published
    if (
        event is None
        or event[1] is None
        or (published is not None and published[1] is not None and event[1] > published[1])
    ):
        return None
    return event


def _without_terms_ahead(context: Context) -> Context:
    """A term of office that begins in the year of publication is no time of what has been done."""
    if context.published is None or context.published[1] is None:
        return context
    year = int(context.published[1][:4])

    def ahead(period: Period | None) -> bool:
        if period is None or period[0] is None or period[1] is None:
            return False
        return int(period[0][:4]) >= year and int(period[1][:4]) - year >= _TERM_YEARS

    def kept(period: Period | None) -> Period | None:
        return None if ahead(period) else period

    return replace(
        context,
        heading=kept(context.heading),
        title=kept(context.title),
        main=kept(context.main),
        said=kept(context.said),
        running=kept(context.running),
        intro=kept(context.intro),
    )


def _running(view: SentenceView, count: Count, kind: str, context: Context) -> Period | None:
    context = _without_terms_ahead(context)
    if context.paragraph == (None, None) and kind != "stock":
        context = replace(context, paragraph=None)
    if context.continued and context.paragraph is not None:
        return context.paragraph
    if at_meeting(view, count):
        return context.event or context.paragraph
    if kind == "flow":
        return (
            context.paragraph
            or context.intro
            or context.said
            or context.running
            or context.heading
            or context.title
            or context.main
        )
    if kind in ("event", "occasion"):
        held = _reported(context) if kind == "occasion" else None
        return context.paragraph or context.intro or context.said or context.heading or context.title or held
    if kind == "null" and (context.paragraph or context.intro or context.said or context.heading) is not None:
        return context.paragraph or context.intro or context.said or context.heading
    until = context.paragraph is not None and context.paragraph[0] is None
    return context.paragraph if until else context.intro
