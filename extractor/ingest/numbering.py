"""The numbers that Word shows before the paragraphs of a list: not in its text, but every reader sees them."""

from __future__ import annotations

import re
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%(\d)")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_BULLET = "-"  # whatever picture a font shows for it


class Numbering:
    """Counts through a document; `mark` must be asked for every numbered paragraph in order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}  # list -> level -> (format, text, start)
        self._counts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        if numbering is not None:
            self._read(numbering)
        if styles is not None:
            for style in styles.iter(f"{_W}style"):
                if (place := _place(style.find(f"{_W}pPr/{_W}numPr"))) is not None:
                    self._styles[style.get(f"{_W}styleId", "")] = place

    def _read(self, numbering: Any) -> None:
        abstract = {
            one.get(f"{_W}abstractNumId"): {
                int(level.get(f"{_W}ilvl", "0")): (
                    _value(level, "numFmt", "decimal"), _value(level, "lvlText", ""), int(_value(level, "start", "1")),
                )
                for level in one.iterchildren(f"{_W}lvl")
            }
            for one in numbering.iterchildren(f"{_W}abstractNum")
        }  # fmt: skip
        for number in numbering.iterchildren(f"{_W}num"):
            self._levels[number.get(f"{_W}numId", "")] = abstract.get(_value(number, "abstractNumId", ""), {})

    def mark(self, paragraph: Any) -> str:
        """What stands before the paragraph, with a space behind it; "" when it is in no list."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return ""
        place = _place(properties.find(f"{_W}numPr")) or self._styles.get(_value(properties, "pStyle", ""))
        if place is None or place[1] not in self._levels.get(place[0], {}):
            return ""
        number, level = place
        levels = self._levels[number]
        counts = self._counts.setdefault(number, {})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        kind, text, _ = levels[level]
        if kind == "none" or not text:
            return ""
        if kind == "bullet":
            return f"{_BULLET} "

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            style, _, start = levels.get(at, ("decimal", "", 1))
            return _written(counts.get(at, start), style)

        return f"{_PLACE.sub(shown, text)} "


def _value(parent: Any, name: str, default: str) -> str:
    element = parent.find(f"{_W}{name}")
    return str(element.get(f"{_W}val", default)) if element is not None else default


def _place(properties: Any) -> tuple[str, int] | None:
    if properties is None or (number := _value(properties, "numId", "0")) == "0":
        return None
    level = _value(properties, "ilvl", "0")
    return number, int(level) if level.isdigit() else 0


def _written(number: int, style: str) -> str:
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if style == "lowerLetter" else letter.upper()
    if style in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = ""
        for value, letters in _ROMAN:
            roman, number = roman + letters * (number // value), number % value
        return roman if style == "upperRoman" else roman.lower()
    return f"{number:02}" if style == "decimalZero" else str(number)
