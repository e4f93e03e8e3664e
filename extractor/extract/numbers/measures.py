"""Currencies and units of measure beside a number, from `lexicon/measures.toml`. All patterns work on folded text."""

from __future__ import annotations

import re
from functools import cache

from extractor.language.fold import fold
from extractor.lexicon import load


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"[ \n]+") for word in sorted(words, key=len, reverse=True))


@cache
def currency_codes(informal: bool) -> dict[str, str]:
    lexicon = load("measures")
    ambiguous = frozenset(lexicon["ambiguous"]["words"])
    return {
        fold(word): code
        for code, words in lexicon["currency"].items()
        for word in words
        if informal or word not in ambiguous
    }


@cache
def currency_behind(informal: bool) -> re.Pattern[str]:
    traps = load("measures")["currency_traps"]
    words = list(currency_codes(informal))
    pieces = [
        re.escape(word).replace(r"\ ", r"[ \n]+")
        + ("" if not word[-1].isalnum() else r"(?![^\W_])")
        + (rf"(?![ /]*(?:{'|'.join(traps[word])})(?![^\W_]))" if word in traps else "")
        for word in sorted(words, key=len, reverse=True)
    ]
    return re.compile(rf"[ \n]{{0,2}}(?P<word>{'|'.join(pieces)})")


@cache
def currency_before() -> re.Pattern[str]:
    lexicon = load("measures")["currency"]
    signs = [fold(w) for words in lexicon.values() for w in words if not w.isalpha() or (w.isascii() and len(w) <= 3)]
    return re.compile(rf"(?<![^\W_])(?P<word>{_alternatives(signs)}) ?$")


@cache
def _measures() -> tuple[re.Pattern[str], dict[str, str]]:
    lexicon = load("measures")["unit"]
    table = {fold(word): symbol for symbol, words in lexicon.items() for word in words}
    return re.compile(rf"[ ]?(?P<word>{_alternatives(list(table))})(?![^\W_])"), table


@cache
def hundredths() -> re.Pattern[str]:
    words = _alternatives(load("measures")["hundredths"]["words"])
    return re.compile(rf"[ \n]+(?:{words})(?!\w)")


def squeezed(text: str) -> str:
    return " ".join(text.split())


def measure_behind(folded: str, at: int) -> str | None:
    """The symbol of the unit of measure right behind `at`: "kg", "m³"."""
    pattern, table = _measures()
    match = pattern.match(folded, at)
    return table[squeezed(match["word"])] if match else None


def measure_end(folded: str, at: int) -> int:
    """Where the unit of measure right behind `at` ends; `at` where there is none."""
    match = _measures()[0].match(folded, at)
    return match.end() if match else at
