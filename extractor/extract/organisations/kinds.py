"""The lexicon of organisations as typed kinds, found by their words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, cast

from extractor import lexicon
from extractor.errors import LexiconError
from extractor.language.places import PlaceLevel
from extractor.language.tokens import Phrases, tokens_in
from extractor.records import OrganisationType

Complement = Literal["domain", "zone", "host", "brand", "name", "number", "level", "level_central", "place"]
Alone = Literal["always", "capital", "short", "never"]
CENTRAL = "central"
_WHERE = "lexicon/organisations.toml"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of organisation: `key` is its full form folded; `type` None means the host's type."""

    key: str
    type: OrganisationType | None
    default_type: OrganisationType
    takes: frozenset[Complement]
    needs: frozenset[Complement]
    alone: Alone
    lower: bool
    organ: bool
    hosts: frozenset[str]
    acronym: bool = False  # this form is one in capitals ("CA", "CĐ"), so that lower case ("ca") is another word


def key_of(phrase: str) -> str:
    """A phrase as folded tokens with one space between them."""
    return " ".join(tokens_in(phrase))


def _kind(key: str, group: dict[str, object]) -> Kind:
    kind_type = str(group["type"])
    takes = frozenset(cast(list[Complement], group["takes"]))
    return Kind(
        key=key_of(key),
        type=None if kind_type == "host" else cast(OrganisationType, kind_type),
        default_type=cast(OrganisationType, group.get("default_type", "other" if kind_type == "host" else kind_type)),
        takes=takes,
        needs=frozenset(cast(list[Complement], group.get("needs", list(takes)))),
        alone=cast(Alone, group["alone"]),
        lower=bool(group.get("lower", True)),
        organ=bool(group.get("organ", False)),
        hosts=frozenset(key_of(host) for host in cast(list[str], group.get("hosts", []))),
    )


@cache
def kinds() -> Phrases[Kind]:
    """Every form of every kind. Raises LexiconError if one form stands for two kinds."""
    entries: list[tuple[str, Kind]] = []
    seen: dict[str, Kind] = {}
    for group in lexicon.load("organisations")["group"]:
        for row in group["forms"]:
            forms = [form.strip() for form in row.split("|")]
            kind = _kind(forms[0], group)
            for form in forms:
                known = seen.setdefault(key_of(form), kind)
                if known is not kind:
                    raise LexiconError(f"{form!r} stands for two kinds.", _WHERE)
                entries.append((form, replace(kind, acronym=form.split()[0].rstrip(".").isupper())))
    return Phrases(entries)


@cache
def zones() -> Phrases[bool]:
    """Words for areas inside names; the value says whether they need a name of their own."""
    zone = lexicon.load("organisations")["zone"]
    needy = {key_of(form) for form in zone["needs_name"]}
    return Phrases((form, key_of(form) in needy) for form in zone["forms"])


@cache
def levels() -> Phrases[str]:
    """Class words of areas; the value is the full class word folded, or `CENTRAL` for the whole country."""
    level = lexicon.load("organisations")["level"]
    area = [(form, word) for word, row in level["classes"].items() for form in row["forms"]]
    return Phrases([*area, *((form, CENTRAL) for form in level["central"])])


@cache
def places_of(level: str | None) -> frozenset[PlaceLevel] | None:
    """The levels of places that a class word may stand before; None where there is no class word."""
    row = lexicon.load("organisations")["level"]["classes"].get(level)
    return frozenset(cast(list[PlaceLevel], row["holds"])) if row else None


@cache
def level_words(name: str) -> frozenset[str]:
    """A list of `[level]`, folded."""
    return frozenset(key_of(form) for form in lexicon.load("organisations")["level"][name])


@cache
def context_words(name: str) -> frozenset[str]:
    """A list of `[context]`, folded."""
    return frozenset(key_of(form) for form in lexicon.load("organisations")["context"][name])


@cache
def context_phrases(name: str) -> Phrases[None]:
    """A list of `[context]` as phrases."""
    return Phrases((form, None) for form in lexicon.load("organisations")["context"][name])


@cache
def word_beginnings() -> dict[str, frozenset[str]]:
    """Lower-case kinds that end other words ("nhà báo"): what the word before them is then."""
    return {kind: frozenset(words) for kind, words in lexicon.load("organisations")["context"]["ends_of_words"].items()}


@cache
def brands() -> Phrases[None]:
    return Phrases((name, None) for name in lexicon.load("enterprise_words")["brands"]["names"])


@cache
def company_words() -> Phrases[None]:
    """Words that make foreign capitalised words before them a company: "Electronics", "Airlines", "Việt Nam"."""
    words = lexicon.load("enterprise_words")["words"]["company"]
    return Phrases((word, None) for word in [*words, "Việt Nam"])


@cache
def show_words() -> frozenset[str]:
    return frozenset(word.lower() for word in lexicon.load("enterprise_words")["brands"]["shows"])


@cache
def brand_blockers() -> Phrases[None]:
    return Phrases((word, None) for word in lexicon.load("enterprise_words")["brands"]["not_after"])
