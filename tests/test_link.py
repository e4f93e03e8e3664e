"""One truth across documents: measured on a generated archive, the same in any order, and decided by persons."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from archive_answers import answers, pairs
from linked import ask, said
from make_archive import Archive, make
from score_links import score
from sqlalchemy import delete

from extractor.errors import UsageError
from extractor.link import decide, relink, safe_sum
from extractor.records import Record
from extractor.store import Store
from extractor.store.database import writing
from extractor.store.schema import documents

DOCUMENTS, SEED = 160, 14


@pytest.fixture(scope="module")
def archive() -> Archive:
    return make(DOCUMENTS, SEED)


@pytest.fixture(scope="module")
def records(archive: Archive) -> list[Record]:
    found = [draft.record(name) for draft, name in zip(archive.drafts, archive.names, strict=True)]
    return list({record.document.sha256: record for record in found}.values())


def filled(path: Path, records: list[Record], batches: int = 1) -> Store:
    """A database that was filled and linked in so many steps."""
    store = Store.open(path)
    for start in range(batches):
        for record in records[start::batches]:
            store.save(record)
        relink(store)
    return store


@pytest.fixture(scope="module")
def whole(records: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "whole.sqlite"
    filled(path, records).close()
    return path


# ---------------------------------------------------------------- measured
def test_linking_is_as_good_as_it_has_to_be(
    archive: Archive, records: list[Record], whole: Path, tmp_path: Path
) -> None:
    lines = [json.dumps(record.to_json()) for record in records]
    (tmp_path / "records.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "answers.json").write_text(json.dumps(answers(archive)), encoding="utf-8")
    rows = ["\t".join(map(str, row)) for row in pairs(archive, SEED)]
    (tmp_path / "pairs.tsv").write_text("\n".join(rows), encoding="utf-8")
    with Store.open(whole) as store:
        scores = score(tmp_path, store)
    told = [scores["person"], scores["organisation"]]
    right, wrong, missed = (sum(getattr(one, name) for one in told) for name in ("right", "wrong", "missed"))
    assert right > 250
    assert right / (right + wrong) >= 0.98, [one.errors for one in told]
    assert right / (right + missed) >= 0.95, [one.errors for one in told]
    assert scores["copies"].errors == []
    assert scores["places"].precision >= 0.99
    assert scores["sums"].recall >= 0.98, scores["sums"].errors
    assert scores["contradictions"].recall >= 0.95, scores["contradictions"].errors


def test_the_generated_archive_is_the_same_every_time(archive: Archive, records: list[Record]) -> None:
    again = make(DOCUMENTS, SEED)
    assert [draft.text for draft in again.drafts] == [draft.text for draft in archive.drafts]
    assert answers(again) == answers(archive)
    assert not [problem for record in records for problem in record.problems()]


# ---------------------------------------------------------------- the same whatever the order
@pytest.mark.parametrize("batches", [1, 3])
def test_any_order_and_any_steps_give_the_same(
    whole: Path, records: list[Record], tmp_path: Path, batches: int
) -> None:
    shuffled = list(records)
    random.Random(batches).shuffle(shuffled)
    with filled(tmp_path / "other.sqlite", shuffled, batches) as other, Store.open(whole) as store:
        one, two = said(store), said(other)
    for table, rows in one.items():
        assert two[table] == rows, table


def test_what_is_gone_leaves_nothing_behind(whole: Path, records: list[Record], tmp_path: Path) -> None:
    kept, gone = records[: len(records) // 2], records[len(records) // 2 :]
    with filled(tmp_path / "half.sqlite", kept) as half, filled(tmp_path / "all.sqlite", records) as everything:
        with writing(everything.engine) as connection:
            for record in gone:
                connection.execute(delete(documents).where(documents.c.sha256 == record.document.sha256))
        report = relink(everything)
        assert report.gone == len(gone)
        one, two = said(half), said(everything)
    del one["place_units"], two["place_units"]  # communes that were spoken of stay
    for table, rows in one.items():
        assert two[table] == rows, table


def test_nothing_new_is_nothing_to_do(whole: Path) -> None:
    with Store.open(whole) as store:
        before = said(store)
        assert relink(store).linked == 0
        assert relink(store, again=True).linked > DOCUMENTS * 0.9
        assert said(store) == before


def test_it_goes_on_where_it_was_stopped(
    records: list[Record], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extractor.link import state

    few = records[:110]
    calls = {"look": 0, "join": 0}
    real = {name: getattr(state, name) for name in calls}

    def stopping(name: str, at: int) -> Callable[..., Any]:
        def step(*arguments: Any, **named: Any) -> Any:
            calls[name] += 1
            if calls[name] == at:
                raise KeyboardInterrupt
            return real[name](*arguments, **named)

        return step

    with Store.open(tmp_path / "stopped.sqlite") as store, filled(tmp_path / "calm.sqlite", few) as calm:
        for record in few:
            store.save(record)
        for name, at in (("look", 2), ("join", 1)):
            monkeypatch.setattr(state, name, stopping(name, at))
            with pytest.raises(KeyboardInterrupt):
                relink(store)
            monkeypatch.setattr(state, name, real[name])
        relink(store)
        assert said(store) == said(calm)


def test_both_kinds_of_database_say_the_same(address: str, records: list[Record], whole: Path, tmp_path: Path) -> None:
    few = records[:60]
    with Store.open(address) as store, filled(tmp_path / "few.sqlite", few) as other:
        for record in few:
            store.save(record)
        relink(store)
        one, two = said(store), said(other)
    assert {name: len(rows) for name, rows in one.items()} == {name: len(rows) for name, rows in two.items()}
    assert [row[0] for row in one["entities"]] == [row[0] for row in two["entities"]]
    assert one["copies"] == two["copies"]


# ---------------------------------------------------------------- every link is explained
def test_every_person_and_body_has_one_link_that_says_why(whole: Path) -> None:
    with Store.open(whole) as store:
        for table, key in (("people", "person_id"), ("organisations", "organisation_id")):
            unlinked = f"SELECT count(*) FROM {table} t LEFT JOIN links l ON l.{key} = t.id WHERE l.id IS NULL"
            assert ask(store, unlinked) == [(0,)]
            assert (
                ask(store, f"SELECT {key}, count(*) FROM links GROUP BY {key} HAVING {key} > 0 AND count(*) > 1") == []
            )
        assert ask(store, "SELECT count(*) FROM links WHERE rule = '' OR evidence = '' OR confidence IS NULL") == [(0,)]
        assert ask(store, "SELECT count(*) FROM sum_parts WHERE reason = ''") == [(0,)]
        unplaced = """SELECT count(*) FROM figures f LEFT JOIN place_links l ON l.figure_id = f.id
            WHERE f.place IS NOT NULL AND l.id IS NULL"""
        assert ask(store, unplaced) == [(0,)]


def test_a_level_means_the_body_of_the_documents_area(whole: Path) -> None:
    with Store.open(whole) as store:
        found = ask(
            store, "SELECT count(*) FROM links WHERE rule = 'level, area of the document' AND name LIKE 'LĐLĐ%'"
        )
        assert found[0][0] > 0
        names = {row[0] for row in ask(store, "SELECT name FROM entities WHERE kind = 'organisation'")}
    assert "LĐLĐ huyện" not in names
    assert {"Tổng Liên đoàn Lao động Việt Nam", "Tổng Liên đoàn Lao động"} & names


# ---------------------------------------------------------------- persons decide
@pytest.fixture
def store(whole: Path, tmp_path: Path) -> Iterator[Store]:
    copyfile(whole, tmp_path / "decided.sqlite")
    with Store.open(tmp_path / "decided.sqlite") as opened:
        yield opened


def entity_of(store: Store, link: int) -> str:
    return str(ask(store, f"SELECT e.key FROM links l JOIN entities e ON e.id = l.entity_id WHERE l.id = {link}")[0][0])


def test_confirmed_and_rejected_stay_so_until_undone(store: Store) -> None:
    before = said(store)
    questions = [one for one in decide.open_questions(store) if one.kind == "person"]
    assert len(questions) >= 2, "the archive has people who may be one"
    for verb, question in zip(("confirm", "reject"), questions, strict=False):
        people = ask(store, "SELECT count(*) FROM entities WHERE kind = 'person'")[0][0]
        decide.answer(store, question.id, verb)  # type: ignore[arg-type]
        after = ask(store, "SELECT count(*) FROM entities WHERE kind = 'person'")[0][0]
        assert after == people - (verb == "confirm")
        assert question.question not in {one.question for one in decide.open_questions(store)}
    decided = said(store)
    relink(store, again=True)
    assert said(store) == decided
    for decision in decide.decided(store):
        decide.undo(store, decision.id)
    assert said(store) == before
    assert all(decision.undone for decision in decide.decided(store))


def test_bodies_are_merged_and_come_apart_again(store: Store) -> None:
    before = said(store)
    rows = ask(
        store, "SELECT id, key FROM entities WHERE kind = 'organisation' AND level = 'district' ORDER BY key LIMIT 2"
    )
    decide.merge(store, rows[0][0], rows[1][0])
    keys = {row[0] for row in said(store)["entities"]}
    assert len(keys & {rows[0][1], rows[1][1]}) == 1
    relink(store, again=True)
    assert {row[0] for row in said(store)["entities"]} == keys
    decide.undo(store, decide.decided(store)[0].id)
    assert said(store) == before


@pytest.mark.parametrize("about", ["person", "organisation"])
def test_a_wrong_link_is_set_apart(store: Store, about: str) -> None:
    before = said(store)
    query = f"SELECT l.id, e.key, l.ref FROM links l JOIN entities e ON e.id = l.entity_id WHERE about = '{about}' "
    link, _, ref = ask(store, query + "AND e.documents > 2 ORDER BY e.key, l.ref LIMIT 1")[0]
    decide.split(store, link)
    alone = ask(
        store,
        f"SELECT DISTINCT e.key, e.documents FROM links l JOIN entities e ON e.id = l.entity_id WHERE ref = '{ref}'",
    )
    assert alone[0][1] == 1
    assert len(alone) == 1
    others = ask(store, f"SELECT count(DISTINCT entity_id) FROM links WHERE about = '{about}' AND ref <> '{ref}'")
    assert others
    decide.undo(store, decide.decided(store)[0].id)
    assert said(store) == before


def test_copies_can_be_denied(store: Store) -> None:
    group = ask(store, "SELECT group_key FROM copies GROUP BY group_key HAVING count(*) = 2 ORDER BY 1 LIMIT 1")[0][0]
    one, other = (row[0] for row in ask(
        store, f"SELECT sha256 FROM copies c JOIN documents d ON d.id = c.document_id WHERE group_key = '{group}' ORDER BY 1"
    ))  # fmt: skip
    with writing(store.engine) as connection:
        decide._keep(connection, "reject", "copy", one, other, "not one text")
    relink(store)
    assert ask(store, f"SELECT count(DISTINCT group_key) FROM copies c JOIN documents d ON d.id = c.document_id "
                      f"WHERE sha256 IN ('{one}', '{other}')") == [(2,)]  # fmt: skip


@pytest.mark.parametrize(
    "wrong, code",
    [
        (lambda store: decide.answer(store, 10**6, "confirm"), "no candidate"),
        (lambda store: decide.merge(store, 10**6, 10**6 + 1), "no two entities"),
        (lambda store: decide.split(store, 10**6), "no link"),
        (lambda store: decide.undo(store, 10**6), "no decision"),
    ],
)
def test_what_is_not_there_cannot_be_decided(store: Store, wrong: Callable[[Store], object], code: str) -> None:
    with pytest.raises(UsageError, match=code):
        wrong(store)


# ---------------------------------------------------------------- sums of any time and area
def test_a_sum_of_any_days_says_what_was_left_out(store: Store) -> None:
    indicator, area, year, value = ask(
        store, "SELECT indicator, area, year, value FROM sums WHERE basis = 'then' AND status = 'actual' "
        "AND whole_area AND left_out > 0 ORDER BY 1, 2, 3 LIMIT 1"
    )[0]  # fmt: skip
    found = safe_sum(store, indicator, area, f"{year}-01-01", f"{year}-12-31")
    assert found.value == value
    assert found.whole_area
    assert all(reason for _, _, reason in found.parts)
    assert safe_sum(store, indicator, area, "1990-01-01", "1990-12-31").value is None


# ---------------------------------------------------------------- the command
def test_the_command(store: Store, command: Callable[..., Any], tmp_path: Path) -> None:
    db = tmp_path / "decided.sqlite"
    assert "0 documents linked" in command("link", "--db", db).out
    listed = json.loads(command("link", "--db", db, "--candidates", "--json").out)
    assert {"id", "kind", "question", "evidence", "confidence", "documents"} <= set(listed[0])
    first, second = listed[0]["id"], listed[1]["id"]
    assert command("link", "--db", db, "--confirm", first, "--reject", second).code == 0
    assert command("link", "--db", db, "--decisions").out.count("Is ") == 2
    assert command("link", "--db", db, "--undo", 1).code == 0
    assert "taken back" in command("link", "--db", db, "--decisions").out
    assert command("link", "--db", db, "--undo", 1).code == 2
    assert command("link", "--db", tmp_path / "none.sqlite").code == 2
