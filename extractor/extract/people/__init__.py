"""Stage `people`."""

from __future__ import annotations

from extractor.language.layers import Layers


def annotate(layers: Layers) -> None:
    """Fill the layer; see `extractor.language.layers`."""
