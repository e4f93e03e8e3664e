"""Units beside numbers and in heads: counted nouns, currencies, measures, words of scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.extract.figures.lexicon import noun_book
from extractor.language.fold import fold
from extractor.language.phrases import PhraseBook, words_of
from extractor.lexicon import load

_THOUSAND = re.compile(r"1[.,]?000\s*(?=[^\W\d])")  # "(1.000 đồng)"


@cache
def scales() -> dict[str, int]:
    """Words and short forms of scale that may follow digits, folded."""
    lexicon = load("numerals")
    return {**{fold(word): int(value) for word, value in lexicon["scales_behind_digits"].items()}, **lexicon["scales"]}


@cache
def _unit_book() -> PhraseBook:
    """Currencies and measures that `nouns.toml` may lack."""
    return PhraseBook((word, code) for code, words in load("measures")["currency"].items() for word in words)


@cache
def _scale_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(scales(), key=len, reverse=True))
    return re.compile(rf"\s*(?P<scale>(?:{words})(?![^\W\d_]))?\s*")


def split_scale(phrase: str) -> tuple[int, str, int]:
    """The scale that a folded phrase begins with (1 for none), the rest, and the length of the scale word with it."""
    match = _scale_pattern().match(phrase)
    word = match.group("scale") if match else None
    if match is None or word is None:
        return 1, phrase.strip(), 0
    return scales()[word], phrase[match.end() :].strip(), match.end("scale")


def is_unit(phrase: str) -> bool:
    """Whether a folded phrase is nothing but a counted noun, a currency or a measure ("đảng viên", "triệu đồng")."""
    if _is_noun(phrase):
        return True
    scale, rest, _ = split_scale(phrase.split("/", 1)[0].strip())
    return _is_noun(rest) if rest else scale != 1


def _is_noun(phrase: str) -> bool:
    words = words_of(phrase)
    hits = [book.at(words, 0) for book in (noun_book(), _unit_book())] if words else []
    return any(hit is not None and hit.last == len(words) for hit in hits)


def currency_of(phrase: str) -> str | None:
    """ISO 4217 code of the currency that a folded unit ends in ("triệu đồng", "1.000 USD"), else None."""
    words = words_of(phrase)
    hit = noun_book().at(words, 0) if words else None
    if hit is not None and hit.last == len(words) and hit.label != "money":
        return None  # "đ/c"
    words = words_of(phrase.split("/", 1)[0])
    for index in range(len(words)):
        hit = _unit_book().at(words, index)
        if hit is not None and hit.last == len(words):
            return hit.label
    return None


@dataclass(slots=True, frozen=True)
class Unit:
    """A unit as a head, a unit column or a cell gives it: "người", "triệu đồng"."""

    text: str = ""  # as written
    noun: str = ""  # as written, without the word of scale and without "/người"
    scale: int = 1
    currency: str | None = None  # ISO 4217
    percent: bool = False

    @classmethod
    def of(cls, written: str) -> Unit:
        """The unit written like this; "1.000 đồng" and "1000 đ" are scales too."""
        text = " ".join(written.split())
        if text.startswith("%"):
            return cls(text, percent=True)
        folded = fold(text)
        thousand = _THOUSAND.match(folded)
        scale, _, length = split_scale(folded)
        if thousand is not None:
            scale, length = 1000, thousand.end()
        rest = text[length:].strip()
        noun = rest if _is_noun(fold(rest)) else rest.split("/", 1)[0].strip()
        return cls(text, noun, scale, currency_of(folded))

    @property
    def spoken(self) -> str:
        """The unit as prose has it behind a number ("nghìn đồng" for "1.000 đồng")."""
        return f"nghìn {self.noun}" if self.text[:1].isdigit() else self.text
