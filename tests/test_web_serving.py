"""The command `extractor serve`: it starts, says where, refuses what would be unsafe, and ends when told to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from webserver import ARTICLE


def started(*arguments: object, **environment: str) -> tuple[subprocess.Popen[str], str]:
    """The command in a process of its own, and the address that it names."""
    process = subprocess.Popen(
        [sys.executable, "-m", "extractor", "serve", "--port", "0", *map(str, arguments)],
        stderr=subprocess.PIPE, text=True, encoding="utf-8", env={**os.environ, **environment},
    )  # fmt: skip
    assert process.stderr is not None
    line = process.stderr.readline()
    assert "http://" in line, line + process.stderr.read()
    assert "new and empty" in line
    return process, next(word for word in line.split() if word.startswith("http://"))


def test_it_serves_until_it_is_stopped(tmp_path: Path) -> None:
    process, base = started("--db", tmp_path / "new.sqlite", "--jobs", 1)
    try:
        with httpx.Client(base_url=base, timeout=60) as client:
            (taken,) = client.post("/documents", json={"text": ARTICLE}).json()
            assert client.get(f"/read/{taken['id']}").status_code == 200
            assert (tmp_path / "new.sqlite-files").is_dir()
        lists = list(Path("/proc").glob(f"{process.pid}/task/*/children"))  # each thread has its own
        workers = [Path("/proc", number) for children in lists for number in children.read_text().split()]
        assert workers or not lists
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    for _ in range(200):  # the last of them ends when it notices that the server is gone
        if not any(worker.exists() for worker in workers):
            break
        time.sleep(0.05)
    assert not [(worker / "cmdline").read_bytes() for worker in workers if worker.exists()]


def test_the_token_may_stand_in_the_environment(tmp_path: Path) -> None:
    process, base = started("--db", tmp_path / "new.sqlite", "--jobs", 1, EXTRACTOR_TOKEN="secret")
    try:
        assert httpx.get(f"{base}documents").status_code == 401
        assert httpx.get(f"{base}documents", headers={"Authorization": "Bearer secret"}).status_code == 200
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--host", "0.0.0.0"], "U001"),
        (["--host", "::", "--token", ""], "U001"),
        (["--gold", "nowhere"], "D001"),
        (["--texts", "nowhere"], "D001"),
    ],
)
def test_what_cannot_be_served_is_told(
    command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: str
) -> None:
    monkeypatch.delenv("EXTRACTOR_TOKEN", raising=False)
    result = command("serve", "--db", tmp_path / "new.sqlite", *arguments)
    assert (result.code, f"[{code}]" in result.err) == (2, True)
    assert not (tmp_path / "new.sqlite").exists()


def test_a_port_that_is_taken_is_told(command: Callable[..., Any], tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = command("serve", "--db", tmp_path / "new.sqlite", "--port", taken.getsockname()[1])
    assert result.code == 2
    assert "[U001]" in result.err


def test_without_the_libraries_it_says_what_to_install(
    command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = command("serve", "--db", tmp_path / "new.sqlite")
    assert (result.code, "[S002]" in result.err) == (2, True)
    assert "pip install 'extractor[web]'" in result.err
