"""The frame of a document as both the zones and the document's fields read it, worked out once a text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractor.language.frames.article import Article, find_article
from extractor.language.frames.boilerplate import Page, find_boilerplate
from extractor.language.frames.letter import find_letter, find_release, is_enterprise_release
from extractor.language.frames.letter_parts import Letter
from extractor.language.lines import Line, lines_of
from extractor.records import ZoneKind


@dataclass(slots=True, frozen=True)
class Frame:
    """All lines, what is left of them beside boilerplate, and the frame of a letter or else of an article."""

    lines: list[Line]
    page: Page
    letter: Letter | None
    article: Article | None
    release: Letter | None = None  # the letterhead of a press release, which is an article


@lru_cache(maxsize=1)  # stages run one after another on one text; its frame is read, never changed
def frame_of(text: str, hints: tuple[tuple[ZoneKind, int, int], ...] = ()) -> Frame:
    """The frame of `text`; `hints` are zones that its markup shows, of which boilerplate is taken at its word."""
    lines = lines_of(text)
    page = find_boilerplate(lines, [(start, end) for kind, start, end in hints if kind == "boilerplate"])
    letter = find_letter(page.lines)
    if letter is not None and not is_enterprise_release(letter):
        return Frame(lines, page, letter, None)
    return Frame(lines, page, None, find_article(page.lines, page.menu_end), find_release(page.lines))
