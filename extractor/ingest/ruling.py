"""Ruled tables in the picture of a page: where their lines run, and which cells they make.

Lines are long runs of dark dots; nothing is asked of their colour, their thickness or that they be whole. Everything
is measured in dots of the picture, x to the right and y downwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

import numpy as np

from extractor.ingest.paper import Table

Picture = np.ndarray[Any, np.dtype[Any]]  # of grey values, a row of dots a row

_PAPER = 90  # percent of the dots are darker than the paper, at most
_DARK = 0.8  # of the paper's brightness: what is darker is ink; a thin line is pale
_LEAST_WIDE = 0.3  # inches of a horizontal line; letters' strokes are shorter
_LEAST_HIGH = 0.16  # inches of a vertical line; a capital of a heading is .15 high
_FILLED = 0.9  # of a line that is dark
_THICK = 0.04  # inches of a line, at most
_SLOPE = 0.03  # of its length by which a line may rise: a page laid crookedly
_NEAR = 0.04  # inches within which lines meet, or are one
_DRAWN = 0.6  # of a cell's side that is drawn
_LEAST_CELL = 0.08  # inches of a cell's width and height
_FADE = 2  # dots on both sides of a line that are not white either
_MOST_LINES = 400  # of one page; more are a picture


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line: from `start` to `end` along its direction, `low` to `high` across it."""

    start: int
    end: int
    low: int
    high: int

    @property
    def at(self) -> int:
        return (self.low + self.high) // 2


def tables(picture: Picture, dots: int) -> tuple[list[Table], Picture]:
    """The ruled tables of a grey picture with so many dots an inch, and where the lines of those tables are dark."""
    ink = picture < ink_below(picture)
    across = _strokes(ink, round(_LEAST_WIDE * dots), dots)
    down = _strokes(ink.T, round(_LEAST_HIGH * dots), dots)
    lines = np.zeros(picture.shape, dtype=bool)
    found: list[Table] = []
    if len(across) + len(down) > _MOST_LINES:
        return found, lines
    near = round(_NEAR * dots)
    for wide, high in _meeting(across, down, near):
        table = _table(wide, high, near, round(_LEAST_CELL * dots))
        if table is None:
            continue
        found.append(table)
        for stroke in wide:
            lines[max(stroke.low - _FADE, 0) : stroke.high + 1 + _FADE, stroke.start : stroke.end + 1] = True
        for stroke in high:
            lines[stroke.start : stroke.end + 1, max(stroke.low - _FADE, 0) : stroke.high + 1 + _FADE] = True
    return found, lines


def ink_below(picture: Picture) -> float:
    """The grey value below which a dot is ink."""
    return float(np.percentile(picture, _PAPER)) * _DARK if picture.size else 0.0


def _strokes(ink: Picture, least: int, dots: int) -> list[Stroke]:
    """The horizontal lines in a picture of ink."""
    height, width = ink.shape
    if width <= least:
        return []
    sums = np.zeros((height, width + 1), dtype=np.int32)
    np.cumsum(ink, axis=1, out=sums[:, 1:])
    starts = (sums[:, least:] - sums[:, :-least]) >= _FILLED * least  # a line begins here
    open_strokes: list[list[int]] = []
    done: list[list[int]] = []
    for y in np.flatnonzero(starts.any(axis=1)):
        edges = np.diff(starts[y].astype(np.int8), prepend=0, append=0)
        runs = zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1) + least - 1, strict=True)
        done += [stroke for stroke in open_strokes if stroke[3] < y - 2]
        open_strokes = [stroke for stroke in open_strokes if stroke[3] >= y - 2]
        for start, end in runs:
            for stroke in open_strokes:
                if start <= stroke[1] and end >= stroke[0]:
                    stroke[:] = [min(stroke[0], int(start)), max(stroke[1], int(end)), stroke[2], int(y)]
                    break
            else:
                open_strokes.append([int(start), int(end), int(y), int(y)])
        if len(done) + len(open_strokes) > 4 * _MOST_LINES:
            return [Stroke(0, 0, 0, 0)] * (_MOST_LINES + 1)
    strokes = (Stroke(*stroke) for stroke in (*done, *open_strokes))
    return [one for one in strokes if one.high - one.low <= _THICK * dots + _SLOPE * (one.end - one.start)]


