"""Mail boxes (mbox), as mail programs and archives of lists save them: every message a container of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from extractor.errors import DocumentTooLarge
from extractor.ingest.containers import Member, Part
from extractor.ingest.limits import LIMIT_BYTES

FORMAT = "mbox"
ORDER = 15
NESTS = True

# "From a@b.vn Thu Mar 31 08:05:00 2022", and then a header.
_BEGINS = re.compile(rb"From \S+ .{4,80}\d\d:\d\d.{0,20}\r?\n(?:>?From |[A-Za-z][A-Za-z0-9-]{1,40}:)")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_LINE = 1024 * 1024  # bytes of a line that are looked at


def claims(head: bytes, ending: str) -> bool:
    return bool(_BEGINS.match(head))


class Box:
    """See `extractor.ingest.containers.Opened`. Keys are the place of a message and its length."""

    def __init__(self, stream: BinaryIO, where: str) -> None:
        self._stream = stream
        self._where = where

    def members(self) -> Iterator[Member]:
        number, start, place, blank = 0, 0, 0, True
        self._stream.seek(0)
        while line := self._stream.readline(_LINE):
            if blank and place and line.startswith(b"From "):
                number += 1
                yield Member(f"{number}.eml", f"{start}:{place - start}")
                start = place
                self._stream.seek(place + len(line))
            blank = line in (b"\n", b"\r\n")
            place += len(line)
        if place > start:
            yield Member(f"{number + 1}.eml", f"{start}:{place - start}")

    def part(self, key: str) -> Part:
        start, _, length = key.partition(":")
        if int(length) > 4 * LIMIT_BYTES:
            raise DocumentTooLarge(f"A message holds more than {4 * LIMIT_BYTES:,} bytes.", self._where)
        self._stream.seek(int(start))
        _, _, message = self._stream.read(int(length)).partition(b"\n")
        return Part(_QUOTED.sub(rb"\1", message), ".eml")


def open(stream: BinaryIO, where: str) -> Box:
    return Box(stream, where)
