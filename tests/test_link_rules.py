"""What is one body, one person, one text, one sum: cases with the traps beside them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.link.areas import home_of
from extractor.link.bodies import display, told_apart
from extractor.link.copies import Text, groups_of, judge, word_groups
from extractor.link.people import Constraints, Mention, cluster, share
from extractor.link.reading import Document, Named
from extractor.link.series import Observation, agrees
from extractor.link.sums import add_up


# ---------------------------------------------------------------- bodies
def document(
    *bodies: str, place: str | None = None, day: str = "2022-05-01", type_: str = "union", opening: str = ""
) -> Document:
    found = Document(1, "ab" * 32, day, place, None, None, None, None, "", opening)
    found.bodies = [
        Named(row, name.split("=")[0], type_, (), (), tuple(name.split("="))) for row, name in enumerate(bodies)
    ]
    return found


def keys(said: Document) -> list[str]:
    return [identity.key for identity in told_apart(said, home_of(said))]


ONE_BODY = {
    "full and short": (document("Liên đoàn Lao động huyện Tiên Lãng"), document("LĐLĐ huyện Tiên Lãng")),
    "its level in its article": (document("LĐLĐ huyện", place="Tiên Lãng"), document("LĐLĐ huyện Tiên Lãng")),
    "in capitals, with its province": (
        document("LIÊN ĐOÀN LAO ĐỘNG HUYỆN TIÊN LÃNG", place="Hải Phòng"), document("LĐLĐ Tiên Lãng", place="Hải Phòng"),
    ),
    "daily speech": (document("Công đoàn huyện Tiên Lãng"), document("LĐLĐ huyện Tiên Lãng")),
    "tone placement": (document("Tỉnh uỷ Hoà Bình", type_="party"), document("Tỉnh ủy Hòa Bình", type_="party")),
    "a huyện that became a thị xã": (
        document("Huyện ủy Kinh Môn", type_="party", day="2015-05-01"), document("Thị ủy Kinh Môn", type_="party"),
    ),
    "before and after the merger, by its name": (
        document("LĐLĐ thành phố Hải Phòng"), document("LĐLĐ TP. Hải Phòng", day="2026-02-01"),
    ),
    "a firm and its union's long name": (
        document("Công đoàn Công ty TNHH Phúc Thuận", place="Bình Dương"), document("CĐCS Công ty TNHH Phúc Thuận", place="Bình Dương"),
    ),
    "the country's, from anywhere": (document("Tổng LĐLĐ Việt Nam", place="Cà Mau"), document("Tổng Liên đoàn", place="Hà Nội")),
    "the front of a huyện": (
        document("Ủy ban MTTQ Việt Nam huyện Trà Cú", type_="mass_organisation"),
        document("Ủy ban Mặt trận Tổ quốc huyện Trà Cú", type_="mass_organisation"),
    ),
}  # fmt: skip
TWO_BODIES = {
    "homonymous districts": (document("LĐLĐ huyện Châu Thành", place="Bến Tre"), document("LĐLĐ huyện Châu Thành", place="Tiền Giang")),
    "a level, in two districts' articles": (document("LĐLĐ huyện", place="Tiên Lãng"), document("LĐLĐ huyện", place="Trà Cú")),
    "an organ and its body": (document("Ban Thường vụ Tỉnh ủy Trà Vinh", type_="party"), document("Tỉnh ủy Trà Vinh", type_="party")),
    "city and province of one name": (document("LĐLĐ thành phố Cao Bằng"), document("LĐLĐ tỉnh Cao Bằng")),
    "firms of one name in two provinces": (
        document("Công ty TNHH Thành Công", type_="enterprise", place="Bình Dương"),
        document("Công ty TNHH Thành Công", type_="enterprise", place="Hải Phòng"),
    ),
    "firms of one name and two legal forms": (
        document("Công ty TNHH Thành Công", type_="enterprise", place="Bình Dương"),
        document("Công ty Cổ phần Thành Công", type_="enterprise", place="Bình Dương"),
    ),
    "a firm and its union": (
        document("Công ty TNHH Phúc Thuận", type_="enterprise", place="Bình Dương"),
        document("Công đoàn Công ty TNHH Phúc Thuận", place="Bình Dương"),
    ),
    "whose area is not told": (document("LĐLĐ huyện"), replace(document("LĐLĐ huyện"), sha256="cd" * 32)),
    "an organ whose body is not told": (
        document("Ban Thường vụ", type_="party", place="Cà Mau"),
        replace(document("Ban Thường vụ", type_="party", place="Cà Mau"), sha256="cd" * 32),
    ),
    "a zone's union and the province's": (document("Công đoàn các KCN tỉnh Bắc Ninh"), document("Công đoàn tỉnh Bắc Ninh")),
}  # fmt: skip


@pytest.mark.parametrize("one, other", ONE_BODY.values(), ids=ONE_BODY)
def test_one_body(one: Document, other: Document) -> None:
    assert keys(one) == keys(other)


@pytest.mark.parametrize("one, other", TWO_BODIES.values(), ids=TWO_BODIES)
def test_two_bodies(one: Document, other: Document) -> None:
    assert keys(one) != keys(other)


def test_two_entries_of_a_document_are_two_bodies() -> None:
    upper, lower = keys(document("LĐLĐ TỈNH CAO BẰNG", "LĐLĐ CAO BẰNG", place="Cao Bằng"))
    assert (upper, lower) == ("liên đoàn lao động||34-04", "liên đoàn lao động||63-040")


def test_forms_of_one_entry_tell_its_area_together() -> None:
    (only,) = keys(document("LĐLĐ Cao Bằng=LĐLĐ thành phố", place="Cao Bằng"))
    assert only.endswith("63-040")


@pytest.mark.parametrize(
    "key, written, area, name",
    [
        ("liên đoàn lao động||63-315", ["LĐLĐ huyện"], "63-315", "Liên đoàn Lao động huyện Tiên Lãng"),
        ("ban thường vụ > committees||63-84", ["BTV TỈNH ỦY"], "63-84", "Ban Thường vụ Tỉnh ủy Trà Vinh"),
        ("committees||63-849", ["Huyện uỷ"], "63-849", "Huyện ủy Trà Cú"),
        ("sở|y tế|63-84", ["Sở Y tế", "Sở Y tế tỉnh"], "63-84", "Sở Y tế tỉnh Trà Vinh"),
        ("đảng cộng sản việt nam||VN", ["ĐẢNG CỘNG SẢN VIỆT NAM"], "VN", "Đảng Cộng sản Việt Nam"),
        (
            "công ty|phúc thuận|tnhh|63-74",
            ["CÔNG TY TNHH PHÚC THUẬN", "Công ty TNHH Phúc Thuận"],
            "63-74",
            "Công ty TNHH Phúc Thuận",
        ),
    ],
)
def test_the_fullest_name(key: str, written: list[str], area: str, name: str) -> None:
    assert display(key, written, area) == name


# ---------------------------------------------------------------- people
def person(ref: str, *bodies: str, areas: Sequence[str] = (), home: tuple[str | None, str | None] = (None, None),
           year: int = 2022, author: bool = False, source: str | None = None, group: str = "") -> Mention:  # fmt: skip
    return Mention(
        ref,
        1,
        ord(ref),
        "X",
        ("Chủ tịch",) if bodies else (),
        bodies,
        tuple(areas),
        (),
        home,
        year,
        source,
        author,
        group or ref,
    )


COMMON, RARE = "nguyễn văn hùng", "lương thị bích diệp"
UNION, OTHER, ABOVE = "lđlđ||63-849", "lđlđ||63-848", "lđlđ||63-84"
ONE_PERSON = {
    "one body": (COMMON, person("a", UNION, areas=["63-849"]), person("b", UNION, areas=["63-849"])),
    "a rare name that moved up in its province": (
        RARE, person("a", UNION, areas=["63-849"], year=2019), person("b", ABOVE, areas=["63-84"], year=2023)),
    "a rare name in one district, without a body": (RARE, person("a", UNION, areas=["63-849"]), person("b", home=("63-849", "63-84"))),
    "an author of one paper": (COMMON, person("a", author=True, source="báo x"), person("b", author=True, source="báo x")),
    "a speaker in copies of one text": (COMMON, person("a", group="g"), person("b", group="g")),
    "one whom everybody knows": ("hồ chí minh", person("a", home=(None, "63-01")), person("b", home=(None, "63-96"))),
}  # fmt: skip
TWO_PEOPLE = {
    "a common name in two districts": (COMMON, person("a", UNION, areas=["63-849"]), person("b", OTHER, areas=["63-848"])),
    "a common name that may have moved": (
        COMMON, person("a", UNION, areas=["63-849"], year=2019), person("b", ABOVE, areas=["63-84"], year=2023)),
    "a rare name in two provinces": (RARE, person("a", UNION, areas=["63-849"]), person("b", "lđlđ||63-315", areas=["63-315"])),
    "a common name without a body": (COMMON, person("a", home=(None, "63-84")), person("b", home=(None, "63-84"))),
    "an author and an official": (RARE, person("a", author=True, source="báo x"), person("b", UNION, areas=["63-849"])),
    "no area is told": (COMMON, person("a"), person("b")),
}  # fmt: skip


@pytest.mark.parametrize("name, one, other", ONE_PERSON.values(), ids=ONE_PERSON)
def test_one_person(name: str, one: Mention, other: Mention) -> None:
    clusters, _ = cluster(name, [one, other], Constraints())
    assert len(clusters) == 1
    rule, evidence, sure = clusters[0].how["b"] if "b" in clusters[0].how else clusters[0].how["a"]
    assert rule
    assert evidence
    assert 0.85 <= sure <= 1


@pytest.mark.parametrize("name, one, other", TWO_PEOPLE.values(), ids=TWO_PEOPLE)
def test_two_people(name: str, one: Mention, other: Mention) -> None:
    assert len(cluster(name, [one, other], Constraints())[0]) == 2


def test_what_is_not_sure_is_asked() -> None:
    name, one, other = TWO_PEOPLE["a common name that may have moved"]
    (doubt,) = cluster("nguyễn thị yến", [one, other], Constraints())[1]
    assert (doubt.left, doubt.right) == ("a", "b")
    assert 0.3 < doubt.confidence < 0.85
    assert share(name) > share("nguyễn thị yến") > share(RARE)


def test_two_people_of_one_document_stay_two() -> None:
    _, one, other = ONE_PERSON["one body"]
    assert len(cluster(RARE, [one, replace(other, document=one.document)], Constraints())[0]) == 2


def test_decisions_go_before_rules() -> None:
    name, one, other = ONE_PERSON["one body"]
    assert len(cluster(name, [one, other], Constraints(other=frozenset({("a", "b")})))[0]) == 2
    assert len(cluster(name, [one, other], Constraints(apart=frozenset({"a"})))[0]) == 2
    name, one, other = TWO_PEOPLE["a rare name in two provinces"]
    (both,), doubts = cluster(name, [one, other], Constraints(same=frozenset({("a", "b")})))
    assert [mention.ref for mention in both.mentions] == ["a", "b"]
    assert doubts == []


@given(st.permutations([person(ref, *bodies, areas=["63-849"] if bodies else [], home=("63-849", "63-84"), year=year)
                        for ref, bodies, year in [("a", (UNION,), 2019), ("b", (UNION, ABOVE), 2020), ("c", (), 2021),
                                                  ("d", (OTHER,), 2022), ("e", (ABOVE,), 2023), ("f", (), 2023)]]))  # fmt: skip
def test_people_do_not_depend_on_the_order(mentions: list[Mention]) -> None:
    for name in (COMMON, RARE):
        found, doubts = cluster(name, mentions, Constraints())
        usual, asked = cluster(name, sorted(mentions, key=lambda mention: mention.ref), Constraints())
        assert [one.mentions for one in found] == [one.mentions for one in usual]
        assert [one.how for one in found] == [one.how for one in usual]
        assert doubts == asked


# ---------------------------------------------------------------- copies
STORY = " ".join(f"câu {number} kể về công nhân {number * 7} ở nhà máy {number * 3}" for number in range(30))
REPORT = "Tháng {m} các cấp công đoàn giới thiệu {a} đoàn viên ưu tú kết nạp {b} đảng viên mới " + STORY


def text(name: str, words: str, *figures: str) -> Text:
    return Text(name, "2024-01-01", word_groups(words), frozenset(figures))


@pytest.mark.parametrize(
    "one, other, copies",
    [
        (text("a", STORY, "5"), text("b", "Tít khác. " + STORY + " Nguồn: báo x", "5"), True),
        (text("a", STORY, "5"), text("b", STORY.replace("hòa", "hoà").upper(), "5"), True),
        (text("a", STORY + " " + STORY[::-1], "5", "6"), text("b", STORY, "5"), True),
        (
            text("a", REPORT.format(m=1, a=120, b=45), "120", "45"),
            text("b", REPORT.format(m=2, a=131, b=52), "131", "52"),
            False,
        ),
        (text("a", STORY), text("b", "một bài hoàn toàn khác về chuyện khác ở nơi khác"), None),
    ],
    ids=["another title", "capitals", "an excerpt", "last month's template", "another text"],
)
def test_copies(one: Text, other: Text, copies: bool | None) -> None:
    found = judge(one, other)
    assert (found.is_copy if found else None) is copies
    assert judge(other, one) == found


@given(st.sets(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))), st.randoms())
def test_groups_do_not_depend_on_the_order(pairs: set[tuple[str, str]], chance: Any) -> None:
    members = {name: f"2024-01-0{position % 3 + 1}" for position, name in enumerate("abcdef")}
    shuffled = sorted(pairs)
    chance.shuffle(shuffled)
    groups = groups_of(members, shuffled)
    assert groups == groups_of(members, sorted(pairs))
    for name, first in groups.items():
        assert groups[first] == first
        assert (members[first], first) <= (members[name], name)


# ---------------------------------------------------------------- series and sums
def said(value: float, first: str = "2023-01-01", last: str = "2023-12-31", place: str | None = "63-315", *, sources: int = 1,
         letter: bool = False, actor: str | None = None, contradicted: bool = False, **values: Any) -> Observation:  # fmt: skip
    from extractor.geography import units

    unit = units()[place] if place else None
    province = units().province(unit, last) if unit else None
    today = units().province(units().today(unit)) if unit else None
    return Observation(
        f"{value}{first}{last}{place}{actor}", "", {
            "indicator": "admitted", "unit": "person", "status": "actual", "per": None, "is_share": False, "is_part": False,
            "value": value, "value_max": None, "modifier": None, "period_from": first, "period_to": last, "place_unit": place,
            "place_today": None, "province": province.code if province else None, "actor": actor, "sources": sources,
            "province_today": today.code if today else None, "first_published": last, **values,
        }, letters=letter, actor_key=actor, contradicted=contradicted,
    )  # fmt: skip


Q = [
    ("2023-01-01", "2023-03-31"),
    ("2023-04-01", "2023-06-30"),
    ("2023-07-01", "2023-09-30"),
    ("2023-10-01", "2023-12-31"),
]
NINE = ("2023-01-01", "2023-09-30")
HAI_PHONG, HAI_DUONG, TODAY = "63-31", "63-30", "34-31"
ADDED = {
    "the year goes before nine months": ([said(100), said(80, *NINE)], HAI_PHONG, 100, True),
    "nine months and the last quarter": ([said(80, *NINE), said(30, *Q[3]), said(50, *Q[0])], HAI_PHONG, 110, True),
    "four quarters": ([said(10 * n, *period) for n, period in enumerate(Q, 1)], HAI_PHONG, 100, True),
    "nine months only": ([said(80, *NINE)], HAI_PHONG, 80, False),
    "districts are added": ([said(100), said(50, place="63-316")], HAI_PHONG, 150, True),
    "the province's own goes before its districts": (
        [said(400, place=HAI_PHONG), said(100), said(50, place="63-316")], HAI_PHONG, 400, True),
    "merged provinces are added": ([said(400, place=HAI_PHONG), said(300, place=HAI_DUONG)], TODAY, 700, True),
    "the old one is not the new one": ([said(400, place=HAI_PHONG), said(50, place="63-296")], TODAY, 450, True),
    "a part is left out": ([said(100), said(40, *Q[0], is_part=True)], HAI_PHONG, 100, True),
    "shares and rates are left out": ([said(100), said(12, *Q[0], is_share=True), said(9, *Q[1], per="month")], HAI_PHONG, 100, True),
    "more sources go first": (
        [said(100, sources=2, contradicted=True), said(1000, contradicted=True)], HAI_PHONG, 100, True),
    "a letter goes first": ([said(100, letter=True, contradicted=True), said(1000, contradicted=True)], HAI_PHONG, 100, True),
    "of two bodies the greater": ([said(100, actor="a||63-315"), said(45, actor="b||63-315")], HAI_PHONG, 100, True),
    "a firm is a part": ([said(100), said(5, actor="công ty|x|tnhh|34-31")], HAI_PHONG, 100, True),
    "firms are added where nothing else is": (
        [said(5, actor="công ty|x|tnhh|34-31"), said(7, actor="công ty|y|tnhh|34-31")], HAI_PHONG, 12, True),
    "two years are not one": ([said(100), said(500, "2022-01-01", "2023-12-31")], HAI_PHONG, 100, True),
    "a stock is never added over time": (
        [said(100, None, "2023-06-30", indicator="workers"), said(120, None, "2023-12-31", indicator="workers")], HAI_PHONG, 120, True),
    "elsewhere": ([said(100, place="63-849")], HAI_PHONG, None, False),
    "nothing": ([], HAI_PHONG, None, False),
}  # fmt: skip


@pytest.mark.parametrize("found, area, value, covers", ADDED.values(), ids=ADDED)
def test_sums(found: list[Observation], area: str, value: float | None, covers: bool) -> None:
    result = add_up(found, area, "2023-01-01", "2023-12-31")
    assert result.value == value, result.explanation
    assert result.covers_time is covers
    assert all(reason for _, _, reason in result.parts)
    assert add_up(found[::-1], area, "2023-01-01", "2023-12-31").value == value


def test_a_merged_province_is_whole_when_each_of_its_provinces_is() -> None:
    both = [said(400, place=HAI_PHONG), said(300, place=HAI_DUONG)]
    assert add_up(both, TODAY, "2023-01-01", "2023-12-31").whole_area
    assert not add_up(both[:1], TODAY, "2023-01-01", "2023-12-31").whole_area
    assert not add_up([both[0], said(50, place="63-296")], TODAY, "2023-01-01", "2023-12-31").whole_area


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from([*Q, NINE, ("2023-01-01", "2023-12-31")])), max_size=8))
def test_no_day_is_counted_twice(told: list[tuple[int, tuple[str, str]]]) -> None:
    result = add_up([said(value, *period) for value, period in told], HAI_PHONG, "2023-01-01", "2023-12-31")
    periods = sorted((one.values["period_from"], one.values["period_to"]) for one in result.used)
    assert all(one[1] < other[0] for one, other in itertools.pairwise(periods))
    assert len(result.parts) == len(told)
    assert (result.value or 0) == sum(one.number for one in result.used)


@pytest.mark.parametrize(
    "one, other, answer",
    [
        ({"value": 1846}, {"value": 1846}, True),
        ({"value": 1846}, {"value": 1800, "modifier": "more_than"}, True),
        ({"value": 1846}, {"value": 1900, "modifier": "less_than"}, True),
        ({"value": 1846}, {"value": 1800, "modifier": "approx"}, True),
        ({"value": 1846}, {"value": 1500, "modifier": "at_least"}, True),
        ({"value": 1846}, {"value": 1800, "value_max": 1900}, True),
        ({"value": 1846}, {"value": 1864}, False),
        ({"value": 1846}, {"value": 1900, "modifier": "more_than"}, False),
        ({"value": 1846}, {"value": 1000, "modifier": "more_than"}, False),
        ({"value": 1846}, {"value": 1500, "modifier": "at_most"}, False),
    ],
)
def test_statements_that_can_both_be_so(one: dict[str, Any], other: dict[str, Any], answer: bool) -> None:
    blank = {"value_max": None, "modifier": None}
    assert agrees(blank | one, blank | other) is answer
    assert agrees(blank | other, blank | one) is answer
