"""Documents inside containers, inside containers: listing them without keeping them, and reading one of them again."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

from extractor.errors import DocumentError, MissingPath
from extractor.ingest.containers import Container, Member, Opened, Part, container_for, containers, opened
from extractor.ingest.limits import LIMIT_DEPTH
from extractor.ingest.readers import HEAD_BYTES


class Step(NamedTuple):
    """One step into a container: its format, the member's key in it, and the path that the container shows."""

    format: str
    key: str
    container: str


Steps = tuple[Step, ...]


def members(file: Path, shown: str) -> Iterator[tuple[str, Steps]] | None:
    """The path and steps of every document in a container file; None when it is no container.

    A container that cannot be listed, or not to its end, or is empty, is itself in the list: reading it tells why.
    """
    try:
        with file.open("rb") as stream:
            container = container_for(stream.read(HEAD_BYTES), file.suffix.lower())
    except OSError:
        return None
    return None if container is None else _inside(container, file, shown, ())


def _inside(container: Container, file: Path, shown: str, steps: Steps) -> Iterator[tuple[str, Steps]]:
    names: dict[str, int] = {}
    told = False
    try:
        # Opened anew: who reads a member while the rest is being listed must not move the list's place in the file.
        for member in _open(file, steps, container.FORMAT, shown).members():
            told = True
            here = (*steps, Step(container.FORMAT, member.key, shown))
            path = f"{shown}/{_unique(member, names)}"
            inner = _container_in(file, here) if container.NESTS and len(here) < LIMIT_DEPTH else None
            if inner is None:
                yield path, here
            else:
                yield from _inside(inner, file, path, here)
    except DocumentError:
        told = False
    if not told:
        yield shown, steps


def _container_in(file: Path, steps: Steps) -> Container | None:
    try:
        part = part_of(file, steps)
    except DocumentError:
        return None  # it fails again, with its reason, when it is read
    return container_for(part.data[:HEAD_BYTES], part.ending)


def _unique(member: Member, names: dict[str, int]) -> str:
    """The member's name; twins, which a ZIP may hold, get a number."""
    names[member.name] = number = names.get(member.name, 0) + 1
    path = PurePosixPath(member.name)
    return member.name if number == 1 else str(path.with_name(f"{path.stem} ({number}){path.suffix}"))


def part_of(file: Path, steps: Steps) -> Part:
    """The document at the end of the steps. Raises a DocumentError."""
    return _kept_part(file, _stamp(file), steps)


@lru_cache(maxsize=1)  # a document's bytes are asked for twice in a row: for their hash, then to be read
def _kept_part(file: Path, stamp: tuple[int, int], steps: Steps) -> Part:
    last = steps[-1]
    return _opened(file, steps[:-1], last.format, last.container).part(last.key)


def _opened(file: Path, steps: Steps, kind: str, where: str) -> Opened:
    return _kept_container(file, _stamp(file), steps, kind, where)


@lru_cache(maxsize=2)  # members come one after another: their archive's table of contents is read once
def _kept_container(file: Path, stamp: tuple[int, int], steps: Steps, kind: str, where: str) -> Opened:
    return _open(file, steps, kind, where)


def _open(file: Path, steps: Steps, kind: str, where: str) -> Opened:
    stream: BinaryIO
    if steps:
        stream = io.BytesIO(part_of(file, steps).data)
    else:
        try:
            stream = file.open("rb")
        except OSError as error:
            raise MissingPath(f"Cannot be read ({error.strerror or error}).", where) from error
    return opened(containers()[kind], stream, where)


def _stamp(file: Path) -> tuple[int, int]:
    """What changes when the file does, so that nothing kept outlives it."""
    try:
        state = file.stat()
    except OSError as error:
        raise MissingPath("There is no such file.", file.name) from error
    return state.st_mtime_ns, state.st_size
