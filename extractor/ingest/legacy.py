"""Vietnamese from before Unicode: windows-1258, TCVN3 (ABC fonts), VNI, VISCII, VPS, and UTF-8 encoded twice.

Which one it is, is told by the content: the right reading is the one whose words are Vietnamese syllables. The same
bytes are often met as characters, where an old document was saved as Unicode without conversion ("C«ng ®oµn").
Spelling tables: `lexicon/encodings.toml`.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import regex

from extractor import lexicon
from extractor.ingest.vietnamese import is_marked_syllable, is_vietnamese

_SAMPLE = 100_000  # characters that the choice is made from
_SURE = 0.8  # share of syllables among the marked words: the right reading has .95 and more, a wrong one under .5
_FEW = 8  # with fewer marked words than this every single one must be right
_MARGIN = 0.15  # by which the best reading must beat the next
_SOUND = 0.6  # text with at least this share needs no repair

_WORD_OF_BYTES = regex.compile(r"[^\s\x00-\x40\[-`{-~\xa0“”‘’–—…•]+")  # symbols stay in: a wrong reading has them
_BACK = {byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in b"\x81\x8d\x8f\x90\x9d"}
_TO_CP1252 = str.maketrans(_BACK)  # control characters 0x80-0x9F -> the punctuation that Windows has there
_TO_BYTES = str.maketrans({shown: chr(byte) for byte, shown in _BACK.items()})


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, the encoding that it was in, and how sure that is (0 to 1)."""

    text: str
    encoding: str
    confidence: float


def decode(data: bytes) -> Reading | None:
    """The reading of bytes in an old Vietnamese encoding; None where no reading is Vietnamese."""
    surface = data.decode("latin-1")
    found = _best(surface, _encodings())
    return found and Reading(read_as(surface, found[0]), *found)


def repair(text: str) -> tuple[str, float] | None:
    """The old encoding whose bytes this text shows as characters, and how sure that is; None where it is sound.

    `read_as(text, encoding)` then gives the text, whole or in pieces.
    """
    sample = text[:_SAMPLE]
    if text.isascii() or _share(sample)[0] >= _SOUND:
        return None
    return _best(text.translate(_TO_BYTES), ("utf-8 twice", *_encodings()))


def read_as(surface: str, encoding: str) -> str:
    """The text of a surface (bytes as Latin-1 or windows-1252 shows them) in one of the encodings of this module."""
    surface = surface.translate(_TO_BYTES)
    if encoding == "windows-1258":
        return _through(surface, "cp1258")
    if encoding == "utf-8 twice":
        return _through(surface, "utf-8")
    if encoding in ("tcvn3", "vni"):  # fonts on top of windows-1252; the others are whole character sets
        surface = surface.translate(_TO_CP1252)
    spelling = _spelling(encoding)
    text = _units(encoding).sub(lambda unit: spelling[unit[0]], surface)
    return _with_capitals(text) if encoding == "tcvn3" else text


def _through(surface: str, codec: str) -> str:
    """Characters beyond Latin-1 stand for themselves."""
    parts = regex.split(r"([^\x00-\xff]+)", surface)
    read = [part if at % 2 else part.encode("latin-1").decode(codec, "replace") for at, part in enumerate(parts)]
    return unicodedata.normalize("NFC", "".join(read))


def _best(surface: str, encodings: tuple[str, ...]) -> tuple[str, float] | None:
    sample = surface[:_SAMPLE]
    ranked = sorted(((*_share(read_as(sample, name)), name) for name in encodings), reverse=True)
    (share, words, name), next_share = ranked[0], ranked[1][0]
    if not words or share < (_SURE if words >= _FEW else 1.0) or share - next_share < _MARGIN:
        return None
    return None if is_vietnamese(read_as(sample, name)) is False else (name, round(share, 3))


def _encodings() -> tuple[str, ...]:
    return ("windows-1258", *(name for name in lexicon.load("encodings") if name != "meta"))


def _share(text: str) -> tuple[float, int]:
    """The share of Vietnamese syllables among the words that carry a mark, and how many such words there are."""
    words = Counter(word for word in _WORD_OF_BYTES.findall(text) if not word.isascii())
    total = words.total()
    right = sum(count for word, count in words.items() if is_marked_syllable(word.lower()) and not _leaps(word))
    return (right / total if total else 0.0), total


def _leaps(word: str) -> bool:
    """A capital with a mark after a small letter without one: "lỔ" is a wrong reading of the French "là"."""
    return any(one.isascii() and one.islower() and other.isupper() for one, other in pairwise(word))


@cache
def _spelling(encoding: str) -> dict[str, str]:
    return {entry[:-1]: entry[-1] for entry in lexicon.load("encodings")[encoding]["letters"]}


@cache
def _units(encoding: str) -> regex.Pattern[str]:
    spelled = sorted(_spelling(encoding), key=len, reverse=True)
    return regex.compile("|".join(map(regex.escape, spelled)))


_WORD = regex.compile(r"\p{L}+")
_NEW_SENTENCE = regex.compile(r"(?:^|[.!?…]\s+)[\s\-+*–•“\"(]*(\p{Ll})(?=\p{L}|\s)", regex.MULTILINE)


def _with_capitals(text: str) -> str:
    """TCVN3 text with the toned capitals that its fonts did not have: "TổNG" is TỔNG, a sentence begins large."""
    recased = "\n".join("".join(_recased(line)) for line in text.split("\n"))
    recased = _NEW_SENTENCE.sub(lambda new: new[0][:-1] + new[1].upper() if _is_toned(new[1]) else new[0], recased)
    return str(_names().sub(lambda name: name[0][0].upper() + name[0][1:], recased))


@cache
def _names() -> regex.Pattern[str]:
    return regex.compile(rf"\b(?:{'|'.join(lexicon.load('encodings')['tcvn3']['names'])})\b")


def _recased(line: str) -> Iterator[str]:
    words = list(_WORD.finditer(line))
    shouted = [_is_shouted(word[0]) for word in words]
    end = 0
    for at, word in enumerate(words):
        beside = [shouted[other] for other in (at - 1, at + 1) if 0 <= other < len(words)]
        large = shouted[at]
        if large is None:  # "Bí" may be Bí or BÍ, "ở" may be ở or Ở: its neighbours tell
            large = True in beside if word[0][0].isupper() else bool(beside) and all(beside)
        yield line[end : word.start()]
        yield word[0].upper() if large else word[0]
        end = word.end()
    yield line[end:]


def _is_shouted(word: str) -> bool | None:
    """Whether all letters are capitals as far as the font had them; None where that cannot be told."""
    had_capitals = [letter for letter in word if letter.isupper() or not _is_toned(letter)]
    if any(letter.islower() for letter in had_capitals):
        return False
    if len(had_capitals) == len(word):
        return len(word) > 1
    return True if len(had_capitals) > 1 else None


def _is_toned(letter: str) -> bool:
    return any(mark in unicodedata.normalize("NFD", letter) for mark in "\u0300\u0301\u0303\u0309\u0323")
