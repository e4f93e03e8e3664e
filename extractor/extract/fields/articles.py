"""Document fields of an article, read from its frame."""

from __future__ import annotations

import re
from functools import cache

from extractor.extract.fields.letters import flat
from extractor.language.daylines import days_in
from extractor.language.fold import fold
from extractor.language.frames.article import Article
from extractor.language.frames.boilerplate import is_prose
from extractor.language.frames.credits import is_names
from extractor.language.layers import Fields
from extractor.language.lines import Line, Piece, mostly_upper
from extractor.language.places import places_named
from extractor.language.terms import alternatives, terms
from extractor.lexicon import load

_OPENING = 160  # characters of a paragraph in which a dateline may stand
# "Hải Dương - Sáu tháng ...", "HÀ NỘI (TTXVN), ngày 5/3/2024: ...", "Vinh, 14-8-2024 - ...", "Huế 3/2/2010. ..."
_NOTE = r"(?:\((?!\d{1,2}\s?[/.–-]\s?\d)[^()\n]{2,30}\))?"
_WRITTEN_DAY = (
    r"(?:[^\W\d_]{2,6},?\s{1,3}){0,5}\d{1,2}\s?(?:[/.–-]|tháng)\s?\d{1,2}"
    r"(?:\s?[/.–-]\s?\d{4}|[\s,]{0,2}năm\s\d{4})?(?!\s?[/.–-]?\d)"
)
_NO_WIDTH = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", " "))
_HEAD_OF_TEXT = 4  # lines below the title among which the first paragraph is
_SOURCE_TRIM = " \t\u00a0.,;()[]*_"
_TITLE_CLOSING = " \t\u00a0*_"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    byline, source = (load("zones")[key] for key in ("byline", "source"))
    labels = alternatives(byline["labels"])
    day = alternatives(["ngày", *load("zones")["dates"]["weekdays"]])
    patterns = {
        "dateline": r"(?:\([^()\n]{2,24}\)\s{1,3})?"
        rf"[(\[*_]{{0,3}}\s{{0,3}}(?P<place>[^\W\d_][^\n()\[\],:]{{1,40}}?)\s{{0,3}}{_NOTE}"
        rf"(?:(?:,\s{{0,3}}|\s{{1,3}}(?=\d|{day})|\s{{0,3}}\()(?P<date>{_WRITTEN_DAY}))?\s{{0,3}}{_NOTE}[)\]*_]{{0,3}}\s{{0,3}}"
        r"(?:[-–—]{1,2}|:(?=\s)|(?(date)\.(?=\s)|(?!)))[\s*_]{0,3}(?=[^\W_]|[“\"'‘])",
        "byline": rf"[\s(\[*_–-]*(?:{labels}\s*[:：]|{alternatives(byline['genres'])})\s*",
        "inner": rf"\s*[;,.–-]?\s*[(\[]?\s*{labels}\s*[:：]\s*",
        "note": r"\s*[(\[]\s*[^()\[\]]{1,80}[)\]]|\s+(?:thực hiện|tổng hợp|lược ghi)\W*$",
        "theo": r"\s*[(\[]?\s*theo\s*:?\s+(?P<name>[^()\[\]]{2,80})[)\]]?\W*$",
        "source": rf"[\s(\[*_–-]*{alternatives(source['labels'])}\s*[:：]?\s*",
    }
    return re.compile(patterns[name])


def fill(fields: Fields, article: Article, lines: list[Line]) -> None:
    """Write what the article states into `fields`."""
    if article.press_release:
        fields.kind = "other"
    fields.title = _title(article)
    fields.place = article.place
    if article.published is not None:
        start, end, first, last = article.published
        fields.published, fields.published_span = (first, last), (start, end)
    for piece in sorted(article.of("byline"), key=_rank):
        _byline(fields, piece)
    for piece in article.of("source"):
        _source(fields, piece)
    for line in [line for line in lines if line.start >= article.body_start][:_HEAD_OF_TEXT]:
        if _dateline(fields, line) or is_prose(line):
            break


