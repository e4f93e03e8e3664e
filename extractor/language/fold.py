"""A length-preserving fold of text for comparing words: letter case, tone placement and white space.

`fold(text)` has exactly one character for every character of `text`, so that offsets in one are offsets
in the other. Tone marks are put where the new spelling has them ("hoà" -> "hòa", "uỷ" -> "ủy"); NBSP,
tabs and line breaks become plain spaces. Tones and diacritics themselves are kept.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = ("aàáảãạ", "eèéẻẽẹ", "oòóỏõọ", "uùúủũụ", "yỳýỷỹỵ")
_TONE_MARKS = "\u0300\u0301\u0309\u0303\u0323"
# Phrases of a document are folded again and again by the stages; some 3 MB hold those of the last documents.
# So is its whole text, of which the last one is kept.
_LONGEST_PHRASE = 60  # characters
_PHRASES_KEPT = 8_192
_SHORTEST_DOCUMENT = 400
_ROW = {letter: (row[0], tone) for row in _TONES for tone, letter in enumerate(row) if tone}
_MARKED = {(row[0], tone): letter for row in _TONES for tone, letter in enumerate(row)}
# "oà", "oè", "uỳ" at the end of a syllable; "quý" keeps its mark because "qu" is a consonant
_OLD_PLACEMENT = re.compile(r"(?<![qQ])([ou])([àáảãạèéẻẽẹỳýỷỹỵ])(?!\w)")

_OTHER_SPACE = re.compile(r"[^\S ]")

# slips of typing and of character recognition inside the diphthongs "ươ", "iê", "uô": "nguời", "đựơc", "vỉên";
# and a capital I read for an l: "Iao động"
_SLIP = r"(u[ờớởỡợơ]|ư[oòóỏõọ]|[ừứửữự]ơ|[ùúủũụ]ơ)(?=[^\W\d_])"
_ANY_SLIP = re.compile(_SLIP)  # looked for first: slips are rare, and walking every word is slow
_HORN = re.compile(r"(?<![^\W_])([^\W\d_]*?)" + _SLIP)
_EARLY_TONE = re.compile(r"([ìíỉĩị])ê(?=[^\W\d_])|([ùúủũụ])ô(?=[^\W\d_])")
_CAPITAL_I = re.compile(r"(?<![^\W_])I(?=[aàáảãạăắằẳẵặâấầẩẫậoòóỏõọôốồổỗộơớờởỡợuùúủũụư])")


def _join_horns(match: re.Match[str]) -> str:
    cluster = match.group(2)
    decomposed = unicodedata.normalize("NFD", cluster)
    tone = "".join(mark for mark in decomposed if mark in _TONE_MARKS)
    return match.group(1) + "ư" + unicodedata.normalize("NFC", "ơ" + tone)


def _late_tone(match: re.Match[str]) -> str:
    if match.group(1) == "ỉ":  # read by machine for a plain i, hardly a slip of the hand
        return "iê"
    early, vowel = (match.group(1), "ê") if match.group(1) else (match.group(2), "ô")
    tone = "".join(mark for mark in unicodedata.normalize("NFD", early) if mark in _TONE_MARKS)
    return ("i" if vowel == "ê" else "u") + unicodedata.normalize("NFC", vowel + tone)


def _move_tone(match: re.Match[str]) -> str:
    glide, vowel = match.group(1), match.group(2)
    base, tone = _ROW[vowel]
    if (glide, base) not in {("o", "a"), ("o", "e"), ("u", "y")}:
        return match.group(0)
    return _MARKED[glide, tone] + base


def fold(text: str) -> str:
    """`text` in lower case with one tone placement and plain spaces; the same number of code points."""
    if len(text) <= _LONGEST_PHRASE:
        return _fold_phrase(text)
    return _fold_document(text) if len(text) >= _SHORTEST_DOCUMENT else _fold(text)


def _fold(text: str) -> str:
    lower = (_CAPITAL_I.sub("l", text) if "I" in text else text).lower()
    if len(lower) != len(text):  # "İ" and its like grow when lowered
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    flat = _OTHER_SPACE.sub(" ", lower)
    if _ANY_SLIP.search(flat):
        flat = _HORN.sub(_join_horns, flat)
    return _OLD_PLACEMENT.sub(_move_tone, _EARLY_TONE.sub(_late_tone, flat))


@lru_cache(maxsize=_PHRASES_KEPT)
def _fold_phrase(text: str) -> str:
    return _fold(text)


@lru_cache(maxsize=1)
def _fold_document(text: str) -> str:
    return _fold(text)
