"""Which roles belong to which name: rows of titles before and after it."""

from __future__ import annotations

from extractor.extract.people.ground import Ground
from extractor.extract.people.held import Role, role_at
from extractor.extract.people.shapes import honorific_start
from extractor.language.titles import honorific_end, phrases, titles_in
from extractor.language.tokens import BREAK, Tokens

_SEPARATORS = frozenset({",", "-", "–", "—", "(", ":"})
_NEXT = frozenset({",", "-", "–", "/", ";"})
_LONGEST_CLAUSE = 40  # tokens back from "do ông A làm chủ tịch" to the body
_LONGEST_CLASS = 5  # tokens: "năm thứ hai", "lớp 11"
_LONGEST_ASIDE = 14  # tokens of "(33 tuổi, trú tại …)" between a name and its title


def roles_from(ground: Ground, index: int, names: dict[int, int]) -> tuple[list[Role], int]:
    """Roles in a row from `index` on ("Ủy viên Ban Thường vụ, Trưởng ban Tổ chức LĐLĐ tỉnh"), and where they end."""
    tokens, roles = ground.tokens, list[Role]()
    last = index
    while (role := role_at(ground, index)) is not None:
        roles.append(role)
        last = role.last
        index = _next_role(tokens, _after_area(tokens, last))
        if index < 0:
            break
    return roles, last


def _next_role(tokens: Tokens, index: int) -> int:
    """Where the next role of the row would begin behind a comma or "kiêm"; -1 if the row ends."""
    start = index
    if index < len(tokens) and tokens.raw[index] in _NEXT - {";"}:
        index += 1
    also = phrases("links", "and_also").end(tokens.low, index)
    if also > index:
        index = also
    return index if index > start else -1


def _after_area(tokens: Tokens, index: int) -> int:
    """Skip ", huyện X, tỉnh Y" behind a body: the area that stands outside its name."""
    for _ in range(3):
        if (
            index + 2 < len(tokens)
            and tokens.raw[index] == ","
            and tokens.low[index + 1] in {"huyện", "tỉnh", "thành", "xã", "quận", "phường", "thị", "tp"}
        ):
            after = index + 2 + (tokens.low[index + 2] in {"phố", "xã", "trấn", "."})
            while after < len(tokens) and tokens.caps[after]:
                after += 1
            if after == index + 2:
                return index
            index = after
        else:
            break
    return index


def roles_after(ground: Ground, name_first: int, name_last: int, names: dict[int, int]) -> list[Role]:
    """Roles that stand behind a name: after a comma, dash or bracket, or after "là", "giữ chức", "làm" …"""
    tokens = ground.tokens
    index = _after_aside(ground, name_last)
    if index >= len(tokens):
        return []
    copula = phrases("links", "copulas").end(tokens.low, index)
    if copula > index:
        roles, last = roles_from(ground, copula, names)
        if _belongs_to_next(ground, roles, last, names):
            return []
        return [_of_clause(ground, role, name_first) for role in roles]
    if tokens.raw[index] not in _SEPARATORS:
        return []
    index += 1
    if index < len(tokens) and (copula := phrases("links", "copulas").end(tokens.low, index)) > index:
        index = copula
    if (school := _at_school(ground, index)) is not None:
        return [school]
    if index < len(tokens) and honorific_end(tokens, index) > index and role_at(ground, index) is None:
        return []
    roles, last = roles_from(ground, index, names)
    if tokens.raw[index - 1] == ":":
        return []
    if _belongs_to_next(ground, roles, last, names):
        roles.pop()
    elif roles:
        roles += _taken_up(ground, last, names)
    return roles


def _at_school(ground: Ground, index: int) -> Role | None:
    """ "…, học sinh Trường THPT X": a word for a person that is a role where its school follows."""
    tokens, first = ground.tokens, phrases("titles", "at_schools").end(ground.tokens.low, index)
    if first == index:
        return None
    for end in range(first, min(first + _LONGEST_CLASS, len(tokens))):
        last = ground.organisation_last.get(end, -1)
        if last > 0:
            return Role(index, last, end, (end, last))
        if not tokens.raw[end].isalnum() or tokens.low[end] in {"của", "và"}:
            break
    return None


def _taken_up(ground: Ground, index: int, names: dict[int, int]) -> list[Role]:
    """ "…, Phó Chủ tịch UBND xã, làm Tổ trưởng": what somebody with a role is made besides."""
    tokens = ground.tokens
    index = _after_area(tokens, index)
    index += index < len(tokens) and tokens.raw[index] == ","
    copula = phrases("links", "copulas").end(tokens.low, index)
    if copula == index:
        return []
    roles, last = roles_from(ground, copula, names)
    return [] if _belongs_to_next(ground, roles, last, names) else roles


def _of_clause(ground: Ground, role: Role, name_first: int) -> Role:
    """ "CĐCS Công ty X có 512 đoàn viên, … do ông A làm chủ tịch": the body that the clause is about."""
    tokens = ground.tokens
    start = honorific_start(tokens, name_first)
    if role.organisation is not None or start < 1 or tokens.low[start - 1] != "do":
        return role
    for index in range(name_first - 1, max(-1, name_first - _LONGEST_CLAUSE), -1):
        if tokens.raw[index] in {".", ";", BREAK}:
            break
        if index in ground.organisation_first:
            first = ground.organisation_first[index]
            body = (first, ground.organisation_last[first])
            return Role(role.first, role.last, role.title_last, body)
    return role


