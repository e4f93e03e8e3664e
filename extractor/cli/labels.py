"""The commands about labels: to and from annotation tools."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from typer import Argument, Option

from extractor.cli.app import app
from extractor.cli.speech import FAILED, say
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.records import Record


Format = Literal["gold", "jsonl", "database", "doccano", "label-studio", "brat", "conll", "spacy"]


@app.command()
def convert(
    source: Annotated[str, Argument(metavar="IN", help="File or folder of labels, records or gold, or a database.")],
    target: Annotated[str, Argument(metavar="OUT", help="What to write; what is there is replaced.")],
    to: Annotated[Format | None, Option(help="Its format, where the ending does not say it.", metavar="FORMAT")] = None,
    from_: Annotated[
        Format | None, Option("--from", help="The format of IN, where its content does not say it.", metavar="FORMAT")
    ] = None,
    texts: Annotated[
        Path | None, Option(metavar="DIR", help="Texts of the gold; else beside it or in ../corpus.")
    ] = None,
    offsets: Annotated[
        Literal["code-points", "utf-16", "graphemes"] | None,
        Option(metavar="UNIT", help="What offsets count: code-points, utf-16 or graphemes; else as the tool does."),
    ] = None,
) -> None:
    """Turn records into files of annotation tools and back.

    Formats: gold (folder), jsonl (records), database, doccano, label-studio, brat (folder), conll, spacy. A label that
    breaks the contract is told with a code and its place, and left out.
    """
    from extractor import exchange

    kind = to or exchange.format_of_output(target)
    if Path(source).resolve() == Path(target).resolve():
        raise UsageError("IN and OUT are the same.", target)
    refused = 0

    def records() -> Iterator[Record]:
        nonlocal refused
        for item in exchange.read(source, from_, texts=texts, unit=offsets):
            if isinstance(item, Exception):
                refused += 1
                say(str(item))
            else:
                yield item

    count = exchange.write(records(), target, kind, texts=texts)
    say(f"{count:,} documents written to {target}" + (f", {refused:,} things left out" if refused else ""))
    raise typer.Exit(FAILED if refused else 0)
