#!/usr/bin/env python3
"""Write a generated archive with known answers: reports, news and press releases of unions and Party committees.

usage: make_archive.py [--documents 5000] [--seed 1] [--db FILE] OUT

Into OUT go: texts/*.txt; records.jsonl, what a faultless extraction of them gives; answers.json, what is really so: who
and what is meant in every document, the events that copies tell of, the units of figures, sums and contradictions;
pairs.tsv, labelled pairs of names: kind, document and position of both, 1 for the same and 0 for another one. With --db
the records are stored too. The same numbers give the same archive, to the byte.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive_answers import answers, pairs
from archive_texts import Draft, filler, number
from archive_world import INDICATORS, MERGED, WORDS, Body, Fact, Person, World

from extractor.geography import Unit, units

OUTLETS = ["laodong.vn", "congdoan.vn", "dangcongsan.vn", "nhandan.vn", "vietnamplus.vn"]
STYLES = [("Y",), ("Y",), ("Q1", "Y"), ("M9", "Y"), ("M9", "Q4"), ("H1",), ("Q1", "Q2", "Q3", "Q4"), ("H1", "M9", "Y")]
PUBLISHED = {"Y": "12-20", "H1": "07-05", "M9": "10-06", "Q1": "04-04", "Q2": "07-08", "Q3": "10-08", "Q4": "12-28"}


@dataclass
class Archive:
    """The documents in their order, and the world that they tell of."""

    world: World
    drafts: list[Draft] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    stated: dict[tuple[str, str, int], set[str]] = field(default_factory=dict)  # indicator, area, year -> parts
    wrong: list[dict[str, Any]] = field(default_factory=list)  # contradictions: what was misstated


class Writer:
    """Makes documents; every one draws on the same stream of chance."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.rng = random.Random(f"{seed} documents")
        self.archive = Archive(world)
        self.journalists = {
            outlet: [world.journalist(outlet, position) for position in range(3)]
            for outlet in [*OUTLETS, *(f"Báo {unit.name}" for unit in world.provinces)]
        }

    # ------------------------------------------------------------ parts of documents
    def _draft(self, kind: str, day: str, **fields: Any) -> Draft:
        return Draft(self.rng, kind, day, fields=fields, old_style=self.rng.random() < 0.3)

    def _province(self, area: Unit, day: str) -> Unit:
        table = units()
        province = table.province(area)
        assert province is not None
        return province if day < MERGED else table.today(province)

    def _place(self, area: Unit) -> str:
        return area.name

    def _figures(self, draft: Draft, body: Body, facts: list[Fact]) -> None:
        """A sentence or two that tell the figures of a body; "trong đó" where one is part of another."""
        tells, periods = WORDS["tells"], WORDS["periods"]
        for start in range(0, len(facts), 2):
            group = facts[start : start + 2]
            draft.add(self.rng.choice(periods[group[0].part]).format(y=group[0].year) + ", ")
            actor = draft.org(body) if self.rng.random() < 0.75 else None
            draft.add(" " if actor else "toàn địa bàn ")
            for position, fact in enumerate(group):
                before, after = self.rng.choice(tells[fact.indicator]).split("{n}")
                draft.add((", " if position else "") + before)
                draft.figure(fact, number(fact.value), place=self._place(fact.area), actor=actor)
                draft.add(after)
            draft.add(". ")

    def _speaks(self, draft: Draft, person: Person, bare: float = 0.1) -> None:
        """Somebody says something: with office and body, with the office alone, or without either."""
        office = person.office(int(draft.day[:4]))
        dice = self.rng.random()
        if office is None or dice < bare:
            self._put(draft, self.rng.choice(WORDS["sentences"]["says_bare"]), person, None)
        else:
            self._put(draft, self.rng.choice(WORDS["sentences"]["says"]), person, office)
        if self.rng.random() < 0.3:
            self._put(draft, self.rng.choice(WORDS["sentences"]["says_bare"]), person, None)

    def _put(self, draft: Draft, template: str, person: Person, office: Any) -> None:
        honorific = "bà" if person.female else "ông"
        rest = template.replace("{h}", honorific)
        rest = rest[0].upper() + rest[1:]
        while rest:
            ends = [(rest.find(mark), mark) for mark in ("{p}", "{r}") if mark in rest]
            if not ends:
                draft.add(rest + " ")
                return
            at, mark = min(ends)
            draft.add(rest[:at])
            if mark == "{p}":
                draft.person(person)
            else:
                title = office.title
                span = draft.add(title + " ")
                organisation = draft.org(office.body) if self.rng.random() > 0.06 else None
                if organisation is None:
                    draft.text = draft.text.rstrip()
                draft.role(person, draft.text[span[0] : span[0] + len(title)], organisation)
            rest = rest[at + len(mark) :]

    def _officers(self, body: Body, year: int, count: int) -> list[Person]:
        found = [person for person in self.world.people if (one := person.office(year)) and one.body.id == body.id]
        return self.rng.sample(found, k=min(count, len(found)))

    def _finish(self, draft: Draft, event: str = "") -> None:
        number_ = len(self.archive.drafts)
        draft.event = event or f"e{number_}"
        self.archive.drafts.append(draft)
        self.archive.names.append(f"{draft.day[:4]}/{number_:06d}")

    # ------------------------------------------------------------ documents
    def report(self, body: Body, facts: list[Fact], day: str) -> Draft:
        """An official letter: letterhead, figures, signature."""
        province = self._province(body.area, day)
        draft = self._draft(
            "official_letter", day, place=province.name if self.rng.random() < 0.5 else self._place(body.area)
        )
        upper = self.world.above(body, province)
        if upper is not None:
            draft.org(upper, capitals=True)
            draft.add("\n")
        issuer = draft.org(body, capitals=True)
        draft.fields |= {"issuer": issuer, "number": f"{self.rng.randint(1, 400)}/BC-LĐLĐ",
                         "subject": f"kết quả công tác năm {day[:4]}"}  # fmt: skip
        draft.add(f"\n{draft.fields['place']}, ngày {int(day[8:])} tháng {int(day[5:7])} năm {day[:4]}\nBÁO CÁO\n")
        draft.add(" ".join(filler(self.rng, self.rng.randint(2, 5))) + "\n")
        self._figures(draft, body, facts)
        draft.add("\n" + " ".join(filler(self.rng, self.rng.randint(3, 6))) + "\n")
        for signer in self._officers(body, int(day[:4]), 1):
            office = signer.office(int(day[:4]))
            span = draft.add("TM. BAN THƯỜNG VỤ\n" + office.title.upper() + "\n")
            draft.person(signer)
            title = draft.text[span[0] :].split("\n")[1]
            draft.role(signer, title, None)
            draft.fields["signatory"] = {"name": signer.name, "title": title, "authority": "TM. BAN THƯỜNG VỤ"}
        return draft

    def news(self, body: Body, facts: list[Fact], day: str, outlet: str | None = None) -> Draft:
        """An article: title, dateline, figures, people who speak, author."""
        province = self._province(body.area, day)
        local = f"Báo {province.name}"
        outlet = outlet or (
            local if local in self.journalists and self.rng.random() < 0.5 else self.rng.choice(OUTLETS)
        )
        dateline = self.rng.random()
        place = province.name if dateline < 0.6 else body.area.name if dateline < 0.8 else None
        draft = self._draft("news", day, source=outlet, place=place)
        draft.add("Hiệu quả từ công tác phát triển Đảng trong công nhân\n")
        draft.fields["title"] = draft.text.strip()
        if place:
            draft.add(f"({place}) - ")
        if body.area.level == "district" and self.rng.random() < 0.5:
            draft.add(f"Những năm qua, {body.area.kind} {body.area.name} ({province.name}) quan tâm tạo nguồn. ")
        for words in filler(self.rng, self.rng.randint(2, 4)):
            draft.add(words + " ")
        self._figures(draft, body, facts)
        year = int(day[:4])
        for person in self._officers(body, year, self.rng.randint(1, 2)):
            self._speaks(draft, person)
        for other in self.world.neighbours(body, self.rng):
            for person in self._officers(other, year, 1):
                self._speaks(draft, person)
        for words in filler(self.rng, self.rng.randint(3, 6)):
            draft.add(words + " ")
        if self.rng.random() < 0.5:
            author = self.rng.choice(self.journalists[outlet])
            draft.add("\n")
            draft.person(author)
            draft.fields["byline"] = author.name
        return draft

    def release(self, body: Body, facts: list[Fact], day: str) -> None:
        """One press release in two to five outlets, each with its own small changes."""
        event = f"e{len(self.archive.drafts)}"
        state = self.rng.getstate()
        for outlet in self.rng.sample(OUTLETS, k=self.rng.randint(2, 5)):
            after = self.rng.getstate()
            self.rng.setstate(state)  # the same text anew …
            draft = self.news(body, facts, day, outlet="laodong.vn")
            self.rng.setstate(after)  # … and then what this outlet changed
            self._finish(self._edited(draft, outlet), event)

    def _edited(self, draft: Draft, outlet: str) -> Draft:
        draft.fields["source"] = outlet
        for _ in range(self.rng.randint(1, 3)):
            dice = self.rng.random()
            if dice < 0.4:
                draft.add("\n" + " ".join(filler(self.rng, 1)))
            elif dice < 0.7:
                draft.add(f"\nNguồn: {outlet}")
            elif not draft.old_style:
                draft.day = draft.day[:8] + f"{min(28, int(draft.day[8:]) + 1):02d}"
        return draft

    def misprint(self, body: Body, fact: Fact, day: str) -> None:
        """News that swaps or drops a digit of a figure that others have right."""
        swapped = str(fact.value)[1::-1] + str(fact.value)[2:]
        value = int(swapped) if swapped[0] != "0" and int(swapped) != fact.value else fact.value * 10
        wrong = Fact(fact.indicator, fact.area, fact.year, fact.part, value)
        self._finish(self.news(body, [wrong], day))
        self.archive.wrong.append({
            "indicator": fact.indicator, "area": fact.area.code, "year": fact.year, "part": fact.part,
            "value": fact.value, "misprint": value,
        })  # fmt: skip

    # ------------------------------------------------------------ the archive
    def write(self, documents: int) -> Archive:
        """Documents about one area and year after the other, until there are enough."""
        for body, year in self._plan():
            if len(self.archive.drafts) >= documents:
                break
            self._year(body, year)
        del self.archive.drafts[documents:], self.archive.names[documents:]
        return self.archive

    def _plan(self) -> Iterator[tuple[Body, int]]:
        world = self.world
        areas = [unit for province in world.provinces for unit in (province, *world.districts[province.code])]
        jobs = [(world.body("union", area), year) for area in areas for year in range(2019, 2025)]
        for code in world.new_provinces:
            new = [units()[code], *(units()[commune] for commune in world.communes[code])]
            jobs += [
                (world.body("union", area), year) for area in new for year in (2025, 2026) if area.level == "province"
            ]
        self.rng.shuffle(jobs)
        while True:  # a second and third round when more documents are asked for than there is to tell
            yield from jobs

    def _year(self, body: Body, year: int) -> None:
        area, rng = body.area, self.rng
        indicators = rng.sample(INDICATORS, k=rng.randint(2, 3))
        if any((one, area.code, year) in self.archive.stated for one in INDICATORS):
            facts = self._restate(area, year)
            if facts:
                self._finish(self.news(body, facts, f"{year + 1}-02-{rng.randint(10, 28)}"))
            return
        for part in ("Y",) if area.level == "province" else rng.choice(STYLES):
            facts = [self.world.fact(indicator, area, year, part) for indicator in indicators]
            day = f"{year}-{PUBLISHED[part]}"
            for fact in facts:
                self.archive.stated.setdefault((fact.indicator, area.code, year), set()).add(part)
            dice = rng.random()
            if dice < 0.55:
                self._finish(self.report(body, facts, day))
            elif dice < 0.85:
                self._finish(self.news(body, facts, day))
            else:
                self.release(body, facts, day)
            if part == "Y" and rng.random() < 0.15:
                self._finish(self.report(body, facts, day) if dice >= 0.55 else self.news(body, facts, day))
                self.misprint(body, facts[0], f"{year + 1}-01-{rng.randint(10, 28)}")

    def _restate(self, area: Unit, year: int) -> list[Fact]:
        known = [key for key in self.archive.stated if key[1:] == (area.code, year)]
        parts = [(key[0], part) for key in sorted(known) for part in sorted(self.archive.stated[key])]
        chosen = self.rng.choice(parts)[1]
        return [self.world.fact(indicator, area, year, part) for indicator, part in parts if part == chosen][:2]


