"""System programs that read a format: run in a folder of their own, within a time limit, and cleaned up after."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence

from extractor.errors import DamagedDocument, DocumentTooLarge, ReadingTookTooLong
from extractor.ingest.limits import LIMIT_BYTES, LIMIT_SECONDS

_PIECE = 64 * 1024  # bytes that are read at once


def run(
    command: Sequence[str], where: str, folder: str, seconds: float = LIMIT_SECONDS, most_bytes: int = 8 * LIMIT_BYTES
) -> bytes:
    """What the program prints, up to `most_bytes`.

    Raises ReadingTookTooLong (D013), DocumentTooLarge (D007), DamagedDocument (D010) when it fails. `folder` is its
    working and home folder; the program sees no display and no input.
    """
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX")}
    name = os.path.basename(command[0])
    # One thread each: a batch has a process a core already, and Tesseract's threads wait for each other.
    environment = {**kept, "HOME": folder, "TMPDIR": folder, "OMP_THREAD_LIMIT": "1"}
    with (
        tempfile.TemporaryFile(dir=folder) as complaint,
        subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaint,
            start_new_session=True,
        ) as process,
    ):  # fmt: skip
        try:
            printed = _printed(process, seconds, most_bytes)
            if printed is None:
                raise ReadingTookTooLong(f"{name} did not finish in {seconds:.0f} seconds.", where)
            if len(printed) > most_bytes:
                raise DocumentTooLarge(f"Holds more than {most_bytes:,} bytes.", where)
        except BaseException:
            _end(process)
            raise
        complaint.seek(0)
        words = complaint.read().decode("utf-8", "replace").strip()[-200:]
    if process.returncode != 0:
        raise DamagedDocument(f"{name} could not read it ({words or process.returncode}).", where)
    return printed


def _printed(process: subprocess.Popen[bytes], seconds: float, most_bytes: int) -> bytes | None:
    """What the program prints until it ends, or a little more than `most_bytes`; None when its time is over."""
    assert process.stdout is not None
    end = time.monotonic() + seconds
    pieces: list[bytes] = []
    size = 0
    while size <= most_bytes:
        ready, _, _ = select.select([process.stdout], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            return None
        piece = os.read(process.stdout.fileno(), _PIECE)
        if not piece:
            break
        pieces.append(piece)
        size += len(piece)
    if size <= most_bytes:
        try:
            process.wait(timeout=max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            return None
    return b"".join(pieces)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
