"""What the frame of an administrative document is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from extractor.language.daylines import days_in
from extractor.language.lines import Piece

PartKind = Literal[
    "motto", "rule", "number", "place_date", "subject", "heading", "topic", "body", "remark", "addressee",
    "recipients_label", "recipient", "authority", "title", "mark", "name",
]  # fmt: skip

PROSE = 160  # characters; longer lines of a document are running text
RULE = re.compile(r"[\W_o]{1,60}")  # a star, dashes or dots between the parts
NUMBERED = re.compile(
    r"(?:[ivx]{1,5}\s?[.)-]|\d{1,2}\s?[.)/-]|[a-hđ][.)])\s*[^\s\d]"
    r"|phần\s+(?:thứ|[ivx\d])|chương\s+[ivx\d]|điều\s+\d"
)


@dataclass(slots=True, frozen=True)
class Part:
    """A piece of the frame and what it is."""

    kind: PartKind
    piece: Piece


@dataclass(slots=True)
class Letter:
    """`head` and `tail` in reading order; the body is `lines[body_first:tail_first]`."""

    head: list[Part] = field(default_factory=list)
    addressees: list[Part] = field(default_factory=list)
    tail: list[Part] = field(default_factory=list)
    body_first: int = 0
    tail_first: int = 0

    def of(self, kind: PartKind) -> list[Piece]:
        """Pieces of one kind, head before tail."""
        return [part.piece for part in (*self.head, *self.addressees, *self.tail) if part.kind == kind]


def is_place_date(piece: Piece) -> bool:
    """Whether a cell is the place-and-date line: "Ô Môn, ngày 09 tháng 5 năm 2024"."""
    days = days_in(piece.folded)
    if not days or len(piece.text) > 90:
        return False
    day = days[0]
    place = piece.text[: day.start].strip(" ,.;:-–*_(")
    rest = piece.text[day.end :].strip(" ,.;:-–*_)")
    written = "ngày" in piece.folded[day.start : day.end] or "tháng" in piece.folded[day.start : day.end]
    # "Thời gian: 16h30 ngày ..." tells when something takes place.
    named = not place or (place[0].isupper() and ":" not in place and not any(map(str.isdigit, place)))
    return written and named and not rest and len(place.split()) <= 7
