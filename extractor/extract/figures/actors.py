"""The actor of a figure: who did what it counts, or whose it is, as written.

Possible actors are found sentence by sentence (`actor_phrases`), the rules of `actor_rules` choose among them; most
figures share the actor of the figure before.
"""

from __future__ import annotations

import bisect

from extractor.extract.figures.actor_phrases import Phrase, phrases_of
from extractor.extract.figures.actor_rules import Clause, ruled
from extractor.extract.figures.actor_verbs import book, predicate_starts, words
from extractor.extract.figures.areas import Area
from extractor.extract.figures.view import ORGANISATION, PERSON, Count, SentenceView
from extractor.language.layers import FigureEntry

_LEFT, _RIGHT = 40, 8  # possible actors looked at on either side of a number
_BEFORE = 40  # figures before one whose actor it may share


class Actors:
    """Finds the actor of every figure; `sentence` and `close` are called for every sentence in text order."""

    def __init__(self, text: str, home: str | None) -> None:
        self.text = text
        self.home = home  # the area that the document is about
        self._phrases: list[Phrase] = []
        self._free: list[Phrase] | None = None  # those outside counted nouns, once the nouns are known
        self._areas: dict[int, str | None] = {}
        self._goes_on = False
        self._verbs: frozenset[int] = frozenset()
        self._named: dict[str, str] = {}  # the person and the body last named before the sentence

    def sentence(self, view: SentenceView, areas: list[Area]) -> None:
        """Find the possible actors of a sentence; `areas` are the areas mentioned in it."""
        before = self.text[max(0, view.start - 200) : view.start].rstrip()
        self._goes_on = before[-1:] in words("goes_on", "marks")
        self._phrases = phrases_of(view, areas) if view.counts else []
        self._free = None
        self._verbs = predicate_starts(view) if view.counts else frozenset()
        at = {word.start: index for index, word in enumerate(view.words)}
        self._areas = {at[area.start]: area.name for area in areas if area.start in at and not area.in_body}

    def close(self, view: SentenceView) -> None:
        """Remember whom the sentence named, for pronouns in the next."""
        for word in view.words:
            if word.text in (PERSON, ORGANISATION):
                self._named[word.text] = self._quote(word.start, word.end)

    def of(
        self, view: SentenceView, count: Count, entry: FigureEntry, before: list[tuple[Count, FigureEntry]]
    ) -> tuple[str | None, str]:
        """The actor of one figure and the rule that gave it; `before` are the figures before it, in text order.

        `entry` has its status, indicator, counted phrase and links already.
        """
        near, last = self._near(view, count, entry), before[-_BEFORE:]
        clause = Clause(view, count, entry, near, self._verbs, last, self._areas, self._goes_on, self.home)
        phrase, figure, why = ruled(clause)
        if phrase is not None:
            return self._meant(view, phrase), why
        return (figure.actor if figure is not None else None), why

    def _near(self, view: SentenceView, count: Count, entry: FigureEntry) -> list[Phrase]:
        """The possible actors around a number that are not part of what it counts."""
        if self._free is None:
            nouns = [c.noun for c in view.counts if c.noun is not None and c.noun.side == "right"]
            spans = {index for noun in nouns for index in range(noun.first, noun.last)}
            self._free = [p for p in self._phrases if _is_name(view, p) or p.first not in spans]
        at = bisect.bisect_left(self._free, count.word, key=lambda phrase: phrase.first)
        near = self._free[max(0, at - _LEFT) : at + _RIGHT]
        if entry.counted is None:
            return near
        start, end = entry.counted
        return [p for p in near if _is_name(view, p) or not start <= view.words[p.first].start < end]

    def _meant(self, view: SentenceView, phrase: Phrase) -> str | None:
        """The actor that a phrase names, or that a pronoun stands for."""
        if phrase.kind != "pronoun":
            return self._value(view, phrase)
        if book("nobody", "words").at(view.words, phrase.first) is not None:
            return None
        kind = ORGANISATION if _points_to_body(view, phrase) else PERSON
        for word in reversed(view.words[: phrase.first]):
            if word.text == kind:
                return self._quote(word.start, word.end)
        return self._named.get(kind)

    def _value(self, view: SentenceView, phrase: Phrase) -> str:
        """The phrase as written, white space made single; a person without title and honorific."""
        first, last = phrase.first, phrase.last
        if phrase.kind == "person":
            first = next(i for i in range(first, last) if view.words[i].text == PERSON)
            last = first + 1
        return self._quote(view.words[first].start, view.words[last - 1].end)

    def _quote(self, start: int, end: int) -> str:
        return " ".join(self.text[start:end].split())


def _is_name(view: SentenceView, phrase: Phrase) -> bool:
    return phrase.last - phrase.first == 1 and view.words[phrase.first].text in (ORGANISATION, PERSON)


def _points_to_body(view: SentenceView, phrase: Phrase) -> bool:
    """ "đơn vị này" points back to a body, "anh" and "người này" to a person."""
    pointing = view.words[phrase.last - 1].text in words("subject", "pointers")
    return pointing and view.words[phrase.first].text != "người"
