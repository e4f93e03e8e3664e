"""What stands above a table and holds for all of it: its caption, introduction, unit, time and status."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field

from extractor.extract.figures.context import Period
from extractor.extract.figures.table_heads import opens_with
from extractor.extract.figures.table_units import Unit
from extractor.extract.figures.table_words import caption_content, caption_status, period_in, unit_in
from extractor.language.fold import fold
from extractor.language.layers import Layers

_MOST_SENTENCES = 4


@dataclass(slots=True)
class Surroundings:
    """The lines above a table, read; `caption` and `subject` are as written with single spaces."""

    caption: str = ""  # everything above, from the top
    subject: str = ""  # what the nearest line that names something names ("đoàn viên các đơn vị")
    unit: Unit = field(default_factory=Unit)
    period: Period | None = None
    status: str | None = None


def surroundings(layers: Layers, start: int) -> Surroundings:
    """What stands above the table that begins at `start`."""
    found = Surroundings()
    lines: list[str] = []
    for first, last in _sentences_above(layers, start):
        folded = layers.folded[first:last]
        text = " ".join(layers.text[first:last].split())
        if not found.unit.text:
            found.unit = unit_in(text)
        if opens_with("caption", "attached", folded.lstrip("( ")):
            continue
        lines.append(text)
        if layers.zone_at(first) not in ("letterhead", "title"):
            found.subject = found.subject or caption_content(text)
        found.period = found.period or period_in(layers, [(first, last)])
        found.status = found.status or caption_status(folded)
    found.caption = " ".join(reversed(lines))
    return found


def _sentences_above(layers: Layers, start: int) -> list[tuple[int, int]]:
    """What names and introduces the table, nearest first: lines up to the next full sentence or title in capitals."""
    sentences = layers.sentences
    at = bisect.bisect_left(sentences, (start, 0))
    found: list[tuple[int, int]] = []
    for first, last in reversed(sentences[max(0, at - _MOST_SENTENCES) : at]):
        text = layers.text[first : min(last, start)].rstrip()
        if text.endswith((".", ";")) and not opens_with("caption", "opens", fold(text)):
            break
        if text:
            found.append((first, first + len(text)))
        if text.isupper():
            break
    return found
