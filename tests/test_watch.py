"""An inbox: a file is read once it is complete, and only then."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import NEWS, Result

from extractor.batch import Options, Report
from extractor.batch.watch import watch
from extractor.store import Store


class Stop(Exception):
    pass


def watched(inbox: Path, store: Store, *between: Callable[[], object]) -> list[dict[str, int]]:
    """What each round reads; `between` the looks something happens."""
    happenings = iter(between)

    def sleep(_: float) -> None:
        happening = next(happenings, None)
        if happening is None:
            raise Stop
        happening()

    reports: list[Report] = []
    with contextlib.suppress(Stop):
        for report in watch(inbox, store, Options(), settle_seconds=1, sleep=sleep):
            reports.append(report)
    return [{**report.states, **({"removed": report.removed} if report.removed else {})} for report in reports]


def nothing() -> None:
    pass


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    return inbox


def test_a_growing_file_is_left_alone_until_it_rests(inbox: Path) -> None:
    file = inbox / "a.txt"

    def grows() -> None:
        with file.open("a") as stream:
            stream.write(NEWS)

    with Store.open(":memory:") as store:
        assert watched(inbox, store, grows, grows, grows, nothing, nothing) == [{"extracted": 1}]
        assert [record.text for record in store.records()] == [NEWS * 3]
        assert watched(inbox, store, nothing, grows, nothing) == [{"unchanged": 1}, {"extracted": 1}]


def test_unfinished_downloads_are_passed_over_until_they_get_their_name(inbox: Path) -> None:
    part = inbox / "a.txt.part"
    part.write_text(NEWS)
    (inbox / ".hidden.txt").write_text(NEWS)
    with Store.open(":memory:") as store:
        happenings = [nothing, nothing, lambda: part.rename(inbox / "a.txt"), nothing]
        assert watched(inbox, store, *happenings) == [{"extracted": 1}]


def test_a_file_that_leaves_is_marked_and_what_fails_is_tried_when_it_changes(inbox: Path) -> None:
    (inbox / "a.txt").write_text(NEWS)
    bad = inbox / "b.txt"
    bad.write_text("")
    happenings = [nothing, (inbox / "a.txt").unlink, lambda: bad.write_text(NEWS + "Sửa."), nothing]
    with Store.open(":memory:") as store:
        assert watched(inbox, store, *happenings) == [{"extracted": 1, "failed": 1}, {"removed": 1}, {"extracted": 1}]
        assert store.failures() == []
        assert len(list(store.records())) == 2


def test_once_takes_what_is_complete_and_ends(command: Callable[..., Result], inbox: Path, tmp_path: Path) -> None:
    (inbox / "sub").mkdir()
    (inbox / "sub" / "a.txt").write_text(NEWS)
    os.mkfifo(inbox / "pipe")
    db = tmp_path / "x.sqlite"
    options = ("--db", db, "--once", "--settle", "0.05", "--jobs", "1")
    assert command("watch", inbox, *options).out == "1 document stored, 0 unchanged, 0 failed\n"
    assert command("watch", inbox, *options).out == "Nothing new, 1 unchanged, 0 failed\n"
