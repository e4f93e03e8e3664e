"""Targets beside results: what was aimed at in a place and time, and what is told of that place and time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, func, select

from extractor.lexicon import unlike
from extractor.query.answer import MOST_ROWS, MOST_SOURCES, Answer, Row
from extractor.query.figures import observation_conditions
from extractor.query.filters import Filters
from extractor.query.sources import linked_notes, sources_of
from extractor.store import Store
from extractor.store.database import reading
from extractor.store.linked import observations

TARGETS = ("indicator", "place", "period_from", "period_to", "target", "actual", "percent", "unit", "actor")
_STATUS_IN_CELL = ("|target|", "|actual|")  # a cell is indicator|unit|status|place|period


def targets(
    store: Store, filters: Filters, *, today: bool = False, reached: bool = False, limit: int = MOST_ROWS,
    sources: int = MOST_SOURCES,
) -> Answer:  # fmt: skip
    """Each target with the result of the same place, time and unit, the latest first; `percent` is of the target.

    Shares, rates, parts of other targets and, unless asked for, money are left out. Of several results the one that
    most sources tell counts; `actual` is empty where none is told, which with `reached` is left out. The sources are
    those of both. Raises NotLinked (Q003), UnknownPlace (Q002), StoreError (S001).
    """
    planned = observations.c
    with reading(store.engine) as connection:
        notes = linked_notes(connection)
        conditions = observation_conditions(replace(filters, statuses=("target",)), today)
        conditions += [planned.place_unit.is_not(None), ~planned.is_share, ~planned.is_part, planned.per.is_(None)]
        if not filters.indicators:
            conditions.append(planned.indicator.is_(None) | planned.indicator.not_in(unlike()))
        if reached:
            results = observations.alias("results")
            same = select(results.c.id).where(results.c.cell == func.replace(planned.cell, *_STATUS_IN_CELL))
            conditions.append(same.exists())
        total = connection.execute(select(func.count()).select_from(observations).where(*conditions)).scalar_one()
        order = (planned.period_to.desc().nulls_last(), planned.value.desc(), planned.key)
        found = list(connection.execute(select(observations).where(*conditions).order_by(*order).limit(limit)))
        done = _results(connection, [row.cell for row in found])
        said = sources_of(connection, [row.id for row in (*found, *done.values())], sources)
        return Answer(TARGETS, [_target(row, done.get(row.cell), said) for row in found], total, notes)


def _results(connection: Connection, cells: list[str]) -> dict[str, Any]:
    """By the cell of a target the result that counts."""
    of = {cell.replace(*_STATUS_IN_CELL): cell for cell in cells}
    query = select(observations).where(observations.c.cell.in_(of))
    rows = connection.execute(query.order_by(observations.c.sources, observations.c.value, observations.c.key))
    return {of[row.cell]: row for row in rows}


def _target(row: Any, done: Any, said: dict[int, list[Any]]) -> Row:
    percent = round(100 * done.value / row.value, 1) if done is not None and row.value else None
    return {
        "indicator": row.indicator, "place": row.place, "period_from": row.period_from, "period_to": row.period_to,
        "target": row.value, "actual": done.value if done is not None else None, "percent": percent, "unit": row.unit,
        "actor": row.actor, "sources": [*said[row.id], *(said[done.id] if done is not None else [])],
    }  # fmt: skip
