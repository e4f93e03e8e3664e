"""The counted noun of every figure: to the right ("96 đảng viên mới"), to the left ("số lao động là 120 người",
"nữ 2.866") or taken over from the figure before ("kết nạp được 31")."""

from __future__ import annotations

from extractor.extract.figures.lexicon import families, noun_book, word_list, word_set
from extractor.extract.figures.view import DATE, NUMBER, ORGANISATION, PERSON, Count, Noun, SentenceView
from extractor.language.phrases import Hit

_BODIES = {"enterprise", "party_org", "union_org"}
# left-hand nouns that millions count; before all others a scaled number without a noun is money ("thưởng 2 triệu")
_SCALED = {"worker", "person", "union_member", "party_member", "household", "measure", "people", "item"}
# "chi bộ có 19", "Biên Hòa có 58": the owner of what is counted, not the counted noun
_POSSESSORS = {"party_org", "organisation", "union_org", "enterprise", "place", "cooperative", "event"}
_QUOTES = {"“", '"', "‘", "«"}
# predicates that may stand inside a noun phrase ("lớp bồi dưỡng kết nạp Đảng")
_IN_NOUN = {"exist", "establish", "hold"}
_IN_NOUNS = {"class": _IN_NOUN | {"train", "admit", "introduce"}}
_MEMBERS = {"worker", "union_member", "party_member", "elite"}


def _phrase_end(view: SentenceView, head_last: int, family: str) -> int:
    """Where the noun phrase ends whose head ends before `head_last`: at a mark, a number, a verb or a stop word."""
    stops = word_list("noun_phrases", "stop", "words")
    inner = _IN_NOUNS.get(family, _IN_NOUN)
    index = head_last
    while index < len(view.words):
        text = view.words[index].text
        if text in (NUMBER, DATE) or not (text[0].isalnum() or text in (ORGANISATION, PERSON)):
            break
        if text == "là":
            if noun_book().at(view.words, index + 1) is None if index + 1 < len(view.words) else True:
                break
        elif text == "có":
            if family != "enterprise":
                break
        elif text == "và":
            if index + 1 >= len(view.words) or noun_book().at(view.words, index + 1) is None:
                break
        elif text in stops or ((verb := view.predicate_at(index)) is not None and verb.label not in inner):
            break
        index += 1
    while index > head_last and view.words[index - 1].text in {"và", "là", "có", "của", "trong", "ở"}:
        index -= 1
    return index


def _unknown_family(view: SentenceView, index: int) -> str:
    """A family for a noun that the lexicon does not have, by the syllables that mark people."""
    suffixes = word_list("noun_phrases", "person", "last_syllables")
    for k in range(index, min(index + 3, len(view.words))):
        if view.words[k].text in suffixes:
            return "person"
    return "unknown"


def right_noun(view: SentenceView, count: Count) -> Noun | None:
    """The noun that follows the number at once."""
    index = count.word + 1
    words = view.words
    skips = word_list("noun_phrases", "skip", "words")
    if count.quantity.percent:
        skips |= {"trong", "tổng", "của", "các", "những"}
    while index < len(words) and (
        words[index].text in skips or (words[index].text in _QUOTES and index == count.word + 1)
    ):
        index += 1
    if index >= len(words):
        return None
    hit = noun_book().at(words, index)
    if hit is not None:
        return Noun(hit.label, index, hit.last, _phrase_end(view, hit.last, hit.label), "right")
    text = words[index].text
    if not text[0].isalpha() or text in word_list("noun_phrases", "stop", "words") or text in word_set("links"):
        return None
    if view.predicate_at(index) is not None:
        return None
    return Noun(_unknown_family(view, index), index, index + 1, _phrase_end(view, index + 1, "unknown"), "right")


def _told_by(view: SentenceView, count: Count) -> Hit | None:
    """The head noun of the phrase that the number completes: "số đoàn viên … là 120", "nữ 2.866", "lao động: 35".

    The first noun of the phrase is its head ("chi bộ trong doanh nghiệp … dừng ở 19"). A verb between noun and number
    makes the noun a subject instead ("huyện giới thiệu 143"), unless "số" or a passive with "là" says otherwise.
    """
    first = max(view.segments[count.segment].first, view.previous_number(count.word))
    taken = {other.noun.first for other in view.counts if other.noun is not None and other.noun.side == "right"}
    hits = [
        hit
        for hit in view.hits_between(view.nouns, first, count.word)
        if hit.first not in taken
        and not (hit.first and view.words[hit.first - 1].text in word_set("each"))
        and not (hit.label == "place" and view.words[hit.first - 1].text == "toàn")
    ]
    numbered = [hit for hit in hits if hit.first and view.words[hit.first - 1].text in word_set("counters")]
    if numbered:
        return numbered[0]
    verbs = [
        hit
        for hit in view.hits_between(view.predicates, first, count.word)
        if hit.label not in ("exist", "idiom", "change")
    ]
    if verbs:
        passive_told = "được" in view.text_words(first, verbs[0].first + 1) and view.words[
            count.word - 1
        ].text in word_set("tells")
        if not passive_told:
            hits = [hit for hit in hits if hit.first >= verbs[-1].last and hit.label != "place"]
    if not hits:
        return None
    adjacent = hits[-1].last == count.word
    return hits[-1] if adjacent and hits[0].label in _POSSESSORS else hits[0]


