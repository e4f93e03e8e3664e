"""Verbs that make a phrase a subject, also over times, brackets and appositions between the two.

Word indices are those of the sentence's view. Knowledge: `lexicon/figure_actors.toml`.
"""

from __future__ import annotations

from extractor.extract.figures.lexicon import phrase_list, word_list
from extractor.extract.figures.view import DATE, NUMBER, ORGANISATION, SentenceView
from extractor.language.phrases import PhraseBook

_ORDINAL = 3  # words of "lần thứ IV"
_APPOSITION = 22  # words between a name and its verb
_HEADING = 7  # words of "làm chủ nhiệm" before the verb
_TIME = 6  # words of a time between a name and its verb
_CLOSING = {"(": ")", ",": ",", "-": "-", "–": "–", "—": "—"}


def words(section: str, key: str) -> frozenset[str]:
    """The folded phrases of a list in `lexicon/figure_actors.toml`."""
    return word_list("figure_actors", section, key)


def book(section: str, key: str) -> PhraseBook:
    return phrase_list("figure_actors", section, key)


def is_mark(text: str) -> bool:
    """Whether a word of a view is a punctuation mark."""
    return not (text[0].isalnum() or text[0] in "@#")


def verb_at(view: SentenceView, index: int, verbs: frozenset[int]) -> bool:
    """Whether a verb or auxiliary begins at the word."""
    if view.words[index].text == "còn" and index + 1 < len(view.words) and view.words[index + 1].text == "lại":
        return False  # "các nơi còn lại"
    return index in verbs or book("subject", "verbs").at(view.words, index) is not None


def predicate_starts(view: SentenceView) -> frozenset[int]:
    """Where the governing predicates of the sentence begin."""
    return frozenset(hit.first for hit in view.predicates if hit.label != "idiom")


def _after_time(view: SentenceView, index: int) -> int:
    """Index after "trong quý IV", "năm 2023"; `index` where no time stands."""
    found = index
    for at in range(index, min(index + _TIME, len(view.words) - 1)):
        if view.words[at].text == DATE:
            found = at + 1
        elif view.words[at].text not in words("subject", "before_time"):
            break
    return found


def verb_after(view: SentenceView, index: int, verbs: frozenset[int]) -> int:
    """Index of the verb of a name that ends before `index`, over brackets and appositions; -1 where none follows."""
    if index >= len(view.words):
        return -1
    if view.words[index].text == "lần" and index + _ORDINAL < len(view.words):
        index += _ORDINAL  # "Đại hội Đảng bộ A lần thứ IV đã …"
    if view.words[index].text in words("agent", "owner") and view.text_words(index + 1, index + 2) == [ORGANISATION]:
        index += 2  # "anh A ở Công ty B có"
    index = _after_time(view, min(index, len(view.words) - 1))
    if verb_at(view, index, verbs):
        return index
    if view.words[index].text == "do":
        return _after_head(view, index, verbs)
    close = _CLOSING.get(view.words[index].text)
    if close is None:
        return -1
    for at in range(index + 1, min(index + _APPOSITION, len(view.words) - 1)):
        text = view.words[at].text
        if text == close:
            return at + 1 if verb_at(view, at + 1, verbs) else -1
        if close != ")" and text in {".", ";", ":", NUMBER}:
            return -1
    return -1


def _after_head(view: SentenceView, index: int, verbs: frozenset[int]) -> int:
    """ "Hợp tác xã A do chị B làm chủ nhiệm quy tụ …": the verb after who heads it."""
    stop = min(index + _APPOSITION, len(view.words))
    heading = next((at for at in range(index, stop) if view.words[at].text == "làm"), -1)
    if heading < 0:
        return -1
    for at in range(heading + 2, min(heading + _HEADING, len(view.words))):
        if view.words[at].text in (NUMBER, ";", "."):
            return -1
        if verb_at(view, at, verbs):
            return at
    return -1


def unknown_verb(view: SentenceView, index: int) -> int:
    """A body that opens its clause and is followed by a plain word acts by it, though the verb is not known."""
    before = view.words[index - 1].text if index else "^"
    if view.words[index].text != ORGANISATION or index + 1 >= len(view.words) or before[0].isalnum():
        return -1
    after = view.words[index + 1].text
    linked = words("subject", "not_after") | words("subject", "before_time") | {"và", "nơi"}
    return -1 if after in linked or not after.isalpha() else index + 1
