"""Records in a database and out again: SQLite through SQLAlchemy, one transaction a document.

`Store.open(path)` creates what is missing. The same bytes are one document wherever they lie; storing them again
changes nothing but the places; a file whose content has changed gives up its old record for the new one, and the old
one is kept as a version.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Engine, delete, func, insert, select, update

from extractor import __version__
from extractor.errors import DocumentError
from extractor.records import Record
from extractor.store import places, schema
from extractor.store.database import once_more, open_engine, reading, writing
from extractor.store.facts import Failure, Known, Place, Summary, Tally, Version
from extractor.store.frames import (
    dates_frame,
    documents_frame,
    figures_frame,
    organisations_frame,
    people_frame,
    series_frame,
)
from extractor.store.labels import Labels, kept
from extractor.store.listings import Chosen
from extractor.store.rows import read_record

__all__ = [
    "Failure",
    "Known",
    "Labels",
    "Place",
    "Store",
    "Summary",
    "Tally",
    "Version",
    "dates_frame",
    "documents_frame",
    "figures_frame",
    "organisations_frame",
    "people_frame",
    "series_frame",
]


class Store:
    """A database of records. Use it in a `with` block, or `close()` it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, address: str | Path) -> Store:
        """Open or create. `address` is a path (SQLite) or a database URL. Raises StoreError (S001)."""
        return cls(open_engine(address, __version__))

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    @property
    def engine(self) -> Engine:
        """For questions that the tables answer; `store.database.reading` gives them a still picture."""
        return self._engine

    @property
    def labels(self) -> Labels:
        """What people say of the documents."""
        return Labels(self._engine)

    @once_more
    def begin_run(self, folder: str) -> int:
        """Note that a run begins; returns its number."""
        with writing(self._engine) as connection:
            row = {"folder": folder, "extractor_version": __version__, "started": places.now()}
            key = connection.execute(insert(schema.runs).values(**row)).inserted_primary_key
        assert key is not None
        return int(key[0])

    @once_more
    def end_run(self, run: int, tally: Tally) -> None:
        with writing(self._engine) as connection:
            values = asdict(tally) | {"finished": places.now()}
            connection.execute(update(schema.runs).where(schema.runs.c.id == run).values(**values))

    def known(self, folder: str, paths: Sequence[str]) -> dict[str, Known]:
        """What needs no second reading among these files of a folder."""
        with reading(self._engine) as connection:
            return places.known(connection, folder, paths, __version__)

    def holds(self, sha256: str, run: int | None = None) -> bool:
        """Whether this version of the program has stored this content, and in this run when one is given."""
        table = schema.documents
        query = select(table.c.id).where(table.c.sha256 == sha256, table.c.extractor_version == __version__)
        with reading(self._engine) as connection:
            return connection.execute(query if run is None else query.where(table.c.run_id == run)).scalar() is not None

    @once_more
    def save(
        self,
        record: Record,
        place: Place | None = None,
        *,
        run: int | None = None,
        **facts: Any,
    ) -> None:
        """Store a record in one transaction; an older one of the same content is replaced.

        What people have corrected stays: the tables hold their record, and this one is kept as the program's.
        `facts` are the columns of `documents` that say how the bytes were read: format, encoding, size, reader,
        reading_confidence, metadata. Raises StoreError (S001); nothing of the record is stored then.
        """
        if metadata := facts.pop("metadata", None):
            facts["metadata"] = json.dumps(dict(metadata), ensure_ascii=False)
        facts |= {"run_id": run, "extractor_version": __version__}
        with writing(self._engine) as connection:
            document = places.rewrite(connection, kept(connection, record), facts)
            if place is not None:
                places.lay(connection, place, document)

    @once_more
    def link(self, sha256: str, place: Place) -> bool | None:
        """Note that a stored document lies in this place; False when that was known, None when there is none (now)."""
        with writing(self._engine) as connection:
            document = places.hold(connection, sha256)
            return None if document is None else places.lay(connection, place, document)

    @once_more
    def settle(self, place: Place) -> None:
        """Note that a file is there, and as it was stored: it has not failed and is not gone."""
        with writing(self._engine) as connection:
            places.settle(connection, place)

    @once_more
    def fail(self, place: Place, error: DocumentError, *, sha256: str | None = None, run: int | None = None) -> None:
        """Keep a document's error. A record that the file had before stays."""
        row = {
            **asdict(place), "sha256": sha256, "code": error.code, "what": error.what, "remedy": error.advice,
            "extractor_version": __version__, "run_id": run,
        }  # fmt: skip
        with writing(self._engine) as connection:
            places.forget_failure(connection, place)
            connection.execute(insert(schema.failures).values(**row))

    def mark_removed(self, folder: str, gone: Callable[[str], bool]) -> int:
        """Keep and mark the documents of a folder whose file is `gone` (asked with its path); returns how many.

        Looking at so many files may take long: nobody waits for it, the database is not held meanwhile.
        """
        with reading(self._engine) as connection:
            paths = places.there(connection, folder)
        missing = [path for path in paths if gone(path)]
        return self._set_aside(folder, missing) if missing else 0

    @once_more
    def _set_aside(self, folder: str, paths: list[str]) -> int:
        with writing(self._engine) as connection:
            return places.set_aside(connection, folder, paths)

    @once_more
    def mark_dropped(self, folder: str, container: str, members: Collection[str]) -> int:
        """The same for what lay in a container, and is not among the paths that it holds now."""
        with writing(self._engine) as connection:
            return places.mark_dropped(connection, folder, container, members)

    def feed_marks(self, address: str) -> tuple[str | None, str | None]:
        """The ETag and Last-Modified that a feed's server sent last."""
        table = schema.feeds
        query = select(table.c.etag, table.c.last_modified).where(table.c.address == address)
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
            return (row.etag, row.last_modified) if row else (None, None)

    @once_more
    def note_feed(self, address: str, etag: str | None, last_modified: str | None) -> None:
        """Keep what to ask a feed's server next time."""
        table = schema.feeds
        row = {"address": address, "etag": etag, "last_modified": last_modified, "fetched": places.now()}
        with writing(self._engine) as connection:
            connection.execute(delete(table).where(table.c.address == address))
            connection.execute(insert(table).values(**row))

    def record(self, sha256: str) -> Record | None:
        """The record of a content, equal to the one that was saved; None when there is none."""
        with reading(self._engine) as connection:
            row = connection.execute(select(schema.documents).where(schema.documents.c.sha256 == sha256)).one_or_none()
            return None if row is None else read_record(connection, row)

    def records(self, chosen: Chosen | None = None) -> Iterator[Record]:
        """Every record, or those of the documents chosen, by path and then by content hash."""
        table = schema.documents
        query = select(table.c.id).where(*(chosen.of_documents() if chosen else []))
        with reading(self._engine) as connection:
            for key in connection.execute(query.order_by(table.c.path, table.c.sha256)).scalars().all():
                yield read_record(connection, connection.execute(select(table).where(table.c.id == key)).one())

    def where(self, sha256: str) -> list[Place]:
        """Where a content lies, the places that are still there first."""
        table = schema.files
        query = select(table.c.folder, table.c.path, table.c.container).join(schema.documents)
        with reading(self._engine) as connection:
            rows = connection.execute(
                query.where(schema.documents.c.sha256 == sha256).order_by(table.c.removed.is_not(None), table.c.id)
            )
            return [Place(*row) for row in rows]

    def versions(self, place: Place) -> list[Version]:
        """What a place held before its content changed, the oldest first."""
        table = schema.versions
        here = (table.c.folder == place.folder, table.c.path == place.path)
        with reading(self._engine) as connection:
            return [
                Version(row.sha256, row.replaced, Record.model_validate_json(row.record))
                for row in connection.execute(select(table).where(*here).order_by(table.c.id))
            ]

    def failures(self) -> list[Failure]:
        """Every file that could not be read, by folder and path."""
        table = schema.failures
        columns = (table.c.folder, table.c.path, table.c.code, table.c.what, table.c.remedy)
        with reading(self._engine) as connection:
            query = select(*columns).order_by(table.c.folder, table.c.path)
            return [Failure(*row) for row in connection.execute(query)]

    def summary(self) -> Summary:
        """Counts over the whole database."""
        code = schema.figures.c.indicator
        with reading(self._engine) as connection:
            counts = {
                name: connection.execute(select(func.count()).select_from(schema.metadata.tables[name])).scalar_one()
                for name in ("documents", "people", "organisations", "dates", "figures", "failures", "versions")
            }
            gone = select(func.count()).where(schema.files.c.removed.is_not(None))
            counts["removed"] = connection.execute(gone).scalar_one()
            query = select(code, func.count().label("number")).group_by(code).order_by(func.count().desc(), code)
            indicators = {row.indicator: row.number for row in connection.execute(query)}
            return Summary(**counts, indicators=indicators)
