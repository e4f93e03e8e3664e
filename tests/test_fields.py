"""Document fields of frames written for this test: kinds of document, layouts and site headers as they occur."""

from __future__ import annotations

from dataclasses import asdict
from textwrap import wrap
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.extract import fields
from extractor.language import zones
from extractor.language.layers import Fields, Layers

PROSE = (
    "Thời gian qua, các đơn vị trong ngành đã bám sát nhiệm vụ được giao, phối hợp chặt chẽ với cấp ủy cơ sở để phát hiện, "
    "bồi dưỡng nhân tố tích cực từ phong trào thi đua ở từng phân xưởng, tổ đội và từng dây chuyền sản xuất."
)
MORE = (
    "Từ thực tế đó, nhiều mô hình hay được nhân rộng, chất lượng sinh hoạt từng bước được nâng lên, người lao động yên tâm "
    "gắn bó với doanh nghiệp và tin tưởng vào tổ chức đại diện cho mình."
)


def read(text: str) -> Fields:
    layers = Layers(text)
    zones.annotate(layers)
    fields.annotate(layers)
    return layers.fields


def check(text: str, expected: dict[str, Any]) -> None:
    found = asdict(read(text))
    signatory = found["signatory"] or {}
    found["signatory"] = tuple(signatory.get(key) for key in ("name", "title", "authority")) if signatory else None
    found["published"] = "/".join(dict.fromkeys(found["published"])) if found["published"] else None
    wanted = {
        "kind": "news", "title": None, "published": None, "source": None, "byline": None, "place": None,
        "number": None, "subject": None, "issuer": None, "recipients": [], "signatory": None, **expected,
    }  # fmt: skip
    assert {key: found[key] for key in wanted} == wanted


