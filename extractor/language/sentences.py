"""Sentence borders in Vietnamese prose and in flattened lists, tables and letterheads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractor.language.lines import Line, mostly_upper
from extractor.lexicon import load

# A sentence ends at . ! ? … followed by space and what can open another one. Dots in numbers, dates, initials and
# abbreviations have no space after them or are caught below.
_END = re.compile(r"(?:\./\.|[.!?…]+)[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\W_])|[.!?…]+[\"'”’»]+(?=\s)")
_LAST_WORD = re.compile(r"[\w/&.-]{0,20}$")
_LIST_NUMBER = re.compile(r"(?:^|\n)\s*(?:\d{1,2}(?:\.\d{1,2}){0,3}|[ivxIVX]{1,5}|[a-zđA-ZĐ])$")
# Hard line breaks: the next line goes on where this one is nearly full and does not end a sentence.
_WRAPPED_AT = 45  # characters; shorter lines are headings, cells or verses
_WIDEST_PAGE = 130  # characters of a printed line; longer ones are whole paragraphs
_FULL_SHARE = 0.75  # of the longest line: a line broken for width is about full
_LINE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[-–—•*+●▪]|\d{1,2}[.)/]|[a-zđ]\)|[ivx]{1,5}[.)])\s")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(load("abbreviations")["before_dot"]["words"])


def sentences_of(text: str, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Half-open spans of sentences in order, trimmed of white space; blank stretches belong to none."""
    spans: list[tuple[int, int]] = []
    for start, end in _paragraphs(lines):
        spans.extend(_cut(text, start, end))
    return spans


def _paragraphs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Lines joined where a line break stands inside a sentence."""
    paragraphs: list[tuple[int, int]] = []
    full = _FULL_SHARE * _page_width(lines)
    for above, line in zip([None, *lines], lines, strict=False):
        if above is not None and paragraphs and _goes_on(above, line, full):
            paragraphs[-1] = (paragraphs[-1][0], line.end)
        else:
            paragraphs.append((line.start, line.end))
    return paragraphs


def _page_width(lines: Sequence[Line]) -> float:
    """Characters of a full line where the whole text is broken at a fixed width; infinite where it is not."""
    longest = max((len(line.text) for line in lines), default=0)
    full = sum(len(line.text) for line in lines if len(line.text) >= _FULL_SHARE * longest)
    broken = _WRAPPED_AT < longest <= _WIDEST_PAGE and 2 * full >= sum(len(line.text) for line in lines) > 6 * longest
    return longest if broken else float("inf")


def _goes_on(above: Line, line: Line, full: float) -> bool:
    """Whether a line goes on with the sentence above; `full` is the length of a full line."""
    first = line.text[0]
    if _LINE_END.search(above.text[-6:]) or _ITEM.match(line.folded):
        return False
    if line.gap:
        # A page break inside a sentence leaves a blank line before a word in lower case.
        return first.islower() and len(above.text) >= 2 * _WRAPPED_AT and line.gap == 1
    if first.islower():
        return len(above.text) >= _WRAPPED_AT or above.text[-1] == ","
    if "|" in above.text or mostly_upper(above.text) != mostly_upper(line.text):
        return False
    return len(above.text) >= full or (60 <= len(above.text) <= _WIDEST_PAGE and above.text[-1] in ",-–")


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        if _ends(text, begin, match):
            spans.append((begin, match.end()))
            begin = match.end()
            while begin < end and text[begin].isspace():
                begin += 1
    if begin < end:
        spans.append((begin, end))
    return spans


def _ends(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the dots found end a sentence."""
    mark = match.group()
    following = text[match.end() : match.end() + 6].lstrip()
    opens = following.lstrip("\"'“‘«([")[:1]
    if mark[0] == "." and not mark.startswith(("./", "..")):
        word = _LAST_WORD.search(text, max(begin, match.start() - 20), match.start())
        last = word.group().casefold() if word else ""
        if last in _abbreviations():
            return False
        if match.start() - begin <= 8 and _LIST_NUMBER.search(text, max(0, begin - 1), match.start()):
            return False
    if mark[0] in "…" or mark.startswith(".."):
        return opens.isupper()
    return not opens.islower()
