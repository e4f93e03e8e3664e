"""What the lexicon should learn from corrections: titles, bodies, counted nouns and cue words put right most often.

A suggestion is counted from pairs of records, the machine's and the corrected one. It names a list of a lexicon file;
what that file has already is not suggested: there the fault lies elsewhere. Which words go in is for a person to judge.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from extractor import lexicon
from extractor.evaluate.align import Sentences, folded
from extractor.language.fold import fold
from extractor.language.words import word_spans
from extractor.records import Record
from extractor.review.differences import Difference, Entry, compared

_BEFORE, _BEHIND = 5, 3  # words around a figure among which its cue stands
_MOST_SYLLABLES = 6  # of a phrase that is worth a place in a list
_EXAMPLES = 2
_TELLING = 0.5  # a cue tells something where at least so many of the figures beside it were put right
_CUES = {"predicates", "figure_cues"}  # files of words around figures; what these others list is no new cue
_ALSO_KNOWN = ("nouns", "predicates", "figure_cues", "quantity_cues", "figure_words")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words for a list of a lexicon file: `table` is its path, as in ("titles", "heads").

    `times` is how often people put right what the words should have told; `of` how often they stand there at all, which
    says how telling they are. `examples` are sentences.
    """

    file: str
    table: tuple[str, ...]
    words: str
    times: int
    of: int
    examples: tuple[str, ...] = ()


