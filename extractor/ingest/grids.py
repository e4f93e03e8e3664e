"""Tables without rules: rows of pieces that stand below each other are columns."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.ingest.layout import COLUMN
from extractor.ingest.paper import Piece, Row, merged, text_of

_FREE = 0.3  # letter heights that stay free from top to foot between two columns


def run_end(rows: Sequence[Row], start: int, most_apart: float) -> int:
    """Where the run of rows with several pieces ends that begins at `start`; a broken label may stand within it."""
    end = start
    for at in range(start, len(rows)):
        if at > start and rows[at][0].base - rows[at - 1][0].base > most_apart:
            break
        if len(rows[at]) > 1:
            end = at + 1
        elif at > end:  # two lines of one piece are prose
            break
    return end


def lines_of(rows: Sequence[Row]) -> list[str]:
    """A run of rows with their cells under their columns: tabs between them, an empty cell is empty."""
    spans = merged(sorted((piece.left, piece.right + _FREE * piece.size) for row in rows for piece in row))
    cut = [_cells(row, spans) for row in rows]
    if len(rows) < 2 or any(cells is None for cells in cut):
        return [text_of(row) for row in rows]
    return [COLUMN.join(cells).rstrip() for cells in cut if cells is not None]


def _cells(row: Row, spans: Sequence[tuple[float, float]]) -> list[str] | None:
    """The cells of a row; None where two of its pieces stand in one column."""
    cells: list[list[Piece]] = [[] for _ in spans]
    for piece in row:
        cells[next(at for at, (left, right) in enumerate(spans) if left <= piece.left <= right)].append(piece)
    return [text_of(cell) for cell in cells] if all(len(cell) < 2 for cell in cells) else None
