"""Stage `figures`: what every number says: noun, indicator, status, rate, period, place, actor, links."""

from __future__ import annotations

from extractor.extract.figures.checks import check
from extractor.extract.figures.confidence import confidence_of
from extractor.extract.figures.headlines import repeat_headlines, told_in_sentence
from extractor.extract.figures.learned.arbiter import Arbiter
from extractor.extract.figures.sentences import Walk
from extractor.extract.figures.table_figures import Tables
from extractor.language.layers import Layers


def annotate(layers: Layers, arbiter: Arbiter | None = None) -> None:
    """Fill `layers.figures` from numbers, dates, sentences, zones and organisations, in text order.

    `arbiter` looks at each figure after the rules; without one the models that the package carries do.
    """
    walk = Walk(layers, arbiter)
    tables = Tables(walk)
    for start, end in layers.sentences:
        if not tables.take(start, end) and not layers.is_boilerplate(start):
            walk.sentence(start, end)
    layers.figures = [entry for _, entry in walk.earlier]
    repeat_headlines(layers, walk.context)
    for entry in layers.figures:
        entry.confidence = confidence_of(entry, told_in_sentence(layers, entry))
    layers.warnings = check(layers)
