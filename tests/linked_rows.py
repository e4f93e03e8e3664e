"""Rows of the linked tables put down by hand, for tests of what reads them: one statement a figure, as a test says."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select

from extractor.store import Store
from extractor.store import linked as tables
from extractor.store.database import writing
from extractor.store.schema import documents, figures, organisations, people, roles

PROVINCES = {"63-31": "Hải Phòng", "63-30": "Hải Dương", "34-31": "Hải Phòng", "VN": "Việt Nam"}


def put_units(store: Store) -> None:
    rows = [
        {
            "code": code, "name": name, "kind": "tỉnh", "level": "country" if code == "VN" else "province",
            "parent": None if code == "VN" else "VN", "valid_to": "2025-06-30" if code.startswith("63") else None,
        }
        for code, name in sorted(PROVINCES.items(), reverse=True)
    ]  # fmt: skip
    with writing(store.engine) as connection:
        connection.execute(insert(tables.place_units), rows)


def mark_linked(store: Store) -> None:
    with writing(store.engine) as connection:
        for row in connection.execute(select(documents.c.id, documents.c.sha256)).all():
            values = {"sha256": row.sha256, "document_id": row.id, "linker_version": 1, "blocks": "[]"}
            connection.execute(insert(tables.linked_documents).values(**values))


def put_statement(store: Store, document: str, code: str, **fields: Any) -> int:
    """A row of `observations` for one figure of a document, in a cell of its own unless one is named."""
    with writing(store.engine) as connection:
        query = select(figures).join(documents).where(documents.c.name == document, figures.c.code == code)
        figure = connection.execute(query).one()
        row = {
            "key": f"{document} {code}", "cell": f"{document} {code}", "indicator": figure.indicator,
            "unit": figure.unit, "status": figure.status, "is_share": False, "is_part": False, "value": figure.value,
            "place": figure.place, "actor": figure.actor, "period_from": figure.period_from,
            "period_to": figure.period_to, "figures": 1, "documents": 1, "sources": 1, "contradicted": False,
        } | fields  # fmt: skip
        key = connection.execute(insert(tables.observations).values(**row)).inserted_primary_key
        assert key is not None
        values = {"observation_id": key[0], "figure_id": figure.id}
        connection.execute(insert(tables.observation_figures).values(**values))
    return int(key[0])


def put_sum(store: Store, statements: list[int], **fields: Any) -> None:
    """A row of `sums` that these statements were added for."""
    row = {
        "indicator": "admitted", "unit": "person", "status": "actual", "basis": "then", "area": "VN", "left_out": 0,
        "used": len(statements), "covers_year": True, "whole_area": True, "contradicted": False, "explanation": "added",
    } | fields  # fmt: skip
    with writing(store.engine) as connection:
        key = connection.execute(insert(tables.sums).values(**row)).inserted_primary_key
        assert key is not None
        parts = [{"sum_id": key[0], "observation_id": one, "is_used": True, "reason": "told"} for one in statements]
        connection.execute(insert(tables.sum_parts), parts)


_RULE = {"rule": "by hand", "evidence": "by hand", "confidence": 1.0}


def put_copies(store: Store, group: str, names: list[str]) -> None:
    """Documents of one text, the first of them first."""
    with writing(store.engine) as connection:
        for name in names:
            key = connection.execute(select(documents.c.id).where(documents.c.name == name)).scalar_one()
            values = {"document_id": key, "group_key": group, "is_first": name == names[0], "similarity": 0.9}
            connection.execute(insert(tables.copies).values(**values, **_RULE))


def put_entity(store: Store, kind: str, name: str, label: str, meant: list[tuple[str, str]], **fields: Any) -> int:
    """A person or body that is meant by names in documents: by their entries, and a body by the roles held in it."""
    table = people if kind == "person" else organisations
    owned = "person_id" if kind == "person" else "organisation_id"
    with writing(store.engine) as connection:
        row = {"key": label, "kind": kind, "name": name, "label": label, "sources": len(meant), "documents": len(meant)}
        key = connection.execute(insert(tables.entities).values(**row, **fields)).inserted_primary_key
        assert key is not None
        for document, written in meant:
            where = (documents.c.name == document, table.c.name == written)
            found = connection.execute(select(table.c.id, documents.c.id).join(documents).where(*where)).all()
            links = [(owned, kind, *one) for one in found]
            if kind == "organisation":
                held = select(roles.c.id, documents.c.id).join(people, people.c.id == roles.c.person_id).join(documents)
                held = held.where(documents.c.name == document, roles.c.organisation == written)
                links += [("role_id", "role", *one) for one in connection.execute(held)]
            for column, about, entry, owner in links:
                values = {"entity_id": key[0], "document_id": owner, "about": about, "name": written, column: entry}
                connection.execute(insert(tables.links).values(**values, ref=f"{document} {written}", **_RULE))
    return int(key[0])
