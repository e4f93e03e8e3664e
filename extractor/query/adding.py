"""Safe sums by year or province, each with the sentences of what was added.

Sums are those of linking: they add nothing twice, no part to its whole, no share, no target to a result, no overlapping
periods, no copy. They are kept for provinces and the country; for smaller areas they are made when asked for.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from extractor.errors import UsageError
from extractor.geography import COUNTRY, FIRST_DAY, SINCE
from extractor.lexicon import load_all
from extractor.link.sums import add_up_in
from extractor.query.answer import MOST_ROWS, MOST_SOURCES, Answer, Row, Source
from extractor.query.areas import Area, area_of
from extractor.query.figures import observation_conditions
from extractor.query.filters import Filters
from extractor.query.sources import linked_notes, sources_of
from extractor.store import Store
from extractor.store.database import reading
from extractor.store.linked import observations, place_units, sum_parts, sums

Group = Literal["year", "province"]

SUMS = (
    "year", "area", "area_since", "indicator", "value", "unit", "status", "added", "left_out", "partial",
    "contradicted", "explanation",
)  # fmt: skip
_PARTLY = "Where partial is yes, the sum is of what was told: for a part of the year, or for some of the places in it."
_DIFFERENT = "Where contradicted is yes, other values were told too: ask `query contradictions`."


def by_year_or_province(
    store: Store, filters: Filters, by: Group, *, today: bool = False, limit: int = MOST_ROWS,
    sources: int = MOST_SOURCES,
) -> Answer:  # fmt: skip
    """Safe sums for each year of the places asked for (else of the country), or for each province and year.

    Rows of a year stand in the order of their value when `by` is "province". `partial` tells that the sum was not
    stated for the whole year and the whole area. With `today` the provinces are those since 1 July 2025;
    `area_since` is their first day where they stand among those of the time, some of which had the same name.
    Raises NotLinked (Q003), UnknownPlace (Q002), UsageError (U001) for what no sum can be asked by, StoreError (S001).
    """
    with reading(store.engine) as connection:
        notes = linked_notes(connection)
        areas = [area_of(name) for name in filters.places]
        if by == "year" and len(areas) == 1 and not areas[0].is_large:
            rows = _made(connection, areas[0], filters, sources)
            return _answer(rows[:limit], len(rows), notes)
        conditions = _conditions(filters, areas, by, today)
        total = connection.execute(select(func.count()).select_from(sums).where(*conditions)).scalar_one()
        order = [sums.c.indicator, sums.c.status, _rank_of_unit(), sums.c.unit, sums.c.year.desc()]
        order += [sums.c.value.desc()] if by == "province" else []
        query = select(sums, place_units.c.name).join(place_units, place_units.c.code == sums.c.area)
        found = list(connection.execute(query.where(*conditions).order_by(*order, sums.c.area).limit(limit)))
        said = _said(connection, found, sources)
        return _answer([_kept(row, said[row.id]) for row in found], total, notes)


def _conditions(filters: Filters, areas: list[Area], by: Group, today: bool) -> list[ColumnElement[bool]]:
    """Conditions on `sums`; what no sum can be asked by is refused."""
    _refuse(filters)
    column = sums.c
    found = [column.basis == ("today" if today else "then"), column.status.in_(filters.statuses or ("actual",))]
    if filters.indicators:
        found.append(column.indicator.in_(filters.indicators))
    if areas:
        found.append(column.area.in_([code for area in areas for code in _large(area).codes]))
    else:
        found.append(column.area == COUNTRY if by == "year" else column.area != COUNTRY)
    if filters.since:
        found.append(column.year >= filters.since.year)
    if filters.until:
        found.append(column.year <= filters.until.year)
    return found


def _rank_of_unit() -> ColumnElement[int]:
    """0 for the unit that an indicator is counted in, 1 for others: people admitted before enterprises that admit."""
    own = ((sums.c.indicator == code, entry["indicator"]["unit"]) for code, entry in load_all("indicators").items())
    return case((sums.c.unit == case(*own, else_=sums.c.unit), 0), else_=1)


def _refuse(filters: Filters) -> None:
    for name in ("actors", "kinds", "people", "organisations", "text"):
        if getattr(filters, name):
            raise UsageError(f"Sums are not kept by {name}.", None, "Leave out --by to get the statements themselves.")
    for day, end in ((filters.since, "01-01"), (filters.until, "12-31")):
        if day and not day.isoformat().endswith(end):
            raise UsageError("Sums are kept by year.", day.isoformat(), "Ask for whole years, or leave out --by.")


def _large(area: Area) -> Area:
    if not area.is_large:
        raise UsageError("Sums are kept by province.", area.name, "Ask for one district or commune alone, by year.")
    return area


def _made(connection: Connection, area: Area, filters: Filters, sources: int) -> list[Row]:
    """Sums by year of a district or commune, from its statements."""
    _refuse(filters)
    years = (filters.since or dt.date.min).year, (filters.until or dt.date.max).year
    asked = Filters(indicators=filters.indicators, places=filters.places, statuses=filters.statuses or ("actual",))
    column = observations.c
    told = select(column.indicator, column.status, column.unit, column.period_from, column.period_to).distinct()
    kinds = {
        (row.indicator, row.status, row.unit, -int(day[:4]))
        for row in connection.execute(told.where(*observation_conditions(asked, today=False)))
        if (day := row.period_to or row.period_from) and years[0] <= int(day[:4]) <= years[1]
    }
    rows: list[Row] = []
    for indicator, status, unit, minus_year in sorted(kinds):
        year = -minus_year
        found = add_up_in(connection, indicator, area.codes[0], f"{year}-01-01", f"{year}-12-31", unit, status)
        if found.value is None:
            continue
        said = sources_of(connection, [one.values["id"] for one in found.used], sources)
        rows.append(
            {
                "year": year, "area": area.name, "area_since": None, "indicator": indicator, "value": found.value,
                "unit": unit, "status": status, "added": len(found.used),
                "left_out": len(found.parts) - len(found.used),
                "partial": not (found.covers_time and found.whole_area), "contradicted": found.contradicted,
                "explanation": found.explanation,
                "sources": [source for each in said.values() for source in each][:sources],
            }
        )  # fmt: skip
    return rows


def _kept(row: Any, said: list[Source]) -> Row:
    return {
        "year": row.year, "area": row.name, "area_since": _since(row.area, row.basis), "indicator": row.indicator,
        "value": row.value, "unit": row.unit, "status": row.status, "added": row.used, "left_out": row.left_out,
        "partial": not (row.covers_year and row.whole_area), "contradicted": bool(row.contradicted),
        "explanation": row.explanation, "sources": said,
    }  # fmt: skip


def _since(code: str, basis: str) -> str | None:
    """The first day of a province of today among those of the time: it is not the one of that name before."""
    return FIRST_DAY if basis == "then" and code.startswith(SINCE) else None


def _answer(rows: list[Row], total: int, notes: list[str]) -> Answer:
    partly = [_PARTLY] if any(row["partial"] for row in rows) else []
    different = [_DIFFERENT] if any(row["contradicted"] for row in rows) else []
    return Answer(SUMS, rows, total, [*notes, *partly, *different])


def _said(connection: Connection, rows: list[Any], most: int) -> dict[int, list[Source]]:
    """For each row of `sums` the first sources of the statements that were added, the largest first."""
    found: dict[int, list[Source]] = {row.id: [] for row in rows}
    if not rows or not most:
        return found
    of = {row.id: row.id for row in rows} | _provinces(connection, [row for row in rows if row.area == COUNTRY], most)
    order = (observations.c.value.desc(), observations.c.id)
    rank = func.row_number().over(partition_by=sum_parts.c.sum_id, order_by=order).label("rank")
    ranked = (
        select(sum_parts.c.sum_id, sum_parts.c.observation_id, observations.c.value, rank)
        .join(observations, observations.c.id == sum_parts.c.observation_id)
        .where(sum_parts.c.sum_id.in_(of), sum_parts.c.is_used)
        .subquery()
    )
    first = select(ranked).where(ranked.c.rank <= most).order_by(ranked.c.value.desc(), ranked.c.observation_id)
    parts = list(connection.execute(first))
    said = sources_of(connection, {part.observation_id for part in parts}, most)
    for depth in range(most):  # one source of each statement before the second one of any
        for part in parts:
            here, told = found[of[part.sum_id]], said[part.observation_id]
            if len(here) < most and depth < len(told):
                here.append(told[depth])
    return found


def _provinces(connection: Connection, rows: list[Any], most: int) -> dict[int, int]:
    """The largest sums of provinces that sums of the country were made from, and which one each was added to."""
    if not rows:
        return {}
    of = {(row.indicator, row.unit, row.status, row.basis, row.year): row.id for row in rows}
    names = ("indicator", "unit", "status", "basis", "year")
    rank = func.row_number().over(partition_by=[sums.c[name] for name in names], order_by=sums.c.value.desc())
    same = or_(*(and_(*(sums.c[name] == value for name, value in zip(names, key, strict=True))) for key in of))
    has_parts = select(sum_parts.c.sum_id).where(sum_parts.c.sum_id.in_([row.id for row in rows])).distinct()
    stated = set(connection.execute(has_parts).scalars())
    ranked = select(sums, rank.label("rank")).where(same, sums.c.area != COUNTRY).subquery()
    found = connection.execute(select(ranked).where(ranked.c.rank <= most))
    whole = {row.id: of[row.indicator, row.unit, row.status, row.basis, row.year] for row in found}
    return {part: total for part, total in whole.items() if total not in stated}
