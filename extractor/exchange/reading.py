"""What the readers of all formats share: raw labels with a tool's offsets become labels of the normal text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.errors import ExchangeError, MisplacedLabel, NotThatFormat
from extractor.exchange.graph import Label, Labelled, Relation, split_label
from extractor.exchange.notes import with_notes
from extractor.exchange.offsets import Counted, Unit


@dataclass(slots=True)
class Raw:
    """A document as it stands in a tool's file: its text unchanged, its offsets in the tool's unit.

    `quotes` are the words that the file gives for a label; they tell whether the offsets are understood.
    """

    name: str
    text: str
    labels: list[Label] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    notes: Any = None
    quotes: dict[str, str] = field(default_factory=dict)
    problems: list[ExchangeError] = field(default_factory=list)

    def refuse(self, kind: type[ExchangeError], what: str, where: str) -> None:
        self.problems.append(kind(what, f"{self.name}: {where}"))


def placed(raw: Raw, unit: Unit) -> Labelled:
    """The labels with offsets in the normal text; those that lie outside it are told in `raw.problems`."""
    counted = Counted(raw.text, unit)
    found = Labelled(raw.name, counted.text, relations=raw.relations)
    for label in raw.labels:
        place = counted.code_points(label.start, label.end)
        span = counted.span(label.start, label.end)
        at = f"{label.where or label.id} {label.layer} [{label.start}, {label.end})"
        if place is None or span is None:
            raw.refuse(MisplacedLabel, f"Lies outside the text of {len(raw.text)} characters.", at)
            continue
        words, quote = raw.text[slice(*place)], raw.quotes.get(label.id)
        if quote is not None and quote.split() != words.split():
            raw.refuse(MisplacedLabel, f"The file quotes {quote[:60]!r}, the text has {words[:60]!r} there.", at)
            continue
        layer, attributes = split_label(label.layer)
        label.layer, label.attributes = layer, label.attributes | attributes
        label.start, label.end = span
        found.labels.append(label)
    return with_notes(found, raw.notes)


def parsed(words: str) -> Any:
    """The value of a JSON text. Raises ValueError."""
    try:
        return json.loads(words)
    except RecursionError as error:
        raise ValueError("it nests too deeply") from error


def as_list(value: Any) -> list[Any]:
    """The value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def is_sound(words: str) -> bool:
    """Whether there are no halves of characters (surrogates) in it, which JSON can hold and no text may."""
    return not any("\ud800" <= character <= "\udfff" for character in words)


def text_of(path: Path) -> str:
    """A file as UTF-8 text, line ends untouched. Raises NotThatFormat (X001)."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise NotThatFormat(f"Cannot be read ({error.strerror}).", str(path)) from error
    except UnicodeDecodeError as error:
        raise NotThatFormat("Is not UTF-8 text.", str(path)) from error


def json_lines(path: Path) -> Iterator[tuple[str, dict[str, Any] | ExchangeError]]:
    """Each line of a JSONL file with its place, as an object or as the reason why it is none."""
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        if line.strip():
            where = f"{path.name}:{number}"
            try:
                value = parsed(line)
            except ValueError as error:
                yield where, NotThatFormat(f"The line is not JSON ({error}).", where)
                continue
            good = isinstance(value, dict)
            yield where, value if good else NotThatFormat("The line is not a JSON object.", where)
