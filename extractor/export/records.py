"""The records of the contract as JSON: one a line, or one list. The records of chosen documents are whole."""

from __future__ import annotations

from pathlib import Path

import orjson

from extractor.export import Job, Written


def write(job: Job, out: Path, ending: str) -> Written:
    """Write the records in the order of their paths."""
    number = 0
    begin, between, end = (b"", b"\n", b"\n") if ending == ".jsonl" else (b"[\n", b",\n", b"\n]\n")
    with out.open("wb") as file:
        file.write(begin)
        for record in job.store.records(job.chosen):
            file.write((between if number else b"") + orjson.dumps(record.to_json()))
            number += 1
        file.write(end if number or ending == ".json" else b"")
    return {"records": number}
