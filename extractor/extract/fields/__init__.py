"""Stage `fields`: the document's own fields (kind, title, day, source, byline, number, subject, issuer ...)."""

from __future__ import annotations

from extractor.extract.fields import articles, letters
from extractor.language.article import find_article
from extractor.language.boilerplate import find_boilerplate
from extractor.language.layers import Fields, Layers
from extractor.language.letterhead import find_frame
from extractor.language.lines import lines_of


def annotate(layers: Layers) -> None:
    """Fill `layers.fields`; what the document does not state stays empty."""
    fields = Fields()
    page = find_boilerplate(lines_of(layers.text))
    frame = find_frame(page.lines)
    if frame is not None:
        letters.fill(fields, frame, layers.text)
    else:
        articles.fill(fields, find_article(page.lines), page.lines)
    layers.fields = fields
