r"""brat standoff: a folder with NAME.txt and NAME.ann for each document, and annotation.conf for the project.

Attributes with a closed list are brat's attributes; those in free words stand in the note of a label, as
`counted=đoàn viên ưu tú; period=2023-01-01/2023-12-31`, where `\;`, `\\` and `\uXXXX` are escapes. brat has no notes
of a document: what no label holds lies beside it in NAME.notes.json, which brat leaves alone. Its lines end wherever
Unicode has a line end: words over several lines are given in pieces. Offsets are code points.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, count, pairwise
from pathlib import Path
from typing import Any

from extractor.errors import ExchangeError, MisplacedLabel, NotThatFormat, WrongRelation, WrongValue
from extractor.exchange.gold import file_name
from extractor.exchange.graph import ENDS, HIDDEN, LAYERS, Label, Labelled, Relation
from extractor.exchange.label_config import SHOWN, choices
from extractor.exchange.notes import notes_of
from extractor.exchange.offsets import Unit
from extractor.exchange.reading import Raw, text_of

UNIT: Unit = "code-points"
CONFIG = "annotation.conf"
_NOTE, _NOTES = "AnnotatorNotes", ".notes.json"
_ENTRY = re.compile(r"\s*(\w+)=((?:\\.|[^;\\])*)(?:;|$)", re.DOTALL)
_ESCAPE = re.compile(r"\\(u[0-9a-f]{4}|.)", re.DOTALL)
_LINE_ENDS = "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def write(documents: Iterable[Labelled], path: Path) -> None:
    """The folder, with its files for each document. What lies there already is replaced."""
    path.mkdir(parents=True, exist_ok=True)
    (path / CONFIG).write_text(config(), encoding="utf-8")
    used: set[str] = set()
    for document in documents:
        own = file_name(document.name)
        name = next(free for free in chain([own], (f"{own}-{i}" for i in count(2))) if free not in used)
        used.add(name)
        (path / f"{name}.txt").write_text(document.text, encoding="utf-8", newline="")
        untagged = {label.id for label in document.labels if _edged(document.text[label.start : label.end])}
        content = "".join(f"{line}\n" for line in lines(document, untagged))
        (path / f"{name}.ann").write_text(content, encoding="utf-8", newline="")
        notes = notes_of(document, _written, untagged=untagged)
        (path / f"{name}{_NOTES}").write_text(json.dumps(notes, ensure_ascii=False) + "\n", encoding="utf-8")


def config() -> str:
    """annotation.conf: the labels, the relations with what they join, and the attributes with their lists."""
    relations = [f"{kind}\tArg1:{one}, Arg2:{other}" for kind, ends in ENDS.items() for one, other in ends]
    layers = {name: "|".join(layer for layer in LAYERS if name in SHOWN[layer]) for name in choices()}
    attributes = [f"{name}\tArg:{layers[name]}, Value:{'|'.join(values)}" for name, values in choices().items()]
    overlap = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    parts = {"entities": LAYERS, "relations": [overlap, *relations], "events": [], "attributes": attributes}
    return "\n".join(f"[{name}]\n" + "".join(f"{line}\n" for line in part) for name, part in parts.items())


def _edged(words: str) -> bool:
    """Whether a line ends at the edge of the words: an .ann file has no place for such a label."""
    return words[0] in _LINE_ENDS or words[-1] in _LINE_ENDS


def lines(document: Labelled, untagged: Collection[str] = ()) -> Iterator[str]:
    """The lines of the .ann file, without the labels whose ids are given."""
    labels = [label for label in document.labels if label.id not in untagged]
    number = {label.id: f"T{i}" for i, label in enumerate(labels, start=1)}
    attributes = notes = 0
    for label in labels:
        pieces = list(_pieces(document.text, label.start, label.end))
        places = ";".join(f"{start} {end}" for start, end in pieces)
        words = " ".join(document.text[start:end] for start, end in pieces)
        yield f"{number[label.id]}\t{label.layer} {places}\t{words}"
        for name, value in label.attributes.items():
            if _closed(label, name):
                attributes += 1
                yield f"A{attributes}\t{name} {number[label.id]} {value}"
        free = "; ".join(f"{name}={_escaped(value)}" for name, value in label.attributes.items() if _free(label, name))
        if free:
            notes += 1
            yield f"#{notes}\t{_NOTE} {number[label.id]}\t{free}"
    held = [r for r in document.relations if r.source in number and r.target in number]
    for i, relation in enumerate(held, start=1):
        yield f"R{i}\t{relation.type} Arg1:{number[relation.source]} Arg2:{number[relation.target]}"


def _closed(label: Label, name: str) -> bool:
    return name in choices() and label.attributes[name] in choices()[name]


def _free(label: Label, name: str) -> bool:
    return name not in HIDDEN and not _closed(label, name)


def _written(label: Label, name: str) -> bool:
    return _closed(label, name) or _free(label, name)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without the line ends and tabs in it, which an .ann file cannot quote."""
    first = start
    for offset in range(start, end):
        if text[offset] in _LINE_ENDS:
            if first < offset:
                yield first, offset
            first = offset + 1
    if first < end:
        yield first, end


