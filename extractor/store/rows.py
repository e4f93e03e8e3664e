"""A record to rows and back: what goes in comes out equal.

The contract gives an empty period and no period the same meaning; both are stored as two empty columns and come
back as none. The same holds for a publication date and a signatory in which nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select

from extractor.records import (
    Date,
    DocumentFields,
    Explained,
    Figure,
    Mention,
    Organisation,
    Period,
    Person,
    Ratio,
    Record,
    Role,
    Signatory,
    Warning_,
    Zone,
)
from extractor.store import schema
from extractor.store.fulltext import index_document

Values = dict[str, Any]

_PLAIN_FIELDS = ("path", "sha256", "kind", "title", "source", "byline", "place", "number", "subject", "issuer")
_FIGURE_FIELDS = (
    "text", "value", "value_max", "modifier", "unit", "counted", "indicator", "status", "per", "place", "actor",
    "part_of",
)  # fmt: skip


def write_record(connection: Connection, record: Record, facts: Values) -> int:
    """Insert the record with everything in it; `facts` are further columns of `documents`. Returns the row's id."""
    document = connection.execute(insert(schema.documents).values(**_document(record), **facts)).inserted_primary_key
    assert document is not None
    owner = {"document_id": document[0]}
    fields = record.document
    _insert(connection, schema.recipients, [owner | {"name": name} for name in fields.recipients])
    _insert(connection, schema.zones, [owner | {"kind": zone.kind} | _span(zone.span) for zone in record.zones])
    _insert(connection, schema.dates, [owner | _date(date, record.text) for date in record.dates])
    _insert(connection, schema.figures, [owner | _figure(figure, record.text) for figure in record.figures])
    _insert(connection, schema.warnings, [owner | _warning(warning) for warning in record.warnings])
    people = _insert_numbered(
        connection, schema.people, [owner | {"name": person.name} | _explained(person) for person in record.people]
    )
    _insert_parts(connection, schema.roles, people, [[role.model_dump() for role in p.roles] for p in record.people])
    _insert_parts(connection, schema.person_mentions, people, [_quotes(p.mentions) for p in record.people])
    bodies = _insert_numbered(
        connection,
        schema.organisations,
        [owner | {"name": body.name, "type": body.type} | _explained(body) for body in record.organisations],
    )
    _insert_parts(connection, schema.organisation_mentions, bodies, [_quotes(o.mentions) for o in record.organisations])
    index_document(connection, int(document[0]))
    return int(document[0])


def read_record(connection: Connection, row: Row[Any]) -> Record:
    """The record of one row of `documents`."""

    def many(table: Table) -> Sequence[Row[Any]]:
        return connection.execute(select(table).where(table.c.document_id == row.id).order_by(table.c.position)).all()

    def parts(table: Table, owner: Table, key: str) -> dict[int, list[Row[Any]]]:
        found: dict[int, list[Row[Any]]] = {}
        query = select(table).join(owner).where(owner.c.document_id == row.id).order_by(table.c.position)
        for part in connection.execute(query):
            found.setdefault(getattr(part, key), []).append(part)
        return found

    roles = parts(schema.roles, schema.people, "person_id")
    named = parts(schema.person_mentions, schema.people, "person_id")
    meant = parts(schema.organisation_mentions, schema.organisations, "organisation_id")
    return Record(
        document=_fields(row, [recipient.name for recipient in many(schema.recipients)]),
        text=row.text,
        zones=[Zone(kind=zone.kind, span=(zone.start, zone.end)) for zone in many(schema.zones)],
        people=[
            Person(
                name=person.name,
                roles=[Role(title=role.title, organisation=role.organisation) for role in roles.get(person.id, [])],
                mentions=_mentions(named.get(person.id, [])),
                **_explanation(person),
            )
            for person in many(schema.people)
        ],
        organisations=[
            Organisation(
                name=body.name, type=body.type, mentions=_mentions(meant.get(body.id, [])), **_explanation(body)
            )
            for body in many(schema.organisations)
        ],
        dates=[_date_from(date) for date in many(schema.dates)],
        figures=[_figure_from(figure) for figure in many(schema.figures)],
        warnings=[
            Warning_(code=warning.code, message=warning.message, figures=warning.figures.split())
            for warning in many(schema.warnings)
        ],
    )


def _insert(connection: Connection, table: Table, rows: list[Values]) -> None:
    if rows:
        connection.execute(insert(table), _numbered(rows))


