"""Words to the left and right of a place in a folded text, and whether what follows is a counted noun."""

from __future__ import annotations

import re
from functools import cache

from extractor.language.fold import fold
from extractor.lexicon import load

# for character classes: Latin capitals with Vietnamese diacritics, which no range of code points holds alone
CAPITALS = "A-Z" + "".join(c for c in map(chr, [*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA)]) if c.isupper())
_CLOSING = re.compile(r"[.,;:()/”\"\[\]]")
_OPENING = "([{“\"'‘*"
REACH = 48  # characters looked at to either side; longer cues do not exist

# Heads of one syllable that begin other words too often to tell a counted noun from the rest of a sentence.
_WEAK_HEADS = frozenset(["từ", "mặt", "ý", "nước", "khu", "vùng", "ban", "hội", "điều", "số", "g", "m", "con đường"])


def words_before(folded: str, at: int, most: int = 4) -> list[str]:
    """The last words before `at`, as phrases of one word, two words and so on up to `most`."""
    words = folded[max(0, at - REACH) : at].split()[-most:]
    return [" ".join(words[-count:]).lstrip(_OPENING) for count in range(1, len(words) + 1)]


def words_after(folded: str, at: int, most: int = 5) -> list[str]:
    """The words right behind `at`, as phrases of one word and up; none beyond a punctuation mark."""
    piece = folded[at : at + REACH]
    if not piece[:1].isspace() and not piece[:1].isalpha():
        return []
    words = _CLOSING.split(piece, maxsplit=1)[0].split()[:most]
    return [" ".join(words[:count]) for count in range(1, len(words) + 1)]


@cache
def counted_nouns() -> frozenset[str]:
    """Heads of counted noun phrases, folded: `lexicon/nouns.toml`."""
    heads = {fold(head) for family in load("nouns")["family"].values() for head in family["heads"]}
    return frozenset(heads - _WEAK_HEADS)


_TIME_HEADS = frozenset(["năm", "tháng", "tuần", "ngày", "giờ", "phút", "giây", "quý"])


def noun_of_time_follows(folded: str, at: int) -> bool:
    """Whether what follows is counted by its unit of time: "ngày công", "tháng lương"; not a unit of time alone."""
    known = counted_nouns()
    return any(phrase in known and phrase not in _TIME_HEADS for phrase in words_after(folded, at))


def noun_follows(folded: str, at: int) -> bool:
    """Whether a counted noun stands right behind `at`."""
    known = counted_nouns()
    return any(phrase in known for phrase in words_after(folded, at))
