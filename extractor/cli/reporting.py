"""The command that writes a page about a database."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

from typer import Argument, Option

from extractor.cli.app import app
from extractor.cli.asking import Archive, Indicators, Places, Since, Today, Until, filters_of, open_archive
from extractor.cli.speech import say, stream


@app.command()
def report(
    page: Annotated[Path, Argument(metavar="PAGE.html", help="The page to write.")],
    db: Archive,
    indicator: Indicators = None,
    place: Places = None,
    since: Since = None,
    until: Until = None,
    today: Today = False,
    language: Annotated[Literal["vi", "en"], Option(metavar="LANGUAGE", help="Of the page: vi or en.")] = "vi",
) -> None:
    """Write one page about a database: what was read, figures with charts, contradictions, each number's sentence.

    The page needs nothing else: it can be mailed, printed, and opened without a network.
    """
    from extractor.report import gather
    from extractor.report import page as page_of

    chosen = filters_of(indicator, place, since, until)
    told = [*(indicator or []), *(place or []), *(day for day in (since, until) if day)]
    with open_archive(db) as store:
        found = gather(store, chosen, today=today)
    html = page_of(
        found, database=_name(db), day=dt.date.today(), language=language, filters=", ".join(told),
        places=tuple(place or ()), today=today,
    )  # fmt: skip
    with stream(page) as file:
        file.write(html.encode("utf-8"))
    say(f"Written to {page}.")


def _name(db: str) -> str:
    """The database without a password that its address may hold."""
    if "://" not in db:
        return Path(db).name
    from sqlalchemy import make_url

    return make_url(db).render_as_string(hide_password=True)
