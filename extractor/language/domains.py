"""What an office is for, as part of its name: "Lao động - Thương binh và Xã hội", "TN&MT", "Chính sách pháp luật"."""

from __future__ import annotations

from functools import cache

from extractor import lexicon
from extractor.language.names import is_acronym
from extractor.language.tokens import Phrases, Tokens

_JOINERS = frozenset({"-", "–", "&", "và", ",", "/"})
_LONGEST = 24  # tokens of one domain; guards against lists


@cache
def _domains() -> Phrases[None]:
    return Phrases((phrase, None) for phrase in lexicon.load("organisations")["domain"]["forms"])


@cache
def _not_domains() -> frozenset[str]:
    """Acronyms that begin an organisation or an area, folded."""
    return frozenset(word.lower() for word in lexicon.load("organisations")["domain"]["not_acronyms"])


def _piece_end(tokens: Tokens, first: int) -> int:
    last = _domains().end(tokens.low, first)
    if last > first:
        return last
    if first < len(tokens) and is_acronym(tokens, first) and tokens.low[first] not in _not_domains():
        return first + 1
    return first


def domain_end(tokens: Tokens, first: int) -> int:
    """End of the domain that begins at `first`, or `first`.

    Pieces are joined by dashes, "&", "và" and commas; after a comma the next piece must have a capital, so that
    "Sở Y tế, lao động" ends in time.
    """
    last = _piece_end(tokens, first)
    if last == first:
        return first
    while last - first < _LONGEST:
        joined = last
        if joined < len(tokens) and tokens.raw[joined] in _JOINERS:
            joined += 1
        end = _piece_end(tokens, joined)
        if end == joined:
            break
        if joined == last and not _may_follow_directly(tokens, last):
            break
        if tokens.raw[joined - 1] == "," and not _comma_goes_on(tokens, joined, end):
            break
        if joined > last and tokens.low[last] == "và" and _is_another_body(tokens, first, joined, end):
            break
        last = end
    return last


def _may_follow_directly(tokens: Tokens, index: int) -> bool:
    """Two pieces without a joiner ("Tài chính Kế hoạch") need a capital: "Bộ Y tế thông tin" goes on with a verb."""
    return tokens.caps[index] and not is_acronym(tokens, index)


def _is_another_body(tokens: Tokens, first: int, index: int, end: int) -> bool:
    """ "Sở Y tế và công an" is two bodies, "Bộ Giáo dục và đào tạo" one."""
    if tokens.caps[index] or not tokens.caps[first]:
        return False
    return tokens.low[index] == "công" or end - index < 2


def _comma_goes_on(tokens: Tokens, index: int, end: int) -> bool:
    """After a comma the list of one domain closes with "và": "Văn hóa, Thể thao và Du lịch"."""
    if not tokens.caps[index]:
        return False
    if "và" in tokens.low[index:end]:  # "Lao động, Thương binh và Xã hội"
        return True
    return (
        end < len(tokens) and tokens.raw[end] in {"và", "&", "-", "VÀ", ","} and _piece_end(tokens, end + 1) > end + 1
    )
