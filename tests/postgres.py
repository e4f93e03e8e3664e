"""A PostgreSQL server of the tests' own, made in a folder that goes away, on a Unix socket, stopped at the end.

Its databases sort as Vietnamese dictionaries do, so that what depends on the order of characters is seen.
"""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_USER = "postgres"  # the server refuses to run as root
_QUIET = "-c listen_addresses='' -c fsync=off -c shared_buffers=16MB -c max_connections=40 -c deadlock_timeout=50ms"
_LOCALE = ["-E", "UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=vi"]
_NUMBERS = itertools.count(1)


def _programs() -> Path | None:
    """The folder of the newest server's programs that is installed."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name)):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _as_server(command: list[str]) -> None:
    """Run a program of the server's as a user that it accepts."""
    user = _USER if os.getuid() == 0 else None
    done = subprocess.run(
        command, user=user, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, f"{' '.join(command)}: {done.stdout}"


@contextmanager
def _server() -> Iterator[Path]:
    """A running server; gives the folder of its socket."""
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed (Debian: postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # a short path: a socket's may have 107 characters
    try:
        if os.getuid() == 0:
            try:
                shutil.chown(folder, _USER)
            except LookupError:
                pytest.skip(f"there is no user {_USER} to run the server as")
        user = _USER if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        data, log = str(folder / "data"), str(folder / "log")
        _as_server([str(programs / "initdb"), "-D", data, "-U", user, "-A", "trust", "-N", *_LOCALE])
        options = f"{_QUIET} -c unix_socket_directories={folder}"
        _as_server([str(programs / "pg_ctl"), "-D", data, "-l", log, "-o", options, "-w", "start"])
        try:
            yield folder
        finally:
            _as_server([str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Path]:
    """The one server of a test session; a test that asks for it is skipped where there is none."""
    pytest.importorskip("psycopg", reason="psycopg is not installed (extractor[postgresql])")
    with _server() as folder:
        yield folder


@pytest.fixture
def postgres(postgres_server: Path) -> str:
    """The address of an empty PostgreSQL database."""
    import psycopg

    name = f"test{next(_NUMBERS)}"
    user = _USER if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    with psycopg.connect(host=str(postgres_server), user=user, dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"postgresql://{user}@/{name}?host={postgres_server}"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that is not there or empty yet: a file, then a PostgreSQL database."""
    if request.param == "sqlite":
        return str(tmp_path / "test.sqlite")
    return str(request.getfixturevalue("postgres"))


def rows(address: str | Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    """What an analyst gets who has nothing but the database; `?` stands for a value."""
    if "://" in str(address):
        import psycopg

        with psycopg.connect(str(address)) as server:
            return server.execute(query.replace("?", "%s"), values or None).fetchall()  # type: ignore[call-overload]
    connection = sqlite3.connect(address)
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()
