"""The first step: what one document says by itself: areas of its figures, bodies, and people to be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import orjson
from sqlalchemy import Connection, delete, insert, select

from extractor.geography import COUNTRY, LAST_DAY, Resolution, Unit, name_key, units
from extractor.language.fold import fold
from extractor.link.areas import Home, home_of
from extractor.link.bodies import Identity, identify, is_in, told_apart
from extractor.link.decisions import Decided
from extractor.link.names import area_of, body_name
from extractor.link.people import Mention
from extractor.link.reading import REF, Document
from extractor.link.rows import Values, entity_rows, place_row, unit_rows
from extractor.store.linked import candidates, link_blocks, links, place_links

_OPTIONS = 6  # of one name that a person is asked about
PERSON, ORGANISATION = "person", "organisation"


@dataclass(slots=True)
class Findings:
    """What a document says: rows to be written, and the blocks in which its names are compared with others'."""

    document: Document
    places: list[Values] = field(default_factory=list)
    doubts: list[Values] = field(default_factory=list)
    bodies: list[tuple[Identity, Values]] = field(default_factory=list)
    blocks: list[tuple[str, Values]] = field(default_factory=list)


def ref_of(document: Document, name: str) -> str:
    """What decisions call a name in a document: content and folded name."""
    return f"{document.ref}/{' '.join(fold(name).split())}"


def find(document: Document, decided: Decided, group: str) -> Findings:
    """What persons have decided goes before what rules say; `group` is the key of the document's copies."""
    found = Findings(document)
    home = home_of(document)
    known = _bodies(found, home, decided)
    issuer = known.get(_folded(document.issuer)) if document.issuer else None
    if issuer and issuer.area and units()[issuer.area].level == "district":
        home.district = issuer.area
    _places(found, home, known, decided)
    _people(found, home, known, group)
    return found


# ---------------------------------------------------------------- places
def _places(found: Findings, home: Home, known: Mapping[str, Identity], decided: Decided) -> None:
    document = found.document
    named: list[tuple[int | None, str, str | None, Identity | None]] = [
        (figure.row, figure.place, figure.day or document.day, known.get(_folded(figure.actor or "")))
        for figure in document.figures
        if figure.place
    ]
    if document.place:
        named.append((None, document.place, document.day, None))
    asked: set[str] = set()
    for row, name, day, actor in named:
        ref = ref_of(document, name)
        resolution = _of_actor(name, day, actor) or home.resolve(name, day)
        if ref in decided.units:
            unit = units()[decided.units[ref]]
            resolution = Resolution(unit, (unit,), "decided", "a person said so", 1.0)
        found.places.append(_place(document, row, name, resolution, day))
        if resolution.unit is None and resolution.options and ref not in asked:
            asked.add(ref)
            doubts = _place_doubts(ref, name, resolution)
            found.doubts += [doubt for doubt in doubts if not decided.has(ref, doubt["right_ref"])]


def _of_actor(name: str, day: str | None, actor: Identity | None) -> Resolution | None:
    """The area of the body that a figure is told of, where the place has its name: "LĐLĐ thành phố" in Bắc Ninh."""
    unit = units()[actor.area] if actor and actor.area else None
    if (
        unit is None
        or unit.level == "country"
        or not unit.holds_on(day or LAST_DAY)
        or name_key(unit.name) != name_key(name)
    ):
        return None
    return Resolution(unit, (unit,), "area of the actor", f"it is told of the body of {unit.full_name}", 0.93)


def _place(document: Document, row: int | None, name: str, resolution: Resolution, day: str | None) -> Values:
    table = units()
    unit = resolution.unit
    today = table.today(unit) if unit else _common(table.today(option) for option in resolution.options)
    province = table.province(unit, day) if unit else _common(
        province for option in resolution.options if (province := table.province(option, day))
    )  # fmt: skip
    return {
        "document_id": document.row, "figure_id": row, "name": name, "unit": unit.code if unit else None,
        "unit_today": today.code if unit and today else None, "province": province.code if province else None,
        "province_today": provinces.code if today and (provinces := table.province(today)) else None,
        "rule": resolution.rule, "evidence": resolution.evidence, "confidence": resolution.confidence,
    }  # fmt: skip


def _common(found: Iterable[Unit]) -> Unit | None:
    """The smallest unit that all of them lie in; None for the country."""
    chains = [list(units().above(unit)) for unit in found]
    if not chains:
        return None
    unit = next(unit for unit in chains[0] if all(unit in chain for chain in chains))
    return None if unit.code == COUNTRY else unit


def _place_doubts(ref: str, name: str, resolution: Resolution) -> list[Values]:
    return [
        {
            "key": f"place|{ref}|{option.code}", "kind": "place", "left_ref": ref, "right_ref": option.code,
            "question": f"Is {name!r} {_told(option)}?", "left_name": name, "right_name": _told(option), "documents": 1,
            "rule": resolution.rule, "evidence": resolution.evidence, "confidence": resolution.confidence,
        }
        for option in sorted(resolution.options, key=lambda option: option.code)[:_OPTIONS]
    ]  # fmt: skip


def _told(unit: Unit) -> str:
    province = units().province(unit)
    until = f" (until {unit.valid_to})" if unit.valid_to else ""
    return unit.full_name + (f", {province.name}" if province and province is not unit else "") + until


