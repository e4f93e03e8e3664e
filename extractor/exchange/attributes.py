"""What a record says of a figure, a date or a body, as attributes of its label, and back.

An attribute that is not there is null in the record. Numbers are plain digits with a decimal point, a span is "12-34",
a period "2018-01-01/2018-12-31" with ".." for an open or unknown end (ISO 8601-2).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from extractor.records import Date, Explained, Figure, Number, Organisation, Person

_OPEN = ".."


def number_text(value: Number) -> str:
    return str(value)


def number(text: str) -> Number:
    """The number that plain digits stand for. Raises ValueError."""
    try:
        return int(text)
    except ValueError:
        value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text!r} is no number")
    return value


def _span_text(span: tuple[int, int]) -> str:
    return f"{span[0]}-{span[1]}"


def _span(text: str) -> tuple[int, int]:
    start, _, end = text.partition("-")
    return int(start), int(end)


def _period_text(period: Mapping[str, str | None]) -> str:
    return f"{period['from'] or _OPEN}/{period['to'] or _OPEN}"


def _period(text: str) -> dict[str, str | None]:
    start, slash, end = text.partition("/")
    if not slash:
        raise ValueError(f"a period is FROM/TO with {_OPEN} for an open end, got {text!r}")
    return {"from": _day(start), "to": _day(end)}


def _day(text: str) -> str | None:
    return None if text == _OPEN else text


Codec = tuple[Callable[[Any], str], Callable[[str], Any]]
_WORDS: Codec = (str, str)
_NUMBER: Codec = (number_text, number)
_DAY: Codec = (str, _day)
_EXPLAINED: dict[str, tuple[str, Codec]] = {
    "rule": ("rule", _WORDS),
    "confidence": ("confidence", (repr, float)),
    "sentence": ("sentence", (_span_text, _span)),
}
# Attribute of a label -> field of the record's entry, and how it is written. Names are unique over all layers but
# those that say the same in each.
FIELDS: dict[type[Explained], dict[str, tuple[str, Codec]]] = {
    Person: {"name": ("name", _WORDS), **_EXPLAINED},
    Organisation: {"name": ("name", _WORDS), "type": ("type", _WORDS), **_EXPLAINED},
    Date: {
        "kind": ("kind", _WORDS), "from": ("from", _DAY), "to": ("to", _DAY), "duration": ("value", _WORDS),
        "time_modifier": ("modifier", _WORDS), **_EXPLAINED,
    },
    Figure: {
        "id": ("id", _WORDS), "value": ("value", _NUMBER), "value_max": ("value_max", _NUMBER),
        "modifier": ("modifier", _WORDS), "unit": ("unit", _WORDS), "counted": ("counted", _WORDS),
        "indicator": ("indicator", _WORDS), "status": ("status", _WORDS), "per": ("per", _WORDS),
        "period": ("period", (_period_text, _period)), "place": ("place", _WORDS), "actor": ("actor", _WORDS),
        **_EXPLAINED,
    },
}  # fmt: skip


_MORE = {Person: {"roles", "order"}, Organisation: {"order"}, Date: {"order"}, Figure: {"order", "share_of"}}
TIMES = frozenset({"from", "to", "duration"})
TITLE_ATTRIBUTES = frozenset({"title", "organisation"})


def names_of(kind: type[Explained]) -> frozenset[str]:
    """The attributes that a label of such an entry may have."""
    return frozenset({*FIELDS[kind], *_MORE[kind]})


def attributes_of(entry: Explained) -> dict[str, str]:
    """The attributes of an entry; the references of a figure are relations and not among them."""
    values = entry.model_dump(by_alias=True)
    found = {
        name: codec[0](values[field])
        for name, (field, codec) in FIELDS[type(entry)].items()
        if values.get(field) is not None
    }
    if isinstance(entry, Figure) and entry.ratio is not None:
        whole = entry.ratio.denominator_value
        found["share_of"] = "" if whole is None else number_text(whole)
    if isinstance(entry, Date) and not TIMES & set(found):
        found["from"] = _OPEN  # unknown, and not merely left to be read from the words
    return found


def fields_of(kind: type[Explained], attributes: Mapping[str, str]) -> dict[str, Any]:
    """The fields of an entry that its attributes give, for validation. Raises ValueError for an unreadable one."""
    fields: dict[str, Any] = {}
    for name, (field, codec) in FIELDS[kind].items():
        if name in attributes:
            try:
                fields[field] = codec[1](attributes[name])
            except ValueError as error:
                raise ValueError(f"{name}: {error}") from error
    if kind is Figure and "share_of" in attributes:
        whole = attributes["share_of"]
        fields["ratio"] = {"denominator_value": number(whole) if whole else None}
    return fields
