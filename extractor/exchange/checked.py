"""Labels and relations that fit the text and each other; the others are told with their places."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from extractor.errors import ExchangeError, MisplacedLabel, UnknownLabel, WrongRelation, WrongValue
from extractor.exchange.attributes import TITLE_ATTRIBUTES, names_of
from extractor.exchange.from_record import one_line
from extractor.exchange.graph import (
    DATE,
    DENOMINATOR,
    ENDS,
    FIGURE,
    HELD_IN,
    LAYERS,
    NUMERATOR,
    ORG,
    PART_OF,
    PERSON,
    SAME_AS,
    TITLE,
    Label,
    Labelled,
    Relation,
)
from extractor.records import Date, Figure, Organisation, Person

_SINGLE = {HELD_IN, PART_OF, NUMERATOR, DENOMINATOR, SAME_AS}  # at most one of them leads from a label
_ATTRIBUTES = {
    PERSON: names_of(Person), ORG: names_of(Organisation), TITLE: TITLE_ATTRIBUTES, DATE: names_of(Date),
    FIGURE: names_of(Figure),
}  # fmt: skip


class Checked:
    """A document's labels by layer and what their relations lead to; `problems` is what had to be left out and why."""

    def __init__(self, labelled: Labelled) -> None:
        self.name, self.text = labelled.name, labelled.text
        self.problems: list[ExchangeError] = []
        self._labels: dict[str, Label] = {}
        for number, label in enumerate(labelled.labels):
            if label.id in self._labels:  # a tool's file may use an id twice; relations go to the first
                label.id = f"{label.id} ({number})"
            if self._fits(label):
                self._labels[label.id] = label
        for label in self._labels.values():
            for name in sorted(set(label.attributes) - _ATTRIBUTES[label.layer]):
                self.refuse(WrongValue, f"There is no attribute {name!r} of {label.layer}.", label)
        self._targets: dict[tuple[str, str], list[Label]] = defaultdict(list)
        for relation in labelled.relations:
            self._relate(relation)

    def of(self, layer: str) -> list[Label]:
        """The labels of a layer, in the order of the file."""
        return [label for label in self._labels.values() if label.layer == layer]

    def targets(self, relation: str, label: Label) -> list[Label]:
        """The labels that a relation of that type leads to from a label."""
        return self._targets.get((relation, label.id), [])

    def quote(self, label: Label) -> dict[str, Any]:
        """Span and text, as the entries of a record have them."""
        return {"span": (label.start, label.end), "text": self.text[label.start : label.end]}

    def words(self, label: Label) -> str:
        """The words of a label on one line."""
        return one_line(self.text[label.start : label.end])

    def tell(self, kind: type[ExchangeError], what: str, where: str) -> None:
        """Keep what cannot be taken over, and the place in the document's file."""
        self.problems.append(kind(what, ": ".join(filter(None, [self.name, where]))))

    def refuse(self, kind: type[ExchangeError], what: str, label: Label) -> None:
        """The same of a label."""
        self.tell(kind, what, self.place(label))

    def place(self, label: Label) -> str:
        """Where a label stands, for a person to find it."""
        words = self.words(label) if label.start >= 0 else ""
        return f"{label.where or label.id} {label.layer} [{label.start}, {label.end}) {words[:40]!r}"

    def _fits(self, label: Label) -> bool:
        if label.layer not in LAYERS:
            self.refuse(UnknownLabel, f"There is no label {label.layer!r}.", label)
        elif not 0 <= label.start < label.end <= len(self.text):
            self.refuse(MisplacedLabel, f"Lies outside the text of {len(self.text)} characters.", label)
        else:
            return True
        return False

    def _relate(self, relation: Relation) -> None:
        source, target = self._labels.get(relation.source), self._labels.get(relation.target)
        where = relation.where or f"{relation.type} {relation.source} -> {relation.target}"
        if relation.type not in ENDS:
            self.tell(WrongRelation, f"There is no relation {relation.type!r}.", where)
        elif source is None or target is None:
            self.tell(WrongRelation, "Leads to a label that is not there or was left out.", where)
        elif (source.layer, target.layer) not in ENDS[relation.type] or source is target:
            self.tell(WrongRelation, f"Cannot lead from {source.layer} to {target.layer}.", where)
        elif relation.type in _SINGLE and self.targets(relation.type, source):
            self.tell(WrongRelation, f"A second {relation.type} of one label; the first is kept.", where)
        else:
            self._targets[relation.type, source.id].append(target)
