"""Which indicator a figure gets from its family, its predicate and its surroundings."""

from __future__ import annotations

from extractor.errors import LexiconError
from extractor.extract.figures.lexicon import Context, Frame, contexts, frames_of, people_acts, time_of, word_set
from extractor.extract.figures.nouns import is_weak
from extractor.extract.figures.predicates import STRONG, govern, part_opener, says_exists, statement_end
from extractor.extract.figures.shares import rate_of_its_own
from extractor.extract.figures.status import in_plan_bracket
from extractor.extract.figures.view import Count, SentenceView
from extractor.language.phrases import Hit
from extractor.lexicon import load

_COMPARED_NEAR = 8  # words behind a change in which "so với" still compares it
_NEGATES = 6  # words after the noun in which a negation still speaks of it
_PARTS_STATEMENTS = {"mà", ":"}
_PERSON_ACTS = {"introduce", "admit", "train", "apply", "recruit"}


def holds(view: SentenceView, count: Count, context: Context, topic: bool) -> bool:
    """Whether a named condition holds around the count."""
    if context.where == "percent":
        return count.quantity.percent
    if context.where == "share":
        return count.quantity.percent or count.quantity.denominator is not None
    words, noun = view.words, count.noun
    first, last = _range(view, count, context.where)
    if any(True for _ in context.forbidden.find(words, first, last)):
        return False
    if any(True for _ in context.book.find(words, first, last)):
        return True
    return context.where == "noun_or_topic" and topic and noun is not None and noun.last - noun.first <= 2


def _range(view: SentenceView, count: Count, where: str) -> tuple[int, int]:
    """The words among which a named condition looks."""
    segment, noun, at = view.segments[count.segment], count.noun, count.word
    noun_first = noun.first if noun is not None and noun.first >= 0 else at
    noun_last = noun.last if noun is not None and noun.last >= 0 else at + 1
    if where == "noun":
        return min(noun_first, noun_last), noun_last
    if where == "noun_wide":
        return max(0, min(noun_first, at) - 2), min(max(noun_last + 1, at), len(view.words))
    if where == "left":
        return view.previous_number(at), at
    if where == "near":
        with_them = segment.opener in ("với", "gồm") and count.segment  # "chi bộ với 14 đồng chí"
        opened = view.segments[count.segment - 1].first if with_them else segment.first
        return max(opened, view.previous_number(at)), at
    end = min(statement_end(view, count.segment), max(view.next_number(at), at + 1))
    if where == "noun_or_topic":
        return noun_first, end if noun is not None and noun.side == "right" else noun_last
    if where == "class":
        return max(0, segment.first - 12), end
    if where == "right":
        return at + 1, end
    if where in ("clause", "span"):
        return max(segment.first, view.previous_number(at)), end
    raise LexiconError(f"no condition looks at {where!r}.", "lexicon/contexts.toml")


def _matches(view: SentenceView, count: Count, frame: Frame, names: set[str], topic: bool) -> bool:
    if frame.predicates and frame.predicates.isdisjoint(names):
        return False
    if frame.voice is not None and (count.predicate is None or count.predicate.voice != frame.voice):
        return False
    known = contexts()
    return all(holds(view, count, known[name], topic) for name in frame.context) and not any(
        holds(view, count, known[name], topic) for name in frame.not_context
    )


def best_frame(
    view: SentenceView, count: Count, names: set[str], topic: bool, below: float = float("inf")
) -> Frame | None:
    """The frame with the highest score under `below` that holds for the count."""
    family = count.noun.family if count.noun is not None else "none"
    return next((f for f in frames_of(family) if f.score < below and _matches(view, count, f, names, topic)), None)


def _names(view: SentenceView, count: Count) -> set[str]:
    if count.predicate is not None and count.predicate.name != "blank":
        return {count.predicate.name}
    return {"none", "exist"} if says_exists(view, count) else {"none"}


def _dated_between(view: SentenceView, first: int, last: int) -> bool:
    """Whether a date, not a mere length of time, stands between two words."""
    return any(first <= word < last and date.kind != "duration" for word, date in view.dates)


def _numbers_between(view: SentenceView, first: int, last: int) -> bool:
    """Whether another figure stands between two words, thresholds aside."""
    return any(first < other.word < last and not other.condition for other in view.counts)


def is_negated(view: SentenceView, count: Count) -> bool:
    """Whether the figure's statement is negated: "13 đồng chí không tham gia", "70 doanh nghiệp chưa có công đoàn"."""
    noun = count.noun
    end = noun.last if noun is not None and noun.side == "right" else count.word + 1
    first = max(view.segments[count.segment].first, view.previous_number(count.word), count.word - 4)
    last = view.segments[count.segment].last
    return any(
        hit.label == "before" and hit.first <= end + _NEGATES and _negates(view, count, hit, end)
        for hit in view.hits_between(view.cues["negation"], first, last)
    )


