"""Links between figures: parts of wholes, percentages with numerator and denominator."""

from __future__ import annotations

from extractor.extract.figures.lexicon import time_of, word_set
from extractor.extract.figures.view import Count, SentenceView
from extractor.language.layers import FigureEntry
from extractor.lexicon import load

_BREAKDOWN_OPENS = 6  # words from the bracket to its first number
_NOUN_PHRASE_LENGTH = 14  # words between a whole and the bracket that breaks it down
_SENTENCE_BEFORE = 400  # characters: how far the sentence before may begin
_SENTENCE_OPENING = 3  # words: "Trong số đó," at the head of a sentence points to the sentence before
_LIST_OPENS = 6  # words before the colon
_LOOK_BACK = 4  # figures


def _cue_before(view: SentenceView, count: Count, labels: tuple[str, ...]) -> bool:
    first = view.previous_number(count.word)
    return any(hit.label in labels for hit in view.hits_between(view.cues["part"], first, count.word))


def _same_kind(part: FigureEntry, whole: FigureEntry) -> bool:
    same_unit = part.unit == whole.unit or part.unit == "other"
    return same_unit and not whole.quantity.percent and part.status == whole.status


def _other_measure(count: Count, other: Count) -> bool:
    """Hectares are no part of tonnes: both without a unit of the contract, and named differently."""
    if count.unit != "other" or count.noun is None or other.noun is None:
        return False
    measured = "measure" in (count.noun.family, other.noun.family)
    return measured and count.noun.side == other.noun.side == "right" and count.noun.family != other.noun.family


def find_whole(
    view: SentenceView, count: Count, entry: FigureEntry, earlier: list[tuple[Count, FigureEntry]]
) -> str | None:
    """The id of the figure that this one is a stated part of.

    A part is announced by "trong đó", "riêng", "gồm" or brackets; the announcement holds for the figures that
    follow it in the sentence while they are parts of the same whole.
    """
    if _no_count(view, count):
        return None
    candidates = [
        (other_count, other)
        for other_count, other in reversed(earlier)
        if _same_kind(entry, other)
        and other.quantity.value >= entry.quantity.value
        and not _other_measure(count, other_count)
        and (other.per is None or other.per == entry.per)
    ]
    backward = _said_after(view, count)
    if backward:
        alike = [o for c, o in candidates if any(c is own for own in view.counts) and o.unit == entry.unit]
        return alike[0].id if alike else candidates[0][1].id if candidates else None
    announced = announced_at(view, count)
    if announced is None or tells_change(view, count):
        return None
    inside = [(c, o) for c, o in candidates if any(c is own for own in view.counts)]
    if view.words[announced].text in ("(", "["):
        if count.unit == "person" and "mỗi" in view.text_words(announced, count.word):
            return None  # "mở 2 lớp cho 80 người (mỗi lớp 40 học viên)"
        nearest = [o for c, o in inside if c.word < announced and c.depth < count.depth]
        return nearest[0].id if nearest else None
    own = {o.id for c, o in earlier if any(c is other for other in view.counts)}
    wholes = [o for c, o in inside if c.word < announced and o.part_of not in own and c.depth <= count.depth]
    if not wholes and announced <= _SENTENCE_OPENING:
        near = view.start - _SENTENCE_BEFORE
        before = [(c, o) for c, o in candidates if c not in view.counts and o.quantity.start >= near]
        wholes = [o for c, o in before if o.per is None and not c.depth][:_LOOK_BACK]
    same = [o for o in wholes if o.indicator == entry.indicator]
    if same:
        return same[0].id
    if view.words[announced].text == "riêng" and view.text_words(announced + 1, announced + 2) == ["@d"]:
        wholes = [o for c, o in candidates if o in wholes and _same_head(view, count, c, entry, o)]
    dated = "@d" in view.text_words(announced, count.word)
    if view.words[announced].text == "riêng" and count.currency and dated and not any(inside):
        return None  # "… đạt 1,35 tỷ USD. Riêng tôm, tháng 9 chỉ còn 349 triệu USD"
    if view.words[announced].text == "riêng" and entry.indicator is not None and time_of(entry.indicator) != "flow":
        return None  # "đưa 720 công nhân về quê; riêng chương trình ngày 30/1 có 600 đoàn viên tham gia"
    first = not any(announced < c.word < count.word for c in view.counts)
    return (
        wholes[0].id
        if wholes and (first or entry.indicator is None or _listed(view, count, earlier, wholes[0]))
        else None
    )


