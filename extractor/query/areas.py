"""A place that somebody asks for, as the units that it stands for: a province, a district or a commune, or the country.

Names are read as in documents ("huyện Tiên Lãng", "TP. Hải Phòng", "Châu Thành, Tiền Giang"); diacritics may be left
out. A province that has the same name before and since 1 July 2025 stands for both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, true

from extractor.errors import UnknownPlace
from extractor.geography import COUNTRY, Unit, name_key, resolve, units
from extractor.geography.units import Level
from extractor.store.folding import plain
from extractor.store.linked import observations

_MOST_OPTIONS = 8  # named in a message


@dataclass(frozen=True, slots=True)
class Area:
    """A name and the units that it stands for, which are all of one level."""

    name: str
    level: Level
    codes: tuple[str, ...]

    @property
    def is_large(self) -> bool:
        """Whether sums are kept for it."""
        return self.level in ("country", "province")

    def holds(self, today: bool) -> ColumnElement[bool]:
        """Which rows of `observations` lie in it: as it was at their time, or in the unit of today."""
        column = observations.c
        if self.level == "country":
            return true()
        if self.level == "province":
            return (column.province_today if today else column.province).in_(self.codes)
        inside = [*self.codes, *(code for own in self.codes for code in units().below.get(own, ()))]
        return or_(column.place_unit.in_(inside), column.place_today.in_(inside))


def area_of(name: str) -> Area:
    """The area that a name means. Raises UnknownPlace (Q002) when there is none, or when there are several."""
    found = resolve(name)
    if not found.options:
        marked = _with_marks(name)
        found = resolve(marked[0]) if len(marked) == 1 else found
        if len(marked) > 1:
            raise UnknownPlace("May be several places.", name, f"Write one of: {'; '.join(marked[:_MOST_OPTIONS])}.")
    if found.unit is None:
        told = "; ".join(dict.fromkeys(_told(option) for option in found.options[:_MOST_OPTIONS]))
        if told:
            raise UnknownPlace("Is the name of several places.", name, f"Say which: {told}.")
        raise UnknownPlace("There is no such place.", name)
    return Area(found.unit.full_name, found.unit.level, tuple(_same(found.unit)))


def _same(unit: Unit) -> Iterator[str]:
    """The unit, and for a province those of its name at other times."""
    yield unit.code
    if unit.level == "province":
        for other in units().by_name[name_key(unit.name)]:
            if other.level == "province" and other.code != unit.code:
                yield other.code


def _with_marks(name: str) -> list[str]:
    """Names that are the same without diacritics: the larger units first, and alone where there are any."""
    head, *around = [part.strip() for part in name.split(",")]
    known = [unit for key, same in units().by_name.items() if plain(key) == plain(name_key(head)) for unit in same]
    levels = {unit.level for unit in known}
    largest = next((level for level in ("country", "province", "district", "commune") if level in levels), None)
    names = dict.fromkeys(unit.name for unit in known if unit.level == largest)
    return [", ".join([found, *around]) for found in names]


def _told(unit: Unit) -> str:
    above = units()[unit.parent] if unit.parent and unit.parent != COUNTRY else None
    return f"{unit.full_name}, {above.name}" if above else unit.full_name
