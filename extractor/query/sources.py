"""Who says so: the documents and sentences behind statements; and whether what is asked has been linked at all."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, func, select

from extractor.errors import NotLinked
from extractor.query.answer import Source
from extractor.store.linked import copies, linked_documents, observation_figures
from extractor.store.schema import documents, figures

DOCUMENT = (
    documents.c.id.label("document_id"), documents.c.path, documents.c.title, documents.c.subject,
    documents.c.published_from.label("published"),
)  # fmt: skip


def not_linked(connection: Connection) -> int:
    """How many documents came after the last linking. Raises NotLinked (Q003) when none is linked."""
    last = connection.execute(select(func.max(linked_documents.c.document_id))).scalar()
    newer = select(func.count()).select_from(documents)
    number = connection.execute(newer if last is None else newer.where(documents.c.id > last)).scalar_one()
    if last is None and number:
        raise NotLinked("The documents have not been linked, so the same figure may be counted twice.")
    return int(number)


def linked_notes(connection: Connection) -> list[str]:
    """What has to be said about documents that are not linked yet. Raises NotLinked (Q003) when none is."""
    number = not_linked(connection)
    if not number:
        return []
    who = "One document came" if number == 1 else f"{number:,} documents came"
    return [f"{who} after the last linking, not in the answer yet: run `extractor link`."]


def sources_of(connection: Connection, statements: Collection[int], most: int) -> dict[int, list[Source]]:
    """For each row of `observations` at most `most` of its figures, originals before copies, the earliest first."""
    found: dict[int, list[Source]] = {statement: [] for statement in statements}
    if not found or not most:
        return found
    of, is_copy = observation_figures.c, copies.c.is_first.is_(False).label("is_copy")
    begin = figures.c.sentence_start
    before = func.substr(documents.c.text, begin + 1, figures.c.start - begin)
    query = (
        select(
            of.observation_id, *DOCUMENT, is_copy,
            figures.c.sentence, figures.c.code, figures.c.start, figures.c.end, figures.c.text, before.label("before"),
        )
        .select_from(observation_figures)
        .join(figures, figures.c.id == of.figure_id)
        .join(documents, documents.c.id == figures.c.document_id)
        .outerjoin(copies, copies.c.document_id == documents.c.id)
        .where(of.observation_id.in_(found))
        .order_by(of.observation_id, is_copy, documents.c.published_from.nulls_last(), documents.c.id, figures.c.start)
    )  # fmt: skip
    for row in connection.execute(query):
        if len(found[row.observation_id]) < most:
            found[row.observation_id].append(_source(row))
    return found


def _source(row: Row[Any]) -> Source:
    return Source(
        row.document_id, row.path, row.title or row.subject, row.published, row.sentence, row.code, row.start, row.end,
        bool(row.is_copy), _marked(row.sentence, row.before, row.text),
    )  # fmt: skip


def _marked(sentence: str | None, before: str | None, words: str) -> tuple[int, int] | None:
    """Where the words stand in a sentence on one line, from what stands before them in the text."""
    if sentence is None or before is None:
        return None
    start = len(" ".join(f"{before}|".split())) - 1
    quoted = " ".join(words.split())
    return (start, start + len(quoted)) if sentence[start : start + len(quoted)] == quoted else None
