"""Finding the tables of a document in its plain text, in all the ways in which tables are flattened.

A table is given as columns with heads and rows of cells; what its numbers say is read in `table_figures`.
"""

from __future__ import annotations

from extractor.extract.figures.table_cells import Table, kind_of
from extractor.extract.figures.table_lines import ruled_tables
from extractor.extract.figures.table_stacks import stacked_tables
from extractor.language.layers import Layers
from extractor.language.lines import Line, lines_of

_CLOSED = frozenset({"recipients", "signature", "boilerplate", "byline", "source"})
_LEAST_VALUES = 2  # numbers; a single one is no table


def find_tables(layers: Layers) -> list[Table]:
    """The tables of the text in order; recipients, signatures and menus are not searched."""
    if sum(map(str.isdigit, layers.text)) < 2:
        return []
    lines = lines_of(layers.text)
    free = _open_lines(layers, lines)
    ruled = ruled_tables(layers.text, lines, free)
    held = _inside(lines, ruled)
    stacked = stacked_tables(layers.text, lines, [a and not b for a, b in zip(free, held, strict=True)])
    return sorted((table for table in ruled + stacked if _has_values(table)), key=lambda table: table.start)


def _has_values(table: Table) -> bool:
    cells = [cell for row in table.rows for cell in row[table.label + 1 :] if cell is not None]
    return sum(kind_of(cell.folded) == "value" for cell in cells) >= _LEAST_VALUES


def _open_lines(layers: Layers, lines: list[Line]) -> list[bool]:
    """Which lines may belong to a table; a lone number that was taken for a page number may."""
    closed = sorted((zone.start, zone.end) for zone in layers.zones if zone.kind in _CLOSED)
    found: list[bool] = []
    at = 0
    for line in lines:
        while at < len(closed) and closed[at][1] <= line.start:
            at += 1
        shut = at < len(closed) and closed[at][0] < line.end
        found.append(not shut or (kind_of(line.folded) == "value" and closed[at][1] <= line.end))
    return found


def _inside(lines: list[Line], tables: list[Table]) -> list[bool]:
    found = [False] * len(lines)
    at = 0
    for index, line in enumerate(lines):
        while at < len(tables) and tables[at].end <= line.start:
            at += 1
        found[index] = at < len(tables) and tables[at].start < line.end
    return found
