"""The counted noun phrase of a figure as written: on the right of the number, or on the left where the number tells it
("nữ 98 đồng chí", "tỷ lệ hộ nghèo giảm còn 4%"). How far a phrase goes is said in `extents`."""

from __future__ import annotations

from extractor.extract.figures.extents import book, extent, family_at, listed, predicate_at, quoted, text_at
from extractor.extract.figures.lexicon import families, noun_book, predicate_book
from extractor.extract.figures.view import DATE, NUMBER, Count, SentenceView
from extractor.language.layers import FigureEntry
from extractor.language.places import levels_named

Span = tuple[int, int]  # word indices, half-open
_LONGEST_LEFT = 18  # words between a phrase on the left and its number
_LONGEST_GAP = 3  # words between two numbers that share the noun of the second


def _governed(view: SentenceView, count: Count) -> bool:
    """Whether an act on the left takes the phrase as its object, so that "là …" restricts and does not predicate."""
    first = max(view.segments[count.segment].first, view.previous_number(count.word))
    hits = view.hits_between(view.predicates, first, count.word)
    return any(hit.label not in ("exist", "idiom", "change") for hit in hits)


def _after_skips(view: SentenceView, count: Count) -> int:
    """Index of the first word of the phrase on the right: "56% [số giới thiệu]", "1/3 số [công nhân]"."""
    index = count.word + 1
    while index < len(view.words) and (hit := book("skip").at(view.words, index)) is not None:
        named = family_at(view, hit.last) is not None or text_at(view, hit.last) == NUMBER
        if text_at(view, hit.last - 1) == "số" and not named:
            break
        index = hit.last
    share = count.quantity.percent or count.quantity.denominator is not None
    return index + 1 if share and text_at(view, index) == "là" else index


def _right(view: SentenceView, count: Count) -> Span | None:
    """The phrase right after the number."""
    words, index = view.words, _after_skips(view, count)
    if index >= len(words):
        return None
    if text_at(view, index) == NUMBER:
        other = next((other for other in view.counts if other.word == index), None)
        return _right(view, other) if other is not None and other is not count else None
    end = quoted(view, index)
    if end > index:
        return (index, end)
    hit = noun_book().at(words, index)
    if book("nameless").at(words, index) is not None:
        return None
    if hit is not None and hit.label == "money":
        return (index, hit.last)
    if hit is not None and hit.label == "times":
        return (index, index + 1)
    text = text_at(view, index)
    if hit is None:
        verb = book("verbs").at(words, index) or predicate_at(view, index)
        if not text[0].isalpha() or text in listed("stop") or text in {"và", NUMBER} or (verb and text != "số"):
            return None
        if any(word.text in listed("multiples") for word in count.scale_words) and text != "số":
            return None
    share = count.quantity.percent or count.quantity.denominator is not None
    family, last = (hit.label, hit.last) if hit else (None, index + 1)
    if text == "số" and (verb_hit := predicate_book().at(words, index + 1)) is not None:
        last = verb_hit.last  # "bằng 50% số giới thiệu"
    return (index, extent(view, index, last, family, not share, _governed(view, count)))


def _left_start(view: SentenceView, count: Count) -> tuple[int, bool]:
    """Where the phrase on the left begins, and whether "số", "tỷ lệ" opens it."""
    segment = count.segment
    first = view.segments[segment].first
    lead = view.text_words(first, count.word)
    if segment and lead[:1] in ([":"], ["còn"]) and all(text in listed("told_by") for text in lead):
        first = view.segments[segment - 1].first  # "Doanh nghiệp có CĐCS: 1.026", "tỷ lệ hộ nghèo còn 4%"
    first = max(first, view.previous_number(count.word))
    teller = False
    while first < count.word:
        hit = book("openers").at(view.words, first)
        if hit is not None and hit.last <= count.word:
            teller = teller or text_at(view, hit.last - 1) in listed("tellers")
            first = hit.last
        elif text_at(view, first) == DATE or not (text_at(view, first)[0].isalnum() or text_at(view, first)[0] == "@"):
            first += 1
        else:
            break
    return first, teller


