"""The pieces of Vietnamese numerals: digit literals and number words, found in folded text.

The number words are `lexicon/numerals.toml`; `numerals` puts the pieces together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from extractor.language.fold import fold
from extractor.language.layers import Number
from extractor.lexicon import load

MAX_DIGITS = 18  # longer runs are account numbers and bar codes, not counts

# The shapes that a run of digits, points and commas may have; anything else is a version, an address, a list.
_WHOLE = re.compile(r"\d+")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")  # 1.250.000,5
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3},\d{3}\.\d+")  # 1,250,000.5
_DECIMAL = re.compile(r"\d+[.,]\d+")
_GAPS = re.compile(r"[ \u00a0]")


@lru_cache(maxsize=4)  # several stages fold the same text one after the other
def fold_lines(text: str) -> str:
    """`text` folded as by `fold`, line breaks kept; the same number of code points."""
    return "\n".join(fold(line) for line in text.split("\n"))


def plain(value: Decimal) -> Number:
    """`int` where the value is whole, else `float`."""
    return int(value) if value == value.to_integral_value() else float(value)


def read_digits(literal: str) -> Decimal | None:
    """The value of digits with points, commas or gaps between them; None where the shape is no number.

    A single point before exactly three digits groups them ("1.250"), a single comma is a decimal sign ("1,299").
    """
    literal = _GAPS.sub("", literal)
    if literal.startswith(","):
        literal = "0" + literal
    if len(literal) > 2 * MAX_DIGITS:
        return None
    if _WHOLE.fullmatch(literal):
        return Decimal(literal) if len(literal) <= MAX_DIGITS else None
    if _POINTS.fullmatch(literal) and not literal.startswith("0"):
        return Decimal(literal.replace(".", "").replace(",", "."))
    if _COMMAS.fullmatch(literal):
        return Decimal(literal.replace(",", ""))
    if _DECIMAL.fullmatch(literal):
        return Decimal(literal.replace(",", "."))
    return None


@dataclass(slots=True, frozen=True)
class Token:
    start: int
    end: int
    text: str
    literal: Decimal | None


@cache
def words_by_role() -> dict[str, Any]:
    lexicon = load("numerals")
    words = lexicon["words"]
    return {
        "digits": lexicon["digits"],
        "behind": {**lexicon["digits"], **lexicon["digits_behind"]},
        "only_behind": lexicon["digits_behind"],
        "scales": lexicon["scales"],
        "short": lexicon["scales_behind_digits"],
        "informal": lexicon["scales_informal"],
        **{name: frozenset(words[name]) for name in words},
    }


@cache
def _word_pattern() -> re.Pattern[str]:
    """Number words. Only plain characters begin a branch: the engine skips to them."""
    lexicon = load("numerals")
    words: dict[str, None] = dict.fromkeys([*lexicon["digits"], *lexicon["digits_behind"], *lexicon["scales"]])
    words.update(dict.fromkeys(word for group in lexicon["words"].values() for word in group))
    traps = lexicon["traps"]
    spelled = [
        re.escape(word) + (rf"(?![ \n]+(?:{'|'.join(traps[word])})\b)" if word in traps else "") + r"(?![^\W_])"
        for word in sorted(words, key=len, reverse=True)
    ]
    return re.compile("|".join(spelled))


@cache
def _digit_pattern(informal: bool) -> re.Pattern[str]:
    """Digits with points, commas and gaps, and a short scale grown together with them: "12 500", "5 trđ", "10k"."""
    lexicon = load("numerals")
    short = [word for word in lexicon["scales_behind_digits"] if word not in lexicon["words"]["hundred"]]
    short = [word for word in short if word not in lexicon["words"]["tens"]]
    short += lexicon["scales_informal"] if informal else []
    behind = "|".join(map(re.escape, sorted(short, key=len, reverse=True)))
    follows = r"(?=\n|\Z| *[^\W_]| *[.,;)%$€£¥₫])" if informal else r"(?= ?[^\W\d_%])"
    alone = r"(?<!\d[ .,/-])(?<!\d)"  # does not go on another number
    gap = rf"{alone}(?<=[^\W\d_] )\d{{1,3}}(?:(?: \.|\. )\d{{3}}){{1,3}}(?![.,/]?\d)(?= [^\W\d_])"
    spaced = rf"{alone}\d{{1,3}}(?:[ \u00a0]\d{{3}}){{1,4}}(?:,\d+)?(?![.,/-]?\d| \d){follows}"
    lead = r"(?<![\w.,]),\d+|" if informal else ""
    spoken = "|".join(rf"(?<={re.escape(word)} )" for word in lexicon["gaps"]["percent_before"])
    broken = rf"(?:(?:{spoken})\d{{1,2}}, \d{{1,2}}|(?<=\()\d{{1,2}}, \d|{alone}\d{{1,2}} ,\d{{1,2}})(?= ?%)"
    literal = rf"(?P<literal>{lead}(?=\d)(?:{broken}|{gap}|{spaced}|\d+(?:[.,]\d+)*))"
    return re.compile(rf"{literal}(?:[ ]?(?!m[23])(?P<short>{behind})(?![^\W\d_]))?")


def tokens_of(folded: str, start: int, end: int, informal: bool) -> list[Token]:
    found = [
        Token(match.start(), match.end(), match.group(), None)
        for match in _word_pattern().finditer(folded, start, end)
        if not (match.start() and folded[match.start() - 1].isalpha())  # else the tail of a longer word
    ]
    for match in _digit_pattern(informal).finditer(folded, start, end):
        literal = read_digits(match["literal"])
        if literal is None:
            continue
        found.append(Token(match.start(), match.end("literal"), match["literal"], literal))
        if match["short"]:
            found.append(Token(match.start("short"), match.end(), match["short"], None))
    return sorted(found, key=lambda token: token.start)
