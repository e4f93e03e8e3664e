"""Which figures and documents are asked for, as one frozen value; it becomes conditions on the tables of the store.

A figure is chosen when all that is given holds of it and of its document; of several values for one thing, one is
enough. Other tables give what stands in the documents chosen: those of which all that is said of documents holds,
and that have a chosen figure where something is said of figures; of people and organisations that are asked for by
name, only they.

Letter case never counts, and diacritics only where the words have some: "ha nam" finds "Hà Nam", "hà nam" does not
find "Hạ Nam". Both placements of the tone mark are one ("Thanh Hoá", "Thanh Hóa").
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Table, func, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from extractor.language.fold import fold
from extractor.query.words import Search, matching, parse
from extractor.store.folding import folded
from extractor.store.fulltext import document_words
from extractor.store.linked import place_links, place_units
from extractor.store.schema import documents, figures, organisations, people

Conditions = list[ColumnElement[bool]]

_NEW_PLACEMENT = re.compile(r"(?<![qQ])(ò[ae]|ó[ae]|ỏ[ae]|õ[ae]|ọ[ae]|ùy|úy|ủy|ũy|ụy)(?!\w)")


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; an empty one asks for everything. Words are in any case, days are inclusive.

    Of figures: `indicators`, `statuses` (codes), `places` (the whole name as written; of linked documents also what
    lay in a unit of that name at the time), `actors` (part of the name), and the days that the period must lie within:
    `since` is the first, `until` the last. A figure without a period has none within; of a period with an open start
    its end counts ("tính đến 31/12/2023" is of 2023), an open end is later than any day.
    Of documents: `kinds`, `people` and `organisations` (parts of names in them), and `text`: words of the title, the
    subject or the text, written as for `extractor.query.search` (its QueryError, Q001, comes from `of_…`).
    """

    indicators: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    statuses: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    text: str | None = None

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return any(getattr(self, field.name) for field in fields(self))

    def __str__(self) -> str:
        """In words: "indicators admitted; since 2023-01-01"; "everything" when nothing is left out."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        parts = [f"{name} {', '.join(v) if isinstance(v, tuple) else v}" for name, v in told.items() if v]
        return "; ".join(parts) or "everything"

    def of_figures(self) -> Conditions:
        """Conditions on `figures` for the figures chosen; their documents' conditions are among them."""
        inside = self._of_documents()
        within = [figures.c.document_id.in_(select(documents.c.id).where(*inside))] if inside else []
        return [*self._of_figures(), *within]

    def of_documents(self) -> Conditions:
        """Conditions on `documents` for the documents chosen."""
        inside = self._of_figures()
        with_one = [documents.c.id.in_(select(figures.c.document_id).where(*inside))] if inside else []
        return [*self._of_documents(), *with_one]

    def of_names(self, table: Table) -> Conditions:
        """Conditions on `people` or `organisations` for those asked for by name; none on other tables."""
        names = {people: self.people, organisations: self.organisations}.get(table, ())
        return [_any(_has(table.c.name, name) for name in names)] if names else []

    def _of_figures(self) -> Conditions:
        column = figures.c
        found: Conditions = []
        if self.indicators:
            found.append(column.indicator.in_(self.indicators))
        if self.statuses:
            found.append(column.status.in_(self.statuses))
        if self.places:
            found.append(_any(_in_place(place) for place in self.places))
        if self.actors:
            found.append(_any(_has(column.actor, actor) for actor in self.actors))
        if self.since:
            found.append(func.coalesce(column.period_from, column.period_to) >= self.since.isoformat())
        if self.until:
            found.append(column.period_to <= self.until.isoformat())
        return found

    def _of_documents(self) -> Conditions:
        column = documents.c
        found: Conditions = []
        if self.kinds:
            found.append(column.kind.in_(self.kinds))
        for table in (people, organisations):
            if named := self.of_names(table):
                found.append(column.id.in_(select(table.c.document_id).where(*named)))
        if self.text:
            found.append(_Holds(parse(self.text)))
        return found


def _in_place(name: str) -> ColumnElement[bool]:
    """Figures whose place is written so, and those that are linked to a unit of that name or to one inside it."""
    written = select(figures.c.place).distinct().subquery().c.place  # folding each name once is quick
    unit, inner, link = place_units.c, place_units.alias().c, place_links.c
    codes = select(unit.code).where(_is(unit.name, name))
    units = codes.union(select(inner.code).where(inner.parent.in_(codes)))
    linked = select(link.figure_id).where(or_(link.unit.in_(units), link.province.in_(codes)))
    so_written = select(figures.c.id).where(figures.c.place.in_(select(written).where(_is(written, name))))
    return figures.c.id.in_(so_written.union(linked.where(link.figure_id.is_not(None))))


class _Holds(ColumnElement[bool]):
    """Documents that hold what is looked for, as either database finds it."""

    inherit_cache = False
    type = Boolean()

    def __init__(self, search: Search) -> None:
        self.search = search


@compiles(_Holds)
def _compiled(element: _Holds, compiler: SQLCompiler, **options: Any) -> str:
    keys = matching(element.search, document_words, compiler.dialect.name)
    return str(compiler.process(documents.c.id.in_(keys), **options))


def first_day(words: str) -> dt.date:
    """The first day of "2023", "2023-06" or "2023-06-30". Raises ValueError."""
    year, month, day = _parts(words)
    return dt.date(year, month or 1, day or 1)


def last_day(words: str) -> dt.date:
    """The last day of "2023", "2023-06" or "2023-06-30". Raises ValueError."""
    year, month, day = _parts(words)
    if day:
        return dt.date(year, month, day)
    return dt.date(year, 12, 31) if month in (0, 12) else dt.date(year, month + 1, 1) - dt.timedelta(days=1)


def _parts(words: str) -> tuple[int, int, int]:
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", words, re.ASCII):
        raise ValueError(f"a day is YYYY, YYYY-MM or YYYY-MM-DD, got {words!r}")
    year, month, day = (int(part) for part in [*words.split("-"), "0", "0"][:3])
    dt.date(year, month or 1, day or 1)
    return year, month, day


def _any(conditions: Iterable[ColumnElement[bool]]) -> ColumnElement[bool]:
    return or_(*conditions)


def _is(column: ColumnElement[Any], words: str) -> ColumnElement[bool]:
    pairs = [folded(column, spelling) for spelling in _spellings(words)]
    return pairs[0][0].in_([spelling for _, spelling in pairs])


def _has(column: ColumnElement[Any], words: str) -> ColumnElement[bool]:
    pairs = [folded(column, spelling) for spelling in _spellings(words)]
    return _any(side.contains(spelling, autoescape=True) for side, spelling in pairs)


def _spellings(words: str) -> list[str]:
    """The words as typed, and with every tone mark where the new and where the old spelling has it."""
    typed = " ".join(unicodedata.normalize("NFC", words).split())
    new = fold(typed)
    return list(dict.fromkeys([typed.lower(), new, _NEW_PLACEMENT.sub(_old_placement, new)]))


def _old_placement(found: re.Match[str]) -> str:
    glide = unicodedata.normalize("NFD", found[0][0])
    return glide[0] + unicodedata.normalize("NFC", found[0][1] + glide[1])
