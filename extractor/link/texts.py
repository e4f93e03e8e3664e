"""The step before: which documents are copies of one text. Their groups are kept in `copies`.

Comparing takes long and only reads; writing the groups is short.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, delete, insert, or_, select

from extractor.link.copies import WINDOW_DAYS, Pair, Text, groups_of, judge, likely_pairs, signature, word_groups
from extractor.link.decisions import Decided
from extractor.link.rows import Values, pages
from extractor.store.linked import candidates, copies, signatures
from extractor.store.schema import documents, figures

_COMPARED = 2000  # documents of about one time, compared together with all of that time
_ASKED = 0.8  # likeness of word groups from which a person is asked when the figures differ


@dataclass(frozen=True, slots=True)
class Found:
    """Documents that were compared, and the pairs that are alike."""

    rows: list[int]
    pairs: list[Pair]


def sign(connection: Connection, rows: Sequence[int]) -> None:
    """Keep what these documents are compared by."""
    for page in pages(rows):
        connection.execute(delete(signatures).where(signatures.c.document_id.in_(page)))
        found = []
        for row in connection.execute(select(documents.c.id, documents.c.text).where(documents.c.id.in_(page))):
            groups = word_groups(row.text or "")
            found.append({"document_id": row.id, "minhash": signature(groups), "size": len(groups)})
        if found:
            connection.execute(insert(signatures), found)


def find_copies(connection: Connection, changed: Sequence[int], orphaned: Iterable[str]) -> Found:
    """Compare changed documents with all that appeared at their time; nothing is written.

    `orphaned` are keys of groups that lost a document: what is left of them is compared anew.
    """
    old = {
        row.document_id
        for page in pages(orphaned)
        for row in connection.execute(select(copies.c.document_id).where(copies.c.group_key.in_(page)))
    }
    days = _days(connection, sorted({*changed, *old}))
    todo = sorted(days, key=lambda row: (days[row] or "", row))
    judged: dict[tuple[str, str], Pair] = {}
    for start in range(0, len(todo), _COMPARED):
        chunk = todo[start : start + _COMPARED]
        stored = _signatures(connection, [days[row] for row in chunk])
        chunk = [row for row in chunk if row in stored]  # a document that has just come has none yet
        pairs = [
            (one, other)
            for one, other in likely_pairs(chunk, {row: entry[1] for row, entry in stored.items()})
            if _within(stored[one][0], stored[other][0])
        ]
        texts = _texts(connection, {row for pair in pairs for row in pair})
        for one, other in pairs:
            if found := judge(texts[one], texts[other]):
                judged[found.left, found.right] = found
    return Found(todo, [judged[pair] for pair in sorted(judged)])


def group_copies(connection: Connection, pairs: Found, changed: set[int], decided: Decided) -> set[int]:
    """Group the documents that were compared; returns the documents whose group has changed, besides `changed`."""
    return _regroup(connection, pairs.rows, pairs.pairs, decided) - changed if pairs.rows else set()


def _days(connection: Connection, rows: Sequence[int]) -> dict[int, str | None]:
    found: dict[int, str | None] = {}
    for page in pages(rows):
        query = select(documents.c.id, documents.c.published_from).where(documents.c.id.in_(page))
        found |= {row.id: row.published_from for row in connection.execute(query)}
    return found


def _signatures(connection: Connection, days: list[str | None]) -> dict[int, tuple[str | None, bytes]]:
    """Day and signature of all documents that may be a copy of one that appeared on these days."""
    query = select(documents.c.id, documents.c.published_from, signatures.c.minhash).join(signatures)
    known = sorted(day for day in days if day)
    if known and len(known) == len(days):
        first, last = _shifted(known[0], -WINDOW_DAYS), _shifted(known[-1], WINDOW_DAYS)
        near = documents.c.published_from.between(first, last)
        query = query.where(or_(near, documents.c.published_from.is_(None)))
    return {row.id: (row.published_from, row.minhash) for row in connection.execute(query)}


def _shifted(day: str, days: int) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()


def _within(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days) <= WINDOW_DAYS


def _texts(connection: Connection, rows: Iterable[int]) -> dict[int, Text]:
    found: dict[int, Text] = {}
    for page in pages(rows):
        told: dict[int, set[str]] = {}
        for figure in connection.execute(
            select(figures.c.document_id, figures.c.value).where(figures.c.document_id.in_(page))
        ):
            told.setdefault(figure.document_id, set()).add(f"{figure.value:g}")
        columns = (documents.c.id, documents.c.sha256, documents.c.published_from, documents.c.text)
        for row in connection.execute(select(*columns).where(documents.c.id.in_(page))):
            groups = word_groups(row.text or "")
            found[row.id] = Text(row.sha256, row.published_from, groups, frozenset(told.get(row.id, ())))
    return found


def _regroup(connection: Connection, todo: Sequence[int], judged: list[Pair], decided: Decided) -> set[int]:
    columns = (documents.c.id, documents.c.sha256, documents.c.published_from, copies)
    named = {pair.left for pair in judged} | {pair.right for pair in judged}
    rows: dict[str, Row[tuple[object, ...]]] = {}

    def take(query: object) -> None:
        rows.update({row.sha256: row for row in connection.execute(query)})  # type: ignore[call-overload]

    base = select(*columns).select_from(documents.outerjoin(copies))
    for page in pages(todo):
        take(base.where(documents.c.id.in_(page)))
    for names in pages(named - set(rows)):
        take(base.where(documents.c.sha256.in_(names)))
    changed = set(todo)
    grouped = {row.group_key for row in rows.values() if row.group_key and row.id not in changed}
    for keys in pages(grouped):
        take(base.where(copies.c.group_key.in_(keys)))
    judged = [pair for pair in judged if pair.left in rows and pair.right in rows]  # some may have gone meanwhile
    links = [(pair.left, pair.right) for pair in judged if pair.is_copy and not _denied(pair.left, pair.right, decided)]
    links += [(one, other) for one, other in _decided(decided) if one in rows and other in rows]
    links += [
        (row.group_key, row.sha256) for row in rows.values()
        if row.group_key in rows and row.id not in changed and rows[row.group_key].id not in changed
    ]  # fmt: skip
    links = [pair for pair in links if not _denied(*pair, decided)]
    groups = groups_of({sha256: row.published_from for sha256, row in rows.items()}, links)
    _ask(connection, [row.sha256 for row in rows.values() if row.id in changed], judged, decided)
    return _write(connection, rows, groups, judged, changed)


def forget(connection: Connection, contents: Iterable[str]) -> None:
    """Drop the questions about copies in which these contents are."""
    for page in pages(contents):
        either = or_(candidates.c.left_ref.in_(page), candidates.c.right_ref.in_(page))
        connection.execute(delete(candidates).where(candidates.c.kind == "copy", either))


def _denied(left: str, right: str, decided: Decided) -> bool:
    return any({left, right} == set(pair) for pair in decided.texts.other)


def _decided(decided: Decided) -> list[tuple[str, str]]:
    return sorted(decided.texts.same)


def _write(
    connection: Connection,
    rows: dict[str, Row[tuple[object, ...]]],
    groups: dict[str, str],
    judged: list[Pair],
    changed: set[int],
) -> set[int]:
    nearest: dict[str, Pair] = {}
    for one in sorted(judged, key=lambda one: (one.similarity, one.evidence)):
        if groups[one.left] == groups[one.right]:
            nearest[one.left] = nearest[one.right] = one
    sizes: dict[str, int] = {}
    for key in groups.values():
        sizes[key] = sizes.get(key, 0) + 1
    moved: set[int] = set()
    new: list[Values] = []
    for sha256, row in sorted(rows.items()):
        key, pair = groups[sha256], nearest.get(sha256)
        values: Values = {"document_id": row.id, "group_key": key, "is_first": key == sha256}
        known = row.group_key and row.id not in changed and sizes[key] > 1 and row.rule != "alone"
        before = (row.similarity, row.evidence) if known else None
        if sizes[key] == 1:
            values |= {"similarity": 1.0, "rule": "alone", "evidence": "no copy of it is known", "confidence": 1.0}
        elif pair and (before is None or (pair.similarity, pair.evidence) > before):
            sure = round(0.9 + 0.1 * pair.similarity, 3)
            values |= {"similarity": pair.similarity, "rule": pair.rule, "evidence": pair.evidence, "confidence": sure}
        elif before is not None:
            values |= {name: getattr(row, name) for name in ("similarity", "rule", "evidence", "confidence")}
        else:
            values |= {"similarity": 1.0, "rule": "decided", "evidence": "a person said so", "confidence": 1.0}
        if (row.group_key, row.is_first) != (key, key == sha256):
            moved.add(row.id)
        new.append(values)
    for page in pages(values["document_id"] for values in new):
        connection.execute(delete(copies).where(copies.c.document_id.in_(page)))
    if new:
        connection.execute(insert(copies), new)
    return moved


def _ask(connection: Connection, compared: list[str], judged: list[Pair], decided: Decided) -> None:
    """Keep the pairs that a person should look at, in place of those that were asked before."""
    rows = [
        {
            "key": f"copy|{pair.left[:16]}|{pair.right[:16]}", "kind": "copy", "left_ref": pair.left,
            "right_ref": pair.right, "left_name": pair.left[:16], "right_name": pair.right[:16], "documents": 2,
            "question": "Are these two documents one text, although their figures differ?", "rule": pair.rule,
            "evidence": pair.evidence, "confidence": round(pair.similarity / 2, 3),
        }
        for pair in judged
        if not pair.is_copy and pair.similarity >= _ASKED and not decided.has(pair.left, pair.right)
    ]  # fmt: skip
    forget(connection, compared)
    for page in pages(row["key"] for row in rows):  # asked already about a document that has been replaced meanwhile
        connection.execute(delete(candidates).where(candidates.c.key.in_(page)))
    if rows:
        connection.execute(insert(candidates), rows)
