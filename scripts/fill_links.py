#!/usr/bin/env python3
"""Link a database that fill_database.py has filled, in bulk: fill_links.py DATABASE

It writes the rows that `extractor link` would, for names that are known to be clear; series and sums are then written
by the linker itself. For measuring large databases only.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from extractor.geography import Unit, units
from extractor.lexicon import load_all
from extractor.link.names import area_label, lineage
from extractor.link.rows import unit_rows
from extractor.link.series import rebuild
from extractor.link.sums import write_country, write_sums
from extractor.store import Store, schema
from extractor.store import linked as tables
from extractor.store.database import writing

_TOGETHER = 5000  # rows of one statement
_SURE = {"rule": "in bulk", "evidence": "the names are known to be clear", "confidence": 1.0}
Row = dict[str, Any]


class Links:
    """The rows to be written, from the rows that are there; numbers of entities are given out here."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        before = [unit for unit in units() if unit.code.startswith("63-")]
        self.provinces = {unit.full_name: unit for unit in before if unit.level == "province"}
        self.districts = {(unit.parent, unit.full_name): unit for unit in before if unit.level == "district"}
        self.entities: dict[str, Row] = {}
        self.counts: dict[int, set[int]] = defaultdict(set)
        self.home: dict[int, Unit] = {}  # province of each document

    def area(self, document: int, body: str) -> Unit:
        words = body.removeprefix("LĐLĐ ").removeprefix("Liên đoàn Lao động ")
        return self.provinces.get(words) or self.districts[self.home[document].code, words]

    def entity(self, key: str, kind: str, name: str, label: str, area: Unit | None) -> int:
        """The number of an entity."""
        if key not in self.entities:
            self.entities[key] = {
                "id": len(self.entities) + 1, "key": key, "kind": kind, "name": name, "label": label,
                "type": "union" if area else None, "level": area.level if area else None,
                "place": area.code if area else None,
            }  # fmt: skip
        return int(self.entities[key]["id"])

    def union(self, document: int, body: str) -> int:
        area = self.area(document, body)
        name = f"Liên đoàn Lao động {area.kind} {area.name}"
        label = f"Liên đoàn Lao động {area_label(area.code)}"
        return self.entity(f"liên đoàn lao động||{lineage(area.code)}", "organisation", name, label, area)

    def link(self, about: str, column: str, row: int, document: int, name: str, entity: int) -> Row:
        self.counts[entity].add(document)
        return {"entity_id": entity, "document_id": document, "about": about, column: row, "name": name,
                "ref": f"{document}/{name}", **_SURE}  # fmt: skip

    def find_homes(self) -> None:
        table = schema.organisations.c
        for row in self.connection.execute(select(table.document_id, table.name)):
            words = row.name.removeprefix("LĐLĐ ").removeprefix("Liên đoàn Lao động ")
            if words in self.provinces:
                self.home[row.document_id] = self.provinces[words]

    def bodies(self) -> Iterator[Row]:
        table = schema.organisations.c
        for row in self.connection.execute(select(table.id, table.document_id, table.name)):
            entity = self.union(row.document_id, row.name)
            yield self.link("organisation", "organisation_id", row.id, row.document_id, row.name, entity)

    def people(self) -> Iterator[Row]:
        person, role = schema.people.c, schema.roles.c
        query = select(person.id, person.document_id, person.name, role.id.label("role"), role.organisation, role.title)
        for row in self.connection.execute(query.join(schema.roles)):
            area = self.area(row.document_id, row.organisation)
            label = f"{row.name}, {row.title} LĐLĐ {area.kind} {area.name}"
            entity = self.entity(f"person|{row.name}|{area.code}", "person", row.name, label, None)
            yield self.link("person", "person_id", row.id, row.document_id, row.name, entity)
            body = self.union(row.document_id, row.organisation)
            yield self.link("role", "role_id", row.role, row.document_id, row.organisation, body)

    def actors(self) -> Iterator[Row]:
        table = schema.figures.c
        for row in self.connection.execute(select(table.id, table.document_id, table.actor)):
            entity = self.union(row.document_id, row.actor)
            yield self.link("actor", "actor_figure_id", row.id, row.document_id, row.actor, entity)

    def places(self) -> Iterator[Row]:
        table = schema.figures.c
        today: dict[str, tuple[str, str]] = {}
        for row in self.connection.execute(select(table.id, table.document_id, table.place, table.actor)):
            area = self.area(row.document_id, row.actor)
            if area.code not in today:
                end = units().today(area)
                above = units().province(end)
                today[area.code] = (end.code, above.code if above else end.code)
            yield {
                "document_id": row.document_id, "figure_id": row.id, "name": row.place, "unit": area.code,
                "unit_today": today[area.code][0], "province": self.home[row.document_id].code,
                "province_today": today[area.code][1], **_SURE,
            }  # fmt: skip

    def copies(self) -> Iterator[Row]:
        table = schema.documents.c
        seen: set[str] = set()
        for row in self.connection.execute(select(table.id, table.title).order_by(table.published_from, table.id)):
            first = {"document_id": row.id, "group_key": row.title, "is_first": row.title not in seen}
            yield {**first, "similarity": 0.95, **_SURE}
            seen.add(row.title)


def put(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    ordered = iter(rows)
    while some := list(islice(ordered, _TOGETHER)):
        connection.execute(insert(table), some)


def _put_names(connection: Connection, links: Links) -> None:
    links.find_homes()
    found = [*links.bodies(), *links.people(), *links.actors()]
    numbers = {entity: len(documents) for entity, documents in links.counts.items()}
    for row in links.entities.values():
        row["documents"] = row["sources"] = numbers[row["id"]]
    put(connection, tables.entities, links.entities.values())
    for about in ("organisation", "person", "role", "actor"):
        put(connection, tables.links, (row for row in found if row["about"] == about))
    put(connection, tables.place_links, list(links.places()))
    put(connection, tables.copies, list(links.copies()))
    contents = connection.execute(select(schema.documents.c.sha256, schema.documents.c.id)).all()
    same = {"linker_version": 1, "blocks": "[]"}
    linked = ({"sha256": row.sha256, "document_id": row.id, **same} for row in contents)
    put(connection, tables.linked_documents, linked)


def main() -> None:
    began = time.process_time()
    with Store.open(sys.argv[1]) as store:
        with writing(store.engine) as connection:
            unit_rows(connection, [unit.code for unit in units() if unit.level != "commune"])
            links = Links(connection)
            _put_names(connection, links)
        print(f"names in {time.process_time() - began:.0f} CPU-seconds", flush=True)
        provinces = sorted({units().today(unit).code for unit in links.provinces.values()})
        for indicator in load_all("indicators"):
            for province in provinces:
                with writing(store.engine) as connection:
                    write_sums(connection, (indicator, province), rebuild(connection, (indicator, province)))
            with writing(store.engine) as connection:
                write_country(connection, indicator)
    print(f"linked in {time.process_time() - began:.0f} CPU-seconds")


if __name__ == "__main__":
    main()
