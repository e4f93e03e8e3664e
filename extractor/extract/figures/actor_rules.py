"""The rules by which the actor of a figure is chosen, clause by clause; each gives its reason."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.extract.figures.actor_phrases import Phrase
from extractor.extract.figures.actor_verbs import book, verb_at, words
from extractor.extract.figures.view import NUMBER, ORGANISATION, Count, SentenceView
from extractor.language.layers import FigureEntry

_OWNER_REACH = 4  # words between the counted phrase and "từ Chi bộ A"
_AUXILIARIES = 3  # words: "đã vừa bầu"
_REACH = 10  # words after the number in which an agent may be told
_BODIES = frozenset({"organisation", "body", "area", "event"})


@dataclass(slots=True)
class Clause:
    """What the rules look at: the figure in its sentence, the possible actors, the figures before."""

    view: SentenceView
    count: Count
    entry: FigureEntry
    phrases: list[Phrase]
    verbs: frozenset[int]  # where governing predicates begin
    before: list[tuple[Count, FigureEntry]]
    areas: dict[int, str | None]  # word index of an area's mention -> its name, None for a class word alone
    goes_on: bool  # the sentence before was left open: "…, gồm:"
    home: str | None  # the area that the document is about

    def named_area(self, phrase: Phrase) -> str | None:
        """The name of the area that a phrase is, if it is one with a name."""
        return next((name for word, name in self.areas.items() if phrase.first <= word < phrase.last and name), None)

    @property
    def previous(self) -> FigureEntry | None:
        """The figure before in the same sentence."""
        if self.before and self.view.start <= self.before[-1][1].quantity.start < self.view.end:
            return self.before[-1][1]
        return None


Found = tuple[Phrase | None, FigureEntry | None, str]  # a phrase, or a figure that shares its actor; and the reason

NOBODY: Found = (None, None, "nobody")


def speaks(view: SentenceView, phrase: Phrase) -> bool:
    """Whether the phrase only says what follows: "ông A cho biết", "theo Sở B"."""
    if phrase.first and view.words[phrase.first - 1].text == "theo":
        return True
    return phrase.verb >= 0 and book("speech", "words").at(view.words, phrase.verb) is not None


def _noun_end(clause: Clause) -> int:
    """Index after the counted phrase on the right of the number."""
    last = clause.count.word + 1
    if clause.entry.counted is not None:
        while last < len(clause.view.words) and clause.view.words[last].start < clause.entry.counted[1]:
            last += 1
    return last


def _age(clause: Clause) -> Found | None:
    view, word = clause.view, clause.count.word
    near = view.text_words(max(0, word - 1), word) + view.text_words(word + 1, word + 2)
    people = [phrase for phrase in clause.phrases if phrase.kind == "person" and phrase.last <= word]
    if "tuổi" not in near or clause.entry.status == "condition" or clause.count.quantity.value_max is not None:
        return None
    first = max(view.segments[clause.count.segment].first, view.previous_number(word))
    if words("age", "of_many") & set(view.text_words(first, word)):
        return NOBODY
    return (people[-1], None, "age") if people else None


def _base(clause: Clause) -> Found | None:
    """A share has the actor of what it is a share of; a growth that of the figure before."""
    numerator, denominator, _ = clause.entry.ratio or (None, None, None)
    for linked in (numerator, denominator):
        for _, other in clause.before:
            if linked is not None and other.id == linked:
                return (None, other, "base")
    if clause.count.quantity.percent and clause.entry.ratio is None and clause.previous is not None:
        return (None, clause.previous, "growth")
    return None


def _agent(clause: Clause) -> Found | None:
    """ "… do Trung tâm mở", "… được LĐLĐ tỉnh khảo sát", "275 của Công an tỉnh"."""
    view = clause.view
    end = _noun_end(clause)
    stop = min(view.next_number(clause.count.word), end + _REACH)
    for phrase in clause.phrases:
        if not clause.count.word < phrase.first < stop:
            continue
        before = view.words[phrase.first - 1].text
        heads = phrase.kind == "person" and "làm" in view.text_words(phrase.last, phrase.last + 2)
        passive = before in words("agent", "passive") and phrase.verb >= 0 and phrase.kind in _BODIES
        if passive or (before in words("agent", "by") and not heads):
            return (phrase, None, "agent")
        reach = _OWNER_REACH if before in words("agent", "far_owner") else 0
        near = before in words("agent", "owner") and phrase.first - 1 <= end + reach
        if near and phrase.kind == "organisation":
            return (phrase, None, "owner")
    return None


def _giver(clause: Clause) -> Found | None:
    """ "Tặng Giấy khen của Công đoàn ngành cho 12 tập thể"."""
    view, word = clause.view, clause.count.word
    first = max(view.segments[clause.count.segment].first, view.previous_number(word))
    for phrase in reversed(clause.phrases):
        if first < phrase.first and phrase.last < word and phrase.kind == "organisation":
            given = view.words[phrase.last].text == "cho" and phrase.last + 1 == word
            return (phrase, None, "giver") if given and _before(view, phrase) == "của" else None
    return None


def _owner(clause: Clause) -> Found | None:
    """ "số chi bộ thuộc Đảng bộ Khối là 51 đơn vị"."""
    view, word = clause.view, clause.count.word
    first = max(view.segments[clause.count.segment].first, view.previous_number(word))
    for phrase in reversed(clause.phrases):
        if first <= phrase.first and phrase.last <= word and phrase.kind == "organisation":
            told = set(view.text_words(phrase.last, word)) <= words("agent", "told_by")
            if told and phrase.first and view.words[phrase.first - 1].text in words("agent", "left_owner"):
                return (phrase, None, "owner")
    return None


def _host(clause: Clause) -> Found | None:
    """ "Nhà máy A (11 đ/c)", "Công ty B: 128 đồng chí", "Chi bộ C có …"."""
    view, word = clause.view, clause.count.word
    segment = view.segments[clause.count.segment]
    for phrase in reversed(clause.phrases):
        if phrase.last == word and phrase.kind == "area" and clause.named_area(phrase) not in (None, clause.home):
            return (None, None, "other_area")  # "Thủy Nguyên 312 người"
        if phrase.last > word or phrase.each or phrase.kind not in ("organisation", "person", "body"):
            continue
        between = [text for text in view.text_words(phrase.last, word) if text not in words("host", "hedges")]
        if NUMBER in between:
            return None
        if phrase.kind == "person" and phrase.verb >= 0:
            return None
        if segment.depth and phrase.last == segment.first and view.words[phrase.last].text == "(":
            return (phrase, None, "bracket")
        if between == ["với"] and phrase.kind == "organisation":
            return (phrase, None, "with")
        if not between or (between[:1] == [":"] and not any(text[0].isalpha() for text in between[1:])):
            return (phrase, None, "label")
        return None
    return None


def _clause_start(clause: Clause) -> int:
    """Where the coordinated clauses of the figure begin: after the last semicolon before it."""
    view = clause.view
    depth = view.segments[clause.count.segment].depth
    for segment in reversed(view.segments[: clause.count.segment + 1]):
        if segment.opener == ";" and segment.depth <= depth:
            return segment.first + 1
    return 0


def _is_subject(clause: Clause) -> bool:
    """Whether the counted thing itself is the subject of a verb: "13 đồng chí được kết nạp"."""
    view, word = clause.view, clause.count.word
    first = max(view.segments[clause.count.segment].first, view.previous_number(word))
    for index in range(first, word):
        if view.words[index].text in words("new_statement", "lead"):
            continue
        if verb_at(view, index, clause.verbs) and book("subject", "openers").at(view.words, index) is None:
            return False
    after = range(word + 1, min(view.next_number(word), view.segments[clause.count.segment].last))
    return any(view.words[index].text in words("new_statement", "verbs") for index in after)


def _before(view: SentenceView, phrase: Phrase) -> str:
    """The word before a phrase; before the first of several bodies in a row."""
    at = phrase.first - 1 - phrase.each
    row = at > 1 and view.words[at].text == "và"
    while row and at > 1 and view.words[at].text in {"và", ","} and view.words[at - 1].text == ORGANISATION:
        at -= 2
    while phrase.kind == "person" and at >= 0 and view.words[at].text in words("person", "honorifics"):
        at -= 1
    return view.words[at].text if at >= 0 else "^"


def _can_open(view: SentenceView, phrase: Phrase) -> bool:
    """Whether the word before a phrase lets it be a subject ("phối hợp với Công đoàn B" does not)."""
    before = _before(view, phrase)
    if before in words("host", "at") and phrase.kind == "organisation":
        opens = phrase.first <= view.segments[view.segment_of[phrase.first]].first + 2
        return opens and phrase.verb == phrase.last  # "tại Công ty A có 640 công nhân"
    if phrase.opens:
        return True
    if phrase.kind in ("area", "event") and phrase.last - phrase.first <= 2 and before.isalpha():
        return before in words("area", "after")
    if phrase.kind == "body" and before in words("bare", "not_after"):
        return False
    return before not in words("subject", "not_after")


def _does(view: SentenceView, phrase: Phrase, section: str) -> bool:
    """Whether the verb of a phrase, after auxiliaries, is one of a list."""
    stop = min(phrase.verb + _AUXILIARIES, len(view.words))
    return any(book(section, "words").at(view.words, at) is not None for at in range(phrase.verb, stop))


def _subject(clause: Clause) -> Found | None:
    """The subject of the coordinated clauses up to the figure; of the whole sentence for its first figure."""
    found = _subject_from(clause, _clause_start(clause))
    return found if found is not None or clause.previous is not None else _subject_from(clause, 0)


def _subject_from(clause: Clause, start: int) -> Found | None:
    view, word = clause.view, clause.count.word
    fresh = view.previous_number(word)
    for phrase in reversed(clause.phrases):
        if phrase.last > word or phrase.first < start or phrase.verb < 0 or phrase.verb > word or phrase.agent:
            continue
        if speaks(view, phrase) or not _can_open(view, phrase):
            continue
        verb = view.words[phrase.verb].text
        if phrase.kind == "thing" and (phrase.first < fresh or verb in words("subject", "states")):
            continue
        if phrase.kind == "event" and not _does(view, phrase, "event_acts"):
            return (None, None, "event")
        if phrase.kind in ("area", "body") and verb == "là":
            return (None, None, "described")
        if phrase.kind == "area" and clause.named_area(phrase) not in (None, clause.home):
            return (None, None, "other_area")
        if view.segments[view.segment_of[phrase.first]].depth > view.segments[clause.count.segment].depth:
            continue
        if _does(view, phrase, "happening"):
            return (None, None, "happening")
        giving = clause.entry.indicator in words("receiving", "indicators")
        if giving and (phrase.each or verb in words("receiving", "words")):
            if phrase.kind == "thing":
                continue  # "mỗi người được 2 triệu đồng"
            return (None, None, "receiver")
        own = phrase.last > max(fresh, view.segments[clause.count.segment].first)
        if own:
            return (phrase, None, "own_subject")
        if phrase.last > fresh:
            return (phrase, None, "subject")
        if clause.previous is not None:
            return (None, clause.previous, "carried")
    return None


def _follows(clause: Clause) -> Found:
    """Without a subject of its own: the figure before in the sentence, unless a new statement begins."""
    view, previous = clause.view, clause.previous
    lead = view.text_words(0, 3)
    if previous is None and book("subject", "fronted").at(view.words, 0) is not None:
        after = [p for p in clause.phrases if p.opens and p.first > clause.count.word and p.kind in _BODIES]
        if after and after[0].kind != "area" and not speaks(view, after[0]):
            return (after[0], None, "fronted")
    if previous is None:
        points_back = bool({" ".join(lead[:2]), lead[0]} & words("goes_on", "back"))
        points_back = points_back or (lead[:2] == ["trong", NUMBER] and clause.entry.unit == "person")
        if (points_back or clause.goes_on) and clause.before:
            return (None, clause.before[-1][1], "points_back")
        return NOBODY
    if clause.before[-1][0].word < _clause_start(clause) and _is_subject(clause):
        return (None, None, "new_statement")
    return (None, previous, "follows")


def ruled(clause: Clause) -> Found:
    """Who acted by the rules, and why."""
    if clause.entry.status == "condition":
        return (None, None, "condition")
    for rule in (_age, _base, _host, _agent, _owner, _giver):
        found = rule(clause)
        if found is not None:
            return found
    subject = _subject(clause)
    if subject is not None and subject[2] in ("own_subject", "other_area"):
        return subject
    whole = next((other for _, other in clause.before if other.id == clause.entry.part_of), None)
    if whole is not None:
        return (None, whole, "whole")
    return subject or _follows(clause)
