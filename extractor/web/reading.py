"""Documents that come in over the network are read in worker processes: one that crashes or hangs hurts no other.

A worker has bounded memory and time. Reading waits for a free one, so that a burst of requests queues up.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractor.batch import Outcome, record_from, work
from extractor.batch.worker import SIGALRM, Worker
from extractor.errors import DocumentError, ExtractionFailed, ReadingTookTooLong, ServerBusy, WorkerLost
from extractor.ingest import Source, document_from, hash_of

LIMIT_SECONDS = 120.0  # for one document
_PATIENCE_SECONDS = 60.0  # that a request waits for a free worker
_START_SECONDS = 120.0  # for a worker to import the pipeline on a busy machine


@dataclass(frozen=True, slots=True)
class Item:
    """What a worker is to read: a source on disk, or bytes with the name that they came under."""

    source: Source
    data: bytes | None = None


def source_named(name: str) -> Source:
    """A source for bytes in memory."""
    stem, dot, _ = name.rpartition(".")
    return Source(id=stem if dot and stem else name, path=name, file=None)


def read(item: Item) -> Iterator[Outcome]:
    """The worker's task. Raises nothing."""
    if item.data is None:
        yield from work(item.source)
        return
    sha256 = hash_of(item.data)
    try:
        document = document_from(item.source, item.data)
        yield Outcome(item.source, "extracted", sha256, document, record_from(document))
    except DocumentError as error:
        yield Outcome(item.source, "failed", sha256, error=error)
    except Exception as error:  # a reader's own fault
        what = f"The reader stopped with {type(error).__name__}: {error}."
        yield Outcome(item.source, "failed", sha256, error=ExtractionFailed(what, item.source.path))


class Readers:
    """Worker processes that are lent out one request at a time. Thread-safe; `close()` ends them."""

    def __init__(self, jobs: int, limit_seconds: float = LIMIT_SECONDS) -> None:
        self._limit = limit_seconds
        self._idle: queue.LifoQueue[Worker | None] = queue.LifoQueue()
        self._jobs = jobs
        for _ in range(jobs):
            self._idle.put(None)

    def start(self) -> None:
        """Start the workers now, so that the first request need not wait for them."""
        for _ in range(self._jobs):
            self._idle.get()
        for _ in range(self._jobs):
            self._idle.put(Worker.start(read, self._limit))

    def close(self) -> None:
        for _ in range(self._jobs):
            worker = self._idle.get()
            if worker is not None:
                worker.end(gone=False)

    def outcomes(self, item: Item) -> list[Outcome]:
        """The outcomes of an item: one, or one a document when it is a container on disk. Raises ServerBusy (A009)."""
        try:
            worker = self._idle.get(timeout=_PATIENCE_SECONDS)
        except queue.Empty:
            raise ServerBusy("All workers are busy.") from None
        try:
            worker = worker or Worker.start(read, self._limit)
            found, error = self._converse(worker, item)
            if error is not None:
                worker = None
                found.append(Outcome(item.source, "failed", error=error))
            return found
        finally:
            self._idle.put(worker)

    def outcome(self, item: Item) -> Outcome:
        """The outcome of bytes, or of a file that is one document."""
        return self.outcomes(item)[0]

    def _converse(self, worker: Worker, item: Item) -> tuple[list[Outcome], DocumentError | None]:
        """What the worker makes of the item; with an error when it was lost over it."""
        found: list[Outcome] = []
        try:
            worker.connection.send(item)
            deadline = time.monotonic() + self._limit + (0 if worker.ready else _START_SECONDS)
            while worker.connection.poll(max(0.0, deadline - time.monotonic())):
                kind, value = worker.connection.recv()
                if kind == "done":
                    return found, None
                worker.ready = True
                deadline = time.monotonic() + self._limit
                if kind == "result":
                    found.append(value)
        except (EOFError, OSError):
            code = worker.end(gone=True)
            return found, self._late(item) if code == -SIGALRM else _lost(item, code)
        worker.end(gone=False)
        return found, self._late(item)

    def _late(self, item: Item) -> DocumentError:
        return ReadingTookTooLong(f"Took more than {self._limit:g} seconds.", item.source.path)


def _lost(item: Item, code: Any) -> DocumentError:
    return WorkerLost(f"Its worker process ended (exit code {code}).", item.source.path)
