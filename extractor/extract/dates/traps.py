"""What the words around a bare "10/9" or "5 năm" say: a date, or a fraction, a road, a frequency."""

from __future__ import annotations

import re
from functools import cache

from extractor.extract.dates.grammar import cues
from extractor.language.calendar import normal
from extractor.language.context import counted_nouns, words_after, words_before
from extractor.lexicon import load

# "640 triệu đồng một năm", "3 suất một tháng": a rate
_RATE = re.compile(r"(?:đồng|usd|triệu|nghìn|ngàn|tỷ|đ|\d)(?:/\w+)? ?$")
_NAMED_DAY = re.compile(r"(?<!\w)ngày [^,.;()\n\d]{3,70}\(?$")
_SPAN_OF_DAYS = re.compile(r"(?:ngày|tuần|hôm)(?: (?:qua|nay|tới|này|liền|liên tục|cuối tuần))* ?$")
_EMPTY_LINE = re.compile(r" {0,40}\n {0,40}\n")
_CLOCK = re.compile(r"\d ?(?:h|g|giờ) ?(?:\d\d?)?(?: ?(?:phút|['’]))?,? ?$")


@cache
def phrases(*path: str) -> frozenset[str]:
    """A list of phrases of `lexicon/date_cues.toml` as a set."""
    table = cues()
    for key in path:
        table = table[key]
    return frozenset(table)


def before_any(folded: str, at: int, *path: str) -> bool:
    known = phrases(*path)
    return any(phrase in known for phrase in words_before(folded, at))


def after_any(folded: str, at: int, *path: str) -> bool:
    known = phrases(*path)
    return any(phrase in known for phrase in words_after(folded, at))


def counts_something(folded: str, at: int) -> bool:
    """Whether a counted noun, a share or a percent sign follows in the same paragraph."""
    if _EMPTY_LINE.match(folded, at):
        return False
    if folded[at : at + 2].lstrip()[:1] == "%":
        return True
    following = words_after(folded, at)
    return any(phrase in counted_nouns() or phrase in phrases("day_month", "shares") for phrase in following)


def is_day_month(text: str, folded: str, start: int, end: int, separator: str) -> bool:
    """Whether day and month without "ngày", weekday or year are a date."""
    if before_any(folded, start, "day_month", "names") or folded[end : end + 1] in "%°":
        return False
    if before_any(folded, start, "day_month", "shares_before"):
        return False
    line = folded[max(0, start - 90) : start]
    if _NAMED_DAY.search(line) or _CLOCK.search(line):
        return not counts_something(folded, end)
    if counts_something(folded, end):
        return False
    if before_any(folded, start, "day_month", "cues"):
        return True
    day, month = re.split(r"\D+", folded[start:end].strip())[:2]
    known = f"{day}/{month}" in phrases("day_month", "known")
    bracketed = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    if (known and before_any(folded, start, "day_month", "named_days")) or (bracketed and _told(folded, start - 1)):
        return True
    if separator == "/":
        return known or (bracketed and int(day) > int(month)) or text[end : end + 2].lstrip(")")[:1] == ":"
    return known and bracketed


@cache
def _told_days() -> frozenset[str]:
    calendar = load("calendar")
    days = [phrase for phrase, (unit, _) in cues()["relative"].items() if unit == "day"]
    return frozenset([*days, *calendar["weekdays"], *calendar["words"]["parts_of_day"]])


def _told(folded: str, at: int) -> bool:
    """Whether a day has been told in words right before: "hôm qua (5/8)", "tối thứ bảy (9/8)"."""
    return any(phrase in _told_days() for phrase in words_before(folded, at, 3))


def is_bracketed_after_time(folded: str, start: int, end: int) -> bool:
    """Whether days fill brackets behind a length of time: "trong 2 ngày qua (21-22/9)"."""
    filled = folded[max(0, start - 1) : start] == "(" and folded[end : end + 1] == ")"
    return filled and _SPAN_OF_DAYS.search(folded, max(0, start - 24), start - 1) is not None


def opens_clause(folded: str, at: int) -> bool:
    """Whether an expression begins its clause: "Năm qua, …", "Trong năm qua", not "kết quả năm qua"."""
    left = folded[max(0, at - 12) : at].rstrip()
    return (
        not left
        or left[-1] in ".;:!?–-•*"
        or folded[at - 1] == "\n"
        or before_any(folded, at, "relative_traps", "opening")
    )


