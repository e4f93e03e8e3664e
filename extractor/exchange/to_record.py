"""Labels and relations as a record: what breaks the contract is told with its place, everything else is kept."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from extractor.errors import ExchangeError, WrongRelation, WrongValue
from extractor.exchange.attributes import TIMES, fields_of
from extractor.exchange.checked import Checked
from extractor.exchange.from_record import nearest
from extractor.exchange.graph import (
    DATE,
    DENOMINATOR,
    FIGURE,
    HAS_TITLE,
    HELD_IN,
    NUMERATOR,
    ORG,
    PART_OF,
    PERSON,
    SAME_AS,
    TITLE,
    Label,
    Labelled,
)
from extractor.exchange.reread import date_attributes, figure_attributes
from extractor.lexicon import load_all
from extractor.records import Date, DocumentFields, Explained, Figure, Organisation, Person, Record

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
        self._notes = labelled.notes
        self._given = Checked(labelled)

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
        return record, self._given.problems

    def _validated(self, kind: type[Part], fields: Mapping[str, Any], place: str) -> Part | None:
        try:
            return kind.model_validate(fields)
        except ValidationError as error:
            item = error.errors(include_url=False)[0]
            name = ".".join(map(str, item["loc"]))
            self._given.tell(WrongValue, f"{name}: {item['msg']}." if name else f"{item['msg']}.", place)
            return None

    def _entry(self, kind: type[Entry], label: Label, attributes: Mapping[str, str], **fields: Any) -> Entry | None:
        try:
            given = fields_of(kind, attributes)
        except ValueError as error:
            self._given.refuse(WrongValue, f"{error}.", label)
            return None
        return self._validated(kind, {**given, **fields}, self._given.place(label))

    # ---------------------------------------------------------------- the parts of a record

    def _document(self) -> DocumentFields:
        text = self._given.text
        own = {"id": self._given.name, "sha256": hashlib.sha256(text.encode()).hexdigest()}
        stated = self._notes.get("document")
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
        entries = self._notes.get(name)
        found = (
            self._validated(kind, entry, f"{name}[{i}]")
            for i, entry in enumerate(entries if isinstance(entries, list) else [])
        )
        length = len(self._given.text)
        return [e for e in found if e is not None and (name != "zones" or e.span[1] <= length)]  # type: ignore[attr-defined]

    def _groups(self, layer: str) -> Iterator[list[Label]]:
        """The mentions of each person or body, that with the attributes first."""
        labels = self._given.of(layer)
        head = {label.id: label.id for label in labels}

        def root(name: str) -> str:
            while head[name] != name:
                name = head[name]
            return name

        for label in labels:
            for target in self._given.targets(SAME_AS, label):
                if root(label.id) != root(target.id):
                    head[root(label.id)] = root(target.id)
        self._join_new(labels, head, root)
        groups: dict[str, list[Label]] = defaultdict(list)
        for label in sorted(labels, key=_order):
            groups[root(label.id)].append(label)
        yield from sorted(groups.values(), key=lambda group: _order(group[0]))

    def _join_new(self, labels: list[Label], head: dict[str, str], root: Callable[[str], str]) -> None:
        """Mentions about which nothing is said are of whom the same words meant before, as the contract has it."""
        joined = {label.id for label in labels if self._given.targets(SAME_AS, label) or root(label.id) != label.id}
        joined |= {root(name) for name in joined}
        first: dict[str, Label] = {}
        for label in sorted(labels, key=lambda label: (label.start, label.end)):
            known = first.setdefault(self._given.words(label).casefold(), label)
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
            attributes["name"] = (names or [self._given.words(group[0])])[0]
            more = {"roles": self._roles(group)} if layer == PERSON else {}
            mentions = [self._given.quote(label) for label in group]
            entry = self._entry(kind, group[0], attributes, mentions=mentions, **more)
            found += [] if entry is None else [entry]
        return found

    def _people(self) -> list[Person]:
        people = self._entries(PERSON, Person, {})
        held = {title.id for label in self._given.of(PERSON) for title in self._given.targets(HAS_TITLE, label)}
        for label in self._given.of(TITLE):
            if label.id not in held:
                self._given.refuse(WrongRelation, f"Belongs to nobody: no {HAS_TITLE} leads to it.", label)
        return people

    def _roles(self, mentions: Iterable[Label]) -> list[RoleFields]:
        """The roles by the place of their titles, or as the person's own list has them where it says the same."""
        mentions = list(mentions)
        titles = {t.id: t for label in mentions for t in self._given.targets(HAS_TITLE, label)}
        placed = [self._role(title) for title in sorted(titles.values(), key=_order)]
        listed = next((label.attributes["roles"] for label in mentions if "roles" in label.attributes), None)
        if listed is None:
            return placed
        try:
            stated = [{"title": title, "organisation": body} for title, body in json.loads(listed)]
        except (ValueError, TypeError) as error:
            self._given.refuse(WrongValue, f"roles: {error}.", mentions[0])
            return placed
        around = [(label.start, label.end) for label in mentions]
        # Of the person's own list, what has a place in the text stands there as long as its title is labelled.
        kept = [r for r in stated if r in placed or nearest(str(r["title"]), self._given.text, around) is None]
        return kept + [role for role in placed if role not in stated]

    def _role(self, title: Label) -> RoleFields:
        body = next(iter(self._given.targets(HELD_IN, title)), None)
        stated = title.attributes.get("organisation")
        if body is not None and (stated is None or stated.casefold() != self._given.words(body).casefold()):
            stated = self._given.words(body)
        return {"title": title.attributes.get("title", self._given.words(title)), "organisation": stated}

    def _dates(self, day: str | None) -> list[Date]:
        found = []
        for label in sorted(self._given.of(DATE), key=_order):
            attributes = label.attributes
            if not TIMES & set(attributes):
                attributes = date_attributes(self._given.text, (label.start, label.end), day) | attributes
            date = self._entry(Date, label, {"kind": "date", **attributes}, **self._given.quote(label))
            found += [] if date is None else [date]
        return found

    def _figures(self) -> list[Figure]:
        labels = sorted(self._given.of(FIGURE), key=_order)
        names = _names(labels)
        codes = load_all("indicators")
        found = []
        for label in labels:
            attributes = label.attributes
            if "value" not in attributes:
                attributes = figure_attributes(self._given.text, (label.start, label.end)) | attributes
            if "value" not in attributes:
                self._given.refuse(WrongValue, "Has no number that can be read; give it as `value`.", label)
                continue
            code = attributes.get("indicator")
            if code is not None and code not in codes:
                self._given.refuse(WrongValue, f"There is no indicator {code!r}; it is left out.", label)
                attributes = {name: value for name, value in attributes.items() if name != "indicator"}
            attributes = {"unit": "other", **attributes, "id": names[label.id]}
            figure = self._entry(Figure, label, attributes, **self._given.quote(label))
            if figure is not None:
                found.append((label, figure))
        self._refer(found)
        return [figure for _, figure in found]

    def _refer(self, found: list[tuple[Label, Figure]]) -> None:
        """Write the relations between figures into them; those to a figure that was left out are told."""
        kept = {label.id: figure.id for label, figure in found}
        for label, figure in found:
            for kind in (PART_OF, NUMERATOR, DENOMINATOR):
                for target in self._given.targets(kind, label):
                    if target.id not in kept:
                        self._given.refuse(WrongRelation, f"{kind} leads to a figure that was left out.", label)
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
