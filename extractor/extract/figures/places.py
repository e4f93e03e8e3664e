"""The place of a figure: the area named or meant for it in its sentence, else in its paragraph or table row, else the
area that the document is about."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from extractor.extract.figures.areas import PROVINCE, Area, Areas, words
from extractor.extract.figures.home import home_of
from extractor.extract.figures.view import Count, SentenceView
from extractor.language.layers import FigureEntry, Layers
from extractor.language.places import places_named

_OPENS = 3  # words: "* Đà Nẵng: …", "Tại Đà Nẵng, …"
_CLASSES = {"huyện", "quận", "xã", "phường", "tỉnh", "trấn", "thành"}


@dataclass(slots=True)
class _Scope:
    """An area and where it governs: from word `first` on, within brackets of `depth`."""

    name: str | None
    rank: int
    word: int
    depth: int
    area: Area
    used: bool = False  # a body that was only quoted and whose area some figure of the sentence is about


class Places:
    """Finds the place of every figure; `sentence` has to be called for every sentence in text order."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.areas = Areas(layers)
        self.areas.home = home_of(self.areas)
        self.carried: str | None = None  # the place that the paragraph speaks of, where it is not the home
        self.row: str | None = None  # the place of a table row whose cells follow line by line
        self._near: dict[str, str] = {}  # the unit of each class last named in the paragraph
        self._scopes: list[_Scope] = []
        self._right: dict[int, str | None] = {}
        self._last: Area | None = None  # the area of the sentence placed last

    def sentence(self, view: SentenceView, new_paragraph: bool) -> None:
        """Read the areas of a sentence; keep what holds for the sentences after it."""
        if new_paragraph:
            self.carried = None
            self._near = {}
        elif view.organisations and view.organisations[0][0] == 0:
            self.carried = None  # another body is spoken of now
        found = [area for area in self.areas.between(view.start, view.end) if self._tells(area)]
        self._row(view, found)
        self._scopes, self._right, self._last = [], {}, None
        for area in found:
            self._place_in(view, area)
            if area.name and area.kind:
                self.areas.by_kind[area.kind] = self._near[area.kind] = area.name

    def close(self, view: SentenceView) -> None:
        """Carry the sentence's topic on to the next one; call after the figures of the sentence."""
        first = view.counts[0].word if view.counts else len(view.words)
        topics = [scope for scope in self._scopes if not scope.depth and self._is_topic(view, scope)]
        leading = [scope for scope in topics if scope.word < first]
        alike = {scope.name for scope in topics if scope.rank == topics[0].rank}
        if leading and len(alike) == 1 and not (view.counts and self._is_part(view, leading[-1].word)):
            self.carried = leading[-1].name

    def of(self, view: SentenceView, count: Count, entry: FigureEntry) -> str | None:
        """The place of one figure of the sentence read last."""
        if self._is_age(view, count, entry) or self._is_elsewhere(view, count):
            return None
        if count.word in self._right:
            return self._right[count.word]
        depth = view.segments[count.segment].depth
        for scope in reversed(self._scopes):
            if scope.word < count.word and scope.depth <= depth and self._governs(view, scope, count, entry):
                return scope.name
        return self.row or self.carried or self.areas.home.name

    def _tells(self, area: Area) -> bool:
        zone = self.layers.zone_at(area.start)
        if zone in ("boilerplate", "byline", "source", "signature", "letterhead", "recipients"):
            return False
        return self.areas.tells(area) and not self._is_dateline(area)

    def _is_dateline(self, area: Area) -> bool:
        """ "HẢI DƯƠNG - Sáng 3/2, …": where the news comes from, when it is about a narrower area."""
        after = self.layers.text[area.end : area.end + 3].lstrip()
        before = self.layers.text[max(0, area.start - 2) : area.start]
        opens = area.kind is None and (not before.strip() or before.endswith("\n"))
        return opens and after[:1] in {"-", "–", "—", ","} and self._wider(area)

    def _row(self, view: SentenceView, found: list[Area]) -> None:
        """A line that is an area alone heads the cells on the lines after it."""
        content = [word for word in view.words if word.text[0].isalpha()]
        if not content:
            return
        self.row = None
        if found and found[0].name and not view.counts:
            covered = [word for word in content if found[0].start <= word.start < found[0].end]
            if len(covered) == len(content):
                self.row = found[0].name

    def _word_at(self, view: SentenceView, offset: int) -> int:
        return max(0, bisect.bisect_right(view.words, offset, key=lambda word: word.start) - 1)

    def _counts_in(self, view: SentenceView, first: int, last: int) -> list[Count]:
        """The counts whose numbers lie in `words[first:last]`."""
        start = bisect.bisect_left(view.counts, first, key=lambda count: count.word)
        return view.counts[start : bisect.bisect_left(view.counts, last, key=lambda count: count.word)]

    def _place_in(self, view: SentenceView, area: Area) -> None:
        word = self._word_at(view, area.start)
        before = view.words[word - 1].text if word else ""
        if before in words("aside") and not area.in_body:
            return
        if before == "và" and view.text_words(word - 2, word - 1) and view.words[word - 2].text in _CLASSES:
            return  # "19/22 quận, huyện và TP. Thủ Đức": one of those counted
        segment = view.segments[view.segment_of[word]]
        depth = segment.depth if self._counts_in(view, segment.first, segment.last) else 0  # "Hợp tác xã A (huyện B)"
        scope = _Scope(area.name or self._just_named(area) or self._meant(area), area.rank, word, depth, area)
        previous = self._counts_in(view, segment.first, word)
        if previous and before in words("locative") and not area.in_body and area.name:
            if not self._wider(area):
                self._right[previous[-1].word] = scope.name
            if segment.depth and not self._counts_in(view, word + 1, segment.last):
                return
        last, self._last = self._last, area
        if self._specifies(view, scope, last):
            return
        self._scopes.append(scope)

    def _specifies(self, view: SentenceView, scope: _Scope, last: Area | None) -> bool:
        """ "xã Châu Quang, huyện Quỳ Hợp": a wider area straight after a narrower one only says where that lies."""
        if not self._scopes or last is None:
            return False
        between = view.text_words(self._word_at(view, last.end - 1) + 1, scope.word)
        return last.rank > scope.rank and set(between) <= {",", "(", "-", "–", "thuộc", "của"}

    def _just_named(self, area: Area) -> str | None:
        """ "* Đà Nẵng: … LĐLĐ thành phố sẽ tặng": the unit of that rank that the sentence opens with."""
        for scope in self._scopes:
            alike = scope.rank == area.rank or (area.kind == "thành phố" and scope.rank == PROVINCE)
            if alike and scope.area.name and not scope.area.in_body and scope.word <= _OPENS:
                return scope.name
        return None

    def _meant(self, area: Area) -> str | None:
        """The name of the unit that a bare class word means here."""
        home = self.areas.home
        kind = area.kind or ""
        if home.rank == area.rank:
            return home.name
        if home.rank is not None and area.rank > home.rank:
            return self._near.get(kind, home.name)
        if kind in self.areas.by_kind:
            return self.areas.by_kind[kind]
        if home.name is not None and home.rank is not None and area.rank == PROVINCE:
            provinces = {place.province for place in places_named(home.name) if place.province}
            if len(provinces) == 1:
                return provinces.pop()
        return home.name

    def _wider(self, area: Area) -> bool:
        home = self.areas.home
        return home.rank is not None and area.rank < home.rank

    def _governs(self, view: SentenceView, scope: _Scope, count: Count, entry: FigureEntry) -> bool:
        """Whether an area on the left of a figure is the one that the figure is about."""
        if "lại" in view.text_words(max(view.segments[count.segment].first, count.word - 3), count.word):
            return False  # "các địa phương còn lại 19"
        if scope.area.in_body and self._wider(scope.area):
            giving = entry.indicator in words("giving", "indicators")
            scope.used = scope.area.name is not None and not giving and self._is_source(view, scope)
            return scope.used
        return not (scope.area.in_body and self._is_one_of_several(view, scope))

    def _is_source(self, view: SentenceView, scope: _Scope) -> bool:
        """Whether the sentence only quotes the body: "Theo Sở … tỉnh X,", "Phó Giám đốc Sở … tỉnh X cho biết"."""
        before = view.text_words(max(0, scope.word - 8), scope.word)
        after = view.text_words(scope.word, scope.word + 8)
        return bool(words("source") & set(before + after))

    def _is_one_of_several(self, view: SentenceView, scope: _Scope) -> bool:
        """ "Huyện ủy A và Thị ủy B": bodies of several areas."""
        bodies = [other for other in self._scopes if other.area.in_body and other.name != scope.name]
        return any(
            set(view.text_words(min(a.word, b.word) + 1, max(a.word, b.word))) <= {",", "và", "@o"}
            and abs(a.word - b.word) <= 3
            for a, b in ((scope, other) for other in bodies)
        )

    def _is_topic(self, view: SentenceView, scope: _Scope) -> bool:
        """Whether the sentences after may still be about the area: told plainly, quoted for it, or "tại Chi bộ … A"."""
        if not scope.area.in_body or scope.used:
            return True
        return not view.counts and bool({"tại", "ở"} & set(view.text_words(max(0, scope.word - 2), scope.word)))

    def _is_part(self, view: SentenceView, word: int) -> bool:
        return bool(words("part") & set(view.text_words(max(0, word - 3), word)))

    def _is_age(self, view: SentenceView, count: Count, entry: FigureEntry) -> bool:
        noun = {*view.text_words(count.word + 1, count.word + 2), *view.text_words(max(0, count.word - 1), count.word)}
        if not noun & words("age", "nouns") or entry.status == "condition" or count.quantity.value_max is not None:
            return False
        first = max(view.segments[count.segment].first, view.previous_number(count.word))
        near = view.text_words(first, count.word)
        return not set(near) & words("age", "of_many")

    def _is_elsewhere(self, view: SentenceView, count: Count) -> bool:
        if count.unit not in words("elsewhere", "units"):
            return False
        before = view.text_words(max(0, count.word - 2), count.word)
        return bool({" ".join(before), *before[-1:]} & words("elsewhere", "before"))
