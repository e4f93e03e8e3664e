"""People in lists and of the Central Highlands, and the roles of workers; traps stand in the same tables."""

from __future__ import annotations

import pytest
from test_people import annotated, mentions, roles, unmark

NAMES = {
    "behind a count of people": "tặng Giấy khen cho 5 cá nhân: [Zơrâm Thị Nhói]; [Bhling Miên]; [Coor Dưng] và [Hiên Rớt], kèm tiền thưởng.",
    "behind members": "Sáu đảng viên gồm: [Néang Sóc Kha] (người Khmer); [Mách Sa Ly] và [Ca Rim Mách] (người Chăm); [Huỳnh Phú Quới].",
    "commas": "kết nạp 5 đồng chí: [Lê Văn Hai] (Chủ tịch), [Mai Năm], [Hồ Sáu] và [Vi Bảy].",
    "single names with a mark": "trong đó 5 đồng chí: [K’Brốp]; [H’Uyên Bđăng]; [K’Wếch] và [Y Thoong].",
    "bodies behind a colon": "Ba đơn vị gồm: Công ty Hoa Mai; Sở Y tế; UBND xã Tân Lập.",
    "places behind a colon": "Các đoàn gồm: Hà Giang, Sơn La và Lai Châu. Tuyên dương cá nhân: không có.",
    "things behind people": "Đảng viên: Tổng số 214; Kết nạp 9; Tăng 5,9%.",
    "beside a name": "có [Điểu Thị Nhơi] - Công ty CP Bù Đăng; [Điểu Lên] và [Thị Brâng] - Công ty TNHH Minh Hưng.",
    "place beside a name": "[Nguyễn Văn Tám] và Hà Nội; [Trần Thị Mơ], Lâm Đồng.",
    "Ê Đê and Gia Rai": "cùng đợt với [H’Yuăn Niê Kdăm], [Ksor H’Bia] và [Nay Y Phun].",
    "clan behind": "trẻ nhất là [Y Thoan Niê], 19 tuổi, quê Ea H’leo; huyện Ea H’leo và Cư M’gar có mưa.",
    "peoples are no persons": "1/5 công nhân S’tiêng, M’nông và K’Ho học xong lớp 5.",
    "father's name": "phần thưởng cho già [Ama H’Loan] vì ghép cải tạo cà phê.",
    "commune's policeman": "Trưởng Công an xã [Lò Văn Pành] và Trưởng trạm Y tế xã [Hà Thị Lún] trực Tết.",
    "unit is no name": "đại diện Ban Tổ chức và Bí thư Đoàn Thanh niên Công ty [Đặng Văn Hậu] dự.",
    "given name between lower-case words": "Bị cáo [Nguyễn Xuân Sơn] khai; khi [Sơn] thôi chức thì ở Sơn Tây; miền Sơn cước.",
    "direction is no person": "Ông [Trần Hoài Nam] nói. Gió ở phía Nam và của Nam Bộ.",
    "from a place": "con gái Hà Nội và trẻ em Quảng Bình nhận quà; anh [Hà Nam] và chị [Quảng Thị Bình] trao.",
    "ministry behind its head": "Bộ trưởng Công Thương phê bình, Bộ trưởng Công Thương [Trần Tuấn Anh] thì không.",
    "sign without width": "Sáng nay:\u200b [Huỳnh Phú Quới];\u200b [Đặng Thị Bé Tư].",
}

