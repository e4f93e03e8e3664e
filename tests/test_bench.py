"""The benchmark runs and tells what it promises; how fast anything is, is not tested."""

from __future__ import annotations

import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from bench_inputs import ARTICLE_BYTES, texts
from conftest import PROJECT

BENCH = PROJECT / "scripts" / "bench.py"


def printed(*arguments: str) -> str:
    return subprocess.run(
        [sys.executable, str(BENCH), *arguments], check=True, stdout=subprocess.PIPE, text=True, cwd=BENCH.parent
    ).stdout


def test_articles_are_as_long_as_said_and_all_different() -> None:
    made = list(islice(texts(PROJECT / "corpus"), 200))
    assert all(ARTICLE_BYTES - 1 <= len(text.encode()) < 2 * ARTICLE_BYTES for text in made)
    lines = [line for text in made for line in text.split("\n") if any(sign.isdigit() for sign in line)]
    assert len(set(made)) == len(made)
    assert len(set(lines)) > 0.7 * len(lines)
    assert made == list(islice(texts(PROJECT / "corpus"), 200))


@pytest.mark.slow
def test_the_contest_runs(tmp_path: Path) -> None:
    written = tmp_path / "results.md"
    told = printed("--articles", "4", "--rounds", "1", "--lengths", "1", "2", "--write", str(written))
    for name in ("extractor.extract, JSON", "underthesea.ner", "2 KB of news", "capital words", "| figures |"):
        assert name in told
    assert "times as many articles as underthesea.ner" in told
    assert told.strip() in written.read_text(encoding="utf-8")


def test_the_profile_names_functions() -> None:
    assert "extractor/language/" in printed("--profile", "--articles", "8")
