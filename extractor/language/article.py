"""The frame of a news article: title, date line, lead, captions, byline and source.

Works on the lines that boilerplate has left. Knowledge: `lexicon/zones.toml` for words, geometry for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from extractor.language.boilerplate import is_banner, is_prose
from extractor.language.daylines import Day, days_in
from extractor.language.fold import fold
from extractor.language.lines import Line, Piece, mostly_upper
from extractor.language.places import places_named
from extractor.language.terms import alternatives, terms
from extractor.lexicon import load

ArticlePart = Literal["title", "lead", "caption", "byline", "source", "boilerplate", "date"]

_SENTENCE_END = re.compile(r"(?:[.!?…:;]|\./\.)[\s\"'”’»)\]]*$")
_FULL_STOP = re.compile(r"[.;:…][\s\"'”’»)\]]*$")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}\s?(?:[:h]|giờ)\s?\d{2}(?::\d{2})?(?:\s?(?:am|pm|sa|ch))?(?!\d)|\bgmt\s?\+?\s?\d*")
_TITLE_DATE = re.compile(r"\s*\(\s*[^()]{0,12}\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}[^()]{0,12}\)$")
_TAIL_LINES = 14
_LEAD = 900  # characters; a longer first paragraph is body


@dataclass(slots=True)
class DateLine:
    """A line that holds a day and little more; `rest` is what else stands on it (an author, a place)."""

    line: Line
    day: Day
    labelled: bool
    first: bool  # says when the article first came out
    rest: str
    rest_start: int


@dataclass(slots=True)
class Article:
    """Parts with their stretches; `published` has its span in the whole text."""

    parts: list[tuple[ArticlePart, Piece]] = field(default_factory=list)
    published: tuple[int, int, str, str] | None = None
    press_release: bool = False
    place: str | None = None  # that stands beside the day on its line
    first_body: int = 0  # index among the lines of the first line after title and date line

    def of(self, kind: ArticlePart) -> list[Piece]:
        """The pieces of one kind in order."""
        return [piece for part, piece in self.parts if part == kind]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    zones = load("zones")
    dates, byline, source, caption = (zones[key] for key in ("dates", "byline", "source", "caption"))
    sources = {
        "date_noise": rf"{alternatives(dates['weekdays'])}|{alternatives(dates['labels'])}",
        "date_label": alternatives(dates["labels"]),
        "first_label": alternatives(dates["first_labels"]),
        "byline": rf"[\s(*_–-]*(?:{alternatives(byline['labels'])}\s*[:：]|{alternatives(byline['genres'])})\s*",
        "media": rf"{alternatives(source['media'])}",
        "closing_byline": rf"(?:[.!?”…/)]\s*|^\s*)[(\[]?\s*{alternatives([x for x in byline['labels'] if x != 'ảnh'])}\s*:\s*",
        "photo": rf"[\s(*_–-]*{alternatives(byline['photo_labels'])}\s*[:：]\s*",
        "note": rf"[(\[]\s*(?:{alternatives(byline['notes'])})[^()]{{0,60}}[)\]]",
        "anonymous": rf"\W*(?:nhóm\s+)?{alternatives(byline['anonymous'])}\W*(?:tổng hợp)?\W*",
        "source": rf"[\s(\[*_–-]*{alternatives(source['labels'])}\s*(?P<colon>[:：])?\s*",
        "closing_source": rf"[(\[]\s*(?:{alternatives(source['labels'])})\s*[:：]?\s+(?P<name>[^()\[\]]{{2,80}})[)\]]\W*$",
        "no_source": rf"\W*{alternatives(source['not_sources'])}",
        "caption_opener": rf"\W*{alternatives(caption['openers'])}",
        "caption_verb": alternatives(caption["verbs"]),
        "photo_credit": "|".join(re.escape(sign) for sign in caption["photo"]),
        "body": rf"\W*{alternatives(load('letter')['bodies']['heads'])}",
    }
    return re.compile(sources[name])


def find_article(lines: Sequence[Line]) -> Article:
    """Name the parts of an article among `lines` (boilerplate left out)."""
    article = Article()
    first = _first_sentence(lines)
    head = list(lines[:first])
    dates = {line.line: date for line in head if (date := date_line(line)) is not None}
    _read_title(article, head, dates)
    titles = {piece.line for piece in article.of("title")}
    for line in head:
        if line.line not in titles and line.line not in dates and _credits(line) and titles and line.line > min(titles):
            article.parts.append(("byline", line))
    last = _read_tail(article, lines, max(first, 1))
    _publish(article, head, dates, titles, lines[last:])
    _read_lead(article, lines, first, last)
    _read_captions(article, lines[first:last])
    article.parts.sort(key=lambda part: part[1].start)
    return article


def date_line(line: Line) -> DateLine | None:
    """The line as a date line, or None when it holds more than a day, a clock time and a name."""
    if len(line.text) > 140 or not any(map(str.isdigit, line.text)):
        return None
    days = days_in(line.folded)
    if not days:
        return None
    first_out = _pattern("first_label").search(line.folded)
    days = [day for day in days if not first_out or day.start >= first_out.end()] or days
    day = next((d for d in days if d.first == d.last), days[0])
    masked = list(line.folded)
    for known in days_in(line.folded):
        masked[known.start : known.end] = " " * (known.end - known.start)
    rest = "".join(masked)
    for pattern in (_CLOCK, _pattern("date_noise")):
        rest = pattern.sub(lambda match: " " * len(match.group()), rest)
    left = re.search(r"[^\W_](?:.*[^\W_.)])?", rest)
    begin = left.start() if left else 0
    words = line.text[begin : left.end()] if left else ""
    if label := _pattern("byline").match(fold(words)) or _pattern("anonymous").fullmatch(fold(words)):
        begin, words = begin + label.end(), words[label.end() :]
    counter = words if words and not any(map(str.isalpha, words)) else ""
    words = "" if counter else words
    # Anything but a name or a place beside the day makes the line a sentence or a headline.
    if words and not ((is_names(words) and "  " not in words.strip()) or _CLOCK.fullmatch(words)):
        return None
    labels = {match.group() for match in _pattern("date_label").finditer(line.folded)} - {"ngày", "lúc"}
    return DateLine(line, day, bool(labels), bool(first_out), words or counter, begin)


def is_names(text: str) -> bool:
    """Only personal names (or one place): capitalised words between separators, up to three names."""
    names = [name.split() for name in re.split(r"\s[-–—]\s|[,;&/|]|\svà\s", text.strip(" .()*_")) if name.strip()]
    if not 1 <= len(names) <= 4 or len(text) > 80:
        return False
    return all(
        1 <= len(words) <= 6
        and all(word[0].isupper() and not any(map(str.isdigit, word)) for word in words)
        and not (len(words) > 1 and words[0].isupper() and len(words[0]) > 4 and not all(map(str.isupper, words)))
        for words in names
    )


def is_press_release(line: Line) -> bool:
    """Whether the line is the heading of a press release."""
    heading = terms("letter", "other_kinds", "press_release").match(line.folded.strip(" *_"))
    return bool(heading) and len(line.text) < 60


def _is_body(piece: Piece) -> bool:
    """Whether words begin with a kind of body; "Đoàn Bảo Trân" is a person."""
    match = _pattern("body").match(piece.folded)
    surname = match and terms("zones", "byline", "surnames").fullmatch(match.group())
    return bool(match) and not (surname and len(piece.text.split()) in (3, 4))


def _first_sentence(lines: Sequence[Line]) -> int:
    """Index of the first line that is text and not title, rubric or date line."""
    for index, line in enumerate(lines[:24]):
        size = len(line.text)
        earlier = any(date_line(above) is None for above in lines[:index])
        full_stop = bool(_FULL_STOP.search(line.text[-8:]))
        if size >= 250 or (is_prose(line) and (full_stop or earlier)):
            return index
        if earlier and size >= 40 and _SENTENCE_END.search(line.text[-8:]) and date_line(line) is None:
            return index
        if full_stop and size >= 60 and index == 0:
            return index
    return min(len(lines), 6)


def _read_title(article: Article, head: Sequence[Line], dates: dict[int, DateLine]) -> None:
    """Title: a line said twice, else the first that is no rubric, banner, date or credit; wrapped lines joined."""
    lines = [line for line in head if line.line not in dates and not _labelled_credit(line)]
    article.first_body = len(head)
    if not lines:
        return
    banners = max((k + 1 for k, line in enumerate(lines[:5]) if k + 1 < len(lines) and is_banner(line)), default=0)
    article.parts.extend(("boilerplate", line) for line in lines[:banners])
    lines = lines[banners:]
    release = next((k for k, line in enumerate(lines[:-1]) if is_press_release(line)), None)
    if release is not None:
        article.press_release = True
        lines = lines[release + 1 :]
    twins = {line.folded for k, line in enumerate(lines) if any(line.folded == other.folded for other in lines[:k])}
    index = next((k for k, line in enumerate(lines) if line.folded in twins), None)
    if index is None:
        index = 0
        while index + 1 < len(lines) and _is_rubric(lines[index], lines[index + 1], dates):
            index += 1
    article.parts.extend(("boilerplate", line) for line in lines[:index])
    title = lines[index]
    dated = _TITLE_DATE.search(title.folded)
    if dated and (days := days_in(dated.group())) and not dates:
        start = title.start + dated.start()
        article.published = (start + days[0].start, start + days[0].end, days[0].first, days[0].last)
    article.parts.append(("title", title.part(0, dated.start()) if dated and article.published else title))
    for line in lines[index + 1 :]:
        if line.folded == title.folded or (line.gap == 0 and line.line == title.line + 1 and _same_title(title, line)):
            article.parts.append(("title", line))
            title = line if line.folded != title.folded else title
        else:
            break


def _same_title(above: Line, line: Line) -> bool:
    """Whether a title goes on in the next line: both in capitals, or broken before a word in lower case."""
    if _SENTENCE_END.search(line.text[-4:]) and line.text[-1] in ".;:":
        return False
    if mostly_upper(above.text) and mostly_upper(line.text):
        return True
    return line.text[0].islower() and len(line.text) < 120 and not _SENTENCE_END.search(above.text[-4:])


def _is_rubric(line: Line, below: Line, dates: dict[int, DateLine]) -> bool:
    """A short section name above the title."""
    words = len(line.text.split())
    between = any(line.line < number < below.line for number in dates)
    known = bool(terms("zones", "menu", "rubrics").fullmatch(line.folded.strip(" .:-|>")))
    if known:
        return True
    owner = mostly_upper(line.text) and _is_body(line) and not mostly_upper(below.text)
    if owner and words <= 8 and not between:
        return True
    return (
        words <= 4
        and not between
        and not any(map(str.isdigit, line.text))
        and line.text[-1] not in ":?!…”\""
        and 5 <= len(below.text.split()) <= 32
        and (line.line == 0 or mostly_upper(line.text))
        and below.text[-1] != "."
    )


def _labelled_credit(line: Line) -> bool:
    return len(line.text) < 120 and bool(_pattern("byline").match(line.folded))


def _credits(line: Line) -> bool:
    """A byline by its label or because the line is nothing but names."""
    if _labelled_credit(line):
        return True
    bare = _pattern("note").sub("", line.folded).strip()
    return bool(bare) and is_names(line.text[: len(bare)]) and not _is_body(line)


def _read_tail(article: Article, lines: Sequence[Line], first: int) -> int:
    """Byline, source and what follows them below the last sentence; returns the index where the tail begins."""
    low = max(first, len(lines) - _TAIL_LINES)
    start = len(lines)
    credited = False
    for index in range(len(lines) - 1, low - 1, -1):
        line = lines[index]
        kind = _tail_kind(line)
        if kind is None and (is_prose(line) or (len(line.text) >= 40 and _SENTENCE_END.search(line.text[-8:]))):
            break
        if kind is not None or not credited:
            start = index if kind is not None else start
        credited = credited or kind is not None
        if kind is None and credited and index < start:
            break
    anonymous_tail = False
    for line in lines[start:]:
        kind = _tail_kind(line)
        if kind is not None:
            article.parts.append((kind, line))
            anonymous_tail = anonymous_tail or kind in ("byline", "source")
        elif anonymous_tail and not is_prose(line) and not _is_body(line):
            article.parts.append(("boilerplate", line))
    if lines:
        _read_closing_credit(article, lines[max(0, start - 1)])
    return start


def _tail_kind(line: Line) -> ArticlePart | None:
    """What a line below the text is: byline, source, date or nothing known."""
    if len(line.text) > 140:
        return None
    if _labelled_credit(line):
        return "byline"
    source = _pattern("source").match(line.folded)
    if source and not _pattern("no_source").match(line.folded):
        rest = line.text[source.end() :].strip(" .)]*_")
        short = len(rest.split()) <= 8 and not re.search(r"[,;:]$", rest)
        if rest and (source["colon"] or (short and not rest[0].islower() and line.text[-1] not in ",;:")):
            return "source"
    if date_line(line) is not None:
        return "date"
    bare = _pattern("note").sub("", line.folded)
    if _pattern("anonymous").fullmatch(line.folded):
        return "byline"
    names = line.text[: len(bare.rstrip())] if bare != line.folded else re.sub(r"\s*\([^()]{1,60}\)\s*$", "", line.text)
    names = names.strip(" .*_-–")
    if names and is_names(names) and not _is_body(line):
        return "byline"
    head = re.split(r"\s[-–—]\s|,", names)[0]
    tail = names[len(head) :].strip(" ,-–—").casefold()
    if head and tail and len(head.split()) >= 2 and is_names(head) and _pattern("body").match(tail) and len(names) < 90:
        return "byline"
    return None


def _read_closing_credit(article: Article, line: Line) -> None:
    """A byline or source inside the last paragraph: "... vượt kế hoạch. Tin, ảnh: X", "(Theo Y)"."""
    if article.of("byline") and article.of("source"):
        return
    tail = max(0, len(line.text) - 120)
    match = None
    for match in _pattern("closing_byline").finditer(line.folded, tail):
        pass
    if match is not None and not article.of("byline") and is_names(line.text[match.end() :].strip(" .()")):
        label = re.search(r"[^\W_]", line.text[match.start() :])
        article.parts.append(("byline", line.part(match.start() + (label.start() if label else 0), len(line.text))))
    source = _pattern("closing_source").search(line.folded, tail)
    if source is not None and not article.of("source"):
        article.parts.append(("source", line.part(source.start(), len(line.text))))


def _publish(
    article: Article, head: Sequence[Line], dates: dict[int, DateLine], titles: set[int], tail: Sequence[Line]
) -> None:
    """Choose the date line of the article among those of the page: below the title before above it."""
    below = [date for number, date in dates.items() if not titles or number > min(titles)]
    above = [date for number, date in dates.items() if titles and number < min(titles)]
    closing = [date for line in tail if (date := date_line(line)) is not None]
    candidates = below or [date for date in above if date.labelled]
    if not candidates and above and not closing and _stands_for_itself(above[-1]):
        candidates = above[-1:]
    candidates = candidates or closing
    chosen = next((date for date in candidates if date.first), candidates[0] if candidates else None)
    for date in above:
        if date is not chosen:
            article.parts.append(("boilerplate", date.line))
    if chosen is None:
        return
    rest = chosen.rest
    start = chosen.line.start
    article.published = (start + chosen.day.start, start + chosen.day.end, chosen.day.first, chosen.day.last)
    article.parts.append(("date", chosen.line))
    if not rest:
        return
    piece = chosen.line.part(chosen.rest_start, chosen.rest_start + len(rest))
    if not any(map(str.isalpha, rest)):
        article.parts.append(("boilerplate", piece))  # a bare view counter
    elif places_named(rest):
        article.place = rest
    elif _pattern("media").match(piece.folded):
        article.parts.append(("source", piece))
    elif not _is_body(piece):
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
        if not 2 <= words <= 45 or re.match(r"[-–+•*]|\d{1,2}[.)/]|[ivx]{1,5}[.)-]", line.folded):
            continue
        credit = _pattern("photo_credit").search(line.folded)
        described = _pattern("caption_opener").match(line.folded) or (
            not _SENTENCE_END.search(line.text[-4:]) and _pattern("caption_verb").search(line.folded)
        )
        if credit or (described and line.text[-1] not in ":;," and line.text.count(".") <= 1 and words <= 35):
            article.parts.append(("caption", line))
