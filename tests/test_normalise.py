"""normalise(): lone expressions, spoken and informal forms with them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise import normalise

REFERENCE = "2024-03-13"  # a Wednesday

FIGURES = {
    "thousands": ("15k", 15000, None),
    "millions": ("3tr2", 3200000, None),
    "billions": ("2t", 2000000000, None),
    "leading comma": (",25", 0.25, None),
    "minus sign": ("- 3.500", -3500, None),
    "minus word": ("âm mười bảy", -17, None),
    "minus word, decimal": ("trừ không phẩy ba", -0.3, None),
    "dollar sign": ("$25", 25, "USD"),
    "dollars in words": ("hai mươi đô la", 20, "USD"),
    "dollars and cents": ("3 đô 45 xu", 3.45, "USD"),
    "code before": ("EUR12,50", 12.5, "EUR"),
    "pounds": ("40 bảng Anh", 40, "GBP"),
    "yen": ("¥3.000", 3000, "JPY"),
    "won": ("năm mươi nghìn won", 50000, "KRW"),
    "yuan": ("100 nhân dân tệ", 100, "CNY"),
    "ringgit": ("7 ringgit", 7, "MYR"),
    "đồng": ("ba trăm linh hai nghìn đồng", 302000, "VND"),
    "percent in words": ("bốn mươi lăm phẩy hai phần trăm", 45.2, "percent"),
    "decimal in words": ("mười bốn chấm không sáu", 14.06, None),
    "spoken tens": ("bốn lăm", 45, None),
    "spoken hundreds": ("hai trăm tư", 240, None),
    "spoken millions": ("năm triệu hai", 5200000, None),
    "and a half": ("sáu tỷ rưỡi", 6500000000, None),
    "southern": ("bảy ngàn lẻ chín", 7009, None),
    "kilograms": ("12,5 ki lô gam", 12.5, "kg"),
    "square metres": ("150m2", 150, "m²"),
    "kilowatt hours": ("300 kWh", 300, "kWh"),
    "degrees": ("âm 5 độ C", -5, "°C"),
}

TIMES = {
    "year digit by digit": ("năm hai không một chín", "2019-01-01", "2019-12-31"),
    "day in words": ("ngày hai mươi mốt tháng sáu năm một chín hai lăm", "1925-06-21", "1925-06-21"),
    "day after tomorrow": ("ngày kia", "2024-03-15", "2024-03-15"),
    "this week": ("tuần này", "2024-03-11", "2024-03-17"),
    "weekday": ("thứ sáu", "2024-03-15", "2024-03-15"),
    "next weekday": ("thứ hai tới", "2024-03-18", "2024-03-18"),
    "last weekday": ("chủ nhật vừa rồi", "2024-03-10", "2024-03-10"),
    "weekday of next week": ("thứ ba tuần sau", "2024-03-19", "2024-03-19"),
    "days ago": ("3 ngày trước", "2024-03-10", "2024-03-10"),
    "months ahead": ("hai tháng sau", "2024-05-01", "2024-05-31"),
    "next quarter": ("quý tới", "2024-04-01", "2024-06-30"),
    "quarter alone": ("quý 3", "2024-07-01", "2024-09-30"),
    "February": ("tháng hai", "2024-02-01", "2024-02-29"),
    "day range": ("5-7/4/2024", "2024-04-05", "2024-04-07"),
}

NO_TIMES = ["7", "3.14", "1-2-3", "tháng 14", "ngày 30 tháng 2", "25:61", "mười lăm", "15/2000", "hai phần ba"]


@pytest.mark.parametrize("text, value, unit", FIGURES.values(), ids=FIGURES)
def test_figures(text: str, value: float, unit: str | None) -> None:
    found = normalise(text, REFERENCE)
    assert [(entry["kind"], entry["value"], entry["unit"]) for entry in found] == [("figure", value, unit)]


@pytest.mark.parametrize("text, first, last", TIMES.values(), ids=TIMES)
def test_times(text: str, first: str, last: str) -> None:
    found = normalise(text, REFERENCE)
    assert [(entry["from"], entry["to"]) for entry in found] == [(first, last)]


@pytest.mark.parametrize("text", NO_TIMES)
def test_is_no_time(text: str) -> None:
    assert [entry for entry in normalise(text, REFERENCE) if entry["kind"] != "figure"] == []


def test_duration_and_range() -> None:
    duration, figure = normalise("trong 3 tháng tăng từ 5 triệu đồng đến 7 triệu đồng")
    assert (duration["kind"], duration["value"]) == ("duration", "P3M")
    assert (figure["value"], figure["value_max"], figure["unit"]) == (5000000, 7000000, "VND")


def test_without_a_reference_nothing_is_guessed() -> None:
    (entry,) = normalise("hôm qua")
    assert (entry["from"], entry["to"]) == (None, None)


@given(st.text(max_size=50))
def test_any_text_gives_plain_json(text: str) -> None:
    found: list[dict[str, Any]] = normalise(text, REFERENCE)
    assert json.loads(json.dumps(found)) == found
    for entry in found:
        start, end = entry["span"]
        assert text[start:end] == entry["text"]
