"""Administrative areas named or meant in a text, and the area that the document is about.

An area is told by its class word and name ("huyện Tiên Lãng", "Huyện ủy Cư Jút"), by its class word alone ("toàn
huyện", "LĐLĐ tỉnh") or by a known name ("Biên Hòa có 58"). Knowledge: `lexicon/figure_places.toml` and the list of
units behind `extractor.language.places`.
"""

from __future__ import annotations

import bisect
from collections import Counter
from dataclasses import dataclass
from functools import cache

import regex as re

from extractor.language.fold import fold
from extractor.language.layers import Layers
from extractor.language.places import levels_named, places_named
from extractor.language.tokens import tokens_in
from extractor.lexicon import load

PROVINCE, DISTRICT, COMMUNE = 1, 2, 3
_NAME = re.compile(r"[ \xa0]{0,2}\n?(\p{Lu}[\w’'ʼ]*(?:[ \xa0]\p{Lu}[\w’'ʼ]*){0,4}(?: - \p{Lu}\w*(?: \p{Lu}\w*){0,2})?)")
_NUMBERED = re.compile(r"\s{1,2}(\d{1,2})(?![\w/]|[.,]\d)")
_RUN = re.compile(r"(?<![\w’'/-])\p{Lu}[\w’'ʼ]*(?:[ \xa0]\p{Lu}[\w’'ʼ]*){0,5}")
_WORD = re.compile(r"[^\W_]+")
_LAST_WORD = re.compile(r"([^\W_]+)[ \xa0]*\Z")
_NAME_WORDS = 7  # longest known name, in words
_FIRST_LINES = 400  # characters of prose that introduce the document's area
_OPENING, _TITLE, _DATELINE = 4, 12, 3  # weights of a mention for the document's area


@dataclass(frozen=True, slots=True)
class Area:
    """A mention; offsets of the text. `name` is `None` where a class word stands alone, `kind` where a name does."""

    start: int
    end: int
    name: str | None
    rank: int
    kind: str | None
    in_body: bool  # inside the name of an organisation


@dataclass(frozen=True, slots=True)
class Home:
    """The area that the document is about; all `None` where it names none."""

    name: str | None = None
    rank: int | None = None


@cache
def _ranks() -> dict[str, int]:
    return {fold(word): int(rank) for rank, entry in load("figure_places")["rank"].items() for word in entry["words"]}


@cache
def words(section: str, key: str = "words") -> frozenset[str]:
    """The folded words of a list in `lexicon/figure_places.toml`."""
    return frozenset(fold(word) for word in load("figure_places")[section][key])


@cache
def _class_pattern() -> re.Pattern[str]:
    kinds = "|".join(kind.replace(" ", r"\s{1,2}") for kind in sorted(_ranks(), key=len, reverse=True))
    fused = "|".join(sorted(words("fused")))
    return re.compile(rf"(?<!\w)(?:(tp|tx)\.|({kinds})(?:\s{{1,2}}({fused}))?(?!\w))")


@cache
def is_city(name: str) -> bool:
    """Whether a "thành phố" of this name is a unit of the first rank."""
    return any(place.level == "province" and place.kind == "thành phố" for place in places_named(name))


def _word_before(folded: str, text: str, start: int) -> str:
    """The word that stands right before an offset, on the same line and without a mark between."""
    found = _LAST_WORD.search(text, max(0, start - 24), start)
    return folded[found.start(1) : found.end(1)] if found else ""


def _spelling(name: str) -> str:
    """A name as it is usually written: one in capitals takes the list's spelling, else capital initials."""
    name = " ".join(name.split())
    if not name.isupper() or len(name) < 2 or name.isdigit():
        return name
    known = places_named(name)
    return known[0].name if known else " ".join(word.capitalize() for word in name.split())


def _known_start(run: str, start: int, levels: frozenset[str] | None = None) -> int:
    """Length of the longest known name with which a run of capital words begins; 0 where none does."""
    pieces = list(_WORD.finditer(run))[:_NAME_WORDS]
    for piece in reversed(pieces):
        found = levels_named(" ".join(tokens_in(run[: piece.end()])))
        if found and (levels is None or found & levels):
            return int(piece.end())
    return 0


