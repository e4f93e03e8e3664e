"""Stage `zones`: sentences and the zones of a document."""

from __future__ import annotations

from extractor.language.layers import Layers


def annotate(layers: Layers) -> None:
    """Fill `layers.sentences` and `layers.zones`."""
    layers.sentences = [(0, len(layers.text))]
