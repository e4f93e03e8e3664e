"""People and bodies across documents: under which names, in which offices, with what figures, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, func, select

from extractor.query.answer import MOST_ROWS, MOST_SOURCES, Answer, Source
from extractor.query.names import body_key, name_condition, named_so
from extractor.query.sources import DOCUMENT, linked_notes
from extractor.store import Store
from extractor.store.database import reading
from extractor.store.linked import copies, entities, links, observations, place_units
from extractor.store.schema import documents, organisation_mentions, people, person_mentions, roles

PEOPLE = ("name", "offices", "documents", "copies")
BODIES = ("name", "type", "level", "place", "also_called", "led_by", "figures", "documents", "copies")
_MOST_TOLD = 12  # offices, names, people and figures of one row
_HEAD = 400  # entities of a name that are looked at; no name has more that can be told apart by eye


def people_named(store: Store, name: str, *, limit: int = MOST_ROWS, sources: int = MOST_SOURCES) -> Answer:
    """Each person of that name, homonyms apart: `offices` with body and the days between which documents name them.

    `name` is a name or a part of it, with or without diacritics; words of the office or body may be added.
    Raises NotLinked (Q003), QueryError (Q001), StoreError (S001).
    """
    with reading(store.engine) as connection:
        notes = linked_notes(connection)
        found, total = _found(connection, "person", name, limit)
        offices = _offices(connection, [row.id for row in found])
        said = _said(connection, [row.id for row in found], "person", sources)
        rows = [{**_head(row), "offices": offices[row.id], "sources": said[row.id]} for row in found]
    return Answer(PEOPLE, rows, total, notes)


def bodies_named(store: Store, name: str, *, limit: int = MOST_ROWS, sources: int = MOST_SOURCES) -> Answer:
    """Each body of that name, in the same way: `also_called`, who `led_by` it, and its `figures`, the latest first."""
    with reading(store.engine) as connection:
        notes = linked_notes(connection)
        found, total = _found(connection, "organisation", name, limit)
        keys = [row.id for row in found]
        names, leaders, told = _names(connection, keys), _leaders(connection, keys), _figures(connection, keys)
        said = _said(connection, keys, "organisation", sources)
        places = _places(connection, [row.place for row in found])
        rows = [
            {
                **_head(row), "type": row.type, "level": row.level, "place": places.get(row.place),
                "also_called": [form for form in names[row.id] if form != row.name],
                "led_by": leaders[row.id], "figures": told[row.id], "sources": said[row.id],
            }
            for row in found
        ]  # fmt: skip
    return Answer(BODIES, rows, total, notes)


def _head(row: Row[Any]) -> dict[str, Any]:
    return {"name": row.label, "documents": row.documents, "copies": row.documents - row.sources or None}


def _found(connection: Connection, kind: str, name: str, limit: int) -> tuple[list[Row[Any]], int]:
    """Entities of that name, those with the very name first, then those that most documents name; and how many."""
    chosen = select(entities).where(entities.c.kind == kind)
    named = chosen.where(name_condition(name, kind, connection.dialect.name))
    most = named.order_by(entities.c.documents.desc(), entities.c.key).limit(_HEAD)
    found = named_so(list(connection.execute(most)), name)
    if kind == "organisation" and (key := body_key(name)):
        meant = list(connection.execute(chosen.where(entities.c.key == key)))
        found = [*meant, *(row for row in found if row.key != key)]
    return found[:limit], len(found)


def _offices(connection: Connection, keys: list[int]) -> dict[int, list[str]]:
    """For each person "title, body (first day – last day)", the latest first."""
    found: dict[int, list[str]] = {key: [] for key in keys}
    at_body = links.alias("at_body")
    body = func.coalesce(entities.c.name, roles.c.organisation)
    first, last = func.min(documents.c.published_from), func.max(documents.c.published_from)
    query = (
        select(links.c.entity_id, roles.c.title, body.label("body"), first.label("first"), last.label("last"))
        .select_from(links)
        .join(roles, roles.c.person_id == links.c.person_id)
        .join(documents, documents.c.id == links.c.document_id)
        .outerjoin(at_body, at_body.c.role_id == roles.c.id)
        .outerjoin(entities, entities.c.id == at_body.c.entity_id)
        .where(links.c.entity_id.in_(keys), links.c.about == "person")
        .group_by(links.c.entity_id, roles.c.title, body)
        .order_by(last.desc().nulls_last(), roles.c.title, body)
    )
    for row in connection.execute(query):
        if len(found[row.entity_id]) < _MOST_TOLD:
            days = " – ".join(dict.fromkeys(str(day) for day in (row.first, row.last) if day))
            held = f"{row.title}, {row.body}" if row.body else row.title
            found[row.entity_id].append(f"{held} ({days})" if days else held)
    return found


def _leaders(connection: Connection, keys: list[int]) -> dict[int, list[str]]:
    """For each body "name, title", those named last first."""
    last = func.max(documents.c.published_from)
    query = (
        select(links.c.entity_id, people.c.name, roles.c.title)
        .select_from(links)
        .join(roles, roles.c.id == links.c.role_id)
        .join(people, people.c.id == roles.c.person_id)
        .join(documents, documents.c.id == links.c.document_id)
        .where(links.c.entity_id.in_(keys), links.c.about == "role")
        .group_by(links.c.entity_id, people.c.name, roles.c.title)
        .order_by(last.desc().nulls_last(), people.c.name, roles.c.title)
    )
    return _listed(keys, ((row.entity_id, f"{row.name}, {row.title}") for row in connection.execute(query)))


def _names(connection: Connection, keys: list[int]) -> dict[int, list[str]]:
    number = func.count()
    query = (
        select(links.c.entity_id, links.c.name)
        .where(links.c.entity_id.in_(keys))
        .group_by(links.c.entity_id, links.c.name)
        .order_by(number.desc(), links.c.name)
    )
    return _listed(keys, ((row.entity_id, row.name) for row in connection.execute(query)))


def _figures(connection: Connection, keys: list[int]) -> dict[int, list[str]]:
    """For each body "indicator value (period)", the latest period first."""
    column = observations.c
    query = (
        select(column.actor_id, column.indicator, column.value, column.status, column.period_from, column.period_to)
        .where(column.actor_id.in_(keys), column.indicator.is_not(None))
        .order_by(column.period_to.desc().nulls_last(), column.sources.desc(), column.key)
    )
    return _listed(keys, ((row.actor_id, _figure(row)) for row in connection.execute(query)))


def _figure(row: Any) -> str:
    days = " – ".join(dict.fromkeys(str(day) for day in (row.period_from, row.period_to) if day))
    told = ", ".join([*([] if row.status == "actual" else [row.status]), *([days] if days else [])])
    return f"{row.indicator} {row.value:,}" + (f" ({told})" if told else "")


def _listed(keys: list[int], told: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {key: [] for key in keys}
    for key, words in told:
        if len(found[key]) < _MOST_TOLD and words not in found[key]:
            found[key].append(words)
    return found


def _places(connection: Connection, codes: Iterable[str | None]) -> dict[str | None, str]:
    units = select(place_units.c.code, place_units.c.kind, place_units.c.name)
    query = units.where(place_units.c.code.in_({code for code in codes if code}))
    return {row.code: f"{row.kind} {row.name}".strip() for row in connection.execute(query)}


def _said(connection: Connection, keys: list[int], kind: str, most: int) -> dict[int, list[Source]]:
    """For each entity the latest documents that name it, originals first, with the words around its first mention."""
    found: dict[int, list[Source]] = {key: [] for key in keys}
    if not keys or not most:
        return found
    mentions = person_mentions if kind == "person" else organisation_mentions
    owner = links.c.person_id if kind == "person" else links.c.organisation_id
    of = mentions.c.person_id if kind == "person" else mentions.c.organisation_id
    is_copy = copies.c.is_first.is_(False)
    order = (is_copy, documents.c.published_from.desc().nulls_last(), documents.c.id)
    rank = func.row_number().over(partition_by=links.c.entity_id, order_by=order)
    ranked = (
        select(links.c.entity_id, owner.label("owner"), is_copy.label("is_copy"), rank.label("rank"), *DOCUMENT)
        .join(documents, documents.c.id == links.c.document_id)
        .outerjoin(copies, copies.c.document_id == documents.c.id)
        .where(links.c.entity_id.in_(keys), links.c.about == kind)
        .subquery()
    )
    query = (
        select(ranked, mentions.c.start, mentions.c.end, documents.c.text)
        .join(documents, documents.c.id == ranked.c.document_id)
        .join(mentions, (of == ranked.c.owner) & (mentions.c.position == 0))
        .where(ranked.c.rank <= most)
        .order_by(ranked.c.entity_id, ranked.c.rank)
    )
    for row in connection.execute(query):
        around = _around(row.text or "", row.start, row.end)
        found[row.entity_id].append(
            Source(
                row.document_id, row.path, row.title or row.subject, row.published, around, None, row.start, row.end,
                bool(row.is_copy),
            )
        )  # fmt: skip
    return found


def _around(text: str, start: int, end: int, characters: int = 80) -> str:
    """The line that a mention stands in, cut to `characters` on either side, with the mention marked."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    after = text[end : text.find("\n", end) if "\n" in text[end:] else len(text)]
    if len(before) > characters:
        before = f"…{before[-characters:].partition(' ')[2]}"
    if len(after) > characters:
        after = f"{after[:characters].rpartition(' ')[0]}…"
    return " ".join(f"{before}«{text[start:end]}»{after}".split())