ROLES: dict[str, tuple[str, dict[str, list[tuple[str, str | None]]]]] = {
    "grade behind a trade": (
        "anh Hồ Văn Nhơn, thợ nguội bậc 5/7 Xí nghiệp Cơ khí Phú Bài, và chị Đoàn Thị Mây (công nhân sợi bậc 5/6).",
        {
            "Hồ Văn Nhơn": [("thợ nguội bậc 5/7", "Xí nghiệp Cơ khí Phú Bài")],
            "Đoàn Thị Mây": [("công nhân sợi bậc 5/6", None)],
        },
    ),
    "work that begins like a verb": (
        "Chị Bế Thị Nguyệt, tổ trưởng tổ tuyển quặng Công ty Khoáng sản Phia Đén, vào Đảng; anh Lý Tài tuyển quặng.",
        {"Bế Thị Nguyệt": [("tổ trưởng tổ tuyển quặng", "Công ty Khoáng sản Phia Đén")]},
    ),
    "of": (
        "Chị Kim Thị Hoa (SN 1989), tổ trưởng chế biến của Công ty CP Mỏ Ó, có hai con.",
        {"Kim Thị Hoa": [("tổ trưởng chế biến", "Công ty CP Mỏ Ó")]},
    ),
    "age and trade in brackets": (
        "ông Hà Công Đạm (58 tuổi, quê Thanh Ba, thợ điện Nhà máy Xi măng Sông Thao) và em Đinh Thị Loan (19 tuổi).",
        {"Hà Công Đạm": [("thợ điện", "Nhà máy Xi măng Sông Thao")]},
    ),
    "made besides": (
        "do ông Lê Văn Tám, Phó Chủ tịch UBND huyện, làm Tổ trưởng; bà Hà Thị Mơ, Giám đốc Công ty Hoa Mai, làm việc này.",
        {
            "Lê Văn Tám": [("Phó Chủ tịch", "UBND huyện"), ("Tổ trưởng", None)],
            "Hà Thị Mơ": [("Giám đốc", "Công ty Hoa Mai")],
        },
    ),
    "head with its body": (
        "ông Đậu Xuân Cảng, Phó trưởng Ban Quản lý Khu kinh tế tỉnh; chị Lê Hoài Thi, Chủ tịch CĐCS Công ty CP Thép Mới.",
        {
            "Đậu Xuân Cảng": [("Phó trưởng Ban", "Ban Quản lý Khu kinh tế tỉnh")],
            "Lê Hoài Thi": [("Chủ tịch", "CĐCS Công ty CP Thép Mới")],
        },
    ),
    "centre": (
        "ông Trần Hải, Giám đốc Trung tâm Y tế huyện, và bà Hà Thị Lún, Trưởng trạm Y tế xã.",
        {"Trần Hải": [("Giám đốc", "Trung tâm Y tế huyện")], "Hà Thị Lún": [("Trưởng trạm", "trạm Y tế xã")]},
    ),
    "pupil": (
        "em Lò Thị Chi, học sinh Trường THPT Bá Thước 4, và Vàng Thị Máy, sinh viên năm cuối Trường Đại học Tây Bắc.",
        {
            "Lò Thị Chi": [("học sinh", "Trường THPT Bá Thước 4")],
            "Vàng Thị Máy": [("sinh viên năm cuối", "Trường Đại học Tây Bắc")],
        },
    ),
    "committee of an event": (
        "Theo đ/c Khuất Duy Hảo, Phó Chủ tịch LĐLĐ tỉnh, Trưởng Ban tổ chức, hội thao có 27 đoàn.",
        {"Khuất Duy Hảo": [("Phó Chủ tịch", "LĐLĐ tỉnh"), ("Trưởng Ban tổ chức", None)]},
    ),
    "shop with its work": (
        "Phó Quản đốc Phân xưởng Vận tải số 3 Vi Văn Thiệu và anh Tô Duy Hưởng, quản đốc phân xưởng Men màu, dự.",
        {
            "Vi Văn Thiệu": [("Phó Quản đốc Phân xưởng Vận tải số 3", None)],
            "Tô Duy Hưởng": [("quản đốc phân xưởng Men màu", None)],
        },
    ),
    "crowd before a comma": (
        "Trao đổi với PV, Thượng tá Nguyễn Văn Long, Phó Giám đốc Công an tỉnh, cho biết.",
        {"Nguyễn Văn Long": [("Thượng tá", None), ("Phó Giám đốc", "Công an tỉnh")]},
    ),
    "team with its number": (
        "Đội trưởng Đội Cảnh sát giao thông số 2 Vũ Văn Kỳ lập biên bản.",
        {"Vũ Văn Kỳ": [("Đội trưởng", "Đội Cảnh sát giao thông số 2")]},
    ),
}


@pytest.mark.parametrize("sentence", NAMES.values(), ids=NAMES)
def test_names(sentence: str) -> None:
    text, marked = unmark(sentence)
    assert mentions(annotated(text)) == marked


@pytest.mark.parametrize("text, expected", ROLES.values(), ids=ROLES)
def test_roles(text: str, expected: dict[str, list[tuple[str, str | None]]]) -> None:
    assert roles(text) == expected
