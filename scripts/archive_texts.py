"""How documents of the generated archive name bodies and people, with the noise that real ones have.

A `Draft` grows piece by piece and knows at every moment which characters name whom; `record()` is what a faultless
extraction would give, and `truth` who and what is really meant.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from typing import Any

from archive_world import WORDS, Body, Fact, Person

from extractor.geography import Unit
from extractor.records import Record

UNIT_OF = {"classes_held": "class"}
COUNTED = {"nominated": "đoàn viên ưu tú", "union_members_recruited": "đoàn viên công đoàn"}
PARTS = {"Y": ("01-01", "12-31"), "H1": ("01-01", "06-30"), "M9": ("01-01", "09-30"), "Q1": ("01-01", "03-31"),
         "Q2": ("04-01", "06-30"), "Q3": ("07-01", "09-30"), "Q4": ("10-01", "12-31")}  # fmt: skip
_TONES = [("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"), ("ủy", "uỷ"), ("úy", "uý"),
          ("ùy", "uỳ"), ("ũy", "uỹ"), ("ụy", "uỵ"), ("óe", "oé"), ("òe", "oè")]  # fmt: skip
_COMMITTEES = {"tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy", "huyện": "Huyện ủy", "quận": "Quận ủy", "thị xã": "Thị ủy"}
_SHORT_CLASS = {"thành phố": ["TP ", "TP. ", "Thành phố "], "thị xã": ["TX ", "thị xã "], "huyện": ["huyện ", "Huyện "]}


def old_tones(text: str) -> str:
    """The placement of tone marks that half of Vietnam writes; same length."""
    for new, old in _TONES:
        text = text.replace(new, old).replace(new.capitalize(), old.capitalize()).replace(new.upper(), old.upper())
    return text


def area_words(area: Unit, rng: random.Random) -> str:
    """The area in a body's name: mostly with its class, at times shortened, at times without."""
    if rng.random() < 0.12 and area.kind not in {"xã", "phường"} and not area.name.isdigit():
        return area.name
    short = _SHORT_CLASS.get(area.kind)
    if short and rng.random() < 0.3:
        return rng.choice(short) + area.name
    return f"{area.kind} {area.name}"


def full_name(body: Body, rng: random.Random, short: bool = False) -> str:
    """A name with its area; `short` prefers abbreviations."""
    area, where = body.area, area_words(body.area, rng)
    if body.kind == "union" and area.level == "country":
        return "Tổng LĐLĐ Việt Nam" if short else "Tổng Liên đoàn Lao động Việt Nam"
    if body.kind == "union" and area.level == "commune":
        return f"Công đoàn {area.kind} {area.name}"
    if body.kind == "union":
        return f"{'LĐLĐ' if short else 'Liên đoàn Lao động'} {where}"
    if body.kind == "government":
        return f"{'UBND' if short or rng.random() < 0.6 else 'Ủy ban nhân dân'} {area.kind} {area.name}"
    if body.kind in {"party", "bureau", "department"}:
        committee = f"{_committee(area)} {area.name}" if area.level != "commune" else f"Đảng ủy {area.kind} {area.name}"
        return f"{_organ(body, short)}{committee}"
    firm = (
        body.name
        if not short
        else "Công ty " + body.name.split("MTV ")[-1].removeprefix("Công ty TNHH ").removeprefix("Công ty Cổ phần ")
    )
    return (
        f"{rng.choice(['Công đoàn ', 'CĐCS ']) if short else 'Công đoàn '}{firm}" if body.kind == "firm_union" else firm
    )


def _committee(area: Unit) -> str:
    return _COMMITTEES[area.kind]


def _organ(body: Body, short: bool) -> str:
    return {"bureau": "BTV " if short else "Ban Thường vụ ", "department": "Ban Tổ chức "}.get(body.kind, "")


def level_name(body: Body, rng: random.Random) -> str:
    """A name that only its document makes clear: "LĐLĐ huyện"."""
    area = body.area
    if body.kind == "union" and area.level == "country":
        return rng.choice(["Tổng Liên đoàn", "Tổng LĐLĐ"])
    if body.kind == "union" and area.level == "commune":
        return f"Công đoàn {area.kind}"
    if body.kind == "union":
        return f"{rng.choice(['LĐLĐ', 'Liên đoàn Lao động'])} {area.kind}"
    if body.kind == "government":
        return f"UBND {area.kind}"
    if body.kind in {"party", "bureau", "department"}:
        return _organ(body, False) + (_committee(area) if area.level != "commune" else f"Đảng ủy {area.kind}")
    return full_name(body, rng, short=True)


