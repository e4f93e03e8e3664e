"""Sections of a document: the headings that open aims or results, and the times that they give to what follows."""

from __future__ import annotations

import re

from extractor.extract.figures.context import Context, Period
from extractor.extract.figures.dating import is_reference, period_of_date
from extractor.extract.figures.headings import heading_kind, heading_level, looks_ahead, names_indicators
from extractor.extract.figures.view import SentenceView
from extractor.language.layers import DateMention, Layers

_HEADING_LENGTH = 120  # characters; longer lines are text
_EVENT_DAYS = 7  # an event lasts a week at most
_TITLE_OF_SECTION = re.compile(
    r"\s*(?:(?:[IVX]{1,5}|[A-H])\s*[-.–)/]\s*)?[^\Wa-zà-ỹ]{3}[^a-zà-ỹ]*\Z|\s*[IVX]{1,5}\s*[-.–)/]"
)
# documents that set out what will be done: plans, programmes, schemes, invitations, proposals
_PLAN_NUMBER = re.compile(r"(?<![^\W_])(?:KH|CTr|CTR|ĐA|PA|GM|TTr|TTR)(?![^\W_])")
_REPORT_NUMBER = re.compile(r"(?<![^\W_])BC(?![^\W_])")
_BULLET = re.compile(r"\s*[-–•+*▪]")


def _is_date_alone(view: SentenceView) -> bool:
    """A heading that is no more than a time ("D. Năm 2015", "* 6 tháng cuối năm 2015:")."""
    others = [word for word in view.words if word.text[0].isalpha() and len(word.text) > 1]
    return len(view.dates) == 1 and not others


class Sections:
    """Opens and closes the sections of a document in its `context`; `heading` has to see every sentence in order."""

    def __init__(self, layers: Layers, context: Context) -> None:
        self.layers, self.context = layers, context
        self.section: int | None = None  # level of the heading that opened a section of what was done
        self.dated: int | None = None  # level of the heading whose date governs its section
        number = layers.fields.number or ""
        self.plan = _PLAN_NUMBER.search(number) is not None
        self.report = _REPORT_NUMBER.search(number) is not None
        context.event = _event(layers)
        context.title = _title(layers)
        context.in_target_section = self.plan

    def heading(self, view: SentenceView) -> None:
        """Open or close a section of targets when the sentence is a heading; take its date as the section's period."""
        context, layers = self.context, self.layers
        dates = [period for _, date in view.dates if (period := period_of_date(date)) is not None]
        if view.end - view.start > _HEADING_LENGTH:
            return
        folded = layers.folded[view.start : view.end]
        kind = heading_kind(folded)
        text = layers.text[view.start : view.end].strip()
        if text[-1:] in ".;," and not text.isupper():
            return
        level = heading_level(text)
        if level is not None and self.dated is not None and level <= self.dated:
            context.heading = self.dated = None
        if dates:
            context.section = dates[-1]
            numbered = level is not None or text.endswith(":")
            if numbered and dates[-1][0] != dates[-1][1] and _is_date_alone(view):
                context.heading = dates[-1]
                context.in_target_section = self._to_come(dates)
            elif level is not None and not view.counts and text.endswith(")"):
                context.heading, self.dated = dates[-1], level  # "1. Về nông nghiệp (tính đến ngày 15/5/2024)"
        elif _TITLE_OF_SECTION.match(layers.text, view.start):
            context.heading = context.intro = None
        if self.plan and kind is None and self.section is not None and level is not None and level <= self.section:
            self.section = None  # what a plan sets out goes on where its account of the situation ends
            context.in_target_section = True
        item = _BULLET.match(text) is not None and (bool(view.counts) or not text.endswith(":"))
        if kind is not None and not self._within(kind, heading_level(text), item, folded, dates):
            context.in_target_section = kind == "target"
            context.running = None
            context.heading = dates[-1] if dates else None

    def _within(self, kind: str, level: int | None, item: bool, folded: str, dates: list[Period]) -> bool:
        """Whether a heading only divides the section that it stands in, or is an item of a list that tells figures.

        "II. Kết quả" is not ended by "1. Nhiệm vụ tuyên truyền", but by "III. Nhiệm vụ năm 2015" or "2. Phương hướng".
        "Chỉ tiêu" alone heads the aims of a plan, in a report what came of them.
        """
        if level is None and item:
            return True
        weak = kind == "target" and not looks_ahead(folded)
        if weak and self.section is not None and level is not None and level > self.section:
            return True
        if weak and self.report and names_indicators(folded) and not self._to_come(dates):
            return True
        self.section = level if kind == "actual" else None
        return False

    def _to_come(self, dates: list[Period]) -> bool:
        """Whether one of the times of a heading ends after the document was published."""
        published = self.context.published[1] if self.context.published else None
        return published is not None and any(end is not None and end > published for _, end in dates)


def _event(layers: Layers) -> Period | None:
    """The day of the event that the document reports: the first short time of its text."""
    for date in layers.dates:
        if date.kind == "duration" or _is_publication(layers, date) or not (date.from_day and date.to_day):
            continue
        if _is_quoted(layers, date) or is_reference(layers, date):
            continue
        if layers.zone_at(date.start) in ("letterhead", "boilerplate"):
            continue
        if date.from_day[:7] == date.to_day[:7] and int(date.to_day[8:]) - int(date.from_day[8:]) < _EVENT_DAYS:
            return (date.from_day, date.to_day)
    return None


def _title(layers: Layers) -> Period | None:
    """The time in the document's title or subject ("Báo cáo … năm 2021")."""
    heads = [" ".join(head.split()) for head in (layers.fields.title, layers.fields.subject) if head]
    for date in layers.dates:
        quoted = " ".join(layers.text[date.start : date.end].split())
        if date.from_day and date.to_day and any(quoted in head for head in heads):
            return (date.from_day, date.to_day)
    return None


def _is_quoted(layers: Layers, date: DateMention) -> bool:
    """“Giải thưởng 28.7”: a day that closes a name in quotes."""
    return layers.text[date.end : date.end + 1] in {"”", '"'}


def _is_publication(layers: Layers, date: DateMention) -> bool:
    span = layers.fields.published_span
    return date.is_publication or (span is not None and date.start < span[1] and span[0] < date.end)
