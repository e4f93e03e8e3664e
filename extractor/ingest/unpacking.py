"""Unpacking gzip, bzip2 and xz within limits: a stream that knows how much has come out of how little."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from typing import Any, BinaryIO, cast

from extractor.errors import DamagedDocument, UnsafeDocument
from extractor.ingest.limits import is_bomb

GZIP, BZIP2, XZ = b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00"
_FAULTS = (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError)


def is_packed(head: bytes) -> bool:
    return head.startswith((GZIP, BZIP2, XZ))


def beginning(head: bytes, size: int) -> bytes:
    """The first `size` bytes of what is packed, as far as its packed beginning tells them."""
    stream = _unpacker(io.BytesIO(head), head)
    got = b""
    try:
        while len(got) < size and (more := stream.read(1)):
            got += more
    except _FAULTS:  # the packed beginning ends here
        pass
    return got


class Unpacked(io.RawIOBase):
    """What is packed in a stream, to be read and sought like a file.

    Reading raises UnsafeDocument (D012) when far more comes out than went in, DamagedDocument (D010) when it is broken.
    """

    def __init__(self, packed: BinaryIO, where: str) -> None:
        self._size = packed.seek(0, io.SEEK_END)
        packed.seek(0)
        head = packed.read(8)
        packed.seek(0)
        self._stream = _unpacker(packed, head)
        self._where = where

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer).cast("B")
        try:
            data = self._stream.read(len(view))
        except _FAULTS as error:
            raise DamagedDocument(f"Cannot be unpacked ({error}).", self._where) from error
        if is_bomb(self._size, self._stream.tell()):
            raise UnsafeDocument("Would grow beyond all measure when unpacked.", self._where)
        view[: len(data)] = data
        return len(data)

    def seek(self, place: int, whence: int = io.SEEK_SET, /) -> int:
        """Go there by reading on, so that nothing is unpacked unmeasured."""
        if whence == io.SEEK_CUR:
            place += self.tell()
        elif whence == io.SEEK_END:
            while self.read(io.DEFAULT_BUFFER_SIZE * 8):
                pass
            place += self.tell()
        if place < self.tell():
            self._stream.seek(0)
        while (left := place - self.tell()) > 0 and self.read(min(left, io.DEFAULT_BUFFER_SIZE * 8)):
            pass
        return self.tell()

    def tell(self) -> int:
        return self._stream.tell()


def _unpacker(packed: BinaryIO, head: bytes) -> BinaryIO:
    if head.startswith(GZIP):
        return cast(BinaryIO, gzip.GzipFile(fileobj=packed))
    return cast(BinaryIO, bz2.BZ2File(packed) if head.startswith(BZIP2) else lzma.LZMAFile(packed))
