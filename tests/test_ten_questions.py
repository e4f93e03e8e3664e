"""The ten questions are looked up through indexes, whatever the size of the database."""

from __future__ import annotations

import re
from collections.abc import Iterator

import fill_database
import pytest
from ten_questions import Subject, plan, plans, ten

from extractor.link import relink
from extractor.store import Store
from extractor.store.database import writing
from extractor.store.rows import write_record

MAY_BE_READ_WHOLE = re.compile(
    r"CONSTANT ROW|\(subquery-\d+\)|anon_\d+"  # what has been looked up already
    r"|\w+ VIRTUAL TABLE INDEX \d+:M"  # the words that match
    r"|documents USING COVERING INDEX ix_documents_published_from"  # the newest first, until there are enough
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A few documents: without statistics SQLite looks them up as it would many."""
    with Store.open(tmp_path_factory.mktemp("ten") / "a.sqlite") as opened:
        with writing(opened.engine) as connection:
            for record in fill_database.records(60, 1):
                write_record(connection, record, {"extractor_version": "0"})
        relink(opened)
        yield opened


def about(store: Store) -> Subject:
    """What the documents tell of, so that every question has an answer."""
    with store.engine.connect() as connection:
        query = "SELECT p.name, u.name FROM people p JOIN observations o JOIN place_units u ON u.code = o.province"
        person, province = connection.exec_driver_sql(f"{query} WHERE o.indicator = 'admitted' LIMIT 1").one()
        year, body = connection.exec_driver_sql("SELECT max(s.year), max(e.name) FROM sums s, entities e").one()
    return Subject("admitted", province, year, person, body, '"cam tinh dang"')


@pytest.mark.parametrize("number", range(10))
def test_no_large_table_is_read_whole(store: Store, number: int) -> None:
    question = ten(about(store))[number]
    asked = plans(store, question)
    assert asked
    for statement, steps in asked:
        for step in steps:
            assert not step.startswith("SCAN") or MAY_BE_READ_WHOLE.match(step[5:]), f"{step}\n{statement}"


def test_a_scan_is_noticed(store: Store) -> None:
    assert plan(store, "SELECT * FROM figures WHERE actor = 'x'", ()) == ["SCAN figures"]
    assert not MAY_BE_READ_WHOLE.match("figures")