def make(documents: int, seed: int) -> Archive:
    """The archive of so many documents; more documents tell of more places."""
    provinces = min(63, max(4, documents // 60))
    return Writer(World(seed, provinces, 4), seed).write(documents)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--db", help="store the records in this database, too")
    given = parser.parse_args()
    archive = make(given.documents, given.seed)
    records = [draft.record(name) for draft, name in zip(archive.drafts, archive.names, strict=True)]
    if (given.out / "answers.json").is_file():  # an archive of before
        shutil.rmtree(given.out / "texts")
    given.out.mkdir(parents=True, exist_ok=True)
    for draft, name in zip(archive.drafts, archive.names, strict=True):
        path = given.out / "texts" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(draft.text, encoding="utf-8")
    lines = [json.dumps(record.to_json(), ensure_ascii=False) for record in records]
    (given.out / "records.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = json.dumps(answers(archive), ensure_ascii=False, indent=1, sort_keys=True)
    (given.out / "answers.json").write_text(told + "\n", encoding="utf-8")
    labelled = ["\t".join(map(str, row)) for row in pairs(archive, given.seed)]
    (given.out / "pairs.tsv").write_text("\n".join(labelled) + "\n", encoding="utf-8")
    if given.db:
        from extractor.store import Place, Store

        with Store.open(given.db) as store:
            for record in records:
                store.save(record, Place(str(given.out / "texts"), record.document.path or ""))
    print(f"{given.out}: {len(records)} documents, {len(labelled)} labelled pairs")


if __name__ == "__main__":
    main()
