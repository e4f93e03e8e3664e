"""Levels and places at the end of an organisation's name: "tỉnh Nghệ An", "phường 5 quận 3", "Việt Nam"."""

from __future__ import annotations

from extractor.extract.organisations.body import LOCAL, NAMED, Body
from extractor.extract.organisations.kinds import CENTRAL, context_phrases, kinds, level_words, levels, places_of
from extractor.language.names import is_shouted, is_syllable, person_tail, person_weight, run_end, surname_weight
from extractor.language.places import place_end
from extractor.language.titles import title_at
from extractor.language.tokens import BREAK, Tokens

_LONGEST_PLACE = 4  # capitalised syllables of a place that no list knows
_LONGEST_SHOUTED_PLACE = 2  # in capitals the end of an unknown place cannot be seen
_MOST_AREAS = 3  # "phường 5 quận 3 TP.HCM"
_LIST_MARKS = frozenset({",", "và", "/", "-", "hoặc", "&", "–"})


def add_central(tokens: Tokens, body: Body) -> None:
    """ "Ban Tổ chức Trung ương": an organ of the centre needs no other host."""
    found = levels().match(tokens.low, body.last)
    if found is not None and found[1] == CENTRAL and tokens.low[body.last] in level_words("central_organ"):
        body.level = CENTRAL
        body.extend(found[0], "level_central", NAMED)


def add_areas(tokens: Tokens, body: Body, titled: bool) -> None:
    """Let the name run on over levels and places in a row without commas: "Việt Nam tỉnh Nghệ An".

    `titled`: a title stands before the name, so that a person's name may stand behind it.
    """
    takes = body.kind.takes
    for _ in range(_MOST_AREAS):
        _add_bracketed_acronym(tokens, body)
        moved = ("level" in takes and _add_level(tokens, body, titled)) or (
            "place" in takes and _add_bare_place(tokens, body, titled)
        )
        if not moved or body.several:
            return


def _add_bracketed_acronym(tokens: Tokens, body: Body) -> None:
    """ "Trung tâm Kiểm soát bệnh tật (CDC) Đà Nẵng": an acronym in brackets before the area stays inside the name."""
    if body.level or body.place or not is_bracketed_code(tokens, body.last):
        return
    behind = body.last + 3
    if levels().match(tokens.low, behind) or (tokens.caps[behind] and place_end(tokens.low, behind) > behind):
        body.last = behind


def is_bracketed_code(tokens: Tokens, index: int) -> bool:
    """ "(CDC)", "(PC45)" at `index`, with something behind it."""
    if index + 3 >= len(tokens) or tokens.raw[index] != "(" or tokens.raw[index + 2] != ")":
        return False
    return tokens.raw[index + 1].isupper() and len(tokens.raw[index + 1]) > 1


def _add_level(tokens: Tokens, body: Body, titled: bool) -> bool:
    found = levels().match(tokens.low, body.last)
    if found is None:
        return False
    end, word = found
    if word == CENTRAL and tokens.raw[body.last].islower() and len(tokens.raw[body.last]) == 2:
        return False  # "xí nghiệp tư | nhân"
    if word == CENTRAL:
        return _add_country(tokens, body, end)
    named = end_of_place(tokens, end, word, titled)
    if named == end and tokens.raw[end : end + 1] == [BREAK] and is_shouted(tokens, body.last):
        below = place_end(tokens.low, end + 1, places_of(word))
        if below > end + 1 and tokens.raw[below : below + 1] in ([], [BREAK]) and tokens.raw[end + 1].isupper():
            named = below  # "LIÊN ĐOÀN LAO ĐỘNG TỈNH / TUYÊN QUANG"
    short = word != " ".join(tokens.low[body.last : end])
    if named == end and short and word != "thành phố":
        return False  # "Q.", "TX" without a place are something else
    if named == end and _goes_on_as_list(tokens, end):
        body.several = True
        body.last = end
        return True
    body.level = body.level or word
    body.extend(named, "level", NAMED if named > end else LOCAL)
    if named > end:
        first = end + (tokens.raw[end] == BREAK)
        body.locate((first, named), " ".join(tokens.low[first:named]))
    return True


