"""Whether a figure is actual, a target or a condition, and what a rate is per."""

from __future__ import annotations

import datetime as dt

from extractor.extract.figures.context import Context, Period
from extractor.extract.figures.dating import at_meeting, own_date, period_of_date
from extractor.extract.figures.lexicon import phrase_list, word_set
from extractor.extract.figures.view import NUMBER, Count, SentenceView
from extractor.language.phrases import Hit
from extractor.lexicon import load

_ALL_BUT_OVER = 0.75  # of a time: what a document tells of it then has come about
_PLAN_BEFORE = 14  # words before a bracket among which the plan is named
_MUST = 8  # words from "phải" to the least that has to be
_ORDER_OPENS = 4  # words: "Điều 1. Giao …"
_ORDER_ENDS = {"được", "đã", "đạt"}
_THRESHOLD_REACH = 6  # words from the selected noun to the threshold
_AIMED_AT = 6  # words from "so với chỉ tiêu" to its number
_SELECTED = {"enterprise", "organisation", "union_org", "cooperative"}


def _is_benchmark(view: SentenceView, hit: Hit) -> bool:
    """A plan that something is measured against ("đạt 104,5% kế hoạch", "chỉ tiêu … không đạt")."""
    before = view.text_words(max(0, hit.first - 4), hit.first)
    missed = view.text_words(hit.last, hit.last + 8)
    if "#" in before[-2:] or ("không" in missed and "đạt" in missed and "#" not in missed):
        return True
    return bool(word_set("achieved") & set(before))


def _target_cue(view: SentenceView, count: Count) -> Hit | None:
    """The nearest target cue that reaches the figure: to its left in the sentence, no full stop or "đã" between."""
    best: Hit | None = None
    for hit in view.cues["status"]:
        if hit.label != "target" or hit.first >= count.word:
            continue
        if _is_benchmark(view, hit) and not _is_aim_itself(view, hit, count):
            continue
        if hit.first and view.words[hit.first - 1].text == NUMBER:
            continue  # "tiếp nhận 26 kiến nghị, giải quyết 20": what is counted is no aim
        if view.segments[view.segment_of[hit.first]].depth > view.segments[count.segment].depth:
            continue  # "(chỉ tiêu 5), giảm 1 đồng chí"
        between = view.text_words(hit.last, count.word)
        if ";" in between and set(between[between.index(";") : between.index(";") + 3]) & word_set("states"):
            continue
        if count.quantity.modifier != "at_least" and _came_of_it(view, hit, count):
            continue
        if "đã" in between or ("tăng" in between[-2:] and count.quantity.percent):
            continue
        best = hit
    return best


def _is_aim_itself(view: SentenceView, hit: Hit, count: Count) -> bool:
    """ "so với chỉ tiêu 450 đoàn viên": the number that the plan has, not what is measured against it."""
    before, between = view.text_words(max(0, hit.first - 2), hit.first), view.text_words(hit.last, count.word)
    apart = {NUMBER, ",", ";", ":", "(", "thì"} & set(between)
    return before == ["so", "với"] and len(between) <= _AIMED_AT and not apart and not count.quantity.percent


def _came_of_it(view: SentenceView, hit: Hit, count: Count) -> bool:
    """ "chỉ tiêu là kết nạp 1.500, nay mới được 913": what follows an aim with its number tells what was done."""
    first = next(other for other in view.cues["status"] if other.label == "target")
    aim = next((k for k in range(first.last, count.word) if view.words[k].text == NUMBER), count.word)
    return any(phrase_list("figure_cues", "status", "outcome").find(view.words, max(aim, hit.last), count.word))


