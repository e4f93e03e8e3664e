"""Figures across documents: every statement with who makes it, safe sums by year or province, targets beside results.

A *statement* is a row of `observations`: what several documents say alike is one. Sums are those of `sums`, which add
nothing twice: no part to its whole, no share, no target to a result, no overlapping periods, no copy.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select

from extractor.errors import UsageError
from extractor.query.answer import MOST_ROWS, MOST_SOURCES, Answer, Source
from extractor.query.areas import Area, area_of
from extractor.query.filters import Filters
from extractor.query.sources import linked_notes, sources_of
from extractor.store import Store
from extractor.store.database import reading
from extractor.store.linked import observation_figures, observations, place_units, sum_parts, sums
from extractor.store.schema import figures

Conditions = list[ColumnElement[bool]]
Group = Literal["year", "province"]

STATEMENTS = (
    "indicator", "value", "value_max", "modifier", "unit", "status", "per", "counted", "place", "period_from",
    "period_to", "actor", "documents", "copies", "contradicted",
)  # fmt: skip
SUMS = ("year", "area", "indicator", "value", "unit", "status", "added", "left_out", "complete", "contradicted")
TARGETS = ("year", "area", "indicator", "target", "actual", "percent", "unit")
_PARTLY = "Where complete is no, the sum is of what was told: for a part of the year, or for some of the places in it."
_DIFFERENT = "Where contradicted is yes, other values were told too: ask `query contradictions`."


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


def by_year_or_province(
    store: Store, filters: Filters, by: Group, *, today: bool = False, limit: int = MOST_ROWS,
    sources: int = MOST_SOURCES,
) -> Answer:  # fmt: skip
    """Safe sums for each year of the places asked for (else of the country), or for each province and year.

    Rows of a year stand in the order of their value when `by` is "province". `complete` tells that the sum was stated
    for the whole year and the whole area. With `today` the provinces are those since 1 July 2025.
    """
    with reading(store.engine) as connection:
        notes = linked_notes(connection)
        conditions = _of_sums(filters, by, today)
        total = connection.execute(select(func.count()).select_from(sums).where(*conditions)).scalar_one()
        area = place_units.c.name.label("area_name")
        order = [sums.c.indicator, sums.c.status, sums.c.unit, sums.c.year.desc()]
        order.append(sums.c.value.desc() if by == "province" else place_units.c.valid_to.nulls_last())
        query = select(sums, area).join(place_units, place_units.c.code == sums.c.area).where(*conditions)
        found = list(connection.execute(query.order_by(*order, area).limit(limit)))
        said = _said_of_sums(connection, [row.id for row in found], sources)
        rows = [_sum(row, said[row.id]) for row in found]
    notes += [_PARTLY] * any(not row["complete"] for row in rows)
    notes += [_DIFFERENT] * any(row["contradicted"] for row in rows)
    return Answer(SUMS, rows, total, notes)


def targets(
    store: Store, filters: Filters, *, today: bool = False, limit: int = MOST_ROWS, sources: int = MOST_SOURCES
) -> Answer:
    """Each year's target beside what came of it: `percent` is of the target, and empty where no result was told."""
    planned, done = sums.alias("planned"), sums.alias("done")
    same = and_(*(planned.c[name] == done.c[name] for name in ("indicator", "unit", "basis", "area", "year")))
    with reading(store.engine) as connection:
        notes = linked_notes(connection)
        conditions = [planned.c.status == "target", *_of_sums(filters, "province", today, planned, country=True)]
        total = connection.execute(select(func.count()).select_from(planned).where(*conditions)).scalar_one()
        query = (
            select(planned, place_units.c.name.label("area_name"))
            .add_columns(done.c.value.label("actual"), done.c.id.label("done_id"))
            .join(place_units, place_units.c.code == planned.c.area)
            .outerjoin(done, and_(same, done.c.status == "actual"))
            .where(*conditions)
            .order_by(planned.c.indicator, planned.c.unit, planned.c.year.desc(), place_units.c.name)
        )
        found = list(connection.execute(query.limit(limit)))
        ids = [key for row in found for key in (row.id, row.done_id) if key is not None]
        said = _said_of_sums(connection, ids, sources)
        return Answer(TARGETS, [_target(row, said) for row in found], total, notes)


