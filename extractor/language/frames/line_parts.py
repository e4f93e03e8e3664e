"""What is the document's own on a line that a web page or a printed head shares with counters, buttons and contacts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractor.language.daylines import days_in
from extractor.language.fold import fold
from extractor.language.frames.credits import is_names, is_section_name
from extractor.language.frames.page_marks import is_page_number
from extractor.language.lines import Line, Piece, cells_of, mostly_upper
from extractor.language.names import lore
from extractor.language.places import places_named
from extractor.language.terms import alternatives, terms
from extractor.lexicon import load

_SEPARATORS = " \t\u00a0|-–•·,"
_CELL_BEGINS = re.compile(r"[|•·]\s*$|\s{3}$")
_CELL_ENDS = re.compile(r"\s*(?:$|[|•·])|\s{3}")
_NUMBERED_PART = re.compile(r"\d|cỡ chữ|a-")
_CLOCK = re.compile(r"\d{1,2}\s?(?:h|giờ|:)\s?\d{2}|am|pm|gmt\s?\+?\s?\d{0,2}")
_SECTION_WORDS = 5  # words; a longer cell beside a date is no section of a paper
_SECTION_TRIM = " \t-–:|,.()"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    zones = load("zones")
    inline = alternatives(zones["inline"]["parts"])
    sources = {
        "inline": inline,
        "inline_cell": rf"\W*{inline}[\s:(]*[\d:.,]*\)?\W*",
        "opener": rf"\W{{0,3}}{alternatives(zones['boilerplate']['openers'])}",
        "date_label": alternatives(zones["dates"]["labels"]),
        # "Giá vàng: 36,25 - 36,55", "Tòa soạn: 0299.382.xxx": a label with nothing but a number
        "counter": r"[^\W\d_]{2,12}(?:\s+[^\W\d_]{1,8}){0,5}\s*:\s*\d[\d.,\s–/x%()-]{0,40}",
        # "SJC 36,2", "Giá vàng SJC: 36,25 - 36,55 triệu đồng/lượng", "Vinh 27°C"
        "rate": rf"{alternatives(zones['boilerplate']['rates'])}(?:\s+[^\W\d_]{{2,6}}){{0,2}}\s*:?\s*\d[\d.,\s–/%+-]"
        r"{0,40}(?:(?:triệu|nghìn|ngàn)?\s{0,2}(?:đồng|usd|đ)(?:/\S{1,10})?)?"
        r"|[^\d|]{0,30}\d{1,2}\s?°\s?c?(?:[\s–-]{1,3}\d{1,2}\s?°\s?c?)?",
        "issue": rf"{alternatives(zones['running_heads']['issue'])}\s*[:.]?\s*\d{{1,6}}(?:\s?[/-]\s?\d{{1,4}})?"
        r"(?:\s*\([^()]{1,30}\))?",
        "icon": r"[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]",
    }
    return re.compile(sources[name])


def own_pieces(line: Line, above_text: bool) -> list[Piece]:
    """The stretches of a short line that are no counters, buttons or contacts, in order; [line] where none is.

    `above_text` tells that the line stands before the prose, where sections of the paper stand beside its day.
    """
    if _is_counter(line):
        return []
    pieces = _own_cells(line) if above_text else [line]
    return [own for piece in pieces for own in _without_parts(piece)]


def _own_cells(line: Line) -> list[Piece]:
    """The line without the cells that are furniture by themselves; neighbours that stay are one piece."""
    cells = cells_of(line)
    if len(cells) < 2:
        return [] if _pattern("rate").fullmatch(line.folded) else [line]
    paged = any(map(is_page_number, cells)) or _folio(cells)
    beside = paged or any(map(_is_day, cells))
    own: list[tuple[int, int]] = []
    followed = False  # the cell before stays
    for cell in cells:
        begin, end = cell.start - line.start, cell.end - line.start
        if _is_counter(cell) or _is_furniture(cell, beside, paged):
            followed = False
            continue
        own = [*own[:-1], (own[-1][0], end)] if followed else [*own, (begin, end)]
        followed = True
    return [line] if own == [(0, len(line.text))] else [line.part(begin, end) for begin, end in own]


def _is_day(cell: Piece) -> bool:
    """A day as sites and papers write it, not as a letter does ("Huế, ngày 3 tháng 4 năm 2020")."""
    return bool(days_in(cell.folded)) and ("tháng" not in cell.folded or cell.folded.startswith(("thứ", "chủ nhật")))


def _folio(cells: Sequence[Piece]) -> bool:
    """A bare page number at one end of a line with the name, issue or day of a paper."""
    numbered = any(cell.text.isdigit() and len(cell.text) <= 3 for cell in (cells[0], cells[-1]))
    return numbered and any(_names_paper(cell) or _is_day(cell) for cell in cells)


def _names_paper(cell: Piece) -> bool:
    media = terms("zones", "source", "media").match(cell.folded)
    return bool(media) or bool(_pattern("issue").fullmatch(cell.folded))


def _is_counter(piece: Piece) -> bool:
    """Nothing but icons and numbers: "💬 2", "👁 3.377"."""
    letters = any(map(str.isalpha, piece.text))
    return not letters and bool(_pattern("icon").search(piece.text)) and not days_in(piece.folded)


def _is_furniture(cell: Piece, beside: bool, paged: bool) -> bool:
    """Whether a cell is none of the document's own; `beside` a day or page number sections of the paper are not."""
    folded = cell.folded
    if days_in(folded):
        return paged and bool(_pattern("issue").fullmatch(folded))
    if _pattern("rate").fullmatch(folded):
        return True
    if is_page_number(cell) or _pattern("inline_cell").fullmatch(folded) or _pattern("counter").fullmatch(folded):
        return not terms("letter", "head", "number_labels").match(folded)
    if _pattern("opener").match(folded) and not _pattern("date_label").match(folded):
        return True
    if paged and (_names_paper(cell) or cell.text.isdigit()):
        return True
    return beside and _is_section(cell)


