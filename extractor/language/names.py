"""Capitalised runs and the shape of persons' names: what a Vietnamese, minority or foreign name looks like.

Knowledge: `lexicon/surnames.toml` (family names, middle names, foreign given names) and `lexicon/syllables.toml`
(the Vietnamese syllable). Everything here answers questions about token positions of `extractor.language.tokens`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from extractor import lexicon
from extractor.language.places import levels_named
from extractor.language.tokens import Phrases, Tokens

LONGEST_NAME = 5  # syllables of a Vietnamese name; "Công Tằng Tôn Nữ Hỷ Khương" is beyond it
_MARKS = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_BIG_AREAS = frozenset({"country", "province", "district", "other"})
_MARKED_NAME = re.compile(r"[HK]['’ʼ‘`][A-ZÀ-ỸĐ]")
_PEOPLES = frozenset({"ho", "mông", "mong", "rê", "tu", "lăng", "drung"})  # behind "K'", "H'": peoples
_HYPHENS = frozenset("-‐‑")


@cache
def _syllable_pattern() -> re.Pattern[str]:
    syllable = lexicon.load("syllables")["syllable"]
    onsets = "|".join(sorted(syllable["onsets"], key=len, reverse=True))
    rhymes = "|".join(sorted(syllable["rhymes"], key=len, reverse=True))
    return re.compile(f"(?:{onsets})?(?:{rhymes})|g(?:i|in|iêng|ia|iêt|iêu|ip)")


@lru_cache(maxsize=20000)
def is_syllable(low: str) -> bool:
    """Whether a folded word is a possible Vietnamese syllable ("nghiêng" yes, "dong" yes, "wook" no)."""
    bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", low).translate(_MARKS))
    return _syllable_pattern().fullmatch(bare.replace("qươ", "quơ")) is not None  # folding knows no "Quới"


@dataclass(frozen=True, slots=True)
class NameLore:
    """The parts of persons' names, folded."""

    common: frozenset[str]
    great: frozenset[str]
    minority: frozenset[str]
    middle: frozenset[str]
    given: frozenset[str]
    known: frozenset[str]
    ambiguous: frozenset[str]
    never_alone: frozenset[str]
    not_before_names: frozenset[str]
    never: Phrases[None]
    never_syllables: frozenset[str]


@cache
def lore() -> NameLore:
    data = lexicon.load("surnames")

    def folded(words: list[str]) -> frozenset[str]:
        return frozenset(word.lower() for word in words)

    return NameLore(
        common=folded(data["surnames"]["common"]),
        great=folded(data["surnames"]["great"]),
        ambiguous=folded(data["given"]["ambiguous"]),
        never_alone=folded(data["given"]["never_alone"]),
        not_before_names=folded(data["given"]["not_before"]),
        minority=folded([name.split()[0] for name in data["surnames"]["minority"] + data["surnames"]["rare"]]),
        middle=folded(data["surnames"]["middle"]),
        given=folded(data["foreign"]["given"]),
        known=folded(data["foreign"]["known"]),
        never=Phrases((phrase, None) for phrase in data["never"]["words"]),
        never_syllables=folded(data["never"]["syllables"]),
    )


def is_capital_word(tokens: Tokens, index: int) -> bool:
    """Whether the token is a word of letters that begins with a capital."""
    return index < len(tokens) and tokens.caps[index] and not any(char.isdigit() for char in tokens.raw[index])


def is_acronym(tokens: Tokens, index: int) -> bool:
    """Two or more capitals that make no syllable: "LĐLĐ", "TCKT", "UBND"."""
    word = tokens.raw[index]
    return len(word) > 1 and word.isupper() and word.isalpha() and not is_syllable(tokens.low[index])


def is_shouted(tokens: Tokens, index: int) -> bool:
    """Whether the token stands among words all in capitals, where capitals tell nothing about names."""
    if not tokens.raw[index].isupper():
        return False
    for step in (-1, 1):
        near = index + step
        while 0 <= near < len(tokens) and not tokens.raw[near][0].isalnum() and tokens.raw[near] in "-–,&.":
            near += step
        if 0 <= near < len(tokens) and tokens.raw[near].isupper() and len(tokens.raw[near]) > 1:
            return is_syllable(tokens.low[near]) or is_syllable(tokens.low[index])
    return False


