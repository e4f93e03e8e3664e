"""How far a counted noun phrase goes: head and restrictive modifiers, without predicate, actor or place.

"doanh nghiệp có từ 30 lao động trở lên", "lớp bồi dưỡng nhận thức về Đảng", "người bị thương". Word indices are those
of the sentence's view, half-open. Knowledge: the section `extent` of `lexicon/noun_phrases.toml`.
"""

from __future__ import annotations

import bisect

from extractor.extract.figures.lexicon import families, noun_book, phrase_list, word_list
from extractor.extract.figures.view import DATE, NUMBER, ORGANISATION, PERSON, SentenceView
from extractor.language.phrases import PhraseBook
from extractor.lexicon import load

_OPEN_QUOTES, _CLOSE_QUOTES = {"“", '"', "«"}, {"”", '"', "»"}
_LONGEST = 40  # words of a phrase
_LONGEST_QUOTE = 12  # words
_BODIES = {"union_org", "party_org", "enterprise", "organisation"}
_LOOK_AHEAD = 5  # words in which a number shows that a new item of a list has begun
_MOST_VERBS = 4  # words before a threshold: "thường xuyên sử dụng từ 20 lao động"
_GLUE = {"’", "'", "-"}
_COORDINATED_UNITS = frozenset({"person", "organisation", "enterprise", "place", "class", "event", "item"})


def listed(key: str) -> frozenset[str]:
    """The folded words of a list of the section `extent`."""
    return word_list("noun_phrases", "extent", key)


def book(key: str) -> PhraseBook:
    """The phrases of a list of the section `extent`."""
    return phrase_list("noun_phrases", "extent", key)


def text_at(view: SentenceView, index: int) -> str:
    """The folded word at an index; empty outside the sentence."""
    return view.words[index].text if 0 <= index < len(view.words) else ""


def family_at(view: SentenceView, index: int) -> str | None:
    """The family of the known noun that begins at an index."""
    hit = noun_book().at(view.words, index) if index < len(view.words) else None
    return hit.label if hit else None


def quoted(view: SentenceView, index: int) -> int:
    """End of the quotation that opens at `index`; `index` where none does or it holds a number."""
    if text_at(view, index) not in _OPEN_QUOTES:
        return index
    for at in range(index + 1, min(index + _LONGEST_QUOTE, len(view.words))):
        if text_at(view, at) in _CLOSE_QUOTES:
            return at + 1
        if text_at(view, at) == NUMBER:
            break
    return index


def _threshold(view: SentenceView, index: int, required: bool = False) -> int:
    """End of "từ 30 lao động trở lên" that begins at `index`; `index` where it does not.

    `required` tells that words before it ask for a threshold, so that "trở lên" may be missing.
    """
    at = index
    while text_at(view, at) in listed("threshold") and at - index < 2:
        at += 1
    if at == index or text_at(view, at) not in (NUMBER, DATE):
        return index
    if text_at(view, at) == NUMBER:
        hit = noun_book().at(view.words, at + 1) if at + 1 < len(view.words) else None
        if hit is None:
            return index
        at = hit.last
    else:
        at += 1
    closing = book("threshold_end").at(view.words, at) if at < len(view.words) else None
    return closing.last if closing else at if required else index


def _conjoined(view: SentenceView, index: int, unit: str | None, head: str) -> int:
    """End of ", người lao động" or "và cá nhân" that goes on with a noun of the same unit and another kind."""
    text = text_at(view, index)
    if text not in {",", "và"} or unit not in _COORDINATED_UNITS:
        return index
    hit = noun_book().at(view.words, index + 1) if index + 1 < len(view.words) else None
    if hit is None or families()[hit.label].unit != unit or text_at(view, hit.first) == head:
        return index
    if _verbs_between(view, hit.first, hit.first + 1):
        return index
    if book("verbs").at(view.words, hit.first) is not None:
        return index
    return index if _begins_statement(view, hit.last, text == ",") else hit.last


def _begins_statement(view: SentenceView, index: int, after_comma: bool) -> bool:
    """Whether the words before `index` open the next statement: a number or, after a comma, a verb comes soon."""
    for at in range(index, min(index + _LOOK_AHEAD, len(view.words))):
        text = text_at(view, at)
        if text == NUMBER or (text == PERSON and at == index):
            return True
        if not (text[0].isalnum() or text in _GLUE):
            return False
        if after_comma and text in {"đã", "chiếm", "là", "đạt", "tăng", "giảm"}:
            return True
        if text in listed("stop"):
            return False
    return False


