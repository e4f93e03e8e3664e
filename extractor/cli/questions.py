"""The command `query`: the common questions to a database, each answer with its sources."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer
from typer import Argument, Option
from typer.core import TyperGroup

from extractor.cli.answers import Format, Limit, Shown, show
from extractor.cli.app import app
from extractor.cli.asking import (
    Actors,
    Archive,
    Indicators,
    Kinds,
    Places,
    Since,
    Statuses,
    Today,
    Until,
    filters_of,
    open_archive,
)


class _Questions(TyperGroup):
    """Takes the database in front of the question, too: `query --db FILE figures …`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if len(args) > 2 and args[0] == "--db":
            args = [args[2], *args[:2], *args[3:]]
        elif len(args) > 1 and args[0].startswith("--db="):
            args = [args[1], args[0], *args[2:]]
        return super().parse_args(ctx, args)


def _group() -> typer.Typer:
    """The command `query`, with its questions as commands of their own."""
    group = typer.Typer(
        cls=_Questions,
        help="Ask a database; every answer names its documents and sentences.",
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.add_typer(group, name="query")
    return group


query = _group()


@query.command()
def search(
    words: Annotated[str, Argument(metavar="WORDS", help='Words, "a phrase", A OR B, -left_out, begin*.')],
    db: Archive,
    sentences: Annotated[bool, Option("--sentences", help="Find sentences with figures, not documents.")] = False,
    indicator: Indicators = None,
    place: Places = None,
    since: Since = None,
    until: Until = None,
    status: Statuses = None,
    kind: Kinds = None,
    format: Format = "table",
    limit: Limit = 20,
    sources: Shown = 1,
) -> None:
    """Find documents, or sentences with figures, by their words.

    Without diacritics every spelling is found: "ket nap dang" finds "kết nạp Đảng". With diacritics only what is
    written so.
    """
    from extractor.query.search import search_documents, search_sentences

    chosen = filters_of(indicator, place, since, until, status, kinds=kind)
    with open_archive(db) as store:
        find = search_sentences if sentences else search_documents
        show(find(store, words, chosen, limit), format, sources)


@query.command()
def figures(
    db: Archive,
    indicator: Indicators = None,
    place: Places = None,
    since: Since = None,
    until: Until = None,
    by: Annotated[
        Literal["year", "province"] | None, Option("--by", metavar="WORD", help="Add up: by year, or by province.")
    ] = None,
    today: Today = False,
    status: Statuses = None,
    actor: Actors = None,
    kind: Kinds = None,
    format: Format = "table",
    limit: Limit = 20,
    sources: Shown = 1,
) -> None:
    """Figures with who says so: each statement once, or added up so that nothing is counted twice.

    Sums leave out parts of a whole that is counted, shares, targets, periods that overlap, and copies.
    """
    from extractor.query.adding import by_year_or_province
    from extractor.query.figures import statements

    chosen = filters_of(indicator, place, since, until, status, actor, kind)
    with open_archive(db) as store:
        if by:
            answer = by_year_or_province(store, chosen, by, today=today, limit=limit, sources=sources)
        else:
            answer = statements(store, chosen, today=today, limit=limit, sources=sources)
        show(answer, format, sources)


@query.command()
def targets(
    db: Archive,
    indicator: Indicators = None,
    place: Places = None,
    since: Since = None,
    until: Until = None,
    today: Today = False,
    reached: Annotated[bool, Option("--with-results", help="Only targets of which a result is told.")] = False,
    format: Format = "table",
    limit: Limit = 20,
    sources: Shown = 1,
) -> None:
    """What was aimed at beside what came of it, where both are told of the same place and time."""
    from extractor.query.aims import targets as aims

    chosen = filters_of(indicator, place, since, until)
    with open_archive(db) as store:
        show(aims(store, chosen, today=today, reached=reached, limit=limit, sources=sources), format, 2 * sources)


@query.command()
def contradictions(
    db: Archive,
    indicator: Indicators = None,
    place: Places = None,
    since: Since = None,
    until: Until = None,
    today: Today = False,
    format: Format = "table",
    limit: Limit = 20,
    sources: Shown = 4,
) -> None:
    """Values that do not agree about the same thing, side by side with who says so."""
    from extractor.query.conflicts import contradictions as conflicts

    chosen = filters_of(indicator, place, since, until)
    with open_archive(db) as store:
        show(conflicts(store, chosen, today=today, limit=limit, sources=sources), format, sources)


@query.command()
def copies(
    db: Archive,
    kind: Kinds = None,
    format: Format = "table",
    limit: Limit = 20,
    sources: Shown = 5,
) -> None:
    """Texts that came in several documents; they are counted once."""
    from extractor.query.conflicts import copied

    with open_archive(db) as store:
        show(copied(store, filters_of(kinds=kind), limit=limit, sources=sources), format, sources)


@query.command()
def person(
    name: Annotated[str, Argument(metavar="NAME", help="A name or a part of it; diacritics may be left out.")],
    db: Archive,
    format: Format = "table",
    limit: Limit = 20,
    sources: Shown = 2,
) -> None:
    """A person's offices and bodies over all documents; people of the same name stay apart."""
    from extractor.query.entities import people_named

    with open_archive(db) as store:
        show(people_named(store, name, limit=limit, sources=sources), format, sources)


@query.command()
def body(
    name: Annotated[str, Argument(metavar="NAME", help="A name, a part or a short form of it.")],
    db: Archive,
    format: Format = "table",
    limit: Limit = 20,
    sources: Shown = 2,
) -> None:
    """A body under all its names: who leads it, what is told of it."""
    from extractor.query.entities import bodies_named

    with open_archive(db) as store:
        show(bodies_named(store, name, limit=limit, sources=sources), format, sources)
