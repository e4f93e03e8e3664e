"""The lexicon of organisations as typed kinds, found by their words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, cast

from extractor import lexicon
from extractor.errors import LexiconError
from extractor.language.tokens import Phrases, tokens_in
from extractor.records import OrganisationType

Complement = Literal[
    "domain", "zone", "host", "brand", "name", "number", "level", "level_central", "place"
]
Alone = Literal["always", "short", "never"]
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


def _kind(key: str, group: dict[str, object]) -> Kind:
    kind_type = str(group["type"])
    takes = frozenset(cast(list[Complement], group["takes"]))
    return Kind(
        key=" ".join(tokens_in(key)),
        type=None if kind_type == "host" else cast(OrganisationType, kind_type),
        default_type=cast(OrganisationType, group.get("default_type", "other" if kind_type == "host" else kind_type)),
        takes=takes,
        needs=frozenset(cast(list[Complement], group.get("needs", list(takes)))),
        alone=cast(Alone, group["alone"]),
        lower=bool(group.get("lower", True)),
        organ=bool(group.get("organ", False)),
        hosts=frozenset(" ".join(tokens_in(host)) for host in cast(list[str], group.get("hosts", []))),
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
                folded = " ".join(tokens_in(form))
                if folded in seen:
                    if seen[folded] is not kind:
                        raise LexiconError(f"{form!r} stands for two kinds.", _WHERE)
                    continue
                seen[folded] = kind
                entries.append((form, replace(kind, acronym=form.split()[0].rstrip(".").isupper())))
    return Phrases(entries)


@cache
def zones() -> Phrases[bool]:
    """Words for areas inside names; the value says whether they need a name of their own."""
    zone = lexicon.load("organisations")["zone"]
    needy = {" ".join(tokens_in(form)) for form in zone["needs_name"]}
    return Phrases((form, " ".join(tokens_in(form)) in needy) for form in zone["forms"])


@cache
def levels() -> Phrases[str]:
    """Class words of areas; the value is "central" for the whole country, else the class word folded."""
    level = lexicon.load("organisations")["level"]
    area = [(form, " ".join(tokens_in(form))) for form in level["forms"]]
    return Phrases([*area, *((form, "central") for form in level["central"])])


@cache
def numbered_levels() -> frozenset[str]:
    return frozenset(" ".join(tokens_in(form)) for form in lexicon.load("organisations")["level"]["numbered"])


@cache
def context_words(name: str) -> frozenset[str]:
    """A list of `[context]`, folded."""
    return frozenset(" ".join(tokens_in(form)) for form in lexicon.load("organisations")["context"][name])


@cache
def cell_kinds() -> Phrases[None]:
    """What may stand between "chi bộ" and its name."""
    return Phrases((word, None) for word in lexicon.load("organisations")["context"]["cell_kinds"])


@cache
def brands() -> Phrases[None]:
    return Phrases((name, None) for name in lexicon.load("enterprise_words")["brands"]["names"])


@cache
def brand_blockers() -> Phrases[None]:
    return Phrases((word, None) for word in lexicon.load("enterprise_words")["brands"]["not_after"])
