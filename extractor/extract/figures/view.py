"""One sentence as the figures room sees it: words in which every number, date, name and body is a single word,
cut into segments at punctuation and at conjunctions that open a new statement."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field, replace

from extractor.extract.figures.lexicon import compound_book, cue_book, noun_book, predicate_book, word_list, word_set
from extractor.language.layers import DateMention, Layers, Quantity
from extractor.language.phrases import Hit, Word, words_of

Atom = tuple[int, int, str, object]  # first and last character offset, kind of word, what it is

NUMBER, DATE, ORGANISATION, PERSON, TITLE = "#", "@d", "@o", "@p", "@q"
_QUOTED = re.compile(r"“[^“”\n]{4,90}”|\"[^\"\n]{4,90}\"")
_TITLED = 24  # characters before a quote in which the word that names it stands
_HARD = {";", ".", "?", "!", "•"}
_SOFT = {",", ":", "(", ")", "“", "”", '"', "–", "-", "—", "…", "[", "]", "|", "+"}
_TIME_WORDS = {DATE, "quý", "năm", "tháng", "tuần", "ngày"}
_OPENERS = {("trong", "đó"), ("trong", "số"), ("đồng", "thời"), ("trong", "khi"), ("tuy", "nhiên"), ("cùng", "với")}


@dataclass(slots=True)
class Segment:
    """A stretch of words without inner boundary; `opener` is the mark or conjunction before it."""

    first: int
    last: int
    opener: str
    depth: int  # bracket depth


@dataclass(slots=True)
class Noun:
    """The counted noun of a figure: head and phrase as word indices, `last` exclusive."""

    family: str
    first: int
    head_last: int
    last: int
    side: str  # right | left | inherited | column


@dataclass(slots=True)
class Predicate:
    """The predicate that governs a figure."""

    name: str
    first: int
    last: int
    voice: str  # active | passive
    side: str  # left | right | carried


@dataclass(slots=True, eq=False)
class Count:
    """A number of kind figure in its sentence, with what has been found about it so far."""

    quantity: Quantity
    word: int  # index of its word
    segment: int
    depth: int = 0  # of brackets
    condition: bool = False  # a threshold inside another figure's noun phrase
    noun: Noun | None = None
    predicate: Predicate | None = None
    indicator: str | None = None
    rule: str = ""
    unit: str = "other"
    multiple: bool = False  # "gấp đôi", "1,4 lần"
    currency: str | None = None  # of money; told once for a row of amounts
    scale_words: list[Word] = field(default_factory=list)  # the words inside the number's span


def _first_word(hit: Hit) -> int:
    return hit.first


def _word_of(count: Count) -> int:
    return count.word


@dataclass(slots=True)
class SentenceView:
    """Words, segments, lexicon hits and counts of one sentence; word indices throughout."""

    start: int
    end: int
    words: list[Word]
    segments: list[Segment]
    segment_of: list[int]
    predicates: list[Hit]
    nouns: list[Hit]
    cues: dict[str, list[Hit]]
    counts: list[Count]
    dates: list[tuple[int, DateMention]]
    organisations: list[tuple[int, tuple[int, int]]] = field(default_factory=list)

    def text_words(self, first: int, last: int) -> list[str]:
        return [word.text for word in self.words[first:last]]

    def hits_between(self, hits: list[Hit], first: int, last: int) -> list[Hit]:
        """Hits that lie wholly within `words[first:last]`."""
        begin = bisect.bisect_left(hits, first, key=_first_word)
        stop = bisect.bisect_left(hits, last, begin, key=_first_word)
        return [hit for hit in hits[begin:stop] if hit.last <= last]

    def predicate_at(self, word: int) -> Hit | None:
        """The predicate that begins at `word`, idioms too."""
        at = bisect.bisect_left(self.predicates, word, key=_first_word)
        found = self.predicates[at] if at < len(self.predicates) else None
        return found if found is not None and found.first == word else None

    def previous_number(self, word: int) -> int:
        """Index after the nearest number word before `word`; 0 where there is none."""
        at = bisect.bisect_left(self.counts, word, key=_word_of)
        return self.counts[at - 1].word + 1 if at else 0

    def next_number(self, word: int) -> int:
        """Index of the nearest number word after `word`, thresholds aside; the sentence's length if none."""
        following = self.counts[bisect.bisect_right(self.counts, word, key=_word_of) :]
        return next((count.word for count in following if not count.condition), len(self.words))


class Atoms:
    """The numbers, dates and names of a document: each becomes one word of its sentence.

    They do not overlap; numbers win over dates, dates over names. Made once a document, so that a sentence only takes
    its own.
    """

    def __init__(self, layers: Layers) -> None:
        found: list[Atom] = [(date.start, date.end, DATE, date) for date in layers.dates]
        found += [(q.start, q.end, NUMBER, q) for q in layers.numbers if q.kind == "figure"]
        names = [(span, ORGANISATION) for entry in layers.organisations for span in entry.mentions]
        names += [(span, PERSON) for person in layers.people for span in person.mentions]
        for span, kind in names:
            if "đảng cộng sản" not in layers.folded[span[0] : span[1]]:
                found.append((span[0], span[1], kind, span))
        found += [(start, end, TITLE, (start, end)) for start, end in _titles(layers)]
        rank = {NUMBER: 0, DATE: 1, ORGANISATION: 2, PERSON: 3, TITLE: 4}
        taken = bytearray(len(layers.text))
        kept: list[Atom] = []
        for atom in sorted(found, key=lambda atom: (rank[atom[2]], atom[0] - atom[1])):
            first, last = atom[0], atom[1]
            if taken[first] or taken[last - 1] or any(taken[first:last]):
                continue
            taken[first:last] = b"\x01" * (last - first)
            kept.append(atom)
        self._atoms = sorted(kept, key=lambda atom: atom[0])
        self._starts = [atom[0] for atom in self._atoms]

    def between(self, start: int, end: int) -> list[Atom]:
        """Those that begin in `[start, end)`, in text order."""
        return self._atoms[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)]