def _told(view: SentenceView, count: Count, text: str) -> Span | None:
    """The phrase that ends on the left where the number tells it: "nữ 98", "số lao động là 120", "hộ nghèo còn 4%"."""
    if text_at(view, count.word - 1) == "tuổi":
        return (count.word - 1, count.word)
    first, teller = _left_start(view, count)
    if first >= count.word or count.word - first > _LONGEST_LEFT:
        return None
    hit = book("people").at(view.words, first) or noun_book().at(view.words, first)
    if hit is None or hit.last > count.word:
        return _bare_group(view, first, count, text)
    family = hit.label if hit.label in families() else "person"
    if family in ("place", "times", "money"):
        return None
    end = min(extent(view, first, hit.last, family, True, False), count.word)
    share = count.quantity.percent or count.quantity.denominator is not None
    if end < count.word and text_at(view, end) == "là" and family_at(view, end + 1) is not None and share:
        end = min(extent(view, first, end + 1, family, True, False), count.word)
    if text_at(view, first) == "tuổi":
        end = first + 1
    between = view.text_words(end, count.word)
    plainly = teller and bool(between) and between[-1] in listed("told_plainly")
    if not plainly and any(text not in listed("told_by") for text in between):
        return None
    if share and between and between[0] in listed("growth") and not {"từ", "còn", "xuống"} & set(between):
        return None
    return (first, end)


def _bare_group(view: SentenceView, first: int, count: Count, text: str) -> Span | None:
    """A name of one or two words for a group in a list: "Tày 21, Giáy 14", "FDI 15"."""
    words = view.words[first : count.word]
    if not 1 <= len(words) <= 2 or count.quantity.percent or count.unit not in ("person", "enterprise", "organisation"):
        return None
    name = " ".join(word.text for word in words)
    if any(not word.text.isalpha() for word in words) or levels_named(name):
        return None
    return (first, count.word) if text[words[0].start].isupper() else None


def _is_weak(view: SentenceView, span: Span) -> bool:
    return " ".join(view.text_words(*span)).replace(" / ", "/") in listed("weak")


def _suits(view: SentenceView, span: Span, count: Count) -> bool:
    """Whether a phrase on the left can say what a weak noun on the right leaves open."""
    if book("people").at(view.words, span[0]) is not None:
        return count.unit == "person" and text_at(view, span[0]) != "khối"
    hit = noun_book().at(view.words, span[0])
    if hit is None:
        return False
    return families()[hit.label].unit == count.unit or (count.unit == "organisation" and hit.label == "enterprise")


def _shared(view: SentenceView, count: Count) -> Span | None:
    """ "từ 18.000 lên 22.000 đồng", "10 hoặc 12 lớp": the noun stands after the second number only."""
    texts = view.text_words(count.word + 1, count.word + 1 + _LONGEST_GAP)
    if NUMBER not in texts[1:]:
        return None
    at = count.word + 1 + texts.index(NUMBER)
    if not set(texts[: texts.index(NUMBER)]) <= {"lên", "xuống", "còn", "đến", "hoặc", "hay", "tới"}:
        return None
    other = next((other for other in view.counts if other.word == at), None)
    return _right(view, other) if other is not None else None


def counted(
    view: SentenceView, count: Count, text: str, previous: tuple[Count, FigureEntry] | None
) -> tuple[int, int] | None:
    """Offsets of the counted phrase in the document's text, or `None` where none is written.

    `previous` is the figure before: "con số này là 164" counts the same.
    """
    span = _span(view, count, text)
    if span is not None and span[0] < span[1]:
        return (view.words[span[0]].start, view.words[span[1] - 1].end)
    if previous is not None and _same_again(view, count, previous[0]):
        return previous[1].counted
    return None


def _span(view: SentenceView, count: Count, text: str) -> Span | None:
    right = _right(view, count) or _shared(view, count)
    if right is not None and (count.quantity.percent or not _is_weak(view, right)):
        told = _told(view, count, text)
        return told if told is not None and _says_more(view, told, right) else right
    if right is None and count.noun is not None and count.noun.family == "money":
        return None
    told = _told(view, count, text)
    if right is not None:
        return told if told is not None and _suits(view, told, count) else right
    return told


def _says_more(view: SentenceView, told: Span, right: Span) -> bool:
    """ "số doanh nghiệp có công đoàn lên 415 doanh nghiệp": the same head, with more words."""
    heads = [noun_book().at(view.words, span[0]) for span in (told, right)]
    longer = told[1] - told[0] > right[1] - right[0]
    texts = [view.text_words(hit.first, hit.last) if hit is not None else [] for hit in heads]
    return longer and texts[0] == texts[1] != []


def _same_again(view: SentenceView, count: Count, before: Count) -> bool:
    """ "con số này là 164"; "từ 6 xuống còn 4"."""
    left = view.text_words(max(0, count.word - 5), count.word)
    if "số" in left and {"này", "đó", "ấy"} & set(left):
        return True
    here = view.start <= before.quantity.start < view.end
    if not here or count.word - before.word > _LONGEST_GAP:
        return False
    between = view.text_words(before.word + 1, count.word)
    return bool(between) and set(between) <= {"lên", "xuống", "còn", "tới"}
