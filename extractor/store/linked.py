"""The tables in which the same thing is one thing across documents; `extractor link` fills them.

The documents' own rows (`people`, `organisations`, `figures` …) are never changed. What is said about them is added:

- **Places**: `place_units` (every province and district, every commune that is spoken of; old and new ones) and
  `place_successors` (what became of each). `place_links` says for the place of a figure, or of a document where
  `figure_id` is empty, which unit of its time was meant (`unit`) and in which unit of today it lies (`unit_today`),
  and the provinces of both (`province`, `province_today`).
- **People and bodies**: `entities`, one row each. `links` joins them to what documents say: exactly one of
  `person_id`, `organisation_id`, `role_id` (the body that a title is held in) and `actor_figure_id` (who did what a
  figure counts) is filled, and `about` says which. A row of `people` or `organisations` has one link.
- **Copies**: `copies` has one row a document. Documents with the same `group_key` are copies of one text; `is_first`
  marks the one that counts: `WHERE is_first` counts every text once.
- **Series**: `observations` is the tidy table, one row a distinct statement: indicator x place x period x status x
  unit x actor x value. `observation_figures` leads to the figures that state it, in all documents. Rows with the same
  `cell` speak of the same thing; where their values do not agree, `contradicted` is true in each of them.
- **Sums**: `sums` has the safe value of an indicator and status for a year and an area, `sum_parts` what was added
  and what was left out, and why. `basis` is "then" (areas as they were) or "today" (since 1 July 2025). The area "VN"
  is the whole country. Other periods and areas: `extractor.link.add_up`.
- **Persons decide**: `candidates` are links that are not sure enough; they change nothing until somebody decides.
  `decisions` keeps what was decided. Decisions hold for contents and names, not for rows, so they survive re-linking;
  an undone one stays, with the time of its undoing.
- `linked_documents` says which contents have been linked, by which version of the linker; `signatures` keeps what
  copies are found by.

Keys written as text (`key`, `group_key`, `cell`, `ref`, `code`) are made from content and are the same whatever the
order in which documents came; numbers of rows are not. The views are in `extractor.store.linked_views`.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from extractor.store.archive import key, metadata
from extractor.store.columns import Amount, IsoDay

__all__ = [
    "candidates", "copies", "decisions", "entities", "link_blocks", "linked_documents", "links", "observation_figures",
    "observations", "place_links", "place_successors", "place_units", "signatures", "sum_parts", "sums",
]  # fmt: skip


def _explained() -> list[Column[str] | Column[float]]:
    return [
        Column("rule", String, nullable=False, comment="The rule that made it"),
        Column("evidence", Text, nullable=False, comment="What the rule saw, in words"),
        Column("confidence", Float, nullable=False, comment="How sure the rule is, 0 to 1"),
    ]


def _below(name: str, target: str, comment: str, required: bool = False) -> Column[int]:
    """A reference whose row goes away with what it refers to."""
    return Column(
        name, ForeignKey(f"{target}.id", ondelete="CASCADE"), nullable=not required, index=True, comment=comment
    )


def _unit(name: str, comment: str) -> Column[str]:
    return Column(name, ForeignKey("place_units.code"), index=True, comment=comment)


def _cell() -> list[Column[str]]:
    return [
        Column("indicator", String, nullable=False, comment="Statistical indicator"),
        Column("unit", String, nullable=False, comment="person, organisation, enterprise, VND …"),
        Column("status", String, nullable=False, comment="actual or target"),
    ]


place_units = Table(
    "place_units",
    metadata,
    Column(
        "code",
        String,
        primary_key=True,
        comment="63- and the official code until 30 June 2025, 34- since; old- before; VN",
    ),
    Column("official_code", String, comment="Code of the General Statistics Office; empty for older provinces"),
    Column("name", Text, nullable=False, index=True, comment="Name without class word"),
    Column(
        "kind", String, nullable=False, comment="tỉnh, thành phố, huyện, quận, thị xã, xã, phường, thị trấn, đặc khu"
    ),
    Column("level", String, nullable=False, comment="country, province, district or commune"),
    Column("parent", ForeignKey("place_units.code"), index=True, comment="The unit that it lies in"),
    Column("valid_from", IsoDay, comment="First day; empty when not recorded"),
    Column("valid_to", IsoDay, comment="Last day; empty while it is there"),
    comment="Administrative units of Việt Nam, as they were and as they are",
)

place_successors = Table(
    "place_successors",
    metadata,
    Column("code", ForeignKey("place_units.code"), primary_key=True, comment="The unit that ended"),
    Column(
        "successor", ForeignKey("place_units.code"), primary_key=True, index=True, comment="A unit that it went into"
    ),
    Column("whole", Boolean, nullable=False, comment="True when all of it went there"),
    comment="What became of units that ended",
)

place_links = Table(
    "place_links",
    metadata,
    key(),
    _below("document_id", "documents", "The document that names it", required=True),
    _below("figure_id", "figures", "The figure whose place it is; empty for the place of the document"),
    Column("name", Text, nullable=False, comment="Name as written"),
    _unit("unit", "The unit of its time; empty when it is not known or not decided"),
    _unit("unit_today", "The smallest unit of today that it lies in as a whole"),
    _unit("province", "The province of its time"),
    _unit("province_today", "The province of today"),
    *_explained(),
    comment="Which administrative unit is meant where a figure or a document names one",
)

entities = Table(
    "entities",
    metadata,
    key(),
    Column(
        "key",
        String,
        nullable=False,
        unique=True,
        comment="Made from what it is: the same whatever the order of documents",
    ),
    Column("kind", String, nullable=False, index=True, comment="person or organisation"),
    Column("name", Text, nullable=False, index=True, comment="Fullest name: 'Liên đoàn Lao động huyện Tiên Lãng'"),
    Column(
        "label",
        Text,
        nullable=False,
        comment="Name with what tells it apart: the province, or a person's office and body",
    ),
    Column("type", String, comment="Organisation: party, union, government, enterprise …"),
    Column("level", String, comment="Organisation: central, province, district, commune or other"),
    _unit("place", "Organisation: the area that it is responsible for; the latest unit of that name"),
    Column("documents", Integer, nullable=False, comment="Documents that name it"),
    Column("sources", Integer, nullable=False, comment="The same, copies counted once"),
    comment="One row a person or organisation, over all documents",
)

links = Table(
    "links",
    metadata,
    key(),
    _below("entity_id", "entities", "Who or what is meant", required=True),
    _below("document_id", "documents", "The document that names it", required=True),
    Column(
        "about", String, nullable=False, comment="person, organisation, role or actor: which of the next four is filled"
    ),
    _below("person_id", "people", "The person as the document has it"),
    _below("organisation_id", "organisations", "The organisation as the document has it"),
    _below("role_id", "roles", "The title whose body is meant"),
    _below("actor_figure_id", "figures", "The figure whose actor is meant"),
    Column("name", Text, nullable=False, comment="Name as written"),
    Column("ref", String, nullable=False, index=True, comment="Content and name: what decisions refer to"),
    *_explained(),
    CheckConstraint(
        "(CASE WHEN person_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN organisation_id IS NULL THEN 0 ELSE 1 END)"
        " + (CASE WHEN role_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN actor_figure_id IS NULL THEN 0 ELSE 1 END) = 1",
        name="links_one_subject",
    ),
    comment="Who is meant where a document names a person or an organisation",
)

copies = Table(
    "copies",
    metadata,
    Column(
        "document_id",
        ForeignKey("documents.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        comment="The document",
    ),
    Column("group_key", String, nullable=False, index=True, comment="The same for all copies of one text"),
    Column("is_first", Boolean, nullable=False, comment="True for the one that counts: the earliest"),
    Column("similarity", Float, nullable=False, comment="To the nearest other copy, 0 to 1; 1 when it is alone"),
    *_explained(),
    Index("ix_copies_repeats", "is_first", "group_key", "similarity"),
    comment="Which documents tell the same text; one row a document",
)

observations = Table(
    "observations",
    metadata,
    key(),
    Column("key", String, nullable=False, unique=True, comment="Made from what it says"),
    Column("cell", String, nullable=False, index=True, comment="The same for all values of the same thing"),
    *_cell(),
    Column("per", String, comment="Rate: year, month, person …"),
    Column("is_share", Boolean, nullable=False, comment="True for a percentage or x/y of something"),
    Column("place", Text, comment="Name of the place as written most often"),
    _unit("place_unit", "The unit of its time; empty when the place is not known"),
    _unit("place_today", "The smallest unit of today that it lies in as a whole"),
    _unit("province", "The province of its time"),
    _unit("province_today", "The province of today"),
    Column("period_from", IsoDay, comment="First day"),
    Column("period_to", IsoDay, comment="Last day, inclusive"),
    Column("actor", Text, comment="Who did it or whose it is: the entity's name, else as written"),
    Column("actor_id", ForeignKey("entities.id", ondelete="SET NULL"), index=True, comment="The same as an entity"),
    Column("counted", Text, comment="What is counted, as written most often"),
    Column("is_part", Boolean, nullable=False, comment="True when every figure is a stated part of another one"),
    Column("value", Amount, nullable=False, comment="The number"),
    Column("value_max", Amount, comment="High end of a range"),
    Column("modifier", String, comment="approx, less_than, more_than, at_least or at_most"),
    Column("figures", Integer, nullable=False, comment="Figures that say so"),
    Column("documents", Integer, nullable=False, comment="Documents that say so"),
    Column("sources", Integer, nullable=False, comment="The same, copies counted once"),
    Column("first_published", IsoDay, comment="Day of the earliest of them"),
    Column("last_published", IsoDay, comment="Day of the latest of them"),
    Column("confidence", Float, comment="Of the surest figure"),
    Column("contradicted", Boolean, nullable=False, comment="True when another value of the same cell does not agree"),
    Index("ix_observations_series", "indicator", "province_today", "period_from"),
    Index("ix_observations_contradicted", "contradicted", "cell", "period_to"),
    comment="Figures as series: each distinct statement once, with the number of its sources",
)

observation_figures = Table(
    "observation_figures",
    metadata,
    Column(
        "observation_id", ForeignKey("observations.id", ondelete="CASCADE"), primary_key=True, comment="What is stated"
    ),
    Column(
        "figure_id",
        ForeignKey("figures.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
        comment="A figure that states it",
    ),
    comment="The figures behind each observation",
)

sums = Table(
    "sums",
    metadata,
    key(),
    *_cell(),
    Column("basis", String, nullable=False, comment="then: areas as they were; today: areas since 1 July 2025"),
    Column("area", ForeignKey("place_units.code"), nullable=False, index=True, comment="Province, or VN"),
    Column("year", Integer, nullable=False, comment="Year"),
    Column("value", Amount, nullable=False, comment="The sum; for a stock the value at the latest day"),
    Column("used", Integer, nullable=False, comment="Observations added"),
    Column("left_out", Integer, nullable=False, comment="Observations left out, each with its reason in sum_parts"),
    Column(
        "covers_year",
        Boolean,
        nullable=False,
        comment="True when what was added fills the year; always true for a stock",
    ),
    Column(
        "whole_area",
        Boolean,
        nullable=False,
        comment="True when stated for the area itself, or for each province that became it",
    ),
    Column(
        "contradicted",
        Boolean,
        nullable=False,
        comment="True when another value was stated for something that was added",
    ),
    Column("explanation", Text, nullable=False, comment="How it came about, in words"),
    UniqueConstraint("indicator", "unit", "status", "basis", "area", "year"),
    comment="Safe sums by year and province: nothing counted twice",
)

sum_parts = Table(
    "sum_parts",
    metadata,
    Column("sum_id", ForeignKey("sums.id", ondelete="CASCADE"), primary_key=True, comment="The sum"),
    Column(
        "observation_id", ForeignKey("observations.id", ondelete="CASCADE"), primary_key=True, index=True,
        comment="An observation that was looked at",
    ),
    Column("is_used", Boolean, nullable=False, comment="True when it was added"),
    Column("reason", Text, nullable=False, comment="Why it was added or left out"),
    comment="What went into each sum, and what was left out",
)  # fmt: skip

candidates = Table(
    "candidates",
    metadata,
    key(),
    Column(
        "key",
        String,
        nullable=False,
        unique=True,
        comment="Made from what it is about: a decided one does not come back",
    ),
    Column("kind", String, nullable=False, comment="person, organisation, place or copy"),
    Column("question", Text, nullable=False, comment="What is to be decided, in words"),
    Column("left_ref", String, nullable=False, comment="One side"),
    Column("right_ref", String, nullable=False, comment="The other side; for a place the unit's code"),
    Column("left_name", Text, nullable=False, comment="One side as people call it"),
    Column("right_name", Text, nullable=False, comment="The other side as people call it"),
    Column("documents", Integer, nullable=False, comment="Documents that the answer is about"),
    *_explained(),
    comment="Links that are not sure enough: `extractor link --confirm` or `--reject` decides",
)

decisions = Table(
    "decisions",
    metadata,
    key(),
    Column("verb", String, nullable=False, comment="confirm, reject, merge or split"),
    Column("kind", String, nullable=False, comment="person, organisation, place or copy"),
    Column("left_ref", String, nullable=False, comment="One side"),
    Column("right_ref", String, nullable=False, comment="The other side; empty for split"),
    Column("question", Text, nullable=False, comment="What was decided, in words"),
    Column("made", String, nullable=False, comment="UTC, ISO 8601"),
    Column("undone", String, comment="UTC, ISO 8601, when it was taken back; empty while it holds"),
    comment="What persons decided; nothing is ever deleted here",
)

linked_documents = Table(
    "linked_documents",
    metadata,
    Column(
        "sha256",
        String(64),
        primary_key=True,
        comment="Hash of the bytes; outlives the document until the next linking",
    ),
    Column("document_id", Integer, nullable=False, comment="Row of the document when it was linked"),
    Column("linker_version", Integer, nullable=False, comment="Version of the linker"),
    Column("blocks", Text, nullable=False, comment="What has to be looked at again when it changes, as JSON"),
    comment="Which documents have been linked",
)

link_blocks = Table(
    "link_blocks",
    metadata,
    key(),
    _below("document_id", "documents", "The document", required=True),
    Column(
        "block", String, nullable=False, index=True, comment="What is compared together: one name of a person or firm"
    ),
    Column("features", Text, nullable=False, comment="What the document says of it, as JSON"),
    comment="Names by which documents are compared with each other",
)

signatures = Table(
    "signatures",
    metadata,
    Column(
        "document_id",
        ForeignKey("documents.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        comment="The document",
    ),
    Column("minhash", LargeBinary, nullable=False, comment="MinHash of its sentences, 128 numbers of 32 bits"),
    Column("size", Integer, nullable=False, comment="Word groups that were hashed"),
    comment="What near copies are found by",
)
