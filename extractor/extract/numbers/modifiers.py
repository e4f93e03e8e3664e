"""Words before and behind an amount that soften it: "gần", "ít nhất", "từ … trở lên"."""

from __future__ import annotations

import re
from functools import cache

from extractor.extract.numbers.amounts import Amount
from extractor.language.calendar import alternatives
from extractor.language.context import counted_nouns, words_before
from extractor.lexicon import load
from extractor.records import FigureModifier

_LEFT_OF_MARK = re.compile(r"^.*[,;:()\[\]“](?=[^\W\d_])", re.DOTALL)  # "(ít nhất 20 m2)", "đồng/người,cao nhất"
_CLOSING_REACH = 90  # characters from the number to "trở lên"
_NOUN_PHRASE = re.compile(r" ?(?:[^\W\d_][\w/]*\s+){1,5}")  # between "90" and "trở lên"
_OUT_OF = re.compile(r"\d[\d.,]*(?: (?:nghìn|ngàn|vạn|triệu|tỷ))? (?P<noun>\D{2,40}) $")


@cache
def _cues() -> dict[str, FigureModifier]:
    return {phrase: name for name, phrases in load("quantity_cues")["modifier"]["before"].items() for phrase in phrases}


@cache
def _endings() -> frozenset[str]:
    """The last words of all cues and fillers."""
    return frozenset(phrase.split()[-1] for phrase in [*_cues(), *load("quantity_cues")["modifier"]["fillers"]])


@cache
def _closing() -> re.Pattern[str]:
    table = load("quantity_cues")["modifier"]
    up, down = alternatives(table["at_least_behind"]), alternatives(table["at_most_behind"])
    return re.compile(rf"[^.;:\n\d()]{{0,{_CLOSING_REACH}}}?(?<!\w)(?:(?P<up>{up})|(?P<down>{down}))(?!\w)")


def closing_modifier(folded: str, amount: Amount) -> tuple[FigureModifier, int] | None:
    """ "từ 20 lao động trở lên": the modifier and, where it touches the amount, its end (else the amount's own)."""
    match = _closing().match(folded, amount.end)
    if match is None:
        return None
    opened = folded[max(0, amount.start - 6) : amount.start].split()[-1:] == ["từ"]
    between = folded[amount.outer_end : match.start("up") if match["up"] else match.start("down")]
    if between.strip() and not opened and (match["down"] or not _is_counted(between)):
        return None
    end = match.end() if not between.strip() else amount.outer_end
    return ("at_least" if match["up"] else "at_most"), end


def _is_counted(between: str) -> bool:
    """ "90 đồng chí trở lên"; in "5 người trình độ đại học trở lên" it is the schooling that goes up."""
    graded = load("quantity_cues")["modifier"]["graded"]
    return _NOUN_PHRASE.fullmatch(between) is not None and not any(f" {word} " in f" {between} " for word in graded)


def opening_modifier(folded: str, at: int) -> tuple[FigureModifier, int] | None:
    """The modifier that ends right before `at` and the offset where it begins."""
    window = folded[max(0, at - 48) : at]
    ending = window.rstrip().rpartition(" ")[2].rpartition("\n")[2]
    if not ending.isalpha():
        window = _LEFT_OF_MARK.sub(lambda left: " " * len(left.group()), window)
        ending = window.split()[-1] if window.strip() else ""
    if ending not in _endings() and ending[-1:] not in "$€£¥₫":
        return None  # most numbers have no modifier
    window = _LEFT_OF_MARK.sub(lambda left: " " * len(left.group()), window)
    cues, fillers = _cues(), set(load("quantity_cues")["modifier"]["fillers"])
    words = [(match.group(), max(0, at - 48) + match.start()) for match in re.finditer(r"\S+", window)]
    if window and not window[-1].isspace() and words and words[-1][0][-1:] not in "$€£¥₫":
        return None
    for skipped in range(3):
        tail = words[: len(words) - skipped]
        dropped = " ".join(word for word, _ in words[len(words) - skipped :]) if skipped else ""
        if dropped and dropped not in fillers:
            continue
        for count in (4, 3, 2, 1):
            phrase = " ".join(word for word, _ in tail[-count:]) if len(tail) >= count else ""
            if phrase in cues and not (dropped and count == 1):
                return _checked(folded, cues[phrase], phrase, tail[-count][1], [word for word, _ in tail[:-count]])
    return None


def _checked(
    folded: str, modifier: FigureModifier, phrase: str, start: int, before: list[str]
) -> tuple[FigureModifier, int] | None:
    if phrase in ("hơn", "kém") and before and before[-1] in load("quantity_cues")["modifier"]["comparatives"]:
        return None
    if phrase == "trên" and _is_out_of(folded, start):
        return None
    if phrase == "quá" and before and before[-1] in ("không", "chưa"):
        return None
    return modifier, start


def _is_out_of(folded: str, at: int) -> bool:
    """ "38 đoàn viên trên 41 lao động": part of a whole, not "more than"."""
    match = _OUT_OF.search(folded, max(0, at - 60), at)
    if match is None:
        return False
    noun = match["noun"].strip()
    return noun in counted_nouns() and noun not in ("có",)


def modify(folded: str, amount: Amount) -> FigureModifier | None:
    """The amount's modifier; widens the amount's outer span over its words."""
    if amount.first.vague:
        return "approx"
    closing = closing_modifier(folded, amount)
    if closing is not None:
        amount.outer_end = max(amount.outer_end, closing[1])
        opening = words_before(folded, amount.outer_start, 1)
        if opening == ["từ"]:
            amount.outer_start = folded.rindex("từ", 0, amount.outer_start)
        return closing[0]
    found = opening_modifier(folded, amount.outer_start)
    if found is not None:
        amount.outer_start = found[1]
        return found[0]
    if amount.value_max is not None and words_before(folded, amount.outer_start, 1) == ["từ"]:
        amount.outer_start = folded.rindex("từ", 0, amount.outer_start)
    return None
