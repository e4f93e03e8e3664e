"""Labels: correcting a record entry by entry, undoing it, and keeping what people said when the program reads anew.

The record that has been corrected takes the place of the program's in every
other table; the program's own stays in `proposals`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Engine, Row, Table, delete, insert, select, update

from extractor import __version__
from extractor.errors import ConflictingChange
from extractor.records import Record
from extractor.store.corrections import corrections, labels, proposals
from extractor.store.database import reading, writing
from extractor.store.places import hold, now, rewrite
from extractor.store.rows import read_record
from extractor.store.schema import documents

SHARED = ""  # the labeller of the label that everybody works on and that queries see

Layer = Literal["document", "people", "organisations", "dates", "figures"]
Action = Literal["accept", "change", "add", "delete", "settle"]
Finish = Callable[[Record], Record]  # what has to be worked out anew after a change

# How the bytes were read, which no correction changes.
_READING = tuple(
    documents.c[name]
    for name in (
        "format", "encoding", "size", "reader", "reading_confidence", "metadata", "extractor_version", "run_id",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One entry as it was and as it becomes, as JSON objects; None is "not there".

    `position` is its place in the layer's list, when all changes before it are done.
    """

    layer: Layer
    position: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    def reversed(self) -> Change:
        return Change(self.layer, self.position, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Label:
    """A record as people have made it, and how often it was changed; 0 and the program's record when it was not."""

    sha256: str
    labeller: str
    record: Record
    revision: int = 0
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction, with all entries that it touched."""

    revision: int
    action: Action
    person: str
    made: str
    undone: str | None
    changes: tuple[Change, ...]


def _as_it_is(record: Record) -> Record:
    return record


def carried_out(record: Record, changes: Iterable[Change]) -> Record:
    """The record with the changes made. Raises ConflictingChange (A006) when an entry is not as it was."""
    whole = record.to_json()
    for change in changes:
        if change.layer == "document":
            _expect(whole["document"], change)
            whole["document"] = change.after
            continue
        entries = whole[change.layer]
        if change.before is not None:
            _expect(entries[change.position] if change.position < len(entries) else None, change)
            del entries[change.position]
        if change.after is not None:
            entries.insert(change.position, change.after)
    return Record.model_validate(whole)


def _expect(there: dict[str, Any] | None, change: Change) -> None:
    if _json(there) != _json(change.before):
        raise ConflictingChange("The entry is not what it was.", f"{change.layer} {change.position}")


def label_of(connection: Connection, sha256: str, labeller: str = SHARED) -> Label | None:
    """A person's label, or the shared one; the program's record where there is none yet. None: no such document."""
    row = connection.execute(select(labels).where(*_of(labels, sha256, labeller))).one_or_none()
    if row is not None:
        return _label(row)
    record = proposal(connection, sha256)
    return None if record is None else Label(sha256, labeller, record)


def proposal(connection: Connection, sha256: str) -> Record | None:
    """What the program says of a document, whatever people have made of it; None when it is not stored."""
    kept = connection.execute(select(proposals.c.record).where(proposals.c.sha256 == sha256)).scalar()
    if kept is not None:
        return Record.model_validate_json(kept)
    row = connection.execute(select(documents).where(documents.c.sha256 == sha256)).one_or_none()
    return None if row is None else read_record(connection, row)


def history(connection: Connection, sha256: str, labeller: str = SHARED) -> list[Correction]:
    """Every correction of a label, the oldest first, undone ones too."""
    query = select(corrections).where(*_of(corrections, sha256, labeller)).order_by(corrections.c.id)
    found: dict[int, Correction] = {}
    for row in connection.execute(query):
        change = Change(row.layer, row.position, _read(row.before), _read(row.after))
        known = found.get(row.revision)
        changes = (*known.changes, change) if known else (change,)
        found[row.revision] = Correction(row.revision, row.action, row.person, row.made, row.undone, changes)
    return list(found.values())


def kept(connection: Connection, record: Record) -> Record:
    """What the tables are to hold when the program has read a document anew: the shared label where there is one.

    The label keeps the text that it was made on; the document's name and path are those of now.
    """
    label = connection.execute(select(labels).where(*_of(labels, record.document.sha256, SHARED))).one_or_none()
    known = connection.execute(select(proposals.c.sha256).where(proposals.c.sha256 == record.document.sha256)).scalar()
    if known is not None:
        _write_proposal(connection, record)
    if label is None:
        return record
    labelled = Record.model_validate_json(label.record)
    names = {"id": record.document.id, "path": record.document.path}
    return labelled.model_copy(update={"document": labelled.document.model_copy(update=names)})


class Labels:
    """The labels of a database: each call is one transaction. All raise StoreError (S001)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, sha256: str, labeller: str = SHARED) -> Label | None:
        """A label, or the program's record where there is none yet; None when there is no such document."""
        with reading(self._engine) as connection:
            return label_of(connection, sha256, labeller)

    def all(self, sha256: str) -> list[Label]:
        """Every label that a document has, the shared one first."""
        query = select(labels).where(labels.c.sha256 == sha256).order_by(labels.c.labeller)
        with reading(self._engine) as connection:
            return [_label(row) for row in connection.execute(query)]

    def proposal(self, sha256: str) -> Record | None:
        """What the program says, whatever people have made of it; None when there is no such document."""
        with reading(self._engine) as connection:
            return proposal(connection, sha256)

    def pairs(self) -> Iterator[tuple[Record, Record]]:
        """Of every document that people have labelled together: what the program says, and what they do."""
        query = (
            select(proposals.c.record.label("said"), labels.c.record.label("labelled"))
            .join(labels, labels.c.sha256 == proposals.c.sha256)
            .where(labels.c.labeller == SHARED)
            .order_by(proposals.c.sha256)
        )
        with reading(self._engine) as connection:
            for row in connection.execute(query):
                yield Record.model_validate_json(row.said), Record.model_validate_json(row.labelled)

    def history(self, sha256: str, labeller: str = SHARED) -> list[Correction]:
        """Every correction of a label, the oldest first, undone ones too."""
        with reading(self._engine) as connection:
            return history(connection, sha256, labeller)

    def correct(
        self, label: Label, changes: Sequence[Change], *, action: Action, person: str, finish: Finish = _as_it_is
    ) -> Label:
        """Carry out changes on a label as it was read, and write down who made them.

        `finish` works out anew what depends on them. The shared label's record takes the place of the rows that
        queries see. Raises ConflictingChange (A006) when the label has changed since, ValidationError when the
        outcome is no record.
        """
        record = finish(carried_out(label.record, changes))
        made = now()
        with writing(self._engine) as connection:
            hold(connection, label.sha256)
            _keep_proposal(connection, label.sha256)
            rows = [
                {
                    "sha256": label.sha256, "labeller": label.labeller, "revision": label.revision + 1,
                    "action": action, "layer": change.layer, "position": change.position,
                    "before": _json(change.before), "after": _json(change.after), "person": person, "made": made,
                }
                for change in changes
            ]  # fmt: skip
            connection.execute(insert(corrections), rows)
            return _write(connection, label, record, made)

    def undo(self, label: Label, finish: Finish = _as_it_is) -> Label | None:
        """Take back the latest correction that still holds; None when there is none. Raises like `correct`."""
        holding = [one for one in self.history(label.sha256, label.labeller) if one.undone is None]
        if not holding:
            return None
        back = [change.reversed() for change in reversed(holding[-1].changes)]
        record = finish(carried_out(label.record, back))
        chosen = (*_of(corrections, label.sha256, label.labeller), corrections.c.revision == holding[-1].revision)
        with writing(self._engine) as connection:
            hold(connection, label.sha256)
            connection.execute(update(corrections).where(*chosen).values(undone=now()))
            return _write(connection, label, record, now())


