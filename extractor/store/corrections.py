"""The tables of what people say of documents: their labels, every correction, and what the program had said.

A document is known by the hash of its bytes, so that what people say outlives its rows, which are written anew
whenever the program reads it again. A label without a labeller is the *shared* one: its record is what the other
tables hold. A label of a person's own is kept beside it, until the labels of a document are settled.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text, UniqueConstraint

from extractor.store.archive import key, metadata


def _document() -> Column[str]:
    return Column("sha256", String(64), nullable=False, comment="Hash of the document's bytes")


def _labeller() -> Column[str]:
    return Column("labeller", Text, nullable=False, comment="Whose own label; empty for the shared one")


proposals = Table(
    "proposals",
    metadata,
    Column("sha256", String(64), primary_key=True, comment="Hash of the document's bytes"),
    Column("record", Text, nullable=False, comment="What the program says of it, as JSON, its text too"),
    Column("extractor_version", String, nullable=False, comment="Version of the program"),
    Column("made", String, nullable=False, comment="UTC, ISO 8601"),
    comment="What the program says of the documents that people have labelled",
)

labels = Table(
    "labels",
    metadata,
    key(),
    _document(),
    _labeller(),
    Column("record", Text, nullable=False, comment="The record as labelled, as JSON, its text too"),
    Column("revision", Integer, nullable=False, comment="How often it was changed, undoing included"),
    Column("changed", String, nullable=False, comment="UTC, ISO 8601, when it was changed last"),
    UniqueConstraint("sha256", "labeller"),
    comment="Records that people have made right",
)

corrections = Table(
    "corrections",
    metadata,
    key(),
    _document(),
    _labeller(),
    Column("revision", Integer, nullable=False, comment="Rows with one revision were one correction"),
    Column("action", String, nullable=False, comment="accept, change, add, delete or settle"),
    Column("layer", String, nullable=False, comment="document, people, organisations, dates or figures"),
    Column("position", Integer, nullable=False, comment="Place in the record's list, from 0"),
    Column("before", Text, comment="What was there, as JSON; empty when something was added"),
    Column("after", Text, comment="What a person put there, as JSON; empty when something was deleted"),
    Column("person", Text, nullable=False, comment="Who did it"),
    Column("made", String, nullable=False, comment="UTC, ISO 8601"),
    Column("undone", String, comment="UTC, ISO 8601, when it was undone; empty while it holds"),
    Index("ix_corrections_document", "sha256", "labeller", "revision"),
    comment="Every correction: who, when, what was there before and what after",
)
