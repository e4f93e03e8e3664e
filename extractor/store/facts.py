"""What the store tells about documents besides their records, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.records import Record


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document lies: a folder as an absolute path, the path below it, and the path of what contains it."""

    folder: str
    path: str
    container: str | None = None


@dataclass(slots=True)
class Known:
    """What the database knows about one file, for this version of the program."""

    stored: str | None = None  # hash of the content that is stored for it
    failed: str | None = None  # hash of the content that could not be read
    unsettled: bool = False  # marked as removed or as failed, which is no longer true when it is read


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read."""

    folder: str
    path: str
    code: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Version:
    """What a place held before its content changed; `replaced` is UTC, ISO 8601."""

    sha256: str
    replaced: str
    record: Record


@dataclass(frozen=True, slots=True)
class Tally:
    """How a run went: numbers of files."""

    seen: int
    stored: int
    unchanged: int
    failed: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What the whole database holds."""

    documents: int
    people: int
    organisations: int
    dates: int
    figures: int
    failures: int
    indicators: dict[str | None, int]  # figures by indicator, the most frequent first; None is "no indicator"
    removed: int = 0  # places whose file is there no more
    versions: int = 0  # older contents that are kept
