"""A record as labels and relations."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import regex

from extractor.exchange.attributes import attributes_of
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
    Relation,
)
from extractor.records import Date, Figure, Organisation, Person, Ratio, Record, Role

Span = tuple[int, int]


def one_line(words: str) -> str:
    """Words as a record's fields have them: one blank for each stretch of white space."""
    return " ".join(words.split())


def labelled(record: Record, text: str | None = None) -> Labelled:
    """The labels of a record; `text` is needed where the record does not carry it (gold files)."""
    whole = record.text if text is None else text
    found = Labelled(record.document.id, whole or "")
    _Labels(found).add(record)
    rest: dict[str, Any] = {"document": record.document.model_dump(by_alias=True, exclude_unset=True)}
    for name in ("zones", "warnings"):
        if entries := getattr(record, name):
            rest[name] = [entry.model_dump(by_alias=True) for entry in entries]
    found.notes = rest
    return found


class _Labels:
    """Adds the entries of a record to a document's labels, in the order of the record."""

    def __init__(self, found: Labelled) -> None:
        self._found = found
        self._titles: dict[tuple[Span, str, str | None, str], Label] = {}

    def add(self, record: Record) -> None:
        bodies = self._entries(ORG, record.organisations)
        people = self._entries(PERSON, record.people)
        for person, mentions in zip(record.people, people, strict=True):
            self._roles(person, mentions, [label for group in bodies for label in group])
        self._dates(record.dates)
        self._figures(record.figures)

    def _label(self, layer: str, span: Span, attributes: dict[str, str] | None = None) -> Label:
        label = Label(f"L{len(self._found.labels) + 1}", layer, *span, attributes or {})
        self._found.labels.append(label)
        return label

    def _relate(self, kind: str, source: Label, target: Label) -> None:
        self._found.relations.append(Relation(kind, source.id, target.id))

    def _quote(self, span: Span) -> str:
        return one_line(self._found.text[slice(*span)])

    def _entries(self, layer: str, entries: Sequence[Person | Organisation]) -> list[list[Label]]:
        """The labels of each entry: its first mention with the attributes, the others `same_as` that."""
        spans = [[mention.span for mention in entry.mentions] for entry in entries]
        ordered = spans == sorted((sorted(group) for group in spans), key=lambda group: group[0])
        heads = Counter(words for group in spans for words in {self._quote(span).casefold() for span in group})
        found = []
        for i, (entry, group) in enumerate(zip(entries, spans, strict=True)):
            labels = [self._label(layer, span) for span in group]
            head = labels[0]
            head.attributes |= attributes_of(entry)
            words = self._quote((head.start, head.end))
            if entry.name == words and heads[words.casefold()] == 1:  # else it says that they are not one and the same
                del head.attributes["name"]
            for j, label in enumerate(labels):
                if not ordered:
                    label.attributes["order"] = f"{i}.{j}"
                if j:
                    self._relate(SAME_AS, label, head)
            found.append(labels)
        return found

    def _roles(self, person: Person, mentions: list[Label], bodies: list[Label]) -> None:
        """A label for each title at its place nearest to the person; what stands nowhere is an attribute."""
        around = [(label.start, label.end) for label in mentions]
        places = [nearest(role.title, self._found.text, around) for role in person.roles]
        placed = [(place, role) for place, role in zip(places, person.roles, strict=True) if place is not None]
        head = mentions[0]
        if len(placed) < len(person.roles) or [place for place, _ in placed] != sorted(place for place, _ in placed):
            # The order of the roles is not that of their places, or some have none: the list itself is kept.
            head.attributes["roles"] = json.dumps([[r.title, r.organisation] for r in person.roles], ensure_ascii=False)
        for place, role in placed:
            self._relate(HAS_TITLE, head, self._title(head, place, role, bodies))

    def _title(self, holder: Label, place: Span, role: Role, bodies: list[Label]) -> Label:
        """The label of a title; people who share its words share it, if they hold it in the same body."""
        body = _body(role.organisation, place, [(b, self._quote((b.start, b.end))) for b in bodies])
        key = (place, role.title, role.organisation, body.id if body else "")
        shared = self._titles.get(key)
        if shared is None or Relation(HAS_TITLE, holder.id, shared.id) in self._found.relations:
            label = self._titles[key] = self._label(TITLE, place)
            if role.title != self._quote(place):
                label.attributes["title"] = role.title
            if body is not None:
                self._relate(HELD_IN, label, body)
            if role.organisation is not None and (
                body is None or role.organisation != self._quote((body.start, body.end))
            ):
                label.attributes["organisation"] = role.organisation
        return self._titles[key]

    def _dates(self, dates: Sequence[Date]) -> None:
        for order, date in _ordered(dates):
            self._label(DATE, date.span, attributes_of(date) | order)

    def _figures(self, figures: Sequence[Figure]) -> None:
        labels: dict[str, Label] = {}
        for order, figure in _ordered(figures):
            labels[figure.id] = self._label(FIGURE, figure.span, attributes_of(figure) | order)
        for figure in figures:
            ratio = figure.ratio or Ratio()
            references = {PART_OF: figure.part_of, NUMERATOR: ratio.numerator, DENOMINATOR: ratio.denominator}
            for kind, name in references.items():
                if name in labels:
                    self._relate(kind, labels[figure.id], labels[name])


def _ordered(entries: Sequence[Date] | Sequence[Figure]) -> Iterable[tuple[dict[str, str], Any]]:
    """Entries with their place in the list as an attribute, where that is not the order of the text."""
    spans = [entry.span for entry in entries]
    ordered = spans == sorted(spans)
    return (({} if ordered else {"order": str(i)}, entry) for i, entry in enumerate(entries))


def nearest(words: str, text: str, around: Sequence[Span]) -> Span | None:
    """Where the words stand nearest to one of these spans and not over it: letter case and line ends do not count."""
    pattern = r"(?<!\w)" + r"\s+".join(map(regex.escape, words.split())) + r"(?!\w)"
    places = [match.span() for match in regex.finditer(pattern, text, regex.IGNORECASE)] if words.split() else []
    free = [place for place in places if not any(place[0] < end and start < place[1] for start, end in around)]

    def distance(place: Span) -> int:
        return min(max(start - place[1], place[0] - end) for start, end in around)

    return min(free, key=lambda place: (distance(place), place), default=None)


def _body(name: str | None, place: Span, bodies: Sequence[tuple[Label, str]]) -> Label | None:
    """The mention of the body nearest to the title, by its words as written, else whatever their letter case."""
    if name is None:
        return None
    groups: dict[bool, list[Label]] = defaultdict(list)
    for label, words in bodies:
        if words.casefold() == one_line(name).casefold():
            groups[words == name].append(label)
    near = groups[True] or groups[False]
    return min(near, key=lambda label: (abs(label.start - place[1]), label.start), default=None)
