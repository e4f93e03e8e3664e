"""Is this text Vietnamese? Told by its syllables, and only where there is enough text to tell."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

import regex

from extractor import lexicon

_WORDS_TO_JUDGE = 40  # fewer words than this prove nothing: a heading may be all names and abbreviations
_MARKED_SHARE = 0.20  # Vietnamese prose has 75 to 87 %, French with all its accents at most 13 %, English none
_BARE_SHARE = 0.80  # typed without marks ("ket nap dang") nearly all words are syllables; English has under half
_LONGEST = 7  # letters in a syllable: "nghiêng"
_READ_AT_MOST = 200_000  # characters: a sample is enough, and the check stays cheap on a long document

_WORD = regex.compile(r"\p{L}+")
_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")


def _either(parts: Iterable[str]) -> str:
    return "|".join(sorted(map(regex.escape, set(parts)), key=len, reverse=True))


@cache
def _syllable(marked: bool) -> regex.Pattern[str]:
    """One toneless syllable; with `marked` false, as typed without any marks."""
    parts: dict[str, list[str]] = lexicon.load("syllables")["syllable"]
    write = str if marked else _bare
    return regex.compile(f"(?:{_either(map(write, parts['onsets']))})?(?:{_either(map(write, parts['rhymes']))})")


def _bare(word: str) -> str:
    """The word as typed without Vietnamese marks: "đảng" becomes "dang"."""
    parts = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(part for part in parts if not unicodedata.combining(part))


def is_marked_syllable(word: str) -> bool:
    """Whether this word of small letters can be a Vietnamese syllable and carries a Vietnamese mark ("đảng")."""
    return len(word) <= _LONGEST and not word.isascii() and _is_syllable(word)


@lru_cache(maxsize=20_000)  # the same words come back in every document
def _is_syllable(word: str) -> bool:
    toneless = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_TONES))
    return _syllable(True).fullmatch(toneless) is not None


def is_vietnamese(text: str) -> bool | None:
    """True or False by the share of Vietnamese syllables among the words; None where there is too little text to judge.

    `text` is NFC. Text typed without marks counts as Vietnamese; a page half in English does too.
    """
    words = Counter(_WORD.findall(text[:_READ_AT_MOST].lower()))
    total = words.total()
    if total < _WORDS_TO_JUDGE:
        return None
    marked = sum(count for word, count in words.items() if is_marked_syllable(word))
    if marked >= _MARKED_SHARE * total:
        return True
    bare = sum(count for word, count in words.items() if _syllable(False).fullmatch(_bare(word)))
    return bare >= _BARE_SHARE * total


def soundness(text: str) -> float:
    """The share of the words of an NFC text that can be Vietnamese syllables, abbreviations aside; 1 without words.

    A text that has lost letters ("T NG LIÊN ĐOÀN") is full of words that cannot.
    """
    words = Counter(word for word in _WORD.findall(text[:_READ_AT_MOST]) if not _is_abbreviation(word))
    right = sum(count for word, count in words.items() if len(word) <= _LONGEST and _is_syllable(word.lower()))
    return right / words.total() if words else 1.0


def _is_abbreviation(word: str) -> bool:
    return 1 < len(word) <= _LONGEST and word.isupper() and not _is_syllable(word.lower())
