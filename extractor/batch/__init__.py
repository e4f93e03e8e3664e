"""Many documents: a folder into a database, only what is new or changed, failures kept, never stopped by one."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extractor import __version__
from extractor.batch.keep import Keeper
from extractor.batch.listing import Lister
from extractor.batch.log import Log, log_to
from extractor.batch.outcome import Outcome, State, content_hash, lost_outcome, record_from, work
from extractor.batch.pool import Loss, Pool
from extractor.batch.worker import Task, peak_bytes
from extractor.errors import MissingPath
from extractor.ingest import Members, Source, nested, received, sources
from extractor.ingest.sources import STANDARD_INPUT
from extractor.store import Store, Tally

__all__ = [
    "LIMIT_SECONDS", "Log", "Options", "Outcome", "Report", "State", "Track", "cores", "extract_all", "log_to",
    "lost_in", "record_from", "run_folder", "run_sources", "work",
]  # fmt: skip

LIMIT_SECONDS = 120.0  # for one document; a page of text takes milliseconds, a page of a scan seconds

Track = Callable[[Iterable[Outcome], Callable[[], int]], Iterable[Outcome]]  # with a way to count them beforehand


def _untracked(items: Iterable[Outcome], _: Callable[[], int]) -> Iterable[Outcome]:
    return items


def _unnoted(_: Outcome) -> None:
    return None


@dataclass(slots=True)
class Report:
    """How a run went: documents by what became of them."""

    states: Counter[State] = field(default_factory=Counter)
    removed: int = 0  # documents whose file is there no more
    peak_bytes: int = 0  # the most memory that this process has had
    worker_peaks: list[int] = field(default_factory=list)  # the same of each worker, in bytes

    @property
    def tally(self) -> Tally:
        return Tally(
            seen=self.states.total(),
            stored=self.states["extracted"] + self.states["copy"],
            unchanged=self.states["unchanged"],
            failed=self.states["failed"] + self.states["still failing"],
        )


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is to work.

    `again` reads everything anew, `retry` only what failed before. With `jobs` 0 this process does the work itself;
    more are worker processes, and no document then takes longer than `limit_seconds` or takes others down with it.
    `track` may show progress, `note` hears of every outcome once it is stored, `log` writes it down.
    """

    again: bool = False
    retry: bool = False
    jobs: int = 0
    limit_seconds: float = LIMIT_SECONDS
    track: Track = _untracked
    note: Callable[[Outcome], None] = _unnoted
    log: Log = field(default_factory=Log)
    task: Task = work


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def extract_all(
    paths: Iterable[str | Path],
    track: Track = _untracked,
    *,
    jobs: int = 0,
    limit_seconds: float = LIMIT_SECONDS,
    task: Task = work,
) -> Iterator[Outcome]:
    """The outcome of every document under files, folders and `-`, in a fixed order; nothing is stored.

    `jobs`, `limit_seconds` and `task` are those of Options.
    """
    with tempfile.TemporaryDirectory(prefix="extractor-") as folder, Lister(limit_seconds) as lister:
        places = [received(Path(folder)) if str(path) == STANDARD_INPUT else path for path in paths]
        members = lister.members if jobs else nested.members

        def found() -> Iterator[Source]:
            return sources(places, members)

        yield from track(_worked(found(), jobs, limit_seconds, task), lambda: sum(1 for _ in found()))


def _worked(found: Iterator[Source], jobs: int, limit_seconds: float, task: Task) -> Iterator[Outcome]:
    if not jobs:
        for source in found:
            yield from task(source)
        return
    pool: Pool[Outcome] = Pool(task, jobs, limit_seconds, lost_in(limit_seconds))
    with pool:
        yield from pool.results(found, lambda _: None)


def run_folder(folder: Path, store: Store, options: Options | None = None) -> Report:
    """Read everything under `folder` into `store`; what was stored by this version of the program is passed over.

    Raises MissingPath (D001) when there is no such folder, StoreError (S001) when the database cannot be used at all,
    WorkersFailed (B001) when no worker process can be started.
    """
    if not folder.is_dir():
        raise MissingPath("There is no such folder.", str(folder))
    return run_sources(folder, lambda members: sources([folder], members), store, options or Options())


def run_sources(folder: Path, found: Callable[[Members], Iterable[Source]], store: Store, options: Options) -> Report:
    """Like `run_folder`, for the sources of the folder that `found` gives, and no others.

    `found` is told what lists the documents in a container.
    """
    root = folder.resolve()
    options.log.event("start", folder=str(root), version=__version__, jobs=options.jobs)
    keeper = Keeper(store, str(root), again=options.again, retry=options.retry)
    report = Report()
    with Lister(options.limit_seconds) as lister:
        members = lister.members if options.jobs else nested.members
        kept = map(keeper.keep, _outcomes(keeper, found(members), options, report))
        for outcome in options.track(kept, lambda: sum(1 for _ in found(members))):
            report.states[outcome.state] += 1
            options.log.document(outcome)
            options.note(outcome)
    report.removed = keeper.dropped + store.mark_removed(str(root), lambda path: _is_gone(root, path))
    report.peak_bytes = peak_bytes()
    store.end_run(keeper.run, report.tally)
    memory = {"parent": report.peak_bytes, "workers": report.worker_peaks}
    options.log.event("end", folder=str(root), removed=report.removed, states=dict(report.states), memory_bytes=memory)
    return report


def _outcomes(keeper: Keeper, found: Iterable[Source], options: Options, report: Report) -> Iterator[Outcome]:
    """The outcomes of the sources in their order, done here or by workers."""
    items = keeper.look_up(found)
    if not options.jobs:
        for source in items:
            ready = keeper.ready(source)
            yield from options.task(source) if ready is None else [ready]
        return
    with Pool(options.task, options.jobs, options.limit_seconds, lost_in(options.limit_seconds)) as pool:
        yield from pool.results(items, keeper.ready)
        report.worker_peaks = list(pool.peaks.values())


def lost_in(limit_seconds: float) -> Callable[[Source, Loss], Outcome]:
    """What to say of a source whose worker was lost."""
    return lambda source, loss: lost_outcome(source, loss, limit_seconds, content_hash(source))


def _is_gone(root: Path, path: str) -> bool:
    """Whether there is no such file; what cannot be looked at is not gone.

    Paths show the odd bytes of a name in another encoding as `\\xNN`; such a name is looked for both ways.
    """
    name = os.fsencode(path)
    odd = re.sub(rb"\\x([0-9a-f]{2})", lambda found: bytes.fromhex(found[1].decode()), name)
    return all(_is_no_file(os.path.join(os.fsencode(root), spelling)) for spelling in {name, odd})


def _is_no_file(path: bytes) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except FileNotFoundError:
        return True
    except (OSError, ValueError):  # not a directory: the path leads into a container, which is there
        return False
