"""Floors: no score falls unnoticed. Pinned in a TOML file, a set of documents a section.

    [tune."figures.full"]
    f1 = 0.8123
    errors = { bc-2019 = 2, cv-2022 = 1 }

`errors` counts the errors that each document had when the floor was pinned, so that a broken floor can show the
documents that got worse. Floors rise by `pin`; one falls only with a reason, which is kept in `[[lowered]]`.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.errors import UsageError
from extractor.evaluate.measures import Miss, Score, total

TUNE, HELDOUT = "tune", "heldout"
_HEADER = """\
# Scores that must not fall, by set of documents: `tune` (rules were written from them) and `heldout` (none was).
# Written by `extractor evaluate GOLD --floors FILE --pin`; `--lower REASON` lets a floor fall and keeps the reason.
"""


@dataclass(frozen=True, slots=True)
class Floor:
    f1: float
    errors: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Floors:
    """What is pinned: set -> measure -> floor, and every time that one was lowered."""

    pinned: dict[str, dict[str, Floor]] = field(default_factory=dict)
    lowered: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Fall:
    """A score below its floor, with the errors of the documents that got worse."""

    set: str
    measure: str
    floor: float
    f1: float
    misses: list[Miss]

    def __str__(self) -> str:
        return f"{self.set} {self.measure}: F1 {self.f1:.4f} is below its floor {self.floor:.4f}"


def by_set(scores: Iterable[Score], heldout: frozenset[str]) -> dict[str, list[Score]]:
    """Scores of documents by the set that they belong to; a set without documents is left out."""
    sets: dict[str, list[Score]] = {TUNE: [], HELDOUT: []}
    for score in scores:
        sets[HELDOUT if score.name in heldout else TUNE].append(score)
    return {name: members for name, members in sets.items() if members}


def read_floors(path: Path) -> Floors:
    """The pinned floors. Raises UsageError (U001) when the file is missing or broken."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        lowered = data.pop("lowered", [])
        pinned = {name: {key: Floor(**floor) for key, floor in part.items()} for name, part in data.items()}
        return Floors(pinned, lowered)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, AttributeError, TypeError) as error:
        raise UsageError(f"Is no floors file ({error}).", str(path), "Pin one with --pin.") from error


def falls(sets: dict[str, list[Score]], floors: Floors) -> list[Fall]:
    """Every score that is below its floor; a pinned set that is not there any more has fallen to 0."""
    found = []
    for name, measures in floors.pinned.items():
        members = sets.get(name, [])
        whole = total(members)
        for measure, floor in measures.items():
            f1 = _rounded(whole.counts[measure].f1) if members and measure in whole.counts else 0.0
            if f1 < floor.f1:
                worse = {s.name for s in members if s.counts[measure].errors > floor.errors.get(s.name, 0)}
                misses = [miss for miss in whole.misses_of(measure) if miss.document in worse]
                found.append(Fall(name, measure, floor.f1, f1, misses))
    return found


def pin(sets: dict[str, list[Score]], floors: Floors, reason: str | None = None) -> Floors:
    """Floors at the scores of now. Raises UsageError (U001) when one would fall and no reason is given."""
    fallen = falls(sets, floors)
    if fallen and not reason:
        raise UsageError(
            f"{len(fallen)} floors would fall, the first: {fallen[0]}.", None, "Give the reason with --lower REASON."
        )
    today = dt.date.today().isoformat()
    lowered = [
        {"day": today, "set": fall.set, "measure": fall.measure, "from": fall.floor, "to": fall.f1, "reason": reason}
        for fall in fallen
    ]
    pinned = {name: _pinned(members) for name, members in sets.items()}
    return Floors(pinned, floors.lowered + lowered)


def write_floors(path: Path, floors: Floors) -> None:
    """The floors as TOML, in a fixed order."""
    lines = [_HEADER]
    for name, measures in floors.pinned.items():
        for measure, floor in measures.items():
            worse = ", ".join(f"{json.dumps(document)} = {number}" for document, number in sorted(floor.errors.items()))
            lines.append(f"[{name}.{json.dumps(measure)}]\nf1 = {floor.f1}\nerrors = {{ {worse} }}\n")
    for entry in floors.lowered:
        values = "\n".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items())
        lines.append(f"[[lowered]]\n{values}\n")
    path.write_text("\n".join(lines), encoding="utf-8")


def _pinned(members: list[Score]) -> dict[str, Floor]:
    def errors(measure: str) -> dict[str, int]:
        return {score.name: number for score in members if (number := score.counts[measure].errors)}

    whole = total(members)
    return {measure: Floor(_rounded(counts.f1), errors(measure)) for measure, counts in whole.counts.items()}


def _rounded(score: float) -> float:
    """Four digits, downwards, so that the score that was pinned is never below its own floor."""
    return math.floor(score * 10_000 + 1e-6) / 10_000