def _negates(view: SentenceView, count: Count, hit: Hit, end: int) -> bool:
    """Whether nothing stands between a negation and the figure, whose noun ends before word `end`."""
    if _dated_between(view, end, hit.first):
        return False
    if hit.first < count.word:
        return not _PARTS_STATEMENTS & set(view.text_words(hit.last, count.word))
    parted = _PARTS_STATEMENTS & set(view.text_words(end, hit.first))
    return not parted and not _numbers_between(view, count.word, hit.first)


def _voided(view: SentenceView, count: Count, score: float) -> bool:
    """Whether the figure tells no stock and no act of its own: negated, moved, chosen or visited parts."""
    void = load("figure_cues")["void"]
    name = count.predicate.name if count.predicate is not None else ""
    if count.condition or count.unit == "event":
        return False
    if is_negated(view, count):
        return count.unit != "VND"
    bodies = count.noun is not None and count.noun.family in void["bodies"] and name in void["helped"]
    share = count.quantity.percent or count.quantity.denominator is not None
    if share and (name == "rate" or bodies):  # "97% đảng viên hoàn thành tốt nhiệm vụ" tells of the members
        return False
    return score < void["below"] and (name in void["predicates"] or bodies)


def _of_those(view: SentenceView, count: Count) -> bool:
    """ "1/4 số đó": a share of what was told before."""
    return view.text_words(count.word + 1, count.word + 2) == ["số"] and bool(
        word_set("pointing") & set(view.text_words(count.word + 2, count.word + 3))
    )


def assign(view: SentenceView, count: Count, previous: Count | None, topic: bool, continued: bool = False) -> None:
    """Set the count's predicate, indicator and rule.

    `previous` is the figure before it (also of the sentence before, for elliptical ones); `topic` tells that the
    document speaks of classes on the Party; `continued` that the sentence takes up the one of `previous`.
    """
    in_sentence = previous is not None and (continued or previous in view.counts)
    if previous is not None and _of_those(view, count):
        count.indicator, count.rule = previous.indicator, "inherited"
        return
    if count.condition:
        _stock(view, count, topic)
        return
    count.predicate = govern(view, count, previous if in_sentence else None)
    acted = count.predicate is not None and count.predicate.name in _PERSON_ACTS
    if acted and _no_noun_of_its_own(count) and not count.multiple:
        count.noun = None
        count.unit = "person"
    carried = count.predicate is None or count.predicate.side == "carried"
    if (
        in_sentence
        and previous is not None
        and carried
        and _same_currency(count, previous)
        and _no_noun_of_its_own(count)
    ):
        if is_negated(view, count):
            count.rule = "void"
            return
        count.indicator, count.rule = previous.indicator, "inherited"
        count.unit = previous.unit if count.unit == "other" and not count.multiple else count.unit
        return
    if previous is not None and in_sentence and part_opener(view, count) and previous.unit != count.unit:
        previous = _alike_before(view, count) or previous
    if _is_part_of_same(view, count, previous, in_sentence):
        count.indicator, count.rule = previous.indicator if previous else None, "part"
        return
    planned = previous is not None and previous.unit == count.unit and in_plan_bracket(view, count)
    if in_sentence and previous is not None and (planned or _planned_more(view, count, previous)):
        count.indicator, count.rule = previous.indicator, "planned"
        return
    if in_sentence and previous is not None and carried and _is_change_of(view, count, previous):
        count.indicator, count.rule = previous.indicator, "inherited"
        return
    if _sits(view, count):
        return
    names = _names(view, count)
    frame = best_frame(view, count, names, topic)
    if frame is not None:
        if not _voided(view, count, frame.score):
            family = count.noun.family if count.noun is not None else "none"
            count.indicator = frame.indicator
            count.rule = f"{frame.indicator}:{'+'.join(sorted(names))}:{family}"
        else:
            count.rule = "void"
        return
    if count.quantity.percent and rate_of_its_own(view, count):
        return
    alike = [other for other in view.counts if other.word < count.word and other.unit == count.unit]
    if alike and previous is not None and previous.unit != count.unit and in_sentence:
        previous = alike[-1]
    if previous is not None and _inherits(view, count, previous, in_sentence):
        count.indicator = previous.indicator
        count.rule = "inherited"
        plan = count.noun is not None and count.noun.side == "left" and count.noun.family == "whole"
        if plan or (count.noun is not None and count.noun.family in ("people", "bloc")):
            count.unit = previous.unit


