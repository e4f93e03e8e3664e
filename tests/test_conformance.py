"""The public suites of other projects (Duckling, NeMo, chrono, codelink, sea-g2p, n2words) as far as they are shared here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.normalise import normalise

SUITE = Path(__file__).parent.parent.parent / "shared" / "conformance" / "numbers_and_dates.jsonl"

# text -> why our answer differs from the suite's; each is argued by itself
KNOWN_MISSES: dict[str, str] = {}


def rows() -> list[Any]:
    if not SUITE.is_file():
        return [pytest.param({}, marks=pytest.mark.skip(reason="../shared/conformance is not here"))]
    found = []
    for number, line in enumerate(SUITE.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        reason = KNOWN_MISSES.get(row["text"])
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        found.append(pytest.param(row, id=f"{number}: {row['suite']}: {row['text']}", marks=marks))
    return found


def same(expected: float | None, got: float | None) -> bool:
    if expected is None or got is None:
        return expected is got
    return abs(expected - got) <= 1e-9 * max(1.0, abs(expected))


@pytest.mark.parametrize("row", rows())
def test_agrees_with_the_suite(row: dict[str, Any]) -> None:
    found = normalise(row["text"], row["reference"])
    if row["kind"] == "none":
        assert not [entry for entry in found if entry["kind"] != "figure"]
        return
    assert len(found) == 1
    entry = found[0]
    if row["kind"] == "figure":
        assert entry["kind"] == "figure"
        assert same(row["value"], entry["value"])
        assert same(row.get("value_max"), entry["value_max"])
        assert same(row.get("denominator_value"), entry["denominator_value"])
        assert entry["unit"] == row["unit"]
    else:
        assert entry["kind"] in ("date", "interval")
        assert (entry["from"], entry["to"]) == (row["from"], row["to"])
