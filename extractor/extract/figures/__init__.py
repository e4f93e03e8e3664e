"""Stage `figures`: what every number of kind figure says: noun, indicator, status, rate, period, place, actor, links."""

from __future__ import annotations

from extractor.extract.figures.context import Context, is_now, period_of, sentence_period
from extractor.extract.figures.frames import assign
from extractor.extract.figures.lexicon import contexts
from extractor.extract.figures.nouns import find_nouns, unit_of
from extractor.extract.figures.relations import find_whole, is_growth, link_percentage
from extractor.extract.figures.status import heading_kind, rate_of, status_of
from extractor.extract.figures.view import Count, SentenceView, view_of
from extractor.language.layers import FigureEntry, Layers
from extractor.language.phrases import words_of

_HEADING_LENGTH = 120  # characters; longer lines are text


def annotate(layers: Layers) -> None:
    """Fill `layers.figures` from numbers, dates, sentences, zones and organisations."""
    topic = any(True for _ in contexts()["party_class"].book.find(words_of(layers.folded)))
    context = Context(published=layers.fields.published)
    earlier: list[tuple[Count, FigureEntry]] = []
    previous: Count | None = None
    last_end = 0
    for start, end in layers.sentences:
        if layers.is_boilerplate(start):
            continue
        if "\n" in layers.text[last_end:start]:
            context.paragraph = context.target = None
        last_end = end
        view = view_of(layers, start, end)
        _heading(layers, view, context)
        if view.counts:
            previous = _sentence(layers, view, context, previous, earlier, topic)
        _remember_event(layers, view, context)
    layers.figures = [entry for _, entry in earlier]


def _heading(layers: Layers, view: SentenceView, context: Context) -> None:
    """Open or close a section of targets when the sentence is a heading; take its date as the section's period."""
    if view.end - view.start > _HEADING_LENGTH:
        return
    kind = heading_kind(layers.folded[view.start : view.end])
    text = layers.text[view.start : view.end].strip()
    if kind is None or (text[-1:] in ".;," and not text.isupper()):
        return
    context.in_target_section = kind == "target"
    context.running = None
    dates = [date for _, date in view.dates if date.from_day and date.to_day]
    context.heading = (dates[-1].from_day, dates[-1].to_day) if dates else None


def _remember_event(layers: Layers, view: SentenceView, context: Context) -> None:
    """The day of the event that the document reports: the first single day of its text."""
    if context.event is None:
        for _, date in view.dates:
            if date.kind != "duration" and not date.is_publication and date.from_day and date.from_day == date.to_day:
                if layers.zone_at(date.start) in ("lead", "body", "title") and date.start != layers.text.find(layers.text):
                    context.event = (date.from_day, date.to_day)
                    return


def _sentence(
    layers: Layers,
    view: SentenceView,
    context: Context,
    previous: Count | None,
    earlier: list[tuple[Count, FigureEntry]],
    topic: bool,
) -> Count | None:
    find_nouns(view, previous)
    fresh: list[FigureEntry] = []
    for count in view.counts:
        count.unit = unit_of(count)
        if count.quantity.percent:
            continue
        assign(view, count, previous, topic)
        if count.noun is None and count.indicator in ("nominated", "admitted", "trained", "applicants"):
            count.unit = "person"
        previous = count
    for count in view.counts:
        entry = FigureEntry(id=f"f{len(earlier) + 1}", quantity=count.quantity, unit=count.unit, rule=count.rule)
        entry.status = status_of(view, count, context.in_target_section)
        entry.per = rate_of(view, count)
        entry.indicator = count.indicator
        noun = count.noun
        if noun is not None and noun.first >= 0:
            entry.counted = (view.words[noun.first].start, view.words[noun.last - 1].end)
        if not count.quantity.percent:
            entry.period = period_of(layers, view, count, entry.status, context)
            entry.part_of = find_whole(view, count, entry, earlier)
            if entry.part_of is not None:
                _follow_whole(layers, view, count, entry, earlier)
            if count.quantity.denominator is not None:
                entry.ratio = (None, None, count.quantity.denominator)
        earlier.append((count, entry))
        fresh.append(entry)
    for count, entry in [pair for pair in earlier if pair[1] in fresh and pair[0].quantity.percent]:
        _percentage(layers, view, count, entry, earlier, context, topic)
    for entry in fresh:
        if entry.period is not None and entry.period != (None, None):
            if entry.status == "target":
                context.target = entry.period
            elif entry.status == "actual" and entry.part_of is None:
                context.paragraph = entry.period
                if entry.period[0] is not None:
                    context.running = entry.period
    return previous


def _follow_whole(
    layers: Layers, view: SentenceView, count: Count, entry: FigureEntry, earlier: list[tuple[Count, FigureEntry]]
) -> None:
    whole = next(other for _, other in earlier if other.id == entry.part_of)
    if sentence_period(layers, view, count) is None:
        entry.period = whole.period
    if entry.indicator is None:
        entry.indicator = whole.indicator


def _percentage(
    layers: Layers,
    view: SentenceView,
    count: Count,
    entry: FigureEntry,
    earlier: list[tuple[Count, FigureEntry]],
    context: Context,
    topic: bool,
) -> None:
    before = [pair for pair in earlier if pair[1] is not entry and pair[0].quantity.start < entry.quantity.start]
    after = [pair[1] for pair in earlier if pair[0].quantity.start > entry.quantity.start and not pair[1].quantity.percent]
    link_percentage(view, count, entry, before, after)
    numerator = entry.ratio[0] if entry.ratio else None
    base = next((other for _, other in earlier if other.id == numerator), None)
    if base is None and is_growth(view, count):
        base = next((other for _, other in reversed(before) if not other.quantity.percent), None)
    if base is not None:
        entry.indicator, entry.period = base.indicator, base.period
    else:
        assign(view, count, before[-1][0] if before else None, topic)
        entry.indicator = count.indicator
        entry.period = period_of(layers, view, count, entry.status, context)


__all__ = ["annotate", "is_now"]
