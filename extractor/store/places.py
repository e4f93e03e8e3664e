"""Where documents lie: laying them down, replacing them, marking what is gone. Each function works in a transaction."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Sequence
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, update

from extractor.records import Record
from extractor.store.facts import Known, Place
from extractor.store.linked import linked_documents
from extractor.store.rows import read_record, write_record
from extractor.store.schema import documents, failures, files, versions

_NO_ROW = 0  # numbers of rows begin with 1
_PAGE = 1000  # rows marked together
_AFTER_SLASH = "0"  # the character after "/": what lies between is below a path


def now() -> str:
    """UTC, ISO 8601, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def rewrite(connection: Connection, record: Record, facts: dict[str, Any]) -> int:
    """Write a record's rows in place of those of the same content, which lies where it lay; returns the row's id."""
    chosen = documents.c.sha256 == record.document.sha256
    hold(connection, record.document.sha256)
    query = select(files.c.folder, files.c.path, files.c.container, files.c.removed)
    rows = [dict(row._mapping) for row in connection.execute(query.join(documents).where(chosen))]
    connection.execute(delete(documents).where(chosen))
    # The new row may get the number of the old one; the linking has to look at it again all the same.
    relooked = update(linked_documents).where(linked_documents.c.sha256 == record.document.sha256)
    connection.execute(relooked.values(document_id=_NO_ROW))
    document = write_record(connection, record, facts)
    if rows:
        connection.execute(insert(files), [row | {"document_id": document} for row in rows])
    return document


def hold(connection: Connection, sha256: str) -> int | None:
    """The row of a content, which no other writer lays anywhere or takes away until this transaction ends."""
    return connection.execute(select(documents.c.id).where(documents.c.sha256 == sha256).with_for_update()).scalar()


def known(connection: Connection, folder: str, paths: Sequence[str], version: str) -> dict[str, Known]:
    """What is known about these files; what another version of the program did is not in it."""
    found: dict[str, Known] = {path: Known() for path in paths}
    stored = (
        select(files.c.path, files.c.removed, documents.c.sha256)
        .join(documents)
        .where(files.c.folder == folder, files.c.path.in_(paths), documents.c.extractor_version == version)
    )
    for row in connection.execute(stored):
        found[row.path] = Known(stored=row.sha256, unsettled=row.removed is not None)
    failed = select(failures.c.path, failures.c.sha256).where(
        failures.c.folder == folder, failures.c.path.in_(paths), failures.c.extractor_version == version
    )
    for failure in connection.execute(failed):
        found[failure.path].failed, found[failure.path].unsettled = failure.sha256, True
    return found


def lay(connection: Connection, place: Place, document: int) -> bool:
    """Point the place to the document; True when it did not before.

    What the place held is kept as a version; a document that lies nowhere any more goes away with its rows.
    """
    here = _at(files, place)
    before = connection.execute(select(files.c.document_id).where(*here)).scalar()
    forget_failure(connection, place)
    if before == document:
        connection.execute(update(files).where(*here, files.c.removed.is_not(None)).values(removed=None))
        return False
    if before is not None:
        connection.execute(select(documents.c.id).where(documents.c.id == before).with_for_update())
        _keep_version(connection, place, before)
        connection.execute(delete(files).where(*here))
    connection.execute(insert(files).values(**asdict(place), document_id=document))
    if before is not None:
        others = connection.execute(select(func.count()).where(files.c.document_id == before)).scalar_one()
        if not others:
            connection.execute(delete(documents).where(documents.c.id == before))
    return True


def settle(connection: Connection, place: Place) -> None:
    """The file is there, and as it was stored."""
    connection.execute(update(files).where(*_at(files, place)).values(removed=None))
    forget_failure(connection, place)


def forget_failure(connection: Connection, place: Place) -> None:
    connection.execute(delete(failures).where(*_at(failures, place)))


def there(connection: Connection, folder: str) -> list[str]:
    """The paths of a folder's files that are not marked as gone, and of those that could not be read; in order."""
    present = select(files.c.path).where(files.c.folder == folder, files.c.removed.is_(None))
    failed = select(failures.c.path).where(failures.c.folder == folder)
    return list(connection.execute(present.union(failed).order_by("path")).scalars())


def mark_dropped(connection: Connection, folder: str, container: str, members: Collection[str]) -> int:
    """Mark what was in a container, nested ones included, and is not among its `members` any more; returns how many.

    A nested container that is a member itself, because it cannot be listed now, still holds what it held.
    """
    found: list[str] = []
    for table in (files, failures):
        below = (table.c.path > f"{container}/", table.c.path < f"{container}{_AFTER_SLASH}")
        found += connection.execute(select(table.c.path).where(table.c.folder == folder, *below)).scalars()
    return set_aside(connection, folder, [path for path in found if not _within(path, members)])


def _within(path: str, members: Collection[str]) -> bool:
    return path in members or any(str(above) in members for above in PurePosixPath(path).parents)


def set_aside(connection: Connection, folder: str, paths: Sequence[str]) -> int:
    """Mark files as gone and drop their failures, which say nothing any more; returns how many documents are new."""
    number = 0
    for start in range(0, len(paths), _PAGE):
        some = paths[start : start + _PAGE]
        here = (files.c.folder == folder, files.c.path.in_(some), files.c.removed.is_(None))
        number += connection.execute(update(files).where(*here).values(removed=now())).rowcount
        connection.execute(delete(failures).where(failures.c.folder == folder, failures.c.path.in_(some)))
    return number


def _keep_version(connection: Connection, place: Place, document: int) -> None:
    row = connection.execute(select(documents).where(documents.c.id == document)).one()
    old = {
        "folder": place.folder,
        "path": place.path,
        "sha256": row.sha256,
        "record": json.dumps(read_record(connection, row).to_json(), ensure_ascii=False),
        "extractor_version": row.extractor_version,
        "replaced": now(),
    }
    connection.execute(insert(versions).values(**old))


def _at(table: Table, place: Place) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.c.folder == place.folder, table.c.path == place.path