# ---------------------------------------------------------------- bodies
def _bodies(found: Findings, home: Home, decided: Decided) -> dict[str, Identity]:
    """Links of organisations, of bodies in roles and of actors; returns identities by folded name."""
    document = found.document
    known: dict[str, Identity] = {}
    for body, identity in zip(document.bodies, told_apart(document, home), strict=True):
        names = (body.name, *body.written)
        identity = decided.body(identity, ref_of(document, body.name))
        for name in names:
            known.setdefault(_folded(name), identity)
        found.bodies.append((identity, _link(document, "organisation", body.name, identity, organisation_id=body.row)))
        parts = body_name(body.name, body.type)
        if parts.is_named and not parts.central:
            features = {
                "refs": sorted({ref_of(document, name) for name in names}),
                "key": identity.key, "area": identity.area, "name": body.name,
                "is_open": identity.is_open, "form": parts.form,
            }  # fmt: skip
            found.blocks.append((f"{ORGANISATION}|{parts.kind}|{parts.own}", features))
    for person in document.people:
        for row, _, organisation in person.roles:
            if organisation:
                identity = known.get(_folded(organisation)) or identify(
                    [organisation], "", home, document.day, document.ref
                )
                known.setdefault(_folded(organisation), identity)
                found.bodies.append((identity, _link(document, "role", organisation, identity, role_id=row)))
    for figure in document.figures:
        identity_ = known.get(_folded(figure.actor)) if figure.actor else None
        if identity_ and figure.actor:
            found.bodies.append(
                (identity_, _link(document, "actor", figure.actor, identity_, actor_figure_id=figure.row))
            )
    return known


def _folded(name: str) -> str:
    return " ".join(fold(name).split())


def _link(document: Document, about: str, name: str, identity: Identity, **subject: int) -> Values:
    return {
        "document_id": document.row, "about": about, "name": name, "ref": ref_of(document, name),
        "person_id": None, "organisation_id": None, "role_id": None, "actor_figure_id": None, **subject,
        "rule": identity.rule, "evidence": identity.evidence, "confidence": identity.confidence,
    }  # fmt: skip


# ---------------------------------------------------------------- people
def _people(found: Findings, home: Home, known: Mapping[str, Identity], group: str) -> None:
    document = found.document
    year = int(document.day[:4]) if document.day else None
    named: Counter[str] = Counter()
    for person in document.people:
        name = _folded(person.name)
        named[name] += 1
        again = f"#{named[name]}" if named[name] > 1 else ""  # two people of one name in one document
        held = [(title, organisation, known.get(_folded(organisation)) if organisation else None)
                for _, title, organisation in person.roles]  # fmt: skip
        if document.issuer and document.signatory and _folded(document.signatory) == name:
            issuer = known.get(_folded(document.issuer)) or identify(
                [document.issuer], "", home, document.day, document.ref
            )
            held.append((held[0][0] if held else "", document.issuer, issuer))
        bodies = [identity for _, _, identity in held if identity is not None and not identity.key.count("?")]
        areas = [
            identity.area
            for identity in bodies
            if identity.area and identity.area != COUNTRY and not is_in(identity.key)
        ]
        mention = Mention(
            ref=ref_of(document, person.name) + again,
            row=person.row,
            document=document.row,
            name=person.name,
            titles=tuple(title for title, _, _ in held if title),
            bodies=tuple(dict.fromkeys(identity.key for identity in bodies)),
            areas=tuple(dict.fromkeys(areas)),
            offices=tuple(" ".join(part for part in (title, body) if part) for title, body, _ in held),
            home=(home.district, home.province),
            year=year,
            source=_folded(document.source) if document.source else None,
            author=bool(document.byline and name in _folded(document.byline) and not person.roles),
            group=group,
        )
        found.blocks.append((f"{PERSON}|{name}", asdict(mention)))


def mention_of(features: str) -> Mention:
    """The mention that was stored."""
    data: dict[str, Any] = orjson.loads(features)
    lists = {name: tuple(data[name]) for name in ("titles", "bodies", "areas", "offices", "home")}
    return Mention(**{**data, **lists})


# ---------------------------------------------------------------- writing
def write(connection: Connection, found: list[Findings]) -> set[int]:
    """Put what documents say in place of what they said before; returns the entities that won or lost a link."""
    rows = [one.document.row for one in found]
    touched = set(
        connection.execute(select(links.c.entity_id).where(links.c.document_id.in_(rows)).distinct()).scalars()
    )
    for table in (links, place_links, link_blocks):
        connection.execute(delete(table).where(table.c.document_id.in_(rows)))
    for one in found:
        forget(connection, one.document.sha256)
    unit_rows(connection, {place[name] for one in found for place in one.places for name in place_row if place[name]}
              | {identity.area for one in found for identity, _ in one.bodies if identity.area})  # fmt: skip
    entities = entity_rows(
        connection, {identity.key: _entity(identity, link) for one in found for identity, link in one.bodies}
    )
    touched |= set(entities.values())
    _insert(
        connection,
        links,
        [link | {"entity_id": entities[identity.key]} for one in found for identity, link in one.bodies],
    )
    _insert(connection, place_links, [place for one in found for place in one.places])
    _insert(connection, candidates, [doubt for one in found for doubt in one.doubts])
    _insert(connection, link_blocks, [
        {"document_id": one.document.row, "block": block, "features": orjson.dumps(features).decode()}
        for one in found for block, features in one.blocks
    ])  # fmt: skip
    return touched


def forget(connection: Connection, sha256: str) -> None:
    """Drop the questions about the places of a document."""
    ref = f"place|{sha256[:REF]}/"
    connection.execute(delete(candidates).where(candidates.c.key.startswith(ref, autoescape=True)))


def _entity(identity: Identity, link: Values) -> Values:
    return {"kind": ORGANISATION, "name": link["name"], "place": area_of(identity.key)}


def _insert(connection: Connection, table: Any, rows: list[Values]) -> None:
    if rows:
        connection.execute(insert(table), rows)
