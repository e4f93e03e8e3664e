"""The time that a sentence states for its figures: which of its dates govern which of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.extract.figures.context import Period
from extractor.extract.figures.lexicon import word_set
from extractor.extract.figures.view import NUMBER, Count, SentenceView
from extractor.language.layers import DateMention, Layers
from extractor.language.phrases import Hit

_SHORTEST_MONTH = 28  # days
_COMPARED_WITHIN = 7  # words
_BRACKET_AND_DATE = 2  # words


def is_comparison(view: SentenceView, word: int) -> bool:
    """A date that something is compared with: "so với năm 2020", "so với kỳ hội thao năm 2006", "hơn năm ngoái"."""
    before = view.text_words(max(0, word - _COMPARED_WITHIN), word)
    if before[-1:] == ["hơn"] or before[-2:] == ["hơn", "cả"]:
        return True
    for index in range(len(before) - 1, 0, -1):
        if before[index] in (",", ";", "#", "@d"):
            return False
        if before[index] == "với" and before[index - 1] == "so":
            return True
        if before[index] == "hơn" and before[index - 1] in ("cao", "thấp", "nhiều", "ít"):
            return True
    return False


def _background(view: SentenceView, word: int, count: Count) -> bool:
    """The date of how something began, told before what is said of it: "Được thành lập năm 2011, công ty … 640 hộ"."""
    segment = view.segments[view.segment_of[word]]
    if view.segment_of[word] == count.segment or segment.first <= count.word < segment.last:
        return False
    if count.segment == view.segment_of[word] + 1 and view.segments[count.segment].opener in ("với", "gồm", "cùng"):
        return False  # "ra mắt tháng 8/2022 với 4 đảng viên"
    acts = [
        hit for hit in view.hits_between(view.predicates, segment.first, word) if hit.label in ("establish", "admit")
    ]
    counts = any(segment.first <= other.word < segment.last for other in view.counts)
    return bool(acts) and not counts and word - acts[-1].last <= 1


def is_reference(layers: Layers, date: DateMention) -> bool:
    """The date of a document that is named by its number ("Kế hoạch số 33/KH-LĐLĐ ngày 16/3/2021")."""
    before = layers.folded[max(0, date.start - 24) : date.start].rstrip()
    return re.search(r"\d\s*[-/]\s*[^\W\d][^\s]*$|\d\s*[-/]\s*[^\W\d][\w&-]*[/,]?$", before) is not None


def _is_dateline(layers: Layers, date: DateMention) -> bool:
    """The document's own date ("Hà Nội, ngày …") dates the document, not what it counts."""
    span = layers.fields.published_span
    return date.is_publication or (span is not None and date.start < span[1] and span[0] < date.end)


def _birth(view: SentenceView, word: int) -> bool:
    """A year of birth ("SN 1987", "sinh năm 1990")."""
    return bool({"sn", "sinh"} & set(view.text_words(max(0, word - 2), word)))


def _is_until(date: DateMention) -> bool:
    return (date.kind == "date" and (date.lead_in or "") in word_set("until")) or date.modifier == "before"


def period_of_date(date: DateMention) -> Period | None:
    """The time a figure holds for when this date governs it: an end only after "tính đến", "đến hết"."""
    if date.kind == "duration" or (date.from_day is None and date.to_day is None):
        return None
    if _is_until(date):
        return (None, date.to_day)
    if date.from_day == date.to_day and date.lead_in in word_set("as_of"):
        return (None, date.to_day)
    if date.kind == "date" and date.lead_in in word_set("since"):
        return (date.from_day, None)
    return (date.from_day, date.to_day)


def _names_organ(view: SentenceView, word: int) -> bool:
    """Whether the term before word `word` is that of an organ told before it, or of one that is elected."""
    seats = any(hit.last <= word for hit in view.cues["seats"])
    elected = any(hit.label == "elect" for hit in view.hits_between(view.predicates, 0, word))
    return seats or elected


def usable_dates(layers: Layers, view: SentenceView) -> list[tuple[int, DateMention]]:
    """Dates of the sentence that can govern figures, coordinated ones merged ("quý II và quý III/2024")."""
    found: list[tuple[int, DateMention]] = []
    for word, date in view.dates:
        if date.kind == "duration" or is_comparison(view, word) or is_reference(layers, date):
            continue
        if period_of_date(date) is None or _birth(view, word) or _is_dateline(layers, date):
            continue
        if date.lead_in == "nhiệm kỳ" and _names_organ(view, word):
            continue  # "Ban Chấp hành khóa XIII, nhiệm kỳ 2020-2025 gồm 13 đồng chí": the term of the organ
        found.append((word, date))
    return found


