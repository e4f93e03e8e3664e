"""The pages that correct: each form is one correction, refused with its reason or shown at once in the document."""

from __future__ import annotations

from collections import Counter
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from extractor.errors import ConflictingChange, CorrectionRefused, NotThere
from extractor.records import UNITS, Record
from extractor.store.labels import SHARED, Action, Change, Label, Layer
from extractor.web.arithmetic import with_warnings
from extractor.web.correcting import accepted, added, all_keys, check, deleted, entry_at, replaced
from extractor.web.desk import AtDesk, Desk
from extractor.web.entries import Entry, entry_from, role_lines, span_from
from extractor.web.gold import save_gold
from extractor.web.proposing import found_at, proposed, sentence_of
from extractor.web.rendering import words_for
from extractor.web.view import number_plain

router = APIRouter(prefix="/read/{sha256}", include_in_schema=False)

_MONEY = ("VND", "USD")
_RATES = ("year", "quarter", "month", "person", "class")


def labeller_of(desk: Desk, request: Request) -> str:
    """Whose label the page is about: the shared one, or with `?own=1` that of the person alone."""
    return person_of(request, desk) if request.query_params.get("own") == "1" else SHARED


def person_of(request: Request, desk: Desk) -> str:
    """Who corrects. Raises CorrectionRefused (A007) when nobody has said so."""
    person = desk.pages.person(request)
    if not person:
        raise CorrectionRefused("Nobody is named.", None, "Say who you are at the top of the page first.")
    return person


def label_at(request: Request, desk: AtDesk, sha256: str) -> Label:
    """The label of an address. Raises NotThere (A003)."""
    return desk.archive.label_of(sha256, labeller_of(desk, request))


async def checked_form(request: Request, desk: AtDesk) -> FormData:
    """A form of this server's own. Raises ForeignRequest (A002)."""
    form = await request.form()
    desk.pages.check_form(request, str(form.get("csrf") or ""))
    return form


AtLabel = Annotated[Label, Depends(label_at)]
Sent = Annotated[FormData, Depends(checked_form)]


@router.get("/entry/{key}")
def edit(request: Request, desk: AtDesk, label: AtLabel, key: str) -> Response:
    """The form of an entry; with `start` and `end` its span moves there, or a mention is added."""
    layer, _, entry = entry_at(label.record, key)
    query = request.query_params
    if "start" in query and layer != "document":
        span = _span(label.record, request)
        entry = _moved(layer, entry, proposed(layer, label.record, *span))
    return _form(request, desk, label, layer, key, entry)


@router.get("/add/{layer}")
def add_form(request: Request, desk: AtDesk, label: AtLabel, layer: Layer) -> Response:
    """The form of a new entry, filled in as far as the text tells; without words, a form that asks for them."""
    _no_document(layer)
    query, refused = request.query_params, None
    if "start" in query or query.get("words"):
        try:
            entry = proposed(layer, label.record, *_span(label.record, request))
            return _form(request, desk, label, layer, None, entry)
        except CorrectionRefused as error:
            refused = error
    return desk.pages.page(
        request, "where.html", 422 if refused else 200, label=label, layer=layer, near=query.get("near", "0"),
        refused=refused,
    )  # fmt: skip


@router.post("/entry/{key}")
def change(request: Request, desk: AtDesk, label: AtLabel, form: Sent, key: str) -> Response:
    layer, _, before = entry_at(label.record, key)
    return _correct(request, desk, label, form, layer, key, before)


@router.post("/add/{layer}")
def add(request: Request, desk: AtDesk, label: AtLabel, form: Sent, layer: Layer) -> Response:
    _no_document(layer)
    base: Entry
    if layer == "people":
        base = {"name": "", "roles": [], "mentions": []}
    elif layer == "organisations":
        base = {"name": "", "type": "other", "mentions": []}
    else:
        base = proposed(layer, label.record, *span_from(form, label.record.text or ""))
    return _correct(request, desk, label, form, layer, None, base)


@router.post("/accept/{key}")
def accept(request: Request, desk: AtDesk, label: AtLabel, form: Sent, key: str) -> Response:
    """Confirm an entry, or with the key "all" everything that nobody has looked at."""
    _still(label, form)
    changes = accepted(label.record, all_keys(label.record) if key == "all" else [key])
    return _carry_out(request, desk, label, changes, "accept", key)


@router.post("/delete/{key}")
def delete(request: Request, desk: AtDesk, label: AtLabel, form: Sent, key: str) -> Response:
    _still(label, form)
    return _carry_out(request, desk, label, deleted(label.record, key), "delete", key)


@router.post("/undo")
def undo(desk: AtDesk, label: AtLabel, form: Sent) -> Response:
    _still(label, form)
    desk.archive.store.labels.undo(label, with_warnings)
    desk.archive.linker.soon()
    return back(label)


