"""Page numbers and running heads between the pages of a printed document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.language.daylines import days_in
from extractor.language.lines import Line, Piece

_LONGEST = 100  # characters of a running head
_CELL = 25  # characters; shorter neighbours with digits are cells of a flattened table
_FIRST_HEAD = 3  # lines; a head at the top of the first page may hold the day of the paper
_TEXT = 60  # characters; a longer neighbour is text, no cell
_INDENT = 12  # columns by which a centred number is set off from the lines around it
_BARE = re.compile(r"[(\[]?(\d{1,3})[)\]]?")
_DECORATED = re.compile(
    r"[-–—_*~]{1,3}\s{0,2}(\d{1,3})\s{0,2}[-–—_*~]{1,3}"
    r"|(?:trang|tr\.|page)\s{0,2}(?:số\s)?:?\s{0,2}(\d{1,3})(?:\s?(?:/|of|trên)\s?\d{1,3})?\.?"
)
# "Trang 2 - Báo cáo số 07/BC-CĐ", "Báo cáo số 07/BC-CĐ | Trang 2/5"
_HEAD_BEHIND = re.compile(r"trang\s{1,2}\d{1,3}(?:\s?/\s?\d{1,3})?\s{0,40}(?P<sign>[-–—|:•·]?)\s{0,40}(?=\S)")
_HEAD_BEFORE = re.compile(r"(?:\s[-–—|:•·]\s{0,40}|\s{3,40})trang\s{1,2}\d{1,3}(?:\s?/\s?\d{1,3})?$")
_SENTENCE = re.compile(r"[.!?…:;,][\"'”’»)\]]?$")


def is_page_number(piece: Piece) -> bool:
    """Whether a cell is a page number that shows itself as one: "- 17 -", "Trang 3/8"."""
    return bool(_DECORATED.fullmatch(piece.folded))


def page_marks(lines: Sequence[Line]) -> set[int]:
    """Indices of the lines that are page numbers or running heads, and of no cell of a flattened table."""
    marks: set[int] = set()
    latest = 0  # number of the latest page
    for index, line in enumerate(lines):
        if len(line.text) > _LONGEST:
            continue
        match = _DECORATED.fullmatch(line.folded)
        bare = _BARE.fullmatch(line.folded)
        number = next((int(group) for group in match.groups() if group), 0) if match else int(bare[1]) if bare else 0
        headed = _is_running_head(line) and not (index < _FIRST_HEAD and days_in(line.folded))
        if match or headed or (bare and _between_pages(lines, index, number == latest + 1)):
            marks.add(index)
            latest = number or latest
    return marks | _repeated(lines, marks)


def _between_pages(lines: Sequence[Line], index: int, follows: bool) -> bool:
    """Whether a bare number stands between pages; `follows` tells that it is the next page's."""
    if index == 0:
        return False
    before, line = lines[index - 1], lines[index]
    after = lines[index + 1] if index + 1 < len(lines) else None
    centred = line.x >= before.x + _INDENT and (after is None or line.x >= after.x + _INDENT)
    if after is None:
        return centred or (follows and line.text != "1")
    cells = (any(map(str.isdigit, before.text)) and len(before.text) < _CELL) or after.text.replace(".", "").isdigit()
    if cells or before.text.isdigit():
        return False
    inside = not _SENTENCE.search(before.text[-3:]) and after.text[0].islower() and len(after.text) >= _CELL
    beside_text = max(len(before.text), len(after.text)) >= _TEXT and len(before.text) > _CELL
    return centred or beside_text or (inside and (follows or len(before.text) >= _CELL))


def _is_running_head(line: Line) -> bool:
    if _SENTENCE.search(line.text[-3:]):
        return False
    match = _HEAD_BEHIND.match(line.folded)
    if match:
        return bool(match["sign"]) or not line.text[match.end()].islower()
    return bool(_HEAD_BEFORE.search(line.folded))


def _repeated(lines: Sequence[Line], marks: set[int]) -> set[int]:
    """Short lines beside a page mark that come again beside another: the title on every page."""
    beside: dict[str, list[int]] = {}
    for mark in marks:
        for index in (mark - 1, mark + 1):
            if 0 <= index < len(lines) and index not in marks and _may_repeat(lines[index]):
                beside.setdefault(lines[index].folded, []).append(index)
    return {index for found in beside.values() if len(set(found)) > 1 for index in found}


def _may_repeat(line: Line) -> bool:
    return len(line.text) <= _LONGEST and not _SENTENCE.search(line.text[-3:]) and any(map(str.isalpha, line.text))
