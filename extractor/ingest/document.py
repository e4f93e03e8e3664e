"""What goes into the pipeline: one document's text, and what is known about the bytes that it came from."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.records import ZoneKind

ZoneHint = tuple[ZoneKind, int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """A text that is ready for the pipeline: NFC, `\\n` line ends, nothing else changed and nothing removed.

    `sha256` is the hash of the document's own bytes, `size` their number; `format`, `encoding` and `reader` say how
    they were read, `confidence` (0 to 1) how sure that is: of an encoding told by content, of characters read from an
    image; None where nothing had to be guessed. `container` is the path of the file that holds the document, when it
    lies in an archive, a message or a feed. `metadata` is what the file says of itself, in its own words.
    `hints` are zones that the markup shows: (kind, start, end) in code points of `text`, in order, not overlapping.
    """

    id: str
    path: str
    text: str
    sha256: str
    size: int
    encoding: str
    format: str
    reader: str = "text"
    confidence: float | None = None
    container: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    hints: tuple[ZoneHint, ...] = ()


def hash_of(data: bytes) -> str:
    """SHA-256 of the bytes, in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def normal_form(text: str) -> str:
    """The contract's text: `\\r\\n` and `\\r` become `\\n`, then Unicode NFC."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def document_of(text: str, *, name: str = "text") -> Document:
    """A document made of a string in memory; its bytes are the string in UTF-8 as it was given."""
    data = text.encode("utf-8", errors="surrogatepass")
    return Document(
        id=name,
        path=name,
        text=normal_form(data.decode("utf-8", errors="replace")),
        sha256=hash_of(data),
        size=len(data),
        encoding="utf-8",
        format="text",
    )
