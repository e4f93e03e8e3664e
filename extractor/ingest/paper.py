"""Words on pages, as a PDF or an OCR program places them, and the rows that they make.

Coordinates are those of the page, y downwards, in any unit: every distance is judged by the height of the letters.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median

from extractor.ingest.layout import COLUMN

_PIECE_GAP = 1.0  # letter heights of empty space that separate two pieces of a row; words stand .2 to .6 apart
_SAME_ROW = 0.4  # letter heights that the base lines of one row may differ by: superscripts, a slanting scan


@dataclass(slots=True)
class Word:
    """A word and its box; `base` is the y of its base line, `size` the height of its letters with their tails.

    `sure`, 0 to 1, tells of a word that was read from a picture.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    sure: float = 1.0


@dataclass(slots=True)
class Table:
    """A ruled table: its box and its cells, row by row, as (left, top, right, bottom)."""

    box: tuple[float, float, float, float]
    rows: list[list[tuple[float, float, float, float] | None]]


@dataclass(slots=True)
class Paper:
    """One page."""

    width: float
    height: float
    words: list[Word]
    tables: list[Table] = field(default_factory=list)


@dataclass(slots=True)
class Piece:
    """Words of a row that stand close together."""

    words: list[Word]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def base(self) -> float:
        return self.words[0].base

    @property
    def size(self) -> float:
        return median(word.size for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


Row = list[Piece]


def rows_of(words: list[Word]) -> list[Row]:
    """Words of one base line, cut where the space between them is wide; from top to foot."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        last = rows[-1] if rows else None
        if last is not None and word.base - last[0].base <= _SAME_ROW * min(word.size, last[0].size):
            last.append(word)
        else:
            rows.append([word])
    return [_pieces(sorted(row, key=lambda word: word.left)) for row in rows]


def _pieces(words: list[Word]) -> Row:
    pieces = [Piece([words[0]])]
    for word in words[1:]:
        last = pieces[-1].words[-1]
        if word.left - last.right > _PIECE_GAP * max(word.size, last.size):
            pieces.append(Piece([word]))
        else:
            pieces[-1].words.append(word)
    return pieces


def text_of(row: Row) -> str:
    return COLUMN.join(piece.text for piece in row)


def holds(box: tuple[float, float, float, float], word: Word) -> bool:
    x, y = (word.left + word.right) / 2, word.base - 0.3 * word.size
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The spans in order, those that touch made one."""
    merged: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if merged and left <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged
