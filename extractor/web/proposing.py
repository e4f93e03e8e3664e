"""What a new entry is likely to be, from the words that a person points at: less to type, all of it to be looked at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from extractor.errors import CorrectionRefused
from extractor.evaluate.align import Sentences
from extractor.facade import extract
from extractor.normalise import normalise
from extractor.records import Figure, Organisation, Person, Record
from extractor.store.labels import Layer
from extractor.web.entries import Entry, trimmed

_LONGEST_NAME = 300  # characters; whoever chooses a page of text as a name does not get it read
_NUMBER = re.compile(r"\d+")


def found_at(text: str, words: str, near: int = 0) -> tuple[int, int]:
    """Where these words stand in the text: the next place from `near` on, else the first. Raises CorrectionRefused."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    places = [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)] if pattern else []
    if not places:
        raise CorrectionRefused(f"{words!r} does not stand in the text.", "words")
    return next((place for place in places if place[0] >= near), places[0])


def proposed(layer: Layer, record: Record, start: int, end: int) -> Entry:
    """A new entry for these characters, as a JSON object."""
    text = record.text or ""
    span = trimmed(text, start, end)
    if layer == "figures":
        return _figure(record, text, span)
    if layer == "dates":
        return _date(record, text, span)
    name = " ".join(text[slice(*span)].split())
    mentions = [{"span": place, "text": text[slice(*place)]} for place in _everywhere(record, text, span)]
    if layer == "people":
        return {"name": name, "roles": [], "mentions": mentions}
    told = extract(name).organisations if len(name) <= _LONGEST_NAME else []
    return {"name": name, "type": told[0].type if told else "other", "mentions": mentions}


def sentence_of(record: Record, text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around these characters: one that the program saw, else one that ends at full stops."""
    for entry in (*record.figures, *record.dates):
        if entry.sentence and entry.sentence[0] <= start and end <= entry.sentence[1]:
            return entry.sentence
    words, (first, _) = Sentences(text).around((start, end))
    return start - first, start - first + max(len(words), end - start)


def _figure(record: Record, text: str, span: tuple[int, int]) -> Entry:
    sentence = sentence_of(record, text, *span)
    told = _read(text, sentence, span, ("figure",))
    entry: Entry = {
        "id": _next_id(record.figures), "span": span, "text": text[slice(*span)], "value": 0, "value_max": None,
        "modifier": None, "unit": "person", "counted": None, "indicator": None, "status": "actual", "per": None,
        "period": None, "place": None, "actor": None, "part_of": None, "ratio": None, "sentence": sentence,
    }  # fmt: skip
    entry |= _around(record.figures, span, sentence)
    if told:
        begin, close = told["span"]
        entry |= {name: told[name] for name in ("value", "value_max", "modifier")}
        entry |= {"span": (begin, close), "text": text[begin:close]}
        if told["unit"] is not None and (told["unit"] == "percent" or told["unit"].isupper()):
            entry["unit"] = told["unit"]
        if told["unit"] == "percent" or told["denominator_value"] is not None:
            entry["ratio"] = {
                "numerator": None, "denominator": None, "denominator_value": told["denominator_value"],
            }  # fmt: skip
    return entry


def _around(figures: Sequence[Figure], span: tuple[int, int], sentence: tuple[int, int]) -> Entry:
    """Period, place, actor and status of the figure before it in its sentence, else those that most figures have."""
    before = [figure for figure in figures if sentence[0] <= figure.span[0] < sentence[1]]
    if before:
        near = min(before, key=lambda figure: (figure.span[0] > span[0], abs(figure.span[0] - span[0])))
        told = near.model_dump(by_alias=True)
        return {name: told[name] for name in ("period", "place", "actor", "status")}
    places = Counter(figure.place for figure in figures if figure.place)
    return {"place": places.most_common(1)[0][0]} if places else {}


def _date(record: Record, text: str, span: tuple[int, int]) -> Entry:
    told = _read(text, sentence_of(record, text, *span), span, ("date", "interval", "duration"), _day(record))
    entry: Entry = {
        "span": span, "text": text[slice(*span)], "kind": "date", "from": None, "to": None, "value": None,
        "modifier": None, "sentence": sentence_of(record, text, *span),
    }  # fmt: skip
    return entry | {name: told[name] for name in ("kind", "from", "to", "value", "modifier")} if told else entry


def _day(record: Record) -> str | None:
    return record.document.published.start if record.document.published else None


def _read(
    text: str, sentence: tuple[int, int], span: tuple[int, int], kinds: tuple[str, ...], day: str | None = None
) -> dict[str, Any] | None:
    """What the program's grammar reads at these characters: in their sentence, else on their own."""
    for begin, close in (sentence, span):
        for one in normalise(text[begin:close], day):
            first, last = begin + one["span"][0], begin + one["span"][1]
            if one["kind"] in kinds and first < span[1] and span[0] < last:
                return {**one, "span": (first, last)}
    return None


def _everywhere(record: Record, text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """The span, and every other place with the same words that no entry has yet."""
    named: list[Person | Organisation] = [*record.people, *record.organisations]
    taken = [mention.span for entry in named for mention in entry.mentions]
    words = re.escape(text[slice(*span)])
    same = [match.span() for match in re.finditer(rf"(?<!\w){words}(?!\w)", text)]
    free = [place for place in same if all(place[1] <= one[0] or one[1] <= place[0] for one in taken)]
    return sorted({span, *free})


def _next_id(figures: Sequence[Figure]) -> str:
    used = [int(found[0]) for figure in figures if (found := _NUMBER.search(figure.id))]
    return f"f{max(used, default=0) + 1}"
