"""Layers to record: the last step of the pipeline, and the only place that builds pydantic models from layers."""

from __future__ import annotations

import hashlib

from extractor.language.layers import FigureEntry, Layers
from extractor.records import (
    Date,
    DocumentFields,
    Figure,
    Mention,
    Organisation,
    Period,
    Person,
    Ratio,
    Record,
    Role,
    Signatory,
    Warning_,
    Zone,
)


def _fields(layers: Layers, document_id: str, path: str | None, sha256: str) -> DocumentFields:
    given = layers.fields
    signatory = given.signatory
    return DocumentFields(
        id=document_id,
        path=path,
        sha256=sha256,
        kind=given.kind,
        title=given.title,
        published=Period(start=given.published[0], end=given.published[1]) if given.published else None,
        source=given.source,
        byline=given.byline,
        place=given.place,
        number=given.number,
        subject=given.subject,
        issuer=given.issuer,
        recipients=list(given.recipients),
        signatory=Signatory(name=signatory.name, title=signatory.title, authority=signatory.authority)
        if signatory
        else None,
    )


def _figure(layers: Layers, entry: FigureEntry) -> Figure:
    number = entry.quantity
    counted = entry.counted_text
    if counted is None and entry.counted is not None:
        counted = " ".join(layers.text[entry.counted[0] : entry.counted[1]].split())
    ratio = entry.ratio
    return Figure(
        id=entry.id,
        span=(number.start, number.end),
        text=layers.text[number.start : number.end],
        value=number.value,
        value_max=number.value_max,
        modifier=number.modifier,
        unit=entry.unit,
        counted=counted,
        indicator=entry.indicator,
        status=entry.status,
        per=entry.per,
        period=Period(start=entry.period[0], end=entry.period[1]) if entry.period else None,
        place=entry.place,
        actor=entry.actor,
        part_of=entry.part_of,
        ratio=Ratio(numerator=ratio[0], denominator=ratio[1], denominator_value=ratio[2]) if ratio else None,
        rule=entry.rule or number.rule or None,
        confidence=entry.confidence,
        sentence=layers.sentence_at(number.start),
    )


def record_of(layers: Layers, *, document_id: str, path: str | None = None, sha256: str | None = None) -> Record:
    """The contract's record for a fully analysed text.

    `sha256` is the hash of the bytes read; without one, of the text in UTF-8.
    """
    text = layers.text

    def mentions(spans: list[tuple[int, int]]) -> list[Mention]:
        return [Mention(span=span, text=text[span[0] : span[1]]) for span in sorted(spans)]

    return Record(
        document=_fields(layers, document_id, path, sha256 or hashlib.sha256(text.encode()).hexdigest()),
        text=text,
        zones=[Zone(kind=zone.kind, span=(zone.start, zone.end)) for zone in layers.zones],
        people=[
            Person(
                name=entry.name,
                roles=[Role(title=role.title, organisation=role.organisation) for role in entry.roles],
                mentions=mentions(entry.mentions),
                rule=entry.rule or None,
            )
            for entry in layers.people
        ],
        organisations=[
            Organisation(name=entry.name, type=entry.type, mentions=mentions(entry.mentions), rule=entry.rule or None)
            for entry in layers.organisations
        ],
        dates=[
            Date(
                span=(entry.start, entry.end),
                text=text[entry.start : entry.end],
                kind=entry.kind,
                start=entry.from_day,
                end=entry.to_day,
                value=entry.value,
                modifier=entry.modifier,
                rule=entry.rule or None,
                sentence=layers.sentence_at(entry.start),
            )
            for entry in layers.dates
        ],
        figures=[_figure(layers, entry) for entry in layers.figures],
        warnings=[Warning_(code=code, message=message, figures=ids) for code, message, ids in layers.warnings],
    )
