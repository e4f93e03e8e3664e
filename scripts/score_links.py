#!/usr/bin/env python3
"""Measure the linked tables of a database against the answers of a generated archive.

usage: score_links.py [--errors N] ARCHIVE DATABASE

The archive is made by make_archive.py; the database is filled by its --db, or by `extractor run ARCHIVE/texts`, which
measures reading and linking together. Prints precision and recall on the labelled pairs, and how many events, units of
figures, sums and contradictions are right.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from sqlalchemy import select

from extractor.store import Store
from extractor.store.database import reading
from extractor.store.linked import copies, links, observations, place_links, sums
from extractor.store.schema import documents, figures, organisation_mentions, organisations, people, person_mentions


@dataclass
class Score:
    """Counts first, ratios last."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    errors: list[Any] = field(default_factory=list)

    def add(self, told: bool, so: bool, what: Any) -> None:
        self.right += told and so
        self.wrong += told and not so
        self.missed += so and not told
        if told != so:
            self.errors.append(what)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong or 1)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed or 1)

    def __str__(self) -> str:
        counts = f"({self.right} right, {self.wrong} wrong, {self.missed} missed)"
        return f"precision {self.precision:.4f} recall {self.recall:.4f} {counts}"


def score(archive: Path, store: Store) -> dict[str, Score]:
    """Scores by name; `errors` of each hold what went wrong."""
    answers = json.loads((archive / "answers.json").read_text(encoding="utf-8"))
    found = _Found(store)
    scores = {name: Score() for name in ("person", "organisation", "copies", "places", "sums", "contradictions")}
    spans = _spans(archive)
    for line in (archive / "pairs.tsv").read_text(encoding="utf-8").splitlines():
        kind, left, i, right, j, same = line.split("\t")
        one = found.entity(kind, left, spans[kind, left, int(i)])
        other = found.entity(kind, right, spans[kind, right, int(j)])
        scores[kind].add(one is not None and one == other, same == "1", (line, one, other))
    _copies(answers, found, scores["copies"])
    for sha256, told in answers["documents"].items():
        for figure, code in told["places"].items():
            unit = found.units.get((sha256, figure))
            scores["places"].add(unit == code, True, (sha256, figure, code, unit))
            scores["places"].wrong += unit is not None and unit != code
    for told in answers["sums"]:
        value = found.sums.get((told["indicator"], told["basis"], told["area"], told["year"]))
        scores["sums"].add(value == told["value"], True, (told, value))
        scores["sums"].wrong += value is not None and value != told["value"]
    for told in answers["contradictions"]:
        key = (told["indicator"], told["area"], told["year"])
        scores["contradictions"].add(
            {told["value"], told["misprint"]} <= found.contradicted.get(key, set()), True, told
        )
    known = {(told["indicator"], told["area"], told["year"]) for told in answers["contradictions"]}
    for key in found.contradicted:
        if key not in known:
            scores["contradictions"].wrong += 1
            scores["contradictions"].errors.append(("not known", key, found.contradicted[key]))
    return scores


def _spans(archive: Path) -> dict[tuple[str, str, int], list[tuple[int, int]]]:
    """Where each person and organisation is really named: by kind, content and position."""
    found: dict[tuple[str, str, int], list[tuple[int, int]]] = {}
    for line in (archive / "records.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for kind, entries in (("person", record["people"]), ("organisation", record["organisations"])):
            for position, entry in enumerate(entries):
                spans = [(mention["span"][0], mention["span"][1]) for mention in entry["mentions"]]
                found[kind, record["document"]["sha256"], position] = spans
    return found


def _copies(answers: dict[str, Any], found: _Found, result: Score) -> None:
    """Pairs of documents: copies by what is told, and by what is so."""
    events = {sha256: told["event"] for sha256, told in answers["documents"].items()}
    told = {pair for group in found.groups() for pair in combinations(sorted(group), 2)}
    so = {pair for group in _grouped(events) for pair in combinations(sorted(group), 2)}
    for pair in told | so:
        result.add(pair in told, pair in so, pair)


def _grouped(members: dict[str, str]) -> Iterator[list[str]]:
    groups: dict[str, list[str]] = {}
    for member, group in members.items():
        groups.setdefault(group, []).append(member)
    yield from groups.values()


class _Found:
    """What the database says, by content."""

    def __init__(self, store: Store) -> None:
        with reading(store.engine) as connection:
            self.named: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
            for kind, table, mentions, key in (
                ("person", people, person_mentions, links.c.person_id),
                ("organisation", organisations, organisation_mentions, links.c.organisation_id),
            ):
                query = (
                    select(documents.c.sha256, mentions.c.start, mentions.c.end, links.c.entity_id)
                    .select_from(mentions)
                    .join(table)
                    .join(documents, documents.c.id == table.c.document_id)
                    .join(links, key == table.c.id)
                )
                for sha256, start, end, entity in connection.execute(query):
                    self.named.setdefault((kind, sha256), []).append((start, end, entity))
            query = select(documents.c.sha256, copies.c.group_key).join(copies, copies.c.document_id == documents.c.id)
            self._groups = {row[0]: row[1] for row in connection.execute(query)}
            named = (
                select(documents.c.sha256, figures.c.code, place_links.c.unit)
                .join(figures, figures.c.document_id == documents.c.id)
                .join(place_links, place_links.c.figure_id == figures.c.id)
            )
            self.units = {(row[0], row[1]): row[2] for row in connection.execute(named)}
            added = select(sums).where(sums.c.status == "actual")
            self.sums = {(row.indicator, row.basis, row.area, row.year): row.value for row in connection.execute(added)}
            self.contradicted: dict[tuple[str, str, int], set[float]] = {}
            for row in connection.execute(select(observations).where(observations.c.contradicted)):
                year = int((row.period_to or row.period_from or "0")[:4])
                self.contradicted.setdefault((row.indicator, row.place_unit, year), set()).add(row.value)

    def entity(self, kind: str, sha256: str, spans: list[tuple[int, int]]) -> int | None:
        """The entity that most of these characters are linked to."""
        met = Counter(
            entity
            for start, end in spans
            for first, last, entity in self.named.get((kind, sha256), ())
            if first < end and start < last
        )
        return met.most_common(1)[0][0] if met else None

    def groups(self) -> Iterator[list[str]]:
        return _grouped(self._groups)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("database")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each kind")
    given = parser.parse_args()
    with Store.open(given.database) as store:
        scores = score(given.archive, store)
    both = Score(
        *(
            sum(getattr(scores[kind], name) for kind in ("person", "organisation"))
            for name in ("right", "wrong", "missed")
        )
    )
    for name, result in {**scores, "pairs of both": both}.items():
        print(f"{name:16} {result}")
        for error in result.errors[: given.errors]:
            print("   ", error)


if __name__ == "__main__":
    main()
