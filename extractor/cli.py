"""The command `extractor`: one short function a command.

Exit codes: 0 all well, 1 some documents failed (or a score, a floor or a gold file did), 2 wrong use.
What takes long to import is imported inside the command that needs it, so that `--help` is quick.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, NoReturn

import typer
from typer import Argument, Option

from extractor import __version__
from extractor.errors import DocumentError, ExtractorError, GoldError, MissingPath, UsageError

if TYPE_CHECKING:
    from extractor.batch import State, Track
    from extractor.evaluate import Score
    from extractor.ingest import Document
    from extractor.records import Record

FAILED, WRONG_USE, STOPPED = 1, 2, 130

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
        _say(str(error))
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
    with _stream(output) as stream:
        for outcome in extract_all(paths, _progress("Extracting")):
            states[outcome.state] += 1
            if outcome.record is not None:
                stream.write(to_line(outcome.record))
            if outcome.error is not None:
                _say(str(outcome.error))
    if not states:
        _say("There are no documents here.")
    raise typer.Exit(FAILED if states["failed"] else 0)


@app.command()
def run(
    folder: Annotated[Path, Argument(metavar="FOLDER", help="Folder of documents, read recursively.")],
    db: Annotated[str, Option("--db", metavar="FILE", help="SQLite database; made when it does not exist.")],
    again: Annotated[bool, Option("--again", help="Read every document anew.")] = False,
    retry: Annotated[bool, Option("--retry", help="Read those again that failed before.")] = False,
) -> None:
    """Read a folder into a database; a second run reads only what is new or changed."""
    from extractor.batch import run_folder
    from extractor.batch.summary import run_text, summary_text
    from extractor.store import Store

    if not folder.is_dir():
        raise MissingPath("There is no such folder.", str(folder))
    with Store.open(db) as store:
        report = run_folder(folder, store, again=again, retry=retry, track=_progress("Reading"))
        for error in report.errors:
            _say(str(error))
        typer.echo(f"{run_text(report)}\n\n{db} holds\n{summary_text(store.summary())}")
    raise typer.Exit(FAILED if report.tally.failed else 0)


@app.command()
def evaluate(
    gold: Annotated[Path, Argument(metavar="GOLD", help="Folder of gold files, or one gold file.")],
    texts: Annotated[Path | None, Option(metavar="DIR", help="Their texts; else beside GOLD or in ../corpus.")] = None,
    records: Annotated[Path | None, Option(metavar="FILE", help="Score these records (JSONL), do not extract.")] = None,
    json: Annotated[bool, Option("--json", help="Print the scores as JSON, errors too with --errors.")] = False,
    errors: Annotated[int, Option(metavar="N", min=0, help="Show N errors of each kind with their sentences.")] = 0,
    html: Annotated[Path | None, Option(metavar="FILE", help="Write a page with every error in its sentence.")] = None,
    lint: Annotated[bool, Option("--lint", help="Only check the gold files: contract, quotes, codes.")] = False,
    floors: Annotated[Path | None, Option(metavar="FILE", help="Fail when a score is below its pinned floor.")] = None,
    pin: Annotated[bool, Option("--pin", help="Pin the scores of now in the --floors file.")] = False,
    lower: Annotated[str | None, Option(metavar="REASON", help="Let --pin lower floors, for this reason.")] = None,
) -> None:
    """Score the extraction against gold records made by hand."""
    from extractor import evaluate as evaluation
    from extractor.evaluate.gate import by_set
    from extractor.evaluate.gold import held_out

    if (pin and not floors) or (lower and not pin):
        raise UsageError("--pin needs --floors FILE, and --lower needs --pin.")
    if lint:
        raise typer.Exit(_lint(gold, texts))
    wanted = evaluation.gold_records(gold)
    documents, failures = _read_texts(wanted, gold, texts)
    if records is None:
        found = _extracted(documents, failures)
    else:
        found, failures = evaluation.read_records(records), []
    scores = evaluation.evaluate(wanted, found, {document.id: document.text for document in documents})
    for failure in failures:
        _say(str(failure))
    sets = by_set(scores, held_out(gold))
    _tell_scores(scores, sets, errors, json, html)
    fallen = _gate(sets, floors, pin, lower) if floors else False
    raise typer.Exit(FAILED if fallen or any(score.missing for score in scores) else 0)


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
    _write_json(normalised(_sound(words), reference.date().isoformat() if reference else None))


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    from extractor.records import json_schema

    _write_json(json_schema())


def _say(message: str) -> None:
    """A message to the person, not to the pipe."""
    typer.echo(_sound(message), err=True)


def _sound(words: str) -> str:
    """Without the halves of characters that a wrongly encoded argument or file name leaves behind."""
    return words.encode("utf-8", errors="replace").decode("utf-8")


def _write_json(value: object) -> None:
    import json

    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def _stream(output: Path | None) -> Iterator[BinaryIO]:
    """Where records go. Raises UsageError (U001) when the file cannot be written."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with output.open("wb") as stream:
            yield stream
    except OSError as error:
        raise UsageError(f"Cannot be written ({error.strerror}).", str(output)) from error


