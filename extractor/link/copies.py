"""Which documents tell the same text: MinHash finds the pairs, the words themselves decide.

Two texts are copies when most of their word groups are the same and their figures agree. A monthly report on last
month's template has the words but not the figures: it is none. Only documents that appeared within a month of each
other are compared, and those without a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extractor.language.fold import fold

if TYPE_CHECKING:
    from datasketch import MinHash

PERMUTATIONS = 128
_SCHEME = "affine32"  # of hashing; signatures of another one cannot be compared
WINDOW_DAYS = 31
_GROUP = 5  # words
_LIKELY = 0.5  # likeness of word groups from which a pair is looked at
_ALIKE = 0.7  # of all word groups
_WITHIN = 0.85  # of the shorter text's word groups, when it is an excerpt
_SHORTEST = 40  # word groups of a text that can be an excerpt
_FIGURES = 0.6  # of all figures of both
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it is compared: its content's hash, its first day, its words' groups and its figures' values."""

    sha256: str
    day: str | None
    groups: frozenset[str]
    figures: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two contents that are copies, or may be; `similarity` is the share of word groups in common."""

    left: str
    right: str
    rule: str
    evidence: str
    similarity: float
    is_copy: bool


def word_groups(text: str) -> frozenset[str]:
    """Every five words in a row, folded."""
    words = _WORD.findall(fold(text))
    return frozenset(" ".join(words[at : at + _GROUP]) for at in range(max(1, len(words) - _GROUP + 1)))


def signature(groups: Iterable[str]) -> bytes:
    """The MinHash of word groups: 128 numbers of 32 bits."""
    minhash = _base().copy()
    minhash.update_batch([group.encode() for group in sorted(groups)])
    return bytes(minhash.hashvalues.astype("<u4").tobytes())


@cache
def _base() -> MinHash:
    """One without anything; its permutations are drawn once."""
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, scheme=_SCHEME)


def _minhash(stored: bytes) -> MinHash:
    import numpy
    from datasketch import MinHash

    values = numpy.frombuffer(stored, "<u4").astype("uint32")
    return MinHash(hashvalues=values, permutations=_base().permutations, scheme=_SCHEME)


def likely_pairs(changed: Sequence[int], signatures: Mapping[int, bytes]) -> list[tuple[int, int]]:
    """Pairs of documents that may be copies, at least one of them changed: by row number, the lesser first."""
    from datasketch import MinHashLSH

    index = MinHashLSH(threshold=_LIKELY, num_perm=PERMUTATIONS)
    hashes = {row: _minhash(stored) for row, stored in signatures.items()}
    for row, minhash in hashes.items():
        index.insert(row, minhash)
    pairs = {
        (min(row, other), max(row, other))
        for row in changed
        if row in hashes
        for other in index.query(hashes[row])
        if other != row
    }
    return sorted(pairs)


def judge(one: Text, other: Text) -> Pair | None:
    """Whether two texts are copies; None when they are plainly not."""
    left, right = sorted((one, other), key=lambda text: text.sha256)
    common = len(left.groups & right.groups)
    alike = common / len(left.groups | right.groups)
    shorter = min(len(left.groups), len(right.groups))
    within = common / shorter if shorter >= _SHORTEST else 0.0
    if alike < _ALIKE and within < _WITHIN:
        return None
    figures = len(left.figures & right.figures)
    of_all = len(left.figures | right.figures)
    of_fewer = min(len(left.figures), len(right.figures))
    agree = figures / of_all if alike >= _ALIKE and of_all else figures / of_fewer if of_fewer else 1.0
    told = f"{alike:.0%} of the word groups are the same, {figures} of {of_all} figures"
    rule = "same text" if alike >= _ALIKE else "excerpt"
    return Pair(left.sha256, right.sha256, rule, told, round(max(alike, within), 3), agree >= _FIGURES)


def groups_of(members: Mapping[str, str | None], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Content -> content of the first of its group; `members` are contents with their days."""
    parent = {sha256: sha256 for sha256 in members}

    def root(sha256: str) -> str:
        while parent[sha256] != sha256:
            parent[sha256] = parent[parent[sha256]]
            sha256 = parent[sha256]
        return sha256

    def order(sha256: str) -> tuple[str, str]:
        return members[sha256] or "9999", sha256

    for left, right in pairs:
        one, other = sorted((root(left), root(right)), key=order)
        parent[other] = one
    return {sha256: root(sha256) for sha256 in members}
