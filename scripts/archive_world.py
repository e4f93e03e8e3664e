"""The world that the generated archive tells of: places, bodies, people with their careers, and what really happened.

Nothing here knows how the linker works. Names of people follow how frequent surnames, middle and given names are;
a part of the people are made homonyms on purpose, some of them in the same province.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from extractor.geography import SINCE, Unit, units

YEARS = range(2019, 2027)
MERGED = "2025-07-01"
INDICATORS = ("nominated", "trained", "admitted", "union_members_recruited", "classes_held")

WORDS = tomllib.loads((Path(__file__).parent / "archive_words.toml").read_text(encoding="utf-8"))
_NAMES = WORDS["names"]


@dataclass(frozen=True)
class Body:
    """An organisation: union, party, bureau (Ban Thường vụ), department (Ban Tổ chức), government, firm, firm_union."""

    id: str
    kind: str
    type: str
    area: Unit
    name: str = ""  # of firms

    @property
    def level(self) -> str:
        return self.area.level


@dataclass(frozen=True)
class Office:
    """A title in a body, from a year to a year, both inclusive."""

    title: str
    body: Body
    first: int
    last: int


@dataclass
class Person:
    id: str
    name: str
    female: bool
    offices: list[Office] = field(default_factory=list)

    def office(self, year: int) -> Office | None:
        return next((one for one in self.offices if one.first <= year <= one.last), None)


@dataclass(frozen=True)
class Fact:
    """A value of an indicator in an area during a part of a year: "Y", "H1", "M9", "Q1" … "Q4"."""

    indicator: str
    area: Unit
    year: int
    part: str
    value: int
    target: bool = False


def _was_there(unit: Unit) -> bool:
    """Whether it was there in all the years that documents tell of."""
    return (unit.valid_from or "") <= f"{min(YEARS)}-01-01"


class World:
    """Everything that is so, made from a seed and a number of places."""

    def __init__(self, seed: int, provinces: int, districts: int) -> None:
        self.random = random.Random(seed)
        table = units()
        olds = [unit for unit in table if unit.level == "province" and unit.code.startswith("63-") and _was_there(unit)]
        # Provinces that share a province of today stand together, so that a small world has merged ones too.
        olds.sort(key=lambda unit: (-sum(unit.became == other.became for other in olds), unit.became, unit.code))
        self.provinces = olds[:provinces]
        self.districts: dict[str, list[Unit]] = {}
        for province in self.provinces:
            below = [table[code] for code in table.below[province.code] if not table[code].name.isdigit()]
            below = [unit for unit in below if _was_there(unit)]
            # homonyms first: Châu Thành, and cities that are called as their province
            below.sort(
                key=lambda unit: (unit.name != "Châu Thành" and unit.name != province.name, self.random.random())
            )
            self.districts[province.code] = below[:districts]
        self.new_provinces = sorted({table.today(unit).code for unit in self.provinces})
        self.communes = {
            code: self.random.sample(table.below[code], k=min(2, len(table.below[code]))) for code in self.new_provinces
        }
        self.bodies: dict[str, Body] = {}
        self.people: list[Person] = []
        self._make_bodies()
        self._make_people()
        self.facts: dict[tuple[str, str, int, str], int] = {}
        self._make_facts()

    # ------------------------------------------------------------ bodies
    def _add(self, kind: str, type_: str, area: Unit, name: str = "") -> Body:
        body = Body(f"{kind}:{area.code}:{name}", kind, type_, area, name)
        return self.bodies.setdefault(body.id, body)

    def _make_bodies(self) -> None:
        table = units()
        self._add("union", "union", table["VN"])
        for province in self.provinces:
            for kind, type_ in (("union", "union"), ("party", "party"), ("bureau", "party"), ("department", "party"),
                                ("government", "government")):  # fmt: skip
                self._add(kind, type_, province)
            for district in self.districts[province.code]:
                for kind, type_ in (("union", "union"), ("party", "party"), ("government", "government")):
                    self._add(kind, type_, district)
                firm = f"{self.random.choice(_NAMES['firm_forms'])} {self.random.choice(_NAMES['firms'])}"
                self._add("firm", "enterprise", district, firm)
                self._add("firm_union", "union", district, firm)
        for code in self.new_provinces:
            self._add("union", "union", table[code])
            self._add("party", "party", table[code])
            for commune in self.communes[code]:
                self._add("union", "union", table[commune])
                self._add("party", "party", table[commune])

    def body(self, kind: str, area: Unit) -> Body:
        return self.bodies[f"{kind}:{area.code}:"]

    def firms(self, area: Unit) -> list[Body]:
        return [body for body in self.bodies.values() if body.area == area and body.kind in {"firm", "firm_union"}]

    # ------------------------------------------------------------ people
    def _name(self) -> tuple[str, bool]:
        female = self.random.random() < 0.42
        sex = "female" if female else "male"
        given = self.random.choice(_NAMES[f"{sex}_given"].split())
        return f"{self._weighted('surnames')} {self._weighted(f'{sex}_middle')} {given}", female

    def _weighted(self, name: str) -> str:
        words, weights = zip(*_NAMES[name], strict=True)
        return str(self.random.choices(words, weights)[0])

    def _make_people(self) -> None:
        titles = {
            "union": ["Chủ tịch", "Phó Chủ tịch", "Phó Chủ tịch Thường trực"],
            "party": ["Bí thư", "Phó Bí thư", "Phó Bí thư Thường trực"],
            "department": ["Trưởng ban", "Phó Trưởng ban"],
            "government": ["Chủ tịch", "Phó Chủ tịch"],
            "firm": ["Giám đốc"],
            "firm_union": ["Chủ tịch"],
        }
        for body in list(self.bodies.values()):
            new = body.area.code.startswith(SINCE)
            for title in titles.get(body.kind, []):
                if self.random.random() < 0.25:
                    continue
                change = self.random.choice([None, None, 2022]) if not new else None
                years = [(2025, 2026)] if new else [(2019, change or 2025), *([(change + 1, 2025)] if change else [])]
                for first, last in years:
                    self._appoint(Office(title, body, first, last))
        self._make_homonyms()

    def _appoint(self, office: Office) -> None:
        """Sometimes somebody who held another office before; else a new person."""
        if office.first > 2019 and self.random.random() < 0.5:
            free = [
                person for person in self.people
                if person.offices[-1].last < office.first and len(person.offices) == 1
                and units().today(person.offices[-1].body.area) in units().above(units().today(office.body.area))
            ]  # fmt: skip
            if free:
                self.random.choice(free).offices.append(office)
                return
        name, female = self._name()
        self.people.append(Person(f"p{len(self.people)}", name, female, [office]))

    def _make_homonyms(self) -> None:
        """One in twelve takes the name of somebody else; of these every third that of somebody in the same province."""
        for person in self.people:
            if self.random.random() > 1 / 12:
                continue
            province = units().province(person.offices[0].body.area)
            near = [o for o in self.people if o is not person and units().province(o.offices[0].body.area) is province]
            others = near if near and self.random.random() < 1 / 3 else [o for o in self.people if o is not person]
            other = self.random.choice(others)
            person.name, person.female = other.name, other.female

    def journalist(self, outlet: str, position: int) -> Person:
        """Somebody who writes for an outlet and holds no office."""
        name, female = self._name()
        return Person(f"j:{outlet}:{position}", name, female)

    def above(self, body: Body, province: Unit) -> Body | None:
        """The body that a letterhead names over it."""
        if body.area.level == "country":
            return None
        return self.body("union", units()["VN"] if body.area.level == "province" else province)

    def neighbours(self, body: Body, rng: random.Random) -> list[Body]:
        """Other bodies that an article about this one may name."""
        same = [one for one in self.bodies.values() if one.area == body.area and one.id != body.id]
        province = units().province(body.area)
        over = [one for one in self.bodies.values() if one.area == province and one.area != body.area]
        return rng.sample(same, k=min(len(same), rng.randint(0, 2))) + rng.sample(
            over, k=min(len(over), rng.randint(0, 1))
        )

    # ------------------------------------------------------------ facts
    def _make_facts(self) -> None:
        table = units()
        for province in self.provinces:
            for year in YEARS:
                for indicator in INDICATORS:
                    total = dict.fromkeys(("Q1", "Q2", "Q3", "Q4"), 0)
                    for district in self.districts[province.code]:
                        size = {"classes_held": 3, "union_members_recruited": 900}.get(indicator, 120)
                        for quarter in total:
                            value = self.random.randint(max(1, size // 8), max(2, size // 3))
                            self._state(indicator, district, year, quarter, value)
                            total[quarter] += value
                    for quarter, value in total.items():
                        rest = self.random.randint(1, max(2, value))  # of the districts that no document tells of
                        self._state(indicator, province, year, quarter, value + rest)
        for code in self.new_provinces:
            for year in (2025, 2026):
                for indicator in INDICATORS:
                    olds = [unit for unit in self.provinces if table.today(unit).code == code]
                    for quarter in ("Q1", "Q2", "Q3", "Q4"):
                        value = sum(self.facts[indicator, old.code, year, quarter] for old in olds)
                        self._state(indicator, table[code], year, quarter, value)

    def _state(self, indicator: str, area: Unit, year: int, quarter: str, value: int) -> None:
        self.facts[indicator, area.code, year, quarter] = value

    def fact(self, indicator: str, area: Unit, year: int, part: str) -> Fact:
        """The value over a part of a year."""
        quarters = {"Y": 4, "M9": 3, "H1": 2}.get(part)
        names = [f"Q{number}" for number in range(1, quarters + 1)] if quarters else [part]
        value = sum(self.facts[indicator, area.code, year, name] for name in names)
        return Fact(indicator, area, year, part, value)
