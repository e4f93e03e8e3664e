"""Names found in a document joined to entries: variants that the document itself shows to be one body share one."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.extract.organisations.body import Body
from extractor.language.layers import OrganisationEntry
from extractor.language.tokens import Tokens
from extractor.records import OrganisationType


@dataclass(slots=True)
class Mention:
    """One mention: tokens, and the parse that it came from (None for a brand or a defined short form)."""

    first: int
    last: int
    type: OrganisationType
    body: Body | None = None
    rule: str = ""


@dataclass(slots=True)
class _Group:
    key: str
    name: str
    levels: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)


def _compatible(group: _Group, body: Body) -> bool:
    """Same kinds, no contradiction in name, level or place; the shorter name is a beginning of the longer one."""
    if group.key != body.key:
        return not body.used and group.key.startswith(body.key + " >")  # "ĐẢNG ĐOÀN" for "Đảng đoàn Liên đoàn Lao động"
    if group.name != body.name and not (_begins(group.name, body.name) or _begins(body.name, group.name)):
        return False
    if bool(group.name) != bool(body.name) and body.kind.takes & {"domain", "name"}:
        return False
    if body.level and group.levels and body.level not in group.levels:
        return False
    return not (body.place and group.places and body.place not in group.places)


def _begins(longer: str, shorter: str) -> bool:
    return longer.startswith(shorter + " ") and len(shorter.split()) >= 2


def _add(group: _Group, mention: Mention) -> None:
    group.mentions.append(mention)
    body = mention.body
    if body is not None:
        if len(body.name) > len(group.name):
            group.name = body.name
        if body.level:
            group.levels.add(body.level)
        if body.place:
            group.places.add(body.place)


def join(tokens: Tokens, mentions: list[Mention], aliases: dict[str, Mention]) -> list[OrganisationEntry]:
    """Entries in the order of their first mention. `aliases` maps a folded short form to the mention it stands for."""
    groups: list[_Group] = []
    home: dict[int, _Group] = {}
    # the most particular names first, so that short ones find the one group that they fit
    order = sorted(mentions, key=lambda m: (_vagueness(m), m.first))
    for mention in order:
        group = _group_of(tokens, mention, groups, aliases, home)
        if group is None:
            body = mention.body
            text = " ".join(tokens.low[mention.first : mention.last])
            group = _Group(body.key if body else text, body.name if body else text)
            groups.append(group)
        _add(group, mention)
        home[mention.first] = group
    groups.sort(key=lambda group: min(mention.first for mention in group.mentions))
    return [_entry(tokens, group) for group in groups]


def _vagueness(mention: Mention) -> int:
    body = mention.body
    if body is None:
        return 9
    return 4 - 2 * bool(body.place) - bool(body.level) - bool(body.name)


def _group_of(
    tokens: Tokens, mention: Mention, groups: list[_Group], aliases: dict[str, Mention], home: dict[int, _Group]
) -> _Group | None:
    text = " ".join(tokens.low[mention.first : mention.last])
    target = aliases.get(text)
    if target is not None and target.first in home:
        return home[target.first]
    body = mention.body
    if body is None:
        return next((group for group in groups if group.key == text), None)
    fitting = [group for group in groups if _compatible(group, body)]
    exact = [g for g in fitting if g.name == body.name and (body.place is None or body.place in g.places)]
    return next(iter(exact or fitting), None)


def _entry(tokens: Tokens, group: _Group) -> OrganisationEntry:
    mentions = sorted(group.mentions, key=lambda mention: mention.first)
    fullest = max(
        mentions, key=lambda m: (m.last - m.first, tokens.ends[m.last - 1] - tokens.starts[m.first], -m.first)
    )
    place = next((m.body.place_span for m in mentions if m.body and m.body.place_span), None)
    return OrganisationEntry(
        name=tokens.quote(fullest.first, fullest.last),
        type=mentions[0].type,
        mentions=[(tokens.starts[m.first], tokens.ends[m.last - 1]) for m in mentions],
        place=tokens.quote(*place) if place else None,
        rule=mentions[0].rule,
    )
