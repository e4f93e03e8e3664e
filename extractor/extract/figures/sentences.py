"""The walk through a document, sentence by sentence, that carries the context from figure to figure."""

from __future__ import annotations

import bisect
import re

from extractor.extract.figures.actors import Actors
from extractor.extract.figures.context import Context, Period
from extractor.extract.figures.counted import counted
from extractor.extract.figures.dating import period_of_date, usable_dates
from extractor.extract.figures.frames import assign
from extractor.extract.figures.learned.arbiter import Arbiter
from extractor.extract.figures.learned.clues import Situation
from extractor.extract.figures.learned.times import Moment
from extractor.extract.figures.lexicon import contexts, people_acts, time_of
from extractor.extract.figures.nouns import find_nouns, unit_of
from extractor.extract.figures.periods import period_of
from extractor.extract.figures.places import Places
from extractor.extract.figures.rates import rate_of
from extractor.extract.figures.relations import (
    add_up,
    find_whole,
    is_item_of,
    same_number,
    tells_change,
    whole_of_list,
)
from extractor.extract.figures.sections import Sections
from extractor.extract.figures.shares import grows_itself, is_growth, link_percentage
from extractor.extract.figures.status import is_condition, status_of
from extractor.extract.figures.view import Atoms, Count, SentenceView, view_of
from extractor.language.fold import fold
from extractor.language.layers import FigureEntry, Layers
from extractor.language.phrases import words_of

_MOST_NUMBERS = 40  # in one piece of a sentence
_LONGEST_PIECE = 4000  # characters
_SENTENCE_ENDS = '.!?…”"'  # a heading or title has none
_MEMORY = 160  # figures back that a figure may be linked to
_SHORT_LINE = 40  # characters
_MANY_LINES = 8
_WRAPPED_SHARE = 0.5


def _is_mere_part(count: Count, whole: FigureEntry) -> bool:
    """ "kết nạp 96 đảng viên, trong đó 23 công nhân": a stock noun in a part of an act tells the act."""
    acts = count.predicate is not None and count.predicate.side != "carried"
    plain = count.indicator in ("workers", "party_members", "union_members", "enterprises", "unions", "party_cells")
    return plain and not acts and time_of(whole.indicator) in ("flow", "event", "occasion") and count.unit == whole.unit


def _without_menus(layers: Layers) -> str:
    """The document's own words: related links and comments do not say what it is about."""
    spans = [(zone.start, zone.end) for zone in layers.zones if zone.kind == "boilerplate"]
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(layers.text)]
    return "".join(layers.text[start:end] for start, end in zip(starts, ends, strict=True))


def _is_wrapped(text: str) -> bool:
    """Whether lines are broken in the middle of sentences, as in text taken from a printed page."""
    lines = [line.rstrip() for line in text.split("\n") if len(line.strip()) > _SHORT_LINE]
    open_ended = sum(line[-1] not in '.:;!?”"…)' for line in lines)
    return len(lines) >= _MANY_LINES and open_ended > _WRAPPED_SHARE * len(lines)


_CONTINUES = re.compile(r"\s*(?:cụ thể|trong đó|trong số đó|theo đó|số liệu trên|kết quả trên|riêng)(?!\w)")
_ITEM = re.compile(r"\s*(?:[-–•+*▪]|\d{1,2}(?:\.\d{1,2})*\s*[.)/-]|[a-zđ]\s*[.)])\s*\w")


