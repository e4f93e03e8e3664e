"""The page that compares two people's labels and makes one record of them; and the page of scores."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from extractor.errors import CorrectionRefused, NotThere
from extractor.evaluate.gold import held_out
from extractor.evaluate.measures import COUNTED, Miss, by_measure
from extractor.exchange.gold import file_name
from extractor.review import agreement, settled, suggestions
from extractor.store.labels import SHARED, Label
from extractor.web.arithmetic import with_warnings
from extractor.web.correcting import changes_between, check
from extractor.web.desk import AtDesk, Desk
from extractor.web.editing import Sent, back, person_of
from extractor.web.entries import HAND, Entry
from extractor.web.reader import value_said
from extractor.web.rendering import words_for

router = APIRouter(include_in_schema=False)

_AGREED = (
    "people.names", "people.roles", "orgs.mentions", "dates.value", "figures.found", "figures.indicator",
    "figures.full",
)  # fmt: skip
_CHOICE = "choose."
_SHOWN = 200  # errors of one kind on the page


@router.get("/read/{sha256}/compare")
def compare(request: Request, desk: AtDesk, sha256: str, one: str = "", other: str = "") -> Response:
    first, second = _label(desk, sha256, one), _label(desk, sha256, other)
    names = [label.labeller for label in desk.archive.store.labels.all(sha256)]
    names = names if SHARED in names else [SHARED, *names]
    found = agreement([first.record], [second.record])
    return desk.pages.page(
        request, "compare.html", one=first, other=second, names=names, said=value_said, meanings=COUNTED,
        found=found.comparisons[first.record.document.id], agreement=found,
        f1={name: counts.f1 for name, counts in found.score.counts.items() if name in _AGREED},
    )  # fmt: skip


@router.post("/read/{sha256}/settle")
def settle(request: Request, desk: AtDesk, form: Sent, sha256: str, one: str = "", other: str = "") -> Response:
    """Make the shared record out of two labels."""
    first, second = _label(desk, sha256, one), _label(desk, sha256, other)
    shown = (str(form.get("one_revision")), str(form.get("other_revision")))
    if shown != (str(first.revision), str(second.revision)):
        raise CorrectionRefused("The labels have changed since they were compared.", None, "Compare them again.")
    shared = desk.archive.label_of(sha256)
    chosen = {name.removeprefix(_CHOICE): str(value) for name, value in form.items() if name.startswith(_CHOICE)}
    changes = changes_between(shared.record, settled(first.record, second.record, chosen, _surer))
    if changes:
        check(shared, changes)
        person = person_of(request, desk)
        desk.archive.store.labels.correct(shared, changes, action="settle", person=person, finish=with_warnings)
        desk.archive.linker.soon()
    return back(shared)


def _surer(first: Entry, second: Entry) -> bool:
    """Of two entries that say the same, the one that a person has confirmed."""
    return second.get("rule") == HAND != first.get("rule")


@router.get("/suggestions")
def suggested(request: Request, desk: AtDesk, least: Annotated[int, Query(ge=1, le=1000)] = 1) -> Response:
    """Words for the lexicon, from what people have put right; held-out documents teach nothing."""
    gold = desk.settings.gold
    sealed = held_out(gold) if gold else frozenset()
    pairs = (pair for pair in desk.archive.store.labels.pairs() if file_name(pair[1].document.id) not in sealed)
    found = suggestions(pairs, least)
    return desk.pages.page(request, "suggestions.html", found=found, snippet=found.toml() if found.entries else "")


@router.get("/scores")
def scores(request: Request, desk: AtDesk, measure: Annotated[str, Query(max_length=40)] = "") -> Response:
    marks = desk.scoring.marks()
    misses = by_measure([miss for miss in marks.whole.misses if miss.document not in marks.sealed])
    hidden = sum(miss.document in marks.sealed for miss in marks.whole.misses)

    def parts(miss: Miss) -> tuple[str, str, str]:
        start, end = miss.mark or (0, 0)
        return miss.sentence[:start], miss.sentence[start:end], miss.sentence[end:]

    return desk.pages.page(
        request, "scores.html", marks=marks, misses=misses, measure=measure, meanings=COUNTED, parts=parts,
        hidden=hidden, most=_SHOWN, shares=sorted(marks.whole.shares.items()), indicators=_indicators(desk),
        past=desk.scoring.past(), coded=words_for(request).coded,
    )  # fmt: skip


def _indicators(desk: Desk) -> list[tuple[str, int, int, int]]:
    """Of each indicator: how many figures of gold have it, how many of those have it rightly, how many wrongly."""
    confusion = desk.scoring.marks().whole.confusion
    codes = {gold for gold, _ in confusion if gold} | {found for _, found in confusion if found}

    def row(code: str) -> tuple[str, int, int, int]:
        wanted = sum(number for (gold, _), number in confusion.items() if gold == code)
        given = sum(number for (_, found), number in confusion.items() if found == code)
        return code, wanted, confusion[code, code], given - confusion[code, code]

    return sorted(map(row, codes), key=lambda one: -one[1])


def _label(desk: Desk, sha256: str, labeller: str) -> Label:
    """A label that somebody has made. Raises NotThere (A003)."""
    label = desk.archive.label_of(sha256, labeller)
    if labeller != SHARED and not label.revision:
        raise NotThere(f"{labeller!r} has not labelled this document.", sha256)
    return label
