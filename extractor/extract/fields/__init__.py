"""Stage `fields`: the document's own fields (kind, title, day, source, byline, number, subject, issuer ...)."""

from __future__ import annotations

from extractor.extract.fields import articles, letters
from extractor.language.frames import frame_of
from extractor.language.layers import Fields, Layers


def annotate(layers: Layers) -> None:
    """Fill `layers.fields`; what the document does not state stays empty."""
    fields = Fields()
    frame = frame_of(layers.text, layers.hints)
    if frame.letter is not None:
        letters.fill(fields, frame.letter, layers.text)
    elif frame.article is not None:
        articles.fill(fields, frame.article, frame.page.lines)
        if frame.release is not None:
            letters.fill_release(fields, frame.release, layers.text)
    layers.fields = fields
