"""The place of a figure: sentences with numbers and bodies marked, and the area that each number is about."""

from __future__ import annotations

import pytest
from figure_marks import figures_of, marked
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.extract.figures.areas import Areas
from extractor.extract.figures.home import home_of
from extractor.language.layers import Layers
from extractor.pipeline import run

# title, text, places
CASES: dict[str, tuple[str | None, str, list[str | None]]] = {
    "the title's area": ("Vĩnh Bảo: Thêm nhiều đảng viên", "Năm qua có {96} đảng viên mới.", ["Vĩnh Bảo"]),
    "the title's area in the middle": ("Công đoàn Nghệ An tổng kết năm", "Cả năm mở {12} lớp.", ["Nghệ An"]),
    "a title in capitals": ("CHUYỆN VÀO ĐẢNG Ở VĨNH CHÂU", "Đã có {9} công nhân viết đơn.", ["Vĩnh Châu"]),
    "a commune after a part word": (
        "Cư Jút: Kết quả năm",
        "Huyện có {214} doanh nghiệp, trong đó xã Tâm Thắng có {39} doanh nghiệp. Lao động là {900} người.",
        ["Cư Jút", "Tâm Thắng", "Cư Jút"],
    ),
    "communes in a list": (
        "Ô Môn: Phát triển công đoàn",
        "Toàn quận còn {70} doanh nghiệp, trong đó phường Phước Thới {23} doanh nghiệp, phường Thới An {10} doanh nghiệp.",
        ["Ô Môn", "Phước Thới", "Thới An"],
    ),
    "names in a list and the rest": (
        "Đồng Nai phát triển đoàn viên",
        "Trong {121} CĐCS, Biên Hòa có {58}, Long Thành {23}, các địa phương còn lại {19}. Cả năm có {40} lớp.",
        ["Đồng Nai", "Biên Hòa", "Long Thành", "Đồng Nai", "Đồng Nai"],
    ),
    "areas behind the number in brackets": (
        "Bến Tre: Phụ nữ làm kinh tế",
        "Hội Nông dân huyện Chợ Lách lập {17} tổ ({9} tổ ở xã Vĩnh Thành, {5} tổ ở xã Long Thới), {412} hộ tham gia.",
        ["Chợ Lách", "Vĩnh Thành", "Long Thới", "Chợ Lách"],
    ),
    "a place carried through its paragraph": (
        "Nghệ An: Nhiều vụ tai nạn",
        "Vụ mới nhất xảy ra ở xã Châu Quang, huyện Quỳ Hợp. Khối đá nặng {15} tấn rơi xuống. Có {3} người bị nạn."
        "\n\nTừ đầu năm có {83} vụ.",
        ["Châu Quang", "Châu Quang", "Nghệ An"],
    ),
    "a body of a narrower area": (
        "Bắc Giang phát triển đảng",
        "«party:Huyện ủy Lạng Giang» mở {1} lớp cho {105} công nhân.",
        ["Lạng Giang", "Lạng Giang"],
    ),
    "a giver of a wider area": (
        "Cam Lâm: Ra mắt công đoàn", "«LĐLĐ tỉnh Khánh Hòa» tặng {1} tủ sách.", ["Cam Lâm"],
    ),
    "a source of a wider area": (
        "Biên Hòa: Công nhân ngừng việc",
        "Theo «government:Sở Nội vụ Đồng Nai», quý I xảy ra {24} vụ. Tăng {9} vụ.",
        ["Đồng Nai", "Đồng Nai"],
    ),
    "the wider area itself": (
        "Biên Hòa: Công nhân ngừng việc", "Đến nay Đồng Nai có {780} doanh nghiệp.", ["Đồng Nai"],
    ),
    "a class word for the home": ("Chư Sê dập dịch", "Huyện phong tỏa {3} làng.", ["Chư Sê"]),
    "a class word for a wider area named before": (
        "Hòa Khánh: Nhà ở công nhân",
        "Tại phường Hòa Khánh, «government:UBND thành phố Đà Nẵng» khởi công {4} khối nhà.\n\nThành phố có {13} khu công nghiệp.",
        ["Hòa Khánh", "Đà Nẵng"],
    ),
    "two units of the same kind in a row are none": (
        "Bắc Hà sau mưa lũ", "Còn {6} thôn của hai xã Nậm Lúc, Bản Cái bị cô lập.", ["Bắc Hà"],
    ),
    "known from a row before": (
        "Bắc Hà sau mưa lũ",
        "Còn hai xã Nậm Lúc, Bản Cái bị cô lập.\n\nNặng nhất là Nậm Lúc. Lũ cuốn {8} căn nhà.",
        ["Nậm Lúc"],
    ),
    "an age has no place": ("Gò Dầu: Gương công nhân", "Chị ‹Lê Thị Mận› ({34} tuổi) có {2} sáng kiến.", [None, "Gò Dầu"]),
    "a mean age has one": ("Gò Dầu: Chi bộ trẻ", "Tuổi bình quân của đảng viên là {28,4} tuổi.", ["Gò Dầu"]),
    "where somebody comes from": ("Gò Dầu: Gương công nhân", "Chị Mận, quê Sóc Trăng, góp {2} sáng kiến.", ["Gò Dầu"]),
    "sent home": ("Đà Nẵng: Đời công nhân", "Gửi về xã A Vương {3} triệu đồng.", ["Đà Nẵng"]),
    "an enterprise's name tells nothing": (
        "Quỳ Hợp: Đá và người", "«enterprise:Công ty CP Đá Nghệ An» có {130} lao động.", ["Quỳ Hợp"],
    ),
    "the area of an enterprise in brackets": (
        "Đồng Tháp qua năm sóng gió",
        "«enterprise:HTX Long Hậu» (huyện Lai Vung) có {46} xã viên.",
        ["Lai Vung"],
    ),
    "streets and zones are no areas": (
        "Ninh Bình: Tin công nhân", "Ở đường Lê Lợi và Khu công nghiệp Tân Bình có {12} khu trọ.", ["Ninh Bình"],
    ),
    "a numbered ward": ("TP Hồ Chí Minh: Tin ngắn", "Phường 12 có {5} chi bộ.", ["12"]),
    "an abbreviated town": (None, "Chi bộ ra đời ở TP.Tam Kỳ với {3} đảng viên.", ["Tam Kỳ"]),
    "a hyphenated province": (None, "Tỉnh Bà Rịa - Vũng Tàu có {13} khu công nghiệp.", ["Bà Rịa - Vũng Tàu"]),
    "the dateline is wider than the title": (
        "Phường Nếnh: Ra mắt công đoàn", "BẮC NINH - Sáng nay thành lập {4} công đoàn cơ sở.", ["Nếnh"],
    ),
    "nowhere": (None, "Các cấp công đoàn tổ chức {12} hội nghị.", [None]),
    "the level spoken of has no name": (
        None,
        "«LĐLĐ tỉnh» họp với «party:Huyện ủy Trà Cú». «Liên đoàn Lao động tỉnh» và «party:Tỉnh ủy» cùng dự. "
        "«LĐLĐ tỉnh» cho biết tỉnh giới thiệu {7.434} đoàn viên. Toàn tỉnh, tỉnh ta, cả tỉnh vui.",
        [None],
    ),
    "elsewhere": ("Gò Dầu: Xuất khẩu", "Công ty xuất khẩu sang {14} nước.", [None]),
    "two places in a sentence": (
        "Bình Phước sau bão",
        "Tại huyện Bù Đăng, bão làm {12} căn nhà tốc mái; tại huyện Phú Riềng có {5} căn nhà sập. Thiệt hại {2} tỷ đồng.",
        ["Bù Đăng", "Phú Riềng", "Bình Phước"],
    ),
    "behind a person": ("Lục Ngạn: Vải thiều", "Bà ‹Vi Thị Lan› (xã Quý Sơn) thu {120} triệu đồng.", ["Quý Sơn"]),
    "provinces compared": (None, "Giá tại Đắk Lắk đạt {98} đồng. Tại Gia Lai, giá ở mức {97} đồng.", ["Đắk Lắk", "Gia Lai"]),
    "an old name": ("Phú Thọ: Chi bộ", "Trên địa bàn tỉnh Vĩnh Phúc cũ có {38} chi bộ.", ["Phú Thọ"]),
}


