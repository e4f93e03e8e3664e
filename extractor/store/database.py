"""Opening a database: connection settings, creating or upgrading the schema, refusing what is not ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, SQLAlchemyError

from extractor.errors import StoreError
from extractor.store.folding import teach
from extractor.store.fulltext import make_indexes
from extractor.store.migrations import describe, upgrade
from extractor.store.schema import SCHEMA_VERSION, about, metadata

_WAIT_MILLISECONDS = 30_000  # how long a writer waits for another one
_PRAGMAS = (f"busy_timeout = {_WAIT_MILLISECONDS}", "journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON")
_WRITE = "extractor_write"


def _url(address: str | Path) -> URL:
    text_ = str(address)
    if "://" in text_:
        return make_url(text_)
    return URL.create("sqlite", database=text_)


def _prepare_sqlite(engine: Engine) -> None:
    """WAL (readers are never blocked), foreign keys, and transactions that we begin ourselves.

    Python's driver would begin a transaction only at the first write; a read before it could then lose a race
    with another process. A writing transaction therefore takes its lock at the start.
    """

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        teach(connection)
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get(_WRITE, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One writing transaction: all of it is stored, or nothing. Raises StoreError (S001)."""
    try:
        with engine.connect().execution_options(**{_WRITE: True}) as connection, connection.begin():
            yield connection
    except SQLAlchemyError as error:
        raise StoreError(f"The database refused: {_reason(error)}.", str(engine.url)) from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One reading transaction: a still picture of the database. Raises StoreError (S001)."""
    try:
        with engine.connect() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise StoreError(f"The database refused: {_reason(error)}.", str(engine.url)) from error


def open_engine(address: str | Path, extractor_version: str) -> Engine:
    """An engine on a database with the current schema; a new file gets one, an older one is upgraded.

    `address` is a path (SQLite) or a database URL. Raises StoreError (S001) when it is no database of ours.
    """
    try:
        engine = create_engine(_url(address))
        if engine.dialect.name == "sqlite":
            _prepare_sqlite(engine)
        with writing(engine) as connection:
            _create_or_check(connection, str(address), extractor_version)
    except (ArgumentError, ModuleNotFoundError, DatabaseError) as error:
        raise StoreError(f"Cannot be opened ({_reason(error)}).", str(address)) from error
    return engine


def _create_or_check(connection: Connection, where: str, extractor_version: str) -> None:
    tables = inspect(connection).get_table_names()
    if "about" in tables:
        found = str(connection.execute(select(about.c.value).where(about.c.name == "schema_version")).scalar())
        if not found.isdecimal() or int(found) > SCHEMA_VERSION:
            raise StoreError(
                f"Has schema version {found}, this program writes version {SCHEMA_VERSION}.",
                where,
                "Use the version of the program that wrote it, or start with a new file.",
            )
        if int(found) < SCHEMA_VERSION:
            upgrade(connection, int(found))
    elif tables:
        raise StoreError("Is a database of something else.", where)
    else:
        metadata.create_all(connection)
        make_indexes(connection)
        describe(connection)
        facts = {"schema_version": str(SCHEMA_VERSION), "extractor_version": extractor_version}
        connection.execute(insert(about), [{"name": name, "value": value} for name, value in facts.items()])


def _reason(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().rstrip(".")
