"""One source to one outcome: the unit of work of a batch, whoever does it.

`work` takes and returns plain values, so that it can be handed to another process as it is.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from extractor.assemble import record_of
from extractor.errors import DocumentError, ExtractionFailed
from extractor.ingest import Document, Source, document_from, hash_of
from extractor.pipeline import analyse
from extractor.records import Record

_LARGEST = 1e300  # just within floating point

State = Literal["extracted", "unchanged", "copy", "failed", "still failing"]


@dataclass(frozen=True, slots=True)
class Job:
    """A source, and what is known about it from an earlier run."""

    source: Source
    stored: str | None = None  # hash of the content that is stored for this path
    failed: str | None = None  # hash of the content that failed for this path
    contents: Container[str] = frozenset()  # hashes of all contents that need no extraction


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a source; `record` and `document` are there when it was extracted, `error` when it failed."""

    source: Source
    state: State
    sha256: str | None = None
    document: Document | None = None
    record: Record | None = None
    error: DocumentError | None = None


def record_from(document: Document) -> Record:
    """The record of one document. Raises ExtractionFailed (D099) whatever goes wrong inside the pipeline."""
    try:
        record = record_of(
            analyse(document.text), document_id=document.id, path=document.path, sha256=document.sha256
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
        if value is not None and not abs(value) < _LARGEST
    ]


def work(job: Job) -> Outcome:
    """Read and extract what is new. Raises nothing but what stops the whole batch (KeyboardInterrupt)."""
    source, sha256 = job.source, None
    try:
        data = source.load()
        sha256 = hash_of(data)
        if sha256 == job.stored:
            return Outcome(source, "unchanged", sha256)
        if sha256 == job.failed:
            return Outcome(source, "still failing", sha256)
        if sha256 in job.contents:
            return Outcome(source, "copy", sha256)
        document = document_from(source, data)
        return Outcome(source, "extracted", sha256, document, record_from(document))
    except DocumentError as error:
        return Outcome(source, "failed", sha256, error=error)


def outcomes(jobs: Iterable[Job]) -> Iterator[Outcome]:
    """The outcome of each job, in order. One process; a pool of them would map `work` over the same jobs."""
    return map(work, jobs)
