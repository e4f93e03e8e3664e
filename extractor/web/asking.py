"""What a list of documents or figures can be asked, in an address: read the same way by the pages and the API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from extractor.query.filters import Filters, first_day, last_day
from extractor.web.listing import Order, State, Wanted

_LONGEST = 200  # characters of what is looked for


def _day(read: Callable[[str], date]) -> BeforeValidator:
    """A day from "2023", "2023-06" or "2023-06-30"; an empty field says nothing."""
    return BeforeValidator(lambda value: read(value) if isinstance(value, str) and value.strip() else value or None)


_SPELLED = WithJsonSchema({"type": "string", "pattern": r"^([1-9]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$"})


def _some(values: object) -> object:
    """Without the empty fields that a form sends along."""
    return [value for value in values if value != ""] if isinstance(values, list) else values


Words = Annotated[list[Annotated[str, Field(max_length=_LONGEST)]], BeforeValidator(_some)]


class FigureQuestion(BaseModel):
    """Which figures. Of several values for one thing, one is enough."""

    model_config = ConfigDict(extra="ignore")

    indicator: Words = Field(default=[], description="Codes of indicators")
    status: Words = Field(default=[], description="actual, target or condition")
    place: Words = Field(default=[], description="Whole names of places; diacritics count only where given")
    actor: Words = Field(default=[], description="Parts of who did it")
    since: Annotated[date | None, _day(first_day), _SPELLED] = Field(
        default=None, description="First day that a figure's period may begin on: 2023, 2023-06 or 2023-06-30"
    )
    until: Annotated[date | None, _day(last_day), _SPELLED] = Field(
        default=None, description="Last day that it may end on: 2023, 2023-06 or 2023-06-30"
    )
    kind: Words = Field(default=[], description="Kinds of document: news, official_letter, other")
    person: Words = Field(default=[], description="Parts of the names of people in the document")
    organisation: Words = Field(default=[], description="Parts of the names of organisations in the document")
    q: str = Field(default="", max_length=_LONGEST, description="Words in the document; diacritics as with places")

    def filters(self) -> Filters:
        return Filters(
            indicators=tuple(self.indicator), places=tuple(self.place), since=self.since, until=self.until,
            statuses=tuple(self.status), actors=tuple(self.actor), kinds=tuple(self.kind),
            people=tuple(self.person), organisations=tuple(self.organisation), text=self.q.strip() or None,
        )  # fmt: skip


class Asked(FigureQuestion):
    """The list of documents."""

    state: State = Field(default="all", description="warned: with warnings; corrected, untouched: by people")
    order: Order = Field(default="newest", description="doubt: those that need a person's eye first")
    page: int = Field(default=1, ge=1, le=1_000_000)

    def wanted(self, page_of: int) -> Wanted:
        return Wanted(self.filters(), self.state, self.order, (self.page - 1) * page_of, page_of)