def _meeting(across: list[Stroke], down: list[Stroke], near: int) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """Lines that meet each other, directly or by way of others."""
    groups: list[tuple[list[Stroke], list[Stroke]]] = []
    for wide in across:
        meets = [group for group in groups if any(wide is one for one in group[0])]
        touched = [high for high in down if _meet(wide, high, near)]
        meets += [group for group in groups if group not in meets and any(high in group[1] for high in touched)]
        merged: tuple[list[Stroke], list[Stroke]] = ([wide], [])
        for group in meets:
            merged[0].extend(group[0])
            merged[1].extend(group[1])
        merged[1].extend(high for high in touched if high not in merged[1])
        groups = [group for group in groups if group not in meets] + [merged]
    return iter(groups)


def _meet(wide: Stroke, high: Stroke, near: int) -> bool:
    return (
        wide.start - near <= high.at <= wide.end + near and high.start - near <= wide.high
        and wide.low <= high.end + near
    )  # fmt: skip


def _table(across: list[Stroke], down: list[Stroke], near: int, least: int) -> Table | None:
    """The cells between the lines; None for a frame, a box or a line under a heading."""
    edges = [edge for one in across for edge in (one.low, one.high)]
    # What ends between the lines across is a letter's stroke.
    down = [one for one in down if all(_is_near(end, edges, near) for end in (one.start, one.end))]
    ys = _places([(one.at, one.end - one.start) for one in across], near)
    xs = _places([(one.at, one.end - one.start) for one in down], near)
    ys = [ys[0], *(b for a, b in pairwise(ys) if b - a >= least)] if ys else []
    xs = [xs[0], *(b for a, b in pairwise(xs) if b - a >= least)] if xs else []
    if len(ys) < 2 or len(xs) < 2 or (len(ys) - 1) * (len(xs) - 1) < 3 or len(xs) < 3:
        return None
    above = {
        (row, column): _is_drawn(across, y, xs[column], xs[column + 1], near)
        for (row, y), column in product(enumerate(ys), range(len(xs) - 1))
    }
    before = {
        (row, column): _is_drawn(down, x, ys[row], ys[row + 1], near)
        for row, (column, x) in product(range(len(ys) - 1), enumerate(xs))
    }
    rows: list[list[tuple[float, float, float, float] | None]] = []
    taken: set[tuple[int, int]] = set()
    for row in range(len(ys) - 1):
        cells: list[tuple[float, float, float, float] | None] = []
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                cells.append(None)
                continue
            right, foot = column + 1, row + 1
            while right < len(xs) - 1 and not before[row, right]:
                right += 1
            while foot < len(ys) - 1 and not any(above[foot, at] for at in range(column, right)):
                foot += 1
            taken |= set(product(range(row, foot), range(column, right)))
            cells.append((xs[column], ys[row], xs[right], ys[foot]))
        rows.append(cells)
    return Table((xs[0], ys[0], xs[-1], ys[-1]), rows)


def _is_near(place: int, others: list[int], near: int) -> bool:
    return any(abs(place - other) <= near for other in others)


def _places(lines: list[tuple[int, int]], near: int) -> list[int]:
    """Where lines run, those that are one line drawn in pieces taken together; the longest says where."""
    groups: list[list[tuple[int, int]]] = []
    for line in sorted(lines):
        if groups and line[0] - groups[-1][-1][0] <= near:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [max(group, key=lambda line: line[1])[0] for group in groups]


def _is_drawn(strokes: list[Stroke], at: int, start: int, end: int, near: int) -> bool:
    """Whether lines along `at` cover most of the way from `start` to `end`."""
    covered = sum(
        max(0, min(one.end, end) - max(one.start, start)) for one in strokes if abs(one.at - at) <= near
    )  # fmt: skip
    return covered >= _DRAWN * (end - start)
