"""Options and features of the decisions `indicator`, `status` and `part_of`; the hand rules are one voice in each."""

from __future__ import annotations

from extractor.extract.figures.context import Context
from extractor.extract.figures.frames import context_names, voiding
from extractor.extract.figures.lexicon import frames
from extractor.extract.figures.nouns import is_weak
from extractor.extract.figures.ranking import RULE, Option, Options, crossed
from extractor.extract.figures.view import Count, SentenceView
from extractor.language.layers import FigureEntry, Layers

_WINDOW = 3  # words on either side whose identity may speak
_SAME_SENTENCE, _LOOK_BACK = 8, 3  # wholes looked at in the sentence and before it


def _near_words(view: SentenceView, count: Count) -> list[str]:
    """The words next to the number and its noun phrase, numbers and names as their kinds."""
    left = view.text_words(max(0, count.word - _WINDOW), count.word)
    noun = count.noun
    after = noun.last if noun is not None and noun.side == "right" else count.word + 1
    right = view.text_words(after, after + _WINDOW)
    named = [f"l{len(left) - i}={text}" for i, text in enumerate(left)] + [f"r{i}={text}" for i, text in enumerate(right)]
    return named


def _signs(view: SentenceView, count: Count, previous: Count | None) -> list[str]:
    """What the hand-written steps have found about the figure."""
    noun, predicate = count.noun, count.predicate
    family = noun.family if noun is not None else "none"
    act = f"{predicate.name}:{predicate.side}:{predicate.voice}" if predicate is not None else "no_act"
    name = predicate.name if predicate is not None else "no_act"
    here = previous is not None and any(previous is other for other in view.counts)
    weak = "weak" if is_weak(view, count) else "noun"
    signs = [
        f"family={family}",
        f"act={act}",
        f"act={name}",
        f"family={family}&act={name}",
        f"unit={count.unit}",
        f"unit={count.unit}&act={name}",
        weak,
        f"side={noun.side if noun is not None else 'none'}",
        "percent" if count.quantity.percent else "count",
        f"opener={view.segments[count.segment].opener}",
        f"depth={min(view.segments[count.segment].depth, 1)}",
        f"previous={'here' if here else 'before'}:{previous.indicator if previous is not None else '^'}",
        f"{voiding(view, count)}&family={family}",
    ]
    signs += [f"context={name}" for name in context_names(view, count)]
    return signs + _near_words(view, count)


def indicator_options(view: SentenceView, count: Count, previous: Count | None, whole: FigureEntry | None) -> list[Option]:
    """Every indicator and none, with what speaks for each."""
    found = Options()
    signs = _signs(view, count, previous)
    ruled = count.indicator
    here = previous is not None and any(previous is other for other in view.counts)
    weak = "weak" if is_weak(view, count) else "noun"
    for code in (None, *sorted({frame.indicator for frame in frames()})):
        found.add(code, *(f"{code}|{sign}" for sign in signs), f"{code}|bias")
        if code == ruled:
            found.add(code, RULE, f"rule:{weak}", f"rule:{count.rule.split(':')[0] or 'none'}", f"{code}|rule")
        if previous is not None and code == previous.indicator:
            same = "same_unit" if previous.unit == count.unit else "other_unit"
            where = "here" if here else "before"
            found.add(code, f"as_previous:{where}", f"as_previous:{where}:{weak}:{same}")
            if count.predicate is None:
                found.add(code, f"as_previous:{where}:{weak}:{same}:no_act")
        if whole is not None and code == whole.indicator:
            found.add(code, "as_whole", f"as_whole:{weak}")
    return found.all()


def status_options(layers: Layers, view: SentenceView, count: Count, context: Context, ruled: str) -> list[Option]:
    """Actual, target, condition; cues and section speak."""
    cues = [hit for hit in view.cues["status"] if hit.label == "target" and hit.first < count.word]
    texts = [" ".join(view.text_words(hit.first, hit.last)) for hit in cues]
    between = view.text_words(cues[-1].last, count.word) if cues else []
    signs = {
        "section=target" if context.in_target_section else "section=other",
        f"cue={texts[-1]}" if texts else "no_cue",
        f"modifier={count.quantity.modifier}",
        "done_between" if "đã" in between else "not_done",
        f"semicolon={';' in between}",
        f"numbers={min(between.count('#'), 3)}",
        f"indicator={count.indicator}",
        f"unit={count.unit}",
        f"zone={layers.zone_at(view.start)}",
        f"last_status={context.last_status}",
        "done" if "đã" in view.text_words(0, count.word) else "plain",
        *_near_words(view, count),
    }
    signs |= {f"any_cue={text}" for text in texts}
    found = Options()
    for status in ("actual", "target", "condition"):
        found.add(status, *(f"{status}|{sign}" for sign in signs), f"{status}|bias")
        if status == ruled:
            found.add(status, RULE, f"rule:{status}")
            found.add(status, *crossed({"rule"}, tuple(sign for sign in signs if "=" in sign and sign[0] != "l")))
    return found.all()


def part_options(
    view: SentenceView, count: Count, entry: FigureEntry, earlier: list[tuple[Count, FigureEntry]], ruled: str | None
) -> list[Option]:
    """No whole, or one of the figures before."""
    found = Options()
    found.add(None, "no_whole", f"no_whole:{entry.unit}")
    cues = [hit for hit in view.cues["part"] if hit.first < count.word]
    cue = " ".join(view.text_words(cues[-1].first, cues[-1].last)) if cues else "no_cue"
    between_cue = view.text_words(cues[-1].last, count.word) if cues else []
    own = [pair for pair in earlier if any(pair[0] is other for other in view.counts)][-_SAME_SENTENCE:]
    before = [pair for pair in earlier if pair not in own][-_LOOK_BACK:] if cues and cues[0].first <= 3 else []
    bracket = "bracket" if view.segments[count.segment].depth else "open"
    base = (f"cue={cue}", bracket, f"numbers={min(between_cue.count('#'), 3)}", f"semicolon={';' in between_cue}")
    for distance, (other_count, other) in enumerate(reversed(before + own)):
        if other.unit != entry.unit or other_count.quantity.percent or other.quantity.value < entry.quantity.value:
            continue
        here = "here" if (other_count, other) in own else "before"
        across = here == "here" and bool(cues) and other_count.word < cues[-1].first
        same = "same" if other.indicator == entry.indicator else "other"
        tags = {
            "whole",
            f"whole:{here}:{same}",
            f"distance={min(distance, 4)}",
            "before_cue" if across else "after_cue",
            f"own_part={other.part_of is not None}",
            f"bracket={view.segments[other_count.segment].depth if here == 'here' else 0}",
        }
        found.add(other.id, *crossed(tags, base))
        if other.id == ruled:
            found.add(other.id, RULE, f"rule:{cue}", f"rule:{bracket}")
    if ruled is None:
        found.add(None, RULE, f"rule_none:{cue}", f"rule_none:{bracket}")
    return found.all()
