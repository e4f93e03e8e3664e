"""Column types that keep a record's values exact in SQLite and in PostgreSQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Dialect
from sqlalchemy.types import TypeDecorator, UserDefinedType

_LARGEST_INTEGER = 2**63 - 1  # what a database holds exactly; larger whole numbers are kept as floating point


class IsoDay(TypeDecorator[str]):
    """A day: ISO text in the record, a DATE in the database (in SQLite the same ISO text)."""

    impl = Date
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else dt.date.fromisoformat(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()


class Amount(UserDefinedType[int | float]):
    """A number that comes back as it went in: whole numbers whole, to 63 bits; fractions as floating point."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "NUMERIC"

    def bind_processor(self, dialect: Dialect) -> Callable[[int | float | None], int | float | Decimal | None]:
        def bind(value: int | float | None) -> int | float | None:
            return float(value) if isinstance(value, int) and abs(value) > _LARGEST_INTEGER else value

        def exact(value: int | float | None) -> Decimal | None:  # PostgreSQL would round a fraction to 15 digits
            if value is None:
                return None
            return Decimal(int(value)) if value == int(value) else Decimal(repr(value))

        return bind if dialect.name == "sqlite" else exact

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], int | float | None]:
        def result(value: Any) -> int | float | None:
            if isinstance(value, Decimal):
                whole = abs(value) <= _LARGEST_INTEGER and value == value.to_integral_value()
                return int(value) if whole else float(value)
            return value  # type: ignore[no-any-return]

        return result
