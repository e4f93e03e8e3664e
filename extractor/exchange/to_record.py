"""Labels and relations as a record: what breaks the contract is told with its place, everything else is kept."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from extractor.errors import ExchangeError, MisplacedLabel, UnknownLabel, WrongRelation, WrongValue
from extractor.exchange.attributes import TIMES, TITLE_ATTRIBUTES, fields_of, names_of
from extractor.exchange.from_record import nearest, one_line
from extractor.exchange.graph import (
    DATE,
    DENOMINATOR,
    ENDS,
    FIGURE,
    HAS_TITLE,
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
from extractor.exchange.reread import date_attributes, figure_attributes
from extractor.lexicon import load_all
from extractor.records import Date, DocumentFields, Explained, Figure, Organisation, Person, Record

_SINGLE = {HELD_IN, PART_OF, NUMERATOR, DENOMINATOR, SAME_AS}  # at most one of them leads from a label
_ATTRIBUTES = {
    PERSON: names_of(Person), ORG: names_of(Organisation), TITLE: TITLE_ATTRIBUTES, DATE: names_of(Date),
    FIGURE: names_of(Figure),
}  # fmt: skip
RoleFields = dict[str, str | None]
Entry = TypeVar("Entry", bound=Explained)
Part = TypeVar("Part", bound=BaseModel)


def record_of(labelled: Labelled) -> tuple[Record, list[ExchangeError]]:
    """The record that the labels make, with its text, and what had to be left out of it and why.

    A figure or date without attributes, such as one that was added in the tool, is read from its words.
    """
    return _Reading(labelled).record()


class _Reading:
    def __init__(self, labelled: Labelled) -> None:
        self._given = labelled
        self._problems: list[ExchangeError] = []
        self._labels = {label.id: label for label in labelled.labels if self._fits(label)}
        for label in self._labels.values():
            for name in sorted(set(label.attributes) - _ATTRIBUTES[label.layer]):
                self._tell(WrongValue, f"There is no attribute {name!r} of {label.layer}.", self._place(label))
        self._targets: dict[tuple[str, str], list[Label]] = defaultdict(list)
        for relation in labelled.relations:
            self._relate(relation)

    def record(self) -> tuple[Record, list[ExchangeError]]:
        document = self._document()
        day = document.published.start if document.published else None
        record = Record(
            document=document,
            text=self._given.text,
            zones=self._rest("zones"),
            people=self._people(),
            organisations=self._entries(ORG, Organisation, {"type": "other"}),
            dates=self._dates(day),
            figures=self._figures(),
            warnings=self._rest("warnings"),
        )
        known = {figure.id for figure in record.figures}
        for warning in record.warnings:
            warning.figures = [name for name in warning.figures if name in known]
        return record, self._problems

    # ---------------------------------------------------------------- what cannot be kept

    def _tell(self, kind: type[ExchangeError], what: str, where: str) -> None:
        self._problems.append(kind(what, ": ".join(filter(None, [self._given.name, where]))))

    def _place(self, label: Label) -> str:
        words = one_line(self._given.text[label.start : label.end]) if label.start >= 0 else ""
        return f"{label.where or label.id} {label.layer} [{label.start}, {label.end}) {words[:40]!r}"

    def _fits(self, label: Label) -> bool:
        if label.layer not in LAYERS:
            self._tell(UnknownLabel, f"There is no label {label.layer!r}.", self._place(label))
        elif not 0 <= label.start < label.end <= len(self._given.text):
            self._tell(
                MisplacedLabel, f"Lies outside the text of {len(self._given.text)} characters.", self._place(label)
            )
        else:
            return True
        return False

    def _relate(self, relation: Relation) -> None:
        source, target = self._labels.get(relation.source), self._labels.get(relation.target)
        where = relation.where or f"{relation.type} {relation.source} -> {relation.target}"
        if relation.type not in ENDS:
            self._tell(WrongRelation, f"There is no relation {relation.type!r}.", where)
        elif source is None or target is None:
            self._tell(WrongRelation, "Leads to a label that is not there or was left out.", where)
        elif (source.layer, target.layer) not in ENDS[relation.type] or source is target:
            self._tell(WrongRelation, f"Cannot lead from {source.layer} to {target.layer}.", where)
        elif relation.type in _SINGLE and self._targets[relation.type, source.id]:
            self._tell(WrongRelation, f"A second {relation.type} of one label; the first is kept.", where)
        else:
            self._targets[relation.type, source.id].append(target)

    def _validated(self, kind: type[Part], fields: Mapping[str, Any], place: str) -> Part | None:
        try:
            return kind.model_validate(fields)
        except ValidationError as error:
            item = error.errors(include_url=False)[0]
            name = ".".join(map(str, item["loc"]))
            self._tell(WrongValue, f"{name}: {item['msg']}." if name else f"{item['msg']}.", place)
            return None

    def _entry(self, kind: type[Entry], label: Label, attributes: Mapping[str, str], **fields: Any) -> Entry | None:
        try:
            given = fields_of(kind, attributes)
        except ValueError as error:
            self._tell(WrongValue, f"{error}.", self._place(label))
            return None
        return self._validated(kind, {**given, **fields}, self._place(label))

    # ---------------------------------------------------------------- the parts of a record

    def _document(self) -> DocumentFields:
        text = self._given.text
        own = {"id": self._given.name, "sha256": hashlib.sha256(text.encode()).hexdigest()}
        stated = self._given.notes.get("document")
        if isinstance(stated, dict):
            found = self._validated(DocumentFields, stated, "document")
            if found is not None:
                return found
        from extractor.language.layers import Layers
        from extractor.pipeline import run

        return DocumentFields.model_validate(own | {"kind": run(Layers(text), until="fields").fields.kind})

    def _rest(self, name: str) -> list[Any]:
        """The entries of a part of the record that no label holds, each checked by itself."""
        kind: type[BaseModel] = Record.model_fields[name].annotation.__args__[0]  # type: ignore[union-attr]
        entries = self._given.notes.get(name)
        found = (
            self._validated(kind, entry, f"{name}[{i}]")
            for i, entry in enumerate(entries if isinstance(entries, list) else [])
        )
        length = len(self._given.text)
        return [e for e in found if e is not None and (name != "zones" or e.span[1] <= length)]  # type: ignore[attr-defined]

    def _of(self, layer: str) -> list[Label]:
        return [label for label in self._labels.values() if label.layer == layer]

    def _quote(self, label: Label) -> dict[str, Any]:
        return {"span": (label.start, label.end), "text": self._given.text[label.start : label.end]}

    def _words(self, label: Label) -> str:
        return one_line(self._given.text[label.start : label.end])

    def _groups(self, layer: str) -> Iterator[list[Label]]:
        """The mentions of each person or body, that with the attributes first."""
        labels = self._of(layer)
        head = {label.id: label.id for label in labels}

        def root(name: str) -> str:
            while head[name] != name:
                name = head[name]
            return name

        for label in labels:
            for target in self._targets[SAME_AS, label.id]:
                if root(label.id) != root(target.id):
                    head[root(label.id)] = root(target.id)
        self._join_new(labels, head, root)
        groups: dict[str, list[Label]] = defaultdict(list)
        for label in sorted(labels, key=_order):
            groups[root(label.id)].append(label)
        yield from sorted(groups.values(), key=lambda group: _order(group[0]))

    def _join_new(self, labels: list[Label], head: dict[str, str], root: Callable[[str], str]) -> None:
        """Mentions about which nothing is said are of whom the same words meant before, as the contract has it."""
        joined = {label.id for label in labels if self._targets[SAME_AS, label.id] or root(label.id) != label.id}
        joined |= {root(name) for name in joined}
        first: dict[str, Label] = {}
        for label in sorted(labels, key=lambda label: (label.start, label.end)):
            known = first.setdefault(self._words(label).casefold(), label)
            says_more = set(label.attributes) - {"type"}
            types = {one.attributes["type"] for one in (known, label) if "type" in one.attributes}
            if known is not label and label.id not in joined and not says_more and len(types) < 2:
                head[label.id] = root(known.id)

    def _entries(self, layer: str, kind: type[Entry], default: Mapping[str, str]) -> list[Entry]:
        found = []
        for group in self._groups(layer):
            attributes = dict(default)
            for label in reversed(group):
                attributes |= label.attributes
            names = [label.attributes["name"] for label in group if "name" in label.attributes]
            attributes["name"] = (names or [self._words(group[0])])[0]
            more = {"roles": self._roles(group)} if layer == PERSON else {}
            mentions = [self._quote(label) for label in group]
            entry = self._entry(kind, group[0], attributes, mentions=mentions, **more)
            found += [] if entry is None else [entry]
        return found

    def _people(self) -> list[Person]:
        people = self._entries(PERSON, Person, {})
        held = {title.id for label in self._of(PERSON) for title in self._targets[HAS_TITLE, label.id]}
        for label in self._of(TITLE):
            if label.id not in held:
                self._tell(WrongRelation, f"Belongs to nobody: no {HAS_TITLE} leads to it.", self._place(label))
        return people

    def _roles(self, mentions: Iterable[Label]) -> list[RoleFields]:
        """The roles by the place of their titles, or as the person's own list has them where it says the same."""
        mentions = list(mentions)
        titles = {t.id: t for label in mentions for t in self._targets[HAS_TITLE, label.id]}
        placed = [self._role(title) for title in sorted(titles.values(), key=_order)]
        listed = next((label.attributes["roles"] for label in mentions if "roles" in label.attributes), None)
        if listed is None:
            return placed
        try:
            stated = [{"title": title, "organisation": body} for title, body in json.loads(listed)]
        except (ValueError, TypeError) as error:
            self._tell(WrongValue, f"roles: {error}.", self._place(mentions[0]))
            return placed
        around = [(label.start, label.end) for label in mentions]
        # Of the person's own list, what has a place in the text stands there as long as its title is labelled.
        kept = [r for r in stated if r in placed or nearest(str(r["title"]), self._given.text, around) is None]
        return kept + [role for role in placed if role not in stated]

    def _role(self, title: Label) -> RoleFields:
        body = next(iter(self._targets[HELD_IN, title.id]), None)
        stated = title.attributes.get("organisation")
        if body is not None and (stated is None or stated.casefold() != self._words(body).casefold()):
            stated = self._words(body)
        return {"title": title.attributes.get("title", self._words(title)), "organisation": stated}

    def _dates(self, day: str | None) -> list[Date]:
        found = []
        for label in sorted(self._of(DATE), key=_order):
            attributes = label.attributes
            if not TIMES & set(attributes):
                attributes = date_attributes(self._given.text, (label.start, label.end), day) | attributes
            date = self._entry(Date, label, {"kind": "date", **attributes}, **self._quote(label))
            found += [] if date is None else [date]
        return found

    def _figures(self) -> list[Figure]:
        labels = sorted(self._of(FIGURE), key=_order)
        names = _names(labels)
        codes = load_all("indicators")
        found = []
        for label in labels:
            attributes = label.attributes
            if "value" not in attributes:
                attributes = figure_attributes(self._given.text, (label.start, label.end)) | attributes
            if "value" not in attributes:
                self._tell(WrongValue, "Has no number that can be read; give it as `value`.", self._place(label))
                continue
            code = attributes.get("indicator")
            if code is not None and code not in codes:
                self._tell(WrongValue, f"There is no indicator {code!r}; it is left out.", self._place(label))
                attributes = {name: value for name, value in attributes.items() if name != "indicator"}
            attributes = {"unit": "other", **attributes, "id": names[label.id]}
            figure = self._entry(Figure, label, attributes, **self._quote(label))
            if figure is not None:
                found.append((label, figure))
        self._refer(found)
        return [figure for _, figure in found]

    def _refer(self, found: list[tuple[Label, Figure]]) -> None:
        """Write the relations between figures into them; those to a figure that was left out are told."""
        kept = {label.id: figure.id for label, figure in found}
        for label, figure in found:
            for kind in (PART_OF, NUMERATOR, DENOMINATOR):
                for target in self._targets[kind, label.id]:
                    if target.id not in kept:
                        self._tell(WrongRelation, f"{kind} leads to a figure that was left out.", self._place(label))
                    elif kind == PART_OF:
                        figure.part_of = kept[target.id]
                    else:
                        ratio = (figure.ratio.model_dump() if figure.ratio else {}) | {kind: kept[target.id]}
                        figure.ratio = type(figure).model_validate(figure.model_dump() | {"ratio": ratio}).ratio


def _order(label: Label) -> tuple[bool, list[int], int, int]:
    """By the order that the record had where one is noted, else by place; what was added comes last."""
    noted = [int(part) for part in label.attributes.get("order", "").split(".") if part.isdecimal()]
    return not noted, noted, label.start, label.end


def _names(labels: Iterable[Label]) -> dict[str, str]:
    """The figure id of each label: its own where it has one that no earlier label has, else the next free one."""
    names: dict[str, str] = {}
    for label in labels:
        own = label.attributes.get("id")
        if own and own not in names.values():
            names[label.id] = own
    number = 0
    for label in labels:
        if label.id not in names:
            while f"f{(number := number + 1)}" in names.values():
                pass
            names[label.id] = f"f{number}"
    return names
