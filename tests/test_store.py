"""The database: what goes in comes out equal, nothing twice, nothing half, and an analyst finds his way."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import NEWS
from hypothesis import given, settings
from hypothesis import strategies as st
from postgres import rows
from sqlalchemy import create_engine, delete, inspect
from sqlalchemy.exc import OperationalError

from extractor.errors import EmptyDocument, MissingLibrary, NotVietnamese, StoreError
from extractor.records import Date, Figure, Mention, Organisation, Person, Record
from extractor.store import Failure, Known, Place, Store, Tally, migrations, schema
from extractor.store.database import shown, writing
from extractor.store.fulltext import INDEXES
from extractor.store.schema import SCHEMA_VERSION
from extractor.store.views import VIEWS

IS_INSIDE_AN_INDEX = re.compile(f"({'|'.join(INDEXES)})_(config|data|docsize|idx)")  # tables that FTS5 makes for itself
DATABASES = Path(__file__).parent / "databases"
HERE = Place("/archive", "2024/hung-yen.txt")


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with Store.open(address) as opened:
        yield opened


def changed(record: Record, sha256: str) -> Record:
    copy = record.model_copy(deep=True)
    copy.document.sha256 = sha256
    return copy


def test_a_record_comes_back_equal(store: Store, record: Record) -> None:
    store.save(record, HERE, format="text", encoding="utf-8", size=len(NEWS.encode()))
    assert store.record(record.document.sha256) == record
    assert list(store.records()) == [record]
    assert store.record("0" * 64) is None


def test_a_record_without_anything_comes_back_equal(store: Store, record: Record) -> None:
    bare = Record.model_validate({"schema": 1, "document": {"id": "x", "sha256": "c" * 64, "kind": "other"}})
    store.save(bare)
    assert store.record("c" * 64) == bare


def test_the_same_document_twice_is_one(store: Store, address: str, record: Record) -> None:
    for _ in range(3):
        store.save(record, HERE)
    store.save(record, Place("/archive", "copy.txt"))
    expected = {"documents": 1, "people": 1, "roles": 1, "person_mentions": 1, "organisation_mentions": 2, "figures": 4}
    assert {table: rows(address, f"SELECT count(*) FROM {table}")[0][0] for table in expected} == expected
    assert rows(address, "SELECT path FROM files ORDER BY path") == [("2024/hung-yen.txt",), ("copy.txt",)]


def test_a_changed_file_gives_up_its_old_record(store: Store, record: Record) -> None:
    store.save(record, HERE)
    newer = changed(record, "cd" * 32)
    store.save(newer, HERE)
    assert list(store.records()) == [newer]
    assert [(version.sha256, version.record) for version in store.versions(HERE)] == [("ab" * 32, record)]
    store.save(record, HERE)
    assert [version.sha256 for version in store.versions(HERE)] == ["ab" * 32, "cd" * 32]
    assert store.summary().versions == 2


def test_a_removed_file_is_marked_and_may_come_back(store: Store, address: str, record: Record) -> None:
    store.save(record, HERE)
    store.save(changed(record, "cd" * 32), Place("/archive", "zip/a.txt", "b.zip"))
    store.fail(Place("/archive", "c.txt"), EmptyDocument("Is empty.", "c.txt"))
    asked: list[str] = []
    assert store.mark_removed("/archive", lambda file: bool(asked.append(file)) or file != HERE.path) == 1
    assert asked == [HERE.path, "c.txt", "zip/a.txt"]
    assert len(list(store.records())) == 2
    assert (store.summary().removed, store.failures()) == (1, [])
    assert rows(address, "SELECT path FROM files WHERE removed IS NOT NULL") == [("zip/a.txt",)]
    assert store.mark_removed("/archive", lambda _: True) == 1
    assert store.known("/archive", [HERE.path])[HERE.path].unsettled
    store.settle(HERE)
    assert not store.known("/archive", [HERE.path])[HERE.path].unsettled
    assert not store.link("cd" * 32, Place("/archive", "zip/a.txt", "b.zip"))
    assert store.summary().removed == 0


def test_what_a_container_no_longer_lists_is_marked(store: Store, record: Record) -> None:
    for number, name in enumerate(["b.zip/1.txt", "b.zip/2.txt", "b.zip/in.zip/3.txt", "b.zip0"]):
        store.save(changed(record, f"{number:064}"), Place("/archive", name, "b.zip"))
    store.fail(Place("/archive", "b.zip/4.txt", "b.zip"), EmptyDocument("Is empty."), sha256="ef" * 32)
    assert store.mark_dropped("/archive", "b.zip", {"b.zip"}) == 0  # it could not be listed
    assert store.mark_dropped("/archive", "b.zip", {"b.zip/1.txt", "b.zip/in.zip"}) == 1
    assert (store.summary().removed, store.failures()) == (1, [])
    assert store.known("/archive", ["b.zip/2.txt"])["b.zip/2.txt"].unsettled


def test_marks_of_a_feed(store: Store) -> None:
    assert store.feed_marks("http://x/feed") == (None, None)
    for etag in ('"a"', '"b"'):
        store.note_feed("http://x/feed", etag, None)
    assert store.feed_marks("http://x/feed") == ('"b"', None)


def test_an_old_record_stays_while_it_lies_elsewhere(store: Store, record: Record) -> None:
    store.save(record, HERE)
    store.link(record.document.sha256, Place("/other", "x.txt"))
    newer = changed(record, "cd" * 32)
    store.save(newer, HERE)
    assert {found.document.sha256 for found in store.records()} == {record.document.sha256, "cd" * 32}
    store.link("cd" * 32, Place("/other", "x.txt"))
    assert [found.document.sha256 for found in store.records()] == ["cd" * 32]


def test_a_record_that_the_database_refuses_leaves_nothing(store: Store, address: str, record: Record) -> None:
    store.save(record, HERE)
    broken = changed(record, "cd" * 32)
    broken.figures[2].part_of = "f9"
    with pytest.raises(StoreError, match=r"(?i)foreign key"):
        store.save(broken, HERE)
    assert list(store.records()) == [record]
    assert rows(address, "SELECT count(*) FROM figures") == [(4,)]


def test_a_part_may_stand_before_its_whole(store: Store, record: Record) -> None:
    record.figures.reverse()
    store.save(record)
    assert store.record(record.document.sha256) == record


def test_failures_are_kept_until_the_file_is_read(store: Store, record: Record) -> None:
    run = store.begin_run("/archive")
    error = NotVietnamese("Does not look like Vietnamese.", HERE.path)
    for _ in range(2):
        store.fail(HERE, error, sha256="ef" * 32, run=run)
    assert store.failures() == [Failure("/archive", HERE.path, "D006", error.what, error.advice)]
    assert store.known("/archive", [HERE.path]) == {HERE.path: Known(failed="ef" * 32, unsettled=True)}
    store.save(record, HERE, run=run)
    assert store.failures() == []
    store.end_run(run, Tally(seen=1, stored=1, unchanged=0, failed=0))
    assert store.known("/archive", [HERE.path]) == {HERE.path: Known(stored=record.document.sha256)}
    assert store.known("/elsewhere", [HERE.path]) == {HERE.path: Known()}


def test_spans_quote_the_text_in_plain_sql(store: Store, address: str, record: Record) -> None:
    store.save(record)
    for table, owner in [
        ("figures m", "m.document_id"),
        ("dates m", "m.document_id"),
        ("person_mentions m JOIN people p ON p.id = m.person_id", "p.document_id"),
        ("organisation_mentions m JOIN organisations o ON o.id = m.organisation_id", "o.document_id"),
    ]:
        quoted = 'substr(d.text, m.start + 1, m."end" - m.start)'
        found = rows(address, f"SELECT m.text, {quoted} FROM {table} JOIN documents d ON d.id = {owner}")
        assert found
        assert all(words == same for words, same in found)


def test_a_question_an_analyst_asks(store: Store, address: str, record: Record) -> None:
    store.save(record)
    found = rows(
        address,
        "SELECT value, place, period_from, published, sentence FROM v_figures WHERE indicator = ? AND part_of = 'f2'",
        "admitted",
    )
    sentence = " ".join(NEWS[41:].split())
    assert [tuple(map(str, row)) for row in found] == [("45", "Hưng Yên", "2023-01-01", "2024-02-03", sentence)]
    assert rows(address, "SELECT name, role, organisation, mentions FROM v_people") == [
        ("Đỗ Thị Hạnh", "Phó Chủ tịch", "Liên đoàn Lao động tỉnh", 1)
    ]
    assert "Theo bà Đỗ Thị Hạnh, Phó Chủ tịch" in rows(address, "SELECT context FROM v_person_mentions")[0][0]


def test_every_table_column_and_view_is_explained(store: Store, address: str) -> None:
    inspector = inspect(store.engine)
    tables = [name for name in inspector.get_table_names() if not IS_INSIDE_AN_INDEX.fullmatch(name)]
    explained = {(table, column): words for table, column, words in rows(address, "SELECT * FROM data_dictionary")}
    views = {view.name for view in VIEWS}
    assert {*inspector.get_view_names()} == views
    for table in [*tables, *views]:
        assert explained[table, ""]
        rows(address, f"SELECT * FROM {table}")
    for table in {*tables, *views} - {*INDEXES}:
        for column in inspector.get_columns(table):
            assert explained[table, column["name"]], f"{table}.{column['name']} has no explanation"
    assert explained["v_figures", "published"] == "First day of publication or issue"
    assert explained["v_people", "role"] == "Title as written"


def test_settings_of_the_file(tmp_path: Path, record: Record) -> None:
    path = tmp_path / "test.sqlite"
    with Store.open(path) as store:
        store.save(record)
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]
    assert rows(path, "SELECT value FROM about WHERE name = 'schema_version'") == [(str(SCHEMA_VERSION),)]
    assert rows(path, "PRAGMA foreign_key_check") == []


def test_a_reader_is_not_blocked_by_a_writer(address: str, store: Store, record: Record) -> None:
    store.save(record)
    with Store.open(address) as other:
        reading = other.records()
        assert next(reading) == record
        store.save(changed(record, "cd" * 32))  # while the other one reads
        assert list(reading) == []


def test_a_database_is_opened_while_another_one_writes(address: str, store: Store, record: Record) -> None:
    store.save(record)
    with writing(store.engine) as connection:
        connection.execute(delete(schema.documents))
        with Store.open(address) as other:
            assert list(other.records()) == [record]


def older(path: Path, version: int) -> None:
    """A database as that version of the schema had it, with a document in two places and a failure."""
    connection = sqlite3.connect(path)
    connection.executescript((DATABASES / f"version-{version}.sql").read_text(encoding="utf-8"))
    connection.close()


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_an_older_database_is_upgraded_without_loss(tmp_path: Path, version: int, record: Record) -> None:
    path = tmp_path / "older.sqlite"
    older(path, version)
    for _ in range(2):
        with Store.open(path) as store:
            assert list(store.records()) == [record]
            assert [failure.path for failure in store.failures()] == ["empty.txt"]
            assert store.known("/archive", ["copy.txt"])["copy.txt"].stored == record.document.sha256
    assert rows(path, "SELECT seen, stored, failed FROM runs") == [(3, 2, 1)]
    with Store.open(path) as store:
        store.save(changed(record, "cd" * 32), HERE)
        assert len(store.versions(HERE)) == 1
        assert store.mark_removed("/archive", lambda _: True) == 2


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_an_upgraded_database_is_like_a_new_one(tmp_path: Path, version: int) -> None:
    old, new = tmp_path / "old.sqlite", tmp_path / "new.sqlite"
    older(old, version)
    for path in (old, new):
        Store.open(path).close()
    for query in (
        "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name",
        "SELECT m.name, c.name, c.type, c.pk FROM sqlite_master m JOIN pragma_table_info(m.name) c "
        "WHERE m.type = 'table' ORDER BY m.name, c.name",
        "SELECT * FROM data_dictionary ORDER BY table_name, column_name",
        "SELECT * FROM about ORDER BY name",
    ):
        assert rows(old, query) == rows(new, query)


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_an_older_postgresql_database_is_upgraded_without_loss(
    tmp_path: Path, postgres: str, version: int, record: Record
) -> None:
    """What that version did not have yet is taken away from a database of today."""
    older(tmp_path / "older.sqlite", version)
    past = inspect(create_engine(f"sqlite:///{tmp_path / 'older.sqlite'}"))
    with Store.open(postgres) as store:
        store.save(record, HERE)
        now = columns(store)
        with store.engine.begin() as connection:
            for view in VIEWS:
                connection.exec_driver_sql(f"DROP VIEW IF EXISTS {view.name} CASCADE")
            for table, names in now.items():
                if not past.has_table(table):
                    connection.exec_driver_sql(f"DROP TABLE {table} CASCADE")
                    continue
                for name in names - {column["name"] for column in past.get_columns(table)}:
                    connection.exec_driver_sql(f'ALTER TABLE {table} DROP COLUMN "{name}"')
            connection.exec_driver_sql(f"UPDATE about SET value = '{version}' WHERE name = 'schema_version'")
    with Store.open(postgres) as store:
        assert list(store.records()) == [record]
        assert columns(store) == now
        assert {*inspect(store.engine).get_view_names()} == {view.name for view in VIEWS}
        store.save(changed(record, "cd" * 32), HERE)
        assert len(store.versions(HERE)) == 1


def columns(store: Store) -> dict[str, set[str]]:
    inspector = inspect(store.engine)
    return {table: {column["name"] for column in inspector.get_columns(table)} for table in inspector.get_table_names()}


def test_views_of_other_people_outlive_an_upgrade(address: str, record: Record) -> None:
    with Store.open(address) as store:
        store.save(record)
        with store.engine.begin() as connection:
            connection.exec_driver_sql("CREATE VIEW mine AS SELECT value FROM figures WHERE indicator = 'admitted'")
            connection.exec_driver_sql("UPDATE about SET value = '1' WHERE name = 'schema_version'")
    Store.open(address).close()
    assert sorted(rows(address, "SELECT value FROM mine")) == [(37.5,), (45,), (45,)]


def test_an_upgrade_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "older.sqlite"
    older(path, 1)
    before = rows(path, "SELECT sql FROM sqlite_master")

    def fails(_: object) -> None:
        raise OperationalError("a step", None, Exception("no room on the disk"))

    monkeypatch.setitem(migrations.STEPS, 1, fails)
    with pytest.raises(StoreError, match="no room"):
        Store.open(path)
    assert rows(path, "SELECT sql FROM sqlite_master") == before


def test_what_is_no_database_of_ours_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "text.sqlite"
    text.write_text("no database at all, only words " * 50)
    other = tmp_path / "other.sqlite"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE cats (name)")
    connection.close()
    newer = tmp_path / "newer.sqlite"
    Store.open(newer).close()
    connection = sqlite3.connect(newer)
    connection.execute("UPDATE about SET value = '99' WHERE name = 'schema_version'")
    connection.commit()
    connection.close()
    for address, words in [
        (str(text), "not a database"),
        (str(other), "something else"),
        (str(newer), "version 99"),
        (str(tmp_path / "no" / "folder.sqlite"), "open"),
        ("nonsense://x", "opened"),
    ]:
        with pytest.raises(StoreError, match=words):
            Store.open(address)


@pytest.mark.parametrize(
    ("address", "as_shown"),
    [
        ("a b.sqlite", "a b.sqlite"),
        ("postgresql://u@/db?host=/tmp", "postgresql://u@/db?host=/tmp"),
        ("postgresql://u:secret@h:5432/db", "postgresql://u:***@h:5432/db"),
        ("postgresql://u@h/db?password=secret", "postgresql://u@h/db?password=HIDDEN"),
        ("postgresql://u:secret@:x:y/db", "postgresql://…"),
        ("mysql://u:secret@h/db", "mysql://u:***@h/db"),
    ],
)
def test_no_password_is_shown(address: str, as_shown: str) -> None:
    assert shown(address) == as_shown
    if "secret" in address:
        with pytest.raises(StoreError) as refused:
            Store.open(address)
        assert "secret" not in str(refused.value)


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingLibrary, match="psycopg") as missing:
        Store.open("postgresql://u@h/db")
    assert "extractor[postgresql]" in missing.value.advice


TEXT = "Ngày 3/2, có 12 đảng viên; 𝔘nicode 😀 " * 3
SPANS = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 30)).map(lambda s: (s[0], min(s[0] + s[1], len(TEXT))))
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
DAYS = st.none() | st.dates().map(lambda day: day.isoformat())
NUMBERS = st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False, width=64)
EXPLAINED = {
    "rule": st.none() | WORDS,
    "confidence": st.none() | st.floats(0, 1),
    "sentence": st.none() | SPANS,
}
MENTIONS = st.lists(SPANS.map(lambda s: Mention(span=s, text=TEXT[slice(*s)])), min_size=1, max_size=3)


@st.composite
def records(draw: st.DrawFn) -> Record:
    dates = draw(st.lists(st.fixed_dictionaries({"span": SPANS, "from": DAYS, "to": DAYS, **EXPLAINED}), max_size=3))
    for entry in dates:
        entry |= {"text": TEXT[slice(*entry["span"])], "kind": "date"}
    figures = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "span": SPANS, "value": NUMBERS, "value_max": st.none() | NUMBERS, "counted": st.none() | WORDS,
                    "unit": st.sampled_from(["person", "VND"]), "place": st.none() | WORDS,
                    "part_of": st.none() | st.just("f0"),
                    "ratio": st.none() | st.fixed_dictionaries({"denominator_value": st.none() | NUMBERS}),
                    "period": st.none() | st.fixed_dictionaries({"from": st.just("2020-01-01"), "to": DAYS}),
                    **EXPLAINED,
                }
            ),
            max_size=4,
        )
    )  # fmt: skip
    return Record.model_validate(
        {
            "schema": 1,
            "document": {"id": draw(WORDS), "sha256": "d" * 64, "kind": "news", "title": draw(st.none() | WORDS)},
            "text": TEXT,
            "people": draw(st.lists(st.builds(Person, name=WORDS, mentions=MENTIONS), max_size=3)),
            "organisations": draw(
                st.lists(st.builds(Organisation, name=WORDS, type=st.just("union"), mentions=MENTIONS), max_size=3)
            ),
            "dates": [Date.model_validate(date) for date in dates],
            "figures": [
                Figure.model_validate({**figure, "id": f"f{number}", "text": TEXT[slice(*figure["span"])]})
                for number, figure in enumerate(figures)
            ],
        }
    )


def test_any_record_comes_back_equal(store: Store) -> None:
    @settings(max_examples=60, deadline=None)
    @given(records())
    def comes_back(found: Record) -> None:
        store.save(found)
        assert store.record("d" * 64) == found

    comes_back()
