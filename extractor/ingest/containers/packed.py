"""A file packed with gzip, bzip2 or xz: one document in a wrapper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from extractor.errors import DocumentTooLarge
from extractor.ingest.containers import Member, Part
from extractor.ingest.limits import LIMIT_BYTES
from extractor.ingest.unpacking import Unpacked, is_packed

FORMAT = "packed"
ORDER = 90  # after those that are usually packed
NESTS = True

_ENDINGS = (".gz", ".bz2", ".xz")


def claims(head: bytes, ending: str) -> bool:
    return is_packed(head)


class Wrapper:
    """See `extractor.ingest.containers.Opened`."""

    def __init__(self, stream: BinaryIO, where: str) -> None:
        self._stream = stream
        self._where = where
        path = PurePosixPath(where)
        name = path.stem if path.suffix.lower() in _ENDINGS else path.name
        self._name = name if name.strip("-") else "content"  # standard input has no name

    def members(self) -> Iterator[Member]:
        yield Member(self._name, "0")

    def part(self, key: str) -> Part:
        stream, data = Unpacked(self._stream, self._where), b""
        while len(data) <= LIMIT_BYTES and (more := stream.read(1024 * 1024)):
            data += more
        if len(data) > LIMIT_BYTES:
            raise DocumentTooLarge(f"Holds more than {LIMIT_BYTES:,} bytes.", self._where)
        return Part(data, PurePosixPath(self._name).suffix.lower())


def open(stream: BinaryIO, where: str) -> Wrapper:
    return Wrapper(stream, where)
