"""Whether a figure is actual, a target or a condition, and what a rate is per."""

from __future__ import annotations

import re

from extractor.extract.figures.lexicon import families, noun_book, rate_book
from extractor.extract.figures.view import Count, SentenceView
from extractor.language.phrases import Hit
from extractor.lexicon import load

_ACHIEVED = {"đạt", "hoàn", "vượt", "bằng", "theo", "so", "thực"}


def _is_benchmark(view: SentenceView, hit: Hit) -> bool:
    """A plan that something is measured against ("đạt 104,5% kế hoạch", "vượt chỉ tiêu"), not one that is set."""
    before = view.text_words(max(0, hit.first - 4), hit.first)
    if "#" in before[-2:]:
        return True
    return bool(_ACHIEVED & set(before))


def _target_cue(view: SentenceView, count: Count) -> Hit | None:
    """The nearest target cue that reaches the figure: to its left in the sentence, no full stop or "đã" between."""
    best: Hit | None = None
    for hit in view.cues["status"]:
        if hit.label != "target" or hit.first >= count.word:
            continue
        if _is_benchmark(view, hit):
            continue
        between = view.text_words(hit.last, count.word)
        if "đã" in between or ("tăng" in between[-2:] and count.quantity.percent):
            continue
        best = hit
    return best


def _is_condition(view: SentenceView, count: Count) -> bool:
    """A threshold that selects: "doanh nghiệp có từ 20 lao động trở lên", "đủ 18 tuổi trở lên"."""
    quantity = count.quantity
    if quantity.modifier not in ("at_least", "at_most", "less_than", "more_than") or quantity.percent or count.unit == "VND":
        return False
    rules = load("figure_cues")["condition"]
    before = view.text_words(max(0, count.word - 5), count.word)
    after = view.text_words(count.word + 1, min(count.word + 9, len(view.words)))
    if quantity.modifier == "at_least" and "trở" in after and "từ" in before:
        verbs = set(rules["verbs"]) & set(before)
        heads = [hit for hit in view.nouns if hit.last <= count.word and hit.label in rules["families"]]
        return bool(verbs) and bool(heads) and count.word - heads[-1].last <= 6
    return False


def _in_plan_bracket(view: SentenceView, count: Count) -> bool:
    """The plan itself in brackets after its name: "64,5% chỉ tiêu giao (200)"."""
    segment = view.segments[count.segment]
    if segment.opener != "(" or count.segment == 0:
        return False
    before = view.text_words(max(0, segment.first - 6), segment.first)
    return bool({"tiêu", "hoạch"} & set(before)) and not count.quantity.percent


def status_of(view: SentenceView, count: Count, in_target_section: bool) -> str:
    """`actual`, `target` or `condition` by the clause, else by the section the sentence stands in."""
    if _is_condition(view, count):
        return "condition"
    if _in_plan_bracket(view, count):
        return "target"
    if _target_cue(view, count) is not None:
        return "target"
    after = view.text_words(count.word + 1, count.word + 3)
    if after[:2] == ["chỉ", "tiêu"] and view.words[count.word - 1].text == "/":
        return "target"
    if in_target_section:
        before = view.text_words(0, count.word)
        return "actual" if "đã" in before or ("hiện" in before[:3]) else "target"
    return "actual"


_HEADING = re.compile(r"\s*(?:[ivxlc]{1,5}\s*[-.–)/]|phần thứ \w+|\d{1,2}(?:\.\d{1,2})*\s*[-.)/]|[a-zđ]\s*[.)])?\s*", re.I)


def heading_kind(folded: str) -> str | None:
    """`target` or `actual` when the folded line is a heading that opens such a section, else `None`."""
    line = _HEADING.sub("", folded.strip(), count=1).strip(" .:*–-")
    rules = load("figure_cues")["status"]
    for name, kind in (("actual_heading", "actual"), ("target_heading", "target")):
        if any(re.match(rf"(?:\w+ ){{0,2}}{re.escape(word)}(?!\w)", line) for word in rules[name]):
            return kind
    return None


def _code_after(view: SentenceView, index: int) -> str | None:
    """The rate code of the time or thing whose name begins at word `index`."""
    if index >= len(view.words):
        return None
    hit = rate_book().at(view.words, index)
    if hit is not None:
        return hit.label
    noun = noun_book().at(view.words, index)
    if noun is not None:
        return families()[noun.label].per
    return None


def rate_of(view: SentenceView, count: Count) -> str | None:
    """What the figure is per ("mỗi năm", "mỗi lớp", "/người"), or `None`."""
    words = view.words
    segment = view.segments[count.segment]
    after = count.word + 1
    if count.noun is not None and count.noun.side == "right":
        after = count.noun.head_last
        ends = {count.noun.head_last, count.noun.last}
    else:
        ends = {after}
    for end in sorted(ends):
        if end < len(words) and words[end].text == "/":
            return _code_after(view, end + 1)
    for index in range(after, min(segment.last, view.next_number(count.word), after + 8)):
        if words[index].text in ("mỗi", "một") and index + 1 < len(words):
            code = _code_after(view, index + 1)
            if words[index].text == "mỗi" or code in ("year", "month", "quarter"):
                if words[index].text == "mỗi" or index == after:
                    return code
    return _each_before(view, count)


def _each_before(view: SentenceView, count: Count) -> str | None:
    """ "mỗi X" to the left: a rate word governs what follows it up to the end of its statement."""
    words = view.words
    found: str | None = None
    depth = view.segments[count.segment].depth
    for index in range(count.word - 1, -1, -1):
        text = words[index].text
        if text in (";", ".", "?", "!"):
            break
        if view.segments[view.segment_of[index]].depth > depth:
            continue
        if text in ("mỗi", "từng", "quân", "bình") and index + 1 < count.word:
            found = _code_after(view, index + 1)
            if found is None and text == "mỗi":
                found = "other" if words[index + 1].text not in ("mỗi",) else None
            if found is not None:
                break
        if text in ("hàng", "hằng") and index + 1 < len(words) and words[index + 1].text in ("năm", "quý", "tháng"):
            found = {"năm": "year", "quý": "quarter", "tháng": "month"}[words[index + 1].text]
            break
    return found
