"""Stage `zones`: sentences, and what each part of the text is.

`annotate` fills `layers.sentences` and `layers.zones`. Zones are sorted, do not overlap and may cover part of a
line (a view counter beside a date line). What no zone covers is body. Knowledge: `lexicon/zones.toml` and
`lexicon/letter.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.language.article import Article, find_article
from extractor.language.boilerplate import find_boilerplate
from extractor.language.layers import Layers, TextZone
from extractor.language.letterhead import Frame, PartKind, find_frame
from extractor.language.lines import Line, lines_of
from extractor.language.sentences import sentences_of
from extractor.records import ZoneKind

_FRAME_ZONES: dict[PartKind, ZoneKind] = {
    "recipients_label": "recipients",
    "recipient": "recipients",
    "addressee": "recipients",
    "authority": "signature",
    "title": "signature",
    "mark": "signature",
    "name": "signature",
}


def annotate(layers: Layers) -> None:
    """Fill `layers.sentences` and `layers.zones`."""
    lines = lines_of(layers.text)
    page = find_boilerplate(lines)
    marked: list[tuple[int, int, ZoneKind]] = [(start, end, "boilerplate") for start, end in page.spans]
    frame = find_frame(page.lines)
    if frame is not None:
        marked += _frame_zones(frame, page.lines)
    else:
        marked += _article_zones(find_article(page.lines))
    layers.zones = _merged(marked, layers.text)
    layers.sentences = sentences_of(layers.text, lines)


def _frame_zones(frame: Frame, lines: Sequence[Line]) -> Iterable[tuple[int, int, ZoneKind]]:
    for part in frame.head:
        yield part.piece.start, part.piece.end, "letterhead"
    for part in (*frame.addressees, *frame.tail):
        yield part.piece.start, part.piece.end, _FRAME_ZONES.get(part.kind, "letterhead")


def _article_zones(article: Article) -> Iterable[tuple[int, int, ZoneKind]]:
    for kind, piece in article.parts:
        if kind != "date":
            yield piece.start, piece.end, kind


def _merged(marked: Iterable[tuple[int, int, ZoneKind]], text: str) -> list[TextZone]:
    """Zones in order without overlaps; neighbours of one kind with nothing but space and bars between are one."""
    zones: list[TextZone] = []
    for start, end, kind in sorted(marked, key=lambda item: (item[0], -item[1])):
        if start >= end:
            continue
        last = zones[-1] if zones else None
        if last is not None and start < last.end:
            if end <= last.end:
                continue
            start = last.end
        if last is not None and last.kind == kind and not text[last.end : start].strip(" \t\n|\u00a0"):
            last.end = end
        else:
            zones.append(TextZone(kind, start, end))
    return zones
