"""One module a format; whatever lies in this folder is a reader, nothing has to be registered.

A reader module has these names:

- `FORMAT`: the format's name as the record's store keeps it;
- `ORDER`: readers are asked in this order, the sure ones first (plain text, which takes what is left, is 100);
- `claims(head, ending) -> bool`: whether this content is its format, from the first `HEAD_BYTES` bytes and the
  lower-case ending (".txt"; "" when there is none). Content decides, the ending only breaks a tie;
- `read(data, where) -> Content`: the text, or a DocumentError.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader makes of the bytes: decoded text, not yet in normal form, and the encoding that it had."""

    text: str
    encoding: str


class Reader(Protocol):
    FORMAT: str
    ORDER: int

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
