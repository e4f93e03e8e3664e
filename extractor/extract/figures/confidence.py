"""How sure a figure is: the share of figures of its kind of evidence that were wholly right when measured.

The shares are measured, not guessed: `scripts/calibrate.py` compares the extractor with the tuning half of `gold/` and
writes `lexicon/confidence.toml`.
"""

from __future__ import annotations

from functools import cache

from extractor.language.layers import FigureEntry
from extractor.lexicon import load

_NAMED = ("inherited", "part", "as_base", "taken_up", "table")


def evidence_of(entry: FigureEntry, dated: bool) -> str:
    """The kind of evidence behind a figure: what gave the indicator, and whether its own sentence dates it."""
    kind = entry.rule.partition(":")[0]
    if kind not in _NAMED:
        if entry.indicator is None:
            kind = "unnamed"
        else:
            kind = "stock" if entry.rule.split(":")[1:2] and "none" in entry.rule.split(":")[1] else "act"
    return f"{kind}.dated" if dated else f"{kind}.undated"


@cache
def _measured() -> dict[str, float]:
    return {name: float(share) for name, share in load("confidence")["share"].items()}


def confidence_of(entry: FigureEntry, dated: bool) -> float | None:
    """The measured share of wholly right figures among those with this evidence, from 0 to 1."""
    return _measured().get(evidence_of(entry, dated))