def _no_count(view: SentenceView, count: Count) -> bool:
    """An age, a multiple or a number of points is part of no count."""
    if count.multiple:
        return True
    noun = count.noun
    if noun is None or noun.side != "right":
        return False
    return noun.family == "points" or view.words[noun.first].text == "tuổi"


def _listed(view: SentenceView, count: Count, earlier: list[tuple[Count, FigureEntry]], whole: FigureEntry) -> bool:
    """Whether the count goes on a list of parts: "trong đó có 46 nữ, 33 đoàn viên, 12 công nhân"."""
    before = [(c, o) for c, o in earlier if c in view.counts and c.word < count.word and not c.quantity.percent]
    if not before or before[-1][1].part_of != whole.id or count.depth != before[-1][0].depth:
        return False
    acts = [hit for hit in view.hits_between(view.predicates, before[-1][0].word, count.word) if hit.label != "idiom"]
    between = view.text_words(before[-1][0].word + 1, count.word)
    return not acts and ";" not in between and bool({",", "và"} & set(between))


def whole_of_list(view: SentenceView, figures: list[tuple[Count, FigureEntry]]) -> tuple[Count, FigureEntry] | None:
    """The figure that the items after the sentence's colon break down.

    "Trong 1.669 đảng viên mới có:", "giao phát triển 1.905 đảng viên, cụ thể:".
    """
    plain = [(count, entry) for count, entry in figures if not (count.quantity.percent or count.depth)]
    within = [pair for pair in plain if is_within(view, pair[0])]
    if within:
        return within[-1]
    ending = " ".join(view.text_words(max(0, len(view.words) - _LIST_OPENS), len(view.words)))
    opened = any(phrase in ending for phrase in load("figure_cues")["list"]["opens"])
    return plain[0] if plain and opened else None


def is_item_of(count: Count, entry: FigureEntry, whole: FigureEntry) -> bool:
    """Whether the first figure of a list item can be a part of what the list breaks down."""
    alike = entry.unit == whole.unit or (entry.unit == "other" and (count.noun is None or count.noun.side != "right"))
    return alike and entry.quantity.value <= whole.quantity.value and not entry.quantity.percent


def add_up(view: SentenceView, figures: list[tuple[Count, FigureEntry]]) -> None:
    """Make parts of figures that follow a colon and add up to the figure before it.

    "kỷ luật 25 đảng viên: khiển trách 14, cảnh cáo 8, khai trừ 3", "kết nạp 734 đoàn viên, cụ thể: quý I 120, …".
    """
    plain = [(count, entry) for count, entry in figures if not count.quantity.percent]
    for at, (whole_count, whole) in enumerate(plain):
        rest = plain[at + 1 :]
        between = view.text_words(whole_count.word + 1, rest[0][0].word) if rest else []
        if ":" not in between or {"@d", ";"} & set(between[: between.index(":")]):
            continue
        total = 0.0
        for taken, (_, part) in enumerate(rest, 1):
            total += part.quantity.value
            if taken > 1 and total == whole.quantity.value:
                _make_parts(whole, [entry for _, entry in rest[:taken]])
            if total >= whole.quantity.value:
                break


def _make_parts(whole: FigureEntry, parts: list[FigureEntry]) -> None:
    for part in parts:
        if part.part_of is None and part.unit in (whole.unit, "other"):
            part.part_of, part.unit = whole.id, whole.unit
            part.indicator = part.indicator or whole.indicator


def _same_head(view: SentenceView, count: Count, other: Count, entry: FigureEntry, whole: FigureEntry) -> bool:
    """Whether two figures count the same noun ("4.268 sáng kiến … Riêng năm 2004 có 1.015 sáng kiến")."""
    both = count.noun is not None and other.noun is not None and count.noun.family == other.noun.family
    return both and entry.indicator == whole.indicator