def _coordinated(view: SentenceView, dates: list[tuple[int, DateMention]], index: int) -> Period | None:
    """The period of a date together with one coordinated with it ("quý II và quý III/2024")."""
    period = period_of_date(dates[index][1])
    for other in (index - 1, index + 1):
        if period is None or not 0 <= other < len(dates):
            continue
        first, last = sorted((index, other))
        between = view.text_words(dates[first][0] + 1, dates[last][0])
        joined = period_of_date(dates[other][1])
        if between == [","] and joined is not None and _inside(period, joined):
            continue
        if between == [","] and joined is not None and _inside(joined, period):
            return joined  # "tuần trước, ngày 17/11": the narrower says when
        if joined is not None and between in (["và"], [",", "và"], [","]):
            start = period_of_date(dates[first][1])
            end = period_of_date(dates[last][1])
            if start is not None and end is not None and start[0] is not None and end[1] is not None:
                return (start[0], end[1]) if start[0] <= end[1] else period
    return period


def _inside(inner: Period, outer: Period) -> bool:
    return (outer[0] or "") <= (inner[0] or "") and (inner[1] or "9") <= (outer[1] or "9")


def sentence_period(layers: Layers, view: SentenceView, count: Count, known: Iterable[Period] = ()) -> Period | None:
    """The period that the figure's own sentence states, or `None`.

    `known` are the times told so far: "trong 5 năm" is the one of them that lasts five years.
    """
    compared = _compared(view, count)
    if compared is not None:
        return period_of_date(compared)
    dates = usable_dates(layers, view)
    known = [*known, *(period for _, date in dates if (period := period_of_date(date)) is not None)]
    together = _added_up(view, count, known)
    if together is not None:
        return together
    if not dates:
        return _named_by_length(view, count, known)
    segment = view.segments[count.segment]
    end = min(segment.last, view.next_number(count.word))
    right = [i for i, (word, _) in enumerate(dates) if count.word < word < end and not _opens_next(view, word)]
    left = [
        i
        for i, (word, _) in enumerate(dates)
        if word < count.word
        and _reaches(view, word, count)
        and not (_aside(view, word, count) or _background(view, word, count))
    ]
    if segment.opener == "(" and right:
        return _coordinated(view, dates, right[0])
    own_left = [i for i in left if dates[i][0] >= segment.first]
    if own_left:
        return _coordinated(view, dates, own_left[-1])
    if right and (not left or is_adverbial(view, dates[right[0]][0])):
        return _coordinated(view, dates, right[0])
    if left:
        adverbs = [i for i in left if is_adverbial(view, dates[i][0])]
        return _coordinated(view, dates, (adverbs or left)[-1])
    first = dates[0][0]
    deeper = view.segments[view.segment_of[first]].depth > view.segments[count.segment].depth
    aside = deeper and bool({":", NUMBER} & set(view.text_words(first + 1, first + 3)))
    later = first > count.word and ";" not in view.text_words(count.word, first)
    later = later and view.segments[view.segment_of[first]].depth >= segment.depth
    if later and not aside and is_adverbial(view, first) and not _opens_next(view, first):
        return _coordinated(view, dates, 0)
    return None


def _opens_next(view: SentenceView, word: int) -> bool:
    """A date behind a comma that dates the statement after it: "có 19 đảng viên, tháng 11 vừa qua kết nạp thêm 2"."""
    if view.text_words(word - 2, word) == ["”", ","]:
        return True
    if view.text_words(word - 1, word) != [","] or view.text_words(word + 1, word + 2) == [","]:
        return False
    number = view.next_number(word)
    acts = view.hits_between(view.predicates, word + 1, number)
    return number < len(view.words) and any(hit.label != "idiom" for hit in acts)


def own_date(view: SentenceView, count: Count) -> Period | None:
    """The period of the nearest date to the left of the figure in its statement, up to a semicolon."""
    for word, date in reversed(view.dates):
        if word < count.word and date.kind != "duration" and view.segments[view.segment_of[word]].depth <= count.depth:
            if ";" in view.text_words(word, count.word) or is_comparison(view, word):
                return None
            return period_of_date(date)
    return None


def _named_by_length(view: SentenceView, count: Count, known: Iterable[Period]) -> Period | None:
    """ "Trong 5 năm", "trong hai năm rưỡi ấy": the time told before that lasts so long."""
    for word, date in view.dates:
        pointed = date.kind == "duration" and word < count.word and set(view.text_words(word + 1, word + 2))
        if pointed and pointed & word_set("pointing"):
            return next((p for p in known if p[0] and p[1] and p[0][:7] != p[1][:7]), None)
        years = re.fullmatch(r"P(\d+)Y", date.value or "")
        if (
            years is None
            or word > count.word
            or not set(view.text_words(max(0, word - 2), word)) & {"trong", "qua", "sau"}
        ):
            continue
        for start, end in known:
            if start is not None and end is not None and int(end[:4]) - int(start[:4]) + 1 == int(years.group(1)):
                return (start, end)
    return None