def _belongs_to_next(ground: Ground, roles: list[Role], last: int, names: dict[int, int]) -> bool:
    """Whether the last role stands right before another name ("…, Chủ tịch UBND huyện Trần Văn B")."""
    return bool(roles) and (last in names or honorific_end(ground.tokens, last) in names)


def _after_aside(ground: Ground, index: int) -> int:
    """Skip "(33 tuổi)", "(SN 1987, trú tại …)", ", 33 tuổi" and ", sinh năm 1987" between a name and its title."""
    tokens = ground.tokens
    if index < len(tokens) and tokens.raw[index] == "(" and role_at(ground, index + 1) is None:
        for at in range(index + 1, min(index + _LONGEST_ASIDE, len(tokens))):
            if tokens.raw[at] == "," and role_at(ground, at + 1) is not None:
                return at  # "(58 tuổi, quê Trà Vinh, thợ điện Nhà máy X)"
            if tokens.raw[at] == ")":
                return at + 1
            if tokens.raw[at] == BREAK:
                break
        return index
    if tokens.low[index + 1 : index + 3] == ["dân", "tộc"] and tokens.raw[index] in {",", "-", "–", "("}:
        closing = {",", "-", "–", ")"}  # "- dân tộc Hrê - công nhân …"
        at = next((at for at in range(index + 3, min(index + 7, len(tokens))) if tokens.raw[at] in closing), index)
        return at + (at < len(tokens) and tokens.raw[at] == ")")
    if index < len(tokens) and tokens.raw[index] == ",":
        age = _age_end(tokens, index + 1)
        age = age if age > index + 1 else index
        return _home_end(ground, age)
    return index


def _home_end(ground: Ground, index: int) -> int:
    """Skip ", quê Bình Gia, Lạng Sơn" from `index` on up to the comma before a role; `index` where none follows."""
    tokens = ground.tokens
    if tokens.raw[index : index + 1] != [","] or phrases("links", "homes").end(tokens.low, index + 1) == index + 1:
        return index
    for at in range(index + 2, min(index + _LONGEST_ASIDE, len(tokens))):
        if tokens.raw[at] in {".", ";", BREAK, ":"}:
            break
        if tokens.raw[at] == "," and role_at(ground, at + 1) is not None:
            return at
    return index


def _age_end(tokens: Tokens, index: int) -> int:
    """End of "33 tuổi", "SN 1987" or "sinh năm 1987" at `index`, or `index`."""
    if tokens.low[index + 1 : index + 2] == ["tuổi"] and tokens.raw[index].isdigit():
        return index + 2
    if tokens.low[index : index + 1] in (["sn"], ["sinh"]):
        at = index + 1 + (tokens.low[index + 1 : index + 2] == ["năm"])
        return at + 1 if at < len(tokens) and tokens.raw[at].isdigit() else index
    return index


def roles_before(ground: Ground, names: dict[int, int], taken: dict[int, int]) -> dict[int, list[Role]]:
    """Roles right before names, by the token where the name begins.

    `names` maps first to last token of every name; `taken` maps the first token of roles already given to the
    person before them to the end of that person's roles.
    """
    tokens, given = ground.tokens, dict[int, list[Role]]()
    behind = 0
    for index in titles_in(tokens):
        if index < behind:
            continue
        if index in taken or index in names:
            behind = taken.get(index, names.get(index, index))
            continue
        roles, last = roles_from(ground, index, names)
        if len(roles) > 1 and tokens.raw[roles[0].last] == "," and _is_crowd(tokens, roles[0]):
            roles = roles[1:]
        if not roles:
            continue
        first = _name_behind(tokens, last, names)
        if first >= 0:
            given[first] = roles
            if index and tokens.low[index - 1] in {"các", "hai", "ba"}:
                _share(tokens, first, names, roles, given)
        behind = max(last, index + 1)
    return given


def _is_crowd(tokens: Tokens, role: Role) -> bool:
    return role.organisation is None and phrases("occupations", "crowds").end(tokens.low, role.first) == role.last


def _name_behind(tokens: Tokens, index: int, names: dict[int, int]) -> int:
    """First token of the name right behind a role, over ",", ":" or "là" with an honorific; -1 if there is none."""
    if index in names:
        return index
    after = honorific_end(tokens, index)
    if after in names:
        return after
    if index < len(tokens) and tokens.raw[index] in {",", ":", "-", "–"}:
        after = honorific_end(tokens, index + 1)
        if after in names and (after > index + 1 or tokens.raw[index] == ":"):
            return after
    return -1


def _share(tokens: Tokens, first: int, names: dict[int, int], roles: list[Role], given: dict[int, list[Role]]) -> None:
    """ "các Phó Chủ tịch LĐLĐ tỉnh Nguyễn Văn A, Trần Văn B": one title for every name of the list."""
    index = names[first]
    while index < len(tokens) and tokens.low[index] in {",", "và", ";"}:
        index = honorific_end(tokens, index + 1)
        if index not in names:
            return
        given[index] = roles
        index = names[index]
