"""The command itself: its help, its version; the modules beside this one add the subcommands."""

from __future__ import annotations

from typing import Annotated

import typer
from typer import Option

from extractor import __version__

app = typer.Typer(
    help="Vietnamese news and official letters into statistics: people, organisations, dates and figures, "
    "each with the sentence that it stands in.",
    epilog="Exit codes: 0 all well, 1 some documents failed, 2 wrong use.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
