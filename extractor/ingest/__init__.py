"""Bytes to documents: files, folders and standard input; one small reader a format; errors with stable codes."""

from __future__ import annotations

from extractor.ingest.document import Document, document_of, hash_of
from extractor.ingest.limits import LIMIT_BYTES
from extractor.ingest.reading import document_from, document_in, read
from extractor.ingest.sources import Members, Source, received, sources

__all__ = [
    "LIMIT_BYTES", "Document", "Members", "Source", "document_from", "document_in", "document_of", "hash_of", "read",
    "received", "sources",
]  # fmt: skip
