"""Stage `organisations`: every particular organisation that the document names, one entry a body.

A name is parsed by a small grammar (`grammar`, `freename`) over kinds from the lexicon, judged by its surroundings
(`context`) and joined with its variants (`entries`).
"""

from __future__ import annotations

from extractor.extract.organisations.entries import join
from extractor.extract.organisations.find import Finder
from extractor.language.layers import Layers
from extractor.language.tokens import tokens_of


def annotate(layers: Layers) -> None:
    """Fill `layers.organisations`; spans are half-open offsets of `layers.text`. Reads the boilerplate zones."""
    tokens = tokens_of(layers.text)
    finder = Finder(layers, tokens)
    layers.organisations = join(tokens, finder.mentions, finder.aliases)
