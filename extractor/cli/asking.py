"""What the commands that ask a database share: the database, which figures and documents, and how many."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Option

from extractor.errors import MissingPath, UsageError

if TYPE_CHECKING:
    import datetime as dt

    from extractor.query.filters import Filters
    from extractor.store import Store

Archive = Annotated[str, Option("--db", metavar="DB", help="Database that `run`, `watch` or `feed` has filled.")]
Many = list[str] | None
Indicators = Annotated[Many, Option("--indicator", metavar="CODE", help="Only this indicator; may be repeated.")]
Places = Annotated[Many, Option("--place", metavar="NAME", help="Only this place; may be repeated.")]
Since = Annotated[str | None, Option(metavar="DAY", help="Not before this day, month or year: 2023, 2023-06 …")]
Until = Annotated[str | None, Option(metavar="DAY", help="Not after this day, month or year.")]
Statuses = Annotated[Many, Option("--status", metavar="WORD", help="Only actual, target or condition.")]
Actors = Annotated[Many, Option("--actor", metavar="WORDS", help="Only where the actor's name has these words.")]
Kinds = Annotated[Many, Option("--kind", metavar="WORD", help="Only news, official_letter or other.")]

Today = Annotated[bool, Option("--today", help="By the provinces since 1 July 2025, not those of the time.")]

_STATUSES = ("actual", "target", "condition")
_KINDS = ("news", "official_letter", "other")


def open_archive(db: str) -> Store:
    """A database that is there. Raises MissingPath (D001), StoreError (S001)."""
    from extractor.store import Store

    if "://" not in db and not Path(db).exists():
        raise MissingPath("There is no such database.", db)
    return Store.open(db)


def filters_of(
    indicators: Many = None,
    places: Many = None,
    since: str | None = None,
    until: str | None = None,
    statuses: Many = None,
    actors: Many = None,
    kinds: Many = None,
) -> Filters:
    """What the options ask for. Raises UsageError (U001) for what no figure or document can have."""
    from extractor.lexicon import load_all
    from extractor.query.filters import Filters, first_day, last_day

    first, last = _day(since, first_day, "--since"), _day(until, last_day, "--until")
    if first and last and first > last:
        raise UsageError("The first day is after the last one.", f"--since {since} --until {until}")
    return Filters(
        indicators=_known("--indicator", indicators, tuple(load_all("indicators")) if indicators else ()),
        places=tuple(places or ()),
        since=first,
        until=last,
        statuses=_known("--status", statuses, _STATUSES),
        actors=tuple(actors or ()),
        kinds=_known("--kind", kinds, _KINDS),
    )


def _day(words: str | None, day: Callable[[str], dt.date], option: str) -> dt.date | None:
    try:
        return None if words is None else day(words)
    except ValueError as error:
        raise UsageError("Is no day.", f"{option} {words}", "Write 2023, 2023-06 or 2023-06-30.") from error


def _known(option: str, given: Many, known: tuple[str, ...]) -> tuple[str, ...]:
    for word in given or ():
        if word not in known:
            raise UsageError("Is not known.", f"{option} {word}", f"It is one of: {', '.join(known)}.")
    return tuple(given or ())
