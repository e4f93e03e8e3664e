"""A database that several tests read and none changes: a file or, as asked for, one of the PostgreSQL server's."""

from __future__ import annotations

import getpass
import os

import pytest


def lasting_address(request: pytest.FixtureRequest, folders: pytest.TempPathFactory, name: str) -> str:
    """The address of a new database for a fixture with the parameters "sqlite" and "postgresql"."""
    if request.param == "sqlite":
        return str(folders.mktemp(name) / f"{name}.sqlite")
    server = request.getfixturevalue("postgres_server")
    import psycopg

    user = "postgres" if os.getuid() == 0 else getpass.getuser()
    with psycopg.connect(host=str(server), user=user, dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"postgresql://{user}@/{name}?host={server}"
