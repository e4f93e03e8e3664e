"""What the numbers of a column or row count: the frames of prose, asked over a small sentence of head, number, unit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractor.extract.figures.frames import assign
from extractor.extract.figures.lexicon import families, noun_book, time_of, word_set
from extractor.extract.figures.nouns import find_nouns, right_noun, unit_of
from extractor.extract.figures.rates import rate_of
from extractor.extract.figures.table_units import Unit
from extractor.extract.figures.table_words import Phrase
from extractor.extract.figures.view import Count, SentenceView, view_of
from extractor.language.fold import fold
from extractor.language.layers import Layers, Quantity
from extractor.language.phrases import words_of
from extractor.lexicon import load

_SAMPLE = 12  # the number of the small sentences
_MOST_CAPTION = 300  # characters of what stands above that join a small sentence
_MOST_HEAD = 200


@dataclass(slots=True)
class Meaning:
    """What a number counts, in the contract's terms."""

    count: Count
    indicator: str | None
    unit: str
    counted: str | None
    per: str | None


class Meanings:
    """Meanings along the axis of a table that tells what is counted: its heads, or its labels.

    `caption` is what stands above the table, `subject` what that names, `topic` whether the document speaks of classes
    on the Party.
    """

    def __init__(self, phrases: list[Phrase], caption: str, subject: str, topic: bool) -> None:
        self.phrases = phrases
        self.caption = caption[-_MOST_CAPTION:]
        self.subject = subject[:_MOST_HEAD]
        self.topic = topic
        self.known: dict[tuple[int, str, str, bool], Meaning] = {}

    def of(self, index: int, unit: Unit, percent: bool, beside: str = "") -> Meaning:
        """The meaning of the phrase at `index` for numbers of this unit; `beside` names what the other axis adds."""
        key = (index, unit.text, beside, percent)
        if key not in self.known:
            self.known[key] = self._read(index, unit, percent, beside)
        return self.known[key]

    def _read(self, index: int, unit: Unit, percent: bool, beside: str) -> Meaning:
        phrase = self.phrases[index]
        own = self._ask(" ".join(filter(None, (beside, phrase.lead))), phrase.content, unit, percent)
        if phrase.member or phrase.part:
            whole = self._whole(index)
            if whole is not None and whole.indicator and (phrase.member or own.indicator is None):
                same = own.unit if own.unit != "other" else whole.unit
                return replace(own, indicator=whole.indicator, unit=same)
        if phrase.member and (told := self._told(index, unit, percent)) is not None:
            return replace(own, indicator=told.indicator, unit="person" if own.unit == "other" else own.unit)
        vague = own.indicator is None or (time_of(own.indicator) == "stock" and not phrase.stock)
        if phrase.growth or vague or not phrase.content:
            told = self._told(index, unit, percent)
            if told is not None:
                counted = own.counted or (told.counted if not phrase.content and not percent else None)
                return replace(told, counted=counted, unit=told.unit if own.unit == "other" else own.unit)
        return own

    def _told(self, index: int, unit: Unit, percent: bool) -> Meaning | None:
        """The act that the caption names, or the single one of the other phrases, for a phrase that names none."""
        phrase = self.phrases[index]
        content = "" if phrase.growth or phrase.member else phrase.content
        if not content and phrase.status is not None and (beside := self._beside(phrase)) is not None:
            return beside
        told = self._ask(self.caption, content, unit, percent) if self._speaks_of(content, unit) else None
        acts = told is not None and told.count.predicate is not None and told.indicator is not None
        if told is not None and acts and not (content and time_of(told.indicator) == "stock"):
            return replace(told, counted=None)
        if content:
            return None
        beside = self._beside(phrase)
        if beside is not None:
            return beside
        return self._ask("", self.subject, unit, percent) if self.subject else None

    def _beside(self, phrase: Phrase) -> Meaning | None:
        """The one act that the other phrases name ("Chỉ tiêu | Kết nạp"), if it is one."""
        others: dict[str | None, Meaning] = {}
        for other in self.phrases:
            if other.content and not (other.member or other.percent or other.growth or other is phrase):
                meaning = self._ask("", other.content, other.unit, False)
                others[meaning.indicator] = meaning
        others.pop(None, None)
        return replace(next(iter(others.values())), counted=None) if len(others) == 1 else None

    def _speaks_of(self, content: str, unit: Unit) -> bool:
        """Whether the caption's act may be meant for a content: one of the kind that the caption names, or none."""
        if not self.caption or not content:
            return bool(self.caption)
        family = _family(content)
        if family and fold(content) not in word_set("weak"):
            return any(hit.label == family for hit in noun_book().find(words_of(fold(self.caption))))
        return self._ask("", content, unit, False).unit == "person"

    def _whole(self, index: int) -> Meaning | None:
        """The meaning of the nearest phrase before that is no part, share or difference."""
        for at in range(index - 1, -1, -1):
            phrase = self.phrases[at]
            if phrase.text and not (phrase.member or phrase.part or phrase.percent or phrase.growth or phrase.silent):
                return self.of(at, phrase.unit, False)
        return None

    def _ask(self, before: str, content: str, unit: Unit, percent: bool) -> Meaning:
        """What the frames say of the number behind the content, or else before the thing that its verb acts on."""
        content = content[:_MOST_HEAD]
        lead = f"{before.rstrip(' :.')}: " if before else ""
        found = self._assigned(lead, *_spoken(content, unit, percent), percent)
        if found.indicator is None:
            at = _object_at(content)
            if at:
                sign = _sign(percent)
                other = self._assigned(lead, f"{content[:at]}{sign} {content[at:]}", at, percent)
                if other.indicator is not None and found.unit in ("other", other.unit):
                    found = other
        found.counted = _counted(content, unit, found.unit)
        return found

    def _assigned(self, lead: str, sentence: str, at: int, percent: bool) -> Meaning:
        view = _view(lead + sentence, len(lead) + at, percent)
        count = view.counts[0]
        find_nouns(view, None, {})
        count.unit = unit_of(count)
        assign(view, count, None, self.topic)
        return Meaning(count, count.indicator, count.unit, None, rate_of(view, count))


