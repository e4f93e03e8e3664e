"""A real Spark cluster of two workers, one of which is killed half way: the same records as on one machine."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from conftest import NEWS

from extractor.batch import extract_all
from extractor.batch.lines import to_line

pytest.importorskip("pyspark", reason="needs the extra spark")
pytest.importorskip("pyarrow", reason="needs the extra spark")

PARTS = 2
PATIENCE = 400.0  # seconds until a job that hangs is ended; it takes 40 on two idle cores


def archive_of(folder: Path) -> Path:
    """Files, a table, and one package that holds most of the documents; some of them cannot be read."""
    folder.mkdir()
    number = iter(range(100, 1000))

    def news() -> str:
        return NEWS.replace("120", str(next(number)))

    for name in range(8):
        (folder / f"tin {name}.txt").write_text(news(), encoding="utf-8")
    pd.DataFrame({"id": range(5), "text": [news() for _ in range(5)]}).to_parquet(folder / "table.parquet")
    lines = [json.dumps({"text": news()}, ensure_ascii=False) for _ in range(5)]
    (folder / "lines.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with zipfile.ZipFile(folder / "most.zip", "w") as package:
        for name in range(16):
            package.writestr(f"{name}.txt", news() * 20)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "cut.parquet").write_bytes((folder / "table.parquet").read_bytes()[:-20])
    (folder / "cut.zip").write_bytes((folder / "most.zip").read_bytes()[:300])
    return folder


def workers_of(process: int) -> Iterator[int]:
    """The executors among the processes that this one has started."""
    listed = subprocess.run(["ps", "-eww", "-o", "pid=,ppid=,args="], check=True, stdout=subprocess.PIPE, text=True)
    parents: dict[int, tuple[int, str]] = {}
    for line in listed.stdout.splitlines():
        pid, parent, command = line.split(maxsplit=2)
        parents[int(pid)] = (int(parent), command)
    for pid, (parent, command) in parents.items():
        while parent in parents and parent != process:
            parent = parents[parent][0]
        if parent == process and "CoarseGrainedExecutorBackend --driver-url" in command:
            yield pid


def rows(target: Path, table: str) -> list[dict[str, Any]]:
    files = sorted(target.glob(f"{table}/part=*/*.parquet"))
    return [row for file in files for row in pd.read_parquet(file).to_dict("records")]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("java") is None, reason="needs a Java runtime")
def test_a_worker_is_killed_and_nothing_is_lost(tmp_path: Path) -> None:
    source, target = archive_of(tmp_path / "in"), tmp_path / "out"
    driver = Path(__file__).with_name("spark_driver.py")
    environment = {**os.environ, "SPARK_WORKER_DIR": str(tmp_path / "work")}
    with subprocess.Popen(
        [sys.executable, str(driver), str(source), str(target), str(PARTS)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=environment,
    ) as job:  # fmt: skip
        try:
            begun, killed = time.monotonic(), 0
            while job.poll() is None and not killed and time.monotonic() - begun < PATIENCE:
                # the first part is done and the second in work
                if (target / "failures" / "part=0000" / "_SUCCESS").exists() and (target / "_staging/part=0001").exists():
                    for worker in list(workers_of(job.pid))[:1]:
                        os.kill(worker, signal.SIGKILL)
                        killed = worker
                time.sleep(0.05)
            out, err = job.communicate(timeout=PATIENCE)
        finally:
            job.kill()
    assert killed, f"no worker was found to kill\n{err[-3000:]}"
    assert job.returncode == 0, err[-3000:]
    first, again, table = json.loads(out.splitlines()[-1])
    own = list(extract_all([source]))
    found = rows(target, "records")
    assert sorted(row["record"] for row in found) == sorted(to_line(one.record).decode().rstrip() for one in own if one.record)
    assert {(row["path"], row["code"]) for row in rows(target, "failures")} == {
        (one.source.path, one.error.code) for one in own if one.error
    }
    assert len(rows(target, "figures")) == sum(len(one.record.figures) for one in own if one.record) == first["figures"]
    assert (first["parts"], first["kept"], first["broken"]) == (PARTS, 0, {})
    assert (first["records"], first["failures"]) == (34, 3)
    assert (again["parts"], again["kept"], again["broken"]) == (PARTS, PARTS - 1, {})
    assert 0 < again["records"] < first["records"]
    assert [(row["document_id"], row["code"], len(row["figures"])) for row in table] == [("a", None, 1), ("b", None, 0)]
    assert table[0]["figures"][0]["period_from"] == "2023-01-01"
