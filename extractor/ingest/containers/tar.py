"""TAR archives, packed with gzip, bzip2 or xz or not at all. Nothing is unpacked to disk, links lead nowhere."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from extractor.errors import DamagedDocument, DocumentTooLarge, UnsafeDocument
from extractor.ingest.containers import Member, Part, is_passed_over, shown_inside
from extractor.ingest.limits import LIMIT_BYTES, LIMIT_MEMBERS
from extractor.ingest.unpacking import Unpacked, beginning, is_packed

FORMAT = "tar"
ORDER = 15  # before wrappers that hold one document
NESTS = True

_HEADER = 512  # bytes
_MAGIC = slice(257, 262)


def claims(head: bytes, ending: str) -> bool:
    return (beginning(head, _HEADER) if is_packed(head) else head)[_MAGIC] == b"ustar"


class Archive:
    """See `extractor.ingest.containers.Opened`. Keys are the members' positions."""

    def __init__(self, archive: tarfile.TarFile, where: str) -> None:
        self._archive = archive
        self._where = where

    def members(self) -> Iterator[Member]:
        for at, info in enumerate(self._infos()):
            if at >= LIMIT_MEMBERS:
                raise UnsafeDocument(f"Holds more than {LIMIT_MEMBERS:,} files.", self._where)
            name = shown_inside(info.name)
            if info.isfile() and not is_passed_over(name):
                yield Member(name, str(at))

    def part(self, key: str) -> Part:
        info = next((info for at, info in enumerate(self._infos()) if at == int(key)), None)
        stream = self._archive.extractfile(info) if info is not None and info.isfile() else None
        if info is None or stream is None:
            raise DamagedDocument("The file is no longer where it was.", self._where)
        if info.size > LIMIT_BYTES:
            raise DocumentTooLarge(f"Holds more than {LIMIT_BYTES:,} bytes.", f"{self._where}/{info.name}")
        return Part(stream.read(), "." + info.name.rpartition(".")[2].lower() if "." in info.name else "")

    def _infos(self) -> Iterator[tarfile.TarInfo]:
        try:
            yield from self._archive
        except tarfile.TarError as error:
            raise DamagedDocument(f"Is broken after what could be listed ({error}).", self._where) from error


def open(stream: BinaryIO, where: str) -> Archive:
    """Raises DamagedDocument (D010) when it is no TAR, UnsafeDocument (D012) when it grows beyond all measure."""
    stream.seek(0)
    packed = is_packed(stream.read(8))
    stream.seek(0)
    plain = cast(BinaryIO, io.BufferedReader(Unpacked(stream, where))) if packed else stream
    try:
        return Archive(tarfile.open(fileobj=plain, mode="r:"), where)
    except tarfile.TarError as error:
        raise DamagedDocument(f"Is no whole TAR archive ({error}).", where) from error
