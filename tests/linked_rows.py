"""Rows of the linked tables put down by hand, for tests of what reads them: one statement a figure, as a test says."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select

from extractor.store import Store
from extractor.store import linked as tables
from extractor.store.database import writing
from extractor.store.schema import documents, figures

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
