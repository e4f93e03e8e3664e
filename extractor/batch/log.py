"""A run's log for machines: one JSON object a line, in UTF-8, appended as things happen.

Events: `start` (folder, version, jobs), `document` (path, state, sha256; code, what, remedy of a failure), `end`
(counts by state, documents marked as removed, peak memory). Each has `time`: UTC, ISO 8601.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import orjson

from extractor.batch.outcome import Outcome
from extractor.errors import UsageError


class Log:
    """Writes to a stream, or nowhere."""

    def __init__(self, stream: BinaryIO | None = None) -> None:
        self._stream = stream

    def event(self, name: str, **facts: object) -> None:
        """One line; what is None is left out."""
        if self._stream is None:
            return
        now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
        line = {"time": now, "event": name, **{key: value for key, value in facts.items() if value is not None}}
        self._stream.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE, default=str))
        self._stream.flush()  # a run that is killed has logged what it did

    def document(self, outcome: Outcome) -> None:
        error = outcome.error
        told = {"code": error.code, "what": error.what, "remedy": error.advice} if error else {}
        self.event("document", path=outcome.source.path, state=outcome.state, sha256=outcome.sha256, **told)


@contextmanager
def log_to(path: Path | None) -> Iterator[Log]:
    """A log at the end of this file. Raises UsageError (U001) when it cannot be written."""
    if path is None:
        yield Log()
        return
    try:
        stream = path.open("ab")
    except OSError as error:
        raise UsageError(f"Cannot be written ({error.strerror}).", str(path)) from error
    with stream:
        yield Log(stream)