def _is_section(cell: Piece) -> bool:
    """A section of the paper beside its day: known as one, or some words that are no name, place or media house."""
    words = _CLOCK.sub(" ", cell.folded).strip(_SECTION_TRIM)
    if is_section_name(words):
        return True
    if not words or any(map(str.isdigit, words)) or len(words.split()) > _SECTION_WORDS or ":" in words:
        return False
    if terms("zones", "source", "media").match(words) or places_named(cell.text.strip(_SECTION_TRIM)):
        return False
    named = is_names(cell.text.strip(_SECTION_TRIM))
    if not named or not mostly_upper(cell.text):
        return not named
    return bool(terms("zones", "menu", "rubrics").match(words)) or not _begins_with_surname(words)


def _begins_with_surname(words: str) -> bool:
    names = lore()
    return words.split()[0] in {fold(name) for name in names.common | names.minority}


def _without_parts(line: Piece) -> list[Piece]:
    """Take counters, font buttons and share buttons out of a line; the pieces left of it."""
    found = list(_pattern("inline").finditer(line.folded))
    if found and not _only_parts(line, found):
        found = [match for match in found if _NUMBERED_PART.search(match.group()) or _fills_cell(line, match)]
    if not found:
        return [line]
    edges = [0, *(edge for match in found for edge in match.span()), len(line.text)]
    kept: list[Piece] = []
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        piece = line.part(begin, end)
        lead = len(piece.text) - len(piece.text.lstrip(_SEPARATORS))
        piece = piece.part(lead, len(piece.text.rstrip(_SEPARATORS)))
        if any(map(str.isalpha, piece.text)) or (any(map(str.isdigit, piece.text)) and not _is_counter(piece)):
            kept.append(piece)
    return kept


def _only_parts(line: Piece, found: Sequence[re.Match[str]]) -> bool:
    """Whether nothing but such parts, or a day and time beside them, stands on the line."""
    rest = line.folded
    for match in reversed(found):
        rest = rest[: match.start()] + " " + rest[match.end() :]
    return not any(map(str.isalpha, _CLOCK.sub(" ", rest)))


def _fills_cell(line: Piece, match: re.Match[str]) -> bool:
    """Whether a part stands by itself between bars, wide gaps or the ends of the line."""
    before, after = line.text[: match.start()], line.text[match.end() :]
    return bool(_CELL_BEGINS.search(before[-4:]) if before else True) and bool(_CELL_ENDS.match(after))
