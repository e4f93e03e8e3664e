"""The counted noun phrase as written: head and restrictive modifiers, without predicate, actor or place.

"doanh nghiệp có từ 30 lao động trở lên", "nữ" of "nữ 98 đồng chí", "hộ nghèo" of "tỷ lệ hộ nghèo giảm còn 4%".
Knowledge: the section `extent` of `lexicon/noun_phrases.toml`.
"""

from __future__ import annotations

from functools import cache

from extractor.extract.figures.lexicon import families, noun_book
from extractor.extract.figures.view import DATE, NUMBER, ORGANISATION, PERSON, Count, SentenceView
from extractor.language.fold import fold
from extractor.language.layers import FigureEntry
from extractor.language.phrases import PhraseBook
from extractor.language.places import levels_named
from extractor.lexicon import load

Span = tuple[int, int]  # word indices, half-open
_OPEN_QUOTES, _CLOSE_QUOTES = {"“", '"', "«"}, {"”", '"', "»"}
_LONGEST_QUOTE = 12  # words
_BODIES = {"union_org", "party_org", "enterprise", "organisation"}
_LOOK_AHEAD = 5  # words in which a number shows that a new item of a list has begun
_GLUE = {"’", "'", "-"}
_LONGEST_LEFT = 18  # words between a phrase on the left and its number
_COORDINATED_UNITS = frozenset({"person", "organisation", "enterprise", "place", "class", "event", "item"})


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(fold(word) for word in load("noun_phrases")["extent"][key])


@cache
def _book(key: str) -> PhraseBook:
    return PhraseBook((phrase, key) for phrase in load("noun_phrases")["extent"][key])


def _text(view: SentenceView, index: int) -> str:
    return view.words[index].text if 0 <= index < len(view.words) else ""


def _family(view: SentenceView, index: int) -> str | None:
    hit = noun_book().at(view.words, index) if index < len(view.words) else None
    return hit.label if hit else None


def _quoted(view: SentenceView, index: int) -> int:
    """End of the quotation that opens at `index`; `index` where none does or it holds a number."""
    if _text(view, index) not in _OPEN_QUOTES:
        return index
    for at in range(index + 1, min(index + _LONGEST_QUOTE, len(view.words))):
        if _text(view, at) in _CLOSE_QUOTES:
            return at + 1
        if _text(view, at) == NUMBER:
            break
    return index


def _threshold(view: SentenceView, index: int, required: bool = False) -> int:
    """End of "từ 30 lao động trở lên" that begins at `index`; `index` where it does not.

    `required` tells that words before it ask for a threshold, so that "trở lên" may be missing.
    """
    at = index
    while _text(view, at) in _words("threshold") and at - index < 2:
        at += 1
    if at == index or _text(view, at) not in (NUMBER, DATE):
        return index
    if _text(view, at) == NUMBER:
        hit = noun_book().at(view.words, at + 1) if at + 1 < len(view.words) else None
        if hit is None:
            return index
        at = hit.last
    else:
        at += 1
    closing = _book("threshold_end").at(view.words, at) if at < len(view.words) else None
    return closing.last if closing else at if required else index


def _conjoined(view: SentenceView, index: int, unit: str | None, head: str) -> int:
    """End of ", người lao động" or "và cá nhân" that goes on with a noun of the same unit and another kind."""
    text = _text(view, index)
    if text not in {",", "và"} or unit not in _COORDINATED_UNITS:
        return index
    hit = noun_book().at(view.words, index + 1) if index + 1 < len(view.words) else None
    if hit is None or families()[hit.label].unit != unit or _text(view, hit.first) == head:
        return index
    if any(p.first == hit.first and p.label not in ("exist", "idiom") for p in view.predicates):
        return index
    if _book("verbs").at(view.words, hit.first) is not None:
        return index
    return index if _begins_statement(view, hit.last, text == ",") else hit.last


def _begins_statement(view: SentenceView, index: int, listed: bool) -> bool:
    """Whether the words before `index` open the next statement: a number or, after a comma, a verb comes soon."""
    for at in range(index, min(index + _LOOK_AHEAD, len(view.words))):
        text = _text(view, at)
        if text == NUMBER or (text == PERSON and at == index):
            return True
        if not (text[0].isalnum() or text in _GLUE):
            return False
        if listed and text in {"được", "đã", "chiếm", "là", "đạt", "tăng", "giảm"}:
            return True
        if text in _words("stop"):
            return False
    return False


def _linked(view: SentenceView, index: int, family: str | None) -> int:
    """End of the link word at `index` when the noun after it restricts the phrase; `index` where it does not."""
    text, following = _text(view, index), _text(view, index + 1)
    if not following or not following[0].isalpha():
        return index
    particular = bool({following, f"{following} {_text(view, index + 2)}"} & _words("particular"))
    plural = following in {"các", "những"}
    if text in _words("link_of"):
        return index + 1 if plural or (not particular and _family(view, index + 1) is not None) else index
    if text in _words("link_in"):
        known = _family(view, index + 2 if plural else index + 1)
        return index + 1 if known not in (None, "place", "measure") and not particular else index
    if text in _words("link_about"):
        return index + 1 if family in _words("about_families") and not particular else index
    return index


