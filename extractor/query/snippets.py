"""The words around what was found, with the hits marked: the same for both databases, from the text itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.language.fold import fold
from extractor.query.words import Phrase, Search, has_marks, phrases
from extractor.store.folding import plain
from extractor.store.fulltext import word_spans

_AROUND = 70  # characters shown on either side of the first hit
Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a text: pieces in their order, each with whether it was looked for; `hits` in the whole text.

    `start` and `end` are the half-open span of the first hit shown, in code points; both are 0 when nothing was found,
    as when the words stand in the title alone.
    """

    pieces: tuple[tuple[str, bool], ...]
    start: int
    end: int
    hits: int

    def marked(self, before: str = "«", after: str = "»") -> str:
        """On one line, with signs around each hit."""
        return "".join(f"{before}{piece}{after}" if is_hit else piece for piece, is_hit in self.pieces)


def snippet(text: str, search: Search, around: int | None = _AROUND) -> Snippet:
    """Where a text has most of what is looked for; `around=None` gives the whole text."""
    found = spans_of(text, search)
    if not found:
        shown = text if around is None else text[: 2 * around]
        return Snippet(((_one_line(shown) + ("…" if len(shown) < len(text) else ""), False),), 0, 0, 0)
    if around is None:
        return Snippet(tuple(_pieces(text, 0, len(text), found)), *found[0], len(found))

    def worth(span: tuple[int, int]) -> tuple[int, int, int]:
        """The more different words there are near it, then the more hits, then the earlier."""
        near = _within(found, span[0], span[0] + around)
        return len({fold(text[start:end]) for start, end in near}), len(near), -span[0]

    best = max(found, key=worth)
    begin, stop = max(0, best[0] - around), min(len(text), best[1] + around)
    begin = text.find(" ", begin, best[0]) + 1 if begin else 0
    stop = max(text.rfind(" ", best[1], stop), best[1]) if stop < len(text) else stop
    pieces = list(_pieces(text, begin, stop, _within(found, begin, stop)))
    before, after = [("…", False)] if begin else [], [("…", False)] if stop < len(text) else []
    return Snippet((*before, *pieces, *after), *best, len(found))


def spans_of(text: str, search: Search) -> Spans:
    """The half-open span of every hit, from left to right, none within another."""
    folded = fold(text)
    words = list(word_spans(folded if has_marks(search) else plain(folded)))
    wanted = sorted(set(phrases(search)), key=lambda phrase: -len(phrase.words))
    found: Spans = []
    position = 0
    while position < len(words):
        phrase = next((phrase for phrase in wanted if _stands(phrase, words, position)), None)
        if phrase is None:
            position += 1
            continue
        last = position + len(phrase.words) - 1
        found.append((words[position][1], words[last][2]))
        position = last + 1
    return found


def _stands(phrase: Phrase, words: list[tuple[str, int, int]], position: int) -> bool:
    last = position + len(phrase.words) - 1
    if last >= len(words) or any(words[position + k][0] != word for k, word in enumerate(phrase.words[:-1])):
        return False
    word = words[last][0]
    return word.startswith(phrase.words[-1]) if phrase.is_prefix else word == phrase.words[-1]


def _within(spans: Spans, begin: int, stop: int) -> Spans:
    return [span for span in spans if begin <= span[0] and span[1] <= stop]


def _pieces(text: str, begin: int, stop: int, hits: Spans) -> Iterator[tuple[str, bool]]:
    for start, end in _joined(text, hits):
        if start > begin:
            yield _one_line(text[begin:start]), False
        yield _one_line(text[start:end]), True
        begin = end
    if stop > begin:
        yield _one_line(text[begin:stop]), False


def _joined(text: str, hits: Spans) -> Spans:
    """Hits with nothing but white space between them are one to the eye."""
    found: Spans = []
    for start, end in hits:
        if found and text[found[-1][1] : start].isspace():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _one_line(words: str) -> str:
    """White space is one space each; a space at either end stays."""
    inside = " ".join(words.split())
    if not inside:
        return " " if words else ""
    return f"{' ' if words[0].isspace() else ''}{inside}{' ' if words[-1].isspace() else ''}"
