"""Web archives (WARC, packed with gzip or not): every page, letter or picture that a crawler was given."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from extractor.errors import DamagedDocument, DocumentTooLarge
from extractor.ingest.containers import Member, Part
from extractor.ingest.limits import LIMIT_BYTES
from extractor.ingest.optional import library

FORMAT = "warc"
ORDER = 10
NESTS = False

_MAGIC = b"WARC/"
# Kinds of content that hold documents; a crawl is mostly scripts, styles and pictures.
_WANTED = (
    "text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/msword", "application/rtf",
    "text/rtf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
)  # fmt: skip
_FOUND = ("200", "203")


def claims(head: bytes, ending: str) -> bool:
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, 64)
        except zlib.error:
            return False
    return head.startswith(_MAGIC)


class Archive:
    """See `extractor.ingest.containers.Opened`. Keys are the places of records in the file."""

    def __init__(self, stream: BinaryIO, where: str) -> None:
        self._stream = stream
        self._where = where
        self._warc = library("fastwarc.warc", "archives", where)

    def members(self) -> Iterator[Member]:
        try:
            for record in self._records(0):
                kind = (record.http_content_type or "").partition(";")[0].strip().lower()
                if str(record.http_headers.status_code) in _FOUND and kind in _WANTED:
                    yield Member(_shown(record), str(record.stream_pos))
        except (OSError, ValueError, EOFError) as error:
            raise DamagedDocument(f"Is broken after what could be listed ({error}).", self._where) from error

    def part(self, key: str) -> Part:
        record = next(self._records(int(key)), None)
        if record is None:
            raise DamagedDocument("The record is no longer where it was.", self._where)
        data = record.reader.read(LIMIT_BYTES + 1)
        if len(data) > LIMIT_BYTES:
            raise DocumentTooLarge(f"Holds more than {LIMIT_BYTES:,} bytes.", self._where)
        facts = {"url": record.headers.get("WARC-Target-URI", ""), "fetched": record.headers.get("WARC-Date", "")}
        kind = (record.http_content_type or "").partition(";")[0].strip().lower()
        return Part(data, ".html" if "html" in kind else "", metadata=facts)

    def _records(self, start: int) -> Iterator[Any]:
        """Answers of servers from a place in the file on, their chunks and packing undone."""
        self._stream.seek(start)
        kinds = self._warc.WarcRecordType.response
        for record in self._warc.ArchiveIterator(self._stream, record_types=kinds, parse_http=True, strict_mode=False):
            if record.is_http and record.http_headers is not None:
                yield record


def open(stream: BinaryIO, where: str) -> Archive:
    """Raises MissingExtra (D008)."""
    return Archive(stream, where)


def _shown(record: Any) -> str:
    """The address as a path: "bao.example.vn/tin/a.html"."""
    address = urlsplit(record.headers.get("WARC-Target-URI", "").strip("<>"))
    path = unquote(address.path, errors="replace").replace("\\", "/")
    parts = [part for part in (address.netloc, *path.split("/")) if part not in ("", ".", "..")]
    name = PurePosixPath(*parts, *([address.query.replace("/", "_")] if address.query else [])).as_posix()
    return name if name != "." else "page"
