"""Headings of sections: how deep they stand, and whether they open what was done or what is aimed at."""

from __future__ import annotations

import re
from functools import cache

from extractor.lexicon import load

_HEADING = re.compile(
    r"\s*(?:[ivxlc]{1,5}\s*[-.–)/]|phần thứ \w+|\d{1,2}(?:\.\d{1,2})*\s*[-.)/]|[a-zđ]\s*[.)])?\s*", re.I
)
# "Thực hiện các chỉ tiêu": carried out or to be carried out, as the section says in which the heading stands
_CARRIED_OUT = re.compile(r"(?:về |việc |công tác )?(?:thực hiện|hoàn thành|triển khai)(?!\w)")
# first match wins, so that "I." is a Roman number and "1.1." no "1."
_LEVELS = (
    (1, re.compile(r"\s*[IVX]{1,5}\s*[-.–)/]")),
    (0, re.compile(r"\s*(?:(?i:phần|chương)\s|[A-H]\s*[-.–)/])")),
    (3, re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})+|[a-zđ]\s*[.)])")),
    (2, re.compile(r"\s*\d{1,2}\s*[-.–)/](?!\d)")),
)


@cache
def _opening(name: str) -> re.Pattern[str]:
    """One of the headings of a list, after at most two words ("một số chỉ tiêu")."""
    words = "|".join(re.escape(word) for word in load("figure_cues")["status"][name])
    return re.compile(rf"(?:\w+,? ){{0,2}}(?:{words})(?!\w)")


def heading_kind(folded: str) -> str | None:
    """`target` or `actual` when the folded line is a heading that opens such a section, else `None`."""
    line = _HEADING.sub("", folded.strip(), count=1).strip(" .:*–-")
    if _CARRIED_OUT.match(line):
        return None
    rules = load("figure_cues")["status"]
    if set(rules["reached_heading"]) & set(line.split()):
        return "actual"
    for kind in ("actual", "target"):
        if _opening(f"{kind}_heading").match(line):
            return kind
    return None


def heading_level(text: str) -> int | None:
    """How deep a numbered heading stands, 0 for parts of the document; `None` for one without a number."""
    return next((level for level, pattern in _LEVELS if pattern.match(text)), None)


def looks_ahead(folded: str) -> bool:
    """Whether a heading speaks of the time to come for sure ("phương hướng", "thời gian tới")."""
    return any(word in folded for word in load("figure_cues")["status"]["ahead_heading"])


def names_indicators(folded: str) -> bool:
    """Whether a heading names the measures ("B. Các chỉ tiêu"), whose values may be aims or results."""
    return "chỉ tiêu" in folded and "phấn đấu" not in folded