Place = tuple[str, tuple[str, ...]]  # a lexicon file and the list in it


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Suggestions, the most frequent first within a list."""

    entries: list[Suggestion]

    def toml(self) -> str:
        """The snippet in the form of the lexicon files, one table after the other. Raises LexiconError (L001)."""
        lines = [
            "# Words that people put right. Judge each, then add it to the list of that name in extractor/lexicon/.",
            '[meta]\nabout = "Suggestions from corrections"\nsource = "Corrected records"',
        ]
        above = ""
        for (file, table), group in _grouped(self.entries):
            head = _head(table)
            if head != above or table[0] == "group":
                lines.append(f"\n# {file}.toml\n{head}")
            above = head
            lines.append(f"{table[-1]} = [")
            for one in group:
                lines += [f"  # {sentence}" for sentence in one.examples]
                lines.append(f"  {json.dumps(one.words, ensure_ascii=False)}, # {one.times} of {one.of}")
            lines.append("]")
        snippet = "\n".join(lines) + "\n"
        lexicon.parse(snippet.encode("utf-8"), "suggestions")
        return snippet


def _grouped(entries: Iterable[Suggestion]) -> Iterator[tuple[Place, list[Suggestion]]]:
    groups: dict[Place, list[Suggestion]] = defaultdict(list)
    for one in entries:
        groups[one.file, one.table].append(one)
    yield from sorted(groups.items())


def _head(table: tuple[str, ...]) -> str:
    """The head of the table that the list stands in; a group of organisations is one of several, with its settings."""
    if table[0] == "group":
        return f'[[group]]\ntype = "{table[1]}"\ntakes = []\nalone = "always"'
    return f"[{'.'.join(table[:-1])}]"


def suggestions(pairs: Iterable[tuple[Record, Record]], least: int = 2) -> Suggestions:
    """Suggestions from pairs of records, the machine's and the corrected one of the same document with its text.

    Those that were put right `least` times or more.
    """
    tally = _Tally()
    for machine, corrected in pairs:
        tally.add(machine, corrected)
    return Suggestions(list(tally.suggested(least)))


class _Tally:
    """Counts what was put right, and how often the same words stand by what was right already."""

    def __init__(self) -> None:
        self._right: Counter[tuple[Place, str]] = Counter()
        self._there: Counter[str] = Counter()  # words in the reach of any figure
        self._spelled: dict[tuple[Place, str], str] = {}
        self._examples: dict[tuple[Place, str], list[str]] = defaultdict(list)

    def add(self, machine: Record, corrected: Record) -> None:
        text = unicodedata.normalize("NFC", corrected.text or machine.text or "")
        sentences = Sentences(text)
        for figure in corrected.figures:
            sentence, mark = sentences.around(figure.span)
            self._there.update({folded(words) for words in _around(sentence, mark)})
        for difference in compared(machine, corrected, text).differences:
            seen = set()
            for place, given in _taught(difference):
                words = unicodedata.normalize("NFC", " ".join(given.split()))
                key = (place, folded(words))
                if key not in seen and _is_new(place, words):
                    seen.add(key)
                    self._right[key] += 1
                    self._spelled.setdefault(key, words)
                    if len(self._examples[key]) < _EXAMPLES:
                        self._examples[key].append(_cut(difference))

    def suggested(self, least: int) -> Iterator[Suggestion]:
        for key, times in sorted(self._right.items(), key=lambda item: (-item[1], item[0])):
            (file, table), words = key
            stands = max(times, self._there[words]) if file in _CUES else times
            if times >= least and times >= _TELLING * stands:
                yield Suggestion(file, table, self._spelled[key], times, stands, tuple(self._examples[key]))


def _cut(difference: Difference) -> str:
    """The sentence with the place in question between » and «, shortened around it."""
    start, end = difference.mark or (0, 0)
    words = difference.sentence
    cut = f"{words[max(0, start - 60) : start]}»{words[start:end]}«{words[end : end + 40]}"
    return " ".join("".join(c if c.isprintable() else " " for c in cut).split())


def _taught(difference: Difference) -> Iterator[tuple[Place, str]]:
    """Words that would have told the machine, with the list that they belong to."""
    machine, corrected = difference.one, difference.other
    if corrected is None:
        return
    if difference.layer == "people":
        told = {folded(role["title"]) for role in machine["roles"]} if machine else set()
        for role in corrected["roles"]:
            if folded(role["title"]) not in told:
                yield _title_place(role), role["title"]
    elif difference.layer == "organisations":
        found = [mention["span"] for mention in machine["mentions"]] if machine else []
        for mention in corrected["mentions"]:
            if mention["span"] not in found:
                yield ("organisations", ("group", corrected["type"], "forms")), " ".join(mention["text"].split())
    elif difference.layer == "figures":
        yield from _of_figure(difference, machine, corrected)


def _title_place(role: Entry) -> Place:
    """An office begins with a capital or is held in a body; what a person does for a living is neither."""
    office = role["organisation"] is not None or role["title"][:1].isupper()
    return ("titles", ("titles", "heads")) if office else ("titles", ("occupations", "forms"))


def _of_figure(difference: Difference, machine: Entry | None, corrected: Entry) -> Iterator[tuple[Place, str]]:
    fields = set(difference.fields) if machine else {"indicator", "counted"}
    around = _around(difference.sentence, difference.mark)
    code, unit = corrected["indicator"], corrected["unit"]
    if fields & {"counted", "unit", "indicator"} and corrected["counted"] and unit != "percent":
        family = _family(code, unit)
        if family:
            yield ("nouns", ("family", family, "heads")), _head_noun(corrected["counted"])
    if "indicator" in fields and code is not None and (verbs := _predicate(code)):
        yield from ((("predicates", ("class", verbs)), words) for words in around)
    if "status" in fields and corrected["status"] in {"target", "actual"}:
        yield from ((("figure_cues", ("status", corrected["status"])), words) for words in around)
    if "modifier" in fields and corrected["modifier"] is not None and difference.mark:
        before = difference.sentence[: difference.mark[0]].split()[-2:]
        places = ("quantity_cues", ("modifier", "before", corrected["modifier"]))
        yield from ((places, " ".join(before[i:])) for i in range(len(before)))


def _around(sentence: str, mark: tuple[int, int] | None) -> list[str]:
    """The words before and behind the place in question; numbers, marks and names are left out."""
    if not mark:
        return []
    spans = word_spans(sentence)
    near = [span for span in spans if span[1] <= mark[0]][-_BEFORE:] + [s for s in spans if s[0] >= mark[1]][:_BEHIND]
    words = [(start, sentence[start:end]) for start, end in near]
    plain = (one for start, one in words if one.replace(" ", "").isalpha() and (one.islower() or not start))
    return [one.lower() for one in plain if len(one) > 1]


def _head_noun(counted: str) -> str:
    """The first word of a counted noun phrase, which may have several syllables."""
    first = next(iter(word_spans(counted)), (0, len(counted)))
    return counted[first[0] : first[1]].lower()


@cache
def _frames(code: str) -> list[dict[str, Any]]:
    frames = lexicon.load_all("indicators").get(code, {}).get("frame", [])
    return sorted(frames, key=lambda frame: -float(frame["score"]))


def _predicate(code: str) -> str | None:
    """The class of predicates that tells an indicator best, where it has one of predicates.toml."""
    classes = lexicon.load("predicates")["class"]
    told = (name for frame in _frames(code) for name in frame.get("predicate", ()))
    return next((name for name in told if name in classes), None)


def _family(code: str | None, unit: str) -> str | None:
    """The family of nouns that figures of the indicator and unit count, the first that nouns.toml has."""
    families = lexicon.load("nouns")["family"]
    named = [name for frame in (_frames(code) if code else ()) for name in frame["family"]]
    return next((name for name in [*named, *families] if name in families and families[name]["unit"] == unit), None)


def _is_new(place: Place, words: str) -> bool:
    """Whether the words are a phrase that the file does not have yet, in any of its lists."""
    return words.isprintable() and 0 < len(words.split()) <= _MOST_SYLLABLES and fold(words) not in _known(place[0])


@cache
def _known(file: str) -> frozenset[str]:
    """All that the file lists, and for the words around figures what the other lists of the figures say."""
    files = (file, *_ALSO_KNOWN) if file in _CUES else (file, "figure_words")
    rows = (row for name in files for row in _strings(lexicon.load(name)))
    return frozenset(fold(form.strip()) for row in rows for form in row.split("|"))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
