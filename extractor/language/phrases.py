"""Finding lexicon phrases in text by words: one dictionary look-up a word, longest phrase first, linear time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.language.fold import fold

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")


@dataclass(slots=True, unsafe_hash=True)
class Word:
    """A folded word or a single punctuation mark with its offsets.

    Never changed once made; not `frozen`, because that makes each of them four times as slow to make.
    """

    start: int
    end: int
    text: str
    inner: bool = False  # goes on a compound that the word before it belongs to


def words_of(folded: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Words and punctuation marks of folded text; white space is dropped, offsets are the text's own."""
    stop = len(folded) if end is None else end
    return [Word(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(folded, start, stop)]


@dataclass(slots=True, unsafe_hash=True)
class Hit:
    """A phrase found: `first` and `last` are word indices (`last` exclusive), `start` and `end` offsets.

    Never changed once made, like words.
    """

    label: str
    first: int
    last: int
    start: int
    end: int


class _Entries:
    """The phrases that begin with one word: by their second word, the longest first, and the word alone."""

    __slots__ = ("alone", "longer")

    def __init__(self) -> None:
        self.longer: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.alone: str | None = None  # its label

    def add(self, parts: tuple[str, ...], label: str) -> None:
        """Of two phrases that are the same the first one counts."""
        if len(parts) > 1:
            same = self.longer.setdefault(parts[1], [])
            same.append((parts, label))
            same.sort(key=lambda entry: -len(entry[0]))
        elif self.alone is None:
            self.alone = label


class PhraseBook:
    """Phrases with labels. `find` gives the leftmost longest ones, without overlaps.

    A phrase labelled "" is never given: it only keeps its words from being read as another ("cụ thể" is no "cụ").
    No phrase begins or ends inside a compound (`Word.inner`).
    """

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, _Entries] = {}
        for phrase, label in phrases:
            parts = tuple(word.text for word in words_of(fold(phrase)))
            if parts:
                self._by_first.setdefault(parts[0], _Entries()).add(parts, label)

    def at(self, words: list[Word], index: int) -> Hit | None:
        """The longest phrase that begins with the word at `index`."""
        if words[index].text not in self._by_first:
            return None
        hit = self._longest(words, index)
        return hit if hit is not None and hit.label else None

    def _longest(self, words: list[Word], index: int) -> Hit | None:
        word, entries = words[index], self._by_first[words[index].text]
        if word.inner:
            return None
        number, second = len(words), index + 1
        if second == number:
            return None if entries.alone is None else Hit(entries.alone, index, second, word.start, word.end)
        for parts, label in entries.longer.get(words[second].text, ()):
            last = index + len(parts)
            if last > number or (last < number and words[last].inner):
                continue
            for k in range(2, len(parts)):
                if words[index + k].text != parts[k]:
                    break
            else:
                return Hit(label, index, last, word.start, words[last - 1].end)
        if entries.alone is None or words[second].inner:
            return None
        return Hit(entries.alone, index, second, word.start, word.end)

    def find(self, words: list[Word], first: int = 0, last: int | None = None) -> Iterator[Hit]:
        """Every phrase among `words[first:last]`, from left to right."""
        firsts = self._by_first
        stop, after = len(words) if last is None else last, first
        for index in [at for at in range(first, stop) if words[at].text in firsts]:
            if index < after:
                continue
            hit = self._longest(words, index)
            if hit is not None and hit.last <= stop:
                after = hit.last
                if hit.label:
                    yield hit
