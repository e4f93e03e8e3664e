"""Administrative areas named or meant in a text.

An area is told by its class word and name ("huyện Tiên Lãng", "Huyện ủy Cư Jút"), by its class word alone ("toàn
huyện", "LĐLĐ tỉnh") or by a known name ("Biên Hòa có 58"). Knowledge: `lexicon/figure_places.toml` and the list of
units behind `extractor.language.places`.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from functools import cache

import regex as re

from extractor.extract.figures.lexicon import word_list
from extractor.language.fold import fold
from extractor.language.layers import Layers
from extractor.language.places import levels_named, places_named
from extractor.language.tokens import tokens_in
from extractor.lexicon import load

PROVINCE, DISTRICT, COMMUNE = 1, 2, 3
_NAME = re.compile(r"[ \xa0]{0,2}\n?(\p{Lu}[\w’'ʼ]*(?:[ \xa0]\p{Lu}[\w’'ʼ]*){0,4}(?: - \p{Lu}\w*(?: \p{Lu}\w*){0,2})?)")
_NUMBERED = re.compile(r"\s{1,2}(\d{1,2})(?![\w/]|[.,]\d)")
NAME_RUN = re.compile(r"(?<![\w’'/-])\p{Lu}[\w’'ʼ]*(?:[ \xa0]\p{Lu}[\w’'ʼ]*){0,5}")
_PAIRED = re.compile(r"\p{Lu}\w*(?: \p{Lu}\w*){0,2} ?[-–] ?\p{Lu}\w*(?: \p{Lu}\w*)?")  # "Bà Rịa - Vũng Tàu"
_WORD = re.compile(r"[^\W_]+")
_LAST_WORD = re.compile(r"([^\W_]+)[ \xa0]*\Z")
_PRIVATE = ("enterprise", "education", "media")  # bodies whose names hold areas that tell nothing
_NAME_WORDS = 7  # longest known name, in words


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
    """The area that a document is about; all `None` where it names none."""

    name: str | None = None
    rank: int | None = None


@cache
def _ranks() -> dict[str, int]:
    return {fold(word): int(rank) for rank, entry in load("figure_places")["rank"].items() for word in entry["words"]}


def words(section: str, key: str = "words") -> frozenset[str]:
    """The folded words of a list in `lexicon/figure_places.toml`."""
    return word_list("figure_places", section, key)


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


def spelling(name: str) -> str:
    """A name as it is usually written: one in capitals takes the list's spelling, else capital initials."""
    name = " ".join(name.split())
    if not name.isupper() or len(name) < 2 or name.isdigit():
        return name
    known = places_named(name)
    return known[0].name if known else " ".join(word.capitalize() for word in name.split())


def _known_start(run: str, levels: frozenset[str] | None = None) -> int:
    """Length of the longest known name with which a run of capital words begins; 0 where none does."""
    pieces = list(_WORD.finditer(run))[:_NAME_WORDS]
    for piece in reversed(pieces):
        found = levels_named(" ".join(tokens_in(run[: piece.end()])))
        if found and (levels is None or found & levels):
            return int(piece.end())
    return 0


