"""The second step: names of one block are compared across documents, and each block's links are written anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import orjson
from sqlalchemy import Connection, delete, func, insert, select, update

from extractor.geography import units
from extractor.language.fold import fold
from extractor.link.bodies import display
from extractor.link.decisions import Decided
from extractor.link.documents import ORGANISATION, PERSON, mention_of
from extractor.link.names import area_label, area_of
from extractor.link.people import Cluster, Doubt, cluster
from extractor.link.rows import Values, entity_rows, pages
from extractor.store.linked import candidates, copies, entities, link_blocks, links
from extractor.store.schema import documents, organisations

_MOST_DOUBTS = 40  # of one name that a person is asked about, the likeliest first
_MOST_OPTIONS = 4  # bodies that one of unknown area or form may be


def join_block(connection: Connection, block: str, decided: Decided) -> set[int]:
    """Link the names of one block; returns the entities that won or lost a link."""
    rows = connection.execute(select(link_blocks.c.features).where(link_blocks.c.block == block)).scalars().all()
    kind, _, name = block.partition("|")
    connection.execute(delete(candidates).where(candidates.c.key.startswith(f"{block}|", autoescape=True)))
    if kind == ORGANISATION:
        return _join_firms(connection, block, [orjson.loads(row) for row in rows], decided)
    mentions = [mention_of(row) for row in rows]
    if not mentions:
        return set()
    clusters, doubts = cluster(name, mentions, decided.people)
    _ask(
        connection,
        block,
        PERSON,
        doubts,
        {one.ref: _label(one) for one in clusters},
        {one.ref: one for one in clusters},
    )
    return _write_people(connection, name, clusters)


# ---------------------------------------------------------------- people
def _write_people(connection: Connection, name: str, clusters: list[Cluster]) -> set[int]:
    keys = {_key(name, one.ref): one for one in clusters}
    named = {key: {"kind": PERSON, "name": _best_name(one), "label": _label(one)} for key, one in keys.items()}
    entity = entity_rows(connection, named)
    for key, values in named.items():
        connection.execute(update(entities).where(entities.c.id == entity[key]).values(**values))
    wanted = {
        mention.row: {
            "entity_id": entity[key], "document_id": mention.document, "about": PERSON, "person_id": mention.row,
            "organisation_id": None, "role_id": None, "actor_figure_id": None, "name": mention.name, "ref": mention.ref,
            **dict(zip(("rule", "evidence", "confidence"), one.how[mention.ref], strict=True)),
        }
        for key, one in keys.items()
        for mention in one.mentions
    }  # fmt: skip
    touched = set(entity.values())
    for page in pages(wanted):
        chosen = links.c.person_id.in_(page)
        touched |= set(connection.execute(select(links.c.entity_id).where(chosen).distinct()).scalars())
        connection.execute(delete(links).where(chosen))
        connection.execute(insert(links), [wanted[row] for row in page])
    return touched


def _key(name: str, ref: str) -> str:
    """A person's key: the name and the content that has the least of its refs."""
    content, _, rest = ref.partition("/")
    number = rest.partition("#")[2]
    return f"person|{name}|{content}{f'#{number}' if number else ''}"


def _best_name(one: Cluster) -> str:
    counted = Counter(mention.name for mention in one.mentions)
    return min(counted, key=lambda name: (name.isupper(), -counted[name], name))


def _label(one: Cluster) -> str:
    """The name with the office that is told most often, else with the paper or the area."""
    counted = Counter(
        office for mention in one.mentions for office in mention.offices if office and not _is_shouted(office)
    )
    if counted:
        office = min(counted, key=lambda office: (-counted[office], -len(office), office))
        return f"{_best_name(one)}, {office}"
    sources = sorted({mention.source for mention in one.mentions if mention.author and mention.source})
    areas = sorted(area_label(code) for code in one.places or one.homes)
    told = (sources or areas)[:1]
    return f"{_best_name(one)} ({told[0]})" if told else _best_name(one)


def _is_shouted(office: str) -> bool:
    words = [word for word in office.split() if len(word) > 1]
    return any(word.isupper() for word in words[:1])


def _ask(
    connection: Connection,
    block: str,
    kind: str,
    doubts: list[Doubt],
    labels: dict[str, str],
    clusters: dict[str, Cluster],
) -> None:
    """Keep the pairs that a person should look at."""
    likeliest = sorted(doubts, key=lambda doubt: (-doubt.confidence, doubt.left, doubt.right))[:_MOST_DOUBTS]
    rows: list[Values] = [
        {
            "key": f"{block}|{doubt.left}|{doubt.right}", "kind": kind,
            "question": f"Is {labels[doubt.left]} the same person as {labels[doubt.right]}?",
            "left_ref": doubt.left, "right_ref": doubt.right, "left_name": labels[doubt.left],
            "right_name": labels[doubt.right], "rule": doubt.rule, "evidence": doubt.evidence,
            "confidence": doubt.confidence,
            "documents": len(clusters[doubt.left].mentions) + len(clusters[doubt.right].mentions),
        }
        for doubt in likeliest
    ]  # fmt: skip
    if rows:
        connection.execute(insert(candidates), rows)


