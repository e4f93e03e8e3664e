#!/usr/bin/env python3
"""The ten questions that analysts ask, how long each takes, and how SQLite looks it up.

usage: ten_questions.py DATABASE [--indicator CODE] [--place NAME] [--year YEAR] [--person NAME] [--body NAME]
                        [--words WORDS] [--plans]

Each question is asked once to warm the machine's memory and then five times; the CPU time of the median is told, with
the rows of the answer. With --plans every statement is explained by SQLite.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shlex
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event

from extractor.query.adding import by_year_or_province
from extractor.query.aims import targets
from extractor.query.answer import Answer
from extractor.query.conflicts import contradictions, copied
from extractor.query.entities import bodies_named, people_named
from extractor.query.figures import statements
from extractor.query.filters import Filters
from extractor.query.search import search_documents
from extractor.store import Store

_TIMES = 5


@dataclass(frozen=True)
class Subject:
    """What the questions are about."""

    indicator: str
    place: str
    year: int
    person: str
    body: str
    words: str


@dataclass(frozen=True)
class Question:
    """In words, as arguments of `extractor query`, and as a function of a store."""

    words: str
    arguments: tuple[str, ...]
    ask: Callable[[Store], Answer]

    @property
    def command(self) -> str:
        return "extractor query " + shlex.join(self.arguments)


def ten(about: Subject) -> list[Question]:
    """The ten questions about a subject."""
    what = ("--indicator", about.indicator)
    where = (*what, "--place", about.place)
    when = ("--since", str(about.year), "--until", str(about.year))
    kind, here = Filters(indicators=(about.indicator,)), Filters(indicators=(about.indicator,), places=(about.place,))
    days = {"since": dt.date(about.year, 1, 1), "until": dt.date(about.year, 12, 31)}
    that_year = Filters(indicators=(about.indicator,), **days)
    here_then = Filters(indicators=(about.indicator,), places=(about.place,), **days)
    return [
        Question(
            f"How many were there in {about.place}, by year, and who says so?", ("figures", *where, "--by", "year"),
            lambda store: by_year_or_province(store, here, "year"),
        ),
        Question(
            f"Which provinces had most in {about.year}?", ("figures", *what, *when, "--by", "province"),
            lambda store: by_year_or_province(store, that_year, "province"),
        ),
        Question(
            "And counted in the provinces of today?", ("figures", *what, *when, "--by", "province", "--today"),
            lambda store: by_year_or_province(store, that_year, "province", today=True),
        ),
        Question(
            "Which statements are behind that, sentence by sentence?", ("figures", *where, *when),
            lambda store: statements(store, here_then),
        ),
        Question(
            f"Did {about.place} reach what it aimed at?", ("targets", *where), lambda store: targets(store, here)
        ),
        Question(
            "Where do documents contradict each other?", ("contradictions", *what),
            lambda store: contradictions(store, kind),
        ),
        Question("Which texts came several times?", ("copies",), lambda store: copied(store)),
        Question(
            f"Who is {about.person}, in which offices, since when?", ("person", about.person),
            lambda store: people_named(store, about.person),
        ),
        Question(
            f"What is known of {about.body}, under all its names?", ("body", about.body),
            lambda store: bodies_named(store, about.body),
        ),
        Question(
            f"Which documents speak of “{about.words}”?", ("search", about.words),
            lambda store: search_documents(store, about.words),
        ),
    ]  # fmt: skip


@contextmanager
def statements_of(store: Store) -> Iterator[list[tuple[str, Any]]]:
    """Every statement that the store sends meanwhile, with its parameters."""
    sent: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            sent.append((statement, parameters))

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(store.engine, "before_cursor_execute", note)


def plan(store: Store, statement: str, parameters: Any) -> list[str]:
    """How SQLite looks a statement up, a line a step."""
    with store.engine.connect() as connection:
        found = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [str(row[3]) for row in found]


def plans(store: Store, question: Question) -> list[tuple[str, list[str]]]:
    """Each statement of a question with its plan."""
    with statements_of(store) as sent:
        question.ask(store)
    return [(statement, plan(store, statement, parameters)) for statement, parameters in sent]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--indicator", default="admitted")
    parser.add_argument("--place", default="Hải Phòng")
    parser.add_argument("--year", type=int, default=2023)
    parser.add_argument("--person", default="Nguyễn Văn An")
    parser.add_argument("--body", default="LĐLĐ Tiên Lãng")
    parser.add_argument("--words", default='"ket nap dang"')
    parser.add_argument("--plans", action="store_true")
    given = vars(parser.parse_args())
    database, with_plans = given.pop("database"), given.pop("plans")
    with Store.open(database) as store:
        documents = store.summary().documents
        print(f"{documents:,} documents, {database.stat().st_size / max(documents, 1):,.0f} bytes a document\n")
        print(f"{'ms':>6}  {'rows':>6}  question")
        for question in ten(Subject(**given)):
            seconds = [_seconds(store, question) for _ in range(_TIMES + 1)][1:]
            rows = question.ask(store).total
            print(f"{1000 * statistics.median(seconds):6.0f}  {rows:6}  {question.words}\n{'':16}{question.command}")
            for statement, steps in plans(store, question) if with_plans else []:
                print("\n".join([f"{'':18}{' '.join(statement.split())[:160]}", *(f"{'':20}{step}" for step in steps)]))


def _seconds(store: Store, question: Question) -> float:
    began = time.process_time()
    question.ask(store)
    return time.process_time() - began


if __name__ == "__main__":
    main()
