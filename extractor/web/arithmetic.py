"""The warnings of a record that a person has changed: the program's own arithmetic, on what is there now."""

from __future__ import annotations

from extractor.extract.figures.checks import check
from extractor.language.layers import FigureEntry, Layers, Quantity
from extractor.records import Figure, Record, Warning_


def with_warnings(record: Record) -> Record:
    """The record with the warnings that its figures give."""
    layers = Layers(record.text or "")
    layers.figures = [_entry(figure, layers.text) for figure in record.figures]
    found = [Warning_(code=code, message=message, figures=figures) for code, message, figures in check(layers)]
    return record.model_copy(update={"warnings": found})


def _entry(figure: Figure, text: str) -> FigureEntry:
    ratio, period, counted = figure.ratio, figure.period, figure.counted
    place = text.find(counted, figure.span[1]) if counted else -1
    return FigureEntry(
        id=figure.id,
        quantity=Quantity(
            *figure.span, value=figure.value, value_max=figure.value_max, modifier=figure.modifier,
            percent=figure.unit == "percent", denominator=ratio.denominator_value if ratio else None,
        ),
        unit=figure.unit, counted=(place, place + len(counted)) if counted and place >= 0 else None,
        indicator=figure.indicator, status=figure.status, per=figure.per,
        period=(period.start, period.end) if period else None, place=figure.place, actor=figure.actor,
        part_of=figure.part_of, ratio=(ratio.numerator, ratio.denominator, ratio.denominator_value) if ratio else None,
    )  # fmt: skip
