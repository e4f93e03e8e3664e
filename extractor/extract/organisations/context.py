"""What stands around a name and decides whether it means one particular body here."""

from __future__ import annotations

from extractor.extract.organisations.grammar import LOCAL, NAMED, Body
from extractor.extract.organisations.kinds import brand_blockers, context_words
from extractor.language.titles import title_before
from extractor.language.tokens import Tokens

_OTHER_WORDS = {
    "báo": frozenset("nhà thông cảnh dự tòa loan mật trình điện phản tin làm bằng khai quảng".split()),
    "đội": frozenset("quân bộ biên".split()),
    "bộ": frozenset("cán nội toàn đảng chi tiến".split()),
    "hội": frozenset("đại xã quốc cơ lễ dạ vũ".split()),
}
_LIST_MARKS = frozenset({",", "và", "/", "hoặc", ";"})


def is_part_of_title(tokens: Tokens, body: Body) -> bool:
    """Organ words that belong to the title before them: "Phó Bí thư Thường trực Huyện ủy", "Trưởng ban Tổ chức …"."""
    index = body.first
    if index == 0 or not body.kind.organ and body.kind.key not in {"phòng", "thanh tra", "đội"}:
        return False
    before, word = tokens.low[index - 1], tokens.low[index]
    if body.kind.key.startswith("hội đồng") and before in {"tịch", "viên", "ký"}:
        return True  # "Chủ tịch HĐQT Công ty X" is chairman of the company
    if word == "thường":
        return title_before(tokens, index)
    if before == "chánh" or (before in {"thư", "tịch", "đốc", "trưởng"} and word in {"tt", "thanh"}):
        return True
    return before in {"trưởng", "phó"} and not tokens.caps[index]


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
    if two in context_words("plural"):
        return True
    if before == "số":
        return two in {"một số", "đa số"}
    if before in context_words("plural") and not (before == "năm" and tokens.raw[index][0].isupper()):
        return True
    if before.isdigit() and body.weight <= LOCAL and not tokens.raw[index].isupper() and len(before) < 4:
        return True
    if blocked_end and before in _LIST_MARKS and blocked_end >= index - 2:
        return True
    return False


def is_other_word(tokens: Tokens, body: Body) -> bool:
    """ "nhà báo", "thông báo", "nhập viện": the kind is the end of another word."""
    index = body.first
    if index == 0 or tokens.caps[index]:
        return False
    return tokens.low[index - 1] in _OTHER_WORDS.get(tokens.low[index], frozenset())


def is_document_number(tokens: Tokens, index: int) -> bool:
    """ "33/KH-LĐLĐ", "12/QĐ-UBND": the letters behind a document's number name no body here."""
    for at in range(index, max(0, index - 8), -1):
        if not tokens.glued(at):
            return False
        if tokens.raw[at - 1].isdigit() or tokens.raw[at - 1] == "/":
            return tokens.raw[at - 1] != "/" or tokens.raw[index - 1] in "/-"
    return False


def members_only(tokens: Tokens, body: Body) -> bool:
    """ "đoàn viên công đoàn Công ty X": the union is a word for its members, only the company is meant."""
    if body.type != "union" or body.kind.key not in {"công đoàn"} or body.first == 0:
        return False
    index = body.first
    return any(
        " ".join(tokens.low[index - size : index]) in context_words("members") for size in (2, 3) if index >= size
    )


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
