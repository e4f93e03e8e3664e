"""Records in a database and out again: SQLite through SQLAlchemy, one transaction a document.

`Store.open(path)` creates what is missing. The same bytes are one document wherever they lie; storing them again
changes nothing but the places; a file whose content has changed gives up its old record for the new one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from extractor import __version__
from extractor.errors import DocumentError
from extractor.records import Record
from extractor.store import schema
from extractor.store.database import open_engine, reading, writing
from extractor.store.rows import read_record, write_record


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document lies: a folder as an absolute path, and the path below it."""

    folder: str
    path: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the database knows about a folder's files, for this version of the program."""

    stored: dict[str, str]  # path -> hash of the stored content
    failed: dict[str, str | None]  # path -> hash of the content that could not be read
    contents: set[str]  # hashes of all documents, wherever they lie


@dataclass(frozen=True, slots=True)
class Tally:
    """How a run went: numbers of files."""

    seen: int
    stored: int
    unchanged: int
    failed: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What the whole database holds."""

    documents: int
    people: int
    organisations: int
    dates: int
    figures: int
    failures: int
    indicators: dict[str | None, int]  # figures by indicator, the most frequent first; None is "no indicator"


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

    def begin_run(self, folder: str) -> int:
        """Note that a run begins; returns its number."""
        with writing(self._engine) as connection:
            row = {"folder": folder, "extractor_version": __version__, "started": _now()}
            key = connection.execute(insert(schema.runs).values(**row)).inserted_primary_key
        assert key is not None
        return int(key[0])

    def end_run(self, run: int, tally: Tally) -> None:
        with writing(self._engine) as connection:
            values = asdict(tally) | {"finished": _now()}
            connection.execute(update(schema.runs).where(schema.runs.c.id == run).values(**values))

    def known(self, folder: str) -> Known:
        """What needs no second reading; what another version of the program did is not in it."""
        files, documents, failures = schema.files, schema.documents, schema.failures
        ours = documents.c.extractor_version == __version__
        with reading(self._engine) as connection:
            stored = select(files.c.path, documents.c.sha256).join(documents).where(files.c.folder == folder, ours)
            failed = select(failures.c.path, failures.c.sha256).where(
                failures.c.folder == folder, failures.c.extractor_version == __version__
            )
            return Known(
                stored={row.path: row.sha256 for row in connection.execute(stored)},
                failed={row.path: row.sha256 for row in connection.execute(failed)},
                contents=set(connection.execute(select(documents.c.sha256).where(ours)).scalars()),
            )

    def save(
        self,
        record: Record,
        place: Place | None = None,
        *,
        run: int | None = None,
        format: str | None = None,
        encoding: str | None = None,
        size: int | None = None,
    ) -> None:
        """Store a record in one transaction; an older one of the same content is replaced.

        Raises StoreError (S001); nothing of the record is stored then.
        """
        facts = {"format": format, "encoding": encoding, "size": size, "run_id": run, "extractor_version": __version__}
        sha256 = record.document.sha256
        with writing(self._engine) as connection:
            places = connection.execute(
                select(schema.files.c.folder, schema.files.c.path)
                .join(schema.documents)
                .where(schema.documents.c.sha256 == sha256)
            ).all()
            connection.execute(delete(schema.documents).where(schema.documents.c.sha256 == sha256))
            document = write_record(connection, record, facts)
            if places:
                rows = [{"folder": row.folder, "path": row.path, "document_id": document} for row in places]
                connection.execute(insert(schema.files), rows)
            if place is not None:
                _lay(connection, place, document)

    def link(self, sha256: str, place: Place) -> None:
        """Note that a stored document lies in this place too."""
        with writing(self._engine) as connection:
            query = select(schema.documents.c.id).where(schema.documents.c.sha256 == sha256)
            _lay(connection, place, connection.execute(query).scalar_one())

    def fail(self, place: Place, error: DocumentError, *, sha256: str | None = None, run: int | None = None) -> None:
        """Keep a document's error. A record that the file had before stays."""
        row = {
            **asdict(place), "sha256": sha256, "code": error.code, "what": error.what, "remedy": error.advice,
            "extractor_version": __version__, "run_id": run,
        }  # fmt: skip
        with writing(self._engine) as connection:
            _forget_failure(connection, place)
            connection.execute(insert(schema.failures).values(**row))

    def record(self, sha256: str) -> Record | None:
        """The record of a content, equal to the one that was saved; None when there is none."""
        with reading(self._engine) as connection:
            row = connection.execute(select(schema.documents).where(schema.documents.c.sha256 == sha256)).one_or_none()
            return None if row is None else read_record(connection, row)

    def records(self) -> Iterator[Record]:
        """Every record, by path and then by content hash."""
        table = schema.documents
        with reading(self._engine) as connection:
            for key in connection.execute(select(table.c.id).order_by(table.c.path, table.c.sha256)).scalars().all():
                yield read_record(connection, connection.execute(select(table).where(table.c.id == key)).one())

    def failures(self) -> list[tuple[str, str, str, str]]:
        """(code, path, what, remedy) of every file that could not be read, by path."""
        table = schema.failures
        query = select(table.c.code, table.c.path, table.c.what, table.c.remedy).order_by(table.c.folder, table.c.path)
        with reading(self._engine) as connection:
            return [(row.code, row.path, row.what, row.remedy) for row in connection.execute(query)]

    def summary(self) -> Summary:
        """Counts over the whole database."""
        code = schema.figures.c.indicator
        with reading(self._engine) as connection:
            counts = {
                name: connection.execute(select(func.count()).select_from(schema.metadata.tables[name])).scalar_one()
                for name in ("documents", "people", "organisations", "dates", "figures", "failures")
            }
            query = select(code, func.count().label("number")).group_by(code).order_by(func.count().desc(), code)
            indicators = {row.indicator: row.number for row in connection.execute(query)}
            return Summary(**counts, indicators=indicators)


def _lay(connection: Connection, place: Place, document: int) -> None:
    """Point the place to the document; a document that lies nowhere any more goes away with its rows."""
    files = schema.files
    here = (files.c.folder == place.folder, files.c.path == place.path)
    before = connection.execute(select(files.c.document_id).where(*here)).scalar()
    _forget_failure(connection, place)
    if before == document:
        return
    connection.execute(delete(files).where(*here))
    connection.execute(insert(files).values(**asdict(place), document_id=document))
    if before is not None:
        others = connection.execute(select(func.count()).where(files.c.document_id == before)).scalar_one()
        if not others:
            connection.execute(delete(schema.documents).where(schema.documents.c.id == before))


def _forget_failure(connection: Connection, place: Place) -> None:
    table = schema.failures
    connection.execute(delete(table).where(table.c.folder == place.folder, table.c.path == place.path))


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
