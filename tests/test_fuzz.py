"""Documents of every format, damaged on purpose: a record or a code each, no crash, no hang, nothing unforeseen.

Here a share that takes less than a minute; `scripts/fuzz.py corpus` does ten thousand. The seed is the day, so that
every day sees other files, and a fault can be had again by `--seed DAY`.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import fuzz
import pytest
from conftest import PROJECT

FILES = 400
LIMIT_SECONDS = 60.0  # on a busy machine


@pytest.mark.slow
def test_damaged_documents_end_with_a_record_or_a_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for library in ("lxml", "striprtf", "openpyxl", "feedparser", "fastwarc", "pypdfium2", "PIL"):
        pytest.importorskip(library, reason="needs the extra all")
    monkeypatch.setattr(fuzz, "SLOW", ("doc", "scan"))  # seconds a file
    made = fuzz.whole_documents(PROJECT / "corpus", str(tmp_path), 2)
    assert {"txt", "html", "zip", "tar.gz", "eml", "mbox", "xlsx", "jsonl", "rss"} <= set(made)
    seed = dt.date.today().toordinal()
    jobs = (fuzz.Job(number, seed, str(tmp_path), "", "") for number in range(FILES))
    outcomes, faults, _ = fuzz.run(jobs, 2, LIMIT_SECONDS)
    assert not faults, (seed, faults)
    assert outcomes["record"] > FILES / 10  # not all of them are broken beyond reading
    assert sum(outcomes.values()) >= FILES
