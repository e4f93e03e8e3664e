"""A person labels a new article to gold with the keyboard: what that takes, key by key.

The article has 321 words and 28 figures. The keys are those that a careful person would press: every entry is looked
at, what is right is accepted with one key, what is wrong is opened and changed. The record that comes out is the one
that the person had in mind, whatever the program had proposed. Set EXTRACTOR_KEYS=1 to have the numbers printed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from test_browser import browser, pytestmark, select_words
from webserver import served, settings_in

from extractor.evaluate import lint
from extractor.records import Figure, Period, Record

__all__ = ["browser", "pytestmark"]

ARTICLE = """Công đoàn Khu công nghiệp Sông Hậu: một năm nhiều kết quả

Sáng 12/1/2024, Công đoàn các khu công nghiệp tỉnh Hậu Giang tổ chức hội nghị tổng kết hoạt động năm 2023. Dự hội nghị có bà Huỳnh Thị Lành, Phó Chủ tịch Liên đoàn Lao động tỉnh, cùng 86 đại biểu.

Báo cáo tại hội nghị, ông Trần Văn Phúc, Chủ tịch Công đoàn các khu công nghiệp tỉnh, cho biết đến cuối năm 2023 các khu công nghiệp có 64 doanh nghiệp với 21.450 lao động; trong đó 48 doanh nghiệp có tổ chức công đoàn, chiếm 75%. Trong năm 2023, đơn vị thành lập mới 6 công đoàn cơ sở, kết nạp 1.830 đoàn viên công đoàn, nâng tổng số đoàn viên lên 17.260 người.

Công tác phát triển Đảng trong công nhân có chuyển biến. Các công đoàn cơ sở giới thiệu 142 đoàn viên ưu tú cho Đảng xem xét, 97 người được học lớp bồi dưỡng nhận thức về Đảng, 38 công nhân được kết nạp Đảng, trong đó có 21 nữ. Đến nay, 11 doanh nghiệp có chi bộ với 256 đảng viên; riêng năm 2023 thành lập được 2 chi bộ.

Chăm lo đời sống được chú trọng. Dịp Tết Quý Mão, công đoàn trao 3.200 phần quà, trị giá 1,6 tỷ đồng, hỗ trợ 450 công nhân có hoàn cảnh khó khăn, xây 5 mái ấm công đoàn. Trong Tháng Công nhân, 12 cuộc đối thoại được tổ chức, với hơn 1.500 lượt công nhân tham gia. Quỹ "Vì công nhân nghèo" cho 75 người vay 1,125 tỷ đồng.

Tại hội nghị, 9 tập thể và 27 cá nhân được tặng bằng khen.

Năm 2024, Công đoàn các khu công nghiệp tỉnh phấn đấu kết nạp 2.000 đoàn viên, giới thiệu ít nhất 150 đoàn viên ưu tú và có 45 công nhân được kết nạp Đảng.

Bài, ảnh: Minh Nhật
"""
# What the person knows of each figure: its words, indicator, year of its period ("" for none or open), status.
FIGURES = [
    ("86", "participants", "2024", "actual"), ("64", "enterprises", "", "actual"), ("21.450", "workers", "", "actual"),
    ("48", "enterprises_with_union", "", "actual"), ("75%", "enterprises_with_union", "", "actual"),
    ("6", "unions_established", "2023", "actual"), ("1.830", "union_members_recruited", "2023", "actual"),
    ("17.260", "union_members", "2023", "actual"), ("142", "nominated", "2023", "actual"),
    ("97", "trained", "2023", "actual"), ("38", "admitted", "2023", "actual"), ("21", "admitted", "2023", "actual"),
    ("11", "enterprises_with_party_cells", "", "actual"), ("256", "party_members", "", "actual"),
    ("2", "party_cells_established", "2023", "actual"), ("3.200", "gifts", "2023", "actual"),
    ("1,6 tỷ", "amount", "2023", "actual"), ("450", "beneficiaries", "2023", "actual"), ("5", "gifts", "2023", "actual"),
    ("12", "events", "2023", "actual"), ("1.500", "participants", "2023", "actual"),
    ("75", "beneficiaries", "2023", "actual"), ("1,125 tỷ", "amount", "2023", "actual"),
    ("9", "recognised", "2024", "actual"), ("27", "recognised", "2024", "actual"),
    ("2.000", "union_members_recruited", "2024", "target"), ("150", "nominated", "2024", "target"),
    ("45", "admitted", "2024", "target"),
]  # fmt: skip


@dataclass
class Hands:
    """A person's hands on the keyboard and the mouse, counted."""

    page: Any
    keys: int = 0
    clicks: int = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.keys += len(words)

    def save(self, key: str) -> None:
        self.page.evaluate("document.getElementById('main').dataset.old = 1")
        self.press(key)
        self.page.locator("#main:not([data-old])").wait_for()

    def open(self, key: str) -> None:
        self.press(key)
        self.page.locator("#panel form").wait_for()


