"""Worker processes: results in order, whatever becomes of a worker.

The tasks are functions of this module, because a worker process imports them.
"""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.batch.pool import Loss, Pool
from extractor.errors import WorkersFailed

Item = tuple[str, int]


def task(item: Item) -> Iterator[str]:
    """What the item says: ("say", n) answers n times, the others come to harm."""
    kind, number = item
    if kind == "flood":
        yield from (f"{number}:{part}:" + "x" * 2000 for part in range(number))
        return
    if kind == "once":  # harm that does not come back
        marker = Path(os.environ["POOL_TEST_MARKER"])
        if not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if kind == "slow":
        time.sleep(0.2)
    if kind == "begin":
        yield "begun"
    if kind in {"crash", "begin"}:
        os.kill(os.getpid(), signal.SIGSEGV)
    if kind == "exit":
        os._exit(3)
    if kind == "hang":
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], stdout=subprocess.DEVNULL)
        while True:
            time.sleep(60)
    if kind == "memory":
        _ = bytearray(64 * 1024**3)
    yield f"{kind} {number}"


def lost(item: Item, loss: Loss) -> str:
    return f"lost {item[0]} {item[1]} {'late' if loss.late else loss.exit_code}"


def results(items: list[Item], jobs: int = 2, limit: float = 30) -> list[str]:
    with Pool(task, jobs, limit, lost) as pool:
        return list(pool.results(items, lambda item: "ready" if item[0] == "ready" else None))


def test_results_come_in_the_order_of_the_items() -> None:
    items: list[Item] = [("slow" if number % 7 == 0 else "say", number) for number in range(40)]
    items[5] = items[6] = ("ready", 0)
    assert results(items) == ["ready" if kind == "ready" else f"{kind} {number}" for kind, number in items]


def test_nothing_to_do_starts_nobody() -> None:
    with Pool(task, 2, 1, lost) as pool:
        assert list(pool.results([("ready", 1)] * 300, lambda _: "ready")) == ["ready"] * 300
        assert list(pool.results([], lambda _: None)) == []
        assert not pool._desks


def test_a_lost_worker_takes_one_item_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POOL_TEST_MARKER", str(tmp_path / "marker"))
    items: list[Item] = [("say", number) for number in range(30)]
    items[3], items[4], items[11], items[20] = ("crash", 3), ("exit", 4), ("once", 11), ("begin", 20)
    expected = [f"say {number}" for number in range(30)]
    expected[3], expected[4], expected[11] = "lost crash 3 -11", "lost exit 4 3", "once 11"
    expected[20:21] = ["begun", "lost begin 20 -11"]
    assert results(items) == expected


def test_one_that_hangs_is_ended_and_its_programs_too() -> None:
    items: list[Item] = [("say", 0), ("hang", 1), ("say", 2)]
    assert results(items, jobs=1, limit=1.5) == ["say 0", "lost hang 1 late", "say 2"]
    left = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "import time; time.sleep(600)" not in left


def test_any_number_of_results_of_one_item() -> None:
    found = results([("slow", 1), ("flood", 700), ("flood", 600), ("say", 4)])
    assert [name.split(":")[0] for name in found] == ["slow 1", *["700"] * 700, *["600"] * 600, "say 4"]


def test_items_are_taken_as_they_are_needed() -> None:
    taken = itertools.count()
    with Pool(task, 1, 30, lost) as pool:
        stream = pool.results((("say", next(taken)) for _ in itertools.repeat(0)), lambda _: None)
        assert list(itertools.islice(stream, 500)) == [f"say {number}" for number in range(500)]
    assert next(taken) < 600


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to a bound on address space")
def test_memory_is_bounded() -> None:
    with Pool(task, 1, 30, lost) as pool:
        found = list(pool.results([("memory", 1)], lambda _: None))
    assert found == ["lost memory 1 1"]


class Unborn:
    """A task that no worker can import."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (__import__, ("no_such_module_anywhere",))

    def __call__(self, _: object) -> Iterator[str]:
        return iter(())


def test_a_pool_that_cannot_start_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    with Pool(Unborn(), 1, 30, lost) as pool, pytest.raises(WorkersFailed, match="B001"):
        list(pool.results([("say", 1)], lambda _: None))
