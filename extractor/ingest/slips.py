"""What OCR takes for something else again and again, put right where the words around it leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractor import lexicon
from extractor.ingest.paper import Word

_SYLLABLE = re.compile(r"[^\W\d_]+")
# A slash that only typographers use, and the Icelandic capital that looks like Đ: no Vietnamese keyboard has them.
_LOOKALIKES = str.maketrans({"\u2044": "/", "\u00d0": "\u0110"})


@dataclass(frozen=True, slots=True)
class _Slip:
    """See `lexicon/slips.toml`; an empty `next` is any syllable, the end of the page too."""

    meant: str
    next: frozenset[str]
    not_behind: frozenset[str]
    not_before: frozenset[str]
    not_beyond: frozenset[str]

    def is_meant(self, behind: str, next_: str, beyond: str) -> bool:
        if self.next and next_ not in self.next:
            return False
        return behind not in self.not_behind and next_ not in self.not_before and beyond not in self.not_beyond


@cache
def _slips() -> dict[str, _Slip]:
    kinds = ("next", "not_behind", "not_before", "not_beyond")
    return {
        slip["seen"]: _Slip(slip["meant"], *(frozenset(slip.get(kind, ())) for kind in kinds))
        for slip in lexicon.load("slips")["slips"]
    }


def mend(words: Sequence[Word]) -> None:
    """Put the words of a page right, in place; they stand in the order in which they are read."""
    for word in words:
        word.text = word.text.translate(_LOOKALIKES)
    found = [(word, match) for word in words for match in _SYLLABLE.finditer(word.text)]
    syllables = [match[0].lower() for _, match in found]
    around = ["", *syllables, "", ""]
    for at, (word, match) in enumerate(found):
        slip = _slips().get(syllables[at])
        if slip is None or (slip.next and at + 1 < len(found) and _is_name(found[at + 1][1][0])):
            continue
        if slip.is_meant(around[at], around[at + 2], around[at + 3]):
            word.text = word.text[: match.start()] + _cased(slip.meant, match[0]) + word.text[match.end() :]


def _is_name(syllable: str) -> bool:
    """Whether it begins another name: "chỉ Bộ Y tế" is no "chi bộ"."""
    return syllable[:1].isupper() and syllable[1:].islower()


def _cased(meant: str, seen: str) -> str:
    """The right syllable in the letter case of the wrong one; both have the same number of letters."""
    return "".join(one.upper() if other.isupper() else one for one, other in zip(meant, seen, strict=True))
