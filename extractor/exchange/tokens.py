"""Words and sentences for the formats that label words: Vietnamese words, cut wherever a label begins or ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from extractor.exchange.graph import Label
from extractor.language.layers import Layers
from extractor.language.words import cover
from extractor.pipeline import run


def pieces_of(text: str, labels: Iterable[Label]) -> Iterator[tuple[int, int]]:
    """Spans that cover the text, each a word, a part of one or white space, none of them across a label's edge."""
    cuts = sorted({offset for label in labels for offset in (label.start, label.end)})
    position = 0
    for word, blank in zip(*cover(text), strict=True):
        for start, end in ((position, position + len(word)), (position + len(word), position + len(word) + blank)):
            inner = cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]
            for first, last in pairwise([start, *inner, end]):
                yield from _trimmed(text, first, last)
            position = end


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The piece, with the white space that a cut has left at its edges as pieces of their own."""
    words = text[start:end]
    first, last = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
    edges = [start, first, last, end] if words.strip() else [start, end]
    yield from (piece for piece in pairwise(edges) if piece[0] < piece[1])


def sentence_starts(text: str) -> list[int]:
    """Where the sentences of a text begin, in order."""
    return [start for start, _ in run(Layers(text), until="zones").sentences]


def apart(labels: Iterable[Label]) -> list[Label]:
    """Labels that do not overlap, the longest first where they do; in the order of the text."""
    found: list[Label] = []
    for label in sorted(labels, key=lambda label: (label.start - label.end, label.start)):
        if not any(label.start < other.end and other.start < label.end for other in found):
            found.append(label)
    return sorted(found, key=lambda label: label.start)
