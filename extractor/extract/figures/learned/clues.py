"""What a figure shows of itself, as strings that a linear model weighs: words, noun, predicates, cues, neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractor.extract.figures.frames import best_frame, is_negated
from extractor.extract.figures.view import Count, SentenceView
from extractor.language.layers import FigureEntry
from extractor.language.phrases import Hit

_NEAR = 8  # words on either side whose place is told
_FAR = 3  # steps of three words that tell how far a predicate stands
_CUES = ("part", "share", "status", "meeting", "seats", "now")


@dataclass(frozen=True, slots=True)
class Situation:
    """A figure as the rules left it, with what stands around it."""

    view: SentenceView
    count: Count
    entry: FigureEntry
    previous: Count | None  # the figure before it, also of the sentence before
    kind: str  # of the document
    topic: bool  # whether the document speaks of classes on the Party
    in_target_section: bool


def clues(situation: Situation) -> list[str]:
    """Every clue of a figure; the same situation gives the same clues in the same order."""
    return [
        *_words(situation),
        *_nouns(situation),
        *_predicates(situation),
        *_surroundings(situation),
        *_neighbour(situation),
        *_frames(situation),
    ]


def _family(count: Count) -> str | None:
    return count.noun.family if count.noun is not None else None


def _words(situation: Situation) -> Iterator[str]:
    view, at = situation.view, situation.count.word
    left = view.text_words(max(0, at - _NEAR), at)[::-1]
    right = view.text_words(at + 1, at + 1 + _NEAR)
    for side, words in (("L", left), ("R", right)):
        for place, word in enumerate(words):
            yield f"{side}{place}={word}"
            yield f"{side}={word}"
        for one, two in pairwise(words):
            yield f"{side}2={one} {two}"
    if len(right) > 2:
        yield "R3=" + " ".join(right[:3])
    segment = view.segments[situation.count.segment]
    yield f"opener={segment.opener}"
    for word in sorted(set(view.text_words(segment.first, segment.last))):
        yield f"S={word}"


def _nouns(situation: Situation) -> Iterator[str]:
    view, count = situation.view, situation.count
    noun, family = count.noun, _family(count)
    yield f"family={family}"
    yield f"family={family}/{noun.side if noun else None}"
    if noun is not None and noun.first >= 0:
        yield "head=" + " ".join(view.text_words(noun.first, noun.head_last))
    before = [hit for hit in view.nouns if hit.last <= count.word]
    after = [hit for hit in view.nouns if hit.first > count.word]
    for side, hits in (("L", before[:-3:-1]), ("R", after[:2])):
        for place, hit in enumerate(hits):
            yield f"noun{side}{place}={hit.label}"
            yield f"noun{side}{place}={hit.label}|{family}"


def _predicates(situation: Situation) -> Iterator[str]:
    view, count = situation.view, situation.count
    family, predicate = _family(count), count.predicate
    name = predicate.name if predicate else None
    yield f"predicate={name}"
    yield f"predicate={name}/{predicate.side}/{predicate.voice}" if predicate else "predicate=None/"
    yield f"family+predicate={family}+{name}"
    acts = [hit for hit in view.predicates if hit.label != "idiom"]
    before = [hit for hit in acts if hit.last <= count.word][:-4:-1]
    after = [hit for hit in acts if hit.first > count.word][:3]
    for side, hits in (("L", before), ("R", after)):
        for place, hit in enumerate(hits):
            yield f"act{side}{place}={hit.label}"
            yield f"act{side}{place}={hit.label}|{int(_is_own(view, count, hit))}|{_distance(count, hit)}"
    left, right = _own_labels(view, count, before, after)
    yield f"acts={left}+{right}"
    yield f"family+left={family}+{left}"
    yield f"family+right={family}+{right}"
    yield f"family+acts={family}+{left}+{right}"


def _is_own(view: SentenceView, count: Count, hit: Hit) -> bool:
    """Whether no other figure stands between an act and this one."""
    return hit.first >= view.previous_number(count.word) and hit.last <= view.next_number(count.word)


def _distance(count: Count, hit: Hit) -> int:
    away = count.word - hit.last if hit.last <= count.word else hit.first - count.word
    return min(_FAR, away // 3)


def _own_labels(view: SentenceView, count: Count, before: list[Hit], after: list[Hit]) -> tuple[str | None, str | None]:
    left = next((hit.label for hit in before if _is_own(view, count, hit)), None)
    right = next((hit.label for hit in after if _is_own(view, count, hit)), None)
    return left, right


def _surroundings(situation: Situation) -> Iterator[str]:
    view, count, entry = situation.view, situation.count, situation.entry
    quantity = count.quantity
    yield f"depth={count.depth}"
    yield f"unit={entry.unit}"
    yield f"status={entry.status}"
    yield f"per={entry.per}"
    yield f"percent={quantity.percent}"
    yield f"of={quantity.denominator is not None}"
    yield f"modifier={quantity.modifier}"
    yield f"part={entry.part_of is not None}"
    yield f"kind={situation.kind}"
    yield f"target={situation.in_target_section}"
    yield f"topic={situation.topic}"
    yield f"figures={min(5, len(view.counts))}"
    yield f"digits={len(str(int(abs(quantity.value))))}"
    yield f"negated={is_negated(view, count)}|{_family(count)}"
    own = view.previous_number(count.word)
    for section in _CUES:
        hits = [hit for hit in view.cues[section] if hit.last <= count.word]
        if hits:
            yield f"cue {section}={hits[-1].label}|{int(hits[-1].first >= own)}"


def _neighbour(situation: Situation) -> Iterator[str]:
    count, previous = situation.count, situation.previous
    if previous is None:
        return
    here = int(any(previous is other for other in situation.view.counts))
    family = _family(count)
    yield f"before={previous.indicator}"
    yield f"before={previous.indicator}|{here}"
    yield f"before={previous.indicator}|{family}"
    yield f"before={previous.indicator}|{situation.view.segments[count.segment].opener}"
    yield f"before unit={previous.unit}"
    yield f"before family={_family(previous)}"


def _frames(situation: Situation) -> Iterator[str]:
    """Which indicators the frames would give under one act or another."""
    view, count, topic = situation.view, situation.count, situation.topic
    acts = [hit for hit in view.predicates if hit.label != "idiom"]
    before = [hit for hit in acts if hit.last <= count.word][:-4:-1]
    after = [hit for hit in acts if hit.first > count.word][:3]
    left, right = _own_labels(view, count, before, after)
    for name, names in (("still", {"none", "exist"}), ("left", {left or "none"}), ("right", {right or "none"})):
        frame = best_frame(view, count, names, topic)
        yield f"frame {name}={frame.indicator if frame else None}"
