"""The questions to a database: what comes back, from whom, and what is refused; the same from both databases."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lasting import lasting_address
from linked_rows import mark_linked, put_copies, put_entity, put_statement, put_sum, put_units
from sqlalchemy import delete, update

from extractor.errors import NotLinked, QueryError, UnknownPlace, UsageError
from extractor.query.adding import by_year_or_province
from extractor.query.aims import targets
from extractor.query.answer import Answer, words_of
from extractor.query.areas import area_of
from extractor.query.conflicts import contradictions, copied
from extractor.query.entities import bodies_named, people_named
from extractor.query.figures import statements
from extractor.query.filters import Filters
from extractor.records import Record
from extractor.store import Store
from extractor.store.database import writing
from extractor.store.linked import entities

AIMED, DONE = (("admitted|person|target|", "|2023"), ("admitted|person|actual|", "|2023"))
UNION = "LĐLĐ thành phố Hải Phòng"


def document(name: str, values: list[int], published: str, person: str = "", body: str = UNION, **figure: Any) -> Record:
    """Its figures are told of Hải Phòng in 2023, its person is chair of its body."""
    head = f"{person}, Chủ tịch {body}, cho biết.\n"
    text, figures = head, []
    for number, value in enumerate(values, 1):
        begin = len(text)
        start = begin + len("Kết nạp ")
        text += f"Kết nạp {value} đảng viên. "
        figures.append(
            {
                "id": f"f{number}", "span": [start, start + len(str(value))], "text": str(value), "value": value,
                "unit": "person", "indicator": "admitted", "place": "Hải Phòng", "sentence": [begin, len(text) - 1],
                "period": {"from": "2023-01-01", "to": "2023-12-31"}, **figure,
            }
        )  # fmt: skip
    start = head.index(body)
    people = [{"name": person, "roles": [{"title": "Chủ tịch", "organisation": body}],
               "mentions": [{"span": [0, len(person)], "text": person}]}] if person else []  # fmt: skip
    bodies = [{"name": body, "type": "union", "mentions": [{"span": [start, start + len(body)], "text": body}]}]
    about = {
        "id": name, "path": f"{name}.txt", "sha256": (name.encode().hex() * 64)[:64], "kind": "news", "title": f"Tin {name}",
        "published": {"from": published, "to": published},
    }  # fmt: skip
    return Record.model_validate(
        {"schema": 1, "document": about, "text": text, "figures": figures, "people": people, "organisations": bodies}
    )


def filled(address: str) -> Store:
    store = Store.open(address)
    put_units(store)
    store.save(document("one", [1846], "2024-01-05", "Đỗ Thị Hạnh"))
    store.save(document("two", [1850], "2024-02-05", "Đỗ Thị Hạnh", "Liên đoàn Lao động TP Hải Phòng"))
    store.save(document("copy", [1846], "2024-01-06", "Đỗ Thị Hạnh"))
    store.save(document("aim", [2000], "2023-01-05", "Đỗ Thị Hanh", status="target"))
    return store


def link_by_hand(store: Store) -> None:
    """Two values of one thing, one of them in a copy too; a target; a person in two spellings of her body, a homonym."""
    province = {"province": "63-31", "place_unit": "63-31", "province_today": "34-31", "cell": "hp".join(DONE), "contradicted": True}
    one = put_statement(store, "one", "f1", documents=2, sources=1, **province)
    two = put_statement(store, "two", "f1", **province)
    aim = put_statement(store, "aim", "f1", place_unit="63-31", province="63-31", province_today="34-31", cell="hp".join(AIMED))
    put_sum(store, [one], area="63-31", year=2023, value=1846, contradicted=True, left_out=1)
    put_sum(store, [one], area="34-31", basis="today", year=2023, value=1846, whole_area=False)
    put_sum(store, [two], area="63-30", year=2023, value=1850)
    put_sum(store, [two], area="63-30", year=2022, value=12)
    put_sum(store, [one, two], year=2023, value=3696, whole_area=False)
    put_sum(store, [aim], area="63-31", year=2023, value=2000, status="target")
    put_copies(store, "g", ["one", "copy"])
    put_copies(store, "h", ["two"])
    same = [("one", "Đỗ Thị Hạnh"), ("two", "Đỗ Thị Hạnh"), ("copy", "Đỗ Thị Hạnh")]
    put_entity(store, "person", "Đỗ Thị Hạnh", "Đỗ Thị Hạnh (Chủ tịch, LĐLĐ Hải Phòng)", same)
    put_entity(store, "person", "Đỗ Thị Hanh", "Đỗ Thị Hanh", [("aim", "Đỗ Thị Hanh")])
    named = [("one", UNION), ("two", "Liên đoàn Lao động TP Hải Phòng"), ("copy", UNION)]
    full = "Liên đoàn Lao động thành phố Hải Phòng"
    put_entity(store, "organisation", full, full, named, type="union", level="province", place="63-31")
    mark_linked(store)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that no test changes."""
    with filled(lasting_address(request, tmp_path_factory, "asked")) as kept:
        link_by_hand(kept)
        yield kept


