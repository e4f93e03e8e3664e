"""A corrected record as a gold file, with its text where the others lie, so that it is scored at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from extractor.errors import CorrectionRefused, NotThere
from extractor.evaluate import text_sources
from extractor.evaluate.gold import record_problems
from extractor.exchange.gold import file_name, gold_json
from extractor.ingest import Source, hash_of
from extractor.records import Record
from extractor.store.labels import Label
from extractor.web.archive import Archive
from extractor.web.reading import Item


def save_gold(archive: Archive, label: Label) -> str:
    """Write the gold file and, where it is not there yet, its text; returns the name that both have.

    An earlier gold file of the same document is replaced, no other is. Raises NotThere (A003) without a gold folder,
    CorrectionRefused (A007) when the record does not fit the contract.
    """
    gold, texts = archive.settings.gold, archive.settings.texts
    if gold is None:
        raise NotThere("The server has no folder for gold files.", None, "Start it with --gold DIR.")
    record, text = label.record, label.record.text or ""
    if problems := list(record_problems(record, text)):
        raise CorrectionRefused("; ".join(problems[:3]) + ".")
    suffix, data = _bytes_of(archive, label)
    sha256 = hash_of(data)
    places = text_sources(gold, texts)
    name = _name(gold, places, file_name(record.document.id), sha256)
    if name not in places:
        (_folder_of_texts(gold, texts, places) / f"{name}{suffix}").write_bytes(data)
    fields = record.document.model_copy(update={"id": name, "path": None, "sha256": sha256})
    written = json.loads(gold_json(record.model_copy(update={"document": fields})))
    written["document"].pop("path", None)
    written.pop("zones", None)  # which nobody has looked at
    draft = gold / f"{name}.json~"
    draft.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    draft.replace(gold / f"{name}.json")
    return name


def _bytes_of(archive: Archive, label: Label) -> tuple[str, bytes]:
    """The ending and the bytes of the document's file, where they still give the text that was labelled; else text."""
    try:
        original = archive.original(label.sha256)
    except NotThere:
        original = None
    if original is not None and not original.inside:
        source = Source(original.path.stem, original.path.name, original.path)
        read = archive.readers.outcome(Item(source)).record
        if read is not None and read.text == label.record.text:
            return original.path.suffix.lower(), original.path.read_bytes()
    return ".txt", (label.record.text or "").encode()


def _name(gold: Path, places: Mapping[str, Source], own: str, sha256: str) -> str:
    """The document's own name, with a number behind it when a file or text of another document has that name."""

    def is_free(name: str) -> bool:
        path = gold / f"{name}.json"
        if path.is_file() and Record.model_validate_json(path.read_bytes()).document.sha256 != sha256:
            return False
        return name not in places or hash_of(places[name].load()) == sha256

    name, number = own, 1
    while not is_free(name):
        number += 1
        name = f"{own}-{number}"
    return name


def _folder_of_texts(gold: Path, texts: Path | None, places: Mapping[str, Source]) -> Path:
    """Where the other texts lie; beside the gold files when there are none yet."""
    if texts is not None:
        return texts
    some = next((source.file for source in places.values() if source.file), None)
    corpus = gold.parent / "corpus"
    return corpus if some is not None and some.is_relative_to(corpus) else gold
