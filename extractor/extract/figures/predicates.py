"""Which predicate governs a figure: on its left, on its right, carried from the figure before, or implied."""

from __future__ import annotations

from extractor.extract.figures.lexicon import word_set
from extractor.extract.figures.nouns import is_weak
from extractor.extract.figures.view import NUMBER, Count, Predicate, SentenceView
from extractor.language.phrases import Hit
from extractor.lexicon import load

_DEVELOPS = 3  # words
_REACH = 10  # words after its noun phrase in which a predicate still speaks of the figure
_ASKED_FOR = 6  # words from asking to what is asked for
_GIVEN = {"money", "gift", "house", "item"}
STRONG = {"introduce", "admit", "recruit", "train", "apply", "praise", "support", "establish", "transfer"}
_EMPTY = {"exist", "change", "idiom"}


def _masked(view: SentenceView) -> list[tuple[int, int]]:
    """Word ranges inside counted noun phrases of the right side, where a verb is part of the noun."""
    return [(c.noun.first, c.noun.last) for c in view.counts if c.noun is not None and c.noun.side == "right"]


def _content_hits(view: SentenceView, first: int, last: int) -> list[Hit]:
    masks = _masked(view)
    return [
        hit
        for hit in view.hits_between(view.predicates, first, last)
        if hit.label not in _EMPTY and not any(a <= hit.first < b for a, b in masks) and not _too_far(view, hit, last)
    ]


def _too_far(view: SentenceView, hit: Hit, word: int) -> bool:
    """Bare "phát triển" develops whatever follows it; it admits only what stands right after it."""
    bare = view.text_words(hit.first, hit.last) == ["phát", "triển"]
    return bare and word - hit.last > _DEVELOPS


def _voice(view: SentenceView, hit: Hit, side: str) -> str:
    before = view.text_words(max(0, hit.first - 6), hit.first)
    if view.words[hit.first].text == "được" or "được" in before[-5 if side == "right" else -2 :]:
        return "passive"
    return "passive" if side == "right" else "active"


def _left(view: SentenceView, count: Count) -> Predicate | None:
    first = max(view.segments[count.segment].first, view.previous_number(count.word))
    hits = _content_hits(view, first, count.word)
    if not hits:
        return None
    strong = [hit for hit in hits if hit.label in STRONG]
    hit = _governing(strong or hits)
    return Predicate(hit.label, hit.first, hit.last, _voice(view, hit, "left"), "left")


def _right(view: SentenceView, count: Count) -> Predicate | None:
    """The first content predicate after the noun, up to the next number or the end of the statement."""
    start = count.noun.head_last if count.noun is not None and count.noun.side == "right" else count.word + 1
    following, end = _next_statement(view, count)
    last = min(following, statement_end(view, count.segment), _reach(view, count, end))
    noun = count.noun
    if count.quantity.percent:  # "đạt ít nhất 55% số giới thiệu": the base tells no act of the share
        last = next((k for k in range(start, last) if _base_begins(view, k)), last)
    origin: Predicate | None = None
    for hit in view.hits_between(view.predicates, start, last):
        if hit.label in _EMPTY or view.segments[view.segment_of[hit.first]].depth > count.depth:
            continue
        if noun is not None and noun.side == "right" and hit.first < noun.last and hit.label not in STRONG:
            continue
        found = Predicate(hit.label, hit.first, hit.last, _voice(view, hit, "right"), "right")
        if hit.label != "origin":
            return found
        origin = origin or found
    return origin  # "300 công nhân đến từ 5 doanh nghiệp tham gia": what they do, else where they come from


def _reach(view: SentenceView, count: Count, end: int) -> int:
    """The word up to which a predicate still speaks of the figure; what stands in deeper brackets is not counted."""
    left = _REACH
    for index in range(end, len(view.words)):
        if view.segments[view.segment_of[index]].depth <= count.depth:
            left -= 1
        if not left:
            return index + 1
    return len(view.words)


def _governing(hits: list[Hit]) -> Hit:
    """The last of several predicates; one who asks to be taught has applied ("viết đơn xin được học lớp …")."""
    asked = len(hits) > 1 and (hits[-2].label, hits[-1].label) == ("apply", "train")
    if asked and hits[-1].first - hits[-2].last <= _ASKED_FOR:
        return hits[-2]
    return hits[-1]


def _base_begins(view: SentenceView, index: int) -> bool:
    return view.words[index].text in word_set("bases") and view.words[index - 1].text != "trong"


