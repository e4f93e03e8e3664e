"""The report as HTML, in Vietnamese or English."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from importlib import resources
from typing import Any, Literal

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from extractor.lexicon import load_all
from extractor.query.answer import Source
from extractor.report.charts import Bar, grouped, row_bar, year_bars
from extractor.report.gather import Part, Report

Language = Literal["vi", "en"]
_SECTIONS = ("read", "failed", "indicators", "contradictions", "copies", "newest", "sources")
_YEARS = 12  # of the chart of documents
_YEARS_OF_CHART = 20


def page(
    report: Report, *, database: str, day: dt.date, language: Language = "vi", filters: str = "",
    places: tuple[str, ...] = (), today: bool = False,
) -> str:  # fmt: skip
    """The whole page. `database` is its name for people, `filters` what was asked for in words."""
    words = _words()[language]
    template = _environment().from_string(_file("page.html"))
    return template.render(
        report=report, language=language, words=words, style=Markup(_file("page.css")), day=day.isoformat(),
        database=database, filters=filters, sections=_SECTIONS, today=today, cite=report.cite, row_bar=row_bar,
        in_places=words["in_places"].format(places=", ".join(places)) if places else words["in_country"],
        told={part.code for part in report.parts}, quoted=_quoted,
        days=lambda first, last: _days(first, last, language),
        grouped=lambda value: grouped(value, language), names=lambda code: _name(code, language),
        unit=lambda code: words.get(f"unit_{code}", code),
        published_chart=_published(report, words, language),
        charts={part.code: _chart(part, number, words, language) for number, part in enumerate(report.parts, 1)},
    )  # fmt: skip


@cache
def _environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined)


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(_file("words.toml"))


def _file(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _name(code: str | None, language: Language) -> str:
    entry = load_all("indicators").get(code or "")
    return entry["indicator"][language] if entry else (code or "—")


def _quoted(source: Source) -> Markup:
    """The sentence with the figure marked."""
    sentence = source.sentence or ""
    start, end = source.marked or (0, 0)
    quote = Markup("<mark>{}</mark>" if end else "{}").format(sentence[start:end])
    return escape(sentence[:start]) + quote + sentence[end:]


def _days(first: str | None, last: str | None, language: Language) -> str:
    """A period in short: "2023", "2015–2020" for whole years; days as the language writes them."""
    if first and last and first.endswith("-01-01") and last.endswith("-12-31"):
        return "–".join(dict.fromkeys((first[:4], last[:4])))
    days = [dt.date.fromisoformat(day) for day in (first, last) if day]
    return " – ".join(f"{day.day}/{day.month}/{day.year}" if language == "vi" else day.isoformat() for day in days)


def _published(report: Report, words: dict[str, str], language: Language) -> Markup:
    bars = _bars(dict(report.published[-_YEARS:]))
    return year_bars(bars, words["by_year"], words["chart"].format(name=words["documents"]), 0, language)


def _chart(part: Part, number: int, words: dict[str, str], language: Language) -> Markup:
    bars = _bars({row["year"]: row["value"] for row in part.years})
    name = _name(part.code, language)
    return year_bars(bars, name, words["chart"].format(name=name), number, language)


def _bars(values: dict[int, float]) -> list[Bar]:
    """Every year from the first to the last, those of which nothing is told too; not more than fit."""
    last = max(values, default=0)
    first = max(min(values, default=1), last - _YEARS_OF_CHART + 1)
    return [Bar(str(year), values.get(year)) for year in range(first, last + 1)]
