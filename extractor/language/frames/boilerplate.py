"""What a web page puts around an article: menus, clocks, counters, comment boxes, lists of links, scripts, footers.

Lines are judged by their words (`lexicon/zones.toml`) and by where they stand: before, inside or after the prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from extractor.language.daylines import days_in
from extractor.language.lines import Line, cells_of, mostly_upper
from extractor.language.terms import alternatives, terms
from extractor.lexicon import load

_PROSE = 120  # characters of a line that ends like a sentence and is no headline
_PARTS = 200  # characters; no longer line is searched for counters and buttons
_LONG = 250  # characters beyond which a line is prose whatever its end
_AFTER_SHARE = 0.35  # of all prose: a box with more than this after it stands in the middle of the article
_SENTENCE_END = re.compile(r"(?:[.!?…:;]|\./\.)[\s\"'”’»)\]]*$")
_PHONES = re.compile(r"\+?\d(?:[ .()-]{0,2}\d){8,30}")
_PAGE_NUMBER = re.compile(r"(?:trang\s+)?[-–—]?\s?(\d{1,3})\s?(?:/\s?\d{1,3})?\s?[-–—]?")
_PAGING = re.compile(r"(?:«|‹|<|trước)?\s*(?:\d{1,3}\s+){2,20}(?:\.\.\.|…|»|›|>|sau|tiếp|cuối|trang sau|\s)*")
_SIGNS_ONLY = re.compile(r"[×✕✖☰▲▼◄►◀▶★☆❮❯‹›«»<>^\s]{1,40}")
_BULLET = re.compile(r"\s*(?:[-–•*+●▪·►»>]|\d{1,2}[.)/])\s*\S")
_ITEM = re.compile(r"\s*[-–+•*]\s*[^\W\d]")
_COUNTED = r"\W*(?:\(?\s*\d[\d.,]*\s*\)?)?\W*"
_NO_LETTERS = re.compile(r"[\W_]*")


@dataclass(slots=True)
class Page:
    """`lines` are the lines left, cut short where a part of them is boilerplate; `spans` is the boilerplate."""

    lines: list[Line] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)


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
        "banner": rf"\W*{alternatives(zones['menu']['banners'])}",
        "counter": r"[^\W\d_]{2,12}(?:\s+[^\W\d_]{1,8}){0,5}\s*:\s*[\d.,]+$",
    }
    return re.compile(sources[name])


def find_boilerplate(lines: Sequence[Line]) -> Page:
    """Tell the page's furniture from the document's own lines."""
    proses = [index for index, line in enumerate(lines) if is_prose(line)]
    first = proses[0] if proses else 0
    last = proses[-1] if proses else len(lines) - 1
    dropped = [_is_furniture(line, first <= line.line <= last) for line in lines]
    _drop_page_numbers(lines, dropped)
    _drop_sections(lines, dropped, proses)
    page = Page()
    for line, drop in zip(lines, dropped, strict=True):
        if drop:
            page.spans.append((line.start, line.end))
        elif first < line.line < last or len(line.text) > _PARTS or is_prose(line) or _ITEM.match(line.text):
            page.lines.append(line)
        else:
            _cut_parts(line, page)
    return page


def is_prose(line: Line) -> bool:
    """Running text: long, and either ending like a sentence or too long for a headline."""
    size = len(line.text)
    if size < _PROSE or _pattern("script").search(line.folded):
        return False
    return (size >= _LONG and "|" not in line.text) or bool(_SENTENCE_END.search(line.text[-12:]))


def _is_furniture(line: Line, inside: bool) -> bool:
    """Whether the whole line is boilerplate by its own words; stricter inside the prose."""
    text, folded = line.text, line.folded
    if _pattern("script").search(folded):
        return True
    if len(text) > _LONG:
        return False
    if _pattern("link").match(folded) or _SIGNS_ONLY.fullmatch(text):
        return True
    if not inside and (_PHONES.fullmatch(text) or _PAGING.fullmatch(folded) or _pattern("counter").fullmatch(folded)):
        return not re.match(r"(?:ảnh|bài|tin|nguồn|số)\b", folded)
    if text.isdigit() and len(text) >= 9:
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
    parts = [part for part in re.split(r"\s*(?:[|>»›•·/]|::|\s-\s|\t|\s{3,})\s*", line.folded) if part.strip(" .:-")]
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
    return known >= 2 and digits <= 12


def _is_site_word(folded: str) -> bool:
    return bool(terms("zones", "menu", "items").fullmatch(folded.strip(" |/>»›.:-")))


def _drop_page_numbers(lines: Sequence[Line], dropped: list[bool]) -> None:
    """A number alone on its line between the pages of a printed document, but no cell of a flattened table."""
    for index in range(1, len(lines) - 1):
        line = lines[index]
        match = _PAGE_NUMBER.fullmatch(line.folded)
        if match is None or dropped[index]:
            continue
        before, after = lines[index - 1], lines[index + 1]
        bare = (any(map(str.isdigit, before.text)) and len(before.text) < 25) or after.text.replace(".", "").isdigit()
        beside_prose = max(len(before.text), len(after.text)) >= 60
        decorated = match.group().strip() != match[1]
        dropped[index] = decorated or (beside_prose and not bare and len(before.text) > 25)


def _drop_sections(lines: Sequence[Line], dropped: list[bool], proses: Sequence[int]) -> None:
    """Boxes after a heading such as "Tin liên quan": to the end of the page, or as far as their links go."""
    total = sum(len(lines[i].text) for i in proses) or 1
    start = proses[0] if proses else len(lines)
    index = 0
    while index < len(lines):
        line = lines[index]
        heading = _pattern("section").match(line.folded) if len(line.text) < 60 else None
        single = _pattern("section_line").match(line.folded) and len(line.text) < 200
        if not (heading or single) or (index < start and not _bulleted_after(lines, index)):
            index += 1
            continue
        dropped[index] = True
        index += 1
        after = sum(len(lines[i].text) for i in proses if i > index)
        closing = bool(heading) and bool(_pattern("closing").match(line.folded))
        if heading and index > start and after / total < (_AFTER_SHARE if closing else 0.05):
            if closing or not _credit_after(lines, index):
                dropped[index:] = [True] * (len(lines) - index)
                return
        if heading:
            while index < len(lines) and _is_link(lines[index], lines[index - 1]):
                dropped[index] = True
                index += 1


def _bulleted_after(lines: Sequence[Line], index: int) -> bool:
    return index + 1 < len(lines) and bool(_BULLET.match(lines[index + 1].text))


def _credit_after(lines: Sequence[Line], index: int) -> bool:
    """Whether a labelled byline or source follows the box."""
    credit = terms("zones", "byline", "labels")
    return any(
        (match := credit.match(line.folded)) and line.folded[match.end() :].lstrip()[:1] == ":" for line in lines[index:]
    )


def _is_link(line: Line, above: Line) -> bool:
    """A headline in a list of links: short, without the end of a sentence, or with a bullet, or dated in brackets."""
    if len(line.text) > 200 or is_prose(line):
        return False
    credit = terms("zones", "byline", "labels").match(line.folded)
    if credit and line.folded[credit.end() :].lstrip()[:1] == ":":
        return False
    if _BULLET.match(line.text) or re.search(r"\(\s*\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?[^)]{0,12}\)$", line.text):
        return True
    if _BULLET.match(above.text):
        return False
    return not _SENTENCE_END.search(line.text) and line.gap <= 1


def _cut_parts(line: Line, page: Page) -> None:
    """Take counters, font buttons and share buttons out of a short line; keep what is left."""
    left: list[tuple[int, int]] = []
    position = 0
    found = list(_pattern("inline").finditer(line.folded))
    strong = [match for match in found if len(match.group()) > 4 or any(map(str.isdigit, match.group()))]
    cells = [cell for cell in cells_of(line)]
    if not strong or (len(cells) == 1 and not _all_parts(line, found)):
        found = found if _all_parts(line, found) else [m for m in strong if _numbered(m.group())]
    for match in found:
        if match.start() > position:
            left.append((position, match.start()))
        position = match.end()
    if not found:
        page.lines.append(line)
        return
    left.append((position, len(line.text)))
    kept = [(a, b) for a, b in left if not _NO_LETTERS.fullmatch(line.folded[a:b])]
    if not kept:
        page.spans.append((line.start, line.end))
        return
    a, b = kept[0]
    rest = line.part(a, b)
    trailing = rest.text.rstrip(" |-–•·,")
    page.lines.append(
        Line(rest.start, rest.start + len(trailing), trailing, rest.folded[: len(trailing)], line.line, 0, line.x, line.gap)
    )
    if a > 0:
        page.spans.append((line.start, rest.start))
    if rest.start + len(trailing) < line.end:
        tail = line.part(rest.start + len(trailing) - line.start, len(line.text))
        page.spans.append((tail.start, tail.end))


def _numbered(part: str) -> bool:
    return any(map(str.isdigit, part)) or "cỡ chữ" in part or "a-" in part


def _all_parts(line: Line, found: Sequence[re.Match[str]]) -> bool:
    """Whether nothing but such parts, or a date beside them, stands on the line."""
    rest = line.folded
    for match in reversed(found):
        rest = rest[: match.start()] + " " + rest[match.end() :]
    return bool(found) and not any(map(str.isalpha, re.sub(r"\d{1,2}\s?(?:h|giờ|:)\s?\d{2}|am|pm", " ", rest)))


def is_banner(line: Line) -> bool:
    """The name of the site or of its owner above the article."""
    return bool(_pattern("banner").match(line.folded)) and (mostly_upper(line.text) or len(line.text) < 90)
