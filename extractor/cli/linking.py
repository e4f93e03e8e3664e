"""The command `link`: one truth across documents, and what persons decide about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer import Option

from extractor.cli.app import app
from extractor.cli.asking import Archive, open_archive
from extractor.cli.speech import say, write_json

if TYPE_CHECKING:
    from extractor.link import Report

_LONG = 5_000  # documents, or names to compare, of which each so many are told


@app.command()
def link(
    db: Archive,
    again: Annotated[bool, Option("--again", help="Look at every document anew.")] = False,
    candidates: Annotated[
        bool, Option("--candidates", help="List the links that are not sure enough: a person decides.")
    ] = False,
    decisions: Annotated[bool, Option("--decisions", help="List what persons have decided.")] = False,
    confirm: Annotated[list[int] | None, Option("--confirm", metavar="ID", help="Yes to this candidate.")] = None,
    reject: Annotated[list[int] | None, Option("--reject", metavar="ID", help="No to this candidate.")] = None,
    merge: Annotated[
        tuple[int, int] | None, Option("--merge", metavar="ID ID", help="These two entities are one.")
    ] = None,
    split: Annotated[int | None, Option("--split", metavar="LINK", help="This link is wrong: set it apart.")] = None,
    undo: Annotated[int | None, Option("--undo", metavar="ID", help="Take this decision back.")] = None,
    json: Annotated[bool, Option("--json", help="Print lists as JSON.")] = False,
) -> None:
    """Make the same thing one thing across documents: people, bodies, places, copies, series and sums.

    `run`, `watch` and `feed` do it by themselves when they are done. Decisions go before every rule, survive
    re-linking and can be taken back.
    """
    from extractor.link import decide, relink

    with open_archive(db) as store:
        done: list[Report] = [decide.answer(store, one, "confirm") for one in confirm or []]
        done += [decide.answer(store, one, "reject") for one in reject or []]
        done += [decide.merge(store, *merge)] if merge else []
        done += [decide.split(store, split)] if split is not None else []
        done += [decide.undo(store, undo)] if undo is not None else []
        if candidates:
            _list([_question(one) for one in decide.open_questions(store)], json, "No open questions.")
        elif decisions:
            _list([_decision(one) for one in decide.decided(store)], json, "No decisions.")
        elif not done or again:
            done.append(relink(store, again=again, progress=tell_long))
        if done and not (candidates or decisions):
            typer.echo(told(done[-1]))


def tell_long(what: str, done: int, of: int) -> None:
    """Say how far a long linking is; a short one says nothing."""
    if of >= _LONG and (done == of or done % _LONG == 0):
        say(f"{what}: {done:,} of {of:,}")


def told(report: Report) -> str:
    """One line: what was linked, and what there is now."""
    return (
        f"{report.linked:,} documents linked: {report.people:,} people, {report.organisations:,} bodies, "
        f"{report.copies:,} copies; {report.candidates:,} open questions"
    )


def _question(one: Any) -> dict[str, Any]:
    return {
        "id": one.id, "kind": one.kind, "question": one.question, "evidence": one.evidence,
        "confidence": one.confidence, "documents": one.documents,
    }  # fmt: skip


def _decision(one: Any) -> dict[str, Any]:
    return {"id": one.id, "verb": one.verb, "question": one.question, "made": one.made, "undone": one.undone}


def _list(rows: list[dict[str, Any]], json: bool, nothing: str) -> None:
    if json:
        write_json(rows)
        return
    for row in rows:
        if "evidence" in row:
            typer.echo(f"{row['id']:>5}  {row['question']}\n       {row['confidence']:.2f}  {row['evidence']}")
        else:
            undone = f", taken back {row['undone']}" if row["undone"] else ""
            typer.echo(f"{row['id']:>5}  {row['verb']}: {row['question']}\n       {row['made']}{undone}")
    if not rows:
        say(nothing)
