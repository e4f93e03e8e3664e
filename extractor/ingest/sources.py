"""Where documents come from: files, what is inside them, folders, standard input; in an order that never changes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractor.errors import DocumentTooLarge, MissingPath
from extractor.ingest import nested
from extractor.ingest.containers import Part
from extractor.ingest.limits import LIMIT_BYTES

STANDARD_INPUT = "-"
# What lists the documents in a file, if it is a container: their paths, and the steps that lead to them.
Members = Callable[[Path, str], Iterator[tuple[str, nested.Steps]] | None]
_PASSED_OVER = (".", "~$")  # hidden files, and the locks that office programs leave behind


@dataclass(frozen=True, slots=True)
class Source:
    """One place that bytes come from; nothing is opened before `load`.

    `path` is what the record shows: relative to the folder that was asked for, or as the user gave it, and then the
    path inside a container ("2019/mails.zip/a.eml/body.txt"); `inside` are the steps that lead there.
    """

    id: str
    path: str
    file: Path | None  # None is standard input
    inside: nested.Steps = ()

    @property
    def container(self) -> str | None:
        """The path of the container that the document lies in, if it does."""
        return self.inside[-1].container if self.inside else None

    def part(self, limit: int = LIMIT_BYTES) -> Part:
        """The bytes with what their container says of them. Raises a DocumentError."""
        if self.inside and self.file is not None:
            return nested.part_of(self.file, self.inside)
        return Part(self.load(limit), PurePosixPath(self.path).suffix.lower())

    def load(self, limit: int = LIMIT_BYTES) -> bytes:
        """The bytes. Raises MissingPath (D001) when they cannot be read, DocumentTooLarge (D007) past `limit` bytes."""
        if self.inside and self.file is not None:
            return nested.part_of(self.file, self.inside).data
        try:
            if self.file is None:
                data = sys.stdin.buffer.read(limit + 1)
            else:
                with self.file.open("rb") as stream:
                    data = stream.read(limit + 1)
        except FileNotFoundError as error:
            raise MissingPath("There is no such file.", self.path) from error
        except OSError as error:
            raise MissingPath(f"Cannot be read ({error.strerror or error}).", self.path) from error
        if len(data) > limit:
            raise DocumentTooLarge(f"Holds more than {limit:,} bytes.", self.path)
        return data


def _shown(path: str | os.PathLike[str]) -> str:
    """The path with `/`, always valid Unicode: a file name in another encoding shows its odd bytes as `\\xNN`."""
    return os.fsencode(Path(path).as_posix()).decode("utf-8", errors="backslashreplace")


def _with_members(source: Source, list_members: Members) -> Iterator[Source]:
    """The source, or what is in it when it is a container."""
    members = list_members(source.file, source.path) if source.file is not None else None
    if members is None:
        yield source
        return
    for path, steps in members:
        name = str(PurePosixPath(path).with_suffix("")) if steps else source.path
        yield Source(source.id + name.removeprefix(source.path), path, source.file, steps)


def _below(folder: Path, root: Path, list_members: Members) -> Iterator[Source]:
    def source(path: Path) -> Source:
        shown = _shown(path.relative_to(root))
        return Source(id=str(PurePosixPath(shown).with_suffix("")), path=shown, file=path)

    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        yield source(folder)  # an unreadable folder is one failed document, not a silent gap
        return
    for entry in entries:
        if entry.name.startswith(_PASSED_OVER):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path), root, list_members)
        elif entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path)):
            # A broken link fails when it is loaded; pipes and sockets are passed over.
            yield from _with_members(source(Path(entry.path)), list_members)


def sources(
    paths: Iterable[str | os.PathLike[str] | Source], list_members: Members = nested.members
) -> Iterator[Source]:
    """Every document under `paths`: files, folders recursively, `-` for standard input, sources as they are.

    A folder's files come sorted by name, hidden ones left out; what is in a container comes in its place, but not what
    is in standard input (see `received`). A path that does not exist is a source too: it fails when it is loaded, and
    the others go on.
    """
    for given in paths:
        if isinstance(given, Source):
            yield from _with_members(given, list_members)
        elif os.fspath(given) == STANDARD_INPUT:
            yield Source(id="stdin", path=STANDARD_INPUT, file=None)
        elif Path(given).is_dir():
            yield from _below(Path(given), Path(given), list_members)
        else:
            shown = _shown(given)
            source = Source(id=PurePosixPath(shown).stem or shown, path=shown, file=Path(given))
            yield from _with_members(source, list_members)


def received(folder: Path) -> Source:
    """Standard input, written to a file in `folder`: it may be a container, and other processes may read it."""
    file = folder / "stdin"
    with file.open("wb") as stream:
        shutil.copyfileobj(sys.stdin.buffer, stream)
    return Source(id="stdin", path=STANDARD_INPUT, file=file)
