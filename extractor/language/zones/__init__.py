"""Stage `zones`: sentences, and what each part of the text is.

`annotate` fills `layers.sentences` and `layers.zones`. Zones are sorted, do not overlap and may cover part of a
line (a view counter beside a date line). What no zone covers is body. Knowledge: `lexicon/zones.toml` and
`lexicon/letter.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from extractor.language.frames import frame_of
from extractor.language.frames.letter_parts import Letter, PartKind
from extractor.language.layers import Layers, TextZone
from extractor.language.sentences import sentences_of

if TYPE_CHECKING:
    from extractor.records import ZoneKind

_LETTER_ZONES: dict[PartKind, ZoneKind] = {
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
    frame = frame_of(layers.text, layers.hints)
    marked: list[tuple[int, int, ZoneKind]] = [(start, end, "boilerplate") for start, end in frame.page.spans]
    if frame.letter is not None:
        marked += _letter_zones(frame.letter)
    if frame.article is not None:
        marked += [(piece.start, piece.end, kind) for kind, piece in frame.article.parts if kind != "date"]
    layers.zones = _merged(marked, layers.text)
    layers.sentences = sentences_of(layers.text, frame.lines, frame.page.marks)


def _letter_zones(letter: Letter) -> Iterable[tuple[int, int, ZoneKind]]:
    for part in letter.head:
        yield part.piece.start, part.piece.end, "letterhead"
    for part in (*letter.addressees, *letter.tail):
        yield part.piece.start, part.piece.end, _LETTER_ZONES.get(part.kind, "letterhead")


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
