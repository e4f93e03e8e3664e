"""The walk through a document, sentence by sentence, that carries the context from figure to figure."""

from __future__ import annotations

import bisect
import re

from extractor.extract.figures.actors import Actors
from extractor.extract.figures.context import Context, Period
from extractor.extract.figures.counted import counted
from extractor.extract.figures.frames import assign
from extractor.extract.figures.lexicon import contexts, people_acts, time_of
from extractor.extract.figures.nouns import find_nouns, unit_of
from extractor.extract.figures.periods import is_reference, period_of, period_of_date, usable_dates
from extractor.extract.figures.places import Places
from extractor.extract.figures.relations import (
    add_up,
    find_whole,
    grows_itself,
    is_growth,
    is_item_of,
    link_percentage,
    same_number,
    tells_change,
    whole_of_list,
)
from extractor.extract.figures.status import (
    heading_kind,
    heading_level,
    is_condition,
    looks_ahead,
    names_indicators,
    rate_of,
    status_of,
)
from extractor.extract.figures.view import Atoms, Count, SentenceView, view_of
from extractor.language.layers import DateMention, FigureEntry, Layers
from extractor.language.phrases import words_of

_MOST_NUMBERS = 40  # in one piece of a sentence
_LONGEST_PIECE = 4000  # characters
_SENTENCE_ENDS = '.!?…”"'  # a heading or title has none
_MEMORY = 160  # figures back that a figure may be linked to
_HEADING_LENGTH = 120  # characters; longer lines are text
_SHORT_LINE = 40  # characters
_MANY_LINES = 8
_WRAPPED_SHARE = 0.5
_EVENT_DAYS = 7  # an event lasts a week at most


def _is_mere_part(count: Count, whole: FigureEntry) -> bool:
    """ "kết nạp 96 đảng viên, trong đó 23 công nhân": a stock noun in a part of an act tells the act."""
    acts = count.predicate is not None and count.predicate.side != "carried"
    plain = count.indicator in ("workers", "party_members", "union_members", "enterprises", "unions", "party_cells")
    return plain and not acts and time_of(whole.indicator) in ("flow", "event", "occasion") and count.unit == whole.unit


def _is_wrapped(text: str) -> bool:
    """Whether lines are broken in the middle of sentences, as in text taken from a printed page."""
    lines = [line.rstrip() for line in text.split("\n") if len(line.strip()) > _SHORT_LINE]
    open_ended = sum(line[-1] not in '.:;!?”"…)' for line in lines)
    return len(lines) >= _MANY_LINES and open_ended > _WRAPPED_SHARE * len(lines)


_TITLE_OF_SECTION = re.compile(
    r"\s*(?:(?:[IVX]{1,5}|[A-H])\s*[-.–)/]\s*)?[^\Wa-zà-ỹ]{3}[^a-zà-ỹ]*\Z|\s*[IVX]{1,5}\s*[-.–)/]"
)
# documents that set out what will be done: plans, programmes, schemes, invitations, proposals
_PLAN_NUMBER = re.compile(r"(?<![^\W_])(?:KH|CTr|CTR|ĐA|PA|GM|TTr|TTR)(?![^\W_])")
_REPORT_NUMBER = re.compile(r"(?<![^\W_])BC(?![^\W_])")
_CONTINUES = re.compile(r"\s*(?:cụ thể|trong đó|trong số đó|theo đó|số liệu trên|kết quả trên|riêng)(?!\w)")
_BULLET = re.compile(r"\s*[-–•+*▪]")
_ITEM = re.compile(r"\s*(?:[-–•+*▪]|\d{1,2}(?:\.\d{1,2})*\s*[.)/-]|[a-zđ]\s*[.)])\s*\w")


def _is_date_alone(view: SentenceView) -> bool:
    """A heading that is no more than a time ("D. Năm 2015", "* 6 tháng cuối năm 2015:")."""
    others = [word for word in view.words if word.text[0].isalpha() and len(word.text) > 1]
    return len(view.dates) == 1 and not others


