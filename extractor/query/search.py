"""Full text search: documents by their words, and sentences that have figures."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from extractor.query.answer import MOST_ROWS, Answer, Source
from extractor.query.answer import Row as AnswerRow
from extractor.query.filters import Filters
from extractor.query.snippets import Snippet, snippet
from extractor.query.words import Search, has_marks, matching, parse, without_marks
from extractor.store import Store
from extractor.store.database import reading
from extractor.store.fulltext import document_words, sentence_words
from extractor.store.schema import documents, figures

_DOCUMENT = (
    documents.c.id, documents.c.path, documents.c.title, documents.c.subject, documents.c.kind,
    documents.c.published_from.label("published"),
)  # fmt: skip
_FEW = 2000  # sentences that are sorted by the days of their documents without looking for another way
_SPELLING = "Nothing is written so; these are found when diacritics do not count."


def search_documents(store: Store, words: str, filters: Filters | None = None, limit: int = MOST_ROWS) -> Answer:
    """Documents that hold the words, the newest first: path, title, published, kind, hits; the source is a snippet.

    Words without any diacritics are found however they are written ("ket nap dang" finds "kết nạp Đảng"). Words with
    some are found as they are written; when there are none, diacritics are left out, and a note says so.
    `hits` is how often they stand in the text. Raises QueryError (Q001), StoreError (S001).
    """
    search = parse(words)
    columns = ("path", "title", "published", "kind", "hits")
    with reading(store.engine) as connection:
        for wanted, notes in _spellings(search):
            found, total = _documents(connection, wanted, filters or Filters(), limit)
            if total:
                texts = select(*_DOCUMENT, documents.c.text).where(documents.c.id.in_(found))
                rows = {row.id: row for row in connection.execute(texts)}
                answers = [_document(rows[key], snippet(rows[key].text or "", wanted)) for key in found]
                return Answer(columns, answers, total, notes)
    return Answer(columns, [], 0)


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


def _newest(*conditions: ColumnElement[bool]) -> Select[int]:
    """Keys of documents, the newest first, by walking down the index of days: the first ones are there at once."""
    order = (documents.c.published_from.desc().nulls_last(), documents.c.id.desc())
    return select(documents.c.id).where(*conditions).order_by(*order)


def _documents(connection: Connection, search: Search, filters: Filters, limit: int) -> tuple[list[int], int]:
    """The keys of the newest documents, and how many there are."""
    matches = matching(search, document_words, connection.dialect.name)
    conditions = filters.of_documents()
    if conditions:
        every = select(documents.c.id).where(documents.c.id.in_(matches), *conditions)
    else:
        every = matches
    total = connection.execute(select(func.count()).select_from(every.subquery())).scalar_one()
    if not total:
        return [], 0
    found = _newest((documents.c.id + 0).in_(matches), *conditions)  # + 0: not by the key, but by the index of days
    return list(connection.execute(found.limit(limit)).scalars()), total


def _sentences(connection: Connection, search: Search, filters: Filters, limit: int) -> tuple[list[Row[Any]], int]:
    """The sentences of the newest documents, and how many there are."""
    table = sentence_words.c
    matches = matching(search, sentence_words, connection.dialect.name)
    conditions = [_with_figure(filters)] if filters else []
    every = select(table.id).where(table.id.in_(matches), *conditions) if filters else matches
    total = connection.execute(select(func.count()).select_from(every.subquery())).scalar_one()
    if not total:
        return [], 0
    if total <= _FEW:
        return _of_newest(connection, table.id.in_(matches), *conditions)[:limit], total
    found: list[Row[Any]] = []
    begin, number = 0, _FEW // 10
    while len(found) < limit and (
        page := list(connection.execute(_newest().offset(begin).limit(number)).scalars())
    ):  # most documents have one: look at the newest alone
        found += _of_newest(connection, table.document_id.in_(page), (table.id + 0).in_(matches), *conditions)
        begin, number = begin + number, 4 * number
    return found[:limit], total


def _with_figure(filters: Filters) -> ColumnElement[bool]:
    table = sentence_words.c
    here = (figures.c.document_id == table.document_id, figures.c.sentence_start == table.sentence_start)
    return select(figures.c.id).where(*here, *filters.of_figures()).exists()


def _of_newest(connection: Connection, *conditions: ColumnElement[bool]) -> list[Row[Any]]:
    """Sentences with their documents, the newest first, without the text."""
    table = sentence_words.c
    query = select(*_DOCUMENT, table.sentence_start, table.sentence_end)
    query = query.join(sentence_words, documents.c.id == table.document_id).where(*conditions)
    order = (documents.c.published_from.desc().nulls_last(), documents.c.id.desc(), table.sentence_start)
    return list(connection.execute(query.order_by(*order)))


def _document(row: Any, shown: Snippet) -> AnswerRow:
    start, end = (shown.start, shown.end) if shown.hits else (None, None)
    source = Source(row.id, row.path, row.title, row.published, shown.marked(), start=start, end=end)
    return {
        "path": row.path, "title": row.title or row.subject, "published": row.published, "kind": row.kind,
        "hits": shown.hits, "sources": [source],
    }  # fmt: skip


def _sentence(connection: Connection, row: Row[Any], search: Search) -> AnswerRow:
    start, end = row.sentence_start, row.sentence_end
    words = select(func.substr(documents.c.text, start + 1, end - start)).where(documents.c.id == row.id)
    shown = snippet(connection.execute(words).scalar_one(), search, around=None).marked()
    inside = select(figures).where(figures.c.document_id == row.id, figures.c.sentence_start == start)
    told = [_figure(figure) for figure in connection.execute(inside.order_by(figures.c.position))]
    source = Source(row.id, row.path, row.title, row.published, shown, start=start, end=end)
    return {"path": row.path, "published": row.published, "figures": told, "sources": [source]}


def _figure(row: Row[Any]) -> str:
    meaning = ", ".join([row.indicator or "no indicator", *([] if row.status == "actual" else [row.status])])
    return f"{row.text} {row.counted or row.unit} ({meaning})"
