"""doccano: JSON lines of the project type "sequence labelling" with relations.

An entity has a label and offsets and nothing else, so the label names the indicator, type or kind too
(FIGURE:nominated), and all other attributes stand in the field `extractor`, which doccano keeps as the example's
metadata. doccano counts UTF-16 code units, or grapheme clusters where the project says so. Titles lie within other
labels: the project has to allow overlapping spans.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor.errors import ExchangeError, NotThatFormat, WrongRelation, WrongValue
from extractor.exchange.graph import Label, Labelled, Relation, is_subtype
from extractor.exchange.notes import name_in, notes_of
from extractor.exchange.offsets import Unit, boundaries
from extractor.exchange.reading import Raw, as_list, is_sound, json_lines

UNIT: Unit = "utf-16"


def write(documents: Iterable[Labelled], path: Path, unit: Unit = UNIT) -> None:
    """One JSON line a document."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for document in documents:
            file.write(json.dumps(example(document, unit), ensure_ascii=False) + "\n")


def example(document: Labelled, unit: Unit = UNIT) -> dict[str, Any]:
    """The document as doccano's example."""
    places = boundaries(document.text, unit)
    number = {label.id: i for i, label in enumerate(document.labels)}
    return {
        "text": document.text,
        "entities": [
            {
                "id": number[label.id], "label": label.full,
                "start_offset": places[label.start], "end_offset": places[label.end],
            }
            for label in document.labels
        ],
        "relations": [
            {"id": i, "from_id": number[r.source], "to_id": number[r.target], "type": r.type}
            for i, r in enumerate(document.relations)
        ],
        "extractor": notes_of(document, held=is_subtype),
    }  # fmt: skip


def read(path: Path) -> Iterator[Raw | ExchangeError]:
    """Each line as it stands; a line that is no example is an error, and the others go on."""
    for where, value in json_lines(path):
        if isinstance(value, ExchangeError):
            yield value
            continue
        text = value.get("text", value.get("data"))
        if not isinstance(text, str) or not is_sound(text):
            yield NotThatFormat("The example has no text, or halves of characters in it.", where)
            continue
        notes = value.get("extractor")
        raw = Raw(name_in(notes, f"{path.stem}-{where.rpartition(':')[2]}"), text, notes=notes)
        for i, entity in enumerate(as_list(value.get("entities") or value.get("label") or value.get("labels"))):
            _add_entity(raw, entity, f"{where} entity {i}")
        for i, relation in enumerate(as_list(value.get("relations"))):
            try:
                ends = str(relation["from_id"]), str(relation["to_id"])
                raw.relations.append(Relation(str(relation["type"]), *ends, where=f"{where} relation {i}"))
            except (KeyError, TypeError):
                raw.refuse(WrongRelation, "Needs from_id, to_id and type.", f"{where} relation {i}")
        yield raw


def _add_entity(raw: Raw, entity: Any, where: str) -> None:
    """An entity, be it an object or `[start, end, label]`."""
    if isinstance(entity, list) and len(entity) == 3:
        entity = dict(zip(("start_offset", "end_offset", "label"), entity, strict=True))
    try:
        start, end = entity["start_offset"], entity["end_offset"]
        label = Label(str(entity.get("id", where)), str(entity["label"]), int(start), int(end), where=where)
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError):
        raw.refuse(WrongValue, "Needs label, start_offset and end_offset.", where)
        return
    raw.labels.append(label)