class Walk:
    """State of the walk; `earlier` holds every count with its figure, in text order."""

    def __init__(self, layers: Layers, arbiter: Arbiter | None = None) -> None:
        self.layers = layers
        self.arbiter = arbiter or Arbiter()
        self.places = Places(layers)
        self.actors = Actors(layers.text, self.places.areas.home.name)
        self.context = Context(published=layers.fields.published)
        self.atoms = Atoms(layers)
        self.numbers = sorted(quantity.start for quantity in layers.numbers if quantity.kind == "figure")
        self.earlier: list[tuple[Count, FigureEntry]] = []
        self.previous: Count | None = None
        self.main: Count | None = None  # the first whole of the last sentence that told figures
        self.listed: FigureEntry | None = None  # what the items of the list at hand break down
        self.in_item = False
        self.classifiers: dict[str, str] = {}  # the family that each classifier was last named with
        self.last_end = 0
        own = _without_menus(layers)
        self.wrapped = _is_wrapped(own)
        self.sections = Sections(layers, self.context)
        self.topic = any(True for _ in contexts()["party_class"].book.find(words_of(fold(own))))

    def sentence(self, start: int, end: int) -> None:
        """Read the figures of one sentence and carry the context on.

        What has no end for pages on is read piece by piece, so that the work grows with the text and no faster.
        """
        while start < end:
            piece = self._piece_end(start, end)
            self._piece(start, piece)
            start = piece

    def _piece_end(self, start: int, end: int) -> int:
        numbers = self.numbers[bisect.bisect_left(self.numbers, start) :][: _MOST_NUMBERS + 1]
        if len(numbers) > _MOST_NUMBERS and start < numbers[-1] < end:
            end = numbers[-1]
        if end - start <= _LONGEST_PIECE:
            return end
        blank = self.layers.text.rfind(" ", start + 1, start + _LONGEST_PIECE)
        return blank if blank > start else start + _LONGEST_PIECE

    def _piece(self, start: int, end: int) -> None:
        layers, context = self.layers, self.context
        gap = layers.text[self.last_end : start]
        context.continued = _CONTINUES.match(layers.folded, start) is not None
        item = "\n" in gap and _ITEM.match(layers.text, start) is not None
        new_paragraph = not context.continued and ("\n\n" in gap or item or ("\n" in gap and not self.wrapped))
        if new_paragraph:
            context.paragraph = context.target = context.said = None
            self.in_item = item
            if item and (context.heading or context.title):
                context.running = None
            if not item:
                context.intro = self.listed = None
                context.in_target_list = False
        self.last_end = end
        view = view_of(layers, start, end, self.atoms)
        self.sections.heading(view)
        self.places.sentence(view, new_paragraph)
        self.actors.sentence(view, self.places.areas.between(start, end))
        if view.counts:
            self._figures(view)
        if layers.text[start:end].rstrip().endswith(":"):
            intro = [period_of_date(date) for _, date in usable_dates(layers, view)]
            context.intro = intro[-1] if intro else context.intro
            letter = layers.fields.kind == "official_letter"
            context.in_target_list = letter and any(hit.label == "target" for hit in view.cues["status"])
        self.places.close(view)
        self.actors.close(view)
        told = [date for _, date in usable_dates(layers, view)]
        if not view.counts and told and layers.text[start:end].rstrip()[-1:] in _SENTENCE_ENDS:
            context.said = self._date_of_clause(view)
        for date in told:
            if date.from_day or date.to_day:
                context.told.append((date.from_day, date.to_day))
                if context.main is None and date.from_day and date.to_day and date.from_day[:7] != date.to_day[:7]:
                    context.main = (date.from_day, date.to_day)

    def _date_of_clause(self, view: SentenceView) -> Period | None:
        """The time that a sentence without figures tells: the one that opens it, else the last one."""
        dates = usable_dates(self.layers, view)
        opening = [date for word, date in dates if word == 0]
        return period_of_date((opening or [date for _, date in dates[-1:]])[0])

    def _figures(self, view: SentenceView) -> None:
        if self.context.continued and self.main is not None:
            self.previous = self.main
        find_nouns(view, self.previous, self.classifiers)
        for count in view.counts:
            count.unit = unit_of(count)
            count.condition = is_condition(view, count)
        fresh = [(count, self._entry(count)) for count in view.counts]
        for count, entry in fresh:
            if not count.quantity.percent:
                self._count(view, count, entry)
        for count, entry in fresh:
            if count.quantity.percent:
                self._percentage(view, count, entry)
        add_up(view, fresh)
        if self.layers.text[view.start : view.end].rstrip().endswith(":"):
            whole = whole_of_list(view, fresh)
            self.listed = whole[1] if whole is not None else None
        wholes = [count for count, entry in fresh if not (count.depth or count.quantity.percent or entry.part_of)]
        self.main = wholes[0] if wholes and not self.context.continued else self.main
        for count, entry in fresh:
            before = self._before(entry)
            entry.counted = counted(view, count, self.layers.text, before[-1] if before else None)
            entry.place = self.places.of(view, count, entry)
            entry.actor, _ = self.actors.of(view, count, entry, before)

    def _entry(self, count: Count) -> FigureEntry:
        entry = FigureEntry(id=f"f{len(self.earlier) + 1}", quantity=count.quantity, unit=count.unit)
        self.earlier.append((count, entry))
        return entry

    def _before(self, entry: FigureEntry) -> list[tuple[Count, FigureEntry]]:
        return [pair for pair in self.earlier[-_MEMORY:] if pair[1].quantity.start < entry.quantity.start]

    def _count(self, view: SentenceView, count: Count, entry: FigureEntry) -> None:
        before = [pair for pair in self._before(entry) if not pair[0].quantity.percent]
        goes_on = self.context.continued and self.previous is self.main
        assign(view, count, self._told_before(view, count), self.topic, goes_on)
        entry.indicator, entry.unit = count.indicator, count.unit
        self._describe(view, count, entry)
        entry.part_of = find_whole(view, count, entry, before)
        if entry.part_of is None and self._breaks_down_list(view, count, entry):
            assert self.listed is not None
            entry.part_of, count.unit = self.listed.id, self.listed.unit
        whole = next((other for _, other in before if other.id == entry.part_of), None)
        if whole is not None and (count.indicator is None or _is_mere_part(count, whole)):
            count.indicator = whole.indicator
        if whole is not None and count.unit == "other" and count.noun is None:
            count.unit = whole.unit
        taken_up = same_number(view, count, before)
        if taken_up is not None:
            count.indicator, count.rule = taken_up.indicator, "taken_up"
            entry.part_of = None if entry.part_of == taken_up.id else entry.part_of
        self._keep(count, entry)
        if count.quantity.denominator is not None:
            entry.ratio = (None, None, count.quantity.denominator)
        self._decide(view, count, entry)
        self._period(view, count, entry, whole or taken_up)
        self.previous = count

    def _told_before(self, view: SentenceView, count: Count) -> Count | None:
        """The figure that this one may go on from: not one in brackets that are closed by then."""
        if self.previous is None or self.previous.depth <= count.depth or self.previous not in view.counts:
            return self.previous
        outside = [
            other
            for other in view.counts
            if other.word < count.word and other.depth <= count.depth and not other.quantity.percent
        ]
        return outside[-1] if outside else self.previous

    def _decide(self, view: SentenceView, count: Count, entry: FigureEntry) -> None:
        before = self._before(entry)
        context = self.context
        self.arbiter.decide(
            Situation(
                view=view,
                count=count,
                entry=entry,
                previous=before[-1][0] if before else None,
                kind=self.layers.fields.kind,
                topic=self.topic,
                in_target_section=context.in_target_section,
            )
        )

    def _breaks_down_list(self, view: SentenceView, count: Count, entry: FigureEntry) -> bool:
        """Whether the figure is the first of an item of a list that breaks down a figure told before it."""
        if self.listed is None or not self.in_item or count.depth:
            return False
        first = next(other for other in view.counts if not other.quantity.percent)
        return count is first and entry.id != self.listed.id and is_item_of(count, entry, self.listed)

    def _describe(self, view: SentenceView, count: Count, entry: FigureEntry) -> None:
        """Status and rate."""
        entry.status = status_of(view, count, self.context)
        entry.per = rate_of(view, count)
        grown = self.previous if self.previous in view.counts and tells_change(view, count) else None
        if entry.per is None and not count.quantity.percent and grown is not None and grown.unit == count.unit:
            entry.per = next((other.per for c, other in self.earlier if c is grown), None)

    def _keep(self, count: Count, entry: FigureEntry) -> None:
        """Write what was found on the count to its figure."""
        if count.noun is None and count.indicator in people_acts() and not count.quantity.percent:
            count.unit = "person"
        entry.indicator, entry.unit, entry.rule = count.indicator, count.unit, count.rule

    def _period(self, view: SentenceView, count: Count, entry: FigureEntry, whole: FigureEntry | None) -> None:
        context = self.context
        here = {id(other) for other in view.counts}
        before = [
            o
            for c, o in self._before(entry)
            if id(c) not in here or (c.depth <= count.depth and not c.quantity.percent)
        ]
        previous = before[-1] if before else None
        ruled = period_of(self.layers, view, count, entry, context, previous, whole)
        entry.period = self.arbiter.date(Moment(self.layers, view, count, entry, context, previous, whole), ruled)
        if entry.status == "actual" and self._is_to_come(entry.period):
            entry.status = "target"
        if entry.period is None:
            return
        if entry.period == (None, None):  # today, in a document without a day
            context.paragraph = context.paragraph or entry.period
            return
        if entry.status == "target":
            context.target = entry.period
        elif entry.status == "actual" and entry.part_of is None and not count.depth and view.words[0].text != "riêng":
            context.paragraph = entry.period
            if entry.period[0] is not None and entry.period[0][:7] != (entry.period[1] or "")[:7]:
                context.running = entry.period

    def _is_to_come(self, period: Period | None) -> bool:
        published = self.context.published[1] if self.context.published else None
        return published is not None and period is not None and period[0] is not None and period[0] > published

    def _percentage(self, view: SentenceView, count: Count, entry: FigureEntry) -> None:
        self._describe(view, count, entry)
        before = self._before(entry)
        after = [
            o
            for c, o in self.earlier[-_MOST_NUMBERS:]
            if o.quantity.start > entry.quantity.start and not c.quantity.percent
        ]
        link_percentage(view, count, entry, before, after)
        by_id = {other.id: other for _, other in self.earlier[-_MEMORY:]}
        numerator, denominator, _ = entry.ratio or (None, None, None)
        base = by_id.get(numerator or "")
        last = before[-1][0] if before else None
        if base is None and denominator is not None:
            whole = by_id[denominator]
            assign(view, count, last, self.topic)
            own_act = count.predicate is not None and count.predicate.side != "carried" and entry.part_of is None
            count.indicator = count.indicator if own_act else whole.indicator
            self._keep(count, entry)
            entry.period = whole.period
            return
        if base is None and is_growth(view, count) and not grows_itself(view, count):
            counts = [(c, other) for c, other in reversed(before) if not c.quantity.percent]
            here = [(c, other) for c, other in counts if any(c is own for own in view.counts)]
            opens = view.words[0].text in ("tăng", "giảm", "so")
            base = next((other for c, other in (counts if opens else here) if c.depth <= count.depth), None)
        if base is not None:
            entry.indicator, entry.period, entry.rule = base.indicator, base.period, "as_base"
            return
        assign(view, count, last, self.topic)
        self._keep(count, entry)
        self._decide(view, count, entry)
        self._period(view, count, entry, None)
