#!/usr/bin/env python3
"""Many clients at once on the API: how long an answer takes, and whether every one comes.

usage: load.py [--clients N] [--seconds N] [--path /extract]

Starts `extractor serve` on a free port with an empty database, lets N clients send texts of about 3.5 KB one after
another, and prints how many were answered, what failed, and how long the answers took. Exit code 1 when any failed.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent
BYTES = 3_500  # of a text: a news article


def texts() -> list[str]:
    """Articles of about the same length, cut or strung together from the corpus."""
    whole = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").glob("*.txt"))[:40])
    data = whole.encode()
    return [data[at : at + BYTES].decode(errors="ignore") for at in range(0, len(data) - BYTES, BYTES)]


async def client(base: str, path: str, articles: list[str], end: float, times: list[float], odd: Counter[str]) -> None:
    async with httpx.AsyncClient(base_url=base, timeout=120) as session:
        number = len(times)
        while time.monotonic() < end:
            number += 7
            began = time.monotonic()
            try:
                answer = await session.post(path, json={"text": articles[number % len(articles)]})
                if answer.status_code >= 400:
                    odd[f"{answer.status_code} {answer.text[:80]}"] += 1
            except httpx.HTTPError as error:
                odd[type(error).__name__] += 1
            times.append(time.monotonic() - began)


async def storm(base: str, path: str, clients: int, seconds: float) -> tuple[list[float], Counter[str]]:
    articles, times, odd = texts(), [0.0] * 0, Counter[str]()
    end = time.monotonic() + seconds
    await asyncio.gather(*(client(base, path, articles[n:] + articles[:n], end, times, odd) for n in range(clients)))
    return times, odd


def main() -> None:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--clients", type=int, default=50)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--path", default="/extract")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "extractor", "serve", "--db", f"{folder}/load.sqlite", "--port", "0"]
        server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8")
        try:
            assert server.stderr is not None
            base = next(word for word in server.stderr.readline().split() if word.startswith("http://"))
            httpx.post(base + "extract", json={"text": texts()[0]}, timeout=120)  # until the workers are there
            times, odd = asyncio.run(storm(base, given.path, given.clients, given.seconds))
        finally:
            server.terminate()
            server.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)  # of the server and its workers, which have ended
    parts = statistics.quantiles(times, n=100)
    print(
        f"{given.clients} clients, {given.seconds:g} s: {len(times)} answers, {len(times) / given.seconds:.1f} a second"
    )
    print(f"median {parts[49]:.2f} s, p95 {parts[94]:.2f} s, slowest {max(times):.2f} s")
    print(f"{1000 * (used.ru_utime + used.ru_stime) / len(times):.0f} ms of processor time an answer, start included")
    print(f"failed: {dict(odd) or 'none'}")
    raise SystemExit(1 if odd else 0)


if __name__ == "__main__":
    main()