def _titles(layers: Layers) -> list[tuple[int, int]]:
    """Quoted names of medals, campaigns and programmes: “Vì sự nghiệp xây dựng tổ chức công đoàn”."""
    named = word_list("figure_words", "words", "titled")
    found = []
    for match in _QUOTED.finditer(layers.text):
        before = layers.folded[max(0, match.start() - _TITLED) : match.start()].split()
        if before[-1:] and (before[-1] in named or " ".join(before[-2:]) in named):
            found.append(match.span())
    return found


def _words(layers: Layers, start: int, end: int, atoms: list[Atom]) -> list[Word]:
    words: list[Word] = []
    at = start
    for first, last, kind, _ in atoms:
        words.extend(words_of(layers.folded, at, first))
        words.append(Word(first, last, kind))
        at = last
    words.extend(words_of(layers.folded, at, end))
    for hit in compound_book().find(words):
        for index in range(hit.first + 1, hit.last):
            words[index] = replace(words[index], inner=True)
    return words


def _opens_statement(words: list[Word], index: int, predicate_starts: set[int]) -> bool:
    """Whether the conjunction at `index` begins a new statement: a number or predicate follows closely."""
    text = words[index].text
    if text in {"riêng"} or (index + 1 < len(words) and (text, words[index + 1].text) in _OPENERS):
        return True
    if text in {"trong", "đồng", "tuy", "qua", "cùng"}:
        return False
    if text == "sang":  # "sang quý II": the next time; "giới thiệu sang cấp ủy" goes on
        return words[index + 1 : index + 2] != [] and words[index + 1].text in _TIME_WORDS
    return any(words[k].text == NUMBER or k in predicate_starts for k in range(index + 1, min(index + 4, len(words))))


def _is_label(words: list[Word], first: int, colon: int) -> bool:
    """ "Doanh nghiệp có công đoàn: 1.026": the words before the colon name what the number after it counts."""
    near = [word.text for word in words[colon + 1 : colon + 3]]
    return NUMBER in near and colon - first >= 1 and words[first].text not in ("trong", "gồm")


def _segments(words: list[Word], predicates: list[Hit], nouns: list[Hit]) -> tuple[list[Segment], list[int]]:
    starts = {hit.first for hit in predicates if hit.label != "idiom"}
    inside = {index for hit in nouns for index in range(hit.first + 1, hit.last)}
    segments: list[Segment] = []
    segment_of: list[int] = []
    first, opener, depth = 0, "", 0

    def close(last: int) -> None:
        segments.append(Segment(first, last, opener, depth))
        segment_of.extend([len(segments) - 1] * (last - first))

    for index, word in enumerate(words):
        text = word.text
        if index in inside:
            continue
        mark = text in _HARD or (text in _SOFT and not (text == ":" and _is_label(words, first, index)))
        if mark or (text in word_set("conjunctions") and index > first and _opens_statement(words, index, starts)):
            close(index)
            first, opener = index, text
            if text in {"(", "["}:
                depth += 1
            elif text in {")", "]"} and depth:
                depth -= 1
    close(len(words))
    return segments, segment_of


def view_of(layers: Layers, start: int, end: int, document: Atoms | None = None) -> SentenceView:
    """The view of the sentence `[start, end)`; `document` are its atoms, where they have been made."""
    atoms = (document or Atoms(layers)).between(start, end)
    words = _words(layers, start, end, atoms)
    predicates = list(predicate_book().find(words))
    nouns = list(noun_book().find(words))
    segments, segment_of = _segments(words, predicates, nouns)
    index_at = {word.start: index for index, word in enumerate(words)}
    counts: list[Count] = []
    dates: list[tuple[int, DateMention]] = []
    organisations: list[tuple[int, tuple[int, int]]] = []
    for first, last, kind, thing in atoms:
        at = index_at[first]
        if isinstance(thing, Quantity):
            inner = words_of(layers.folded, first, last)
            depth = segments[segment_of[at]].depth
            counts.append(Count(thing, at, segment_of[at], depth, scale_words=inner, currency=thing.currency))
        elif isinstance(thing, DateMention):
            dates.append((at, thing))
        elif kind == ORGANISATION:
            organisations.append((at, (first, last)))
    return SentenceView(
        start=start,
        end=end,
        words=words,
        segments=segments,
        segment_of=segment_of,
        predicates=predicates,
        nouns=nouns,
        cues={
            section: list(cue_book(section).find(words))
            for section in ("status", "part", "share", "negation", "now", "meeting", "seats")
        },
        counts=counts,
        dates=dates,
        organisations=organisations,
    )
