"""System programs that read a format: run in a folder of their own, within a time limit, and cleaned up after."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Sequence

from extractor.errors import DamagedDocument, ReadingTookTooLong
from extractor.ingest.limits import LIMIT_SECONDS


def run(command: Sequence[str], where: str, folder: str, seconds: float = LIMIT_SECONDS) -> bytes:
    """What the program prints. Raises ReadingTookTooLong (D013), DamagedDocument (D010) when it fails.

    `folder` is its working and home folder; the program sees no display and no input.
    """
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX")}
    # One thread each: a batch has a process a core already, and Tesseract's threads wait for each other.
    environment = {**kept, "HOME": folder, "TMPDIR": folder, "OMP_THREAD_LIMIT": "1"}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            printed, complaint = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            _end(process)
            raise ReadingTookTooLong(f"{command[0]} did not finish in {seconds:.0f} seconds.", where) from None
        except BaseException:
            _end(process)
            raise
    if process.returncode != 0:
        words = complaint.decode("utf-8", "replace").strip()[-200:]
        raise DamagedDocument(f"{command[0]} could not read it ({words or process.returncode}).", where)
    return printed


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