class Areas:
    """Every area mention of a document in text order, and its home."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        bodies = [(span, entry.type) for entry in layers.organisations for span in entry.mentions]
        self._bodies = sorted(bodies)
        self._people = sorted(span for person in layers.people for span in person.mentions)
        self._numbers = {number.start for number in layers.numbers if number.kind == "figure"}
        self.mentions: list[Area] = []
        self._introduced: dict[str, int] = {}
        self._lists: list[tuple[int, int]] = []
        self._with_class()
        for area in self.mentions:
            if area.name and not area.name.isdigit():
                self._introduced[fold(area.name)] = area.rank
        self._without_class()
        self.mentions.sort(key=lambda area: area.start)
        self.home = self._home()
        self.by_kind: dict[str, str] = {}
        for area in reversed(self.mentions):
            if area.name and area.kind:
                self.by_kind[area.kind] = area.name

    def between(self, start: int, end: int) -> list[Area]:
        """The mentions that begin in `[start, end)`."""
        first = bisect.bisect_left(self.mentions, start, key=lambda area: area.start)
        last = bisect.bisect_left(self.mentions, end, key=lambda area: area.start)
        return self.mentions[first:last]

    def _inside(self, spans: list[tuple[int, int]], offset: int) -> tuple[int, int] | None:
        at = bisect.bisect_right(spans, (offset, len(self.layers.text))) - 1
        return spans[at] if at >= 0 and spans[at][0] <= offset < spans[at][1] else None

    def _body_at(self, offset: int) -> str | None:
        """The type of the organisation whose name holds the offset."""
        at = bisect.bisect_right(self._bodies, ((offset, len(self.layers.text)), "~")) - 1
        if at >= 0:
            (start, end), kind = self._bodies[at]
            if start <= offset < end:
                return kind
        return None

    def _with_class(self) -> None:
        text, folded = self.layers.text, self.layers.folded
        ranks, not_after, not_before = _ranks(), words("not_after"), words("not_before")
        only_fused = words("fused", "only")
        for match in _class_pattern().finditer(folded):
            start, end = match.span()
            kind = " ".join((match[1] or match[2]).split())
            fused = match[3] is not None and (text[match.start(3)].islower() or text[start:end].isupper())
            if match[3] is not None and not fused:
                end = match.end(2)  # "xã Đoàn Lập"
            before = _word_before(folded, text, start)
            if kind in only_fused and not fused:
                continue
            name, stop = self._name_after(text, end, kind)
            following = _WORD.match(folded, end + 1)
            plain = name is None or text[start:end].isupper()
            if plain and not fused and following and following.group() in not_before:
                continue
            if before in not_after or before.isdigit():
                if name is not None:
                    self._several(start, stop, ranks[kind])
                continue
            if name is None and (text[start:end].isupper() or self._listed(folded, start, end)):
                continue
            body = self._body_at(start)
            if body in ("enterprise", "education", "media") and name is not None:
                continue
            rank = ranks[kind]
            if kind in ("thành phố", "tp", "thành") and (is_city(name) if name else False):
                rank = PROVINCE
            kind = {"tp": "thành phố", "thành": "thành phố", "tx": "thị xã", "thị": "thị xã"}.get(kind, kind)
            self.mentions.append(Area(start, stop, name, rank, kind, body is not None or fused))

    def _several(self, start: int, stop: int, rank: int) -> None:
        """ "hai xã A, B và C": names to know later on; together they are no one area."""
        text = self.layers.text
        end = start
        for match in _RUN.finditer(text, start, stop + 120):
            between = text[end : match.start()] if end > start else ","
            if between.strip() not in {",", "và", ""}:
                break
            self._introduced[fold(match.group())] = rank
            end = match.end()
        self._lists.append((start, max(end, stop)))

    def _name_after(self, text: str, end: int, kind: str) -> tuple[str | None, int]:
        found = _NAME.match(text, end)
        if found is None or (found.start(1) == end and text[end - 1] != "."):
            numbered = _NUMBERED.match(text, end)
            if numbered and kind in ("phường", "quận") and numbered.start(1) not in self._numbers:
                return numbered[1], numbered.end()
            return None, end
        start, stop = found.span(1)
        run = found[1]
        person = self._inside(self._people, start)
        if person is not None:
            return None, end
        if run.isupper() and len(run) > 1:
            length = _known_start(run, start)
            stop = start + length if length else stop
        for at in range(start, stop):
            if text[at].isspace() and self._inside(self._people, at + 1):
                stop = at
                break
        return _spelling(text[start:stop]), stop

    def _listed(self, folded: str, start: int, end: int) -> bool:
        """Class words in a row name no unit: "huyện, thị xã, thành phố"."""
        after = folded[end : end + 12].lstrip(" ,/").removeprefix("và ")
        listed = folded[end : end + 3].lstrip()[:1] in {",", "/", "v"} and _class_pattern().match(after)
        head = folded[max(0, start - 14) : start].rstrip()
        return bool(listed) or (head.endswith((",", "/")) and any(head[:-1].endswith(kind) for kind in _ranks()))

    def _without_class(self) -> None:
        text, folded = self.layers.text, self.layers.folded
        taken = sorted([(area.start, area.end) for area in self.mentions] + self._lists)
        blocked = words("not_named_after")
        for match in _RUN.finditer(text):
            start, run = match.start(), match.group()
            if self._inside(taken, start) or self._inside(self._people, start):
                continue
            body = self._body_at(start)
            if body in ("enterprise", "education", "media", "other"):
                continue
            for offset, name in _readings(run):
                rank = self._rank_of(name)
                if rank is None:
                    continue
                at = start + offset
                if (_word_before(folded, text, at) in blocked and body is None) or self._inside(self._people, at):
                    break
                self.mentions.append(Area(at, at + len(name), self._canonical(name), rank, None, body is not None))
                break

    def _rank_of(self, name: str) -> int | None:
        key = fold(name)
        levels = levels_named(" ".join(tokens_in(name)))
        if "province" in levels:
            return PROVINCE
        if key in self._introduced and (" " in key or not name.isupper()):
            return self._introduced[key]
        return DISTRICT if "district" in levels and " " in name else None

    def _canonical(self, name: str) -> str:
        return _spelling(name)

    def _home(self) -> Home:
        fields = self.layers.fields
        if fields.kind == "official_letter":
            found = self._of_letterhead()
            if found is not None:
                return Home(found.name, found.rank)
        if fields.kind == "other" and fields.place:
            rank = self._rank_of(fields.place)
            if rank is not None:
                return Home(_spelling(fields.place), rank)
        title = fields.title
        if title:
            at = self.layers.text.find(title)
            named = [a for a in self.between(at, at + len(title)) if a.name and self._counts(a)] if at >= 0 else []
            if named:
                first = named[0]
                if title[first.end - at :].lstrip().startswith(":") and first.start - at < 12:
                    return Home(first.name, first.rank)
                narrow = max(named, key=lambda area: area.rank)
                return Home(narrow.name, narrow.rank)
        return self._by_weight()

    def _of_letterhead(self) -> Area | None:
        """The area of the issuing body: in its own name, else in the body above it in the letterhead."""
        fields, layers = self.layers.fields, self.layers
        if fields.issuer_span is not None:
            own = [area for area in self.between(*fields.issuer_span) if area.name]
            if own:
                return max(own, key=lambda area: area.rank)
        head = [a for a in self.mentions if layers.zone_at(a.start) == "letterhead" and a.name and a.kind]
        return head[0] if head else None

    def _counts(self, area: Area) -> bool:
        """Whether the mention says what the document is about (not "tỉnh Vĩnh Phúc cũ")."""
        after = self.layers.folded[area.end + 1 : area.end + 12]
        return not after.startswith(tuple(words("aside", "after")))

    def _by_weight(self) -> Home:
        """The area most spoken of, the opening counting most; none where the level most spoken of has no name."""
        layers = self.layers
        weights: Counter[tuple[str | None, int]] = Counter()
        levels: Counter[int] = Counter()
        prose = [zone.end for zone in layers.zones if zone.kind == "title"]
        opening = (prose[0] if prose else 0) + _FIRST_LINES
        for area in self.mentions:
            if layers.is_boilerplate(area.start) or not self._counts(area):
                continue
            if area.name is None:
                levels[area.rank] += 1
                continue
            weights[area.name, area.rank] += _OPENING if area.start < opening else 1
        if layers.fields.place:
            for name, rank in list(weights):
                if name is not None and fold(name) == fold(layers.fields.place):
                    weights[name, rank] += _DATELINE
        named = {rank for _, rank in weights}
        for rank, times in levels.items():
            if rank not in named:
                weights[None, rank] += times
            else:
                best = max((pair for pair in weights if pair[1] == rank), key=lambda pair: weights[pair])
                weights[best] += min(times, _TITLE)
        if not weights:
            place = layers.fields.place
            return Home(place, self._rank_of(place)) if place else Home()
        (name, rank), _ = max(weights.items(), key=lambda item: item[1])
        return Home(name or self._of_paper(rank), rank)

    def _of_paper(self, rank: int) -> str | None:
        """The area in the name of the paper that speaks in the text ("phóng viên Báo Bình Phước")."""
        for (start, end), kind in self._bodies:
            if kind == "media" and not self.layers.is_boilerplate(start):
                for match in _RUN.finditer(self.layers.text, start, end):
                    for _, name in _readings(match.group()):
                        if self._rank_of(name) == rank:
                            return _spelling(name)
        return None


def _readings(run: str) -> list[tuple[int, str]]:
    """The run as a name, and without its first words: "Tại Bình Dương", "CHUYỆN Ở VĨNH CHÂU"."""
    starts = [match.start() for match in _WORD.finditer(run)]
    if not run.isupper():
        return [(start, run[start:]) for start in starts[:2]]
    found: list[tuple[int, str]] = []
    for start in starts:
        length = _known_start(run[start:], start, frozenset({"province", "district"}))
        if length:
            found.append((start, run[start : start + length]))
    return found
