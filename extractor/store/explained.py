"""What every table, view and column of a database means, from the comments of the schema.

A view's column means what the column means that it is taken from; what a view computes it explains itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import Connection, Table, inspect

from extractor.store import fulltext
from extractor.store.schema import metadata
from extractor.store.view import View
from extractor.store.views import VIEWS

_SOURCE = re.compile(r"\b(?:FROM|JOIN) (?P<table>[a-z_]+)(?: (?!ON\b|LEFT\b|JOIN\b|WHERE\b|GROUP\b)(?P<alias>\w+))?")

_KEY = "id"


def explanations(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Table or view, column ("" for the table itself), meaning."""
    inspector = inspect(connection)
    for table in metadata.sorted_tables:
        yield table.name, "", table.comment or ""
        for column in table.columns:
            yield table.name, column.name, column.comment or ""
    for view in VIEWS:
        yield view.name, "", view.meaning
        for name in [column["name"] for column in inspector.get_columns(view.name)]:
            yield view.name, name, _meaning(view, name)
    if connection.dialect.name == "sqlite":
        for name, meaning in fulltext.INDEXES.items():
            yield name, "", meaning


def _meaning(view: View, name: str) -> str:
    """What a view's column holds; "" when nobody has said so."""
    if name in view.computed:
        return view.computed[name]
    sources = {
        found["alias"] or found["table"]: metadata.tables[found["table"]] for found in _SOURCE.finditer(view.select)
    }
    for renamed in (rf"\b(\w+)\.(\w+) AS {name}\b", rf'\b(\w+)\."?({name})"?(?=\s*,|\s+FROM\b)'):
        if (found := re.search(renamed, view.select)) and found[1] in sources:
            return _comment(sources[found[1]], found[2])
    (only, *others) = sources.values()
    return _comment(only, name) if not others else ""


def _comment(table: Table, name: str) -> str:
    if name == _KEY and name in table.c:
        return f"Number of its row in {table.name}"
    return (table.c[name].comment or "") if name in table.c else ""
