"""Who may have acted in a sentence: bodies and people named in it, subjects of its clauses, agents of its passives.

Word indices are those of the sentence's view, half-open. Knowledge: `lexicon/figure_actors.toml`.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from extractor.extract.figures.actor_verbs import (
    book,
    is_mark,
    predicate_starts,
    unknown_verb,
    verb_after,
    verb_at,
    words,
)
from extractor.extract.figures.areas import Area
from extractor.extract.figures.lexicon import noun_book
from extractor.extract.figures.view import DATE, NUMBER, ORGANISATION, PERSON, SentenceView
from extractor.language.phrases import PhraseBook
from extractor.lexicon import load

Kind = Literal["organisation", "person", "body", "area", "event", "pronoun", "thing"]
_HOLDERS = 12  # phrases before one that may hold it
_AGENT_REACH = 8  # words of an agent's phrase


@dataclass(frozen=True, slots=True)
class Phrase:
    """A possible actor: `words[first:last]`; `verb` is the index of the verb that it is the subject of, or -1."""

    first: int
    last: int
    kind: Kind
    verb: int = -1
    each: bool = False  # "mỗi", "từng" stood before it
    opens: bool = False  # nothing but conjunctions and times before it in its clause
    agent: bool = False  # after "do", "được", "của" on the right of a number


@cache
def _head_book() -> PhraseBook:
    return PhraseBook((phrase, kind) for kind, phrases in load("figure_actors")["heads"].items() for phrase in phrases)


def kind_of(view: SentenceView, first: int, last: int) -> Kind:
    """What sort of actor a phrase is, by the names in it and by its head."""
    texts = view.text_words(first, last)
    if PERSON in texts:
        return "person"
    pronoun = book("heads", "pronoun").at(view.words, first)
    if pronoun is not None and pronoun.last == last:
        return "pronoun"
    if last - first > 1 and texts[-1] in words("subject", "pointers"):
        return "pronoun"
    if ORGANISATION in texts:
        return "organisation"
    at = first + 1 if texts[0] in words("subject", "quantifiers") and last - first > 1 else first
    hit = _head_book().at(view.words, at) or _head_book().at(view.words, first)
    return hit.label if hit is not None else "thing"  # type: ignore[return-value]


def _subject_start(view: SentenceView, first: int, last: int) -> int:
    """Where the subject of a segment begins: after conjunctions, times and other words that open a clause."""
    index = first
    while index < last:
        text = view.words[index].text
        hit = book("subject", "openers").at(view.words, index)
        if is_mark(text) or text == DATE:
            index += 1
        elif hit is not None and hit.last <= last and noun_book().at(view.words, index) is None:
            index = hit.last
        else:
            break
    return index


def _trimmed(view: SentenceView, first: int, last: int) -> int:
    """The end of a phrase without adverbs and marks before the verb."""
    adverbs = words("subject", "adverbs")
    while last > first and (view.words[last - 1].text in adverbs or is_mark(view.words[last - 1].text)):
        last -= 1
    return last


def _is_noun(view: SentenceView, index: int) -> bool:
    """Whether a known noun that can act begins at the word, or after a plural."""
    plural = view.words[index].text in words("subject", "quantifiers") and index + 1 < len(view.words)
    hit = noun_book().at(view.words, index + plural)
    return hit is not None and hit.label not in words("inert", "families")


def _trails(view: SentenceView, first: int, last: int) -> bool:
    """Whether the words after a name are no part of it: "LĐLĐ huyện A tích cực"."""
    return first < last and view.words[first].text not in {",", "và", "(", "-", "–"}


def _subject(view: SentenceView, first: int, last: int, verbs: frozenset[int]) -> Phrase | None:
    """The subject of the clause `words[first:last]`."""
    start = _subject_start(view, first, last)
    control = book("subject", "control").at(view.words, start) if start < last else None
    if control is not None and control.last < last:
        start = control.last
    each = start < last and view.words[start].text in words("subject", "distributive")
    start += each
    index, longest = start, load("figure_actors")["subject"]["longest"]
    while index < last and index - start <= longest:
        text = view.words[index].text
        if text in (NUMBER, DATE) or (is_mark(text) and text != ","):
            return None
        if text in words("subject", "distributive"):
            break
        hit = noun_book().at(view.words, index)
        if index > start and verb_at(view, index, verbs) and (hit is None or index in verbs):
            break
        index = hit.last if hit is not None and hit.last <= last else index + 1
    if index >= last or index - start > longest:
        return None
    end = _trimmed(view, start, index)
    if end == start or view.words[start].text in words("subject", "not_first"):
        return None
    if start in verbs or (verb_at(view, start, verbs) and noun_book().at(view.words, start) is None):
        return None
    if kind_of(view, start, end) == "thing" and not _is_noun(view, start):
        return None
    names = [at for at in range(start, end) if view.words[at].text == ORGANISATION]
    if names and _trails(view, names[-1] + 1, end):
        end = names[-1] + 1
    return Phrase(start, end, kind_of(view, start, end), index, each, opens=True)


def _agent(view: SentenceView, first: int, last: int, verbs: frozenset[int]) -> Phrase | None:
    """ "do Trung tâm Chính trị huyện mở": the phrase between the word before `first` and the verb."""
    index = first
    while index < min(last, first + _AGENT_REACH):
        text = view.words[index].text
        if text in (NUMBER, DATE) or is_mark(text):
            return None
        hit = noun_book().at(view.words, index)
        if index > first and verb_at(view, index, verbs) and (hit is None or index in verbs):
            return Phrase(first, index, kind_of(view, first, index), index, agent=True)
        index = hit.last if hit is not None and hit.last <= last else index + 1
    return None


def _joined(view: SentenceView) -> list[Phrase]:
    """Several bodies in a row as one actor: "Hội A, Huyện đoàn và Hội B"."""
    places, texts = [word for word, _ in view.organisations], [word.text for word in view.words]
    found: list[Phrase] = []
    at = 0
    while at < len(places):
        end = at
        while end + 1 < len(places) and places[end + 1] - places[end] == 2 and texts[places[end] + 1] in {",", "và"}:
            end += 1
        if end > at and view.words[places[end] - 1].text == "và":
            found.append(Phrase(places[at], places[end] + 1, "organisation"))
        at = end + 1
    return found


def _of_area(view: SentenceView, area: Area, verbs: frozenset[int]) -> Phrase | None:
    """ "Đồng Nai có hơn 780 …", "Xã Bình Xuyên hiện có"."""
    first = bisect.bisect_left(view.words, area.start, key=lambda word: word.start)
    last = bisect.bisect_left(view.words, area.end, key=lambda word: word.start)
    if area.in_body or first >= last:
        return None
    following = last < len(view.words) and verb_at(view, last, verbs)
    return Phrase(first, last, "area", last if following else -1)


def _headed(view: SentenceView, index: int, verbs: frozenset[int]) -> Phrase | None:
    """A phrase with a known head in the middle of a clause: "… nửa đầu năm toàn huyện kết nạp"."""
    text = view.words[index].text
    at = index + 1 if text in words("subject", "quantifiers") and index + 1 < len(view.words) else index
    hit = _head_book().at(view.words, at)
    if hit is None or hit.label == "pronoun":
        return None
    if hit.last - hit.first == 1 and hit.label == "body" and at == index:
        return None  # "ban đầu", "đoàn kết": one syllable alone is too little
    end = hit.last
    while end < min(len(view.words), index + _AGENT_REACH):
        text = view.words[end].text
        closed = text in (NUMBER, DATE, PERSON) or text in words("subject", "closers") or is_mark(text)
        if closed or verb_at(view, end, verbs):
            break
        noun = noun_book().at(view.words, end)
        end = noun.last if noun is not None else end + 1
    each = view.words[index].text in words("subject", "distributive")
    first, last = index + each, _trimmed(view, index + each, end)
    if last <= first:
        return None
    following = end < len(view.words) and verb_at(view, end, verbs)
    return Phrase(first, last, kind_of(view, first, last), end if following else -1, each)


def phrases_of(view: SentenceView, areas: list[Area]) -> list[Phrase]:
    """Every possible actor of the sentence, in text order; several may overlap."""
    verbs = predicate_starts(view)
    found: dict[tuple[int, int], Phrase] = {}

    def add(phrase: Phrase | None) -> None:
        if phrase is not None:
            while phrase.last - phrase.first > 1 and view.words[phrase.last - 1].text == "và":
                phrase = replace(phrase, last=phrase.last - 1)
            known = found.get((phrase.first, phrase.last))
            if known is None or (phrase.verb >= 0 and not known.opens):
                found[phrase.first, phrase.last] = phrase

    for index, word in enumerate(view.words):
        if word.text in (ORGANISATION, PERSON):
            kind: Kind = "organisation" if word.text == ORGANISATION else "person"
            verb = verb_after(view, index + 1, verbs)
            add(Phrase(index, index + 1, kind, verb if verb >= 0 else unknown_verb(view, index)))
        elif word.text in words("agent", "before") and index + 1 < len(view.words):
            add(_agent(view, index + 1, len(view.words), verbs))
    for phrase in _joined(view):
        following = phrase.last < len(view.words) and verb_at(view, phrase.last, verbs)
        add(Phrase(phrase.first, phrase.last, phrase.kind, phrase.last if following else -1))
    for segment in view.segments:
        add(_subject(view, segment.first, segment.last, verbs))
    index = 0
    while index < len(view.words):
        headed = _headed(view, index, verbs)
        add(headed)
        index = headed.last if headed is not None else index + 1
    for area in areas:
        add(_of_area(view, area, verbs))
    return _outermost(view, sorted(found.values(), key=lambda phrase: (phrase.first, -phrase.last)))


def _is_row(view: SentenceView, phrase: Phrase) -> bool:
    """Several bodies that act together."""
    return phrase.verb >= 0 and view.text_words(phrase.first, phrase.last).count(ORGANISATION) > 1


def _is_titled(view: SentenceView, phrase: Phrase) -> bool:
    """ "Chủ tịch UBND tỉnh", "Chi bộ Công ty A" as one actor."""
    if words("agent", "before") & set(view.text_words(phrase.first, phrase.last)):
        return False
    return phrase.kind == "organisation" and book("titles", "words").at(view.words, phrase.first) is not None


def _outermost(view: SentenceView, found: list[Phrase]) -> list[Phrase]:
    """Without phrases inside longer ones and what a number counts; names stay, longer things do not hide them."""
    kept: list[Phrase] = []
    for phrase in found:
        named = any(text in (ORGANISATION, PERSON) for text in view.text_words(phrase.first, phrase.last))
        if phrase.first and view.words[phrase.first - 1].text == NUMBER and phrase.kind != "person":
            if view.words[phrase.last - 1].text not in words("subject", "pointers") or phrase.verb < 0:
                continue
            phrase = Phrase(phrase.first - 1, phrase.last, "body", phrase.verb)  # "23 chi bộ này có"
        holders = [other for other in kept[-_HOLDERS:] if other.first <= phrase.first and phrase.last <= other.last]
        if any(other.kind != "thing" and not named for other in holders):
            continue
        if named and any(_is_row(view, other) for other in holders):
            continue
        if named and any(_is_titled(view, other) and other.last == phrase.last for other in holders):
            continue
        kept.append(phrase)
    return sorted(kept, key=lambda phrase: (phrase.first, phrase.last))
