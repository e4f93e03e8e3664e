"""Names in lists: after "07 cá nhân:" and the like, and beside a name that is known."""

from __future__ import annotations

from extractor.extract.people.candidates import Found
from extractor.extract.people.ground import Ground
from extractor.language.names import (
    LONGEST_NAME,
    is_acronym,
    is_big_place,
    is_marked_syllable,
    is_shouted,
    lore,
    run_end,
    surname_weight,
)
from extractor.language.places import place_end
from extractor.language.titles import honorific_end, phrases, title_at
from extractor.language.tokens import BREAK

_LONGEST_CUE = 5  # tokens: "các đồng chí sau đây"
_LONGEST_LIST = 200  # tokens
_LONGEST_ITEM = 30  # tokens between a name and the next ";"
_MARKS = frozenset({";", ",", "và"})


def listed_names(ground: Ground) -> list[Found]:
    """Names after a colon that a word for people stands before: "tặng Giấy khen cho 7 cá nhân: A; B và C"."""
    tokens, found = ground.tokens, list[Found]()
    cues = phrases("lists", "cues")
    for index, mark in enumerate(tokens.raw):
        if mark == ":" and cues.ends_before(tokens.low, index, _LONGEST_CUE):
            found += _items(ground, index + 1)
    return found


def _items(ground: Ground, first: int) -> list[Found]:
    tokens = ground.tokens
    end = _list_end(ground, first)
    marks = {";", "và"} if ";" in tokens.raw[first:end] else _MARKS
    found: list[Found] = []
    index, depth, opens = first, 0, True
    while index < end:
        start = honorific_end(tokens, index) if opens else index
        last = _item_end(ground, start, found == []) if opens else start
        if last > start:
            found.append(Found(start, last, "person.list"))
            index, opens = last, False
            continue
        if opens and not found:
            return []  # the list begins with something else
        depth += (tokens.raw[index] == "(") - (tokens.raw[index] == ")")
        opens = depth <= 0 and tokens.low[index] in marks
        index += 1
    return found


def _list_end(ground: Ground, first: int) -> int:
    tokens = ground.tokens
    for index in range(first, min(first + _LONGEST_LIST, len(tokens))):
        if tokens.raw[index] == BREAK or (tokens.raw[index] == "." and len(tokens.raw[index - 1]) > 1):
            return index
    return min(first + _LONGEST_LIST, len(tokens))


def _item_end(ground: Ground, index: int, opening: bool) -> int:
    """End of the name that an item of a list of people begins with, or `index`."""
    tokens = ground.tokens
    if index >= len(tokens) or not tokens.caps[index] or not ground.is_free(index) or title_at(tokens, index):
        return index
    last = run_end(tokens, index)
    for inner in range(index + 1, last):
        if not ground.is_free(inner):
            return index
    if last - index == 1:
        return last if is_marked_syllable(tokens, index) else index
    if last - index > LONGEST_NAME or is_acronym(tokens, index) or is_shouted(tokens, index):
        return index
    if any(tokens.low[at] in lore().never_syllables for at in range(index, last)):
        return index
    known = place_end(tokens.low, index) == last and not surname_weight(tokens, index)
    if known or is_big_place(tokens, index, last) or (opening and not _may_be_named(ground, index, last)):
        return index
    return last


def _may_be_named(ground: Ground, first: int, last: int) -> bool:
    """A list of people begins with a family name or behind an honorific; a list of things does not."""
    tokens = ground.tokens
    return bool(surname_weight(tokens, first)) or honorific_end(tokens, first - 1) == first


def neighbours(ground: Ground, names: list[Found]) -> list[Found]:
    """Names beside known ones: joined by "và", or the next item behind ";" ("A - Công ty X; B và C - Công ty Y")."""
    tokens, found = ground.tokens, list[Found]()
    taken = {index for name in names for index in range(name.first, name.last)}
    waiting = [name.last for name in names]
    while waiting:
        last = waiting.pop()
        start = _behind_mark(ground, last)
        end = _item_end(ground, start, True) if start > last and start not in taken else start
        if end > start and surname_weight(tokens, start):
            found.append(Found(start, end, "person.neighbour"))
            taken.update(range(start, end))
            waiting.append(end)
    return found


def _behind_mark(ground: Ground, index: int) -> int:
    """Where the next item begins: right behind "và", or behind the next ";" of the sentence; `index` if nowhere."""
    tokens = ground.tokens
    if tokens.low[index : index + 1] == ["và"]:
        return index + 1
    for at in range(index, min(index + _LONGEST_ITEM, len(tokens))):
        if tokens.raw[at] == ";":
            return at + 1
        if tokens.raw[at] in {BREAK, "."}:
            break
    return index