@pytest.mark.parametrize("name", CASES)
def test_place(name: str) -> None:
    title, source, expected = CASES[name]
    _, figures = figures_of(source, title)
    assert [entry.place for entry in figures] == expected


def test_home_of_a_letter_is_its_issuer() -> None:
    letter = (
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH LONG AN\nCÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP\nSố: 14/BC-CĐKCN\n"
        "Tân An, ngày 05 tháng 7 năm 2023\nBÁO CÁO\nKết quả 6 tháng đầu năm\n\nThành lập {9} CĐCS.\n"
    )
    layers = marked(letter, kind="official_letter")
    assert home_of(Areas(layers)).name in {"Long An", "Tân An"}


def test_fused_class_words() -> None:
    layers = marked("Đảng bộ xã Đoàn Lập và Huyện đoàn Vĩnh Bảo cùng «party:Thành ủy Hải Dương» họp.")
    assert [area.name for area in Areas(layers).mentions] == ["Đoàn Lập", "Vĩnh Bảo", "Hải Dương"]


def test_words_that_only_look_like_class_words() -> None:
    layers = marked("Hợp tác xã, xã hội, xã viên, thị trường, các huyện, thị xã, thành phố và cấp tỉnh.")
    assert Areas(layers).mentions == []


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="ABĐaàơ .,;-\n'’19() huyệnxãtỉnhTP", max_size=160))
def test_areas_quote_the_text_and_never_raise(text: str) -> None:
    layers = run(Layers(text), until="people")
    first, again = Areas(layers), Areas(layers)
    assert first.mentions == again.mentions
    assert all(0 <= area.start < area.end <= len(layers.text) for area in first.mentions)
    home_of(first)
