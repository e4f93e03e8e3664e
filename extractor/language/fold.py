"""A length-preserving fold of text for comparing words: letter case, tone placement and white space.

`fold(text)` has exactly one character for every character of `text`, so that offsets in one are offsets
in the other. Tone marks are put where the new spelling has them ("hoà" -> "hòa", "uỷ" -> "ủy"); NBSP,
tabs and line breaks become plain spaces. Tones and diacritics themselves are kept.
"""

from __future__ import annotations

import re

_TONES = ("aàáảãạ", "eèéẻẽẹ", "oòóỏõọ", "uùúủũụ", "yỳýỷỹỵ")
_ROW = {letter: (row[0], tone) for row in _TONES for tone, letter in enumerate(row) if tone}
_MARKED = {(row[0], tone): letter for row in _TONES for tone, letter in enumerate(row)}
# "oà", "oè", "uỳ" at the end of a syllable; "quý" keeps its mark because "qu" is a consonant
_OLD_PLACEMENT = re.compile(r"(?<![qQ])([ou])([àáảãạèéẻẽẹỳýỷỹỵ])(?!\w)")


def _move_tone(match: re.Match[str]) -> str:
    glide, vowel = match.group(1), match.group(2)
    base, tone = _ROW[vowel]
    if (glide, base) not in {("o", "a"), ("o", "e"), ("u", "y")}:
        return match.group(0)
    return _MARKED[glide, tone] + base


def fold(text: str) -> str:
    """`text` in lower case with one tone placement and plain spaces; the same number of code points."""
    lower = text.lower()
    if len(lower) != len(text):  # "İ" and its like grow when lowered
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    flat = re.sub(r"[^\S ]", " ", lower)
    return _OLD_PLACEMENT.sub(_move_tone, flat)
