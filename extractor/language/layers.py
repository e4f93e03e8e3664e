"""What the pipeline's stages write for the next one to read: plain, typed layers beside one immutable text.

Offsets are half-open `[start, end)` code points of `Layers.text`. A stage is a function
`annotate(layers) -> None` that reads the layers before it and fills its own; none of them imports another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from extractor.language.fold import fold

if TYPE_CHECKING:  # types alone: the stages need no pydantic
    from extractor.records import DateKind, DateModifier, DocumentKind, FigureModifier, OrganisationType, ZoneKind

Number = int | float

QuantityKind = Literal[
    "figure", "date", "ordinal", "reference", "list_number", "phone", "counter", "name", "clock", "article"
]


@dataclass(slots=True)
class TextZone:
    kind: ZoneKind
    start: int
    end: int


@dataclass(slots=True)
class Quantity:
    """A number in the text and what kind of thing it is; only kind `figure` becomes a figure."""

    start: int
    end: int
    value: Number
    value_max: Number | None = None
    modifier: FigureModifier | None = None
    outer_start: int = -1  # where its modifier or currency sign begins; `start` when there is none
    outer_end: int = -1  # where a closing modifier ("trở lên") or currency word glued to it ends; `end` when none
    denominator: Number | None = None  # 8/17 -> 17
    percent: bool = False
    currency: str | None = None  # ISO 4217, when the unit word or sign beside it says so
    kind: QuantityKind = "figure"
    rule: str = ""

    def __post_init__(self) -> None:
        if self.outer_start < 0:
            self.outer_start = self.start
        if self.outer_end < 0:
            self.outer_end = self.end


@dataclass(slots=True)
class DateMention:
    start: int
    end: int
    kind: DateKind
    from_day: str | None = None  # ISO, inclusive
    to_day: str | None = None
    value: str | None = None  # ISO 8601 duration
    modifier: DateModifier | None = None
    lead_in: str | None = None  # the word before it, outside the span: "tính đến", "đến hết", "nhiệm kỳ", "trước" ...
    is_publication: bool = False  # the dateline or issue date itself
    rule: str = ""


@dataclass(slots=True)
class OrganisationEntry:
    name: str
    type: OrganisationType
    mentions: list[tuple[int, int]] = field(default_factory=list)
    place: str | None = None  # the area in its name, without class word ("Tiên Lãng")
    rule: str = ""


@dataclass(slots=True)
class RoleHeld:
    title: str
    organisation: str | None = None


@dataclass(slots=True)
class PersonEntry:
    name: str
    mentions: list[tuple[int, int]] = field(default_factory=list)
    roles: list[RoleHeld] = field(default_factory=list)
    rule: str = ""


@dataclass(slots=True)
class SignatoryField:
    name: str | None = None
    title: str | None = None
    authority: str | None = None
    name_span: tuple[int, int] | None = None
    title_span: tuple[int, int] | None = None
    authority_span: tuple[int, int] | None = None


@dataclass(slots=True)
class Fields:
    """The document's own fields as the contract has them, with the spans that later stages need."""

    kind: DocumentKind = "news"
    title: str | None = None
    published: tuple[str, str] | None = None
    published_span: tuple[int, int] | None = None
    source: str | None = None
    source_span: tuple[int, int] | None = None
    byline: str | None = None
    byline_span: tuple[int, int] | None = None
    place: str | None = None
    number: str | None = None
    subject: str | None = None
    issuer: str | None = None
    issuer_span: tuple[int, int] | None = None
    recipients: list[str] = field(default_factory=list)
    signatory: SignatoryField | None = None


@dataclass(slots=True)
class FigureEntry:
    """A figure under construction; `quantity` holds its number, the rest is the contract's attributes."""

    id: str
    quantity: Quantity
    unit: str = "other"
    counted: tuple[int, int] | None = None  # span of the counted noun phrase
    counted_text: str | None = None
    indicator: str | None = None
    status: str = "actual"
    per: str | None = None
    period: tuple[str | None, str | None] | None = None
    place: str | None = None
    actor: str | None = None
    part_of: str | None = None
    ratio: tuple[str | None, str | None, Number | None] | None = None
    rule: str = ""
    confidence: float | None = None


@dataclass(slots=True)
class Layers:
    """`hints` are zones that the document's markup shows: (kind, start, end), in order, not overlapping."""

    text: str
    hints: tuple[tuple[ZoneKind, int, int], ...] = ()
    sentences: list[tuple[int, int]] = field(default_factory=list)
    zones: list[TextZone] = field(default_factory=list)
    fields: Fields = field(default_factory=Fields)
    dates: list[DateMention] = field(default_factory=list)
    numbers: list[Quantity] = field(default_factory=list)
    organisations: list[OrganisationEntry] = field(default_factory=list)
    people: list[PersonEntry] = field(default_factory=list)
    figures: list[FigureEntry] = field(default_factory=list)
    warnings: list[tuple[str, str, list[str]]] = field(default_factory=list)
    done: set[str] = field(default_factory=set)
    _folded: str | None = None

    @property
    def folded(self) -> str:
        """The text folded for comparing words (`extractor.language.fold`), offset for offset; computed once."""
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded

    def zone_at(self, offset: int) -> str:
        """Kind of the zone that holds `offset`; "body" where none does."""
        for zone in self.zones:
            if zone.start <= offset < zone.end:
                return zone.kind
        return "body"

    def is_boilerplate(self, offset: int) -> bool:
        return self.zone_at(offset) == "boilerplate"

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The sentence that holds `offset`; the whole text where none does."""
        low, high = 0, len(self.sentences)
        while low < high:
            mid = (low + high) // 2
            if self.sentences[mid][1] <= offset:
                low = mid + 1
            else:
                high = mid
        if low < len(self.sentences) and self.sentences[low][0] <= offset:
            return self.sentences[low]
        return (0, len(self.text))