class Walk:
    """State of the walk; `earlier` holds every count with its figure, in text order."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
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
        self.dated: int | None = None  # level of the heading whose date governs its section
        self.classifiers: dict[str, str] = {}  # the family that each classifier was last named with
        self.last_end = 0
        self.section: int | None = None  # level of the heading that opened a section of what was done
        self.plan = _PLAN_NUMBER.search(layers.fields.number or "") is not None
        self.report = _REPORT_NUMBER.search(layers.fields.number or "") is not None
        self.wrapped = _is_wrapped(layers.text)
        self._remember_event()
        self._remember_title()
        self.context.in_target_section = self.plan
        self.topic = any(True for _ in contexts()["party_class"].book.find(words_of(layers.folded)))

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
        self._heading(view)
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

    def _heading(self, view: SentenceView) -> None:
        """Open or close a section of targets when the sentence is a heading; take its date as the section's period."""
        context, layers = self.context, self.layers
        dates = [period for _, date in view.dates if (period := period_of_date(date)) is not None]
        if view.end - view.start > _HEADING_LENGTH:
            return
        folded = layers.folded[view.start : view.end]
        kind = heading_kind(folded)
        text = layers.text[view.start : view.end].strip()
        if text[-1:] in ".;," and not text.isupper():
            return
        level = heading_level(text)
        if level is not None and self.dated is not None and level <= self.dated:
            context.heading = self.dated = None
        if dates:
            context.section = dates[-1]
            numbered = level is not None or text.endswith(":")
            if numbered and dates[-1][0] != dates[-1][1] and _is_date_alone(view):
                context.heading = dates[-1]
                context.in_target_section = self._to_come(dates)
            elif level is not None and not view.counts and text.endswith(")"):
                context.heading, self.dated = dates[-1], level  # "1. Về nông nghiệp (tính đến ngày 15/5/2024)"
        elif _TITLE_OF_SECTION.match(layers.text, view.start):
            context.heading = context.intro = None
        if self.plan and kind is None and self.section is not None and level is not None and level <= self.section:
            self.section = None  # what a plan sets out goes on where its account of the situation ends
            context.in_target_section = True
        item = _BULLET.match(text) is not None and (bool(view.counts) or not text.endswith(":"))
        if kind is not None and not self._within(kind, heading_level(text), item, folded, dates):
            context.in_target_section = kind == "target"
            context.running = None
            context.heading = dates[-1] if dates else None

    def _within(self, kind: str, level: int | None, item: bool, folded: str, dates: list[Period]) -> bool:
        """Whether a heading only divides the section that it stands in, or is an item of a list that tells figures.

        "II. Kết quả" is not ended by "1. Nhiệm vụ tuyên truyền", but by "III. Nhiệm vụ năm 2015" or "2. Phương hướng".
        "Chỉ tiêu" alone heads the aims of a plan, in a report what came of them.
        """
        if level is None and item:
            return True
        weak = kind == "target" and not looks_ahead(folded)
        if weak and self.section is not None and level is not None and level > self.section:
            return True
        if weak and self.report and names_indicators(folded) and not self._to_come(dates):
            return True
        self.section = level if kind == "actual" else None
        return False

    def _to_come(self, dates: list[Period]) -> bool:
        """Whether one of the times of a heading ends after the document was published."""
        published = self.context.published[1] if self.context.published else None
        return published is not None and any(end is not None and end > published for _, end in dates)

    def _remember_event(self) -> None:
        """The day of the event that the document reports: the first short time of its text."""
        for date in self.layers.dates:
            if date.kind == "duration" or self._is_publication(date) or not (date.from_day and date.to_day):
                continue
            if self._is_quoted(date) or is_reference(self.layers, date):
                continue
            if self.layers.zone_at(date.start) in ("letterhead", "boilerplate"):
                continue
            if date.from_day[:7] == date.to_day[:7] and int(date.to_day[8:]) - int(date.from_day[8:]) < _EVENT_DAYS:
                self.context.event = (date.from_day, date.to_day)
                return

    def _is_quoted(self, date: DateMention) -> bool:
        """ “Giải thưởng 28.7”: a day that closes a name in quotes."""
        return self.layers.text[date.end : date.end + 1] in {"”", '"'}

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
        entry.period = period_of(self.layers, view, count, entry, context, previous, whole)
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
        self._period(view, count, entry, None)
