"""What has been linked, and what has to be looked at again: the steps of one linking, each within a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import orjson
from sqlalchemy import Connection, delete, func, insert, select, update

from extractor.link import documents as steps
from extractor.link.decisions import Decided, load
from extractor.link.joining import join_block
from extractor.link.reading import read
from extractor.link.rows import Values, pages
from extractor.link.series import Part, parts_of
from extractor.link.texts import forget
from extractor.store.linked import candidates, copies, entities, linked_documents, links, place_links
from extractor.store.schema import documents, figures

_PENDING = 0  # looked at, not yet compared


@dataclass(slots=True)
class Todo:
    """Rows of documents to look at; then blocks to compare, entities to name and parts of the series to write."""

    documents: set[int] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)  # contents
    groups: set[str] = field(default_factory=set)  # of copies, that have lost a document
    blocks: set[str] = field(default_factory=set)
    entities: set[int] = field(default_factory=set)
    parts: set[Part] = field(default_factory=set)
    decided: Decided = field(default_factory=Decided)


def begin(connection: Connection, version: int, *, again: bool) -> Todo:
    """Find what is new, changed or gone."""
    todo = Todo(decided=load(connection))
    there = {row.sha256: row.id for row in connection.execute(select(documents.c.sha256, documents.c.id))}
    known = connection.execute(select(linked_documents)).all()
    up_to_date = {
        row.sha256 for row in known
        if row.linker_version == version and not again and there.get(row.sha256) == row.document_id
    }  # fmt: skip
    todo.documents = {row for sha256, row in there.items() if sha256 not in up_to_date}
    for row in known:
        if row.sha256 not in up_to_date:
            _recall(todo, row.blocks)
            todo.gone |= set() if row.sha256 in there else {row.sha256}
    if todo.gone:
        todo.entities |= _bereft(connection)
        forget(connection, todo.gone)
        for sha256 in todo.gone:
            steps.forget(connection, sha256)
    return todo


def _bereft(connection: Connection) -> set[int]:
    """Entities that some of their documents have left."""
    told = (
        select(links.c.entity_id, func.count(links.c.document_id.distinct()).label("documents"))
        .group_by(links.c.entity_id)
        .subquery()
    )
    query = select(entities.c.id).join(told, told.c.entity_id == entities.c.id, isouter=True)
    return set(connection.execute(query.where(entities.c.documents != func.coalesce(told.c.documents, 0))).scalars())


def _recall(todo: Todo, blocks: str) -> None:
    before = orjson.loads(blocks)
    todo.groups.add(before["copies"])
    todo.blocks |= set(before["blocks"])
    todo.parts |= {(indicator, province) for indicator, province in before["parts"]}


def look(connection: Connection, rows: Sequence[int], todo: Todo) -> None:
    """The first step for these documents: what each says by itself."""
    found = list(read(connection, rows))
    here = [document.row for document in found]
    groups = {
        row.document_id: row.group_key
        for row in connection.execute(
            select(copies.c.document_id, copies.c.group_key).where(copies.c.document_id.in_(here))
        )
    }
    findings = [steps.find(document, todo.decided, groups.get(document.row, document.sha256)) for document in found]
    todo.entities |= steps.write(connection, findings)
    parts = parts_of(connection, here)
    known = {
        row.sha256: orjson.loads(row.blocks)
        for row in connection.execute(
            select(linked_documents).where(linked_documents.c.sha256.in_([document.sha256 for document in found]))
        )
    }
    rows_: list[Values] = []
    for one in findings:
        document = one.document
        blocks = {block for block, _ in one.blocks}
        mine = parts.get(document.row, set())
        todo.blocks |= blocks
        todo.parts |= mine
        before = known.get(document.sha256, {"blocks": [], "parts": []})
        told = {
            "blocks": sorted(blocks | set(before["blocks"])),
            "parts": sorted([list(part) for part in {*mine, *map(tuple, before["parts"])}], key=str),
            "copies": groups.get(document.row, document.sha256),
        }
        rows_.append({
            "sha256": document.sha256, "document_id": document.row, "linker_version": _PENDING,
            "blocks": orjson.dumps(told).decode(),
        })  # fmt: skip
    connection.execute(delete(linked_documents).where(linked_documents.c.sha256.in_([row["sha256"] for row in rows_])))
    if rows_:
        connection.execute(insert(linked_documents), rows_)


def join(connection: Connection, blocks: Iterable[str], todo: Todo) -> None:
    """The second step for these blocks: names compared across documents."""
    for block in blocks:
        todo.entities |= join_block(connection, block, todo.decided)


def parts_with(connection: Connection, touched: Iterable[int]) -> set[Part]:
    """The parts of the series in which these entities are actors."""
    found: set[Part] = set()
    for page in pages(touched):
        query = (
            select(figures.c.indicator, place_links.c.province_today)
            .join(links, links.c.actor_figure_id == figures.c.id)
            .join(place_links, place_links.c.figure_id == figures.c.id, isouter=True)
            .where(figures.c.indicator.is_not(None), links.c.entity_id.in_(page))
            .distinct()
        )
        found |= {(row.indicator, row.province_today) for row in connection.execute(query)}
    return found


def end(connection: Connection, version: int, todo: Todo) -> None:
    """Note what has been linked, and forget what is gone."""
    pending = linked_documents.c.linker_version == _PENDING
    for page in pages(todo.documents):
        connection.execute(
            update(linked_documents)
            .where(pending, linked_documents.c.document_id.in_(page))
            .values(linker_version=version)
        )
    for gone in pages(todo.gone):
        connection.execute(delete(linked_documents).where(linked_documents.c.sha256.in_(gone)))


def counts(connection: Connection) -> dict[str, int]:
    """How many people, bodies, copies of other documents and open questions there are."""

    def number(table: object, *conditions: object) -> int:
        return int(connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one())  # type: ignore[arg-type]

    return {
        "people": number(entities, entities.c.kind == steps.PERSON),
        "organisations": number(entities, entities.c.kind == steps.ORGANISATION),
        "copies": number(copies, copies.c.is_first.is_(False)),
        "candidates": number(candidates),
    }
