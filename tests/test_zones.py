"""Zones and sentences. In the pages below ⟦...⟧ marks what is boilerplate; all else is the document's own."""

from __future__ import annotations

import re
from textwrap import wrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.language import zones
from extractor.language.layers import Layers

P1 = (
    "Sáng qua, Liên đoàn Lao động thị xã Nghĩa Lộ phối hợp với Trung tâm Chính trị khai giảng lớp bồi dưỡng dành cho 86 "
    "quần chúng là công nhân, lao động đang làm việc tại các doanh nghiệp trên địa bàn thị xã."
)
P2 = (
    "Trong 5 ngày, học viên được nghiên cứu 5 chuyên đề; cuối khóa viết bài thu hoạch và được cấp giấy chứng nhận theo quy "
    "định, làm cơ sở để chi bộ xem xét, hoàn thiện hồ sơ trình cấp trên."
)
P3 = (
    "Từ đầu năm đến nay, toàn thị xã đã mở 4 lớp với 312 học viên, trong đó có 97 đoàn viên công đoàn; 41 người trong số "
    "này đã được kết nạp, bằng cả năm trước cộng lại."
)

PAGES = {
    "plain article": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n\n{P1}\n\n{P2}\n",
    "menu by bars, clock with hotline": f"⟦Trang chủ | Thời sự | Xã hội | Kinh tế⟧\n⟦Hotline: 0216 3852 111 - Thứ Ba, 04/06/2019⟧\nNghĩa Lộ khai giảng lớp bồi dưỡng\n04/06/2019 09:30\n{P1}\n{P2}\n",
    "menu of words in capitals, one a line": f"⟦TRANG CHỦ⟧\n⟦GIỚI THIỆU⟧\n⟦TIN TỨC⟧\n⟦LIÊN HỆ⟧\nNghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\n",
    "breadcrumb by chevrons": f"⟦Trang chủ » Tin tức » Tin hoạt động⟧\nNghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\n",
    "breadcrumb by slashes": f"⟦Trang chủ / Tin tức / Công đoàn⟧\nNghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\n",
    "counters under the date": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\nNgày đăng: 04/06/2019 | ⟦Lượt xem: 1.432⟧\n{P1}\n{P2}\n",
    "counter before the date": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n⟦Đã xem: 987⟧ | 04/06/2019\n{P1}\n{P2}\n",
    "view count after the number": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n04/06/2019 - 10:15 ⟦- 2.540 lượt xem⟧\n{P1}\n{P2}\n",
    "share and print buttons": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\nThứ ba, 4/6/2019 | 10:15 GMT+7\n⟦Chia sẻ | In bài | Gửi email | Cỡ chữ A- A A+⟧\n{P1}\n{P2}\n",
    "button words in prose stay": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\nChia sẻ tại buổi lễ, chị Hà Thị Sung mong muốn lớp học được duy trì để nhiều công nhân có cơ hội tham gia học tập.\n{P2}\n",
    "related box in the middle": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n⟦TIN LIÊN QUAN⟧\n⟦- Trấn Yên kết nạp 12 công nhân⟧\n⟦- Văn Chấn: thêm 2 chi bộ doanh nghiệp⟧\n{P2}\n{P3}\n",
    "one related link in the middle": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n⟦>> Trấn Yên kết nạp 12 công nhân⟧\n{P2}\n",
    "see-also in the middle": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n⟦Xem thêm: Trấn Yên kết nạp 12 công nhân⟧\n{P2}\n",
    "see-also with an arrow": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n⟦=> Trấn Yên kết nạp 12 công nhân trong 6 tháng⟧\n{P2}\n",
    "other news at the end": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\nHà Thu\n⟦Các tin khác⟧\n⟦Trấn Yên kết nạp 12 công nhân (03/06/2019)⟧\n⟦Văn Chấn: thêm 2 chi bộ doanh nghiệp (01/06/2019)⟧\n⟦Trạm Tấu hỗ trợ 15 hộ nghèo (30/05/2019)⟧\n",
    "newer and older": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\n⟦Những tin mới hơn⟧\n⟦Trấn Yên kết nạp 12 công nhân⟧\n⟦Những tin cũ hơn⟧\n⟦Văn Chấn: thêm 2 chi bộ doanh nghiệp⟧\n",
    "comments with sentences": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\n{P3}\n⟦Bình luận (3)⟧\n⟦Nguyễn Văn Tâm⟧\n⟦Chỗ tôi làm có 300 công nhân mà chưa ai được học, mong các bác quan tâm mở thêm 2 lớp nữa cho anh em.⟧\n⟦Thích (4) Trả lời 2 ngày trước⟧\n",
    "log-in box": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\n⟦Đăng nhập⟧\n⟦Tên đăng nhập⟧\n⟦Mật khẩu⟧\n⟦Quên mật khẩu?⟧\n",
    "visit counter": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\n⟦Thống kê truy cập⟧\n⟦Đang online: 12⟧\n⟦Hôm nay: 1.204⟧\n⟦Tháng này: 33.018⟧\n⟦Tổng cộng: 4.118.203⟧\n",
    "visit counter without heading": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\n⟦Hôm nay : 204⟧\n⟦Hôm qua : 350⟧\n⟦Tất cả : 1180233⟧\n",
    "footer": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\nHà Thu\n⟦© 2019 Bản quyền thuộc về LĐLĐ thị xã⟧\n⟦Giấy phép số 15/GP-TTĐT do Sở TT&TT cấp ngày 03/4/2015⟧\n⟦Địa chỉ: Số 12 đường Điện Biên - Điện thoại: 0216.3870.222⟧\n⟦Email: ldld@nghialo.gov.vn⟧\n",
    "tags": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\nHà Thu\n⟦Từ khóa: lớp bồi dưỡng, công nhân, 86 quần chúng⟧\n",
    "script and advertisement": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n⟦Quảng cáo⟧\n⟦window.adsbygoogle = window.adsbygoogle || [];⟧\n{P2}\n",
    "phones after the byline": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\nHà Thu\n⟦0912345678⟧\n⟦02163852111⟧\n⟦nghialo_union⟧\n",
    "clock with place above, date below the title": f"⟦Yên Bái 05/06/2019⟧\nNghĩa Lộ khai giảng lớp bồi dưỡng\nThứ ba, 04/06/2019\n{P1}\n{P2}\n",
    "only date stands above the title": f"04/06/2019\nNghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\n",
    "rubric above the title": f"⟦Xây dựng Đảng⟧\nNghĩa Lộ khai giảng lớp bồi dưỡng cho công nhân\n{P1}\n{P2}\n",
    "title said twice": f"⟦Tin tức⟧\nNghĩa Lộ khai giảng lớp bồi dưỡng cho công nhân\nNghĩa Lộ khai giảng lớp bồi dưỡng cho công nhân\n{P1}\n{P2}\n",
    "caption with credit": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\nQuang cảnh lễ khai giảng. Ảnh: Hà Thu\n{P2}\n{P3}\n",
    "figures in a table": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\nBảng 1\nTT\nĐơn vị\nHọc viên\n1\nPhường Trung Tâm\n34\n2\nXã Nghĩa Lợi\n27\n{P2}\n",
    "table with bars": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\nĐơn vị | Số lớp | Học viên\nPhường Trung Tâm | 2 | 34\nXã Nghĩa Lợi | 1 | 27\n{P2}\n",
    "numbered section heads": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n1. Kết quả\n{P2}\n2. Phương hướng\n{P3}\n",
    "bulleted results are no links": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\nKết quả cụ thể như sau:\n- Khối doanh nghiệp: 41 người\n- Khối cơ quan: 22 người\n- Khối trường học: 34 người\n{P2}\n",
    "page numbers": f"BÁO CÁO\nKết quả mở lớp\n\n{P1}\n\n⟦2⟧\n\n{P2}\n\n⟦- 3 -⟧\n\n{P3}\n\nNơi nhận:\n- Lưu.\nTM. BAN THƯỜNG VỤ\nCHỦ TỊCH\nHà Văn Sung\n",
    "page marks of three kinds": f"BÁO CÁO\nKết quả mở lớp\n\n{P1}\n⟦Trang 2 - Báo cáo số 7/BC-LĐLĐ⟧\n{P2}\n⟦Trang 3/4⟧\n{P3}\n\nNơi nhận:\n- Lưu.\nTM. BAN THƯỜNG VỤ\nCHỦ TỊCH\nHà Văn Sung\n\n                    ⟦4⟧\n",
    "page number in the middle of broken text": "Nghĩa Lộ khai giảng lớp bồi dưỡng\n" + "\n".join(wrap(P1, 60)) + "\n                              ⟦2⟧\n" + "\n".join(wrap(P2 + " " + P3, 60)) + "\n",
    "cells of a table are no page numbers": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\nĐơn vị\nTăng, giảm so với năm trước\nPhường Trung Tâm\n90\n-2\n3\n{P2}\n",
    "running head of a newspaper": f"⟦SỐ 4/2009                - 17 -⟧\nNghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n⟦- 18 -⟧\n{P2}\n",
    "contact beside the day": f"Thứ Ba, 04/06/2019 | ⟦Tòa soạn: 0216.38xx.xxx⟧\nNghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\n",
    "section beside the day": f"Thứ Ba, 04/06/2019 | ⟦Chính trị - Xây dựng Đảng⟧\nNghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\n",
    "icons and numbers": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n04/06/2019\n⟦👁 3.377  💬 2  Lưu bài⟧\n{P1}\n{P2}\n",
    "reading time": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n04/06/2019 10:33  |  ⟦2 phút đọc⟧  |  ⟦Nghe bài viết⟧\n{P1}\n{P2}\n",
    "advertisement and rates in the menu": f"⟦TRUYỀN HÌNH | TIN TỨC | LỊCH PHÁT SÓNG | Giá vàng: 36,25 - 36,55⟧\nNghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\n",
    "rating": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\n⟦Đánh giá bài viết: 4.5/5 (12 lượt)⟧\n",
    "paging": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\n⟦1 2 3 4 5 ... Trang sau⟧\n",
    "most read after tags": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\nHà Thu\n⟦Đọc nhiều⟧\n⟦1. Giá xăng giảng 300 đồng⟧\n⟦2. 5 xã đạt chuẩn nông thôn mới⟧\n",
    "follow us": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\n⟦Theo dõi chúng tôi trên Facebook⟧\n⟦Mời bạn đọc theo dõi Báo trên Google News⟧\n",
    "posted by": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n⟦Đăng bởi: admin⟧\n{P1}\n{P2}\n",
    "attachments": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\n⟦File đính kèm: danh-sach-86-hoc-vien.pdf⟧\n",
    "banner of the site": f"⟦TRANG THÔNG TIN ĐIỆN TỬ⟧\n⟦LIÊN ĐOÀN LAO ĐỘNG THỊ XÃ NGHĨA LỘ⟧\n⟦Trang chủ   Giới thiệu   Tin tức   Liên hệ⟧\nNghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\n",
    "prose that begins like furniture": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\nHôm nay, lớp học bước sang ngày thứ ba.\nĐịa chỉ tin cậy của công nhân chính là chi bộ.\nTừ khóa của năm nay là “gần cơ sở”.\n{P2}\n",
    "interview": f"“Đi học để hiểu Đảng hơn”\n{P1}\nPV: Chị có thể nói rõ hơn?\nChị Hà Thị Sung: {P2}\nPV: Xin cảm ơn chị!\nThu Trang (thực hiện)\n",
    "subheads in capitals": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\nTẠO NGUỒN TỪ PHONG TRÀO\n{P2}\nGỠ KHÓ TỪ CƠ SỞ\n{P3}\n",
    "video line": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\n⟦Xem thêm các tin khác tại đây⟧\n",
    "weather and rates": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n{P1}\n{P2}\nHà Thu\n⟦Dự báo thời tiết⟧\n⟦Yên Bái 24 - 32°C⟧\n⟦Tỷ giá⟧\n⟦USD 23.250⟧\n",
    "reading tools over the lead": f"Nghĩa Lộ khai giảng lớp bồi dưỡng\n⟦Nghe đọc bài⟧\n⟦Lưu bài⟧\n04/06/2019\n{P1}\n{P2}\n",
}


