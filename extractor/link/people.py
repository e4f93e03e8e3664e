"""Which people of one name are one person: by body, by area and time, and by how frequent the name is.

How sure "the same" is follows from two numbers: how often somebody of the name would be the same person in such a
case, and how many others of the name are to be expected among the officials of the area. "Nguyễn Văn Hùng" needs a
body in common; "Lương Thị Bích Diệp" in one province is one person although her office has changed.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

from extractor.geography import units
from extractor.link.names import lineage, table

SURE = 0.85  # from here on a link is made
ASKED = 0.35  # from here on a person is asked
# How often two mentions of one name are one person, before the name's frequency is known
_SAME_AREA, _MOVED, _BOTH_AT_ONCE = 0.9, 0.35, 0.02
_KIN = 0.02  # others of any name that are always to be expected: names run in families and places
_BARE_DISTRICT, _BARE_PROVINCE, _BARE = 0.9, 0.7, 0.1


@dataclass(frozen=True, slots=True)
class Mention:
    """A person of one document. `bodies` are keys, `areas` what they answer for; `home` is (district, province)."""

    ref: str
    row: int
    document: int
    name: str
    titles: tuple[str, ...]
    bodies: tuple[str, ...]
    areas: tuple[str, ...]
    offices: tuple[str, ...]
    home: tuple[str | None, str | None]
    year: int | None
    source: str | None
    author: bool
    group: str

    @property
    def order(self) -> tuple[str, int]:
        return self.ref, self.row


@dataclass(slots=True, eq=False)
class Cluster:
    """Mentions thought to be one person, and how each came to be here. `ref` is the least of its mentions'."""

    mentions: list[Mention]
    ref: str = ""
    bodies: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)  # areas of the bodies
    years: set[int] = field(default_factory=set)  # in which an office is told
    homes: set[str] = field(default_factory=set)  # areas that the documents are about
    refs: set[str] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    how: dict[str, tuple[str, str, float]] = field(default_factory=dict)  # mention -> rule, evidence, confidence
    into: Cluster | None = None

    @classmethod
    def of(cls, mention: Mention) -> Cluster:
        return cls(
            [mention], mention.ref, set(mention.bodies), {lineage(area) for area in mention.areas},
            {mention.year} if mention.bodies and mention.year else set(), {code for code in mention.home if code},
            {mention.ref}, {mention.document},
        )  # fmt: skip

    def provinces(self) -> set[str]:
        """The provinces of today that it is told of in."""
        return _provinces(self.places | self.homes)

    @property
    def is_author(self) -> bool:
        return any(mention.author for mention in self.mentions[:1])

    @property
    def is_bare(self) -> bool:
        return not self.bodies and not self.is_author

    def take(self, other: Cluster, how: tuple[str, str, float]) -> None:
        for mention in other.mentions:
            self.how[mention.ref] = other.how.get(mention.ref, how)
        self.mentions += other.mentions
        self.ref = min(self.ref, other.ref)
        for mine, theirs in (
            (self.bodies, other.bodies),
            (self.places, other.places),
            (self.homes, other.homes),
            (self.refs, other.refs),
        ):
            mine |= theirs
        self.years |= other.years
        self.documents |= other.documents
        other.into = self


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two clusters that may be one: their refs, and what is known."""

    left: str
    right: str
    rule: str
    evidence: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Constraints:
    """What persons have decided about refs: pairs that are one, pairs that are not, refs that stand apart."""

    same: frozenset[tuple[str, str]] = frozenset()
    other: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[str] = frozenset()


@lru_cache(maxsize=50_000)
def share(name: str) -> float:
    """The share of people who have this folded name, from the frequencies of its parts."""
    frequency = table("frequency")
    surname, *middle, given = name.split() if " " in name else (name, name)
    percents = [frequency["surname"].get(surname, frequency["surname"]["rare"])]
    percents += [frequency["middle"].get(part, frequency["middle"]["rare"]) for part in middle or [""]]
    percents.append(frequency["given"].get(given, frequency["given"]["rare"]))
    product = 1.0
    for percent in percents:
        product *= float(percent) / 100
    return product


def cluster(name: str, mentions: Iterable[Mention], known: Constraints) -> tuple[list[Cluster], list[Doubt]]:
    """The people among mentions of one folded name, whatever their order; and the pairs that are not sure enough."""
    block = _Block(name, sorted(mentions, key=lambda mention: mention.order), known)
    block.join_decided()
    block.join_alike()
    block.join_moved()
    block.join_bare()
    return block.clusters(), block.doubts()


class _Block:
    def __init__(self, name: str, mentions: Sequence[Mention], known: Constraints) -> None:
        officials = table("officials")
        one = name in table("one_of")["names"]
        self.others_in_province = 0.0 if one else share(name) * officials["in_province"]
        self.others_in_country = 0.0 if one else share(name) * officials["in_country"]
        refs = {mention.ref for mention in mentions}
        self.known = Constraints(
            frozenset(pair for pair in known.same if set(pair) <= refs),
            frozenset(pair for pair in known.other if set(pair) <= refs),
            known.apart & refs,
        )
        self.all = [Cluster.of(mention) for mention in mentions]

    def _found(self) -> list[Cluster]:
        """The clusters that stand, by their least ref."""
        self.all = sorted((one for one in self.all if one.into is None), key=lambda one: one.ref)
        return self.all

    # ------------------------------------------------------------ joining
    def _may_join(self, one: Cluster, other: Cluster) -> bool:
        """Not where persons have said no, nor where one document has both as two people."""
        if self.known.apart & (one.refs | other.refs) or one.documents & other.documents:
            return False
        return not any(
            (a in one.refs and b in other.refs) or (b in one.refs and a in other.refs) for a, b in self.known.other
        )

    def _join(self, one: Cluster, other: Cluster, how: tuple[str, str, float]) -> None:
        """The larger takes the smaller, whose mentions keep why they were joined."""
        if (-len(other.mentions), other.ref) < (-len(one.mentions), one.ref):
            one, other = other, one
        one.take(other, how)

    def join_decided(self) -> None:
        holder = {one.ref: one for one in self.all}
        for left, right in sorted(self.known.same):
            one, other = _root(holder[left]), _root(holder[right])
            if one is not other:
                self._join(one, other, ("decided", "a person said so", 1.0))

    def join_alike(self) -> None:
        """One name in one body is one person; so are an author of one paper, and people of copies of one text.

        People without a body are one where documents are about one area and the name is rare enough.
        """
        self._join_by(lambda one: one.bodies, "name and body", 0.97)
        self._join_by(
            lambda one: [f"{mention.source}" for mention in one.mentions if mention.author and mention.source],
            "author of one paper", 0.95,
        )  # fmt: skip
        self._join_by(lambda one: [mention.group for mention in one.mentions], "copies of one text", 0.97)
        for level, prior in enumerate((_BARE_DISTRICT, _BARE_PROVINCE)):
            sure = _weigh(prior, self.others_in_province)
            if sure >= SURE:
                self._join_by(partial(_bare_homes, level=level), "name and area of the document", sure)
        if self.others_in_country == 0.0:
            self._join_by(lambda one: ["everywhere"], "there is one of this name", 0.97)

    def _join_by(self, keys: Callable[[Cluster], Iterable[str]], rule: str, sure: float) -> None:
        holder: dict[str, Cluster] = {}
        for one in self._found():
            for key in sorted({key for key in keys(one) if key}):
                here, there = _root(one), _root(holder.setdefault(key, one))
                if here is not there and self._may_join(here, there):
                    self._join(there, here, (rule, f"{rule}: {key}", sure))

    def join_moved(self) -> None:
        """Offices in one area, or one after the other in one province; the surest first."""
        standing = {position: one for position, one in enumerate(self._found()) if one.bodies}
        around: dict[str, set[int]] = {}
        heap: list[tuple[float, str, str, int, int]] = []

        def enter(position: int, cluster: Cluster) -> None:
            """Weigh it against those that stand in its provinces."""
            provinces = cluster.provinces()
            for other in sorted(set().union(*(around.get(province, set()) for province in provinces))):
                if other in standing and self._may_join(cluster, standing[other]):
                    one, two = sorted((cluster, standing[other]), key=lambda each: each.ref)
                    sure = self._same(one, two)[2]
                    if sure >= SURE:
                        entry = (-sure, one.ref, two.ref, min(position, other), max(position, other))
                        heapq.heappush(heap, entry)
            for province in provinces:
                around.setdefault(province, set()).add(position)

        for position, cluster in sorted(standing.items()):
            enter(position, cluster)
        following = len(self.all)
        while heap:
            *_, left, right = heapq.heappop(heap)
            if left in standing and right in standing:
                one, two = sorted((standing.pop(left), standing.pop(right)), key=lambda each: each.ref)
                self._join(one, two, self._same(one, two))
                standing[following] = _root(one)
                enter(following, _root(one))
                following += 1

    def join_bare(self) -> None:
        """People whom a document names without a body: the one of the name in its area, if the name is rare enough."""
        around = _Around(self._found())
        for one in [one for one in self._found() if one.is_bare]:
            if one.into is None:
                ranked = self._ranked(one, around)
                if ranked and ranked[0][0][2] >= SURE and self._may_join(one, ranked[0][1]):
                    self._join(ranked[0][1], one, ranked[0][0])

    # ------------------------------------------------------------ judging
    def _same(self, one: Cluster, other: Cluster) -> tuple[str, str, float]:
        """Rule, evidence and how sure it is that two clusters with bodies are one person."""
        places, others = one.places, other.places
        expected = f"{self.others_in_province:.2g} others of the name to be expected in the province"
        if places & others:
            area = units()[min(places & others)].full_name
            sure = _weigh(_SAME_AREA, self.others_in_province)
            return "name and area", f"both hold office in {area}; {expected}", sure
        years, later = one.years, other.years
        after = bool(years and later) and (max(years) < min(later) or max(later) < min(years))
        sure = _weigh(_MOVED if after else _BOTH_AT_ONCE, self.others_in_province)
        return "name, moved" if after else "name and province", f"offices in one province; {expected}", sure

    def _ranked(self, bare: Cluster, around: _Around) -> list[tuple[tuple[str, str, float], Cluster]]:
        """Clusters that a bare mention may belong to, the likeliest first."""
        fits: list[tuple[float, str, Cluster]] = []
        for other in around.of(bare):
            if other is bare or other.is_author or (not other.bodies and other.ref > bare.ref):
                continue  # two bare ones are looked at once
            weight, why = _nearness(bare, other)
            if weight:
                fits.append((weight, why, other))
        rest = sum(weight for weight, _, _ in fits)
        told = bool(bare.homes)
        others = self.others_in_province if told else self.others_in_country
        expected = f"{others:.2g} others of the name to be expected in the {'province' if told else 'country'}"
        ranked = [
            (("name and area of the document", f"{why}; {expected}", round(weight / (rest + others + _KIN), 3)), other)
            for weight, why, other in fits
        ]
        return sorted(ranked, key=lambda row: (-row[0][2], row[1].ref))

    # ------------------------------------------------------------ results
    def clusters(self) -> list[Cluster]:
        for one in self._found():
            one.mentions.sort(key=lambda mention: mention.order)
            for mention in one.mentions:
                one.how.setdefault(mention.ref, _first_how(one, mention))
        return self._found()

    def doubts(self) -> list[Doubt]:
        found: set[Doubt] = set()
        around = _Around(self._found())
        for one in self._found():
            if one.bodies:
                others = [other for other in around.of(one) if other.bodies and other.ref > one.ref]
                found |= {
                    Doubt(one.ref, other.ref, *self._same(one, other)) for other in others if self._may_join(one, other)
                }
            elif one.is_bare:
                for how, other in self._ranked(one, around):
                    if self._may_join(one, other):
                        left, right = sorted([one.ref, other.ref])
                        found.add(Doubt(left, right, *how))
        asked = [doubt for doubt in found if doubt.confidence >= ASKED]
        return sorted(asked, key=lambda doubt: (doubt.left, doubt.right))


class _Around:
    """Clusters by the provinces of today that they are told of in."""

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self.all = clusters
        self.by_province: dict[str, list[Cluster]] = {}
        for one in clusters:
            for province in one.provinces():
                self.by_province.setdefault(province, []).append(one)

    def of(self, one: Cluster) -> list[Cluster]:
        """Those that share a province with it; all of them when it is told of in none."""
        provinces = one.provinces()
        near = (
            (other for province in provinces for other in self.by_province.get(province, ())) if provinces else self.all
        )
        roots = {id(root): root for other in near if (root := _root(other)) is not one}
        return sorted(roots.values(), key=lambda root: root.ref)


def _bare_homes(one: Cluster, level: int) -> list[str]:
    return [mention.home[level] or "" for mention in one.mentions] if one.is_bare else []


def _root(one: Cluster) -> Cluster:
    while one.into is not None:
        one = one.into
    return one


def _weigh(prior: float, others: float) -> float:
    return round(prior / (prior + others + _KIN), 3)


def _provinces(areas: Iterable[str]) -> set[str]:
    """The provinces of today that areas lie in."""
    return {province for area in areas if (province := _province(area))}


@lru_cache(maxsize=20_000)
def _province(area: str) -> str | None:
    province = units().province(units().today(units()[area]))
    return province.code if province else None


def _nearness(bare: Cluster, other: Cluster) -> tuple[float, str]:
    """How near the areas are that two clusters are told of in."""
    there = other.places | other.homes
    districts = sorted(code for code in bare.homes if units()[code].level != "province" and code in there)
    if districts:
        return _BARE_DISTRICT, f"both in documents about {units()[districts[0]].full_name}"
    common = sorted(_provinces(bare.homes) & _provinces(there))
    if common:
        return _BARE_PROVINCE, f"both in documents about {units()[common[0]].full_name}"
    return (0.0, "") if bare.homes else (_BARE, "no area is told")


def _first_how(one: Cluster, mention: Mention) -> tuple[str, str, float]:
    if len(one.mentions) == 1:
        return "one document", "named by one document only", 1.0
    if mention.bodies:
        return "name and body", f"the same body: {mention.offices[0] if mention.offices else mention.bodies[0]}", 0.97
    return "first mention", "the others were joined to it", 0.97
