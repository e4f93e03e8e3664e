"""Records as JSON lines: the contract's JSON, one record a line, UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import orjson

from extractor.batch.outcome import Outcome, work
from extractor.ingest import Source
from extractor.records import Record


def to_line(record: Record) -> bytes:
    """The record's JSON with a line end; every field is present."""
    value = record.to_json()
    try:
        return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:  # whole numbers beyond 64 bits are valid JSON, but not to orjson
        return json.dumps(value, ensure_ascii=False).encode("utf-8") + b"\n"


def lined(source: Source) -> Iterator[Outcome]:
    """Like `work`, with the record as its line of JSON: a worker has little to hand over, its parent nothing to do."""
    for outcome in work(source):
        line = None if outcome.record is None else to_line(outcome.record)
        yield replace(outcome, document=None, record=None, line=line)
