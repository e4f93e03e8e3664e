"""What area a document is about: every area that it names has a voice, the letterhead and the dateline have more.

"LĐLĐ huyện" is then the body of the one huyện that the document names, or that it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from extractor.geography import Resolution, Unit, name_key, resolve, units
from extractor.geography.resolve import split_class
from extractor.link.names import body_name, together
from extractor.link.reading import Document

# How much an area counts, by where it is named; the letterhead and the dateline say where a document is from.
_ISSUER, _DATELINE, _SOURCE, _BODY, _FIGURE, _TEXT = 4.0, 3.0, 1.5, 1.5, 1.0, 0.7
_LEAD = 1.25  # how far the first must be before the second
_LEAST = 0.7

_CLASSED = regex.compile(
    r"\b(?i:tỉnh|thành phố|tp\.?|huyện|thị xã|tx\.?|quận|xã|phường|thị trấn|đặc khu)\s+"
    r"(?:\p{Lu}[\w'’]*|\d{1,2})(?:(?:\s+|\s*-\s*)\p{Lu}[\w'’]*){0,4}"
)
_BRACKETED = regex.compile(r"\((\p{Lu}[^()\d]{2,24})\)")


@dataclass(slots=True)
class Home:
    """The area that a document is about: codes of its province and district, and all that it names by class word."""

    province: str | None = None
    district: str | None = None
    evidence: str = ""
    by_class: dict[str, list[str]] = field(default_factory=dict)
    classed: set[str] = field(default_factory=set)  # codes of those that stand with their class word somewhere

    def resolve(self, words: str, day: str | None) -> Resolution:
        """The unit that a name means here: of homonyms the one that the document calls by its class elsewhere."""
        found = resolve(words, near=self.near, on=day)
        named = [option for option in found.options if option.code in self.classed]
        if found.unit is None and len(named) == 1:
            evidence = f"{found.evidence}; the document names {named[0].full_name}"
            return Resolution(named[0], (named[0],), "named with its class", evidence, 0.9)
        return found

    @property
    def near(self) -> tuple[str, ...]:
        return tuple(code for code in (self.district, self.province) if code)

    def area(self, kind: str) -> tuple[str | None, str, float]:
        """The unit that a bare class word means ("LĐLĐ huyện"), why, and how sure that is."""
        named = self.by_class.get(kind, [])
        homes = [code for code in (self.district, self.province) if code and units()[code].kind == kind]
        if kind == "tỉnh" and homes:
            return homes[0], f"the document is about {units()[homes[0]].full_name}", 0.93
        if len(named) == 1 and (not homes or homes == named):
            return named[0], f"the only {kind} that the document names is {units()[named[0]].name}", 0.93
        if not named and not homes and self.province and (found := self._below(kind)):
            return found[0], f"{found[1]} of {units()[self.province].full_name}", 0.85
        if len(homes) == 1:
            return homes[0], f"the document is about {units()[homes[0]].full_name}", 0.86
        return None, f"{len(named)} areas may be meant" if named else "no area is told", 0.0

    def _below(self, kind: str) -> tuple[str, str] | None:
        """The one district of a class in the province, or the one that has the province's name."""
        table = units()
        below = [code for code in table.below.get(self.province or "", ()) if table[code].kind == kind]
        namesakes = [code for code in below if table[code].name == table[self.province or ""].name]
        if len(below) == 1 and table[below[0]].level == "district":
            return below[0], f"the only {kind}"
        return (namesakes[0], f"the {kind} that has the name") if len(namesakes) == 1 else None


def home_of(document: Document) -> Home:
    """What a document is about, from all places that it names."""
    voices = list(_voices(document))
    provinces: dict[str, float] = {}
    for words, weight in voices:
        found = resolve(words, on=document.day)
        options = [found.unit] if found.unit else list(found.options)
        codes = {province.code for unit in options if (province := units().province(unit, document.day))}
        for code in codes:
            provinces[code] = provinces.get(code, 0) + weight / len(codes)
    home = Home(province=_first(provinces))
    districts: dict[str, float] = {}
    for words, weight in voices:
        found = resolve(words, near=home.near, on=document.day)
        if found.unit is None or found.unit.level == "country":
            continue
        if split_class(words)[0]:
            home.classed.add(found.unit.code)
        names = home.by_class.setdefault(found.unit.kind, [])
        if found.unit.code not in names:
            names.append(found.unit.code)
        district = _district(found.unit)
        if district and home.province and units().province(district, document.day) is units()[home.province]:
            districts[district.code] = districts.get(district.code, 0) + weight
    home.district = _first(districts)
    home.evidence = ", ".join(units()[code].full_name for code in home.near) or "no area"
    return home


def _district(unit: Unit) -> Unit | None:
    return next((above for above in units().above(unit) if above.level == "district"), None)


def _first(voices: dict[str, float]) -> str | None:
    ranked = sorted(voices.items(), key=lambda row: (-row[1], row[0]))
    if not ranked or ranked[0][1] < _LEAST:
        return None
    if len(ranked) > 1 and ranked[0][1] < _LEAD * ranked[1][1]:
        return None
    return ranked[0][0]


def _voices(document: Document) -> Iterator[tuple[str, float]]:
    """Names of areas with their weights; each name once for each kind of place that it stands in."""
    if document.issuer:
        issuer = [body for body in document.bodies if document.issuer in (body.name, *body.written)]
        names = (issuer[0].name, *issuer[0].written) if issuer else (document.issuer,)
        yield from ((words, _ISSUER) for words in sorted(set(_of_body(names, issuer[0].type if issuer else ""))))
    if document.place:
        yield document.place, _DATELINE
    if document.source:
        name = body_name(document.source, "media")
        for words in (name.place, name.own):
            if words and any(unit.level == "province" for unit in units().by_name.get(name_key(words), ())):
                yield words, _SOURCE
    bodies = {words for body in document.bodies for words in _of_body((body.name, *body.written), body.type)}
    yield from ((words, _BODY) for words in sorted(bodies))
    yield from ((words, _FIGURE) for words in sorted({figure.place for figure in document.figures if figure.place}))
    yield from ((words, _TEXT) for words in sorted(set(_in_text(document))))


def _of_body(names: Sequence[str], type_: str) -> Iterator[str]:
    for parts, _ in together(names, type_):
        if parts.place and not parts.central:
            yield f"{parts.level} {parts.place}" if parts.level else parts.place


def _in_text(document: Document) -> Iterator[str]:
    """Areas with their class word, and what stands in brackets: "huyện Tiên Lãng (Hải Phòng)"."""
    for text in {document.title, document.opening}:
        for match in _CLASSED.finditer(text):
            yield from _longest(match[0])
        for match in _BRACKETED.finditer(text):
            _, bare = split_class(match[1])
            if any(unit.level == "province" for unit in units().by_name.get(name_key(bare), ())):
                yield match[1]


def _longest(words: str) -> Iterator[str]:
    """The longest beginning that is the name of a unit: capitals may go on after it."""
    parts = words.split()
    for last in range(len(parts), 1, -1):
        some = " ".join(parts[:last])
        _, bare = split_class(some)
        if name_key(bare) in units().by_name:
            yield some
            return
