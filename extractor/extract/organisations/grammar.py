"""The grammar of organisations' names, walked from left to right without backtracking over the text.

    body   = kind complement*                  "Sở" "Y tế" "tỉnh Nghệ An"
    organ  = organ-kind [domain] body          "Ban Tổ chức" "Huyện ủy Cẩm Giàng"
    complement = domain | zone | body | brand | free name | number | (level [place] | place)*

What a kind takes is in the lexicon. The result says how particular the name is: by a name of its own (`NAMED`),
only by a level or by its kind ("LĐLĐ huyện", `LOCAL`), or not at all (`BARE`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.extract.organisations.freename import FreeName, is_counted
from extractor.extract.organisations.kinds import Kind, brands, cell_kinds, context_words, kinds, levels, numbered_levels, zones
from extractor.language.domains import domain_end
from extractor.language.names import is_acronym, is_big_place, is_capital_word, is_shouted, is_syllable, person_tail, person_weight, run_end, surname_weight
from extractor.language.places import PlaceLevel, place_end
from extractor.language.titles import title_at, title_before
from extractor.language.tokens import Tokens
from extractor.records import OrganisationType

BARE, LOCAL, NAMED = 0, 1, 2
_DEEPEST = 4  # bodies inside bodies: "Văn phòng Đảng ủy Công đoàn Công ty X" has 4
_LONGEST_PLACE = 4  # capitalised syllables of a place that no list knows
_ROMAN = frozenset("i ii iii iv v vi vii viii ix x".split())
_LEVEL_PLACES: dict[str, frozenset[PlaceLevel]] = {
    "tỉnh": frozenset({"province"}),
    "thành phố": frozenset({"province", "district"}),
    "huyện": frozenset({"district"}),
    "quận": frozenset({"district"}),
    "thị xã": frozenset({"district"}),
    "phường": frozenset({"commune"}),
    "xã": frozenset({"commune"}),
    "thị trấn": frozenset({"commune"}),
}
_SHORT_LEVELS = {"tp.": "thành phố", "tp": "thành phố", "tp .": "thành phố", "t . p": "thành phố", "tx": "thị xã", "tx .": "thị xã", "p .": "phường", "q .": "quận", "h .": "huyện"}


@dataclass(slots=True)
class Body:
    """One organisation's name over tokens `[first, last)`."""

    first: int
    last: int
    kind: Kind
    type: OrganisationType
    weight: int
    key: str  # the kinds from outside in, folded: "ban thường vụ > liên đoàn lao động"
    level: str | None = None
    place: str | None = None  # folded
    place_span: tuple[int, int] | None = None
    name: str = ""  # domain, zone, number and free name, folded
    proper: tuple[int, int] | None = None  # tokens of the free name's own words
    several: bool = False  # "Liên đoàn Lao động huyện, thành phố"
    used: set[str] = field(default_factory=set)