def is_bare_year(folded: str, start: int, end: int) -> bool:
    """Whether four digits without "năm" are a year: "SN 1987", "Tết Giáp Thìn 2024", "đến 2025"."""
    if counts_something(folded, end) or folded[end : end + 1] in {"/", "%"} or re.match(r"[.,\-]\d", folded[end:]):
        return False
    left = folded[max(0, start - 60) : start]
    if not left.strip() or left.rstrip()[-1] in "/-.:+":
        return False
    if left.endswith("(") and re.match(r"(?:, ?(?:19|20)\d\d)*\)", folded[end:]):
        return 1930 <= int(folded[start:end]) <= 2099 and int(folded[start:end]) % 100 != 0
    phrase = re.split(r"[,.;:()\d]|\n\n", left)[-1]
    words = phrase.split()[-7:]
    known = phrases("year", "cues")
    reach = range(len(words))
    if any(" ".join(words[i:j]) in known for i in reach for j in range(i + 1, min(i + 4, len(words)) + 1)):
        return True
    following = words_after(folded, end)
    return before_any(folded, start, "year", "direct") and not (following and following[0] in ("lên", "xuống", "đồng"))


def is_worded_month(text: str, folded: str, at: int, name_start: int, has_year: bool) -> bool:
    """ "tháng Năm", "tháng ba năm 2020", "hồi tháng tư": a month; "tháng hai lần", "ngày tháng năm sinh": none."""
    if has_year or (text[name_start].isupper() and not text[name_start : name_start + 2].isupper()):
        return True
    following = words_after(folded, name_start, 2)
    if following and following[-1].split()[-1] in ("lần", "buổi", "sinh", "nào", "người"):
        return False
    return before_any(folded, at, "month", "cues")


@cache
def _numeral_words() -> frozenset[str]:
    lexicon = load("numerals")
    groups = lexicon["words"]
    behind = [word for group in ("ten", "tens", "hundred", "link") for word in groups[group]]
    return frozenset([*lexicon["digits"], *lexicon["digits_behind"], *lexicon["scales"], *behind]) - {"năm"}


def _in_number(before: list[str]) -> bool:
    return bool(before) and before[0] in _numeral_words()


def _goes_on(folded: str, at: int) -> bool:
    """Whether "năm" is a five inside a number: "bốn trăm năm [mươi]", "năm [mốt]"."""
    following = words_after(folded, at, 1)
    return bool(following) and following[0] in _numeral_words() and following[0] not in load("numerals")["digits"]


def is_duration(folded: str, start: int, end: int, number: str, unit: str) -> bool:
    """Whether a number before a unit of time is a length of time."""
    number, unit = normal(number), normal(unit)
    head = unit.split()[0]
    if before_any(folded, start, "duration", "traps", "before") or folded[start - 1 : start] in ("/", "-", "–"):
        return False
    before = words_before(folded, start, 1)
    if not number[0].isdigit() and (_in_number(before) or _goes_on(folded, end)):
        return False  # "ba trăm năm | mươi sáu": the middle of a number
    behind = folded[end : end + 12].lstrip()
    if behind.startswith(("/lần", "/ lần")):
        return False
    if head in cues()["duration"]["traps"] and unit == head and after_any(folded, end, "duration", "traps", head):
        following = words_after(folded, end, 2)
        if not (len(following) > 1 and following[1] in counted_nouns()):
            return False  # "5 ngày công", but "5 ngày | công nhân đi học"
    if number == "một" and _RATE.search(folded, max(0, start - 24), start):
        return False
    if unit == "năm" and re.match(r"(?:1[89]|20)\d\d(?!\d)", behind):
        return False
    if unit == "ngày" and re.match(r"\d{1,2} ?[/.\-] ?\d", behind):
        return False  # "7 giờ 30 ngày 5/7"
    if unit == "giờ":
        long = before_any(folded, start, "duration", "traps", "hours_before") and not behind[:1].isdigit()
        return long or behind.startswith("/") or after_any(folded, end, "duration", "traps", "hours_after")
    if unit in ("phút", "giây"):
        return not re.search(r"giờ ?$|\dh ?$", folded[max(0, start - 8) : start])
    if number == "năm":
        return before_any(folded, start, "duration", "traps", "five_before")
    return number not in ("không", "0", "00", "tư", "mốt", "lăm")