def _linked(view: SentenceView, index: int, family: str | None) -> int:
    """End of the link word at `index` when the noun after it restricts the phrase; `index` where it does not."""
    text, following = text_at(view, index), text_at(view, index + 1)
    if not following or not following[0].isalpha():
        return index
    particular = bool({following, f"{following} {text_at(view, index + 2)}"} & listed("particular"))
    plural = following in {"các", "những"}
    if text in listed("link_of"):
        return index + 1 if plural or (not particular and family_at(view, index + 1) is not None) else index
    if text in listed("link_in"):
        known = family_at(view, index + 2 if plural else index + 1)
        return index + 1 if known not in (None, "place", "measure") and not particular else index
    if text in listed("link_about"):
        return index + 1 if family in listed("about_families") and not particular else index
    return index


def _glued(view: SentenceView, index: int) -> bool:
    """A mark inside a word: "S’tiêng", "CNVC-LĐ"."""
    if text_at(view, index) not in _GLUE or not 0 < index < len(view.words) - 1:
        return False
    left, mark, right = view.words[index - 1 : index + 2]
    return left.end == mark.start and mark.end == right.start


def _plan_end(view: SentenceView, index: int) -> int:
    """ "chỉ tiêu Tỉnh ủy giao", "kế hoạch năm 2023"."""
    while index < len(view.words):
        text = text_at(view, index)
        if text == NUMBER or text in listed("plan_stop") or not (text[0].isalnum() or text in (ORGANISATION, DATE)):
            break
        index += 1
    return index


def _grown(view: SentenceView, index: int, family: str | None, head: str, whole: bool, restricts: bool) -> int:
    """End of the modifier of several words that begins at `index`; `index` where none does."""
    text, words = text_at(view, index), view.words
    end = quoted(view, index)
    if end > index:
        return end
    kept = book("keep").at(words, index)
    if kept is not None and text_at(view, kept.last) != ORGANISATION:
        return kept.last
    end = _threshold(view, index)
    if end > index:
        return end
    if text in listed("threshold_verbs"):
        end = index + 1
        while text_at(view, end) in listed("threshold_verbs") and end - index < _MOST_VERBS:
            end += 1
        tail = _threshold(view, end, required=True)
        if tail > end:
            return tail
    unit = families()[family].unit if family in families() else None
    end = max(_conjoined(view, index, unit, head), _linked(view, index, family))
    if end > index:
        return end
    if text == "có" and whole and family == "enterprise" and family_at(view, index + 1) in ("party_org", "union_org"):
        return index + 1
    return index + 1 if text == "là" and restricts and family_at(view, index + 1) is not None else index


def _verbs_between(view: SentenceView, first: int, last: int) -> set[int]:
    """Where governing predicates begin among `words[first:last]`."""
    start = bisect.bisect_left(view.predicates, first, key=lambda hit: hit.first)
    stop = bisect.bisect_left(view.predicates, last, key=lambda hit: hit.first)
    return {hit.first for hit in view.predicates[start:stop] if hit.label not in ("exist", "idiom")}


def predicate_at(view: SentenceView, index: int) -> bool:
    """Whether a predicate begins at the word; idioms that only look so do not count."""
    found = view.predicate_at(index)
    return found is not None and found.label != "idiom"


def extent(view: SentenceView, first: int, head_last: int, family: str | None, whole: bool, restricts: bool) -> int:
    """Where the phrase ends whose head is `words[first:head_last]`.

    `whole` tells that "có tổ chức đảng" belongs to it (not after a percentage), `restricts` that "là …" does.
    """
    if family == load("noun_phrases")["extent"]["plan_family"]:
        return _plan_end(view, head_last)
    words, index, head = view.words, head_last, text_at(view, first)
    stop = min(len(words), head_last + _LONGEST)
    verbs = _verbs_between(view, head_last, stop + 1)
    while index < stop:
        text = text_at(view, index)
        further = _grown(view, index, family, head, whole, restricts)
        if further > index:
            index = further
            continue
        if text in (NUMBER, DATE, ORGANISATION, PERSON) or not (text[0].isalnum() or _glued(view, index)):
            break
        if text == "và" and _begins_statement(view, index + 1, False):
            break
        if text == "mới" and not text_at(view, index + 1)[:1].isalnum():
            index += 1
            continue
        hit = noun_book().at(words, index)
        acting = hit is not None and hit.label in _BODIES and hit.last in verbs  # "… công đoàn giới thiệu"
        halted = text in listed("stop") or index in verbs or book("verbs").at(words, index) is not None
        if hit is not None and hit.first not in verbs and not acting and (not halted or hit.last > index + 1):
            index = hit.last
        elif halted or acting:
            break
        else:
            index += 1
    while index > head_last and text_at(view, index - 1) in {"và", "hoặc", "-", "/"}:
        index -= 1
    return index
