"""How the command speaks: messages to the person, records and JSON to the pipe, exit codes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import typer

from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.batch import Track

FAILED, WRONG_USE, STOPPED = 1, 2, 130


def say(message: str) -> None:
    """A message to the person, not to the pipe."""
    typer.echo(sound(message), err=True)


def sound(words: str) -> str:
    """Without the halves of characters that a wrongly encoded argument or file name leaves behind."""
    return words.encode("utf-8", errors="replace").decode("utf-8")


def write_json(value: object) -> None:
    import json

    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def stream(output: Path | None) -> Iterator[BinaryIO]:
    """Where records go. Raises UsageError (U001) when the file cannot be written."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with output.open("wb") as file:
            yield file
    except OSError as error:
        raise UsageError(f"Cannot be written ({error.strerror}).", str(output)) from error


def progress(what: str) -> Track:
    from extractor.batch.progress import tracked

    return lambda outcomes, count: tracked(outcomes, count, what)
