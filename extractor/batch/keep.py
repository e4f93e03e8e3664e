"""The database's side of a batch: what of a folder needs no work, and what becomes of each outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from extractor.batch.outcome import Outcome, work
from extractor.errors import DocumentError, ExtractionFailed, StoreError
from extractor.ingest import Document, Source, hash_of
from extractor.store import Known, Place, Store

_LOOKED_UP = 256  # files whose rows are read together


class Keeper:
    """One run's hand on the database; `folder` is what the places are under."""

    def __init__(self, store: Store, folder: str, *, again: bool = False, retry: bool = False) -> None:
        self._store, self._folder, self._again, self._retry = store, folder, again, retry
        self._run = store.begin_run(folder)
        self._known: dict[str, Known] = {}
        self.run = self._run
        self.dropped = 0  # documents that a container held and holds no more

    def look_up(self, sources: Iterable[Source]) -> Iterator[Source]:
        """The same sources, with what the database knows about them at hand for `ready`."""
        listed = self._with_containers(sources)
        while some := list(islice(listed, _LOOKED_UP)):
            paths = [] if self._again else [source.path for source in some]
            self._known = self._store.known(self._folder, paths)
            yield from some

    def _with_containers(self, sources: Iterable[Source]) -> Iterator[Source]:
        """The same sources; what a container held and does not list any more is marked once it has been listed."""
        container: str | None = None
        members: set[str] = set()
        for source in sources:
            here = source.inside[0].container if source.inside else None
            if here != container and source.path != container:  # one that cannot be listed to its end comes last itself
                self._close(container, members)
                container, members = here, set()
            members.add(source.path)
            yield source
        self._close(container, members)

    def _close(self, container: str | None, members: set[str]) -> None:
        if container is not None:
            self.dropped += self._store.mark_dropped(self._folder, container, members)

    def ready(self, source: Source) -> Outcome | None:
        """The outcome of a source that needs no reading, or cannot be read at all; None when there is work to do.

        What lies in a container is unpacked here only to be compared with what is known: a worker is safer for it.
        """
        if source.inside and source.path in self._known and self._known[source.path] == Known():
            return None
        try:
            return self.known(source, hash_of(source.load()))
        except DocumentError as error:
            return Outcome(source, "failed", error=error)
        except Exception:  # a container's own fault, of which the worker tells
            return None

    def known(self, source: Source, sha256: str) -> Outcome | None:
        """The outcome of a source with this content when that is known already."""
        known = self._known.get(source.path, Known())
        if sha256 == known.failed and not self._retry:
            return Outcome(source, "still failing", sha256)
        if sha256 == known.stored and not (self._retry and known.failed):
            if known.unsettled:
                self._store.settle(Place(self._folder, source.path))
            return Outcome(source, "unchanged", sha256)
        return Outcome(source, "copy", sha256) if self._holds(sha256) else None

    def has(self, source: Source) -> bool:
        """Whether something is stored for this source, whatever its content is now."""
        return self._known.get(source.path, Known()).stored is not None

    def keep(self, outcome: Outcome) -> Outcome:
        """Store an outcome; returns it as it has turned out."""
        place = self._place(outcome)
        try:
            outcome = self._stored(outcome, place)
        except StoreError as refused:
            error = ExtractionFailed(f"The record could not be stored: {refused.what}", place.path)
            outcome = replace(outcome, state="failed", record=None, error=error)
        if outcome.error is not None:
            self._store.fail(place, outcome.error, sha256=outcome.sha256, run=self._run)
        return outcome

    def _place(self, outcome: Outcome) -> Place:
        return Place(self._folder, outcome.source.path, outcome.source.container)

    def _holds(self, sha256: str) -> bool:
        """Whether the content needs no extraction; in a run that reads everything anew, only what that run stored."""
        return self._store.holds(sha256, self._run if self._again else None)

    def _stored(self, outcome: Outcome, place: Place) -> Outcome:
        document = outcome.document
        if outcome.state == "copy" and outcome.sha256:
            if self._store.link(outcome.sha256, place) is None:  # another process has just replaced the original
                return [self._stored(again, place) for again in work(outcome.source)][-1]
        elif outcome.record is not None and document is not None:
            if self._holds(document.sha256):  # stored by an earlier document of this run, while this one was read
                new = self._store.link(document.sha256, place)
                if new is not None:
                    return replace(outcome, state="copy" if new else "unchanged")
            self._store.save(outcome.record, place, run=self._run, **_facts(document))
        return outcome


def _facts(document: Document) -> dict[str, Any]:
    """How the bytes were read, as the database has it."""
    names = ("format", "encoding", "size", "reader", "metadata")
    return {"reading_confidence": document.confidence} | {name: getattr(document, name) for name in names}
