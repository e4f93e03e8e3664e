"""A file packed with gzip: one document in a wrapper."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from extractor.errors import DamagedDocument, DocumentTooLarge, UnsafeDocument
from extractor.ingest.containers import Member, Part
from extractor.ingest.limits import LIMIT_BYTES, is_bomb

FORMAT = "gzip"
ORDER = 90  # after those that are usually packed with it
NESTS = True


def claims(head: bytes, ending: str) -> bool:
    return head.startswith(b"\x1f\x8b\x08")


class Wrapper:
    """See `extractor.ingest.containers.Opened`."""

    def __init__(self, stream: BinaryIO, where: str) -> None:
        self._stream = stream
        self._where = where
        self._name = PurePosixPath(where).name.removesuffix(".gz") or "content"

    def members(self) -> Iterator[Member]:
        yield Member(self._name, "0")

    def part(self, key: str) -> Part:
        packed = self._stream.seek(0, 2)
        self._stream.seek(0)
        try:
            data = gzip.GzipFile(fileobj=self._stream).read(LIMIT_BYTES + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise DamagedDocument(f"Cannot be unpacked ({error}).", self._where) from error
        if is_bomb(packed, len(data)):
            raise UnsafeDocument("Would grow beyond all measure when unpacked.", self._where)
        if len(data) > LIMIT_BYTES:
            raise DocumentTooLarge(f"Holds more than {LIMIT_BYTES:,} bytes.", self._where)
        return Part(data, PurePosixPath(self._name).suffix.lower())


def open(stream: BinaryIO, where: str) -> Wrapper:
    return Wrapper(stream, where)
