"""The server's hand on the database and on the files: what comes in is read, kept and stored; originals are found."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractor.batch import Outcome
from extractor.batch.keep import Keeper
from extractor.errors import NotThere, RequestTooLarge
from extractor.ingest import LIMIT_BYTES, hash_of, sources
from extractor.ingest.document import normal_form
from extractor.records import Record
from extractor.store import Store, Tally
from extractor.store.labels import SHARED, Label
from extractor.web.linking import Linker
from extractor.web.reading import Item, Readers, source_named
from extractor.web.settings import Settings

_HASH = re.compile(r"[0-9a-f]{64}")
_FOLDER_LENGTH = 16  # digits of the content's hash that name the folder of an uploaded file
_NAME_LENGTH = 120  # characters of a kept file's name; file systems take 255 bytes
_TITLE_WORDS = 8  # of a text that has no name


@dataclass(frozen=True, slots=True)
class Original:
    """A file that a document was read from; `inside` when the document lies in it with others."""

    path: Path
    inside: bool


class Archive:
    """Used by many requests at once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store = Store.open(settings.db)
        self.readers = Readers(settings.jobs)
        self.linker = Linker(self.store, settings.quiet_seconds)

    def start(self) -> None:
        """Begin with what works in the background."""
        self.readers.start()
        self.linker.start()

    def close(self) -> None:
        self.linker.close()
        self.readers.close()
        self.store.close()

    def record_of(self, sha256: str) -> Record:
        """The record that queries see. Raises NotThere (A003)."""
        record = self.store.record(sha256) if _HASH.fullmatch(sha256) else None
        if record is None:
            raise NotThere("There is no such document.", sha256)
        return record

    def label_of(self, sha256: str, labeller: str = SHARED) -> Label:
        """A document as people have made it. Raises NotThere (A003)."""
        label = self.store.labels.get(sha256, labeller) if _HASH.fullmatch(sha256) else None
        if label is None:
            raise NotThere("There is no such document.", sha256)
        return label

    def extracted(self, name: str, data: bytes) -> Record:
        """The record of bytes, nothing stored. Raises the DocumentError that says why there is none."""
        outcome = self.readers.outcome(Item(source_named(name_of_file(name)), _fitting(name, data)))
        if outcome.record is None:
            raise outcome.error or NotThere("There is no record.", name)
        return outcome.record

    def take_in(self, name: str, data: bytes) -> list[Outcome]:
        """Keep a file and store what is in it: one outcome a document, what failed among them."""
        folder = self._kept(name_of_file(name), _fitting(name, data))
        keeper = Keeper(self.store, str(folder.resolve()), retry=True)
        found: list[Outcome] = []
        for source in keeper.look_up(sources([folder])):
            known = keeper.ready(source)
            found += map(keeper.keep, self.readers.outcomes(Item(source)) if known is None else [known])
        states = [outcome.state for outcome in found]
        stored = states.count("extracted") + states.count("copy")
        self.store.end_run(keeper.run, Tally(len(states), stored, states.count("unchanged"), states.count("failed")))
        self.linker.soon()
        return found

    def original(self, sha256: str) -> Original:
        """The file of a document, as it was read. Raises NotThere (A003) when it has changed or is gone."""
        for place in self.store.where(sha256):
            folder = Path(place.folder)
            for part in (PurePosixPath(place.path), *PurePosixPath(place.path).parents):
                path = folder / part
                if part.name and path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                    inside = str(part) != place.path
                    if inside or hash_of(path.read_bytes()) == sha256:
                        return Original(path, inside)
        raise NotThere("The file that it was read from has changed or is not there any more.", sha256)

    def _kept(self, name: str, data: bytes) -> Path:
        """The folder of a file with this content: each content has one of its own, so that no file replaces another."""
        folder = self.settings.files / hash_of(data)[:_FOLDER_LENGTH]
        folder.mkdir(parents=True, exist_ok=True)
        if not any(folder.iterdir()):
            (folder / name).write_bytes(data)
        return folder


def name_of_file(name: str) -> str:
    """A file name from what somebody calls a file: no folders, no control characters, not hidden, not too long."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = "".join(char for char in name if char.isprintable() and char not in '<>:"|?*').strip(" .~$-")
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem or len(ending) > 8:
        stem, ending = name, ""
    return (stem[:_NAME_LENGTH] or "document") + (f".{ending}" if ending else "")


def pasted(text: str) -> tuple[str, bytes]:
    """A name and the bytes of a text that somebody pasted, in the form that all offsets count in."""
    text = normal_form(text)
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    name = " ".join(first.replace(".", " ").split()[:_TITLE_WORDS])
    return f"{name_of_file(name)}.txt", text.encode("utf-8", errors="replace")


def _fitting(name: str, data: bytes) -> bytes:
    if len(data) > LIMIT_BYTES:
        raise RequestTooLarge(f"Holds more than {LIMIT_BYTES:,} bytes.", name)
    return data
