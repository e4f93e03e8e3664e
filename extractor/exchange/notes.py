"""What a format cannot hold goes into its own field for notes, and comes back from there.

Notes are a JSON object: the parts of the record without labels (document, zones, warnings), under `labels` the
attributes of labels by their place and words, and under `relations` those between them, by position in `labels`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import Any

from extractor.exchange.graph import Label, Labelled, Relation, split_label

# What was read from the words of a label, and is no longer true when the label has been moved.
_READ = {"value", "value_max", "modifier", "kind", "from", "to", "duration", "time_modifier", "name", "title", "order",
         "rule", "confidence", "sentence"}  # fmt: skip


def _none(label: Label, name: str) -> bool:
    return False


def notes_of(
    labelled: Labelled,
    held: Callable[[Label, str], bool] = _none,
    relations: bool = True,
    untagged: Collection[str] = (),
) -> dict[str, Any]:
    """The notes of a document: what the format does not hold.

    `held(label, name)` says whether it holds that attribute of the label itself, `relations` whether it holds those;
    `untagged` are the ids of the labels that it cannot hold at all.
    """
    notes: dict[str, Any] = {"document": {"id": labelled.name}, **labelled.notes}
    noted = [r for r in labelled.relations if not relations or {r.source, r.target} & set(untagged)]
    joined = {end for relation in noted for end in (relation.source, relation.target)}
    places = Counter((label.layer, label.start, label.end) for label in labelled.labels)
    position: dict[str, int] = {}
    entries: list[dict[str, Any]] = []
    for label in labelled.labels:
        left_out = label.id in untagged
        attributes = {name: value for name, value in label.attributes.items() if left_out or not held(label, name)}
        twin = places[label.layer, label.start, label.end] > 1  # told apart by their order alone
        if attributes or twin or label.id in joined or left_out:
            position[label.id] = len(entries)
            words = labelled.text[label.start : label.end]
            entry = {"label": label.full, "span": [label.start, label.end], "text": words, "says": attributes}
            entries.append(entry | ({"untagged": True} if left_out else {}))
    if entries:
        notes["labels"] = entries
    if noted:
        notes["relations"] = [[r.type, position[r.source], position[r.target]] for r in noted]
    return notes


def with_notes(labelled: Labelled, notes: Any) -> Labelled:
    """The same document with what its notes say; what the labels say themselves counts more.

    An attribute goes to the label at its place, else to a label of its layer over it that has none, without what was
    read from the words. A relation goes where both its labels are found. Notes that make no sense are left aside.
    """
    if not isinstance(notes, dict):
        return labelled
    entries = [entry for entry in _list(notes.get("labels")) if _sound(entry)]
    matched = _matches(labelled.labels, [entry for entry in entries if "untagged" not in entry])
    tagged = iter(range(len(entries)))
    found: dict[int, Label] = {}
    for i, entry in enumerate(entries):
        says = {str(key): str(value) for key, value in entry["says"].items()}
        if "untagged" in entry:
            layer, subtype = split_label(str(entry["label"]))
            start, end = entry["span"]
            found[i] = Label(f"notes {i}", layer, start, end, subtype | says, where=f"notes {i}")
            labelled.labels.append(found[i])
        elif (match := matched.get(next(tagged))) is not None:
            found[i], moved = match
            kept = {key: value for key, value in says.items() if not moved or key not in _READ}
            found[i].attributes = kept | found[i].attributes
    for relation in _list(notes.get("relations")):
        if isinstance(relation, list) and len(relation) == 3:
            kind, source, target = relation
            if isinstance(source, int) and isinstance(target, int) and source in found and target in found:
                labelled.relations.append(Relation(str(kind), found[source].id, found[target].id))
    labelled.notes = {key: value for key, value in notes.items() if key not in {"labels", "relations"}}
    return labelled


def name_in(notes: Any, otherwise: str) -> str:
    """The document's name as its notes have it."""
    try:
        name = str(notes["document"]["id"])
    except (KeyError, TypeError):
        return otherwise
    return name if name.isprintable() else otherwise


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _sound(entry: Any) -> bool:
    if not isinstance(entry, dict) or not isinstance(entry.get("says"), dict):
        return False
    span = entry.get("span")
    return isinstance(span, list) and len(span) == 2 and all(type(offset) is int for offset in span)


def _matches(labels: Iterable[Label], entries: list[dict[str, Any]]) -> dict[int, tuple[Label, bool]]:
    """For each entry its label and whether that has been moved; one to one, the surest first."""
    free = list(labels)
    found: dict[int, tuple[Label, bool]] = {}

    def fits(label: Label, entry: dict[str, Any], way: str) -> bool:
        start, end = entry["span"]
        if way == "the same":
            return (label.full, label.start, label.end) == (entry.get("label"), start, end)
        if label.layer != split_label(str(entry.get("label")))[0]:
            return False
        return (label.start, label.end) == (start, end) if way == "here" else label.start < end and start < label.end

    for way in ("the same", "here", "moved"):
        for i, entry in enumerate(entries):
            label = None if i in found else next((label for label in free if fits(label, entry, way)), None)
            if label is not None:
                free.remove(label)
                found[i] = (label, way == "moved")
    return found
