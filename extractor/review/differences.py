"""Two records of one document side by side: what answers to what, what differs, and one record out of both."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from extractor.errors import UsageError
from extractor.evaluate.align import Sentences, Span, folded, one_to_one, overlap
from extractor.records import Figure, Record

Layer = Literal["document", "people", "organisations", "dates", "figures"]
LAYERS: tuple[Layer, ...] = ("document", "people", "organisations", "dates", "figures")
Entry = dict[str, Any]
# What is not a matter of opinion, and what only the program says.
_UNCOMPARED = {"id", "path", "sha256", "rule", "confidence", "sentence"}
_WORDINGS = {"name", "title", "counted", "place", "actor", "issuer", "subject", "byline", "source"}


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry that two records do not have alike, as the contract's JSON; None where one of them does not have it.

    `name` is stable for the two records; `fields` are those that differ, empty when one entry is not there at all.
    `sentence` is the sentence around it and `mark` its place in that, half-open; "" and None for the document's fields.
    """

    name: str
    layer: Layer
    one: Entry | None
    other: Entry | None
    fields: tuple[str, ...]
    sentence: str = ""
    mark: Span | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where two records differ, in the order of the text, and how many entries they have alike."""

    differences: list[Difference]
    same: int


def compared(one: Record, other: Record, text: str | None = None) -> Comparison:
    """The differences of two records of one text; it is needed for sentences where the first does not carry it.

    Figures answer to each other when their spans touch, dates too, bodies by the mentions that they share, people by
    those or by their names. References between figures are compared by what they lead to, whatever its id.
    """
    sentences = Sentences(text or one.text or "") if text or one.text else None
    found, same = [], 0
    for name, layer, first, second in _pairs(one, renamed(one, other)):
        fields = _differing(first, second)
        if fields is None:
            same += 1
        else:
            start = _start(first or second or {})
            span = (start, _spans(first or second or {})[0][1]) if layer != "document" else None
            sentence, mark = sentences.around(span) if sentences and span else ("", None)
            found.append(Difference(name, layer, first, second, fields, sentence, mark))
    return Comparison(found, same)


def settled(
    one: Record,
    other: Record,
    chosen: Mapping[str, str | Mapping[str, str]],
    surer: Callable[[Entry, Entry], bool] = lambda first, second: False,
) -> Record:
    """The record in which each difference is as chosen, with the first one's text, zones and warnings.

    `chosen` gives for the name of a difference "one" or "other", or that for each of its fields; what is not chosen is
    as in the first record. Of entries that are alike the second's is taken where `surer(first, second)`. A reference
    to a figure that was not chosen is dropped. Raises UsageError (U001) for a choice that there is none of.
    """
    kept: dict[Layer, list[Entry]] = {layer: [] for layer in LAYERS}
    names = set()
    for name, layer, first, second in _pairs(one, renamed(one, other)):
        names.add(name)
        if _differing(first, second) is None:
            entry = second if first and second and surer(first, second) else first
        else:
            entry = _chosen(name, chosen.get(name, "one"), first, second)
        if entry is not None:
            kept[layer].append(entry)
    if unknown := sorted(set(chosen) - names):
        raise UsageError(f"There is no difference {unknown[0]!r}.", None, "Compare the two records again.")
    whole: Entry = one.to_json() | {layer: entries for layer, entries in kept.items() if layer != "document"}
    stated = one.document.model_fields_set | other.document.model_fields_set
    whole["document"] = {name: value for name, value in kept["document"][0].items() if name in stated}
    known = {figure["id"] for figure in whole["figures"]}
    whole["figures"] = [_referring(figure, lambda name: name if name in known else None) for figure in whole["figures"]]
    for warning in whole["warnings"]:
        warning["figures"] = [name for name in warning["figures"] if name in known]
    return Record.model_validate(whole)


def _chosen(name: str, choice: str | Mapping[str, str], first: Entry | None, second: Entry | None) -> Entry | None:
    sides = {"one": first, "other": second}
    if isinstance(choice, str):
        if choice not in sides:
            raise UsageError(f"The choice for {name} is {choice!r}.", None, 'Say "one" or "other".')
        entry = sides[choice]
        # The ids of the first record stay, so that what leads to the figure goes on leading to it.
        return entry if entry is None or first is None else {**entry, "id": first["id"]} if "id" in entry else entry
    if first is None or second is None or set(choice) - set(first) or set(choice.values()) - set(sides):
        remedy = 'Say "one" or "other" for each of its fields.'
        raise UsageError(f"The choice for {name} does not fit its fields.", None, remedy)
    taken = {field: second[field] for field, side in choice.items() if side == "other"}
    if "span" in taken:
        taken["text"] = second["text"]
    return {**first, **taken}


def renamed(one: Record, other: Record) -> Record:
    """The second record with the ids that its figures have in the first; figures of its own get free ones."""
    left, right = ([figure.model_dump() for figure in record.figures] for record in (one, other))
    names = {right[j]["id"]: left[i]["id"] for i, j in _matched(left, right)}
    taken = {figure.id for figure in one.figures}
    number = 0
    for figure in other.figures:
        while figure.id not in names:
            number += 1
            if f"f{number}" not in taken:
                names[figure.id] = f"f{number}"
                taken.add(f"f{number}")
    figures = []
    for figure in other.figures:
        entry = _referring(figure.model_dump(by_alias=True), lambda name: names.get(name, name))
        figures.append(Figure.model_validate({**entry, "id": names[figure.id]}))
    return other.model_copy(update={"figures": figures})


def _referring(figure: Entry, new: Callable[[str], str | None]) -> Entry:
    """The figure with new names for the figures that it leads to."""

    def renamed_(name: str | None) -> str | None:
        return None if name is None else new(name)

    ratio = figure["ratio"]
    if ratio:
        ends = {key: renamed_(ratio[key]) for key in ("numerator", "denominator")}
        ratio = {**ratio, **ends}
    return {**figure, "part_of": renamed_(figure["part_of"]), "ratio": ratio}


def _pairs(one: Record, other: Record) -> Iterator[tuple[str, Layer, Entry | None, Entry | None]]:
    """Entries that answer to each other with a name for the pair, layer by layer in the order of the text."""
    left, right = one.to_json(), other.to_json()
    for layer in LAYERS:
        if layer == "document":
            yield layer, layer, left[layer], right[layer]
            continue
        partner = dict(_matched(left[layer], right[layer]))
        found: list[tuple[Entry | None, Entry | None]] = [
            (entry, right[layer][partner[i]] if i in partner else None) for i, entry in enumerate(left[layer])
        ]
        alone = set(range(len(right[layer]))) - set(partner.values())
        found += [(None, right[layer][j]) for j in sorted(alone)]
        found.sort(key=lambda pair: _start(pair[0] or pair[1] or {}))
        yield from ((f"{layer}-{number}", layer, *pair) for number, pair in enumerate(found))


def matched_entries(one: Record, other: Record, layer: Layer) -> list[tuple[Entry, Entry]]:
    """The entries of a layer that both records have, as the contract's JSON."""
    return [(first, second) for _, where, first, second in _pairs(one, other) if where == layer and first and second]


