"""One role: a title with the organisation that it is held in, as written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractor import lexicon
from extractor.extract.people.ground import Ground
from extractor.language.domains import domain_end
from extractor.language.layers import RoleHeld
from extractor.language.names import is_big_place, person_weight, run_end
from extractor.language.places import place_end
from extractor.language.titles import Title, grade_end, phrases, title_at
from extractor.language.tokens import BREAK, Tokens

_LONGEST_PLACE_OF_WORK = 6  # tokens: "công nhân tổ cắt 2"
_LONGEST_UNIT = 8  # tokens of a unit that no list knows: "Bỏng và Phẫu thuật tạo hình"
_ENDS = frozenset({",", "-", "–", ")", ";", ".", BREAK})


@dataclass(frozen=True, slots=True)
class Role:
    """A role over tokens `[first, last)`; `organisation` are the tokens of its body, None where none is written."""

    first: int
    last: int
    title_last: int
    organisation: tuple[int, int] | None = None

    def held(self, tokens: Tokens) -> RoleHeld:
        """Title and organisation as written, white space made single spaces."""
        body = self.organisation
        return RoleHeld(tokens.quote(self.first, self.title_last), tokens.quote(*body) if body else None)


@cache
def _stops() -> frozenset[str]:
    return frozenset(lexicon.load("enterprise_words")["stops"]["words"])


def role_at(ground: Ground, index: int) -> Role | None:
    """The role whose title begins at `index`, or None."""
    if index >= len(ground.tokens) or index in ground.organisation_first:
        return None
    title = title_at(ground.tokens, index)
    if title is None:
        return None
    inside = next((i for i in range(title.first + 1, title.last) if i in ground.organisation_last), None)
    if inside is not None and ground.organisation_last[inside] >= title.last:
        return _over_a_body(ground, title, inside)
    last = _with_workplace(ground, title) if title.workplace else title.last
    if ground.tokens.low[last : last + 1] == ["của"] and last + 1 in ground.organisation_last:
        return _in_body(ground, title, last, last + 1)
    if last in ground.organisation_last:
        return _in_body(ground, title, last, last)
    if title.occupation or title.unit or title.workplace:
        several_words = last - title.first > 1
        if several_words and last + 1 in ground.organisation_last and ground.tokens.raw[last] == ",":
            return _in_body(ground, title, last, last + 1)  # "(thợ lò bậc 6/7, Mỏ than X)"
        if title.unit and title.last == last:
            last = domain_end(ground.tokens, last)  # "Trưởng Ban tổ chức" without a body
        return _in_brackets(ground, title, last) or Role(index, last, last)
    return _in_brackets(ground, title, last) or _without_body(ground, title, last)


def _in_brackets(ground: Ground, title: Title, last: int) -> Role | None:
    """ "Trưởng ban Nữ công (LĐLĐ tỉnh Hưng Yên)": the body stands in brackets behind the title."""
    tokens, body_last = ground.tokens, ground.organisation_last.get(last + 1, -1)
    if body_last < 0 or tokens.raw[last] != "(" or body_last >= len(tokens) or tokens.raw[body_last] != ")":
        return None
    return Role(title.first, body_last + 1, last, (last + 1, body_last))


def _in_body(ground: Ground, title: Title, title_last: int, body: int) -> Role:
    body_last = ground.organisation_last[body]
    return Role(title.first, body_last, title_last, (body, body_last))


def _over_a_body(ground: Ground, title: Title, inside: int) -> Role:
    """The body's name begins inside the title's words.

    "Phó trưởng Ban Dân vận | Tỉnh uỷ", "Trưởng Ban | Ban Chính sách pháp luật …", "Uỷ viên | Ban Thường vụ Tỉnh uỷ".
    """
    body_last = ground.organisation_last[inside]
    if title.unit and title.body == title.last < body_last:
        if _is_area(ground, title.last, body_last):
            return Role(title.first, body_last, inside + 1, (inside, body_last))
        return Role(title.first, body_last, title.last, (title.last, body_last))
    if title.unit:  # "Phó trưởng | Ban Quan hệ Lao động" without the host
        title_last = inside + 1 if body_last == title.last else title.last
        return Role(title.first, body_last, title_last, (inside, body_last))
    low = ground.tokens.low
    if not title.fused and low[inside - 1] == "trưởng":  # "Trưởng Công an", "Phó trưởng Ban | Ban Quản lý"
        title_last = inside + 1 if low[inside] == "ban" else title.last
    else:
        title_last = inside  # "Chủ tịch | CĐCS Công ty X"
    return Role(title.first, body_last, title_last, (inside, body_last))


def _shop_end(tokens: Tokens, index: int) -> int:
    """End of the capitalised work of a shop: "Phân xưởng | Vận tải số 3", "phân xưởng | Men màu"."""
    if index + 1 >= len(tokens) or not tokens.caps[index]:
        return index
    end = domain_end(tokens, index)
    if end == index and not tokens.caps[index + 1] and tokens.raw[index + 1].isalpha():
        end = index + (1 if tokens.low[index + 1] in _stops() else 2)
    return end + 2 if tokens.low[end : end + 1] == ["số"] and tokens.raw[end + 1 : end + 2] else end


def _is_area(ground: Ground, first: int, last: int) -> bool:
    """Whether what is left of a body's name is no body: "Trưởng [trạm Y tế] xã", not "Trưởng ban Dân vận huyện ủy"."""
    low = ground.tokens.low
    if phrases("not_people", "areas").end(low, first) == first:
        return False
    return last - first == 1 or low[first + 1] not in {"ủy", "uỷ", "đoàn", "hội"}


