"""From a name as written to the unit that was meant: by its class word, the area around it and the day.

What cannot be told apart stays apart: the answer then has no unit, and the options for a person to choose from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from extractor import lexicon
from extractor.geography.units import LAST_DAY, Level, Unit, name_key, units
from extractor.language.fold import fold

_LEVELS: dict[str, tuple[Level, ...]] = {
    "tỉnh": ("province",),
    "thành phố": ("province", "district"),
    **dict.fromkeys(("thị xã", "quận", "huyện"), ("district",)),
    **dict.fromkeys(("thị trấn", "phường", "xã", "đặc khu"), ("commune",)),
}
_LATEST = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means. `unit` is None when it is unknown or not decided; `options` then holds what it may be.

    `rule` is stable, `evidence` says in words what was seen, `confidence` is 0 to 1.
    """

    unit: Unit | None
    options: tuple[Unit, ...]
    rule: str
    evidence: str
    confidence: float


def resolve(name: str, *, near: Sequence[str] = (), on: str | None = None) -> Resolution:
    """The unit that a name means, as it was on a day.

    `name` may have a class word and the areas around it: "Tiên Lãng", "huyện Tiên Lãng", "H. Tiên Lãng, TP. Hải Phòng".
    `near` holds codes of units that the text is about, the nearest first; `on` is a day, ISO 8601, or None.
    """
    return _resolve(name, tuple(near), on)


@lru_cache(maxsize=50_000)
def _resolve(name: str, near: tuple[str, ...], on: str | None) -> Resolution:
    head, *around = [part.strip(" )") for part in name.replace("(", ",").split(",") if part.strip(" )")] or [""]
    kind, bare = split_class(head)
    known = units().by_name.get(name_key(head), ()) or units().by_name.get(name_key(bare), ())
    if kind and name_key(bare) in units().by_name:
        known = _of_kind(units().by_name[name_key(bare)], kind) or (() if bare.isdigit() else known)
    elif bare.isdigit():
        known = ()  # "5" is no place without its class word
    if not known:
        return Resolution(None, (), "unknown", f"no unit is called {head!r}", 0.0)
    told = [f"{len(known)} units are called {bare!r}"] if len(known) > 1 else [f"the only unit that is called {bare!r}"]
    options, in_time = _of_time(known, kind, on)
    if not in_time:
        told.append(f"none of them on {on}")
    outer = [found.unit.code for part in around if (found := _resolve(part, near, on)).unit]
    if outer and (inside := [option for option in options if lies_in(option, outer[0], on)]):
        options = inside
        told.append(f"it is written with {around[0]!r}")
    elif outer:
        return Resolution(None, tuple(options), "elsewhere", f"no {head!r} lies in {around[0]!r}", 0.3)
    return _choose(options, kind, near, on, told, in_time)


@cache
def _class_words() -> tuple[tuple[str, str], ...]:
    """Written form and class, the longest first."""
    rows = [(form, kind) for kind, forms in lexicon.load("unit_history")["class_words"].items() for form in forms]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def split_class(name: str) -> tuple[str | None, str]:
    """Class word and bare name: "H. Tiên Lãng" gives ("huyện", "Tiên Lãng"); None where no class word is written."""
    name = " ".join(name.split())
    low = fold(name)
    for form, kind in _class_words():
        if low.startswith(form):
            rest = name[len(form) :]
            if rest[:1] == " " or (form.endswith(".") and rest) or rest[:1] == ".":
                return kind, rest.lstrip(" .")
    return None, name


def _of_kind(known: Iterable[Unit], kind: str) -> tuple[Unit, ...]:
    """Units of this class, else of its level: a huyện may have become a thị xã."""
    known = tuple(known)
    exact = tuple(unit for unit in known if unit.kind == kind)
    return exact or tuple(unit for unit in known if unit.level in _LEVELS[kind])


def _of_time(known: Sequence[Unit], kind: str | None, on: str | None) -> tuple[list[Unit], bool]:
    """The units that were there on the day; else all. Without a day: those of the long time before July 2025.

    A province or district that had ended is named as before for years; without a class word it may be meant too.
    """
    there = [unit for unit in known if unit.holds_on(on or LAST_DAY)]
    if on is not None and kind is None:
        past = [unit for unit in known if (unit.valid_to or _LATEST) < on and unit.level != "commune"]
        there += [unit for unit in past if not _goes_on(unit, there)]
    if there:
        return there, any(unit.holds_on(on or LAST_DAY) for unit in there)
    return _nearest_in_time(known, on or LAST_DAY), False


