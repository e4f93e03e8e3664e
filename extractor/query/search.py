"""Full text search: documents by their words, and sentences that have figures."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from extractor.query.answer import MOST_ROWS, Answer, Source
from extractor.query.answer import Row as AnswerRow
from extractor.query.filters import Filters
from extractor.query.snippets import Snippet, snippet
from extractor.query.words import Search, condition, has_marks, parse, without_marks
from extractor.store import Store
from extractor.store.database import reading
from extractor.store.fulltext import document_words, sentence_words
from extractor.store.schema import documents, figures

_DOCUMENT = (
    documents.c.id, documents.c.path, documents.c.title, documents.c.subject, documents.c.kind,
    documents.c.published_from.label("published"),
)  # fmt: skip
_SPELLING = "Nothing is written so; these are found when diacritics do not count."


def search_documents(store: Store, words: str, filters: Filters | None = None, limit: int = MOST_ROWS) -> Answer:
    """Documents that hold the words, the newest first: path, title, published, kind, hits; the source is a snippet.

    Words without any diacritics are found however they are written ("ket nap dang" finds "kết nạp Đảng"). Words with
    some are found as they are written; when there are none, diacritics are left out, and a note says so.
    `hits` is how often they stand in the text. Raises QueryError (Q001), StoreError (S001).
    """
    search = parse(words)
    with reading(store.engine) as connection:
        for wanted, notes in _spellings(search):
            found = condition(wanted, document_words, document_words.c.document_id, connection.dialect.name)
            chosen = select(document_words.c.document_id).where(found)
            rows, total = _newest(connection, documents.c.id.in_(chosen), filters or Filters(), limit)
            if total:
                answers = [_document(row, snippet(row.text or "", wanted)) for row in rows]
                return Answer(("path", "title", "published", "kind", "hits"), answers, total, notes)
    return Answer(("path", "title", "published", "kind", "hits"), [], 0)


def search_sentences(store: Store, words: str, filters: Filters | None = None, limit: int = MOST_ROWS) -> Answer:
    """Sentences with figures that hold the words, the newest first: path, published, figures.

    `figures` lists those in the sentence as "value counted (indicator, status)"; the source is the sentence. Words are
    found as in `search_documents`. Raises QueryError (Q001), StoreError (S001).
    """
    search = parse(words)
    columns = ("path", "published", "figures")
    with reading(store.engine) as connection:
        for wanted, notes in _spellings(search):
            rows, total = _sentences(connection, wanted, filters or Filters(), limit)
            if total:
                return Answer(columns, [_sentence(connection, row, wanted) for row in rows], total, notes)
    return Answer(columns, [], 0)


def _spellings(search: Search) -> list[tuple[Search, list[str]]]:
    """The words as written, then without their diacritics; with what has to be said of each."""
    return [(search, []), *([(without_marks(search), [_SPELLING])] if has_marks(search) else [])]


def _newest(
    connection: Connection, found: ColumnElement[bool], filters: Filters, limit: int
) -> tuple[list[Row[Any]], int]:
    conditions = [found, *filters.of_documents()]
    total = connection.execute(select(func.count()).select_from(documents).where(*conditions)).scalar_one()
    query = select(*_DOCUMENT, documents.c.text).where(*conditions)
    newest = query.order_by(documents.c.published_from.desc().nulls_last(), documents.c.id.desc()).limit(limit)
    return list(connection.execute(newest)), total


def _sentences(
    connection: Connection, search: Search, filters: Filters, limit: int
) -> tuple[list[Row[Any]], int]:
    table = sentence_words.c
    conditions = [condition(search, sentence_words, table.id, connection.dialect.name)]
    if filters:
        chosen = select(figures.c.id).where(
            figures.c.document_id == table.document_id, figures.c.sentence_start == table.sentence_start,
            *filters.of_figures(),
        )  # fmt: skip
        conditions.append(chosen.exists())
    total = connection.execute(select(func.count()).select_from(sentence_words).where(*conditions)).scalar_one()
    query = select(*_DOCUMENT, documents.c.text, table.sentence_start, table.sentence_end).join(
        sentence_words, documents.c.id == table.document_id
    )
    order = (documents.c.published_from.desc().nulls_last(), documents.c.id.desc(), table.sentence_start)
    return list(connection.execute(query.where(*conditions).order_by(*order).limit(limit))), total


def _document(row: Row[Any], shown: Snippet) -> AnswerRow:
    start, end = (shown.start, shown.end) if shown.hits else (None, None)
    source = Source(row.id, row.path, row.title, row.published, shown.marked(), start=start, end=end)
    return {
        "path": row.path, "title": row.title or row.subject, "published": row.published, "kind": row.kind,
        "hits": shown.hits, "sources": [source],
    }  # fmt: skip


def _sentence(connection: Connection, row: Row[Any], search: Search) -> AnswerRow:
    start, end = row.sentence_start, row.sentence_end
    shown = snippet(row.text[start:end], search, around=None).marked()
    inside = select(figures).where(figures.c.document_id == row.id, figures.c.sentence_start == start)
    told = [_figure(figure) for figure in connection.execute(inside.order_by(figures.c.position))]
    source = Source(row.id, row.path, row.title, row.published, shown, start=start, end=end)
    return {"path": row.path, "published": row.published, "figures": told, "sources": [source]}


def _figure(row: Row[Any]) -> str:
    meaning = ", ".join([row.indicator or "no indicator", *([] if row.status == "actual" else [row.status])])
    return f"{row.text} {row.counted or row.unit} ({meaning})"
