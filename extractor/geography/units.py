"""The administrative units of Việt Nam through time: what there was, what it lay in, and what became of it.

Knowledge: `lexicon/units.tsv` (source and licence in its head) and `lexicon/unit_history.toml`. Both are read at the
first question, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import Literal

from extractor import lexicon
from extractor.errors import LexiconError
from extractor.language.fold import fold

Level = Literal["country", "province", "district", "commune"]

COUNTRY = "VN"
BEFORE, SINCE = "63-", "34-"  # prefixes of codes: the provinces until 30 June 2025, and since
LAST_DAY, FIRST_DAY = "2025-06-30", "2025-07-01"
_WHERE = "lexicon/units.tsv"
_HISTORY = "unit_history"
_DIGITS: dict[int, Level] = {2: "province", 3: "district", 5: "commune"}  # of an official code
_COMMUNE_KINDS = {"xã", "phường", "thị trấn", "đặc khu"}
_JOINTS = re.compile(r"\s*[-–—.]\s*")
_APOSTROPHES = str.maketrans("’ʼ‘`", "''''")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit. `code` is "63-315": the official code behind the number of provinces; "old-…" for what ended before.

    `kind` is its class word ("huyện"), `parent` the code of the unit that it lies in. Days are ISO 8601, inclusive;
    `valid_from` is None where it is not recorded, `valid_to` while the unit is there. `became` holds the codes of its
    successors: one when all of it went there, several for parts, the main part first.
    """

    code: str
    kind: str
    name: str
    level: Level
    parent: str | None
    valid_from: str | None = None
    valid_to: str | None = None
    became: tuple[str, ...] = ()

    @property
    def official_code(self) -> str | None:
        return self.code[len(BEFORE) :] if self.code.startswith((BEFORE, SINCE)) else None

    @property
    def full_name(self) -> str:
        """With its class: "huyện Tiên Lãng"; the country has none."""
        return f"{self.kind} {self.name}" if self.kind else self.name

    def holds_on(self, day: str | None) -> bool:
        """Whether the unit was there on that day; with None, whether it is there today."""
        if day is None:
            return self.valid_to is None
        return (self.valid_from or "") <= day <= (self.valid_to or "9999")


@dataclass(frozen=True, slots=True)
class Units:
    """All units by code, and by the key of their names."""

    by_code: Mapping[str, Unit]
    by_name: Mapping[str, tuple[Unit, ...]]
    older_province: Mapping[str, str]  # of districts that lay in another province than they do now
    below: Mapping[str, tuple[str, ...]] = field(repr=False)  # codes of the units in a unit

    def __getitem__(self, code: str) -> Unit:
        return self.by_code[code]

    def __iter__(self) -> Iterator[Unit]:
        return iter(self.by_code.values())

    def above(self, unit: Unit) -> Iterator[Unit]:
        """The unit, what it lies in, what that lies in; the country is last."""
        here: Unit | None = unit
        while here is not None:
            yield here
            here = self.by_code[here.parent] if here.parent else None

    def province(self, unit: Unit, day: str | None = None) -> Unit | None:
        """The province that a unit lies in, as it was on that day where that is known; None for the country."""
        found = next((above for above in self.above(unit) if above.level == "province"), None)
        if found is None or day is None or found is unit or found.holds_on(day):
            return found
        older = next((self.older_province[one.code] for one in self.above(unit) if one.code in self.older_province), "")
        if older and self[older].holds_on(day):
            return self[older]
        whole = [one for one in self if one.level == "province" and found.code in one.became and one.holds_on(day)]
        same = [one for one in whole if one.name == found.name] or whole
        return same[0] if len(same) == 1 else found

    def today(self, unit: Unit) -> Unit:
        """The smallest unit of today that all of the unit lies in; the country when it was divided among provinces."""
        ends = self.ends(unit)
        if len(ends) == 1:
            return ends[0]
        chains = [list(self.above(end)) for end in ends]
        return next(one for one in chains[0] if all(one in chain for chain in chains))

    def ends(self, unit: Unit) -> tuple[Unit, ...]:
        """The units of today that it, or parts of it, went into; by code."""
        if unit.valid_to is None:
            return (unit,)
        found = {end.code: end for code in unit.became for end in self.ends(self[code])}
        return tuple(found[code] for code in sorted(found))


