"""What linking reads of a document: names with their roles, bodies, areas of figures, and where and when it is from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select

from extractor.store import schema

_PAGE = 400  # documents read together
REF = 16  # characters of a content's hash by which decisions call it


@dataclass(frozen=True, slots=True)
class Named:
    """A person or organisation of one document. `roles` are (row, title, body as written); `starts` are offsets."""

    row: int
    name: str
    type: str = ""
    roles: tuple[tuple[int, str, str | None], ...] = ()
    starts: tuple[int, ...] = ()
    written: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A figure: its row, place and actor as written, and its period's last day."""

    row: int
    place: str | None
    actor: str | None
    day: str | None


@dataclass(slots=True)
class Document:
    """One document as linking sees it. `ref` is the beginning of its hash: rows change, contents do not."""

    row: int
    sha256: str
    day: str | None
    place: str | None
    source: str | None
    issuer: str | None
    byline: str | None
    signatory: str | None
    title: str
    opening: str
    people: list[Named] = field(default_factory=list)
    bodies: list[Named] = field(default_factory=list)
    figures: list[Told] = field(default_factory=list)

    @property
    def ref(self) -> str:
        return self.sha256[:REF]


_OPENING = 1500  # characters in which a document says what it is about


def read(connection: Connection, rows: Sequence[int]) -> Iterator[Document]:
    """The documents with these row numbers, by row number."""
    for start in range(0, len(rows), _PAGE):
        yield from _page(connection, sorted(rows)[start : start + _PAGE])


def _page(connection: Connection, rows: Sequence[int]) -> Iterator[Document]:
    table = schema.documents
    columns = (
        table.c.id, table.c.sha256, table.c.published_to, table.c.place, table.c.source, table.c.issuer, table.c.byline,
        table.c.signatory_name, func.coalesce(table.c.title, table.c.subject, "").label("title"),
        func.substr(table.c.text, 1, _OPENING).label("opening"),
    )  # fmt: skip
    found: dict[int, Document] = {}
    for row in connection.execute(select(*columns).where(table.c.id.in_(rows)).order_by(table.c.id)):
        found[row.id] = Document(
            row.id, row.sha256, row.published_to, row.place, row.source, row.issuer, row.byline, row.signatory_name,
            row.title, row.opening or "",
        )  # fmt: skip
    roles = _parts(connection, schema.roles, schema.people, "person_id", rows)
    named = _parts(connection, schema.person_mentions, schema.people, "person_id", rows)
    meant = _parts(connection, schema.organisation_mentions, schema.organisations, "organisation_id", rows)
    for person in _owned(connection, schema.people, rows):
        held = tuple((role.id, role.title, role.organisation) for role in roles.get(person.id, []))
        starts = tuple(mention.start for mention in named.get(person.id, []))
        found[person.document_id].people.append(Named(person.id, person.name, "", held, starts))
    for body in _owned(connection, schema.organisations, rows):
        mentions = meant.get(body.id, [])
        starts = tuple(mention.start for mention in mentions)
        words = tuple(dict.fromkeys(mention.text for mention in mentions))
        found[body.document_id].bodies.append(Named(body.id, body.name, body.type, (), starts, words))
    for figure in _owned(connection, schema.figures, rows):
        told = Told(figure.id, figure.place, figure.actor, figure.period_to or figure.period_from)
        found[figure.document_id].figures.append(told)
    yield from found.values()


def _owned(connection: Connection, table: Table, rows: Sequence[int]) -> Sequence[Row[Any]]:
    query = select(table).where(table.c.document_id.in_(rows)).order_by(table.c.document_id, table.c.position)
    return connection.execute(query).all()


def _parts(
    connection: Connection, table: Table, owner: Table, key: str, rows: Sequence[int]
) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    query = select(table).join(owner).where(owner.c.document_id.in_(rows)).order_by(table.c.position)
    for part in connection.execute(query):
        found.setdefault(getattr(part, key), []).append(part)
    return found
