"""The grammar of organisations' names, walked from left to right without backtracking over the text.

    body   = kind complement*                  "Sở" "Y tế" "tỉnh Nghệ An"
    organ  = organ-kind [domain] body          "Ban Tổ chức" "Huyện ủy Cẩm Giàng"
    complement = domain | zone | body | brand | free name | number | (level [place] | place)*

What a kind takes is in the lexicon; `areas` reads levels and places, `freename` names of enterprises and schools.
"""

from __future__ import annotations

import re

from extractor.extract.organisations.areas import add_areas, add_central, end_of_place, is_bracketed_code, is_general
from extractor.extract.organisations.body import BARE, LOCAL, NAMED, Body
from extractor.extract.organisations.freename import FreeName
from extractor.extract.organisations.kinds import Kind, brands, context_phrases, context_words, kinds, zones
from extractor.extract.organisations.trades import is_counted, stops, trade_end
from extractor.language.domains import domain_end
from extractor.language.names import (
    is_acronym,
    is_big_place,
    is_capital_word,
    is_shouted,
    is_syllable,
    person_weight,
    run_end,
)
from extractor.language.places import place_end
from extractor.language.titles import awaits_name
from extractor.language.tokens import Tokens

_DEEPEST = 4  # bodies inside bodies: "Văn phòng Đảng ủy Công đoàn Công ty X" has 4
_ROMAN = re.compile(r"[IVX]{1,5}")
_CODE = re.compile(r"\d{1,4}|[A-ZĐ]{1,3}\d{1,3}")  # "Sư đoàn 316", "Cục A83"
_CELLS = frozenset({"chi bộ", "đảng bộ"})


