"""Lines of a page to paragraphs: what goes on in the next line, the next column or on the next page is joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.ingest import grids
from extractor.ingest.layout import Sheet
from extractor.ingest.paper import Piece, Row

LINE_GAP = 2.0  # letter heights from base line to base line within a paragraph, at most
_LOOSE = 1.2  # of the usual distance between lines: more is space between paragraphs
_SLACK = 0.6  # letter heights by which a full line may miss the edge of its column, a space included
_CUTS_TO_JUDGE = 4  # lines that break off in mid-sentence
_TYPESET = 0.75  # share of them that must be full
_WIDE = 0.6  # of its column that a line must cover to be judged, and of the widest that a column of prose must have
_MANY = 12  # lines of a narrow column from which it is prose and no letterhead
_BLANK = 1.6  # of the usual distance between lines: shown as an empty line
_INDENT = 0.9  # letter heights by which a new paragraph may stand in

_BOUND = re.compile(r"\w[-–/]$")
_ENDS = ".;:!?…"
_ITEM = re.compile(
    r"[-+•*–—●▪]\s?(?=\S)|(?:(?P<number>\d{1,2})(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,5})[.)/](?=\s?[^\W\d_]|\s)"
)


class Column:
    """Where the lines of a column begin and end, and how far apart they are."""

    def __init__(self, rows: list[Row]) -> None:
        self.pieces = [row[0] for row in rows if len(row) == 1]
        self.left = min((piece.left for piece in self.pieces), default=0.0)
        self.right = max((piece.right for piece in self.pieces), default=0.0)
        gaps = sorted(b.base - a.base for a, b in pairwise(self.pieces) if 0 < b.base - a.base < LINE_GAP * a.size)
        self.lead = gaps[len(gaps) // 5] if gaps else 0.0

    @property
    def width(self) -> float:
        return self.right - self.left

    def is_full(self, piece: Piece, after: Piece) -> bool:
        """Whether the first word of the next line would not have fitted into this one."""
        first = after.words[0]
        return piece.right + _SLACK * piece.size + (first.right - first.left) > self.right


def is_typeset(columns: list[Column]) -> bool:
    """Whether lines end because they are full, and not where whoever typed them broke them in mid-sentence."""
    cuts = [
        column.is_full(a, b)
        for column in columns
        for a, b in pairwise(column.pieces)
        if a.right - a.left > _WIDE * column.width
        and a.text[-1] not in ".;:!?…" and b.text[0].islower() and not _ITEM.match(b.text)
    ]  # fmt: skip
    return len(cuts) < _CUTS_TO_JUDGE or sum(cuts) >= _TYPESET * len(cuts)


def _continues(column: Column, last: Piece, piece: Piece) -> bool:
    """Whether a line, if it is no item, goes on with the paragraph of the one before it, in this column or the next."""
    size = last.size
    if abs(piece.size - size) > 0.2 * size or not (column.is_full(last, piece) or _breaks_off(column, last, piece)):
        return False
    if piece.base > last.base and piece.base - last.base > _LOOSE * column.lead:
        return False
    if abs(piece.left - last.left) > _INDENT * size and last.text.isupper() and piece.text.isupper():
        return False  # headings one below the other, each in the middle
    stands_in = piece.left > column.left + _INDENT * size and last.left <= column.left + _INDENT * size
    return not stands_in


def _breaks_off(column: Column, last: Piece, piece: Piece) -> bool:
    """Whether a sentence breaks off at the end of a line that is not quite full."""
    is_wide = last.right - last.left > _WIDE * column.width
    return is_wide and last.text[-1] not in _ENDS and piece.text[0].islower()


class Flow:
    """Lines as they come, joined to paragraphs."""

    def __init__(self, is_typeset: bool, widest: float) -> None:
        self._sheet = Sheet()
        self._is_typeset = is_typeset
        self._widest = widest
        self._open: list[str] = []  # the lines of the paragraph that may go on
        self._last: tuple[Column, Piece] | None = None  # its last line, and the column that it stands in
        self._waiting: list[str] = []  # page numbers that stand within it
        self._numbers = {0}  # that items have begun with

    def lines(self, rows: list[Row]) -> None:
        """Rows of one column, from top to foot."""
        column = Column(rows)
        may_join = self._is_typeset and (column.width > _WIDE * self._widest or len(rows) >= _MANY)
        at = 0
        while at < len(rows):
            row = rows[at]
            if at and column.lead and row[0].base - rows[at - 1][0].base > _BLANK * column.lead:
                self._close()
                self._sheet.add("")
            if len(row) > 1:
                end = grids.run_end(rows, at, 2 * LINE_GAP * row[0].size)
                self.table(grids.lines_of(rows[at:end]))
                at = end
                continue
            piece = row[0]
            begins = self._begins_item(piece)
            if self._last is None or begins or not (may_join and _continues(*self._last, piece)):
                self._close()
            self._open.append(piece.text)
            self._last = (column, piece)
            at += 1

    def _begins_item(self, piece: Piece) -> bool:
        """Whether the line is an item of a list, and not the end of a sentence: "tăng / 3. Tính theo ngành"."""
        item = _ITEM.match(piece.text)
        if item is None or not item["number"]:
            return item is not None
        number = int(item["number"])
        follows = number - 1 in self._numbers
        if self._last is not None and (self._last[1].text[-1] not in _ENDS or not follows):
            column, last = self._last
            if column.is_full(last, piece):
                return False
        self._numbers.add(number)
        return True

    def table(self, lines: list[str]) -> None:
        self._close()
        self._sheet.add_all(lines)

    def furniture(self, lines: list[str]) -> None:
        """Page numbers and running heads: they wait for the paragraph that they stand in."""
        self._waiting += lines
        if not self._open:
            self._close()

    def _close(self) -> None:
        if self._open:
            self._sheet.add(joined(self._open))
        self._sheet.add_all(self._waiting, "boilerplate")
        self._open, self._last, self._waiting = [], None, []

    def finished(self) -> Sheet:
        self._close()
        return self._sheet


def joined(lines: Sequence[str]) -> str:
    """The lines of a paragraph as one.

    A soft hyphen at a line end binds the word again, and a line may end behind the sign within "LĐ-TB&XH" or "1/2015".
    """
    text = lines[0]
    for line in lines[1:]:
        if text.endswith("\u00ad"):
            text = text[:-1] + line
        else:
            text += line if _BOUND.search(text[-2:]) and line[:1].isalnum() else f" {line}"
    return text
