"""Bytes to a document: the right reader, the normal form, and the checks that every document passes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import PurePosixPath

from extractor.errors import EmptyDocument, NotVietnamese, UnknownFormat
from extractor.ingest.document import Document, hash_of, normal_form
from extractor.ingest.readers import HEAD_BYTES, reader_for
from extractor.ingest.signatures import signature, structured
from extractor.ingest.sources import Source, sources
from extractor.ingest.vietnamese import is_vietnamese


def document_from(source: Source, data: bytes | None = None) -> Document:
    """The document that `source` holds; `data` are its bytes when they have been loaded already.

    Raises a DocumentError with a stable code: missing (D001), empty (D002), binary (D003), undecodable (D004),
    unknown format (D005), not Vietnamese (D006), too large (D007).
    """
    if data is None:
        data = source.load()
    if not data.strip(b"\x00 \t\r\n"):
        raise EmptyDocument("Is empty.", source.path)
    ending = PurePosixPath(source.path).suffix.lower()
    reader = reader_for(data[:HEAD_BYTES], ending)
    if reader is None:
        name = signature(data[:HEAD_BYTES]) or structured(ending) or "this format"
        raise UnknownFormat(f"There is no reader for {name}.", source.path)
    content = reader.read(data, source.path)
    text = normal_form(content.text)
    if not text.strip(" \t\n\xa0\u200b\ufeff"):
        raise EmptyDocument("Holds nothing but white space.", source.path)
    if is_vietnamese(text) is False:
        raise NotVietnamese("Does not look like Vietnamese.", source.path)
    return Document(
        id=source.id,
        path=source.path,
        text=text,
        sha256=hash_of(data),
        size=len(data),
        encoding=content.encoding,
        format=reader.FORMAT,
    )


def read(path: str | os.PathLike[str]) -> Iterator[Document]:
    """Every document under a file, a folder or `-`. Raises the DocumentError of the first that cannot be read."""
    return (document_from(source) for source in sources([path]))
