"""The area that a document is about: from its letterhead or title, else the one most spoken of."""

from __future__ import annotations

import re
from collections import Counter

from extractor.extract.figures.areas import DISTRICT, NAME_RUN, PROVINCE, Area, Areas, Home, readings, spelling, words
from extractor.language.fold import fold

_FIRST_LINES = 400  # characters of prose that introduce the document's area
_OPENING, _DATELINE = 4, 3  # weights of a mention there; others weigh 1
_ENOUGH = 3  # weight: what a text only touches on is not what it is about
_WHOLE_COUNTRY = 0  # rank above the provinces
_NATION = re.compile(r"(?<!\w)(?:cả nước|toàn quốc)(?!\w)")
_SEVERAL, _MOSTLY = 4, 0.6  # provinces; the share of the mentions that makes one of them the document's
_MOST = 12  # weight that bare class words ("tỉnh", "LĐLĐ tỉnh") can add to the area that they mean
_PREFIX = 12  # characters before the area in "Phường Nếnh: Ra mắt …"


def home_of(areas: Areas) -> Home:
    """The document's area by its fields and by what its text speaks of."""
    fields = areas.layers.fields
    if fields.kind == "official_letter" and not _is_local(fields.issuer):
        found = _of_letterhead(areas)
        if found is not None:
            return Home(found.name, found.rank)
    if fields.kind in ("official_letter", "other") and fields.place:
        rank = areas.rank_of(fields.place)
        if rank is not None:
            return Home(spelling(fields.place), rank)
    named = _of_title(areas)
    return Home(named.name, named.rank) if named is not None else _by_weight(areas)


def _is_local(issuer: str | None) -> bool:
    """Whether a letter comes from a company, school or their like: its place is where it was written."""
    given = fold(issuer or "").split()
    return bool(words("local_issuer") & set(given)) or bool(words("local_issuer", "first") & set(given[:1]))


def _of_title(areas: Areas) -> Area | None:
    """The area that opens the title before a colon, else the narrowest one in it."""
    title = areas.layers.fields.title
    at = areas.layers.text.find(title) if title else -1
    if title is None or at < 0:
        return None
    named = [area for area in areas.between(at, at + len(title)) if area.name and areas.tells(area)]
    if not named:
        return None
    first = named[0]
    opens = title[first.end - at :].lstrip().startswith(":") and first.start - at < _PREFIX
    if opens and first.rank == PROVINCE:
        return _of_lead(areas, at + len(title)) or first
    return first if opens else max(named, key=lambda area: area.rank)


def _of_lead(areas: Areas, start: int) -> Area | None:
    """ "Long An: …" above "Huyện ủy Đức Hòa vừa trao quyết định …": the one district whose body the lead tells of."""
    lead = [area for area in areas.between(start, start + _FIRST_LINES) if area.name and area.in_body]
    districts = {area.name: area for area in lead if area.rank == DISTRICT}
    return next(iter(districts.values())) if len(districts) == 1 else None


def _of_letterhead(areas: Areas) -> Area | None:
    """The area of the issuing body: in its own name, else in the body above it in the letterhead."""
    layers = areas.layers
    if layers.fields.issuer_span is not None:
        own = [area for area in areas.between(*layers.fields.issuer_span) if area.name]
        if own:
            return max(own, key=lambda area: area.rank)
    head = [a for a in areas.mentions if layers.zone_at(a.start) == "letterhead" and a.name and a.kind]
    return head[0] if head else None


def _by_weight(areas: Areas) -> Home:
    """The area most spoken of, the opening counting most; none where the level most spoken of has no name."""
    weights, levels = _weights(areas)
    spread = _is_of_many(weights)
    named = {rank for _, rank in weights}
    for rank, times in levels.items():
        if rank in named:
            best = max((pair for pair in weights if pair[1] == rank), key=lambda pair: weights[pair])
            weights[best] += min(times, _MOST)
        else:
            weights[None, rank] += times
    place = areas.layers.fields.place
    if not weights:
        return Home(place, areas.rank_of(place)) if place else Home()
    classed = {(area.name, area.rank) for area in areas.mentions if area.kind is not None}  # "huyện Phong Châu"
    name, rank = max(weights, key=lambda pair: (weights[pair], pair in classed))
    if weights[name, rank] < _ENOUGH:
        return Home(place, areas.rank_of(place)) if place else Home()
    if rank == _WHOLE_COUNTRY:
        return Home(place, areas.rank_of(place)) if place else Home()
    if rank == PROVINCE and spread:
        return Home(place, areas.rank_of(place)) if place else Home()
    return Home(name or _of_paper(areas, rank), rank)


def _is_of_many(weights: Counter[tuple[str | None, int]]) -> bool:
    """Whether a text speaks of several provinces and of none mostly: "mưa lũ ở các tỉnh miền núi phía Bắc"."""
    provinces = [weight for (name, rank), weight in weights.items() if rank == PROVINCE and name]
    return len(provinces) >= _SEVERAL and max(provinces) < _MOSTLY * sum(provinces)


def _weights(areas: Areas) -> tuple[Counter[tuple[str | None, int]], Counter[int]]:
    """How much each named area is spoken of, and how often bare class words of each rank stand."""
    layers = areas.layers
    weights: Counter[tuple[str | None, int]] = Counter()
    levels: Counter[int] = Counter()
    nation = [match.start() for match in _NATION.finditer(layers.folded)]
    titles = [zone.end for zone in layers.zones if zone.kind == "title"]
    opening = (titles[0] if titles else 0) + _FIRST_LINES
    for area in areas.mentions:
        if layers.zone_at(area.start) in ("boilerplate", "caption") or not areas.tells(area):
            continue
        if area.name is None:
            levels[area.rank] += 1
        else:
            weights[area.name, area.rank] += _OPENING if area.start < opening else 1
    for at in nation:
        if not layers.is_boilerplate(at):
            weights[None, _WHOLE_COUNTRY] += _OPENING if at < opening else 1
    if layers.fields.place:
        for name, rank in list(weights):
            if name is not None and fold(name) == fold(layers.fields.place):
                weights[name, rank] += _DATELINE
    return weights, levels


def _of_paper(areas: Areas, rank: int) -> str | None:
    """The area in the name of the paper that speaks in the text ("phóng viên Báo Bình Phước")."""
    layers = areas.layers
    for (start, end), kind in areas.bodies:
        if kind != "media" or layers.is_boilerplate(start):
            continue
        for match in NAME_RUN.finditer(layers.text, start, end):
            for _, name in readings(match.group()):
                if areas.rank_of(name) == rank:
                    return spelling(name)
    return None
