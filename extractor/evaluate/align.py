"""Which found thing answers to which gold thing."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

Span = tuple[int, int]

_SENTENCE_END = re.compile(r"\n|(?<=[.!?…])\s+(?=[^\W\d_]|[\"“‘(])")


def folded(words: str | None) -> str:
    """Words for comparison: NFC, one space between them, no letter case; "" for none."""
    return " ".join(unicodedata.normalize("NFC", words or "").split()).casefold()


def overlap(one: Span, other: Span) -> float:
    """Shared characters as a share of the longer span, 0 to 1."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / max(1, one[1] - one[0], other[1] - other[0])


def same_number(one: float | None, other: float | None) -> bool:
    """Equal up to the rounding of floating point."""
    if one is None or other is None:
        return one is other
    return abs(float(one) - float(other)) <= 1e-9 * max(1.0, abs(float(one)))


def align(
    gold: Sequence[Span],
    found: Sequence[Span],
    accept: Callable[[int, int], bool] = lambda gold, found: True,
    least: float = 0.0,
) -> list[tuple[int, int]]:
    """One-to-one pairs of positions (gold, found): best overlap first, then the earlier gold, then the earlier found.

    Only pairs that touch, overlap by at least `least` and that `accept` agrees to. The result does not depend on
    anything but the two lists.
    """
    candidates = [
        (-share, i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if other[0] < one[1] and one[0] < other[1] and (share := overlap(one, other)) >= least and accept(i, j)
    ]
    return one_to_one(candidates)


def one_to_one(candidates: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Pairs of positions out of candidates (cost, left, right): the cheapest first, each position once."""
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for _, i, j in sorted(candidates):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


class Sentences:
    """The sentence around a span, for people to read: lines are always cut, then full stops before a new word."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(cut.end() for cut in _SENTENCE_END.finditer(text))]

    def around(self, span: Span) -> tuple[str, Span]:
        """The words of the sentence, and where the span lies in them."""
        first = max(bisect_left(self._starts, span[0] + 1) - 1, 0)
        last = bisect_left(self._starts, span[1])
        start = self._starts[first]
        end = self._starts[last] if last < len(self._starts) else len(self._text)
        words = self._text[start:end].rstrip()
        return words, (min(span[0] - start, len(words)), min(span[1] - start, len(words)))
