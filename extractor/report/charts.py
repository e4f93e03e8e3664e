"""Charts as inline SVG: bars of years, and the bar of one row in a table. Each stands beside its numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

_WIDTH, _HEIGHT = 360, 190  # as wide as a telephone, so that letters keep their size there
_LEFT, _RIGHT, _TOP, _BOTTOM = 6, 6, 20, 22
_WIDEST_BAR = 34
_FILLED = 0.7  # of the room that a year has
_LETTER = 6.5  # width of a digit
_THOUSAND = 1000
_SCALES = {
    10**9: {"vi": "tỉ", "en": "bn"},
    10**6: {"vi": "triệu", "en": "m"},
    _THOUSAND: {"vi": "nghìn", "en": "k"},
}
_SWAPPED = str.maketrans(",.", ".,")
_FEWEST_LETTERS_APART = 32  # pixels between two labels


@dataclass(frozen=True, slots=True)
class Bar:
    """A year and its value; None leaves a gap."""

    label: str
    value: float | None


def year_bars(years: Sequence[Bar], title: str, description: str, number: int, language: str) -> Markup:
    """Bars side by side; `number` makes the ids of the page different."""
    most = max((one.value for one in years if one.value is not None), default=0)
    if most <= 0:
        return Markup("")
    step = (_WIDTH - _LEFT - _RIGHT) / len(years)
    bar = min(_WIDEST_BAR, _FILLED * step)
    every = max(1, math.ceil(_FEWEST_LETTERS_APART / step))
    base = _HEIGHT - _BOTTOM
    parts = [Markup('<line class="axis" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(0, base, _WIDTH, base)]
    labels, free = [], 0.0  # above all bars; from where on there is room for the next value
    for position, one in enumerate(years):
        middle = _LEFT + step * (position + 0.5)
        if position % every == 0:
            labels.append(_label(middle, _HEIGHT - 7, one.label))
        if one.value is None:
            continue
        height = max(0.8, (base - _TOP) * one.value / most)
        rect = '<rect class="actual" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>'
        parts.append(Markup(rect).format(middle - bar / 2, base - height, bar, height))
        words = short(one.value, language)
        width = _LETTER * len(words)
        left = max(0.0, middle - width / 2)
        if left >= free or one.value == most:
            labels.append(_label(middle, base - height - 4, words))
            free = left + width
    head = Markup(
        '<svg class="years" viewBox="0 0 {0} {1}" role="img" aria-labelledby="t{2} d{2}">'
        '<title id="t{2}">{3}</title><desc id="d{2}">{4}</desc>'
    ).format(_WIDTH, _HEIGHT, number, title, description)
    return head + Markup("").join([*parts, *labels]) + Markup("</svg>")


def row_bar(value: float, most: float) -> Markup:
    """The bar of one row; the number stands in the row, so that the bar is only for the eye."""
    width = max(0.5, 100 * value / most) if most else 0
    return Markup(
        '<svg class="row" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="actual" width="{:.1f}" height="10"/></svg>'
    ).format(width)


def short(value: float, language: str) -> str:
    """A number that fits above a bar: 1.846, 123 nghìn, 4,5 triệu."""
    for limit, words in _SCALES.items():
        if value >= 100 * limit or (value >= limit and limit > _THOUSAND):
            return f"{grouped(round(value / limit, 1), language)} {words[language]}"
    return grouped(value, language)


def grouped(value: float, language: str) -> str:
    """In Vietnamese with points between thousands and a comma before fractions, in English the other way round."""
    whole = f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return whole.translate(_SWAPPED) if language == "vi" else whole


def _label(x: float, y: float, words: str) -> Markup:
    """Text around a point, kept within the picture."""
    half = _LETTER * len(words) / 2
    middle = min(max(x, half), _WIDTH - half)
    return Markup('<text x="{:.1f}" y="{:.1f}">{}</text>').format(middle, y, words)
