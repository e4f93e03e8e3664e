"""Scores over time: what is written comes back, what has changed is told, a broken file is an error with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import NEWS, Result

from extractor.errors import UsageError
from extractor.evaluate import Counts, Pair, compare
from extractor.evaluate.history import Moment, Tally, append, changes, moment, read_history, told
from extractor.exchange.gold import gold_json
from extractor.records import Record


def scored(**f1: tuple[int, int, int]) -> Moment:
    counts = {name: Counts(*numbers) for name, numbers in f1.items()}
    return Moment("2026-01-01T00:00:00+00:00", "0.1.0", "abc", {"tune": Tally(1, counts)})


def test_what_is_written_comes_back(record: Record, tmp_path: Path) -> None:
    score = compare(Pair(record, record, NEWS))
    now = moment({"tune": [score], "heldout": [score, score]})
    path = tmp_path / "history.jsonl"
    append(path, now)
    path.write_bytes(path.read_bytes().rstrip(b"\n"))  # cut off, as when a disk is full
    append(path, now)
    assert read_history(path) == [now, now]
    assert now.sets["heldout"].documents == 2
    assert now.sets["heldout"].measures["figures.full"] == Counts(8, 0, 0)
    assert now.sets["tune"].indicators == {"admitted": Counts(3, 0, 0), "nominated": Counts(1, 0, 0)}


def test_counts_of_indicators_add_up_to_the_measure(record: Record) -> None:
    found = record.model_copy(deep=True)
    found.figures[0].indicator = "trained"  # one spurious, one missed
    found.figures[1].indicator = None  # one missed
    del found.figures[3]  # one missed
    score = compare(Pair(record, found, NEWS))
    assert score.indicators == {"admitted": Counts(1, 0, 2), "nominated": Counts(0, 0, 1), "trained": Counts(0, 1, 0)}
    assert sum(score.indicators.values(), Counts()) == score.counts["figures.indicator"]


def test_what_has_changed_is_told() -> None:
    before, now = scored(a=(1, 1, 0), b=(1, 0, 0), c=(1, 0, 0)), scored(a=(1, 0, 0), b=(1, 0, 0), d=(1, 0, 1))
    found = {change.name: (change.before, change.now) for change in changes(before, now)}
    assert found == {"a": (pytest.approx(2 / 3), 1.0), "b": (1.0, 1.0), "c": (1.0, None), "d": (None, pytest.approx(2 / 3))}
    lines = told(Path("h"), before, now).splitlines()
    assert [line.split() for line in lines[1:]] == [["tune", "a", "1.0000", "+0.3333"], ["tune", "d", "0.6667", "new"]]
    assert told(Path("h"), now, now).endswith("no score has changed.")


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"when": "", "version": "", "commit": null, "sets": {"a": {"documents": 1, "measures": {"x": {"tp": 1, "z": 2}}}}}'])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "history.jsonl"
    append(path, scored(a=(1, 0, 0)))
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match="Line 2"):
        read_history(path)


def test_evaluate_keeps_and_compares(command: Callable[..., Result], record: Record, tmp_path: Path) -> None:
    from extractor.batch.lines import to_line

    (tmp_path / "hung-yen.json").write_text(gold_json(record), encoding="utf-8")
    (tmp_path / "hung-yen.txt").write_text(NEWS, encoding="utf-8")
    records, history = tmp_path / "r.jsonl", tmp_path / "h.jsonl"
    arguments = ("evaluate", tmp_path / "hung-yen.json", "--records", records, "--history", history)
    records.write_bytes(to_line(record))
    assert command(*arguments).err == f"First evaluation in {history}.\n"
    assert command(*arguments).err.endswith("no score has changed.\n")
    record.figures[1].indicator = "trained"
    records.write_bytes(to_line(record))
    assert "tune figures.indicator             0.7500  -0.2500" in command(*arguments).err
    assert len(read_history(history)) == 3
    history.write_text("no JSON\n", encoding="utf-8")
    assert command(*arguments).code == 2
