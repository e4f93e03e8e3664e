"""The command `query`: the common questions to a database, each answer with its sources."""

from __future__ import annotations

from typing import Annotated

import typer
from typer import Argument, Option

from extractor.cli.answers import Format, Limit, Shown, show
from extractor.cli.app import app
from extractor.cli.asking import Archive, Indicators, Kinds, Places, Since, Statuses, Until, filters_of, open_archive

query = typer.Typer(
    help="Ask a database; every answer names its documents and sentences.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(query, name="query")


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
