"""What a format cannot hold goes into its own field for notes, and comes back from there.

Notes are a JSON object: the parts of the record without labels (document, zones, warnings), under `labels` the
attributes of labels by their place and words, and under `relations` those between them, by position in `labels`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from extractor.exchange.graph import Label, Labelled, Relation

# What was read from the words of a label, and is no longer true when the label has been moved.
_READ = {"value", "value_max", "modifier", "kind", "from", "to", "duration", "time_modifier", "name", "title", "order",
         "rule", "confidence", "sentence"}  # fmt: skip


def _none(label: Label, name: str) -> bool:
    return False


def notes_of(
    labelled: Labelled, held: Callable[[Label, str], bool] = _none, relations: bool = True
) -> dict[str, Any]:
    """The notes of a document: what the format does not hold.

    `held(label, name)` says whether it holds that attribute of the label itself, `relations` whether it holds those.
    """
    notes: dict[str, Any] = {"document": {"id": labelled.name}, **labelled.notes}
    joined = {end for r in labelled.relations for end in (r.source, r.target)} if not relations else set()
    position: dict[str, int] = {}
    entries: list[dict[str, Any]] = []
    for label in labelled.labels:
        attributes = {name: value for name, value in label.attributes.items() if not held(label, name)}
        if attributes or label.id in joined:
            position[label.id] = len(entries)
            words = labelled.text[label.start : label.end]
            entries.append({"label": label.layer, "span": [label.start, label.end], "text": words, "says": attributes})
    if entries:
        notes["labels"] = entries
    if not relations and labelled.relations:
        notes["relations"] = [[r.type, position[r.source], position[r.target]] for r in labelled.relations]
    return notes


def with_notes(labelled: Labelled, notes: Any) -> Labelled:
    """The same document with what its notes say; what the labels say themselves counts more.

    An attribute goes to the label at its place, else to a label of its layer over it that has none, without what was
    read from the words. A relation goes where both its labels are found. Notes that make no sense are left aside.
    """
    if not isinstance(notes, dict):
        return labelled
    entries = [entry for entry in _list(notes.get("labels")) if _sound(entry)]
    matched = _matches(labelled.labels, entries)
    for i, (label, moved) in matched.items():
        says = {str(key): str(value) for key, value in entries[i]["says"].items() if not moved or key not in _READ}
        label.attributes = says | label.attributes
    for relation in _list(notes.get("relations")):
        if isinstance(relation, list) and len(relation) == 3:
            kind, *ends = relation
            if all(isinstance(end, int) and end in matched for end in ends):
                source, target = (matched[end][0].id for end in ends)
                labelled.relations.append(Relation(str(kind), source, target))
    labelled.notes = {key: value for key, value in notes.items() if key not in {"labels", "relations"}}
    return labelled


def name_in(notes: Any, otherwise: str) -> str:
    """The document's name as its notes have it."""
    try:
        return str(notes["document"]["id"])
    except (KeyError, TypeError):
        return otherwise


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _sound(entry: Any) -> bool:
    if not isinstance(entry, dict) or not isinstance(entry.get("says"), dict):
        return False
    span = entry.get("span")
    return isinstance(span, list) and len(span) == 2 and all(isinstance(offset, int) for offset in span)


def _matches(labels: Iterable[Label], entries: list[dict[str, Any]]) -> dict[int, tuple[Label, bool]]:
    """For each entry its label and whether that has been moved; one to one."""
    free = list(labels)
    found: dict[int, tuple[Label, bool]] = {}
    for moved in (False, True):
        for i, entry in enumerate(entries):
            if i not in found:
                start, end = entry["span"]
                label = next((label for label in free if label.layer == entry.get("label") and (
                    (label.start < end and start < label.end) if moved else (label.start, label.end) == (start, end)
                )), None)  # fmt: skip
                if label is not None:
                    free.remove(label)
                    found[i] = (label, moved)
    return found
