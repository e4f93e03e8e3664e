"""Worker processes for many items: results in the order of the items, whatever becomes of a worker.

A worker that crashes or hangs takes down itself only: the item that it was at work on gets the result that `lost`
makes of it, the others that it had been given go to another worker. At any time a bounded number of items and
results is in memory, however many there are.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, Generic, TypeVar

from extractor.batch.worker import SIGALRM, Task, Worker
from extractor.errors import WorkersFailed

Result = TypeVar("Result")

_START_SECONDS = 120.0  # for a worker to import the pipeline on a busy machine
_STARTS = 3  # failed starts in a row before the pool gives up
_GIVEN = 8  # items that a worker has been given beforehand, so that it never waits
_WINDOW = 32  # items of each worker that may be ahead of the one whose turn it is
_RESULTS = 256  # results of one item in memory; a container may have any number
_TRIES = 2  # a crash may be an accident of the machine; the second one is the item's


@dataclass(frozen=True, slots=True)
class Loss:
    """How a worker was lost: past the time limit, or with this exit code (negative: a signal)."""

    late: bool
    exit_code: int | None = None


@dataclass(slots=True)
class _Entry(Generic[Result]):
    """An item on its way, and its results so far."""

    number: int
    item: Any
    results: deque[Result] = field(default_factory=deque)
    begun: bool = False  # there has been a result
    done: bool = False
    tries: int = 0


@dataclass(slots=True)
class _Desk(Generic[Result]):
    """A worker with the items that it has been given; the first one is in work."""

    number: int
    worker: Worker
    entries: deque[_Entry[Result]] = field(default_factory=deque)
    heard: float = field(default_factory=time.monotonic)  # when it last said something, or was last able to


class Pool(Generic[Result]):
    """`jobs` worker processes doing `task`; use it in a `with` block. Workers start when there is something to do."""

    def __init__(self, task: Task, jobs: int, limit_seconds: float, lost: Callable[[Any, Loss], Result]) -> None:
        self._task, self._jobs, self._limit, self._lost = task, jobs, limit_seconds, lost
        self._desks: list[_Desk[Result]] = []
        self._queue: deque[_Entry[Result]] = deque()  # in order, the first one's turn is now
        self._waiting: deque[_Entry[Result]] = deque()  # of those, not yet given to a worker
        self._failed_starts = 0
        self._taken = self._started = 0
        self.peaks: dict[int, int] = {}  # the most memory that each worker has had, in bytes, by its number

    def __enter__(self) -> Pool[Result]:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for desk in self._desks:
            desk.worker.end(gone=False)
        self._desks.clear()

    def results(self, items: Iterable[Any], ready: Callable[[Any], Result | None]) -> Iterator[Result]:
        """The results of every item, in order. An item for which `ready` has a result needs no worker.

        Raises WorkersFailed (B001) when no worker can be started.
        """
        source = iter(items)
        while self._fill(source, ready):
            first = self._queue[0]
            while first.results:
                yield first.results.popleft()
            if first.done:
                self._queue.popleft()
            else:
                self._give()
                self._listen()

    def _fill(self, source: Iterator[Any], ready: Callable[[Any], Result | None]) -> bool:
        """Take items up to the window; False when there are none left at all."""
        while len(self._queue) < self._jobs * _WINDOW:
            try:
                item = next(source)
            except StopIteration:
                break
            entry: _Entry[Result] = _Entry(self._taken, item)
            self._taken += 1
            self._queue.append(entry)
            known = ready(item)
            if known is None:
                self._waiting.append(entry)
            else:
                entry.results.append(known)
                entry.done = True
            if self._queue[0].done:
                break  # its result is wanted before the next item is looked at
        return bool(self._queue)

    def _give(self) -> None:
        """Hand out what waits, evenly; start workers while there is work for them."""
        while self._waiting:
            desk = min(self._desks, key=lambda desk: len(desk.entries), default=None)
            if (desk is None or desk.entries) and len(self._desks) < self._jobs:
                desk = _Desk(self._started, Worker.start(self._task, self._limit))
                self._desks.append(desk)
                self._started += 1
            if desk is None or len(desk.entries) >= _GIVEN:
                return
            entry = self._waiting.popleft()
            if not desk.entries:
                desk.heard = time.monotonic()
            desk.entries.append(entry)
            try:
                desk.worker.connection.send(entry.item)
            except OSError:
                self._replace(desk, late=False)

    def _listen(self) -> None:
        """Wait for the next words of a worker, or for the next time limit."""
        busy = [desk for desk in self._desks if desk.entries and not self._held_back(desk)]
        patience = max(0.0, min((self._deadline(desk) for desk in busy), default=0.0) - time.monotonic())
        spoken = wait([desk.worker.connection for desk in busy], timeout=patience)
        for desk in busy:
            if desk.worker.connection in spoken:
                self._hear(desk)
            elif time.monotonic() > self._deadline(desk):
                self._replace(desk, late=True)

    def _held_back(self, desk: _Desk[Result]) -> bool:
        """Whether a worker has to wait because its results would pile up before their turn."""
        wanted = any(entry is self._queue[0] for entry in desk.entries)
        if wanted or len(desk.entries[0].results) < _RESULTS:
            return False
        desk.heard = time.monotonic()
        return True

    def _deadline(self, desk: _Desk[Result]) -> float:
        return desk.heard + (self._limit if desk.worker.ready else _START_SECONDS)

    def _hear(self, desk: _Desk[Result]) -> None:
        try:
            kind, value = desk.worker.connection.recv()
        except (EOFError, OSError):
            self._replace(desk, late=False)
            return
        desk.heard = time.monotonic()
        if kind == "ready":
            desk.worker.ready = True
            self._failed_starts = 0
        elif kind == "result":
            desk.entries[0].results.append(value)
            desk.entries[0].begun = True
        else:
            desk.entries.popleft().done = True
            self.peaks[desk.number] = value

    def _replace(self, desk: _Desk[Result], late: bool) -> None:
        """A worker is lost: settle what it was at work on, and give the rest to others."""
        self._desks.remove(desk)
        code = desk.worker.end(gone=not late)
        if not desk.worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _STARTS:
                raise WorkersFailed(f"Worker processes end before they begin (exit code {code}).")
        elif desk.entries:
            self._blame(desk.entries[0], Loss(late or code == -SIGALRM, code))
        left = (entry for entry in desk.entries if not entry.done)
        self._waiting = deque(sorted([*left, *self._waiting], key=lambda entry: entry.number))

    def _blame(self, entry: _Entry[Result], loss: Loss) -> None:
        entry.tries += 1
        if loss.late or entry.begun or entry.tries >= _TRIES:
            entry.results.append(self._lost(entry.item, loss))
            entry.done = True
