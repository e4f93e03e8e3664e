"""Which people and bodies have a name: by its words, in any order, with or without diacritics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, literal_column, select
from sqlalchemy import table as table_named

from extractor.errors import QueryError
from extractor.store.folding import Plain, plain
from extractor.store.fulltext import ENTITY_NAMES, words_of
from extractor.store.linked import entities


def name_condition(name: str, dialect: str) -> ColumnElement[bool]:
    """Rows of `entities` whose label has every word of the name. Raises QueryError (Q001) when it has none."""
    words = plain(words_of(name)).split()
    if not words:
        raise QueryError("Has no word to look for.", name)
    if dialect == "sqlite":
        query = " AND ".join(f'"{word}"' for word in words)
        found = literal_column(ENTITY_NAMES).op("MATCH")(query)
        return entities.c.id.in_(select(literal_column("rowid")).select_from(table_named(ENTITY_NAMES)).where(found))
    label = Plain(entities.c.label)
    return and_(*(label.op("~")(rf"\m{word}\M") for word in words))


def named_so(rows: Sequence[Row[Any]], name: str) -> list[Row[Any]]:
    """Those whose diacritics are as typed, where any are; those of the very name first."""
    wanted = words_of(name)
    marked = [row for row in rows if set(wanted.split()) <= set(words_of(row.label).split())]
    return sorted(marked or rows, key=lambda row: plain(words_of(row.name)) != plain(wanted))