def _title(article: Article) -> str | None:
    seen: list[str] = []
    folded: set[str] = set()
    for piece in article.of("title"):
        if piece.folded not in folded:
            folded.add(piece.folded)
            seen.append(piece.text)
    title = flat(" ".join(seen)).strip(_TITLE_CLOSING).rstrip(".")
    return title or None


def _rank(piece: Piece) -> int:
    """Labelled authors before names alone, and those before photographers."""
    label = _pattern("byline").match(piece.folded)
    if label is None:
        return 1
    return 2 if terms("zones", "byline", "photo_labels").fullmatch(label.group().strip(" (:*_-–")) else 0


def _byline(fields: Fields, piece: Piece) -> None:
    """Names without label, bracketed note and office; of several bylines the first."""
    if piece.text[0] in "([" and piece.text[-1] in ")]":
        piece = piece.part(1, len(piece.text) - 1)
    label = _pattern("byline").match(piece.folded)
    start = label.end() if label else 0
    value, folded = piece.text[start:], piece.folded[start:]
    theo = _pattern("theo").search(folded)
    if theo and fields.source is None:
        fields.source = flat(value[theo.start("name") : theo.end("name")]).strip(" .)")
        fields.source_span = (piece.start + start + theo.start("name"), piece.start + start + theo.end("name"))
        value, folded = value[: theo.start()], folded[: theo.start()]
    note = _pattern("note").search(folded)
    if note:
        value, folded = value[: note.start()], folded[: note.start()]
    end = start + len(value.rstrip(" .,;:)*_-–"))
    if inner := _pattern("inner").search(folded):
        value = value[: inner.start()] + ", " + value[inner.end() :]
    value = _names_only(flat(value).strip(" .,;:)*_-–"))
    if value and fields.byline is None:
        fields.byline = value
        fields.byline_span = (piece.start + start, piece.start + end)


def _names_only(value: str) -> str:
    """ "Lê Thị B - Công đoàn Công ty X" is Lê Thị B."""
    parts = re.split(r"(\s[-–—]\s|,\s)", value)
    body = terms("letter", "bodies", "heads")
    for index in range(2, len(parts), 2):
        if body.match(fold(parts[index])) and is_names(parts[0]):
            return "".join(parts[: index - 1])
    return value


def _source(fields: Fields, piece: Piece) -> None:
    label = _pattern("source").match(piece.folded)
    start = label.end() if label else 0
    value = flat(piece.text[start:]).strip(_SOURCE_TRIM)
    if value and fields.source is None:
        fields.source = value
        lead = len(piece.text[start:]) - len(piece.text[start:].lstrip(_SOURCE_TRIM))
        fields.source_span = (piece.start + start + lead, piece.start + start + lead + len(value))


def _dateline(fields: Fields, line: Line) -> bool:
    """Read the place (and day) with which a report opens; returns whether there is one."""
    opening = line.text[:_OPENING].translate(_NO_WIDTH)
    match = _pattern("dateline").match(fold(opening))
    if match is None or fields.place is not None:
        return False
    place = _place(flat(opening[slice(*match.span("place"))]))
    if place is None:
        return False
    fields.place = place
    days = days_in(match["date"]) if match["date"] else []
    if days and fields.published is None:
        day, start = days[0], line.start + match.start("date")
        fields.published, fields.published_span = (day.first, day.last), (start + day.start, start + day.end)
    return True


def _place(written: str) -> str | None:
    """The place named, in its usual letter case; None for an agency, a person or any other opening words."""
    bare = written.strip(" .")
    if terms("zones", "dateline", "agencies").fullmatch(fold(bare)):
        return None
    words = bare.split()
    if len(words) > 6 or not all(word[0].isupper() or word in ("-", "–") for word in words):
        return None
    known = places_named(bare)
    if known:
        return known[0].name if mostly_upper(bare) else bare
    if terms("letter", "bodies", "heads").match(fold(bare)):
        return None
    if re.match(r"t\.?p\.?\s?[^\W\d]|thành phố |tỉnh |huyện |quận |thị xã |xã |phường ", fold(bare)):
        return bare
    return None
