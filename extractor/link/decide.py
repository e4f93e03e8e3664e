"""What persons decide about links: confirmed, rejected, merged, set apart, and taken back. It survives re-linking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, delete, false, func, insert, or_, select, update

from extractor.errors import UsageError
from extractor.link import Report, exclusive, relink
from extractor.link.documents import PERSON
from extractor.link.reading import REF
from extractor.link.rows import pages
from extractor.store.database import reading
from extractor.store.linked import candidates, decisions, entities, linked_documents, links
from extractor.store.schema import documents

if TYPE_CHECKING:
    from extractor.store import Store

_STALE = 0  # documents with this version of the linker are looked at again
_LISTED = "`extractor link --db DB --candidates` lists them."


@dataclass(frozen=True, slots=True)
class Candidate:
    """A link that is not sure enough, as a question to a person."""

    id: int
    kind: str
    question: str
    evidence: str
    confidence: float
    documents: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided; `undone` is when it was taken back, UTC, ISO 8601."""

    id: int
    verb: str
    question: str
    made: str
    undone: str | None


def open_questions(store: Store) -> list[Candidate]:
    """Every candidate, the likeliest first."""
    columns = [candidates.c[name] for name in ("id", "kind", "question", "evidence", "confidence", "documents")]
    query = select(*columns).order_by(candidates.c.kind, candidates.c.confidence.desc(), candidates.c.key)
    with reading(store.engine) as connection:
        return [Candidate(*row) for row in connection.execute(query)]


def decided(store: Store) -> list[Decision]:
    """Every decision, the oldest first."""
    columns = [decisions.c[name] for name in ("id", "verb", "question", "made", "undone")]
    with reading(store.engine) as connection:
        return [Decision(*row) for row in connection.execute(select(*columns).order_by(decisions.c.id))]


def answer(store: Store, candidate: int, verb: Literal["confirm", "reject"]) -> Report:
    """Confirm or reject a candidate by its number, and link what it is about anew. Raises UsageError (U001)."""
    with exclusive(store.engine) as connection:
        row = connection.execute(select(candidates).where(candidates.c.id == candidate)).one_or_none()
        if row is None:
            raise UsageError(f"There is no candidate {candidate}.", None, _LISTED)
        _keep(connection, verb, row.kind, row.left_ref, row.right_ref, row.question)
        connection.execute(delete(candidates).where(candidates.c.id == candidate))
    return relink(store)


def merge(store: Store, one: int, other: int) -> Report:
    """Say that two entities are one, by their numbers. Raises UsageError (U001) when that cannot be."""
    with exclusive(store.engine) as connection:
        rows = {row.id: row for row in connection.execute(select(entities).where(entities.c.id.in_([one, other])))}
        if len(rows) < 2:
            raise UsageError(f"There are no two entities {one} and {other}.", None, "Their numbers are in `entities`.")
        left, right = rows[one], rows[other]
        if left.kind != right.kind:
            raise UsageError(
                f"{left.label} is a {left.kind}, {right.label} is a {right.kind}.", None, "Choose two of a kind."
            )
        refs = sorted(_ref(connection, row) for row in (left, right))
        if left.kind == PERSON and refs[0].split("/", 1)[1] != refs[1].split("/", 1)[1]:
            raise UsageError(
                f"{left.name} and {right.name} are different names.", None, "People are merged by one name only."
            )
        _keep(connection, "merge", left.kind, refs[0], refs[1], f"{left.label} is {right.label}")
    return relink(store)


def split(store: Store, link: int) -> Report:
    """Say that a document's person or organisation is not the one that it is linked to: it then stands apart."""
    with exclusive(store.engine) as connection:
        query = select(links, entities.c.kind, entities.c.label).join(entities).where(links.c.id == link)
        row = connection.execute(query).one_or_none()
        if row is None:
            raise UsageError(f"There is no link {link}.", None, "Their numbers are in `v_entity_mentions`.")
        _keep(connection, "split", row.kind, row.ref, "", f"{row.name} is not {row.label}")
    return relink(store)


def undo(store: Store, decision: int) -> Report:
    """Take a decision back; it stays on the list, with the time. Raises UsageError (U001)."""
    with exclusive(store.engine) as connection:
        row = connection.execute(select(decisions).where(decisions.c.id == decision)).one_or_none()
        if row is None or row.undone:
            what = f"Decision {decision} was taken back already." if row else f"There is no decision {decision}."
            raise UsageError(what, None, "`extractor link --db DB --decisions` lists them.")
        connection.execute(update(decisions).where(decisions.c.id == decision).values(undone=_now()))
        _look_again(connection, row.kind, [row.left_ref, row.right_ref])
    return relink(store)


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _ref(connection: Connection, entity: Row[Any]) -> str:
    """What decisions call an entity: a body by its key, a person by the least of its mentions."""
    if entity.kind != PERSON:
        return str(entity.key)
    query = select(func.min(links.c.ref)).where(links.c.entity_id == entity.id)
    return str(connection.execute(query).scalar_one())


def _keep(connection: Connection, verb: str, kind: str, left: str, right: str, question: str) -> None:
    row = {"verb": verb, "kind": kind, "left_ref": left, "right_ref": right, "question": question, "made": _now()}
    connection.execute(insert(decisions).values(**row))
    _look_again(connection, kind, [left, right])


def _look_again(connection: Connection, kind: str, refs: Iterable[str]) -> None:
    """Mark the documents that a decision is about, so that the next linking looks at them again."""
    refs = [ref for ref in refs if ref]
    if kind == "organisation":
        keys = select(links.c.document_id).join(entities).where(entities.c.key.in_([*refs, *_merged(connection, refs)]))
        chosen = or_(documents.c.id.in_(keys), *_contents(ref for ref in refs if "|" not in ref))
    else:
        chosen = or_(false(), *_contents(refs))
    for page in pages(connection.execute(select(documents.c.sha256).where(chosen)).scalars()):
        stale = update(linked_documents).where(linked_documents.c.sha256.in_(page))
        connection.execute(stale.values(linker_version=_STALE))


def _contents(refs: Iterable[str]) -> list[ColumnElement[bool]]:
    return [documents.c.sha256.startswith(ref.split("/")[0][:REF], autoescape=True) for ref in refs]


def _merged(connection: Connection, refs: list[str]) -> list[str]:
    """Keys that are one with these by decisions, undone ones too."""
    same = select(decisions).where(decisions.c.kind == "organisation", decisions.c.verb.in_(("confirm", "merge")))
    pairs = [{row.left_ref, row.right_ref} for row in connection.execute(same)]
    found = set(refs)
    while more := {ref for pair in pairs if pair & found for ref in pair} - found:
        found |= more
    return sorted(found)