def _said_after(view: SentenceView, count: Count) -> bool:
    """ "118 người trong số này": the whole is pointed to after the noun."""
    end = count.noun.head_last if count.noun is not None and count.noun.side == "right" else count.word + 1
    after = view.text_words(end, end + 4)
    return after[:2] == ["trong", "số"] and bool({"này", "đó", "ấy"} & set(after))


def tells_change(view: SentenceView, count: Count) -> bool:
    """ "tăng 7 vụ", "giảm 4.075 người": a difference, not a part."""
    return bool({"tăng", "giảm"} & set(view.text_words(max(0, count.word - 2), count.word)))


def announced_at(view: SentenceView, count: Count) -> int | None:
    """Word index of the announcement of parts that reaches this count."""
    segment = view.segments[count.segment]
    best = _taken_up(view, count)
    for hit in view.cues["part"]:
        if hit.first >= count.word or hit.label == "rest":
            continue
        if view.segments[view.segment_of[hit.first]].depth != segment.depth:
            continue
        if hit.label == "strong" or view.words[hit.first].text == "riêng" or hit.first == 0:
            between = view.text_words(hit.last, count.word)
            if "." not in between and not (";" in between and view.words[hit.first].text == "riêng"):
                best = hit.first
    if segment.depth > 0:
        opening = _opening(view, count)
        if opening is not None and _breaks_down(view, count, opening):
            best = opening
    return best


def _taken_up(view: SentenceView, count: Count) -> int | None:
    """ "Trong 121 CĐCS ấy, Biên Hòa có 58": the number taken up again is the whole of those that follow it."""
    for whole in view.counts:
        if whole.word >= count.word:
            return None
        if is_within(view, whole) and (points_back(view, whole) or ";" not in view.text_words(whole.word, count.word)):
            return whole.word + 1
    return None


def is_within(view: SentenceView, whole: Count) -> bool:
    """ "trong 412 doanh nghiệp …, 29 …", "trong hơn 26 nghìn công nhân": the clause opens with its whole."""
    first = whole.word - 1
    while first > 0 and view.words[first].text in word_set("hedges"):
        first -= 1
    if first < 0 or view.words[first].text != "trong":
        return False
    return first == 0 or view.words[first - 1].text in {",", ":", ";", ".", "(", "“", "-", "–"}


def points_back(view: SentenceView, count: Count) -> bool:
    """Whether the noun phrase after the number points back ("214 đảng viên ấy", "29 doanh nghiệp này")."""
    end = count.noun.last if count.noun is not None and count.noun.side == "right" else count.word + 1
    return bool(set(view.text_words(end, end + 1)) & {"ấy", "này", "đó", "trên", "nói"})


def same_number(view: SentenceView, count: Count, earlier: list[tuple[Count, FigureEntry]]) -> FigureEntry | None:
    """The earlier figure that a number pointing back takes up: the last one of the same value."""
    if not (points_back(view, count) or (is_within(view, count) and "số" in view.text_words(0, count.word))):
        return None
    value = count.quantity.value
    return next(
        (other for _, other in reversed(earlier) if other.quantity.value == value and other.unit == count.unit), None
    )


def _opening(view: SentenceView, count: Count) -> int | None:
    """Word index of the bracket that the count stands in."""
    depth = view.segments[count.segment].depth
    for segment in reversed(view.segments[: count.segment + 1]):
        if segment.opener in ("(", "[") and segment.depth == depth:
            return segment.first
    return None


def _breaks_down(view: SentenceView, count: Count, opening: int) -> bool:
    """Whether a bracket breaks down the figure right before it ("63 đồng chí (30 trong huyện, 33 ở nơi khác)")."""
    if count.unit == "VND":
        return False
    wholes = [c for c in view.counts if c.word < opening]
    if not wholes or wholes[-1].quantity.percent or opening - wholes[-1].word > _NOUN_PHRASE_LENGTH:
        return False
    if not any(opening < c.word <= opening + _BREAKDOWN_OPENS for c in view.counts):
        return False
    between = view.text_words(wholes[-1].word + 1, opening)
    return not {"@o", "@d", ",", ";"} & set(between)
