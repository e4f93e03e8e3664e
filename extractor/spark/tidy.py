"""A record's figures as rows, and Spark's types for them: the columns of the database's table `figures`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from extractor.records import Figure, Period, Ratio, Record

# Amounts are floating point: whole numbers are exact up to 2^53, and a sum in any tool does what is expected.
FIGURE = (
    "code STRING, start INT, end INT, text STRING, value DOUBLE, value_max DOUBLE, modifier STRING, unit STRING, "
    "counted STRING, indicator STRING, status STRING, per STRING, period_from DATE, period_to DATE, place STRING, "
    "actor STRING, part_of STRING, is_share BOOLEAN, numerator STRING, denominator STRING, denominator_value DOUBLE, "
    "rule STRING, confidence DOUBLE, sentence_start INT, sentence_end INT, sentence STRING"
)
_AS_THEY_ARE = (
    "text", "modifier", "unit", "counted", "indicator", "status", "per", "place", "actor", "part_of", "rule",
    "confidence",
)  # fmt: skip


def figure_rows(record: Record) -> list[dict[str, Any]]:
    """The record's figures in its order, each with the words of its sentence."""
    return [_row(figure, record.text or "") for figure in record.figures]


def _row(figure: Figure, text: str) -> dict[str, Any]:
    period, ratio = figure.period or Period(), figure.ratio or Ratio()
    first, last = figure.sentence or (None, None)
    return {
        "code": figure.id,
        "start": figure.span[0],
        "end": figure.span[1],
        "value": _amount(figure.value),
        "value_max": _amount(figure.value_max),
        "period_from": _day(period.start),
        "period_to": _day(period.end),
        "is_share": figure.ratio is not None,
        "numerator": ratio.numerator,
        "denominator": ratio.denominator,
        "denominator_value": _amount(ratio.denominator_value),
        "sentence_start": first,
        "sentence_end": last,
        "sentence": " ".join(text[first:last].split()) if figure.sentence else None,
        **{name: getattr(figure, name) for name in _AS_THEY_ARE},
    }


def _amount(value: float | None) -> float | None:
    return None if value is None else float(value)


def _day(iso: str | None) -> dt.date | None:
    return None if iso is None else dt.date.fromisoformat(iso)
