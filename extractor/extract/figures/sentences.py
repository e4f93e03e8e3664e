"""The walk through a document, sentence by sentence, that carries the context from figure to figure."""

from __future__ import annotations

from collections.abc import Callable

from extractor.extract.figures import periods
from extractor.extract.figures.context import Context, Period
from extractor.extract.figures.frames import assign
from extractor.extract.figures.lexicon import contexts
from extractor.extract.figures.nouns import find_nouns, unit_of
from extractor.extract.figures.relations import find_whole, is_growth, link_percentage
from extractor.extract.figures.status import heading_kind, rate_of, status_of
from extractor.extract.figures.view import Count, SentenceView, view_of
from extractor.language.layers import DateMention, FigureEntry, Layers
from extractor.language.phrases import words_of

Chooser = Callable[[FigureEntry, list[periods.Candidate]], tuple[Period | None, float]]

_HEADING_LENGTH = 120  # characters; longer lines are text
_SHORT_LINE = 40  # characters
_MANY_LINES = 8
_WRAPPED_SHARE = 0.5
_EVENT_DAYS = 7  # an event lasts a week at most
_PERSON_INDICATORS = frozenset({"nominated", "admitted", "trained", "applicants", "union_members_recruited"})


def _is_wrapped(text: str) -> bool:
    """Whether lines are broken in the middle of sentences, as in text taken from a printed page."""
    lines = [line.rstrip() for line in text.split("\n") if len(line.strip()) > _SHORT_LINE]
    open_ended = sum(line[-1] not in ".:;!?”\"…)" for line in lines)
    return len(lines) >= _MANY_LINES and open_ended > _WRAPPED_SHARE * len(lines)


