"""Comparing words without regard to letter case, and to diacritics where the asker typed none.

Both databases fold with the same table, letter by letter, so that they answer alike whatever their locale: SQLite
calls `lowered` and `plain` (every connection of ours knows them), PostgreSQL its own `translate`. Latin letters of
all European scripts are in it; `đ` becomes `d`.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

_LETTERS = [*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)]  # Latin, and where it is extended
_STROKES = {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h"}  # letters that Unicode does not take apart


@cache
def _table(marks: bool) -> dict[int, str]:
    """Each letter that changes and what it becomes; `marks` says whether its diacritics stay."""
    table: dict[int, str] = {}
    for letter in map(chr, _LETTERS):
        low = letter.lower()
        base = low if marks else _STROKES.get(low, unicodedata.normalize("NFD", low)[0])
        if len(base) == 1 and base != letter:
            table[ord(letter)] = base
    return table


def lowered(text: str) -> str:
    """In lower case, diacritics kept; as many characters as before."""
    return text.translate(_table(True))


def plain(text: str) -> str:
    """In lower case and without diacritics: "Kết nạp Đảng" is "ket nap dang"; as many characters as before."""
    return text.translate(_table(False))


class Lowered(FunctionElement[str]):
    """`lowered` of a column, in SQL."""

    type = String()
    inherit_cache = True
    name = "lowered"


class Plain(FunctionElement[str]):
    """`plain` of a column, in SQL."""

    type = String()
    inherit_cache = True
    name = "plain"


@compiles(Lowered)
@compiles(Plain)
def _call(element: Lowered | Plain, compiler: Any, **options: Any) -> str:
    return f"{element.name}({compiler.process(element.clauses, **options)})"


@compiles(Lowered, "postgresql")
@compiles(Plain, "postgresql")
def _translate(element: Lowered | Plain, compiler: Any, **options: Any) -> str:
    table = _table(element.name == "lowered")
    letters, become = "".join(map(chr, table)), "".join(table.values())
    return f"translate({compiler.process(element.clauses, **options)}, '{letters}', '{become}')"


def teach(connection: sqlite3.Connection) -> None:
    """Let a SQLite connection know both functions."""
    for name, function in (("lowered", lowered), ("plain", plain)):
        connection.create_function(name, 1, _or_null(function), deterministic=True)


def _or_null(function: Any) -> Any:
    return lambda text: None if text is None else function(text)


def folded(column: ColumnElement[Any], words: str) -> tuple[ColumnElement[str], str]:
    """A column and words, both folded so that they can be compared: diacritics count only where `words` has any."""
    if plain(words) == lowered(words):
        return Plain(column), plain(words)
    return Lowered(column), lowered(words)
