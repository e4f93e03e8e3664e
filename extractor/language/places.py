"""Names of places: which unit a name may be, before and after July 2025, and well-known places elsewhere.

Knowledge: `lexicon/units.tsv` (units of Việt Nam, source and licence in its head) and `lexicon/places_more.toml`
(historical provinces, short forms, countries and cities). Both are read at the first question, once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast

from extractor import lexicon
from extractor.errors import LexiconError
from extractor.language.fold import fold
from extractor.language.tokens import tokens_in

PlaceLevel = Literal["country", "province", "district", "commune", "other"]
Era = Literal["old", "new", "both"]

_LONGEST_NAME = 7  # tokens: "bà rịa - vũng tàu" has 5
_COLUMNS = 5  # of the table
_LEVELS: dict[int, PlaceLevel] = {5: "province", 6: "district", 8: "commune"}  # by the length of the code


@dataclass(frozen=True, slots=True)
class Place:
    """One administrative unit. `kind` is its class word ("huyện"); `district` is None for a province and since 2025."""

    name: str
    level: PlaceLevel
    kind: str
    era: Era
    district: str | None = None
    province: str | None = None


def _key(name: str) -> str:
    return _plain(" ".join(tokens_in(name)))


def _plain(key: str) -> str:
    """One apostrophe for all ("Ea H’leo", "Ea H'leo")."""
    return key.replace("’", "'").replace("ʼ", "'").replace("‘", "'").replace("`", "'")


@cache
def _rows() -> list[list[str]]:
    """Code, class, name and code of what it lies in, of every unit."""
    path = resources.files(lexicon).joinpath("units.tsv")
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    for row in rows:
        if len(row) != _COLUMNS:
            raise LexiconError(f"a row has {len(row)} columns instead of {_COLUMNS}: {row[:3]}", "lexicon/units.tsv")
    return [row[:4] for row in rows]


@cache
def _index() -> dict[str, list[Place]]:
    """Folded name -> the units of that name."""
    found: dict[str, list[Place]] = {}
    rows = _rows()
    units = {code: (name, parent) for code, _, name, parent in rows}
    folded = fold(";".join(name for name, _ in units.values())).split(";")
    for (code, kind, name, parent), low in zip(rows, folded, strict=True):
        level = _LEVELS[len(code)]
        above, top = units.get(parent, ("", ""))
        district, province = (above, units[top][0]) if top else (None, above or None)
        # the tokenizer is only needed where a name holds more than letters and spaces
        key = low if low.replace(" ", "").isalnum() else _key(name)
        era: Era = "old" if code.startswith("63-") else "new"
        found.setdefault(key, []).append(Place(name, level, kind, era, district, province))
    for level, names in lexicon.load("places_more")["names"].items():
        for name in names:
            found.setdefault(_key(name), []).append(Place(name, cast(PlaceLevel, level), "", "both"))
    return found


def places_named(name: str) -> tuple[Place, ...]:
    """Every place of that name without class word ("Tiên Lãng"), any letter case and tone placement; () if unknown."""
    return tuple(_index().get(_key(name), ()))


def levels_named(key: str) -> frozenset[PlaceLevel]:
    """The levels at which a folded name (tokens joined by one space) is known."""
    return frozenset(place.level for place in _index().get(_plain(key), ()))


def place_end(low: Sequence[str], first: int, levels: frozenset[PlaceLevel] | None = None) -> int:
    """End index of the longest known place name in folded tokens from `first` on; `first` where none begins.

    Names that are numbers ("phường 5") are not found: they need their class word. With `levels`, only places of
    these levels count.
    """
    index = _index()
    for last in range(min(len(low), first + _LONGEST_NAME), first, -1):
        known = index.get(_plain(" ".join(low[first:last])))
        if known is not None and not low[first].isdigit() and (levels is None or any(p.level in levels for p in known)):
            return last
    return first
