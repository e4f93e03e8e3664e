"""The index of words: every document's text, and every sentence with a figure, in step with the tables.

A row's `words` are the text folded (letter case, tone placement, slips of recognition), one space between two words
and one at either end; nothing else is in it, so that SQLite and PostgreSQL cut it into the same words.
SQLite keeps two FTS5 indexes of it, with diacritics (`…_exact`) and without (`…_plain`), through triggers: whatever
program deletes a document, the index knows. PostgreSQL keeps trigrams of both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from sqlalchemy import Column, ColumnElement, Connection, ForeignKey, Integer, Table, Text, insert, select
from sqlalchemy.exc import SQLAlchemyError

from extractor.language.fold import fold
from extractor.store.archive import key, metadata
from extractor.store.folding import Plain
from extractor.store.linked import entities
from extractor.store.schema import documents, figures

_WORD = re.compile(r"[^\W_]+")
_PAGE = 500  # documents indexed together


def _words() -> Column[str]:
    return Column("words", Text, nullable=False, comment="Its words, folded, one space around each")


document_words = Table(
    "document_words",
    metadata,
    Column(
        "document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, autoincrement=False,
        comment="The document",
    ),
    _words(),
    comment="The words of each document, with its title and subject, for the search",
)  # fmt: skip

sentence_words = Table(
    "sentence_words",
    metadata,
    key(),
    Column(
        "document_id", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True,
        comment="The document that it stands in",
    ),
    Column("sentence_start", Integer, nullable=False, comment="First character, counted from 0 in documents.text"),
    Column("sentence_end", Integer, nullable=False, comment="Character after the last one"),
    _words(),
    comment="The words of each sentence that has a figure, for the search",
)  # fmt: skip

# What SQLite needs beside the tables; the names are explained in `data_dictionary`.
INDEXES = {
    "entity_names": "Words of people's and bodies' labels, without diacritics (FTS5); rows as in entities",
    "document_words_exact": "Words of documents with their diacritics (FTS5); rows as in document_words",
    "document_words_plain": "Words of documents without diacritics, đ as d (FTS5); rows as in document_words",
    "sentence_words_exact": "Words of sentences with their diacritics (FTS5); rows as in sentence_words",
    "sentence_words_plain": "Words of sentences without diacritics, đ as d (FTS5); rows as in sentence_words",
}


ENTITY_NAMES = "entity_names"


def word_spans(folded: str) -> Iterator[tuple[str, int, int]]:
    """Each word of a folded text with its half-open span."""
    for found in _WORD.finditer(folded):
        yield found[0], found.start(), found.end()


def words_of(words: str) -> str:
    """The words of a text as they are indexed: " hội nghị kết nạp đảng viên "; "" when there are none."""
    found = _WORD.findall(fold(unicodedata.normalize("NFC", words)))
    return f" {' '.join(found)} " if found else ""


def index_document(connection: Connection, document: int) -> None:
    """Index the words of a document just stored, and of its sentences that have figures."""
    table = documents.c
    row = connection.execute(select(table.title, table.subject, table.text).where(table.id == document)).one()
    whole = words_of(row.text or "")
    heads = [head for head in map(words_of, filter(None, (row.title, row.subject))) if head not in whole]
    words = " ".join("".join([*heads, whole]).split())
    connection.execute(insert(document_words).values(document_id=document, words=f" {words} "))
    ends = (figures.c.sentence_start, figures.c.sentence_end)
    here = select(*ends).where(figures.c.document_id == document, ends[0].is_not(None)).distinct().order_by(*ends)
    sentences = [
        {"document_id": document, "sentence_start": start, "sentence_end": end, "words": words_of(row.text[start:end])}
        for start, end in (connection.execute(here) if row.text else [])
    ]
    if sentences:
        connection.execute(insert(sentence_words), sentences)


def index_all(connection: Connection) -> None:
    """Index the documents that are not indexed yet, as those of an older database."""
    missing = select(documents.c.id).where(documents.c.id.not_in(select(document_words.c.document_id)))
    while page := connection.execute(missing.order_by(documents.c.id).limit(_PAGE)).scalars().all():
        for document in page:
            index_document(connection, document)


def make_indexes(connection: Connection) -> None:
    """Make what the tables need beside them to be searched, as far as it is not there."""
    for table, row in ((document_words, "document_id"), (sentence_words, "id")):
        if connection.dialect.name == "sqlite":
            _make_fts(connection, table.name, row)
        elif connection.dialect.name == "postgresql":
            _make_trigrams(connection, table)
    if connection.dialect.name == "sqlite":
        _make_names(connection)
    elif connection.dialect.name == "postgresql":
        _make_trigram(connection, f"ix_{ENTITY_NAMES}", entities, Plain(entities.c.label))


def _make_fts(connection: Connection, name: str, row: str) -> None:
    """Two FTS5 indexes that hold no text of their own, and the triggers that keep them in step."""
    added, gone = [], []
    for ending, marks in (("exact", 0), ("plain", 2)):
        # đ is the only Vietnamese letter that FTS5 does not fold
        words = "{0}.words" if ending == "exact" else "replace({0}.words, 'đ', 'd')"
        index = f"{name}_{ending}"
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {index} "
            f"USING fts5(words, content='', tokenize='unicode61 remove_diacritics {marks}')"
        )
        added.append(f"INSERT INTO {index} (rowid, words) VALUES (new.{row}, {words.format('new')});")
        gone.append(f"INSERT INTO {index} ({index}, rowid, words) VALUES ('delete', old.{row}, {words.format('old')});")
    for when, commands in (("INSERT", added), ("DELETE", gone)):
        trigger = f"CREATE TRIGGER IF NOT EXISTS {name}_{when.lower()} AFTER {when} ON {name}"
        connection.exec_driver_sql(f"{trigger} BEGIN {' '.join(commands)} END")


def _make_names(connection: Connection) -> None:
    """The index of names needs no folded text: diacritics as typed are looked at among the few that are found."""
    name = ENTITY_NAMES
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} "
        "USING fts5(label, content='', tokenize='unicode61 remove_diacritics 2')"
    )
    label = "replace(replace({0}.label, 'đ', 'd'), 'Đ', 'D')"
    add = f"INSERT INTO {name} (rowid, label) VALUES (new.id, {label.format('new')});"
    drop = f"INSERT INTO {name} ({name}, rowid, label) VALUES ('delete', old.id, {label.format('old')});"
    for when, commands in (("INSERT", add), ("DELETE", drop), ("UPDATE OF label", drop + add)):
        trigger = f"CREATE TRIGGER IF NOT EXISTS {name}_{when.split()[0].lower()} AFTER {when} ON entities"
        connection.exec_driver_sql(f"{trigger} BEGIN {commands} END")


def _make_trigrams(connection: Connection, table: Table) -> None:
    _make_trigram(connection, f"ix_{table.name}_exact", table, table.c.words)
    _make_trigram(connection, f"ix_{table.name}_plain", table, Plain(table.c.words))


def _make_trigram(connection: Connection, name: str, table: Table, column: ColumnElement[str]) -> None:
    """Trigrams where the server has them and lets us; without them the same is found, only more slowly."""
    try:
        with connection.begin_nested():
            connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except SQLAlchemyError:
        return
    expression = str(column.compile(dialect=connection.dialect, compile_kwargs={"include_table": False}))
    connection.exec_driver_sql(
        f"CREATE INDEX IF NOT EXISTS {name} ON {table.name} USING gin (({expression.replace('%', '%%')}) gin_trgm_ops)"
    )
