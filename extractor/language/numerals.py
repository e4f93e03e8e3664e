"""Vietnamese numerals, in digits, in words and mixed: one grammar for counting, money and dates.

Reads "7.434", "1,2 triệu", "2 tỷ 350 triệu", "một trăm linh năm", "hai mươi phẩy tư", "hai phần ba". Values are
exact: `int` where whole, else `float`. The number words are `lexicon/numerals.toml`; the grammar is the standard one
of Vietnamese numerals with its spoken short forms ("hai mốt", "trăm tám", "ba triệu tư").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from extractor.language.layers import Number
from extractor.language.numeral_tokens import (
    MAX_DIGITS,
    Token,
    fold_lines,
    plain,
    read_digits,
    tokens_of,
    words_by_role,
)

__all__ = ["Numeral", "find_numerals", "fold_lines", "plain", "read_digits", "read_numeral"]
_MOST_PARTS = 12  # scales of one number in words; more are a line of noise, whose cost must not grow with its square


@dataclass(slots=True, frozen=True)
class Numeral:
    """One number in the text. `start`, `end` are offsets; the percent sign and the scale lie inside."""

    start: int
    end: int
    value: Number
    value_max: Number | None = None  # of "hai ba người", "hàng chục"
    denominator: Number | None = None  # of "hai phần ba"
    percent: bool = False
    vague: bool = False  # "hàng chục"
    scaled: bool = False  # has a word of scale: "3 triệu"
    digits: bool = False  # holds digits
    bare_scale: bool = False  # a scale word alone: "(gần) trăm"
    words: int = 1  # how many number words or digit runs it is made of


class _Reader:
    """Recursive descent over a run of neighbouring tokens; `index` is the next token."""

    def __init__(self, tokens: list[Token], informal: bool) -> None:
        self.tokens, self.index, self.informal = tokens, 0, informal
        self.lexicon = words_by_role()

    def word(self, ahead: int = 0) -> str:
        at = self.index + ahead
        return self.tokens[at].text if at < len(self.tokens) and self.tokens[at].literal is None else ""

    def literal(self, ahead: int = 0) -> Decimal | None:
        at = self.index + ahead
        return self.tokens[at].literal if at < len(self.tokens) else None

    def is_a(self, group: str, ahead: int = 0) -> bool:
        return self.word(ahead) in self.lexicon[group]

    def _five_is_year(self, ahead: int) -> bool:
        """ "năm" at the end of a compound is the year, unless more of the number follows ("năm mươi", "năm mốt")."""
        if self.word(ahead) != "năm":
            return False
        return not any(self.is_a(group, ahead + 1) for group in ("tens", "hundred", "scales", "only_behind"))

    def _ones(self) -> int:
        """The digit behind tens: "hai mươi [mốt]"; 0 where there is none."""
        if self.is_a("behind") and self.word() != "không" and not self._five_is_year(0):
            if self.is_a("tens", 1) or self.is_a("hundred", 1):
                return 0
            self.index += 1
            return int(self.lexicon["behind"][self.word(-1)])
        return 0

    def _tens(self, behind_hundred: bool) -> int | None:
        """Below a hundred: "mười lăm", "ba mươi tư", "bốn bảy", and behind hundreds "linh ba", "tám" (80)."""
        if behind_hundred and self.is_a("link") and self.is_a("behind", 1):
            self.index += 2
            return int(self.lexicon["behind"][self.word(-1)])
        if self.is_a("ten"):
            self.index += 1
            return 10 + self._ones()
        known = self.is_a("behind") if behind_hundred else self.is_a("digits")
        if not known:
            return None
        digit = int(self.lexicon["behind"][self.word()])
        if self.is_a("tens", 1):
            self.index += 2
            return 10 * digit + self._ones()
        if behind_hundred and self._five_is_year(0):
            return None
        if self._pair(digit):
            self.index += 1
            return 10 * digit + self._ones()
        self.index += 1
        return digit * (10 if behind_hundred and digit else 1)

    def _pair(self, digit: int) -> bool:
        """Two bare digits are spoken tens ("hai mốt", "bốn bảy nghìn"), not "hai ba người" or "hai trăm"."""
        if not digit or not self.is_a("behind", 1) or self.word(1) == "không" or self._five_is_year(1):
            return False
        return not (self.is_a("tens", 2) or self.is_a("hundred", 2))

    def group(self, inside: bool) -> Decimal | None:
        """A number below a thousand, or digits as they stand."""
        literal = self.literal()
        if literal is not None:
            self.index += 1
            return literal
        if inside and self.is_a("link") and self.is_a("behind", 1):
            self.index += 2
            return Decimal(self.lexicon["behind"][self.word(-1)])
        if self.is_a("digits") and self.is_a("hundred", 1):
            value = 100 * int(self.lexicon["digits"][self.word()])
            self.index += 2
            if self.is_a("half"):
                self.index += 1
                return Decimal(value + 50)
            return Decimal(value + (self._tens(behind_hundred=True) or 0))
        if inside and self.is_a("only_behind"):
            self.index += 1
            return Decimal(self.lexicon["behind"][self.word(-1)])
        tens = self._tens(behind_hundred=False)
        return None if tens is None else Decimal(tens)

    def _scale(self) -> int | None:
        at = self.index
        if self.is_a("scales"):
            return int(self.lexicon["scales"][self.word()])
        if at and self.literal(-1) is not None:
            table = {**self.lexicon["short"], **(self.lexicon["informal"] if self.informal else {})}
            if self.word() in table:
                return int(table[self.word()])
        return None

    def cardinal(self) -> Decimal | None:
        """A whole number with its scales: "chín nghìn tám trăm tỷ năm triệu", "1 tỷ 128 triệu", "ba triệu tư"."""
        parts: list[Decimal] = []
        scale = 0
        while len(parts) < _MOST_PARTS:
            begun, single = self.index, self.literal() is None
            value = self.group(inside=bool(parts))
            if value is not None:
                value = self._decimals(value)
            single = single and self.index == begun + 1
            next_scale = self._scale()
            if next_scale is None:
                self.index, last = self._tail(begun, value, scale, single)
                return sum(parts, last) if parts or (value is not None and self.index > begun) else None
            if value is None and not parts:
                return None
            below = [part for part in parts if part < next_scale]
            if parts and value is not None and next_scale >= scale and self.literal(-1) is not None:
                self.index = begun  # "5 triệu 3 tỷ" are two numbers
                return sum(parts, Decimal(0))
            self.index += 1
            if value is None and not below:
                below = [parts[-1]]
            parts = [part for part in parts if part not in below]
            parts.append((sum(below, Decimal(0)) + (value or 0)) * next_scale)
            scale = next_scale
            if self.is_a("half"):
                self.index += 1
                return sum(parts, Decimal(scale) / 2)
        return sum(parts, Decimal(0))

    def _tail(self, begun: int, value: Decimal | None, scale: int, single: bool) -> tuple[int, Decimal]:
        """What stands behind the last scale: (next token, its worth)."""
        if value is None or (scale and self.literal(begun - self.index) is not None and not self.informal):
            return begun, Decimal(0)  # "mở 2 triệu 3 lớp": the digits begin a new number
        if not scale:
            return self.index, value
        if self.literal(begun - self.index) is not None:  # 2tr5
            return (self.index, value * scale / 10) if value < 10 else (begun, Decimal(0))
        if not single or value >= 10:
            return self.index, value
        if value == 0 or self.word(-1) == "năm":
            return begun, Decimal(0)
        return self.index, value * scale / 10

    def _decimals(self, value: Decimal) -> Decimal:
        """ "hai mươi phẩy bốn", "không chấm năm", "hai phẩy 23": digits one by one, or a number below a thousand."""
        if not self.is_a("point"):
            return value
        literal = self.literal(1)
        if literal is not None and re.fullmatch(r"[0-9]+", self.tokens[self.index + 1].text):
            self.index += 2
            return value + Decimal(f"0.{self.tokens[self.index - 1].text}")
        spoken = ""
        ahead = 1
        while self.is_a("behind", ahead) and len(spoken) < MAX_DIGITS:
            spoken += str(self.lexicon["behind"][self.word(ahead)])
            ahead += 1
        if self.is_a("tens", ahead) or self.is_a("hundred", ahead) or (not spoken and self.is_a("ten", ahead)):
            self.index += 1
            behind = self.group(inside=False)
            if behind is None or behind != behind.to_integral_value() or behind < 0:
                return value
            return value + Decimal(f"0.{int(behind)}")
        if spoken:
            self.index += ahead
            return value + Decimal(f"0.{spoken}")
        return value

    def numeral(self) -> Numeral | None:
        """The numeral that begins at `index`, and `index` behind it; None where no numeral begins here."""
        first = self.index
        if self.is_a("scales") or self.is_a("hundred") or self.word() == "chục":
            return self._bare_scale(first)
        low = self._neighbours()
        value = self.cardinal()
        if value is None:
            self.index = first + 1
            return None
        if low is not None and self.index == first + 2:
            return self._made(first, Decimal(low[0]), value_max=low[1])
        if self.is_a("half") and not self.is_a("link", -1) and self.index == first + 1:
            return self._made(first, value)  # "một năm rưỡi" is read with its unit of time
        if self.is_a("over"):
            if self.is_a("hundred", 1):
                self.index += 2
                return self._made(first, value, percent=True)
            back = self.index
            self.index += 1
            below = self.group(inside=True) if self.literal() is None else None
            if below:
                return self._made(first, value, denominator=plain(below))
            self.index = back
        return self._made(first, value)

    def _neighbours(self) -> tuple[int, int] | None:
        """ "hai ba (người)", "năm bảy (lần)": two small numbers side by side are a range."""
        table = self.lexicon["digits"]
        if self.word() in table and self.word(1) in table:
            low, high = table[self.word()], table[self.word(1)]
            if low > 0 and (high == low + 1 or (low, high) == (5, 7)) and not self._five_is_year(1):
                return low, high
        return None

    def _bare_scale(self, first: int) -> Numeral | None:
        table = {**self.lexicon["short"], **self.lexicon["scales"]}
        value = Decimal(1)
        while self.word() in table:
            value *= table[self.word()]
            self.index += 1
        return self._made(first, value, bare_scale=True)

    def _made(self, first: int, value: Decimal, **more: Any) -> Numeral:
        used = self.tokens[first : self.index]
        return Numeral(
            start=used[0].start,
            end=used[-1].end,
            value=plain(value),
            digits=any(token.literal is not None for token in used),
            scaled=any(token.text in self.lexicon["scales"] or token.text in self.lexicon["short"] for token in used),
            words=len(used),
            **more,
        )


_BETWEEN = re.compile(r"[ \n]{0,30}")


def _runs(folded: str, tokens: list[Token]) -> Iterator[list[Token]]:
    """Tokens with nothing but blanks between them; a literal never joins a literal."""
    run: list[Token] = []
    for token in tokens:
        if run and not (
            _BETWEEN.fullmatch(folded, run[-1].end, token.start)
            and (token.literal is None or run[-1].literal is None)
            and (token.literal is None or "\n" not in folded[run[-1].end : token.start])
        ):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


_PERCENT = re.compile(r" ?%")


def _numerals_of(run: list[Token], informal: bool) -> Iterator[Numeral]:
    if len(run) == 1 and run[0].literal is not None:  # nearly all numerals of a report
        yield Numeral(run[0].start, run[0].end, plain(run[0].literal), digits=True)
        return
    reader = _Reader(run, informal)
    while reader.index < len(run):
        numeral = reader.numeral()
        if numeral is not None:
            yield numeral


def find_numerals(folded: str, start: int = 0, end: int | None = None, *, informal: bool = False) -> list[Numeral]:
    """Every numeral of a folded text (see `fold_lines`), left to right, without overlaps.

    Nothing is said here about what a numeral counts: ordinals, articles and dates are among them.
    `informal` also reads price-tag forms: "10k", "2tr5", ",77".
    """
    stop = len(folded) if end is None else end
    found: list[Numeral] = []
    for run in _runs(folded, tokens_of(folded, start, stop, informal)):
        for numeral in _numerals_of(run, informal):
            sign = _PERCENT.match(folded, numeral.end)
            if sign and not numeral.denominator:
                numeral = replace(numeral, end=sign.end(), percent=True)
            found.append(numeral)
    return found


def read_numeral(phrase: str) -> Number | None:
    """The value of a phrase that is one whole number and nothing else; None otherwise."""
    found = find_numerals(fold_lines(phrase))
    if len(found) != 1 or found[0].percent or found[0].denominator or found[0].bare_scale:
        return None
    return found[0].value if found[0].end - found[0].start == len(phrase.strip()) else None