def marked(page: str) -> tuple[str, set[int]]:
    """The page without marks, and the offsets of the letters and digits inside them."""
    text, inside, within = "", set(), False
    for char in page:
        if char in "⟦⟧":
            within = char == "⟦"
            continue
        if within and char.isalnum():
            inside.add(len(text))
        text += char
    return text, inside


def layers_for(text: str) -> Layers:
    layers = Layers(text)
    zones.annotate(layers)
    return layers


def quoted(text: str, offsets: set[int]) -> str:
    return "".join(char if offset in offsets or char == "\n" else "·" for offset, char in enumerate(text))


@pytest.mark.parametrize("name", PAGES)
def test_boilerplate(name: str) -> None:
    text, wanted = marked(PAGES[name])
    found = {
        offset
        for zone in layers_for(text).zones
        if zone.kind == "boilerplate"
        for offset in range(zone.start, zone.end)
        if text[offset].isalnum()
    }
    assert re.sub("·+", "·", quoted(text, found)) == re.sub("·+", "·", quoted(text, wanted))


@pytest.mark.parametrize(
    "kind, page, expected",
    [
        ("title", PAGES["plain article"], "Nghĩa Lộ khai giảng lớp bồi dưỡng"),
        ("lead", PAGES["plain article"], P1),
        ("caption", PAGES["caption with credit"], "Quang cảnh lễ khai giảng. Ảnh: Hà Thu"),
        ("byline", PAGES["other news at the end"], "Hà Thu"),
        ("source", f"Tin\n{P1}\n{P2}\nNguồn: baoyenbai.com.vn\n", "Nguồn: baoyenbai.com.vn"),
        ("recipients", PAGES["page numbers"], "Nơi nhận:\n- Lưu."),
        ("signature", PAGES["page numbers"], "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH\nHà Văn Sung"),
        ("letterhead", PAGES["page numbers"], "BÁO CÁO\nKết quả mở lớp"),
    ],
)
def test_zone(kind: str, page: str, expected: str) -> None:
    text, _ = marked(page)
    assert [text[zone.start : zone.end] for zone in layers_for(text).zones if zone.kind == kind] == [expected]


