"""Stage `figures`: what every number of kind figure says: noun, indicator, status, rate, period, place, actor, links."""

from __future__ import annotations

from extractor.extract.figures.ranking import Decider, decide
from extractor.extract.figures.sentences import Walk
from extractor.extract.figures.table_figures import Tables
from extractor.language.layers import Layers


def annotate(layers: Layers, decider: Decider = decide) -> None:
    """Fill `layers.figures` from numbers, dates, sentences, zones and organisations.

    `decider` picks among the options of each decision; training replaces it.
    """
    walk = Walk(layers, decider)
    tables = Tables(walk)
    for start, end in layers.sentences:
        if not tables.take(start, end) and not layers.is_boilerplate(start):
            walk.sentence(start, end)
    layers.figures = [entry for _, entry in walk.earlier]
