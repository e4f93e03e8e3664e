"""What is really so in a generated archive: the answers to check a database against, and labelled pairs."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any

from archive_world import Body

from extractor.geography import units
from extractor.language.fold import fold

if TYPE_CHECKING:
    from make_archive import Archive

_PAIRS = 6  # labelled pairs of one thing, and of one name
Row = tuple[str, str, int, str, int, int]


def answers(archive: Archive) -> dict[str, Any]:
    """`documents`: who and what is meant, by content; `sums`; `contradictions`; `events`: documents by event."""
    documents = {}
    events: dict[str, list[str]] = {}
    for draft in archive.drafts:
        documents[draft.sha256] = {
            "event": draft.event, "people": list(draft.people), "organisations": list(draft.bodies),
            "places": draft.places,
        }  # fmt: skip
        events.setdefault(draft.event, []).append(draft.sha256)
    return {"documents": documents, "events": events, "sums": sums(archive), "contradictions": archive.wrong}


def sums(archive: Archive) -> list[dict[str, Any]]:
    """The sum of every province, year and indicator, as a careful person would make it from what the documents state.

    What is stated for the province goes before its districts; the year before its parts; parts that do not overlap
    are added.
    """
    told: dict[tuple[str, str, int], set[str]] = {}
    for draft in archive.drafts:
        for fact in draft.facts:
            told.setdefault((fact.indicator, fact.area.code, fact.year), set()).add(fact.part)
    found: dict[tuple[str, str, int], dict[str, Any]] = {}
    for province in archive.world.provinces:
        for indicator, _, year in sorted(told):
            own = told.get((indicator, province.code, year))
            districts = [
                unit for unit in archive.world.districts[province.code] if (indicator, unit.code, year) in told
            ]
            areas = [province] if own else districts
            if not areas or year > 2024:
                continue
            values = [_value(archive, indicator, area.code, year, told[indicator, area.code, year]) for area in areas]
            found[indicator, province.code, year] = {
                "indicator": indicator, "area": province.code, "basis": "then", "year": year, "value": sum(values),
                "whole_area": bool(own),
            }  # fmt: skip
    return [*found.values(), *_today(found), *_since(archive, told)]


def _value(archive: Archive, indicator: str, area: str, year: int, parts: set[str]) -> int:
    """The most of the year that parts can be added to without an overlap."""
    quarters = {"Y": "1234", "M9": "123", "H1": "12", "Q1": "1", "Q2": "2", "Q3": "3", "Q4": "4"}
    best: tuple[int, int] = (0, 0)
    chosen: tuple[str, ...] = ()
    for size in range(1, len(parts) + 1):
        for some in combinations(sorted(parts), size):
            covered = "".join(quarters[part] for part in some)
            if len(set(covered)) == len(covered) and (len(covered), -size) > best:
                best, chosen = (len(covered), -size), some
    return sum(archive.world.fact(indicator, units()[area], year, part).value for part in chosen)


def _today(found: dict[tuple[str, str, int], dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The sums of the provinces of today: of all that became one of them."""
    groups: dict[tuple[str, str, int], list[dict[str, Any]]] = {}
    for (indicator, area, year), entry in found.items():
        groups.setdefault((indicator, units().today(units()[area]).code, year), []).append(entry)
    for (indicator, area, year), entries in groups.items():
        yield {"indicator": indicator, "area": area, "basis": "today", "year": year,
               "value": sum(entry["value"] for entry in entries), "whole_area": False}  # fmt: skip


def _since(archive: Archive, told: dict[tuple[str, str, int], set[str]]) -> Iterator[dict[str, Any]]:
    for (indicator, area, year), parts in sorted(told.items()):
        if area in archive.world.new_provinces:
            yield {"indicator": indicator, "area": area, "basis": "today", "year": year,
                   "value": _value(archive, indicator, area, year, parts), "whole_area": True}  # fmt: skip


def pairs(archive: Archive, seed: int) -> Iterator[Row]:
    """Labelled pairs: of one thing in different texts, of different things with one name, of neighbours."""
    rng = random.Random(f"{seed} pairs")
    for kind in ("person", "organisation"):
        meant: dict[str, list[tuple[str, int, str]]] = {}
        named: dict[str, list[tuple[str, int, str, str]]] = {}
        things: dict[str, Any] = {}
        for draft in archive.drafts:
            entries = draft.people if kind == "person" else draft.bodies
            for position, (thing, entry) in enumerate(entries.items()):
                meant.setdefault(thing, []).append((draft.sha256, position, draft.event))
                named.setdefault(fold(entry["name"]), []).append((draft.sha256, position, draft.event, thing))
                things[thing] = entry.get("body")
        yield from _same(kind, meant, rng)
        yield from _different(kind, named, things, rng)


def _same(kind: str, meant: dict[str, list[tuple[str, int, str]]], rng: random.Random) -> Iterator[Row]:
    for thing in sorted(meant):
        places = meant[thing]
        for _ in range(min(_PAIRS, len(places) * (len(places) - 1) // 2)):
            (left, i, one), (right, j, other) = rng.sample(places, k=2)
            if one != other:  # copies are too easy
                yield kind, left, i, right, j, 1


def _different(
    kind: str, named: dict[str, list[tuple[str, int, str, str]]], things: dict[str, Body | None], rng: random.Random
) -> Iterator[Row]:
    for name in sorted(named):
        places = named[name]
        if len({thing for *_, thing in places}) == 1:
            continue
        for _ in range(_PAIRS):
            (left, i, one, a), (right, j, other, b) = rng.sample(places, k=2)
            if a != b and one != other and not _continued(things[a], things[b]):
                yield kind, left, i, right, j, 0


def _continued(one: Body | None, other: Body | None) -> bool:
    """Whether one body may be seen as the other after a merger: then a pair is neither the same nor not."""
    if one is None or other is None or one.kind != other.kind or one.name != other.name:
        return False
    return bool(set(units().ends(one.area)) & set(units().ends(other.area)))
