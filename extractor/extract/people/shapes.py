"""Small shapes around and inside names: initials, ages, words of address, foreign words."""

from __future__ import annotations

from extractor.language.names import is_acronym, is_syllable, lore
from extractor.language.places import PlaceLevel, place_end
from extractor.language.titles import honorific_end, phrases
from extractor.language.tokens import Tokens

_COUNTRY: frozenset[PlaceLevel] = frozenset({"country"})
_LONGEST_HONORIFIC = 5  # tokens


def honorific_start(tokens: Tokens, index: int) -> int:
    """Where the honorific that ends right before `index` begins; -1 if there is none."""
    for first in range(max(0, index - _LONGEST_HONORIFIC), index):
        if honorific_end(tokens, first) == index:
            return first
    return -1


def is_address(tokens: Tokens, first: int, last: int) -> bool:
    """A word of address ("ông", "chị"), after which one syllable is a name; not "bệnh nhân", "đảng viên"."""
    return any(phrases("honorifics", "address").end(tokens.low, at) == last for at in range(first, last))


def is_kind_of_person(tokens: Tokens, first: int, last: int) -> bool:
    """ "bệnh nhân", "đoàn viên": what follows is a name only if it looks like one ("bệnh nhân Đà Nẵng" is none)."""
    return not is_address(tokens, first, last) and phrases("honorifics", "loose").ends_before(tokens.low, last)


def is_initial(tokens: Tokens, index: int) -> bool:
    """ "N", "Th", "Ng": the first letters of a syllable."""
    word = tokens.raw[index]
    if not tokens.caps[index] or len(word) > 2:
        return False
    return len(word) == 1 or (word[1].islower() and not is_syllable(tokens.low[index]))


def has_dot(tokens: Tokens, index: int) -> bool:
    """Whether a full stop is glued to the token."""
    return index + 1 < len(tokens) and tokens.raw[index + 1] == "." and tokens.glued(index + 1)


def initials_end(tokens: Tokens, index: int) -> int:
    """End of two or more initials "L.V.T.", "N.T.H" that begin at `index`, or `index`."""
    last, letters = index, 0
    while last < len(tokens) and is_initial(tokens, last) and has_dot(tokens, last):
        letters += 1
        last += 2
        if last < len(tokens) and not tokens.glued(last):
            break
    if letters and last < len(tokens) and tokens.glued(last) and is_initial(tokens, last):
        return last + 1
    return last if letters >= 2 else index


def with_initials(tokens: Tokens, first: int, end: int) -> int:
    """End of a name whose last capitals are initials ("Trần V.H.", "Lê Thị Kim L."), else `end`.

    A full stop behind one single initial may end the sentence; it belongs to the name where the sentence goes on.
    """
    if end - 1 <= first or not is_initial(tokens, end - 1) or not has_dot(tokens, end - 1):
        return end
    several = initials_end(tokens, end - 1)
    if several > end - 1:
        return several
    goes_on = end + 1 < len(tokens) and (tokens.raw[end + 1][0].islower() or tokens.raw[end + 1] in {",", "("})
    return end + 1 if goes_on or len(tokens.raw[end - 1]) > 1 else end


def age_follows(tokens: Tokens, index: int) -> bool:
    """ ", 23 tuổi", "(33 tuổi", "(SN 1990": only a person has an age."""
    if index + 2 >= len(tokens) or tokens.raw[index] not in {",", "("}:
        return False
    if tokens.raw[index + 1].isdigit():
        return tokens.low[index + 2] == "tuổi"
    return tokens.low[index + 1] == "sn" or tokens.low[index + 1 : index + 3] == ["sinh", "năm"]


def has_foreign_word(tokens: Tokens, first: int, end: int) -> bool:
    """Some word of the run is no possible Vietnamese syllable."""
    return any(not is_syllable(tokens.low[i]) for i in range(first, end) if tokens.raw[i][0].isalpha())


def is_foreign_name(tokens: Tokens, first: int, end: int) -> bool:
    """A run that begins with a given name of another language, holds a foreign word and no acronym."""
    if end - first < 2 or tokens.low[first] not in lore().given or place_end(tokens.low, first) >= end:
        return False
    return has_foreign_word(tokens, first, end) and not any(is_acronym(tokens, i) for i in range(first, end))


def is_country(tokens: Tokens, first: int, end: int) -> bool:
    return place_end(tokens.low, first, _COUNTRY) == end > first


def names_a_thing(tokens: Tokens, first: int) -> bool:
    """Whether a street, school or the like stands right before: it is called after the person."""
    if phrases("not_people", "but_people").ends_before(tokens.low, first, 3):
        return False
    return phrases("not_people", "things").ends_before(tokens.low, first, 4)
