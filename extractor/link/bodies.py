"""Which body a name means: the same kind, name of its own and area are one body, whatever form is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractor import lexicon
from extractor.geography import COUNTRY, LAST_DAY, name_key, units
from extractor.language.fold import fold
from extractor.link.areas import Home
from extractor.link.names import BodyName, area_label, lineage, table, together
from extractor.link.reading import Document

_DEEPER = " > "


@dataclass(frozen=True, slots=True)
class Identity:
    """What a name of a body means. `key` is the same for the same body in every document.

    `area` is the code of the area that it is responsible for, or that it is in. `is_open` marks a body whose area or
    legal form is not told: it is compared with others of its name.
    """

    key: str
    area: str | None
    is_open: bool
    rule: str
    evidence: str
    confidence: float


def identify(names: Sequence[str], type_: str, home: Home, day: str | None, ref: str) -> Identity:
    """The body that forms of one name mean in a document about `home`; `ref` stands for it where that is not told."""
    found = [_identify(parts, name, home, day, ref) for parts, name in together(names, type_)]
    return max(found, key=lambda identity: (not identity.is_open, identity.confidence, identity.key))


def told_apart(document: Document, home: Home) -> list[Identity]:
    """The identities of a document's bodies, in their order.

    Two entries of one kind are two bodies: beside "LĐLĐ tỉnh Cao Bằng", "LĐLĐ Cao Bằng" is that of the city.
    """
    forms = [(body.name, *body.written) for body in document.bodies]
    found = [
        identify(names, body.type, home, document.day, document.ref)
        for names, body in zip(forms, document.bodies, strict=True)
    ]
    for position, names in enumerate(forms):
        twins = [other for at, other in enumerate(found) if at != position and other.key == found[position].key]
        parts = [one for one, _ in together(names, document.bodies[position].type)]
        if not twins or found[position].area is None or any(one.level or not one.place for one in parts):
            continue
        options = _others(parts[0].place or "", found[position].area or "", document.day)
        if len(options) == 1:
            stem = found[position].key.rpartition("|")[0]
            why = f"the document has another body of {area_label(found[position].area or '')}"
            found[position] = Identity(f"{stem}|{lineage(options[0])}", options[0], False, "name and area", why, 0.88)
    return found


def _others(place: str, taken: str, day: str | None) -> list[str]:
    """Provinces and districts of a name in the province of one that is taken."""
    table = units()
    province = table.province(table[taken], day)
    return [
        unit.code
        for unit in table.by_name.get(name_key(place), ())
        if unit.code != taken
        and unit.level in {"province", "district"}
        and unit.holds_on(day or LAST_DAY)
        and table.province(unit, day) is province
    ]


def _identify(parts: BodyName, name: str, home: Home, day: str | None, ref: str) -> Identity:
    stem = f"{parts.kind}|{parts.own}"
    if parts.central:
        return Identity(f"{stem}|{COUNTRY}", COUNTRY, False, "one in the country", f"there is one {name!r}", 0.97)
    if parts.place:
        return _with_place(parts, stem, name, home, day, ref)
    if parts.is_named and parts.level is None:
        return _with_name(parts, stem, name, home, ref)
    return _with_level(parts, stem, name, home, ref)


def _with_place(parts: BodyName, stem: str, name: str, home: Home, day: str | None, ref: str) -> Identity:
    words = f"{parts.level} {parts.place}" if parts.level else parts.place or ""
    found = home.resolve(words, day)
    if found.unit is None and parts.level:  # "Thành ủy" and "Thị ủy" are written for what has become the other
        found = home.resolve(parts.place or "", day)
    if found.unit is None:
        return Identity(f"{stem}|{parts.place}?{ref}", None, True, "area not decided", found.evidence, 0.3)
    if parts.is_named:
        stem = f"{stem}|{parts.form}"
    key = f"{stem}|{lineage(found.unit.code)}"
    evidence = f"{words!r} is {area_label(found.unit.code)}: {found.evidence}"
    return Identity(key, found.unit.code, False, "name and area", evidence, round(found.confidence, 3))


def _with_name(parts: BodyName, stem: str, name: str, home: Home, ref: str) -> Identity:
    if home.province is None:
        return Identity(
            f"{stem}|{parts.form}|?{ref}", None, True, "province not told", f"no area is told with {name!r}", 0.3
        )
    key = f"{stem}|{parts.form}|{lineage(home.province)}"
    evidence = f"called {name!r} in a document about {units()[home.province].full_name}"
    sure = 0.9 if parts.form or not _has_form(parts.kind) else 0.85
    return Identity(key, home.province, not parts.form and _has_form(parts.kind), "name and province", evidence, sure)


def _has_form(kind: str) -> bool:
    return kind.split(_DEEPER)[-1] == "công ty"


def _with_level(parts: BodyName, stem: str, name: str, home: Home, ref: str) -> Identity:
    if parts.level:
        code, why, sure = home.area(parts.level)
    elif home.province and not parts.is_loose:
        code, why, sure = home.province, f"the document is about {home.evidence}", 0.8
    else:
        code, why, sure = None, "no area is told", 0.0
    if code is None:
        return Identity(f"{stem}|{parts.level or ''}?{ref}", None, True, "area not told", f"{name!r}: {why}", 0.3)
    return Identity(f"{stem}|{lineage(code)}", code, False, "level, area of the document", f"{name!r}: {why}", sure)


@cache
def _full_forms() -> dict[str, str]:
    """Folded kind -> its full form as it is written."""
    groups = lexicon.load("organisations")["group"]
    forms = [row.split("|")[0].strip() for group in groups for row in group["forms"]]
    return {fold(form): form for form in forms}


def display(key: str, written: list[str], area: str | None) -> str:
    """The fullest name of a body: from its kind and area where that is all, else the best that was written."""
    kind, own = key.split("|")[:2]
    unit = units()[area] if area else None
    if (
        not own
        and unit
        and unit.code != COUNTRY
        and all(one in _full_forms() or one in _families() for one in kind.split(_DEEPER))
    ):
        *outer, inner = kind.split(_DEEPER)
        words = [_full_forms()[one] for one in outer if one in _full_forms()]
        committee = _families().get(inner, {}).get(unit.kind)
        if committee:
            return " ".join([*words, committee, unit.name])
        if inner in _full_forms():
            return " ".join([*words, _full_forms()[inner], unit.full_name])
    best = min(written, key=lambda name: (name.isupper(), -len(name), name))
    if best.isupper() and not own and kind in _full_forms():
        return _full_forms()[kind]
    if unit is None or unit.code == COUNTRY or is_in(key) or fold(unit.name) in fold(best):
        return best
    last = f" {unit.kind}"
    return f"{best[: -len(last)]} {unit.full_name}" if fold(best).endswith(last) else f"{best} {unit.name}"


def is_in(key: str) -> bool:
    """Whether the area in a body's key is where it is, not what it is responsible for: a firm, a school."""
    return key.count("|") > 2


@cache
def _families() -> dict[str, dict[str, str]]:
    """Family -> class word of the area -> the form for such areas."""
    return {
        family: {level: form[0].upper() + form[1:] for form, level in table(family).items()}
        for family in ("committees", "youth_unions")
    }
