"""The record as pydantic models: the one type that leaves the pipeline.

Gold files, the output of `extractor extract` and the rows of the database all come from these
models. Spans are half-open `[start, end)` offsets in code points of the document's NFC text, and
`text[start:end]` is always the quoted mention (checked by :meth:`Record.problems`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION: Literal[1] = 1

DocumentKind = Literal["news", "official_letter", "other"]
ZoneKind = Literal[
    "title", "lead", "body", "caption", "byline", "source", "letterhead", "recipients", "signature", "boilerplate"
]
OrganisationType = Literal[
    "party", "union", "government", "mass_organisation", "enterprise", "education", "media", "other"
]
DateKind = Literal["date", "interval", "duration"]
DateModifier = Literal["approx", "before", "after", "start", "mid", "end"]
FigureModifier = Literal["approx", "less_than", "more_than", "at_least", "at_most"]
Status = Literal["actual", "target", "condition"]

UNITS = ("person", "organisation", "enterprise", "class", "percent", "item", "event", "place", "other")
_CURRENCY = re.compile(r"[A-Z]{3}")
_ISO_DURATION = re.compile(
    r"P(?=\d|T)(\d+(\.\d+)?Y)?(\d+(\.\d+)?M)?(\d+(\.\d+)?W)?(\d+(\.\d+)?D)?(T(\d+H)?(\d+M)?(\d+S)?)?"
)

Number = int | float


def _span(value: tuple[int, int]) -> tuple[int, int]:
    start, end = value
    if start < 0 or end <= start:
        raise ValueError(f"a span is [start, end) with 0 <= start < end, got {list(value)}")
    return value


def _unit(value: str) -> str:
    if value not in UNITS and not _CURRENCY.fullmatch(value):
        raise ValueError(f"unit is one of {', '.join(UNITS)} or an ISO 4217 code, got {value!r}")
    return value


def _day(value: str | None) -> str | None:
    if value is not None:
        dt.date.fromisoformat(value)
    return value


Span = Annotated[tuple[int, int], AfterValidator(_span)]
Unit = Annotated[str, AfterValidator(_unit)]
Day = Annotated[str | None, AfterValidator(_day)]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True, serialize_by_alias=True)


class Period(Model):
    """Whole days, both inclusive; `None` is an open or unknown end."""

    start: Day = Field(default=None, alias="from")
    end: Day = Field(default=None, alias="to")


class Signatory(Model):
    name: str | None = None
    title: str | None = None
    authority: str | None = None


class DocumentFields(Model):
    id: str
    path: str | None = None
    sha256: str
    kind: DocumentKind
    title: str | None = None
    published: Period | None = None
    source: str | None = None
    byline: str | None = None
    place: str | None = None
    number: str | None = None
    subject: str | None = None
    issuer: str | None = None
    recipients: list[str] = Field(default_factory=list)
    signatory: Signatory | None = None


class Zone(Model):
    kind: ZoneKind
    span: Span


class Mention(Model):
    span: Span
    text: str


class Role(Model):
    title: str
    organisation: str | None = None


class Explained(Model):
    """What the extractor may add to an entry; gold files leave these out."""

    rule: str | None = None
    confidence: float | None = Field(default=None, ge=0, le=1)
    sentence: Span | None = None


class Person(Explained):
    name: str
    roles: list[Role] = Field(default_factory=list)
    mentions: list[Mention] = Field(min_length=1)


class Organisation(Explained):
    name: str
    type: OrganisationType
    mentions: list[Mention] = Field(min_length=1)


class Date(Explained):
    span: Span
    text: str
    kind: DateKind
    start: Day = Field(default=None, alias="from")
    end: Day = Field(default=None, alias="to")
    value: str | None = None
    modifier: DateModifier | None = None

    @model_validator(mode="after")
    def _duration_is_iso(self) -> Date:
        if self.value is not None and not _ISO_DURATION.fullmatch(self.value):
            raise ValueError(f"a duration is ISO 8601 like P93Y, got {self.value!r}")
        return self


class Ratio(Model):
    numerator: str | None = None
    denominator: str | None = None
    denominator_value: Number | None = None


class Figure(Explained):
    id: str
    span: Span
    text: str
    value: Number
    value_max: Number | None = None
    modifier: FigureModifier | None = None
    unit: Unit
    counted: str | None = None
    indicator: str | None = None
    status: Status = "actual"
    per: str | None = None
    period: Period | None = None
    place: str | None = None
    actor: str | None = None
    part_of: str | None = None
    ratio: Ratio | None = None


class Warning_(Model):
    """Something in the record that a person should look at, e.g. parts that do not sum up."""

    code: str
    message: str
    figures: list[str] = Field(default_factory=list)


class Record(Model):
    """One document's structured record; `text` is present in output and absent in gold files."""

    schema_: Literal[1] = Field(default=SCHEMA_VERSION, alias="schema")
    document: DocumentFields
    text: str | None = None
    zones: list[Zone] = Field(default_factory=list)
    people: list[Person] = Field(default_factory=list)
    organisations: list[Organisation] = Field(default_factory=list)
    dates: list[Date] = Field(default_factory=list)
    figures: list[Figure] = Field(default_factory=list)
    warnings: list[Warning_] = Field(default_factory=list)

    def quotes(self) -> Iterator[tuple[str, tuple[int, int], str]]:
        """Yield `(what, span, quoted text)` for every mention in the record."""
        groups: tuple[tuple[str, Iterable[Person | Organisation]], ...] = (
            ("person", self.people),
            ("organisation", self.organisations),
        )
        for what, entries in groups:
            for entry in entries:
                for mention in entry.mentions:
                    yield what, mention.span, mention.text
        for date in self.dates:
            yield "date", date.span, date.text
        for figure in self.figures:
            yield f"figure {figure.id}", figure.span, figure.text

    def problems(self, text: str | None = None) -> list[str]:
        """List what breaks the contract: quotes that do not match the text, dangling or doubled figure ids.

        `text` defaults to the record's own; without any text only the references are checked.
        """
        found: list[str] = []
        text = self.text if text is None else text
        if text is not None:
            for what, (start, end), quoted in self.quotes():
                if text[start:end] != quoted:
                    found.append(f"{what} [{start}, {end}) quotes {quoted!r} but the text has {text[start:end]!r}")
            for zone in self.zones:
                if zone.span[1] > len(text):
                    found.append(f"zone {zone.kind} ends at {zone.span[1]}, past the text's {len(text)} characters")
        ids = [figure.id for figure in self.figures]
        found.extend(f"figure id {name} is used twice" for name in sorted({i for i in ids if ids.count(i) > 1}))
        known = set(ids)
        for figure in self.figures:
            ratio = figure.ratio or Ratio()
            for role, name in (
                ("part_of", figure.part_of),
                ("numerator", ratio.numerator),
                ("denominator", ratio.denominator),
            ):
                if name is not None and name not in known:
                    found.append(f"figure {figure.id}: {role} refers to {name}, which is not there")
        return found

    def to_json(self) -> dict[str, Any]:
        """The contract's JSON object, every field present."""
        return self.model_dump(by_alias=True)


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a record."""
    return Record.model_json_schema(by_alias=True)