def column(answer: Answer, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in answer.rows]


def said(answer: Answer) -> list[list[str | None]]:
    return [[source.path for source in row["sources"]] for row in answer.rows]


ADMITTED = Filters(indicators=("admitted",))
HERE = Filters(indicators=("admitted",), places=("Hải Phòng",))


def test_what_is_not_linked_is_not_added_up(address: str) -> None:
    with filled(address) as opened:
        for ask in (statements, targets, contradictions, copied):
            with pytest.raises(NotLinked):
                ask(opened, ADMITTED)
        mark_linked(opened)
        opened.save(document("late", [3], "2024-03-05"))
        assert "One document came after" in statements(opened, ADMITTED).notes[0]


def test_each_statement_once_with_who_says_so(store: Store) -> None:
    answer = statements(store, HERE)
    assert column(answer, "value", "status", "documents", "copies", "contradicted") == [
        (2000, "target", 1, None, False), (1850, "actual", 1, None, True), (1846, "actual", 2, 1, True),
    ]  # fmt: skip
    (source,) = answer.rows[1]["sources"]
    assert source.sentence == "Kết nạp 1850 đảng viên."
    assert source.sentence[slice(*source.marked)] == "1850"
    assert said(answer)[2] == ["one.txt"]
    assert column(statements(store, HERE, limit=1), "value") == [(2000,)]
    assert statements(store, HERE, limit=1).total == 3


@pytest.mark.parametrize(
    ("filters", "today", "values"),
    [
        (HERE, False, 3), (HERE, True, 3), (Filters(places=("hai phong",)), False, 3), (Filters(places=("Việt Nam",)), False, 3),
        (Filters(places=("Hải Dương",)), False, 0), (Filters(indicators=("nominated",)), False, 0),
        (Filters(statuses=("target",)), False, 1), (Filters(since=dt.date(2024, 1, 1)), False, 0),
        (Filters(since=dt.date(2023, 1, 1), until=dt.date(2023, 12, 31)), False, 3), (Filters(people=("Hanh",)), False, 3),
        (Filters(people=("Hạnh",)), False, 2),
    ],
)  # fmt: skip
def test_which_statements(store: Store, filters: Filters, today: bool, values: int) -> None:
    assert statements(store, filters, today=today).total == values


def test_sums_by_year_and_by_province(store: Store) -> None:
    country = by_year_or_province(store, ADMITTED, "year")
    assert column(country, "year", "area", "value", "added", "partial") == [(2023, "Việt Nam", 3696, 2, True)]
    assert said(country) == [["two.txt", "one.txt"]]
    assert len(country.notes) == 1
    here = by_year_or_province(store, HERE, "year")
    assert column(here, "year", "area", "value", "left_out", "partial", "contradicted") == [
        (2023, "Hải Phòng", 1846, 1, False, True)
    ]
    ranked = by_year_or_province(store, ADMITTED, "province")
    assert column(ranked, "year", "area", "value") == [(2023, "Hải Dương", 1850), (2023, "Hải Phòng", 1846), (2022, "Hải Dương", 12)]
    now = by_year_or_province(store, ADMITTED, "province", today=True)
    assert column(now, "area", "value") == [("Hải Phòng", 1846)]
    year = Filters(since=dt.date(2022, 1, 1), until=dt.date(2022, 12, 31))
    assert column(by_year_or_province(store, year, "province"), "value") == [(12,)]


