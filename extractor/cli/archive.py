"""The commands that fill a database: a folder at once, an inbox as it fills, a feed; and what could not be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Argument, Option

from extractor.cli.app import app
from extractor.cli.options import Jobs, Limit
from extractor.cli.speech import FAILED, progress, say, write_json
from extractor.errors import MissingPath

if TYPE_CHECKING:
    from extractor.batch import Outcome, Report
    from extractor.store import Store

Database = Annotated[
    str,
    Option("--db", metavar="DB", help="SQLite file, made when it does not exist, or a postgresql://… address."),
]
LogFile = Annotated[
    Path | None, Option("--log", metavar="FILE", help="Append what happens as JSON lines: one an outcome.")
]


@app.command()
def run(
    folder: Annotated[Path, Argument(metavar="FOLDER", help="Folder of documents, read recursively.")],
    db: Database,
    again: Annotated[bool, Option("--again", help="Read every document anew.")] = False,
    retry: Annotated[bool, Option("--retry", help="Read those again that failed before.")] = False,
    jobs: Jobs = None,
    limit: Limit = None,
    log: LogFile = None,
) -> None:
    """Read a folder into a database; a second run reads only what is new or changed.

    It may be stopped at any time; the next run goes on from there. A document that crashes or takes too long is
    listed by `extractor failures`, and the others go on.
    """
    from extractor.batch import LIMIT_SECONDS, Options, cores, log_to, run_folder
    from extractor.batch.summary import run_text, summary_text
    from extractor.store import Store
    from extractor.store.database import shown

    if not folder.is_dir():
        raise MissingPath("There is no such folder.", str(folder))
    with log_to(log) as events, Store.open(db) as store:
        options = Options(
            again=again, retry=retry, jobs=jobs or cores(), limit_seconds=limit or LIMIT_SECONDS, log=events,
            track=progress("Reading"), note=_tell,
        )  # fmt: skip
        report = run_folder(folder, store, options)
        _link(store)
        typer.echo(f"{run_text(report)}\n\n{shown(db)} holds\n{summary_text(store.summary())}")
    raise typer.Exit(FAILED if report.tally.failed else 0)


@app.command()
def failures(
    db: Database,
    json: Annotated[bool, Option("--json", help="Print them as JSON.")] = False,
) -> None:
    """List the documents that could not be read: code, place, reason and remedy."""
    from dataclasses import asdict

    from extractor.batch.summary import counted
    from extractor.store import Store

    if "://" not in db and not Path(db).exists():
        raise MissingPath("There is no such database.", db)
    with Store.open(db) as store:
        found = store.failures()
    if json:
        write_json([asdict(failure) for failure in found])
        return
    for failure in found:
        typer.echo(f"{failure.code}  {failure.folder}/{failure.path}\n      {failure.what} {failure.remedy}")
    say(counted(len(found), "failure") if found else "No failures.")


@app.command()
def watch(
    inbox: Annotated[Path, Argument(metavar="INBOX", help="Folder that documents arrive in.")],
    db: Database,
    once: Annotated[bool, Option("--once", help="Take what is there and complete, then end: for timers.")] = False,
    settle: Annotated[
        float, Option(metavar="SECONDS", min=0.05, help="A file is complete when it has not changed for so long.")
    ] = 2.0,
    jobs: Jobs = None,
    limit: Limit = None,
    log: LogFile = None,
) -> None:
    """Read what arrives in a folder into a database, each file once it is complete, until stopped."""
    from extractor.batch import LIMIT_SECONDS, Options, cores, log_to
    from extractor.batch.watch import watch as watched
    from extractor.store import Store

    if not inbox.is_dir():
        raise MissingPath("There is no such folder.", str(inbox))
    failed = 0
    with log_to(log) as events, Store.open(db) as store:
        options = Options(jobs=jobs or cores(), limit_seconds=limit or LIMIT_SECONDS, log=events, note=_tell)
        for report in watched(inbox, store, options, settle_seconds=settle, once=once):
            failed += report.tally.failed
            _tell_report(report)
            _link(store)
    raise typer.Exit(FAILED if failed else 0)


@app.command()
def feed(
    address: Annotated[str, Argument(metavar="URL_OR_FILE", help="RSS or Atom feed: a web address, or a file.")],
    db: Database,
    pages: Annotated[bool, Option("--pages", help="Read the pages that new entries link to, not their text.")] = False,
    pause: Annotated[float, Option(metavar="SECONDS", min=0, help="Between two requests.")] = 1.0,
    limit: Limit = None,
    log: LogFile = None,
) -> None:
    """Read what is new in a feed into a database; asks the server only for what has changed since the last time."""
    from extractor.batch import LIMIT_SECONDS, Options, log_to
    from extractor.batch.feed import read_feed
    from extractor.store import Store

    with log_to(log) as events, Store.open(db) as store:
        options = Options(limit_seconds=limit or LIMIT_SECONDS, log=events, note=_tell)
        report = read_feed(address, store, options, pages=pages, pause_seconds=pause)
        _link(store)
    _tell_report(report)
    raise typer.Exit(FAILED if report.tally.failed else 0)


def _tell(outcome: Outcome) -> None:
    """Say at once why a document has failed; those that failed before are only counted."""
    if outcome.error is not None:
        say(str(outcome.error))


def _link(store: Store) -> None:
    """Bring what goes across documents up to date; `extractor link` does the same."""
    from extractor.cli.linking import tell_long
    from extractor.link import relink

    relink(store, progress=tell_long)


def _tell_report(report: Report) -> None:
    from extractor.batch.summary import run_text

    typer.echo(run_text(report))