class Grammar:
    """Parses organisations at given positions of one text."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens

    def body_at(self, index: int) -> Body | None:
        """The organisation whose name begins at `index`, bare ones too; None where no kind begins."""
        if index >= len(self.tokens) or kinds().match(self.tokens.low, index) is None:
            return None
        return self._body(index, 0, title_before(self.tokens, index))

    def _body(self, index: int, depth: int, titled: bool) -> Body | None:
        bare: Body | None = None
        for end, kind in kinds().matches(self.tokens.low, index):
            if not self._may_begin(index, end, kind):
                continue
            body = self._complete(index, end, kind, depth, titled)
            if body.weight or body.several:
                return body
            bare = bare or body
        return bare

    def _may_begin(self, index: int, end: int, kind: Kind) -> bool:
        tokens = self.tokens
        if not kind.lower and not tokens.caps[index] or kind.acronym and not tokens.raw[index].isupper():
            return False
        if end < len(tokens) and tokens.low[end] in context_words("not_after"):
            return False
        # "Trường Sa", "Đài Loan", "Mỏ Cày": a place that begins like a kind
        return not (tokens.caps[index] and end - index == 1 and place_end(tokens.low, index) > end and is_capital_word(tokens, end))

    # ------------------------------------------------------------ complements

    def _complete(self, index: int, end: int, kind: Kind, depth: int, titled: bool) -> Body:
        body = Body(index, end, kind, kind.type or kind.default_type, BARE, kind.key)
        if "domain" in kind.takes:
            self._domain(body)
        if kind.key == "chi bộ":
            body.last = cell_kinds().end(self.tokens.low, body.last)
        if "zone" in kind.takes:
            self._zone(body, titled)
        if "host" in kind.takes and depth < _DEEPEST and not body.used & {"zone"}:
            self._host(body, depth, titled)
        if "brand" in kind.takes and not body.used:
            self._brand_complement(body)
        if "name" in kind.takes and "host" not in body.used:
            self._free_name(body, titled)
            if "host" in kind.takes and "name" in body.used and depth < _DEEPEST:
                self._host(body, depth, titled)
        if "number" in kind.takes and "host" not in body.used and "name" not in body.used:
            self._number(body)
            if "number" in body.used and "host" in kind.takes and depth < _DEEPEST:
                self._host(body, depth, titled)
        if "level_central" in kind.takes:
            self._central(body)
        if "host" not in body.used:
            self._areas(body, titled)
        if kind.organ and kind.type is None and "host" not in body.used and body.level not in {None, "central"}:
            body.type = "government"  # "Ban Dân tộc tỉnh"
        if kind.needs and not body.used & kind.needs:
            body.weight = BARE
        if body.weight == BARE:
            body.last = max(end, body.last) if body.used else end
        if body.weight == BARE and kind.alone == "always" and not body.several:
            body.weight = LOCAL
        return body

    def _domain(self, body: Body) -> None:
        start = body.last + (self.tokens.low[body.last : body.last + 1] == ["ngành"])
        end = domain_end(self.tokens, start)
        if end == start:
            return
        particular = body.type == "government" and body.kind.type is not None
        capital = self.tokens.caps[body.first] or self.tokens.caps[body.last]
        acronym = is_acronym(self.tokens, body.last)
        body.name = " ".join(self.tokens.low[body.last : end])
        body.last = end
        body.used.add("domain")
        if particular and capital:
            body.weight = NAMED
        elif body.type == "union" and self.tokens.caps[body.first] and self.tokens.caps[start]:
            body.weight = LOCAL
        elif acronym and body.kind.organ:
            body.weight = LOCAL

    def _zone(self, body: Body, titled: bool) -> None:
        tokens = self.tokens
        found = zones().match(tokens.low, body.last)
        if found is None:
            return
        end, needy = found
        named = self._zone_name(end, titled)
        if named == end and needy:
            return
        name_first = body.last
        body.last = named
        body.name = " ".join(tokens.low[name_first:named])
        body.weight = NAMED if named > end else LOCAL
        body.used.add("zone")
        if named > end:
            body.place_span = (end, named)
            body.place = " ".join(tokens.low[end:named])

    def _zone_name(self, index: int, titled: bool) -> int:
        """End of a zone's own name: "Quang Châu", "VSIP 2", "Bình Thủy - Ô Môn", "3"."""
        tokens = self.tokens
        if index < len(tokens) and tokens.raw[index].isdigit() and len(tokens.raw[index]) <= 3:
            return index if is_counted(tokens, index + 1) else index + 1
        end = self._place(index, None, titled)
        if end == index:
            return index
        if end + 1 < len(tokens) and tokens.raw[end] in "-–" and place_end(tokens.low, end + 1) > end + 1 and tokens.caps[end + 1]:
            end = place_end(tokens.low, end + 1)
        if end < len(tokens) and (tokens.raw[end].isdigit() or tokens.low[end] in _ROMAN) and len(tokens.raw[end]) <= 3:
            end += not is_counted(tokens, end + 1)
        return end

    def _host(self, body: Body, depth: int, titled: bool) -> None:
        first = body.last
        if body.kind.key in {"ủy ban", "hội đồng", "ban"} and self.tokens.low[first : first + 1] == ["của"]:
            first += 1  # "Ủy ban Kinh tế của Quốc hội"
        host = self._body(first, depth + 1, titled)
        if host is None or (first > body.last and host.kind.key not in {"quốc hội", "hội đồng nhân dân"}):
            return
        if body.kind.hosts and host.kind.key not in body.kind.hosts:
            return
        if host.several:
            body.several = True
            body.last = host.last
            return
        if host.weight == BARE and not (host.kind.alone == "short" and self.tokens.caps[host.first] and not host.used):
            return
        if self._plural_follows(host):
            return
        body.last = host.last
        body.weight = max(host.weight, LOCAL)
        body.key = f"{body.key} > {host.key}"
        body.name = " ".join(part for part in (body.name, host.name) if part)
        body.level, body.place, body.place_span = host.level, host.place, host.place_span
        body.used.add("host")
        if body.kind.type is None:
            body.type = host.type

    def _plural_follows(self, host: Body) -> bool:
        """ "Ban Thường vụ Đảng ủy các xã": a bare host before a plural is no body."""
        index = host.last
        return host.weight == BARE and index < len(self.tokens) and self.tokens.low[index] in {"các", "cơ", "cấp", "viên", "bộ", "từng", "những", "mỗi"}

    def _brand_complement(self, body: Body) -> None:
        tokens = self.tokens
        end = brands().end(tokens.low, body.last)
        if end == body.last or not tokens.caps[body.last]:
            run = run_end(tokens, body.last)
            if not any(len(tokens.raw[i]) > 2 and not is_syllable(tokens.low[i]) for i in range(body.last, run)):
                return
            end = run
        name = FreeName(tokens, body.last, False, True)
        end = max(end, name.end)
        body.name = " ".join(tokens.low[body.last : end])
        body.last, body.weight = end, NAMED
        body.used.add("brand")

    def _free_name(self, body: Body, titled: bool) -> None:
        if body.used & {"zone"} and body.weight == NAMED:
            return
        tokens = self.tokens
        name = FreeName(tokens, body.last, titled, body.type in {"education", "other"})
        if name.end == body.last:
            return
        if not tokens.caps[body.first] and is_big_place(tokens, body.last, name.end) and body.type != "media":
            return  # "công ty Hàn Quốc", "trung tâm Hà Nội": a company from there
        if body.kind.key in {"chi bộ", "đảng bộ"} and not self._names_a_cell(body.last, name):
            return
        body.name = " ".join(self.tokens.low[body.last : name.end])
        if name.proper >= 0:
            body.proper = (name.proper, name.end)
        body.last = name.end
        body.weight = NAMED
        body.used.add("name")

    def _names_a_cell(self, first: int, name: FreeName) -> bool:
        """ "Chi bộ nòng cốt Công đoàn-Doanh nghiệp" is a name, "Chi bộ Doanh nghiệp" a kind."""
        if name.end - first == 1 and self.tokens.low[first] == "đảng":
            return False  # "chi bộ Đảng" is a kind
        return name.proper >= 0 or any(self.tokens.raw[index] in "-–" for index in range(first, name.end))

    def _number(self, body: Body) -> None:
        tokens = self.tokens
        index = body.last
        if index < len(tokens) and tokens.low[index] == "số":
            index += 1
        if index >= len(tokens):
            return
        follows = tokens.low[index + 1] if index + 1 < len(tokens) else ""
        word = tokens.raw[index]
        digits = word.isdigit() and len(word) <= 4 or word[0].isupper() and word[1:].lstrip("ABCDHKPQ").isdigit()
        if not digits and not (tokens.caps[index] and tokens.low[index] in _ROMAN):
            return
        if is_counted(tokens, index + 1) or follows in {".", ",", "/"} and index + 2 < len(tokens) and tokens.raw[index + 2][0].isdigit():
            return
        body.name = " ".join((body.name, tokens.low[index])).strip()
        body.last = index + 1
        body.weight = NAMED
        body.used.add("number")

    # ------------------------------------------------------------ areas

    def _central(self, body: Body) -> None:
        found = levels().match(self.tokens.low, body.last)
        if found is None or found[1] != "central" or self.tokens.low[body.last] in {"việt", "quốc", "nhà"}:
            return
        body.last, body.level, body.weight = found[0], "central", NAMED
        body.used.add("level_central")

    def _areas(self, body: Body, titled: bool) -> None:
        """Levels and places in a row without commas: "Việt Nam tỉnh Nghệ An", "phường 5 quận 3"."""
        takes_level, takes_place = "level" in body.kind.takes, "place" in body.kind.takes
        for _ in range(3):
            if body.used & {"name"} and not body.kind.takes & {"level", "place"}:
                return
            self._bracketed(body)
            moved = (takes_level and self._level(body, titled)) or (takes_place and self._bare_place(body, titled))
            if not moved or body.several:
                return

    def _bracketed(self, body: Body) -> None:
        """ "Trung tâm Kiểm soát bệnh tật (CDC) Đà Nẵng": an acronym in brackets before the area stays inside the name."""
        tokens, index = self.tokens, body.last
        if index + 3 >= len(tokens) or tokens.raw[index] != "(" or tokens.raw[index + 2] != ")":
            return
        if not tokens.raw[index + 1].isupper() or len(tokens.raw[index + 1]) < 2 or body.level or body.place:
            return
        level = levels().match(tokens.low, index + 3)
        if level or (tokens.caps[index + 3] and place_end(tokens.low, index + 3) > index + 3):
            body.last = index + 3

    def _level(self, body: Body, titled: bool) -> bool:
        tokens = self.tokens
        found = levels().match(tokens.low, body.last)
        if found is None:
            return False
        end, word = found
        if word == "central":
            if not tokens.caps[body.last] and tokens.low[body.last] not in {"trung"}:
                return False
            body.last, body.level = end, body.level or "central"
            body.weight = max(body.weight, NAMED if tokens.low[end - 1] == "nam" else LOCAL)
            body.used.add("level")
            return True
        word = _SHORT_LEVELS.get(word, word)
        named = self._place(end, word, titled)
        short = not tokens.low[end - 1].isalpha() or word != " ".join(tokens.low[body.last : end])
        if named == end and short and word not in {"thành phố"}:
            return False
        if named == end and self._several_levels(end):
            body.several = True
            body.last = end
            return True
        body.last = named
        body.level = body.level or word
        body.used.add("level")
        body.weight = max(body.weight, NAMED if named > end else LOCAL)
        if named > end and body.place is None:
            body.place = " ".join(tokens.low[end:named])
            body.place_span = (end, named)
        return True

    def _several_levels(self, index: int) -> bool:
        """Whether a bare level goes on as a list: "huyện, thành phố", "tỉnh và huyện", "xã/phường"."""
        tokens = self.tokens
        if index + 1 >= len(tokens) or tokens.low[index] not in {",", "và", "/", "-", "hoặc", "&", "–"}:
            return False
        after = index + 1
        if tokens.low[after] in {"thị", "thành"} and (after + 1 >= len(tokens) or tokens.low[after + 1] in {",", "và", ".", ";"}):
            return True
        found = levels().match(tokens.low, after)
        if found is None or found[1] == "central":
            return False
        word = _SHORT_LEVELS.get(found[1], found[1])
        return self._place(found[0], word, False) == found[0]

    def _bare_place(self, body: Body, titled: bool) -> bool:
        tokens = self.tokens
        if body.last >= len(tokens) or not tokens.caps[body.last]:
            return False
        end = place_end(tokens.low, body.last)
        if end == body.last or not tokens.caps[end - 1]:
            return False
        if body.type == "enterprise" and not tokens.caps[body.first] and not body.used:
            return False  # "công ty Hàn Quốc"
        run = run_end(tokens, body.last)
        person_behind = person_weight(tokens, end, run) >= 2 or surname_weight(tokens, end) == 2 if run > end else False
        if run > end and not person_behind and person_weight(tokens, body.last, run) >= 2 and not is_shouted(tokens, end):
            return False
        if run == end and end - body.last >= 3 and titled and person_weight(tokens, body.last, run) >= 2:
            return False
        if body.place is None:
            body.place = " ".join(tokens.low[body.last : end])
            body.place_span = (body.last, end)
        body.last = end
        body.weight = NAMED
        body.used.add("place")
        return True

    def _place(self, index: int, level: str | None, titled: bool) -> int:
        """End of the place name after a class word, or `index`."""
        tokens = self.tokens
        if index >= len(tokens):
            return index
        if level in numbered_levels() and tokens.raw[index].isdigit() and len(tokens.raw[index]) <= 2:
            return index + 1
        if not tokens.caps[index]:
            return index
        fitting = place_end(tokens.low, index, _LEVEL_PLACES.get(level or ""))
        if fitting > index and tokens.caps[fitting - 1]:
            return fitting
        run = min(run_end(tokens, index), index + _LONGEST_PLACE + 2)
        for inner in range(index, run):
            if kinds().end(tokens.low, inner) > inner + 1 or title_at(tokens, inner) is not None:
                run = inner
                break
        if person_weight(tokens, index, run) >= (2 if titled else 3):
            return index
        known = place_end(tokens.low, index)
        if known > index and tokens.caps[known - 1]:
            return known
        run = person_tail(tokens, index + 1, run) if run - index > 2 else run
        if is_shouted(tokens, index):
            run = min(run, index + 2)
        return min(run, index + _LONGEST_PLACE)