def _insert_numbered(connection: Connection, table: Table, rows: list[Values]) -> list[int]:
    """Insert and return the new row numbers in the order of `rows`."""
    if not rows:
        return []
    query = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return list(connection.execute(query, _numbered(rows)).scalars())


def _insert_parts(connection: Connection, table: Table, owners: Iterable[int], groups: Iterable[list[Values]]) -> None:
    """Insert the parts of several people or organisations at once; `owners` are their row numbers."""
    (key,) = (column.name for column in table.columns if column.foreign_keys)
    rows = [part | {key: owner} for owner, group in zip(owners, groups, strict=True) for part in _numbered(group)]
    if rows:
        connection.execute(insert(table), rows)


def _numbered(rows: list[Values]) -> list[Values]:
    return [row | {"position": position} for position, row in enumerate(rows)]


def _span(span: tuple[int, int]) -> Values:
    return {"start": span[0], "end": span[1]}


def _quotes(mentions: list[Mention]) -> list[Values]:
    return [{"text": mention.text} | _span(mention.span) for mention in mentions]


def _ends(period: Period | None, names: tuple[str, str]) -> Values:
    return dict(zip(names, (period.start, period.end) if period else (None, None), strict=True))


def _explained(entry: Explained) -> Values:
    start, end = entry.sentence or (None, None)
    return {"rule": entry.rule, "confidence": entry.confidence, "sentence_start": start, "sentence_end": end}


def _sentence(entry: Explained, text: str | None) -> Values:
    quoted = " ".join(text[slice(*entry.sentence)].split()) if text and entry.sentence else None
    return _explained(entry) | {"sentence": quoted}


def _document(record: Record) -> Values:
    fields = record.document
    signatory = fields.signatory or Signatory()
    return {
        "name": fields.id,
        **{name: getattr(fields, name) for name in _PLAIN_FIELDS},
        **_ends(fields.published, ("published_from", "published_to")),
        **{f"signatory_{name}": value for name, value in signatory.model_dump().items()},
        "text": record.text,
    }


def _date(date: Date, text: str | None) -> Values:
    return {
        "text": date.text, "kind": date.kind, "from_day": date.start, "to_day": date.end, "duration": date.value,
        "modifier": date.modifier, **_span(date.span), **_sentence(date, text),
    }  # fmt: skip


def _figure(figure: Figure, text: str | None) -> Values:
    return {
        "code": figure.id,
        **{name: getattr(figure, name) for name in _FIGURE_FIELDS},
        **_span(figure.span),
        **_ends(figure.period, ("period_from", "period_to")),
        "is_share": figure.ratio is not None,
        **(figure.ratio or Ratio()).model_dump(),
        **_sentence(figure, text),
    }


def _warning(warning: Warning_) -> Values:
    return {"code": warning.code, "message": warning.message, "figures": " ".join(warning.figures)}


def _period(start: str | None, end: str | None) -> Period | None:
    return Period.model_validate({"from": start, "to": end}) if start or end else None


def _explanation(row: Row[Any]) -> Values:
    sentence = None if row.sentence_start is None else (row.sentence_start, row.sentence_end)
    return {"rule": row.rule, "confidence": row.confidence, "sentence": sentence}


def _mentions(rows: list[Row[Any]]) -> list[Mention]:
    return [Mention(span=(row.start, row.end), text=row.text) for row in rows]


def _fields(row: Row[Any], recipients: list[str]) -> DocumentFields:
    signatory = Signatory(name=row.signatory_name, title=row.signatory_title, authority=row.signatory_authority)
    return DocumentFields(
        id=row.name,
        **{name: getattr(row, name) for name in _PLAIN_FIELDS},
        published=_period(row.published_from, row.published_to),
        recipients=recipients,
        signatory=signatory if signatory != Signatory() else None,
    )


def _date_from(row: Row[Any]) -> Date:
    return Date(
        span=(row.start, row.end),
        text=row.text,
        kind=row.kind,
        value=row.duration,
        modifier=row.modifier,
        **{"from": row.from_day, "to": row.to_day},
        **_explanation(row),
    )


def _figure_from(row: Row[Any]) -> Figure:
    share = Ratio(numerator=row.numerator, denominator=row.denominator, denominator_value=row.denominator_value)
    return Figure(
        id=row.code,
        span=(row.start, row.end),
        **{name: getattr(row, name) for name in _FIGURE_FIELDS},
        period=_period(row.period_from, row.period_to),
        ratio=share if row.is_share else None,
        **_explanation(row),
    )