def _next_statement(view: SentenceView, count: Count) -> tuple[int, int]:
    """The next number that is not joined to this one, and where the last noun before it ends.

    "12 tập thể và 25 cá nhân được tặng …" are joined: they share a predicate.
    """
    end = count.noun.last if count.noun is not None and count.noun.side == "right" else count.word + 1
    for other in view.counts:
        if other.word <= count.word or other.condition or other.depth > count.depth:
            continue
        if view.text_words(end, other.word) != ["và"]:
            return other.word, end
        end = other.noun.last if other.noun is not None and other.noun.side == "right" else other.word + 1
    return len(view.words), end


def statement_end(view: SentenceView, segment: int) -> int:
    """Where the statement of a segment ends: its own end, or further over commas and joined numbers."""
    last = view.segments[segment].last
    for following in view.segments[segment + 1 :]:
        numbers = any(following.first <= count.word < following.last for count in view.counts)
        words = view.text_words(following.first, following.first + 3)
        if following.depth > view.segments[segment].depth or (following.opener == ")" and not numbers):
            last = following.last  # what stands in brackets interrupts no statement
            continue
        joined = following.opener == "và" and words[:2] == ["và", NUMBER]
        back = words[:2] == ["trong", "số"] and words[2:] and words[2] in word_set("pointing")
        if not (joined or back or (following.opener == "," and not numbers)):
            break
        last = following.last
    return last


def _earlier(view: SentenceView, count: Count) -> Predicate | None:
    """A content predicate in earlier segments after the previous number: "đã kết nạp vào Đảng, trong năm, 15 người"."""
    if view.segments[count.segment].opener in word_set("turning"):
        return None
    first = view.previous_number(count.word)
    hits = _content_hits(view, first, count.word)
    if not hits:
        return None
    hit = _governing(hits)
    return Predicate(hit.label, hit.first, hit.last, _voice(view, hit, "left"), "left")


def _of_those_who(view: SentenceView, count: Count) -> Predicate | None:
    """ "Trong số đảng viên mới được kết nạp, có 32 đảng viên …": the act of the whole that opens the sentence."""
    if view.text_words(0, 2) != ["trong", "số"] or any(other.word < count.word for other in view.counts):
        return None
    hits = _content_hits(view, 0, view.segments[count.segment].first)
    if not hits or hits[-1].label not in STRONG:
        return None
    return Predicate(hits[-1].label, hits[-1].first, hits[-1].last, "passive", "left")


def _company(view: SentenceView, count: Count) -> Predicate | None:
    """People with whom something is held: "tổ chức hội thảo cùng với 21 đồng chí", "gặp gỡ … với hơn 260 đoàn viên"."""
    segment = view.segments[count.segment]
    if segment.opener not in ("với", "cùng") or count.unit != "person":
        return None
    first = view.previous_number(segment.first)
    met = [hit for hit in view.hits_between(view.predicates, first, segment.first) if hit.label == "attend"]
    held = [hit for hit in view.hits_between(view.nouns, first, segment.first) if hit.label == "event"]
    strong = count.noun is not None and count.noun.family in ("worker", "party_member", "union_member")
    if not met and (strong or not held):
        return None
    return Predicate("attend", segment.first, segment.first + 1, "active", "left")


def _own(view: SentenceView, count: Count) -> Predicate | None:
    left, right = _left(view, count), _right(view, count)
    if left is not None and right is not None:
        close = count.word - left.last <= 3
        if left.name not in STRONG and right.name in STRONG:
            return right
        if left.voice == "passive" and right.name in STRONG and _exists_between(view, left, count):
            return right  # "trong 58 người được giới thiệu có 31 người được kết nạp"
        if left.name == "support" and right.name == "establish":  # "giúp 9 doanh nghiệp ra mắt chi bộ"
            return right
        if not close and right.voice == "passive" and right.name in STRONG and _adjacent(view, count, right):
            return right
        return left
    return left or right


def _exists_between(view: SentenceView, left: Predicate, count: Count) -> bool:
    return any(hit.label == "exist" for hit in view.hits_between(view.predicates, left.last, count.word))


def _adjacent(view: SentenceView, count: Count, predicate: Predicate) -> bool:
    end = count.noun.last if count.noun is not None and count.noun.side == "right" else count.word + 1
    return predicate.first - end <= 2