def _charged(view: SentenceView, count: Count) -> bool:
    """A task given to a named body: "giao Công đoàn xã trong quý IV giới thiệu 20 đoàn viên"."""
    words = view.words
    before = view.text_words(0, count.word)
    opening = before[:_ORDER_OPENS]
    if "giao" in opening and "giao ban" not in " ".join(before) and not _ORDER_ENDS & set(before):
        return True  # "Điều 1. Giao cho 7 đảng bộ trực thuộc kết nạp 64 đảng viên"
    return any(
        words[k].text == "giao" and words[k + 1].text == "@o" and ";" not in view.text_words(k, count.word)
        for k in range(count.word - 1)
    )


def is_condition(view: SentenceView, count: Count) -> bool:
    """A threshold that selects: "doanh nghiệp có từ 20 lao động trở lên", "đủ 18 tuổi trở lên", "nếu vượt 200 ca"."""
    quantity = count.quantity
    if count.unit == "percent":
        return False
    rules = load("figure_cues")["condition"]
    before = view.text_words(max(0, count.word - 6), count.word)
    noun_end = count.noun.last if count.noun is not None and count.noun.side == "right" else count.word + 1
    after = view.text_words(count.word + 1, min(noun_end + 3, len(view.words)))
    if "nếu" in before or ("thì" in after and ("đủ" in before or quantity.modifier is not None)):
        return True
    if "nào" in before and {"đủ", "có", "trên", "từ", "dưới"} & set(before[before.index("nào") :]):
        return True  # "doanh nghiệp nào có đủ 3 đảng viên"
    if _told_on(view, count, before):
        return True
    if quantity.modifier is None and "đủ" not in before[-2:]:
        return False
    if after[:1] == ["tuổi"]:
        return "quân" not in before and ("trở" in after or quantity.modifier in ("less_than", "more_than", "at_most"))
    heads = [hit for hit in view.nouns if hit.last <= count.word and hit.label in rules["families"]]
    if not heads or count.word - heads[-1].last > _THRESHOLD_REACH or count.unit == "VND":
        return False
    between = view.text_words(heads[-1].last, count.word)
    if view.words[heads[-1].first].text == "nơi" and between[:1] == ["có"] and "trở" not in after:
        return False  # "Cà Mau, nơi có hơn 280.000 ha"
    sized = bool(set(rules["verbs"]) & set(between)) or (len(between) <= 1 and "trở" in after)
    return sized and ("trở" in after or (quantity.modifier is not None and heads[-1].label in _SELECTED))


def _told_on(view: SentenceView, count: Count, before: list[str]) -> bool:
    """ "có dưới 50 đoàn viên …, có từ 50 đến 199 đoàn viên …": the next step of a threshold told before."""
    if count.noun is None or "có" not in before[-3:] or {"từ", "trên", "dưới"}.isdisjoint(before[-2:]):
        return False
    told = next((other for other in reversed(view.counts) if other.word < count.word and other.condition), None)
    return told is not None and told.noun is not None and count.noun.family == told.noun.family


def in_plan_bracket(view: SentenceView, count: Count) -> bool:
    """The plan itself in brackets, after its name or with it: "64,5% chỉ tiêu giao (200)", "(kế hoạch: 10)"."""
    segment = view.segments[count.segment]
    if not segment.depth or count.quantity.percent:
        return False
    opening = next((s for s in reversed(view.segments[: count.segment + 1]) if s.opener in ("(", "[")), segment)
    if any(opening.first < other.word < count.word for other in view.counts):
        return False
    near = view.text_words(max(0, opening.first - _PLAN_BEFORE), count.word)
    if "#" in near:
        near = near[len(near) - near[::-1].index("#") :]
    return bool({"tiêu", "hoạch", "quyết"} & set(near)) and not _is_today(view, count)


def _is_today(view: SentenceView, count: Count) -> bool:
    """ "(hiện nay: 11/126)": what there is, though the sentence tells a plan."""
    segment = view.segments[count.segment]
    first = segment.first - (segment.opener == ":") * 4
    return any(first <= hit.first < count.word for hit in view.cues["now"])