def _add_country(tokens: Tokens, body: Body, end: int) -> bool:
    if not tokens.caps[body.last] and tokens.low[body.last] not in level_words("central_organ"):
        return False
    country = place_end(tokens.low, body.last, frozenset({"country"})) == end
    body.level = body.level or CENTRAL
    body.extend(end, "level", NAMED if country else LOCAL)
    return True


def _goes_on_as_list(tokens: Tokens, index: int) -> bool:
    """Whether a bare level goes on as a list: "huyện, thành phố", "tỉnh và huyện", "xã/phường", "huyện, thị"."""
    after = index + 1
    if after >= len(tokens) or tokens.low[index] not in _LIST_MARKS:
        return False
    if tokens.low[after] in level_words("in_lists") and (after + 1 == len(tokens) or tokens.raw[after + 1] in ",.;"):
        return True
    found = levels().match(tokens.low, after)
    if found is not None and kinds().end(tokens.low, after) > found[0]:
        return False  # "Hội LHPN huyện, Huyện Đoàn": the next body
    return found is not None and found[1] != CENTRAL and end_of_place(tokens, *found, False) == found[0]


def _add_bare_place(tokens: Tokens, body: Body, titled: bool) -> bool:
    """ "Tỉnh ủy Bình Dương": a known place without class word, unless the words are a person's name."""
    index = body.last
    if index >= len(tokens) or not tokens.caps[index]:
        return False
    end = place_end(tokens.low, index)
    if end == index or not tokens.caps[end - 1]:
        return False
    if body.type == "enterprise" and not tokens.caps[body.first] and not body.used:
        return False  # "công ty Hàn Quốc"
    run = run_end(tokens, index)
    if run > end and _is_person_instead(tokens, index, end, run):
        return False
    if run == end and end - index >= 3 and titled and person_weight(tokens, index, run) >= 2:
        return False
    if end - index == 1 < run - index <= _LONGEST_PLACE and not titled and not is_shouted(tokens, index):
        end = run  # "CĐCS Đức Hưng" is not of "Đức"
    body.locate((index, end), " ".join(tokens.low[index:end]))
    body.extend(end, "place", NAMED)
    return True


def _is_person_instead(tokens: Tokens, index: int, end: int, run: int) -> bool:
    """ "Tỉnh ủy Hà Thị Khiết" is a name of a person, "Tỉnh ủy Hà Nam Trần Văn A" a place and a person."""
    if is_shouted(tokens, end) or person_weight(tokens, end, run) >= 2 or surname_weight(tokens, end) == 2:
        return False
    return person_weight(tokens, index, run) >= 2


def end_of_place(tokens: Tokens, index: int, level: str | None, titled: bool) -> int:
    """End of the place's name at `index` behind a class word (None: behind a zone), or `index` itself."""
    if index >= len(tokens):
        return index
    if level in level_words("numbered") and tokens.raw[index].isdigit() and len(tokens.raw[index]) <= 2:
        return index + 1
    if not tokens.caps[index] or levels().end(tokens.low, index) > index:
        return index
    fitting = place_end(tokens.low, index, places_of(level))
    if fitting > index and tokens.caps[fitting - 1]:
        return fitting
    run = min(run_end(tokens, index), index + _LONGEST_PLACE + 2)
    for inner in range(index, run):
        if kinds().end(tokens.low, inner) > inner + 1 or title_at(tokens, inner) is not None:
            run = inner
            break
    if person_weight(tokens, index, run) >= (2 if titled else 3):
        return index
    known = place_end(tokens.low, index)
    if known > index and tokens.caps[known - 1]:
        return known
    if run - index == 1 and run < len(tokens) and tokens.raw[run][0].islower() and is_syllable(tokens.low[index]):
        return index  # the first half of a word: "Trung ương"
    run = person_tail(tokens, index + 1, run) if run - index > 2 else run
    longest = _LONGEST_SHOUTED_PLACE if run > index and is_shouted(tokens, index) else _LONGEST_PLACE
    return min(run, index + longest)


def is_general(tokens: Tokens, index: int) -> bool:
    """Whether the words at `index` make a bare kind before them general: "LĐLĐ các huyện", "Đảng ủy cơ sở"."""
    return context_phrases("general_after").end(tokens.low, index) > index
