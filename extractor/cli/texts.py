"""The commands that read and print: documents to records, a piece of text to its dates and figures, the schema."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Argument, Option

from extractor.cli.app import app
from extractor.cli.options import Jobs, Limit
from extractor.cli.speech import FAILED, progress, say, sound, stream, write_json

if TYPE_CHECKING:
    from extractor.batch import State


@app.command()
def extract(
    paths: Annotated[
        list[str], Argument(metavar="PATH...", help="Files, folders (read recursively), or - for standard input.")
    ],
    output: Annotated[
        Path | None, Option("-o", "--output", metavar="FILE", help="Write here, not to standard output.")
    ] = None,
    jobs: Jobs = None,
    limit: Limit = None,
) -> None:
    """Read documents and print one JSON record a line.

    Formats are told by content: text in UTF-8, UTF-16 and the old Vietnamese encodings, HTML, PDF, scans, DOCX, DOC,
    ODT, RTF, XLSX, mail, and what lies in ZIP, TAR, RAR, 7-Zip, gzip, mail boxes, WARC, feeds, CSV and JSON lines. A
    document that cannot be read is named on standard error with a code and a remedy; the others go on.
    """
    from extractor.batch import LIMIT_SECONDS, cores, extract_all
    from extractor.batch.lines import lined

    states: Counter[State] = Counter()
    with stream(output) as lines:
        found = extract_all(
            paths, progress("Extracting"), jobs=jobs or cores(), limit_seconds=limit or LIMIT_SECONDS, task=lined
        )
        for outcome in found:
            states[outcome.state] += 1
            if outcome.line is not None:
                lines.write(outcome.line)
            if outcome.error is not None:
                say(str(outcome.error))
    if not states:
        say("There are no documents here.")
    raise typer.Exit(FAILED if states["failed"] else 0)


@app.command()
def normalise(
    text: Annotated[str, Argument(metavar="TEXT", help="A piece of Vietnamese text, or - for standard input.")],
    reference: Annotated[
        dt.datetime | None, Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="The day that it was written on.")
    ] = None,
) -> None:
    """Print the dates and figures in a piece of text as JSON."""
    from extractor.normalise import normalise as normalised

    words = sys.stdin.buffer.read().decode("utf-8", errors="replace") if text == "-" else text
    write_json(normalised(sound(words), reference.date().isoformat() if reference else None))


@app.command()
def schema(
    datasette: Annotated[
        Path | None, Option(metavar="FILE", help="Print the metadata with which Datasette shows this SQLite database.")
    ] = None,
) -> None:
    """Print the JSON Schema of a record."""
    if datasette is None:
        from extractor.records import json_schema

        write_json(json_schema())
        return
    from extractor.cli.asking import open_archive
    from extractor.export.datasette import metadata_of

    with open_archive(str(datasette)) as store:
        write_json(metadata_of(store, datasette))
