"""The actor of a figure: sentences with numbers, bodies and people marked, and who did what each number counts."""

from __future__ import annotations

import pytest
from figure_marks import figures_of
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.extract.figures import annotate
from extractor.language.layers import Layers
from extractor.pipeline import run

CASES: dict[str, tuple[str, list[str | None]]] = {
    "a body as subject": ("«party:Đảng bộ huyện Kiến Thụy» kết nạp {96} đảng viên.", ["Đảng bộ huyện Kiến Thụy"]),
    "bodies in general": ("Năm qua, các cấp công đoàn giới thiệu {120} đoàn viên ưu tú.", ["các cấp công đoàn"]),
    "with their area": ("Các công đoàn cơ sở trên địa bàn huyện giới thiệu {118} đoàn viên.",
                        ["Các công đoàn cơ sở trên địa bàn huyện"]),
    "carried through clauses": (
        "«LĐLĐ tỉnh» quản lý {312} CĐCS, {168} đoàn viên; thành lập {9} CĐCS, kết nạp {86} đoàn viên.",
        ["LĐLĐ tỉnh"] * 4,
    ),
    "a new subject": (
        "Các CĐCS giới thiệu {132} đoàn viên; «party:Đảng bộ huyện» kết nạp {58} đồng chí, gồm {31} giáo viên.",
        ["Các CĐCS", "Đảng bộ huyện", "Đảng bộ huyện"],
    ),
    "passive after a comma carries": ("Các cấp công đoàn giới thiệu {26} đoàn viên và có {13} người được kết nạp.",
                                      ["Các cấp công đoàn"] * 2),
    "passive after a semicolon does not": ("Công đoàn giới thiệu {26} đoàn viên; {13} người được kết nạp.",
                                           ["Công đoàn", None]),
    "a part": ("«party:Đảng bộ xã» kết nạp {12} người, trong đó {5} nữ.", ["Đảng bộ xã"] * 2),
    "a part in the next sentence": ("«party:Đảng bộ xã» kết nạp {12} người. Trong đó {5} nữ.", ["Đảng bộ xã"] * 2),
    "no subject in the next sentence": ("«LĐLĐ tỉnh» có {312} CĐCS. Trong 6 tháng thành lập {9} CĐCS.",
                                        ["LĐLĐ tỉnh", None]),
    "the agent of a passive": ("Có {8} đoàn viên được các cấp công đoàn giới thiệu.", ["các cấp công đoàn"]),
    "do": ("Tổ chức {2} lớp do «education:Trung tâm Chính trị huyện» mở.", ["Trung tâm Chính trị huyện"]),
    "the whole area": ("Đến nay toàn tỉnh có {53} doanh nghiệp, {18} chi bộ.", ["toàn tỉnh"] * 2),
    "a class word": ("Năm nay huyện phấn đấu kết nạp {84} đảng viên.", ["huyện"]),
    "where it happened": ("Chín tháng qua, toàn tỉnh xảy ra {83} vụ tai nạn.", [None]),
    "each": ("Mỗi chi bộ doanh nghiệp giới thiệu {2} quần chúng.", ["chi bộ doanh nghiệp"]),
    "each class is no actor": (
        "«education:Trung tâm Chính trị huyện» mở {3} lớp, mỗi lớp {60} học viên.", ["Trung tâm Chính trị huyện"] * 2,
    ),
    "each gift is no actor": ("«LĐLĐ tỉnh» trao {96} suất quà, mỗi suất {500.000} đồng.", ["LĐLĐ tỉnh"] * 2),
    "the giver": ("Dịp này «government:UBND tỉnh» tặng bằng khen cho {5} tập thể, {7} cá nhân.", ["UBND tỉnh"] * 2),
    "who gets something is no giver": ("Các đơn vị nhận {4} bức trướng.", [None]),
    "a title with its body": ("Chủ tịch «government:UBND tỉnh» tặng bằng khen cho {3} tập thể.", ["Chủ tịch UBND tỉnh"]),
    "several bodies": (
        "«mass_organisation:Hội Nông dân huyện», «mass_organisation:Huyện đoàn» và «mass_organisation:Hội Phụ nữ huyện»"
        " vận động {1.150} suất quà.",
        ["Hội Nông dân huyện, Huyện đoàn và Hội Phụ nữ huyện"],
    ),
    "together with": (
        "«Công đoàn phường Nếnh» phối hợp với «Công đoàn Khu công nghiệp» công bố thành lập {4} CĐCS.",
        ["Công đoàn phường Nếnh"],
    ),
    "a person": ("Ông ‹Vàng Seo Páo›, Giám đốc «enterprise:Công ty Hoa Mai», ủng hộ {100} triệu đồng.", ["Vàng Seo Páo"]),
    "a person's age": ("Chị ‹Lò Thị Pành›, {23} tuổi, được kết nạp.", ["Lò Thị Pành"]),
    "a pronoun": ("Anh ‹Phan Văn Tịnh› là tổ trưởng. Năm ngoái, anh góp {3} sáng kiến.", ["Phan Văn Tịnh"]),
    "we are nobody": ("Chúng tôi thí điểm {5} chi bộ ghép.", [None]),
    "who only says it": ("Ông ‹Lê Văn Tám› cho biết huyện có {12} chi bộ.", ["huyện"]),
    "a source": ("Theo «government:Sở Nội vụ», các cấp công đoàn kết nạp {12} đoàn viên.", ["các cấp công đoàn"]),
    "in brackets behind its body": ("Làm tốt là «enterprise:Nhà máy Gạch Vân Đình» ({11} đồng chí).",
                                    ["Nhà máy Gạch Vân Đình"]),
    "after a label": ("«enterprise:Công ty Cao su Bù Đốp»: {128} đồng chí.", ["Công ty Cao su Bù Đốp"]),
    "whose they are": ("Đón {275} chiến sĩ của «government:Công an tỉnh».", ["Công an tỉnh"]),
    "at a body": ("Tại «enterprise:Công ty May Hà Trung» có {640} công nhân.", ["Công ty May Hà Trung"]),
    "headed by somebody": (
        "«enterprise:HTX Long Hậu» do chị ‹Đỗ Thị Hai› làm chủ nhiệm quy tụ {64} xã viên.", ["HTX Long Hậu"],
    ),
    "behind an apposition": (
        "«enterprise:Công ty CP Nam Hà» (mã chứng khoán NHA) vẫn giữ {3.264} lao động.", ["Công ty CP Nam Hà"],
    ),
    "a share has its base's actor": ("«party:Đảng bộ xã» kết nạp {12} đảng viên, đạt {80%} kế hoạch.", ["Đảng bộ xã"] * 2),
    "an event does not act": ("Đại hội đề ra chỉ tiêu kết nạp {120} đảng viên.", [None]),
    "an event elects": ("Đại hội bầu {19} ủy viên.", ["Đại hội"]),
    "made to act": ("«party:Đảng ủy xã» giao «Công đoàn xã» trong <quý IV> giới thiệu {20} đoàn viên.", ["Công đoàn xã"]),
    "counted things do not act": ("Số đoàn viên là {151} người.", [None]),
    "an organiser": ("«LĐLĐ tỉnh» tổ chức hội nghị với sự tham gia của {150} đại biểu.", ["LĐLĐ tỉnh"]),
    "a person at a company": ("Thợ lò ‹Nguyễn Văn Hùng› ở «enterprise:Công ty than Vàng» có {5} sáng kiến.", ["Nguyễn Văn Hùng"]),
    "fronted": ("Từ {28} đoàn viên ban đầu, đến nay nghiệp đoàn xe ôm đã có {215} đoàn viên.", ["nghiệp đoàn xe ôm"] * 2),
    "workers as givers": ("Năm qua, CNVCLĐ đóng góp {1.800} triệu đồng.", ["CNVCLĐ"]),
    "not named bodies": ("Lực lượng chức năng đã huy động {450} lượt cán bộ.", ["Lực lượng chức năng"]),
    "two bodies": ("«media:Báo Lao Động» và «Quỹ Tấm lòng vàng» tặng {30} máy tính.", ["Báo Lao Động và Quỹ Tấm lòng vàng"]),
    "a new body after a semicolon": (
        "«Công đoàn ngành Xây dựng» có {36} CĐCS; «Công đoàn Viên chức» có {52} CĐCS, {3.900} đoàn viên.",
        ["Công đoàn ngành Xây dựng", "Công đoàn Viên chức", "Công đoàn Viên chức"],
    ),
    "bodies pointed back to": ("Có {23} chi bộ mới. Đến nay {23} chi bộ này có {187} đảng viên.", [None, None, "23 chi bộ này"]),
}


WORDS = ["LĐLĐ", "tỉnh", "có", "12", "chi bộ", ",", ";", ".", "(", ")", "và", "do", "được", "mỗi", "lần", "các cấp", "%"]


@pytest.mark.parametrize("name", CASES)
def test_actor(name: str) -> None:
    source, expected = CASES[name]
    _, figures = figures_of(source)
    assert [entry.actor for entry in figures] == expected


def test_another_area_is_a_place_and_no_actor() -> None:
    _, figures = figures_of("Kỳ Sơn giới thiệu {143} đoàn viên.", title="Nghệ An: Công tác phát triển đảng")
    assert [(entry.place, entry.actor) for entry in figures] == [("Kỳ Sơn", None)]
    _, figures = figures_of("Dẫn đầu là Quỳ Hợp {312} người, Quế Phong {287} người.", title="Nghệ An: Thi đua")
    assert [(entry.place, entry.actor) for entry in figures] == [("Quỳ Hợp", None), ("Quế Phong", None)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_actors_are_words_of_the_text(words: list[str]) -> None:
    layers = run(Layers(" ".join(words) + " kết nạp 5 đảng viên."), until="people")
    annotate(layers)
    for entry in layers.figures:
        assert entry.actor is None or entry.actor in layers.text
