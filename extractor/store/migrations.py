"""An older database becomes one of today, in one transaction and without losing a row.

What is only new (tables, columns that may be empty, indexes) is seen by comparing the database with the schema, and
added; words are indexed where they are not. A change that moves or rewrites what is there needs a step of its own in
`STEPS`, under the version that it starts from. Views and explanations are written anew.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, delete, insert, inspect, select, text, update
from sqlalchemy.schema import CreateColumn

from extractor.store import fulltext
from extractor.store.explained import explanations
from extractor.store.schema import SCHEMA_VERSION, about, data_dictionary, metadata
from extractor.store.views import VIEWS

STEPS: dict[int, Callable[[Connection], None]] = {}


def upgrade(connection: Connection, found: int) -> None:
    """Bring a database of schema version `found` (at least 1) to the present one."""
    _drop_views(connection)
    for version in range(found, SCHEMA_VERSION):
        STEPS.get(version, _nothing)(connection)
    _add_what_is_missing(connection)
    fulltext.make_indexes(connection)
    fulltext.index_all(connection)
    describe(connection)
    connection.execute(update(about).where(about.c.name == "schema_version").values(value=str(SCHEMA_VERSION)))


def _drop_views(connection: Connection) -> None:
    """Our own views go; those that other people have made stay."""
    ours = set(connection.execute(select(data_dictionary.c.table_name)).scalars())
    names = [name for name in inspect(connection).get_view_names() if name in ours]
    together = [", ".join(names)] if connection.dialect.name == "postgresql" and names else names  # they use each other
    for some in together:
        connection.execute(text(f"DROP VIEW {some}"))


def describe(connection: Connection) -> None:
    """The views, and every table and column explained."""
    for view in VIEWS:
        connection.execute(text(f"CREATE VIEW {view.name} AS {view.select}"))
    names = ("table_name", "column_name", "meaning")
    explained = [dict(zip(names, row, strict=True)) for row in explanations(connection)]
    connection.execute(delete(data_dictionary))
    connection.execute(insert(data_dictionary), explained)


def _add_what_is_missing(connection: Connection) -> None:
    inspector = inspect(connection)
    older = set(inspector.get_table_names())
    metadata.create_all(connection)
    for table in metadata.sorted_tables:
        if table.name not in older:
            continue
        present = {column["name"] for column in inspector.get_columns(table.name)}
        for column in table.columns:
            if column.name not in present:
                assert column.nullable, f"{table.name}.{column.name} may not be empty: fill it in a step"
                definition = CreateColumn(column).compile(dialect=connection.dialect)
                connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {definition}"))
        for index in table.indexes:
            index.create(connection, checkfirst=True)


def _nothing(_: Connection) -> None:
    """A version that only added something."""
