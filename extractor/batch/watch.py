"""An inbox: what arrives is read once it is complete.

Looking at the folder from time to time works wherever it lies (network drives send no notices). A file is complete
when two looks, `settle_seconds` apart, find the same size and the same time of change; names that programs use for
unfinished downloads are passed over until they are renamed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from extractor.batch import Options, Report, run_sources
from extractor.ingest import Members, Source, sources
from extractor.store import Store

_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", ".filepart", "~")

Look = dict[Path, tuple[int, int, int]]  # inode, size, time of change in nanoseconds


def watch(
    inbox: Path,
    store: Store,
    options: Options,
    *,
    settle_seconds: float,
    once: bool = False,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Report]:
    """A report each time that something was read, or was found to be gone; ends after the first with `once`."""
    done: Look = {}
    before = _look(inbox)
    while True:
        sleep(settle_seconds)
        now = _look(inbox)
        complete = {file for file, state in now.items() if before.get(file) == state != done.get(file)}
        if complete or once or not done.keys() <= now.keys():
            yield run_sources(inbox, partial(_among, inbox, complete), store, options)
            done = {file: state for file, state in done.items() if file in now} | {file: now[file] for file in complete}
        if once:
            return
        before = now


def _among(inbox: Path, files: set[Path], members: Members) -> Iterator[Source]:
    return (source for source in sources([inbox], members) if source.file in files)


def _look(inbox: Path) -> Look:
    look: Look = {}
    for folder, _, names in os.walk(inbox):
        for name in names:
            file = Path(folder, name)
            if not name.startswith(".") and not name.lower().endswith(_UNFINISHED) and (state := _state(file)):
                look[file] = state
    return look


def _state(file: Path) -> tuple[int, int, int] | None:
    """What changes when a file changes; None when it has just gone away."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
