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


def _piece_end(tokens: Tokens, first: int) -> int:
    last = _domains().end(tokens.low, first)
    if last > first:
        return last
    if first < len(tokens) and is_acronym(tokens, first) and tokens.low[first] not in {"tp", "tx", "ubnd", "hđnd", "lđlđ"}:
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
        if joined > last and tokens.low[last] in {"và"} and not tokens.caps[joined] and tokens.caps[first]:
            # "Sở Y tế và công an" is two bodies; "Bộ Giáo dục và đào tạo" is one
            if tokens.low[joined] in {"công"} or end - joined < 2:
                break
        last = end
    return last


def _may_follow_directly(tokens: Tokens, index: int) -> bool:
    """Two pieces without a joiner ("Tài chính Kế hoạch") need a capital: "Bộ Y tế thông tin" goes on with a verb."""
    return tokens.caps[index] and not is_acronym(tokens, index)


def _comma_goes_on(tokens: Tokens, index: int, end: int) -> bool:
    """After a comma the list of one domain closes with "và": "Văn hóa, Thể thao và Du lịch"."""
    if not tokens.caps[index]:
        return False
    if "và" in tokens.low[index:end]:  # "Lao động, Thương binh và Xã hội"
        return True
    return end < len(tokens) and tokens.raw[end] in {"và", "&", "-", "VÀ", ","} and _piece_end(tokens, end + 1) > end + 1
