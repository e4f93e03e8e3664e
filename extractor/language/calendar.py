"""Days, months and years in Vietnamese: the atoms of date expressions, and complete dates.

The atoms are pieces of regular expressions for folded text (see `numerals.fold_lines`), built from
`lexicon/calendar.toml`; grammars for longer expressions are composed from them. Days are ISO strings, spans of days
have both ends inside.
"""

from __future__ import annotations

import calendar as civil
import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from extractor.language.numerals import fold_lines, read_numeral
from extractor.lexicon import load

EARLIEST_YEAR, LATEST_YEAR = 1000, 2199
PIVOT = 40  # a year of two digits below it belongs to 20xx, from it on to 19xx

SPACE = r"[ \n]{1,40}"
GAP = r"[ \n]{0,40}"
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)"
MONTH = r"(?:1[0-2]|0?[1-9])(?!\d)"
YEAR = r"(?:1[0-9]|20|21)\d{2}(?!\d)"
SEPARATOR = r"[/.\-–]"


def alternatives(phrases: object) -> str:
    """A regular expression for any of the phrases, longest first, blanks free."""
    words = sorted(map(str, phrases), key=len, reverse=True)  # type: ignore[call-overload]
    return "(?:" + "|".join(SPACE.join(map(re.escape, word.split())) for word in words) + ")"


@cache
def day_words() -> dict[str, int]:
    """Days of the month in words, spoken short forms with them: "mười lăm", "hai mươi mốt", "hai mốt"."""
    lexicon = load("numerals")
    ones = {**lexicon["digits"], **lexicon["digits_behind"]}
    spoken = {word: value for word, value in lexicon["digits"].items() if value}
    for word, value in ones.items():
        if value and word != "năm":
            spoken[f"mười {word}"] = 10 + value
            spoken[f"hai mươi {word}"] = spoken[f"hai {word}"] = spoken[f"hăm {word}"] = 20 + value
            if value == 1:
                spoken[f"ba mươi {word}"] = spoken[f"ba {word}"] = 31
    return {**spoken, "mười": 10, "hai mươi": 20, "ba mươi": 30}


@cache
def year_words() -> str:
    """A year in words behind "năm": "hai nghìn không trăm hai mươi tư", "một chín tám tư"."""
    lexicon = load("numerals")
    words = [*lexicon["digits"], *lexicon["digits_behind"], "mười", "mươi", "trăm", "linh", "lẻ", "nghìn", "ngàn"]
    word = alternatives(words)
    return rf"{word}(?:{SPACE}{word}){{1,9}}(?!\w)"


@cache
def date_prefix() -> str:
    """What stands in front of a day and lies inside its span: weekday, part of day, "ngày". May match nothing."""
    lexicon = load("calendar")
    part = alternatives(lexicon["words"]["parts_of_day"])
    weekday = alternatives([*lexicon["weekdays"], "cn"])
    day = alternatives(lexicon["words"]["day"])
    weekly = rf"{weekday}(?:{GAP},{GAP}|{GAP}-{GAP}|{SPACE})"
    return rf"(?:{part}{SPACE})?(?:{weekly})?(?:{part}{SPACE})?(?:{day}{SPACE}|{day}(?=\d))?"


_EMPTY_LINE = re.compile(r"\n {0,40}\n")


def crosses_empty_line(folded: str, start: int, end: int) -> bool:
    """Whether an empty line stands in between: the parts of no expression are that far from each other."""
    return folded.find("\n", start, end) >= 0 and _EMPTY_LINE.search(folded, start, end) is not None


def normal(phrase: str) -> str:
    """A folded phrase with single blanks."""
    return " ".join(phrase.split())


def read_day(phrase: str) -> int:
    """1 to 31, from digits or words; 0 where it is none."""
    phrase = normal(phrase)
    return int(phrase) if phrase.isdigit() else day_words().get(phrase, 0)


def read_month(phrase: str) -> int:
    """1 to 12, from digits or words; 0 where it is none."""
    phrase = normal(phrase)
    return int(phrase) if phrase.isdigit() else int(load("calendar")["months"].get(phrase, 0))


def read_year(phrase: str) -> int | None:
    """A year from digits (two of them too) or words, digit by digit too: "hai không hai mốt", "hai nghìn linh chín"."""
    phrase = normal(phrase)
    if phrase.isdigit():
        year = int(phrase)
        return year if len(phrase) != 2 else year + (2000 if year < PIVOT else 1900)
    words = phrase.split()
    lexicon = load("numerals")
    ones = {**lexicon["digits"], **lexicon["digits_behind"]}
    if len(words) >= 3 and words[0] in ones and words[1] in ones:
        rest = words[2:]
        if len(rest) == 2 and rest[0] in ("linh", "lẻ") and rest[1] in ones:
            tail: int | None = int(ones[rest[1]])
        elif len(rest) == 2 and rest[0] in ones and rest[1] in ones:
            tail = 10 * int(ones[rest[0]]) + int(ones[rest[1]])
        else:
            tail = day_words().get(" ".join(rest)) if len(rest) > 1 or rest[0] == "mười" else None
        return None if tail is None else 1000 * ones[words[0]] + 100 * ones[words[1]] + tail
    value = read_numeral(phrase)
    return value if isinstance(value, int) and 100 <= value <= LATEST_YEAR else None