def _progress(what: str) -> Track:
    from extractor.batch.progress import tracked

    return lambda outcomes, number: tracked(outcomes, number, what)


def _lint(gold: Path, texts: Path | None) -> int:
    from extractor.evaluate.gold import gold_files, lint

    problems = lint(gold, texts)
    for problem in problems:
        typer.echo(problem)
    typer.echo(f"{len(gold_files(gold))} gold files, {len(problems)} problems")
    return FAILED if problems else 0


def _read_texts(
    wanted: list[Record], gold: Path, texts: Path | None
) -> tuple[list[Document], list[DocumentError]]:
    """The texts of the gold records, and why some cannot be read."""
    from extractor.evaluate import text_sources
    from extractor.ingest import document_from

    places = text_sources(gold, texts)
    documents, failures = [], []
    for name in (record.document.id for record in wanted):
        try:
            if name not in places:
                raise MissingPath("Its text is not there.", name, "Say where the texts lie with --texts DIR.")
            documents.append(replace(document_from(places[name]), id=name))
        except DocumentError as error:
            failures.append(error)
    return documents, failures


def _extracted(documents: list[Document], failures: list[DocumentError]) -> list[Record]:
    """The records of the documents; what fails is added to `failures`."""
    from extractor.batch import record_from

    records = []
    for document in documents:
        try:
            records.append(record_from(document))
        except DocumentError as error:
            failures.append(error)
    return records


def _tell_scores(
    scores: list[Score], sets: dict[str, list[Score]], errors: int, json: bool, html: Path | None
) -> None:
    from extractor.evaluate import report, total
    from extractor.evaluate.page import page

    whole = total(scores)
    if html:
        with _stream(html) as stream:
            stream.write(page(scores, whole).encode("utf-8"))
    if json:
        _write_json(report.as_json(scores, whole, errors))
        return
    parts = [total(members, name) for name, members in sets.items()] if len(sets) > 1 else []
    typer.echo(f"{report.per_document(scores, [*parts, whole])}\n\n{report.table(whole)}")
    if errors:
        typer.echo(f"\n{report.errors(whole, errors)}")


def _gate(sets: dict[str, list[Score]], path: Path, pin: bool, reason: str | None) -> bool:
    """Hold the scores against their floors, or pin them; True when one has fallen."""
    from extractor.evaluate import gate
    from extractor.evaluate.report import one_error

    floors = gate.Floors() if pin and not path.exists() else gate.read_floors(path)
    if pin:
        gate.write_floors(path, gate.pin(sets, floors, reason))
        _say(f"Floors pinned in {path}.")
        return False
    fallen = gate.falls(sets, floors)
    for fall in fallen:
        _say("\n".join([f"FALLEN {fall}", *map(one_error, fall.misses)]))
    return bool(fallen)