# ‖ stands between sentences
SENTENCES = [
    "Hội nghị bế mạc.‖Các đại biểu ra về.",
    "Đồng chí TS. Lê Hải cùng Đ/c Nam dự.‖Sau đó trao quà.",
    "Tại TP. Cao Lãnh có 7.434 đoàn viên.‖Tỷ lệ đạt 15.4%.",
    "Ngày 13.10.2015 khai mạc.‖Có 30.9 điểm dừng v.v. và nhiều thứ khác.",
    "Ông nói: “Tôi không ép ai.‖Nhưng phải bền.”‖Mọi người vỗ tay.",
    "Chị hỏi “Bao giờ xong?” rồi đi.‖Không ai trả lời!",
    "Nhiều việc đã làm…‖Nhưng còn khó.",
    "Phát huy kết quả... để làm tốt hơn.",
    "Kết thúc tốt đẹp./.‖Nơi nhận đã rõ.",
    "Anh L.V.T. bị thương.‖Chị H. an toàn.",
    "Gồm 3 đơn vị: A; B; C.‖Trong đó A đứng đầu.",
    "Thăm Cty. TNHH Mỹ Lan và Th.S Hà.‖Chuyến đi kết thúc.",
    "1. Kết quả đạt được trong kỳ\n‖Toàn tỉnh có 20 lớp.",
    "Quang cảnh buổi lễ\n‖Sáng qua, hội nghị khai mạc.\n‖Chiều bế mạc.",
    "Công đoàn các cấp đã phối hợp với trung tâm chính trị cấp huyện mở các lớp bồi\ndưỡng nhận thức về Đảng.‖Kết quả tốt.",
    "\n".join(["Năm qua, các cấp công đoàn huyện đã làm tốt việc phát hiện nhân tố mới trong", "Tháng Công nhân và các phong trào thi đua ở cơ sở; vận động, giúp đỡ, hướng dẫn", "Công nhân viết đơn, học lớp nhận thức.‖Nhiều đơn vị vượt chỉ tiêu được giao như"] + ["Liên đoàn Lao động huyện Lạc Thủy, Công đoàn ngành Giáo dục và một số đơn vị ở"] * 4),
    "- Kết nạp 190 đảng viên;\n‖- Thành lập 3 chi bộ.",
    "Toàn huyện có 12 xã.‖(Số liệu năm 2020.)",
    "Vốn 2 triệu USD.‖15 doanh nghiệp tham gia.",
    "Anh góp 3 sáng kiến, giảm 1. 204 giờ công.‖Chị góp 2.",
    "Biểu 02. Đoàn viên ưu tú được giới thiệu",
    "Điều 3. Giám đốc các sở thi hành Quyết định này./.",
    "Vườn dừa Khánh Thạnh. Ảnh: C. Trúc".replace("Thạnh. ", "Thạnh.‖"),
    "Có 64 xã viên.‖Chị Hai kể: vốn có 12 triệu.",
    "Số 12/KH-LĐLĐ của LĐLĐ TP.HCM được triển khai.‖Đến nay xong.",
    "Bà H'Hen cho biết:‖“Chúng tôi rất vui.”",
]


