"""Titles, honorifics and occupations in token positions, for whoever reads roles or has to stop before them.

Knowledge: `lexicon/titles.toml`; what a unit is for ("Trưởng ban Tổ chức") comes from `extractor.language.domains`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from extractor import lexicon
from extractor.language.domains import domain_end
from extractor.language.names import LONGEST_NAME, surname_weight
from extractor.language.tokens import Phrases, Tokens

_MOST_TITLES = 4  # of one person in a row
_MOST_HONORIFICS = 4  # in a row: "vợ chồng ông PGS.TS"


@dataclass(frozen=True, slots=True)
class Title:
    """A title over tokens `[first, last)`; `body` is where the name of its organisation would begin.

    For "Trưởng Ban Dân vận" `body` is the word "Ban" itself, because "Ban" begins the organisation's name.
    """

    first: int
    last: int
    body: int
    occupation: bool = False
    fused: bool = False
    unit: bool = False  # "Trưởng ban Tổ chức": a unit and what it is for are part of the title
    workplace: bool = False  # "Tổ trưởng tổ may 3": what is said of the place of work may be part of it


@cache
def _heads() -> Phrases[str]:
    data = lexicon.load("titles")
    rows: dict[str, str] = {}
    for kind, forms in (
        ("occupation", data["occupations"]["forms"]),
        ("head", data["titles"]["heads"]),
        ("fused", data["titles"]["fused"]),
        ("unit", data["titles"]["of_units"]),
        ("workplace", data["titles"]["with_workplace"]),
    ):
        for form in forms:
            rows[form] = kind
    return Phrases(rows.items())


@cache
def _honorifics() -> Phrases[None]:
    honorifics = lexicon.load("titles")["honorifics"]
    return Phrases((form, None) for form in dict.fromkeys([*honorifics["forms"], *honorifics["degrees"]]))


@cache
def phrases(section: str, name: str) -> Phrases[None]:
    """A list of `lexicon/titles.toml` as phrases."""
    return Phrases((form, None) for form in lexicon.load("titles")[section][name])


def honorific_end(tokens: Tokens, index: int) -> int:
    """End of the honorifics and degrees that begin at `index` ("đồng chí TS."), or `index`."""
    forms = _honorifics()
    for _ in range(_MOST_HONORIFICS):
        end = forms.end(tokens.low, index)
        if end == index:
            break
        index = end
    return index


@lru_cache(maxsize=2)
def titles_in(tokens: Tokens) -> dict[int, Title]:
    """Every title of a text with its modifiers and its unit, by the token where it begins."""
    former = phrases("titles", "former").starts(tokens.low)
    found = ((index, _read(tokens, index)) for index in sorted({*_heads().starts(tokens.low), *former}))
    return {index: title for index, title in found if title is not None}


@lru_cache(maxsize=2)
def _behind_titles(tokens: Tokens) -> frozenset[int]:
    """Positions right behind a title or inside one."""
    return frozenset(at for title in titles_in(tokens).values() for at in range(title.first + 1, title.last + 1))


@lru_cache(maxsize=2)
def _reaches(tokens: Tokens) -> dict[int, int]:
    """Positions inside or behind a title, or behind the body that it leaves unnamed ("Chủ tịch HĐQT | Công ty").

    The value is where that title begins.
    """
    bodies, found = phrases("titles", "bare_bodies"), dict[int, int]()
    for title in titles_in(tokens).values():
        found.update(dict.fromkeys(range(title.first + 1, title.last + 1), title.first))
        if (body := bodies.end(tokens.low, title.last)) > title.last:
            found[body] = title.first
    return found


def awaits_name(tokens: Tokens, index: int) -> bool:
    """Whether a title reaches up to `index` whose bearer has not been named before it: a name may stand behind.

    "Giám đốc Công ty | Hoàng Long Nguyễn Văn Bình", but "Ông Trần Văn Tú, Giám đốc Công ty | Lâm Hà Xanh".
    """
    reaches = _reaches(tokens)
    if index not in reaches:
        return False
    for _ in range(_MOST_TITLES):
        first = reaches[index]
        index = first - 1
        if index > 0 and tokens.low[index] in {",", "-", "–", "(", "kiêm"}:
            index += tokens.low[index] == "kiêm"
            if index not in reaches:
                return not _ends_name(tokens, index)
        else:
            return True
    return True


def _ends_name(tokens: Tokens, last: int) -> bool:
    """Whether the capitalised run that ends before `last` begins with a family name or behind an honorific."""
    first = last
    while first and last - first <= LONGEST_NAME and tokens.caps[first - 1]:
        first -= 1
    if not 2 <= last - first <= LONGEST_NAME:
        return False
    before = range(max(0, first - 3), first)
    return surname_weight(tokens, first) > 0 or any(honorific_end(tokens, at) == first for at in before)


def title_at(tokens: Tokens, index: int) -> Title | None:
    """The title that begins at `index`, or None."""
    return titles_in(tokens).get(index)


def _read(tokens: Tokens, index: int) -> Title | None:
    start = index
    index = phrases("titles", "former").end(tokens.low, index)
    found = _heads().match(tokens.low, index)
    if found is None:
        return None
    last, kind = found
    while (end := phrases("titles", "modifiers").end(tokens.low, last)) > last:
        last = end
    if kind == "unit":
        return _unit_title(tokens, start, index, last)
    if kind == "occupation":
        last = grade_end(tokens, last)
    at_work = kind in {"occupation", "workplace"}
    return Title(start, last, last, occupation=kind == "occupation", fused=kind == "fused", workplace=at_work)


def _unit_title(tokens: Tokens, start: int, head: int, last: int) -> Title:
    """ "Trưởng ban Tổ chức": the unit's domain is part of the title, unless "Trưởng Ban" leaves it to the body."""
    unit = last - 1
    if tokens.caps[head] and tokens.caps[unit] and tokens.low[head] == "trưởng" and not tokens.raw[head].isupper():
        return Title(start, last, unit, unit=True)
    end = domain_end(tokens, last)
    return Title(start, end, end, unit=True, workplace=True)


def grade_end(tokens: Tokens, last: int) -> int:
    """ "thợ lò bậc 6/7": the grade belongs to the occupation."""
    if phrases("occupations", "grades").end(tokens.low, last) == last or last + 1 >= len(tokens):
        return last
    if not tokens.raw[last + 1].isdigit():
        return last
    if last + 3 < len(tokens) and tokens.raw[last + 2] == "/" and tokens.raw[last + 3].isdigit():
        return last + 4
    return last + 2


def begins_person(tokens: Tokens, index: int) -> bool:
    """Whether a title or honorific begins at `index`, so that a name before it ends here."""
    if index >= len(tokens):
        return False
    return _heads().end(tokens.low, index) > index or phrases("honorifics", "forms").end(tokens.low, index) > index


def title_before(tokens: Tokens, index: int) -> bool:
    """Whether a title reaches up to `index` (or over it: "Phó Chủ tịch | thường trực")."""
    return index in _behind_titles(tokens)
