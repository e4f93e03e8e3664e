"""Folding: lower case, one placement of tones, slips of typing inside diphthongs; never another length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.fold import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Hoà Bình", "hòa bình"),
        ("QUÝ", "quý"),
        ("nguời", "người"),
        ("đựơc", "được"),
        ("đảng vỉên", "đảng viên"),
        ("Iao động", "lao động"),
        ("truớc", "trước"),
        # traps: whole words that only look like slips
        ("thuở", "thuở"),
        ("muỗi", "muỗi"),
        ("khuyến", "khuyến"),
        ("Quốc", "quốc"),
        ("huơ", "huơ"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_no_offset_moves(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
