"""What a figure is per: "mỗi năm", "/người", "bình quân mỗi lớp"."""

from __future__ import annotations

from extractor.extract.figures.lexicon import families, noun_book, rate_book, word_set
from extractor.extract.figures.view import Count, SentenceView

_ONE_OF = {"year", "month", "quarter", "week", "day", "hour", "person"}  # "10 triệu đồng một người"
_TIMES = {"year", "quarter", "month", "week", "day", "hour"}


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
    if count.condition:
        return None
    words = view.words
    segment = view.segments[count.segment]
    after = count.word + 1
    if count.noun is not None and count.noun.side == "right":
        after = count.noun.head_last
        ends = {count.noun.head_last, count.noun.last}
    else:
        ends = {after}
    if count.currency and after < len(words) and words[after].text in word_set("currency"):
        ends.add(after + 1)
    for end in sorted(ends):
        if end < len(words) and words[end].text == "/":
            return _after_slash(view, end)
    for index in range(after, min(segment.last, view.next_number(count.word), after + 8)):
        if words[index].text in ("mỗi", "một") and index + 1 < len(words):
            code = _code_after(view, index + 1)
            told = index == after and (code in _ONE_OF or (count.unit == "VND" and code is not None))
            if words[index].text == "mỗi" or told:
                return code
    if _fills_class(view, count):
        return "class"
    changed = next((other for other in view.counts if other.word > count.word), None)
    if changed is not None and count.noun is not None and count.noun.side == "inherited" and count.noun.first < 0:
        between = view.text_words(count.word + 1, changed.word)
        if len(between) == 1 and between[0] in word_set("changes"):  # "từ 300.000 lên 500.000 đồng/tháng"
            return rate_of(view, changed)
    return _each_before(view, count)


def _fills_class(view: SentenceView, count: Count) -> bool:
    """ "mở một lớp 100 học viên": people right after the class they fill."""
    if count.unit != "person":
        return False
    before = next((other for other in reversed(view.counts) if other.word < count.word), None)
    noun = before.noun if before is not None else None
    return noun is not None and noun.family == "class" and noun.last == count.word


def _after_slash(view: SentenceView, slash: int) -> str | None:
    """ "/lớp", "/người/tháng": the time where one is told, else the thing."""
    code = _code_after(view, slash + 1)
    for index in range(slash + 2, min(slash + 5, len(view.words) - 1)):
        if view.words[index].text == "/":
            return _code_after(view, index + 1) or code
    return code


def _each_before(view: SentenceView, count: Count) -> str | None:
    """ "mỗi X" to the left. A time ("mỗi năm") governs the coordinated figures after it up to the end of the
    statement; a thing ("mỗi lớp") those of its own clause; neither a sum total nor, across clauses, a percentage."""
    words = view.words
    own = count.segment
    for index in range(count.word - 1, -1, -1):
        text = words[index].text
        if text in (";", ".", "?", "!", "”"):
            return None
        if view.segments[view.segment_of[index]].depth > view.segments[own].depth:
            continue
        if text in ("hàng", "hằng") and index + 1 < len(words) and words[index + 1].text in ("năm", "quý", "tháng"):
            return {"năm": "year", "quý": "quarter", "tháng": "month"}[words[index + 1].text]
        if text in ("mỗi", "từng", "quân", "bình") and index + 1 < count.word:
            code = _code_after(view, index + 1)
            if code is None and text == "mỗi" and words[index + 1].text != "mỗi":
                code = "other"
            if code is not None and _rate_reaches(view, count, index, code):
                return _time_before(view, index) or code
            if code is not None:
                return None
    return None


def _time_before(view: SentenceView, index: int) -> str | None:
    """ "hằng năm, mỗi công đoàn cơ sở …": the time right before the thing leads."""
    each, unit, comma = ["", "", "", *view.text_words(max(0, index - 3), index)][-3:]
    times = {"năm": "year", "quý": "quarter", "tháng": "month"}
    return times.get(unit) if comma == "," and each in ("hằng", "hàng", "mỗi") else None


def _rate_reaches(view: SentenceView, count: Count, index: int, code: str) -> bool:
    first = view.segment_of[index]
    between = view.text_words(index, count.word)
    if count.unit == "VND" and {"tổng", "kinh"} & set(between):
        return False
    if code in _TIMES and "@d" in between:
        return False  # "mỗi năm xuất khẩu …, doanh thu năm 2017 đạt 32 tỷ đồng"
    if first == count.segment:
        return True
    openers = [view.segments[s].opener for s in range(first + 1, count.segment + 1)]
    if code in _TIMES:
        return not count.quantity.percent or len(openers) == 1
    told = any(index < other.word < count.word for other in view.counts)
    return all(opener in ("và", ":") for opener in openers) or not told
