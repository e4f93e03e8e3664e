"""What the report tells, as plain values: counts, failures, indicators by year and province, contradictions, sentences.

Every number of an indicator is a safe sum or a statement of the linked tables, and keeps its sources. They are numbered
as they are cited, so that the page can lead from each number to its sentence.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

from extractor.errors import NotLinked
from extractor.lexicon import load_all, unlike
from extractor.query.adding import Group, by_year_or_province
from extractor.query.aims import targets
from extractor.query.answer import Row, Source
from extractor.query.conflicts import contradictions, copied
from extractor.query.filters import Filters
from extractor.query.sources import not_linked
from extractor.store import Failure, Store
from extractor.store.database import reading
from extractor.store.schema import documents, figures, organisations, people

_YEARS = 12  # the latest ones
_PROVINCES = 20  # of a ranking
_TARGETS = 10  # of an indicator
_NEWEST = 20
_ALL = 10_000  # years and provinces; there are never as many
_CONTRADICTIONS = 25
_COPIES = 15
_FAILURES = 50
_SOURCES = 3  # of each number


@dataclass(frozen=True, slots=True)
class Part:
    """An indicator: its years over the whole area, the provinces in the year that most of them have, its targets."""

    code: str
    unit: str
    years: list[Row]
    ranked_year: int | None
    ranked: list[Row]
    targets: list[Row]


@dataclass(slots=True)
class Report:
    """All that the page shows; `cited` are the sentences in the order of their numbers, from 1."""

    totals: dict[str, int]
    kinds: dict[str, int]
    published: list[tuple[int, int]]
    without_day: int
    failures: list[Failure]
    failure_codes: dict[str, int]
    indicators: list[tuple[str, int, int]]
    parts: list[Part] = field(default_factory=list)
    newest: list[dict[str, Any]] = field(default_factory=list)
    contradictions: list[Row] = field(default_factory=list)
    contradictions_total: int = 0
    copies: list[Row] = field(default_factory=list)
    copies_total: int = 0
    not_linked: int = 0
    is_linked: bool = True
    cited: list[Source] = field(default_factory=list)
    _numbers: dict[tuple[int, int | None], int] = field(default_factory=dict)

    def cite(self, source: Source) -> int:
        """The number of a sentence, the same wherever it is cited."""
        key = (source.document_id, source.start)
        if key not in self._numbers:
            self.cited.append(source)
            self._numbers[key] = len(self.cited)
        return self._numbers[key]


def gather(store: Store, filters: Filters | None = None, *, today: bool = False) -> Report:
    """Read everything that the page shows. Raises StoreError (S001), UnknownPlace (Q002).

    Of `filters` the indicators, places and days choose what is told of figures; what was read is told in full. With
    `today` provinces are those since 1 July 2025.
    """
    chosen = filters or Filters()
    failures = store.failures()
    with reading(store.engine) as connection:
        published, without_day = _published(connection)
        report = Report(
            totals=_totals(connection, len(failures)),
            kinds=_counted(connection, documents.c.kind),
            published=published,
            without_day=without_day,
            failures=failures[:_FAILURES],
            failure_codes=dict(Counter(failure.code for failure in failures).most_common()),
            indicators=_indicators(connection),
            newest=_newest(connection, chosen),
        )
    try:
        _tell_figures(store, chosen, today, report)
    except NotLinked:
        report.is_linked = False
    return report


def _tell_figures(store: Store, chosen: Filters, today: bool, report: Report) -> None:
    """What needs linked documents."""
    conflicts = contradictions(store, chosen, today=today, limit=_CONTRADICTIONS, sources=_SOURCES)
    report.contradictions, report.contradictions_total = conflicts.rows, conflicts.total
    with reading(store.engine) as connection:
        report.not_linked = not_linked(connection)
    repeated = copied(store, limit=_COPIES, sources=5)
    report.copies, report.copies_total = repeated.rows, repeated.total
    alike = load_all("indicators").keys() - unlike()
    wanted = chosen.indicators or tuple(code for code, *_ in report.indicators if code in alike)
    parts = (_part(store, code, chosen, today) for code in wanted)
    report.parts = [part for part in parts if part.years]


def _part(store: Store, code: str, chosen: Filters, today: bool) -> Part:
    asked = Filters(indicators=(code,), places=chosen.places, since=chosen.since, until=chosen.until)

    def rows(by: Group) -> list[Row]:
        return by_year_or_province(store, asked, by, today=today, limit=_ALL, sources=_SOURCES).rows

    years = rows("year")
    unit = _main_unit(years)
    latest = sorted({row["year"] for row in years if row["unit"] == unit})[-_YEARS:]
    by_province = [] if chosen.places else rows("province")
    by_province = [row for row in by_province if row["unit"] == unit and row["year"] in latest]
    told = Counter(row["year"] for row in by_province)
    ranked_year = max(told, key=lambda year: (told[year], year), default=None)
    return Part(
        code,
        unit,
        sorted((row for row in years if row["unit"] == unit and row["year"] in latest), key=lambda row: row["year"]),
        ranked_year,
        [row for row in by_province if row["year"] == ranked_year][:_PROVINCES],
        targets(store, asked, today=today, reached=True, limit=_TARGETS, sources=_SOURCES).rows,
    )


def _main_unit(rows: list[Row]) -> str:
    """The unit that most rows have: "12 doanh nghiệp" and "12 tổ chức" are not one series."""
    units = Counter(row["unit"] for row in rows)
    return max(units, key=lambda unit: (units[unit], unit), default="")


def _totals(connection: Connection, failures: int) -> dict[str, int]:
    tables = {"documents": documents, "figures": figures, "people": people, "organisations": organisations}
    counts = {
        name: connection.execute(select(func.count()).select_from(table)).scalar_one() for name, table in tables.items()
    }
    return counts | {"failures": failures}


def _counted(connection: Connection, column: Any) -> dict[str, int]:
    number = func.count()
    query = select(column.label("word"), number.label("number")).group_by(column).order_by(number.desc(), column)
    return {row.word: row.number for row in connection.execute(query)}


def _published(connection: Connection) -> tuple[list[tuple[int, int]], int]:
    """Documents by the year of publication, and those that have no day."""
    days = _counted(connection, func.substr(_as_text(documents.c.published_from), 1, 4))
    without = days.pop(None, 0)  # type: ignore[call-overload]
    return sorted((int(year), number) for year, number in days.items()), without


def _as_text(column: Any) -> Any:
    from sqlalchemy import String, cast

    return cast(column, String)


def _indicators(connection: Connection) -> list[tuple[str, int, int]]:
    """Each indicator with its figures and its documents, the most frequent first."""
    number, within = func.count(), func.count(figures.c.document_id.distinct())
    query = (
        select(figures.c.indicator, number.label("figures"), within.label("documents"))
        .where(figures.c.indicator.is_not(None))
        .group_by(figures.c.indicator)
        .order_by(number.desc(), figures.c.indicator)
    )
    return [(row.indicator, row.figures, row.documents) for row in connection.execute(query)]


def _newest(connection: Connection, chosen: Filters) -> list[dict[str, Any]]:
    column = documents.c
    number = select(func.count()).where(figures.c.document_id == column.id).scalar_subquery()
    shown = (column.path, column.title, column.subject, column.kind, column.published_from, number.label("figures"))
    query = select(*shown).where(*chosen.of_documents(), column.published_from.is_not(None))
    newest = query.order_by(column.published_from.desc(), column.id.desc()).limit(_NEWEST)
    return [
        {
            "path": row.path, "title": row.title or row.subject or row.path, "kind": row.kind,
            "published": row.published_from, "figures": row.figures,
        }
        for row in connection.execute(newest)
    ]  # fmt: skip