def last_day(year: int, month: int) -> int:
    return civil.monthrange(year, month)[1]


def span_of(year: int, month: int | None = None, day: int | None = None) -> tuple[str, str] | None:
    """First and last day of a year, month or day; None where there is no such day."""
    if not (1 <= year <= 9999 and (month is None or 1 <= month <= 12)):
        return None
    if month is None:
        return f"{year:04}-01-01", f"{year:04}-12-31"
    last = last_day(year, month)
    if day is None:
        return f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{last:02}"
    if not 1 <= day <= last:
        return None
    return f"{year:04}-{month:02}-{day:02}", f"{year:04}-{month:02}-{day:02}"


def shift_days(day: str, days: int) -> str:
    """The day that many days later; the day itself at the ends of the calendar."""
    try:
        return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()
    except OverflowError:
        return day


def shift_years(day: str, years: int) -> str:
    """The same day of another year; 29 February becomes the 28th where it must."""
    year, month, number = int(day[:4]) + years, int(day[5:7]), int(day[8:10])
    if not 1 <= year <= 9999:
        return day
    return f"{year:04}-{month:02}-{min(number, last_day(year, month)):02}"


@dataclass(slots=True, frozen=True)
class CompleteDate:
    """A date with its year; `day` is None where a letter leaves it blank."""

    start: int
    end: int
    year: int
    month: int
    day: int | None


@cache
def _complete() -> re.Pattern[str]:
    months = alternatives(load("calendar")["months"])
    days = alternatives(day_words())
    worded_year = rf"(?P<y3>{YEAR}|{year_words()})"
    year_link = rf"(?:{GAP},?{GAP}năm{GAP}|{GAP}[/.\-]{GAP}|{GAP},{GAP}|{SPACE})"
    numeric = (
        rf"(?<![\d/.,])(?<!(?<!\d{{4}})[\-–])(?P<d1>{DAY}) ?(?P<s>{SEPARATOR}) ?(?P<m1>{MONTH}) ?(?P=s) ?"
        rf"(?P<y1>{YEAR}|\d{{2}}(?!\d|,\d))(?![/.]\d)"
    )
    iso = rf"(?<![\d/.,\-–])(?P<y2>{YEAR})-(?P<m2>\d{{2}})-(?P<d2>\d{{2}})(?!\d)"
    worded = rf"(?P<d3>{DAY}|{days}){GAP}tháng{GAP}(?!năm{GAP}\d)(?P<m3>{MONTH}|{months}){year_link}{worded_year}"
    blank = (
        rf"ngày(?P<blank>[ \n.…_\-–]{{0,60}})(?:tháng{GAP}|/ ?)(?P<m4>{MONTH})"
        rf"(?:{GAP},?{GAP}năm{GAP}| ?/ ?)(?P<y4>{YEAR})"
    )
    return re.compile(rf"(?P<prefix>{date_prefix()})(?:{numeric}|{iso}|{worded})|{blank}")


# Only from one of these can a complete date begin: the scan tries the pattern nowhere else.
@cache
def _anchor() -> re.Pattern[str]:
    lexicon = load("calendar")
    firsts = {word.split()[0] for word in [*lexicon["words"]["parts_of_day"], *lexicon["words"]["day"], *day_words()]}
    firsts |= {word.split()[0] for word in lexicon["weekdays"]} | {"cn"}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(firsts))})(?!\w)|(?<!\d)\d{{1,4}}(?!\d)|ngày(?=[\d.…_])")


def complete_date_at(folded: str, position: int) -> CompleteDate | None:
    """The complete date that begins at `position` of a folded text, if there is such a day in the calendar."""
    match = _complete().match(folded, position)
    if match is None or crosses_empty_line(folded, *match.span()):
        return None
    for number in "123":
        if match.group(f"y{number}"):
            year = read_year(match.group(f"y{number}"))
            month, day = read_month(match.group(f"m{number}")), read_day(match.group(f"d{number}"))
            if year is None or (number == "1" and len(match.group("y1")) == 2 and match.group("s") == "."):
                return None
            known = day and month and span_of(year, month, day)
            return CompleteDate(*match.span(), year, month, day) if known else None
    return CompleteDate(*match.span(), int(match.group("y4")), int(match.group("m4")), None)


def complete_dates(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, str, str]]:
    """Dates with day, month and year in `text[start:end]`: (start, end, first day, last day), in text order.

    A weekday, part of day or "ngày" in front lies inside. A letter's blank day ("ngày … tháng 3 năm 2024") gives the
    month. Offsets are half-open code points of `text`.
    """
    folded = fold_lines(text[: len(text) if end is None else end])
    found: list[tuple[int, int, str, str]] = []
    position = start
    while (anchor := _anchor().search(folded, position)) is not None:
        date = complete_date_at(folded, anchor.start())
        if date is None:
            position = anchor.end()
            continue
        span = span_of(date.year, date.month, date.day)
        if span is not None:
            found.append((date.start, date.end, *span))
        position = date.end
    return found
