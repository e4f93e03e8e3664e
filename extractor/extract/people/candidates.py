"""Names of persons in one text: introduced by an honorific or title, or plain by their shape."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.extract.people.ground import Ground
from extractor.extract.people.shapes import (
    age_follows,
    has_dot,
    has_foreign_word,
    honorific_start,
    initials_end,
    is_address,
    is_country,
    is_foreign_name,
    is_initial,
    is_kind_of_person,
    names_a_thing,
    with_initials,
)
from extractor.language.domains import domain_end
from extractor.language.names import (
    LONGEST_NAME,
    is_acronym,
    is_big_place,
    is_highland_name,
    is_marked_syllable,
    is_shouted,
    lore,
    person_weight,
    run_end,
    surname_weight,
)
from extractor.language.places import place_end
from extractor.language.titles import honorific_end, phrases, title_at
from extractor.language.tokens import BREAK, Tokens

_APOSTROPHES = ("'", "’", "ʼ", "‘", "`")
_LIST_MARKS = frozenset({",", "và", "-", ";"})
_LONGEST_SHOUTED = 4  # syllables of a name in capitals
_LONGEST_FOREIGN = 4  # words
_CERTAIN = 3  # weight of a name that is one wherever it stands
_PLAIN_INITIALS = 5  # tokens of initials that are a name without any cue: "N.V.H"


@dataclass(frozen=True, slots=True)
class Found:
    """A name over tokens `[first, last)` and the rule that took it."""

    first: int
    last: int
    rule: str


def find_names(ground: Ground) -> list[Found]:
    """Every name that its surroundings or its shape make one, from left to right, without overlaps."""
    tokens, found = ground.tokens, list[Found]()
    index, thing_end = 0, -1
    while index < len(tokens):
        if not tokens.caps[index] or not ground.is_free(index):
            index += 1
            continue
        start, end = index, _run_end(ground, index)
        name = _introduced(ground, index, end)
        if name is None and title_at(tokens, index) is None:
            name = _plain(tokens, index, end, thing_end)
        elif name is None:
            end = index + 1
        if name is None:
            index = max(end, start + 1)
        elif name.rule == "thing":
            index = thing_end = name.last
        else:
            found.append(name)
            index = name.last
    return found


def _run_end(ground: Ground, index: int) -> int:
    """End of the capitalised run, before organisations and titles."""
    tokens = ground.tokens
    end = run_end(tokens, index)
    for inner in range(index + 1, end):
        if not ground.is_free(inner) or (title_at(tokens, inner) is not None and inner - index >= 2):
            return inner
    return end


# ---------------------------------------------------------------- with a cue


def _introduced(ground: Ground, index: int, end: int) -> Found | None:
    """The name at `index` (or behind the honorific there) if an honorific or title introduces it."""
    tokens = ground.tokens
    start = honorific_end(tokens, index)
    if start > index:
        place = place_end(tokens.low, index)
        if place > start and is_big_place(tokens, index, place):
            return None  # "Bà Rịa - Vũng Tàu", "Cô Tô"
        if start < len(tokens) and tokens.caps[start] and ground.is_free(start):
            name = _after_honorific(tokens, start, _run_end(ground, start), index)
            if name is not None:
                return name
    honorific = honorific_start(tokens, index)
    if honorific >= 0:
        return _after_honorific(tokens, index, end, honorific)
    if ground.role_before(index):
        return _after_title(tokens, _behind_home(tokens, index, end), end)
    return None


def _behind_home(tokens: Tokens, index: int, end: int) -> int:
    """ "Tổng thống Mỹ | Donald Trump", "Chủ tịch Hà Nội | Nguyễn Đức Chung": where the name begins."""
    ministry = domain_end(tokens, index) if tokens.low[index - 1] == "trưởng" else index
    if index < ministry < end - 1 and surname_weight(tokens, index) < 2:
        return ministry  # "Bộ trưởng Công Thương | Trần Tuấn Anh"
    home = place_end(tokens.low, index)
    if not index < home < end - 1 or not is_big_place(tokens, index, home):
        return index
    if is_country(tokens, index, home):
        return home
    if person_weight(tokens, index, end) >= 2 > person_weight(tokens, home, end):
        return index
    is_name = person_weight(tokens, home, end) >= 1 or has_foreign_word(tokens, home, end)
    return home if is_name else index


def _after_honorific(tokens: Tokens, first: int, end: int, honorific: int) -> Found | None:
    address = is_address(tokens, honorific, first)
    if end - first == 1 and _is_lone_initial(tokens, first):
        return Found(first, first + 2, "person.initials") if address else None
    name = _cued(tokens, first, end, "person.honorific")
    if name is None:
        return None
    last = name.last
    if last - first == 1:
        wordlike = tokens.low[first] in lore().never_syllables or is_big_place(tokens, first, last)
        return name if address and not wordlike else None
    weight = person_weight(tokens, first, last)
    if is_country(tokens, first, last):
        return None
    general = not address or tokens.low[honorific - 1 : honorific] == ["trẻ"]
    if not weight and general and is_big_place(tokens, first, last):
        return None  # "con gái Hà Nội", "trẻ em Quảng Bình"
    if is_kind_of_person(tokens, honorific, first) and name.rule != "person.initials" and weight < 1:
        foreign = has_foreign_word(tokens, first, last) and place_end(tokens.low, first) == first
        return name if foreign else None
    return name


def _is_lone_initial(tokens: Tokens, index: int) -> bool:
    """ "chị M.": one initial with its full stop and no further one."""
    return is_initial(tokens, index) and has_dot(tokens, index) and initials_end(tokens, index) == index


def _after_title(tokens: Tokens, first: int, end: int) -> Found | None:
    """After a title one word is a name only if it is foreign ("Tổng thống Putin") or an initial ("bác sĩ N.")."""
    if end - first == 1 and _is_lone_initial(tokens, first):
        return Found(first, first + 2, "person.initials")
    name = _cued(tokens, first, end, "person.title")
    if name is None or lore().never.end(tokens.low, first) == name.last:
        return None
    last = name.last
    if last - first == 1:
        return name if has_foreign_word(tokens, first, last) and not is_big_place(tokens, first, last) else None
    if not surname_weight(tokens, first) and phrases("not_people", "areas").ends_before(tokens.low, first, 2):
        return None  # "chủ nhiệm hợp tác xã thôn Duệ Đông"
    if surname_weight(tokens, first) < 2 and domain_end(tokens, first) >= last:
        return None  # "Bộ trưởng Công Thương"
    known = place_end(tokens.low, first)
    if known == last and person_weight(tokens, first, last) < 2:
        return None
    if first < known < last and person_weight(tokens, known, last) >= 2:
        return None
    return name


def _cued(tokens: Tokens, first: int, end: int, rule: str) -> Found | None:
    """The name that begins at `first` in a run up to `end`, given that a name is expected there."""
    if end - first == 1 and (lore().never.end(tokens.low, first) > first or tokens.raw[first][1:2] in _APOSTROPHES):
        return Found(first, end, rule) if is_marked_syllable(tokens, first) else None  # "công nhân S’tiêng"
    if not surname_weight(tokens, first) and phrases("not_people", "bodies").end(tokens.low, first) > first:
        return None  # "đại diện Ban Tổ chức"
    if phrases("titles", "bare_bodies").end(tokens.low, first) > end:
        return None  # "Bí thư Đoàn Thanh | niên"
    if end == first or title_at(tokens, first) is not None:
        return None  # "ông 3D", "đồng chí Phó Chủ tịch"
    if (initials := initials_end(tokens, first)) > first:
        return Found(first, initials, "person.initials")
    if is_acronym(tokens, first):
        return None
    last = _trimmed(tokens, first, end)
    if is_shouted(tokens, first):
        last = _shouted_end(tokens, first, last)
        if last - first < 2 or not surname_weight(tokens, first):
            return None
    return Found(first, with_initials(tokens, first, last), rule)


def _trimmed(tokens: Tokens, first: int, end: int) -> int:
    """Cut what follows a name of at most five syllables in the same run: a place, a further name."""
    if end - first <= LONGEST_NAME:
        return end
    for last in range(first + 2, end):
        if place_end(tokens.low, last) >= end:
            return last
    return first + LONGEST_NAME if surname_weight(tokens, first) else end


def _shouted_end(tokens: Tokens, first: int, end: int) -> int:
    """In capitals a name ends before a word that names have not."""
    end = min(end, first + _LONGEST_SHOUTED)
    return next((last for last in range(first + 1, end) if tokens.low[last] in lore().never_syllables), end)


# ---------------------------------------------------------------- without a cue


def _plain(tokens: Tokens, index: int, end: int, thing_end: int) -> Found | None:
    """A name by its family name and shape; rule "thing" where something is called after a person.

    `thing_end` is where the last such thing ended: a list of streets goes on from it.
    """
    initials = initials_end(tokens, index)
    if initials - index >= _PLAIN_INITIALS and not tokens.glued(index):
        return Found(index, initials, "person.initials")
    if is_shouted(tokens, index):
        return Found(index, end, "person.signature") if _is_signature(tokens, index, end) else None
    if is_highland_name(tokens, index, end) and not names_a_thing(tokens, index):
        return Found(index, end, "person.highland")
    for first in range(index, max(index + 1, end - 1)):
        if not surname_weight(tokens, first):
            continue
        last = with_initials(tokens, first, min(end, first + LONGEST_NAME))
        weight = person_weight(tokens, first, last)
        if weight < 2:
            continue
        goes_on = first > 0 and tokens.low[first - 1] in _LIST_MARKS and thing_end >= first - 1 >= 0
        if names_a_thing(tokens, first) or goes_on:
            return Found(first, last, "thing")
        if _stands_for_a_person(tokens, first, last, weight):
            return Found(first, last, "person.shape")
    if end - index == 1 and tokens.low[index] in lore().known:
        return Found(index, end, "person.known")
    if is_foreign_name(tokens, index, end):
        return Found(index, min(end, index + _LONGEST_FOREIGN), "person.foreign")
    return None


def _is_signature(tokens: Tokens, first: int, last: int) -> bool:
    """A clear name in capitals that fills its line, or the rest of it behind a colon."""
    opened = first == 0 or tokens.raw[first - 1] in {BREAK, ":", "|"}
    closed = last == len(tokens) or tokens.raw[last] in {BREAK, "|"}
    return opened and closed and person_weight(tokens, first, last) == _CERTAIN


def _stands_for_a_person(tokens: Tokens, first: int, last: int, weight: int) -> bool:
    """Two syllables need a great family name or an age; three that are a place's name too need a middle name."""
    a_place = place_end(tokens.low, first) >= last
    if last - first == 2:
        clear = tokens.low[first] in lore().great and tokens.low[first + 1] not in lore().never_syllables
        return (clear and not a_place) or age_follows(tokens, last)
    return weight > 2 or not a_place or tokens.low[first + 1] in lore().middle