def _write(connection: Connection, before: Label, record: Record, changed: str) -> Label:
    """The label as it has become; the shared one is written to all tables."""
    sha256, labeller, revision = before.sha256, before.labeller, before.revision + 1
    here = _of(labels, sha256, labeller)
    if (connection.execute(select(labels.c.revision).where(*here)).scalar() or 0) != before.revision:
        raise ConflictingChange("Somebody has changed the document meanwhile.", record.document.id)
    values = {"record": _json(record.to_json()), "revision": revision, "changed": changed}
    if before.revision:
        connection.execute(update(labels).where(*here).values(**values))
    else:
        connection.execute(insert(labels).values(sha256=sha256, labeller=labeller, **values))
    row = connection.execute(select(*_READING).where(documents.c.sha256 == sha256)).one_or_none()
    if labeller == SHARED and row is not None:
        rewrite(connection, record, dict(row._mapping))
    return Label(sha256, labeller, record, revision, changed)


def _label(row: Row[Any]) -> Label:
    return Label(row.sha256, row.labeller, Record.model_validate_json(row.record), row.revision, row.changed)


def _keep_proposal(connection: Connection, sha256: str) -> None:
    """The program's record, before the first label takes its place."""
    known = connection.execute(select(proposals.c.sha256).where(proposals.c.sha256 == sha256)).scalar()
    said = proposal(connection, sha256)
    if known is None and said is not None:
        _write_proposal(connection, said)


def _write_proposal(connection: Connection, record: Record) -> None:
    sha256 = record.document.sha256
    connection.execute(delete(proposals).where(proposals.c.sha256 == sha256))
    row = {"sha256": sha256, "record": _json(record.to_json()), "extractor_version": __version__, "made": now()}
    connection.execute(insert(proposals).values(**row))


def _of(table: Table, sha256: str, labeller: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.c.sha256 == sha256, table.c.labeller == labeller


def _json(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _read(words: str | None) -> dict[str, Any] | None:
    return None if words is None else dict(json.loads(words))
