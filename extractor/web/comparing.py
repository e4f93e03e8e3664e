"""Two people's labels of one document: what they agree on, what differs side by side, and one record out of both."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from extractor.evaluate.align import align, folded
from extractor.evaluate.compare import Pair, compare
from extractor.evaluate.measures import Counts
from extractor.records import Figure, Record
from extractor.store.labels import Change, Layer
from extractor.web.entries import HAND, LAYERS, Entry

_AGREED = (
    "people.names", "people.roles", "orgs.mentions", "dates.value", "figures.found", "figures.indicator",
    "figures.full",
)  # fmt: skip
_UNCOMPARED = {"rule", "confidence", "sentence", "id", "sha256", "path"}


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry that two labels do not have alike; None: it is not there. `fields` are the names of what differs."""

    name: str
    layer: Layer
    one: Entry | None
    other: Entry | None
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`agreement` has the F1 of each measure, which does not depend on whose label comes first."""

    agreement: dict[str, float]
    differences: list[Difference]
    same: int


def compared(one: Record, other: Record) -> Comparison:
    """Both records must be about the same text."""
    counts: Mapping[str, Counts] = compare(Pair(one, other, one.text or "")).counts
    pairs = [(layer, *pair) for layer, pair in _pairs(one, aligned(one, other))]
    differences = [
        Difference(f"d{number}", layer, first, second, fields)
        for number, (layer, first, second) in enumerate(pairs)
        if (fields := _differing(first, second)) is not None
    ]
    return Comparison({name: counts[name].f1 for name in _AGREED}, differences, len(pairs) - len(differences))


def settled(one: Record, other: Record, chosen: Mapping[str, str]) -> Record:
    """The record in which each difference is as chosen: "one" or "other" by its name; "one" where nothing is."""
    kept: dict[Layer, list[Entry]] = {layer: [] for layer in LAYERS}
    for number, (layer, pair) in enumerate(_pairs(one, aligned(one, other))):
        first, second = pair
        entry = second if chosen.get(f"d{number}") == "other" else first
        if _differing(first, second) is None and second is not None and second.get("rule") == HAND:
            entry = second  # what both say, and one of them has confirmed
        if entry is not None:
            kept[layer].append(entry)
    for layer in ("figures", "dates"):
        kept[layer].sort(key=lambda entry: tuple(entry["span"]))
    whole = one.to_json() | {layer: entries for layer, entries in kept.items() if layer != "document"}
    whole["document"] = kept["document"][0]
    whole["figures"] = list(map(_without_dangling(kept["figures"]), kept["figures"]))
    return Record.model_validate(whole)


def aligned(one: Record, other: Record) -> Record:
    """The other record, with the ids that its figures have in the first one; figures of its own get new ones."""
    pairs = align([figure.span for figure in one.figures], [figure.span for figure in other.figures])
    names = {other.figures[j].id: one.figures[i].id for i, j in pairs}
    taken = {figure.id for figure in one.figures}
    number = 0
    for figure in other.figures:
        while figure.id not in names:
            number += 1
            if f"f{number}" not in taken:
                names[figure.id] = f"f{number}"
                taken.add(f"f{number}")
    return other.model_copy(update={"figures": [_renamed(figure, names) for figure in other.figures]})


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


def _pairs(one: Record, other: Record) -> Iterator[tuple[Layer, tuple[Entry | None, Entry | None]]]:
    """Entries that answer to each other, layer by layer in the order of the text."""
    left, right = one.to_json(), other.to_json()
    for layer in LAYERS:
        if layer == "document":
            yield layer, (left[layer], right[layer])
            continue
        matched = _matched(layer, left[layer], right[layer])
        partner = dict(matched)
        alone = set(range(len(right[layer]))) - set(partner.values())
        found: list[tuple[Entry | None, Entry | None]] = []
        for number, entry in enumerate(left[layer]):
            found.append((entry, right[layer][partner[number]] if number in partner else None))
        found += [(None, right[layer][number]) for number in sorted(alone)]
        yield from ((layer, pair) for pair in sorted(found, key=lambda pair: _start(pair[0] or pair[1] or {})))


def _matched(layer: Layer, one: Sequence[Entry], other: Sequence[Entry]) -> list[tuple[int, int]]:
    if layer == "people":
        return [
            (i, j) for i, a in enumerate(one) for j, b in enumerate(other) if folded(a["name"]) == folded(b["name"])
        ]
    return align([_span(entry) for entry in one], [_span(entry) for entry in other])


def _span(entry: Entry) -> tuple[int, int]:
    start, end = entry["span"] if "span" in entry else entry["mentions"][0]["span"]
    return start, end


def _start(entry: Entry) -> int:
    return _span(entry)[0]


def _differing(one: Entry | None, other: Entry | None) -> tuple[str, ...] | None:
    """The names of what differs; empty when one is not there, None when both are alike."""
    if one is None or other is None:
        return ()
    names = tuple(name for name in one if name not in _UNCOMPARED and _text(one[name]) != _text(other.get(name)))
    return names or None


def _renamed(figure: Figure, names: Mapping[str, str]) -> Figure:
    def named(name: str | None) -> str | None:
        return None if name is None else names.get(name, name)

    ratio = figure.ratio
    if ratio is not None:
        parts = {"numerator": named(ratio.numerator), "denominator": named(ratio.denominator)}
        ratio = ratio.model_copy(update=parts)
    return figure.model_copy(update={"id": names[figure.id], "part_of": named(figure.part_of), "ratio": ratio})


def _without_dangling(figures: Sequence[Entry]) -> Callable[[Entry], Entry]:
    """A figure whose whole or terms were not chosen loses the reference."""
    known = {figure["id"] for figure in figures}

    def kept(name: str | None) -> str | None:
        return name if name in known else None

    def sound(figure: Entry) -> Entry:
        ratio = figure["ratio"]
        if ratio:
            ratio = {**ratio, "numerator": kept(ratio["numerator"]), "denominator": kept(ratio["denominator"])}
        return {**figure, "part_of": kept(figure["part_of"]), "ratio": ratio}

    return sound


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
