"""Records as JSON lines: the contract's JSON, one record a line, UTF-8."""

from __future__ import annotations

import json

import orjson

from extractor.records import Record


def to_line(record: Record) -> bytes:
    """The record's JSON with a line end; every field is present."""
    value = record.to_json()
    try:
        return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:  # whole numbers beyond 64 bits are valid JSON, but not to orjson
        return json.dumps(value, ensure_ascii=False).encode("utf-8") + b"\n"