LETTERS: dict[str, tuple[str, dict[str, Any]]] = {
    "decision of a union, left block then right": (
        f"""LIÊN ĐOÀN LAO ĐỘNG TỈNH SƠN LA
CÔNG ĐOÀN VIÊN CHỨC TỈNH
-------
Số: 45/QĐ-CĐVC
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Sơn La, ngày 03 tháng 11 năm 2022

QUYẾT ĐỊNH
Về việc công nhận Ban Chấp hành Công đoàn cơ sở
Trung tâm Khuyến nông khóa III

BAN THƯỜNG VỤ CÔNG ĐOÀN VIÊN CHỨC TỈNH

Căn cứ Điều lệ Công đoàn Việt Nam;
Xét đề nghị của Ban Chấp hành Công đoàn cơ sở,

QUYẾT ĐỊNH:

Điều 1. Công nhận Ban Chấp hành gồm 05 đồng chí.
Điều 2. {PROSE}

Nơi nhận:
- Như Điều 2;
- Thường trực LĐLĐ tỉnh (để b/c);
- Lưu: VT, TC.
TM. BAN THƯỜNG VỤ
CHỦ TỊCH
(Đã ký)
Quàng Thị Ín
""",
        {
            "kind": "official_letter", "number": "45/QĐ-CĐVC", "issuer": "CÔNG ĐOÀN VIÊN CHỨC TỈNH", "place": "Sơn La",
            "published": "2022-11-03", "recipients": ["Thường trực LĐLĐ tỉnh"],
            "subject": "công nhận Ban Chấp hành Công đoàn cơ sở Trung tâm Khuyến nông khóa III",
            "signatory": ("Quàng Thị Ín", "CHỦ TỊCH", "TM. BAN THƯỜNG VỤ"),
        },
    ),
    "plan of a provincial committee, the Party's own form": (
        f"""TỈNH ỦY HÀ GIANG
*
Số 112-KH/TU

ĐẢNG CỘNG SẢN VIỆT NAM
Hà Giang, ngày 15 tháng 8 năm 2019

KẾ HOẠCH
thực hiện Chỉ thị của Ban Bí thư về tăng cường xây dựng
tổ chức đảng trong các đơn vị kinh tế tư nhân
----------

{PROSE}

I. MỤC ĐÍCH, YÊU CẦU
1. {MORE}

Nơi nhận:
- Ban Bí thư Trung ương Đảng (báo cáo),
- Các huyện ủy, thành ủy,
- Các đồng chí Ủy viên Ban Chấp hành
Đảng bộ tỉnh,
- Lưu Văn phòng Tỉnh ủy.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ THƯỜNG TRỰC

Sùng Mí Vảng
""",
        {
            "kind": "official_letter", "number": "112-KH/TU", "issuer": "TỈNH ỦY HÀ GIANG", "place": "Hà Giang",
            "published": "2019-08-15",
            "subject": "thực hiện Chỉ thị của Ban Bí thư về tăng cường xây dựng tổ chức đảng trong các đơn vị kinh tế tư nhân",
            "recipients": [
                "Ban Bí thư Trung ương Đảng", "Các huyện ủy, thành ủy", "Các đồng chí Ủy viên Ban Chấp hành Đảng bộ tỉnh",
            ],
            "signatory": ("Sùng Mí Vảng", "PHÓ BÍ THƯ THƯỜNG TRỰC", "T/M BAN THƯỜNG VỤ"),
        },
    ),
    "notice, two columns by blanks, number left to be filled in": (
        f"""      UBND HUYỆN CHƯ PÁH                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
 PHÒNG GIÁO DỤC VÀ ĐÀO TẠO                    Độc lập - Tự do - Hạnh phúc
   Số:        /TB-PGDĐT                     Chư Păh, ngày      tháng 9 năm 2020

                                 THÔNG BÁO
           Lịch khai giảng các lớp bồi dưỡng chính trị hè

{PROSE}

Nơi nhận:                                          TRƯỞNG PHÒNG
- Các trường trực thuộc;
- Website Phòng;
- Lưu: VT.                                         Rơ Châm H'Lan
""",
        {
            "kind": "official_letter", "number": "/TB-PGDĐT", "issuer": "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "place": "Chư Păh",
            "published": "2020-09-01/2020-09-30", "subject": "Lịch khai giảng các lớp bồi dưỡng chính trị hè",
            "recipients": ["Các trường trực thuộc", "Website Phòng"],
            "signatory": ("Rơ Châm H'Lan", "TRƯỞNG PHÒNG", None),
        },
    ),
    "invitation with every line set apart": (
        f"""CÔNG ĐOÀN NGÀNH XÂY DỰNG

CÔNG ĐOÀN TỔNG CÔNG TY SÔNG LÔ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Độc lập – Tự do – Hạnh phúc

Số: 09/GM-CĐ

Tuyên Quang, ngày 20/4/2021

GIẤY MỜI

Dự Hội nghị gặp mặt đoàn viên tiêu biểu

Kính gửi: Đồng chí Bí thư Đảng ủy Tổng công ty

{PROSE}

Trân trọng kính mời./.

Nơi nhận:

- Như trên;

- Lưu VP.

TM. BAN THƯỜNG VỤ

KT. CHỦ TỊCH

PHÓ CHỦ TỊCH

Ma Đình Khuê
""",
        {
            "kind": "official_letter", "number": "09/GM-CĐ", "issuer": "CÔNG ĐOÀN TỔNG CÔNG TY SÔNG LÔ",
            "place": "Tuyên Quang", "published": "2021-04-20", "subject": "Dự Hội nghị gặp mặt đoàn viên tiêu biểu",
            "recipients": ["Đồng chí Bí thư Đảng ủy Tổng công ty"],
            "signatory": ("Ma Đình Khuê", "PHÓ CHỦ TỊCH", "TM. BAN THƯỜNG VỤ KT. CHỦ TỊCH"),
        },
    ),
    "submission with bars, body over two lines, right column empty at times": (
        f"""ĐẢNG ỦY KHỐI CÁC CƠ QUAN | ĐẢNG CỘNG SẢN VIỆT NAM
VÀ DOANH NGHIỆP TỈNH |
* | Quy Nhơn, ngày 6 tháng 12 năm 2018
Số 77-TTr/ĐUK |

TỜ TRÌNH
đề nghị thành lập Đảng bộ cơ sở Công ty cổ phần Vận tải biển

Kính gửi: Ban Thường vụ Tỉnh ủy.

{PROSE}

Nơi nhận: | T/M BAN THƯỜNG VỤ
- Như trên, | BÍ THƯ
- Ban Tổ chức Tỉnh ủy, |
- Lưu Văn phòng. | Đinh Văn Roi
""",
        {
            "kind": "official_letter", "number": "77-TTr/ĐUK", "place": "Quy Nhơn", "published": "2018-12-06",
            "issuer": "ĐẢNG ỦY KHỐI CÁC CƠ QUAN VÀ DOANH NGHIỆP TỈNH",
            "subject": "đề nghị thành lập Đảng bộ cơ sở Công ty cổ phần Vận tải biển",
            "recipients": ["Ban Thường vụ Tỉnh ủy", "Ban Tổ chức Tỉnh ủy"],
            "signatory": ("Đinh Văn Roi", "BÍ THƯ", "T/M BAN THƯỜNG VỤ"),
        },
    ),
    "guidance of the general confederation": (
        f"""TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 61/HD-TLĐ
Hà Nội, ngày 22 tháng 02 năm 2024

HƯỚNG DẪN
Tổ chức Tháng Công nhân

{PROSE}

Nơi nhận:
- Ban Dân vận Trung ương (b/c);
- Các LĐLĐ tỉnh, thành phố, CĐ ngành TW và tương đương;
- Lưu: VT, TG.
TM. ĐOÀN CHỦ TỊCH
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
(đã ký)
Lò Văn Pánh
""",
        {
            "kind": "official_letter", "number": "61/HD-TLĐ", "issuer": "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM",
            "place": "Hà Nội", "published": "2024-02-22", "subject": "Tổ chức Tháng Công nhân",
            "recipients": ["Ban Dân vận Trung ương", "Các LĐLĐ tỉnh, thành phố, CĐ ngành TW và tương đương"],
            "signatory": ("Lò Văn Pánh", "PHÓ CHỦ TỊCH", "TM. ĐOÀN CHỦ TỊCH KT. CHỦ TỊCH"),
        },
    ),
    "programme with a heading that goes on": (
        f"""HUYỆN ỦY TRẠM TẤU
BAN TUYÊN GIÁO
Số: 14-CTr/BTGHU
ĐẢNG CỘNG SẢN VIỆT NAM
Trạm Tấu, ngày 10 tháng 01 năm 2017

CHƯƠNG TRÌNH CÔNG TÁC NĂM 2017

I- TRỌNG TÂM

{PROSE}

Nơi nhận:
- Ban Tuyên giáo Tỉnh ủy;
- Thường trực Huyện ủy;
- Lưu BTG.

TRƯỞNG BAN

Giàng A Thào
""",
        {
            "kind": "official_letter", "number": "14-CTr/BTGHU", "issuer": "BAN TUYÊN GIÁO", "place": "Trạm Tấu",
            "published": "2017-01-10", "subject": "CÔNG TÁC NĂM 2017",
            "recipients": ["Ban Tuyên giáo Tỉnh ủy", "Thường trực Huyện ủy"],
            "signatory": ("Giàng A Thào", "TRƯỞNG BAN", None),
        },
    ),
    "minutes signed by two": (
        f"""CÔNG ĐOÀN KHU CÔNG NGHIỆP          CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
CĐCS CÔNG TY TNHH SỢI ĐẠI PHÚ            Độc lập - Tự do - Hạnh phúc

BIÊN BẢN
Họp Ban Chấp hành Công đoàn cơ sở tháng 7

Thời gian: 16h30 ngày 02/7/2016.
{PROSE}

     THƯ KÝ                                CHỦ TRÌ
  (Ký, ghi rõ họ tên)                  (Ký, ghi rõ họ tên)

  Tô Thị Nhài                           Phạm Quốc Hòe
""",
        {
            "kind": "official_letter", "issuer": "CĐCS CÔNG TY TNHH SỢI ĐẠI PHÚ",
            "subject": "Họp Ban Chấp hành Công đoàn cơ sở tháng 7", "signatory": ("Phạm Quốc Hòe", "CHỦ TRÌ", None),
        },
    ),
    "dispatch of a company": (
        f"""TẬP ĐOÀN HÓA CHẤT ĐÔNG Á
CÔNG TY CỔ PHẦN PHÂN BÓN VĨNH TƯỜNG
Số: 318/CV-PBVT
V/v đề nghị mở lớp tìm hiểu về Đảng
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Vĩnh Phúc, ngày 8 tháng 10 năm 2013

Kính gửi:
- Trung tâm Bồi dưỡng chính trị huyện;
- Huyện ủy Vĩnh Tường.

{PROSE}

Nơi nhận: Như trên; Công đoàn Công ty; Lưu VT.

KT. TỔNG GIÁM ĐỐC
PHÓ TỔNG GIÁM ĐỐC
(Ký tên, đóng dấu)

Nghiêm Xuân Đạt
""",
        {
            "kind": "official_letter", "number": "318/CV-PBVT", "issuer": "CÔNG TY CỔ PHẦN PHÂN BÓN VĨNH TƯỜNG",
            "place": "Vĩnh Phúc", "published": "2013-10-08", "subject": "đề nghị mở lớp tìm hiểu về Đảng",
            "recipients": ["Trung tâm Bồi dưỡng chính trị huyện", "Huyện ủy Vĩnh Tường", "Công đoàn Công ty"],
            "signatory": ("Nghiêm Xuân Đạt", "PHÓ TỔNG GIÁM ĐỐC", "KT. TỔNG GIÁM ĐỐC"),
        },
    ),
    "commune after the reform of 2025": (
        f"""ĐẢNG BỘ TỈNH LÂM ĐỒNG
ĐẢNG ỦY XÃ ĐƠN DƯƠNG
*
Số 19-BC/ĐU

ĐẢNG CỘNG SẢN VIỆT NAM
________________________
Đơn Dương, ngày 30 tháng 9 năm 2025

BÁO CÁO
công tác phát triển đảng viên quý III năm 2025
_____

{PROSE}

Nơi nhận:
- Ban Tổ chức Tỉnh ủy (b/c),
- Ủy ban nhân dân xã,
- Các chi bộ trực thuộc,
- Lưu VPĐU.

T/M ĐẢNG ỦY
PHÓ BÍ THƯ
(Đã ký)
Ya Tiong
""",
        {
            "kind": "official_letter", "number": "19-BC/ĐU", "issuer": "ĐẢNG ỦY XÃ ĐƠN DƯƠNG", "place": "Đơn Dương",
            "published": "2025-09-30", "subject": "công tác phát triển đảng viên quý III năm 2025",
            "recipients": ["Ban Tổ chức Tỉnh ủy", "Ủy ban nhân dân xã", "Các chi bộ trực thuộc"],
            "signatory": ("Ya Tiong", "PHÓ BÍ THƯ", "T/M ĐẢNG ỦY"),
        },
    ),
    "report of an enterprise union, body named over two lines": (
        f"""CÔNG ĐOÀN CÁC KCN TỈNH ĐỒNG THÁP
CÔNG ĐOÀN CƠ SỞ
CÔNG TY TNHH THỦY SẢN BA SAO
Số: 07/BC-CĐCS
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sa Đéc, ngày 14 tháng 12 năm 2015
BÁO CÁO
Tổng kết hoạt động công đoàn năm 2015

Phần I. KẾT QUẢ
{PROSE}

Nơi nhận:
+ CĐ các KCN tỉnh;
+ Ban Giám đốc Công ty;
+ Các tổ công đoàn;
+ Lưu.

TM. BAN CHẤP HÀNH CÔNG ĐOÀN
CHỦ TỊCH

TRẦN THỊ HUỆ LINH
""",
        {
            "kind": "official_letter", "number": "07/BC-CĐCS", "place": "Sa Đéc", "published": "2015-12-14",
            "issuer": "CÔNG ĐOÀN CƠ SỞ CÔNG TY TNHH THỦY SẢN BA SAO", "subject": "Tổng kết hoạt động công đoàn năm 2015",
            "recipients": ["CĐ các KCN tỉnh", "Ban Giám đốc Công ty", "Các tổ công đoàn"],
            "signatory": ("TRẦN THỊ HUỆ LINH", "CHỦ TỊCH", "TM. BAN CHẤP HÀNH CÔNG ĐOÀN"),
        },
    ),
    "right block before left, signature before the distribution list": (
        f"""CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Phan Rang, ngày 01 tháng 6 năm 2012
UBND TỈNH NINH THUẬN
SỞ LAO ĐỘNG - THƯƠNG BINH
VÀ XÃ HỘI
Số: 950/SLĐTBXH-VLATLĐ
V/v rà soát lao động
tại các khu công nghiệp

Kính gửi: Các doanh nghiệp trên địa bàn tỉnh

{PROSE}

GIÁM ĐỐC
(Đã ký)
Chamaléa Hải

Nơi nhận:
- Như trên;
- UBND tỉnh (báo cáo);
- LĐLĐ tỉnh (phối hợp);
- Lưu: VT, VLATLĐ (2b).
""",
        {
            "kind": "official_letter", "number": "950/SLĐTBXH-VLATLĐ", "place": "Phan Rang", "published": "2012-06-01",
            "issuer": "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "subject": "rà soát lao động tại các khu công nghiệp",
            "recipients": ["Các doanh nghiệp trên địa bàn tỉnh", "UBND tỉnh", "LĐLĐ tỉnh"],
            "signatory": ("Chamaléa Hải", "GIÁM ĐỐC", None),
        },
    ),
    "glued columns": (
        f"""LIÊN ĐOÀN LAO ĐỘNG TỈNH CAO BẰNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
BAN TUYÊN GIÁO - NỮ CÔNG Độc lập - Tự do - Hạnh phúc
Số: 21/HD-BTGNC Cao Bằng, ngày 4 tháng 3 năm 2022

HƯỚNG DẪN
Tuyên truyền kỷ niệm Ngày Quốc tế Phụ nữ

{PROSE}

Nơi nhận:
- CĐCS trực thuộc;
- Lưu BTGNC.
TL. BAN THƯỜNG VỤ
TRƯỞNG BAN
Nông Thị Slim
""",
        {
            "kind": "official_letter", "number": "21/HD-BTGNC", "place": "Cao Bằng", "published": "2022-03-04",
            "issuer": "BAN TUYÊN GIÁO - NỮ CÔNG", "subject": "Tuyên truyền kỷ niệm Ngày Quốc tế Phụ nữ",
            "recipients": ["CĐCS trực thuộc"], "signatory": ("Nông Thị Slim", "TRƯỞNG BAN", "TL. BAN THƯỜNG VỤ"),
        },
    ),
    "youth union with its own headline": (
        f"""BCH ĐOÀN TỈNH GIA LAI
***
Số: 203-BC/TĐTN-XDĐ

ĐOÀN TNCS HỒ CHÍ MINH
Gia Lai, ngày 11 tháng 7 năm 2014

BÁO CÁO
Kết quả giới thiệu đoàn viên ưu tú cho Đảng
----------

{PROSE}

TM. BAN THƯỜNG VỤ TỈNH ĐOÀN
PHÓ BÍ THƯ
(đã ký)
Ksor H'Nhi

Nơi nhận:
- Ban Bí thư Trung ương Đoàn;
- Ban Dân vận Tỉnh ủy;
- Lưu.
""",
        {
            "kind": "official_letter", "number": "203-BC/TĐTN-XDĐ", "place": "Gia Lai", "published": "2014-07-11",
            "issuer": "BCH ĐOÀN TỈNH GIA LAI", "subject": "Kết quả giới thiệu đoàn viên ưu tú cho Đảng",
            "recipients": ["Ban Bí thư Trung ương Đoàn", "Ban Dân vận Tỉnh ủy"],
            "signatory": ("Ksor H'Nhi", "PHÓ BÍ THƯ", "TM. BAN THƯỜNG VỤ TỈNH ĐOÀN"),
        },
    ),
    "letter with several addressees wrapped over lines and a page number": (
        f"""ỦY BAN NHÂN DÂN
TỈNH ĐẮK LẮK
Số: 1204/UBND-KGVX
V/v tăng cường công tác bảo hộ lao động
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Buôn Ma Thuột, ngày 17 tháng 5 năm 2010

Kính gửi:
- Sở Lao động - Thương binh và Xã hội, Sở Y tế,
Sở Xây dựng;
- Ủy ban nhân dân các huyện, thị xã, thành phố.

{PROSE}

2

{MORE}

Nơi nhận:
- Như trên;
- TT. Tỉnh ủy, TT. HĐND tỉnh (b/c);
- CT, các PCT UBND tỉnh;
- Lưu: VT, KGVX (T-45b).

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Đã ký: Hoàng Ra Lan
""",
        {
            "kind": "official_letter", "number": "1204/UBND-KGVX", "place": "Buôn Ma Thuột", "published": "2010-05-17",
            "issuer": "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK", "subject": "tăng cường công tác bảo hộ lao động",
            "recipients": [
                "Sở Lao động - Thương binh và Xã hội, Sở Y tế, Sở Xây dựng", "Ủy ban nhân dân các huyện, thị xã, thành phố",
                "TT. Tỉnh ủy, TT. HĐND tỉnh", "CT, các PCT UBND tỉnh",
            ],
            "signatory": ("Hoàng Ra Lan", "PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH"),
        },
    ),
    "report without number or motto": (
        f"""BÁO CÁO
Kết quả công tác nữ công năm 2009

{PROSE}

Nơi nhận:
- Ban Nữ công LĐLĐ tỉnh;
- Lưu.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Lục Thị Sằm
""",
        {
            "kind": "official_letter", "subject": "Kết quả công tác nữ công năm 2009",
            "recipients": ["Ban Nữ công LĐLĐ tỉnh"], "signatory": ("Lục Thị Sằm", "CHỦ TỊCH", "TM. BAN THƯỜNG VỤ"),
        },
    ),
    "old decision: of whom, about what; grounds in capitals": (
        f"""UBND TỈNH LÀO CAI                 CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ                              Độc lập - Tự do - Hạnh phúc
Số: 112/2004/QĐ-SNV                    Lào Cai, ngày 9 tháng 6 năm 2004

QUYẾT ĐỊNH
Của Giám đốc Sở Nội vụ
Về việc thành lập Ban vận động
GIÁM ĐỐC SỞ NỘI VỤ

Căn cứ Luật Cán bộ, công chức;
{PROSE}

Nơi nhận:                                          GIÁM ĐỐC
- Như Điều 3;
- Lưu VT.                                    ThS. Vàng Seo Lử
""",
        {"kind": "official_letter", "number": "112/2004/QĐ-SNV", "issuer": "SỞ NỘI VỤ", "place": "Lào Cai",
         "published": "2004-06-09", "subject": "thành lập Ban vận động", "signatory": ("Vàng Seo Lử", "GIÁM ĐỐC", None)},
    ),
    "everything left blank but the year": (
        f"""TỔNG CÔNG TY ĐIỆN LỰC MIỀN TÂY
CÔNG ĐOÀN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: ....../KH-CĐ
Cần Thơ, ngày … tháng … năm 2023

KẾ HOẠCH
Tổ chức Tháng Công nhân năm 2023

{PROSE}

Nơi nhận:
- Công đoàn ĐLVN (để b/c);
- ĐU, HĐTV Tổng công ty (để b/c);
- Các CĐCS thành viên (để t/h);
- Lưu: VP, CĐ.

TM. BAN THƯỜNG VỤ
KT.CHỦ TỊCH
PHÓ CHỦ TỊCH



Lâm Thị Sà Rết
""",
        {"kind": "official_letter", "number": "....../KH-CĐ", "issuer": "CÔNG ĐOÀN", "place": "Cần Thơ",
         "published": "2023-01-01/2023-12-31", "subject": "Tổ chức Tháng Công nhân năm 2023",
         "recipients": ["Công đoàn ĐLVN", "ĐU, HĐTV Tổng công ty", "Các CĐCS thành viên"],
         "signatory": ("Lâm Thị Sà Rết", "PHÓ CHỦ TỊCH", "TM. BAN THƯỜNG VỤ KT.CHỦ TỊCH")},
    ),
    "resolution of a commune, tabs between columns": (
        f"""ĐẢNG BỘ HUYỆN MƯỜNG NHÉ\t\tĐẢNG CỘNG SẢN VIỆT NAM
BAN CHẤP HÀNH ĐẢNG BỘ XÃ SÍN THẦU\t\tSín Thầu, ngày 03 tháng 02 năm 2016
*
Số 04 - NQ/ĐU

NGHỊ QUYẾT
VỀ CÔNG TÁC XÂY DỰNG ĐẢNG NĂM 2016

{PROSE}

Nơi nhận:\t\tT/M BAN CHẤP HÀNH
- BTV Huyện ủy (báo cáo)\t\tBÍ THƯ
- Các chi bộ trực thuộc
- Lưu VP Đảng ủy\t\tPờ Hùng Sang
""",
        {"kind": "official_letter", "number": "04 - NQ/ĐU", "issuer": "BAN CHẤP HÀNH ĐẢNG BỘ XÃ SÍN THẦU",
         "place": "Sín Thầu", "published": "2016-02-03", "subject": "VỀ CÔNG TÁC XÂY DỰNG ĐẢNG NĂM 2016",
         "recipients": ["BTV Huyện ủy", "Các chi bộ trực thuộc"], "signatory": ("Pờ Hùng Sang", "BÍ THƯ", "T/M BAN CHẤP HÀNH")},
    ),
    "two who sign, one for the whole": (
        f"""CÔNG ĐOÀN NGÀNH Y TẾ TỈNH KON TUM
CĐCS BỆNH VIỆN Y DƯỢC CỔ TRUYỀN
Số: 02/BC-CĐBV
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Kon Tum, ngày 20 tháng 6 năm 2018

BÁO CÁO THÁNG 6
Hoạt động công đoàn và phong trào nữ công

{PROSE}

NGƯỜI LẬP BIỂU                         TM. BAN CHẤP HÀNH
                                            CHỦ TỊCH
(Ký, họ tên)                            (Ký tên, đóng dấu)

Y Nhớ                                     BS. A Đen
""",
        {"kind": "official_letter", "number": "02/BC-CĐBV", "issuer": "CĐCS BỆNH VIỆN Y DƯỢC CỔ TRUYỀN", "place": "Kon Tum",
         "published": "2018-06-20", "subject": "THÁNG 6 Hoạt động công đoàn và phong trào nữ công",
         "signatory": ("A Đen", "CHỦ TỊCH", "TM. BAN CHẤP HÀNH")},
    ),
    "addressees in one line apart by semicolons, copies too": (
        f"""LIÊN ĐOÀN LAO ĐỘNG
TỈNH HÀ NAM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 415/LĐLĐ-TG
V/v: Tuyên truyền Đại hội
Hà Nam, ngày 2 tháng 10 năm 2023

Kính gửi: LĐLĐ các huyện, thị xã, thành phố; Công đoàn ngành; CĐCS trực thuộc.

{PROSE}

Nơi nhận:
- Như trên;
- Báo Hà Nam, Đài PT-TH tỉnh (phối hợp tuyên truyền);
- Lưu: VT, TG-NC.

TL. BAN THƯỜNG VỤ
CHÁNH VĂN PHÒNG

Trịnh Bá Quỳnh
""",
        {"kind": "official_letter", "number": "415/LĐLĐ-TG", "issuer": "LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ NAM", "place": "Hà Nam",
         "published": "2023-10-02", "subject": "Tuyên truyền Đại hội",
         "recipients": ["LĐLĐ các huyện, thị xã, thành phố", "Công đoàn ngành", "CĐCS trực thuộc", "Báo Hà Nam, Đài PT-TH tỉnh"],
         "signatory": ("Trịnh Bá Quỳnh", "CHÁNH VĂN PHÒNG", "TL. BAN THƯỜNG VỤ")},
    ),
    "page of a site around a letter": (
        f"""Trang chủ | Giới thiệu | Văn bản | Liên hệ
Văn bản chỉ đạo
Lượt xem: 512

TỈNH ĐOÀN THÁI BÌNH
BAN THƯỜNG VỤ
***
Số: 88-KH/TĐTN
ĐOÀN TNCS HỒ CHÍ MINH
Thái Bình, ngày 1 tháng 3 năm 2020

KẾ HOẠCH
Triển khai Tháng Thanh niên

{PROSE}

Nơi nhận:
- BTV Trung ương Đoàn;
- Các huyện, thành đoàn;
- Lưu VP.
TM. BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Đã ký
Đặng Thùy Vân

Tin liên quan
- Kế hoạch số 87
Lượt truy cập: 99.812
""",
        {"kind": "official_letter", "number": "88-KH/TĐTN", "issuer": "BAN THƯỜNG VỤ", "place": "Thái Bình",
         "published": "2020-03-01", "subject": "Triển khai Tháng Thanh niên",
         "recipients": ["BTV Trung ương Đoàn", "Các huyện, thành đoàn"],
         "signatory": ("Đặng Thùy Vân", "PHÓ BÍ THƯ", "TM. BAN THƯỜNG VỤ")},
    ),
    "signature in small letters, no capitals anywhere": (
        f"""Công đoàn Viên chức tỉnh Phú Yên
Công đoàn cơ sở Sở Công Thương
Số: 11/CĐCS
V/v ủng hộ quỹ Mái ấm Công đoàn
Cộng hòa xã hội chủ nghĩa Việt Nam
Độc lập - Tự do - Hạnh phúc
Tuy Hòa, ngày 06/8/2015

Kính gửi: Các tổ công đoàn

{PROSE}

Nơi nhận:
- Như trên;
- Lưu.

TM. Ban Chấp hành
Chủ tịch
(đã ký)
Mạnh Thị Xoan
""",
        {"kind": "official_letter", "number": "11/CĐCS", "issuer": "Công đoàn cơ sở Sở Công Thương", "place": "Tuy Hòa",
         "published": "2015-08-06", "subject": "ủng hộ quỹ Mái ấm Công đoàn", "recipients": ["Các tổ công đoàn"],
         "signatory": ("Mạnh Thị Xoan", "Chủ tịch", "TM. Ban Chấp hành")},
    ),
    "annex after the signature": (
        f"""BAN CHẤP HÀNH TRUNG ƯƠNG
BAN DÂN VẬN
*
Số 33-CV/BDVTW
V/v cung cấp số liệu
ĐẢNG CỘNG SẢN VIỆT NAM
Hà Nội, ngày 14 tháng 11 năm 2011

Kính gửi: - Ban Dân vận các tỉnh ủy, thành ủy,
- Đảng đoàn các tổ chức chính trị - xã hội.

{PROSE}

Nơi nhận:
- Như trên,
- Lưu HC, Vụ Công nhân.

K/T TRƯỞNG BAN
PHÓ TRƯỞNG BAN THƯỜNG TRỰC

Cao Viết Thạo

PHỤ LỤC
Số liệu tổ chức đảng trong doanh nghiệp
1. Số chi bộ
2. Số đảng viên
""",
        {"kind": "official_letter", "number": "33-CV/BDVTW", "issuer": "BAN DÂN VẬN", "place": "Hà Nội",
         "published": "2011-11-14", "subject": "cung cấp số liệu",
         "recipients": ["Ban Dân vận các tỉnh ủy, thành ủy", "Đảng đoàn các tổ chức chính trị - xã hội"],
         "signatory": ("Cao Viết Thạo", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC", "K/T TRƯỞNG BAN")},
    ),
    "joint document without distribution list": (
        f"""CÔNG TY CỔ PHẦN DỆT MAY NHA TRANG XANH
CÔNG ĐOÀN CÔNG TY
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Nha Trang, ngày 15 tháng 5 năm 2022
Số: 19/TB-CĐ

THÔNG BÁO
V/v tổ chức hội thao

{PROSE}

CHỦ TỊCH CÔNG ĐOÀN
Đàng Thị Mỹ Nương
""",
        {"kind": "official_letter", "number": "19/TB-CĐ", "issuer": "CÔNG ĐOÀN CÔNG TY", "place": "Nha Trang",
         "published": "2022-05-15", "subject": "tổ chức hội thao", "signatory": ("Đàng Thị Mỹ Nương", "CHỦ TỊCH CÔNG ĐOÀN", None)},
    ),
    "two columns written line by line into one, all apart": (
        f"""LIÊN ĐOÀN LAO ĐỘNG TỈNH BẮC KẠN

LĐLĐ HUYỆN CHỢ ĐỒN

-----------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Độc lập – Tự do – Hạnh phúc

-----------------------

Số: 27 /KH-LĐLĐ

Chợ Đồn, ngày 08 tháng 02 năm 2021

KẾ HOẠCH

Thực hiện nhiệm vụ giới thiệu đoàn viên ưu tú cho Đảng năm 2021

-----------------

Căn cứ Kế hoạch số 12/KH-LĐLĐ ngày 20/01/2021 của LĐLĐ tỉnh;

Ban Thường vụ LĐLĐ huyện xây dựng kế hoạch như sau:

I. MỤC ĐÍCH

{PROSE}

TM. BAN THƯỜNG VỤ

Nơi nhận:

CHỦ TỊCH

- LĐLĐ tỉnh;

- Thường trực Huyện ủy;

(Đã ký)

- CĐCS trực thuộc;

- Lưu VP.

Hoàng Thị Liễu
""",
        {"kind": "official_letter", "number": "27 /KH-LĐLĐ", "issuer": "LĐLĐ HUYỆN CHỢ ĐỒN", "place": "Chợ Đồn", "published": "2021-02-08",
         "subject": "Thực hiện nhiệm vụ giới thiệu đoàn viên ưu tú cho Đảng năm 2021",
         "recipients": ["LĐLĐ tỉnh", "Thường trực Huyện ủy", "CĐCS trực thuộc"],
         "signatory": ("Hoàng Thị Liễu", "CHỦ TỊCH", "TM. BAN THƯỜNG VỤ")},
    ),
    "one body, signature higher than the list": (
        f"""ĐẢNG ỦY CÔNG TY CP XI MĂNG ĐỒNG BÀNH          ĐẢNG CỘNG SẢN VIỆT NAM
            *
     Số 05-NQ/ĐU                    Lạng Sơn, ngày 20 tháng 01 năm 2022

                         NGHỊ QUYẾT CHUYÊN ĐỀ
       về nâng cao chất lượng công tác phát triển đảng viên mới

{PROSE}

                                             T/M ĐẢNG ỦY
Nơi nhận:                                       BÍ THƯ
- Đảng ủy Khối các CQ&DN tỉnh;
- Các chi bộ trực thuộc;
- Lưu VT.                                   Hoàng Văn Phình
""",
        {"kind": "official_letter", "number": "05-NQ/ĐU", "issuer": "ĐẢNG ỦY CÔNG TY CP XI MĂNG ĐỒNG BÀNH", "place": "Lạng Sơn", "published": "2022-01-20",
         "subject": "về nâng cao chất lượng công tác phát triển đảng viên mới",
         "recipients": ["Đảng ủy Khối các CQ&DN tỉnh", "Các chi bộ trực thuộc"], "signatory": ("Hoàng Văn Phình", "BÍ THƯ", "T/M ĐẢNG ỦY")},
    ),
    "addressees apart, list without bullets": (
        f"""UBND TỈNH ĐIỆN BIÊN
BAN QUẢN LÝ CÁC KHU KINH TẾ
Số: 88/BQL-LĐ
V/v phối hợp tuyên truyền, vận động thành lập tổ chức đảng, đoàn thể trong doanh nghiệp

CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Điện Biên Phủ, ngày 3 tháng 6 năm 2019

Kính gửi:

Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh;

Liên đoàn Lao động tỉnh;

Các doanh nghiệp trong Khu kinh tế.

{PROSE}

Đề nghị các đơn vị quan tâm phối hợp./.

TRƯỞNG BAN
Nơi nhận:
Như trên;
UBND tỉnh (b/c);
Lãnh đạo Ban;
Lưu VT, QLDN.
(Đã ký)
Mùa A Vảng
""",
        {"kind": "official_letter", "number": "88/BQL-LĐ", "issuer": "BAN QUẢN LÝ CÁC KHU KINH TẾ", "place": "Điện Biên Phủ", "published": "2019-06-03",
         "subject": "phối hợp tuyên truyền, vận động thành lập tổ chức đảng, đoàn thể trong doanh nghiệp",
         "recipients": ["Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh", "Liên đoàn Lao động tỉnh", "Các doanh nghiệp trong Khu kinh tế", "UBND tỉnh", "Lãnh đạo Ban"],
         "signatory": ("Mùa A Vảng", "TRƯỞNG BAN", None)},
    ),
    "topic in capitals over two lines": (
        f"""TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM
CÔNG ĐOÀN CÔNG THƯƠNG VIỆT NAM
Số: 312/TB-CĐCT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 14 tháng 7 năm 2020
THÔNG BÁO
KẾT LUẬN CỦA ĐỒNG CHÍ CHỦ TỊCH
TẠI HỘI NGHỊ SƠ KẾT CÔNG TÁC CÔNG ĐOÀN 6 THÁNG ĐẦU NĂM 2020
Ngày 10/7/2020, tại Hà Nội, Công đoàn Công Thương Việt Nam tổ chức hội nghị.
{PROSE}
TL. BAN THƯỜNG VỤ
CHÁNH VĂN PHÒNG
Đã ký
Lê Thị Kim Oanh
""",
        {"kind": "official_letter", "number": "312/TB-CĐCT", "issuer": "CÔNG ĐOÀN CÔNG THƯƠNG VIỆT NAM", "place": "Hà Nội", "published": "2020-07-14",
         "subject": "KẾT LUẬN CỦA ĐỒNG CHÍ CHỦ TỊCH TẠI HỘI NGHỊ SƠ KẾT CÔNG TÁC CÔNG ĐOÀN 6 THÁNG ĐẦU NĂM 2020",
         "signatory": ("Lê Thị Kim Oanh", "CHÁNH VĂN PHÒNG", "TL. BAN THƯỜNG VỤ")},
    ),
    "minutes with two columns by bars": (
        f"""CÔNG ĐOÀN GIÁO DỤC HUYỆN SÔNG MÃ
TRƯỜNG MẦM NON HOA BAN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
BIÊN BẢN
Hội nghị xét giới thiệu đoàn viên ưu tú
Hôm nay, vào hồi 14 giờ ngày 12 tháng 3 năm 2018, tại Trường Mầm non Hoa Ban, Công đoàn trường tiến hành hội nghị.
I. Thành phần
1. Chủ trì: Bà Lò Thị Pâng - Chủ tịch công đoàn
2. Thư ký: Bà Cà Thị Ọi
{PROSE}
Biên bản lập xong lúc 16 giờ cùng ngày./.
THƯ KÝ | CHỦ TRÌ HỘI NGHỊ
(Đã ký) | (Đã ký)
Cà Thị Ọi | Lò Thị Pâng
""",
        {"kind": "official_letter", "issuer": "TRƯỜNG MẦM NON HOA BAN", "subject": "Hội nghị xét giới thiệu đoàn viên ưu tú", "signatory": ("Lò Thị Pâng", "CHỦ TRÌ HỘI NGHỊ", None)},
    ),
}  # fmt: skip

ARTICLES: dict[str, tuple[str, dict[str, Any]]] = {
    "breadcrumb, date with weekday, author under the title": (
        f"""Trang chủ / Tin tức - Sự kiện / Công đoàn
Cần Giuộc: Thêm một chi bộ trong nhà máy dệt
Thứ Tư, 14/09/2011, 08:45 (GMT+7)
Đoàn Bảo Trân

{PROSE}

{MORE}

Các tin khác
Lễ phát động Tháng An toàn (12/09/2011)
Trao 30 suất quà cho công nhân khó khăn (10/09/2011)
""",
        {"title": "Cần Giuộc: Thêm một chi bộ trong nhà máy dệt", "published": "2011-09-14", "byline": "Đoàn Bảo Trân"},
    ),
    "dateline with agency, source in brackets at the end of the text": (
        f"""Công nhân ngành than vào Đảng
Ngày đăng: 02/09/2019 | Lượt xem: 532
QUẢNG NINH (TTXVN) – {PROSE}
{MORE} (Theo Báo Quảng Ninh)
""",
        {
            "title": "Công nhân ngành than vào Đảng", "published": "2019-09-02", "place": "Quảng Ninh",
            "source": "Báo Quảng Ninh",
        },
    ),
    "site banner, site clock, rubric, date after the title": (
        f"""LIÊN ĐOÀN LAO ĐỘNG TỈNH TRÀ VINH
TRANG THÔNG TIN ĐIỆN TỬ
Thứ Sáu, ngày 5 tháng 1 năm 2024
GIỚI THIỆU | TIN TỨC | VĂN BẢN | HỎI ĐÁP
Hoạt động công đoàn
Cầu Kè ra mắt nghiệp đoàn vận tải thủy
28/12/2023 15:07:22
{PROSE}
{MORE}
Tin, ảnh: Kiên Sa Rết
Lượt truy cập: 1.203.884
""",
        {
            "title": "Cầu Kè ra mắt nghiệp đoàn vận tải thủy", "published": "2023-12-28", "byline": "Kiên Sa Rết",
        },
    ),
    "question as title, date above it": (
        f"""18/05/2016 09:12
Vì sao nhà máy chưa có chi bộ?

{PROSE}

{MORE}

Nguyễn Hoài Thu - Trần Quang
""",
        {"title": "Vì sao nhà máy chưa có chi bộ?", "published": "2016-05-18", "byline": "Nguyễn Hoài Thu - Trần Quang"},
    ),
    "script of a radio programme": (
        f"ĐÀI TRUYỀN THANH HUYỆN ĐẮK GLEI\nBản tin sáng thứ năm, ngày 12 tháng 9 năm 2002\n\n{PROSE}\n{MORE}\n\n"
        "Người đọc: Y Phương Thảo\n",
        {"published": "2002-09-12", "byline": "Y Phương Thảo"},
    ),
    "script with programme and time": (
        "ĐÀI PHÁT THANH VÀ TRUYỀN HÌNH QUẢNG NINH\nChuyên mục: Lao động và Công đoàn\nPhát sóng: 5h45 ngày 12/8/2009\n\n"
        f"{PROSE}\n{MORE}\n\nBiên tập: Thu Hương\n",
        {"published": "2009-08-12", "byline": "Thu Hương"},
    ),
    "news about a station": (
        f"Đài Truyền thanh huyện Kim Bôi ra mắt chi bộ\n12/8/2009\n\n{PROSE}\n{MORE}\n",
        {"title": "Đài Truyền thanh huyện Kim Bôi ra mắt chi bộ", "published": "2009-08-12"},
    ),
    "no title, no date, initials": (f"{PROSE}\n{MORE}\nN.T.H\n", {"byline": "N.T.H"}),
    "title in capitals over two lines, source as a line of its own": (
        f"""ĐẠI HỘI CÔNG ĐOÀN CÔNG TY CAO SU PHÚ RIỀNG
LẦN THỨ VIII, NHIỆM KỲ 2012 - 2017

{PROSE}

{MORE}

Theo Báo Bình Phước
""",
        {
            "title": "ĐẠI HỘI CÔNG ĐOÀN CÔNG TY CAO SU PHÚ RIỀNG LẦN THỨ VIII, NHIỆM KỲ 2012 - 2017",
            "source": "Báo Bình Phước",
        },
    ),
    "links in the middle, tags, share buttons, comments": (
        f"""Chính trị
Đảng viên trẻ trên công trường thủy điện
Đăng lúc: 07:15, 09-06-2022
Chia sẻ   Tweet   In bài   A- A A+

{PROSE}

TIN LIÊN QUAN
- Lai Châu: 12 công nhân được kết nạp
- Mường Tè gặp mặt 40 cán bộ công đoàn

{MORE}

Bài và ảnh: Lý A Sếnh; video: Tẩn Mí Sơn
Tags: thủy điện, đảng viên trẻ
Ý kiến bạn đọc (2)
Hoàng Lan: Bài viết rất hay, năm ngoái đơn vị tôi cũng kết nạp được 5 đồng chí như thế này.
""",
        {
            "title": "Đảng viên trẻ trên công trường thủy điện", "published": "2022-06-09",
            "byline": "Lý A Sếnh, Tẩn Mí Sơn",
        },
    ),
    "source as web address, no author": (
        f"""Long Xuyên sơ kết phong trào thi đua
(Cập nhật: 30/06/2008)
{PROSE}
{MORE}
Nguồn: http://www.longxuyen.angiang.gov.vn
""",
        {
            "title": "Long Xuyên sơ kết phong trào thi đua", "published": "2008-06-30",
            "source": "http://www.longxuyen.angiang.gov.vn",
        },
    ),
    "author with office, date at the end": (
        f"""Nâng chất lượng nguồn kết nạp ở cảng Quy Nhơn

{PROSE}

{MORE}

Võ Thị Sen - Ban Tuyên giáo LĐLĐ tỉnh
Ngày cập nhật: 05/04/2013
""",
        {
            "title": "Nâng chất lượng nguồn kết nạp ở cảng Quy Nhơn", "published": "2013-04-05", "byline": "Võ Thị Sen",
        },
    ),
    "dateline of a paper, no place": (
        f"""Lớp cảm tình Đảng mở vào buổi tối
12/11/2010
(Dân trí) - {PROSE}
{MORE}
PV
""",
        {"title": "Lớp cảm tình Đảng mở vào buổi tối", "published": "2010-11-12", "byline": "PV"},
    ),
    "quoted title, author before the date": (
        f"""“Cứ gieo rồi sẽ gặt”
Nông Thị Ngân | 21/03/2020 - 06:30

{PROSE}

{MORE}
""",
        {"title": "“Cứ gieo rồi sẽ gặt”", "published": "2020-03-21", "byline": "Nông Thị Ngân"},
    ),
    "byline closes the last paragraph": (
        f"""Gặp mặt nữ đảng viên công nhân

{PROSE}

{MORE} Tin, ảnh: Thạch Sô Phia
""",
        {"title": "Gặp mặt nữ đảng viên công nhân", "byline": "Thạch Sô Phia"},
    ),
    "press release of an enterprise": (
        f"""CÔNG TY CỔ PHẦN MAY SÔNG HINH
THÔNG CÁO BÁO CHÍ
Sông Hinh đầu tư thêm hai chuyền may, tuyển mới lao động

Phú Yên, ngày 12 tháng 6 năm 2018 – {PROSE}

{MORE}

Thông tin liên hệ: Phòng Hành chính, ĐT 0257.3999.888
""",
        {
            "kind": "other", "issuer": "CÔNG TY CỔ PHẦN MAY SÔNG HINH", "title": "Sông Hinh đầu tư thêm hai chuyền may, tuyển mới lao động", "place": "Phú Yên",
            "published": "2018-06-12",
        },
    ),
    "newspaper of 1999, place and day open the report": (
        f"""Tân Bình: Công đoàn làm cầu nối
TP.HCM, 19-8-1999 - {PROSE}
{MORE}
QUỲNH NHƯ (tổng hợp)
""",
        {
            "title": "Tân Bình: Công đoàn làm cầu nối", "published": "1999-08-19", "place": "TP.HCM", "byline": "QUỲNH NHƯ",
        },
    ),
    "views and font size around the date line": (
        f"""Mặt trận - Đoàn thể
Hội thi cán bộ công đoàn giỏi huyện Vân Hồ
Lượt xem: 2.310 | 14:22 | 03/08/2017 | Cỡ chữ A- A+
{PROSE}
{MORE}
Mùi Văn Nga
Số lượt đọc: 2310
""",
        {"title": "Hội thi cán bộ công đoàn giỏi huyện Vân Hồ", "published": "2017-08-03", "byline": "Mùi Văn Nga"},
    ),
    "paper beside the date": (
        f"Báo Hòa Bình - 12/03/2014\nĐà Bắc tạo nguồn từ xưởng mía\n{PROSE}\n{MORE}\nBùi Thị Lịm\n",
        {"title": "Đà Bắc tạo nguồn từ xưởng mía", "published": "2014-03-12", "byline": "Bùi Thị Lịm", "source": "Báo Hòa Bình"},
    ),
    "paper beside the date below the title": (
        f"Đà Bắc tạo nguồn từ xưởng mía\nBáo Hòa Bình | 12/03/2014 10:20\n{PROSE}\n{MORE}\n",
        {"title": "Đà Bắc tạo nguồn từ xưởng mía", "published": "2014-03-12", "source": "Báo Hòa Bình"},
    ),
    "place and day in full below the title": (
        f"Đà Bắc tạo nguồn từ xưởng mía\nHòa Bình, ngày 12 tháng 3 năm 2014\n{PROSE}\n{MORE}\n",
        {"title": "Đà Bắc tạo nguồn từ xưởng mía", "published": "2014-03-12", "place": "Hòa Bình"},
    ),
    "dateline without year": (
        f"Đà Bắc tạo nguồn từ xưởng mía\nHòa Bình, 12/3 - {PROSE}\n{MORE}\n",
        {"title": "Đà Bắc tạo nguồn từ xưởng mía", "place": "Hòa Bình"},
    ),
    "report of a genre by its author": (
        f"Đà Bắc tạo nguồn từ xưởng mía\nGhi chép của Bùi Thị Lịm\n{PROSE}\n{MORE}\n",
        {"title": "Đà Bắc tạo nguồn từ xưởng mía", "byline": "Bùi Thị Lịm"},
    ),
    "Joomla's date": (
        f"Đà Bắc tạo nguồn từ xưởng mía\nThứ hai, 12 Tháng 3 2012 09:15\n{PROSE}\n{MORE}\nNguồn tin: Báo Hòa Bình\n",
        {"title": "Đà Bắc tạo nguồn từ xưởng mía", "published": "2012-03-12", "source": "Báo Hòa Bình"},
    ),
    "published and updated": (
        f"Đà Bắc tạo nguồn từ xưởng mía\nCập nhật: 15/03/2014 | Ngày đăng: 12/03/2014\n{PROSE}\n{MORE}\n",
        {"title": "Đà Bắc tạo nguồn từ xưởng mía", "published": "2014-03-12"},
    ),
    "two names and the work of each": (
        f"Đà Bắc tạo nguồn từ xưởng mía\n{PROSE}\n{MORE}\nBài: Bùi Thị Lịm - Ảnh: Xa Văn Thức\n",
        {"title": "Đà Bắc tạo nguồn từ xưởng mía", "byline": "Bùi Thị Lịm, Xa Văn Thức"},
    ),
    "author, then source in brackets": (
        f"Đà Bắc tạo nguồn từ xưởng mía\n{PROSE}\n{MORE}\nBùi Lịm (Theo Báo Hòa Bình)\n",
        {"title": "Đà Bắc tạo nguồn từ xưởng mía", "byline": "Bùi Lịm", "source": "Báo Hòa Bình"},
    ),
    "prose begins with theo": (
        f"Đà Bắc tạo nguồn từ xưởng mía\n{PROSE}\nTheo kế hoạch, lớp thứ hai sẽ khai giảng vào tháng sau.\nBùi Lịm\n",
        {"title": "Đà Bắc tạo nguồn từ xưởng mía", "byline": "Bùi Lịm"},
    ),
    "title with figures and a colon, no date": (
        f"6 tháng đầu năm: 45/60 chi bộ doanh nghiệp kết nạp được đảng viên\n{PROSE}\n{MORE}\n",
        {"title": "6 tháng đầu năm: 45/60 chi bộ doanh nghiệp kết nạp được đảng viên"},
    ),
    "short title over a lead without full stop": (
        f"Đảng viên ở xưởng gỗ\n15/6/2021\n{PROSE[:-1]}\n{MORE}\n",
        {"title": "Đảng viên ở xưởng gỗ", "published": "2021-06-15"},
    ),
    "hard line breaks at a fixed width": (
        "Đà Bắc tạo nguồn từ xưởng mía\n\n" + "\n".join(wrap(PROSE, 72)) + "\n\n" + "\n".join(wrap(MORE, 72)) + "\n\nBùi Thị Lịm\n",
        {"title": "Đà Bắc tạo nguồn từ xưởng mía", "byline": "Bùi Thị Lịm"},
    ),
    "hard line breaks and a dateline": (
        "Đà Bắc tạo nguồn từ xưởng mía\n12/03/2014\n\n" + "\n".join(wrap("Hòa Bình - " + PROSE, 80)) + "\n\n" + "\n".join(wrap(MORE, 80)) + "\n\nNguồn: Báo Hòa Bình\n",
        {"title": "Đà Bắc tạo nguồn từ xưởng mía", "published": "2014-03-12", "place": "Hòa Bình", "source": "Báo Hòa Bình"},
    ),
    "press release with a letterhead": (
        f"""CÔNG TY TNHH ĐIỆN TỬ QUẾ VÕ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bắc Ninh, ngày 8 tháng 4 năm 2021
THÔNG CÁO BÁO CHÍ
Quế Võ ký thỏa ước lao động tập thể mới
{PROSE}
{MORE}
""",
        {"kind": "other", "issuer": "CÔNG TY TNHH ĐIỆN TỬ QUẾ VÕ", "title": "Quế Võ ký thỏa ước lao động tập thể mới", "place": "Bắc Ninh", "published": "2021-04-08"},
    ),
    "day in brackets behind the title": (
        f"Đà Bắc tạo nguồn từ xưởng mía (12/03/2014)\n{PROSE}\n{MORE}\n",
        {"title": "Đà Bắc tạo nguồn từ xưởng mía", "published": "2014-03-12"},
    ),
    "bare view counter and author beside the day": (
        f"Đà Bắc tạo nguồn từ xưởng mía\n12/03/2014 09:00 | Tác giả: Bùi Thị Lịm | 0 bình luận\n{PROSE}\n{MORE}\n",
        {"title": "Đà Bắc tạo nguồn từ xưởng mía", "published": "2014-03-12", "byline": "Bùi Thị Lịm"},
    ),
    "application of a person": (
        f"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nĐà Bắc, ngày 3 tháng 4 năm 2020\n\nĐƠN XIN VÀO ĐẢNG\n\nKính gửi: Chi bộ Nhà máy\n\n{PROSE}\n",
        {"kind": "other", "title": "ĐƠN XIN VÀO ĐẢNG", "published": "2020-04-03", "place": "Đà Bắc", "recipients": ["Chi bộ Nhà máy"]},
    ),
    "surname that is also a body": (
        f"Đà Bắc tạo nguồn từ xưởng mía\n{PROSE}\n{MORE}\nĐOÀN XUÂN BẢO\n",
        {"title": "Đà Bắc tạo nguồn từ xưởng mía", "byline": "ĐOÀN XUÂN BẢO"},
    ),
    "author's office on a line of its own": (
        f"Đà Bắc tạo nguồn từ xưởng mía\n{PROSE}\n{MORE}\nBùi Thị Lịm\nBan Tổ chức LĐLĐ tỉnh\n",
        {"title": "Đà Bắc tạo nguồn từ xưởng mía", "byline": "Bùi Thị Lịm"},
    ),
    "title like a document heading": (
        f"KẾ HOẠCH ĐÀO TẠO NGHỀ CHO CÔNG NHÂN MỎ\n{PROSE}\n{MORE}\nBùi Thị Lịm\n",
        {"title": "KẾ HOẠCH ĐÀO TẠO NGHỀ CHO CÔNG NHÂN MỎ", "byline": "Bùi Thị Lịm"},
    ),
    "paper's banner, clock and rubric above, footer below": (
        f"""BÁO SƠN LA ONLINE
Thứ Sáu, 15/07/2022 | 08:12
Trang chủ   Chính trị   Xây dựng Đảng   Xã hội   Kinh tế   Bạn đọc
XÂY DỰNG ĐẢNG
Công đoàn thành phố với công tác tạo nguồn phát triển Đảng
Thứ Năm, 14/07/2022, 15:40
A A A  In  Email
SLO - {PROSE}
Ảnh: Công nhân Công ty CP May Sơn La trong giờ sản xuất.
{MORE}
» Mai Sơn: 15 quần chúng ưu tú vào Đảng
Bài, ảnh: Thu Thảo
Tin cùng mục
» Thuận Châu kết nạp 200 đảng viên
» Bắc Yên: thêm 3 chi bộ (12/07)
BÁO SƠN LA - Cơ quan ngôn luận của Đảng bộ tỉnh
Tổng Biên tập: Nguyễn Hùng A
Điện thoại: 0212.3852.037 - Fax: 0212.3854.152
Giấy phép xuất bản số 120/GP-BTTTT ngày 10/3/2021
Đang online: 142 - Hôm nay: 3.410 - Tổng lượt truy cập: 12.330.981
""",
        {"title": "Công đoàn thành phố với công tác tạo nguồn phát triển Đảng", "published": "2022-07-14", "byline": "Thu Thảo"},
    ),
    "advertisement in the middle, author with office": (
        f"""Tin hoạt động
Chi bộ doanh nghiệp: khó mà làm được
Lượt xem: 845    |    Ngày đăng: 03-12-2019
{PROSE}

{MORE}

[Quảng cáo]

Kết luận buổi làm việc, đồng chí đề nghị các đơn vị tiếp tục quan tâm.
Lê Hoàng
Công đoàn KKT tỉnh Tây Ninh

CÁC TIN ĐÃ ĐƯA
+ Hội nghị BCH lần thứ 8 (01/12/2019)
+ Trao 12 mái ấm (28/11/2019)
Trang: 1 | 2 | 3 | Cuối
Liên kết website
--- Chọn liên kết ---
Tổng LĐLĐ Việt Nam
Số lượt truy cập
3.218.774
""",
        {"title": "Chi bộ doanh nghiệp: khó mà làm được", "published": "2019-12-03", "byline": "Lê Hoàng"},
    ),
    "paper's name in brackets": (
        f"""(Dân trí) Nữ bí thư chi bộ ở nhà máy gỗ
Thứ Ba, 20/08/2013 - 07:03
(Dân trí) - {PROSE}
>>  Vào Đảng ở tuổi 50
>>  Chuyện kết nạp Đảng trong nhà máy FDI
{MORE}
Hoàng Lam
Tweet
Bình luận
Tag :đảng viên, công nhân, chi bộ
""",
        {"title": "(Dân trí) Nữ bí thư chi bộ ở nhà máy gỗ", "published": "2013-08-20", "byline": "Hoàng Lam"},
    ),
    "film and text by two": (
        f"""Lào Cai: Gặp mặt, biểu dương 60 đảng viên trẻ tiêu biểu
LCĐT - {PROSE}
Các đại biểu chụp ảnh lưu niệm.
{MORE}
Video: Trung Kiên
Tin bài: Nguyễn Thị B
Đánh giá của bạn:
Điểm trung bình: 4,7/5 (23 đánh giá)
Chia sẻ bài viết:
""",
        {"title": "Lào Cai: Gặp mặt, biểu dương 60 đảng viên trẻ tiêu biểu", "byline": "Nguyễn Thị B"},
    ),
    "date line above the title": (
        f"""THÔNG TIN - SỰ KIỆN
Cập nhật: 07h30, 12/01/2009 (GMT+7)
Công đoàn ngành Công Thương: Kết nạp 312 đảng viên là đoàn viên

{PROSE}
{MORE}
Theo Cổng TTĐT tỉnh
Bản in   Quay lại
""",
        {"title": "Công đoàn ngành Công Thương: Kết nạp 312 đảng viên là đoàn viên", "published": "2009-01-12", "source": "Cổng TTĐT tỉnh"},
    ),
    "union portal with rating and counters": (
        f"""CÔNG ĐOÀN VIỆT NAM
LIÊN ĐOÀN LAO ĐỘNG TỈNH TUYÊN QUANG
Giới thiệu | Tin tức | Văn bản | Thư viện | Liên hệ
Tin tức
Na Hang: tạo nguồn từ cơ sở
Thứ ba - 05/04/2022 21:32 - Đã xem: 1.276
{PROSE}
{MORE}

Tác giả: Ma Thị Hồng

Nguồn tin: LĐLĐ huyện Na Hang

 Tags: công đoàn

Tổng số điểm của bài viết là: 5 trong 1 đánh giá
Xếp hạng: 5 - 1 phiếu bầu
Click để đánh giá bài viết

Những tin mới hơn
 Tập huấn cán bộ công đoàn (10/04/2022)
 Những tin cũ hơn
 Phát động thi đua năm 2022 (01/04/2022)
Thống kê
Đang truy cập31
Hôm nay2,109
Tháng hiện tại45,002
Tổng lượt truy cập6,120,334
""",
        {"title": "Na Hang: tạo nguồn từ cơ sở", "published": "2022-04-05", "byline": "Ma Thị Hồng", "source": "LĐLĐ huyện Na Hang"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LETTERS)
def test_letter(name: str) -> None:
    check(*LETTERS[name])


@pytest.mark.parametrize("name", ARTICLES)
def test_article(name: str) -> None:
    check(*ARTICLES[name])


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300))
def test_any_text_has_fields(text: str) -> None:
    assert read(text) == read(text)


PIECES = st.sampled_from(
    ["Số: 5/BC-CĐ", "Kính gửi:", "- Ban A;", "\n", "\n\n", "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "Nơi nhận:", "BÁO CÁO", " | ",
     "V/v họp", "Huế, ngày 3 tháng 4 năm 2020", "12/3/2020", "Nguồn: x", "Tin, ảnh: Lê A", "Lê Văn A", "    ", PROSE]
)  # fmt: skip


@settings(deadline=None, max_examples=80)
@given(st.lists(PIECES, max_size=14))
def test_spans_quote_their_fields(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = read(text)
    for span, value in ((found.source_span, found.source), (found.byline_span, found.byline)):
        assert span is None or (0 <= span[0] < span[1] <= len(text) and value is not None)
    if found.issuer_span is not None:
        assert " ".join(text[slice(*found.issuer_span)].split()).startswith((found.issuer or "").split(" ")[0])