def _escaped(value: str) -> str:
    value = value.replace("\\", "\\\\").replace(";", "\\;")
    return "".join(f"\\u{ord(c):04x}" if c in _LINE_ENDS else c for c in value)


def _unescaped(value: str) -> str:
    return _ESCAPE.sub(lambda m: chr(int(m[1][1:], 16)) if len(m[1]) == 5 else m[1], value)


def read(path: Path) -> Iterator[Raw | ExchangeError]:
    """Every document of the folder, or the one whose .ann file is given."""
    for place in sorted(path.rglob("*.ann")) if path.is_dir() else [path]:
        name = place.relative_to(path).as_posix() if path.is_dir() else place.name
        try:
            text = text_of(place.with_name(place.name.removesuffix(".ann") + ".txt"))
            raw = Raw(name.removesuffix(".ann"), text)
            _read_lines(raw, text_of(place), place.name)
            raw.notes = _notes(raw, place.with_name(place.name.removesuffix(".ann") + _NOTES))
        except NotThatFormat as error:
            yield error
            continue
        yield raw


def _read_lines(raw: Raw, content: str, file: str) -> None:
    said: list[tuple[str, str, str]] = []
    for number, line in enumerate(content.split("\n"), start=1):
        where = f"{file}:{number}"
        name, _, rest = line.rstrip("\r").partition("\t")
        data, _, tail = rest.partition("\t")
        if name.startswith("T"):
            _add_label(raw, name, data, tail, where)
        elif name.startswith("R"):
            parts = re.fullmatch(r"(\S+) \w+:(\S+) \w+:(\S+)\s*", data)
            if parts is None:
                raw.refuse(WrongRelation, f"Is no relation of two labels: {data!r}.", where)
            else:
                raw.relations.append(Relation(parts[1], parts[2], parts[3], where=where))
        elif name == "*":
            kind, *members = data.split()
            raw.relations += [Relation("same_as", member, members[0], where=where) for member in members[1:]]
        elif name.startswith(("A", "M")):
            kind, target, value = [*data.split(" ", 2), "", ""][:3]
            said.append((target, kind, value))
        elif name.startswith("#"):
            target = data.rpartition(" ")[2]
            said += [(target, entry[1], _unescaped(entry[2])) for entry in _ENTRY.finditer(tail)]
            if rest := _ENTRY.sub("", tail).strip():
                raw.refuse(WrongValue, f"The note has no place in a record: {rest[:60]!r}.", where)
        elif line.strip():
            raw.refuse(WrongValue, f"Lines that begin with {name[:1]!r} have no place in a record.", where)
    labels = {label.id: label for label in raw.labels}
    for target, name, value in said:
        if target in labels:
            labels[target].attributes[name] = value


def _notes(raw: Raw, path: Path) -> Any:
    try:
        return json.loads(text_of(path)) if path.exists() else None
    except ValueError:
        raw.refuse(WrongValue, "Is not JSON; the notes are left out.", path.name)
        return None


def _add_label(raw: Raw, name: str, data: str, words: str, where: str) -> None:
    kind, _, places = data.partition(" ")
    try:
        pieces = [(int(start), int(end)) for start, end in (place.split() for place in places.split(";"))]
    except ValueError:
        raw.refuse(MisplacedLabel, f"Is no list of offsets: {places!r}.", where)
        return
    gaps = [raw.text[one[1] : other[0]] for one, other in pairwise(pieces)]
    if any(gap.strip() for gap in gaps):
        raw.refuse(MisplacedLabel, f"Is in several pieces with words between them: {words[:60]!r}.", where)
        return
    raw.labels.append(Label(name, kind, pieces[0][0], pieces[-1][1], where=where))
    if words:
        raw.quotes[name] = words
