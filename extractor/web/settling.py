"""The page that compares two people's labels and makes one record of them; and the page of scores."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from extractor.errors import CorrectionRefused, NotThere
from extractor.evaluate.measures import COUNTED, Miss, by_measure
from extractor.store.labels import SHARED, Label
from extractor.web.arithmetic import with_warnings
from extractor.web.comparing import changes_between, compared, settled
from extractor.web.correcting import check
from extractor.web.desk import AtDesk, Desk
from extractor.web.editing import Sent, back, person_of
from extractor.web.reader import value_said

router = APIRouter(include_in_schema=False)

_SHOWN = 200  # errors of one kind on the page


@router.get("/read/{sha256}/compare")
def compare(request: Request, desk: AtDesk, sha256: str, one: str = "", other: str = "") -> Response:
    labels = {label.labeller: label for label in desk.archive.store.labels.all(sha256)}
    first, second = _label(desk, sha256, one), _label(desk, sha256, other)
    return desk.pages.page(
        request, "compare.html", one=first, other=second, names=list(labels), said=value_said, meanings=COUNTED,
        found=compared(first.record, second.record),
    )  # fmt: skip


@router.post("/read/{sha256}/settle")
def settle(request: Request, desk: AtDesk, form: Sent, sha256: str, one: str = "", other: str = "") -> Response:
    """Make the shared record out of two labels."""
    first, second = _label(desk, sha256, one), _label(desk, sha256, other)
    shown = (str(form.get("one_revision")), str(form.get("other_revision")))
    if shown != (str(first.revision), str(second.revision)):
        raise CorrectionRefused("The labels have changed since they were compared.", None, "Compare them again.")
    shared = desk.archive.label_of(sha256)
    chosen = {name: str(value) for name, value in form.items() if name.startswith("d")}
    changes = changes_between(shared.record, settled(first.record, second.record, chosen))
    if changes:
        check(shared, changes)
        person = person_of(request, desk)
        desk.archive.store.labels.correct(shared, changes, action="settle", person=person, finish=with_warnings)
    return back(shared)


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