def _sign(percent: bool) -> str:
    return f"{_SAMPLE}%" if percent else str(_SAMPLE)


def _view(sentence: str, at: int, percent: bool = False) -> SentenceView:
    quantity = Quantity(at, at + len(_sign(percent)), _SAMPLE, percent=percent)
    return view_of(Layers(sentence, numbers=[quantity]), 0, len(sentence))


def _family(content: str) -> str:
    """The family of the noun that a content begins with; "" where it begins with none."""
    words = words_of(fold(content))
    hit = noun_book().at(words, 0) if words else None
    return hit.label if hit is not None else ""


def _spoken(content: str, unit: Unit, percent: bool) -> tuple[str, int]:
    """A small sentence and where its number stands: before a noun, else behind the content and before the unit."""
    family, sign = _family(content), _sign(percent)
    weak = not unit.text or unit.percent or fold(unit.text) in word_set("weak")
    lowered = content[:1].lower() + content[1:] if content[1:2].islower() else content
    if family and weak and unit.currency is None and family != "money":
        act = _act_of_new(content, family)
        lead = f"{act} " if act else ""
        return f"{lead}{sign} {lowered}", len(lead)
    lead = f"{lowered} " if lowered else ""
    return f"{lead}{sign} {'' if unit.percent else unit.spoken}".rstrip(), len(lead)


def _object_at(content: str) -> int:
    """Where the first noun behind the first word of a content begins ("THÀNH LẬP [CĐCS]"); 0 where there is none."""
    words = words_of(fold(content))
    hit = next(iter(noun_book().find(words, 1)), None)
    return hit.start if hit is not None else 0


def _counted(content: str, unit: Unit, code: str) -> str | None:
    """The counted noun: the content where it is one, else what its act is done to ("Giới thiệu [đoàn viên ưu tú]")
    where the figure counts that kind, else the unit."""
    family = _family(content)
    if family and family != "money" and unit.currency is None:
        return content
    if unit.currency is None:
        for hit in noun_book().find(words_of(fold(content)), 1):
            if families()[hit.label].unit == code:
                rest = content[hit.start :]
                view = _view(f"{_SAMPLE} {rest}", 0)
                noun = right_noun(view, view.counts[0])
                if noun is not None:
                    offset = len(str(_SAMPLE)) + 1
                    return rest[view.words[noun.first].start - offset : view.words[noun.last - 1].end - offset]
    return unit.noun or None


def _act_of_new(content: str, family: str) -> str:
    """The act that a head leaves out before something new ("Chi bộ mới")."""
    if fold(content).split()[-1:] != ["mới"]:
        return ""
    return next((act for act, kinds in load("tables")["new"].items() if family in kinds), "")
