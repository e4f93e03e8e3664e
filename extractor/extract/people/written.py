"""Authors and signatories: names that stand in the document's own fields and after labels such as "Ảnh:"."""

from __future__ import annotations

import re

from extractor.extract.people.candidates import Found
from extractor.extract.people.ground import Ground
from extractor.language.layers import RoleHeld, SignatoryField
from extractor.language.names import is_acronym, run_end
from extractor.language.titles import honorific_end, phrases
from extractor.language.tokens import Tokens

_ON_BEHALF = re.compile(r"\s*T\s*[./]?\s*M\b[\s.:/]*", re.IGNORECASE)
_NEXT_AUTHORITY = re.compile(
    r"\s+(?:K\s*[./]?\s*T|T\s*[./]?\s*L|T\s*[./]?\s*U\s*[./]?\s*Q)\b.*", re.IGNORECASE | re.DOTALL
)


def byline_names(ground: Ground) -> list[Found]:
    """The authors in the byline; they need no family name ("Hoàng Oanh - Đức Tới")."""
    span = ground.layers.fields.byline_span
    return _names_between(ground, *span, "person.byline") if span else []


def _names_between(ground: Ground, start: int, end: int, rule: str) -> list[Found]:
    tokens = ground.tokens
    index, stop, found = tokens.index_at(start), tokens.index_at(end), list[Found]()
    while index < stop:
        index = max(index, honorific_end(tokens, index))
        if index >= stop or not tokens.caps[index] or not ground.is_free(index):
            index += 1
            continue
        initial = _initial_end(tokens, index)
        last = min(run_end(tokens, initial), stop)
        agency = phrases("bylines", "agency_words").end(tokens.low, index) > index
        letter = last - initial == 1 and (len(tokens.raw[initial]) == 1 or is_acronym(tokens, initial))
        if not agency and 1 <= last - index <= 5 and not letter:
            found.append(Found(index, last, rule))
        index = max(last, index + 1)
    return found


def _initial_end(tokens: Tokens, index: int) -> int:
    """Where the name goes on behind a glued initial ("M. | Hạnh" written "M.Hạnh"), or `index`."""
    after = index + 2
    if len(tokens.raw[index]) > 1 or after >= len(tokens) or tokens.raw[index + 1] != "." or not tokens.caps[after]:
        return index
    glued = tokens.glued(index + 1) and tokens.glued(after)
    return after if glued and len(tokens.raw[after]) > 1 else index


def labelled_names(ground: Ground) -> list[Found]:
    """Names after "Ảnh:", "Bài, ảnh:" and the like anywhere in the text ("Ảnh: Đức Tới")."""
    tokens, found = ground.tokens, list[Found]()
    labels = phrases("bylines", "labels")
    for index, mark in enumerate(tokens.raw):
        if mark != ":" or not labels.ends_before(tokens.low, index):
            continue
        first = index + 1
        while first < len(tokens) and tokens.caps[first] and ground.is_free(first):
            last = run_end(tokens, first)
            agency = phrases("bylines", "agency_words").end(tokens.low, first) > first or is_acronym(tokens, first)
            ends = last >= len(tokens) or tokens.raw[last] in ".\n);,-–&/" or tokens.low[last] == "và"
            if agency or not 2 <= last - first <= 5 or not ends:
                break
            found.append(Found(first, last, "person.credit"))
            if last >= len(tokens) or tokens.low[last] not in {",", "-", "–", "và", "&"}:
                break
            first = last + 1
    return found


def signatory_role(signatory: SignatoryField) -> RoleHeld | None:
    """The signatory's title; its body is the one after "TM.", never one after "KT.", "TL." or "TUQ."."""
    if not signatory.title:
        return None
    body = None
    if signatory.authority and (match := _ON_BEHALF.match(signatory.authority)):
        body = _NEXT_AUTHORITY.sub("", signatory.authority[match.end() :]).strip(" .,:") or None
    return RoleHeld(" ".join(signatory.title.split()), " ".join(body.split()) if body else None)
