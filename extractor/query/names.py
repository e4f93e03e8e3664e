"""Which people and bodies have a name: by its words in any order, diacritics or none, short forms written out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, literal_column, select
from sqlalchemy import table as table_named

from extractor import lexicon
from extractor.errors import QueryError
from extractor.link.areas import Home
from extractor.link.bodies import identify
from extractor.store.folding import Plain, plain
from extractor.store.fulltext import ENTITY_NAMES, words_of
from extractor.store.linked import entities

_SHORTEST = 4  # letters of a short form; shorter ones are words too ("ca", "du")


def name_condition(name: str, kind: str, dialect: str) -> ColumnElement[bool]:
    """Rows of `entities` whose label has every word of the name. Raises QueryError (Q001) when it has none.

    `kind` is person or organisation: short forms of bodies ("LĐLĐ") are written out.
    """
    words = plain(words_of(name)).split()
    if kind == "organisation":
        words = [part for word in words for part in _short_forms().get(word, word).split()]
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


def body_key(name: str) -> str | None:
    """The key of the body that a name means by itself, such as "LĐLĐ Tiên Lãng"; None when it does not say enough."""
    meant = identify(name.split(",")[0], "", Home(), None, "")
    return None if meant.is_open else meant.key


@cache
def _short_forms() -> dict[str, str]:
    """ "ldld" is "lien doan lao dong": short forms of one word that stand for one kind of body."""
    found: dict[str, set[str]] = {}
    for group in lexicon.load("organisations")["group"]:
        for form in group["forms"]:
            full, *others = (plain(words_of(part)).strip() for part in form.split("|"))
            for short in others:
                if " " not in short and " " in full:
                    found.setdefault(short, set()).add(full)
    return {short: full.pop() for short, full in found.items() if len(full) == 1 and len(short) >= _SHORTEST}
