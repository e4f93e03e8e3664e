"""What a cell of a table holds: a number, a year, a row number, nothing, or words; and the table as rows and columns.

Offsets are half-open code points of the text. A cell that is broken over lines has one span for every line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from extractor.extract.figures.table_units import Unit, is_unit, split_scale
from extractor.language.fold import fold
from extractor.language.layers import Layers, Number, Quantity
from extractor.language.numerals import plain, read_digits
from extractor.records import FigureModifier

Span = tuple[int, int]
CellKind = Literal["value", "year", "blank", "text"]

_LONGEST_VALUE = 48  # characters of a cell that holds a number and at most its unit
_LONGEST_COLUMN_NUMBER = 24
_NUMBER = r"\d[\d.,]*(?:[ ]\d{3}(?!\d))*(?:,\d+)?"
_VALUE = re.compile(
    rf"[(\[]?[ ]?(?P<bound>≥|>=|≤|<=|>|<)?[ ]?(?P<sign>[+\-−–])?[ ]?(?P<low>{_NUMBER})"
    rf"(?:[ ]?(?P<join>[/÷–-]|đến)[ ]?(?P<high>{_NUMBER}))?[ ]?(?P<percent>%)?"
    rf"(?P<tail>[ ]?[^\W\d_][^\d]{{0,30}}?)?[ ]?[)\]*]{{0,2}}[.;]?"
)
_WITH_SHARE = re.compile(r"(?P<main>[^()]+?) ?\((?P<share>\d[\d.,]* ?%)\)")
_BOUNDS: dict[str, FigureModifier] = {
    "≥": "at_least",
    ">=": "at_least",
    "≤": "at_most",
    "<=": "at_most",
    ">": "more_than",
    "<": "less_than",
}
_YEAR = re.compile(r"(?:19[3-9]|20[0-6])\d(?:\s?[-–]\s?(?:19[3-9]|20[0-6])\d)?")
_BLANK = re.compile(r"[\s.…_x\"″/–—-]{0,8}")
_INDEX = re.compile(r"\(?(?:(?P<number>\d{1,3}(?:\.\d{1,2}){0,2})|(?P<roman>[ivxl]{1,6})|(?P<letter>[a-zđ]))[.)]?")
_COLUMN_NUMBER = re.compile(r"\(?(?:(\d{1,2})|([a-zđ]))\)?(?:\s?=.{0,20})?")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")


@dataclass(slots=True, frozen=True)
class Cell:
    """A cell that is not empty; `x` is where it begins (in characters of its line, or as the index of its column)."""

    spans: tuple[Span, ...]
    folded: str  # one line, single spaces
    x: int = 0
    width: int = 1

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    def joined(self, other: Cell) -> Cell:
        """This cell going on in `other` on a later line."""
        return Cell(self.spans + other.spans, f"{self.folded} {other.folded}", self.x, max(self.width, other.width))

    def text(self, layers: Layers) -> str:
        """As written, line breaks and runs of blanks made single spaces."""
        return " ".join(" ".join(layers.text[a:b].split()) for a, b in self.spans)


Row = list[Cell | None]


@dataclass(slots=True)
class Table:
    """Columns with their heads (groups first) and rows of as many cells; `label` is the column that names the rows."""

    start: int
    end: int
    heads: list[list[Cell]]
    rows: list[Row]
    label: int
    silent: bool = False  # looks like a table and counts nothing: a list of contents, a page's counters

    def cells(self) -> list[Cell]:
        """Every cell in text order, those of the heads first, each once."""
        found = [cell for head in self.heads for cell in head] + [cell for row in self.rows for cell in row if cell]
        return sorted({cell.start: cell for cell in found}.values(), key=lambda cell: cell.start)


def cell_of(text: str, start: int, end: int, x: int = 0, width: int = 1) -> Cell | None:
    """The cell in `text[start:end]` without the blanks and marks of emphasis around it; None where nothing is left."""
    raw = text[start:end]
    lead = len(raw) - len(raw.lstrip("* \t\u00a0_`"))
    body = raw[lead:].rstrip("* \t\u00a0_`\r\f\v")
    if not body:
        return None
    start += lead
    return Cell(((start, start + len(body)),), " ".join(fold(body).split()), x + lead, len(body) if width != 1 else 1)


def share_beside(cell: Cell) -> tuple[Cell, Cell] | None:
    """The two numbers of "98/108 (90,7%)" as cells of their own, else None."""
    match = _WITH_SHARE.fullmatch(cell.folded) if len(cell.folded) <= _LONGEST_VALUE else None
    if match is None or len(cell.spans) > 1 or cell.end - cell.start != len(cell.folded):
        return None
    parts = []
    for name in ("main", "share"):
        start, end = match.span(name)
        parts.append(Cell(((cell.start + start, cell.start + end),), match[name], cell.x, cell.width))
    return parts[0], parts[1]


@lru_cache(maxsize=4096)
def kind_of(folded: str) -> CellKind:
    """What a folded cell is by its shape."""
    compound = _WITH_SHARE.fullmatch(folded) if folded.endswith("%)") and len(folded) <= _LONGEST_VALUE else None
    if compound is not None:
        folded = compound["main"]
    if _YEAR.fullmatch(folded):
        return "year"
    if _BLANK.fullmatch(folded):
        return "blank"
    match = _match(folded)
    return "value" if match is not None else "text"


def _match(folded: str) -> re.Match[str] | None:
    if len(folded) > _LONGEST_VALUE:
        return None
    match = _VALUE.fullmatch(folded)
    if match is None or (match["tail"] and not is_unit(match["tail"].strip())):
        return None
    if len(match["low"]) >= 9 and match["low"].isdigit() and match["low"][0] == "0":  # a telephone number
        return None
    return match if read_digits(match["low"].rstrip(".,")) is not None else None


def index_of(folded: str) -> str | None:
    """A row's number as its kind and value ("n3", "r" for Roman, "a" for letters, "s" for "1.2"), else None."""
    match = _INDEX.fullmatch(folded) if len(folded) <= 8 else None
    if match is None:
        return None
    if match["number"]:
        return f"n{int(match['number'])}" if match["number"].isdigit() else "s"
    return "r" if match["roman"] else "a"


