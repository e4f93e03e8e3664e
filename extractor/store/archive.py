"""The tables of the archive's own affairs: runs, where each document lies, what failed, what has been replaced.

A *place* is a folder (an absolute path, or a feed's address) and a path below it; a document out of a container
(ZIP, mail message, feed …) has the container's path in front of its own.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, Text, UniqueConstraint

SCHEMA_VERSION = 3  # when it grows, `migrations` says how an older database becomes this one
metadata = MetaData()
PATH = Text().with_variant(Text(collation="C"), "postgresql")  # in the order of its characters, in no country's


def key() -> Column[int]:
    return Column("id", Integer, primary_key=True, comment="Number of the row")


def of(table: str, comment: str) -> Column[int]:
    name = {"people": "person", "organisations": "organisation"}.get(table, table.removesuffix("s"))
    return Column(
        f"{name}_id", ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=False, index=True, comment=comment
    )


def _place() -> list[Column[str]]:
    return [
        Column("folder", Text, nullable=False, comment="The folder that was read, as an absolute path"),
        Column("path", PATH, nullable=False, comment="Path below it"),
    ]


def _container() -> Column[str]:
    return Column("container", Text, comment="Path of the archive, message or feed that it lies in; empty for a file")


def _program(did: str) -> Column[str]:
    return Column("extractor_version", String, nullable=False, comment=f"Version of the program that {did}")


about = Table(
    "about",
    metadata,
    Column("name", String, primary_key=True, comment="schema_version, extractor_version"),
    Column("value", String, nullable=False, comment="Its value"),
    comment="What this database is",
)

data_dictionary = Table(
    "data_dictionary",
    metadata,
    Column("table_name", String, primary_key=True, comment="Table or view"),
    Column("column_name", String, primary_key=True, comment="Column; empty for the table itself"),
    Column("meaning", Text, nullable=False, comment="What it holds"),
    comment="Every table and column explained",
)

runs = Table(
    "runs",
    metadata,
    key(),
    Column("folder", Text, nullable=False, comment="The folder that was read, as an absolute path"),
    Column("extractor_version", String, nullable=False, comment="Version of the program"),
    Column("started", String, nullable=False, comment="UTC, ISO 8601"),
    Column("finished", String, comment="UTC, ISO 8601; empty when the run was stopped"),
    Column("seen", Integer, comment="Files found"),
    Column("stored", Integer, comment="Documents new or changed and stored"),
    Column("unchanged", Integer, comment="Documents that were stored already"),
    Column("failed", Integer, comment="Files that could not be read, old failures too"),
    comment="One row a run of the program",
)

files = Table(
    "files",
    metadata,
    key(),
    *_place(),
    of("documents", "The document that the file holds"),
    _container(),
    Column("removed", String, comment="UTC, ISO 8601, when the file was found to be gone; empty while it is there"),
    UniqueConstraint("folder", "path"),
    comment="Where each document lies; one document may lie in several places",
)

failures = Table(
    "failures",
    metadata,
    key(),
    *_place(),
    Column("sha256", String(64), comment="Hash of the file's bytes, when they could be read"),
    Column("code", String, nullable=False, index=True, comment="Stable code of the error"),
    Column("what", Text, nullable=False, comment="What happened"),
    Column("remedy", Text, nullable=False, comment="What to do about it"),
    _program("failed"),
    Column("run_id", ForeignKey("runs.id"), comment="The run that failed"),
    _container(),
    UniqueConstraint("folder", "path"),
    comment="Files that could not be read; a row goes away when its file is read, or is there no more",
)

versions = Table(
    "versions",
    metadata,
    key(),
    *_place(),
    Column("sha256", String(64), nullable=False, comment="Hash of the old bytes"),
    Column("record", Text, nullable=False, comment="The old record as JSON, its text too"),
    _program("extracted it"),
    Column("replaced", String, nullable=False, comment="UTC, ISO 8601, when new content took its place"),
    comment="What a place held before its content changed, the oldest first",
)

feeds = Table(
    "feeds",
    metadata,
    Column("address", Text, primary_key=True, comment="Where the feed is read from"),
    Column("etag", Text, comment="The server's mark of what was read last"),
    Column("last_modified", Text, comment="The server's day and time of what was read last"),
    Column("fetched", String, nullable=False, comment="UTC, ISO 8601, when it was read last"),
    comment="Feeds, and what to ask their servers next time",
)
