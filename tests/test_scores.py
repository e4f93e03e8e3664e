"""Scores that must not fall: on our own documents the pinned floors, on the shared ones what was promised for them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import PROJECT, Result

PROMISED = {
    "seeds": {
        "people.names": 0.95, "people.roles": 0.90, "orgs.mentions": 0.90, "dates.value": 0.95,
        "figures.found": 0.97, "figures.indicator": 0.95, "figures.full": 0.85,
    },
    "dev/text": {
        "people.names": 0.98, "people.roles": 0.95, "orgs.mentions": 0.97, "dates.value": 0.97,
        "figures.found": 0.99, "figures.indicator": 0.94, "figures.full": 0.82,
    },
}  # fmt: skip
GOLD = {"seeds": "gold", "dev/text": "dev/gold"}


def test_no_score_falls_below_its_floor(command: Callable[..., Result]) -> None:
    result = command(
        "evaluate", PROJECT / "gold", "--texts", PROJECT / "corpus", "--floors", PROJECT / "gold" / "floors.toml"
    )
    assert result.code == 0, result.err


@pytest.mark.parametrize("texts", PROMISED)
def test_shared_documents(command: Callable[..., Result], shared: Path, tmp_path: Path, texts: str) -> None:
    records = tmp_path / "records.jsonl"
    assert command("extract", shared / texts, "-o", records).code == 0
    scorer = [sys.executable, str(shared / "tools" / "score.py"), str(shared / GOLD[texts]), str(records)]
    lines = subprocess.run(scorer, capture_output=True, text=True, check=True).stdout.splitlines()
    f1 = {cells[0]: float(cells[3]) for line in lines if len(cells := line.split()) > 6}
    assert {name: f1[name] for name, floor in PROMISED[texts].items() if f1[name] < floor} == {}, json.dumps(f1)
