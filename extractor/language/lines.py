"""Lines and cells of a flattened document: the geometry that letterheads, menus and signatures are read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractor.language.fold import fold
from extractor.language.terms import alternatives
from extractor.lexicon import load

_LINE = re.compile(r"[^\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
# Columns that a converter set side by side: a bar, a tab, or at least three blanks.
_GAP = re.compile(r"[^\S\n]*(?:[|¦│]|\t)[^\S\n]*|(?<!\s)[^\S\n]{3,}")
# A place left blank to be filled in by hand is no gap: "Số:      /KH-CĐ", "ngày      tháng 3".
_BLANK_BEFORE = re.compile(r"(?:số\s*[:.]?|ngày|tháng|năm)$")
_BLANK_AFTER = re.compile(r"\s*(?:[-/–.…\d]|tháng|năm)")


@dataclass(slots=True, frozen=True)
class Piece:
    """A stretch of one line without white space or marks of emphasis around it; `column` counts from the left."""

    start: int
    end: int
    text: str
    folded: str
    line: int  # index of its line among the non-blank lines
    column: int = 0
    x: int = 0  # characters between the line's beginning and `start`

    def part(self, start: int, end: int, column: int | None = None) -> Piece:
        """A stretch of this piece, by offsets in the piece's own text, trimmed."""
        raw = self.text[start:end]
        lead = len(raw) - len(raw.lstrip(_TRIM))
        body = raw.strip(_TRIM)
        begin = start + lead
        return Piece(
            self.start + begin,
            self.start + begin + len(body),
            body,
            self.folded[begin : begin + len(body)],
            self.line,
            self.column if column is None else column,
            self.x + begin,
        )


@dataclass(slots=True, frozen=True)
class Line(Piece):
    """A non-blank line; `gap` is the number of blank lines above it.

    `flowing` is true for a line of a paragraph that was broken at the width of the page.
    """

    gap: int = 0
    flowing: bool = False


_NO_WIDTH_SIGNS = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_BLANKS = " \t\r\x1f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_TRIM = _BLANKS + _NO_WIDTH_SIGNS
# Marks without width that web pages leave between words; a blank where words are compared.
_NO_WIDTH = str.maketrans(dict.fromkeys(_NO_WIDTH_SIGNS, " "))
_WRAPPED_AT = 45  # characters; where all lines are shorter they are headings, cells or verses
_WIDEST_PAGE = 130  # characters of a printed line; longer ones are whole paragraphs
_FULL_SHARE = 0.75  # of the longest line: a line broken for width is about full
_FLOWING = 3  # lines without a blank one between them, all but the last full: a paragraph, no heading
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]{0,3}$")


def lines_of(text: str) -> list[Line]:
    """The non-blank lines of `text` in order; page breaks end a line too."""
    folded = fold(text).translate(_NO_WIDTH)
    lines: list[Line] = []
    before = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        body = raw.strip(_TRIM)
        if not body:
            continue
        start = match.start() + len(raw) - len(raw.lstrip(_TRIM))
        end = start + len(body)
        gap = max(0, text.count("\n", before, start) - 1) if lines else 0
        indent = len(raw[: start - match.start()].expandtabs(8))
        lines.append(Line(start, end, body, folded[start:end], len(lines), 0, indent, gap))
        before = end
    return _with_flow(lines)


def full_line(lines: Sequence[Line]) -> float:
    """Characters from which a line counts as full where the text is broken at a fixed width; infinite elsewhere."""
    longest = max((len(line.text) for line in lines), default=0)
    full = sum(len(line.text) for line in lines if len(line.text) >= _FULL_SHARE * longest)
    broken = _WRAPPED_AT < longest <= _WIDEST_PAGE and 2 * full >= sum(len(line.text) for line in lines) > 6 * longest
    return _FULL_SHARE * longest if broken else float("inf")


def _with_flow(lines: list[Line]) -> list[Line]:
    """Mark the lines of paragraphs: full ones one below the other, with the short line that ends them."""
    full = full_line(lines)
    if full == float("inf"):
        return lines
    first = 0
    for index, (last, below) in enumerate(zip(lines, [*lines[1:], None], strict=True), 1):
        goes_on = below is not None and below.gap == 0 and not begins_part(below)
        if goes_on and len(last.text) >= full and not mostly_upper(last.text):
            continue
        size = index - first
        if size > _FLOWING or (size == _FLOWING and _SENTENCE_END.search(last.text[-4:])):
            lines[first:index] = [replace(line, flowing=True) for line in lines[first:index]]
        first = index
    return lines


@cache
def _part_labels() -> re.Pattern[str]:
    head, tail = load("letter")["head"], load("letter")["tail"]
    labels = [*head["addressee_labels"], *head["subject_labels"], *tail["recipients_labels"]]
    return re.compile(rf"\W{{0,3}}{alternatives(labels)}\s*:|\W{{0,3}}v/v\s")


def begins_part(line: Line) -> bool:
    """Whether a label opens another part of a letter here: "Kính gửi:", "V/v ...", "Nơi nhận:"."""
    return bool(_part_labels().match(line.folded))


def cells_of(line: Line) -> list[Piece]:
    """The line cut at bars, tabs and wide gaps; empty cells are left out but still count as columns."""
    cells: list[Piece] = []
    position, column = 0, 0
    for gap in _GAP.finditer(line.text):
        before = line.folded[max(position, gap.start() - 8) : gap.start()]
        if _BLANK_BEFORE.search(before) and _BLANK_AFTER.match(line.folded, gap.end()) and "|" not in gap.group():
            continue
        if gap.start() > position:
            cells.append(line.part(position, gap.start(), column))
        position, column = gap.end(), column + 1
    if position < len(line.text):
        cells.append(line.part(position, len(line.text), column))
    return cells


def unfolded(lines: Iterable[Line], centred_below: bool = False) -> list[Piece]:
    """Cells of two columns set side by side, the whole left column first; one column stays as it is.

    With `centred_below`, lines under the last row of two cells stand in the middle of the page, in neither column.
    """
    rows = [cells_of(line) for line in lines]
    pairs = [index for index, row in enumerate(rows) if len(row) > 1]
    if not pairs:
        return [cell for row in rows for cell in row]
    seconds = [rows[index][1].x for index in pairs]
    below = [cell for row in rows[pairs[-1] + 1 :] for cell in row] if centred_below else []
    if centred_below:
        del rows[pairs[-1] + 1 :]
    # A line that has only the right cell is known by its indentation.
    edge = max(16, min(seconds) - 12)
    left: list[Piece] = []
    right: list[Piece] = []
    for row in rows:
        for cell in row:
            (right if cell.column > 0 or cell.x >= edge else left).append(cell)
    return left + right + below


def mostly_upper(text: str) -> bool:
    """Whether at least four fifths of the letters are capitals."""
    upper = sum(map(str.isupper, text))
    lower = sum(map(str.islower, text))
    return upper > 0 and upper >= 4 * lower
