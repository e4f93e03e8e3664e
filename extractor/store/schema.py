"""The tables: one row a thing, plain names, every column explained; the explanations are in the database too.

Offsets (`start`, `end`) are half-open and count code points of `documents.text`, from 0; in SQL the quoted words are
`substr(text, start + 1, "end" - start)`. `position` is the place in the record's list, from 0.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from extractor.store import linked
from extractor.store.archive import (
    PATH,
    SCHEMA_VERSION,
    about,
    data_dictionary,
    failures,
    feeds,
    files,
    key,
    metadata,
    of,
    runs,
    versions,
)
from extractor.store.columns import Amount, IsoDay

__all__ = [
    "SCHEMA_VERSION", "about", "data_dictionary", "dates", "documents", "failures", "feeds", "figures",
    "files", "linked", "metadata", "organisation_mentions", "organisations", "people", "person_mentions", "recipients",
    "roles", "runs", "versions", "warnings", "zones",
]  # fmt: skip


def _of_document() -> Column[int]:
    return of("documents", "The document that it stands in")


def _position() -> Column[int]:
    return Column("position", Integer, nullable=False, comment="Place in the record's list, from 0")


def _span() -> list[Column[int]]:
    return [
        Column("start", Integer, nullable=False, comment="First character, counted from 0 in documents.text"),
        Column("end", Integer, nullable=False, comment="Character after the last one"),
    ]


def _quote() -> Column[str]:
    return Column("text", Text, nullable=False, comment="The words as they stand in the text")


def _explained() -> list[Column[str] | Column[float] | Column[int]]:
    return [
        Column("rule", String, comment="The rule that found it"),
        Column("confidence", Float, comment="How sure the rule is, 0 to 1"),
        Column("sentence_start", Integer, comment="First character of its sentence"),
        Column("sentence_end", Integer, comment="Character after its sentence"),
    ]


documents = Table(
    "documents",
    metadata,
    key(),
    Column("name", String, nullable=False, comment="The record's document id: the path without its ending"),
    Column("path", PATH, comment="Where it was first found, relative to the folder"),
    Column("sha256", String(64), nullable=False, unique=True, comment="Hash of the bytes: one document"),
    Column("kind", String, nullable=False, index=True, comment="news, official_letter or other"),
    Column("title", Text, comment="Title; empty for a letter"),
    Column("published_from", IsoDay, index=True, comment="First day of publication or issue"),
    Column("published_to", IsoDay, comment="Last day of it"),
    Column("source", Text, comment="Where it was taken from, as it says itself"),
    Column("byline", Text, comment="Author"),
    Column("place", Text, comment="Place of the place-and-date line"),
    Column("number", Text, comment="Number and symbol of a letter"),
    Column("subject", Text, comment="Subject of a letter"),
    Column("issuer", Text, comment="Body that issued a letter"),
    Column("signatory_name", Text, comment="Who signed"),
    Column("signatory_title", Text, comment="In which office"),
    Column("signatory_authority", Text, comment="On whose behalf: TM., KT., TL., TUQ."),
    Column("text", Text, comment="The whole text, NFC; all offsets point into it"),
    Column("format", String, comment="Format that it was read as"),
    Column("encoding", String, comment="Encoding that it was read as"),
    Column("size", Integer, comment="Bytes"),
    Column("reader", String, comment="Reader that read it"),
    Column("reading_confidence", Float, comment="How sure its encoding or its printed characters are, 0 to 1"),
    Column("metadata", Text, comment="What the file says of itself, as JSON"),
    Column("extractor_version", String, nullable=False, comment="Version of the program that extracted it"),
    Column("run_id", ForeignKey("runs.id"), comment="The run that stored it"),
    comment="One row a document",
)

recipients = Table(
    "recipients",
    metadata,
    key(),
    _of_document(),
    _position(),
    Column("name", Text, nullable=False, comment="Addressee"),
    comment="Addressees of a letter",
)

zones = Table(
    "zones",
    metadata,
    key(),
    _of_document(),
    _position(),
    Column("kind", String, nullable=False, comment="title, lead, caption, byline, source, letterhead, boilerplate …"),
    *_span(),
    comment="Parts of a document",
)

people = Table(
    "people",
    metadata,
    key(),
    _of_document(),
    _position(),
    Column("name", Text, nullable=False, index=True, comment="Name alone, without title"),
    *_explained(),
    comment="One row a person and document",
)

roles = Table(
    "roles",
    metadata,
    key(),
    of("people", "Who holds it"),
    _position(),
    Column("title", Text, nullable=False, comment="Title as written"),
    Column("organisation", Text, comment="Body that it is held in, as written"),
    comment="Titles that a document gives a person",
)

person_mentions = Table(
    "person_mentions",
    metadata,
    key(),
    of("people", "Who is meant"),
    _position(),
    *_span(),
    _quote(),
    comment="Every place where a person is named",
)

organisations = Table(
    "organisations",
    metadata,
    key(),
    _of_document(),
    _position(),
    Column("name", Text, nullable=False, index=True, comment="Fullest form in the document"),
    Column("type", String, nullable=False, comment="party, union, government, enterprise …"),
    *_explained(),
    comment="One row an organisation and document",
)

organisation_mentions = Table(
    "organisation_mentions",
    metadata,
    key(),
    of("organisations", "Which one is meant"),
    _position(),
    *_span(),
    _quote(),
    comment="Every place where an organisation is named",
)

dates = Table(
    "dates",
    metadata,
    key(),
    _of_document(),
    _position(),
    *_span(),
    _quote(),
    Column("kind", String, nullable=False, comment="date, interval or duration"),
    Column("from_day", IsoDay, index=True, comment="First day; empty when open or unknown"),
    Column("to_day", IsoDay, comment="Last day, inclusive; empty when open or unknown"),
    Column("duration", String, comment="ISO 8601, such as P93Y; durations only"),
    Column("modifier", String, comment="approx, before, after, start, mid or end"),
    *_explained(),
    Column("sentence", Text, comment="The sentence that it stands in"),
    comment="Every expression that names a time",
)

figures = Table(
    "figures",
    metadata,
    key(),
    _of_document(),
    _position(),
    Column("code", String, nullable=False, comment="Id within the document: f1, f2 …"),
    *_span(),
    _quote(),
    Column("value", Amount, nullable=False, comment="The number, scale applied; a percentage as 15.4"),
    Column("value_max", Amount, comment="High end of a range"),
    Column("modifier", String, comment="approx, less_than, more_than, at_least or at_most"),
    Column("unit", String, nullable=False, comment="person, organisation, enterprise, percent, VND, item, event …"),
    Column("counted", Text, comment="What is counted, as written"),
    Column("indicator", String, index=True, comment="Statistical indicator; empty where none fits"),
    Column("status", String, nullable=False, comment="actual, target or condition"),
    Column("per", String, comment="Rate: year, month, person …"),
    Column("period_from", IsoDay, comment="First day that the figure holds for"),
    Column("period_to", IsoDay, comment="Last day, inclusive"),
    Column("place", Text, index=True, comment="Administrative area, without its class word"),
    Column("actor", Text, comment="Who did it or whose it is, as written"),
    Column("part_of", String, comment="Code of the figure that this one is a stated part of"),
    Column("is_share", Boolean, nullable=False, comment="True for a percentage or x/y of something"),
    Column("numerator", String, comment="Share: code of the figure above the line"),
    Column("denominator", String, comment="Share: code of the figure below the line"),
    Column("denominator_value", Amount, comment="Share: the number below the line, as in 8/17"),
    *_explained(),
    Column("sentence", Text, comment="The sentence that it stands in"),
    UniqueConstraint("document_id", "code"),
    Index("ix_figures_indicator_place_period", "indicator", "place", "period_from"),
    *(
        ForeignKeyConstraint(
            ["document_id", name], ["figures.document_id", "figures.code"], deferrable=True, initially="DEFERRED"
        )
        for name in ("part_of", "numerator", "denominator")
    ),
    comment="Every number that counts or measures something",
)
warnings = Table(
    "warnings",
    metadata,
    key(),
    _of_document(),
    _position(),
    Column("code", String, nullable=False, comment="Stable code"),
    Column("message", Text, nullable=False, comment="What a person should look at"),
    Column("figures", Text, nullable=False, comment="Codes of the figures concerned, separated by spaces"),
    comment="What does not add up within a document",
)
