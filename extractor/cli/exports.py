"""The command that turns a database, or a part of it, into a file for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from typer import Argument, Option

from extractor.cli.app import app
from extractor.cli.asking import (
    Actors,
    Archive,
    Indicators,
    Kinds,
    Places,
    Since,
    Statuses,
    Until,
    filters_of,
    open_archive,
)
from extractor.cli.speech import say


@app.command()
def export(
    out: Annotated[
        Path, Argument(metavar="OUT", help="The file; its ending says what it is: .xlsx, .csv, .zip, .parquet …")
    ],
    db: Archive,
    table: Annotated[
        str, Option(metavar="TABLE", help="Of .csv and .parquet: figures, documents, people, organisations, dates …")
    ] = "figures",
    language: Annotated[
        Literal["en", "vi"], Option(metavar="LANGUAGE", help="Of the heads and codes of a workbook: en or vi.")
    ] = "en",
    indicator: Indicators = None,
    place: Places = None,
    since: Since = None,
    until: Until = None,
    status: Statuses = None,
    actor: Actors = None,
    kind: Kinds = None,
    person: Annotated[
        list[str] | None, Option(metavar="WORDS", help="Only documents that name such a person; may be repeated.")
    ] = None,
    organisation: Annotated[
        list[str] | None, Option(metavar="WORDS", help="Only documents that name such a body; may be repeated.")
    ] = None,
    text: Annotated[
        str | None, Option(metavar="WORDS", help="Only documents with these words, as in `query search`.")
    ] = None,
) -> None:
    """Write a database, or what is chosen of it, to a file for other programs; its ending says which kind.

    .xlsx is a workbook with a sheet for figures, documents, people …; .csv and .parquet hold one table, .zip all of
    them as CSV; .jsonl and .json hold whole records, .jsonld the figures as linked data.
    """
    from dataclasses import replace

    from extractor.export import export as exported

    chosen = replace(
        filters_of(indicator, place, since, until, status, actor, kind),
        people=tuple(person or ()),
        organisations=tuple(organisation or ()),
        text=text,
    )
    with open_archive(db) as store:
        written = exported(store, out, chosen, table, language)
    parts = ", ".join(f"{name} {number:,}" for name, number in written.items() if number)
    say(f"{out}: {parts or 'nothing was found that fits'}")
