"""What people take away: each listing is rows with everything that belongs to them, in named and typed columns.

Exports, pandas frames and the descriptions for other programs are made from the same listings. Every row names its
document by `document_id` (a number of this database) and by `path`. The rows come in the order of paths, and within a
document as they stand in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, Protocol

from sqlalchemy import Boolean, ColumnElement, Connection, Float, Integer, Select, Table, func, select

from extractor.store import linked, schema
from extractor.store.columns import Amount, IsoDay

Kind = Literal["text", "code", "day", "whole", "number", "truth"]  # a code is one of few words

_CODES = frozenset(
    {"kind", "format", "encoding", "reader", "type", "modifier", "unit", "indicator", "status", "per", "code"}
)
_ROWS = 2000  # fetched together


class Chosen(Protocol):
    """Which figures and documents are asked for, such as `extractor.query.filters.Filters`."""

    def of_figures(self) -> list[ColumnElement[bool]]: ...

    def of_documents(self) -> list[ColumnElement[bool]]: ...

    def of_names(self, table: Table) -> list[ColumnElement[bool]]: ...


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, what it holds in words, and as what."""

    name: str
    meaning: str
    kind: Kind
    source: ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows for people; `of` is the table that is filtered as figures, as documents, or by its document."""

    name: str
    meaning: str
    fields: tuple[Field, ...]
    of: Table
    joins: tuple[tuple[Table, ColumnElement[bool]], ...] = ()
    order: tuple[ColumnElement[Any], ...] = ()

    @property
    def names(self) -> list[str]:
        return [field.name for field in self.fields]

    def query(self, chosen: Chosen | None = None) -> Select[Any]:
        """The rows that are asked for, in their order."""
        rows: Any = self.of
        for table, on in self.joins:
            rows = rows.outerjoin(table, on)
        columns = [field.source.label(field.name) for field in self.fields]
        return select(*columns).select_from(rows).where(*self._chosen(chosen)).order_by(*self.order)

    def count(self, connection: Connection, chosen: Chosen | None = None) -> int:
        """How many rows those are."""
        inner = self.query(chosen).order_by(None).subquery()
        return int(connection.execute(select(func.count()).select_from(inner)).scalar_one())

    def rows(self, connection: Connection, chosen: Chosen | None = None) -> Iterator[Sequence[Any]]:
        """The rows, fetched as they are used; days are ISO text."""
        yield from connection.execute(self.query(chosen), execution_options={"yield_per": _ROWS})

    def _chosen(self, chosen: Chosen | None) -> list[ColumnElement[bool]]:
        if chosen is None:
            return []
        if self.of is schema.figures:
            return chosen.of_figures()
        if self.of is linked.observations:
            behind = linked.observation_figures.c
            stated = select(behind.observation_id).join(schema.figures, schema.figures.c.id == behind.figure_id)
            return [self.of.c.id.in_(stated.where(*figures))] if (figures := chosen.of_figures()) else []
        return [*chosen.of_documents(), *chosen.of_names(self.of)]


@cache
def listings() -> dict[str, Listing]:
    """Every listing by its name, the most wanted first."""
    found = (_figures(), _series(), _documents(), _people(), _organisations(), _dates(), _recipients(), _warnings())
    return {listing.name: listing for listing in found}


def _field(column: ColumnElement[Any], name: str = "", meaning: str = "") -> Field:
    own = getattr(column, "table", None)
    found = name or str(getattr(column, "name", ""))
    told = meaning or str(getattr(column, "comment", "") or "")
    assert told, f"{found} is not explained"
    kind: Kind = "text"
    if isinstance(column.type, IsoDay):
        kind = "day"
    elif isinstance(column.type, Boolean):
        kind = "truth"
    elif isinstance(column.type, Integer):
        kind = "whole"
    elif isinstance(column.type, Amount | Float):
        kind = "number"
    elif found in _CODES and not (own is schema.figures and found == "code"):
        kind = "code"
    return Field(found, told, kind, column)


def _columns(table: Table, *names: str) -> list[Field]:
    return [_field(table.c[name]) for name in names]


def _document() -> list[Field]:
    """What every row tells of its document."""
    column = schema.documents.c
    head = func.coalesce(column.title, column.subject)
    return [
        _field(column.path),
        _field(head, "title", "Title of the document; of a letter its subject"),
        _field(column.published_from, "published", "First day of publication or issue"),
        _field(column.id, "document_id", "Number of the document in this database"),
    ]


def _in_document(
    name: str, meaning: str, of: Table, first: list[Field], last: list[Field], *more: Any, order: Any = None
) -> Listing:
    """A listing of a table whose rows stand in documents: what is first read, the document, the rest."""
    joins = ((schema.documents, schema.documents.c.id == of.c.document_id), *more)
    ends = (of.c.position,) if order is None else (of.c.position, order)
    by_path = (schema.documents.c.path.nulls_last(), schema.documents.c.id, *ends)
    return Listing(name, meaning, (*first, *_document(), *last), of, joins, by_path)


def _figures() -> Listing:
    table = schema.figures
    first = _columns(
        table, "indicator", "value", "value_max", "modifier", "unit", "counted", "status", "per", "period_from",
        "period_to", "place", "actor", "is_share", "part_of", "sentence",
    )  # fmt: skip
    last = _columns(
        table, "code", "numerator", "denominator", "denominator_value", "text", "start", "end", "rule", "confidence"
    )
    return _in_document("figures", "Every number that counts or measures something", table, first, last)


def _series() -> Listing:
    table, units = linked.observations, linked.place_units
    places = []
    joins = []
    for name in ("place_unit", "province", "place_today", "province_today"):
        unit = units.alias(name)
        joins.append((unit, unit.c.code == table.c[name]))
        told = str(table.c[name].comment)
        places.append(_field(unit.c.name, f"{name.removesuffix('_unit')}_name", told.split(";")[0]))
    fields = [
        *_columns(table, "indicator", "value", "value_max", "modifier", "unit", "counted", "status", "per"),
        *_columns(table, "period_from", "period_to", "place"),
        *places,
        *_columns(table, "place_unit", "province", "place_today", "province_today", "actor", "is_part", "is_share"),
        *_columns(table, "figures", "documents", "sources", "first_published", "last_published", "confidence"),
        *_columns(table, "contradicted", "cell"),
        _field(table.c.id, "observation_id", "Number of the statement in this database"),
    ]
    order = [table.c[name].nulls_last() for name in ("province_today", "place_unit", "period_from", "period_to")]
    meaning = "Figures as series: each distinct statement once, with the number of its sources (after `extractor link`)"
    return Listing("series", meaning, tuple(fields), table, tuple(joins), (table.c.indicator, *order, table.c.id))  # type: ignore[arg-type]


def _documents() -> Listing:
    table, files = schema.documents, schema.files
    first = select(files.c.document_id, func.min(files.c.id).label("id")).where(files.c.removed.is_(None))
    lies = first.group_by(files.c.document_id).subquery("lies")
    fields = [
        *_document(),
        *_columns(table, "published_to", "kind", "source", "byline", "place", "number", "issuer", "signatory_name"),
        *_columns(table, "signatory_title", "signatory_authority", "format", "encoding", "size", "reader"),
        *_columns(table, "reading_confidence", "sha256", "extractor_version"),
        _field(files.c.folder),
        _field(func.coalesce(files.c.container, files.c.path), "file", "The file below the folder that it lies in"),
    ]
    joins: Any = ((lies, lies.c.document_id == table.c.id), (files, files.c.id == lies.c.id))
    return Listing(
        "documents", "One row a document", tuple(fields), table, joins, (table.c.path.nulls_last(), table.c.id)
    )


def _people() -> Listing:
    table, roles, mentions = schema.people, schema.roles, schema.person_mentions
    number = select(func.count()).where(mentions.c.person_id == table.c.id).scalar_subquery()
    first = [*_columns(table, "name"), _field(roles.c.title, "role"), *_columns(roles, "organisation")]
    last = [
        _field(number, "mentions", "How often the document names the person"),
        *_columns(table, "rule", "confidence"),
        _field(table.c.id, "person_id", "Number of the person in this database"),
    ]
    meaning = "People, one row a title that a document gives them; one with an empty title where it gives none"
    held = (roles, roles.c.person_id == table.c.id)
    return _in_document("people", meaning, table, first, last, held, order=roles.c.position)


def _organisations() -> Listing:
    table, mentions = schema.organisations, schema.organisation_mentions
    number = select(func.count()).where(mentions.c.organisation_id == table.c.id).scalar_subquery()
    last = [
        _field(number, "mentions", "How often the document names it"),
        *_columns(table, "rule", "confidence"),
        _field(table.c.id, "organisation_id", "Number of the organisation in this database"),
    ]
    meaning = "One row an organisation and document"
    return _in_document("organisations", meaning, table, _columns(table, "name", "type"), last)


def _dates() -> Listing:
    table = schema.dates
    first = _columns(table, "text", "kind", "from_day", "to_day", "duration", "modifier", "sentence")
    last = _columns(table, "start", "end", "rule", "confidence")
    return _in_document("dates", "Every expression that names a time", table, first, last)


def _recipients() -> Listing:
    table = schema.recipients
    first = [_field(table.c.name, "recipient"), _field(schema.documents.c.number)]
    return _in_document("recipients", "Addressees of letters", table, first, [])


def _warnings() -> Listing:
    first = _columns(schema.warnings, "code", "message", "figures")
    return _in_document("warnings", "What does not add up within a document", schema.warnings, first, [])
