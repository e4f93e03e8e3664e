"""Names of places: which unit a name may be, before and after July 2025, and well-known places elsewhere.

Knowledge: `lexicon/places.tsv` (units of Việt Nam, source and licence in its head) and `lexicon/places_more.toml`
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
_CLASSES = ("thành phố", "thị xã", "tỉnh", "quận", "huyện")  # of provinces and districts in the table


@dataclass(frozen=True, slots=True)
class Place:
    """One administrative unit. `kind` is its class word ("huyện"); `district` is None for a province and since 2025."""

    name: str
    level: PlaceLevel
    kind: str
    era: Era
    district: str | None = None
    province: str | None = None


def _split_class(unit: str) -> tuple[str, str]:
    for kind in _CLASSES:
        if unit.startswith(kind + " "):
            return kind, unit[len(kind) + 1 :]
    raise LexiconError(f"{unit!r} does not begin with a class word.", "lexicon/places.tsv")


def _key(name: str) -> str:
    return _plain(" ".join(tokens_in(name)))


def _plain(key: str) -> str:
    """One apostrophe for all ("Ea H’leo", "Ea H'leo")."""
    return key.replace("’", "'").replace("ʼ", "'").replace("‘", "'").replace("`", "'")


@cache
def _rows() -> list[tuple[str, ...]]:
    path = resources.files(lexicon).joinpath("places.tsv")
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    for row in rows:
        if len(row) != 5:
            raise LexiconError(f"a row has {len(row)} columns instead of 5: {row[:3]}", "lexicon/places.tsv")
    return rows


@cache
def _index() -> dict[str, list[Place]]:
    """Folded name -> the units of that name."""
    found: dict[str, list[Place]] = {}
    seen: set[tuple[str, ...]] = set()
    for era_word, province_unit, district_unit, kind, communes in _rows():
        era = cast(Era, era_word)
        province_kind, province = _split_class(province_unit)
        if (era, province) not in seen:
            seen.add((era, province))
            found.setdefault(_key(province), []).append(Place(province, "province", province_kind, era))
        district = None
        if district_unit:
            district_kind, district = _split_class(district_unit)
            if (era, province, district_unit) not in seen:
                seen.add((era, province, district_unit))
                place = Place(district, "district", district_kind, era, None, province)
                found.setdefault(_key(district), []).append(place)
        names = communes.split(";") if communes else []
        folded = fold(communes).split(";") if communes else []
        for name, low in zip(names, folded, strict=True):
            # the tokenizer is only needed where a name holds more than letters and spaces
            key = low if low.replace(" ", "").isalnum() else _key(name)
            found.setdefault(key, []).append(Place(name, "commune", kind, era, district, province))
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