class Grammar:
    """Parses organisations at given positions of one text."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens

    def body_at(self, index: int) -> Body | None:
        """The organisation whose name begins at `index`, bare ones too; None where no kind begins."""
        return self._body(index, 0, awaits_name(self.tokens, index))

    def _body(self, index: int, depth: int, titled: bool) -> Body | None:
        bare: Body | None = None
        for end, kind in kinds().matches(self.tokens.low, index):
            if not self._may_begin(index, end, kind):
                continue
            body = self._complete(index, end, kind, depth, titled)
            if bare is not None and body.last <= bare.last:
                break  # "Ủy ban Kiểm tra" is no "Ủy ban" for "Kiểm tra"
            if body.weight or body.several:
                return body
            bare = bare or body
        return bare

    def _may_begin(self, index: int, end: int, kind: Kind) -> bool:
        tokens = self.tokens
        if (not kind.lower and not tokens.caps[index]) or (kind.acronym and not tokens.raw[index].isupper()):
            return False
        goes_on = end < len(tokens) and tokens.low[end] in context_words("not_after")
        if goes_on and (not tokens.caps[end] or is_shouted(tokens, end)):
            return False  # "công đoàn | viên", but "Nhà máy | Hóa chất Phù Ninh"
        # "Trường Sa", "Đài Loan", "Mỏ Cày": a place that begins like a kind
        one_word = tokens.caps[index] and end - index == 1 and is_capital_word(tokens, end)
        return not (one_word and place_end(tokens.low, index) > end)

    def _complete(self, index: int, end: int, kind: Kind, depth: int, titled: bool) -> Body:
        body = Body(index, end, kind, kind.type or kind.default_type, kind.key)
        takes = kind.takes
        if "domain" in takes:
            self._domain(body)
        if kind.key == "chi bộ":
            body.last = context_phrases("cell_kinds").end(self.tokens.low, body.last)
        if "zone" in takes:
            self._zone(body, titled)
        if "host" in takes and "zone" not in body.used:
            self._host(body, depth, titled)
        if "brand" in takes and not body.used:
            self._brand(body)
        if "name" in takes and "host" not in body.used:
            self._free_name(body, titled)
        if kind.key in context_words("of_trades") and not body.used:
            body.last = trade_end(self.tokens, body.last)  # "Nghiệp đoàn | bốc xếp | thị trấn Chũ"
        if "number" in takes and not body.used & {"host", "name"}:
            self._number(body)
        if "host" in takes and body.used & {"name", "number"} and "host" not in body.used:
            self._host(body, depth, titled)
        if "level_central" in takes:
            add_central(self.tokens, body)
        if "host" not in body.used:
            add_areas(self.tokens, body, titled)
        self._weigh(body, end)
        return body

    def _weigh(self, body: Body, kind_end: int) -> None:
        """Settle type and weight when every complement has been read."""
        kind = body.kind
        if kind.organ and kind.type is None and "host" not in body.used and "level" in body.used:
            body.type = "government"  # "Ban Dân tộc tỉnh"
        if kind.needs and not body.used & kind.needs:
            body.weight = BARE
        if body.type == "enterprise" and not self.tokens.caps[body.first] and self._only_counts(kind_end, body.last):
            body.weight, body.last = BARE, kind_end  # "nhà máy số 2"
            body.used.clear()
        if body.weight == BARE and not body.used:
            body.last = kind_end
        always = kind.alone == "always" or (
            kind.alone == "capital" and self.tokens.caps[body.first] and not is_general(self.tokens, body.last)
        )
        if body.weight == BARE and always and not body.several:
            body.weight = LOCAL

    def _only_counts(self, first: int, last: int) -> bool:
        low = self.tokens.low
        return last > first and all(low[index] == "số" or low[index].isdigit() for index in range(first, last))

    # ------------------------------------------------------------ complements

    def _domain(self, body: Body) -> None:
        tokens = self.tokens
        start = body.last + (tokens.low[body.last : body.last + 1] in (["ngành"], ["về"]))
        end = domain_end(tokens, start)
        if end == start or (body.kind.key in context_words("teams") and not tokens.caps[start]):
            return
        capital = tokens.caps[body.first] or tokens.caps[start]
        weight = BARE
        if body.type == "government" and body.kind.type is not None and capital:
            weight = NAMED
        elif (
            (body.type == "union" and tokens.caps[body.first] and tokens.caps[start])
            or (body.kind.organ and is_acronym(tokens, start))
            or self._stands_alone(body, start, end)
        ):
            weight = LOCAL
        body.extend(end, "domain", weight, " ".join(tokens.low[start:end]))

    def _stands_alone(self, body: Body, first: int, last: int) -> bool:
        """ "Ban Quan hệ Lao động", "Phòng Tài chính - Kế hoạch": capitals make the office of that name one body."""
        tokens, words = self.tokens, " ".join(self.tokens.low[first:last])
        if not (tokens.caps[body.first] and tokens.caps[first]) or is_shouted(tokens, first):
            return False
        if body.kind.key == "ban":
            return words not in context_words("organising")
        return body.kind.key == "phòng" and words in context_words("district_offices")

    def _zone(self, body: Body, titled: bool) -> None:
        tokens = self.tokens
        found = zones().match(tokens.low, body.last)
        if found is None:
            return
        end, needs_name = found
        if tokens.low[end - 1] in context_words("teams") and not self._is_number(end):
            return  # "Chi bộ Đội 5", but "Chi bộ | Đội Quản lý thị trường số 1"
        named = self._zone_name(end, titled)
        if named == end and needs_name:
            return
        if named > end:
            body.locate((end, named), " ".join(tokens.low[end:named]))
        if tokens.low[named : named + 2] == ["và", "các"]:
            # "Công đoàn Khu kinh tế Dung Quất và các KCN tỉnh"
            more = zones().end(tokens.low, named + 1)
            named = more if more > named + 1 else named
        body.extend(named, "zone", NAMED if named > end else LOCAL, " ".join(tokens.low[body.last : named]))

    def _zone_name(self, index: int, titled: bool) -> int:
        """End of a zone's own name: "Quang Châu", "VSIP 2", "Bình Thủy - Ô Môn", "3"."""
        tokens = self.tokens
        if self._is_number(index):
            return index + 1
        end = end_of_place(tokens, index, None, titled)
        if end == index:
            return index
        if end + 1 < len(tokens) and tokens.raw[end] in "-–" and tokens.caps[end + 1]:
            end = max(place_end(tokens.low, end + 1), end) if place_end(tokens.low, end + 1) > end + 1 else end
        return end + self._is_number(end)

    def _is_number(self, index: int) -> bool:
        """A number or Roman numeral that names something and counts nothing."""
        tokens = self.tokens
        if index >= len(tokens) or not (tokens.raw[index].isdigit() or _ROMAN.fullmatch(tokens.raw[index])):
            return False
        return len(tokens.raw[index]) <= 3 and not is_counted(tokens, index + 1)

    def _host(self, body: Body, depth: int, titled: bool) -> None:
        """The body that this one is an organ or a part of: "Chi bộ | Công ty X", "Ban Tổ chức | Huyện ủy"."""
        if depth >= _DEEPEST:
            return
        first, joined = body.last, False
        tokens = self.tokens
        if is_bracketed_code(tokens, first):
            first += 3  # "Phòng Cảnh sát hình sự (PC45) | Công an tỉnh"
        elif body.kind.key in context_words("committees") and tokens.low[first : first + 1] == ["của"]:
            first, joined = first + 1, True
        host = self._body(first, depth + 1, titled)
        if host is None or (joined and host.kind.key not in context_words("assemblies")):
            return
        if body.kind.hosts and host.kind.key not in body.kind.hosts:
            return
        if host.several:
            body.several, body.last = True, host.last
            return
        if host.weight == BARE and not self._bare_host(host) and not self._own_place_of_work(body, host, titled):
            return
        body.extend(host.last, "host", max(host.weight, LOCAL), host.name)
        body.key = f"{body.key} > {host.key}"
        body.level, body.place, body.place_span = host.level, host.place, host.place_span
        if body.kind.type is None:
            body.type = host.type

    def _bare_host(self, host: Body) -> bool:
        """ "Ban Thường vụ Đảng ủy" means one body in its document; "… Đảng ủy các xã" means none."""
        short = host.kind.alone == "short" and self.tokens.caps[host.first] and not host.used
        return short and not is_general(self.tokens, host.last)

    def _own_place_of_work(self, body: Body, host: Body, titled: bool) -> bool:
        """ "Đảng ủy Tập đoàn", "Công đoàn Nhà máy", both with capitals: of the one that the document is about."""
        tokens, last = self.tokens, host.last
        if body.kind.key not in context_words("organs_of_places_of_work") or host.kind.type != "enterprise":
            return False
        if host.used or not (tokens.caps[body.first] and tokens.caps[host.first]) or is_shouted(tokens, host.first):
            return False
        if last < len(tokens) and tokens.caps[last]:
            return titled and person_weight(tokens, last, run_end(tokens, last)) >= 2
        return last >= len(tokens) or tokens.low[last] not in context_words("any_of_them")

    def _brand(self, body: Body) -> None:
        """ "Công đoàn Samsung Electronics Việt Nam": a company without legal form, known or by its foreign word."""
        tokens, first = self.tokens, body.last
        if first >= len(tokens) or not tokens.caps[first]:
            return
        end = brands().end(tokens.low, first)
        if end == first:
            end = run_end(tokens, first)
            if is_shouted(tokens, first) and tokens.low[first] in stops():
                return  # "CÔNG ĐOÀN | VÀO RESORT"
            if not any(len(tokens.raw[i]) > 2 and not is_syllable(tokens.low[i]) for i in range(first, end)):
                return
        end = max(end, FreeName(tokens, first, titled=False, keep_person=True).end)
        body.extend(end, "brand", NAMED, " ".join(tokens.low[first:end]))

    def _free_name(self, body: Body, titled: bool) -> None:
        tokens, first = self.tokens, body.last
        if "zone" in body.used and body.weight == NAMED:
            return
        name = FreeName(tokens, first, titled, keep_person=body.type in {"education", "other"})
        if name.end == first:
            return
        if not tokens.caps[body.first] and body.type != "media" and is_big_place(tokens, first, name.end):
            return  # "công ty Hàn Quốc", "trung tâm Hà Nội": one from there
        if body.kind.key in _CELLS and not self._names_a_cell(first, name):
            return
        if name.proper >= 0:
            body.proper = (name.proper, name.end)
        body.extend(name.end, "name", NAMED, " ".join(tokens.low[first : name.end]))

    def _names_a_cell(self, first: int, name: FreeName) -> bool:
        """ "Chi bộ nòng cốt Công đoàn-Doanh nghiệp" is a name, "Chi bộ Doanh nghiệp", "chi bộ Đảng" are kinds."""
        if name.end - first == 1 and self.tokens.low[first] == "đảng":
            return False
        return name.proper >= 0 or any(self.tokens.raw[index] in "-–" for index in range(first, name.end))

    def _number(self, body: Body) -> None:
        """ "Chi nhánh 7", "Đội CSGT số 6", "Quân khu IV", "Cục A83"."""
        tokens = self.tokens
        index = body.last + (tokens.low[body.last : body.last + 1] == ["số"])
        if index >= len(tokens) or not (_CODE.fullmatch(tokens.raw[index]) or _ROMAN.fullmatch(tokens.raw[index])):
            return
        decimal = index + 2 < len(tokens) and tokens.raw[index + 1] in ".,/" and tokens.raw[index + 2][0].isdigit()
        if not decimal and not is_counted(tokens, index + 1):
            body.extend(index + 1, "number", NAMED, tokens.low[index])
