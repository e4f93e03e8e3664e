"""The list of documents: what is asked for, in which order, and how doubtful each one is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import ColumnElement, Engine, Row, Select, exists, func, select

from extractor.query.filters import Filters
from extractor.store.corrections import labels
from extractor.store.database import reading
from extractor.store.labels import SHARED
from extractor.store.schema import documents, failures, figures, files, organisations, people, warnings

PAGE = 50  # documents or figures shown together

Order = Literal["doubt", "newest", "name"]
State = Literal["all", "warned", "corrected", "untouched"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents: the filters of every question, whether people have been at them, and from which one on."""

    filters: Filters = field(default_factory=Filters)
    state: State = "all"
    order: Order = "newest"
    offset: int = 0
    limit: int = PAGE


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as the list shows it. `doubt` is how many of its figures are likely wrong in something, if told."""

    sha256: str
    name: str
    path: str | None
    kind: str
    title: str | None
    number: str | None
    published: str | None
    place: str | None
    source: str | None
    figures: int
    people: int
    warnings: int
    least_confidence: float | None
    doubt: float | None
    corrected: str | None
    removed: bool


def listed(engine: Engine, wanted: Wanted) -> tuple[int, list[Listed]]:
    """How many documents there are, and those of the page asked for."""
    conditions = _conditions(wanted)
    with reading(engine) as connection:
        number = connection.execute(select(func.count()).select_from(documents).where(*conditions)).scalar_one()
        rows = connection.execute(_page(wanted, conditions))
        return number, [_listed(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the list can be narrowed to: the places and indicators that occur, the most frequent first."""

    places: list[str]
    indicators: list[str]
    kinds: list[str]


def choices(engine: Engine) -> Choices:
    def by_number(column: ColumnElement[Any], most: int) -> Select[Any]:
        return select(column).where(column.is_not(None)).group_by(column).order_by(func.count().desc()).limit(most)

    with reading(engine) as connection:
        return Choices(
            list(connection.execute(by_number(figures.c.place, 500)).scalars()),
            list(connection.execute(by_number(figures.c.indicator, 100)).scalars()),
            list(connection.execute(select(documents.c.kind).distinct().order_by(documents.c.kind)).scalars()),
        )


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = wanted.filters.of_documents()
    if wanted.state == "warned":
        conditions.append(exists().where(warnings.c.document_id == documents.c.id))
    elif wanted.state != "all":
        labelled = exists().where(labels.c.sha256 == documents.c.sha256, labels.c.labeller == SHARED)
        conditions.append(labelled if wanted.state == "corrected" else ~labelled)
    return conditions


def _page(wanted: Wanted, conditions: list[ColumnElement[bool]]) -> Select[Any]:
    def number(table: Any) -> Any:
        return select(func.count()).where(table.c.document_id == documents.c.id).scalar_subquery()

    def of_figures(value: Any) -> Any:
        return select(value).where(figures.c.document_id == documents.c.id).scalar_subquery()

    warned = number(warnings).label("warnings")
    doubt = of_figures(func.sum(1 - figures.c.confidence)).label("doubt")
    corrected = (
        select(labels.c.changed)
        .where(labels.c.sha256 == documents.c.sha256, labels.c.labeller == SHARED)
        .scalar_subquery()
        .label("corrected")
    )
    there = exists().where(files.c.document_id == documents.c.id, files.c.removed.is_(None))
    query = select(
        *(documents.c[name] for name in ("sha256", "name", "path", "kind", "number", "place", "source")),
        func.coalesce(documents.c.title, documents.c.subject).label("title"),
        documents.c.published_from.label("published"),
        number(figures).label("figures"),
        number(people).label("people"),
        warned,
        of_figures(func.min(figures.c.confidence)).label("least_confidence"),
        doubt,
        corrected,
        (~there & exists().where(files.c.document_id == documents.c.id)).label("removed"),
    ).where(*conditions)
    by_name = (documents.c.name, documents.c.sha256)
    orders: dict[Order, tuple[Any, ...]] = {
        "doubt": (corrected.is_not(None), warned.desc(), doubt.is_(None), doubt.desc(), *by_name),
        "newest": (documents.c.published_from.is_(None), documents.c.published_from.desc(), *by_name),
        "name": by_name,
    }
    return query.order_by(*orders[wanted.order]).offset(wanted.offset).limit(wanted.limit)


def _listed(row: Row[Any]) -> Listed:
    return Listed(**{**row._mapping, "removed": bool(row.removed)})


def listed_figures(engine: Engine, wanted: Filters, offset: int, limit: int) -> tuple[int, list[dict[str, Any]]]:
    """How many figures there are, and those of the page asked for, each with its document."""
    columns = [
        figures.c[name]
        for name in (
            "code", "text", "start", "end", "value", "value_max", "modifier", "unit", "counted", "indicator", "status",
            "per", "period_from", "period_to", "place", "actor", "part_of", "is_share", "numerator", "denominator",
            "denominator_value", "confidence", "rule", "sentence",
        )
    ]  # fmt: skip
    query = select(
        documents.c.sha256.label("document"), documents.c.name.label("document_name"), documents.c.path, *columns
    ).join(documents)
    conditions = wanted.of_figures()
    with reading(engine) as connection:
        number = connection.execute(select(func.count()).select_from(figures).where(*conditions)).scalar_one()
        page = query.where(*conditions).order_by(documents.c.name, documents.c.sha256, figures.c.position)
        return number, [dict(row._mapping) for row in connection.execute(page.offset(offset).limit(limit))]


def numbers(engine: Engine) -> dict[str, int]:
    """How much the database holds."""
    with reading(engine) as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (documents, figures, people, organisations, failures)
        }
