"""The record's own arithmetic: shares that do not come out, parts larger than their whole, figures that contradict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from extractor.extract.figures.lexicon import time_of
from extractor.language.layers import FigureEntry, Layers

Finding = tuple[str, str, list[str]]  # code, message, figure ids

_HALF_UNIT = 0.5  # a share is rounded to its last digit
_SLACK = 0.06  # percentage points more, for a share computed from rounded numbers
_HEDGED_SLACK = 2.0  # percentage points, where the share or one of its terms is hedged


def check(layers: Layers) -> list[Finding]:
    """Warnings about the figures of a document, in text order of their first figure."""
    by_id = {entry.id: entry for entry in layers.figures}
    found = [*_shares(layers.figures, by_id), *_parts(layers.figures, by_id), *_contradictions(layers)]
    order = {entry.id: index for index, entry in enumerate(layers.figures)}
    return sorted(found, key=lambda finding: order[finding[2][0]])


def share_holds(share: FigureEntry, top: FigureEntry, bottom_value: float) -> bool:
    """Whether a percentage is what its numerator and denominator make, within rounding and hedges."""
    if not bottom_value:
        return False
    digits = len(str(share.quantity.value).partition(".")[2])
    hedged = share.quantity.modifier is not None or top.quantity.modifier is not None
    slack = _HEDGED_SLACK if hedged else _HALF_UNIT * 10**-digits + _SLACK
    return abs(100 * top.quantity.value / bottom_value - share.quantity.value) <= slack


def _shares(figures: list[FigureEntry], by_id: dict[str, FigureEntry]) -> Iterator[Finding]:
    for share in figures:
        top_id, bottom_id, _ = share.ratio or (None, None, None)
        top, bottom = by_id.get(top_id or ""), by_id.get(bottom_id or "")
        if not share.quantity.percent or top is None or share.quantity.value_max is not None:
            continue
        base = bottom.quantity.value if bottom is not None else top.quantity.denominator
        if base and not share_holds(share, top, base):
            made = 100 * top.quantity.value / base
            message = f"{top.quantity.value}/{base} is {made:.1f} %, not {share.quantity.value} %"
            yield "W001", message, [share.id, top.id, *([bottom.id] if bottom is not None else [])]


def _parts(figures: list[FigureEntry], by_id: dict[str, FigureEntry]) -> Iterator[Finding]:
    """A part never exceeds its whole."""
    for part in figures:
        whole = by_id.get(part.part_of or "")
        if whole is None or part.quantity.percent or whole.unit != part.unit or whole.quantity.modifier is not None:
            continue
        if part.quantity.value > whole.quantity.value:
            yield "W002", f"a part of {part.quantity.value} in a whole of {whole.quantity.value}", [part.id, whole.id]


def _contradictions(layers: Layers) -> Iterator[Finding]:
    """Two totals of one indicator for the same time, place, status and noun that differ."""
    told: dict[tuple[object, ...], list[FigureEntry]] = defaultdict(list)
    for entry in layers.figures:
        total = entry.part_of is None and entry.per is None and not entry.quantity.percent and entry.ratio is None
        lasting = time_of(entry.indicator) in ("stock", "flow")  # two gifts or two amounts contradict nothing
        if (
            total
            and lasting
            and entry.indicator is not None
            and entry.period is not None
            and entry.period != (None, None)
        ):
            counted = layers.folded[entry.counted[0] : entry.counted[1]] if entry.counted is not None else ""
            told[entry.indicator, entry.period, entry.place, entry.actor, entry.status, entry.unit, counted].append(
                entry
            )
    for same in told.values():
        values = {entry.quantity.value for entry in same}
        hedged = any(entry.quantity.modifier is not None for entry in same)
        if len(values) > 1 and not hedged and same[0].actor is not None and same[0].counted is not None:
            told_as = " and ".join(str(value) for value in sorted(values))
            message = f"{same[0].indicator} is told as {told_as} for the same time"
            yield "W003", message, [entry.id for entry in same]
