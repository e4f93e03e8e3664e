"""Dates and numbers of a short text as plain dictionaries: the toolkit's numeral and calendar grammar by itself."""

from __future__ import annotations

from typing import Any

from extractor.extract import dates, numbers
from extractor.extract.numbers.measures import measure_behind
from extractor.language.layers import DateMention, Layers, Quantity
from extractor.language.numerals import fold_lines

__all__ = ["normalise"]


def normalise(text: str, reference: str | None = None) -> list[dict[str, Any]]:
    """Every date, duration and figure of a short NFC text, in text order, as JSON-able dictionaries.

    `reference` is the day, ISO, that "hôm qua" counts from and that lends a missing year. Price-tag forms ("10k",
    "2tr5") are read too, which running text is not. Each dictionary has `kind` ("date", "interval", "duration" or
    "figure"), `text` and `span` ([start, end) code points of `text`); a time has `from`, `to` (whole days, inclusive),
    `value` (ISO 8601, of durations) and `modifier`; a figure has `value`, `value_max`, `modifier`, `unit` ("percent",
    an ISO 4217 code, an SI symbol or None) and `denominator_value`.
    """
    layers = Layers(text)
    layers.sentences = [(0, len(text))]
    if reference is not None:
        layers.fields.published = (reference, reference)
    dates.annotate(layers, informal=True)
    numbers.annotate(layers, informal=True)
    folded = fold_lines(text)
    found = [_time(date, text) for date in layers.dates]
    found += [_figure(quantity, text, folded) for quantity in layers.numbers if quantity.kind == "figure"]
    return sorted(found, key=lambda entry: int(entry["span"][0]))


def _time(date: DateMention, text: str) -> dict[str, Any]:
    return {
        "kind": date.kind,
        "text": text[date.start : date.end],
        "span": [date.start, date.end],
        "from": date.from_day,
        "to": date.to_day,
        "value": date.value,
        "modifier": date.modifier,
    }


def _figure(quantity: Quantity, text: str, folded: str) -> dict[str, Any]:
    unit = "percent" if quantity.percent else quantity.currency or measure_behind(folded, quantity.end)
    return {
        "kind": "figure",
        "text": text[quantity.start : quantity.end],
        "span": [quantity.start, quantity.end],
        "value": quantity.value,
        "value_max": quantity.value_max,
        "modifier": quantity.modifier,
        "unit": unit,
        "denominator_value": quantity.denominator,
    }
