"""A run that is killed anywhere, and as often as you like, ends with the database of one that never was."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from conftest import NEWS, contents

from extractor.store import Store

KILLS = 20
DOCUMENTS = 80
MOST_OUTCOMES = 7  # of a run before it is killed, so that the kills together never reach the end of the work


def fill(folder: Path) -> None:
    """Documents, copies, an archive, and some that cannot be read."""
    folder.mkdir()
    for number in range(DOCUMENTS):
        text = "" if number % 20 == 7 else NEWS + f"Lần thứ {number % (DOCUMENTS - 9)}."
        (folder / f"{number:03}.txt").write_text(text)
    with zipfile.ZipFile(folder / "050.zip", "w") as archive:
        for number in range(12):
            archive.writestr(f"{number}.txt", NEWS + f"Trong gói, {number}." if number % 5 else "")


def change(folder: Path) -> None:
    """What happens to the folder between two runs."""
    for number in range(0, DOCUMENTS, 6):
        (folder / f"{number:03}.txt").write_text(NEWS + f"Sửa lần {number}.")
    for number in range(1, DOCUMENTS, 25):
        (folder / f"{number:03}.txt").unlink()


def start(folder: Path, db: Path, log: Path) -> subprocess.Popen[bytes]:
    command = ["run", str(folder), "--db", str(db), "--jobs", "2", "--log", str(log)]
    return subprocess.Popen(
        [sys.executable, "-m", "extractor", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def runs_begun(log: Path) -> int:
    lines = log.read_bytes().splitlines() if log.exists() else []
    return sum(line.endswith(b"}") and json.loads(line)["event"] == "start" for line in lines)


def lines_of(log: Path) -> int:
    return log.read_bytes().count(b"\n") if log.exists() else 0


def kill_at_random(folder: Path, db: Path, log: Path, chance: random.Random, kills: int) -> list[bool]:
    """Start the run and kill it, so many times; whether each was still at work."""
    hit = []
    for number in range(kills):
        begun, told = runs_begun(log), lines_of(log)
        process = start(folder, db, log)
        while runs_begun(log) == begun:
            assert process.poll() in {None, 0, 1}
            time.sleep(0.01)
        enough = told + 1 + chance.randint(0, MOST_OUTCOMES)
        while lines_of(log) < enough and process.poll() is None:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.05))
        hit.append(process.poll() is None)
        process.send_signal(signal.SIGINT if number % 4 == 3 else signal.SIGKILL)
        process.wait()
    return hit


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_run_killed_at_twenty_random_moments_leaves_the_same_database(tmp_path: Path) -> None:
    chance = random.Random(20_240_203)
    folder, calm, stormy, log = (tmp_path / name for name in ("in", "calm.sqlite", "stormy.sqlite", "log"))
    fill(folder)
    hit = kill_at_random(folder, stormy, log, chance, KILLS // 2)
    for db in (stormy, calm):
        assert start(folder, db, tmp_path / "calm.log").wait() == 1
    assert contents(stormy) == contents(calm)
    change(folder)
    shutil.copyfile(calm, stormy)  # checkpointed: the last one to close it has put everything in
    hit += kill_at_random(folder, stormy, log, chance, KILLS // 2)
    for db in (stormy, calm):
        assert start(folder, db, tmp_path / "calm.log").wait() == 1
    assert contents(stormy) == contents(calm)
    assert len(contents(calm)["versions"]) > 10
    assert sum(hit) >= KILLS // 2, "most of the kills came too late to tell anything"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_watch_in_the_background_is_stopped_by_a_signal(stop: signal.Signals, tmp_path: Path) -> None:
    """A shell without job control starts its background jobs with the keyboard's signal ignored."""
    inbox, db, log = tmp_path / "inbox", tmp_path / "new.sqlite", tmp_path / "log"
    inbox.mkdir()
    (inbox / "1.txt").write_text(NEWS)
    options = ["--db", str(db), "--settle", "0.1", "--log", str(log)]
    command = [sys.executable, "-m", "extractor", "watch", str(inbox), *options]
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        watch = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, before)
    while not log.exists() or '"end"' not in log.read_text():
        assert watch.poll() is None
        time.sleep(0.05)
    watch.send_signal(stop)
    _, said = watch.communicate(timeout=30)
    assert watch.returncode in {130, -stop}  # a shell says 130 of both
    assert "Traceback" not in said
    with Store.open(db) as store:
        assert len(list(store.records())) == 1