def _matched(one: Sequence[Entry], other: Sequence[Entry]) -> list[tuple[int, int]]:
    """One-to-one pairs of positions: by the shared part of their spans, for entries of one name even without any."""
    return one_to_one(
        (-likeness, i, j)
        for i, first in enumerate(one)
        for j, second in enumerate(other)
        if (likeness := _likeness(first, second)) > 0
    )


def _likeness(one: Entry, other: Entry) -> float:
    shared = sum(overlap(first, second) for first in _spans(one) for second in _spans(other))
    return shared + (1.0 if "name" in one and folded(one["name"]) == folded(other["name"]) else 0.0)


def _spans(entry: Entry) -> list[Span]:
    return [tuple(entry["span"])] if "span" in entry else [tuple(mention["span"]) for mention in entry["mentions"]]


def _start(entry: Entry) -> int:
    return min(start for start, _ in _spans(entry)) if "span" in entry or "mentions" in entry else 0


def _differing(one: Entry | None, other: Entry | None) -> tuple[str, ...] | None:
    """The names of the fields that differ; empty when one entry is not there, None when both are alike."""
    if one is None or other is None:
        return ()
    quoted = {"text"} if "span" in one else set()
    names = (name for name in one if name not in _UNCOMPARED | quoted)
    return tuple(name for name in names if not _same(name, one[name], other[name])) or None


def _same(name: str, one: Any, other: Any) -> bool:
    """Whether two values say the same: wordings whatever their letter case and white space, lists in any order."""
    if name in _WORDINGS:
        return folded(one) == folded(other)
    if name in {"period", "published", "ratio", "signatory"}:
        one, other = ({key: part for key, part in (value or {}).items() if part is not None} for value in (one, other))
    if name == "recipients":
        one, other = ([folded(value) for value in values] for values in (one, other))
    if isinstance(one, list) and isinstance(other, list):
        one, other = (sorted(json.dumps(part, sort_keys=True) for part in values) for values in (one, other))
    return bool(one == other)
