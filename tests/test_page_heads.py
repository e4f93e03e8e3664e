"""Heads of pages, datelines, page marks and annexes: how a converter or a scan leaves them, and the fields read there."""

from __future__ import annotations

from dataclasses import asdict
from textwrap import wrap
from typing import Any

import pytest

from extractor.extract import fields
from extractor.language import zones
from extractor.language.layers import Layers

TITLE = "Lộc Ninh: thêm chi bộ trong vườn điều"
P = (
    "Thời gian qua, các đơn vị trong ngành đã bám sát nhiệm vụ được giao, phối hợp chặt chẽ với cấp ủy cơ sở để phát hiện, "
    "bồi dưỡng nhân tố tích cực từ phong trào thi đua ở từng phân xưởng, tổ đội và từng dây chuyền sản xuất."
)
M = (
    "Từ thực tế đó, nhiều mô hình hay được nhân rộng, chất lượng sinh hoạt từng bước được nâng lên, người lao động yên tâm "
    "gắn bó với doanh nghiệp và tin tưởng vào tổ chức đại diện cho mình."
)
HEAD = """LIÊN ĐOÀN LAO ĐỘNG TỈNH YÊN BÁI
LĐLĐ HUYỆN MÙ CANG CHẢI
-------
Số: 21/BC-LĐLĐ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Mù Cang Chải, ngày 12 tháng 6 năm 2019

"""
SIGNED = "TM. BAN THƯỜNG VỤ\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n(Đã ký)\n\nHà Thị Lan\n"
LIST = "\n\nNơi nhận:\n- LĐLĐ tỉnh;\n- Lưu VT.\n"
LETTER = {
    "kind": "official_letter", "number": "21/BC-LĐLĐ", "place": "Mù Cang Chải", "published": "2019-06-12",
    "issuer": "LĐLĐ HUYỆN MÙ CANG CHẢI", "recipients": ["LĐLĐ tỉnh"],
    "signatory": ("Hà Thị Lan", "PHÓ CHỦ TỊCH", "TM. BAN THƯỜNG VỤ KT. CHỦ TỊCH"),
}  # fmt: skip


def broken(text: str, width: int = 72) -> str:
    """The text broken at the width of a page."""
    return "\n".join(wrap(text, width))


