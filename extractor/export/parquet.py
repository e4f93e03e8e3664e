"""Parquet: one listing with the type of every column, and its meaning in the file itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from extractor.export import Job, Written
from extractor.store.listings import Field, Listing
from extractor.store.optional import library

_ROWS = 50_000  # of a row group


def write(job: Job, out: Path, ending: str) -> Written:
    """Write the listing: days as date32, numbers as float64, numbers of rows and characters as int64."""
    arrow = library("pyarrow", "parquet", "A .parquet file", str(out))
    parquet = library("pyarrow.parquet", "parquet", "A .parquet file", str(out))
    schema = _schema(arrow, job.listing)
    number = 0
    with parquet.ParquetWriter(str(out), schema, compression="zstd") as writer:
        for rows in _groups(job.rows(job.listing)):
            columns = [
                arrow.array([_value(field, value) for value in values], type=schema.field(field.name).type)
                for field, values in zip(job.listing.fields, zip(*rows, strict=True), strict=True)
            ]
            writer.write_table(arrow.table(columns, schema=schema))
            number += len(rows)
    return {job.listing.name: number}


def _schema(arrow: Any, listing: Listing) -> Any:
    kinds = {
        "text": arrow.string(), "code": arrow.string(), "day": arrow.date32(), "whole": arrow.int64(),
        "number": arrow.float64(), "truth": arrow.bool_(),
    }  # fmt: skip
    fields = [arrow.field(f.name, kinds[f.kind], metadata={"description": f.meaning}) for f in listing.fields]
    return arrow.schema(fields, metadata={"description": listing.meaning})


def _groups(rows: Iterator[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    while group := list(islice(rows, _ROWS)):
        yield group


def _value(field: Field, value: Any) -> Any:
    if value is None:
        return None
    if field.kind == "day":
        return dt.date.fromisoformat(value)
    return float(value) if field.kind == "number" else value
