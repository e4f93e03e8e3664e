"""Opening a database: connection settings, creating or upgrading the schema, refusing what is not ours.

Several processes may write at once. SQLite lets one write at a time and the others wait; readers see what was there
before (WAL). In PostgreSQL writers meet only where they touch the same rows: what then fails is done again from the
start by `once_more`, so every writing transaction is a function of its own that can be called twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, func, insert, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, NoResultFound, SQLAlchemyError

from extractor.errors import StoreError
from extractor.store.folding import teach
from extractor.store.fulltext import make_indexes
from extractor.store.migrations import describe, upgrade
from extractor.store.optional import library
from extractor.store.schema import SCHEMA_VERSION, about, metadata

_WAIT_MILLISECONDS = 30_000  # how long a writer waits for another one
_PRAGMAS = (f"busy_timeout = {_WAIT_MILLISECONDS}", "journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON")
_WRITE = "extractor_write"
_POSTGRESQL = {"postgresql", "postgres"}  # addresses that leave the driver to us
_DRIVER = "postgresql+psycopg"
_ATTEMPTS = 12  # a writer that loses to another one tries again; each time one of them has won
_LOST = {
    "23503",  # a row that it refers to has just been replaced
    "23505",  # another one has just stored the same
    "40001",  # the two would not fit together
    "40P01",  # each waits for the other
}
_OPENING = 0x7669_6578  # PostgreSQL's lock on making and upgrading the tables: "viex"

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def _url(address: str | Path) -> URL:
    words = str(address)
    if "://" not in words:
        return URL.create("sqlite", database=words)
    url = make_url(words)
    if url.drivername in _POSTGRESQL:
        url = url.set(drivername=_DRIVER)
    return url


def shown(address: str | Path) -> str:
    """A path or database URL as it may be shown: without its password."""
    words = str(address)
    if "://" not in words:
        return words
    try:
        url = make_url(words)
    except (ArgumentError, ValueError):
        return words.partition("://")[0] + "://…"
    if "password" in url.query:
        url = url.update_query_dict({"password": "HIDDEN"})
    return url.render_as_string(hide_password=True) if url.password or "password" in url.query else words


def _where(engine: Engine) -> str:
    return shown(engine.url.render_as_string(hide_password=False))


def _engine(address: str | Path) -> Engine:
    url = _url(address)
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url)
        _prepare_sqlite(engine)
        return engine
    if url.get_backend_name() not in _POSTGRESQL:
        raise ArgumentError("it is neither a file nor a postgresql:// address")
    if url.drivername == _DRIVER:
        library("psycopg", "postgresql", "A PostgreSQL database", shown(address))
    return create_engine(url, pool_pre_ping=True)  # a server may have been started anew since the last use


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
        raise StoreError(f"The database refused: {_reason(error)}.", _where(engine)) from error


def once_more(write: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """A function that is one writing transaction: it is called again when another writer was there first."""

    @wraps(write)
    def again(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        for _ in range(_ATTEMPTS - 1):
            try:
                return write(*args, **kwargs)
            except StoreError as error:
                if not _has_lost(error):
                    raise
        return write(*args, **kwargs)

    return again


def _has_lost(error: StoreError) -> bool:
    """Whether it failed only because of what another writer did at the same time."""
    cause = error.__cause__
    if isinstance(cause, NoResultFound):  # a row that was there at the last look
        return True
    return isinstance(cause, DBAPIError) and getattr(cause.orig, "sqlstate", None) in _LOST


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One reading transaction: a still picture of the database. Raises StoreError (S001)."""
    options = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    try:
        with engine.connect().execution_options(**options) as connection:
            yield connection
    except SQLAlchemyError as error:
        raise StoreError(f"The database refused: {_reason(error)}.", _where(engine)) from error


def open_engine(address: str | Path, extractor_version: str) -> Engine:
    """An engine on a database with the current schema; a new file gets one, an older one is upgraded.

    `address` is a path (SQLite) or a database URL. Raises StoreError (S001) when it is no database of ours.
    """
    where = shown(address)
    try:
        engine = _engine(address)
        with reading(engine) as connection:
            found = _version(connection, where)
        if found != SCHEMA_VERSION:
            _make_or_upgrade(engine, where, extractor_version)
    except (ArgumentError, ValueError, ModuleNotFoundError, DatabaseError) as error:
        raise StoreError(f"Cannot be opened ({_reason(error)}).", where) from error
    return engine


def _version(connection: Connection, where: str) -> int | None:
    """The schema version of a database; None when it is empty. Raises StoreError (S001) when it is not for us."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "about" not in tables:
        raise StoreError("Is a database of something else.", where)
    found = str(connection.execute(select(about.c.value).where(about.c.name == "schema_version")).scalar())
    if not found.isdecimal() or int(found) > SCHEMA_VERSION:
        raise StoreError(
            f"Has schema version {found}, this program writes version {SCHEMA_VERSION}.",
            where,
            "Use the version of the program that wrote it, or start with a new file.",
        )
    return int(found)


@once_more
def _make_or_upgrade(engine: Engine, where: str, extractor_version: str) -> None:
    """Give a database the current schema; of several processes that find it without, one does so."""
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_OPENING)))
        found = _version(connection, where)
        if found is None:
            metadata.create_all(connection)
            make_indexes(connection)
            describe(connection)
            facts = {"schema_version": str(SCHEMA_VERSION), "extractor_version": extractor_version}
            connection.execute(insert(about), [{"name": name, "value": value} for name, value in facts.items()])
        elif found < SCHEMA_VERSION:
            upgrade(connection, found)


def _reason(error: Exception) -> str:
    """What the driver says, on one line."""
    return " ".join(str(getattr(error, "orig", None) or error).split()).rstrip(".?")
