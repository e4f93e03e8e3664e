"""From numerals to amounts: ranges, x/y, signs, currencies. What an amount counts is decided elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from extractor.extract.numbers.measures import (
    currency_before,
    currency_behind,
    currency_codes,
    hundredths,
    measure_behind,
    measure_end,
    squeezed,
)
from extractor.language.context import noun_follows
from extractor.language.layers import Number
from extractor.language.numerals import Numeral, plain, read_digits
from extractor.lexicon import load

_DASH = re.compile(r"[ ]{0,2}[-–—][ ]{0,2}")
_TO = re.compile(r"[ \n]{1,3}(?:đến|tới)(?: hết)?[ \n]{1,3}(?:khoảng |gần |trên |hơn )?")
_AND = re.compile(r"[ \n]{1,3}và[ \n]{1,3}")
_SLASH = re.compile(r" ?/ ?")
_CHAINED = re.compile(r" ?[-–/] ?\d")
_MINUS_SIGNS = "-−–"
_COMMA_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}")
_WORD_MINUS = re.compile(r"(?<!\w)(?:âm|trừ)[ \n]+$")


@dataclass(slots=True)
class Amount:
    """One number, range or x/y as written, with the money or measure words that belong to it."""

    start: int
    end: int
    value: Number
    first: Numeral
    value_max: Number | None = None
    denominator: Number | None = None
    percent: bool = False
    currency: str | None = None
    unit: str | None = None  # a measure, by its symbol
    outer_start: int = -1
    outer_end: int = -1
    broken: bool = False  # part of a chain such as "1-2-3", "12/5/6": no number at all

    def __post_init__(self) -> None:
        self.outer_start = self.start if self.outer_start < 0 else self.outer_start
        self.outer_end = self.end if self.outer_end < 0 else self.outer_end


class AmountReader:
    """Puts the numerals of one text together; `folded` is the text folded by `fold_lines`."""

    def __init__(self, folded: str, numerals: list[Numeral], informal: bool = False) -> None:
        self.folded, self.numerals, self.informal = folded, numerals, informal

    def amounts(self) -> list[Amount]:
        found: list[Amount] = []
        index = 0
        while index < len(self.numerals):
            amount, index = self._amount(index)
            found.append(amount)
        return found

    def _amount(self, index: int) -> tuple[Amount, int]:
        first = self.numerals[index]
        single = Amount(first.start, first.end, first.value, first, first.value_max, first.denominator, first.percent)
        self._add_unit(single)
        self._regroup(single)
        amount, used = self._pair(single, index)
        self._add_sign(amount)
        self._addcurrency_before(amount)
        return amount, index + used

    def _regroup(self, amount: Amount) -> None:
        """ "1,250 đoàn viên": people and things are counted whole, so that this comma groups the digits."""
        written = self.folded[amount.start : amount.end]
        if self.informal or amount.unit or amount.currency or not _COMMA_GROUP.fullmatch(written):
            return
        if noun_follows(self.folded, amount.end):
            amount.value = int(written.replace(",", ""))

    def _pair(self, first: Amount, index: int) -> tuple[Amount, int]:
        """The amount with a second numeral joined to it, and how many numerals were used."""
        if index + 1 >= len(self.numerals) or first.denominator is not None or first.value_max is not None:
            return first, 1
        second = self.numerals[index + 1]
        if second.start - first.end > 40 or second.bare_scale:
            return first, 1
        between = self.folded[first.end : second.start]
        if first.first.digits and second.digits and _SLASH.fullmatch(between):
            return self._fraction(first, second, index)
        if self.informal and between == " trên " and not (first.first.digits or second.digits):
            return self._fraction(first, second, index)  # "ba trên bốn"
        if first.first.scaled and second.digits and not second.scaled and between in (" ", " và "):
            merged = self._merged(first, second)
            if merged is not None:
                return merged, 2
        if self.informal and first.currency:
            merged = self._with_hundredths(first, second)
            if merged is not None:
                return merged, 2
        return self._range(first, second, index)

    def _fraction(self, first: Amount, second: Numeral, index: int) -> tuple[Amount, int]:
        amount = replace(first, end=second.end, outer_end=second.end, denominator=second.value)
        if _CHAINED.match(self.folded, second.end) or not second.value or second.percent:
            amount.broken = True
        self._add_unit(amount)
        return amount, 2

    def _merged(self, first: Amount, second: Numeral) -> Amount | None:
        """ "1 triệu 250.000 đồng"."""
        behind = currency_behind(self.informal).match(self.folded, second.end)
        if (behind is None and not self._fills(first, second)) or second.value >= first.value or second.percent:
            return None
        amount = replace(first, end=second.end, outer_end=second.end, value=first.value + second.value)
        self._add_unit(amount)
        return amount

    def _fills(self, first: Amount, second: Numeral) -> bool:
        """ "5 ngàn 120 chị", "18 nghìn 600 tấn": just the digits that the scale leaves open, before what is counted."""
        scale = self.folded[first.start : first.end].split()[-1]
        digits = load("numerals")["scales"].get(scale, 1)
        written = self.folded[second.start : second.end].replace(".", "")
        counted = noun_follows(self.folded, second.end) or measure_behind(self.folded, second.end) is not None
        return counted and written.isdigit() and digits > 1 and len(written) == len(str(digits)) - 1

    def _with_hundredths(self, first: Amount, second: Numeral) -> Amount | None:
        """ "2 đô 23 xu", "20 rupees 43"."""
        between = self.folded[first.outer_end : second.start]
        if not re.fullmatch(r"[ \n]+(?:và[ \n]+)?", between) or not 0 < second.value < 100:
            return None
        behind = hundredths().match(self.folded, second.end)
        if behind is None and second.end != len(self.folded):
            return None
        end = behind.end() if behind else second.end
        value = round(float(first.value) + float(second.value) / 100, 2)
        return replace(first, end=end, outer_end=end, value=value)

    def _range(self, first: Amount, second: Numeral, index: int) -> tuple[Amount, int]:
        link = _DASH.match(self.folded, first.outer_end) or _TO.match(self.folded, first.outer_end)
        if link is None and self._between(first):
            link = _AND.match(self.folded, first.outer_end)
        if link is None:
            return first, 1
        sign = re.compile(r"(?:usd|vnd|vnđ|\$|€|£|¥|₫)? ?").match(self.folded, link.end())
        broken_line = "\n" in self.folded[first.end : link.start()]
        if sign is None or second.start not in (link.end(), sign.end()) or broken_line:
            return first, 1
        dashed = link.group().strip() in {"-", "–", "—"}
        low = self._scaled_like(first, second)
        if not self._is_range(first, second, low, dashed):
            if dashed and not link.group().startswith(" ") and first.first.digits and second.digits:
                return replace(first, end=second.end, outer_end=second.end, broken=True), 2
            return first, 1
        amount = replace(first, end=second.end, outer_end=second.end, value=low, value_max=second.value)
        amount.percent = first.percent or second.percent
        amount.first = replace(first.first, scaled=first.first.scaled or second.scaled)
        amount.currency, amount.unit = first.currency, first.unit
        amount.broken = dashed and bool(_CHAINED.match(self.folded, second.end)) and not self._is_bullet(second.end)
        self._add_unit(amount)
        return amount, 2

    def _between(self, first: Amount) -> bool:
        return self.folded[max(0, first.start - 6) : first.start].rstrip().endswith("giữa")

    def _is_bullet(self, at: int) -> bool:
        return "\n" in self.folded[at : at + 2]

    def _is_range(self, first: Amount, second: Numeral, low: Number, dashed: bool) -> bool:
        if second.denominator or second.value_max or not second.value > low:
            return False
        if not low and not first.first.digits:  # "không tới 7000"
            return False
        if first.percent and not second.percent:
            return False
        if not second.digits and first.first.digits:
            return False
        # "12-1.500" and "3-2020" are codes, not ranges
        return not (dashed and low > 0 and second.value > 1000 * low and not second.scaled)

    def _scaled_like(self, first: Amount, second: Numeral) -> Number:
        """The low end with the scale of the high one: "3-5 triệu"."""
        if first.first.scaled or not second.scaled or not second.value:
            return first.value
        written = re.match(r"\d[\d.,]*\d|\d", self.folded[second.start : second.end])
        literal = read_digits(written.group()) if written else None
        if not literal or not first.value < literal:
            return first.value
        own = read_digits(self.folded[first.first.start : first.first.end])
        return plain(own * (int(second.value * 1000) // int(literal * 1000))) if own is not None else first.value

    def _add_unit(self, amount: Amount) -> None:
        """The currency or measure right behind the amount."""
        if amount.percent:
            return
        loose = self.informal or amount.first.scaled  # "100 tỷ won" is money, "5 bảng" are tables
        money = currency_behind(loose).match(self.folded, amount.end)
        if money:
            amount.currency = currency_codes(loose)[squeezed(money["word"])]
            amount.outer_end = money.end()
            return
        unit = measure_behind(self.folded, amount.end)
        if unit is not None:
            amount.unit = unit
            if self.informal:
                amount.outer_end = measure_end(self.folded, amount.end)
        written = self.folded[amount.start : amount.end]
        if amount.currency is None and "đ" in written and "tr" in written:
            amount.currency = "VND"  # "5 trđ"

    def _addcurrency_before(self, amount: Amount) -> None:
        sign = currency_before().search(self.folded, max(0, amount.start - 5), amount.start)
        if sign and amount.currency is None and not amount.percent:
            amount.currency = currency_codes(True)[sign["word"]]
            amount.outer_start = min(amount.outer_start, sign.start())

    def _add_sign(self, amount: Amount) -> None:
        """A minus that belongs to the number: "(-18,7%)", "tăng -2,5%"; a bullet or a dash does not."""
        left = self.folded[max(0, amount.start - 12) : amount.start]
        sign_at = len(left) - 1
        bare = left.rstrip(" ") if self.informal else left
        if bare.endswith(tuple(_MINUS_SIGNS)):
            sign_at = len(bare) - 1
            before = bare[:-1]
            clear = self.informal and not before.strip()
            if clear or before.endswith("(") or (before.endswith((" ", ":")) and before.strip() and amount.percent):
                self._negate(amount, amount.start - (len(left) - sign_at))
                return
        plus = bare.endswith("(+") or (bare.endswith(" +") and amount.percent)
        if plus and not self.informal:
            amount.start = amount.outer_start = amount.start - 1
            return
        worded = _WORD_MINUS.search(left)
        if worded and (self.informal or self.folded[amount.end : amount.end + 3] == " độ"):
            self._negate(amount, amount.start - (len(left) - worded.start()))

    def _negate(self, amount: Amount, start: int) -> None:
        amount.value = -amount.value
        amount.start = amount.outer_start = start


def span_fields(amount: Amount) -> dict[str, Any]:
    """The fields that an amount gives to a `Quantity`."""
    return {
        "start": amount.start,
        "end": amount.end,
        "value": amount.value,
        "value_max": amount.value_max,
        "denominator": amount.denominator,
        "percent": amount.percent,
        "currency": amount.currency,
        "outer_start": amount.outer_start,
        "outer_end": amount.outer_end,
    }