@dataclass
class Draft:
    """A document in the making."""

    rng: random.Random
    kind: str
    day: str
    text: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    old_style: bool = False
    people: dict[str, dict[str, Any]] = field(default_factory=dict)  # by person
    bodies: dict[str, dict[str, Any]] = field(default_factory=dict)  # by body
    figures: list[dict[str, Any]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)  # figure -> code of the unit
    event: str = ""

    def add(self, words: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += old_tones(words) if self.old_style else words
        return start, len(self.text)

    def sentence(self, *pieces: object) -> None:
        """Strings, bodies (named as fits) and people, one after the other."""
        for piece in pieces:
            if isinstance(piece, Body):
                self.org(piece)
            else:
                self.add(str(piece))

    def org(self, body: Body, *, capitals: bool = False) -> str:
        """Name a body: in full first, more and more shortly afterwards; returns the words."""
        known = self.bodies.get(body.id)
        dice = self.rng.random()
        if known is None:
            words = full_name(body, self.rng, short=dice < 0.3)
            if dice > 0.85 and body.area.level != "country" and self._place_is_told(body.area):
                words = level_name(body, self.rng)
            elif dice > 0.7 and not capitals and words.startswith("Liên đoàn Lao động"):
                return self._with_brackets(body, words)
        else:
            words = level_name(body, self.rng) if dice < 0.5 else full_name(body, self.rng, short=dice < 0.85)
        if self.rng.random() < 0.01:
            words = words.replace("Lao động", "Lao đông")
        words = words.upper() if capitals else words
        span = self.add(words)
        self._note(body, span)
        return self.text[slice(*span)]

    def _place_is_told(self, area: Unit) -> bool:
        return (self.fields.get("place") or "") in {area.name, f"{area.kind} {area.name}"} or area.name in self.text

    def _with_brackets(self, body: Body, words: str) -> str:
        """ "Liên đoàn Lao động (LĐLĐ) huyện Tiên Lãng"."""
        words = words.replace("Liên đoàn Lao động", "Liên đoàn Lao động (LĐLĐ)")
        span = self.add(words)
        self._note(body, span, words.replace(" (LĐLĐ)", ""))
        return self.text[slice(*span)]

    def _note(self, body: Body, span: tuple[int, int], name: str = "") -> None:
        entry = self.bodies.setdefault(body.id, {"body": body, "name": "", "mentions": []})
        entry["mentions"].append({"span": span, "text": self.text[slice(*span)]})
        name = name or self.text[slice(*span)]
        if len(name) > len(entry["name"]) and not (entry["name"] and name.isupper()):
            entry["name"] = name

    def person(self, person: Person, *, capitals: bool = False) -> None:
        words = person.name.upper() if capitals else person.name
        span = self.add(words)
        entry = self.people.setdefault(
            person.id, {"person": person, "name": self.text[slice(*span)], "roles": [], "mentions": []}
        )
        entry["mentions"].append({"span": span, "text": self.text[slice(*span)]})
        if entry["name"].isupper() and not capitals:
            entry["name"] = self.text[slice(*span)]

    def role(self, person: Person, title: str, organisation: str | None) -> None:
        roles = self.people[person.id]["roles"]
        if {"title": title, "organisation": organisation} not in roles:
            roles.append({"title": title, "organisation": organisation})

    def figure(
        self, fact: Fact, number: str, *, place: str | None, actor: str | None, part_of: str | None = None
    ) -> str:
        """Add the number; returns the figure's id."""
        span = self.add(number)
        first, last = PARTS[fact.part]
        name = f"f{len(self.figures) + 1}"
        self.figures.append({
            "id": name, "span": span, "text": number, "value": fact.value,
            "unit": UNIT_OF.get(fact.indicator, "person"),
            "counted": COUNTED.get(fact.indicator), "indicator": fact.indicator,
            "status": "target" if fact.target else "actual",
            "period": {"from": f"{fact.year}-{first}", "to": f"{fact.year}-{last}"}, "place": place, "actor": actor,
            "part_of": part_of,
        })  # fmt: skip
        self.facts.append(fact)
        self.places[name] = fact.area.code
        return name

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def record(self, name: str) -> Record:
        """What a faultless extraction would give."""
        document = {
            "id": name, "path": f"{name}.txt", "sha256": self.sha256, "kind": self.kind,
            "published": {"from": self.day, "to": self.day}, **self.fields,
        }  # fmt: skip
        people = [{key: entry[key] for key in ("name", "roles", "mentions")} for entry in self.people.values()]
        bodies = [
            {"name": entry["name"], "type": entry["body"].type, "mentions": entry["mentions"]}
            for entry in self.bodies.values()
        ]
        return Record.model_validate({
            "schema": 1, "document": document, "text": self.text, "people": people, "organisations": bodies,
            "figures": self.figures,
        })  # fmt: skip


def number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def filler(rng: random.Random, count: int) -> list[str]:
    return rng.sample(WORDS["sentences"]["filler"], k=count)
