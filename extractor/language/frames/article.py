"""The frame of a news article: title, date line, lead, captions, byline and source.

Works on the lines that boilerplate has left. Knowledge: `lexicon/zones.toml` for words, geometry for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from extractor.language.daylines import days_in
from extractor.language.fold import fold
from extractor.language.frames.boilerplate import is_banner, is_prose
from extractor.language.frames.credits import (
    DateLine,
    credit_kind,
    date_line,
    is_body,
    is_labelled_byline,
    is_names,
    is_section_name,
)
from extractor.language.lines import Line, Piece, mostly_upper
from extractor.language.places import places_named
from extractor.language.terms import alternatives, terms
from extractor.lexicon import load

ArticlePart = Literal["title", "lead", "caption", "byline", "source", "boilerplate", "date", "letterhead"]

_SENTENCE_END = re.compile(r"(?:[.!?…:;]|\./\.)[\s\"'”’»)\]]*$")
_FULL_STOP = re.compile(r"[.;:…][\s\"'”’»)\]]*$")
_TITLE_DATE = re.compile(r"\s*\(\s*[^()]{0,12}\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}[^()]{0,12}\)$")
_ITEM = re.compile(r"[-–+•*]|\d{1,2}[.)/]|[ivx]{1,5}[.)-]")
_HEAD_LINES = 24  # lines above the text among which the title is looked for
_UNTITLED_HEAD = 6  # lines that are taken for the head where no line looks like text
_TAIL_LINES = 14  # lines below the text among which byline and source are looked for
_CREDIT = 120  # characters at the end of the last paragraph that may hold a byline or source
_STATION = 80  # characters of the name of a broadcasting station
_LEAD = 900  # characters; a longer first paragraph is body


@dataclass(slots=True)
class Article:
    """Parts with their stretches; `published` has its span in the whole text."""

    parts: list[tuple[ArticlePart, Piece]] = field(default_factory=list)
    published: tuple[int, int, str, str] | None = None
    press_release: bool = False
    place: str | None = None  # that stands beside the day on its line
    body_start: int = 0  # offset behind title and date line

    def of(self, kind: ArticlePart) -> list[Piece]:
        """The pieces of one kind in order."""
        return [piece for part, piece in self.parts if part == kind]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    zones = load("zones")
    byline, source, caption = (zones[key] for key in ("byline", "source", "caption"))
    written = alternatives(label for label in byline["labels"] if label not in byline["photo_labels"])
    from_whom = alternatives(source["labels"])
    sources = {
        "media": alternatives(source["media"]),
        "closing_byline": rf"(?:[.!?”…/)]\s*|^\s*)[(\[]?\s*{written}\s*:\s*",
        "closing_source": rf"[(\[]\s*{from_whom}\s*[:：]?\s+(?P<name>[^()\[\]]{{2,80}})[)\]]\W*$",
        "caption_opener": rf"\W*{alternatives(caption['openers'])}",
        "caption_verb": alternatives(caption["verbs"]),
        "photo_credit": "|".join(re.escape(sign) for sign in caption["photo"]),
    }
    return re.compile(sources[name])


def find_article(lines: Sequence[Line], menu_end: int = 0) -> Article:
    """Name the parts of an article among `lines` (boilerplate left out); above `menu_end` stands the banner."""
    article = Article()
    first = _first_sentence(lines)
    head = lines[:first]
    below = [line for line in head if line.start >= menu_end]
    if any(date_line(line) is None for line in below):
        article.parts.extend(("boilerplate", line) for line in head[: len(head) - len(below)])
        head = below
    dates = {line.start: date for line in head if (date := date_line(line)) is not None}
    _read_title(article, head, dates)
    title = min((piece.start for piece in article.of("title")), default=None)
    known = {piece.start for _, piece in article.parts} | dates.keys()
    for line in head:
        if title is not None and line.start > title and line.start not in known and credit_kind(line) == "byline":
            article.parts.append(("byline", line))
    last = _read_tail(article, lines, max(first, 1))
    _publish(article, dates, title, lines[last:])
    _read_lead(article, lines, first, last)
    _read_captions(article, lines[first:last])
    above = [piece.end for kind, piece in article.parts if kind in ("title", "date")]
    article.body_start = max((end for end in above if head and end <= head[-1].end), default=0)
    article.parts.sort(key=lambda part: part[1].start)
    return article


def _first_sentence(lines: Sequence[Line]) -> int:
    """Index of the first line that is text and not title, rubric or date line."""
    titled = False
    for index, line in enumerate(lines[:_HEAD_LINES]):
        size = len(line.text)
        full_stop = bool(_FULL_STOP.search(line.text[-8:]))
        if size >= 250 or (is_prose(line) and (full_stop or titled)) or (full_stop and size >= 60 and index == 0):
            return index
        dated = date_line(line) is not None
        if titled and size >= 40 and _SENTENCE_END.search(line.text[-8:]) and not dated:
            return index
        titled = titled or not dated
    return min(len(lines), _UNTITLED_HEAD)


def _read_title(article: Article, head: Sequence[Line], dates: dict[int, DateLine]) -> None:
    """Title: a line said twice, else the first that is no rubric, banner, date or credit; wrapped lines joined."""
    lines = [line for line in head if line.start not in dates and not is_labelled_byline(line)]
    broadcast = _is_broadcast(head)
    named = [k + 1 for k, line in enumerate(lines[:5]) if k + 1 < len(lines) and is_banner(line)]
    banners = max(named, default=0) if not broadcast else 0
    release = next((k + 1 for k, line in enumerate(lines) if _is_press_release(line)), 0)
    article.press_release = release > 0 or any(_is_release_note(line) for line in lines)
    article.parts.extend(("boilerplate", line) for line in lines[:banners])
    article.parts.extend(("letterhead", line) for line in lines[banners:release])
    lines = [line for line in lines if not _is_release_note(line)]
    lines = lines[max(banners, release) :]
    if broadcast and (days := days_in(head[1].folded)):  # "Bản tin sáng thứ năm, ngày 12 tháng 9 năm 2002"
        start = head[1].start
        article.published = (start + days[0].start, start + days[0].end, days[0].first, days[0].last)
    if not lines or broadcast:
        return
    index = _title_index(lines, dates)
    article.parts.extend(("boilerplate", line) for line in lines[:index])
    last = lines[index]
    article.parts.append(("title", last if dates else _without_date(article, last)))
    for line in lines[index + 1 :]:
        twin = line.folded == lines[index].folded
        if not twin and not (line.gap == 0 and line.line == last.line + 1 and _same_title(last, line)):
            break
        article.parts.append(("title", line))
        last = last if twin else line


def _is_broadcast(head: Sequence[Line]) -> bool:
    """A script that was read on the air: the station's name, and the programme or its time right below."""
    if len(head) < 2 or len(head[0].text) > _STATION:
        return False
    station, programme = (terms("zones", "broadcast", key) for key in ("stations", "programmes"))
    return bool(station.match(head[0].folded) and programme.match(head[1].folded))