@router.post("/gold")
def gold(desk: AtDesk, label: AtLabel, form: Sent) -> Response:
    """Save the shared record as a gold file."""
    _still(label, form)
    if label.labeller != SHARED:
        raise CorrectionRefused("Labels of one person are settled first.", None, "Compare and settle them.")
    return back(label, saved=save_gold(desk.archive, label))


def back(label: Label, at: str = "", **told: str) -> Response:
    """To the document, at an entry."""
    own = {"own": "1"} if label.labeller else {}
    query = urlencode({**own, **({"at": at} if at else {}), **told})
    return RedirectResponse(f"/read/{label.sha256}" + (f"?{query}" if query else "") + (f"#{at}" if at else ""), 303)


def _carry_out(request: Request, desk: Desk, label: Label, changes: list[Change], action: Action, at: str) -> Response:
    if changes:
        check(label, changes)
        person = person_of(request, desk)
        desk.archive.store.labels.correct(label, changes, action=action, person=person, finish=with_warnings)
        desk.archive.linker.soon()
    return back(label, at)


def _correct(
    request: Request, desk: Desk, label: Label, form: FormData, layer: Layer, key: str | None, base: Entry
) -> Response:
    """Carry out what a form says; when it is refused, show the form again with the reason."""
    entry = base
    try:
        _still(label, form)
        entry = entry_from(layer, form, label.record, base)
        if layer in ("figures", "dates"):
            entry["sentence"] = sentence_of(label.record, label.record.text or "", *entry["span"])
        changes, at = replaced(label.record, key, entry) if key else added(label.record, layer, entry)
        return _carry_out(request, desk, label, changes, "change" if key else "add", at)
    except CorrectionRefused as refused:
        return _form(request, desk, label, layer, key, entry, refused)


def _no_document(layer: Layer) -> None:
    if layer == "document":
        raise NotThere("A document has one set of fields; no other can be added.", layer)


def _still(label: Label, form: FormData) -> None:
    """Raises ConflictingChange (A006) when the form shows an older state of the document."""
    if str(form.get("revision")) != str(label.revision):
        raise ConflictingChange("Somebody has changed the document since this page was shown.", label.sha256)


def _span(record: Record, request: Request) -> tuple[int, int]:
    """The words that are meant: by their place, or as they are written, from `near` on."""
    query, text = request.query_params, record.text or ""
    try:
        if query.get("words"):
            return found_at(text, query["words"], int(query.get("near") or 0))
        return int(query["start"]), int(query["end"])
    except (KeyError, ValueError):
        raise CorrectionRefused("No words of the text are chosen.", "span") from None


def _moved(layer: Layer, entry: Entry, there: Entry) -> Entry:
    """An entry with its span at other words; a person or organisation with more mentions."""
    if layer in ("people", "organisations"):
        known = {tuple(mention["span"]) for mention in entry["mentions"]}
        new = [mention for mention in there["mentions"] if mention["span"] not in known]
        return {**entry, "mentions": sorted([*entry["mentions"], *new], key=lambda one: tuple(one["span"]))}
    of_dates = ("span", "text", "kind", "from", "to", "value", "modifier")
    read = ("span", "text", "value", "value_max", "modifier") if layer == "figures" else of_dates
    return {**entry, **{name: there[name] for name in read}}


def _form(
    request: Request, desk: Desk, label: Label, layer: Layer, key: str | None, entry: Entry,
    refused: CorrectionRefused | None = None,
) -> Response:  # fmt: skip
    record, words = label.record, words_for(request)
    text = record.text or ""
    span = entry.get("span") or (entry["mentions"][0]["span"] if entry.get("mentions") else None)
    context = None
    if span:
        start, end = sentence_of(record, text, *span)
        context = (text[start : span[0]], text[span[0] : span[1]], text[span[1] : end])
    units = (*UNITS, *_MONEY)
    return desk.pages.page(
        request, "entry.html", 422 if refused else 200, label=label, layer=layer, key=key, entry=entry, record=record,
        context=context, refused=refused, rates=_RATES,
        units=units if entry.get("unit") in (None, *units) else (*units, entry["unit"]),
        indicators=sorted(words.indicators.items(), key=lambda one: one[1]),
        others=_others(record, entry),
        named=lambda group, codes: [(code, words.of(group, code)) for code in codes],
        role_lines=role_lines, plain=lambda value: number_plain(value, words.language),
        told={name: _told(record, name) for name in ("counted", "place", "actor")},
    )  # fmt: skip


def _told(record: Record, name: str) -> list[str]:
    """What figures of the document have there already, the most frequent first."""
    found = Counter(value for figure in record.figures if (value := getattr(figure, name)))
    return [value for value, _ in found.most_common()]


def _others(record: Record, entry: Entry) -> list[tuple[str, str]]:
    """The figures that a figure may refer to."""
    others = (figure for figure in record.figures if figure.id != entry.get("id"))
    return [(figure.id, f"{figure.id}: {figure.text} {figure.counted or ''}") for figure in others]
