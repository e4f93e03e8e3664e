"""The name of a body taken apart: what kind it is, what tells it from others of its kind, and whose area it names.

The grammar of `extractor.extract.organisations` reads the name; `lexicon/linking.toml` says which kinds are one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from extractor import lexicon
from extractor.extract.organisations.grammar import Grammar
from extractor.extract.organisations.kinds import CENTRAL
from extractor.geography import COUNTRY, units
from extractor.language.fold import fold
from extractor.language.tokens import tokens_of

_DEEPER = " > "
_COUNTRY_NAME = "việt nam"
_COUNTRY_INSIDE = re.compile(r"\s+việt nam(?=\s+\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BodyName:
    """`kind`: kinds from outside in; `own`: what tells it apart; `form`: legal form of a firm; `level`: class word.

    `place` is the folded name of its area where one is written. The country has one of it (`central`), or it has a name
    of its own (`is_named`), or it is an organ whose body is not told (`is_loose`: "Ban Thường vụ").
    """

    kind: str
    own: str = ""
    form: str = ""
    level: str | None = None
    place: str | None = None
    central: bool = False
    is_named: bool = False
    is_loose: bool = False


@cache
def table(name: str) -> dict[str, Any]:
    """A table of `lexicon/linking.toml`."""
    found: dict[str, Any] = lexicon.load("linking")[name]
    return found


@lru_cache(maxsize=50_000)
def body_name(name: str, type_: str) -> BodyName:
    """A name as written, taken apart; `type_` is the organisation's type in the record."""
    if type_ != "enterprise":  # "Mặt trận Tổ quốc Việt Nam huyện Tiên Lãng" is that of the huyện
        name = _COUNTRY_INSIDE.sub("", name)
    tokens = tokens_of(name)
    body = Grammar(tokens).body_at(0) if len(tokens) else None
    if body is None:
        return BodyName("", own=" ".join(tokens.low), is_named=True, central=type_ == "media")
    kinds = [table("same").get(kind, kind) for kind in body.key.split(_DEEPER)]
    innermost = body.key.split(_DEEPER)[-1]
    own = " ".join([body.name, *tokens.low[body.last :]]).strip()
    level, place = body.level, body.place
    for family in ("committees", "youth_unions"):
        if innermost in table(family):
            level, kinds[-1] = table(family)[innermost], family
    if not own and level in table("at_level")["levels"]:
        kinds[-1] = table("at_level")["kinds"].get(kinds[-1], kinds[-1])
    if level == CENTRAL:
        level = None
        place = place or _COUNTRY_NAME
    named = type_ in table("named")["types"] or innermost in _firm_kinds()
    kind = _DEEPER.join(kinds)
    national = kinds[-1] in table("national")["kinds"]
    if national or place == _COUNTRY_NAME or not body.kind.takes:
        return BodyName(kind, own=body.name if national else own, central=True)
    if place and own.endswith(place):
        own = own[: -len(place)].strip()
    form = str(table("form_of_kind").get(innermost, ""))
    if named and own:
        own, said = _without_form(own)
        return BodyName(kind, own, said or form, level, place, is_named=True)
    loose = not (own or level or place) and (body.kind.organ or kinds[-1] in table("loose")["kinds"])
    return BodyName(kind, own, "", level, place, is_loose=loose)


def together(names: Sequence[str], type_: str) -> list[tuple[BodyName, str]]:
    """Forms that one document has for one body, each with what the others say of its area.

    "LĐLĐ Cao Bằng" and "LĐLĐ thành phố" are the body of thành phố Cao Bằng.
    """
    found = [(body_name(" ".join(name.split()), type_), name) for name in dict.fromkeys(names)]
    levels = {parts.level for parts, _ in found if parts.level}
    if len(levels) == 1:
        (level,) = levels
        found = [
            (replace(parts, level=level) if parts.place and not parts.central else parts, name) for parts, name in found
        ]
    return found


@cache
def _firm_kinds() -> frozenset[str]:
    return frozenset(
        fold(form.split("|")[0].strip())
        for group in lexicon.load("organisations")["group"]
        if group["type"] == "enterprise"
        for form in group["forms"]
    )


def _without_form(own: str) -> tuple[str, str]:
    """The name without words of legal form, and the form: "tnhh mtv phúc thuận" gives ("phúc thuận", "tnhh")."""
    words = f" {own} "
    said = ""
    for phrase in sorted(table("legal_forms"), key=len, reverse=True):
        if f" {phrase} " in words and words.strip() != phrase:
            words = words.replace(f" {phrase} ", " ", 1)
            said = said or str(table("legal_forms")[phrase])
    return " ".join(words.split()), said


def lineage(code: str) -> str:
    """One code for an area through time, as long as it keeps its name: what its body is known by."""
    unit = units()[code]
    while len(unit.became) == 1 and units()[unit.became[0]].name == unit.name:
        later = units()[unit.became[0]]
        if later.level != unit.level:
            break
        unit = later
    return unit.code


def area_of(key: str) -> str | None:
    """The code of the area in a body's key; None where it was not told."""
    code = key.rpartition("|")[2].partition("?")[0]
    return code if code in units().by_code else None


def area_label(code: str) -> str:
    """An area in words, with the province where it is a smaller one: "huyện Tiên Lãng, Hải Phòng"."""
    unit = units()[code]
    province = units().province(unit)
    if code == COUNTRY or province is None or province is unit:
        return unit.full_name
    return f"{unit.full_name}, {province.name}"