def _goes_on(unit: Unit, others: Iterable[Unit]) -> bool:
    """Whether one of the others is the same unit at a later time."""
    ends = units().ends(unit)
    return any(
        other.level == unit.level and other.name == unit.name and units().today(other) in ends for other in others
    )


def _nearest_in_time(known: Sequence[Unit], on: str) -> list[Unit]:
    """Those that ended last before the day, else those that began first after it."""
    before = [unit for unit in known if (unit.valid_to or _LATEST) < on]
    if before:
        last = max(unit.valid_to or "" for unit in before)
        return [unit for unit in before if unit.valid_to == last]
    first = min(unit.valid_from or "" for unit in known)
    return [unit for unit in known if (unit.valid_from or "") == first]


@lru_cache(maxsize=50_000)
def _areas(unit: Unit, on: str | None) -> frozenset[str]:
    """Codes of all that a unit lay and lies in, whatever it was called in between."""
    table = units()
    codes: set[str] = set()
    todo = [unit, table.today(unit)]
    if province := table.province(unit, on):
        todo.append(province)
    for one in todo:
        for above in table.above(one):
            if above.code not in codes:
                codes.add(above.code)
                todo += [table[above.became[0]]] if len(above.became) == 1 else []
    return frozenset(codes)


def lies_in(unit: Unit, area: str, on: str | None = None) -> bool:
    """Whether a unit lies in the area with this code, or is it: at its time, on that day or today."""
    if unit.valid_to is None:  # a unit of today in an area of before
        area = units().today(units()[area]).code
    return area in _areas(unit, on)


def _choose(
    options: list[Unit], kind: str | None, near: tuple[str, ...], on: str | None, told: list[str], in_time: bool
) -> Resolution:
    sure = 1.0 if in_time else 0.9
    if len(options) > 1:
        options, words, factor = _near(options, kind, near, on)
        told = [*told, *words]
        sure *= factor
    if len(options) > 1 and kind is None:
        options, words, factor = _by_rank(options, near, on)
        told = [*told, *words]
        sure *= factor
    evidence = "; ".join(told)
    if len(options) != 1:
        return Resolution(None, tuple(options), "homonyms", evidence, 0.3)
    (unit,) = options
    rule = "name" if len(told) == 1 else "name and surroundings"
    sure *= 1.0 if kind in (None, unit.kind) else 0.97  # a class word of another time
    return Resolution(unit, (unit,), rule, evidence, round(0.98 * sure, 3))


def _near(
    options: list[Unit], kind: str | None, near: tuple[str, ...], on: str | None
) -> tuple[list[Unit], list[str], float]:
    """Those in the nearest area that has any. A commune there does not push out a province: then it may be either."""
    provinces = [option for option in options if option.level == "province"]
    for area in near:
        inside = [option for option in options if lies_in(option, area, on)]
        if inside and kind is None and all(option.level == "commune" for option in inside):
            inside += [option for option in provinces if option not in inside]
        if inside:
            return inside, [f"the text is about {units()[area].full_name}"], 0.97
    return options, [], 1.0


def _by_rank(options: list[Unit], near: tuple[str, ...], on: str | None) -> tuple[list[Unit], list[str], float]:
    """Without class word a province goes before smaller units of its name, and a district before communes.

    Not where the text is about an area that has such a commune, nor when the larger unit has ended: then it may be
    either.
    """

    def is_near(option: Unit) -> bool:
        return any(lies_in(option, area, on) for area in near)

    table = units()
    provinces = [option for option in options if option.level == "province"]
    districts = [option for option in options if option.level == "district"]
    communes = [option for option in options if option.level == "commune"]
    for larger, word in ((provinces, "a province"), (districts, "a district")):
        if not larger:
            continue
        if len(larger) > 1 or not larger[0].holds_on(on or LAST_DAY):
            break
        elsewhere = [one for one in communes if larger[0] not in table.above(one)]
        if any(map(is_near, elsewhere)) and not is_near(larger[0]):
            break
        factor = 0.87 if larger is districts and elsewhere else 0.95
        return larger, [f"{word}, written without class word"], factor
    return options, [], 1.0
