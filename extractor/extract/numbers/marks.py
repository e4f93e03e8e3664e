"""Stretches of a text whose digits never count: clock times, telephones, addresses, document codes, list marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from extractor.language.context import CAPITALS
from extractor.language.layers import QuantityKind

_CLOCK = re.compile(
    r"\d(?<![\w.,/]\d)\d?(?:h(?:\d{2}(?!\d))?(?![^\W_])|g\d{2}(?!\d)|:\d{2}(?::\d{2})?(?![\d])"
    r"| ?giờ(?: ?\d{1,2}(?![\d./])(?: ?phút)?)?(?![^\W_]))(?: ?[-–] ?\d{1,2}(?:h\d{0,2}|:\d{2}))?"
)
_PHONE = re.compile(
    r"[(+0](?<![\d.,/].)(?:\+?84\)?|(?<=0)|0)\d{0,3}\)?(?:[ .\-]{0,2}\d{2,4}){2,4}[^\W\d_]?(?![\w%])"
    r"|0(?<![\d.,/]0)\d{1,3}(?:[ .\-]{0,2}\d{1,4}){0,3}[ .\-]{0,2}[x*]{2,4}(?:[ .\-]{0,2}[\dx*]{2,4}){0,2}(?![^\W_])"
    r"|1(?<![\d.,]1)[89]00[ .]?\d{4}(?!\d)|\d(?<![\d.,]\d)\d{8,17}(?![\d.,%])"
)
_ADDRESS = re.compile(r"://|www\.|@|\.(?:vn|com|org|net|html?|aspx|jpg|png|pdf|docx?)(?![^\W_])")
_ADDRESS_REACH = 120  # characters to either side that can belong to one web address
# Each pattern begins with a plain character, which lets the engine skip to the next candidate; what must not stand
# before it is asked right behind.
# "33/KH-LĐLĐ", "28-NQ/TW", "07/2022/NĐ-CP", "15/2012/QH13"
_CODE = re.compile(
    r"\d(?<![\w.,]\d)\d{0,5}[\w.]{0,12}(?: ?[/-] ?\d{4})?(?:/|-| -|- )(?!\d)[A-ZĐƯÂ][A-ZĐƯÂ\d]+(?:[-/&.][\wĐ]+)*"
)
_LIST_MARK = re.compile(
    r"(?:^|(?<=\n))[ \t\u00a0*>#]*(?:\(?(?P<n>\d{1,2}(?:\.\d{1,2}){0,3})(?:[.)/]|\.?[ ]?[-–])(?![\d%])"
    rf"(?=[ \t\u00a0\n*]|[{CAPITALS}])|(?P<deep>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?=[ \u00a0]+[{CAPITALS}][^\W\d_]))"
)
_INLINE_MARK = re.compile(r"\((?<![^\s:;,.]\()(?P<n>\d{1,2})\)(?=[ \u00a0]*[^\W\d_])")
_NUMBERED_NAME = re.compile(rf"[:;,.] (?P<n>\d{{1,2}})[.)] ?(?=[{CAPITALS}])")  # "các đồng chí: 1. …; 2. …"
_PAGE = re.compile(r"(?:^|(?<=\n))[ \t\u00a0]*[-–]?[ ]?(?P<n>\d{1,3})[ ]?[-–]?[ \t\u00a0]*(?=\n|\Z)")
_MOST_ITEMS = 20  # of an enumeration inside a paragraph
_BLANK_REACH = 40  # characters looked at for an empty line
_BLANK_ABOVE = re.compile(r"(?:\A\s*|\n[ \t\u00a0]*\n[ \t\u00a0]*)\Z")
_BLANK_BELOW = re.compile(r"\n[ \t\u00a0]*\n|\s*\Z")
_MARKER_ROW = re.compile(r"(?:^|(?<=\n))[ \t]*\((?P<n>\d{1,2})\)[ \t]*(?=\n|\Z)")


@dataclass(slots=True, frozen=True)
class Mark:
    start: int
    end: int
    kind: QuantityKind
    rule: str


class Marks:
    """The marks of one text; `at` looks one up in logarithmic time."""

    def __init__(self, text: str, folded: str) -> None:
        found: list[Mark] = []
        for pattern, source, kind in (
            (_CODE, text, "reference"),
            (_PHONE, folded, "phone"),
            (_CLOCK, folded, "clock"),
        ):
            rule = f"numbers.{kind}"
            found.extend(Mark(m.start(), m.end(), kind, rule) for m in pattern.finditer(source))  # type: ignore[arg-type]
        found.extend(_addresses(folded))
        found.extend(_list_marks(text))
        found.extend(_page_numbers(text))
        self._marks = sorted(found, key=lambda mark: (mark.start, -mark.end))
        self._starts = [mark.start for mark in self._marks]
        self._reach = max((mark.end - mark.start for mark in self._marks), default=0)

    def at(self, start: int, end: int) -> Mark | None:
        """A mark that holds `[start, end)` whole."""
        index = bisect_right(self._starts, start) - 1
        while index >= 0 and start - self._starts[index] <= self._reach:
            mark = self._marks[index]
            if mark.start <= start and end <= mark.end:
                return mark
            index -= 1
        return None


def _addresses(folded: str) -> list[Mark]:
    """Web and mail addresses, from blank to blank."""
    found = []
    for match in _ADDRESS.finditer(folded):
        left = folded[max(0, match.start() - _ADDRESS_REACH) : match.start()]
        right = folded[match.end() : match.end() + _ADDRESS_REACH]
        start = match.start() - len(left) + max(left.rfind(" "), left.rfind("\n")) + 1
        end = match.end() + len(re.split(r"\s", right, maxsplit=1)[0])
        found.append(Mark(start, end, "name", "numbers.address"))
    return found


def _list_marks(text: str) -> list[Mark]:
    found = [
        Mark(m.start("n") if m["n"] else m.start("deep"), m.end(), "list_number", "numbers.list_mark")
        for m in _LIST_MARK.finditer(text)
    ]
    for pattern in (_INLINE_MARK, _NUMBERED_NAME):
        seen: set[int] = {0}
        for match in pattern.finditer(text):
            number = int(match["n"])
            if number - 1 in seen and number <= _MOST_ITEMS:  # "(1) …; (2) …": an enumeration begins with one
                seen.add(number)
                found.append(Mark(match.start("n"), match.end("n"), "list_number", "numbers.inline_mark"))
    found.extend(
        Mark(match.start("n"), match.end("n"), "list_number", "numbers.column_mark")
        for match in _MARKER_ROW.finditer(text)
    )
    return found


def _page_numbers(text: str) -> list[Mark]:
    """A small number alone on its line with empty lines around it; cells of a table stand without them."""
    found = []
    for match in _PAGE.finditer(text):
        before = text[max(0, match.start() - _BLANK_REACH) : match.start()]
        after = text[match.end() : match.end() + _BLANK_REACH]
        if _BLANK_ABOVE.search(before) and _BLANK_BELOW.match(after):
            found.append(Mark(match.start("n"), match.end("n"), "counter", "numbers.page"))
    return found
