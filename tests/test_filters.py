"""What filters choose, on both databases: the figures, the documents, and what is not chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from lasting import lasting_address
from linked_rows import put_units
from sqlalchemy import insert, select

from extractor.query.filters import Filters, first_day, last_day
from extractor.records import Record
from extractor.store import Store
from extractor.store import linked as tables
from extractor.store.database import reading, writing
from extractor.store.folding import lowered, plain
from extractor.store.schema import documents, figures

# document -> its kind, title, people, bodies, and figures: id, indicator, status, place, actor, period
ARCHIVE: dict[str, dict[str, Any]] = {
    "a": {
        "kind": "news", "title": "Hà Nam: 45 công nhân được kết nạp Đảng", "people": ["Đỗ Thị Hạnh"],
        "bodies": ["LĐLĐ tỉnh Hà Nam"],
        "figures": [
            ("a1", "admitted", "actual", "Hà Nam", "các cấp công đoàn", ("2023-01-01", "2023-12-31")),
            ("a2", "nominated", "target", "Hà Nam", None, ("2024-01-01", "2024-12-31")),
            ("a3", None, "actual", None, None, None),
        ],
    },
    "b": {
        "kind": "official_letter", "title": "Hạ Nam và đằng xa", "people": ["Trần Hạnh 100%"], "bodies": [],
        "figures": [
            ("b1", "admitted", "actual", "Hạ Nam", "LĐLĐ huyện", (None, "2023-06-30")),
            ("b2", "admitted", "actual", "Thanh Hoá", "Liên đoàn", ("2018-01-01", None)),
            ("b3", "unions", "condition", "Thanh Hóa", None, ("2023-03-31", "2023-03-31")),
            ("b4", "admitted", "actual", "Tiên Lãng", None, ("2022-12-01", "2023-01-31")),
        ],
    },
    "c": {"kind": "other", "title": None, "people": [], "bodies": ["Công ty Đại_Phát"], "figures": []},
}  # fmt: skip


def record_of(name: str, number: int) -> Record:
    entry = ARCHIVE[name]
    text = f"Văn bản {name} 7."
    quoted = [{"span": [0, 7], "text": "Văn bản"}]
    return Record.model_validate(
        {
            "schema": 1, "text": text,
            "document": {"id": name, "path": name, "sha256": f"{number:064}", "kind": entry["kind"], "title": entry["title"]},
            "people": [{"name": person, "mentions": quoted} for person in entry["people"]],
            "organisations": [{"name": body, "type": "union", "mentions": quoted} for body in entry["bodies"]],
            "figures": [
                {
                    "id": key, "span": [10, 11], "text": "7", "value": 7, "unit": "person", "indicator": indicator,
                    "status": status, "place": place, "actor": actor,
                    "period": {"from": period[0], "to": period[1]} if period else None,
                }
                for key, indicator, status, place, actor, period in entry["figures"]
            ],
        }
    )  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(lasting_address(request, tmp_path_factory, "filters")) as opened:
        for number, name in enumerate(ARCHIVE):
            opened.save(record_of(name, number))
        put_units(opened)
        with writing(opened.engine) as connection:
            row = connection.execute(select(figures).where(figures.c.code == "b4")).one()
            values = {"document_id": row.document_id, "figure_id": row.id, "name": "Tiên Lãng", "province": "63-31"}
            connection.execute(insert(tables.place_links).values(**values, rule="x", evidence="x", confidence=1))
        yield opened


def chosen(store: Store, filters: Filters) -> tuple[str, str]:
    with reading(store.engine) as connection:
        found = connection.execute(select(figures.c.code).where(*filters.of_figures()).order_by(figures.c.code))
        within = connection.execute(select(documents.c.name).where(*filters.of_documents()).order_by(documents.c.name))
        return " ".join(found.scalars()), "".join(within.scalars())


DAY = dt.date
TABLE: list[tuple[Filters, str, str]] = [
    (Filters(), "a1 a2 a3 b1 b2 b3 b4", "abc"),
    (Filters(indicators=("admitted",)), "a1 b1 b2 b4", "ab"),
    (Filters(indicators=("nominated", "unions")), "a2 b3", "ab"),
    (Filters(statuses=("target",)), "a2", "a"),
    (Filters(places=("ha nam",)), "a1 a2 b1", "ab"),  # no diacritics: either
    (Filters(places=("HÀ NAM",)), "a1 a2", "a"),
    (Filters(places=("hạ nam",)), "b1", "b"),
    (Filters(places=("Thanh Hóa",)), "b2 b3", "b"),  # either placement of the tone mark
    (Filters(places=("thanh hoá", "Hà  Nam")), "a1 a2 b2 b3", "ab"),
    (Filters(places=("Nam",)), "", ""),  # the whole name
    (Filters(places=("Hải Phòng",)), "b4", "b"),  # what lies in it, once it is linked
    (Filters(places=("Hải Dương",)), "", ""),
    (Filters(actors=("công đoàn",)), "a1", "a"),
    (Filters(actors=("ldld", "cong doan")), "a1 b1", "ab"),
    (Filters(since=DAY(2023, 1, 1), until=DAY(2023, 12, 31)), "a1 b1 b3", "ab"),  # an open start is at its end
    (Filters(since=DAY(2023, 1, 1)), "a1 a2 b1 b3", "ab"),
    (Filters(since=DAY(2018, 1, 1)), "a1 a2 b1 b2 b3 b4", "ab"),
    (Filters(until=DAY(2023, 6, 30)), "b1 b3 b4", "b"),  # an open end is later than any day
    (Filters(kinds=("news", "other")), "a1 a2 a3", "ac"),
    (Filters(people=("hạnh",)), "a1 a2 a3 b1 b2 b3 b4", "ab"),
    (Filters(people=("thi hanh",)), "a1 a2 a3", "a"),
    (Filters(people=("100%",)), "b1 b2 b3 b4", "b"),  # signs of patterns are only signs
    (Filters(people=("10_%",)), "", ""),
    (Filters(organisations=("dai_phat",)), "", "c"),
    (Filters(organisations=("daiXphat",)), "", ""),
    (Filters(text='"kết nạp đảng"'), "a1 a2 a3", "a"),
    (Filters(text="Đảng kết nạp"), "a1 a2 a3", "a"),  # words in any order, a phrase in its own
    (Filters(text='"đảng kết nạp"'), "", ""),
    (Filters(text="đang"), "", ""),
    (Filters(text="dang"), "a1 a2 a3 b1 b2 b3 b4", "ab"),
    (Filters(text="văn bản -đảng -xa"), "", "c"),
    (Filters(text="đảng OR xa", kinds=("news",)), "a1 a2 a3", "a"),
    (Filters(indicators=("admitted",), kinds=("news",)), "a1", "a"),
    (Filters(indicators=("unions",), people=("đỗ",)), "", ""),
]


@pytest.mark.parametrize(("filters", "codes", "names"), TABLE, ids=[str(row[0]) for row in TABLE])
def test_what_is_chosen(store: Store, filters: Filters, codes: str, names: str) -> None:
    assert chosen(store, filters) == (codes, names)
    assert bool(filters) == (filters != Filters())


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2023", DAY(2023, 1, 1), DAY(2023, 12, 31)),
        ("2024-02", DAY(2024, 2, 1), DAY(2024, 2, 29)),
        ("2023-12", DAY(2023, 12, 1), DAY(2023, 12, 31)),
        ("2023-06-05", DAY(2023, 6, 5), DAY(2023, 6, 5)),
    ],
)
def test_days_of_a_year_a_month_a_day(words: str, first: dt.date, last: dt.date) -> None:
    assert (first_day(words), last_day(words)) == (first, last)


@pytest.mark.parametrize("words", ["23", "2023-13", "2023-02-30", "2023/02", "２０２３", "", "2023-2"])
def test_what_is_no_day(words: str) -> None:
    for day in (first_day, last_day):
        with pytest.raises(ValueError, match=r"day|month"):
            day(words)


@pytest.mark.parametrize("words", ["Kết nạp Đảng", "ĐẶNG THUỲ", "ỬẪ", "İI", "ß", "đ 😀", ""])
def test_folding_keeps_the_number_of_characters(words: str) -> None:
    assert len(plain(words)) == len(lowered(words)) == len(words)


def test_folding() -> None:
    assert (plain("Kết nạp ĐẢNG"), lowered("Kết nạp ĐẢNG")) == ("ket nap dang", "kết nạp đảng")
