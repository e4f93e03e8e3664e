"""Links between figures: parts of wholes, percentages with numerator and denominator."""

from __future__ import annotations

from extractor.extract.figures.view import Count, SentenceView
from extractor.language.layers import FigureEntry
from extractor.lexicon import load

_ROUNDING = 0.06  # percentage points: half a unit of the last of one decimal, with room for one more rounding


def _cue_before(view: SentenceView, count: Count, labels: tuple[str, ...]) -> bool:
    first = view.previous_number(count.word)
    return any(hit.label in labels for hit in view.hits_between(view.cues["part"], first, count.word))


def _same_kind(part: FigureEntry, whole: FigureEntry) -> bool:
    return part.unit == whole.unit and not part.quantity.percent and not whole.quantity.percent


def find_whole(
    view: SentenceView, count: Count, entry: FigureEntry, earlier: list[tuple[Count, FigureEntry]]
) -> str | None:
    """The id of the figure that this one is a stated part of.

    A part is announced by "trong đó", "riêng", "gồm" or brackets; the announcement holds for the figures that
    follow it in the sentence while they are parts of the same whole.
    """
    candidates = [
        (other_count, other)
        for other_count, other in reversed(earlier)
        if _same_kind(entry, other) and other.quantity.value >= entry.quantity.value
    ]
    announced = _announced(view, count)
    if announced is None:
        return None
    wholes = [(c, o) for c, o in candidates if c not in view.counts or c.word < announced]
    wholes = [pair for pair in wholes if pair[1].part_of is None or pair[0] not in view.counts]
    same = [o for _, o in wholes if o.indicator == entry.indicator]
    if same:
        return same[0].id
    return wholes[0][1].id if wholes else None


def _announced(view: SentenceView, count: Count) -> int | None:
    """Word index of the announcement of parts that reaches this count."""
    segment = view.segments[count.segment]
    best: int | None = None
    for hit in view.cues["part"]:
        if hit.first >= count.word or hit.label == "rest":
            continue
        if hit.label == "strong" or view.words[hit.first].text == "riêng" or hit.first == 0:
            between = view.text_words(hit.last, count.word)
            if "." not in between and not (";" in between and view.words[hit.first].text == "riêng"):
                best = hit.first
    if segment.depth > 0:
        opening = next(
            (s for s in reversed(view.segments[: count.segment + 1]) if s.opener == "(" and s.depth == segment.depth),
            None,
        )
        if opening is not None and any(c.word < opening.first and opening.first - c.word <= 14 for c in view.counts):
            best = opening.first
    return best


def _is_growth(view: SentenceView, count: Count) -> bool:
    words = load("figure_cues")["share"]["growth"]
    before = view.text_words(max(0, count.word - 4), count.word)
    return any(text in words for text in before) and not {"chiếm", "đạt", "bằng"} & set(before[-2:])


def is_growth(view: SentenceView, count: Count) -> bool:
    """Whether a percentage tells a change ("tăng 12%") or is signed."""
    return count.quantity.percent and (_is_growth(view, count) or count.quantity.value < 0)


def link_percentage(
    view: SentenceView, count: Count, entry: FigureEntry, earlier: list[tuple[Count, FigureEntry]], later: list[FigureEntry]
) -> None:
    """Set the ratio of a percentage from the figures before it, confirmed by arithmetic where it can be."""
    if is_growth(view, count):
        entry.ratio = None
        return
    if count.noun is not None and count.noun.side == "right" and count.noun.family not in ("whole", "measure"):
        entry.ratio = (None, None, None)
        return
    counts = [pair for pair in earlier if not pair[1].quantity.percent and pair[1].status == entry.status]
    own = [o for c, o in counts if c in view.counts and c.word < count.word]
    near = own or [o for _, o in counts[-4:]]
    numerator = own[-1].id if own else None
    denominator: str | None = None
    for top in reversed(near):
        for bottom in near + later:
            if bottom is not top and _confirms(top, bottom, entry):
                numerator, denominator = top.id, bottom.id
                break
        if denominator is not None:
            break
    if denominator is None and numerator is not None:
        top = next(o for o in near if o.id == numerator)
        if top.part_of is not None:
            denominator = top.part_of
    entry.ratio = (numerator, denominator, None)


def _confirms(top: FigureEntry, bottom: FigureEntry, share: FigureEntry) -> bool:
    if not bottom.quantity.value or top.unit not in (bottom.unit, "other") and bottom.unit != "other":
        return False
    computed = 100 * top.quantity.value / bottom.quantity.value
    digits = len(str(share.quantity.value).partition(".")[2])
    tolerance = 0.5 * 10**-digits + _ROUNDING if share.quantity.modifier is None else 1.0
    return abs(computed - share.quantity.value) <= tolerance
