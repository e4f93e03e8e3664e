"""RAR and 7-Zip archives, through libarchive's program bsdtar; nothing is unpacked to disk."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from extractor.errors import DamagedDocument, EncryptedDocument, UnsafeDocument
from extractor.ingest.containers import Member, Part, is_passed_over, shown_inside
from extractor.ingest.limits import LIMIT_BYTES, LIMIT_MEMBERS
from extractor.ingest.optional import program
from extractor.ingest.programs import run

FORMAT = "rar"
ORDER = 10
NESTS = True

_MAGIC = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
_GLOB = re.compile(r"([\\*?\[\]])")  # bsdtar takes names for patterns
_LOCKED = re.compile(r"encrypt|passphrase|password", re.IGNORECASE)
_LONGEST_LIST = 100 * LIMIT_MEMBERS  # bytes


def claims(head: bytes, ending: str) -> bool:
    return head.startswith(_MAGIC)


class Archive:
    """See `extractor.ingest.containers.Opened`. Keys are the names in the archive."""

    def __init__(self, stream: BinaryIO, where: str) -> None:
        self._bsdtar = program(("bsdtar",), "libarchive-tools", where)
        self._folder = tempfile.TemporaryDirectory(prefix="extractor-")
        self._where = where
        name = getattr(stream, "name", None)
        self._file = Path(name).resolve() if isinstance(name, str) else Path(self._folder.name, "archive")
        if name is None:  # it lies in another container
            stream.seek(0)
            with self._file.open("wb") as copy:
                shutil.copyfileobj(stream, copy)

    def members(self) -> Iterator[Member]:
        names = self._run("-t", limit=_LONGEST_LIST).decode("utf-8", "backslashreplace").split("\n")
        if len(names) > LIMIT_MEMBERS:
            raise UnsafeDocument(f"Holds {len(names):,} files, more than {LIMIT_MEMBERS:,}.", self._where)
        for name in dict.fromkeys(names):
            if name and not name.endswith("/") and not is_passed_over(shown_inside(name)):
                yield Member(shown_inside(name), name)

    def part(self, key: str) -> Part:
        data = self._run("-x", "-O", "--", _GLOB.sub(r"\\\1", key), limit=LIMIT_BYTES)
        return Part(data, PurePosixPath(key).suffix.lower())

    def _run(self, *options: str, limit: int) -> bytes:
        first, *more = options
        try:
            command = [self._bsdtar, first, "-f", str(self._file), *more]
            return run(command, self._where, self._folder.name, most_bytes=limit)
        except DamagedDocument as error:
            if _LOCKED.search(error.what):
                raise EncryptedDocument("Is encrypted.", self._where) from error
            raise


def open(stream: BinaryIO, where: str) -> Archive:
    """Raises MissingProgram (D009) without bsdtar."""
    return Archive(stream, where)
