"""The commands about labels: to and from annotation tools, two people's labels, what corrections teach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from typer import Argument, Option

from extractor.cli.app import app
from extractor.cli.speech import FAILED, say, stream, write_json
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.records import Record


Format = Literal["gold", "jsonl", "database", "doccano", "label-studio", "brat", "conll", "spacy"]


@app.command()
def convert(
    source: Annotated[str, Argument(metavar="IN", help="File or folder of labels, records or gold, or a database.")],
    target: Annotated[
        str, Argument(metavar="OUT", help="What to write: a file is replaced, a folder or database added to.")
    ],
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


@app.command()
def agree(
    gold_a: Annotated[Path, Argument(metavar="GOLD_A", help="Gold folder or file, or records (JSONL), of one person.")],
    gold_b: Annotated[Path, Argument(metavar="GOLD_B", help="The same documents labelled by another person.")],
    texts: Annotated[
        Path | None, Option(metavar="DIR", help="Their texts; else beside GOLD_A or in ../corpus.")
    ] = None,
    json: Annotated[bool, Option("--json", help="Print everything as JSON, the differences too.")] = False,
    differences: Annotated[int, Option(metavar="N", min=0, help="Show N differences of each document.")] = 0,
    html: Annotated[Path | None, Option(metavar="FILE", help="Write a page with all differences side by side.")] = None,
) -> None:
    """Show how far two people's labels of the same documents agree, and where they differ."""
    from extractor import exchange
    from extractor.evaluate import gold_records
    from extractor.review import agreement, report

    is_gold = exchange.format_of_input(str(gold_b)) == "gold"  # their texts are those of the first
    found = agreement(_records(gold_a, texts), gold_records(gold_b) if is_gold else _records(gold_b, texts))
    if not found.comparisons:
        raise UsageError("No document is in both.", str(gold_b), "Documents go together by their names.")
    if html:
        with stream(html) as file:
            file.write(report.as_page(found).encode("utf-8"))
    if json:
        write_json(report.as_json(found))
    else:
        typer.echo(report.as_text(found, differences))


def _records(path: Path, texts: Path | None) -> list[Record]:
    """The records of a file or folder; what cannot be read is told."""
    from extractor import exchange

    found = []
    for item in exchange.read(str(path), texts=texts):
        if isinstance(item, Exception):
            say(str(item))
        else:
            found.append(item)
    return found