def observation_conditions(filters: Filters, today: bool) -> Conditions:
    """Conditions on `observations`; places count as areas, so that a province has its districts."""
    column = observations.c
    found: Conditions = []
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


def _of_sums(filters: Filters, by: Group, today: bool, table: Any = sums, *, country: bool = False) -> Conditions:
    """Conditions on `sums`; what no sum can be asked by is refused. Raises UsageError (U001)."""
    for name in ("actors", "kinds", "people", "organisations", "text"):
        if getattr(filters, name):
            raise UsageError(f"Sums are not kept by {name}.", None, "Leave out --by to get the statements themselves.")
    column = table.c
    found: Conditions = [column.basis == ("today" if today else "then")]
    if filters.indicators:
        found.append(column.indicator.in_(filters.indicators))
    if table is sums:
        found.append(column.status.in_(filters.statuses or ("actual",)))
    areas = [area_of(name) for name in filters.places]
    codes = [code for area in areas for code in _summed(area)]
    if codes:
        found.append(column.area.in_(codes))
    elif by == "year":
        found.append(column.area == "VN")
    elif not country:
        found.append(column.area != "VN")
    if filters.since:
        found.append(column.year >= _whole(filters.since, "01-01"))
    if filters.until:
        found.append(column.year <= _whole(filters.until, "12-31"))
    return found


def _whole(day: dt.date, end: str) -> int:
    """The year that a day is the first or the last of."""
    if not day.isoformat().endswith(end):
        raise UsageError("Sums are kept by year.", day.isoformat(), "Ask for whole years, or leave out --by.")
    return day.year


def _summed(area: Area) -> tuple[str, ...]:
    if area.level not in ("country", "province"):
        raise UsageError("Sums are kept by province.", area.name, "Leave out --by, or ask for its province.")
    return area.codes


def _said_of_sums(connection: Connection, ids: list[int], most: int) -> dict[int, list[Source]]:
    """For each sum the first sources of the statements that were added, the largest first."""
    found: dict[int, list[Source]] = {key: [] for key in ids}
    if not ids or not most:
        return found
    order = (observations.c.value.desc(), observations.c.id)
    rank = func.row_number().over(partition_by=sum_parts.c.sum_id, order_by=order)
    ranked = (
        select(sum_parts.c.sum_id, sum_parts.c.observation_id, rank.label("rank"))
        .join(observations, observations.c.id == sum_parts.c.observation_id)
        .where(sum_parts.c.sum_id.in_(ids), sum_parts.c.is_used)
        .subquery()
    )
    query = select(ranked.c.sum_id, ranked.c.observation_id).where(ranked.c.rank <= most)
    parts = list(connection.execute(query.order_by(ranked.c.sum_id, ranked.c.rank)))
    said = sources_of(connection, {part.observation_id for part in parts}, most)
    for depth in range(most):  # one source of each statement before the second one of any
        for part in parts:
            if len(found[part.sum_id]) < most and depth < len(said[part.observation_id]):
                found[part.sum_id].append(said[part.observation_id][depth])
    return found


def _statement(row: Row[Any], said: list[Source]) -> dict[str, Any]:
    values = row._mapping
    told = {name: values[name] for name in STATEMENTS if name not in ("copies", "contradicted")}
    told |= {"copies": row.documents - row.sources or None, "contradicted": bool(row.contradicted)}
    return told | {"sources": said}


def _sum(row: Row[Any], said: list[Source]) -> dict[str, Any]:
    return {
        "year": row.year, "area": row.area_name, "indicator": row.indicator, "value": row.value, "unit": row.unit,
        "status": row.status, "added": row.used, "left_out": row.left_out,
        "complete": bool(row.covers_year and row.whole_area), "contradicted": bool(row.contradicted),
        "explanation": row.explanation, "sources": said,
    }  # fmt: skip


def _target(row: Row[Any], said: dict[int, list[Source]]) -> dict[str, Any]:
    percent = round(100 * row.actual / row.value, 1) if row.actual is not None and row.value else None
    return {
        "year": row.year, "area": row.area_name, "indicator": row.indicator, "target": row.value,
        "actual": row.actual, "percent": percent, "unit": row.unit,
        "sources": [*said[row.id], *said.get(row.done_id, [])],
    }  # fmt: skip
