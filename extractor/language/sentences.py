"""Sentence borders in Vietnamese prose and in flattened lists, tables and letterheads."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from extractor.language.fold import fold
from extractor.language.lines import Line, begins_part, full_line, mostly_upper
from extractor.language.terms import alternatives
from extractor.lexicon import load

# A sentence ends at . ! ? … followed by space and what can open another one. Dots in numbers, dates, initials and
# abbreviations have no space after them or are caught below. The last line: the blank behind the dot was left out.
_END = re.compile(
    r"(?<![.!?…])(?:\./\.|[.!?…]++)[\"'”’»)\]]*+(?=\s++[\"'“‘«(\[]*+[^\W_])"
    r"|(?<![.!?…])[.!?…]++[\"'”’»]++(?=\s)"
    r"|(?<=[\w%)”\"])(?P<glued>\.)(?=[^\W\d_]{1,7}[\s,:])"
)
_LAST_WORD = re.compile(r"[\w/&.-]{0,20}$")
_OPENING = 16  # characters that a number opening a sentence may take
_INITIAL = re.compile(r":\s{0,3}[A-ZĐ]$")  # "Ảnh: C. Trúc"
_SPLIT_NUMBER = re.compile(r"(?<!\d)\d{1,3}\. \d{3}(?!\d)")  # a thousand broken by a slip: "1. 204"
# Hard line breaks: the next line goes on where this one is nearly full and does not end a sentence.
_LONG = 45  # characters; shorter lines are headings, cells or verses
_WIDEST_PAGE = 130  # characters of a printed line; longer ones are whole paragraphs
_FULL_STOP = re.compile(r"[.!?…][\"'”’»)\]]*$")
_HALF_STOP = re.compile(r"[:;][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[-–—•*+●▪]|\d{1,2}[.)/]|[a-zđ]\)|[ivx]{1,5}[.)])\s")
_RANGE = re.compile(r"[-–]\s?\d")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(load("abbreviations")["before_dot"]["words"])


@cache
def _numbered() -> re.Pattern[str]:
    """A number that opens a sentence, up to its dot: "2.1", "Điều 3", "Biểu 02"."""
    parts = alternatives(load("abbreviations")["numbered_parts"]["words"])
    return re.compile(rf"\s*(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}|[ivxIVX]{{1,5}}|[a-zđA-ZĐ]|{parts}\s{{1,3}}\w{{1,5}})$")


def sentences_of(text: str, lines: Sequence[Line], page_marks: Collection[int] = ()) -> list[tuple[int, int]]:
    """Half-open spans of sentences in order, trimmed of white space; blank stretches belong to none.

    `page_marks` are offsets of lines that stand between two pages: a sentence may go on behind them.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _paragraphs(lines, page_marks):
        spans.extend(_cut(text, start, end))
    return spans


def _paragraphs(lines: Sequence[Line], page_marks: Collection[int]) -> list[tuple[int, int]]:
    """Lines joined where a line break stands inside a sentence."""
    paragraphs: list[tuple[int, int]] = []
    full = full_line(lines)
    above: Line | None = None
    between: list[tuple[int, int]] = []  # page marks since the line above
    for line in lines:
        if line.start in page_marks:
            between.append((line.start, line.end))
            continue
        gap = max(0, line.gap - 1) if between else line.gap
        if above is not None and _goes_on(above, line, gap, full):
            paragraphs[-1] = (paragraphs[-1][0], line.end)
        else:
            paragraphs.extend(between)
            paragraphs.append((line.start, line.end))
        above, between = line, []
    return paragraphs + between


def _goes_on(above: Line, line: Line, gap: int, full: float) -> bool:
    """Whether a line goes on with the sentence above it; `full` is the length of a full line."""
    first, last = line.text[0], above.text[-1]
    broken = gap == 0 and len(above.text) >= full
    if begins_part(line):
        return False
    if _ITEM.match(line.folded):
        return broken and last.isdigit() and bool(_RANGE.match(line.text))
    if _FULL_STOP.search(above.text[-6:]):
        return broken and _abbreviated(above.text)
    if _HALF_STOP.search(above.text[-6:]):
        in_brackets = above.text.rfind("(") > above.text.rfind(")")
        return broken and (first.islower() or in_brackets or (last == ";" and line.flowing))
    if gap:
        # A page break inside a sentence leaves a blank line before a word in lower case.
        return first.islower() and len(above.text) >= 2 * _LONG and gap == 1
    if first.islower():
        return len(above.text) >= _LONG or last == ","
    if "|" in above.text or mostly_upper(above.text) != mostly_upper(line.text):
        return broken and above.flowing and line.flowing
    return broken or (60 <= len(above.text) <= _WIDEST_PAGE and last in ",-–")


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
    if match["glued"] and not _glued(text, match.start()):
        return False
    following = text[match.end() : match.end() + 6].lstrip()
    opens = following.lstrip("\"'“‘«([")[:1]
    if mark[0] == "." and not mark.startswith(("./", "..")):
        if _abbreviated(text[max(begin, match.start() - 20) : match.end()]):
            return False
        if match.start() - begin <= _OPENING and _numbered().match(fold(text[begin : match.start()])):
            return False
        if _INITIAL.search(text[max(begin, match.start() - 6) : match.start()]):
            return False
        if _SPLIT_NUMBER.match(text, max(begin, _number_start(text, match.start()))):
            return False
    if mark[0] in "…" or mark.startswith(".."):
        return opens.isupper()
    return not opens.islower()


def _number_start(text: str, dot: int) -> int:
    """Where the up to three digits before a dot begin."""
    return dot - len(text[max(0, dot - 3) : dot]) + len(text[max(0, dot - 3) : dot].rstrip("0123456789"))


def _abbreviated(text: str) -> bool:
    """Whether the last dot of a text belongs to a short form."""
    word = _LAST_WORD.search(text.rpartition(".")[0][-20:])
    return word is not None and word.group().casefold() in _abbreviations()


def _glued(text: str, dot: int) -> bool:
    """Two sentences without a blank between: "... của huyện.Ông Nam", but not "TP.Vinh", "Th.S Lan", "2.1.Kết quả"."""
    before, after = text[dot - 2 : dot], text[dot + 1 : dot + 3]
    opens = after[:1].isupper() and not after[1:].isupper()
    closed = before[-1:] in '%)”"' or all(char.islower() or char.isdigit() for char in before)
    return opens and closed and len(before) == 2