class Areas:
    """Every area mention of a document in text order."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        bodies = [(span, entry.type) for entry in layers.organisations for span in entry.mentions]
        self.bodies = sorted(bodies)  # spans of organisations with their types
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
        self.home = Home()  # set by whoever reads the document's fields (`home.home_of`)
        self.by_kind: dict[str, str] = {}
        for area in reversed(self.mentions):
            if area.name and area.kind:
                self.by_kind[area.kind] = area.name

    def between(self, start: int, end: int) -> list[Area]:
        """The mentions that begin in `[start, end)`."""
        first = bisect.bisect_left(self.mentions, start, key=lambda area: area.start)
        last = bisect.bisect_left(self.mentions, end, key=lambda area: area.start)
        return self.mentions[first:last]

    def tells(self, area: Area) -> bool:
        """Whether the mention can say what something is about (not "tỉnh Vĩnh Phúc cũ")."""
        after = self.layers.folded[area.end + 1 : area.end + 12]
        return not after.startswith(tuple(words("aside", "after")))

    def _inside(self, spans: list[tuple[int, int]], offset: int) -> tuple[int, int] | None:
        at = bisect.bisect_right(spans, (offset, len(self.layers.text))) - 1
        return spans[at] if at >= 0 and spans[at][0] <= offset < spans[at][1] else None

    def _body_at(self, offset: int) -> str | None:
        """The type of the organisation whose name holds the offset."""
        at = bisect.bisect_right(self.bodies, ((offset, len(self.layers.text)), "~")) - 1
        if at >= 0:
            (start, end), kind = self.bodies[at]
            if start <= offset < end:
                return kind
        return None

    def _with_class(self) -> None:
        text, folded = self.layers.text, self.layers.folded
        not_after, not_before = words("not_after"), words("not_before")
        only_fused = words("fused", "only")
        for match in _class_pattern().finditer(folded):
            start, end = match.span()
            kind = " ".join((match[1] or match[2]).split())
            fused = match[3] is not None and (text[match.start(3)].islower() or text[start:end].isupper())
            if match[3] is not None and not fused:
                end = match.end(2)  # "xã Đoàn Lập"
            if kind in only_fused and not fused:
                continue
            name, stop = self._name_after(text, end, kind)
            following = _WORD.match(folded, end + 1)
            plain = name is None or text[start:end].isupper()
            if plain and not fused and following and following.group() in not_before:
                continue
            before = _word_before(folded, text, start)
            if before in not_after or before.isdigit():
                if name is not None:
                    self._several(start, stop, _ranks()[kind])
            elif name is not None or not (text[start:end].isupper() or self._listed(folded, start, end)):
                self._add(start, stop, name, kind, fused)

    def _add(self, start: int, stop: int, name: str | None, kind: str, fused: bool) -> None:
        body = self._body_at(start)
        if body in _PRIVATE and name is not None:
            return
        kind = load("figure_places")["same_class"].get(kind, kind)
        rank = PROVINCE if kind == "thành phố" and name is not None and is_city(name) else _ranks()[kind]
        self.mentions.append(Area(start, stop, name, rank, kind, body is not None or fused))

    def _several(self, start: int, stop: int, rank: int) -> None:
        """ "hai xã A, B và C": names to know later on; together they are no one area."""
        text = self.layers.text
        end = start
        for match in NAME_RUN.finditer(text, start, stop + 120):
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
            length = _known_start(run)
            stop = start + length if length else stop
        for at in range(start, stop):
            if text[at].isspace() and self._inside(self._people, at + 1):
                stop = at
                break
        return spelling(text[start:stop]), stop

    def _listed(self, folded: str, start: int, end: int) -> bool:
        """Class words in a row name no unit: "huyện, thị xã, thành phố"."""
        after = folded[end : end + 12].lstrip(" ,/").removeprefix("và ")
        listed = folded[end : end + 3].lstrip()[:1] in {",", "/", "v"} and _class_pattern().match(after)
        head = folded[max(0, start - 14) : start].rstrip()
        return bool(listed) or (head.endswith((",", "/")) and any(head[:-1].endswith(kind) for kind in _ranks()))

    def _without_class(self) -> None:
        text, folded = self.layers.text, self.layers.folded
        taken = sorted([(area.start, area.end) for area in self.mentions] + self._lists)
        blocked, done = words("not_named_after"), 0
        for match in NAME_RUN.finditer(text):
            start, run = match.start(), match.group()
            if start < done or self._inside(taken, start) or self._inside(self._people, start):
                continue
            body = self._body_at(start)
            if body in _PRIVATE or body == "other":
                continue
            paired = _PAIRED.match(text, start)
            pairs = [(0, paired.group())] if paired and self.rank_of(paired.group()) == PROVINCE else []
            for offset, name in [*pairs, *readings(run)]:
                rank = self.rank_of(name)
                if rank is None:
                    continue
                at = start + offset
                if (_word_before(folded, text, at) in blocked and body is None) or self._inside(self._people, at):
                    break
                self.mentions.append(Area(at, at + len(name), spelling(name), rank, None, body is not None))
                done = at + len(name)
                break

    def rank_of(self, name: str) -> int | None:
        """The rank of a name without class word; None where it is not known as that of an area."""
        key = " ".join(fold(name).split())
        levels = levels_named(key if key.replace(" ", "").isalpha() else " ".join(tokens_in(name)))
        if "province" in levels:
            return PROVINCE
        if key in self._introduced and (" " in key or not name.isupper()):
            return self._introduced[key]
        return DISTRICT if "district" in levels and " " in name else None


def readings(run: str) -> list[tuple[int, str]]:
    """The run as a name, and without its first words: "Tại Bình Dương", "CHUYỆN Ở VĨNH CHÂU"."""
    starts = [match.start() for match in _WORD.finditer(run)]
    if not run.isupper():
        return [(start, run[start:]) for start in starts[:2]]
    found: list[tuple[int, str]] = []
    for start in starts:
        length = _known_start(run[start:], frozenset({"province", "district"}))
        if length:
            found.append((start, run[start : start + length]))
    return found
