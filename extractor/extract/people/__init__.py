"""Stage `people`: every named person with roles and mentions.

Reads zones, fields (byline, signatory) and organisations. Names come from cues and shape (`candidates`), from the
document's own fields (`written`); titles around them become roles (`roles`); variants join in `entries`.
"""

from __future__ import annotations

from extractor.extract.people.candidates import Found, find_names
from extractor.extract.people.entries import Person, add_role, finished, join_names, later_mentions
from extractor.extract.people.ground import Ground
from extractor.extract.people.lists import listed_names, neighbours
from extractor.extract.people.roles import roles_after, roles_before
from extractor.extract.people.written import byline_names, labelled_names, signatory_role
from extractor.language.layers import Layers
from extractor.language.tokens import Tokens, tokens_of


def annotate(layers: Layers) -> None:
    """Fill `layers.people`; spans are half-open offsets of `layers.text`, names stand without honorifics."""
    tokens = tokens_of(layers.text)
    ground = Ground(layers, tokens)
    signed = _signed(layers, tokens)
    written = _without_overlaps([*signed, *byline_names(ground), *labelled_names(ground)], [])
    found = _without_overlaps([*find_names(ground), *listed_names(ground)], written)
    found += neighbours(ground, found)
    people = join_names(tokens, found)
    later_mentions(ground, people)
    _give_roles(ground, people, {name.first for name in written})
    if signed and layers.fields.signatory is not None and (role := signatory_role(layers.fields.signatory)):
        for person in people:
            if (signed[0].first, signed[0].last) in person.mentions:
                person.roles.append((role, -1))
    layers.people = finished(tokens, people)


def _signed(layers: Layers, tokens: Tokens) -> list[Found]:
    signatory = layers.fields.signatory
    if signatory is None or signatory.name_span is None:
        return []
    first, last = tokens.index_at(signatory.name_span[0]), tokens.index_at(signatory.name_span[1])
    return [Found(first, last, "person.signatory")] if last > first else []


def _without_overlaps(names: list[Found], first_choice: list[Found]) -> list[Found]:
    """All of `first_choice`, and those of `names` that overlap neither them nor an earlier one."""
    taken = {index for name in first_choice for index in range(name.first, name.last)}
    kept = list(first_choice)
    for name in names:
        span = range(name.first, name.last)
        if not any(index in taken for index in span):
            kept.append(name)
            taken.update(span)
    return kept


def _give_roles(ground: Ground, people: list[Person], written: set[int]) -> None:
    names = {first: last for person in people for first, last in person.mentions}
    owner = {first: person for person in people for first, _ in person.mentions}
    after = {
        first: roles_after(ground, first, last, names) for first, last in sorted(names.items()) if first not in written
    }
    taken = {roles[0].first: roles[-1].last for roles in after.values() if roles}
    before = roles_before(ground, names, taken)
    for first in sorted(names):
        for role in [*before.get(first, []), *after.get(first, [])]:
            add_role(ground, owner[first], role)
