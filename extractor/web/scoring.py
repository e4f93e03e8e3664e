"""Scores of the extraction against the gold files of now, worked out when somebody asks and something has changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from extractor.errors import DocumentError, NotThere
from extractor.evaluate import evaluate, gold_records, text_sources, total
from extractor.evaluate.gate import by_set
from extractor.evaluate.gold import held_out
from extractor.evaluate.history import Moment, append, moment, read_history
from extractor.evaluate.measures import Score
from extractor.ingest import Source, hash_of
from extractor.records import Record
from extractor.web.archive import Archive
from extractor.web.reading import Item

_Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """Every document's score, all together, and by set; `sealed` are documents whose errors are not to be shown."""

    scores: list[Score]
    whole: Score
    sets: dict[str, Score]
    members: dict[str, list[Score]]
    sealed: frozenset[str]
    ids: dict[str, str]  # a document's name to the hash of its bytes


class Scoring:
    """Keeps what the program says of each text, and the scores until a gold file changes. Thread-safe."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = Lock()
        self._records: dict[str, Record] = {}
        self._kept: tuple[_Stamp, Marks] | None = None

    def marks(self) -> Marks:
        """Raises NotThere (A003) without gold files, GoldError (G001) when one is broken."""
        gold = self._archive.settings.gold
        if gold is None or not any(gold.glob("*.json")):
            raise NotThere("There are no gold files.", str(gold) if gold else None, "Start with --gold DIR.")
        with self._lock:
            stamp = _stamp(gold)
            if self._kept is None or self._kept[0] != stamp:
                self._kept = (stamp, self._worked_out(gold))
                self._note(self._kept[1])
            return self._kept[1]

    def past(self) -> list[Moment]:
        """Every evaluation so far in which a score was another one than before, the oldest first."""
        path = self._archive.settings.history
        return read_history(path) if path else []

    def _note(self, marks: Marks) -> None:
        """Add the scores to the history when they are not those that stand there last."""
        path = self._archive.settings.history
        if path is None:
            return
        now, past = moment(marks.members), read_history(path)
        if not past or past[-1].sets != now.sets:
            append(path, now)

    def _worked_out(self, gold: Path) -> Marks:
        wanted = gold_records(gold)
        places = text_sources(gold, self._archive.settings.texts)
        sources = [places[record.document.id] for record in wanted if record.document.id in places]
        with ThreadPoolExecutor(self._archive.settings.jobs) as pool:
            found = [record for record in pool.map(self._record, sources) if record is not None]
        scores = evaluate(wanted, found)
        sealed = held_out(gold)
        sets = by_set(scores, sealed)
        whole = total(scores)
        named = {name: total(members, name) for name, members in sets.items()} if len(sets) > 1 else {"all": whole}
        return Marks(
            scores, whole, named, sets, sealed, {record.document.id: record.document.sha256 for record in wanted}
        )

    def _record(self, source: Source) -> Record | None:
        try:
            sha256 = hash_of(source.load())
        except DocumentError:
            return None
        if sha256 not in self._records:
            record = self._archive.readers.outcome(Item(source)).record
            if record is None:
                return None
            self._records[sha256] = record
        return self._records[sha256]


def _stamp(gold: Path) -> _Stamp:
    found = [(path.name, path.stat()) for path in sorted(gold.iterdir()) if path.suffix in (".json", ".toml")]
    return tuple((name, status.st_mtime_ns, status.st_size) for name, status in found)
