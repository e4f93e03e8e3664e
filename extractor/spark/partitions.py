"""What runs in Spark's workers: rows in, rows out, for `mapInPandas`; no row is lost and none stops the others.

Files become documents (`from_files`), documents become outcomes (`from_documents`); texts that are in a column
already become outcomes at once (`from_texts`). An outcome is a record or a failure with its code. Extraction runs in
a process of its own, as in a batch on one machine: a document that crashes or hangs is a failure, not the end of the
partition.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from extractor.batch.lines import to_line
from extractor.batch.outcome import Outcome, lost_outcome, record_from
from extractor.batch.pool import Pool
from extractor.errors import DocumentError, DocumentTooLarge, ExtractionFailed
from extractor.ingest import LIMIT_BYTES, Source, document_in, document_of, hash_of, nested
from extractor.ingest.containers import Part
from extractor.spark.tidy import FIGURE, figure_rows

if TYPE_CHECKING:
    from pandas import DataFrame

LIMIT_SECONDS = 120.0  # for one document
_ROWS = 64  # outcomes handed to Spark at a time; so many records are in memory

FILES = "path STRING, length LONG, content BINARY"  # of Spark's binaryFile, those that are read
DOCUMENTS = (
    "id STRING, path STRING, data BINARY, ending STRING, format STRING, metadata STRING, steps STRING, "
    "code STRING, what STRING, remedy STRING"
)
OUTCOMES = (
    "document_id STRING, path STRING, sha256 STRING, format STRING, encoding STRING, metadata STRING, record STRING, "
    f"figures ARRAY<STRUCT<{FIGURE}>>, code STRING, what STRING, remedy STRING"
)

Partition = Callable[[Iterable["DataFrame"]], Iterator["DataFrame"]]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Given:
    """A document on its way to the process that reads it."""

    source: Source
    part: Part


def from_files(root: str) -> Partition:
    """Files (`FILES`) to the documents in them (`DOCUMENTS`); paths become relative to `root`."""

    def unpack(batches: Iterable[DataFrame]) -> Iterator[DataFrame]:
        rows = (
            row
            for batch in batches
            for path, content in zip(batch["path"], batch["content"], strict=True)
            for row in _documents(relative(path, root), content)
        )
        yield from _frames(rows, DOCUMENTS)

    return unpack


def from_documents(limit_seconds: float = LIMIT_SECONDS) -> Partition:
    """Documents (`DOCUMENTS`) to their outcomes (`OUTCOMES`)."""

    def extract(batches: Iterable[DataFrame]) -> Iterator[DataFrame]:
        given = (row for batch in batches for row in _rows(batch))
        yield from _frames(_outcomes(given, limit_seconds), OUTCOMES)

    return extract


def from_texts(limit_seconds: float = LIMIT_SECONDS) -> Partition:
    """Rows with the columns `id` and `text` to their outcomes (`OUTCOMES`): the records of `extractor.extract`."""

    def extract(batches: Iterable[DataFrame]) -> Iterator[DataFrame]:
        given = (
            _Given(Source(id=str(name), path=str(name), file=None), Part(str(text).encode("utf-8", "replace")))
            for batch in batches
            for name, text in zip(batch["id"], batch["text"], strict=True)
        )
        yield from _frames(_read(given, _from_text, limit_seconds), OUTCOMES)

    return extract


def _rows(batch: DataFrame) -> list[Row]:
    """The rows of a frame, with None for what is null."""
    values = batch.astype(object).where(batch.notna(), None).itertuples(index=False, name=None)
    return [dict(zip(batch.columns, row, strict=True)) for row in values]


def _frames(rows: Iterator[Row], schema: str) -> Iterator[DataFrame]:
    import pandas as pd

    names = column_names(schema)
    while some := list(islice(rows, _ROWS)):
        yield pd.DataFrame({name: pd.Series([row.get(name) for row in some], dtype=object) for name in names})


def column_names(schema: str) -> list[str]:
    """The names in a schema written as `name TYPE, name TYPE`; types in brackets stay whole."""
    outer, depth = "", 0
    for sign in schema:
        depth += (sign == "<") - (sign == ">")
        outer += sign if not depth else ""
    return [column.split()[0] for column in outer.split(",")]


def relative(path: str, root: str) -> str:
    """The path below `root`; of a file that is itself the root, its name."""
    below = path[len(root) :].strip("/") if path.startswith(root.rstrip("/") + "/") else ""
    return below or PurePosixPath(path).name


def named(path: str) -> str:
    """The id of the document with this path: without its ending."""
    return str(PurePosixPath(path).with_suffix(""))


def _documents(path: str, content: bytes) -> Iterator[Row]:
    """The document in a file, or those in a container; what cannot be unpacked is a row that says why."""
    name = named(path)
    with tempfile.TemporaryDirectory(prefix="extractor-") as folder:
        file = Path(folder, f"file{PurePosixPath(path).suffix}")
        file.write_bytes(content)
        members = nested.members(file, path)
        if members is None:
            yield _file(name, path, content)
            return
        for shown, steps in members:
            inner = named(shown) if steps else path
            yield _member(name + inner.removeprefix(path), shown, file, steps)


def _file(name: str, path: str, content: bytes) -> Row:
    if len(content) > LIMIT_BYTES:
        error = DocumentTooLarge(f"Holds more than {LIMIT_BYTES:,} bytes.", path)
        return {"id": name, "path": path, **_told(error)}
    return {"id": name, "path": path, "data": content, "ending": PurePosixPath(path).suffix.lower(), "steps": "[]"}


def _member(name: str, path: str, file: Path, steps: nested.Steps) -> Row:
    row: Row = {"id": name, "path": path, "steps": json.dumps(steps)}
    try:
        part = nested.part_of(file, steps) if steps else Part(file.read_bytes(), file.suffix.lower())
    except DocumentError as error:
        return row | _told(error)
    except Exception as error:
        return row | _told(ExtractionFailed(f"The reader stopped with {type(error).__name__}: {error}.", path))
    metadata = json.dumps(dict(part.metadata), ensure_ascii=False)
    return row | {"data": part.data, "ending": part.ending, "format": part.format, "metadata": metadata}


def _outcomes(rows: Iterator[Row], limit_seconds: float) -> Iterator[Row]:
    """The rows that are failures already, and what becomes of the others."""
    failed: list[Row] = []

    def given() -> Iterator[_Given]:
        for row in rows:
            if row["code"] is not None:
                failed.append({**row, "document_id": row["id"]})
            else:
                yield _given(row)

    for outcome in _read(given(), _from_part, limit_seconds):
        yield outcome
        while failed:
            yield failed.pop()
    yield from failed


def _given(row: Row) -> _Given:
    steps = tuple(nested.Step(*step) for step in json.loads(row["steps"]))
    metadata = json.loads(row["metadata"] or "{}")
    part = Part(bytes(row["data"]), row["ending"], row["format"], metadata)
    return _Given(Source(id=row["id"], path=row["path"], file=None, inside=steps), part)


def _read(given: Iterator[_Given], task: Callable[[_Given], Iterator[Row]], limit_seconds: float) -> Iterator[Row]:
    def lost(item: _Given, loss: Any) -> Row:
        return _row(lost_outcome(item.source, loss, limit_seconds, hash_of(item.part.data)))

    with Pool(task, 1, limit_seconds, lost) as pool:
        yield from pool.results(given, lambda _: None)


def _from_part(item: _Given) -> Iterator[Row]:
    """In the process of its own: read and extract."""
    sha256 = hash_of(item.part.data)
    try:
        document = document_in(item.part, item.source)
        yield _row(Outcome(item.source, "extracted", sha256, document, record_from(document)))
    except DocumentError as error:
        yield _row(Outcome(item.source, "failed", sha256, error=error))
    except Exception as error:
        what = f"The reader stopped with {type(error).__name__}: {error}."
        yield _row(Outcome(item.source, "failed", sha256, error=ExtractionFailed(what, item.source.path)))


def _from_text(item: _Given) -> Iterator[Row]:
    sha256 = hash_of(item.part.data)
    try:
        document = document_of(item.part.data.decode("utf-8"), name=item.source.id)
        yield _row(Outcome(item.source, "extracted", sha256, document, record_from(document)))
    except DocumentError as error:
        yield _row(Outcome(item.source, "failed", sha256, error=error))


def _row(outcome: Outcome) -> Row:
    row: Row = {"document_id": outcome.source.id, "path": outcome.source.path, "sha256": outcome.sha256}
    if outcome.document is not None:
        metadata = json.dumps(dict(outcome.document.metadata), ensure_ascii=False)
        row |= {"format": outcome.document.format, "encoding": outcome.document.encoding, "metadata": metadata}
    if outcome.record is not None:
        row |= {"record": to_line(outcome.record).decode().rstrip("\n"), "figures": figure_rows(outcome.record)}
    return row if outcome.error is None else row | _told(outcome.error)


def _told(error: DocumentError) -> Row:
    return {"code": error.code, "what": error.what, "remedy": error.advice}
