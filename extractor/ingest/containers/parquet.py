"""Parquet files with a column that holds the text: every row a document, read a row group at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, BinaryIO

from extractor.errors import DamagedDocument
from extractor.ingest import columns
from extractor.ingest.containers import Member, Part
from extractor.ingest.optional import library

FORMAT = "parquet"
ORDER = 25
NESTS = False

_MAGIC = b"PAR1"


def claims(head: bytes, ending: str) -> bool:
    return head.startswith(_MAGIC)


class Rows:
    """See `extractor.ingest.containers.Opened`. Keys are a row group and a row in it; names count from 1."""

    def __init__(self, stream: BinaryIO, where: str) -> None:
        self._where = where
        parquet = library("pyarrow.parquet", "parquet", where)
        try:
            self._file = parquet.ParquetFile(stream)
        except (OSError, ValueError) as error:
            raise DamagedDocument(f"Is broken Parquet ({_first_line(error)}).", where) from error
        names = self._file.schema_arrow.names
        if not columns.is_table_of_texts(names):
            raise DamagedDocument(
                f"No column is called text, content or nội dung (there are: {', '.join(names[:10])}).", where,
                "Name the column that holds the text `text`.",
            )  # fmt: skip
        self._group = lru_cache(maxsize=1)(self._read_group)  # rows come one after another

    def members(self) -> Iterator[Member]:
        number = 0
        for group in range(self._file.num_row_groups):
            for row in range(self._file.metadata.row_group(group).num_rows):
                number += 1
                yield Member(str(number), f"{group}:{row}")

    def part(self, key: str) -> Part:
        """The row with the names of its columns, as JSON. Raises DamagedDocument (D010)."""
        group, _, row = key.partition(":")
        values = self._group(int(group)).slice(int(row), 1).to_pylist()[0]
        held = {name: value for name, value in values.items() if value is not None}
        return Part(json.dumps(held, ensure_ascii=False, default=str).encode("utf-8", "replace"), ".json", "parquet")

    def _read_group(self, group: int) -> Any:
        try:
            return self._file.read_row_group(group)
        except (OSError, ValueError) as error:
            raise DamagedDocument(f"Is broken Parquet ({_first_line(error)}).", self._where) from error


def open(stream: BinaryIO, where: str) -> Rows:
    """Raises MissingExtra (D008), DamagedDocument (D010)."""
    return Rows(stream, where)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0].rstrip(". ")