@pytest.mark.parametrize("marked_text", SENTENCES)
def test_sentences(marked_text: str) -> None:
    wanted = [part.strip() for part in marked_text.split("‖")]
    if wanted[0].endswith(":"):  # a colon does not end a sentence on one line
        wanted = [" ".join(wanted)]
        marked_text = marked_text.replace("‖", " ")
    text = re.sub(r"‖(?=\S)", lambda m: "" if marked_text[m.start() - 1].isspace() else " ", marked_text)
    assert [text[start:end] for start, end in layers_for(text).sentences] == wanted


# ‖ where a sentence ends, with nothing between it and the next one
GLUED = [
    "Bám theo quốc lộ là nông trường của huyện.‖Ông Nam khoe cả đội 84 công nhân.",
    "Có 121 doanh nghiệp công bố thưởng Tết, chiếm 87,7 %.‖Mức thưởng bình quân 6,35 triệu đồng.",
    "Tăng 5,9% (202 đảng viên).‖Trong đó nữ 98 đồng chí.",
    "Mở lớp tại TP.Vinh, do ThS.Lê Hải giảng; xem Baonghean.Com.vn, mục 2.1.Kết quả.",
]


@pytest.mark.parametrize("marked_text", GLUED)
def test_sentences_without_a_blank_between(marked_text: str) -> None:
    text = marked_text.replace("‖", "")
    assert [text[start:end] for start, end in layers_for(text).sentences] == marked_text.split("‖")