def _glued(view: SentenceView, index: int) -> bool:
    """A mark inside a word: "S’tiêng", "CNVC-LĐ"."""
    if _text(view, index) not in _GLUE or not 0 < index < len(view.words) - 1:
        return False
    left, mark, right = view.words[index - 1 : index + 2]
    return left.end == mark.start and mark.end == right.start


def _plan_end(view: SentenceView, index: int) -> int:
    """ "chỉ tiêu Tỉnh ủy giao", "kế hoạch năm 2023"."""
    while index < len(view.words):
        text = _text(view, index)
        if text == NUMBER or text in _words("plan_stop") or not (text[0].isalnum() or text in (ORGANISATION, DATE)):
            break
        index += 1
    return index


def _grown(view: SentenceView, index: int, family: str | None, head: str, whole: bool, restricts: bool) -> int:
    """End of the modifier of several words that begins at `index`; `index` where none does."""
    text, words = _text(view, index), view.words
    end = _quoted(view, index)
    if end > index:
        return end
    kept = _book("keep").at(words, index)
    if kept is not None and _text(view, kept.last) != ORGANISATION:
        return kept.last
    end = _threshold(view, index)
    if end > index:
        return end
    if text in _words("threshold_verbs"):
        end = index + 1
        while _text(view, end) in _words("threshold_verbs") and end - index < 4:
            end += 1
        tail = _threshold(view, end, required=True)
        if tail > end:
            return tail
    unit = families()[family].unit if family in families() else None
    end = max(_conjoined(view, index, unit, head), _linked(view, index, family))
    if end > index:
        return end
    if text == "có" and whole and family == "enterprise" and _family(view, index + 1) in ("party_org", "union_org"):
        return index + 1
    return index + 1 if text == "là" and restricts and _family(view, index + 1) is not None else index


def extent(view: SentenceView, first: int, head_last: int, family: str | None, whole: bool, restricts: bool) -> int:
    """Where the phrase ends whose head is `words[first:head_last]`.

    `whole` tells that "có tổ chức đảng" belongs to it (not after a percentage), `restricts` that "là …" does.
    """
    if family == load("noun_phrases")["extent"]["plan_family"]:
        return _plan_end(view, head_last)
    verbs = {hit.first for hit in view.predicates if hit.label not in ("exist", "idiom")}
    index, words, head = head_last, view.words, _text(view, first)
    while index < len(words):
        text = _text(view, index)
        further = _grown(view, index, family, head, whole, restricts)
        if further > index:
            index = further
            continue
        if text in (NUMBER, DATE, ORGANISATION, PERSON) or not (text[0].isalnum() or _glued(view, index)):
            break
        if text == "và" and _begins_statement(view, index + 1, False):
            break
        if text == "mới" and not _text(view, index + 1)[:1].isalnum():
            index += 1
            continue
        hit = noun_book().at(words, index)
        acting = hit is not None and hit.label in _BODIES and hit.last in verbs  # "… công đoàn giới thiệu"
        halted = text in _words("stop") or index in verbs or _book("verbs").at(words, index) is not None
        if hit is not None and hit.first not in verbs and not acting and (not halted or hit.last > index + 1):
            index = hit.last
        elif halted or acting:
            break
        else:
            index += 1
    while index > head_last and _text(view, index - 1) in {"và", "hoặc", "-", "/"}:
        index -= 1
    return index


def _governed(view: SentenceView, count: Count) -> bool:
    """Whether an act on the left takes the phrase as its object, so that "là …" restricts and does not predicate."""
    first = max(view.segments[count.segment].first, view.previous_number(count.word))
    hits = view.hits_between(view.predicates, first, count.word)
    return any(hit.label not in ("exist", "idiom", "change") for hit in hits)


def _after_skips(view: SentenceView, count: Count) -> int:
    """Index of the first word of the phrase on the right: "56% [số giới thiệu]", "1/3 số [công nhân]"."""
    index = count.word + 1
    while index < len(view.words) and (hit := _book("skip").at(view.words, index)) is not None:
        if _text(view, hit.last - 1) == "số" and _family(view, hit.last) is None and _text(view, hit.last) != NUMBER:
            break
        index = hit.last
    share = count.quantity.percent or count.quantity.denominator is not None
    return index + 1 if share and _text(view, index) == "là" else index


