"""Names of persons in one text: introduced by an honorific or title, or plain by their shape."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from extractor.language.layers import Layers
from extractor.language.names import (
    LONGEST_NAME,
    is_acronym,
    is_big_place,
    is_shouted,
    is_syllable,
    lore,
    person_weight,
    run_end,
    surname_weight,
)
from extractor.language.places import place_end
from extractor.language.titles import honorific_end, phrases, title_at
from extractor.language.tokens import BREAK, Tokens

_LIST_MARKS = frozenset({",", "và", "-", ";"})
_STRONG_PAIR = frozenset("nguyễn trần lê phạm huỳnh phan vũ võ đặng bùi đỗ ngô đinh trịnh trương dương".split())


@dataclass(frozen=True, slots=True)
class Found:
    """A name over tokens `[first, last)` and why it was taken; `cued` when a title or honorific introduces it."""

    first: int
    last: int
    rule: str
    cued: bool = False


class Ground:
    """What is known about each token before names are looked for: organisations over it, and whether it may count."""

    def __init__(self, layers: Layers, tokens: Tokens) -> None:
        self.layers = layers
        self.tokens = tokens
        self.organisation_last: dict[int, int] = {}
        self.organisation_first: dict[int, int] = {}
        for entry in layers.organisations:
            for start, end in entry.mentions:
                first, last = tokens.index_at(start), tokens.index_at(end)
                self.organisation_last[first] = last
                for index in range(first, last):
                    self.organisation_first[index] = first
        hidden = sorted((zone.start, zone.end) for zone in layers.zones if zone.kind == "boilerplate")
        self._hidden_starts = [start for start, _ in hidden]
        self._hidden_ends = [end for _, end in hidden]

    def is_free(self, index: int) -> bool:
        """Outside organisations and boilerplate."""
        if index in self.organisation_first:
            return False
        start = self.tokens.starts[index]
        at = bisect_right(self._hidden_starts, start) - 1
        return at < 0 or start >= self._hidden_ends[at]

    def role_before(self, index: int) -> bool:
        """Whether a title, with or without its organisation, ends right before `index`."""
        tokens = self.tokens
        if index and index - 1 in self.organisation_first:
            first = self.organisation_first[index - 1]
            return self._title_reaches(first) or (first > 0 and self._title_reaches(first + 1))
        return self._title_reaches(index) or _between_before(tokens, index)

    def _title_reaches(self, index: int) -> bool:
        tokens = self.tokens
        for first in range(index - 1, max(-1, index - 10), -1):
            if tokens.raw[first] == BREAK:
                return False
            title = title_at(tokens, first)
            if title is not None and (title.last == index or title.body == index or self._body_end(title.last) == index):
                return True
        return False

    def _body_end(self, index: int) -> int:
        return phrases("titles", "bare_bodies").end(self.tokens.low, index)


def _between_before(tokens: Tokens, index: int) -> bool:
    """ "giám đốc công ty | Phùng Hữu Chí": a kind between title and name."""
    words = phrases("titles", "between")
    for first in range(max(0, index - 3), index):
        if words.end(tokens.low, first) == index:
            return any(
                (title := title_at(tokens, start)) is not None and title.last == first for start in range(max(0, first - 6), first)
            )
    return False


def find_names(ground: Ground) -> list[Found]:
    """Every name that its surroundings or its shape make one, from left to right, without overlaps."""
    tokens, found = ground.tokens, list[Found]()
    index, rejected_end = 0, -1
    while index < len(tokens):
        if not tokens.caps[index] or not ground.is_free(index):
            index += 1
            continue
        name, stop = _name_in_run(ground, index, rejected_end)
        if name is None:
            if stop < 0:
                rejected_end = stop = -stop
            index = max(stop, index + 1)
            continue
        found.append(name)
        index = name.last
    return found


def _name_in_run(ground: Ground, index: int, rejected_end: int) -> tuple[Found | None, int]:
    """The name in the capitalised run from `index` on; else where to go on (negative: a thing named after a person)."""
    tokens = ground.tokens
    title = title_at(tokens, index)
    if title is not None and honorific_end(tokens, index) == index:
        return None, title.last
    start = honorific_end(tokens, index)
    end = _run_end(ground, index)
    if start > index and is_big_place(tokens, index, place_end(tokens.low, index)) and place_end(tokens.low, index) > start:
        return None, place_end(tokens.low, index)  # "Bà Rịa - Vũng Tàu", "Cô Tô"
    if start > index and start < len(tokens) and tokens.caps[start] and ground.is_free(start):
        name = _cued(ground, start, _run_end(ground, start), index)
        if name is not None:
            return name, name.last
    honorific = _honorific_before(tokens, index)
    if honorific >= 0:
        name = _cued(ground, index, end, honorific)
    elif ground.role_before(index):
        home = place_end(tokens.low, index)  # "Tổng thống Mỹ | Donald Trump", "Chủ tịch Hà Nội | Nguyễn Đức Chung"
        start = home if index < home < end and is_big_place(tokens, index, home) and _is_name_from(tokens, index, home, end) else index
        name = _cued(ground, start, end, -1)
    else:
        name = None
    if name is not None:
        return name, name.last
    return _plain(ground, index, end, rejected_end)


def _is_name_from(tokens: Tokens, first: int, start: int, end: int) -> bool:
    """Whether a name begins at `start` rather than already at `first` of the same run."""
    if end - start < 2 or person_weight(tokens, first, end) >= 2 > person_weight(tokens, start, end):
        return False
    return person_weight(tokens, start, end) >= 1 or any(not is_syllable(tokens.low[i]) for i in range(start, end))


def _run_end(ground: Ground, index: int) -> int:
    """End of the capitalised run, before organisations, titles and words of other kinds."""
    tokens = ground.tokens
    end = min(run_end(tokens, index), index + LONGEST_NAME + 3)
    for inner in range(index + 1, end):
        if not ground.is_free(inner) or (title_at(tokens, inner) is not None and inner - index >= 2):
            return inner
    return end


def _honorific_before(tokens: Tokens, index: int) -> int:
    """Where the honorific that ends right before `index` begins; -1 if there is none."""
    for first in range(max(0, index - 5), index):
        if honorific_end(tokens, first) == index:
            return first
    return -1


def _is_initial(tokens: Tokens, index: int) -> bool:
    """ "N", "Th", "Ng": the first letters of a syllable."""
    word = tokens.raw[index]
    return tokens.caps[index] and (len(word) == 1 or len(word) == 2 and word[1].islower() and not is_syllable(tokens.low[index]))


def _initials_end(tokens: Tokens, index: int) -> int:
    """End of initials "L.V.T.", "N.T.H" that begin at `index`, or of "Trần V.H." seen from its first initial."""
    last, letters = index, 0
    while last + 1 < len(tokens) and _is_initial(tokens, last) and tokens.raw[last + 1] == "." and tokens.glued(last + 1):
        letters += 1
        last += 2
        if last < len(tokens) and not tokens.glued(last):
            break
    if last < len(tokens) and letters and tokens.glued(last) and _is_initial(tokens, last):
        return last + 1
    return last if letters >= 2 else index


def _cued(ground: Ground, first: int, end: int, honorific: int) -> Found | None:
    """A name after an honorific (`honorific` >= 0) or a title (-1)."""
    tokens = ground.tokens
    if title_at(tokens, first) is not None:
        return None  # "đồng chí Phó Chủ tịch"
    initials = _initials_end(tokens, first)
    if initials > first:
        return Found(first, initials, "person.initials", True)
    end = _trim(tokens, first, end)
    if end < len(tokens) and tokens.caps[end - 1] and _initials_end(tokens, end - 1) > end:
        end = _initials_end(tokens, end - 1)
    size = end - first
    if size < 1 or is_acronym(tokens, first):
        return None
    if is_shouted(tokens, first):
        end = _shouted_end(tokens, first, end)
        size = end - first
        if size < 2 or not surname_weight(tokens, first):
            return None
    foreign = any(not is_syllable(tokens.low[i]) for i in range(first, end) if tokens.raw[i][0].isalpha())
    if size == 1:
        return _single(tokens, first, honorific, foreign)
    known = place_end(tokens.low, first)
    address = honorific >= 0 and _is_address(tokens, honorific, first)
    loose = honorific >= 0 and not address and phrases("honorifics", "loose").ends_before(tokens.low, first)
    if loose and person_weight(tokens, first, end) < 1 and (known > first or not foreign):
        return None  # "bệnh nhân Đà Nẵng", "đoàn viên Công"
    if known == end and person_weight(tokens, first, end) < 2 and (honorific < 0 or _is_country(tokens, first, end)):
        return None
    if known > first and known < end and person_weight(tokens, known, end) >= 2:
        return None
    return Found(first, end, "person.honorific" if honorific >= 0 else "person.title", True)


def _is_address(tokens: Tokens, first: int, last: int) -> bool:
    """A word of address ("ông", "chị"), after which one syllable is a name; not "bệnh nhân", "học sinh", "đảng viên"."""
    return any(phrases("honorifics", "address").end(tokens.low, at) == last for at in range(first, last))


def _is_country(tokens: Tokens, first: int, end: int) -> bool:
    return place_end(tokens.low, first, frozenset({"country"})) == end


def _trim(tokens: Tokens, first: int, end: int) -> int:
    """Cut what follows a name of at most five syllables in the same run: a place, a further name."""
    if end - first <= LONGEST_NAME:
        return end
    for last in range(first + 2, end):
        if place_end(tokens.low, last) >= end:
            return last
    return first + LONGEST_NAME if surname_weight(tokens, first) else end


def _shouted_end(tokens: Tokens, first: int, end: int) -> int:
    """In capitals a name is at most four syllables and ends before a word that names have not."""
    for last in range(first + 1, min(end, first + 4)):
        if tokens.low[last] in lore().never_syllables:
            return last
    return min(end, first + 4)


def _single(tokens: Tokens, first: int, honorific: int, foreign: bool) -> Found | None:
    """One word after a cue: "ông Trump", "anh Mừng"; after a title only a foreign one ("Tổng thống Putin")."""
    last = first + 1
    if _is_initial(tokens, first):
        dotted = last < len(tokens) and tokens.raw[last] == "." and tokens.glued(last)
        addressed = honorific < 0 or _is_address(tokens, honorific, first)
        return Found(first, last + 1, "person.initials", True) if dotted and addressed else None
    if is_big_place(tokens, first, last):
        return None
    if honorific < 0:
        return Found(first, last, "person.title", True) if foreign and not is_acronym(tokens, first) else None
    if not _is_address(tokens, honorific, first) or tokens.low[first] in lore().never_syllables:
        return None
    return Found(first, last, "person.honorific", True)


def _plain(ground: Ground, index: int, end: int, rejected_end: int) -> tuple[Found | None, int]:
    """A name without any cue, by its family name and shape."""
    tokens = ground.tokens
    initials = _initials_end(tokens, index)
    if initials - index >= 5 and not tokens.glued(index):
        return Found(index, initials, "person.initials"), initials
    if is_shouted(tokens, index):
        return None, end
    for first in range(index, max(index + 1, end - 1)):
        last = min(end, first + LONGEST_NAME)
        if not surname_weight(tokens, first):
            continue
        if last < len(tokens) and _initials_end(tokens, last - 1) > last:
            last = _initials_end(tokens, last - 1)
        weight = person_weight(tokens, first, last)
        if weight < 2:
            continue
        if _names_a_thing(tokens, first) or (rejected_end >= first - 1 and tokens.low[first - 1] in _LIST_MARKS):
            return None, -last
        if last - first == 2 and not _clear_pair(tokens, first, last) and not _age_follows(tokens, last):
            continue
        if weight == 2 and last - first > 2 and place_end(tokens.low, first) >= last and tokens.low[first + 1] not in lore().middle:
            continue
        return Found(first, last, "person.shape"), last
    if tokens.low[index] in lore().known and not tokens.caps[max(0, index - 1)] and end - index == 1:
        return Found(index, end, "person.known"), end
    if tokens.low[index] in lore().given and end - index >= 2 and not place_end(tokens.low, index) >= end and _is_foreign(tokens, index, end):
        return Found(index, min(end, index + 4), "person.foreign"), end
    return None, end


def _is_foreign(tokens: Tokens, first: int, end: int) -> bool:
    """Some word of the run is no Vietnamese syllable, and none is an acronym or product ("Samsung Galaxy")."""
    return any(not is_syllable(tokens.low[i]) for i in range(first, end)) and not any(is_acronym(tokens, i) for i in range(first, end))


def _age_follows(tokens: Tokens, index: int) -> bool:
    """ ", 23 tuổi", "(33 tuổi", "(SN 1990": only a person has an age."""
    if index + 2 >= len(tokens) or tokens.raw[index] not in {",", "("}:
        return False
    if tokens.raw[index + 1].isdigit():
        return tokens.low[index + 2] == "tuổi"
    return tokens.low[index + 1] == "sn" or tokens.low[index + 1 : index + 3] == ["sinh", "năm"]


def _clear_pair(tokens: Tokens, first: int, last: int) -> bool:
    """Two syllables alone are a name only with one of the great family names, and if no place is called so."""
    return tokens.low[first] in _STRONG_PAIR and place_end(tokens.low, first) < last and tokens.low[first + 1] not in lore().never_syllables


def _names_a_thing(tokens: Tokens, first: int) -> bool:
    """Whether a street, school or the like stands right before: it is called after the person."""
    things = phrases("not_people", "things")
    return things.ends_before(tokens.low, first, 4) and not phrases("not_people", "but_people").ends_before(tokens.low, first, 3)