BROKEN = [
    "Trong 9 tháng, cấp ủy cơ sở cử 327 quần chúng đi học lớp cảm tình (quý I: 88; quý II: 131; quý III: 108); kết nạp 203 đảng viên, đạt 81,2% kế hoạch năm (250).",
    "Khen thưởng 4 cá nhân: Đinh Công Ựng; Hà Thị Khiên; Bạch Thị Xuyến và Xa Văn Nhíp, là những người đi đầu ở xóm Bái Trang và các xóm lân cận.",
    "Năm qua, đơn vị giới thiệu 20 - 25 đoàn viên ưu tú cho Đảng; nữ chiếm 39%; người dân tộc thiểu số chiếm 53,6%, phần lớn ở xa trung tâm.",
]


@pytest.mark.parametrize("sentence", BROKEN)
@pytest.mark.parametrize("width", range(52, 76))
def test_sentences_broken_at_the_width_of_a_page(sentence: str, width: int) -> None:
    text = "\n\n".join("\n".join(wrap(part, width)) for part in (P1, sentence, P2, P3))
    layers = layers_for(text)
    assert sentence in [" ".join(text[start:end].split()) for start, end in layers.sentences]


def test_a_page_mark_does_not_end_a_sentence() -> None:
    lines = wrap(P1 + " " + P2 + " " + P3, 60)
    text = "\n".join([*lines[:2], "Trang 2/3", *lines[2:]])
    assert layers_for(text).sentences[0][1] == text.index("Trong 5 ngày") - 1


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.text(max_size=400), st.lists(st.sampled_from([*PAGES.values(), "\n", "   ", "|", "\f"]), max_size=4).map("".join)))
def test_zones_and_sentences_are_sound(text: str) -> None:
    layers = layers_for(text)
    for spans in ([(zone.start, zone.end) for zone in layers.zones], layers.sentences):
        position = 0
        for start, end in spans:
            assert position <= start < end <= len(text)
            position = end
    assert all(text[start:end].strip() == text[start:end] for start, end in layers.sentences)
    assert layers == layers_for(text)


@pytest.mark.parametrize("unit", ["1", ",", " ", "A", "A ", "a. ", "- ", "|", "12/3/2020 ", "(", "Ngày 1 tháng ", "\n1", "\nA", "Số: ", "TM. ", ".", "…", "năm ", "A. ", ". ", "\u200b", "\n1\n", "a;\n", "   x"])
def test_hostile_input_takes_linear_time(unit: str) -> None:
    layers_for(unit * (60_000 // len(unit)))
