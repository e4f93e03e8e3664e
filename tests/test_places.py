"""Places: names looked up in the table of units, old and new, in any spelling."""

from __future__ import annotations

import pytest

from extractor.language.places import levels_named, place_end, places_named


@pytest.mark.parametrize(
    "name, level",
    [
        ("Tiên Lãng", "district"),
        ("HOÀ BÌNH", "province"),
        ("Hòa Bình", "province"),
        ("Bà Rịa - Vũng Tàu", "province"),
        ("Hà Tây", "province"),
        ("Phước Thới", "commune"),
        ("Nhật Bản", "country"),
        ("Tây Nguyên", "other"),
    ],
)
def test_known_places(name: str, level: str) -> None:
    assert level in {place.level for place in places_named(name)}


def test_units_before_and_after_the_reform_know_their_parents() -> None:
    eras = {place.era for place in places_named("Tiên Lãng")}
    assert {"old", "new"} <= eras
    district = next(place for place in places_named("Tiên Lãng") if place.level == "district")
    assert (district.kind, district.province, district.district) == ("huyện", "Hải Phòng", None)
    commune = next(place for place in places_named("Phước Thới") if place.era == "old")
    assert (commune.kind, commune.district, commune.province) == ("phường", "Ô Môn", "Cần Thơ")


@pytest.mark.parametrize("name", ["Phúc Thuận Vina", "Liên đoàn", ""])
def test_unknown_names_give_nothing_or_no_area_of_that_name(name: str) -> None:
    assert not {"province", "district"} & levels_named(name.lower())


@pytest.mark.parametrize(
    "words, end",
    [
        ("bình dương võ văn minh", 2),
        ("bà rịa - vũng tàu họp", 5),
        ("công đoàn", 0),
        ("5", 0),
    ],
)
def test_longest_name_from_a_position(words: str, end: int) -> None:
    assert place_end(words.split(), 0) == end
