"""What changes in a record when a person accepts, changes, adds or deletes an entry, and whether it may."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from pydantic import ValidationError

from extractor.errors import CorrectionRefused, NotThere
from extractor.evaluate.gold import record_problems
from extractor.records import Record
from extractor.store.labels import Change, Label, Layer, carried_out
from extractor.web.entries import HAND, LAYERS, Entry, confirmed

_KEY = re.compile(rf"({'|'.join(LAYERS)})-(\d{{1,6}})")
_BY_PLACE: tuple[Layer, ...] = ("figures", "dates")  # layers whose entries stand in the order of the text


def entry_at(record: Record, key: str) -> tuple[Layer, int, Entry]:
    """The layer, the position and the entry of a key such as "figures-3". Raises NotThere (A003)."""
    found = _KEY.fullmatch(key)
    if found is None:
        raise NotThere("There is no such entry.", key)
    layer: Layer = next(name for name in LAYERS if name == found[1])
    position = int(found[2])
    whole = record.to_json()
    if layer == "document":
        return layer, 0, whole["document"]
    if position >= len(whole[layer]):
        raise NotThere("There is no such entry.", key)
    return layer, position, whole[layer][position]


def accepted(record: Record, keys: Iterable[str]) -> list[Change]:
    """Every entry of the keys confirmed by a person; those that are need no change."""
    found = [entry_at(record, key) for key in keys]
    return [
        Change(layer, position, entry, confirmed(entry))
        for layer, position, entry in found
        if layer != "document" and entry["rule"] != HAND
    ]


def all_keys(record: Record) -> list[str]:
    return [f"{layer}-{n}" for layer in LAYERS if layer != "document" for n in range(len(getattr(record, layer)))]


def replaced(record: Record, key: str, entry: Entry) -> tuple[list[Change], str]:
    """An entry changed, and its key afterwards: a new place in the text may be a new place in the list."""
    layer, position, before = entry_at(record, key)
    entry = _plain(record, layer, entry, key)
    if layer not in _BY_PLACE or entry["span"] == before["span"]:
        return [Change(layer, position, before, entry)], key
    gone = Change(layer, position, before, None)
    there = _place(carried_out_or_refused(record, [gone]), layer, entry)
    return [gone, Change(layer, there, None, entry)], f"{layer}-{there}"


def added(record: Record, layer: Layer, entry: Entry) -> tuple[list[Change], str]:
    """An entry added, and its key."""
    entry = _plain(record, layer, entry, layer)
    position = _place(record, layer, entry)
    return [Change(layer, position, None, entry)], f"{layer}-{position}"


def deleted(record: Record, key: str) -> list[Change]:
    """An entry deleted; figures that refer to it no longer do."""
    layer, position, entry = entry_at(record, key)
    if layer == "document":
        raise CorrectionRefused("The document's own fields can be emptied, not deleted.", key)
    changes = []
    if layer == "figures":
        for number, figure in enumerate(record.to_json()["figures"]):
            if number != position and (without := _without(figure, entry["id"])) != figure:
                changes.append(Change("figures", number, figure, without))
    return [*changes, Change(layer, position, entry, None)]


def changes_between(before: Record, after: Record) -> list[Change]:
    """What turns one record into another, entry by entry."""
    old, new = before.to_json(), after.to_json()
    changes: list[Change] = []
    for layer in LAYERS:
        if layer == "document":
            if _text(old[layer]) != _text(new[layer]):
                changes.append(Change(layer, 0, old[layer], new[layer]))
            continue
        matcher = SequenceMatcher(None, list(map(_text, old[layer])), list(map(_text, new[layer])), autojunk=False)
        for kind, first, last, start, end in matcher.get_opcodes():
            if kind != "equal":
                changes += [Change(layer, start, entry, None) for entry in old[layer][first:last]]
                changes += [Change(layer, start + n, None, entry) for n, entry in enumerate(new[layer][start:end])]
    return changes


def carried_out_or_refused(record: Record, changes: Iterable[Change]) -> Record:
    """The record after the changes. Raises CorrectionRefused (A007) when it is no record any more."""
    try:
        return carried_out(record, changes)
    except ValidationError as error:
        told = error.errors(include_url=False)[0]
        raise CorrectionRefused(f"{told['msg']}.", str(told["loc"][-1])) from error


def check(label: Label, changes: Iterable[Change]) -> None:
    """Raises CorrectionRefused (A007) with every reason why the changes do not fit contract and text.

    What was wrong before does not count: one mistake can be put right while another is still there.
    """
    text = label.record.text or ""
    before = set(record_problems(label.record, text))
    after = carried_out_or_refused(label.record, changes)
    new = [problem for problem in record_problems(after, text) if problem not in before]
    if new:
        raise CorrectionRefused("; ".join(new[:3]) + ".")


def _plain(record: Record, layer: Layer, entry: Entry, where: str) -> Entry:
    """The entry in the form that a record has it in. Raises CorrectionRefused (A007) with what does not fit."""
    model = Record.model_fields[layer].annotation if layer == "document" else _model_of(layer)
    assert model is not None
    try:
        plain: Entry = model.model_validate(entry).model_dump(by_alias=True)
    except ValidationError as error:
        told = error.errors(include_url=False)[0]
        name = ".".join(str(step) for step in told["loc"]) or where
        raise CorrectionRefused(f"{told['msg']}.", name) from error
    return plain


def _model_of(layer: Layer) -> Any:
    annotation: Any = Record.model_fields[layer].annotation
    return annotation.__args__[0]


def _place(record: Record, layer: Layer, entry: Entry) -> int:
    entries = record.to_json()[layer]
    if layer not in _BY_PLACE:
        return len(entries)
    return sum(1 for one in entries if tuple(one["span"]) <= tuple(entry["span"]))


def _without(figure: Entry, name: str) -> Entry:
    """A figure that does not refer to another any more."""
    figure = {**figure, "part_of": None if figure["part_of"] == name else figure["part_of"]}
    if figure["ratio"]:
        figure["ratio"] = {key: None if value == name else value for key, value in figure["ratio"].items()}
    return figure


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