def run_end(tokens: Tokens, first: int, longest: int = 8, digits: bool = False) -> int:
    """End of the run of capitalised words from `first` on; hyphens without blanks join ("Dong-wook").

    With `digits`, words such as "M2" belong to the run.
    """
    index = first
    while index < len(tokens) and index - first < longest:
        if tokens.caps[index] and (digits or is_capital_word(tokens, index)):
            index += 1
        elif (
            index > first
            and tokens.raw[index] in _HYPHENS
            and tokens.glued(index)
            and index + 1 < len(tokens)
            and tokens.glued(index + 1)
            and tokens.raw[index + 1][0].isalpha()
        ):
            index += 2
        else:
            break
    return min(index, len(tokens))


def is_big_place(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the tokens are the name of a country, province, district or well-known place."""
    return bool(levels_named(" ".join(tokens.low[first:last])) & _BIG_AREAS)


def surname_weight(tokens: Tokens, index: int) -> int:
    """2 for a family name of the majority, 1 for one of the minorities, 0 for any other word."""
    word = tokens.low[index]
    if word in lore().common:
        return 2
    if word in lore().minority or word[:2] in {"k'", "k’", "h'", "h’"}:
        return 1
    return 0


def person_weight(tokens: Tokens, first: int, last: int) -> int:
    """How much the capitalised tokens look like a whole name of a Vietnamese person.

    3: a name wherever it stands; 2: a name unless its surroundings speak against it; 1: only after a title or
    honorific; 0: no such name.
    """
    size = last - first
    if not 2 <= size <= LONGEST_NAME + 1:
        return 0
    weight = surname_weight(tokens, first)
    known = lore()
    if not weight or known.never.end(tokens.low, first) > first:
        return 0
    if any(tokens.low[index] in known.never_syllables for index in range(first + 1, last)):
        return 0
    middle = tokens.low[first + 1] in known.middle
    if is_big_place(tokens, first, last):
        return 0 if size == 2 else (2 if middle and weight == 2 else 1)
    if size == 2:
        return 2 if weight == 2 else 1
    if middle:
        return 3 if weight == 2 else 2
    return weight if all(is_syllable(tokens.low[index]) for index in range(first, last)) else 1


def is_marked_syllable(tokens: Tokens, index: int) -> bool:
    """ "H’Yuăn", "K’Brốp": a given name of the Central Highlands with its mark of sex; not "K’Ho", "H’Mông"."""
    return _MARKED_NAME.match(tokens.raw[index]) is not None and tokens.low[index][2:] not in _PEOPLES


def is_highland_name(tokens: Tokens, first: int, last: int) -> bool:
    """Names with "Y" or "H’" before the given name: "H’Yuăn Niê Kdăm", "Ksor H’Bia", "Nay Y Phun", "Y Bliêu Ksơr"."""
    size = last - first
    if not 2 <= size <= LONGEST_NAME:
        return False
    if is_marked_syllable(tokens, first):
        return True
    low, clan = tokens.low, lore().minority
    if low[first] == "y":
        return any(low[at] in clan and not is_syllable(low[at]) for at in range(first + 2, last))
    if low[first] not in clan:
        return False
    marked = any(is_marked_syllable(tokens, at) for at in range(first + 1, last))
    return marked or (low[first + 1] == "y" and size == 3)


def person_tail(tokens: Tokens, first: int, last: int) -> int:
    """Where a person's name begins inside a capitalised run that ends with it ("Hoàng Long | Nguyễn Văn Bình").

    Returns `last` if the run does not end in a clear name.
    """
    for start in range(max(first, last - LONGEST_NAME), last - 1):
        weight = person_weight(tokens, start, last)
        clear = last - start > 2 or tokens.low[start] in lore().great  # "Ánh | Dương Xanh" is no person
        if weight == 3 or (start == first and weight >= 2 and clear):
            return start
    return last
