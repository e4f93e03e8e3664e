"""Offsets between what a tool counts and what a record counts.

Tools count code points (Label Studio, brat, spaCy), UTF-16 code units (doccano, whatever runs on JavaScript strings) or
grapheme clusters (doccano's grapheme mode); they keep the text as it was given, be it NFD or with `\\r\\n`. A record
counts code points of the NFC text with `\\n` line ends.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Literal

from extractor.ingest.document import normal_form

Unit = Literal["code-points", "utf-16", "graphemes"]
UNITS: tuple[Unit, ...] = ("code-points", "utf-16", "graphemes")
_ASTRAL = 0x10000  # the first code point that takes two UTF-16 code units


def boundaries(text: str, unit: Unit) -> list[int]:
    """For each code point's offset in `text` (and its end) the offset in units; for graphemes that of their start."""
    found = [0]
    if unit == "graphemes":
        import regex

        for position, match in enumerate(regex.finditer(r"\X", text)):
            found[-1:] = [position] * len(match.group())
            found.append(position + 1)
        return found
    for character in text:
        found.append(found[-1] + (2 if unit == "utf-16" and ord(character) >= _ASTRAL else 1))
    return found


class Counted:
    """A tool's text with its offsets, seen from the record's side: `text` is the normal form of it."""

    def __init__(self, raw: str, unit: Unit = "code-points") -> None:
        self.raw = raw
        self.text = normal_form(raw)
        self._units = boundaries(raw, unit)
        self._normal = None if self.text == raw else list(_normal_offsets(raw))

    def code_points(self, start: int, end: int) -> tuple[int, int] | None:
        """The tool's `[start, end)` as code points of its own text; None where that is no place in it."""
        if not 0 <= start < end <= self._units[-1]:
            return None
        # A place within a character widens to all of it: the last offset at or before the start.
        first = bisect_right(self._units, start) - 1
        first = bisect_left(self._units, self._units[first])
        return first, bisect_left(self._units, end)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The tool's `[start, end)` in `text`; a place within a composed character widens to all of it."""
        place = self.code_points(start, end)
        if place is None or self._normal is None:
            return place
        first, last = place
        return self._normal[first][0], self._normal[last - 1][1]


def _normal_offsets(raw: str) -> Iterator[tuple[int, int]]:
    """For each code point of `raw` the span of `normal_form(raw)` that it went into."""
    position = 0
    for piece in _pieces(raw):
        length = len(normal_form(piece))
        if normal_form(piece) == piece:
            yield from ((position + i, position + i + 1) for i in range(length))
        else:
            yield from [(position, position + length)] * len(piece)
        position += length


def _pieces(raw: str) -> Iterator[str]:
    """The shortest pieces that can be normalised one by one."""
    piece = ""
    for character in raw:
        if piece and _apart(piece, character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _apart(piece: str, character: str) -> bool:
    """Whether a new piece begins: not within `\\r\\n`, not before a mark, not before what composes with it."""
    if character.isascii():
        return not (character == "\n" and piece.endswith("\r"))
    if unicodedata.combining(unicodedata.normalize("NFD", character)[0]):
        return False
    joined = unicodedata.normalize("NFC", piece + character)
    return joined == unicodedata.normalize("NFC", piece) + unicodedata.normalize("NFC", character)
