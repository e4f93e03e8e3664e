"""The command that scores: gold against records, floors, pages of errors."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Argument, Option

from extractor.cli.app import app
from extractor.cli.speech import FAILED, say, stream, write_json
from extractor.errors import DocumentError, MissingPath, UsageError

if TYPE_CHECKING:
    from extractor.evaluate import Score
    from extractor.ingest import Document
    from extractor.records import Record


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
    history: Annotated[
        Path | None, Option(metavar="FILE", help="Append the scores as a JSON line, and show what has changed.")
    ] = None,
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
        say(str(failure))
    sets = by_set(scores, held_out(gold))
    _tell_scores(scores, sets, errors, json, html)
    if history:
        _remember(history, sets)
    fallen = _gate(sets, floors, pin, lower) if floors else False
    raise typer.Exit(FAILED if fallen or any(score.missing for score in scores) else 0)


@app.command()
def suggest(
    corrected: Annotated[
        str, Argument(metavar="GOLD", help="Folder of corrected records, one of them, or a database of corrections.")
    ],
    texts: Annotated[Path | None, Option(metavar="DIR", help="Their texts; else beside GOLD or in ../corpus.")] = None,
    records: Annotated[
        Path | None, Option(metavar="FILE", help="What the machine had found (JSONL); else it is extracted now.")
    ] = None,
    least: Annotated[int, Option(metavar="N", min=1, help="Only what was put right so often.")] = 2,
) -> None:
    """Suggest words for the lexicon from what people have put right, as TOML to judge and paste.

    Held-out documents are left out: nothing may be learned from them.
    """
    from extractor.exchange import format_of_input
    from extractor.review import suggestions

    failures: list[DocumentError] = []
    if "://" not in corrected and not Path(corrected).exists():
        raise MissingPath("There is no such folder, file or database.", corrected)
    if format_of_input(corrected) == "database":
        from extractor.store import Store

        with Store.open(corrected) as store:
            learned = suggestions(store.labels.pairs(), least)
    else:
        learned = suggestions(_pairs(Path(corrected), texts, records, failures), least)
    for failure in failures:
        say(str(failure))
    typer.echo(learned.toml() if learned.entries else "# Nothing new was put right so often.")
    raise typer.Exit(FAILED if failures else 0)


def _pairs(
    gold: Path, texts: Path | None, records: Path | None, failures: list[DocumentError]
) -> list[tuple[Record, Record]]:
    """What the machine says of each document and what people do, with its text; what cannot be read is added."""
    from extractor import evaluate as evaluation
    from extractor.evaluate.gold import held_out

    sealed = held_out(gold)
    wanted = [record for record in evaluation.gold_records(gold) if record.document.id not in sealed]
    documents, unread = _read_texts(wanted, gold, texts)
    failures += unread
    found = evaluation.read_records(records) if records else _extracted(documents, failures)
    matcher, bodies = evaluation.Matcher(found), {document.id: document.text for document in documents}
    pairs = []
    for record in wanted:
        machine = matcher.find(record)
        if machine is not None and record.document.id in bodies:
            pairs.append((machine, record.model_copy(update={"text": bodies[record.document.id]})))
    return pairs


def _lint(gold: Path, texts: Path | None) -> int:
    from extractor.evaluate.gold import gold_files, lint

    problems = lint(gold, texts)
    for problem in problems:
        typer.echo(problem)
    typer.echo(f"{len(gold_files(gold))} gold files, {len(problems)} problems")
    return FAILED if problems else 0


def _read_texts(wanted: list[Record], gold: Path, texts: Path | None) -> tuple[list[Document], list[DocumentError]]:
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


def _tell_scores(scores: list[Score], sets: dict[str, list[Score]], errors: int, json: bool, html: Path | None) -> None:
    from extractor.evaluate import report, total
    from extractor.evaluate.gate import HELDOUT
    from extractor.evaluate.page import page

    whole = total(scores)
    if html:
        sealed = frozenset(score.name for score in sets.get(HELDOUT, []))
        with stream(html) as file:
            file.write(page(scores, whole, sealed=sealed).encode("utf-8"))
    if json:
        write_json(report.as_json(scores, whole, errors))
        return
    parts = [total(members, name) for name, members in sets.items()] if len(sets) > 1 else []
    typer.echo(f"{report.per_document(scores, [*parts, whole])}\n\n{report.table(whole)}")
    if errors:
        typer.echo(f"\n{report.errors(whole, errors)}")


def _remember(path: Path, sets: dict[str, list[Score]]) -> None:
    """Append the scores of now, and say what has changed since the last time."""
    from extractor.evaluate.history import append, moment, read_history, told

    before = read_history(path)
    now = moment(sets)
    append(path, now)
    say(told(path, before[-1] if before else None, now))


def _gate(sets: dict[str, list[Score]], path: Path, pin: bool, reason: str | None) -> bool:
    """Hold the scores against their floors, or pin them; True when one has fallen."""
    from extractor.evaluate import gate
    from extractor.evaluate.report import one_error

    floors = gate.Floors() if pin and not path.exists() else gate.read_floors(path)
    if pin:
        gate.write_floors(path, gate.pin(sets, floors, reason))
        say(f"Floors pinned in {path}.")
        return False
    fallen = gate.falls(sets, floors)
    for fall in fallen:
        say("\n".join([f"FALLEN {fall}", *map(one_error, fall.misses)]))
    return bool(fallen)