ARTICLES: dict[str, tuple[str, dict[str, Any]]] = {
    "running head with issue and page": (
        f"SỐ 12 (415)      - 5 -\n\n{TITLE}\n\n{broken(P)}\n\n{broken(M)}\n\nBài, ảnh: MINH THƯ\n",
        {"byline": "MINH THƯ"},
    ),
    "running head paper date page": (
        f"Báo Bình Phước | Thứ Hai 12/5/2008 | Trang 3\n\n{TITLE}\n\n{P}\n{M}\n",
        {"published": "2008-05-12"},
    ),
    "running head: page left": (
        f"4     BÁO BÌNH PHƯỚC     Thứ Sáu, 15-7-2011\n{TITLE}\n{P}\n{M}\n",
        {"published": "2011-07-15"},
    ),
    "section in caps": (
        f"NÔNG NGHIỆP - NÔNG THÔN\n\n{TITLE}\n\n{P}\n{M}\n",
        {},
    ),
    "section of unknown words beside the day": (
        f"Thứ Tư, 20/04/2016 | Nhịp sống vùng biên\n{TITLE}\n{P}\n{M}\n",
        {"published": "2016-04-20"},
    ),
    "section caps beside the day": (
        f"Thứ Tư, 20/04/2016 | KINH TẾ BIÊN MẬU\n{TITLE}\n{P}\n{M}\n",
        {"published": "2016-04-20"},
    ),
    "author beside the day": (
        f"{TITLE}\nThứ Tư, 20/04/2016 | LÊ THỊ HOA\n{P}\n{M}\n",
        {"published": "2016-04-20", "byline": "LÊ THỊ HOA"},
    ),
    "ad phone beside clock, own day below": (
        f"Chủ nhật, 21/04/2016 | Quảng cáo: 0651.38xx.xxx\n{TITLE}\n20/04/2016 08:12\n{P}\n{M}\n",
        {"published": "2016-04-20"},
    ),
    "gold price in the menu": (
        f"THỜI SỰ | KINH TẾ | VĂN HÓA | Giá vàng: 36,25 - 36,55\n{TITLE}\nThứ 7, 06/08/2016 | Lượt xem: 963\n{P}\n{M}\n",
        {"published": "2016-08-06"},
    ),
    "emoji counters": (
        f"{TITLE}\nThứ Hai, ngày 08 tháng 12 năm 2025\n👁 3.377  💬 2  Lưu bài\n{P}\n{M}\n",
        {"published": "2025-12-08"},
    ),
    "emoji only": (
        f"{TITLE}\n08/12/2025 07:30\n👍 12 💬 4 🔗\n{P}\n{M}\n",
        {"published": "2025-12-08"},
    ),
    "reading time and audio": (
        f"{TITLE}\n08/12/2025 07:30 • 3 phút đọc • Nghe bài viết\n{P}\n{M}\n",
        {"published": "2025-12-08"},
    ),
    "audio length and likes": (
        f"A+ A- | Nghe bài viết 4:12 | 37 lượt thích\n{TITLE}\nThứ sáu - 29/12/2023 06:30\n{P}\n{M}\n",
        {"published": "2023-12-29"},
    ),
    "poster": (
        f"{TITLE}\nNgày đăng: 20/5/2008 - Người gửi: Ban Biên tập\nLộc Ninh - {P}\n{M}\nTạ Toàn\n",
        {"published": "2008-05-20", "place": "Lộc Ninh", "byline": "Tạ Toàn"},
    ),
    "agency in brackets before the update": (
        f"{TITLE}\n(BPO)- Cập nhật 09:05, 20-10-2021\n{P}\n{M}\nNHƯ QUỲNH\n",
        {"published": "2021-10-20", "byline": "NHƯ QUỲNH"},
    ),
    "day and section by a dash": (
        f"{TITLE}\n13/10/2020 | 09:46 - Chính trị\n{P}\n{M}\n",
        {"published": "2020-10-13"},
    ),
    "dateline inside": (
        f"{TITLE}\nLộc Ninh, 29-9-2021 - {P}\n{M}\n",
        {"published": "2021-09-29", "place": "Lộc Ninh"},
    ),
    "dateline with words": (
        f"{TITLE}\nLộc Ninh, ngày 29 tháng 9 năm 2021: {P}\n{M}\n",
        {"published": "2021-09-29", "place": "Lộc Ninh"},
    ),
    "dateline, weekday": (
        f"{TITLE}\nLộc Ninh, thứ Tư 29/9/2021 – {P}\n{M}\n",
        {"published": "2021-09-29", "place": "Lộc Ninh"},
    ),
    "dateline nbsp": (
        f"{TITLE}\nLộc\u00a0Ninh,\u00a029-9-2021\u00a0-\u200b {P}\n{M}\n",
        {"published": "2021-09-29", "place": "Lộc Ninh"},
    ),
    "dateline with agency": (
        f"{TITLE}\nBÌNH PHƯỚC (TTXVN) - {P}\n{M}\n",
        {"place": "Bình Phước"},
    ),
    "dateline with day in brackets": (
        f"{TITLE}\nBình Phước (29/9/2021) - {P}\n{M}\n",
        {"place": "Bình Phước", "published": "2021-09-29"},
    ),
    "dateline with full stop": (
        f"{TITLE}\nBình Phước, 29/9/2021. {P}\n{M}\n",
        {"place": "Bình Phước", "published": "2021-09-29"},
    ),
    "dateline of its own": (
        f"{TITLE}\nBình Phước, ngày 29 tháng 9 năm 2021\n{P}\n{M}\n",
        {"place": "Bình Phước", "published": "2021-09-29"},
    ),
    "dateline own line nbsp": (
        f"{TITLE}\nBình Phước,\u00a0ngày\u00a029\u00a0tháng\u00a09\u00a0năm\u00a02021\u200b\n{P}\n{M}\n",
        {"place": "Bình Phước", "published": "2021-09-29"},
    ),
    "release note": (
        f"{TITLE}\n\n(Thông cáo của Công ty CP Điều Lộc Ninh gửi các cơ quan báo chí)\n\nBình Phước, 28/6/2017 - {P}\n{M}\n",
        {"kind": "other", "place": "Bình Phước", "published": "2017-06-28"},
    ),
    "release with address": (
        f"CÔNG TY CỔ PHẦN ĐIỀU LỘC NINH\nẤp 3, xã Lộc Thái - ĐT: 0651.3556.7xx\n\nTHÔNG CÁO BÁO CHÍ\n\n{TITLE}\n\nLộc Ninh, ngày 3 tháng 2 năm 2020\n\n{P}\n{M}\n",
        {"kind": "other", "place": "Lộc Ninh", "published": "2020-02-03", "issuer": "CÔNG TY CỔ PHẦN ĐIỀU LỘC NINH"},
    ),
    "release number": (
        f"TỔNG CÔNG TY CAO SU PHÚ RIỀNG\nSố: 05/TCBC-PR\nTHÔNG CÁO BÁO CHÍ\n{TITLE}\nBình Phước, ngày 3/2/2020\n{P}\n{M}\n",
        {"kind": "other", "place": "Bình Phước", "published": "2020-02-03", "issuer": "TỔNG CÔNG TY CAO SU PHÚ RIỀNG", "number": "05/TCBC-PR"},
    ),
    "byline with hình": (
        f"{TITLE}\n06/08/2016\n{P}\n{M}\nTin, hình: Phạm Hiền - Đức Huy\n",
        {"published": "2016-08-06", "byline": "Phạm Hiền - Đức Huy"},
    ),
    "source in brackets below": (
        f"{TITLE}\n06/08/2016\n{P}\n{M}\nÚt Khởi\n(Báo Bình Phước)\n",
        {"published": "2016-08-06", "byline": "Út Khởi", "source": "Báo Bình Phước"},
    ),
    "author's station": (
        f"{TITLE}\n06/08/2016\n{P}\n{M}\nTạ Toàn (Đài PT-TH Bình Phước)\n",
        {"published": "2016-08-06", "byline": "Tạ Toàn"},
    ),
    "wrapped with page marks": (
        f"{TITLE}\n\n{broken(P+' '+M)}\n\nTrang 1/2\n\n{broken(M+' '+P)}\n\nBài, ảnh: TRIỆU SA\n",
        {"byline": "TRIỆU SA"},
    ),
    "wrapped title over two lines": (
        f"Thứ Tư, 20/04/2016      Tòa soạn: 0651.38\n\nLộc Ninh: thêm chi bộ\ntrong vườn điều\n\n{broken(P+' '+M)}\n\n{broken(M+' '+P)}\n",
        {"published": "2016-04-20"},
    ),
    "two clocks and breadcrumb": (
        f"Trang chủ » Thời sự » Xã hội\nThứ Năm, 19/9/2024, 16:42 | Cỡ chữ A- A+\n\n{TITLE}\n\n19/09/2024 15:58 - 2.104 lượt xem\n\n{P}\n{M}\n",
        {"published": "2024-09-19"},
    ),
    "menu with hotline": (
        f"XÃ HỘI  |  Việc làm  |  Công đoàn  |  Đường dây nóng: 0613.822.1xx\n\n{TITLE}\n\nThứ Ba, 12/04/2011, 08:15 (GMT+7)\n\n{P}\n{M}\n",
        {"published": "2011-04-12"},
    ),
    "newspaper name, issue and day over the title": (
        f"BÁO BÌNH PHƯỚC SỐ 1.245 - THỨ BA 12-4-2011\n\n{TITLE}\n\n{P}\n{M}\n",
        {"source": "BÁO BÌNH PHƯỚC", "published": "2011-04-12"},
    ),
    "updated and section": (
        f"{TITLE}\nCập nhật: 14:20 ngày 19/05/2012 | Lao động - Việc làm\n{P}\n{M}\n",
        {"published": "2012-05-19"},
    ),
    "date then comments": (
        f"{TITLE}\n19/05/2012, 14:20 | Bình luận (3) | In bài\n{P}\n{M}\nMINH CHẤT\nBình luận (3)\nLê Công: Mong 2.000 công nhân\n",
        {"published": "2012-05-19", "byline": "MINH CHẤT"},
    ),
    "magazine folio": (
        f"TẠP CHÍ LAO ĐỘNG & CÔNG ĐOÀN\nSố 412 (kỳ 2 tháng 9/2008)          21\n\n{TITLE}\n\n{P}\n{M}\n",
        {},
    ),
    "views with icon words": (
        f"{TITLE}\n🕒 08/12/2025 07:30   👁 1.204\n{P}\n{M}\n",
        {"published": "2025-12-08"},
    ),
    "column kicker by colon": (
        f"Xây dựng Đảng - Đoàn thể\n{TITLE}\n(Thứ ba, 05/04/2022 - 21:32)\n{P}\n{M}\n",
        {"published": "2022-04-05"},
    ),
    "kicker above title": (
        f"Chuyện ở cơ sở\n{TITLE}\nThứ Hai, 12/05/2014 07:00\n{P}\n{M}\nLÊ NAM\n",
        {"published": "2014-05-12", "byline": "LÊ NAM"},
    ),
    "site name line": (
        f"baobinhphuoc.com.vn\n{TITLE}\n12/05/2014\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "site name and date": (
        f"BÁO BÌNH PHƯỚC ONLINE - 12/05/2014\n{TITLE}\n{P}\n{M}\n",
        {"published": "2014-05-12", "source": "BÁO BÌNH PHƯỚC ONLINE"},
    ),
    "breadcrumb then clock": (
        f"Trang chủ > Kinh tế\nHôm nay: Thứ Ba, 13/05/2014\n{TITLE}\n12/05/2014 | 08:15\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "vietnamese am pm": (
        f"{TITLE}\nThứ 2, 12/05/2014 | 8:15:00 SA\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "date with weekday in brackets": (
        f"{TITLE}\n12/05/2014 (Thứ Hai)\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "iso date": (
        f"{TITLE}\n2014-05-12 08:15\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "author above date": (
        f"{TITLE}\nLê Nam - 12/05/2014 08:15\n{P}\n{M}\n",
        {"published": "2014-05-12", "byline": "Lê Nam"},
    ),
    "lead by agency": (
        f"{TITLE}\n12/05/2014\n(BPO) - {P}\n{M}\nLê Nam\n",
        {"published": "2014-05-12", "byline": "Lê Nam"},
    ),
    "byline two offices": (
        f"{TITLE}\n12/05/2014\n{P}\n{M}\nLê Nam - Thu Hà (CTV)\n",
        {"published": "2014-05-12", "byline": "Lê Nam - Thu Hà"},
    ),
    "closing date below": (
        f"{TITLE}\n{P}\n{M}\nLê Nam\nNgày 12/5/2014\n",
        {"published": "2014-05-12", "byline": "Lê Nam"},
    ),
    "source and link": (
        f"{TITLE}\n12/05/2014\n{P}\n{M}\nNguồn: Báo Bình Phước\nhttp://baobinhphuoc.com.vn/a.html\n",
        {"published": "2014-05-12", "source": "Báo Bình Phước"},
    ),
    "no date": (
        f"{TITLE}\n{P}\n{M}\nLê Nam\n",
        {"byline": "Lê Nam"},
    ),
    "page footer wrapped": (
        f"{TITLE}\n\n{broken(P)}\n\n                                   2\n\n{broken(M)}\n\nLÊ NAM\n",
        {"byline": "LÊ NAM"},
    ),
    "title quotes": (
        f"12/05/2014\n{TITLE}\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "update after": (
        f"{TITLE}\nĐăng ngày: 12/05/2014 08:15 - Cập nhật: 13/05/2014 09:00\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "email of author": (
        f"{TITLE}\n12/05/2014\n{P}\n{M}\nLê Nam\nlenam@bbp.vn\n",
        {"published": "2014-05-12", "byline": "Lê Nam"},
    ),
    "lead in bold with place": (
        f"{TITLE}\n12/05/2014\n**Lộc Ninh -** {P}\n{M}\n",
        {"published": "2014-05-12", "place": "Lộc Ninh"},
    ),
    "tags before byline": (
        f"{TITLE}\n12/05/2014\n{P}\n{M}\nTừ khóa: điều, công nhân\nLê Nam\n",
        {"published": "2014-05-12", "byline": "Lê Nam"},
    ),
    "date in dots": (
        f"{TITLE}\n12.05.2014 – 08:15\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "date spelled": (
        f"{TITLE}\nNgày 12 tháng 5, 2014\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "views before": (
        f"{TITLE}\n2.104 lượt xem - 19/09/2014 15:58\n{P}\n{M}\n",
        {"published": "2014-09-19"},
    ),
    "share row": (
        f"{TITLE}\n19/09/2014 15:58 GMT+7 Chia sẻ | Lưu\n{P}\n{M}\n",
        {"published": "2014-09-19"},
    ),
    "bullet sep with place": (
        f"{TITLE}\nBình Phước • 19/09/2014\n{P}\n{M}\n",
        {"published": "2014-09-19", "place": "Bình Phước"},
    ),
    "caps title then caps rubric": (
        f"CÔNG ĐOÀN\n{TITLE.upper()}\n12/05/2014\n{P}\n{M}\n",
        {"published": "2014-05-12", "title": TITLE.upper()},
    ),
    "caps title of two lines": (
        f"LỘC NINH: THÊM CHI BỘ\nTRONG VƯỜN ĐIỀU\n12/05/2014\n{P}\n{M}\n",
        {"published": "2014-05-12", "title": "LỘC NINH: THÊM CHI BỘ TRONG VƯỜN ĐIỀU"},
    ),
    "serial note": (
        f"{TITLE}\nBài 2: Gỡ khó từ cơ sở\n12/05/2014\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "expect clock w place": (
        f"Bình Phước, 13/05/2014 09:00\n{TITLE}\n12/05/2014\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "menu many words": (
        f"Trang chủ  Thời sự  Chính trị  Kinh tế  Xã hội  Văn hóa\n{TITLE}\n12/05/2014\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "short lead w/o prose": (
        f"{TITLE}\n12/05/2014\nSáng 12/5, huyện Lộc Ninh ra mắt 2 chi bộ.\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "title with final dot": (
        f"{TITLE}.\n12/05/2014\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "date inside title brackets": (
        f"{TITLE} (12/05/2014)\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "phone header": (
        f"BÁO BÌNH PHƯỚC ĐIỆN TỬ | Hotline: 0651.3881.234 | Email: bbp@bbp.vn\n{TITLE}\n12/05/2014\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "weather": (
        f"Bình Phước 27°C | Thứ Hai, 12/05/2014\n{TITLE}\n12/05/2014 - 07:00\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "exchange": (
        f"USD 21.120 | SJC 36,2 | VN-Index 540,5\n{TITLE}\n12/05/2014 - 07:00\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "search box": (
        f"Nhập từ khóa...\nTìm kiếm\n{TITLE}\n12/05/2014 - 07:00\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "headline with number": (
        f"{TITLE.replace('thêm','thêm 12')}\n12/05/2014 - 07:00\n{P}\n{M}\n",
        {"published": "2014-05-12", "title": TITLE.replace('thêm','thêm 12')},
    ),
    "wrapped, place": (
        f"{TITLE}\n\n{broken('LỘC NINH - '+P)}\n\n{broken(M)}\n\nLÊ NAM\n",
        {"place": "Lộc Ninh", "byline": "LÊ NAM"},
    ),
    "quảng cáo line alone": (
        f"Quảng cáo: 0651.388.1234\n{TITLE}\n12/05/2014 - 07:00\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "toa soan alone": (
        f"Tòa soạn: 12 Hùng Vương, Đồng Xoài - ĐT: 0651.388\n{TITLE}\n12/05/2014 - 07:00\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "gia vang alone": (
        f"Giá vàng SJC: 36,25 - 36,55 triệu đồng/lượng\n{TITLE}\n12/05/2014 - 07:00\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "section slashes": (
        f"Trang chủ / Xây dựng Đảng / Vấn đề & sự kiện\n{TITLE}\nThứ Hai, ngày 12 tháng 05 năm 2014\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
    "interview byline": (
        f"{TITLE}\n12/05/2014\n{P}\n- {M}\nNhã Kỳ (thực hiện)\n",
        {"published": "2014-05-12", "byline": "Nhã Kỳ"},
    ),
    "byline in brackets": (
        f"{TITLE}\n12/05/2014\n{P}\n{M}\n(Lê Nam)\n",
        {"published": "2014-05-12", "byline": "Lê Nam"},
    ),
    "byline dash": (
        f"{TITLE}\n12/05/2014\n{P}\n{M}\n- Lê Nam -\n",
        {"published": "2014-05-12", "byline": "Lê Nam"},
    ),
    "byline three + PV": (
        f"{TITLE}\n12/05/2014\n{P}\n{M}\nNHÓM PV THỜI SỰ\n",
        {"published": "2014-05-12", "byline": "NHÓM PV THỜI SỰ"},
    ),
    "source dash": (
        f"{TITLE}\n12/05/2014\n{P}\n{M}\nTheo Báo Bình Phước\n",
        {"published": "2014-05-12", "source": "Báo Bình Phước"},
    ),
    "issue line letters": (
        f"SỐ 1.245 (3021) THỨ HAI 12-5-2014\n{TITLE}\n{P}\n{M}\n",
        {"published": "2014-05-12"},
    ),
}  # fmt: skip

LETTERS: dict[str, tuple[str, dict[str, Any]]] = {
    "subject over three lines": (
        HEAD+f"BÁO CÁO\nkết quả giới thiệu đoàn viên ưu tú,\nphát triển đảng viên trong công nhân,\n6 tháng đầu năm 2019\n\n{P}\n\nNơi nhận:\n- LĐLĐ tỉnh;\n- Lưu VT.\n{SIGNED}",
        {"subject": "kết quả giới thiệu đoàn viên ưu tú, phát triển đảng viên trong công nhân, 6 tháng đầu năm 2019"},
    ),
    "subject in capitals over two lines": (
        HEAD+f"KẾ HOẠCH\nTHÀNH LẬP TỔ CHỨC CÔNG ĐOÀN, GIỚI THIỆU ĐOÀN VIÊN,\nGIAI ĐOẠN 2019 - 2023\n\n{P}\n\nNơi nhận:\n- LĐLĐ tỉnh;\n- Lưu VT.\n{SIGNED}",
        {"subject": "THÀNH LẬP TỔ CHỨC CÔNG ĐOÀN, GIỚI THIỆU ĐOÀN VIÊN, GIAI ĐOẠN 2019 - 2023"},
    ),
    "wrapped body directly below the subject": (
        HEAD+f"BÁO CÁO\ncông tác kết nạp đảng viên\n{broken('Thực hiện Kế hoạch số 8-KH/TU của Ban Thường vụ Tỉnh ủy, '+P,60)}\nNơi nhận:\n- LĐLĐ tỉnh;\n- Lưu VT.\n{SIGNED}",
        {"subject": "công tác kết nạp đảng viên"},
    ),
    "page number under the subject": (
        HEAD+f"BÁO CÁO\ncông tác kết nạp đảng viên\n-1-\n{broken(P,60)}\n-2-\n{broken(M,60)}\nNơi nhận:\n- LĐLĐ tỉnh;\n- Lưu VT.\n{SIGNED}",
        {"subject": "công tác kết nạp đảng viên"},
    ),
    "annex after signature": (
        HEAD+f"QUYẾT ĐỊNH\nVề việc khen thưởng\n\nCăn cứ Điều lệ;\n\nĐiều 1. Khen 5 tập thể.\n\nNơi nhận:\n- LĐLĐ tỉnh;\n- Lưu VT.\n{SIGNED}\nDANH SÁCH KHEN THƯỞNG\n(Kèm theo Quyết định số 21)\n1. Ông Lò Văn Páo, công nhân Công ty TNHH Chè Púng Luông, huyện Mù Cang Chải\n2. Bà Giàng Thị Mỷ\n",
        {"subject": "khen thưởng"},
    ),
    "annex after two columns": (
        HEAD+f"KẾ HOẠCH\nTháng Công nhân\n\n{P}\n\nNơi nhận: | TM. BAN THƯỜNG VỤ\n- LĐLĐ tỉnh; | CHỦ TỊCH\n- Lưu VT. | Hà Thị Lan\n\nPHỤ LỤC 1\nPHÂN CÔNG NHIỆM VỤ\n1. Đồng chí Lò Văn Páo phụ trách chung, chỉ đạo các công đoàn cơ sở\n",
        {"subject": "Tháng Công nhân", "signatory": ("Hà Thị Lan","CHỦ TỊCH","TM. BAN THƯỜNG VỤ")},
    ),
    "running heads on the pages": (
        HEAD+f"BÁO CÁO\nTháng Công nhân\n\n{broken(P)}\nTrang 2 - Báo cáo số 21/BC-LĐLĐ\n{broken(M)}\nNơi nhận:\n- LĐLĐ tỉnh;\n- Lưu VT.\n{SIGNED}",
        {"subject": "Tháng Công nhân"},
    ),
    "note under the heading": (
        HEAD+f"BÁO CÁO\n(Tại Hội nghị sơ kết)\nTháng Công nhân\n\n{P}\n\nNơi nhận:\n- LĐLĐ tỉnh;\n- Lưu VT.\n{SIGNED}",
        {"subject": "Tháng Công nhân"},
    ),
    "V/v of three lines wrapped": (
        HEAD.replace("21/BC-LĐLĐ","21/LĐLĐ")+f"V/v phối hợp mở lớp bồi dưỡng nhận thức về Đảng,\nhọc tập Điều lệ, giới thiệu đoàn viên ưu tú\nnăm 2019\n\nKính gửi: Đảng ủy Khối các cơ quan huyện\n\n{P}\n\nNơi nhận:\n- Như trên;\n- Lưu VT.\n{SIGNED}",
        {"number": "21/LĐLĐ", "subject": "phối hợp mở lớp bồi dưỡng nhận thức về Đảng, học tập Điều lệ, giới thiệu đoàn viên ưu tú năm 2019", "recipients": ["Đảng ủy Khối các cơ quan huyện"]},
    ),
    "signature then page number": (
        HEAD+f"BÁO CÁO\nTháng Công nhân\n\n{P}\n\nNơi nhận:\n- LĐLĐ tỉnh;\n- Lưu VT.\n{SIGNED}\n                    3\n",
        {"subject": "Tháng Công nhân"},
    ),
    "party, wrapped, indented": (
        "        TỈNH ỦY YÊN BÁI\n     HUYỆN ỦY MÙ CANG CHẢI              ĐẢNG CỘNG SẢN VIỆT NAM\n              *\n         Số 12-BC/HU            Mù Cang Chải, ngày 12 tháng 6 năm 2019\n\n                       BÁO CÁO\n         kết quả công tác tháng 5, nhiệm vụ tháng 6\n                        -----\n\n"+broken("     "+P+" "+M)+"\n\nNơi nhận:                          T/M BAN THƯỜNG VỤ\n- Tỉnh ủy (b/c),                       PHÓ BÍ THƯ\n- Lưu VP.\n\n                                    Hà Thị Lan\n",
        {"number": "12-BC/HU", "issuer": "HUYỆN ỦY MÙ CANG CHẢI", "subject": "kết quả công tác tháng 5, nhiệm vụ tháng 6", "recipients": ["Tỉnh ủy"], "signatory": ("Hà Thị Lan","PHÓ BÍ THƯ","T/M BAN THƯỜNG VỤ")},
    ),
    "letter date with nbsp and zero width": (
        HEAD.replace("Mù Cang Chải, ngày 12 tháng 6 năm 2019","Mù Cang Chải,\u00a0ngày\u200b 12\u00a0tháng 6\u00a0năm 2019\u200b")+f"BÁO CÁO\nTháng Công nhân\n\n{P}\n\nNơi nhận:\n- LĐLĐ tỉnh;\n- Lưu VT.\n{SIGNED}",
        {"subject": "Tháng Công nhân"},
    ),
    "list of names annex without note": (
        HEAD+f"GIẤY MỜI\nDự hội nghị\n\nKính gửi: Ông Lò Văn Páo\n\n{P}\n\nNơi nhận:\n- Như trên;\n- Lưu VT.\n{SIGNED}\nBIỂU SỐ 1\nTT\nĐơn vị\nSố người\n1\nLao Chải\n12\n",
        {"subject": "Dự hội nghị", "recipients": ["Ông Lò Văn Páo"]},
    ),
    "recipients after the signature": (
        HEAD+f"THÔNG BÁO\nkết luận của đồng chí Chủ tịch tại cuộc họp giao ban,\nngày 10 tháng 6 năm 2019\n\n{P}\n\n{SIGNED}\nNơi nhận:\n- LĐLĐ tỉnh;\n- Lưu VT.\n",
        {"subject": "kết luận của đồng chí Chủ tịch tại cuộc họp giao ban, ngày 10 tháng 6 năm 2019"},
    ),
    "authority lines T/M K/T": (
        HEAD+f"BÁO CÁO\nTháng Công nhân\n\n{P}{LIST}T/M BAN CHẤP HÀNH\nK/T CHỦ TỊCH\nPHÓ CHỦ TỊCH THƯỜNG TRỰC\n\nHà Thị Lan\n",
        {"subject": "Tháng Công nhân", "signatory": ("Hà Thị Lan","PHÓ CHỦ TỊCH THƯỜNG TRỰC","T/M BAN CHẤP HÀNH K/T CHỦ TỊCH")},
    ),
    "signature and date stamp": (
        HEAD+f"BÁO CÁO\nTháng Công nhân\n\n{P}{LIST}{SIGNED}\nKý bởi: LĐLĐ huyện\nThời gian ký: 12/06/2019 15:00\n",
        {"subject": "Tháng Công nhân"},
    ),
    "digital signature header": (
        "Ký bởi: Văn phòng\nNgày ký: 12-06-2019 15:00:00 +07:00\n"+HEAD+f"BÁO CÁO\nTháng Công nhân\n\n{P}{LIST}{SIGNED}",
        {"subject": "Tháng Công nhân"},
    ),
    "degree before name": (
        HEAD+f"BÁO CÁO\nTháng Công nhân\n\n{P}{LIST}TM. BAN THƯỜNG VỤ\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nThS. Hà Thị Lan\n",
        {"subject": "Tháng Công nhân"},
    ),
    "minority name": (
        HEAD+f"BÁO CÁO\nTháng Công nhân\n\n{P}{LIST}TM. BAN THƯỜNG VỤ\nCHỦ TỊCH\nH’Yim Kđoh\n",
        {"subject": "Tháng Công nhân", "signatory": ("H’Yim Kđoh","CHỦ TỊCH","TM. BAN THƯỜNG VỤ")},
    ),
    "minority name caps": (
        HEAD+f"BÁO CÁO\nTháng Công nhân\n\n{P}{LIST}TM. BAN THƯỜNG VỤ\nCHỦ TỊCH\nY BIÊR NIÊ\n",
        {"subject": "Tháng Công nhân", "signatory": ("Y BIÊR NIÊ","CHỦ TỊCH","TM. BAN THƯỜNG VỤ")},
    ),
    "name with mark": (
        HEAD+f"BÁO CÁO\nTháng Công nhân\n\n{P}{LIST}TM. BAN THƯỜNG VỤ\nCHỦ TỊCH\nĐã ký: Hà Thị Lan\n",
        {"subject": "Tháng Công nhân", "signatory": ("Hà Thị Lan","CHỦ TỊCH","TM. BAN THƯỜNG VỤ")},
    ),
    "subject on heading line": (
        HEAD+f"BÁO CÁO KẾT QUẢ THÁNG CÔNG NHÂN NĂM 2019\n\n{P}{LIST}{SIGNED}",
        {"subject": "KẾT QUẢ THÁNG CÔNG NHÂN NĂM 2019"},
    ),
    "subject with dash rule": (
        HEAD+f"BÁO CÁO\nTháng Công nhân năm 2019\n---------\n\n{P}{LIST}{SIGNED}",
        {"subject": "Tháng Công nhân năm 2019"},
    ),
    "subject quote": (
        HEAD+f"KẾ HOẠCH\nTổ chức phong trào thi đua\n“Lao động giỏi, lao động sáng tạo”\ntrong công nhân, viên chức, lao động\n\n{P}{LIST}{SIGNED}",
        {"subject": "Tổ chức phong trào thi đua “Lao động giỏi, lao động sáng tạo” trong công nhân, viên chức, lao động"},
    ),
    "notice of conclusions": (
        HEAD+f"THÔNG BÁO\nKết luận của đồng chí Hà Thị Lan, Chủ tịch LĐLĐ huyện\ntại Hội nghị giao ban tháng 6/2019\n\n{P}{LIST}{SIGNED}",
        {"subject": "Kết luận của đồng chí Hà Thị Lan, Chủ tịch LĐLĐ huyện tại Hội nghị giao ban tháng 6/2019"},
    ),
    "wide spaced": (
        HEAD.replace("LIÊN ĐOÀN","LIÊN  ĐOÀN")+f"TỜ TRÌNH\nVề việc đề nghị khen thưởng\n\nKính gửi: LĐLĐ tỉnh\n\n{P}\n\nNơi nhận:\n- Như trên;\n- Lưu VT.\n{SIGNED}",
        {"subject": "đề nghị khen thưởng"},
    ),
    "annex table with bars": (
        HEAD+f"KẾ HOẠCH\nTháng Công nhân\n\n{P}{LIST}{SIGNED}\nBIỂU TỔNG HỢP CHỈ TIÊU\nTT | Đơn vị | Chỉ tiêu\n1 | Lao Chải | 12\n2 | Nậm Có | 14\n",
        {"subject": "Tháng Công nhân"},
    ),
    "annex names": (
        HEAD+f"THÔNG BÁO\nTháng Công nhân\n\n{P}{LIST}{SIGNED}\nDANH SÁCH\nđoàn viên ưu tú được giới thiệu\n1. Lò Văn Páo\n2. Giàng Thị Mỷ\n",
        {"subject": "Tháng Công nhân"},
    ),
    "two numbers & date same line": (
        HEAD.replace("Số: 21/BC-LĐLĐ\n","").replace("Mù Cang Chải, ngày","Số: 21/BC-LĐLĐ        Mù Cang Chải, ngày")+f"BÁO CÁO\nTháng Công nhân\n\n{P}{LIST}{SIGNED}",
        {"subject": "Tháng Công nhân"},
    ),
    "page footer in letters": (
        HEAD+f"BÁO CÁO\nTháng Công nhân\n\n{P}\n\n1\n\n{M}\n\n2\n{LIST}{SIGNED}",
        {"subject": "Tháng Công nhân"},
    ),
    "secret mark": (
        HEAD.replace("-------\nSố","HỎA TỐC\nSố")+f"CÔNG ĐIỆN\nVề việc ứng phó mưa lũ,\nbảo vệ công nhân\n\n{P}{LIST}{SIGNED}",
        {"subject": "ứng phó mưa lũ, bảo vệ công nhân"},
    ),
    "draft": (
        HEAD.replace("Mù Cang Chải, ngày","DỰ THẢO\nMù Cang Chải, ngày")+f"BÁO CÁO\nTháng Công nhân\n\n{P}{LIST}{SIGNED}",
        {"subject": "Tháng Công nhân"},
    ),
}  # fmt: skip


def check(text: str, expected: dict[str, Any]) -> None:
    layers = Layers(text)
    zones.annotate(layers)
    fields.annotate(layers)
    found = asdict(layers.fields)
    signatory = found["signatory"] or {}
    found["signatory"] = tuple(signatory.get(key) for key in ("name", "title", "authority")) if signatory else None
    found["published"] = "/".join(dict.fromkeys(found["published"])) if found["published"] else None
    nothing = dict.fromkeys(["title", "published", "source", "byline", "place", "number", "subject", "issuer", "signatory"])
    wanted = {**nothing, "recipients": [], **expected}
    assert {key: found[key] for key in wanted} == wanted


@pytest.mark.parametrize("name", ARTICLES)
def test_head_of_an_article(name: str) -> None:
    text, expected = ARTICLES[name]
    check(text, {"kind": "news", "title": TITLE, **expected})


@pytest.mark.parametrize("name", LETTERS)
def test_frame_of_a_letter(name: str) -> None:
    text, expected = LETTERS[name]
    check(text, {**LETTER, **expected})