def _is_counter(view: SentenceView, hit: Hit) -> bool:
    return hit.first > 0 and view.words[hit.first - 1].text in word_set("counters")


def left_noun(view: SentenceView, count: Count) -> Noun | None:
    """The noun on the left that the number tells: at once before it, or "số X là N"."""
    hit = _told_by(view, count)
    if hit is None:
        return None
    between = view.text_words(hit.last, count.word)
    if hit.label in _POSSESSORS and "có" in between and ":" not in between and not _is_counter(view, hit):
        return None
    direct = _phrase_end(view, hit.last, hit.label) >= count.word
    links = word_set("links") | word_set("grows") if count.quantity.percent else word_set("links")
    rises = bool(between) and between[-1] == "từ" and bool({"tăng", "giảm"} & set(between[-3:]))
    told = (any(text in links for text in between[-3:]) or rises) and len(between) <= 16
    if direct or told:
        end = min(_phrase_end(view, hit.last, hit.label), count.word)
        return Noun(hit.label, hit.first, hit.last, end, "left")
    return None


def _same_again(view: SentenceView, count: Count) -> bool:
    """ "con số này là 164": the noun and the act of the figure before."""
    before = view.text_words(max(0, count.word - 5), count.word)
    return "số" in before and bool({"này", "đó", "ấy"} & set(before)) and before[-1] in word_set("tells") | {"có"}


def _told_noun(view: SentenceView, count: Count) -> Noun | None:
    """The noun X of "số X … là N người": it says what the weak noun after the number counts."""
    segment = view.segments[count.segment]
    first = max(segment.first, view.previous_number(count.word))
    words = view.words
    for index in range(first, count.word - 1):
        if words[index].text in word_set("counters"):
            hit = noun_book().at(words, index + 1) or (
                noun_book().at(words, index + 2) if index + 2 < count.word else None
            )
            if hit is not None and hit.last <= count.word:
                return Noun(
                    hit.label, hit.first, hit.last, min(_phrase_end(view, hit.last, hit.label), count.word), "left"
                )
    return _subject_noun(view, count, first)


def _is_base(view: SentenceView, count: Count, noun: Noun) -> bool:
    """ "chiếm 8% tổng số lao động": the noun on the right is what the share is taken of."""
    return noun.side == "right" and bool({"tổng", "số"} & set(view.text_words(count.word + 1, noun.first)))


def _said_to_be(view: SentenceView, noun: Noun) -> Noun | None:
    """ "1.904 người là đảng viên": the noun that says what the people are."""
    at = noun.head_last + (view.text_words(noun.head_last, noun.head_last + 1) == ["đã"])
    if view.text_words(at, at + 1) != ["là"]:
        return None
    hit = noun_book().at(view.words, at + 1) if at + 1 < len(view.words) else None
    if hit is None or hit.label not in ("union_member", "party_member"):
        return None
    return Noun(hit.label, noun.first, noun.head_last, noun.last, noun.side)


def _subject_noun(view: SentenceView, count: Count, first: int) -> Noun | None:
    """The people with whom a statement opens: "Đảng viên nữ có 67 đồng chí", "Công nhân trực tiếp: 45 người"."""
    while first < count.word and not view.words[first].text[0].isalpha():
        first += 1
    hit = noun_book().at(view.words, first)
    if hit is None or hit.label not in _MEMBERS or hit.last > count.word:
        return None
    acts = view.hits_between(view.predicates, hit.last, count.word)
    if any(act.label not in ("exist", "idiom") for act in acts) or count.word - hit.last > 8:
        return None
    return Noun(hit.label, hit.first, hit.last, min(_phrase_end(view, hit.last, hit.label), count.word), "left")


def _is_weak(view: SentenceView, noun: Noun) -> bool:
    return " ".join(view.text_words(noun.first, noun.head_last)) in word_set("weak")


