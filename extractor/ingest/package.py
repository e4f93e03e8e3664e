"""Office documents are ZIP packages of XML: their parts, read within the limits that hold for everything."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from extractor.errors import DamagedDocument, DocumentTooLarge, EncryptedDocument, UnsafeDocument
from extractor.ingest.limits import LIMIT_BYTES, is_bomb
from extractor.ingest.optional import library

_ENCRYPTED = 0x1


class Package:
    """An open package. Raises DamagedDocument (D010) when it is no whole ZIP."""

    def __init__(self, data: bytes, where: str) -> None:
        self._where = where
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise DamagedDocument(f"Is no whole office document ({error}).", where) from error
        self.names = frozenset(self._archive.namelist())

    def part(self, name: str) -> bytes:
        """The bytes of a part. Raises EncryptedDocument (D011), UnsafeDocument (D012) and their like."""
        info = self._archive.getinfo(name)
        if info.flag_bits & _ENCRYPTED:
            raise EncryptedDocument("Is encrypted.", self._where)
        if is_bomb(info.compress_size, info.file_size):
            raise UnsafeDocument("Would grow beyond all measure when unpacked.", self._where)
        try:
            with self._archive.open(info) as stream:
                data = stream.read(LIMIT_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise DamagedDocument(f"Its part {name} cannot be unpacked ({error}).", self._where) from error
        if len(data) > LIMIT_BYTES:
            raise DocumentTooLarge(f"Its part {name} holds more than {LIMIT_BYTES:,} bytes.", self._where)
        return data

    def tree(self, name: str) -> Any:
        """The parsed XML of a part; None when there is no such part."""
        return tree(self.part(name), self._where) if name in self.names else None


def tree(data: bytes, where: str) -> Any:
    """Parsed XML. No entity is expanded, nothing is loaded; a document that defines entities is refused (D012)."""
    etree = library("lxml.etree", "office", where)
    if b"<!ENTITY" in data:
        raise UnsafeDocument("Defines XML entities.", where)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedDocument(f"Its XML is broken ({error.msg}).", where) from error
