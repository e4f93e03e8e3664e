"""People: sentences with every mention marked in place, and the roles that they give; traps in the same tables."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.extract import organisations, people
from extractor.language.layers import Fields, Layers, RoleHeld, SignatoryField, TextZone

_MARK = re.compile(r"\[([^\[\]]+)\]")


def unmark(sentence: str) -> tuple[str, list[str]]:
    return _MARK.sub(r"\1", sentence), _MARK.findall(sentence)


def annotated(text: str, fields: Fields | None = None, zones: list[TextZone] | None = None) -> Layers:
    layers = Layers(text, fields=fields or Fields(), zones=zones or [])
    organisations.annotate(layers)
    people.annotate(layers)
    return layers


def mentions(layers: Layers) -> list[str]:
    spans = sorted(span for person in layers.people for span in person.mentions)
    return [layers.text[start:end] for start, end in spans]


def roles(text: str) -> dict[str, list[tuple[str, str | None]]]:
    return {p.name: [(role.title, role.organisation) for role in p.roles] for p in annotated(text).people if p.roles}


NAMES = {
    "comrade": "Dự hội nghị có đồng chí [Bùi Thị Hồng Thắm] và đ/c [Lường Văn Khuyên].",
    "mister and mistress": "Ông [Đinh Công Sứ] trao quà cho bà [Hoàng Thị Sen] và chị [Mấu Thị Điệp].",
    "sentence start": "[Trần Quốc Bảo] là công nhân giỏi. Theo [Phạm Thu Hằng], giá tăng.",
    "no honorific": "Tổ may 5 có bản thân [Lò Thị Pâng], [Vàng A Sử] và một thợ cơ khí vào Đảng.",
    "Hmong and Dao": "Anh [Giàng A Chống], chị [Sùng Thị Mỷ] và ông [Bàn Tài Đoàn] hiến đất.",
    "Central Highlands": "Chị [K'Brêu] và anh [Y Thông Niê] nhận bằng khen cùng chị [H'Hen Niê].",
    "Khmer and Cham": "Các ông [Thạch Sa Rây], [Danh Ngọc Huyền] và bà [Chamaléa Thị Thủy] dự lễ.",
    "foreign": "Ông [Kim Dong-wook] gặp ông [Tanaka Hiroshi] và ông [John Smith] tại nhà máy.",
    "foreign by given name": "Trong trận đấu, [Cristiano Ronaldo] ghi bàn; [Ronaldo] ăn mừng.",
    "initials": "Công an bắt giữ [N.V.H.] (SN 1990); chị [T.T.L] bị thương.",
    "family name and initials": "Anh [Nguyễn V.T.] (33 tuổi) kể lại.",
    "capitals": "ĐỒNG CHÍ [NGUYỄN THỊ THU HÀ] ĐƯỢC BẦU",
    "broken by a line end": "Tại buổi lễ có sự tham gia của nhiều công nhân và của đồng chí "
    "[Nguyễn\nVăn Thành] cùng gia đình.",
    "once introduced": "Anh [Mùa A Páo] vào Đảng. Hôm nay [Mùa A Páo] là tổ trưởng; anh [Páo] rất vui.",
    "short form with honorific": "Bà [Trịnh Kim Ngân] nói. Theo bà [Ngân], lương tăng 5%.",
    "foreign surname alone": "Tổng thống [Donald Trump] phát biểu. [Trump] nói sẽ rời đi.",
    "degrees": "PGS.TS [Lê Thị Hoa Sen] và ThS. [Cao Đức Long] giảng bài; BS CKII [Tô Vũ] khám bệnh.",
    "photo credit": "Công nhân trong ca làm việc. Ảnh: [Hải Yến]\nNgày mai trời mưa.",
    "historical": "học tập tư tưởng, đạo đức, phong cách [Hồ Chí Minh]; Bác căn dặn, Người dạy.",
    "city is no person": "Tại TP. Hồ Chí Minh và thành phố Hồ Chí Minh mưa lớn.",
    "youth union is no person": "Đoàn TNCS Hồ Chí Minh các cấp ra quân.",
    "streets": "Đường Nguyễn Văn Linh, Lê Duẩn và phố Trần Hưng Đạo kẹt xe.",
    "schools": "Trường THPT Phan Bội Châu và Trường Tiểu học Kim Đồng nghỉ học.",
    "places": "Huyện Trà Cú, tỉnh Cao Bằng, Hoàng Mai, Kim Sơn và Lâm Đồng có mưa; Bà Rịa, Cô Tô nắng.",
    "companies": "Công ty TNHH Phúc Thuận tuyển người; Công ty CP Trần Anh thì không.",
    "company with a person's name": "Giám đốc Công ty TNHH Hoàng Long [Nguyễn Văn Bình] cho biết.",
    "common words with capitals": "Theo Ban Thường vụ, Tháng Công nhân và Nghị quyết Trung ương được triển khai.",
    "list with semicolons": "các đồng chí: [Vũ Đại Thắng]; [Lê Mạnh Hà]; [Cao Thị Xuân] dự.",
    "name before a verb": "Chiều qua, [Đặng Thị Ngọc Thịnh] thăm công nhân mỏ.",
    "in brackets": "Giải nhất thuộc về thợ hàn bậc 5 ([Lý Văn Dũng]).",
    "two-syllable name": "Anh hùng [Núp] và nhà báo [Trần Mai] ở xã bên.",
    "artist": "Ca sĩ [Mỹ Tâm] và nghệ sĩ [Xuân Hinh] biểu diễn.",
    "ranks": "Đại tá [Vũ Hồng Văn] và thiếu tướng [Lê Tấn Tới] chỉ đạo phá án.",
    "no name at all": "Các đồng chí Ủy viên Ban Thường vụ, bí thư chi bộ, chủ tịch công đoàn dự họp.",
    "comrades without names": "Đồng chí Phó Bí thư Huyện ủy và đồng chí Chủ tịch UBND xã phát biểu.",
    "bosses": "Ông chủ nhà máy và bà con, chị em công nhân đều vui.",
    "Chinese and Korean leaders": "Chủ tịch [Tập Cận Bình] và Tổng thống [Moon Jae-in] điện đàm.",
    "coach": "HLV [Park Hang Seo] gọi tiền đạo [Công Phượng]; thầy [Park] hài lòng.",
    "accused": "bị cáo [Hà Văn Thắm] và [Nguyễn Xuân Sơn] ra tòa.",
    "four syllables": "Em [Trần Ngọc Bảo Châu] và [Tôn Nữ Thị Ninh] được nhắc tới.",
    "given name alone": "Nghi phạm [Vi Văn Hợi] (SN 1990) bị bắt. [Hợi] khai nhận hành vi.",
    "age without a cue": "[Hoàng Việt], 23 tuổi, xin lỗi gia đình.",
    "lone initial": "Chồng chị [M.] đi làm xa; bác sĩ [N.] âm tính.",
    "patient of a city": "Bệnh nhân Đà Nẵng và bệnh nhân Covid-19 khỏi bệnh.",
    "two surnames in one family": "Ông [Trần Văn Lụa] và con là anh [Trần Văn Lành] dự.",
    "digits are no name": "Ông 3D và bà 5 tuổi.",
    "people of a group": "Ít nhất 20 giáo viên La Hủ đứng lớp.",
    "chair": "Bà [Nguyễn Thị Kim Ngân], Chủ tịch Quốc hội, chủ trì.",
}

ROLES = {
    "office of a level": (
        "Ông A Nghin, Trưởng phòng Giáo dục huyện, nói.",
        {"A Nghin": [("Trưởng phòng", "phòng Giáo dục huyện")]},
    ),
    "office of a host": (
        "Ông Lê Văn Tám, Trưởng ban Tổ chức LĐLĐ tỉnh, nói.",
        {"Lê Văn Tám": [("Trưởng ban Tổ chức", "LĐLĐ tỉnh")]},
    ),
    "office without its host": (
        "Ông Lê Đình Quảng, Phó trưởng Ban Quan hệ Lao động, cho biết.",
        {"Lê Đình Quảng": [("Phó trưởng Ban", "Ban Quan hệ Lao động")]},
    ),
    "one's own place of work": (
        "Chủ tịch Công đoàn Nhà máy Trần Thị Bưởi nói.",
        {"Trần Thị Bưởi": [("Chủ tịch", "Công đoàn Nhà máy")]},
    ),
    "behind age and home": (
        "Tôi gặp Nông Thị Hiên, 24 tuổi, quê Bình Gia, Lạng Sơn, công nhân Công ty TNHH Mô tơ Kizuna.",
        {"Nông Thị Hiên": [("công nhân", "Công ty TNHH Mô tơ Kizuna")]},
    ),
    "home and no role": ("Ông Nông Văn Tú, quê Lạng Sơn, vừa đến. Chủ tịch xã về.", {}),
    "keeps the chair": ("Ông Ngô Văn Đính giữ ghế chủ tịch.", {"Ngô Văn Đính": [("chủ tịch", None)]}),
    "after a comma": (
        "Đồng chí Lò Thị Minh, Phó Chủ tịch LĐLĐ tỉnh Sơn La phát biểu.",
        {"Lò Thị Minh": [("Phó Chủ tịch", "LĐLĐ tỉnh Sơn La")]},
    ),
    "after a dash": (
        "Ông Phạm Văn Tự - Giám đốc Công ty TNHH Hoàng Gia - cho biết.",
        {"Phạm Văn Tự": [("Giám đốc", "Công ty TNHH Hoàng Gia")]},
    ),
    "in brackets": (
        "Chị Hoàng Thị Yến (công nhân Công ty CP Dệt Vĩnh Phú) được kết nạp.",
        {"Hoàng Thị Yến": [("công nhân", "Công ty CP Dệt Vĩnh Phú")]},
    ),
    "before the name": (
        "Chủ tịch UBND tỉnh Lê Quang Mạnh yêu cầu xử lý.",
        {"Lê Quang Mạnh": [("Chủ tịch", "UBND tỉnh")]},
    ),
    "before the name with a place": (
        "Bí thư Tỉnh ủy Bình Dương Nguyễn Văn Lợi dự lễ.",
        {"Nguyễn Văn Lợi": [("Bí thư", "Tỉnh ủy Bình Dương")]},
    ),
    "several after": (
        "Đồng chí Trần Văn Rón, Ủy viên Ban Chấp hành Trung ương Đảng, Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh dự.",
        {
            "Trần Văn Rón": [
                ("Ủy viên", "Ban Chấp hành Trung ương Đảng"),
                ("Bí thư", "Tỉnh ủy"),
                ("Chủ tịch", "HĐND tỉnh"),
            ]
        },
    ),
    "several people": (
        "Dự có đồng chí Vũ Văn Sơn, Bí thư Huyện ủy; đồng chí Lê Thị Hà, Chủ tịch LĐLĐ huyện "
        "và bà Tô Nga, Phó Giám đốc Sở Y tế.",
        {
            "Vũ Văn Sơn": [("Bí thư", "Huyện ủy")],
            "Lê Thị Hà": [("Chủ tịch", "LĐLĐ huyện")],
            "Tô Nga": [("Phó Giám đốc", "Sở Y tế")],
        },
    ),
    "board in lower case": (
        "Đồng chí Cao Hồng Kỳ, Trưởng ban Tổ chức Huyện ủy Lắk chủ trì.",
        {"Cao Hồng Kỳ": [("Trưởng ban Tổ chức", "Huyện ủy Lắk")]},
    ),
    "board with a capital": (
        "Đồng chí Cao Hồng Kỳ, Phó trưởng Ban Tuyên giáo Tỉnh ủy chủ trì.",
        {"Cao Hồng Kỳ": [("Phó trưởng Ban Tuyên giáo", "Tỉnh ủy")]},
    ),
    "head of a board, capitals": (
        "bà Cao Hồng Kỳ, Trưởng Ban Nữ công LĐLĐ thành phố nói.",
        {"Cao Hồng Kỳ": [("Trưởng Ban", "Ban Nữ công LĐLĐ thành phố")]},
    ),
    "member of a standing board": (
        "đ/c Mai Sơn, Uỷ viên Ban Thường vụ Tỉnh uỷ, Trưởng Công an huyện",
        {"Mai Sơn": [("Uỷ viên", "Ban Thường vụ Tỉnh uỷ"), ("Trưởng Công an", "Công an huyện")]},
    ),
    "fused titles": (
        "Đồng chí Lê Hải An, Thành ủy viên, UVBTV, Chủ tịch Công đoàn ngành Y tế.",
        {"Lê Hải An": [("Thành ủy viên", None), ("UVBTV", None), ("Chủ tịch", "Công đoàn ngành Y tế")]},
    ),
    "bare union": ("Chủ tịch công đoàn Vi Thị Hương kể.", {"Vi Thị Hương": [("Chủ tịch công đoàn", None)]}),
    "bare company": ("Hôm qua giám đốc công ty Hà Văn Sáu bỏ trốn.", {"Hà Văn Sáu": [("giám đốc", None)]}),
    "bare cell": ("Bí thư Chi bộ Ma Văn Tuyên nói.", {"Ma Văn Tuyên": [("Bí thư Chi bộ", None)]}),
    "standing": (
        "Đồng chí Ngô Thị Hiền – Phó Chủ tịch Thường trực LĐLĐ thành phố dự.",
        {"Ngô Thị Hiền": [("Phó Chủ tịch Thường trực", "LĐLĐ thành phố")]},
    ),
    "former": (
        "Ông Vũ Mão, nguyên Chủ nhiệm Văn phòng Quốc hội, kể lại.",
        {"Vũ Mão": [("nguyên Chủ nhiệm", "Văn phòng Quốc hội")]},
    ),
    "head of inspection": (
        "Chánh Thanh tra Sở Y tế Đỗ Thị Lan cho hay.",
        {"Đỗ Thị Lan": [("Chánh Thanh tra", "Sở Y tế")]},
    ),
    "headmaster": (
        "Hiệu trưởng Trường THCS Chu Văn An Trần Thị Hồng xác nhận.",
        {"Trần Thị Hồng": [("Hiệu trưởng", "Trường THCS Chu Văn An")]},
    ),
    "age between": (
        "Anh Lương Văn Mây (33 tuổi), công nhân Công ty CP Gang thép, vui mừng.",
        {"Lương Văn Mây": [("công nhân", "Công ty CP Gang thép")]},
    ),
    "is": (
        "Bà Nguyễn Thị Lành là Phó Giám đốc Bệnh viện Từ Dũ.",
        {"Nguyễn Thị Lành": [("Phó Giám đốc", "Bệnh viện Từ Dũ")]},
    ),
    "was elected": (
        "Đồng chí Trịnh Xuân Tùng được bầu giữ chức Chủ tịch LĐLĐ huyện khóa XI.",
        {"Trịnh Xuân Tùng": [("Chủ tịch", "LĐLĐ huyện")]},
    ),
    "clause": (
        "CĐCS Công ty TNHH Sao Mai gồm 5 ủy viên do bà Lê Thị Vui làm chủ tịch.",
        {"Lê Thị Vui": [("chủ tịch", "CĐCS Công ty TNHH Sao Mai")]},
    ),
    "minister": (
        "Bộ trưởng Bộ Nội vụ Phạm Thị Thanh Trà trả lời.",
        {"Phạm Thị Thanh Trà": [("Bộ trưởng", "Bộ Nội vụ")]},
    ),
    "prime minister": (
        "Thủ tướng Chính phủ Phạm Minh Chính chủ trì; Thủ tướng Phạm Minh Chính kết luận.",
        {"Phạm Minh Chính": [("Thủ tướng", "Chính phủ")]},
    ),
    "repeated with a variant": (
        "Bà Lê Ái Vân, Chủ tịch Liên đoàn Lao động tỉnh dự. Bà Lê Ái Vân, Chủ tịch LĐLĐ tỉnh nói.",
        {"Lê Ái Vân": [("Chủ tịch", "Liên đoàn Lao động tỉnh")]},
    ),
    "title with honorific and comma": (
        "Phó Chủ tịch LĐLĐ tỉnh, bà Hồ Thị Cẩm cho biết.",
        {"Hồ Thị Cẩm": [("Phó Chủ tịch", "LĐLĐ tỉnh")]},
    ),
    "shared title": (
        "các Phó Chủ tịch LĐLĐ tỉnh: Lê Văn An, Trần Thị Bình dự.",
        {"Lê Văn An": [("Phó Chủ tịch", "LĐLĐ tỉnh")], "Trần Thị Bình": [("Phó Chủ tịch", "LĐLĐ tỉnh")]},
    ),
    "title of the next person": (
        "Dự có Nguyễn Văn An, Bí thư Huyện ủy, Chủ tịch UBND huyện Trần Văn Tư.",
        {"Nguyễn Văn An": [("Bí thư", "Huyện ủy")], "Trần Văn Tư": [("Chủ tịch", "UBND huyện")]},
    ),
    "and at once": (
        "Ông Đỗ Quang Hiển, Chủ tịch HĐQT kiêm Tổng Giám đốc Công ty CP Sao Việt.",
        {"Đỗ Quang Hiển": [("Chủ tịch HĐQT", None), ("Tổng Giám đốc", "Công ty CP Sao Việt")]},
    ),
    "member of staff": (
        "liên hệ đồng chí Ma Thị Nga - chuyên viên Văn phòng LĐLĐ tỉnh, ĐT 0912.",
        {"Ma Thị Nga": [("chuyên viên", "Văn phòng LĐLĐ tỉnh")]},
    ),
    "head of department": (
        "Trưởng phòng Nhân sự Công ty TNHH Ando Phùng Thị Nhàn nói.",
        {"Phùng Thị Nhàn": [("Trưởng phòng Nhân sự", "Công ty TNHH Ando")]},
    ),
    "area behind the body": (
        "Ông Tẩn A Lưu, Chủ tịch UBND xã Tả Phìn, huyện Sa Pa, Bí thư Chi bộ thôn 2 nói.",
        {"Tẩn A Lưu": [("Chủ tịch", "UBND xã Tả Phìn"), ("Bí thư", "Chi bộ thôn 2")]},
    ),
    "body in brackets": (
        "Bà Nguyễn Thị Hồng Hạnh, Trưởng ban Nữ công (LĐLĐ tỉnh Hưng Yên) nhận xét.",
        {"Nguyễn Thị Hồng Hạnh": [("Trưởng ban Nữ công", "LĐLĐ tỉnh Hưng Yên")]},
    ),
    "unit that no list knows": (
        "Bác sĩ Ngô Đức Hiệp, Trưởng khoa Bỏng và Phẫu thuật tạo hình, Bệnh viện Chợ Rẫy nói.",
        {
            "Ngô Đức Hiệp": [
                ("Bác sĩ", None),
                ("Trưởng khoa Bỏng và Phẫu thuật tạo hình", "Bệnh viện Chợ Rẫy"),
            ]
        },
    ),
    "people between": (
        "Chị Phạm Thị Trĩu - dân tộc Hrê - công nhân Nông trường 24/3 được biểu dương.",
        {"Phạm Thị Trĩu": [("công nhân", "Nông trường 24/3")]},
    ),
    "committee of whichever body": (
        "Ông Trịnh Hoài Thanh, Bí thư Đảng ủy kiêm Giám đốc Công ty CP Minh Hải chia sẻ.",
        {"Trịnh Hoài Thanh": [("Bí thư Đảng ủy", None), ("Giám đốc", "Công ty CP Minh Hải")]},
    ),
    "country": (
        "Tổng thống Mỹ Donald Trump gặp Chủ tịch Trung Quốc Tập Cận Bình.",
        {"Donald Trump": [("Tổng thống Mỹ", None)], "Tập Cận Bình": [("Chủ tịch Trung Quốc", None)]},
    ),
    "minister of": (
        "Bộ trưởng Giao thông Vận tải Nguyễn Văn Thể giải trình.",
        {"Nguyễn Văn Thể": [("Bộ trưởng Giao thông Vận tải", None)]},
    ),
    "place of work": (
        "chị Lê Thị Kim Thoa - công nhân chuyền 5 - và Tổ trưởng tổ may 3 Lò Thị Đào",
        {"Lê Thị Kim Thoa": [("công nhân chuyền 5", None)], "Lò Thị Đào": [("Tổ trưởng tổ may 3", None)]},
    ),
    "committee": (
        "TS. Bùi Sỹ Lợi, nguyên Phó Chủ nhiệm Ủy ban Về các vấn đề xã hội của Quốc hội góp ý.",
        {"Bùi Sỹ Lợi": [("nguyên Phó Chủ nhiệm", "Ủy ban Về các vấn đề xã hội của Quốc hội")]},
    ),
    "grade": (
        "Anh Ma Văn Thụ ( thợ hàn bậc 5/7, Nhà máy Z153) được khen.",
        {"Ma Văn Thụ": [("thợ hàn bậc 5/7", "Nhà máy Z153")]},
    ),
    "no role": ("Chị Đàm Thị Gái, Công ty TNHH May Phú, được thưởng.", {}),
}


@pytest.mark.parametrize("sentence", NAMES.values(), ids=NAMES)
def test_names(sentence: str) -> None:
    text, marked = unmark(sentence)
    assert mentions(annotated(text)) == marked


@pytest.mark.parametrize("text, expected", ROLES.values(), ids=ROLES)
def test_roles(text: str, expected: dict[str, list[tuple[str, str | None]]]) -> None:
    assert roles(text) == expected


def test_signatory_takes_the_body_after_tm_only() -> None:
    text = "TM. BAN THƯỜNG VỤ\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLò Thị Mai"
    start = text.index("Lò")
    signatory = SignatoryField(
        "Lò Thị Mai", "PHÓ CHỦ TỊCH", "TM. BAN THƯỜNG VỤ KT. CHỦ TỊCH", (start, start + len("Lò Thị Mai"))
    )
    (person,) = annotated(text, Fields(signatory=signatory)).people
    assert (person.name, person.roles) == ("Lò Thị Mai", [RoleHeld("PHÓ CHỦ TỊCH", "BAN THƯỜNG VỤ")])


@pytest.mark.parametrize("authority", ["TL. CHỦ TỊCH", "TUQ. GIÁM ĐỐC", "KT. BỘ TRƯỞNG", None])
def test_other_authorities_give_no_body(authority: str | None) -> None:
    text = "CHÁNH VĂN PHÒNG\n\nVũ Hà"
    signatory = SignatoryField("Vũ Hà", "CHÁNH VĂN PHÒNG", authority, (17, 22))
    (person,) = annotated(text, Fields(signatory=signatory)).people
    assert person.roles == [RoleHeld("CHÁNH VĂN PHÒNG", None)]


def test_authors_have_no_roles_and_need_no_family_name() -> None:
    text = "Công nhân vào ca. Ảnh: Hải Yến\n\nThanh Huyền - Hải Yến"
    layers = annotated(text, Fields(byline="Thanh Huyền - Hải Yến", byline_span=(32, len(text))))
    assert [(p.name, len(p.mentions), p.roles) for p in layers.people] == [("Hải Yến", 2, []), ("Thanh Huyền", 1, [])]


def test_authors_with_an_initial() -> None:
    text = "Công nhân vào ca.\n\nThực hiện: H.Vân - P.TTXVN"
    layers = annotated(text, Fields(byline="H.Vân - P.TTXVN", byline_span=(30, len(text))))
    assert [person.name for person in layers.people] == ["H.Vân"]


def test_nothing_in_boilerplate() -> None:
    text = "Chịu trách nhiệm: ông Lê Văn Bạo\nÔng Trần Quý họp."
    layers = annotated(text, zones=[TextZone("boilerplate", 0, 32)])
    assert [person.name for person in layers.people] == ["Trần Quý"]


WORDS = st.sampled_from(
    [
        "đồng",
        "chí",
        "Nguyễn",
        "Văn",
        "An",
        ",",
        "Chủ",
        "tịch",
        "LĐLĐ",
        "huyện",
        "và",
        "ông",
        "(",
        ")",
        "-",
        "L",
        ".",
        "V",
        "T",
        "Trump",
        "Kim",
        "wook",
        "các",
        "là",
        "làm",
        "do",
        "TP",
        "Hồ",
        "Chí",
        "Minh",
        "3D",
        "\n",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_any_text_gives_quotable_spans_and_the_same_twice(text: str) -> None:
    layers = annotated(text)
    assert layers.people == annotated(text).people
    spans = sorted(span for person in layers.people for span in person.mentions)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