def _said_done(view: SentenceView, count: Count) -> bool:
    """ "đã" right at the figure: "917 hồ sơ đã được duyệt", "đã phân bổ 5 tỷ đồng"."""
    noun_end = count.noun.last if count.noun is not None and count.noun.side == "right" else count.word + 1
    return "đã" in view.text_words(max(0, count.word - 4), count.word) + view.text_words(noun_end, noun_end + 2)


def status_of(view: SentenceView, count: Count, context: Context) -> str:
    """`actual`, `target` or `condition`: by the clause, else by what the section or the list is about."""
    if count.condition:
        return "condition"
    if in_plan_bracket(view, count):
        return "target"
    if _said_done(view, count) or (view.segments[count.segment].depth and _is_today(view, count)):
        return "actual"
    if count.quantity.modifier == "at_least" and "phải" in view.text_words(max(0, count.word - _MUST), count.word):
        return "target"
    cue = _target_cue(view, count)
    if (cue is not None and not _asks(view, count, cue)) or _charged(view, count):
        return "target"
    after = view.text_words(count.word + 1, count.word + 3)
    if after[:2] == ["chỉ", "tiêu"] and view.words[count.word - 1].text == "/":
        return "target"
    if context.in_target_section or context.in_target_list:
        before = view.text_words(0, count.word)
        done = (
            "đã" in before
            or "hiện" in before[:3]
            or at_meeting(view, count)
            or _lies_behind(view, count, context)
            or _measured(view, count)
        )
        return "actual" if done else "target"
    return "target" if _lies_ahead(view, count, context) else "actual"


def _asks(view: SentenceView, count: Count, cue: Hit) -> bool:
    """ "kiến nghị 12 nội dung", "đề xuất 3 giải pháp": so many requests were made."""
    asked = " ".join(view.text_words(cue.first, cue.last)) in word_set("asking")
    return asked and cue.last == count.word and count.unit in ("other", "item") and not count.multiple


def _lies_ahead(view: SentenceView, count: Count, context: Context) -> bool:
    """The figure's own clause dates it after the day of publication ("đến năm 2020", "từ nay đến cuối năm")."""
    published = context.published[1] if context.published else None
    own = own_date(view, count) or _scope(view, count)
    if published is None or own is None or own[1] is None:
        return False
    return own[1] > published and (own[0] is None or own[0] >= published)


def _scope(view: SentenceView, count: Count) -> Period | None:
    """The date that opens a list: "Từ nay đến 31/12: kết nạp 47 đảng viên; thành lập 1 chi bộ"."""
    first = view.counts[0].word
    dates = [date for word, date in view.dates if word < first and date.kind != "duration"]
    semicolon = max((k for k in range(first, count.word) if view.words[k].text == ";"), default=first)
    if not dates or word_set("states") & set(view.text_words(semicolon, semicolon + 3)):
        return None
    return period_of_date(dates[-1])


def _lies_behind(view: SentenceView, count: Count, context: Context) -> bool:
    """The figure's sentence dates it before the day of publication, or in a time all but over by then
    ("năm 2021 có 19 học viên bỏ học")."""
    published = context.published[1] if context.published else None
    own = own_date(view, count) or _scope(view, count)
    if published is None or own is None or own[1] is None:
        return False
    if own[0] is None or own[1] < published:
        return own[1] < published
    first, last, today = (dt.date.fromisoformat(day) for day in (own[0], own[1], published))
    return (today - first) > _ALL_BUT_OVER * (last - first)


def _measured(view: SentenceView, count: Count) -> bool:
    """ "kết nạp 1.846 đảng viên, đạt 97,67% chỉ tiêu": what came of a plan."""
    following = next((other for other in view.counts if other.word > count.word), None)
    if following is None or not following.quantity.percent:
        return False
    between = view.text_words(count.word + 1, following.word)
    return ";" not in between and bool({"đạt", "bằng", "vượt"} & set(between[-2:]))
