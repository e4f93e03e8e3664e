"""Places through time: names as written, units of their time, units of today; and what public mappings have wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.geography import BEFORE, FIRST_DAY, SINCE, lies_in, resolve, split_class, units

BEN_TRE, DONG_THAP, HAI_PHONG, HA_NOI, NINH_BINH = "63-83", "63-87", "63-31", "63-01", "34-37"

MEANT = {  # name as written, codes of what the text is about, day -> code of the unit of its time
    "a district": ("huyện Tiên Lãng", [], "2020-05-01", "63-315"),
    "a district, without class word": ("Tiên Lãng", [HAI_PHONG], "2020-05-01", "63-315"),
    "a short class word": ("H. Tiên Lãng", [], "2020-05-01", "63-315"),
    "old tone placement, capitals": ("TỈNH HOÀ BÌNH", [], "2020-05-01", "63-17"),
    "with its province": ("huyện Châu Thành, tỉnh Bến Tre", [], "2020-05-01", "63-831"),
    "with its province in brackets": ("Tiên Lãng (Hải Phòng)", [], "2020-05-01", "63-315"),
    "one of ten, by what the text is about": ("huyện Châu Thành", [BEN_TRE], "2020-05-01", "63-831"),
    "a town and a district of one name": ("TP Cao Lãnh", [DONG_THAP], "2020-05-01", "63-866"),
    "the district of them": ("huyện Cao Lãnh", [DONG_THAP], "2020-05-01", "63-873"),
    "a province before a commune": ("Hòa Bình", [], "2020-05-01", "63-17"),
    "the commune, by its class word": ("xã Hà Tây", [], "2026-05-01", "34-10846"),
    "a merged province, at its time": ("Hà Tây", [], "2005-05-01", "old-ha-tay"),
    "a merged province, later, where it lay": ("Hà Tây", [HA_NOI], "2020-05-01", "old-ha-tay"),
    "a province before it grew": ("Hà Nội", [], "2005-05-01", "old-ha-noi"),
    "and after": ("Hà Nội", [], "2020-05-01", "63-01"),
    "and today": ("Hà Nội", [], "2026-05-01", "34-01"),
    "without a day: the long time before 2025": ("Hà Nội", [], None, "63-01"),
    "a province of before 2004": ("Cần Thơ", [], "2000-05-01", "old-can-tho"),
    "a short form": ("TP.HCM", [], "2020-05-01", "63-79"),
    "another spelling": ("Đắc Lắc", [], "2010-05-01", "63-66"),
    "dashes": ("Bà Rịa-Vũng Tàu", [], "2010-05-01", "63-77"),
    "a divided district": ("huyện Từ Liêm", [], "2010-05-01", "old-tu-liem"),
    "named as before": ("huyện Tiên Lãng", [], "2026-05-01", "63-315"),
    "a district that became a town": ("huyện Kinh Môn", [], "2015-05-01", "63-292"),
    "a number with its class word": ("Quận 2", ["63-79"], "2015-05-01", "old-quan-2"),
    "the country": ("Việt Nam", [], None, "VN"),
}
UNDECIDED = {
    "one of ten": ("huyện Châu Thành", [], "2020-05-01", 9),
    "a town and a district of one name": ("Cao Lãnh", [DONG_THAP], "2020-05-01", 2),
    "a province that ended, or a commune that is": ("Hà Nam", [NINH_BINH], "2026-05-01", 2),
    "a merged province, or a commune far away": ("Hà Tây", [], "2020-05-01", 2),
    "no place without its class word": ("2", [], None, 0),
    "no unit": ("Tây Nguyên", [], None, 0),
    "not where it is said to be": ("huyện Tiên Lãng, tỉnh Bến Tre", [], None, 1),
    "nothing": ("", [], None, 0),
}


@pytest.mark.parametrize("name, near, on, code", MEANT.values(), ids=MEANT)
def test_a_name_is_one_unit(name: str, near: list[str], on: str | None, code: str) -> None:
    found = resolve(name, near=near, on=on)
    assert found.unit is not None, found
    assert found.unit.code == code
    assert found.confidence >= 0.75
    assert found.evidence


@pytest.mark.parametrize("name, near, on, options", UNDECIDED.values(), ids=UNDECIDED)
def test_homonyms_stay_apart(name: str, near: list[str], on: str | None, options: int) -> None:
    found = resolve(name, near=near, on=on)
    assert found.unit is None
    assert len(found.options) >= options
    assert (not options) == (not found.options)
    assert found.confidence < 0.5


TODAY = {
    "a province": ("63-35", "34-37"),
    "a district lies in its province of today": ("63-315", "34-31"),
    "a district that is one commune now": ("63-318", "34-11948"),
    "a commune": ("63-11764", "34-11761"),
    "a divided commune": ("63-11791", "34-31"),
    "twice merged": ("old-ha-tay", "34-01"),
    "twice divided, within one province of today": ("old-nam-ha", "34-37"),
    "divided among provinces of today": ("old-dak-lak", "VN"),
    "it is there": ("34-10846", "34-10846"),
}


@pytest.mark.parametrize("code, today", TODAY.values(), ids=TODAY)
def test_where_a_unit_lies_today(code: str, today: str) -> None:
    assert units().today(units()[code]).code == today


MERGED = {  # Resolution 202/2025/QH15: the provinces of today that more than one became
    "Tuyên Quang": {"Hà Giang", "Tuyên Quang"}, "Lào Cai": {"Lào Cai", "Yên Bái"},
    "Thái Nguyên": {"Bắc Kạn", "Thái Nguyên"}, "Phú Thọ": {"Hòa Bình", "Phú Thọ", "Vĩnh Phúc"},
    "Bắc Ninh": {"Bắc Giang", "Bắc Ninh"}, "Hưng Yên": {"Hưng Yên", "Thái Bình"},
    "Hải Phòng": {"Hải Dương", "Hải Phòng"}, "Ninh Bình": {"Hà Nam", "Nam Định", "Ninh Bình"},
    "Quảng Trị": {"Quảng Bình", "Quảng Trị"}, "Đà Nẵng": {"Quảng Nam", "Đà Nẵng"},
    "Quảng Ngãi": {"Kon Tum", "Quảng Ngãi"}, "Gia Lai": {"Bình Định", "Gia Lai"},
    "Khánh Hòa": {"Khánh Hòa", "Ninh Thuận"}, "Lâm Đồng": {"Bình Thuận", "Lâm Đồng", "Đắk Nông"},
    "Đắk Lắk": {"Phú Yên", "Đắk Lắk"}, "Hồ Chí Minh": {"Bà Rịa - Vũng Tàu", "Bình Dương", "Hồ Chí Minh"},
    "Đồng Nai": {"Bình Phước", "Đồng Nai"}, "Tây Ninh": {"Long An", "Tây Ninh"},
    "Cần Thơ": {"Cần Thơ", "Hậu Giang", "Sóc Trăng"}, "Vĩnh Long": {"Bến Tre", "Trà Vinh", "Vĩnh Long"},
    "Đồng Tháp": {"Tiền Giang", "Đồng Tháp"}, "Cà Mau": {"Bạc Liêu", "Cà Mau"},
    "An Giang": {"An Giang", "Kiên Giang"},
}  # fmt: skip
ALONE = {
    "Hà Nội", "Huế", "Lai Châu", "Điện Biên", "Sơn La", "Lạng Sơn", "Quảng Ninh", "Thanh Hóa", "Nghệ An", "Hà Tĩnh",
    "Cao Bằng",
}  # fmt: skip


def test_the_provinces_of_today_are_those_of_the_resolution() -> None:
    found: dict[str, set[str]] = {}
    for unit in units():
        if unit.level == "province" and unit.code.startswith(BEFORE):
            found.setdefault(units()[unit.became[0]].name, set()).add(unit.name)
    assert found == MERGED | {name: {name} for name in ALONE}
    kinds = [unit.kind for unit in units() if unit.level == "province" and unit.code.startswith(SINCE)]
    assert (kinds.count("tỉnh"), kinds.count("thành phố")) == (28, 6)


def test_as_many_units_as_the_law_says() -> None:
    numbers = {
        prefix + level: sum(unit.code.startswith(prefix) and unit.level == level for unit in units())
        for prefix in (BEFORE, SINCE)
        for level in ("province", "district", "commune")
    }
    assert numbers == {
        "63-province": 63, "63-district": 696, "63-commune": 10035, "34-province": 34, "34-district": 0,
        "34-commune": 3321,
    }  # fmt: skip
    kinds = [unit.kind for unit in units() if unit.code.startswith(SINCE) and unit.level == "commune"]
    assert (kinds.count("xã"), kinds.count("phường"), kinds.count("đặc khu")) == (2621, 687, 13)


CONFUSED = {  # public mappings give these a successor of another commune of their name
    "Phường 4 of Mỹ Tho is not in Cao Lãnh": ("Phường 4", "63-815", "34-29869"),
    "Phường 3 of Sa Đéc is not in Cao Lãnh": ("Phường 3", "63-867", "34-29869"),
    "Phường 4 of Tân An is not in Tây Ninh": ("Phường 4", "63-794", "34-25459"),
    "xã Hồng Phong of Bình Gia is not in Đồng Đăng": ("xã Hồng Phong", "63-181", "34-06184"),
    "xã Tân Thạnh of Thới Lai is not in Sóc Trăng": ("xã Tân Thạnh", "63-927", "34-31582"),
}


@pytest.mark.parametrize("name, district, wrong", CONFUSED.values(), ids=CONFUSED)
def test_known_errors_of_public_mappings(name: str, district: str, wrong: str) -> None:
    commune = resolve(name, near=[district], on="2025-01-01").unit
    assert commune is not None
    assert units()[wrong].level == "commune"
    assert commune.parent == district
    assert wrong not in commune.became
    assert commune.became


def test_no_commune_left_its_old_province_for_communes_of_another() -> None:
    table = units()
    for unit in table:
        if unit.level == "commune" and unit.code.startswith(BEFORE):
            province = table.province(unit)
            assert province is not None
            assert {table.province(end) for end in table.ends(unit)} == set(table.ends(province)), unit


def test_every_unit_ends_in_units_of_today() -> None:
    table = units()
    for unit in table:
        ends = table.ends(unit)
        assert ends
        assert all(end.valid_to is None for end in ends)
        assert all(lies_in(unit, above.code) for above in table.above(unit))
        assert [above.level for above in table.above(unit)][-1] == "country"


@pytest.mark.parametrize(
    "code, day, province",
    [
        ("63-274", "2005-01-01", "old-ha-tay"),  # Hoài Đức
        ("63-274", "2010-01-01", "63-01"),
        ("63-250", "2005-01-01", "63-26"),  # Mê Linh
        ("63-001", "2005-01-01", "old-ha-noi"),
        ("63-474", "2020-01-01", "old-thua-thien-hue"),
        ("63-315", "2005-01-01", "63-31"),
        ("63-315", None, "63-31"),
    ],
)
def test_the_province_of_the_time(code: str, day: str | None, province: str) -> None:
    found = units().province(units()[code], day)
    assert found is not None
    assert found.code == province


def test_a_code_means_nothing_without_its_prefix() -> None:
    assert (units()["63-24"].name, units()["34-24"].name) == ("Bắc Giang", "Bắc Ninh")
    assert (units()["63-24"].valid_to or "") < FIRST_DAY


@pytest.mark.parametrize(
    "written, kind, bare",
    [
        ("TP. Hồ Chí Minh", "thành phố", "Hồ Chí Minh"),
        ("TP.HCM", "thành phố", "HCM"),
        ("thị  xã Sơn Tây", "thị xã", "Sơn Tây"),
        ("Xã Đàn", "xã", "Đàn"),
        ("Tỉnh", None, "Tỉnh"),
        ("Quảng Ninh", None, "Quảng Ninh"),
        ("Phường 5", "phường", "5"),
    ],
)
def test_class_words(written: str, kind: str | None, bare: str) -> None:
    assert split_class(written) == (kind, bare)


@given(st.text(max_size=30), st.sampled_from([None, "1980-01-01", "2024-01-01", "2026-01-01"]))
def test_any_text_is_resolved_without_a_fall(name: str, on: str | None) -> None:
    found = resolve(name, on=on)
    assert (found.unit is None) or found.options == (found.unit,)


def test_every_unit_is_found_by_its_full_name_and_province() -> None:
    """Whatever the homonyms: with class, district and province a unit is itself, or undecided; never another one."""
    table = units()
    undecided = 0
    for unit in list(table)[::7]:
        if unit.level in {"district", "commune"} and unit.code.startswith(BEFORE):
            where = ", ".join(above.full_name for above in table.above(unit) if above.level != "country")
            found = resolve(where, on="2025-03-01")
            undecided += found.unit is None
            assert found.unit in (None, unit), where
    assert undecided <= 3