# ---------------------------------------------------------------- bodies
def _join_firms(connection: Connection, block: str, found: list[dict[str, Any]], decided: Decided) -> set[int]:
    """A name without its legal form is the one of its province, where there is only one; else a person is asked.

    Bodies of one name whose province is not told are never joined by themselves.
    """
    forms: dict[str, set[str]] = {}
    closed = {
        one["key"]: one for one in sorted(found, key=lambda one: one["refs"]) if not one["is_open"] and one["area"]
    }
    for one in closed.values():
        forms.setdefault(one["area"], set()).add(one["key"])
    touched: set[int] = set()
    asked: dict[str, Values] = {}
    for one in sorted(found, key=lambda one: one["refs"]):
        options = forms.get(one["area"], set()) if one["area"] else {
            key for key, other in closed.items() if one["form"] in ("", other["form"])
        }  # fmt: skip
        target = one["key"]
        if one["is_open"] and one["area"] and len(options) == 1:
            (target,) = options
        elif one["is_open"] and 0 < len(options) <= _MOST_OPTIONS:
            asked.update(_questions(block, one, sorted(options), closed, decided))
        touched |= _point(connection, one, decided.key(target), joined=target != one["key"])
    if asked:
        connection.execute(insert(candidates), [asked[key] for key in sorted(asked)])
    return touched


def _questions(
    block: str, one: dict[str, Any], options: list[str], closed: dict[str, Any], decided: Decided
) -> dict[str, Values]:
    where = f" in {area_label(one['area'])}" if one["area"] else ""
    found: dict[str, Values] = {}
    for option in options:
        if decided.has(one["key"], option):
            continue
        other = f"{closed[option]['name']}, {area_label(closed[option]['area'])}"
        key = f"{block}|{one['key']}|{option}"
        found[key] = {
            "key": key, "kind": ORGANISATION, "left_ref": one["key"], "right_ref": option,
            "question": f"Is {one['name']}{where} the same as {other}?", "left_name": one["name"], "right_name": other,
            "documents": 1, "rule": "name alone",
            "evidence": f"bodies that have this name: {len(options)}", "confidence": round(0.6 / len(options), 3),
        }  # fmt: skip
    return found


def _point(connection: Connection, one: dict[str, Any], target: str, joined: bool) -> set[int]:
    """Let the links of a body in a document lead to this entity."""
    entity = entity_rows(connection, {target: {"kind": ORGANISATION, "name": one["name"], "place": area_of(target)}})[
        target
    ]
    chosen = (links.c.ref.in_(one["refs"]), links.c.about != PERSON, links.c.entity_id != entity)
    rows = connection.execute(select(links.c.id, links.c.entity_id).where(*chosen)).all()
    if rows:
        rule = {"rule": "name and province, the only one" if joined else "name and province"}
        here = links.c.id.in_([row.id for row in rows])
        connection.execute(update(links).where(here).values(entity_id=entity, **rule))
    return {entity, *(row.entity_id for row in rows)}


# ---------------------------------------------------------------- what entities are called and how often
def settle(connection: Connection, touched: Iterable[int]) -> None:
    """Name and count the entities that won or lost links; those that have none any more go away."""
    for page in pages(touched):
        counts = {
            row.entity_id: row
            for row in connection.execute(
                select(
                    links.c.entity_id, func.count(links.c.document_id.distinct()).label("documents"),
                    func.count(func.coalesce(copies.c.group_key, documents.c.sha256).distinct()).label("sources"),
                )
                .join(documents, documents.c.id == links.c.document_id)
                .join(copies, copies.c.document_id == links.c.document_id, isouter=True)
                .where(links.c.entity_id.in_(page))
                .group_by(links.c.entity_id)
            )
        }  # fmt: skip
        written: dict[int, set[str]] = {}
        for row in connection.execute(
            select(links.c.entity_id, links.c.name).where(links.c.entity_id.in_(page)).distinct()
        ):
            written.setdefault(row.entity_id, set()).add(row.name)
        types = _types(connection, page)
        for entity in connection.execute(select(entities).where(entities.c.id.in_(page))).all():
            here = entities.c.id == entity.id
            if entity.id not in counts:
                connection.execute(delete(entities).where(here))
                continue
            values: Values = {"documents": counts[entity.id].documents, "sources": counts[entity.id].sources}
            if entity.kind == ORGANISATION:
                name = display(entity.key, sorted(written[entity.id]), entity.place)
                level = units()[entity.place].level if entity.place else None
                values |= {"name": name, "label": _body_label(name, entity.place), "type": types.get(entity.id)}
                values["level"] = "central" if level == "country" else level
            connection.execute(update(entities).where(here).values(**values))


def _types(connection: Connection, page: list[int]) -> dict[int, str]:
    """The type that most documents give each body."""
    query = (
        select(links.c.entity_id, organisations.c.type, func.count().label("number"))
        .join(organisations, organisations.c.id == links.c.organisation_id)
        .where(links.c.entity_id.in_(page))
        .group_by(links.c.entity_id, organisations.c.type)
    )
    rows = sorted(connection.execute(query).all(), key=lambda row: (row.entity_id, row.number, row.type))
    return {row.entity_id: row.type for row in rows}


def _body_label(name: str, area: str | None) -> str:
    """The name with the province, where the area is a smaller one and the name does not say it."""
    province = units().province(units()[area]) if area else None
    if province is None or province.code == area or fold(province.name) in fold(name):
        return name
    return f"{name}, {province.name}"