def says_exists(view: SentenceView, count: Count) -> bool:
    """Whether the figure's own segment opens with a word of being there ("với", "có", "gồm")."""
    first = max(view.segments[count.segment].first, view.previous_number(count.word))
    return any(hit.label == "exist" for hit in view.hits_between(view.predicates, first, count.word))


def _carried(view: SentenceView, count: Count, previous: Count | None) -> Predicate | None:
    """The predicate of the figure before, for one that has none of its own."""
    if previous is None or previous.predicate is None:
        return None
    given = previous.predicate
    opener = view.segments[count.segment].opener
    if count.depth > previous.depth and not is_weak(view, count) and _after_name(view, count):
        return None
    if given.name in ("after_party_class", "after_other_class"):
        return None
    strong_noun = not is_weak(view, count)
    if (
        given.name in load("figure_cues")["void"]["predicates"]
        and opener in ("và", ",")
        and not says_exists(view, count)
    ):
        return Predicate(given.name, given.first, given.last, given.voice, "carried")
    if strong_noun and says_exists(view, count) and not part_opener(view, count):
        return None
    if strong_noun and previous.noun is not None and count.noun is not None and previous.unit != count.unit:
        person_pair = {previous.unit, count.unit} <= {"person", "organisation", "other"}
        if not (given.name in ("praise", "support", "give") and (person_pair or count.unit == "item")):
            return None
    if opener and opener not in word_set("carrying"):
        return None
    return Predicate(given.name, given.first, given.last, given.voice, "carried")


def _after_name(view: SentenceView, count: Count) -> bool:
    """ "ra mắt Chi bộ Công ty X (4 đảng viên)": a bracket after a name tells of its bearer, not of the act."""
    for segment in reversed(view.segments[: count.segment + 1]):
        if segment.opener == "(":
            return segment.first > 0 and view.words[segment.first - 1].text == "@o"
    return False


def part_opener(view: SentenceView, count: Count) -> bool:
    first = view.previous_number(count.word)
    return any(
        hit.label in ("opens", "strong", "rest") for hit in view.hits_between(view.cues["part"], first, count.word)
    )


def _after_class(view: SentenceView, count: Count, previous: Count | None) -> Predicate | None:
    """People who come after a class: "mở 3 lớp … cho 134 quần chúng", "mỗi lớp 60 học viên"."""
    if previous is None or previous.noun is None or count.unit != "person":
        return None
    between = view.text_words(previous.word + 1, count.word)
    drawn = previous.noun.family == "event" and previous.depth == count.depth
    if drawn and {"cho", "với", "hút", "mỗi"} & set(between[-8:]):
        return Predicate("after_other_class", count.word, count.word, "active", "carried")
    if previous.noun.family != "class":
        return None
    if not {"cho", "với", "có", "lớp", "gồm", ",", "học", "thu"} & set(between):
        return None
    name = "after_party_class" if previous.indicator == "classes_held" else "after_other_class"
    return Predicate(name, count.word, count.word, "active", "carried")


def _after_gift(view: SentenceView, count: Count, previous: Count | None) -> Predicate | None:
    """Receivers after what they get: "chi 164 triệu đồng cho 328 đoàn viên", "120 suất quà cho 40 hộ"."""
    if (
        previous is None
        or previous.noun is None
        or previous.noun.family not in _GIVEN
        or count.unit not in ("person", "other")
    ):
        return None
    between = view.text_words(previous.word + 1, count.word)
    if "cho" not in between or ";" in between:
        return None
    return Predicate("give", previous.word, previous.word + 1, "active", "carried")


def govern(view: SentenceView, count: Count, previous: Count | None) -> Predicate | None:
    """The predicate of a count: its own, else the one that carries on from `previous`, the count before it."""
    own = _own(view, count)
    after = _after_class(view, count, previous)
    gift = _after_gift(view, count, previous)
    if gift is not None and (own is None or own.name not in STRONG):
        own = gift
    behind = own is not None and own.side == "left" and previous is not None and own.last <= previous.word
    if after is not None and (own is None or own.name not in STRONG or behind):
        own = after
    found = own or _carried(view, count, previous)
    if (found is None or found.side == "carried") and says_exists(view, count):
        found = _of_those_who(view, count) or found
    if found is None:
        found = _company(view, count) if says_exists(view, count) else None
        found = found or (_earlier(view, count) if is_weak(view, count) or not says_exists(view, count) else None)
    return found
