"""Who wrote an article, where it comes from, and the line with its day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractor.language.daylines import Day, days_in
from extractor.language.fold import fold
from extractor.language.lines import Line, Piece
from extractor.language.terms import alternatives, terms
from extractor.lexicon import load

CreditKind = Literal["byline", "source", "date"]

_LONGEST = 140  # characters of such a line
_CLOCK = re.compile(r"(?<!\d)\d{1,2}\s?(?:[:h]|giờ)\s?\d{2}(?::\d{2})?(?:\s?(?:am|pm|sa|ch))?(?!\d)|\bgmt\s?\+?\s?\d*")
_ISSUE = r"(?<!\w)số\s*\d{1,3}(?:[.\s]\d{3})?(?:\s*\(\s?[\d.]{1,7}\s?\))?(?![\d/])"  # "SỐ 1.245 (3021)"
_CLOSING_NOTE = re.compile(r"\s*\([^()]{1,60}\)\s*$")
_BRACKETED = re.compile(r"\([^()]{4,40}\)|\[[^\[\]]{4,40}\]")
_NO_NAME = re.compile(r"[\d:!?@%]")
_NAME_ENDS = re.compile(r"\s[-–—]\s|[,;&/|]|\svà\s")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    zones = load("zones")
    dates, byline, source = (zones[key] for key in ("dates", "byline", "source"))
    sections = alternatives(zones["menu"]["rubrics"])
    sources = {
        "date_noise": rf"{_ISSUE}|{alternatives(dates['weekdays'])}|{alternatives(dates['labels'])}",
        "date_label": alternatives(dates["labels"]),
        "first_label": alternatives(dates["first_labels"]),
        "byline": rf"[\s(*_–-]*(?:{alternatives(byline['labels'])}\s*[:：]|{alternatives(byline['genres'])})\s*",
        "note": rf"[(\[]\s*(?:{alternatives(byline['notes'])})[^()]{{0,60}}[)\]]",
        "anonymous": rf"\W*(?:nhóm\s+)?{alternatives(byline['anonymous'])}\W*(?:tổng hợp)?\W*",
        "source": rf"[\s(\[*_–-]*{alternatives(source['labels'])}\s*(?P<colon>[:：])?\s*",
        "media_note": rf"[(\[]\s*{alternatives(source['media'])}[^()\[\]]{{1,60}}[)\]]\W*",
        "no_source": rf"\W*{alternatives(source['not_sources'])}",
        "poster": rf"{alternatives(dates['posters'])}\s*[:：]",
        "agency": r"\(\s?[A-ZĐ&]{2,8}\s?\)\s*[-–—:]?",  # "(GLO)- Cập nhật ..."
        "sections": rf"{sections}(?:\s*(?:[-–,&/|>»›•]|\bvà\b)\s*{sections}){{0,5}}",
        "body": rf"\W*{alternatives(load('letter')['bodies']['heads'])}",
    }
    return re.compile(sources[name])


@dataclass(slots=True)
class DateLine:
    """A line that holds a day and little more; `rest` is what else stands on it (an author, a place, a counter)."""

    line: Line
    day: Day
    labelled: bool
    first: bool  # says when the article first came out
    rest: str
    rest_start: int


def date_line(line: Line) -> DateLine | None:
    """The line as a date line, or None when it holds more than a day, a clock time and a name."""
    if len(line.text) > _LONGEST:
        return None
    days = days_in(line.folded)
    if not days:
        return None
    first_out = _pattern("first_label").search(line.folded)
    after = [day for day in days if not first_out or day.start >= first_out.end()] or days
    day = next((day for day in after if day.first == day.last), after[0])
    begin, words = _beside(line, days)
    # Anything but a name or a place beside the day makes the line a sentence or a headline.
    if any(map(str.isalpha, words)) and (not is_names(words) or "  " in words.strip()):
        return None
    labels = {match.group() for match in _pattern("date_label").finditer(line.folded)} - {"ngày", "lúc"}
    return DateLine(line, day, bool(labels), bool(first_out), words, begin)


def _beside(line: Line, days: list[Day]) -> tuple[int, str]:
    """What stands on a line beside days, clock times and their labels, with its offset in the line."""
    rest = line.folded
    for day in days:
        rest = rest[: day.start] + " " * (day.end - day.start) + rest[day.end :]
    for pattern in (_CLOCK, _pattern("date_noise")):
        rest = pattern.sub(lambda match: " " * len(match.group()), rest)
    left = re.search(r"[^\W_](?:.*[^\W_.)])?", rest)
    if left is None:
        return 0, ""
    begin, words = left.start(), line.text[left.start() : left.end()]
    if agency := _pattern("agency").match(line.text, begin - 1):
        begin, words = agency.end(), line.text[agency.end() : left.end()].strip()
    if not words or is_section_name(fold(words)) or _pattern("poster").match(fold(words)):
        return begin + len(words), ""
    if label := _pattern("byline").match(fold(words)) or _pattern("anonymous").fullmatch(fold(words)):
        return begin + label.end(), words[label.end() :]
    return begin, words


def is_section_name(folded: str) -> bool:
    """Whether folded words are a section of a paper or site, or several: "chính trị - xây dựng đảng"."""
    return bool(_pattern("sections").fullmatch(folded.strip(" .:-–|>»›")))


def is_names(text: str) -> bool:
    """Only personal names (or one place): capitalised words between separators, up to four names."""
    names = [name.split() for name in _NAME_ENDS.split(text.strip(" .()*_")) if name.strip()]
    return 1 <= len(names) <= 4 and len(text) <= 80 and all(map(_is_one_name, names))


def _is_one_name(words: list[str]) -> bool:
    if len(words) > 6 or not all(word[0].isupper() and not _NO_NAME.search(word) for word in words):
        return False
    # a long word in capitals before others in small letters is a slogan, not a name
    shouted = len(words) > 1 and len(words[0]) > 4 and words[0].isupper()
    return not shouted or all(map(str.isupper, words))


def is_body(piece: Piece) -> bool:
    """Whether words begin with a kind of body; "Đoàn Bảo Trân" is a person."""
    match = _pattern("body").match(piece.folded)
    surname = match and terms("zones", "byline", "surnames").fullmatch(match.group())
    return bool(match) and not (surname and len(piece.text.split()) in (3, 4))


def is_labelled_byline(line: Line) -> bool:
    """Whether the line says by its label who wrote: "Tin, ảnh: ...", "Ghi chép của ..."."""
    return len(line.text) < _LONGEST and bool(_pattern("byline").match(line.folded))


def credit_kind(line: Line) -> CreditKind | None:
    """What a short line above or below the text is: byline, source, date or none of them."""
    if len(line.text) > _LONGEST:
        return None
    if is_labelled_byline(line):
        return "byline"
    if _is_source(line):
        return "source"
    if date_line(line) is not None:
        return "date"
    return "byline" if _pattern("anonymous").fullmatch(line.folded) or _names_somebody(line) else None


def _is_source(line: Line) -> bool:
    """ "Nguồn: ...", "(Báo ...)", and "Theo ..." where a short name follows and no sentence."""
    if _pattern("media_note").fullmatch(line.folded):
        return True
    match = _pattern("source").match(line.folded)
    if match is None or _pattern("no_source").match(line.folded):
        return False
    rest = line.text[match.end() :].strip(" .)]*_")
    if not rest or match["colon"]:
        return bool(rest)
    return len(rest.split()) <= 8 and not rest[0].islower() and line.text[-1] not in ",;:"


def _names_somebody(line: Line) -> bool:
    """Nothing but names, perhaps with a bracketed note or the author's office behind."""
    if _BRACKETED.fullmatch(line.text):
        return is_names(line.text.strip("()[] ")) and 2 <= len(line.text.split()) <= 4 and not is_body(line)
    note = _pattern("note").search(line.folded)
    names = line.text[: note.start()] if note else _CLOSING_NOTE.sub("", line.text)
    names = names.strip(" .*_-–")
    if not names or len(names) > 90:
        return False
    if is_names(names):
        return not is_body(line) and not terms("zones", "menu", "rubrics").fullmatch(fold(names))
    first = _NAME_ENDS.split(names)[0]
    office = fold(names[len(first) :]).lstrip(" ,-–—")
    if len(first.split()) < 2 or not is_names(first) or _pattern("body").match(fold(first)):
        return False
    return bool(_pattern("body").match(office))
