"""Names found in a document joined to persons: whole names, later short forms, and roles without repetition."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.extract.people.candidates import Found, Ground
from extractor.extract.people.roles import Role
from extractor.language.layers import PersonEntry, RoleHeld
from extractor.language.names import is_syllable
from extractor.language.titles import honorific_end
from extractor.language.tokens import Tokens


# Given names that are also directions, languages, areas or words of many names
_AMBIGUOUS = frozenset(
    "nam bắc trung đông tây việt hoa hàn nhật anh mỹ đức pháp nga ý thái lào đảng bác hà giang long quốc công đoàn nhà tết sơn an "
    "bình hải xuân thu hạ hội ban bộ sở viện trường khu chi thành phú lâm kim phước lộc thọ tân hòa hưng thịnh cảng chợ cầu phương minh "
    "đại học chính thanh niên bảo điện vinh huế châu hồ chí tiên phong dân luật tài quang cảnh hiện trước theo khánh văn".split()
)


@dataclass(slots=True)
class Person:
    """A person under construction; `words` is the folded whole name."""

    words: tuple[str, ...]
    rule: str
    mentions: list[tuple[int, int]] = field(default_factory=list)
    roles: list[tuple[RoleHeld, int]] = field(default_factory=list)  # with the token of the organisation, -1 without


def join_names(tokens: Tokens, found: list[Found]) -> list[Person]:
    """One person for every whole name; a shorter name joins the person whose name ends with it, if there is one."""
    people: dict[tuple[str, ...], Person] = {}
    for name in sorted(found, key=lambda n: (n.first - n.last, n.first)):
        words = tuple(tokens.low[name.first : name.last])
        person = people.get(words) or _fuller(people, words)
        if person is None:
            person = people[words] = Person(words, name.rule)
        person.mentions.append((name.first, name.last))
    return list(people.values())


def _fuller(people: dict[tuple[str, ...], Person], words: tuple[str, ...]) -> Person | None:
    """The only person whose name ends with (or, if foreign, holds) these words."""
    fitting = [p for full, p in people.items() if len(full) > len(words) and full[-len(words) :] == words]
    if not fitting and len(words) == 1:  # "ông Tập", "bà Park": the family name
        fitting = [p for full, p in people.items() if len(full) > 1 and (full[0] == words[0] or words[0] in full and not is_syllable(words[0]))]
    return fitting[0] if len(fitting) == 1 else None


def later_mentions(ground: Ground, people: list[Person]) -> None:
    """Add every further place where a person's name stands, in any letter case, and a foreign name's last word."""
    tokens = ground.tokens
    taken = {index for person in people for first, last in person.mentions for index in range(first, last)}
    patterns: dict[str, list[tuple[tuple[str, ...], Person]]] = {}
    for person in people:
        forms = {person.words}
        last = person.words[-1]
        if len(person.words) > 1 and last.isalpha() and len(last) > 1 and (not is_syllable(last) or _speaks_for_itself(person)):
            forms.add((last,))
        for form in forms:
            if len(form) > 1 or form == (last,) or not is_syllable(form[0]):
                patterns.setdefault(form[0], []).append((form, person))
    for rows in patterns.values():
        rows.sort(key=lambda row: -len(row[0]))
    for index, word in enumerate(tokens.low):
        rows = patterns.get(word, [])
        if not rows or not tokens.caps[index] or index in taken or not ground.is_free(index):
            continue
        for form, person in rows:
            last = index + len(form)
            if tuple(tokens.low[index:last]) == form and not _goes_on(tokens, index, last) and not taken & set(range(index, last)):
                person.mentions.append((index, last))
                taken.update(range(index, last))
                break


def _speaks_for_itself(person: Person) -> bool:
    """A Vietnamese given name stands alone for its person only if it is not a word or place that capitals have too."""
    return person.rule not in {"person.signatory", "person.byline", "person.credit"} and person.words[-1] not in _AMBIGUOUS


def _goes_on(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the capitals go on before or behind, so that these words are part of another name."""
    if not tokens.raw[last - 1][0].isupper() and tokens.raw[last - 1] != ".":
        return True
    if last - first == 1 and is_syllable(tokens.low[first]) and _is_not_prose(tokens, first, last):
        return True
    if last < len(tokens) and tokens.caps[last] and not tokens.raw[first].isupper():
        return True
    before = first - 1
    return first > 0 and tokens.caps[before] and last - first == 1 and honorific_end(tokens, before) != first


def _is_not_prose(tokens: Tokens, first: int, last: int) -> bool:
    """A lone Vietnamese syllable counts as a name only where a sentence goes on in lower case around it."""
    if tokens.raw[first].isupper() and len(tokens.raw[first]) > 1 or last >= len(tokens):
        return True
    return not (tokens.raw[last][0].islower() or tokens.raw[last] in {",", ".", ")", ";", "”", '"'})


def add_role(ground: Ground, person: Person, role: Role) -> None:
    """List a role once, in its fullest form; the same title in another body is another role."""
    held = role.held(ground.tokens)
    body = role.organisation
    token = body[0] if body else -1
    for at, (known, known_token) in enumerate(person.roles):
        if not _same_title(known.title, held.title) or not _same_body(ground, known, known_token, held, token):
            continue
        if len(held.organisation or "") > len(known.organisation or ""):
            person.roles[at] = (RoleHeld(known.title, held.organisation), token)
        return
    person.roles.append((held, token))


def _same_title(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _same_body(ground: Ground, one: RoleHeld, one_token: int, other: RoleHeld, other_token: int) -> bool:
    """One of them names no body, or both are mentions of one organisation."""
    if one.organisation is None or other.organisation is None:
        return True
    if one.organisation.casefold() == other.organisation.casefold():
        return True
    return _entry_of(ground, one_token) == _entry_of(ground, other_token) >= 0


def _entry_of(ground: Ground, token: int) -> int:
    """Number of the organisation entry with a mention over the token; -1 if there is none."""
    if token < 0:
        return -1
    start = ground.tokens.starts[token]
    for number, entry in enumerate(ground.layers.organisations):
        if any(low <= start < high for low, high in entry.mentions):
            return number
    return -1


def finished(tokens: Tokens, people: list[Person]) -> list[PersonEntry]:
    """The layer's entries in the order of first mention; the name is the longest spelling that is not all capitals."""
    people = sorted(people, key=lambda person: min(person.mentions))
    entries: list[PersonEntry] = []
    for person in people:
        spans = sorted(person.mentions)
        best = min(spans, key=lambda s: (s[0] - s[1], tokens.raw[s[0]].isupper() and len(tokens.raw[s[0]]) > 1, s[0]))
        entries.append(
            PersonEntry(
                name=tokens.quote(*best),
                mentions=[(tokens.starts[first], tokens.ends[last - 1]) for first, last in spans],
                roles=[held for held, _ in person.roles],
                rule=person.rule,
            )
        )
    return entries
