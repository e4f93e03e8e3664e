"""A worker process: it does one task after another, sends every result as it comes, and may die without harm."""

from __future__ import annotations

import contextlib
import multiprocessing as mp
import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Literal

MEMORY_BYTES = 4 * 1024**3  # of address space; a document that needs more is a bomb, and fails with MemoryError
SIGALRM = 14  # as POSIX numbers it; Windows has none
_ENDING_SECONDS = 2.0  # between the end of a process' connection and its own
_GRACE_SECONDS = 5.0  # after the parent's time limit a worker without a parent ends itself

Signal = Literal["ready", "done"]
Message = tuple[Signal | Literal["result"], Any]
Task = Callable[[Any], Iterator[Any]]


@dataclass(slots=True)
class Worker:
    """The parent's end of a worker process."""

    process: Any  # multiprocessing's SpawnProcess
    connection: Connection[Any, Any]
    ready: bool = False

    @classmethod
    def start(cls, task: Task, limit_seconds: float) -> Worker:
        """A new process; `task` is imported there, so it has to be a function of a module."""
        context = mp.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, task, limit_seconds), daemon=True)
        process.start()
        theirs.close()  # so that the end of the process is the end of the connection
        return cls(process, ours)

    def end(self, gone: bool) -> int | None:
        """End the process and whatever it has started; returns its exit code. `gone`: it is ending by itself."""
        if gone:
            wait([self.process.sentinel], timeout=_ENDING_SECONDS)
        with contextlib.suppress(OSError, AttributeError):
            os.killpg(self.process.pid, signal.SIGKILL)  # a reader's own programs (OCR, office) are in its group
        self.process.kill()
        self.process.join()
        self.connection.close()
        code: int | None = self.process.exitcode
        return code


def _serve(connection: Connection[Any, Any], task: Task, limit_seconds: float) -> None:
    """The life of a worker: until the parent closes the connection, or is there no more."""
    _settle_in()
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        connection.send(("ready", None))
        while True:
            item = connection.recv()
            _alarm(limit_seconds + _GRACE_SECONDS)
            for result in task(item):
                _alarm(0)  # the parent may be slow to take it
                connection.send(("result", result))
                _alarm(limit_seconds + _GRACE_SECONDS)
            _alarm(0)
            connection.send(("done", peak_bytes()))


def peak_bytes() -> int:
    """The most memory that this process has had, in bytes; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    with contextlib.suppress(OSError):  # getrusage would tell the peak of the process that this one was started by
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
        return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _settle_in() -> None:
    """A group of its own, deaf to the terminal's Ctrl-C (the parent hears it), with a bound on memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":
        return
    import resource

    os.setsid()
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(MEMORY_BYTES, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _alarm(seconds: float) -> None:
    """Let the system end this process then, even when the parent is gone and no Python code gets a turn."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)