def _title_index(lines: Sequence[Line], dates: dict[int, DateLine]) -> int:
    seen: dict[str, int] = {}
    for index, line in enumerate(lines):
        if line.folded in seen:
            return seen[line.folded]
        seen[line.folded] = index
    index = 0
    while index + 1 < len(lines) and _is_rubric(lines[index], lines[index + 1], dates):
        index += 1
    return index


def _without_date(article: Article, title: Line) -> Piece:
    """The title without the day in brackets behind it, which then is the day of the article."""
    match = _TITLE_DATE.search(title.folded)
    days = days_in(match.group()) if match else []
    if not match or not days:
        return title
    start = title.start + match.start()
    article.published = (start + days[0].start, start + days[0].end, days[0].first, days[0].last)
    return title.part(0, match.start())


def _is_press_release(line: Line) -> bool:
    heading = terms("letter", "other_kinds", "press_release").match(line.folded.strip(" *_"))
    return bool(heading) and len(line.text) < 60


def _is_release_note(line: Line) -> bool:
    """A line that tells who sent the text to the papers: "(Thông cáo của Công ty X gửi các cơ quan báo chí)"."""
    note = terms("letter", "other_kinds", "release_notes").match(line.folded.lstrip(" (*_["))
    return bool(note) and len(line.text) < 160


def _same_title(above: Line, line: Line) -> bool:
    """Whether a title goes on in the next line: both in capitals, or broken before a word in lower case."""
    if line.text[-1] in ".;:":
        return False
    if mostly_upper(above.text) and mostly_upper(line.text):
        return True
    return line.text[0].islower() and len(line.text) < 120 and not _SENTENCE_END.search(above.text[-4:])


def _is_rubric(line: Line, below: Line, dates: dict[int, DateLine]) -> bool:
    """A short section name, or the owner of the site, above the title."""
    if is_section_name(line.folded):
        return True
    words = sum(any(map(str.isalnum, word)) for word in line.text.split())
    if any(line.start < start < below.start for start in dates):
        return False
    if words <= 8 and mostly_upper(line.text) and is_body(line) and not mostly_upper(below.text):
        return True
    plain = not any(map(str.isdigit, line.text)) and line.text[-1] not in ':?!…”"'
    headline = 5 <= len(below.text.split()) <= 32 and below.text[-1] != "."
    return words <= 4 and plain and headline and (line.line == 0 or mostly_upper(line.text))


