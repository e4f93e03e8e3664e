"""What a person should look at: values that do not agree about the same thing, and texts that came several times."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection, Row, func, select

from extractor.query.answer import MOST_ROWS, MOST_SOURCES, Answer, Source
from extractor.query.figures import observation_conditions
from extractor.query.filters import Filters
from extractor.query.sources import DOCUMENT, linked_notes, sources_of
from extractor.store import Store
from extractor.store.database import reading
from extractor.store.linked import copies, observations
from extractor.store.schema import documents

CONTRADICTIONS = ("indicator", "place", "period_from", "period_to", "status", "actor", "unit", "values")
COPIES = ("title", "published", "documents", "similarity")


def contradictions(
    store: Store, filters: Filters, *, today: bool = False, limit: int = MOST_ROWS, sources: int = MOST_SOURCES
) -> Answer:
    """Each thing of which several values are told: `values` with how many documents say so, the one told most first.

    The latest period comes first; the sources are one of each value, then further ones.
    Raises NotLinked (Q003), UnknownPlace (Q002), StoreError (S001).
    """
    with reading(store.engine) as connection:
        notes = linked_notes(connection)
        conditions = [observations.c.contradicted, *observation_conditions(filters, today)]
        latest = func.max(observations.c.period_to)
        cells = select(observations.c.cell, latest.label("latest")).where(*conditions).group_by(observations.c.cell)
        total = connection.execute(select(func.count()).select_from(cells.subquery())).scalar_one()
        order = (latest.desc().nulls_last(), observations.c.cell)
        chosen = [row.cell for row in connection.execute(cells.order_by(*order).limit(limit))]
        told = _values(connection, chosen)
        said = sources_of(connection, [row.id for rows in told.values() for row in rows], sources)
        rows = [_contradiction(told[cell], said) for cell in chosen]
    return Answer(CONTRADICTIONS, rows, total, notes)


def copied(
    store: Store, filters: Filters | None = None, *, limit: int = MOST_ROWS, sources: int = MOST_SOURCES
) -> Answer:
    """Texts that came in several documents, those with the most first; the sources are these documents, first to last.

    Raises NotLinked (Q003), StoreError (S001).
    """
    with reading(store.engine) as connection:
        notes = linked_notes(connection)
        number = func.count() + 1  # the repeats, and what they repeat
        least = func.min(copies.c.similarity).label("similarity")
        groups = select(copies.c.group_key, number.label("documents"), least).where(copies.c.is_first.is_(False))
        if conditions := (filters or Filters()).of_documents():
            chosen = select(documents.c.id).where(*conditions)
            keys = select(copies.c.group_key).where(copies.c.document_id.in_(chosen))
            groups = groups.where(copies.c.group_key.in_(keys))
        groups = groups.group_by(copies.c.group_key)
        total = connection.execute(select(func.count()).select_from(groups.subquery())).scalar_one()
        found = list(connection.execute(groups.order_by(number.desc(), copies.c.group_key).limit(limit)))
        said = _members(connection, [row.group_key for row in found], sources)
        rows = [_group(row, said[row.group_key]) for row in found]
    return Answer(COPIES, rows, total, notes)


def _values(connection: Connection, cells: list[str]) -> dict[str, list[Row[Any]]]:
    told: dict[str, list[Row[Any]]] = {cell: [] for cell in cells}
    order = (observations.c.sources.desc(), observations.c.value.desc())
    for row in connection.execute(select(observations).where(observations.c.cell.in_(cells)).order_by(*order)):
        told[row.cell].append(row)
    return told


def _members(connection: Connection, groups: list[str], most: int) -> dict[str, list[Source]]:
    """The documents of each group: the first, and at most `most`."""
    found: dict[str, list[Source]] = {group: [] for group in groups}
    query = (
        select(copies.c.group_key, copies.c.is_first, *DOCUMENT)
        .join(documents, documents.c.id == copies.c.document_id)
        .where(copies.c.group_key.in_(groups))
        .order_by(copies.c.is_first.desc(), documents.c.published_from.nulls_last(), documents.c.id)
    )
    for row in connection.execute(query):
        title = row.title or row.subject
        source = Source(row.document_id, row.path, title, row.published, None, is_copy=not row.is_first)
        if len(found[row.group_key]) < max(most, 1):
            found[row.group_key].append(source)
    return found


def _contradiction(rows: list[Row[Any]], said: dict[int, list[Source]]) -> dict[str, Any]:
    first = rows[0]
    same = {name: getattr(first, name) for name in CONTRADICTIONS[:-1]}
    return same | {
        "values": [
            {
                "value": row.value, "value_max": row.value_max, "documents": row.documents,
                "copies": row.documents - row.sources,
            }
            for row in rows
        ],
        "sources": [source for depth in zip_longest(*(said[row.id] for row in rows)) for source in depth if source],
    }  # fmt: skip


def _group(row: Row[Any], said: list[Source]) -> dict[str, Any]:
    first = said[0]
    return {
        "title": first.title, "published": first.published, "documents": row.documents,
        "similarity": row.similarity, "sources": said,
    }  # fmt: skip
