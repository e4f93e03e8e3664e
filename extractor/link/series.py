"""Figures as series: every distinct statement once, with its sources; and which statements contradict each other."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select
from sqlalchemy.orm import aliased

from extractor.language.fold import fold
from extractor.link.rows import Values, pages
from extractor.store.linked import copies, entities, links, observation_figures, observations, place_links
from extractor.store.schema import documents, figures

_NEAR = 0.2  # how far "hơn" and "gần" reach
_APPROX = 0.1  # how far "khoảng" reaches
_STATUSES = ("actual", "target")
Part = tuple[str, str | None]  # indicator, province of today


@dataclass(slots=True)
class Observation:
    """One statement and the figures that make it."""

    key: str
    cell: str
    values: Values
    figures: list[Row[Any]] = field(default_factory=list)
    groups: set[str] = field(default_factory=set)  # texts, copies counted once
    letters: bool = False  # an official letter says so
    actor_key: str | None = None
    contradicted: bool = False

    @property
    def number(self) -> int | float:
        value: int | float = self.values["value"]
        return value


def parts_of(connection: Connection, rows: Sequence[int]) -> dict[int, set[Part]]:
    """Which parts of the series the figures of these documents belong to."""
    found: dict[int, set[Part]] = {}
    query = (
        select(figures.c.document_id, figures.c.indicator, place_links.c.province_today)
        .join(place_links, place_links.c.figure_id == figures.c.id, isouter=True)
        .where(figures.c.indicator.is_not(None), figures.c.document_id.in_(rows))
        .distinct()
    )
    for row in connection.execute(query):
        found.setdefault(row.document_id, set()).add((row.indicator, row.province_today))
    return found


def rebuild(connection: Connection, part: Part) -> list[Observation]:
    """Write the statements of one part anew; returns them."""
    indicator, province = part
    same = observations.c.province_today == province if province else observations.c.province_today.is_(None)
    connection.execute(delete(observations).where(observations.c.indicator == indicator, same))
    found = observe(_figures(connection, part))
    if not found:
        return []
    query = insert(observations).returning(observations.c.id, sort_by_parameter_order=True)
    keys = connection.execute(query, [one.values for one in found]).scalars().all()
    for one, key in zip(found, keys, strict=True):
        one.values["id"] = key
    joined = [
        {"observation_id": key, "figure_id": figure.id}
        for one, key in zip(found, keys, strict=True)
        for figure in one.figures
    ]
    for start in range(0, len(joined), 5000):
        connection.execute(insert(observation_figures), joined[start : start + 5000])
    return found


def _figures(connection: Connection, part: Part) -> Sequence[Row[Any]]:
    indicator, province = part
    whole = aliased(figures)
    query = (
        select(
            figures, documents.c.kind, documents.c.sha256, documents.c.published_from,
            copies.c.group_key, place_links.c.unit.label("place_unit"), place_links.c.unit_today.label("place_today"),
            place_links.c.province, place_links.c.province_today, entities.c.id.label("entity"),
            entities.c.key.label("entity_key"), entities.c.label.label("entity_name"),
            whole.c.indicator.label("whole_indicator"),
        )
        .join(documents, documents.c.id == figures.c.document_id)
        .join(copies, copies.c.document_id == documents.c.id, isouter=True)
        .join(place_links, place_links.c.figure_id == figures.c.id, isouter=True)
        .join(links, links.c.actor_figure_id == figures.c.id, isouter=True)
        .join(entities, entities.c.id == links.c.entity_id, isouter=True)
        .join(whole, (whole.c.document_id == figures.c.document_id) & (whole.c.code == figures.c.part_of), isouter=True)
        .where(figures.c.indicator == indicator, figures.c.status.in_(_STATUSES))
        .order_by(documents.c.sha256, figures.c.position)
    )  # fmt: skip
    same = place_links.c.province_today == province if province else place_links.c.province_today.is_(None)
    return connection.execute(query.where(same)).all()


def observe(rows: Iterable[Row[Any]]) -> list[Observation]:
    """The distinct statements of these figures, by key."""
    cells: dict[str, dict[tuple[Any, ...], list[Row[Any]]]] = {}
    for row in rows:
        cells.setdefault(_cell(row), {}).setdefault((row.value, row.value_max, row.modifier), []).append(row)
    found: list[Observation] = []
    for cell in sorted(cells):
        here = [one for value in sorted(cells[cell], key=str) for one in _by_actor(cell, cells[cell][value])]
        _contradict(here)
        found += here
    return found


def _cell(row: Row[Any]) -> str:
    """What a figure speaks of, as text: all but its value, its actor and its words."""
    is_part = row.part_of is not None and row.whole_indicator == row.indicator
    place = row.place_unit or (f"{row.province or ''}?{' '.join(fold(row.place).split())}" if row.place else "")
    period = f"{row.period_from or ''}..{row.period_to or ''}"
    marks = [row.per and f"per {row.per}", "share" if row.is_share else None, "part" if is_part else None]
    return "|".join([row.indicator, row.unit, row.status, place, period, *(mark for mark in marks if mark)])


def _actor(row: Row[Any]) -> str | None:
    """Who a figure is of, where that is one particular body."""
    return str(row.entity_key) if row.entity_key else None


def _by_actor(cell: str, rows: list[Row[Any]]) -> list[Observation]:
    """One statement; several where different bodies are said to have the same number. Those that name none join."""
    by_actor: dict[str | None, list[Row[Any]]] = {}
    for row in rows:
        by_actor.setdefault(_actor(row), []).append(row)
    named = sorted(actor for actor in by_actor if actor)
    if named and None in by_actor:
        most = max(named, key=lambda actor: (len(by_actor[actor]), actor))
        by_actor[most] += by_actor.pop(None)
    return [_observation(cell, actor, by_actor[actor]) for actor in sorted(by_actor, key=str)]


def _observation(cell: str, actor: str | None, rows: list[Row[Any]]) -> Observation:
    first = next((row for row in rows if row.entity_key), rows[0])
    groups = {row.group_key or row.sha256 for row in rows}
    days = sorted(row.published_from for row in rows if row.published_from)
    words = f"{cell}|{first.value}|{first.value_max}|{first.modifier}|{actor or ''}"
    values: Values = {
        "key": hashlib.sha256(words.encode()).hexdigest()[:24], "cell": cell, "indicator": first.indicator,
        "unit": first.unit, "status": first.status, "per": first.per, "is_share": first.is_share,
        "place": _most(row.place for row in rows), "place_unit": first.place_unit, "place_today": first.place_today,
        "province": first.province, "province_today": first.province_today, "period_from": first.period_from,
        "period_to": first.period_to, "actor": first.entity_name or _most(row.actor for row in rows),
        "actor_id": first.entity, "counted": _most(row.counted for row in rows),
        "is_part": first.part_of is not None and first.whole_indicator == first.indicator,
        "value": first.value, "value_max": first.value_max, "modifier": first.modifier, "figures": len(rows),
        "documents": len({row.document_id for row in rows}), "sources": len(groups),
        "first_published": days[0] if days else None, "last_published": days[-1] if days else None,
        "confidence": max((row.confidence for row in rows if row.confidence is not None), default=None),
        "contradicted": False,
    }  # fmt: skip
    letters = any(row.kind == "official_letter" for row in rows)
    return Observation(values["key"], cell, values, rows, groups, letters, actor)


def _most(words: Iterable[str | None]) -> str | None:
    counted = Counter(word for word in words if word)
    return min(counted, key=lambda word: (-counted[word], word)) if counted else None


# ---------------------------------------------------------------- contradictions
def _contradict(found: list[Observation]) -> None:
    """Mark values of one cell that cannot both be so, are of one body or of none, and told by different texts."""
    for position, one in enumerate(found):
        for other in found[position + 1 :]:
            if agrees(one.values, other.values) or not _comparable(one, other):
                continue
            if one.groups - other.groups and other.groups - one.groups:
                for each in (one, other):
                    each.contradicted = each.values["contradicted"] = True


def _comparable(one: Observation, other: Observation) -> bool:
    actors = {one.values["actor_id"], other.values["actor_id"]} - {None}
    return len(actors) < 2 and one.values["per"] is None and not one.values["is_part"]


def agrees(one: Values, other: Values) -> bool:
    """Whether two statements can both be so: "hơn 1.800" and 1.846 can."""
    (low, high), (bottom, top) = _range(one), _range(other)
    return low <= top and bottom <= high


def _range(values: Values) -> tuple[float, float]:
    value, top = float(values["value"]), float(values["value_max"] or values["value"])
    spread = abs(value)
    match values["modifier"]:
        case "approx":
            return value - _APPROX * spread, top + _APPROX * spread
        case "more_than":
            return value, top + _NEAR * spread
        case "less_than":
            return value - _NEAR * spread, top
        case "at_least":
            return value, float("inf")
        case "at_most":
            return float("-inf"), top
    return value, top


def loaded(connection: Connection, chosen: Any) -> list[Observation]:
    """Statements that were written before, for adding up."""
    query = (
        select(observations, entities.c.key.label("actor_key"))
        .join(entities, entities.c.id == observations.c.actor_id, isouter=True)
        .where(chosen)
        .order_by(observations.c.key)
    )
    rows = connection.execute(query).all()
    letters: set[int] = set()
    for page in pages(row.id for row in rows):
        told = (
            select(observation_figures.c.observation_id)
            .join(figures, figures.c.id == observation_figures.c.figure_id)
            .join(documents, documents.c.id == figures.c.document_id)
            .where(documents.c.kind == "official_letter", observation_figures.c.observation_id.in_(page))
        )
        letters |= set(connection.execute(told).scalars())
    return [
        Observation(
            row.key,
            row.cell,
            dict(row._mapping),
            letters=row.id in letters,
            actor_key=row.actor_key,
            contradicted=row.contradicted,
        )
        for row in rows
    ]