def find_nouns(view: SentenceView, before: Count | None, told: dict[str, str]) -> None:
    """Give every count of the sentence its noun; `before` is the last count of the sentence before.

    `told` keeps the family of the last full noun by its classifier: after "64 cuộc ngừng việc" a bare "cuộc" is that.
    """
    previous = before
    for count in view.counts:
        noun = right_noun(view, count)
        if noun is not None and (_is_weak(view, noun) or (count.quantity.percent and noun.family == "worker")):
            noun = _said_to_be(view, noun) or (_told_noun(view, count) if _is_weak(view, noun) else None) or noun
        if noun is not None and count.quantity.percent and _is_base(view, count, noun):
            noun = left_noun(view, count) or noun
        if count.quantity.currency and not count.quantity.percent:
            noun = _money(count, noun)
        if noun is None and not _same_again(view, count):
            noun = left_noun(view, count)
        if (noun is None or (noun.side == "left" and noun.family not in _SCALED)) and _is_scaled_money(
            view, count, previous
        ):
            noun = Noun("money", -1, -1, -1, "inherited")
            count.currency = previous.currency if previous in view.counts and previous is not None else None
        if (count.scale_words and count.scale_words[0].text == "gấp") or _multiplies(view, count):
            noun, count.multiple = (
                left_noun(view, count) or (None if noun is None or noun.side == "right" else noun),
                True,
            )
        if noun is not None and noun.family == "times":
            noun, count.multiple = left_noun(view, count) or noun, True
        if noun is not None and noun.family == "incident" and _is_multiple(view, count, noun):
            noun.family = "times"
        if noun is not None and previous in view.counts:
            _stand_in(view, noun, previous)
        if noun is not None and noun.side == "right":
            _name_classifier(view, noun, told)
        if noun is None and not count.quantity.percent and previous is not None and previous.noun is not None:
            noun = Noun(previous.noun.family, -1, -1, -1, "inherited")
        count.noun = noun
        if not count.quantity.percent:
            previous = count
    _from_to(view)


def _name_classifier(view: SentenceView, noun: Noun, told: dict[str, str]) -> None:
    classifier = view.words[noun.first].text
    if classifier not in word_set("classifiers"):
        return
    if noun.head_last - noun.first > 1:
        told[classifier] = noun.family
    elif noun.last == noun.head_last or view.words[noun.head_last].text in word_set("behind_classifier"):
        noun.family = told.get(classifier, noun.family)


def _money(count: Count, noun: Noun | None) -> Noun:
    """Money by its currency sign or word, also where the word lies outside the lexicon ("3,5 triệu đô-la")."""
    if noun is not None and noun.side == "right" and noun.family in ("money", "unknown"):
        noun.family = "money"
        return noun
    return Noun("money", -1, -1, -1, "inherited")


def _is_scaled_money(view: SentenceView, count: Count, previous: Count | None) -> bool:
    """ "(mỗi đơn vị 5 triệu)": a scaled number without a noun after an amount of money is money too."""
    if count.scale_words and count.scale_words[0].text == "gấp":
        return False
    scaled = any(word.text in word_set("scales") for word in count.scale_words)
    thousands = any(word.text in ("ngàn", "nghìn") for word in count.scale_words)
    after_money = previous is not None and previous.noun is not None and previous.noun.family == "money"
    return scaled or (thousands and after_money)


def _is_multiple(view: SentenceView, count: Count, noun: Noun) -> bool:
    """ "tăng 1,8 lần", "gấp gần 1,4 lần"."""
    before = view.text_words(max(0, count.word - 3), count.word)
    return view.words[noun.first].text == "lần" and bool({"gấp", "tăng", "giảm"} & set(before))


def _multiplies(view: SentenceView, count: Count) -> bool:
    """ "gấp ba kỳ trước", "gấp hơn 2 lần"."""
    before = view.text_words(max(0, count.word - 2), count.word)
    return before[-1:] == ["gấp"] or (before[:1] == ["gấp"] and before[-1] in word_set("hedges"))


def _stand_in(view: SentenceView, noun: Noun, previous: Count | None) -> None:
    """ "đơn vị", "nơi", "cơ sở" stand for the bodies counted just before."""
    if noun.first < 0 or previous is None or previous.noun is None:
        return
    if (
        " ".join(view.text_words(noun.first, noun.head_last)) in word_set("stand_ins")
        and previous.noun.family in _BODIES
    ):
        noun.family = previous.noun.family


def _from_to(view: SentenceView) -> None:
    """ "từ 18.000 lên 22.000 đồng", "54 và 61 học viên": the first number counts what the second does."""
    for count, following in zip(view.counts, view.counts[1:], strict=False):
        between = view.text_words(count.word + 1, following.word)
        noun = following.noun
        changes = 1 <= len(between) <= 2 and between[0] in word_set("changes")
        if noun is None or noun.side != "right" or not (changes or between == ["và"]):
            continue
        if count.noun is None or count.noun.side != "right":
            count.noun = Noun(noun.family, -1, -1, -1, "inherited")


def is_weak(view: SentenceView, count: Count) -> bool:
    """Whether the count's noun says only that people or units are counted ("người", "đồng chí", none at all)."""
    noun = count.noun
    if noun is None or noun.side == "inherited" or noun.first < 0 or noun.family in ("people", "bloc"):
        return True
    return _is_weak(view, noun)


def unit_of(count: Count) -> str:
    """The contract's unit by the count's family; percent and currency come from the number itself."""
    if count.quantity.percent:
        return "percent"
    if count.multiple:
        return "other"
    if count.currency:
        return count.currency
    if count.noun is None or count.noun.family == "unknown":
        return "other"
    return families()[count.noun.family].unit