def name_key(name: str) -> str:
    """What spellings of a name have in common: letter case, tone placement, dashes, dots and apostrophes aside."""
    plain = _JOINTS.sub(" ", fold(name).translate(_APOSTROPHES))
    return " ".join(plain.split())


@cache
def units() -> Units:
    """Every unit. Raises LexiconError (L001) when the tables break their own rules."""
    country = Unit(COUNTRY, "", "Việt Nam", "country", None)
    found: dict[str, Unit] = {COUNTRY: country}
    for unit in (*_table(), *_older()):
        if unit.code in found:
            raise LexiconError(f"{unit.code} is there twice.", _WHERE)
        found[unit.code] = unit
    history = lexicon.load(_HISTORY)
    for day, codes in history["since"].items():
        for code in codes:
            found[code] = replace(found[code], valid_from=day)
    _inherit(found)
    _check(found)
    below: dict[str, list[str]] = {}
    for unit in found.values():
        if unit.parent:
            below.setdefault(unit.parent, []).append(unit.code)
    older = {code: province for province, codes in history["lay_in"].items() for code in codes}
    return Units(found, _names(found, history["names"]), older, {code: tuple(codes) for code, codes in below.items()})


def _table() -> Iterator[Unit]:
    path = resources.files(lexicon).joinpath("units.tsv")
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        parts = line.split("\t")
        if len(parts) != 5:
            raise LexiconError(f"a row has {len(parts)} columns instead of 5: {parts[:3]}", _WHERE)
        code, kind, name, parent, became = parts
        past = code.startswith(BEFORE)
        yield Unit(
            code, kind, name, _DIGITS[len(code) - len(BEFORE)], parent or COUNTRY,
            None if past else FIRST_DAY, LAST_DAY if past else None, tuple(became.split(";")) if became else (),
        )  # fmt: skip


def _older() -> Iterator[Unit]:
    for entry in lexicon.load(_HISTORY)["unit"]:
        parent = entry.get("parent", COUNTRY)
        level: Level = "province" if parent == COUNTRY else "district"
        days = entry.get("from"), entry["to"]
        yield Unit(entry["code"], entry["kind"], entry["name"], level, parent, *days, tuple(entry["became"]))


def _inherit(found: dict[str, Unit]) -> None:
    """A district became what its communes became."""
    ends: dict[str, dict[str, None]] = {}
    for unit in found.values():
        if unit.level == "commune" and unit.parent:
            ends.setdefault(unit.parent, {}).update(dict.fromkeys(unit.became))
    for code, became in ends.items():
        if found[code].valid_to is not None and found[code].level == "district":
            found[code] = replace(found[code], became=tuple(became))


def _names(found: Mapping[str, Unit], others: Mapping[str, list[str]]) -> dict[str, tuple[Unit, ...]]:
    names: dict[str, list[Unit]] = {}
    for unit in found.values():
        names.setdefault(name_key(unit.name), []).append(unit)
    for name, written in others.items():
        for form in written:
            known = names.setdefault(name_key(form), [])
            known.extend(unit for unit in names[name_key(name)] if unit not in known and unit.level != "commune")
    return {name: tuple(known) for name, known in names.items()}


def _check(found: Mapping[str, Unit]) -> None:
    for unit in found.values():
        for code in (*unit.became, *([unit.parent] if unit.parent else [])):
            if code not in found:
                raise LexiconError(f"{unit.code} refers to {code}, which is not there.", _WHERE)
        if unit.valid_to is not None and not unit.became:
            raise LexiconError(f"{unit.code} ended and became nothing.", _WHERE)
        if (unit.level == "commune") != (unit.kind in _COMMUNE_KINDS):
            raise LexiconError(f"{unit.code} is no {unit.level}: {unit.kind!r}.", _WHERE)