def _stock(view: SentenceView, count: Count, topic: bool) -> None:
    """A threshold counts what there is, whatever the sentence tells of the bodies that it selects."""
    frame = best_frame(view, count, {"none", "exist"}, topic, below=load("figure_cues")["void"]["below"])
    if frame is not None:
        count.indicator, count.rule = frame.indicator, f"{frame.indicator}:threshold"


def _same_currency(count: Count, previous: Count) -> bool:
    """Money is told on only as no other thing, and nothing else as money."""
    return (count.unit == "VND") == (previous.unit == "VND") and previous.unit != "VND"


def _planned_more(view: SentenceView, count: Count, previous: Count) -> bool:
    """ "kết nạp 15 đảng viên; chỉ tiêu cả năm là 40 đảng viên": the plan of the act just told."""
    acted = count.predicate is not None and count.predicate.side != "carried" and count.predicate.name in STRONG
    opening = " ".join(view.text_words(view.segments[count.segment].first, count.word))
    planned = "chỉ tiêu" in opening or "kế hoạch" in opening
    return planned and not acted and previous.unit == count.unit and time_of(previous.indicator) == "flow"


def _sits(view: SentenceView, count: Count) -> bool:
    """ "Ban Chấp hành khóa VI gồm 19 đồng chí": the members of an organ, not those of the body."""
    first = view.segments[count.segment].first
    organ = view.hits_between(view.cues["seats"], first, count.word)
    acted = count.predicate is not None and count.predicate.side != "carried"
    return bool(organ) and count.unit == "person" and not acted and says_exists(view, count)


def _is_change_of(view: SentenceView, count: Count, previous: Count) -> bool:
    """ "kết nạp 1.669 đảng viên; so với cùng kỳ giảm 74 đảng viên": how much more or less of the same."""
    alike = previous.noun is not None and count.noun is not None and previous.noun.family == count.noun.family
    compared = "so" in view.text_words(previous.word, min(count.word + _COMPARED_NEAR, len(view.words)))
    return alike and compared and bool({"tăng", "giảm"} & set(view.text_words(max(0, count.word - 2), count.word)))


def _tells_on(view: SentenceView, count: Count, previous: Count) -> bool:
    """ "Kết nạp 486 đảng viên. Cao nhất là 2017 với 168 đồng chí": comrades without an act were told before."""
    noun = count.noun
    if noun is None or noun.side != "right" or view.words[noun.first].text not in word_set("comrades"):
        return False
    first = all(other.word >= count.word for other in view.counts)
    return first and count.predicate is None and previous.indicator in people_acts()


def _alike_before(view: SentenceView, count: Count) -> Count | None:
    """The last figure of the sentence before this one that counts the same kind of thing."""
    family = count.noun.family if count.noun is not None else None
    return next(
        (
            other
            for other in reversed(view.counts)
            if other.word < count.word and other.noun is not None and other.noun.family == family
        ),
        None,
    )


def _no_noun_of_its_own(count: Count) -> bool:
    return not count.quantity.percent and (count.noun is None or count.noun.side == "inherited")


def _is_part_of_same(view: SentenceView, count: Count, previous: Count | None, in_sentence: bool) -> bool:
    """A part announced by "trong đó" that has no act of its own tells the same as its whole."""
    if previous is None or not in_sentence or not part_opener(view, count) or count.noun is None:
        return False
    if count.predicate is not None and count.predicate.side != "carried" and count.predicate.name in STRONG:
        return False
    if count.noun.side == "left" and count.noun.family in ("enterprise", "organisation", "place"):
        count.unit = previous.unit
        return True
    return previous.noun is not None and previous.noun.family == count.noun.family


def _inherits(view: SentenceView, count: Count, previous: Count, in_sentence: bool) -> bool:
    """Whether the count says more of what the figure before it said: changes, plan shares, parts, ellipses."""
    family = count.noun.family if count.noun is not None else "none"
    if view.hits_between(view.cues["seats"], view.previous_number(count.word), count.word):
        return False
    if (family in ("whole", "times", "points") and in_sentence) or count.multiple:
        return True
    if not in_sentence and _tells_on(view, count, previous):
        return True
    if count.noun is not None and count.noun.side == "inherited":
        return count.predicate is None or count.predicate.side == "carried" or count.predicate.name == "transfer"
    silent = count.predicate is None or count.predicate.side == "carried" or part_opener(view, count)
    told = previous.indicator != "events" or family == "none"  # "14 đợt, xử phạt 42 trường hợp"
    return in_sentence and is_weak(view, count) and previous.unit == count.unit and silent and told
