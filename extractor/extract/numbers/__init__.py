"""Stage `numbers`: every number of the text, and whether it is a figure or why it is none."""

from __future__ import annotations

import re
from bisect import bisect_right

from extractor.extract.numbers.amounts import Amount, AmountReader, span_fields
from extractor.extract.numbers.kinds import FIGURE, Judge, Kind
from extractor.extract.numbers.marks import Marks
from extractor.extract.numbers.modifiers import modify
from extractor.extract.numbers.tables import row_numbers
from extractor.extract.numbers.words import WordJudge
from extractor.language.layers import Layers, Quantity
from extractor.language.numerals import find_numerals, fold_lines
from extractor.lexicon import load

__all__ = ["annotate"]

_LABELS = frozenset(["name", "reference", "ordinal"])
_MULTIPLE = re.compile(r"(?<![^\W_])gấp(?: (?:hơn|gần|khoảng|trên|tới|rưỡi)){0,3}[ \n]+(?P<word>đôi|rưỡi)(?![^\W_])")


class _Spans:
    """Sorted spans with a look-up: which one overlaps a stretch of text."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.starts = [start for start, _ in self.spans]

    def overlap(self, start: int, end: int) -> bool:
        index = bisect_right(self.starts, end - 1) - 1
        return index >= 0 and self.spans[index][1] > start


def _quantity(amount: Amount, kind: Kind, folded: str) -> Quantity:
    modifier = modify(folded, amount) if kind[0] == "figure" else None
    return Quantity(**span_fields(amount), modifier=modifier, kind=kind[0], rule=kind[1] or "numbers.figure")


def _vague(amount: Amount, folded: str) -> None:
    """ "hàng chục", "hàng trăm nghìn": from the number itself up to the next power of ten."""
    match = re.compile(r"(?<![^\W_])hàng[ \n]+$").search(folded, max(0, amount.start - 6), amount.start)
    if match is not None:
        amount.start = amount.outer_start = match.start()
        amount.value_max = 10 * amount.value - 1
        object.__setattr__(amount.first, "vague", True)


def _multiples(folded: str) -> list[Quantity]:
    """ "gấp đôi", "gấp rưỡi"."""
    table = load("quantity_cues")["multiples"]
    return [
        Quantity(match.start(), match.end(), table[match["word"]], rule="numbers.multiple")
        for match in _MULTIPLE.finditer(folded)
    ]


def _stands_alone(amount: Amount, folded: str) -> bool:
    """Whether an amount of a lone expression is more than a small word that may not count."""
    whole = not (folded[: amount.outer_start] + folded[amount.outer_end :]).strip(" \n.,!?")
    return whole or amount.first.digits or amount.first.words > 1


def annotate(layers: Layers, *, informal: bool = False) -> None:
    """Fill `layers.numbers` in text order, without overlaps, leaving out boilerplate.

    Reads `zones` and `dates`. A number inside a date is of kind `date`. `informal` reads the whole text as one
    expression, price-tag forms too, as `normalise` does.
    """
    text = layers.text
    folded = fold_lines(text)
    dates = _Spans([(date.start, date.end) for date in layers.dates])
    hidden = _Spans([(zone.start, zone.end) for zone in layers.zones if zone.kind == "boilerplate"])
    numerals = [n for n in find_numerals(folded, informal=informal) if not hidden.overlap(n.start, n.end)]
    dated = [n for n in numerals if dates.overlap(n.start, n.end)]
    free = [n for n in numerals if not dates.overlap(n.start, n.end)]
    found = [Quantity(n.start, n.end, n.value, kind="date", rule="numbers.date") for n in dated]
    rows = row_numbers(text)
    digits, words = Judge(text, folded, Marks(text, folded)), WordJudge(text, folded)
    last: tuple[Amount, Kind] | None = None
    for amount in AmountReader(folded, free, informal).amounts():
        if last is not None and amount.start < last[0].outer_end:
            continue  # the 2 of "150 m2"
        if amount.first.bare_scale:
            _vague(amount, folded)
        if amount.start in rows:
            kind: Kind = ("list_number", "numbers.row")
        elif informal and _stands_alone(amount, folded):
            kind = FIGURE
        elif not amount.first.digits:
            kind = words.kind(amount)
        else:
            kind = digits.kind(amount)
            if kind == FIGURE and last and last[1][0] in _LABELS and digits.goes_on(last[0], amount):
                kind = last[1]
        last = amount, kind
        found.append(_quantity(amount, kind, folded))
    found.extend(quantity for quantity in _multiples(folded) if not hidden.overlap(quantity.start, quantity.end))
    layers.numbers = sorted(found, key=lambda quantity: quantity.start)
