"""One source to its outcomes: the unit of work of a batch, whoever does it.

`work` takes and gives plain values, so that it can be done in another process as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractor.assemble import record_of
from extractor.batch.pool import Loss
from extractor.errors import DocumentError, ExtractionFailed, ReadingTookTooLong, WorkerLost
from extractor.ingest import Document, Source, document_from, hash_of
from extractor.pipeline import analyse
from extractor.records import Record

LARGEST = 1e300  # of a figure: just within floating point
_MORE_TIME = "Look whether it is damaged; `extractor run --retry --limit SECONDS` gives it more time."

State = Literal["extracted", "unchanged", "copy", "failed", "still failing"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a source; `record` and `document` are there when it was extracted, `error` when it failed.

    `line` stands in their place where only the record's JSON is wanted (`extractor.batch.lines.lined`).
    `sha256` is the hash of the source's bytes, when they could be read.
    """

    source: Source
    state: State
    sha256: str | None = None
    document: Document | None = None
    record: Record | None = None
    error: DocumentError | None = None
    line: bytes | None = None


def record_from(document: Document) -> Record:
    """The record of one document. Raises ExtractionFailed (D099) whatever goes wrong inside the pipeline."""
    try:
        record = record_of(
            analyse(document.text, document.hints), document_id=document.id, path=document.path, sha256=document.sha256
        )
    except Exception as error:
        raise ExtractionFailed(f"The pipeline stopped with {type(error).__name__}: {error}.", document.path) from error
    if problems := record.problems() or _beyond_measure(record):
        raise ExtractionFailed(f"The record is not sound: {problems[0]}.", document.path)
    return record


def _beyond_measure(record: Record) -> list[str]:
    """Numbers that neither JSON nor a database can hold: a line of four hundred digits is no figure."""
    return [
        f"figure {figure.id} has {len(figure.text)} characters of number"
        for figure in record.figures
        for value in (figure.value, figure.value_max)
        if value is not None and not abs(value) < LARGEST
    ]


def content_hash(source: Source) -> str | None:
    """The hash of the source's bytes; None when they cannot be read."""
    try:
        return hash_of(source.load())
    except Exception:  # it has failed already; the hash only saves the next run from trying again
        return None


def lost_outcome(source: Source, loss: Loss, limit_seconds: float, sha256: str | None) -> Outcome:
    """What to say of a source whose worker was lost."""
    if loss.late:
        what = f"Took more than {limit_seconds:g} seconds."
        error: DocumentError = ReadingTookTooLong(what, source.path, _MORE_TIME)
    else:
        error = WorkerLost(f"Its worker process ended (exit code {loss.exit_code}).", source.path)
    return Outcome(source, "failed", sha256, error=error)


def work(source: Source) -> Iterator[Outcome]:
    """Read and extract. Raises nothing but what stops the whole batch (KeyboardInterrupt)."""
    sha256 = None
    try:
        data = source.load()
        sha256 = hash_of(data)
        document = document_from(source, data)
        yield Outcome(source, "extracted", sha256, document, record_from(document))
    except DocumentError as error:
        yield Outcome(source, "failed", sha256, error=error)
    except Exception as error:  # a reader's own fault: this document's failure, not the batch's
        what = f"The reader stopped with {type(error).__name__}: {error}."
        yield Outcome(source, "failed", sha256, error=ExtractionFailed(what, source.path))
