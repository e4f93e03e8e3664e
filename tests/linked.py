"""What the linked tables say, without the numbers of rows: for comparing databases that were filled in different ways."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from extractor.store import Store
from extractor.store.database import reading

_SAID = {
    "entities": "SELECT key, kind, name, label, type, level, place, documents, sources FROM entities",
    "links": """SELECT d.sha256, l.about, l.name, e.key, l.rule, l.evidence, l.confidence
        FROM links l JOIN entities e ON e.id = l.entity_id JOIN documents d ON d.id = l.document_id""",
    "places": """SELECT d.sha256, f.code, l.name, l.unit, l.unit_today, l.province, l.province_today, l.rule, l.confidence
        FROM place_links l JOIN documents d ON d.id = l.document_id LEFT JOIN figures f ON f.id = l.figure_id""",
    "copies": """SELECT d.sha256, c.group_key, c.is_first, c.similarity, c.rule, c.evidence, c.confidence
        FROM copies c JOIN documents d ON d.id = c.document_id""",
    "candidates": "SELECT key, question, left_ref, right_ref, rule, evidence, confidence, documents FROM candidates",
    "observations": """SELECT o.key, o.cell, o.actor, e.key, o.value, o.sources, o.documents, o.figures, o.contradicted,
        o.first_published, o.place FROM observations o LEFT JOIN entities e ON e.id = o.actor_id""",
    "observation_figures": """SELECT o.key, d.sha256, f.code FROM observation_figures x
        JOIN observations o ON o.id = x.observation_id JOIN figures f ON f.id = x.figure_id
        JOIN documents d ON d.id = f.document_id""",
    "sums": """SELECT indicator, unit, status, basis, area, year, value, used, left_out, covers_year, whole_area,
        contradicted, explanation FROM sums""",
    "sum_parts": """SELECT s.indicator, s.basis, s.area, s.year, s.status, o.key, x.is_used, x.reason FROM sum_parts x
        JOIN sums s ON s.id = x.sum_id JOIN observations o ON o.id = x.observation_id""",
    "place_units": "SELECT code, name, parent, valid_from, valid_to FROM place_units",
}


def said(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Sorted rows by table."""
    with reading(store.engine) as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(text(query))), key=str)
            for name, query in _SAID.items()
        }


def ask(store: Store, query: str) -> list[tuple[Any, ...]]:
    with reading(store.engine) as connection:
        return [tuple(row) for row in connection.execute(text(query))]
