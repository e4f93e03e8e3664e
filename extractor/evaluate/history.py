"""Scores over time: a JSON line for each evaluation, counts first, so that any ratio can be worked out later.

{"when": "2026-11-20T18:30:00+00:00", "version": "0.1.0", "commit": "1a2b3c4",
 "sets": {"tune": {"documents": 53, "measures": {"figures.full": {"tp": 9, "fp": 1, "fn": 2}, …},
          "indicators": {"admitted": {…}, …}, "shares": {"figure.period": {"right": 8, "of": 9}, …}}, …}}
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from extractor import __version__
from extractor.errors import UsageError
from extractor.evaluate.measures import Counts, Score, Share, total

_TOO_SMALL = 0.00005  # what four digits do not show is no change
_NAME_WIDTH = 34  # the longest set and measure with blanks


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of a set of documents: by measure, by indicator, and of the attributes' shares."""

    documents: int
    measures: dict[str, Counts] = field(default_factory=dict)
    indicators: dict[str, Counts] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moment:
    """One evaluation: when (UTC, ISO 8601), of which version and commit of the program, and the counts by set.

    `commit` is None outside a git checkout, and ends in "-dirty" where files had been changed since.
    """

    when: str
    version: str
    commit: str | None
    sets: dict[str, Tally]


@dataclass(frozen=True, slots=True)
class Change:
    """The F1 of a measure or indicator, before and now; `before` is None for what is new, `now` for what is gone."""

    set: str
    name: str
    before: float | None
    now: float | None

    @property
    def by(self) -> float:
        """How much it has risen; 0 for what is new or gone."""
        return 0.0 if self.before is None or self.now is None else self.now - self.before


def moment(sets: Mapping[str, list[Score]]) -> Moment:
    """The scores of now, by set as `extractor.evaluate.gate.by_set` gives them."""
    sums = {name: total(members) for name, members in sets.items()}
    tallies = {name: Tally(s.documents, s.counts, s.indicators, s.shares) for name, s in sums.items()}
    return Moment(dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), __version__, _commit(), tallies)


def _commit() -> str | None:
    """What git says of the program's own folder, if it keeps this very file: it may only lie within another's."""
    git = ["git", "-C", str(Path(__file__).parent)]
    try:
        for command in (["ls-files", "--error-unmatch", Path(__file__).name], ["describe", "--always", "--dirty"]):
            done = subprocess.run([*git, *command], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip() or None


def append(path: Path, now: Moment) -> None:
    """Add a line to the file, which is made when it is not there. Raises UsageError (U001)."""
    line = json.dumps(asdict(now), ensure_ascii=False) + "\n"
    try:
        with path.open("a+b") as file:
            cut_off = file.seek(0, 2) > 0 and (file.seek(-1, 2), file.read(1))[1] != b"\n"
            file.write((b"\n" if cut_off else b"") + line.encode("utf-8"))
    except OSError as error:
        raise UsageError(f"Cannot be written ({error.strerror}).", str(path)) from error


def read_history(path: Path) -> list[Moment]:
    """Every evaluation, the oldest first; none when the file is not there. Raises UsageError (U001) with the line."""
    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
        if line.strip():
            try:
                found.append(_moment(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise UsageError(f"Line {number} is no evaluation ({error}).", str(path), "Remove the line.") from error
    return found


def _moment(value: Any) -> Moment:
    sets = {
        name: Tally(
            int(tally["documents"]),
            {key: Counts(**counts) for key, counts in tally["measures"].items()},
            {key: Counts(**counts) for key, counts in tally.get("indicators", {}).items()},
            {key: Share(**share) for key, share in tally.get("shares", {}).items()},
        )
        for name, tally in value["sets"].items()
    }
    return Moment(value["when"], value["version"], value["commit"], sets)


def changes(before: Moment, now: Moment) -> list[Change]:
    """Every measure and then every indicator of every set, whether it has changed or not; the order is that of now."""
    found = []
    for name in now.sets | before.sets:
        old, new = (m.sets.get(name, Tally(0)) for m in (before, now))
        for first, second in ((old.measures, new.measures), (old.indicators, new.indicators)):
            for key in second | first:
                found.append(Change(name, key, _f1(first.get(key)), _f1(second.get(key))))
    return found


def _f1(counts: Counts | None) -> float | None:
    return None if counts is None else counts.f1


def told(path: Path, before: Moment | None, now: Moment) -> str:
    """What has changed since the evaluation before, for a terminal."""
    if before is None:
        return f"First evaluation in {path}."
    moved = [change for change in changes(before, now) if change.before is None or abs(change.by) > _TOO_SMALL]
    moved = [change for change in moved if change.now is not None]
    head = f"Since {before.when} ({before.commit or before.version})"
    if not moved:
        return f"{head}: no score has changed."
    lines = [f"{head}:"]
    for change in moved:
        difference = "new" if change.before is None else f"{change.by:+.4f}"
        lines.append(f"{f'{change.set} {change.name}':{_NAME_WIDTH}}{change.now:7.4f}  {difference}")
    return "\n".join(lines)
