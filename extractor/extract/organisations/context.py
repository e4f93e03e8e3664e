"""What stands around a name and decides whether it means one particular body here."""

from __future__ import annotations

from extractor.extract.organisations.body import LOCAL, NAMED, Body
from extractor.extract.organisations.kinds import (
    brand_blockers,
    brands,
    context_words,
    kinds,
    show_words,
    word_beginnings,
)
from extractor.language.names import is_shouted, is_syllable, run_end, surname_weight
from extractor.language.titles import honorific_end, title_before
from extractor.language.tokens import Tokens

_LONGEST_FOREIGN = 4  # words before "Electronics" or "Việt Nam"
_LIST_MARKS = frozenset({",", "và", "/", "hoặc", ";"})


def is_part_of_title(tokens: Tokens, body: Body) -> bool:
    """Organ words that belong to the title before them: "Phó Bí thư Thường trực Huyện ủy", "Trưởng ban Tổ chức …"."""
    index, key = body.first, body.kind.key
    if index == 0 or (not body.kind.organ and key not in context_words("title_units")):
        return False
    if key.startswith(("hội đồng", "thường trực", "tt")) and title_before(tokens, index):
        return True  # "Chủ tịch | HĐQT Công ty X", "Phó Bí thư | Thường trực Huyện ủy"
    before = tokens.low[index - 1]
    if before == "trưởng" and body.type == "government" and "level" in body.used and "host" not in body.used:
        return False  # "Trưởng | phòng Giáo dục huyện"
    return before == "chánh" or (before in {"trưởng", "phó"} and not tokens.caps[index])


def is_plural(tokens: Tokens, body: Body, blocked_end: int) -> bool:
    """Whether the words before make a name without a place of its own several bodies ("các huyện ủy, thị ủy").

    `blocked_end` is where the last such name ended; a list goes on from it.
    """
    if body.several:
        return True
    index = body.first
    if index == 0:
        return False
    before = tokens.low[index - 1]
    two = " ".join(tokens.low[max(0, index - 2) : index])
    if two in context_words("ranks") and body.kind.type == "union":
        return True
    if body.weight >= NAMED:
        return False
    shares_word = before in _LIST_MARKS and index > 1 and not tokens.caps[index] and body.type == "party"
    if shares_word and tokens.low[index - 2] in context_words("short_of_list"):
        return True  # "các huyện, thị, | thành ủy"
    if two in context_words("plural"):
        return True
    if before in context_words("plural"):
        return True
    if before.isdigit() and body.weight <= LOCAL and not tokens.raw[index].isupper() and len(before) < 4:
        return True  # "27 LĐLĐ huyện"; "năm 2023 LĐLĐ huyện" is one
    return bool(blocked_end) and before in _LIST_MARKS and blocked_end >= index - 2


def is_other_word(tokens: Tokens, body: Body) -> bool:
    """ "nhà báo", "thông báo", "nhập viện": the kind is the end of another word."""
    index = body.first
    if index == 0 or (tokens.caps[index] and not is_shouted(tokens, index)):
        return False
    return tokens.low[index - 1] in word_beginnings().get(tokens.low[index], ())


def is_document_number(tokens: Tokens, index: int) -> bool:
    """ "33/KH-LĐLĐ", "12/QĐ-UBND": the letters behind a document's number name no body here."""
    if not tokens.raw[index].isupper():
        return False  # "Ảnh: Quốc Chính/Báo Nam Định"
    for at in range(index, max(0, index - 8), -1):
        if not tokens.glued(at):
            return False
        if tokens.raw[at - 1] == "/" and brands().end(tokens.low, at - 2) == at - 1 > 0:
            return False  # "BBC/AFP"
        if (
            tokens.raw[at - 1] == "/"
            and at > 1
            and kinds().end(tokens.low, at - 2) == at - 1
            and not tokens.glued(at - 2)
        ):
            return False  # "Ảnh: AFP/TTXVN"
        if tokens.raw[at - 1].isdigit() or tokens.raw[at - 1] == "/":
            return tokens.raw[at - 1] != "/" or tokens.raw[index - 1] in "/-"
    return False


def is_in_a_name(tokens: Tokens, body: Body) -> bool:
    """ "Ông Hứa | Thành Đoàn": syllables of a person's name behind an honorific and a family name."""
    surname = body.first - 1
    if body.weight >= NAMED or surname < 1 or not tokens.caps[surname] or not surname_weight(tokens, surname):
        return False
    if is_shouted(tokens, body.first) or not all(tokens.caps[body.first : body.last]):
        return False
    return any(honorific_end(tokens, at) == surname for at in range(max(0, surname - 3), surname))


def is_the_matter(tokens: Tokens, body: Body) -> bool:
    """ "bảo hiểm xã hội (BHXH)" in lower case: short for the matter, not for the body."""
    words = body.kind.key.split()
    first = body.first - 1 - len(words)
    if first < 0 or tokens.raw[body.first - 1] != "(":
        return False
    return tokens.low[first : body.first - 1] == words and not tokens.caps[first]


def members_only(tokens: Tokens, body: Body) -> bool:
    """ "đoàn viên công đoàn Công ty X": the union is a word for its members, only the company is meant."""
    two = " ".join(tokens.low[max(0, body.first - 2) : body.first])
    return body.kind.key == "công đoàn" and two in context_words("members")


def brand_is_company(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a bare brand means the company: not "trên Facebook", not "Samsung Galaxy S8"."""
    if first and (brand_blockers().ends_before(tokens.low, first, 3) or tokens.raw[first - 1] in "./@"):
        return False
    if last < len(tokens):
        following = tokens.raw[last]
        if following in ".-/@" and last + 1 < len(tokens) and tokens.glued(last) and tokens.glued(last + 1):
            return False
        product = tokens.caps[last] and not tokens.glued(last) and following.isascii() and following.isalpha()
        return not (following[0].isdigit() or product)
    return True


def company_run(tokens: Tokens, index: int) -> tuple[int, int]:
    """The capitalised run around a word of company names at `index`; empty unless foreign words stand before it."""
    first = index
    while first and index - first < _LONGEST_FOREIGN and tokens.caps[first - 1] and _is_foreign_word(tokens, first - 1):
        first -= 1
    if first == index or tokens.raw[first].isupper() or (first and tokens.raw[first - 1] in "“\"'"):
        return index, index
    last = run_end(tokens, first, digits=True)
    if brand_blockers().ends_before(tokens.low, first, 3) or show_words() & set(tokens.low[first:last]):
        return index, index
    return first, last


def _is_foreign_word(tokens: Tokens, index: int) -> bool:
    word = tokens.raw[index]
    return len(word) > 2 and word.isalpha() and not is_syllable(tokens.low[index])
