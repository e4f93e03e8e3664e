"""Several processes at one database: nothing is lost, nothing half, nobody is turned away; whoever is killed."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from conftest import NEWS
from postgres import rows
from sqlalchemy import inspect

from extractor.errors import EmptyDocument
from extractor.link import relink
from extractor.records import Record
from extractor.store import Place, Store, Tally
from extractor.store.schema import SCHEMA_VERSION

FOLDER = "/archive"
PLACES = [Place(FOLDER, f"{number}.txt") for number in range(8)] + [Place(FOLDER, "z.zip/1.txt", "z.zip")]
SPAWN = multiprocessing.get_context("spawn")
PROCESSES = 4
TURNS = 60
KILLS = 6


@pytest.fixture
def contents(record: Record) -> dict[str, str]:
    """Records as JSON by their hash, each with a text and a number of figures of its own."""
    found = {}
    for number in range(6):
        copy = record.model_copy(deep=True)
        copy.document.sha256 = hashlib.sha256(str(number).encode()).hexdigest()
        copy.text = (copy.text or "") + f"Lần thứ {number}."
        copy.figures = copy.figures[: 4 - number % 4]
        copy.warnings = []
        found[copy.document.sha256] = copy.model_dump_json(by_alias=True)
    return found


def work_at_random(address: str, contents: dict[str, str], seed: int, turns: int) -> str:
    """Do everything that a writer does, over and over; returns how the process ended."""
    chance = random.Random(seed)
    records = {sha256: Record.model_validate_json(text) for sha256, text in contents.items()}
    try:
        with Store.open(address) as store:
            for _ in range(turns):
                one_thing(store, records, chance)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "well"


def one_thing(store: Store, records: dict[str, Record], chance: random.Random) -> None:
    sha256, place = chance.choice(list(records)), chance.choice(PLACES)
    what = chance.random()
    if what < 0.45:
        store.save(records[sha256], place)
    elif what < 0.7:
        store.link(sha256, place)
    elif what < 0.8:
        store.fail(place, EmptyDocument("Is empty.", place.path), sha256=sha256)
    elif what < 0.85:
        store.mark_removed(FOLDER, lambda path: path == place.path)
        store.mark_dropped(FOLDER, "z.zip", set())
    elif what < 0.9:
        store.note_feed("http://example.org", sha256, None)
        store.end_run(store.begin_run(FOLDER), Tally(seen=1, stored=1, unchanged=0, failed=0))
    else:
        whole(store, records)


def whole(store: Store, records: dict[str, Record]) -> None:
    """Every record that is there is what was stored."""
    for found in store.records():
        assert found == records[found.document.sha256]


def sound(address: str, contents: dict[str, str]) -> None:
    """Every document is whole and lies somewhere, every older one too, and every place holds one."""
    records = {sha256: Record.model_validate_json(text) for sha256, text in contents.items()}
    with Store.open(address) as store:
        whole(store, records)
        for place in PLACES:
            assert all(version.record == records[version.sha256] for version in store.versions(place))
    assert (
        rows(address, "SELECT d.id FROM documents d LEFT JOIN files f ON f.document_id = d.id WHERE f.id IS NULL") == []
    )
    assert (
        rows(address, "SELECT f.id FROM files f LEFT JOIN documents d ON d.id = f.document_id WHERE d.id IS NULL") == []
    )
    assert rows(address, "SELECT folder, path FROM files GROUP BY folder, path HAVING count(*) > 1") == []
    if "://" not in address:
        assert rows(address, "PRAGMA integrity_check") == [("ok",)]
        assert rows(address, "PRAGMA foreign_key_check") == []


def test_many_writers_at_once(address: str, contents: dict[str, str]) -> None:
    """They also find an empty database at the same time; one of them makes the tables."""
    with ProcessPoolExecutor(PROCESSES, mp_context=SPAWN) as pool:
        done = [pool.submit(work_at_random, address, contents, seed, TURNS) for seed in range(PROCESSES)]
        assert [ended.result() for ended in done] == ["well"] * PROCESSES
    sound(address, contents)
    assert rows(address, "SELECT count(*) FROM runs WHERE finished IS NULL") == [(0,)]


def open_and_count(address: str) -> int:
    with Store.open(address) as store:
        return len(list(store.records()))


def test_an_older_database_is_upgraded_once_by_those_who_open_it_together(
    address: str, contents: dict[str, str]
) -> None:
    with Store.open(address) as store:
        for number, text in enumerate(contents.values()):
            store.save(Record.model_validate_json(text), Place(FOLDER, f"{number}.txt"))
        with store.engine.begin() as connection:
            for view in inspect(connection).get_view_names():
                connection.exec_driver_sql(f"DROP VIEW {view} CASCADE" if "://" in address else f"DROP VIEW {view}")
            connection.exec_driver_sql("UPDATE about SET value = '1' WHERE name = 'schema_version'")
    with ProcessPoolExecutor(PROCESSES, mp_context=SPAWN) as pool:
        assert list(pool.map(open_and_count, [address] * PROCESSES * 2)) == [len(contents)] * PROCESSES * 2
    assert rows(address, "SELECT value FROM about WHERE name = 'schema_version'") == [(str(SCHEMA_VERSION),)]
    sound(address, contents)


def work_until_killed(address: str, contents: dict[str, str], seed: int) -> None:
    work_at_random(address, contents, seed, sys.maxsize)


def test_whoever_is_killed_while_writing_leaves_no_half_document(address: str, contents: dict[str, str]) -> None:
    chance = random.Random(20_240_203)
    Store.open(address).close()
    versions = 0
    for kill in range(KILLS):
        process = SPAWN.Process(target=work_until_killed, args=(address, contents, kill))
        process.start()
        deadline = time.monotonic() + 60
        before = rows(address, "SELECT count(*), coalesce(max(id), 0) FROM versions")[0][1]
        while (
            time.monotonic() < deadline and rows(address, "SELECT coalesce(max(id), 0) FROM versions")[0][0] <= before
        ):
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.05))
        assert process.is_alive()
        assert process.pid
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        sound(address, contents)
        now = rows(address, "SELECT count(*) FROM versions")[0][0]
        assert now > versions
        versions = now


def link_over_and_over(address: str, times: int) -> str:
    try:
        with Store.open(address) as store:
            for _ in range(times):
                relink(store, again=True)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "well"


def test_linking_beside_writers(address: str, contents: dict[str, str]) -> None:
    Store.open(address).close()
    with ProcessPoolExecutor(3, mp_context=SPAWN) as pool:
        done = [pool.submit(work_at_random, address, contents, seed, 2 * TURNS) for seed in range(2)]
        done.append(pool.submit(link_over_and_over, address, 10))
        assert [ended.result() for ended in done] == ["well"] * 3
    sound(address, contents)
    assert link_over_and_over(address, 1) == "well"


@pytest.mark.slow
def test_a_watch_and_a_run_at_once(address: str, tmp_path: Path) -> None:
    """Both read the same documents, some of them twice; a third process only looks."""
    inbox, folder, log = tmp_path / "inbox", tmp_path / "folder", tmp_path / "log"
    for place in (inbox, folder):
        place.mkdir()
        for number in range(40):
            (place / f"{number:02}.txt").write_text(NEWS + f"Lần thứ {number % 30 + (10 if place is folder else 0)}.")
    extractor = [sys.executable, "-m", "extractor"]
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    Store.open(address).close()
    watch = subprocess.Popen(
        [*extractor, "watch", str(inbox), "--db", address, "--settle", "0.2", "--jobs", "1", "--log", str(log)], **quiet
    )
    run = subprocess.Popen([*extractor, "run", str(folder), "--db", address, "--jobs", "1"], **quiet)
    looks = 0
    with Store.open(address) as store:
        while run.poll() is None or not log.exists() or '"end"' not in log.read_text():
            assert watch.poll() is None, watch.communicate()[0]
            for record in store.records():
                assert len(record.figures) == 4, "a document is there as a whole or not at all"
                looks += 1
    watch.send_signal(signal.SIGINT)
    assert run.returncode == 0, run.communicate()[0]
    assert looks > 0
    watch.wait()
    assert rows(address, "SELECT count(*) FROM documents") == [(40,)]
    assert rows(address, "SELECT count(*) FROM files WHERE removed IS NULL") == [(80,)]
    assert rows(address, "SELECT count(*) FROM failures") == [(0,)]
