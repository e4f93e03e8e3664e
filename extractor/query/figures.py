"""Figures across documents: every statement once, with who makes it.

A *statement* is a row of `observations`: what several documents say alike is one.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select

from extractor.query.answer import MOST_ROWS, MOST_SOURCES, Answer, Source
from extractor.query.areas import area_of
from extractor.query.filters import Filters
from extractor.query.sources import linked_notes, sources_of
from extractor.store import Store
from extractor.store.database import reading
from extractor.store.linked import observation_figures, observations
from extractor.store.schema import figures

STATEMENTS = (
    "indicator", "value", "value_max", "modifier", "unit", "status", "per", "counted", "place", "period_from",
    "period_to", "actor", "documents", "copies", "contradicted",
)  # fmt: skip


def statements(
    store: Store, filters: Filters, *, today: bool = False, limit: int = MOST_ROWS, sources: int = MOST_SOURCES
) -> Answer:
    """Every distinct statement that is asked for, the latest period first, then the largest value.

    `documents` say so, of which `copies` repeat another document; `contradicted` tells that others say otherwise.
    Raises NotLinked (Q003), UnknownPlace (Q002), StoreError (S001).
    """
    with reading(store.engine) as connection:
        notes = linked_notes(connection)
        conditions = observation_conditions(filters, today)
        total = connection.execute(select(func.count()).select_from(observations).where(*conditions)).scalar_one()
        order = (observations.c.period_to.desc().nulls_last(), observations.c.value.desc(), observations.c.key)
        query = select(observations).where(*conditions).order_by(*order).limit(limit)
        found = list(connection.execute(query))
        said = sources_of(connection, [row.id for row in found], sources)
        return Answer(STATEMENTS, [_statement(row, said[row.id]) for row in found], total, notes)


def observation_conditions(filters: Filters, today: bool) -> list[ColumnElement[bool]]:
    """Conditions on `observations`; places count as areas, so that a province has its districts."""
    column = observations.c
    found: list[ColumnElement[bool]] = []
    if filters.indicators:
        found.append(column.indicator.in_(filters.indicators))
    if filters.statuses:
        found.append(column.status.in_(filters.statuses))
    if filters.places:
        found.append(or_(*(area.holds(today) for area in map(area_of, filters.places))))
    if filters.since:
        found.append(func.coalesce(column.period_from, column.period_to) >= filters.since.isoformat())
    if filters.until:
        found.append(column.period_to <= filters.until.isoformat())
    rest = Filters(
        actors=filters.actors, kinds=filters.kinds, people=filters.people, organisations=filters.organisations,
        text=filters.text,
    )  # fmt: skip
    if rest:
        told = select(observation_figures.c.observation_id).join(figures).where(*rest.of_figures())
        found.append(column.id.in_(told))
    return found


def _statement(row: Row[Any], said: list[Source]) -> dict[str, Any]:
    values = row._mapping
    told = {name: values[name] for name in STATEMENTS if name not in ("copies", "contradicted")}
    told |= {"copies": row.documents - row.sources or None, "contradicted": bool(row.contradicted)}
    return told | {"sources": said}
