"""A database, or what is chosen of it, as a file that other programs open: the ending of its name says which kind.

| ending     | holds |
| ---------- | ----- |
| `.xlsx`    | a workbook: a sheet a listing, and what every column means |
| `.csv`     | one listing |
| `.zip`     | every listing as a CSV file, and what every column means |
| `.parquet` | one listing, typed |
| `.jsonl`   | the records of the contract, one a line |
| `.json`    | the same as one list |
| `.jsonld`  | documents and figures as linked data, in the words of schema.org |

A file is complete or not there: it is written under another name and takes its own at the end.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from extractor.errors import ExportError, UsageError
from extractor.export.words import Language
from extractor.query.filters import Filters
from extractor.store import Store
from extractor.store.database import reading
from extractor.store.listings import Listing, listings

__all__ = ["FORMATS", "ONE_LISTING", "Job", "Written", "export"]

# ending -> the module that writes it
FORMATS = {
    ".xlsx": "excel", ".csv": "separated", ".zip": "separated", ".parquet": "parquet", ".jsonl": "records",
    ".json": "records", ".jsonld": "linked_data",
}  # fmt: skip
ONE_LISTING = (".csv", ".parquet")  # endings that hold one
_UNFINISHED = ".part"  # beside the file, while it is written


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be written: a still picture of a database, what is chosen of it, which listing of several, how."""

    store: Store
    connection: Connection
    chosen: Filters
    listing: Listing
    language: Language = "en"

    def rows(self, listing: Listing) -> Iterator[Sequence[Any]]:
        """The chosen rows of a listing; days are ISO text."""
        return listing.rows(self.connection, self.chosen)


Written = dict[str, int]  # rows by listing, or records
Writer = Callable[[Job, Path, str], Written]


def export(
    store: Store, out: Path, chosen: Filters | None = None, listing: str = "figures", language: Language = "en"
) -> Written:
    """Write the file; returns how many rows of each listing, or records, are in it.

    `listing` is the one that a file of one listing (`ONE_LISTING`) holds, `language` that of a workbook. Raises
    UsageError (U001) for an ending or a listing that is not known, ExportError (S003) when it cannot be written,
    MissingLibrary (S002) when what writes it is not installed, StoreError (S001).
    """
    ending = out.suffix.lower()
    if ending not in FORMATS:
        raise UsageError("Is no ending of an export.", str(out), f"It is one of: {', '.join(FORMATS)}.")
    if listing not in listings():
        raise UsageError("Is no table of an export.", listing, f"It is one of: {', '.join(listings())}.")
    write: Writer = import_module(f"extractor.export.{FORMATS[ending]}").write
    with _complete_or_not_there(out) as unfinished, reading(store.engine) as connection:
        job = Job(store, connection, chosen or Filters(), listings()[listing], language)
        return write(job, unfinished, ending)


@contextmanager
def _complete_or_not_there(out: Path) -> Iterator[Path]:
    unfinished = out.with_name(f".{out.name}.{os.getpid()}{_UNFINISHED}")
    try:
        yield unfinished
        os.replace(unfinished, out)
    except OSError as error:
        raise ExportError(f"Cannot be written ({error.strerror or error}).", str(out)) from error
    finally:
        unfinished.unlink(missing_ok=True)
