"""What is in containers, listed by a process of its own: one that crashes or hangs over it takes down itself only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from extractor.batch.worker import Worker
from extractor.ingest import nested
from extractor.ingest.containers import container_for
from extractor.ingest.readers import HEAD_BYTES

_START_SECONDS = 120.0  # for a process to begin on a busy machine

Listed = tuple[str, nested.Steps]


class Lister:
    """Use it in a `with` block; the process starts with the first container that there is."""

    def __init__(self, limit_seconds: float) -> None:
        self._limit = limit_seconds  # between one member and the next
        self._worker: Worker | None = None

    def __enter__(self) -> Lister:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._end()

    def members(self, file: Path, shown: str) -> Iterator[Listed] | None:
        """As `nested.members`; a container that cannot be listed in time is itself in the list, behind what was."""
        try:
            with file.open("rb") as stream:
                container = container_for(stream.read(HEAD_BYTES), file.suffix.lower())
        except OSError:
            return None
        return None if container is None else self._listed(file, shown)

    def _listed(self, file: Path, shown: str) -> Iterator[Listed]:
        done = False
        try:
            worker = self._started()
            if worker is not None:
                worker.connection.send((file, shown))
                while worker.connection.poll(self._limit):
                    kind, value = worker.connection.recv()
                    if kind == "done":
                        done = True
                        return
                    yield value
        except (EOFError, OSError):
            pass  # the process has ended: over this container, or killed by somebody
        finally:
            if not done:
                self._end()  # what it goes on to say is of no use any more
        yield shown, ()

    def _started(self) -> Worker | None:
        if self._worker is None:
            self._worker = Worker.start(list_members, self._limit)
            if not self._worker.connection.poll(_START_SECONDS) or self._worker.connection.recv()[0] != "ready":
                self._end()
        return self._worker

    def _end(self) -> None:
        if self._worker is not None:
            self._worker.end(gone=False)
        self._worker = None


def list_members(container: tuple[Path, str]) -> Iterator[Listed]:
    """The task of the process: a file, and the path that it is shown under."""
    yield from nested.members(*container) or ()
