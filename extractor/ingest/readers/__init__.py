"""One module a format; whatever lies in this folder is a reader, nothing has to be registered.

A reader module has these names:

- `FORMAT`: the format's name as the record's store keeps it;
- `ORDER`: readers are asked in this order, the sure ones first (plain text, which takes what is left, is 100);
- `claims(head, ending) -> bool`: whether this content is its format, from the first `HEAD_BYTES` bytes and the
  lower-case ending (".txt"; "" when there is none). Content decides, the ending only breaks a tie;
- `read(data, where) -> Content`: the text, or a DocumentError.

What several readers share (layout of pages, markup, office XML, OCR) lies beside this folder, not in it. A library that
only one format needs is imported inside `read`, through `extractor.ingest.optional`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol, cast

from extractor.ingest.document import ZoneHint

HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader makes of the bytes: decoded text, not yet in normal form, and the encoding that it had.

    `confidence`, `metadata` and `hints` are those of Document; the hints' offsets are those of this text, and each
    begins and ends at a line break or an end of the text.
    """

    text: str
    encoding: str
    confidence: float | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    hints: tuple[ZoneHint, ...] = ()


class Reader(Protocol):
    FORMAT: str
    ORDER: int
    __name__: str

    def claims(self, head: bytes, ending: str) -> bool: ...

    def read(self, data: bytes, where: str) -> Content: ...


@cache
def readers() -> tuple[Reader, ...]:
    """All readers of this folder in their order."""
    modules = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    found = [cast(Reader, module) for module in modules]
    return tuple(sorted(found, key=lambda reader: (reader.ORDER, reader.FORMAT)))


def reader_for(head: bytes, ending: str) -> Reader | None:
    """The first reader that claims this content; None when it is a format that nobody here reads."""
    return next((reader for reader in readers() if reader.claims(head, ending)), None)
