"""What a form says, as an entry of the record: one function a layer. Offsets come from the page, quotes do not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from starlette.datastructures import FormData

from extractor.batch.outcome import LARGEST
from extractor.errors import CorrectionRefused
from extractor.normalise import normalise
from extractor.query.filters import first_day, last_day
from extractor.records import Record
from extractor.store.labels import Layer

HAND = "hand"  # the rule of what a person has said or confirmed
LAYERS: tuple[Layer, ...] = ("figures", "people", "organisations", "dates", "document")
_DAY_LENGTH = len("2023-06-30")
_BETWEEN = "|"  # a role's title and its organisation, on a line

Entry = dict[str, Any]


def confirmed(entry: Mapping[str, Any]) -> Entry:
    """The entry as a person stands by it."""
    return {**entry, "rule": HAND, "confidence": 1.0}


def entry_from(layer: Layer, form: FormData, record: Record, base: Entry) -> Entry:
    """The entry that a form describes; `base` is what it was. Raises CorrectionRefused (A007)."""
    made = _MAKERS[layer](form, record, dict(base))
    return made if layer == "document" else confirmed(made)


def words_of(form: FormData, name: str) -> str | None:
    """A field's words with single spaces; None for none."""
    value = form.get(name)
    return " ".join(value.split()) or None if isinstance(value, str) else None


def number_of(words: str | None, where: str) -> int | float | None:
    """A number as people write it: 1.846, 15,4, 1,2 triệu. Raises CorrectionRefused (A007)."""
    if words is None:
        return None
    found = [one for one in normalise(words) if one["kind"] == "figure"]
    if len(found) != 1 or found[0]["value_max"] is not None or len(found[0]["text"]) < len(words.strip("+ ")):
        raise CorrectionRefused(f"{words!r} is not a number.", where)
    value: int | float = found[0]["value"]
    if not abs(value) < LARGEST:
        raise CorrectionRefused(f"{words!r} is not a number.", where)
    return value


def span_from(form: FormData, text: str) -> tuple[int, int]:
    """A stretch of the text, without the spaces around it. Raises CorrectionRefused (A007)."""
    try:
        start, end = int(str(form.get("start"))), int(str(form.get("end")))
    except ValueError:
        raise CorrectionRefused("No words of the text are chosen.", "span") from None
    return trimmed(text, start, end)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise CorrectionRefused("No words of the text are chosen.", "span")
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _figure(form: FormData, record: Record, entry: Entry) -> Entry:
    text = record.text or ""
    start, end = span_from(form, text)
    value = number_of(words_of(form, "value"), "value")
    if value is None:
        raise CorrectionRefused("A figure has a value.", "value")
    entry |= {"span": (start, end), "text": text[start:end], "value": value}
    entry["value_max"] = number_of(words_of(form, "value_max"), "value_max")
    for name in ("modifier", "unit", "indicator", "status", "per", "counted", "place", "actor", "part_of"):
        entry[name] = words_of(form, name)
    entry["period"] = _period(form, "period_from", "period_to")
    entry["ratio"] = None
    if form.get("is_share"):
        entry["ratio"] = {
            "numerator": words_of(form, "numerator"),
            "denominator": words_of(form, "denominator"),
            "denominator_value": number_of(words_of(form, "denominator_value"), "denominator_value"),
        }
    return entry


def _date(form: FormData, record: Record, entry: Entry) -> Entry:
    text = record.text or ""
    start, end = span_from(form, text)
    return entry | {
        "span": (start, end), "text": text[start:end], "kind": words_of(form, "kind"),
        "from": words_of(form, "from"), "to": words_of(form, "to"), "value": words_of(form, "value"),
        "modifier": words_of(form, "modifier"),
    }  # fmt: skip


def _person(form: FormData, record: Record, entry: Entry) -> Entry:
    lines = [line for line in str(form.get("roles") or "").splitlines() if line.strip(f"{_BETWEEN} ")]
    roles = []
    for line in lines:
        title, _, body = (" ".join(part.split()) for part in line.partition(_BETWEEN))
        roles.append({"title": title, "organisation": body or None})
    return _named(form, record, entry) | {"roles": roles}


def role_lines(entry: Entry) -> list[str]:
    """A person's roles as the form has them: a line each."""
    return [
        f"{role['title']} {_BETWEEN} {role['organisation']}" if role["organisation"] else role["title"]
        for role in entry["roles"]
    ]


def _organisation(form: FormData, record: Record, entry: Entry) -> Entry:
    return _named(form, record, entry) | {"type": words_of(form, "type")}


def _named(form: FormData, record: Record, entry: Entry) -> Entry:
    """Name and mentions; a mention is a checkbox with its span as "12-20"."""
    name = words_of(form, "name")
    if name is None:
        raise CorrectionRefused("A name is needed.", "name")
    text = record.text or ""
    spans = set()
    for value in form.getlist("mention"):
        start, _, end = str(value).partition("-")
        if not (start.isdecimal() and end.isdecimal()):
            raise CorrectionRefused("No words of the text are chosen.", "mention")
        spans.add(trimmed(text, int(start), int(end)))
    return entry | {"name": name, "mentions": [{"span": span, "text": text[slice(*span)]} for span in sorted(spans)]}


def _document(form: FormData, record: Record, entry: Entry) -> Entry:
    for name in ("kind", "title", "source", "byline", "place", "number", "subject", "issuer"):
        entry[name] = words_of(form, name)
    entry["published"] = _period(form, "published_from", "published_to")
    listed = str(form.get("recipients") or "").splitlines()
    entry["recipients"] = [" ".join(line.split()) for line in listed if line.strip()]
    signatory = {name: words_of(form, f"signatory_{name}") for name in ("name", "title", "authority")}
    entry["signatory"] = signatory if any(signatory.values()) else None
    return entry


def _period(form: FormData, first: str, last: str) -> Entry | None:
    """Whole days from two fields. A year or a month stands for its first or last day; alone, for all of it."""
    start, end = words_of(form, first), words_of(form, last)
    if start and not end and len(start) < _DAY_LENGTH:
        end = start
    days: Entry = {}
    for key, name, words, read in (("from", first, start, first_day), ("to", last, end, last_day)):
        try:
            days[key] = read(words).isoformat() if words else None
        except ValueError as error:
            raise CorrectionRefused(f"{words!r} is not a day.", name) from error
    return days if any(days.values()) else None


_MAKERS: dict[str, Callable[[FormData, Record, Entry], Entry]] = {
    "figures": _figure, "dates": _date, "people": _person, "organisations": _organisation, "document": _document,
}  # fmt: skip
