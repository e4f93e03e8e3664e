"""Tables of texts: JSONL, JSON lists, CSV and TSV with named columns; every row a document.

Rows are found by their place in the file, so that a table of any length is read a row at a time.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from extractor.errors import DamagedDocument, DocumentTooLarge
from extractor.ingest import columns, legacy
from extractor.ingest.containers import Member, Part
from extractor.ingest.limits import LIMIT_BYTES

FORMAT = "rows"
ORDER = 30
NESTS = False

_SAMPLE = 100_000  # bytes that the encoding is told from
_DELIMITERS = (",", ";", "\t", "|")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def claims(head: bytes, ending: str) -> bool:
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if ending in (".csv", ".tsv"):
        return b"\x00" not in head or head.startswith(_UTF16)
    wanted = {".jsonl": b"{", ".ndjson": b"{", ".json": b"["}.get(ending)
    return wanted is not None and start.startswith(wanted)


class Lines:
    """JSONL: keys are the place of a line and its length."""

    def __init__(self, stream: BinaryIO, where: str) -> None:
        self._stream = stream
        self._where = where

    def members(self) -> Iterator[Member]:
        self._stream.seek(0)
        for number, (place, line) in enumerate(_records(self._stream, self._where, quoted=False), 1):
            if line.strip(b" \t\r\n\xef\xbb\xbf"):
                yield Member(str(number), f"{place}:{len(line)}")

    def part(self, key: str) -> Part:
        return Part(_at(self._stream, key).strip(), ".json", "jsonl")


class Table:
    """CSV: keys are the place of a record and its length; the head names the columns."""

    def __init__(self, stream: BinaryIO, where: str) -> None:
        stream.seek(0)
        sample = stream.read(_SAMPLE)
        self._encoding = _encoding(sample)
        self._stream = _as_utf8(stream, where) if sample.startswith(_UTF16) else stream
        self._stream.seek(0)
        self._where = where
        head = next(_records(self._stream, where, quoted=True), (0, b""))[1]
        line = self._decoded(head)
        self._delimiter = max(_DELIMITERS, key=line.count)
        self._names = next(csv.reader(io.StringIO(line), delimiter=self._delimiter), [])
        if not columns.is_table_of_texts(self._names):
            raise DamagedDocument(
                f"No column is called text, content or nội dung (there are: {', '.join(self._names[:10])}).", where,
                "Name the column that holds the text `text` in the first line.",
            )  # fmt: skip

    def members(self) -> Iterator[Member]:
        self._stream.seek(0)
        records = _records(self._stream, self._where, quoted=True)
        next(records, None)
        for number, (place, record) in enumerate(records, 1):
            if record.strip():
                yield Member(str(number), f"{place}:{len(record)}")

    def part(self, key: str) -> Part:
        """The row with the names of its columns, as JSON."""
        line = self._decoded(_at(self._stream, key))
        reader = csv.reader(io.StringIO(line, newline=""), delimiter=self._delimiter)
        try:
            values = next(reader, [])
        except csv.Error as error:
            raise DamagedDocument(f"Is no valid row ({error}).", self._where) from error
        row = {name: value for name, value in zip(self._names, values, strict=False) if value}
        return Part(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace"), ".json", "csv")

    def _decoded(self, data: bytes) -> str:
        if self._encoding == "utf-8":
            return data.decode("utf-8-sig", "replace")
        return legacy.read_as(data.decode("latin-1"), self._encoding)


class List:
    """A JSON list of objects, read whole."""

    def __init__(self, stream: BinaryIO, where: str) -> None:
        stream.seek(0)
        data = stream.read(LIMIT_BYTES + 1)
        if len(data) > LIMIT_BYTES:
            raise DocumentTooLarge(f"Holds more than {LIMIT_BYTES:,} bytes.", where, "Save it as JSONL.")
        try:
            rows = json.loads(data.decode("utf-8-sig"), strict=False)
        except (ValueError, RecursionError) as error:
            raise DamagedDocument(f"Is no valid JSON ({error}).", where) from error
        self._rows: list[Any] = rows if isinstance(rows, list) else []

    def members(self) -> Iterator[Member]:
        for at, _ in enumerate(self._rows):
            yield Member(str(at + 1), str(at))

    def part(self, key: str) -> Part:
        data = json.dumps(self._rows[int(key)], ensure_ascii=False)
        return Part(data.encode("utf-8", "replace"), ".json", "jsonl")


def open(stream: BinaryIO, where: str) -> Lines | Table | List:
    """Raises DamagedDocument (D010), DocumentTooLarge (D007)."""
    stream.seek(0)
    start = stream.read(64).removeprefix(codecs.BOM_UTF8).lstrip()
    if start.startswith(b"["):
        return List(stream, where)
    return Lines(stream, where) if start.startswith(b"{") else Table(stream, where)


def _records(stream: BinaryIO, where: str, quoted: bool) -> Iterator[tuple[int, bytes]]:
    """Each record with its place; where values are quoted, a record goes on while a quote is open."""
    place, record = 0, b""
    while line := stream.readline(LIMIT_BYTES + 1):
        record += line
        if len(record) > LIMIT_BYTES:
            raise DocumentTooLarge(f"A row holds more than {LIMIT_BYTES:,} bytes.", where)
        if quoted and record.count(b'"') % 2:
            continue
        yield place, record
        place, record = place + len(record), b""
    if record:
        yield place, record


def _at(stream: BinaryIO, key: str) -> bytes:
    place, _, length = key.partition(":")
    stream.seek(int(place))
    return stream.read(int(length))


def _encoding(sample: bytes) -> str:
    """ "utf-8", or the old encoding that the table is in."""
    if sample.startswith(_UTF16):
        return "utf-8"  # it is turned into UTF-8 first
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        old = legacy.decode(sample)
        return old.encoding if old else "utf-8"
    return "utf-8"


def _as_utf8(stream: BinaryIO, where: str) -> BinaryIO:
    stream.seek(0)
    data = stream.read(2 * LIMIT_BYTES + 1)
    if len(data) > 2 * LIMIT_BYTES:
        raise DocumentTooLarge(f"Holds more than {2 * LIMIT_BYTES:,} bytes.", where, "Save it as UTF-8.")
    return io.BytesIO(data.decode("utf-16", "replace").encode("utf-8"))