def _right(view: SentenceView, count: Count) -> Span | None:
    """The phrase right after the number."""
    words, index = view.words, _after_skips(view, count)
    if index >= len(words):
        return None
    if _text(view, index) == NUMBER:
        other = next((other for other in view.counts if other.word == index), None)
        return _right(view, other) if other is not None and other is not count else None
    end = _quoted(view, index)
    if end > index:
        return (index, end)
    hit = noun_book().at(words, index)
    if _book("nameless").at(words, index) is not None:
        return None
    if hit is not None and hit.label == "money":
        return (index, hit.last)
    if hit is not None and hit.label == "times":
        return (index, index + 1)
    text = _text(view, index)
    if hit is None:
        verb = _book("verbs").at(words, index) or any(p.first == index and p.label != "idiom" for p in view.predicates)
        if not text[0].isalpha() or text in _words("stop") or text in {"và", NUMBER} or (verb and text != "số"):
            return None
        if any(word.text in _words("multiples") for word in count.scale_words) and text != "số":
            return None
    share = count.quantity.percent or count.quantity.denominator is not None
    family, last = (hit.label, hit.last) if hit else (None, index + 1)
    return (index, extent(view, index, last, family, not share, _governed(view, count)))


def _left_start(view: SentenceView, count: Count) -> tuple[int, bool]:
    """Where the phrase on the left begins, and whether "số", "tỷ lệ" opens it."""
    segment = count.segment
    first = view.segments[segment].first
    lead = view.text_words(first, count.word)
    if segment and lead[:1] == [":"] and all(text in _words("told_by") for text in lead):
        first = view.segments[segment - 1].first  # "Doanh nghiệp có CĐCS: 1.026"
    first = max(first, view.previous_number(count.word))
    teller = False
    while first < count.word:
        hit = _book("openers").at(view.words, first)
        if hit is not None and hit.last <= count.word:
            teller = teller or _text(view, hit.last - 1) in _words("tellers")
            first = hit.last
        elif _text(view, first) == DATE or not (_text(view, first)[0].isalnum() or _text(view, first)[0] == "@"):
            first += 1
        else:
            break
    return first, teller


def _told(view: SentenceView, count: Count, text: str) -> Span | None:
    """The phrase that ends on the left where the number tells it: "nữ 98", "số lao động là 120", "hộ nghèo còn 4%"."""
    if _text(view, count.word - 1) == "tuổi":
        return (count.word - 1, count.word)
    first, teller = _left_start(view, count)
    if first >= count.word or count.word - first > _LONGEST_LEFT:
        return None
    hit = _book("people").at(view.words, first) or noun_book().at(view.words, first)
    if hit is None or hit.last > count.word:
        return _bare_group(view, first, count, text)
    family = hit.label if hit.label in families() else "person"
    if family in ("place", "times", "money"):
        return None
    end = min(extent(view, first, hit.last, family, True, False), count.word)
    share = count.quantity.percent or count.quantity.denominator is not None
    if end < count.word and _text(view, end) == "là" and _family(view, end + 1) is not None and share:
        end = min(extent(view, first, end + 1, family, True, False), count.word)
    if _text(view, first) == "tuổi":
        end = first + 1
    between = view.text_words(end, count.word)
    plainly = teller and bool(between) and between[-1] in _words("told_plainly")
    if not plainly and any(text not in _words("told_by") for text in between):
        return None
    if share and between and between[0] in _words("growth") and not {"từ", "còn", "xuống"} & set(between):
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
    return " ".join(view.text_words(*span)).replace(" / ", "/") in _words("weak")


def _suits(view: SentenceView, span: Span, count: Count) -> bool:
    """Whether a phrase on the left can say what a weak noun on the right leaves open."""
    if _book("people").at(view.words, span[0]) is not None:
        return count.unit == "person" and _text(view, span[0]) != "khối"
    hit = noun_book().at(view.words, span[0])
    if hit is None:
        return False
    return families()[hit.label].unit == count.unit or (count.unit == "organisation" and hit.label == "enterprise")


def _shared(view: SentenceView, count: Count) -> Span | None:
    """ "từ 18.000 lên 22.000 đồng", "10 hoặc 12 lớp": the noun stands after the second number only."""
    following = [other for other in view.counts if other.word > count.word]
    if not following or following[0].word - count.word > 3:
        return None
    between = view.text_words(count.word + 1, following[0].word)
    if not between or not set(between) <= {"lên", "xuống", "còn", "đến", "hoặc", "hay", "tới"}:
        return None
    return _right(view, following[0])


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
    right = _right(view, count)
    if right is not None and (count.quantity.percent or not _is_weak(view, right)):
        return right
    if right is None and count.noun is not None and count.noun.family == "money":
        return _shared(view, count)
    told = _told(view, count, text)
    if right is not None:
        return told if told is not None and _suits(view, told, count) else right
    return _shared(view, count) or told


def _same_again(view: SentenceView, count: Count, before: Count) -> bool:
    """ "con số này là 164"; "từ 6 xuống còn 4"."""
    left = view.text_words(max(0, count.word - 5), count.word)
    if "số" in left and {"này", "đó", "ấy"} & set(left):
        return True
    between = view.text_words(before.word + 1, count.word) if before in view.counts else ["?"]
    return bool(between) and set(between) <= {"lên", "xuống", "còn", "tới"}
