"""What a web page puts around an article: menus, clocks, counters, comment boxes, lists of links, scripts, footers.

Lines are judged by their words (`lexicon/zones.toml`) and by where they stand: before, inside or after the prose.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from extractor.language.daylines import days_in
from extractor.language.frames.credits import is_labelled_byline
from extractor.language.frames.line_parts import own_pieces
from extractor.language.frames.page_marks import page_marks
from extractor.language.lines import Line, Piece, mostly_upper
from extractor.language.terms import alternatives, terms
from extractor.lexicon import load

_PROSE = 120  # characters of a line that ends like a sentence and is no headline
_PARTS = 200  # characters; no longer line is searched for counters and buttons
_SENTENCE = 60  # characters; shorter lines with a full stop may be anything
_LONG = 250  # characters beyond which a line is prose whatever its end
_AFTER_SHARE = 0.35  # of all prose: a closing box with more than this after it stands in the middle of the article
_TEASER_SHARE = 0.05  # of all prose: the same for a list of related links
_SENTENCE_END = re.compile(r"(?:[.!?…:;]|\./\.)[\s\"'”’»)\]]*$")
_FULL_STOP = re.compile(r"[.…][\s\"'”’»)\]]*$")
_PHONES = re.compile(r"\+?\d(?:[ .()-]{0,2}\d){8,30}")
_PAGING = re.compile(r"(?:«|‹|<|trước)?\s*(?:\d{1,3}\s+){2,20}(?:\.\.\.|…|»|›|>|sau|tiếp|cuối|trang sau|\s)*")
_SIGNS_ONLY = re.compile(r"[×✕✖☰▲▼◄►◀▶★☆❮❯‹›«»<>^\s]{1,40}")
_BULLET = re.compile(r"\s*(?:[-–•*+●▪·►»>]|\d{1,2}[.)/])\s*\S")
_ITEM = re.compile(r"\s*[-–+•*]\s*[^\W\d]")
_COUNTED = r"\W*(?:\(?\s*\d[\d.,]*\s*\)?)?\W*"
_MENU_GAP = re.compile(r"\s*(?:[|>»›•·/]|::|\s-\s|\t|\s{2,})\s*")
_DATED = re.compile(r"\(\s*\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?[^)]{0,12}\)$")
_CREDIT_LABEL = re.compile(r"(?:ảnh|bài|tin|nguồn|số)\b")


@dataclass(slots=True)
class Page:
    """`lines` are the lines left, cut short where a part of them is boilerplate; `spans` is the boilerplate.

    `marks` are the offsets of page numbers and running heads.
    `menu_end` is the offset behind the last menu above the prose: what stands before it belongs to the site.
    """

    lines: list[Line] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    menu_end: int = 0
    marks: set[int] = field(default_factory=set)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    zones = load("zones")
    script = "|".join(re.escape(sign) for sign in zones["boilerplate"]["script"])
    links = "|".join(re.escape(sign) for sign in zones["boilerplate"]["link_signs"])
    sections = alternatives(zones["boilerplate"]["sections"])
    sources = {
        "script": script,
        "link": rf"\s*(?:{links})",
        "opener": rf"\W{{0,3}}{alternatives(zones['boilerplate']['openers'])}",
        "section": rf"{_COUNTED}(?P<name>{sections}){_COUNTED}$",
        "section_line": rf"\W{{0,3}}{sections}\s*:",
        "closing": rf"{_COUNTED}{alternatives(zones['boilerplate']['closing_sections'])}{_COUNTED}$",
        "date_label": alternatives(zones["dates"]["labels"]),
        "inline": alternatives(zones["inline"]["parts"]),
        "item": rf"\W*(?:{alternatives(zones['menu']['items'] + zones['menu']['rubrics'])})\W*",
        "banner": alternatives(zones["menu"]["banners"]),
        "counter": r"[^\W\d_]{2,12}(?:\s+[^\W\d_]{1,8}){0,5}\s*:\s*[\d.,]+$",
    }
    return re.compile(sources[name])


def _start(line: Line) -> int:
    return line.start


def find_boilerplate(lines: Sequence[Line], known: Sequence[tuple[int, int]] = ()) -> Page:
    """Tell the page's furniture from the document's own lines; `known` is furniture already, by its markup."""
    proses = [index for index, line in enumerate(lines) if is_prose(line)]
    first = proses[0] if proses else 0
    last = proses[-1] if proses else len(lines) - 1
    dropped = [_is_furniture(line, first <= line.line <= last, line.line > last) for line in lines]
    marks = page_marks(lines)
    for index in marks:
        dropped[index] = True
    _drop_sections(lines, dropped, proses)
    for start, end in known:
        for index in range(bisect_left(lines, start, key=_start), bisect_left(lines, end, key=_start)):
            dropped[index] = True
    page = Page(marks={lines[index].start for index in marks})
    page.menu_end = max((line.end for line in lines[:first] if _is_menu(line, inside=False)), default=0)
    for line, drop in zip(lines, dropped, strict=True):
        if drop:
            page.spans.append((line.start, line.end))
        elif first < line.line < last or len(line.text) > _PARTS or is_prose(line) or _ITEM.match(line.text):
            page.lines.append(line)
        else:
            pieces = own_pieces(line, line.line < first)
            if pieces == [line]:
                page.lines.append(line)
            else:
                _keep(line, pieces, page)
    return page


def is_prose(line: Line) -> bool:
    """Running text: long, and either ending like a sentence or too long for a headline; or a broken paragraph."""
    size = len(line.text)
    if line.flowing:
        return True
    if size < _PROSE or _pattern("script").search(line.folded):
        return False
    return (size >= _LONG and "|" not in line.text) or bool(_SENTENCE_END.search(line.text[-12:]))


def _is_furniture(line: Line, inside: bool, after: bool) -> bool:
    """Whether the whole line is boilerplate by its own words; stricter inside the prose than before and after it."""
    text, folded = line.text, line.folded
    if _pattern("script").search(folded):
        return True
    if len(text) > _LONG:
        return False
    if _pattern("link").match(folded) or _SIGNS_ONLY.fullmatch(text):
        return True
    if not inside and (_PHONES.fullmatch(text) or _PAGING.fullmatch(folded) or _pattern("counter").fullmatch(folded)):
        return not _CREDIT_LABEL.match(folded)
    if text.isdigit() and len(text) >= 9:
        return True
    if after and terms("zones", "menu", "mastheads").search(folded):
        return True
    opener = _pattern("opener").match(folded)
    if opener and (_pattern("inline").match(folded) or _pattern("date_label").match(folded)) and days_in(folded):
        return False  # a counter or a name beside the date line: only that part goes
    if opener and _opens_furniture(line, opener.end(), inside):
        return True
    return _is_menu(line, inside)


def _opens_furniture(line: Line, end: int, inside: bool) -> bool:
    """A known opening is furniture outside the prose; inside only with a value after it or nothing more."""
    rest = line.folded[end:].strip()
    if not inside:
        return len(line.text) < 160 or not _SENTENCE_END.search(line.text)
    labelled = line.folded[end - 1] == ":" or rest[:1] in ":(.0123456789*"
    return not rest or (labelled and len(line.text) < 160)


def _is_menu(line: Line, inside: bool) -> bool:
    """Menus and breadcrumbs: several short parts, known words among them."""
    item = _pattern("item")
    if item.fullmatch(line.folded):
        return not inside and len(line.folded) > 1 and line.line < 12 and _is_site_word(line.folded)
    parts = [part for part in _MENU_GAP.split(line.folded) if part.strip(" .:-")]
    if len(parts) < 2 or any(len(part.split()) > 6 for part in parts) or _SENTENCE_END.search(line.text):
        return False
    known = sum(bool(item.fullmatch(part)) for part in parts)
    crumbs = any(sign in line.text for sign in (">", "»", "›"))
    if inside:
        return known >= 3 and 2 * known >= len(parts)
    digits = sum(map(str.isdigit, line.text))
    if crumbs and digits == 0 and len(line.text) < 140:
        return True
    if known and any(_is_site_word(part) for part in parts) and len(parts) >= 2:
        return True
    return known >= 2 and digits <= 12 and not days_in(line.folded)


def _is_site_word(folded: str) -> bool:
    return bool(terms("zones", "menu", "items").fullmatch(folded.strip(" |/>»›.:-")))


def _drop_sections(lines: Sequence[Line], dropped: list[bool], proses: Sequence[int]) -> None:
    """Boxes after a heading such as "Tin liên quan": to the end of the page, or as far as their links go."""
    first = proses[0] if proses else len(lines)
    closing, related = _last_of_article(lines, proses)
    index = 0
    while index < len(lines):
        line, here = lines[index], index
        heading = len(line.text) < 60 and bool(_pattern("section").match(line.folded))
        single = len(line.text) < 200 and bool(_pattern("section_line").match(line.folded))
        index += 1
        if not (heading or single) or (here < first and not _bulleted_after(lines, here)):
            continue
        dropped[here] = True
        end = closing if _pattern("closing").match(line.folded) else related
        if heading and here > max(first, end):
            dropped[here:] = [True] * (len(lines) - here)
            return
        while heading and index < len(lines) and _is_link(lines[index], lines[index - 1]):
            dropped[index] = True
            index += 1


def _last_of_article(lines: Sequence[Line], proses: Sequence[int]) -> tuple[int, int]:
    """Indices of the lines below which a box heading ends the article: a closing one, and one of related links.

    Below the first stands little prose; below the second hardly any, no short paragraph and no byline.
    """
    total = after = sum(len(lines[index].text) for index in proses)
    closing = related = len(lines)
    for index in proses:
        after -= len(lines[index].text)
        closing = min(closing, index) if after < _AFTER_SHARE * total else closing
        related = min(related, index) if after < _TEASER_SHARE * total else related
    own = (i for i in range(len(lines) - 1, -1, -1) if is_labelled_byline(lines[i]) or _is_sentence(lines[i]))
    return closing, max(related, next(own, 0))


def _bulleted_after(lines: Sequence[Line], index: int) -> bool:
    return index + 1 < len(lines) and bool(_BULLET.match(lines[index + 1].text))


def _is_sentence(line: Line) -> bool:
    """A short paragraph of the article rather than a headline in a list."""
    return len(line.text) >= _SENTENCE and bool(_FULL_STOP.search(line.text[-8:])) and not _BULLET.match(line.text)


def _is_link(line: Line, above: Line) -> bool:
    """A headline in a list of links: short, without the end of a sentence, or with a bullet, or dated in brackets."""
    if len(line.text) > 200 or is_prose(line):
        return False
    if is_labelled_byline(line):
        return False
    if _BULLET.match(line.text) or _DATED.search(line.text):
        return True
    if _BULLET.match(above.text):
        return False
    return not _SENTENCE_END.search(line.text) and line.gap <= 1


def _keep(line: Line, pieces: Sequence[Piece], page: Page) -> None:
    """Write the pieces of a line that are the document's own to `page`, and what stands between them."""
    position = line.start
    for piece in pieces:
        page.spans.append((position, piece.start))
        page.lines.append(Line(piece.start, piece.end, piece.text, piece.folded, line.line, 0, line.x, line.gap))
        position = piece.end
    page.spans.append((position, line.end))
    page.spans[:] = [(start, end) for start, end in page.spans if start < end]


def is_banner(line: Line) -> bool:
    """The name of the site or of its owner above the article."""
    named = _pattern("banner").match(line.folded.lstrip(" *-|"))
    return named is not None and (mostly_upper(line.text) or len(line.text) < 90)
