"""Rows of units and entities: looked up by their keys, made when they are not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from extractor.geography import units
from extractor.store.linked import entities, place_successors, place_units

Values = dict[str, Any]
place_row = ("unit", "unit_today", "province", "province_today")
_PAGE = 500  # keys asked for together


def pages(found: Iterable[Any]) -> Iterable[list[Any]]:
    """Sorted pages of at most `_PAGE`."""
    ordered = sorted(found)
    for start in range(0, len(ordered), _PAGE):
        yield ordered[start : start + _PAGE]


def unit_rows(connection: Connection, codes: Iterable[str]) -> None:
    """Have rows for these units, what they lie in and what became of them; at first all provinces and districts."""
    table = units()
    wanted = {above.code for code in codes for above in table.above(table[code])}
    first = connection.execute(select(place_units.c.code).limit(1)).scalar() is None
    if first:
        wanted |= {unit.code for unit in table if unit.level != "commune"}
    for code in list(wanted):
        wanted |= _later(code)
    known = {
        code
        for page in pages(wanted)
        for code in connection.execute(select(place_units.c.code).where(place_units.c.code.in_(page))).scalars()
    }
    missing = wanted - known
    if not missing:
        return
    ranks = ("country", "province", "district", "commune")
    ordered = sorted(missing, key=lambda code: (ranks.index(table[code].level), code))
    rows = [
        {
            "code": unit.code, "official_code": unit.official_code, "name": unit.name, "kind": unit.kind,
            "level": unit.level, "parent": unit.parent, "valid_from": unit.valid_from, "valid_to": unit.valid_to,
        }
        for unit in map(table.__getitem__, ordered)
    ]  # fmt: skip
    connection.execute(insert(place_units), rows)
    pairs = [
        {"code": code, "successor": successor, "whole": len(table[code].became) == 1}
        for code in ordered
        for successor in table[code].became
    ]
    if pairs:
        connection.execute(insert(place_successors), pairs)


def _later(code: str) -> set[str]:
    """What a unit became, and what that lies in, to the end."""
    table = units()
    found: set[str] = set()
    todo = [code]
    while todo:
        for successor in table[todo.pop()].became:
            for above in table.above(table[successor]):
                if above.code not in found:
                    found.add(above.code)
                    todo.append(above.code)
    return found


def entity_rows(connection: Connection, wanted: Mapping[str, Values]) -> dict[str, int]:
    """Row numbers of entities by key; those that are missing are made with these values."""
    found = {
        row.key: row.id
        for page in pages(wanted)
        for row in connection.execute(select(entities.c.key, entities.c.id).where(entities.c.key.in_(page)))
    }
    missing = [key for key in sorted(wanted) if key not in found]
    if missing:
        rows = [
            {"key": key, "label": wanted[key]["name"], "documents": 0, "sources": 0, "place": None, **wanted[key]}
            for key in missing
        ]
        query = insert(entities).returning(entities.c.id, sort_by_parameter_order=True)
        found |= dict(zip(missing, connection.execute(query, rows).scalars(), strict=True))
    return found
