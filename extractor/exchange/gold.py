"""Gold folders: records that a person has made right, one file each; their texts lie beside them or in a folder."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.errors import DocumentError, ExchangeError, MisplacedLabel, MissingText, NotThatFormat, UsageError
from extractor.evaluate.gold import GoldFile, gold_files, text_sources
from extractor.ingest import document_from
from extractor.ingest.document import Document
from extractor.records import Record

_EXPLAINED = {"rule", "confidence", "sentence"}
_LONGEST_NAME = 120  # characters: file systems take 255 bytes, and a Vietnamese letter takes three


def read(path: Path, texts: Path | None = None) -> Iterator[Record | ExchangeError]:
    """The records of a gold folder, or of one gold file, each with its text."""
    places = text_sources(path, texts)
    for file in gold_files(path):
        if file.record is None:
            yield NotThatFormat(f"Does not fit the contract: {file.problems[0]}.", str(file.path))
        elif file.record.text is None and file.path.stem not in places:
            yield MissingText("Its text is not there.", str(file.path))
        else:
            try:
                document = document_from(places[file.path.stem]) if file.path.stem in places else None
            except DocumentError as error:
                yield MissingText(f"Its text cannot be read: {error}", str(file.path))
            else:
                yield from _checked(file, file.record, document)


def _checked(file: GoldFile, record: Record, document: Document | None) -> Iterator[Record | ExchangeError]:
    if document is not None:
        record.text = document.text
    for problem in record.problems():
        yield MisplacedLabel(f"{problem}.", str(file.path), "Correct the gold file.")
    yield record


def gold_json(record: Record) -> str:
    """The record as a gold file has it: without text, and without what the program says about how it found things.

    Of the document's fields only those that the record states: the others are not scored.
    """
    value = record.model_dump(by_alias=True, exclude={"text", "warnings"})
    value["document"] = record.document.model_dump(by_alias=True, exclude_unset=True)
    for name in ("people", "organisations", "dates", "figures"):
        value[name] = [{key: part for key, part in entry.items() if key not in _EXPLAINED} for entry in value[name]]
    if not record.zones:
        del value["zones"]
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def write(records: Iterable[Record], folder: Path, texts: Path | None = None) -> Iterator[Path]:
    """Write each record as NAME.json, and its text as NAME.txt where no text of that name is there; yields the files.

    NAME is the document's id without its folders. Texts are looked for in `texts`, else in the folder and in `corpus`
    beside it; new ones go to `texts`, else into the folder, and the record then names the hash of that file. Raises
    UsageError (U001) for two documents of one name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    there = _names_of_texts(folder, texts)
    written: set[str] = set()
    for record in records:
        name = file_name(record.document.id)
        if name in written:
            raise UsageError(f"Two documents have the name {name!r}.", str(folder), "Rename one of them.")
        written.add(name)
        fields = {"id": name}
        if name not in there and record.text is not None:
            place = (texts or folder) / f"{name}.txt"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(record.text, encoding="utf-8", newline="")
            fields["sha256"] = hashlib.sha256(record.text.encode()).hexdigest()
        record = record.model_copy(update={"document": record.document.model_copy(update=fields)})
        path = folder / f"{name}.json"
        path.write_text(gold_json(record), encoding="utf-8")
        yield path


def _names_of_texts(folder: Path, texts: Path | None) -> set[str]:
    places = [texts] if texts else [folder, folder.parent / "corpus"]
    return {
        path.stem
        for place in places
        if place.is_dir()
        for path in place.rglob("*")
        if path.is_file() and path.suffix not in {".json", ".toml"}
    }


def file_name(document_id: str) -> str:
    """A name for files: the last part of the id with what file systems do not take as "_"."""
    last = document_id.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return re.sub(r"[^\w.\- ]+", "_", last).strip(". ")[:_LONGEST_NAME] or "document"