def _added_up(view: SentenceView, count: Count, known: Iterable[Period]) -> Period | None:
    """ "gộp cả ba năm là 2.385", "cả hai quý được 51": the years or quarters told one by one before, as one time."""
    nearest = next(((word, date) for word, date in reversed(view.dates) if word < count.word), None)
    length = re.fullmatch(r"P(\d+)([YM])", nearest[1].value or "") if nearest is not None else None
    if nearest is None or length is None or not nearest[0] or view.words[nearest[0] - 1].text != "cả":
        return None
    months = 12 if length[2] == "Y" else 3
    told = sorted({p for p in known if p[0] is not None and p[1] is not None and _months(p[0], p[1]) == months})
    needed = int(length[1]) * (12 if length[2] == "Y" else 1) // months
    last = told[-needed:]
    return (last[0][0], last[-1][1]) if needed > 1 and len(last) == needed else None


def _months(start: str, end: str) -> int:
    """How many whole months a period lasts; 0 for one that does not begin and end with a month."""
    if start[8:] != "01" or int(end[8:]) < _SHORTEST_MONTH:
        return 0
    return (int(end[:4]) - int(start[:4])) * 12 + int(end[5:7]) - int(start[5:7]) + 1


def _compared(view: SentenceView, count: Count) -> DateMention | None:
    """The date right before the bracket that the figure stands in: "so với năm 2016 (202 đảng viên)"."""
    depth = view.segments[count.segment].depth
    if not depth:
        return None
    opening = next(
        (s.first for s in reversed(view.segments[: count.segment + 1]) if s.opener in ("(", "[") and s.depth == depth),
        None,
    )
    if opening is None or any(opening < other.word < count.word for other in view.counts):
        return None
    if {"trong", "gồm"} & set(view.text_words(opening + 1, opening + 3)):
        return None
    return next((date for word, date in view.dates if word == opening - 1 and date.kind != "duration"), None)


def is_adverbial(view: SentenceView, word: int) -> bool:
    """Whether a date after the figure dates its clause ("… trong năm 2023"), not a noun inside it."""
    before = view.text_words(max(0, word - 1), word)
    return not before or bool(set(before) & word_set("adverbial"))


def _aside(view: SentenceView, word: int, count: Count) -> bool:
    """A date told for one thing only ("…, riêng năm 2021 là 250; thành lập thêm 15 tổ chức đảng")."""
    segment = view.segments[view.segment_of[word]]
    return segment.opener == "riêng" and segment.first > 0 and ";" in view.text_words(word, count.word)


def _reaches(view: SentenceView, word: int, count: Count) -> bool:
    """A date in brackets reaches only figures within them, unless it fills them ("hai tháng (7 và 8/2022)")."""
    date_segment = view.segments[view.segment_of[word]]
    following = view.segment_of[word] + 1
    closed = following < len(view.segments) and view.segments[following].opener in (")", "]")
    alone = date_segment.last - date_segment.first == _BRACKET_AND_DATE and closed
    return date_segment.depth <= view.segments[count.segment].depth or alone


def is_now(view: SentenceView, count: Count, nearer: bool = False, stock: bool = False) -> bool:
    """Whether the clause speaks of today ("hiện có", "đến nay"); `nearer`: after the last date or figure before it."""
    hits = view.cues["now"]
    if nearer:
        hits = [*hits, *_now_alone(view)]
        dates = [word for word, date in view.dates if word < count.word and date.kind != "duration"]
        told = [other.word for other in view.counts if other.word < count.word]
        last = max(dates + ([] if dates and stock else told), default=-1)
        return last >= 0 and any(
            last < hit.first < count.word and ";" not in view.text_words(hit.first, count.word) for hit in hits
        )
    return any(hit.first < count.word for hit in hits) or any(
        count.word < hit.first < view.segments[count.segment].last for hit in hits
    )


def _now_alone(view: SentenceView) -> list[Hit]:
    """ "từ 3 đảng viên …, nay chi bộ đã có 21 người": a clause that opens with "nay"."""
    return [
        Hit("words", index, index + 1, word.start, word.end)
        for index, word in enumerate(view.words)
        if word.text == "nay" and (not index or view.words[index - 1].text in {",", ";", ":", "-", "–"})
    ]


def at_meeting(view: SentenceView, count: Count) -> bool:
    return any(hit.first < count.word for hit in view.cues["meeting"])
