"""Words for the formats that label words: Vietnamese words, cut wherever a label begins or ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from extractor.exchange.graph import Label
from extractor.language.words import cover


def pieces_of(text: str, labels: Iterable[Label]) -> Iterator[tuple[int, int]]:
    """Spans that cover the text, each a word, a part of one or white space, none of them across a label's edge."""
    cuts = sorted({offset for label in labels for offset in (label.start, label.end)})
    position = 0
    for word, blank in zip(*cover(text), strict=True):
        for start, end in ((position, position + len(word)), (position + len(word), position + len(word) + blank)):
            inner = cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]
            yield from (piece for piece in pairwise([start, *inner, end]) if piece[0] < piece[1])
            position = end
