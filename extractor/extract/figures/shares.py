"""Percentages: what they are a share of, with numerator and denominator where the text or arithmetic tells them."""

from __future__ import annotations

from extractor.extract.figures.lexicon import word_set
from extractor.extract.figures.relations import announced_at
from extractor.extract.figures.view import Count, SentenceView
from extractor.language.layers import FigureEntry, Number
from extractor.lexicon import load

_NO_ACTS = ("exist", "idiom", "change", "rate")
_MEMORY = 12  # figures back that a percentage may be computed from
_ROUNDING = 0.06  # percentage points: half a unit of the last of one decimal, with room for one more rounding


def _is_growth(view: SentenceView, count: Count) -> bool:
    before = view.text_words(max(0, count.word - 4), count.word)
    near = view.hits_between(view.cues["share"], max(0, count.word - 4), count.word)
    words = load("figure_cues")["share"]["growth"]
    grows = any(text in words for text in before) or any(hit.label == "growth" for hit in near)
    return grows and not {"chiếm", "đạt", "bằng"} & set(before[-2:])


def is_growth(view: SentenceView, count: Count) -> bool:
    """Whether a percentage tells a change ("tăng 12%") or is signed."""
    return count.quantity.percent and (_is_growth(view, count) or _is_signed(count))


def grows_itself(view: SentenceView, count: Count) -> bool:
    """ "công ty đồng ý tăng lương 6%": what grows is named between the growth and its percentage."""
    noun = count.noun
    if noun is None or noun.side != "left" or noun.family == "whole" or noun.first < 1:
        return False
    return view.words[noun.first - 1].text in load("figure_cues")["share"]["growth"]


def _is_signed(count: Count) -> bool:
    """A change by its sign: "(-2,1%)", "(+1,4%)"."""
    return count.quantity.value < 0 or any(word.text == "+" for word in count.scale_words[:1])


def has_own_subject(view: SentenceView, count: Count) -> bool:
    """Whether the percentage has a noun of its own that it is a share of or that is the share
    ("tỷ lệ doanh nghiệp có tổ chức đảng đạt 6,1%", "85% doanh nghiệp"), not one told before ("…, chiếm 24%")."""
    noun = count.noun
    if rate_of_its_own(view, count):
        return True
    if view.text_words(count.word + 1, count.word + 2) == ["/"]:
        return False  # "(1,3%/tổng số doanh nghiệp)"
    if noun is None and _unknown_noun_follows(view, count) and not _says_share(view, count):
        return True
    if noun is None or noun.first < 0 or noun.family == "whole" or (noun.family == "measure" and noun.side != "right"):
        return False
    if noun.side == "right":
        return not _says_share(view, count)
    return noun.first >= view.previous_number(count.word) and noun.first >= view.segments[count.segment].first


def rate_of_its_own(view: SentenceView, count: Count) -> bool:
    """ "có 20 trường có tỉ lệ đỗ tốt nghiệp đạt 100%": the percentage says of what it is."""
    first = view.previous_number(count.word)
    acts = [hit for hit in view.hits_between(view.predicates, first, count.word) if hit.label not in _NO_ACTS]
    if acts or count.depth:
        return False
    before = view.text_words(first, count.word)
    at = next((k for k in range(len(before) - 1) if before[k] in ("tỷ", "tỉ") and before[k + 1] == "lệ"), None)
    if at is None or before[at + 2 : at + 3] == ["so"]:
        return False
    told = [word for word in before[at + 2 :] if word.isalpha() and word not in word_set("behind_share")]
    return len(told) > 1


def _unknown_noun_follows(view: SentenceView, count: Count) -> bool:
    """ "100% điểm nguy cơ được xử lý": a share of something that the lexicon does not know."""
    behind = view.text_words(count.word + 1, count.word + 2)
    return bool(behind) and behind[0].isalpha() and behind[0] not in word_set("behind_share")


