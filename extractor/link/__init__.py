"""What is one thing across documents: places, people, bodies, copies, and the series and sums of figures.

`relink(store)` brings the linked tables (`extractor.store.linked`) up to date with the documents: only documents that
are new, changed or gone are looked at, with what they are compared to, and the result is the same whatever the order in
which they came. `extractor.link.decide` keeps what persons say; it goes before every rule. `safe_sum` adds figures up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, text

from extractor.store import database

if TYPE_CHECKING:
    from extractor.link.series import Part
    from extractor.link.state import Todo
    from extractor.link.sums import Sum
    from extractor.store import Store

__all__ = ["LINKER_VERSION", "Report", "relink", "safe_sum"]

LINKER_VERSION = 1  # when rules change, it grows, and all documents are linked anew
_CHUNK = 100  # documents, or blocks, of one transaction
Progress = Callable[[str, int, int], None]
Item = TypeVar("Item")
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Report:
    """What a linking did: documents looked at, documents gone, and what the database holds now."""

    linked: int
    gone: int
    people: int
    organisations: int
    copies: int
    candidates: int


def relink(store: Store, *, again: bool = False, progress: Progress | None = None) -> Report:
    """Bring the linked tables up to date; with `again` everything is looked at anew. Raises StoreError (S001).

    It works in short transactions, so that others may write meanwhile, and one that was stopped goes on the next time.
    """
    from extractor.link import state
    from extractor.link.joining import settle
    from extractor.link.sums import write_country
    from extractor.link.texts import find_copies, group_copies, sign

    engine = store.engine
    told = progress or (lambda what, done, of: None)
    todo = _step(engine, state.begin, LINKER_VERSION, again=again)
    if not todo.documents and not todo.gone:
        return _report(engine, todo)
    for chunk in _chunks(sorted(todo.documents), told, "Signing"):
        _step(engine, sign, chunk)
    with database.reading(engine) as connection:
        pairs = find_copies(connection, sorted(todo.documents), todo.groups)
    todo.documents |= _step(engine, group_copies, pairs, todo.documents, todo.decided)
    for chunk in _chunks(sorted(todo.documents), told, "Reading"):
        _step(engine, state.look, chunk, todo)
    for blocks in _chunks(sorted(todo.blocks), told, "Comparing"):
        _step(engine, state.join, blocks, todo)
    for touched in _chunks(sorted(todo.entities), told, "Naming"):
        _step(engine, settle, touched)
    todo.parts |= _step(engine, state.parts_with, todo.entities)
    for parts in _chunks(sorted(todo.parts, key=str), told, "Adding up"):
        _step(engine, _add_up, parts)
    for indicator in sorted({indicator for indicator, _ in todo.parts}):
        _step(engine, write_country, indicator)
    _step(engine, state.end, LINKER_VERSION, todo)
    return _report(engine, todo)


@database.once_more
def _step(
    engine: Engine, work: Callable[Concatenate[Connection, Arguments], Result], *args: Arguments.args,
    **kwargs: Arguments.kwargs,
) -> Result:  # fmt: skip
    """Do one step as one writing transaction; again, when a writer has changed the same documents meanwhile."""
    with exclusive(engine) as connection:
        return work(connection, *args, **kwargs)


def _add_up(connection: Connection, parts: Iterable[Part]) -> None:
    from extractor.link.series import rebuild
    from extractor.link.sums import write_sums

    for part in parts:
        write_sums(connection, part, rebuild(connection, part))


def safe_sum(
    store: Store, indicator: str, area: str, since: str, until: str, *, unit: str | None = None, status: str = "actual"
) -> Sum:
    """The safe sum of an indicator in an area from day to day (ISO 8601, inclusive), with what was left out and why.

    `area` is the code of a unit, of its time or of today; "VN" is the country. The database must have been linked.
    """
    from extractor.link.sums import add_up_in

    with database.reading(store.engine) as connection:
        return add_up_in(connection, indicator, area, since, until, unit, status)


@contextmanager
def exclusive(engine: Engine) -> Iterator[Connection]:
    """A writing transaction that no other linker works beside; readers and other writers go on."""
    with database.writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('extractor link'))"))
        yield connection


def _chunks(items: Sequence[Item], told: Progress, what: str) -> Iterator[Sequence[Item]]:
    """The items in chunks; progress is told after each."""
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
        told(what, min(len(items), start + _CHUNK), len(items))


def _report(engine: Engine, todo: Todo) -> Report:
    from extractor.link.state import counts

    with database.reading(engine) as connection:
        return Report(len(todo.documents), len(todo.gone), **counts(connection))
