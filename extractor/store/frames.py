"""Listings as pandas frames, with the types that pandas works with best.

Days are `datetime64[s]` (any century), numbers `float64`, numbers of rows and characters `Int64`, codes of few words
`category`, the rest text; what is not stated is missing. `db` is a path, a database URL or an open `Store`; `filters`
says what is chosen, such as `extractor.query.filters.Filters(indicators=("admitted",))`. Every function raises
MissingPath (D001) when there is no such file, StoreError (S001) when it is no database of ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import Engine

from extractor import __version__
from extractor.errors import MissingPath
from extractor.store.database import open_engine, reading
from extractor.store.listings import Chosen, Field, listings

if TYPE_CHECKING:
    import pandas as pd

    from extractor.store import Store

    Database: TypeAlias = Store | str | Path


def figures_frame(db: Database, filters: Chosen | None = None) -> pd.DataFrame:
    """Every figure with its document and sentence."""
    return _frame("figures", db, filters)


def series_frame(db: Database, filters: Chosen | None = None) -> pd.DataFrame:
    """Every distinct statement once, with the number of its sources; empty before `extractor link`."""
    return _frame("series", db, filters)


def documents_frame(db: Database, filters: Chosen | None = None) -> pd.DataFrame:
    """One row a document, without its text."""
    return _frame("documents", db, filters)


def people_frame(db: Database, filters: Chosen | None = None) -> pd.DataFrame:
    """One row a title that a document gives a person."""
    return _frame("people", db, filters)


def organisations_frame(db: Database, filters: Chosen | None = None) -> pd.DataFrame:
    """One row an organisation and document."""
    return _frame("organisations", db, filters)


def dates_frame(db: Database, filters: Chosen | None = None) -> pd.DataFrame:
    """Every expression that names a time."""
    return _frame("dates", db, filters)


def _frame(name: str, db: Database, filters: Chosen | None) -> pd.DataFrame:
    import pandas as pd

    listing = listings()[name]
    with _engine(db) as engine, reading(engine) as connection:
        rows = list(listing.rows(connection, filters))
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(listing.fields)
    data = {field.name: _column(field, values) for field, values in zip(listing.fields, columns, strict=True)}
    return pd.DataFrame(data)


@contextmanager
def _engine(db: Database) -> Iterator[Engine]:
    """The engine of a store, or one of our own for as long as it is used. Raises MissingPath (D001), StoreError."""
    if not isinstance(db, str | Path):
        yield db.engine
        return
    if "://" not in str(db) and not Path(db).exists():
        raise MissingPath("There is no such database.", str(db))
    engine = open_engine(db, __version__)
    try:
        yield engine
    finally:
        engine.dispose()


def _column(field: Field, values: Sequence[Any]) -> pd.Series[Any]:
    import numpy as np
    import pandas as pd

    if field.kind == "day":
        days = np.array([value or "NaT" for value in values], dtype="datetime64[D]")
        return pd.Series(days.astype("datetime64[s]"))
    kinds = {"number": "float64", "whole": "Int64", "truth": "boolean", "code": "category", "text": "string"}
    return pd.Series(list(values), dtype=kinds[field.kind])
