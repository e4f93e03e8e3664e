"""Stage `figures`: what every number of kind figure says: noun, indicator, status, rate, period, place, actor, links."""

from __future__ import annotations

from extractor.extract.figures.periods import choose
from extractor.extract.figures.sentences import Chooser, Walk
from extractor.language.layers import Layers


def annotate(layers: Layers, chooser: Chooser = choose) -> None:
    """Fill `layers.figures` from numbers, dates, sentences, zones and organisations.

    `chooser` picks the period among the candidates of a figure; training replaces it.
    """
    walk = Walk(layers, chooser)
    for start, end in layers.sentences:
        if not layers.is_boilerplate(start):
            walk.sentence(start, end)
    layers.figures = [entry for _, entry in walk.earlier]
