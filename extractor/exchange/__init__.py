"""Records to and from the files of annotation tools, every label at its place and every relation kept.

A format is a module with `UNIT` (what its offsets count), `write(documents, path)` and `read(path)`. The record is
turned into labels and relations once, in `from_record`, and made again in `to_record`; a format only writes and reads
those. What it cannot hold goes into its own field for notes (`notes`).
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from extractor.errors import ExchangeError, MissingText, NotThatFormat, UsageError
from extractor.exchange import gold
from extractor.exchange.from_record import labelled
from extractor.exchange.offsets import Unit
from extractor.exchange.reading import Raw, json_lines, placed
from extractor.exchange.to_record import record_of
from extractor.records import Record

__all__ = ["FORMATS", "TOOLS", "format_of_input", "format_of_output", "read", "write"]

TOOLS = {"doccano": "doccano", "label-studio": "label_studio", "brat": "brat", "conll": "conll", "spacy": "docbin"}
FORMATS = ("gold", "jsonl", "database", *TOOLS)
_ENDINGS = {
    ".spacy": "spacy", ".conll": "conll", ".bio": "conll", ".iob": "conll", ".ann": "brat", ".jsonl": "jsonl",
    ".json": "label-studio", ".sqlite": "database", ".sqlite3": "database", ".db": "database",
}  # fmt: skip


def format_of_output(path: str) -> str:
    """The format that a name's ending stands for. Raises UsageError (U001) where it stands for none."""
    found = "database" if "://" in path else _ENDINGS.get(Path(path).suffix.lower())
    if found is None or found == "brat":
        raise UsageError("Its name does not say the format.", path, f"Name it with --to: {', '.join(FORMATS)}.")
    return found


def format_of_input(path: str) -> str:
    """The format of a file or folder, by its ending and its content. Raises NotThatFormat (X001)."""
    place = Path(path)
    if "://" in path:
        return "database"
    if place.is_dir():
        return "brat" if next(place.rglob("*.ann"), None) else "gold"
    found = _ENDINGS.get(place.suffix.lower())
    if found in {"jsonl", "label-studio"}:
        return _kind_of_json(place, found)
    if found is None:
        raise NotThatFormat("Its name does not say the format.", path, f"Name it with --from: {', '.join(FORMATS)}.")
    return found


def _kind_of_json(path: Path, otherwise: str) -> str:
    """Our own records have a document; doccano's lines and Label Studio's tasks have none."""
    try:
        with path.open("rb") as file:
            start = file.readline() if otherwise == "jsonl" else file.read()
        value = json.loads(start)
    except (OSError, ValueError):
        return otherwise
    ours = isinstance(value, dict) and "document" in value
    if otherwise == "jsonl":
        return "jsonl" if ours else "doccano"
    return "gold" if ours else "label-studio"


def read(
    path: str, kind: str | None = None, *, texts: Path | None = None, unit: Unit | None = None
) -> Iterator[Record | ExchangeError]:
    """The records of a file, folder or database, each with its text, and whatever had to be left out of them.

    `kind` is one of FORMATS, told by the content where it is None; `texts` the folder with the texts of gold files;
    `unit` what the tool's offsets count, where it is not the usual one.
    """
    kind = kind or format_of_input(path)
    if "://" not in path and not Path(path).exists():
        raise NotThatFormat("There is no such file or folder.", path, "Check the path.")
    if kind == "gold":
        yield from gold.read(Path(path), texts)
    elif kind == "database":
        from extractor.store import Store

        with Store.open(path) as store:
            yield from store.records()
    elif kind == "jsonl":
        yield from _read_jsonl(Path(path), texts)
    else:
        yield from _read_tool(Path(path), _tool(kind), unit)


def _tool(kind: str) -> Any:
    return importlib.import_module(f"{__name__}.{TOOLS[kind]}")


def _read_tool(path: Path, tool: Any, unit: Unit | None) -> Iterator[Record | ExchangeError]:
    for raw in tool.read(path):
        if not isinstance(raw, Raw):
            yield raw
            continue
        record, problems = record_of(placed(raw, unit or tool.UNIT))
        yield from raw.problems
        yield from problems
        yield record


def _read_jsonl(path: Path, texts: Path | None) -> Iterator[Record | ExchangeError]:
    from extractor.evaluate.gold import text_sources
    from extractor.ingest import document_from

    places = text_sources(path, texts) if texts else {}
    for where, value in json_lines(path):
        if isinstance(value, ExchangeError):
            yield value
            continue
        try:
            record = Record.model_validate(value)
        except ValidationError as error:
            item = error.errors(include_url=False)[0]
            at = ".".join(map(str, item["loc"]))
            yield NotThatFormat(f"The line is no record: {at}: {item['msg']}.", where)
            continue
        if record.text is None and record.document.id in places:
            record.text = document_from(places[record.document.id]).text
        yield record if record.text is not None else MissingText("The record has no text.", where)


def write(records: Iterable[Record], path: str, kind: str, *, texts: Path | None = None) -> int:
    """Write records, each with its text, in one of FORMATS; returns how many.

    Raises UsageError (U001) when nothing can be written there.
    """
    count = 0
    waiting = iter(records)
    first = list(islice(waiting, 1))  # what cannot be read at all is told before anything there is replaced

    def counted() -> Iterator[Record]:
        nonlocal count
        for record in chain(first, waiting):
            count += 1
            yield record

    try:
        if kind == "gold":
            list(gold.write(counted(), Path(path), texts))
        elif kind == "database":
            _write_database(counted(), path)
        elif kind == "jsonl":
            _write_jsonl(counted(), Path(path))
        else:
            _tool(kind).write((labelled(record) for record in counted()), Path(path))
    except OSError as error:
        raise UsageError(f"Cannot be written ({error.strerror}).", str(error.filename or path)) from error
    return count


def _write_database(records: Iterable[Record], path: str) -> None:
    from extractor.store import Store

    with Store.open(path) as store:
        for record in records:
            store.save(record)


def _write_jsonl(records: Iterable[Record], path: Path) -> None:
    from extractor.batch.lines import to_line

    with path.open("wb") as file:
        file.writelines(map(to_line, records))