class Walk:
    """State of the walk; `earlier` holds every count with its figure, in text order."""

    def __init__(self, layers: Layers, chooser: Chooser) -> None:
        self.layers = layers
        self.chooser = chooser
        self.context = Context(published=layers.fields.published)
        self.earlier: list[tuple[Count, FigureEntry]] = []
        self.previous: Count | None = None
        self.last_end = 0
        self.wrapped = _is_wrapped(layers.text)
        self._remember_event()
        self._remember_title()
        self.topic = any(True for _ in contexts()["party_class"].book.find(words_of(layers.folded)))

    def sentence(self, start: int, end: int) -> None:
        """Read the figures of one sentence and carry the context on."""
        layers, context = self.layers, self.context
        gap = layers.text[self.last_end : start]
        if "\n\n" in gap or ("\n" in gap and not self.wrapped):
            context.paragraph = context.target = None
            context.paragraph_figures = 0
            context.paragraphs += 1
        self.last_end = end
        view = view_of(layers, start, end)
        self._heading(view)
        if view.counts:
            self._figures(view)
        told = [date for _, date in view.dates if date.kind != "duration" and not self._is_publication(date)]
        context.sentence_dates = [(date.from_day, date.to_day) for date in told if date.to_day]
        for date in told:
            if date.from_day or date.to_day:
                context.pool[date.from_day, date.to_day] = context.paragraphs
                if context.main is None and date.from_day and date.to_day and date.from_day[:7] != date.to_day[:7]:
                    context.main = (date.from_day, date.to_day)

    def _heading(self, view: SentenceView) -> None:
        """Open or close a section of targets when the sentence is a heading; take its date as the section's period."""
        context, layers = self.context, self.layers
        dates = [(date.from_day, date.to_day) for _, date in view.dates if date.from_day and date.to_day]
        if view.end - view.start > _HEADING_LENGTH:
            return
        kind = heading_kind(layers.folded[view.start : view.end])
        text = layers.text[view.start : view.end].strip()
        if text[-1:] in ".;," and not text.isupper():
            return
        if dates:
            context.section = dates[-1]
        if kind is not None:
            context.in_target_section = kind == "target"
            context.running = None
            context.heading = dates[-1] if dates else None

    def _remember_event(self) -> None:
        """The day of the event that the document reports: the first short time of its text."""
        for date in self.layers.dates:
            if date.kind == "duration" or self._is_publication(date) or not (date.from_day and date.to_day):
                continue
            if self.layers.zone_at(date.start) in ("letterhead", "boilerplate"):
                continue
            if date.from_day[:7] == date.to_day[:7] and int(date.to_day[8:]) - int(date.from_day[8:]) < _EVENT_DAYS:
                self.context.event = (date.from_day, date.to_day)
                return

    def _remember_title(self) -> None:
        """The time in the document's title or subject ("Báo cáo … năm 2021")."""
        heads = [" ".join(head.split()) for head in (self.layers.fields.title, self.layers.fields.subject) if head]
        for date in self.layers.dates:
            quoted = " ".join(self.layers.text[date.start : date.end].split())
            if date.from_day and date.to_day and any(quoted in head for head in heads):
                self.context.title = (date.from_day, date.to_day)
                return

    def _is_publication(self, date: DateMention) -> bool:
        span = self.layers.fields.published_span
        return date.is_publication or (span is not None and date.start < span[1] and span[0] < date.end)

    def _figures(self, view: SentenceView) -> None:
        find_nouns(view, self.previous)
        for count in view.counts:
            count.unit = unit_of(count)
            if not count.quantity.percent:
                assign(view, count, self.previous, self.topic)
                if count.noun is None and count.indicator in _PERSON_INDICATORS:
                    count.unit = "person"
                self.previous = count
        fresh: list[tuple[Count, FigureEntry]] = []
        for count in view.counts:
            entry = self._entry(view, count)
            self.earlier.append((count, entry))
            fresh.append((count, entry))
            if not count.quantity.percent:
                self._count(view, count, entry)
        for count, entry in fresh:
            if count.quantity.percent:
                self._percentage(view, count, entry)

    def _entry(self, view: SentenceView, count: Count) -> FigureEntry:
        entry = FigureEntry(id=f"f{len(self.earlier) + 1}", quantity=count.quantity, unit=count.unit, rule=count.rule)
        entry.status = status_of(view, count, self.context.in_target_section)
        entry.per = rate_of(view, count)
        entry.indicator = count.indicator
        noun = count.noun
        if noun is not None and noun.first >= 0:
            entry.counted = (view.words[noun.first].start, view.words[noun.last - 1].end)
        return entry

    def _count(self, view: SentenceView, count: Count, entry: FigureEntry) -> None:
        entry.part_of = find_whole(view, count, entry, self.earlier[:-1])
        whole = next((other for _, other in self.earlier if other.id == entry.part_of), None)
        if whole is not None and entry.indicator is None:
            entry.indicator = whole.indicator
        if count.quantity.denominator is not None:
            entry.ratio = (None, None, count.quantity.denominator)
        self._period(view, count, entry, whole)

    def _period(self, view: SentenceView, count: Count, entry: FigureEntry, whole: FigureEntry | None) -> None:
        context = self.context
        before = [other for _, other in self.earlier if other.quantity.start < entry.quantity.start]
        previous = before[-1] if before else None
        found = periods.candidates(self.layers, view, count, entry, context, previous, whole)
        entry.period, margin = self.chooser(entry, found)
        entry.confidence = round(margin / (1 + margin), 2) if margin >= 0 else None
        context.paragraph_figures += 1
        if entry.period is None:
            return
        if not context.seen or context.seen[-1] != entry.period:
            context.seen.append(entry.period)
        if entry.status == "target":
            context.target = entry.period
        elif entry.status == "actual" and entry.part_of is None:
            context.paragraph = entry.period
            if entry.period[0] is not None:
                context.running = entry.period

    def _percentage(self, view: SentenceView, count: Count, entry: FigureEntry) -> None:
        before = [pair for pair in self.earlier if pair[1].quantity.start < entry.quantity.start]
        after = [o for c, o in self.earlier if o.quantity.start > entry.quantity.start and not c.quantity.percent]
        link_percentage(view, count, entry, before, after)
        by_id = {other.id: other for _, other in self.earlier}
        numerator, denominator, _ = entry.ratio or (None, None, None)
        base = by_id.get(numerator or "")
        last = before[-1][0] if before else None
        if base is None and denominator is not None:
            whole = by_id[denominator]
            assign(view, count, last, self.topic)
            own_act = count.predicate is not None and count.predicate.side != "carried" and entry.part_of is None
            entry.indicator = count.indicator if own_act else whole.indicator
            entry.period = whole.period
            return
        if base is None and is_growth(view, count):
            base = next((other for c, other in reversed(before) if not c.quantity.percent), None)
        if base is not None:
            entry.indicator, entry.period = base.indicator, base.period
            return
        assign(view, count, last, self.topic)
        entry.indicator = count.indicator
        self._period(view, count, entry, None)
