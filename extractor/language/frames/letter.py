"""The frame of an administrative document: letterhead and heading above, addressees, signature and distribution below.

A frame is read from geometry (columns, blank lines) and a few words of `lexicon/letter.toml`. Converters flatten
letterheads in many ways: two columns side by side, one after the other, with bars, with every line set apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.language.frames.letter_head import head_end, read_addressees, read_head
from extractor.language.frames.letter_parts import Letter
from extractor.language.frames.letter_tail import read_tail, tail_end, tail_start
from extractor.language.lines import Line, unfolded
from extractor.language.terms import terms

_SIGNS = ("motto", "number", "heading", "subject", "place_date")  # without any of them there is no letterhead
_RELEASE_HEAD = 12  # lines in which the heading of a press release stands
_TAIL_LINES = 80  # a distribution list may be long


def find_letter(lines: Sequence[Line]) -> Letter | None:
    """The frame of a letter, report, decision ... among `lines` (boilerplate left out), or None for an article."""
    letter = Letter()
    end = head_end(lines)
    letter.head = read_head(lines[:end])
    letter.body_first = read_addressees(letter, lines, end)
    if not (letter.addressees or any(part.kind in _SIGNS for part in letter.head)):
        return None
    letter.tail_first = len(lines)
    start = tail_start(lines, letter.body_first)
    if start is not None:
        letter.tail_first = start
        letter.tail = read_tail(unfolded(lines[start : min(start + _TAIL_LINES, tail_end(lines, start))]))
    return letter if _is_letter(letter) else None


def find_release(lines: Sequence[Line]) -> Letter | None:
    """The letterhead of an enterprise's press release, with "THÔNG CÁO BÁO CHÍ" as its heading; None elsewhere."""
    release = terms("letter", "other_kinds", "press_release")
    headings = (index for index, line in enumerate(lines[:_RELEASE_HEAD]) if release.match(line.folded.lstrip(" *_")))
    heading = next(headings, None)
    if heading is None:
        return None
    letter = Letter(head=read_head(lines[: heading + 1]))
    return letter if is_enterprise_release(letter) else None


def _is_letter(letter: Letter) -> bool:
    """Evidence adds up: a motto or number, or a heading with a closing block; one sign alone is none."""
    mottos = sum("việt nam" in piece.folded or "hồ chí minh" in piece.folded for piece in letter.of("motto"))
    heading = bool(letter.of("heading"))
    number = bool(letter.of("number"))
    closing = bool(letter.of("recipients_label")) + bool(letter.of("authority"))
    opening = bool(letter.of("place_date")) + bool(letter.addressees) + bool(letter.of("body"))
    score = 2 * bool(mottos) + number + heading + closing + opening + bool(letter.of("subject"))
    return score >= 3 and bool(mottos or number or ((heading or letter.addressees) and closing))


def is_personal(letter: Letter) -> bool:
    """Whether a person and no body speaks: an application, a curriculum vitae."""
    headings = letter.of("heading")
    personal = terms("letter", "other_kinds", "personal")
    return bool(headings) and bool(personal.match(headings[0].folded.lstrip(" *_"))) and not letter.of("body")


def is_enterprise_release(letter: Letter) -> bool:
    """Whether this is a press release whose issuing bodies are enterprises; that is no administrative document."""
    release, enterprise = (terms("letter", "other_kinds", key) for key in ("press_release", "enterprise_heads"))
    bodies = letter.of("body")
    return (
        any(release.match(piece.folded) for piece in letter.of("heading"))
        and bool(bodies)
        and all(enterprise.match(piece.folded) for piece in bodies)
    )