def _read_tail(article: Article, lines: Sequence[Line], first: int) -> int:
    """Byline, source and what follows them below the last sentence; returns the index where the tail begins."""
    start = len(lines)
    for index in range(len(lines) - 1, max(first, len(lines) - _TAIL_LINES) - 1, -1):
        line = lines[index]
        kind = credit_kind(line)
        # names of places above other lines are cells of a table
        if kind is not None and not (kind == "byline" and index + 1 < len(lines) and places_named(line.text)):
            start = index
        elif is_prose(line) or (len(line.text) >= 40 and _SENTENCE_END.search(line.text[-8:])):
            break
    credited = False
    for line in lines[start:]:
        kind = credit_kind(line)
        if kind is not None:
            article.parts.append((kind, line))
            credited = credited or kind != "date"
        elif credited and not is_body(line):
            article.parts.append(("boilerplate", line))
    if lines:
        _read_closing_credit(article, lines[max(0, start - 1)])
    return start


def _read_closing_credit(article: Article, line: Line) -> None:
    """A byline or source inside the last paragraph: "... vượt kế hoạch. Tin, ảnh: X", "(Theo Y)"."""
    tail = max(0, len(line.text) - _CREDIT)
    if not article.of("byline"):
        found = list(_pattern("closing_byline").finditer(line.folded, tail))
        if found and is_names(line.text[found[-1].end() :].strip(" .()")):
            label = re.search(r"[^\W_]", line.text[found[-1].start() :])
            start = found[-1].start() + (label.start() if label else 0)
            article.parts.append(("byline", line.part(start, len(line.text))))
    source = _pattern("closing_source").search(line.folded, tail)
    if source is not None and not article.of("source"):
        article.parts.append(("source", line.part(source.start(), len(line.text))))


def _publish(article: Article, dates: dict[int, DateLine], title: int | None, tail: Sequence[Line]) -> None:
    """Choose the date line of the article among those of the page: below the title before above it."""
    below = [date for start, date in dates.items() if title is None or start > title]
    above = [date for start, date in dates.items() if title is not None and start < title]
    closing = [date for line in tail if (date := date_line(line)) is not None]
    candidates = below or [date for date in above if date.labelled]
    if not candidates and above and not closing and _stands_for_itself(above[-1]):
        candidates = above[-1:]
    candidates = candidates or closing
    chosen = next((date for date in candidates if date.first), candidates[0] if candidates else None)
    article.parts.extend(("boilerplate", date.line) for date in above if date is not chosen)
    if chosen is not None:
        start = chosen.line.start
        article.published = (start + chosen.day.start, start + chosen.day.end, chosen.day.first, chosen.day.last)
        article.parts.append(("date", chosen.line))
        _read_beside_date(article, chosen)


def _read_beside_date(article: Article, date: DateLine) -> None:
    """What else the date line holds: place, media house, author, or a bare view counter."""
    piece = date.line.part(date.rest_start, date.rest_start + len(date.rest))
    if not piece.text:
        return
    if not any(map(str.isalpha, piece.text)):
        article.parts.append(("boilerplate", piece))
    elif places_named(piece.text):
        article.place = piece.text
    elif _pattern("media").match(piece.folded):
        article.parts.append(("source", piece))
    elif not is_body(piece):
        article.parts.append(("byline", piece))


def _stands_for_itself(date: DateLine) -> bool:
    """Whether a date line above the title is the article's own: the page's clock has a bare place beside it."""
    formal = "ngày" in date.line.folded[date.day.start : date.day.end] and "," in date.line.text
    return not date.rest or formal or bool(_pattern("media").match(fold(date.rest)))


def _read_lead(article: Article, lines: Sequence[Line], first: int, last: int) -> None:
    """The first paragraph, where a title stands above it and more paragraphs below."""
    if article.of("title") and last - first >= 2 and len(lines[first].text) <= _LEAD:
        article.parts.append(("lead", lines[first]))


def _read_captions(article: Article, lines: Sequence[Line]) -> None:
    """Short lines that describe a picture between two paragraphs."""
    for line in lines:
        words = len(line.text.split())
        if line.flowing or not 2 <= words <= 45 or _ITEM.match(line.folded):
            continue
        described = _pattern("caption_opener").match(line.folded) or (
            not _SENTENCE_END.search(line.text[-4:]) and _pattern("caption_verb").search(line.folded)
        )
        one_sentence = line.text[-1] not in ":;," and line.text.count(".") <= 1 and words <= 35
        if (described and one_sentence) or _pattern("photo_credit").search(line.folded):
            article.parts.append(("caption", line))