def _says_share(view: SentenceView, count: Count) -> bool:
    """ "chiếm 15,4% số doanh nghiệp", "tương đương 4,1%": the share is that of the figure told before."""
    first = max(view.segments[count.segment].first, count.word - 4, view.previous_number(count.word))
    hits = view.hits_between(view.cues["share"], first, count.word)
    return any(hit.label == "of" for hit in hits) and any(
        c.word < count.word and not c.quantity.percent for c in view.counts
    )


def link_percentage(
    view: SentenceView,
    count: Count,
    entry: FigureEntry,
    earlier: list[tuple[Count, FigureEntry]],
    later: list[FigureEntry],
) -> None:
    """Set the ratio of a percentage from the figures before it, confirmed by arithmetic where it can be."""
    if is_growth(view, count):
        entry.ratio = None
        return
    counts = [pair for pair in earlier if not pair[1].quantity.percent]
    if has_own_subject(view, count):
        if rate_of_its_own(view, count):
            here = [o for c, o in counts if c in view.counts]
            confirmed = _numerator_and_denominator(entry, [], here, [])
            if confirmed != (None, None, None):
                entry.ratio = confirmed
                return
        announced = announced_at(view, count)
        wholes = [o for c, o in counts if c in view.counts and announced is not None and c.word < announced]
        whole = wholes[-1].id if wholes and entry.unit == "percent" else None
        entry.part_of = whole
        entry.ratio = (None, whole, None)
        return
    announced = announced_at(view, count)
    if announced is not None and _is_announced_share(view, count, announced):
        wholes = [o for c, o in counts if any(c is other for other in view.counts) and c.word < announced]
        if wholes:
            entry.part_of, entry.ratio = wholes[-1].id, (None, wholes[-1].id, None)
            return
    after = view.text_words(count.word + 1, count.word + 4)
    own = [o for c, o in counts if c in view.counts and c.word < count.word and not _is_aside(view, c)]
    if (after[:1] == ["trong"] and "số" in after) or after[:2] == ["số", "đó"]:
        entry.ratio = (None, own[-1].id if own else None, None)
        return
    near = [o for _, o in counts[-_MEMORY:]]
    entry.ratio = _numerator_and_denominator(entry, own, near, later if entry.quantity.value_max is None else [])


def _is_announced_share(view: SentenceView, count: Count, announced: int) -> bool:
    """ "trong đó khoảng 41% đang ở trọ", "(nữ chiếm 61%)": a part told only as a share, with no count of its own."""
    between = view.text_words(announced, count.word)
    if "#" in between or view.words[announced].text == "riêng":
        return False
    if view.words[announced].text in ("(", "["):
        return len(between) > 1 and not {"chiếm", "tỷ", "tỉ", "đạt", "bằng"} & set(between[1:2])
    return True


def _is_aside(view: SentenceView, count: Count) -> bool:
    """A count inside the noun phrase of another: "23 đồng chí là công nhân của 11 doanh nghiệp"."""
    return count.word > 0 and view.words[count.word - 1].text in ("của", "từ", "tại", "ở") and count.unit != "person"


def _numerator_and_denominator(
    entry: FigureEntry, own: list[FigureEntry], near: list[FigureEntry], later: list[FigureEntry]
) -> tuple[str | None, str | None, Number | None]:
    by_id = {other.id: other for other in near}
    for top in reversed(own or near):
        bottoms = [by_id[top.part_of]] if top.part_of in by_id else []
        bottoms += [other for other in reversed(near) if other is not top] + later
        for bottom in bottoms:
            if _confirms(top, bottom, entry):
                return (top.id, bottom.id, None)
    if not own:
        return (None, None, None)
    return (own[-1].id, own[-1].part_of, None)


def _confirms(top: FigureEntry, bottom: FigureEntry, share: FigureEntry) -> bool:
    if share.quantity.value_max is not None:
        return False
    if not bottom.quantity.value or (top.unit not in (bottom.unit, "other") and bottom.unit != "other"):
        return False
    computed = 100 * top.quantity.value / bottom.quantity.value
    digits = len(str(share.quantity.value).partition(".")[2])
    tolerance = 0.5 * 10**-digits + _ROUNDING if share.quantity.modifier is None else 1.0
    return abs(computed - share.quantity.value) <= tolerance