def column_numbers(cells: list[str]) -> int:
    """How many of the folded cells, from the first on, number the columns: "(1) (2) (3)", "A B 1 2 3=2/1"; else 0."""
    number = letters = length = 0
    for cell in cells:
        match = _COLUMN_NUMBER.fullmatch(cell) if len(cell) <= _LONGEST_COLUMN_NUMBER else None
        if match is None or (match[2] and number):
            break
        if match[2]:
            letters += 1
        elif (number and int(match[1]) != number + 1) or int(match[1]) > number + letters + 2:
            break
        else:
            number = int(match[1])
        length += 1
    return length if length > letters + 1 else 0


@dataclass(slots=True)
class CellValue:
    """The number of a cell and the unit written beside it, its scale already in the number."""

    quantity: Quantity
    unit: Unit


def read_value(layers: Layers, cell: Cell, grouped: bool) -> CellValue | None:
    """The number in a cell of kind `value` or `year`; with `grouped`, a single comma groups thousands ("1,204")."""
    folded = layers.folded[cell.start : cell.end]
    match = _match(folded)
    if match is None:
        return None
    low = _decimal(match["low"], grouped)
    high = _decimal(match["high"], grouped) if match["high"] else None
    if low is None:
        return None
    end = match.end("low")
    denominator: Number | None = None
    if high is not None:
        end = match.end("high")
        if match["join"] == "/":
            denominator = plain(high)
    if match["percent"]:
        end = match.end("percent")
    tail = (match["tail"] or "").strip()
    scale, _, length = split_scale(tail)
    first = cell.start + match.start("tail") + len(match["tail"] or "") - len((match["tail"] or "").lstrip())
    unit = Unit.of(layers.text[first + length : first + len(tail)]) if tail else Unit()
    if length:
        end = first - cell.start + length
    signed = match["sign"] is not None
    start = match.start("sign") if signed else match.start("low")
    value = -low * scale if signed and match["sign"] != "+" else low * scale
    bound = _BOUNDS.get(match["bound"] or "")
    quantity = Quantity(
        cell.start + start,
        cell.start + _trimmed(folded, end),
        plain(value),
        plain(high * scale) if high is not None and denominator is None else None,
        bound,
        outer_start=cell.start + match.start("bound") if bound else -1,
        denominator=denominator,
        percent=bool(match["percent"]),
        currency=unit.currency,
        rule="table",
    )
    return CellValue(quantity, unit)


def plain_number(cell: Cell) -> Decimal | None:
    """The number that a cell holds, for sums; None where it holds none or more."""
    match = _match(cell.folded)
    return _decimal(match["low"], grouped=True) if match is not None and match["high"] is None else None


def _decimal(literal: str, grouped: bool) -> Decimal | None:
    literal = literal.rstrip(".,")
    if grouped and _THOUSANDS.fullmatch(literal):
        literal = literal.replace(",", "")
    return read_digits(literal)


def _trimmed(folded: str, end: int) -> int:
    while end and folded[end - 1] in ".,":
        end -= 1
    return end