@pytest.mark.parametrize(
    "filters",
    [
        Filters(places=("Tiên Lãng", "Trà Cú")), Filters(since=dt.date(2022, 2, 1)), Filters(until=dt.date(2022, 6, 30)),
        Filters(actors=("x",)), Filters(text="x"),
    ],
)  # fmt: skip
def test_sums_that_are_not_kept_are_refused(store: Store, filters: Filters) -> None:
    with pytest.raises(UsageError):
        by_year_or_province(store, filters, "year")


def test_targets_beside_results(store: Store) -> None:
    for asked in (ADMITTED, HERE):
        answer = targets(store, asked)
        assert column(answer, "place", "period_to", "target", "actual", "percent") == [
            ("Hải Phòng", "2023-12-31", 2000, 1850, 92.5)
        ]
        assert said(answer) == [["aim.txt", "two.txt"]]
    assert targets(store, HERE, reached=True).total == 1
    assert targets(store, Filters(places=("Hải Dương",))).total == 0


def test_no_target_of_money_is_set_beside_another_sum_unasked(address: str) -> None:
    money = {"indicator": "amount", "unit": "VND", "place_unit": "63-31", "province": "63-31"}
    with filled(address) as opened:
        put_statement(opened, "aim", "f1", cell="hp|target|", status="target", value=2000, **money)
        put_statement(opened, "one", "f1", cell="hp|actual|", value=22, **money)
        mark_linked(opened)
        assert targets(opened, Filters()).total == 0
        assert targets(opened, Filters(indicators=("amount",))).total == 1


def test_values_that_do_not_agree_stand_side_by_side(store: Store) -> None:
    answer = contradictions(store, HERE)
    assert answer.total == 1
    assert list(map(words_of, answer.rows[0]["values"])) == ["1,850 (1 document)", "1,846 (2 documents, 1 of them copies)"]
    assert said(answer) == [["two.txt", "one.txt"]]
    assert contradictions(store, Filters(places=("Hải Dương",))).total == 0


def test_copies_of_one_text(store: Store) -> None:
    answer = copied(store)
    assert column(answer, "title", "documents") == [("Tin one", 2)]
    assert [(source.path, source.is_copy) for source in answer.rows[0]["sources"]] == [("one.txt", False), ("copy.txt", True)]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Đỗ Thị Hạnh", ["Đỗ Thị Hạnh (Chủ tịch, LĐLĐ Hải Phòng)"]),
        ("do thi hanh", ["Đỗ Thị Hạnh (Chủ tịch, LĐLĐ Hải Phòng)", "Đỗ Thị Hanh"]),
        ("hạnh đỗ", ["Đỗ Thị Hạnh (Chủ tịch, LĐLĐ Hải Phòng)"]),
        ("Hạnh Hải Phòng", ["Đỗ Thị Hạnh (Chủ tịch, LĐLĐ Hải Phòng)"]),
        ("Đỗ Thị Hành", ["Đỗ Thị Hạnh (Chủ tịch, LĐLĐ Hải Phòng)", "Đỗ Thị Hanh"]),  # nobody is written so
        ("an", []), ("'; DROP TABLE people", []), ("\"*", None), ("", None),
    ],
)  # fmt: skip
def test_people_by_name(store: Store, name: str, found: list[str] | None) -> None:
    if found is None:
        with pytest.raises(QueryError):
            people_named(store, name)
    else:
        assert [row["name"] for row in people_named(store, name).rows] == found


def test_a_person_with_offices_and_mentions(store: Store) -> None:
    (row,) = people_named(store, "Đỗ Thị Hạnh").rows
    full = "Liên đoàn Lao động thành phố Hải Phòng"
    assert row["offices"] == [f"Chủ tịch, {full} (2024-01-05 – 2024-02-05)"]
    assert [source.path for source in row["sources"]] == ["two.txt", "one.txt", "copy.txt"]
    assert row["sources"][0].sentence.startswith("«Đỗ Thị Hạnh», Chủ tịch Liên đoàn")
    assert row["sources"][2].is_copy


