"""Names found in a document joined to persons: whole names, later short forms, and roles without repetition."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from extractor.extract.people.candidates import Found
from extractor.extract.people.ground import Ground
from extractor.extract.people.held import Role
from extractor.language.layers import PersonEntry, RoleHeld
from extractor.language.names import is_syllable, lore
from extractor.language.places import place_end
from extractor.language.titles import honorific_end, phrases
from extractor.language.tokens import Tokens

_CLOSING = frozenset({",", ".", ")", ";", "”", '"'})


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
    """The only person whose name ends with these words; one word may be the family name too ("ông Tập")."""
    longer = [person for full, person in people.items() if len(full) > len(words)]
    fitting = [person for person in longer if person.words[-len(words) :] == words]
    if not fitting and len(words) == 1:
        foreign = not is_syllable(words[0])
        fitting = [p for p in longer if p.words[0] == words[0] or (foreign and words[0] in p.words)]
    return fitting[0] if len(fitting) == 1 else None


def later_mentions(ground: Ground, people: list[Person]) -> None:
    """Add every further place where a person's name stands, whole or by the last word alone where that is clear."""
    tokens = ground.tokens
    taken = {index for person in people for first, last in person.mentions for index in range(first, last)}
    rows = _forms(people)
    for index, word in enumerate(tokens.low):
        if word not in rows or not tokens.caps[index] or index in taken or not ground.is_free(index):
            continue
        for form, person in rows[word]:
            end = index + len(form)
            if (
                tuple(tokens.low[index:end]) == form
                and _is_whole(tokens, index, end)
                and _is_meant(tokens, index, form)
            ):
                person.mentions.append((index, end))
                taken.update(range(index, end))
                break


def _forms(people: list[Person]) -> dict[str, list[tuple[tuple[str, ...], Person]]]:
    """What stands for whom, by first word, the longest first; a last word that two people share stands for nobody."""
    shared = Counter(person.words[-1] for person in people)
    rows: dict[str, list[tuple[tuple[str, ...], Person]]] = {}
    for person in people:
        forms = {person.words} if len(person.words) > 1 else set()
        if shared[person.words[-1]] == 1 and _speaks_for_itself(person):
            forms.add(person.words[-1:])
        for form in forms:
            rows.setdefault(form[0], []).append((form, person))
    for forms_of_word in rows.values():
        forms_of_word.sort(key=lambda row: -len(row[0]))
    return rows


def _speaks_for_itself(person: Person) -> bool:
    """The last word alone stands for the person: a foreign one, or a given name that is no common word or place."""
    last = person.words[-1]
    if len(last) < 2 or not last.isalpha():
        return False
    written = person.rule in {"person.signatory", "person.byline", "person.credit"}
    return not is_syllable(last) or (not written and last not in lore().never_alone)


def _is_whole(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the words are not a part of other capitalised words; a lone syllable must stand in prose."""
    ending = tokens.raw[last - 1]
    if not ending[0].isupper() and ending != ".":
        return False
    if last < len(tokens) and tokens.caps[last] and not tokens.raw[first].isupper():
        return False
    if last - first > 1:
        return True
    if first and tokens.caps[first - 1] and honorific_end(tokens, first - 1) != first:
        return False
    return not is_syllable(tokens.low[first]) or _is_in_prose(tokens, first, last)


def _is_meant(tokens: Tokens, index: int, form: tuple[str, ...]) -> bool:
    """A given name that is a word too ("Sơn", "Hà") stands for its bearer only between lower-case words of prose."""
    if len(form) > 1 or form[0] not in lore().ambiguous:
        return True
    after = index + 1
    if after >= len(tokens) or not tokens.raw[after].islower() or place_end(tokens.low, index) > after:
        return False
    opens = index == 0 or tokens.raw[index - 1] in {".", "\n", "“", '"', "-", "–"}
    clear = not opens and tokens.raw[index - 1].islower() and tokens.low[index - 1] not in lore().not_before_names
    return clear and not phrases("not_people", "things").ends_before(tokens.low, index, 4)


def _is_in_prose(tokens: Tokens, first: int, last: int) -> bool:
    """A sentence goes on in lower case behind the word, which is not all in capitals."""
    if last >= len(tokens) or (tokens.raw[first].isupper() and len(tokens.raw[first]) > 1):
        return False
    return tokens.raw[last][0].islower() or tokens.raw[last] in _CLOSING


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
        best = min(spans, key=lambda span: _plainness(tokens, span))
        entries.append(
            PersonEntry(
                name=tokens.quote(*best),
                mentions=[(tokens.starts[first], tokens.ends[last - 1]) for first, last in spans],
                roles=[held for held, _ in person.roles],
                rule=person.rule,
            )
        )
    return entries


def _plainness(tokens: Tokens, span: tuple[int, int]) -> tuple[int, bool, int]:
    """Sorts the longest spelling first, then one that is not all in capitals, then the earliest."""
    word = tokens.raw[span[0]]
    return span[0] - span[1], word.isupper() and len(word) > 1, span[0]
