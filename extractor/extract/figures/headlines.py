"""Figures of a headline are told again in the body: there stands what the headline leaves out."""

from __future__ import annotations

from extractor.extract.figures.context import Context
from extractor.language.layers import FigureEntry, Layers


def repeat_headlines(layers: Layers, context: Context) -> None:
    """Give undated figures of the title what the body tells of the same figure, else the day of the event."""
    for index, entry in enumerate(layers.figures):
        if layers.zone_at(entry.quantity.start) != "title" or told_in_sentence(layers, entry):
            continue
        again = next((other for other in layers.figures[index + 1 :] if _same(layers, entry, other)), None)
        if again is not None:
            entry.period, entry.status = again.period, again.status
            entry.indicator = entry.indicator or again.indicator
        elif entry.indicator is not None and entry.period is None:
            entry.period = context.event


def told_in_sentence(layers: Layers, entry: FigureEntry) -> bool:
    """Whether the figure's own sentence names a time."""
    start, end = layers.sentence_at(entry.quantity.start)
    return any(start <= date.start < end and date.kind != "duration" for date in layers.dates)


def _same(layers: Layers, entry: FigureEntry, other: FigureEntry) -> bool:
    alike = other.indicator == entry.indicator or entry.indicator is None
    in_body = layers.zone_at(other.quantity.start) != "title"
    return in_body and alike and other.unit == entry.unit and other.quantity.value == entry.quantity.value