def test_a_body_under_all_its_names(store: Store) -> None:
    (row,) = bodies_named(store, "lien doan lao dong hai phong").rows
    assert row["also_called"] == [UNION, "Liên đoàn Lao động TP Hải Phòng"]
    assert row["led_by"] == ["Đỗ Thị Hạnh, Chủ tịch"]
    assert (row["type"], row["place"]) == ("union", "tỉnh Hải Phòng")


def test_names_stay_in_step_when_a_label_changes(address: str) -> None:
    store = filled(address)
    link_by_hand(store)
    with writing(store.engine) as connection:
        connection.execute(update(entities).where(entities.c.name == "Đỗ Thị Hanh").values(label="Lý Thị Đào"))
    assert [row["name"] for row in people_named(store, "dao").rows] == ["Lý Thị Đào"]
    assert people_named(store, "do thi hanh").total == 1
    with writing(store.engine) as connection:
        connection.execute(delete(entities).where(entities.c.label == "Lý Thị Đào"))
    assert people_named(store, "dao").total == 0
    store.close()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Hải Phòng", ("province", {"63-31", "34-31"})), ("TP. Hải Phòng", ("province", {"63-31", "34-31"})),
        ("hải dương", ("province", {"63-30"})), ("hai duong", ("province", {"63-30"})), ("Tiên Lãng", ("district", {"63-315"})),
        ("huyện Tiên Lãng, Hải Phòng", ("district", {"63-315"})), ("Châu Thành, Tiền Giang", ("district", {"63-821"})),
        ("cả nước ấy", None), ("Châu Thành", None), ("", None), ("Tiên Lãng, Huế", None),
    ],
)  # fmt: skip
def test_which_area_is_meant(name: str, told: tuple[str, set[str]] | None) -> None:
    if told is None:
        with pytest.raises(UnknownPlace):
            area_of(name)
    else:
        area = area_of(name)
        assert (area.level, set(area.codes)) == told


def test_the_commands_print_every_format(command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    path = tmp_path / "a.sqlite"
    with Store.open(path) as opened:
        put_units(opened)
        opened.save(document("one", [1846], "2024-01-05", "Đỗ Thị Hạnh"))
        one = put_statement(opened, "one", "f1", province="63-31", province_today="34-31")
        put_sum(opened, [one], area="63-31", year=2023, value=1846, covers_year=False)
        mark_linked(opened)
    asked = ("query", "figures", "--db", path, "--indicator", "admitted", "--place", "Hải Phòng", "--by", "year")
    shown = command(*asked)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.split("\n")[0].split()[:6] == ["year", "area", "indicator", "value", "unit", "status"]
    for words in ("2023  Hải Phòng", "1846", "one.txt (2024-01-05)", "Kết nạp «1846» đảng viên.", "Where partial is yes", "1 found."):
        assert words in shown.out
    for before in (("--db", path, "figures"), (f"--db={path}", "figures")):
        assert command("query", *before, *asked[4:]).out == shown.out
    (row,) = json.loads(command(*asked, "--format", "json").out)["rows"]
    assert (row["value"], row["sources"][0]["sentence"]) == (1846, "Kết nạp 1846 đảng viên.")
    told = command(*asked, "--format", "jsonl")
    assert json.loads(told.out)["year"] == 2023
    assert "Where partial is yes" in told.err
    (line,) = csv.DictReader(io.StringIO(command(*asked, "--format", "csv").out))
    assert (line["value"], line["source_path"], line["source_sentence"]) == ("1846", "one.txt", "Kết nạp 1846 đảng viên.")
    for arguments, code in ((["--place", "Châu Thành"], "Q002"), (["--kind", "news"], "U001")):
        refused = command(*asked[:4], *arguments, "--by", "year")
        assert (refused.code, refused.err[:6]) == (2, f"[{code}]")
    for question in (["targets"], ["contradictions"], ["copies"], ["person", "x"], ["body", "x"]):
        assert command("query", *question, "--db", path).out == "Nothing found.\n"
    with Store.open(path) as opened:
        opened.save(document("\x1b[31mred\x9b2J", [7], "2024-01-05", "Lý \x1b]0;x\x07Bình"))
    shown = command("query", "search", "--db", path, "binh")
    assert "red" in shown.out
    assert not {"\x1b", "\x07", "\x9b"} & set(shown.out)
