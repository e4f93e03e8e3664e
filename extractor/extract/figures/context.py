"""The state that is carried along the text: periods, the section, the event; and the period of each figure."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.extract.figures.view import Count, SentenceView
from extractor.language.layers import DateMention, Layers

Period = tuple[str | None, str | None]

_UNTIL = ("tính đến", "đến hết", "đến cuối", "đến trước", "tới hết", "đến", "tới", "trước")
STOCKS = frozenset(
    {"party_members", "party_cells", "enterprises", "enterprises_with_party_cells", "enterprises_with_union", "unions", "union_members", "workers"}
)


@dataclass(slots=True)
class Context:
    """What governs a figure from outside its sentence; opened and closed as the text goes on."""

    published: Period | None
    paragraph: Period | None = None
    running: Period | None = None
    heading: Period | None = None
    event: Period | None = None
    target: Period | None = None
    title: Period | None = None
    section: Period | None = None  # the last heading with a date, of whatever kind
    in_target_section: bool = False
    seen: list[Period] = field(default_factory=list)  # periods of figures so far, each once in a row
    sentence_dates: list[Period] = field(default_factory=list)  # dates of the sentence before
    paragraph_figures: int = 0
    main: Period | None = None  # the first longer time of the body: what the document is about
    pool: dict[Period, int] = field(default_factory=dict)  # every time told so far: paragraphs since it was last told
    paragraphs: int = 0


def _comparison(view: SentenceView, word: int) -> bool:
    """A date that something is compared with: "so với năm 2020", "cùng kỳ"."""
    before = view.text_words(max(0, word - 3), word)
    text = view.words[word]
    return ("với" in before and "so" in before) or (text.text == "@d" and before[-1:] == ["hơn"])


def _reference(layers: Layers, date: DateMention) -> bool:
    """The date of a document that is named by its number ("Kế hoạch số 33/KH-LĐLĐ ngày 16/3/2021")."""
    before = layers.folded[max(0, date.start - 24) : date.start].rstrip()
    tail = before.rsplit(" ", 1)[-1]
    return "/" in tail or ("-" in tail and any(c.isdigit() for c in tail))


def _is_until(date: DateMention) -> bool:
    return (date.kind == "date" and (date.lead_in or "") in _UNTIL) or date.modifier == "before"


def period_of_date(date: DateMention) -> Period | None:
    """The time a figure holds for when this date governs it: an end only after "tính đến", "đến hết"."""
    if date.kind == "duration" or (date.from_day is None and date.to_day is None):
        return None
    if _is_until(date):
        return (None, date.to_day)
    if date.from_day == date.to_day and date.lead_in in ("tính đến", "đến hết"):
        return (None, date.to_day)
    return (date.from_day, date.to_day)


def usable_dates(layers: Layers, view: SentenceView) -> list[tuple[int, DateMention]]:
    """Dates of the sentence that can govern figures, coordinated ones merged ("quý II và quý III/2024")."""
    found: list[tuple[int, DateMention]] = []
    for word, date in view.dates:
        if date.kind == "duration" or _comparison(view, word) or _reference(layers, date):
            continue
        if period_of_date(date) is None:
            continue
        found.append((word, date))
    return found


def _coordinated(view: SentenceView, dates: list[tuple[int, DateMention]], index: int) -> Period | None:
    word, date = dates[index]
    period = period_of_date(date)
    if index and period is not None:
        left_word, left = dates[index - 1]
        between = view.text_words(left_word + 1, word)
        earlier = period_of_date(left)
        if between in (["và"], [",", "và"], [","]) and earlier is not None and not any(
            left_word < count.word < word for count in view.counts
        ):
            start, end = earlier[0], period[1]
            if start is not None and end is not None and start <= end:
                return (start, end)
    return period


def sentence_period(layers: Layers, view: SentenceView, count: Count) -> Period | None:
    """The period that the figure's own sentence states, or `None`."""
    dates = usable_dates(layers, view)
    if not dates:
        return None
    segment = view.segments[count.segment]
    own_right = [
        i for i, (word, _) in enumerate(dates) if count.word < word < min(segment.last, view.next_number(count.word))
    ]
    left = [i for i, (word, _) in enumerate(dates) if word < count.word and _reaches(view, word, count)]
    if segment.opener == "(" and own_right:
        return _coordinated(view, dates, own_right[0])
    own_left = [i for i in left if dates[i][0] >= segment.first]
    if own_left:
        return _coordinated(view, dates, own_left[-1])
    if own_right and not left:
        return _coordinated(view, dates, own_right[0])
    if own_right and _adverbial(view, dates[own_right[0]][0]):
        return _coordinated(view, dates, own_right[0])
    if left:
        return _coordinated(view, dates, left[-1])
    if view.counts and all(word > count.word for word, _ in dates):
        word = dates[0][0]
        if _adverbial(view, word) and not any(c in view.text_words(count.word, word) for c in (";",)):
            return _coordinated(view, dates, 0)
    return None


def _adverbial(view: SentenceView, word: int) -> bool:
    """Whether a date after the figure dates its clause ("… trong năm 2023"), not a noun inside it."""
    before = view.text_words(max(0, word - 1), word)
    return bool(set(before) & {"trong", "vào", "đến", "hết", "từ", "ngày", "trước", "sau", ","})


def _reaches(view: SentenceView, word: int, count: Count) -> bool:
    """A date in brackets reaches only figures in the same brackets."""
    date_segment = view.segments[view.segment_of[word]]
    own = view.segments[count.segment]
    return date_segment.depth <= own.depth


def is_now(view: SentenceView, count: Count) -> bool:
    """Whether the clause speaks of today ("hiện có", "đến nay")."""
    hits = view.cues["now"]
    return any(hit.first < count.word for hit in hits) or any(
        count.word < hit.first < view.segments[count.segment].last for hit in hits
    )


def at_meeting(view: SentenceView, count: Count) -> bool:
    return any(hit.first < count.word for hit in view.cues["meeting"])


def period_of(layers: Layers, view: SentenceView, count: Count, status: str, context: Context) -> Period | None:
    """The period of a figure: its own sentence, else today, the event, the paragraph, what runs on, or nothing."""
    own = sentence_period(layers, view, count)
    if own is not None:
        return own
    if status == "condition":
        return None
    stock = count.indicator in STOCKS
    if is_now(view, count) and status == "actual":
        return (None, context.published[1] if context.published else None)
    if status == "target":
        return context.target or (context.heading if context.in_target_section else None)
    if at_meeting(view, count) or count.indicator in ("participants",):
        return context.event or context.paragraph
    if context.paragraph is not None:
        return context.paragraph
    if stock or count.indicator is None:
        return None
    return context.running or context.heading