def _with_workplace(ground: Ground, title: Title) -> int:
    """End of a title with its place of work: a few words up to a mark, a body or a name, else the title's own end.

    "công nhân chuyền 5", "Tổ trưởng tổ may 3"; behind a unit capitals too: "Trưởng khoa Bỏng và Phẫu thuật".
    """
    tokens, longest = ground.tokens, _LONGEST_UNIT if title.unit else _LONGEST_PLACE_OF_WORK
    if title.last in ground.organisation_last:
        return title.last  # "Đội trưởng | Đội Cảnh sát giao thông số 2"
    start = phrases("titles", "workplaces").end(tokens.low, title.last)
    shop = _shop_end(tokens, start) if start > title.last else start
    otherwise = shop if shop > start else title.last
    start = phrases("titles", "works").end(tokens.low, shop)
    for end in range(start, min(title.last + longest + 1, len(tokens))):
        word = tokens.raw[end]
        if word in _ENDS or end in ground.organisation_last:
            return end
        if (graded := grade_end(tokens, end)) > end:
            return graded
        if word == "của" and end + 1 in ground.organisation_last:
            return end
        if tokens.caps[end] and (not title.unit or person_weight(tokens, end, run_end(tokens, end)) >= 2):
            return end
        if not word.isalnum() or (word.lower() in _stops() and word.lower() != "và"):
            break
    return otherwise


def _without_body(ground: Ground, title: Title, last: int) -> Role:
    """ "Chủ tịch công đoàn", "Phó Bí thư Chi bộ": the unnamed body is part of the title; "giám đốc công ty" is not."""
    tokens = ground.tokens
    if title.fused or title.workplace:
        return Role(title.first, last, last)
    domain = domain_end(tokens, last) if tokens.low[last - 1] == "trưởng" else last
    if domain > last and domain not in ground.organisation_last:
        return Role(title.first, domain, domain)  # "Bộ trưởng Giao thông Vận tải"
    home = place_end(tokens.low, last)
    if last < home < len(tokens) and tokens.caps[last] and tokens.caps[home] and is_big_place(tokens, last, home):
        return Role(title.first, home, home)  # "Tổng thống Mỹ"
    bare = phrases("titles", "bare_bodies").end(tokens.low, last)
    if bare in ground.organisation_last:
        return _in_body(ground, title, bare, bare)
    if bare > last:
        return Role(title.first, phrases("titles", "between").end(tokens.low, bare), bare)
    return Role(title.first, phrases("titles", "between").end(tokens.low, last), last)
