"""Patterns of date expressions, composed upward from the calendar's atoms. All work on folded text.

Patterns are compiled once, when first used, from `lexicon/calendar.toml` and `lexicon/date_cues.toml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from extractor.language.calendar import (
    DAY,
    GAP,
    MONTH,
    SEPARATOR,
    SPACE,
    YEAR,
    alternatives,
    date_prefix,
    day_words,
    year_words,
)
from extractor.lexicon import load

END = r"(?![^\W_])"
DASH = r"[-–—]"
ROMAN = r"(?:iii|ii|iv|i)"
SIMPLE_LINK = rf"(?:{GAP}{DASH}{GAP}|{SPACE}(?:cho{SPACE})?(?:đến|tới)(?:{SPACE}hết)?{SPACE})"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def cues() -> dict[str, Any]:
    return load("date_cues")


@cache
def _months() -> str:
    return alternatives(load("calendar")["months"])


@cache
def _numbers() -> str:
    """Small whole numbers, in digits or words, as they stand before units of time."""
    lexicon = load("numerals")
    words = [*lexicon["digits"], *lexicon["digits_behind"], "mười", "mươi", "trăm", "linh", "lẻ", "nghìn", "ngàn"]
    word = alternatives(words)
    return rf"(?:\d{{1,4}}(?:,\d{{1,2}})?(?![\d])|{word}(?:{SPACE}{word}){{0,6}}?)"


@cache
def year_tail() -> re.Pattern[str]:
    """The year behind a day, month, quarter or part: "/2022", " năm 2022", " năm ngoái"."""
    relative = alternatives([phrase[4:] for phrase in cues()["relative"] if phrase.startswith("năm ")])
    named = rf"{GAP},?{GAP}(?:của{SPACE})?năm{GAP}(?P<year>{YEAR}|{year_words()})"
    return _compiled(
        rf"{named}|{GAP}[/.\-–]{GAP}(?P<short>{YEAR})(?![/.]\d)"
        rf"|{SPACE}(?:của{SPACE})?năm{SPACE}(?P<relative>{relative}){END}"
    )


@cache
def prefix() -> re.Pattern[str]:
    return _compiled(date_prefix())


@cache
def day_month() -> re.Pattern[str]:
    """ "10/9", "9.10", "3 tháng 2", "mười lăm tháng tám": no year yet."""
    days = alternatives(day_words())
    return _compiled(
        rf"(?P<d>{DAY}) ?(?P<separator>{SEPARATOR}) ?(?P<m>{MONTH})(?! ?(?P=separator) ?\d|[/.]\d|-\d{{1,4}}(?![\d/.]))"
        rf"(?![^\W\d_])|(?P<d2>{DAY}|{days}){GAP}tháng{GAP}(?!năm{GAP}\d)(?P<m2>{MONTH}|{_months()}){END}"
    )


@cache
def day_list() -> re.Pattern[str]:
    """Days of one month: "20 và 21/10", "13 đến 17/6", "ngày 5, ngày 6 và ngày 7 tháng 3"."""
    join = (
        rf"(?:{GAP}(?:,|;|&|\+){GAP}|{GAP}{DASH}{GAP}|{GAP},?{GAP}(?:và|đến|tới|đến{SPACE}hết|tới{SPACE}hết){GAP})"
        rf"(?:(?:ngày|sáng|chiều|tối){GAP})?"
    )
    return _compiled(
        rf"(?P<days>{DAY}(?:{join}{DAY}){{1,8}})"
        rf"(?: ?(?P<separator>[/.]|-(?!{GAP}\d{{4}})) ?(?P<m>{MONTH})"
        rf"(?:(?: ?[/.\-] ?)(?P<year>{YEAR}))?(?! ?[/.\-–] ?\d)"
        rf"|{GAP}tháng{GAP}(?P<m2>{MONTH}|{_months()}){END})(?![^\W\d_])"
    )


@cache
def _amount() -> str:
    """What makes "lương tháng 4" or "tháng 7-8" the beginning of an amount: "triệu", "phần trăm"."""
    scales = alternatives([*load("numerals")["scales"], "tr", "%", "phần"])
    return rf"(?:{GAP}(?:{DASH}|đến|tới){GAP}\d{{1,3}}(?:,\d)?)?{GAP}(?:{scales})(?![^\W_])"


@cache
def month() -> re.Pattern[str]:
    """ "tháng 9", "tháng mười một", "T9/", with a second month behind a dash: "tháng 5-6"."""
    return _compiled(
        rf"tháng{GAP}(?P<m>{MONTH}(?![.,]\d)|{_months()}{END}|(?P<lunar>giêng|chạp){END})(?!{_amount()})"
        rf"(?:(?:{DASH}|{GAP}{DASH}{GAP}(?=\d{{1,2}}{GAP}(?:[/.]|năm)))(?P<last>{MONTH}))?"
        rf"|t\.?(?P<m2>{MONTH})(?=[/.\-]\d{{4}})"
    )


@cache
def month_year() -> re.Pattern[str]:
    year = r"(?P<year>(?:19|20)\d{2})(?![\d/]|[.,\-]\d| ?/)(?![^\W_])"
    return _compiled(rf"(?<![\d/.,\-–])(?P<m>{MONTH}) ?[/\-.] ?{year}")


@cache
def quarter() -> re.Pattern[str]:
    known = alternatives(load("calendar")["quarters"])
    quarter = alternatives(load("calendar")["words"]["quarter"])
    return _compiled(
        rf"{quarter}{GAP}(?P<q>{known}){END}(?:{GAP}{DASH}{GAP}(?P<last>{known}){END})?|q(?P<q2>[1-4])(?=[/.\-]\d{{4}})"
    )


@cache
def listed() -> dict[str, re.Pattern[str]]:
    """A further member of a list whose first has the word before it: "quý I, [II] và [III]/2023"."""
    join = rf"(?:{GAP},{GAP}|{SPACE}và{SPACE}|{GAP}&{GAP})"
    more = rf"(?={GAP}(?:[/.\-]{GAP}\d{{4}}|năm{GAP}\d|,{GAP}\d|{SPACE}và{SPACE}\d))"
    known = alternatives(load("calendar")["quarters"])
    return {
        "quarter": _compiled(rf"{join}(?P<n>{ROMAN}){END}|{join}(?P<n2>{known}){END}(?={GAP}(?:/|năm))"),
        "month": _compiled(rf"{join}(?P<n>{MONTH}){more}"),
        "year": _compiled(rf"{join}(?P<n>{YEAR})(?![\d/]|[.,\-]\d)"),
        "day": _compiled(rf"{join}(?:ngày{GAP})?(?P<n>{DAY} ?[/.\-] ?{MONTH})(?! ?[/.\-–]? ?\d)"),
    }


@cache
def part_of_year() -> re.Pattern[str]:
    """ "9 tháng đầu năm", "hai quý đầu năm", "6 tháng cuối", "nửa đầu năm", "9 tháng năm 2022"."""
    unit = r"(?P<unit>tháng|quý|tuần|ngày)"
    return _compiled(
        rf"(?P<n>{_numbers()}){GAP}{unit}{GAP}(?P<edge>đầu|cuối){END}"
        rf"(?:{SPACE}(?:của{SPACE})?(?:(?P<year>năm){END}|tháng{GAP}(?P<month>{MONTH}|{_months()}{END})"
        rf"|quý{GAP}(?P<quarter>{ROMAN}|[1-4]){END}))?"
        rf"|(?P<n2>{_numbers()}){GAP}tháng(?={SPACE}(?:của{SPACE})?năm{SPACE}|/(?:19|20)\d\d)"
        rf"|nửa{SPACE}(?P<half>đầu|cuối|năm{SPACE}đầu|năm{SPACE}cuối|sau){END}"
        rf"(?:{SPACE}(?:của{SPACE})?(?:(?P<whole>năm){END}|tháng{GAP}(?P<month2>{MONTH}|{_months()}{END})"
        rf"|(?P<term>nhiệm{SPACE}kỳ|giai{SPACE}đoạn){SPACE}(?P<from>{YEAR}){GAP}{DASH}{GAP}(?P<to>{YEAR})))?"
    )


@cache
def edge() -> re.Pattern[str]:
    return _compiled(rf"(?P<edge>đầu|giữa|cuối){SPACE}")


@cache
def year() -> re.Pattern[str]:
    return _compiled(rf"năm{GAP}(?P<year>{YEAR})(?![.,]\d)|năm{SPACE}(?P<words>{year_words()})")


@cache
def years() -> re.Pattern[str]:
    """ "2021 – 2025", "2021-25" behind "nhiệm kỳ"."""
    return _compiled(
        rf"(?<![\w/.,\-])(?:năm{GAP})?(?P<from>{YEAR}){GAP}{DASH}{GAP}(?:năm{SPACE})?(?P<to>{YEAR}|\d{{2}}(?!\d))(?![/]?\d|[.,]\d)"
    )


@cache
def relative() -> re.Pattern[str]:
    phrases = alternatives(cues()["relative"])
    part = alternatives(load("calendar")["words"]["parts_of_day"])
    return _compiled(rf"(?:{part}{SPACE})?(?:ngày{SPACE})?(?P<phrase>{phrases}){END}")


@cache
def weekday_relative() -> re.Pattern[str]:
    lexicon = load("calendar")
    weekday = alternatives(lexicon["weekdays"])
    part = alternatives(lexicon["words"]["parts_of_day"])
    which = alternatives(cues()["weekday_relative"])
    return _compiled(
        rf"(?:{part}{SPACE})?(?P<weekday>{weekday})(?:{SPACE}(?:của{SPACE}(?=tuần))?(?P<which>{which}){END}|(?P<alone>{END}))"
    )


@cache
def lunar() -> re.Pattern[str]:
    """ "rằm tháng Giêng", "mùng 3 Tết", "10/3 âm lịch"."""
    days = alternatives(day_words())
    tet = rf"tết(?:{SPACE}nguyên{SPACE}đán)?"
    return _compiled(
        rf"(?:(?P<full>rằm)|(?:ngày{SPACE})?(?:(?:mùng|mồng){GAP})?(?P<d>{DAY}|{days})){SPACE}"
        rf"(?:(?P<tet>{tet})|tháng{SPACE}(?P<name>giêng|chạp)){END}"
        rf"|(?P<full2>rằm){SPACE}tháng{SPACE}(?P<m2>{MONTH}|{_months()}){END}"
        rf"|(?:ngày{SPACE})?(?:(?:mùng|mồng){GAP})?(?P<d3>{DAY}|{days})(?: ?[/\-.] ?|{SPACE}tháng{SPACE})"
        rf"(?P<m3>{MONTH}|{_months()}){SPACE}(?:âm{SPACE}lịch|\(âm{SPACE}lịch\)|al){END}"
    )


@cache
def same_period() -> re.Pattern[str]:
    return _compiled(
        rf"cùng{SPACE}kỳ{END}(?!{SPACE}(?:các|những|nhiều|mọi|hằng|hàng){SPACE}năm)"
        rf"(?:{SPACE}(?:của{SPACE})?(?P<year>{YEAR})(?!\d))?"
    )


@cache
def from_to() -> re.Pattern[str]:
    return _compiled(rf"từ{SPACE}(?:sau{SPACE}|trước{SPACE})?")


@cache
def link() -> re.Pattern[str]:
    return _compiled(SIMPLE_LINK)


@cache
def now() -> re.Pattern[str]:
    return _compiled(rf"{alternatives(cues()['now']['words'])}{END}")


@cache
def duration() -> re.Pattern[str]:
    """ "93 năm", "02 tháng", "một năm rưỡi", "3-5 ngày", "nửa năm", "2 năm 6 tháng"."""
    table = cues()["duration"]
    units, halves = alternatives(table["units"]), alternatives(table["half"])
    return _compiled(
        rf"(?P<n>{_numbers()})(?:{GAP}(?:{DASH}|đến|tới){GAP}\d{{1,3}}(?!\d))?{GAP}(?P<unit>{units}){END}(?P<half>{SPACE}rưỡi{END})?"
        rf"|nửa{SPACE}(?P<halved>{halves}){END}"
    )
