"""The page of a document: its text with marks, its record beside it, and what people have done to it."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from extractor.store.labels import SHARED, Change
from extractor.web.desk import AtDesk
from extractor.web.editing import AtLabel
from extractor.web.entries import HAND
from extractor.web.marks import marked, marks_of
from extractor.web.rendering import words_for
from extractor.web.view import links_of
from extractor.web.words import Words

router = APIRouter(include_in_schema=False)

_UNSAID = {"rule", "confidence", "sentence", "span"}


@router.get("/read/{sha256}")
def document(request: Request, desk: AtDesk, label: AtLabel, at: str = "", saved: str = "") -> Response:
    record, words, store = label.record, words_for(request), desk.archive.store
    drawn = [(link.start, link.end, link.kind, words(f"link.{link.kind}")) for link in links_of(record)]
    entries = [*record.figures, *record.people, *record.organisations, *record.dates]
    return desk.pages.page(
        request, "document.html", label=label, at=at, saved=saved, places=store.where(label.sha256),
        text=marked(record.text or "", marks_of(record)), links_json=json.dumps(drawn),
        keys={figure.id: f"figures-{number}" for number, figure in enumerate(record.figures)},
        history=store.labels.history(label.sha256, label.labeller),
        labellers=[one.labeller for one in store.labels.all(label.sha256) if one.labeller != SHARED],
        checked=sum(entry.rule == HAND for entry in entries), total=len(entries),
        differing=lambda change: differing(change, words), entry_said=entry_said,
    )  # fmt: skip


def differing(change: Change, words: Words) -> list[tuple[str, str, str]]:
    """Name, old and new value of every attribute that a change has changed."""
    before, after = change.before or {}, change.after or {}
    names = [name for name in after if name not in _UNSAID and before.get(name) != after[name]]
    return [(words.of("edit", name), value_said(before.get(name)), value_said(after[name])) for name in names]


def entry_said(entry: dict[str, Any]) -> str:
    """An entry in a few words."""
    return str(entry.get("name") or entry.get("text") or entry.get("title") or "")


def value_said(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(value_said(part) for part in value.values() if part is not None)
    if isinstance(value, list):
        return ", ".join(map(value_said, value))
    return "–" if value is None else str(value)
