"""Files that hold documents; one module a format, found like the readers.

A container module has these names:

- `FORMAT` and `ORDER`: as a reader has them; containers are asked before readers;
- `NESTS`: whether its documents may be containers themselves;
- `claims(head, ending) -> bool`: whether this content is its format;
- `open(stream, where) -> Opened`: the container, ready to list and to read. Raises a DocumentError.

Nothing is ever written to disk under a member's name, and no container opens an address.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import BinaryIO, Protocol, cast

from extractor.errors import DamagedDocument, DocumentError


@dataclass(frozen=True, slots=True)
class Member:
    """A document in a container: the path that is shown, and the key that finds it again (no two have the same)."""

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Part:
    """A document's own bytes, taken out of whatever they were packed in.

    `ending` (".html", "" for none) and `format` are what the container knows of them; `format` is None where the
    content tells. `metadata` is what the container says of the document.
    """

    data: bytes
    ending: str = ""
    format: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


class Opened(Protocol):
    def members(self) -> Iterator[Member]:
        """Every document, in the container's order. Raises a DocumentError where the rest cannot be listed."""
        ...

    def part(self, key: str) -> Part:
        """One document. Raises a DocumentError."""
        ...


class Container(Protocol):
    FORMAT: str
    ORDER: int
    NESTS: bool

    def claims(self, head: bytes, ending: str) -> bool: ...

    def open(self, stream: BinaryIO, where: str) -> Opened: ...


@cache
def containers() -> dict[str, Container]:
    """All container formats of this folder by name, in their order."""
    modules = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    found = sorted((cast(Container, module) for module in modules), key=lambda one: (one.ORDER, one.FORMAT))
    return {one.FORMAT: one for one in found}


def container_for(head: bytes, ending: str) -> Container | None:
    """The first container that claims this content; None when it is a single document."""
    return next((one for one in containers().values() if one.claims(head, ending)), None)


def opened(container: Container, stream: BinaryIO, where: str) -> Opened:
    """The container, opened; whatever a library throws at damaged bytes is a DamagedDocument (D010), then and later."""
    with _faults(container.FORMAT, where):
        return _Guarded(container.open(stream, where), container.FORMAT, where)


@dataclass(frozen=True, slots=True)
class _Guarded:
    opened: Opened
    format: str
    where: str

    def members(self) -> Iterator[Member]:
        with _faults(self.format, self.where):
            yield from self.opened.members()

    def part(self, key: str) -> Part:
        with _faults(self.format, self.where):
            return self.opened.part(key)


_PASSED_OVER = ("__MACOSX", ".", "~$", "Thumbs.db")


def shown_inside(name: str) -> str:
    """A member's path that never leaves the archive: "../../a.txt" shows as "_/_/a.txt"."""
    parts = ["_" if part in ("..", ".") or part.endswith(":") else part for part in name.replace("\\", "/").split("/")]
    shown = "/".join(part for part in parts if part) or "_"
    return shown.encode("utf-8", "backslashreplace").decode()


def is_passed_over(shown: str) -> bool:
    """Hidden files, locks and what systems leave in archives by themselves."""
    return any(part.startswith(_PASSED_OVER) for part in shown.split("/"))


@contextmanager
def _faults(format: str, where: str) -> Iterator[None]:
    try:
        yield
    except DocumentError:
        raise
    except Exception as error:
        what = f"Cannot be read as {format} ({type(error).__name__}: {str(error)[:200]})."
        raise DamagedDocument(what, where) from error