@pytest.fixture
def hands(browser: Any, tmp_path: Path) -> Iterator[Hands]:
    with served(settings_in(tmp_path, person="Thu Hà")) as base:
        context = browser.new_context(base_url=base, locale="vi-VN", viewport={"width": 1280, "height": 860})
        page = context.new_page()
        page.set_default_timeout(60_000)
        yield Hands(page)
        context.close()


def record_of(page: Any) -> Record:
    sha256 = page.url.split("/read/")[1][:64]
    return Record.model_validate(page.request.get(f"/documents/{sha256}").json())


def chosen_entry(page: Any) -> tuple[str, int]:
    layer, _, number = str(page.locator("tr.chosen").get_attribute("data-entry")).partition("-")
    return layer, int(number)


def choose(hands: Hands, name: str, code: str) -> None:
    """Go to an entry of a list with the arrow keys; with Vietnamese input methods letters do not find it."""
    box = hands.page.locator(f"#panel select[name={name}]")
    codes = [option.get_attribute("value") for option in box.locator("option").all()]
    way = codes.index(code) - codes.index(box.input_value())
    hands.press(*["ArrowDown" if way > 0 else "ArrowUp"] * abs(way))
    assert box.input_value() == code


def put_right(hands: Hands, figure: Any, indicator: str, year: str, status: str) -> None:
    """Change what is wrong in an open form, from field to field with the tab key, and save."""
    if figure.status != status:
        hands.press("Shift+Tab", "Shift+Tab")
        choose(hands, "status", status)
        hands.press("Tab", "Tab")
    at = "indicator"
    order = ["indicator", "counted", "period_from", "period_to"]

    def go(to: str) -> None:
        nonlocal at
        hands.press(*["Tab"] * (order.index(to) - order.index(at)))
        at = to

    if figure.indicator != indicator:
        choose(hands, "indicator", indicator)
    if year and (not figure.period or (figure.period.start or "")[:4] != year):
        go("period_from")
        hands.type(year)
        if figure.period and figure.period.end:
            go("period_to")
            hands.press("Delete")
    hands.save("Enter")


def is_right(figure: Any, indicator: str, year: str, status: str) -> bool:
    start = (figure.period.start or "")[:4] if figure.period else ""
    return (figure.indicator, figure.status) == (indicator, status) and (not year or start == year)


def test_a_new_article_is_labelled_with_the_keyboard(hands: Hands, tmp_path: Path) -> None:
    page = hands.page
    page.goto("/new")
    page.get_by_label("Văn bản", exact=True).fill(ARTICLE)  # pasted
    hands.keys += 2
    page.get_by_role("button", name="Đọc").click()
    hands.clicks += 1
    page.wait_for_url("**/read/*")
    known = {words: said for words, *said in FIGURES}
    edited = 0
    hands.press("n")
    for _ in range(len(page.locator("tr[data-entry]").all())):
        layer, number = chosen_entry(page)
        if layer == "figures":
            figure = record_of(page).figures[number]
            if figure.text not in known:
                hands.save("x")
                continue
            indicator, year, status = known[figure.text]
            if not is_right(figure, indicator, year, status):
                edited += 1
                hands.open("e")
                put_right(hands, figure, indicator, year, status)
                hands.press("j")
                continue
        hands.save("a")
    for words, (indicator, year, status) in known.items():  # what the program has not seen
        if words not in {figure.text for figure in record_of(page).figures}:
            edited += 1
            select_words(page, words)
            hands.clicks += 1
            hands.open("f")
            hands.press("Tab", "Tab", "Tab", "Tab", "Tab", "Tab")
            asked = page.locator("#panel form").evaluate("form => Object.fromEntries(new FormData(form))")
            period = Period.model_validate({"from": asked["period_from"] or None, "to": asked["period_to"] or None})
            start = Figure.model_construct(indicator=asked["indicator"] or None, status=asked["status"], period=period)
            put_right(hands, start, indicator, year, status)
    if not any("Tết Quý Mão" in date.text for date in record_of(page).dates):
        select_words(page, "Tết Quý Mão")
        hands.clicks += 1
        hands.open("d")
        hands.press("Tab", "Tab")
        hands.type("2023-01-22")
        hands.press("Tab")
        hands.type("2023-01-22")
        hands.save("Enter")
    hands.save("g")

    record = record_of(page)
    assert [(f.text, f.indicator, f.status) for f in record.figures] == [(w, i, s) for w, i, _, s in FIGURES]
    for figure, (_, _, year, _) in zip(record.figures, FIGURES, strict=True):
        assert not year or (figure.period and (figure.period.start or "").startswith(year)), figure
    checked = [*record.figures, *record.people, *record.organisations, *record.dates]
    assert {entry.rule for entry in checked} == {"hand"}
    assert len(list((tmp_path / "gold").glob("*.json"))) == 1
    assert lint(tmp_path / "gold", tmp_path / "texts") == []
    if os.environ.get("EXTRACTOR_KEYS"):
        print(f"{len(checked)} entries, {edited} figures put right: {hands.keys} keys, {hands.clicks} clicks")
    assert hands.keys + hands.clicks < 400
