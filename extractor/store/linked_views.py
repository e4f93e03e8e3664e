"""Views over what linking adds: series, who says so, contradictions, safe sums, people and bodies across documents."""

from __future__ import annotations

from extractor.store.view import View

_AREA = """u.name AS place_name, u.level AS place_level, t.name AS place_today_name, p.name AS province_name,
               q.name AS province_today_name"""
_UNITS = """LEFT JOIN place_units u ON u.code = o.place_unit LEFT JOIN place_units t ON t.code = o.place_today
            LEFT JOIN place_units p ON p.code = o.province LEFT JOIN place_units q ON q.code = o.province_today"""

LINKED_VIEWS: tuple[View, ...] = (
    View(
        "v_series",
        "Every distinct statement once: indicator x place x period x status, with its sources counted",
        f"""SELECT o.id AS observation_id, o.cell, o.indicator, o.unit, o.status, o.per, o.is_share, o.place, {_AREA},
               o.period_from, o.period_to, o.actor, o.counted, o.is_part, o.value, o.value_max, o.modifier,
               o.sources, o.documents, o.first_published, o.last_published, o.confidence, o.contradicted
            FROM observations o {_UNITS}""",
    ),
    View(
        "v_series_sources",
        "Who says so: every statement with each document and sentence that makes it; is_first is false for a copy",
        f"""SELECT o.id AS observation_id, o.cell, o.indicator, o.status, o.value, o.value_max, {_AREA},
               o.period_from, o.period_to, o.contradicted, d.id AS document_id, d.path, d.title,
               d.published_from AS published, d.source, d.issuer, c.group_key, c.is_first, f.code AS figure,
               f.place AS place_as_written, f.actor AS actor_as_written, f.sentence
            FROM observations o {_UNITS} JOIN observation_figures s ON s.observation_id = o.id
            JOIN figures f ON f.id = s.figure_id JOIN documents d ON d.id = f.document_id
            LEFT JOIN copies c ON c.document_id = d.id""",
    ),
    View(
        "v_contradictions",
        "Values that do not agree about the same thing, side by side: rows of the same cell",
        f"""SELECT o.cell, o.indicator, o.unit, o.status, o.place, {_AREA}, o.period_from, o.period_to, o.actor,
               o.value, o.value_max, o.modifier, o.sources, o.documents, o.first_published, o.last_published,
               o.id AS observation_id
            FROM observations o {_UNITS} WHERE o.contradicted""",
    ),
    View(
        "v_sums",
        "Safe sums by year and area; basis 'today' uses the provinces since 1 July 2025, 'then' those of the time",
        """SELECT s.id AS sum_id, s.indicator, s.unit, s.status, s.basis, a.name AS area_name, a.level AS area_level,
               s.year, s.value, s.used, s.left_out, s.covers_year, s.whole_area, s.contradicted, s.explanation, s.area
            FROM sums s JOIN place_units a ON a.code = s.area""",
    ),
    View(
        "v_sum_parts",
        "What went into each safe sum and what was left out, and why",
        f"""SELECT s.id AS sum_id, s.indicator, s.status, s.basis, s.area, s.year, x.is_used, x.reason,
               o.id AS observation_id, o.value, o.period_from, o.period_to, o.actor, o.sources, {_AREA}
            FROM sum_parts x JOIN sums s ON s.id = x.sum_id JOIN observations o ON o.id = x.observation_id {_UNITS}""",
    ),
    View(
        "v_entity_mentions",
        "People and organisations across documents: every document that names each, and why",
        """SELECT e.id AS entity_id, e.kind, e.label, e.type, e.level, e.place, l.id AS link_id, l.about, l.name,
               l.rule, l.evidence, l.confidence, d.id AS document_id, d.path, d.title, d.published_from AS published
            FROM links l JOIN entities e ON e.id = l.entity_id JOIN documents d ON d.id = l.document_id""",
    ),
    View(
        "v_figure_places",
        "Every figure with the unit that its place was at its time, and the unit of today",
        """SELECT f.id AS figure_id, f.document_id, f.code, f.indicator, f.value, f.status, f.period_from, f.period_to,
               l.name AS place_as_written, u.name AS place_name, u.kind AS place_kind, u.level AS place_level, l.unit,
               t.name AS place_today_name, l.unit_today, p.name AS province_name, q.name AS province_today_name,
               l.rule, l.evidence, l.confidence
            FROM figures f JOIN place_links l ON l.figure_id = f.id LEFT JOIN place_units u ON u.code = l.unit
            LEFT JOIN place_units t ON t.code = l.unit_today LEFT JOIN place_units p ON p.code = l.province
            LEFT JOIN place_units q ON q.code = l.province_today""",
    ),
)
