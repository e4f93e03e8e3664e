"""Many documents: a folder into a database, only what is new or changed, failures kept, never stopped by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extractor.batch.outcome import Job, Outcome, State, outcomes, record_from, work
from extractor.errors import DocumentError, ExtractionFailed, MissingPath, StoreError
from extractor.ingest import sources
from extractor.store import Known, Place, Store, Tally

__all__ = ["Job", "Outcome", "Report", "State", "Track", "extract_all", "outcomes", "record_from", "run_folder", "work"]

Track = Callable[[Iterable[Outcome], int], Iterable[Outcome]]


@dataclass(slots=True)
class Report:
    """How a run went: files by what became of them, and the errors met in it."""

    states: Counter[State] = field(default_factory=Counter)
    errors: list[DocumentError] = field(default_factory=list)

    @property
    def tally(self) -> Tally:
        return Tally(
            seen=self.states.total(),
            stored=self.states["extracted"] + self.states["copy"],
            unchanged=self.states["unchanged"],
            failed=self.states["failed"] + self.states["still failing"],
        )


def _untracked(items: Iterable[Outcome], _: int) -> Iterable[Outcome]:
    return items


def extract_all(paths: Iterable[str | Path], track: Track = _untracked) -> Iterator[Outcome]:
    """The outcome of every document under files, folders and `-`, in a fixed order; nothing is stored."""
    jobs = [Job(source) for source in sources(paths)]
    yield from track(outcomes(jobs), len(jobs))


def run_folder(
    folder: Path, store: Store, *, again: bool = False, retry: bool = False, track: Track = _untracked
) -> Report:
    """Read everything under `folder` into `store`; what was stored by this version of the program is passed over.

    `again` reads everything anew, `retry` only what failed before. `track` may show progress. Raises MissingPath
    (D001) when there is no such folder, StoreError (S001) when the database cannot be used at all.
    """
    if not folder.is_dir():
        raise MissingPath("There is no such folder.", str(folder))
    root = str(folder.resolve())
    run = store.begin_run(root)
    known = Known({}, {}, set()) if again else store.known(root)
    jobs = [
        Job(source, known.stored.get(source.path), None if retry else known.failed.get(source.path), known.contents)
        for source in sources([folder])
    ]
    report = Report()
    for outcome in track(outcomes(jobs), len(jobs)):
        error = _keep(outcome, Place(root, outcome.source.path), store, run, known)
        report.states["failed" if error else outcome.state] += 1
        if error:
            report.errors.append(error)
    store.end_run(run, report.tally)
    return report


def _mended(outcome: Outcome, known: Known) -> bool:
    """A file that broke after it had been stored, and is now as it was."""
    return outcome.state == "unchanged" and outcome.source.path in known.failed


def _keep(outcome: Outcome, place: Place, store: Store, run: int, known: Known) -> DocumentError | None:
    """Store one outcome; returns the error that goes on the failure list, if there is one."""
    error = outcome.error
    try:
        if outcome.record is not None and outcome.document is not None:
            document = outcome.document
            store.save(
                outcome.record, place, run=run, format=document.format, encoding=document.encoding, size=document.size
            )
            known.contents.add(document.sha256)
        elif outcome.sha256 and (outcome.state == "copy" or _mended(outcome, known)):
            store.link(outcome.sha256, place)
    except StoreError as refused:
        error = ExtractionFailed(f"The record could not be stored: {refused.what}", place.path)
    if error:
        store.fail(place, error, sha256=outcome.sha256, run=run)
    return error
