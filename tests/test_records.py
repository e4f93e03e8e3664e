"""The record model: the contract's JSON in and out, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import NEWS
from pydantic import ValidationError

from extractor.batch.lines import to_line
from extractor.records import Record, json_schema


def test_json_comes_back_equal(record: Record) -> None:
    line = to_line(record)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert Record.model_validate_json(line) == record


def test_json_has_every_field_of_the_contract(record: Record) -> None:
    value = json.loads(to_line(record))
    assert value["schema"] == 1
    assert value["dates"][0]["from"] == "2024-02-03"
    assert value["figures"][3]["ratio"] == {"numerator": "f3", "denominator": "f2", "denominator_value": None}
    assert value["document"]["number"] is None
    assert value["people"][0]["mentions"][0]["span"] == [NEWS.index("Đỗ Thị Hạnh"), NEWS.index("Đỗ Thị Hạnh") + 11]


def test_numbers_beyond_64_bits_are_still_json(record: Record) -> None:
    record.figures[0].value = 10**30
    assert json.loads(to_line(record))["figures"][0]["value"] == 10**30


def test_a_sound_record_has_no_problems(record: Record) -> None:
    assert record.problems() == []


def test_wrong_quotes_and_references_are_named(record: Record) -> None:
    record.people[0].mentions[0].text = "Đỗ Thị Hoa"
    record.figures[2].part_of = "f9"
    record.figures[1].id = "f1"
    found = "\n".join(record.problems())
    for words in ["'Đỗ Thị Hoa'", "part_of refers to f9", "f1 is used twice"]:
        assert words in found
    assert "quotes" not in "\n".join(record.model_copy(update={"text": None}).problems())


REFUSED: dict[str, tuple[str, Any]] = {
    "unknown field": ("figures.0.colour", "red"),
    "empty span": ("figures.0.span", [5, 5]),
    "span that runs backwards": ("dates.0.span", [9, 3]),
    "negative span": ("zones.0.span", [-1, 3]),
    "unknown unit": ("figures.0.unit", "kilo"),
    "unknown status": ("figures.0.status", "maybe"),
    "unknown type": ("organisations.0.type", "club"),
    "no such day": ("dates.0.from", "2023-02-30"),
    "no ISO duration": ("dates.0.value", "93 năm"),
    "another schema": ("schema", 2),
    "person without a mention": ("people.0.mentions", []),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_contract_does_not_know_is_refused(record: Record, name: str) -> None:
    path, value = REFUSED[name]
    data = record.to_json()
    *steps, last = path.split(".")
    target: Any = data
    for step in steps:
        target = target[int(step) if step.isdigit() else step]
    target[last] = value
    with pytest.raises(ValidationError):
        Record.model_validate(data)


def test_every_currency_is_a_unit(record: Record) -> None:
    data = record.to_json()
    data["figures"][0]["unit"] = "USD"
    assert Record.model_validate(data).figures[0].unit == "USD"


def test_schema_describes_the_record(record: Record) -> None:
    schema = json_schema()
    assert set(schema["properties"]) == set(record.to_json())
    assert {"from", "to"} <= set(schema["$defs"]["Date"]["properties"])


def test_shared_gold_fits_the_model(shared: Path) -> None:
    for path in [*shared.glob("gold/*.json"), *shared.glob("dev/gold/*.json")]:
        assert Record.model_validate_json(path.read_bytes()).problems() == []
