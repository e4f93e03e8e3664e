"""The counted noun phrase as written: sentences with their numbers marked and the phrase of each."""

from __future__ import annotations

import pytest
from figure_marks import figures_of
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.extract.figures import annotate
from extractor.language.layers import Layers
from extractor.pipeline import run

CASES: dict[str, tuple[str, list[str | None]]] = {
    "head and modifier": ("Đảng bộ xã kết nạp {12} đảng viên mới.", ["đảng viên mới"]),
    "a plan with whose it is": ("Kết nạp {12} đảng viên, bằng {80%} chỉ tiêu Huyện ủy giao.", ["đảng viên", "chỉ tiêu Huyện ủy giao"]),
    "a plan ends at a conjunction": ("Mở {5} lớp, đạt {125%} kế hoạch năm và tăng {2} lớp.", ["lớp", "kế hoạch năm", "lớp"]),
    "about the Party": ("Trung tâm mở {6} lớp bồi dưỡng nhận thức về Đảng cho {380} quần chúng ưu tú.",
                        ["lớp bồi dưỡng nhận thức về Đảng", "quần chúng ưu tú"]),
    "an apposition is no modifier": ("Trong đó có {5} đồng chí là công nhân.", ["đồng chí"]),
    "of an act's object it is": ("Công đoàn giới thiệu {46} đoàn viên ưu tú là công nhân trực tiếp.",
                                 ["đoàn viên ưu tú là công nhân trực tiếp"]),
    "threshold inside": ("Còn {70} doanh nghiệp có từ {25} lao động trở lên.",
                         ["doanh nghiệp có từ 25 lao động trở lên", "lao động"]),
    "age threshold inside": ("Có {300} người từ {18} tuổi trở lên đã tiêm.", ["người từ 18 tuổi trở lên", "tuổi"]),
    "with a Party cell": ("Đến nay có {27} doanh nghiệp có tổ chức đảng với {600} đảng viên.",
                          ["doanh nghiệp có tổ chức đảng", "đảng viên"]),
    "a share of enterprises that have": ("Phấn đấu {100%} doanh nghiệp có tổ chức công đoàn.", ["doanh nghiệp"]),
    "a passive is predicate": ("Đã có {30} đoàn viên được kết nạp.", ["đoàn viên"]),
    "a verb is predicate": ("{15} công nhân nghỉ việc, {3} người bỏ sinh hoạt.", ["công nhân", "người"]),
    "dead and hurt stay": ("Vụ nổ làm {2} người chết, {5} người bị thương nặng.", ["người chết", "người bị thương nặng"]),
    "money alone": ("Hỗ trợ {50} triệu đồng tiền xăng.", ["triệu đồng"]),
    "a quoted name": ("Bàn giao {4} căn nhà “Mái ấm Công đoàn” cho đoàn viên.", ["căn nhà “Mái ấm Công đoàn”"]),
    "only a quoted name": ("Tổ chức {12} “Phiên chợ nghĩa tình”.", ["“Phiên chợ nghĩa tình”"]),
    "told on the left": ("Tổng số lao động là {1.200} người, nữ {800} người.", ["lao động", "nữ"]),
    "a part told on the left": ("Kết nạp {50} đảng viên; trong đó công nhân trực tiếp {20} đồng chí.",
                                ["đảng viên", "công nhân trực tiếp"]),
    "label and colon": ("Doanh nghiệp có CĐCS: {96}; doanh nghiệp có chi bộ: {12}.",
                        ["Doanh nghiệp có CĐCS", "doanh nghiệp có chi bộ"]),
    "a share told on the left": ("Lao động nữ chiếm {61%}, tỷ lệ hộ nghèo còn {4,2%}.", ["Lao động nữ", "hộ nghèo"]),
    "growth is of nothing named": ("Doanh thu tăng {12%}.", [None]),
    "is of": ("Ít nhất {50%} là nữ.", ["nữ"]),
    "the rest of a number": ("{2/3} số CĐCS đạt vững mạnh.", ["CĐCS"]),
    "a nominalised verb": ("Kết nạp {40} người, bằng {50%} số giới thiệu.", ["người", "số giới thiệu"]),
    "the same number again": ("Quý I giới thiệu {18} đoàn viên ưu tú, quý II con số này là {26}.",
                              ["đoàn viên ưu tú", "đoàn viên ưu tú"]),
    "from and to": ("Nâng suất ăn từ {18.000} lên {22.000} đồng.", ["đồng", "đồng"]),
    "tribes in a list": ("Kết nạp {58} đảng viên (Tày {21}, Giáy {14}).", ["đảng viên", "Tày", "Giáy"]),
    "an apostrophe in a name": ("Có {11} người S’tiêng.", ["người S’tiêng"]),
    "a link to enterprises": ("Thành lập {3} chi bộ trong doanh nghiệp ngoài nhà nước.",
                              ["chi bộ trong doanh nghiệp ngoài nhà nước"]),
    "no link to an area": ("Có {19} chi bộ trong huyện kết nạp được đảng viên.", ["chi bộ trong huyện"]),
    "of a body": ("Thăm {20} công nhân của «enterprise:Công ty Hoa Mai».", ["công nhân"]),
    "of bodies in general": ("Bồi dưỡng {47} công nhân của các doanh nghiệp.", ["công nhân của các doanh nghiệp"]),
    "two nouns as one": ("Khen thưởng {35} tập thể, {118} cá nhân; tặng quà {90} đoàn viên, người lao động.",
                         ["tập thể", "cá nhân", "đoàn viên, người lao động"]),
    "working": ("Huyện có {214} doanh nghiệp đang hoạt động.", ["doanh nghiệp đang hoạt động"]),
    "points of percent": ("Tỷ lệ này tăng {1,5} điểm phần trăm.", [None]),
    "a measure with its matter": ("Ủng hộ {4} tấn gạo và {2} máy thở.", ["tấn gạo", "máy thở"]),
    "on an area": ("Mời {21} bí thư đảng ủy các xã trên địa bàn huyện.", ["bí thư đảng ủy các xã trên địa bàn huyện"]),
    "before a further number": ("Có {500} đoàn viên trên {620} lao động.", ["đoàn viên", "lao động"]),
    "more words on the left": ("Số doanh nghiệp có tổ chức công đoàn lên {415} doanh nghiệp.",
                               ["doanh nghiệp có tổ chức công đoàn"]),
    "two things before a passive": ("Có {1.250} đề tài, sáng kiến được công nhận.", ["đề tài, sáng kiến"]),
    "of these": ("Kết nạp {150} đảng viên, {2/3} số này là đoàn viên.", ["đảng viên", "đoàn viên"]),
    "who fulfil": ("Có {320/400} người đủ điều kiện hiến máu.", ["người đủ điều kiện"]),
    "units told on the left": ("Số chi bộ doanh nghiệp là {51} đơn vị.", ["chi bộ doanh nghiệp"]),
}


@pytest.mark.parametrize("name", CASES)
def test_counted(name: str) -> None:
    source, expected = CASES[name]
    layers, figures = figures_of(source)
    found = [layers.text[e.counted[0] : e.counted[1]] if e.counted else None for e in figures]
    assert found == expected


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aàbcđ ,.;:()“”\n0123456789%/-’", max_size=120))
def test_counted_is_a_span_of_the_text(text: str) -> None:
    layers = run(Layers("có " + text + " 12 chi bộ"), until="people")
    annotate(layers)
    for entry in layers.figures:
        if entry.counted is not None:
            assert 0 <= entry.counted[0] < entry.counted[1] <= len(layers.text)
