"""The decision `period`: every time that the document gives is an option for the time of a figure."""

from __future__ import annotations

from extractor.extract.figures import context as rules
from extractor.extract.figures.context import Context, Period
from extractor.extract.figures.ranking import RULE, Option, Options, crossed
from extractor.extract.figures.view import Count, SentenceView
from extractor.language.layers import DateMention, FigureEntry, Layers

NONE: Period = (None, None)


def _position(view: SentenceView, count: Count, word: int) -> list[str]:
    """Where a date of the figure's own sentence stands as seen from the figure."""
    date_segment, own = view.segment_of[word], count.segment
    side = "left" if word < count.word else "right"
    tags = [f"own:{side}"]
    between = view.text_words(min(word, count.word) + 1, max(word, count.word))
    numbers = sum(text == "#" for text in between)
    tags.append(f"own:{side}:numbers{min(numbers, 3)}")
    if date_segment == own:
        tags.append(f"own:{side}:segment")
    if ";" in between:
        tags.append(f"own:{side}:semicolon")
    if view.segments[date_segment].depth > view.segments[own].depth:
        tags.append("own:bracketed_date")
    if view.segments[date_segment].depth < view.segments[own].depth:
        tags.append("own:bracketed_figure")
    if word <= 2:
        tags.append("own:opening")
    before = view.words[word - 1].text if word else "^"
    if before in {"trong", "vào", "đến", "hết", "từ", ",", "^", "của", "với", "trước", "sau", "nay"}:
        tags.append(f"own:{side}:after_{before}")
    return tags


def _date_tags(layers: Layers, view: SentenceView, word: int, date: DateMention) -> list[str]:
    tags = [f"kind:{date.kind}"]
    if rules._comparison(view, word):
        tags.append("comparison")
    if rules._reference(layers, date):
        tags.append("reference")
    if date.lead_in:
        tags.append(f"lead:{date.lead_in}")
    if date.modifier:
        tags.append(f"modifier:{date.modifier}")
    if date.from_day == date.to_day:
        tags.append("one_day")
    return tags


def _own_sentence(layers: Layers, view: SentenceView, count: Count, found: Options) -> None:
    dates = [(word, date) for word, date in view.dates if date.kind != "duration" and (date.from_day or date.to_day)]
    nearest = max((word for word, _ in dates if word < count.word), default=-1)
    for index, (word, date) in enumerate(dates):
        tags = _position(view, count, word) + _date_tags(layers, view, word, date)
        if word == nearest:
            tags.append("own:nearest_left")
        if not any(other > word for other, _ in dates if other < count.word):
            tags.append("own:last_left")
        whole = (date.from_day, date.to_day)
        until = rules._is_until(date)
        found.add(whole, *tags, "as:whole", "as:whole_of_until" if until else "as:whole_plain")
        if date.to_day is not None:
            found.add((None, date.to_day), *tags, "as:until", "as:until_cue" if until else "as:until_nocue")
        if date.kind == "date" and date.from_day is not None and _opens_without_end(view, word):
            found.add((date.from_day, None), *tags, "as:since")
        joined = rules._coordinated(view, dates, index)
        if joined is not None and joined != whole and joined[0] is not None:
            found.add(joined, *tags, "as:joined")


def _opens_without_end(view: SentenceView, word: int) -> bool:
    """ "kể từ ngày 15/4": a beginning without an end."""
    return bool({"từ", "kể"} & set(view.text_words(max(0, word - 2), word)))


def _whole_year(period: Period | None) -> Period | None:
    """The calendar year that a period of one year lies in."""
    day = (period or NONE)[1]
    if period is None or day is None or (period[0] is not None and period[0][:4] != day[:4]):
        return None
    return (f"{day[:4]}-01-01", f"{day[:4]}-12-31")


