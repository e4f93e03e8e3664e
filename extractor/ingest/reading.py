"""Bytes to a document: the right reader, the normal form, and the checks that every document passes."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import replace

from extractor.errors import (
    DamagedDocument,
    DocumentError,
    EmptyDocument,
    NotVietnamese,
    SeveralDocuments,
    UnknownFormat,
    UnsafeDocument,
)
from extractor.ingest import legacy
from extractor.ingest.containers import Container, Part, container_for, opened
from extractor.ingest.document import Document, ZoneHint, hash_of, normal_form
from extractor.ingest.limits import LIMIT_DEPTH
from extractor.ingest.readers import HEAD_BYTES, Content, Reader, reader_for
from extractor.ingest.signatures import signature, structured
from extractor.ingest.sources import Source, sources
from extractor.ingest.vietnamese import is_vietnamese

# Formats that always begin with a signature; a file without it only has the name.
_SIGNED = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".zip"})


def document_from(source: Source, data: bytes | None = None) -> Document:
    """The document that `source` holds; `data` are its bytes when they have been loaded already.

    Raises a DocumentError with a stable code: missing (D001), empty (D002), binary (D003), undecodable (D004),
    unknown format (D005), not Vietnamese (D006), too large (D007), a library (D008) or program (D009) missing,
    damaged (D010), encrypted (D011), unsafe (D012), too slow (D013), several documents in one (D014).
    """
    part = source.part() if data is None or source.inside else Part(data, _ending(source.path))
    return document_in(part, source)


def document_in(part: Part, source: Source) -> Document:
    """The document whose bytes have been taken out of `source` already; raises what `document_from` raises."""
    if not part.data.strip(b"\x00 \t\r\n"):
        raise EmptyDocument("Is empty.", source.path)
    head = part.data[:HEAD_BYTES]
    container = container_for(head, part.ending)
    if container is not None:
        _refuse(container, part, source)
    reader = reader_for(head, part.ending)
    if reader is None:
        if signature(head) is None and part.ending in _SIGNED:
            told = f"Is no {structured(part.ending)}, though its name ends in {part.ending}."
            raise DamagedDocument(told, source.path)
        name = signature(head) or structured(part.ending) or "this format"
        raise UnknownFormat(f"There is no reader for {name}.", source.path)
    content = _sound(_read(reader, part, source.path))
    if not content.text.strip(" \t\n\xa0\u200b\ufeff"):
        raise EmptyDocument("Holds nothing but white space.", source.path)
    if is_vietnamese(content.text) is False:
        raise NotVietnamese("Does not look like Vietnamese.", source.path)
    return Document(
        id=source.id,
        path=source.path,
        text=content.text,
        sha256=hash_of(part.data),
        size=len(part.data),
        encoding=content.encoding,
        format=part.format or reader.FORMAT,
        reader=reader.__name__.rpartition(".")[2],
        confidence=content.confidence,
        container=source.container,
        metadata={**part.metadata, **content.metadata},
        hints=content.hints,
    )


def read(path: str | os.PathLike[str]) -> Iterator[Document]:
    """Every document under a file, a folder or `-`. Raises the DocumentError of the first that cannot be read."""
    return (document_from(source) for source in sources([path]))


def _ending(path: str) -> str:
    return os.path.splitext(path)[1].lower()


def _refuse(container: Container, part: Part, source: Source) -> None:
    """Say why a container is not one document: because it is broken, or nests too deeply, or simply is several."""
    if len(source.inside) >= LIMIT_DEPTH:
        raise UnsafeDocument(f"Lies {LIMIT_DEPTH} containers deep.", source.path)
    number = sum(1 for _ in opened(container, io.BytesIO(part.data), source.path).members())
    if number == 0:
        raise EmptyDocument("Holds no documents.", source.path)
    raise SeveralDocuments(f"Is a container ({container.FORMAT}) with {number:,} documents.", source.path)


def _read(reader: Reader, part: Part, where: str) -> Content:
    """The reader's content. Whatever a library throws at damaged bytes becomes one error of ours."""
    try:
        return reader.read(part.data, where)
    except DocumentError:
        raise
    except Exception as error:
        what = f"Cannot be read as {reader.FORMAT} ({type(error).__name__}: {str(error)[:200]})."
        raise DamagedDocument(what, where) from error


def _sound(content: Content) -> Content:
    """The content in the contract's normal form, old fonts' characters read as what they show; hints move along."""
    old = legacy.repair(content.text)

    def mended(piece: str) -> str:
        return normal_form(legacy.read_as(piece, old[0]) if old else piece)

    if old:
        content = replace(content, encoding=f"{content.encoding}, {old[0]} within", confidence=old[1])
    if not content.hints:
        return replace(content, text=mended(content.text))
    pieces: list[str] = []
    hints: list[ZoneHint] = []
    done = length = 0
    for kind, start, end in content.hints:
        pieces += [mended(content.text[done:start]), mended(content.text[start:end])]
        begin = length + len(pieces[-2])
        length = begin + len(pieces[-1])
        hints.append((kind, begin, length))
        done = end
    pieces.append(mended(content.text[done:]))
    return replace(content, text="".join(pieces), hints=tuple(hints))
