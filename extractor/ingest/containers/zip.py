"""ZIP archives and the folders inside them; office documents, which are ZIP too, are left to their readers."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePosixPath
from typing import BinaryIO

from extractor.errors import DamagedDocument, DocumentTooLarge, EncryptedDocument, UnsafeDocument
from extractor.ingest.containers import Member, Part, is_passed_over, shown_inside
from extractor.ingest.limits import LIMIT_BYTES, LIMIT_MEMBERS, is_bomb

FORMAT = "zip"
ORDER = 10
NESTS = True

_ENCRYPTED = 0x1  # bit of a member's flags
_OFFICE = (b"[Content_Types].xml", b"mimetypeapplication/", b"_rels/.rels", b"word/", b"xl/", b"ppt/")


def claims(head: bytes, ending: str) -> bool:
    """A ZIP whose beginning does not show the parts of an office document."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not any(mark in head for mark in _OFFICE)


class Archive:
    """An open archive; see `extractor.ingest.containers.Opened`."""

    def __init__(self, archive: zipfile.ZipFile, size: int, where: str) -> None:
        self._archive = archive
        self._size = size
        self._where = where

    def members(self) -> Iterator[Member]:
        infos = self._archive.infolist()
        if len(infos) > LIMIT_MEMBERS:
            raise UnsafeDocument(f"Holds {len(infos):,} files, more than {LIMIT_MEMBERS:,}.", self._where)
        if is_bomb(self._size, sum(info.file_size for info in infos)):
            raise UnsafeDocument("Would grow beyond all measure when unpacked.", self._where)
        for at, info in enumerate(infos):
            name = _shown(info)
            if not info.is_dir() and not is_passed_over(name):
                yield Member(name, str(at))

    def part(self, key: str) -> Part:
        info = self._archive.infolist()[int(key)]
        where = f"{self._where}/{_shown(info)}"
        if info.flag_bits & _ENCRYPTED:
            raise EncryptedDocument("Is encrypted.", where)
        if is_bomb(info.compress_size, info.file_size):
            raise UnsafeDocument("Would grow beyond all measure when unpacked.", where)
        try:
            with self._archive.open(info) as stream:
                data = stream.read(LIMIT_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise DamagedDocument(f"Cannot be unpacked ({error}).", where) from error
        if len(data) > LIMIT_BYTES:
            raise DocumentTooLarge(f"Holds more than {LIMIT_BYTES:,} bytes.", where)
        year, month, day, hour, minute, second = info.date_time
        changed = f"{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"
        return Part(data, PurePosixPath(_shown(info)).suffix.lower(), metadata={"modified": changed})


def open(stream: BinaryIO, where: str) -> Archive:
    """Raises DamagedDocument (D010) when it is no whole ZIP."""
    size = stream.seek(0, 2)
    stream.seek(0)
    try:
        return Archive(zipfile.ZipFile(stream), size, where)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise DamagedDocument(f"Is no whole ZIP archive ({error}).", where) from error


_UTF8_NAME = 0x800


def _shown(info: zipfile.ZipInfo) -> str:
    """The member's path within the archive."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:  # old programs write names in the system's encoding without saying so
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return shown_inside(name)
