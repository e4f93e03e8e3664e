"""The times that may govern a figure, each with what speaks for it, as strings that a linear model weighs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.extract.figures.context import Context, Period
from extractor.extract.figures.dating import (
    at_meeting,
    is_adverbial,
    is_comparison,
    is_now,
    period_of_date,
    usable_dates,
)
from extractor.extract.figures.lexicon import time_of
from extractor.extract.figures.view import Count, SentenceView
from extractor.language.layers import DateMention, FigureEntry, Layers

_CONTEXT = ("paragraph", "said", "intro", "heading", "title", "running", "main", "event", "target", "section")
_TOLD = 3  # of the times told last
# (days, name) of a time's length, the first that it does not exceed
_LENGTHS = ((0, "day"), (8, "days"), (31, "month"), (92, "quarter"), (359, "part"), (366, "year"))
# what is combined with each thing that speaks for a time
# these are weighed by themselves only
_ALONE = ("L before=", "L after=", "R before=", "R after=", "begins ahead=", "ends ahead=")
_PAIRED = ("time=", "status=", "percent=", "dates=", "now=", "whole=", "paragraph=", "here=", "kind=", "first=")


@dataclass(frozen=True, slots=True)
class Moment:
    """A figure whose time is sought."""

    layers: Layers
    view: SentenceView
    count: Count
    entry: FigureEntry
    context: Context
    previous: FigureEntry | None
    whole: FigureEntry | None


@dataclass(frozen=True, slots=True)
class Hand:
    """The times at hand for a figure (`None`: no time), each with what speaks for it, and what the figure says."""

    times: dict[Period | None, list[str]]
    general: list[str]

    @property
    def paired(self) -> list[str]:
        """What the figure says that is weighed together with each thing that speaks for a time."""
        return [clue for clue in self.general if clue.startswith(_PAIRED)]


def candidates(moment: Moment) -> Hand:
    """Every time that may govern the figure."""
    spoken: dict[Period | None, list[str]] = {None: ["none"]}

    def speak(period: Period | None, clue: str) -> None:
        if period is not None:
            spoken.setdefault(None if period == (None, None) else period, []).append(clue)

    context = moment.context
    speak((None, context.published[1] if context.published else None), "today")
    for period, clue in _dates(moment):
        speak(period, clue)
    for clue in _before(moment):
        speak_to = moment.previous.period if moment.previous is not None else None
        spoken.setdefault(speak_to if speak_to != (None, None) else None, []).append(clue)
    if moment.whole is not None:
        spoken.setdefault(moment.whole.period, []).append("of the whole")
    for name in _CONTEXT:
        speak(getattr(context, name), name)
    speak(context.published, "published")
    for period in context.told[-_TOLD:]:
        speak(period, "told")
    times = {period: [*_own(moment, period), *sorted(set(clues))] for period, clues in spoken.items()}
    return Hand(times, list(_general(moment)))


def partners(clue: str, hand: Hand, paired: list[str]) -> list[str]:
    """What of the figure is weighed together with a clue for one of its times."""
    if clue.startswith("length="):
        return hand.general
    return [] if clue.startswith(_ALONE) else paired


def _dates(moment: Moment) -> Iterator[tuple[Period, str]]:
    """The dates of the sentence, with where they stand from the figure."""
    view, at = moment.view, moment.count.word
    usable = {id(date) for _, date in usable_dates(moment.layers, view)}
    dated = [(word, date) for word, date in view.dates if date.kind != "duration"]
    left = [word for word, _ in dated if word < at][::-1]
    right = [word for word, _ in dated if word > at]
    for word, date in dated:
        period = period_of_date(date)
        if period is None:
            continue
        rank = left.index(word) if word < at else right.index(word)
        side = "L" if word < at else "R"
        alone = len(dated) == 1
        for clue in _date_clues(moment, word, date, rank, id(date) in usable, alone):
            yield period, f"{side} {clue}"


def _date_clues(moment: Moment, word: int, date: DateMention, rank: int, usable: bool, alone: bool) -> Iterator[str]:
    view, count = moment.view, moment.count
    between = view.text_words(min(word, count.word) + 1, max(word, count.word))
    acts = view.hits_between(view.predicates, min(word, count.word) + 1, max(word, count.word))
    depth = view.segments[view.segment_of[word]].depth - view.segments[count.segment].depth
    yield f"rank={min(rank, 2)}"
    yield f"far={min(6, abs(word - count.word) // 3)}"
    yield f"segment={int(view.segment_of[word] == count.segment)}"
    yield f"depth={depth}"
    yield f"usable={int(usable)}"
    yield f"semicolon={int(';' in between)}"
    yield f"numbers={min(3, between.count('#'))}"
    yield f"lead={date.lead_in}"
    yield f"opens={int(word <= 1)}"
    yield "before=" + " ".join(view.text_words(max(0, word - 1), word))
    yield "after=" + " ".join(view.text_words(word + 1, word + 2))
    yield f"adverbial={int(is_adverbial(view, word))}"
    yield f"compared={int(is_comparison(view, word))}"
    yield f"modifier={date.modifier}"
    yield f"rule={date.rule}"
    yield f"alone={int(alone)}"
    yield f"acts={min(2, len(acts))}"
    yield f"commas={int(between[:1] == [','])}{int(between[-1:] == [','])}"


def _before(moment: Moment) -> Iterator[str]:
    previous, entry = moment.previous, moment.entry
    if previous is None:
        return
    here = int(_is_here(moment))
    yield f"of the figure before|{here}"
    if previous.period is not None:
        yield f"of the figure before|{here}|status={int(previous.status == entry.status)}"
        yield f"of the figure before|{here}|indicator={int(previous.indicator == entry.indicator)}"
        yield f"of the figure before|{here}|unit={int(previous.unit == entry.unit)}"


def _is_here(moment: Moment) -> bool:
    previous = moment.previous
    return previous is not None and any(other.quantity is previous.quantity for other in moment.view.counts)


def _general(moment: Moment) -> Iterator[str]:
    """What the figure itself says, whatever the time."""
    view, count, entry, context = moment.view, moment.count, moment.entry, moment.context
    near = view.text_words(max(0, count.word - 5), count.word)
    dates = [word for word, date in view.dates if date.kind != "duration"]
    yield f"kind={moment.layers.fields.kind}"
    yield f"time={time_of(entry.indicator)}"
    yield f"status={entry.status}"
    yield f"unit={entry.unit}"
    yield f"indicator={entry.indicator}"
    yield f"percent={count.quantity.percent}"
    yield f"per={entry.per}"
    yield f"dates={min(2, len(dates))}"
    yield f"dates before={min(2, sum(word < count.word for word in dates))}"
    yield f"now={int(is_now(view, count))}"
    yield f"meeting={int(at_meeting(view, count))}"
    yield f"whole={int(moment.whole is not None)}"
    yield f"depth={min(1, count.depth)}"
    yield f"first={int(count is view.counts[0])}"
    yield f"paragraph={int(context.paragraph is not None)}"
    yield f"target={int(context.in_target_section)}"
    yield f"continued={int(context.continued)}"
    yield f"opens={view.words[0].text if view.words else ''}"
    yield f"here={int(_is_here(moment))}"
    yield f"family={count.noun.family if count.noun else None}"
    yield f"negated={int(bool(view.cues['negation']))}"
    for word in ("đã", "có", "còn"):
        yield f"{word}={int(word in near)}"
    yield f"đang={int('đang' in view.text_words(0, len(view.words)))}"


def _own(moment: Moment, period: Period | None) -> Iterator[str]:
    """What a time says of itself: how long it is, and whether it lies ahead of the document."""
    yield f"length={_length(period)}"
    published = moment.context.published[1] if moment.context.published else None
    if period is not None and published is not None:
        yield f"begins ahead={int(period[0] is not None and period[0] > published)}|{moment.entry.status}"
        yield f"ends ahead={int(period[1] is not None and period[1] > published)}|{moment.entry.status}"


def _length(period: Period | None) -> str:
    if period is None:
        return "none"
    if period[0] is None:
        return "until"
    if period[1] is None:
        return "since"
    days = (dt.date.fromisoformat(period[1]) - dt.date.fromisoformat(period[0])).days
    return next((name for most, name in _LENGTHS if days <= most), "term")
