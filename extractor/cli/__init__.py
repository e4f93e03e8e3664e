"""The command `extractor`: one short function a command.

Exit codes: 0 all well, 1 some documents failed (or a score, a floor or a gold file did), 2 wrong use.
What takes long to import is imported inside the command that needs it, so that `--help` is quick.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from typer import Argument, Option

from extractor import __version__
from extractor.cli.archive import failures, feed, run, watch
from extractor.cli.scores import evaluate
from extractor.cli.speech import FAILED, STOPPED, WRONG_USE, progress, say, sound, stream, write_json
from extractor.errors import ExtractorError, GoldError

if TYPE_CHECKING:
    from extractor.batch import State

app = typer.Typer(
    help="Vietnamese news and official letters into statistics: people, organisations, dates and figures, "
    "each with the sentence that it stands in.",
    epilog="Exit codes: 0 all well, 1 some documents failed, 2 wrong use.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> NoReturn:
    """Run the command line and exit."""
    try:
        app()
    except ExtractorError as error:
        say(str(error))
        raise SystemExit(FAILED if isinstance(error, GoldError) else WRONG_USE) from None
    except KeyboardInterrupt:
        raise SystemExit(STOPPED) from None
    raise SystemExit(0)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"extractor {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


@app.command()
def extract(
    paths: Annotated[
        list[str], Argument(metavar="PATH...", help="Text files, folders (read recursively), or - for standard input.")
    ],
    output: Annotated[
        Path | None, Option("-o", "--output", metavar="FILE", help="Write here, not to standard output.")
    ] = None,
) -> None:
    """Read documents and print one JSON record a line.

    Plain text in UTF-8 or UTF-16 is read (.txt, .md, .text, or no ending). A document that cannot be read is named on
    standard error with a code and a remedy; the others go on.
    """
    from extractor.batch import extract_all
    from extractor.batch.lines import to_line

    states: Counter[State] = Counter()
    with stream(output) as lines:
        for outcome in extract_all(paths, progress("Extracting")):
            states[outcome.state] += 1
            if outcome.record is not None:
                lines.write(to_line(outcome.record))
            if outcome.error is not None:
                say(str(outcome.error))
    if not states:
        say("There are no documents here.")
    raise typer.Exit(FAILED if states["failed"] else 0)


for _command in (run, failures, watch, feed, evaluate):
    app.command()(_command)


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
def schema() -> None:
    """Print the JSON Schema of a record."""
    from extractor.records import json_schema

    write_json(json_schema())