def _planned(view: SentenceView, count: Count) -> bool:
    """Whether the figure is the plan of a year ("kế hoạch năm (1.300)", "chỉ tiêu cả năm")."""
    return bool({"năm"} & set(view.text_words(max(0, count.word - 5), count.word)))


def _around(layers: Layers, view: SentenceView, context: Context, found: Options) -> None:
    for period, told in context.pool.items():
        age = context.paragraphs - told
        found.add(period, f"told:{min(age, 3)}")
    for name in ("paragraph", "running", "heading", "event", "target", "title", "section", "main"):
        told_by = getattr(context, name)
        if told_by is not None:
            found.add(told_by, f"from:{name}")
    for distance, period in enumerate(reversed(context.seen[-4:])):
        found.add(period, f"seen:{distance}")
    for period in context.sentence_dates:
        found.add(period, "from:previous_sentence")
    if context.published is not None and context.published[1] is not None:
        found.add((None, context.published[1]), "as:now")


def _bracketed(view: SentenceView, count: Count) -> bool:
    return view.segments[count.segment].depth > 0


def options(
    layers: Layers,
    view: SentenceView,
    count: Count,
    entry: FigureEntry,
    context: Context,
    previous: FigureEntry | None,
    whole: FigureEntry | None,
) -> list[Option]:
    """Every candidate period of a figure with its features, the open one (`None`) among them."""
    found = Options()
    found.add(NONE, "none")
    _own_sentence(layers, view, count, found)
    _around(layers, view, context, found)
    if previous is not None:
        same = any(other.quantity is previous.quantity for other in view.counts)
        scope = "sentence" if same else "paragraph" if context.paragraph_figures else "far"
        alike = "alike" if previous.status == entry.status else "other_status"
        kin = "same_class" if rules.kind_of(previous.indicator) == rules.kind_of(entry.indicator) else "other_class"
        found.add(previous.period or NONE, f"previous:{scope}", f"previous:{scope}:{alike}", f"previous:{scope}:{kin}")
        year = _whole_year(previous.period)
        if year is not None and _planned(view, count):
            found.add(year, "year_of_previous", "year_of_previous:bracketed" if _bracketed(view, count) else "year_of_previous:open")
    if whole is not None:
        found.add(whole.period or NONE, "whole")
    ruled = rules.period_of(layers, view, count, entry, context, previous, whole)
    found.add(ruled or NONE, RULE, "rule:some" if ruled else "rule:none")
    _cross(layers, view, count, entry, context, found.all())
    return found.all()


def _shape(period: Period, context: Context) -> str:
    """How long a candidate lasts, and whether it lies after the day of publication."""
    start, end = period
    if start is None or end is None:
        return "open" if start is None and end is None else "until" if start is None else "since"
    published = (context.published or NONE)[1]
    future = "future" if published is not None and start > published else "past"
    if start == end:
        return f"day:{future}"
    months = (int(end[:4]) - int(start[:4])) * 12 + int(end[5:7]) - int(start[5:7]) + 1
    length = "days" if months == 1 and end[8:] < "28" else "month" if months == 1 else "months" if months < 12 else "year"
    return f"{length if months <= 12 else 'years'}:{future}"


def _cross(
    layers: Layers,
    view: SentenceView,
    count: Count,
    entry: FigureEntry,
    context: Context,
    all_found: list[Option],
) -> None:
    """Each feature alone and with the figure's class, its status and the words of the clause."""
    dated = "dated" if any(date.kind != "duration" for _, date in view.dates) else "undated"
    now = "now" if rules.is_now(view, count) else "not_now"
    meeting = "meeting" if rules.at_meeting(view, count) else "no_meeting"
    zone = layers.zone_at(view.start)
    signs = (f"class:{rules.kind_of(entry.indicator)}:{entry.status[0]}", now, meeting, dated)
    for option in all_found:
        base = {*option.features, f"shape:{_shape(option.value, context)}"}  # type: ignore[arg-type]
        option.features = crossed(base, signs)
