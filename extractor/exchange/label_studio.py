"""Label Studio: tasks with their regions, relations and per-region answers, and the labelling interface for them.

What a region says is a result of its own with the region's id: a choice, a number or a text. What the machine found is
a prediction, what a person made right an annotation. What no region holds stands in `data.extractor`. Offsets are code
points.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor import __version__
from extractor.errors import ExchangeError, MisplacedLabel, NotThatFormat, WrongRelation
from extractor.exchange.attributes import number, number_text
from extractor.exchange.graph import Label, Labelled, Relation
from extractor.exchange.label_config import NUMBERS, SHOWN, choices, config_xml
from extractor.exchange.notes import notes_of
from extractor.exchange.offsets import Unit
from extractor.exchange.reading import Raw, as_list, is_sound, parsed, text_of

UNIT: Unit = "code-points"
_ANSWERS = {"choices": "choices", "number": "number", "textarea": "text"}
_EXACT = 2**53  # whole numbers beyond it lose digits in a browser


def write(documents: Iterable[Labelled], path: Path) -> None:
    """The tasks as one JSON list, and beside it, ending in .xml, the labelling interface to paste into a project."""
    tasks = [task(document) for document in documents]
    path.write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    path.with_suffix(".xml").write_text(config_xml(), encoding="utf-8")


def task(document: Labelled) -> dict[str, Any]:
    """The document as an import task."""
    regions = [result for label in document.labels for result in _results(label, document.text)]
    relations = [
        {"type": "relation", "from_id": r.source, "to_id": r.target, "direction": "right", "labels": [r.type]}
        for r in document.relations
    ]
    data = {"text": document.text, "name": document.name, "extractor": notes_of(document, _fits)}
    found: dict[str, Any] = {"result": regions + relations}
    if any("rule" in label.attributes for label in document.labels):
        return {"data": data, "predictions": [{"model_version": f"extractor {__version__}", **found}]}
    return {"data": data, "annotations": [found]}


def _fits(label: Label, name: str) -> bool:
    """Whether the interface can show the attribute without loss."""
    value = label.attributes[name]
    if name not in SHOWN[label.layer]:
        return False
    if name in choices():
        return value in choices()[name]
    if name in NUMBERS:
        return number_text(number(value)) == value and abs(number(value)) <= _EXACT
    return bool(value.strip())


def _results(label: Label, text: str) -> Iterator[dict[str, Any]]:
    """The region, then what it says, one result each."""
    place = {"start": label.start, "end": label.end}
    common = {"id": label.id, "to_name": "text"}
    words = text[label.start : label.end]
    yield {**common, "from_name": "label", "type": "labels", "value": {**place, "text": words, "labels": [label.layer]}}
    for name, value in label.attributes.items():
        if not _fits(label, name):
            continue
        result = {**common, "from_name": name}
        if name in choices():
            yield {**result, "type": "choices", "value": {**place, "choices": [value]}}
        elif name in NUMBERS:
            yield {**result, "type": "number", "value": {**place, "number": number(value)}}
        else:
            yield {**result, "type": "textarea", "value": {**place, "text": [value]}}


def read(path: Path) -> Iterator[Raw | ExchangeError]:
    """Each task with its last annotation that was not cancelled, else with its last prediction."""
    try:
        tasks = parsed(text_of(path))
    except ValueError as error:
        raise NotThatFormat(f"Is not JSON ({error}).", str(path)) from error
    for i, value in enumerate(tasks if isinstance(tasks, list) else [tasks]):
        where = f"{path.name} task {i}"
        data = value.get("data") if isinstance(value, dict) else None
        text = data.get("text") if isinstance(data, dict) else None
        if not isinstance(data, dict) or not isinstance(text, str) or not is_sound(text):
            yield NotThatFormat("The task has no data.text, or halves of characters in it.", where)
            continue
        results = _chosen(value)
        if results is None:
            yield NotThatFormat("Nobody has labelled the task.", where, "Submit it in Label Studio and export again.")
            continue
        name = data.get("name")
        name = name if isinstance(name, str) and name and is_sound(name) else f"{path.stem}-{i + 1}"
        raw = Raw(name, text, notes=data.get("extractor"))
        for j, result in enumerate(results):
            if isinstance(result, dict):
                _add(raw, result, f"{where} result {j}")
        _say(raw, results)
        yield raw


def _chosen(task: dict[str, Any]) -> list[Any] | None:
    """The results of the last annotation, else prediction; None where there is neither ."""
    given = (one for one in as_list(task.get("annotations")) if isinstance(one, dict))
    made = [one for one in given if not one.get("was_cancelled")]
    made = made or [one for one in as_list(task.get("predictions")) if isinstance(one, dict)]
    result = made[-1].get("result") if made else None
    return result if isinstance(result, list) else None


def _add(raw: Raw, result: dict[str, Any], where: str) -> None:
    """A region or a relation; answers are added to their region by `_say`."""
    if result.get("type") == "relation":
        try:
            ends = str(result["from_id"]), str(result["to_id"])
        except KeyError:
            raw.refuse(WrongRelation, "Needs from_id and to_id.", where)
            return
        if result.get("direction") == "left":
            ends = ends[1], ends[0]
        kinds = as_list(result.get("labels"))
        if not kinds:
            raw.refuse(WrongRelation, "Has no label.", where)
        raw.relations.extend(Relation(str(kind), *ends, where=where) for kind in kinds)
    elif result.get("type") == "labels":
        value = result.get("value") or {}
        try:
            name, start, end = str(result["id"]), int(value["start"]), int(value["end"])
            layer = str(value["labels"][0])
        except (KeyError, TypeError, ValueError, OverflowError, IndexError):
            raw.refuse(MisplacedLabel, "A region needs id, start, end and labels.", where)
            return
        raw.labels.append(Label(name, layer, start, end, where=where))
        if isinstance(value.get("text"), str):
            raw.quotes[name] = value["text"].replace("\\n", "\n")


def _say(raw: Raw, results: list[Any]) -> None:
    regions = {label.id: label for label in raw.labels}
    for result in results:
        if not isinstance(result, dict) or not isinstance(result.get("value"), dict):
            continue
        region, name, value = regions.get(str(result.get("id"))), result.get("from_name"), result["value"]
        if region is None or result.get("type") == "labels":
            continue
        answer = value.get(_ANSWERS.get(str(result.get("type")), ""))
        given = answer[0] if isinstance(answer, list) and answer else answer
        if isinstance(given, int | float):
            region.attributes[str(name)] = number_text(given)
        elif isinstance(given, str) and is_sound(given):
            region.attributes[str(name)] = given
