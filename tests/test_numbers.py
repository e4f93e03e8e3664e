"""Numbers: sentences with the figures marked in place; what is not marked must not be a figure."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.extract import dates, numbers
from extractor.language.layers import Layers, Quantity, TextZone

_MARK = re.compile(r"⟦(.*?)⟧", re.DOTALL)


def read(marked: str) -> tuple[Layers, list[tuple[int, int]]]:
    """The layers of a marked text after the stages `dates` and `numbers`, and the marked spans."""
    spans, text, last = [], "", 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        spans.append((len(text), len(text) + len(match.group(1))))
        text += match.group(1)
        last = match.end()
    layers = Layers(text + marked[last:])
    layers.fields.published = ("2023-07-10", "2023-07-10")
    dates.annotate(layers)
    numbers.annotate(layers)
    return layers, spans


def shown(number: Quantity) -> str:
    """ "96", "60..70", "8/17", "15.4 %", "5000000 VND", "600 more_than"."""
    value = f"{number.value}"
    if number.value_max is not None:
        value += f"..{number.value_max}"
    if number.denominator is not None:
        value += f"/{number.denominator}"
    return " ".join(filter(None, [value, "%" if number.percent else "", number.currency, number.modifier]))


def figures(layers: Layers) -> list[Quantity]:
    return [number for number in layers.numbers if number.kind == "figure"]


BROKEN = {
    "percent with a gap": ("nữ 98 đồng chí (⟦45, 8%⟧)".replace("98", "⟦98⟧"), "98; 45.8 %"),
    "percent with a gap behind a verb": ("chiếm ⟦45, 83%⟧ số đảng viên", "45.83 %"),
    "percent with a gap before the comma": ("đạt ⟦5 ,8%⟧", "5.8 %"),
    "a count and its percent": ("nữ ⟦98⟧, ⟦45%⟧ là công nhân", "98; 45 %"),
    "thousands and the rest": ("kết nạp mới ⟦5 ngàn 120⟧ chị", "5120"),
    "thousands and the rest of a measure": ("thu mua ⟦18 nghìn 600⟧ tấn cà phê", "18600"),
    "millions and the rest": ("⟦1 triệu 250.000⟧ lượt người", "1250000"),
    "two numbers": ("⟦2 nghìn⟧ đoàn viên, ⟦3⟧ lớp", "2000; 3"),
    "wages of a month": ("lương tháng ⟦4 triệu rưỡi⟧ mà nghỉ", "4500000"),
    "signed growth": ("kim ngạch (⟦+14,7%⟧ so với vụ trước), tăng ⟦+5%⟧", "14.7 %; 5 %"),
    "times a year": ("không dưới ⟦900⟧ công nhân, gấp ⟦3⟧ năm 2021", "900 at_least; 3"),
    "five of something": ("các đoàn tranh tài ở ⟦năm⟧ môn", "5"),
    "five years are no five": ("trong năm công đoàn đã; mỗi năm công nhân được; hằng năm người lao động", ""),
    "the noun left out": ("nhà tôi ⟦năm⟧ người thì giờ còn ⟦hai⟧.", "5; 2"),
    "a rate": ("mỗi quý cả tổ ngồi lại với nhau ⟦một⟧ buổi", "1"),
    "items alike": ("(khối trường học ⟦25⟧, khối doanh nghiệp ⟦20⟧, khối cơ quan phường ⟦15⟧)", "25; 20; 15"),
    "numbered groups": ("trong đó nữ ⟦25⟧, tổ dân phố 5, tổ 3 và tổ 4", "25"),
    "names that look like labels": ("huyện Lý Nhân ⟦21⟧, huyện Kim Bảng ⟦8⟧.", "21; 8"),
    "firm in brackets": ("anh Lù A Páo (Công ty TNHH Xây dựng Y Tý 268)", ""),
    "firms with counts": ("(Công ty Sao Vàng ⟦120⟧, Công ty Hoa Sen ⟦80⟧)", "120; 80"),
    "lines of a factory": ("tổ trưởng chuyền 7 Công ty TNHH Giày; làm ở chuyền 14, dây chuyền 3", ""),
    "workshops": ("⟦2⟧ công nhân tổ cắt 3 được tặng; tổ may 5 và chuyền may 12", "2"),
    "workshops with counts": ("tổ may ⟦12⟧, tổ cắt ⟦15⟧, tổ hoàn thành ⟦9⟧", "12; 15; 9"),
    "plant of a name": ("Nhà máy Cơ khí Phú Lương 2 (⟦11⟧ đ/c)", "11"),
    "standards": ("đạt SA 8000:2014, ISO 9001:2015 và TCVN 5603:2008", ""),
    "road across a line": ("Bám theo Quốc\nlộ 14 bụi đỏ", ""),
    "masked telephones": ("điện thoại 0262 3 95 xx xx; ĐT: 0350.364.87xx - máy lẻ 12", ""),
    "thirteenth wage": ("thưởng tháng lương 13 cho ⟦100%⟧ lao động", "100 %"),
    "file copies": ("Lưu: VT, QLLĐ (H 160b); VP (12b)", ""),
    "what readers did": ("👁 3.377  💬 2  Lưu bài", ""),
    "highest of all": ("bình quân ⟦6,35 triệu⟧ đồng/người,cao nhất ⟦180 triệu⟧ đồng", "6350000 VND; 180000000 VND at_most"),
    "in brackets": ("một phòng (ít nhất ⟦20⟧ m2)", "20 at_least"),
    "and more": ("phấn đấu thành lập ⟦2⟧ CĐCS trở lên, kết nạp ⟦90⟧ đồng chí trở lên", "2 at_least; 90 at_least"),
    "schooling and more": ("⟦5⟧ người trình độ đại học trở lên", "5"),
    "not enough": ("chưa đủ ⟦3⟧ đảng viên; nếu vượt ⟦200⟧ ca", "3 less_than; 200 more_than"),
}

DIGITS = {
    "plain": ("kết nạp ⟦96⟧ đảng viên", "96"),
    "grouped": ("giới thiệu ⟦7.434⟧ đoàn viên", "7434"),
    "grouped twice": ("làm lợi ⟦1.234.500⟧ đồng", "1234500 VND"),
    "grouped with one comma": ("có ⟦1,250⟧ đoàn viên", "1250"),
    "ungrouped": ("với ⟦1120⟧ người tham gia", "1120"),
    "leading zero": ("tổ chức ⟦02⟧ lớp", "2"),
    "decimal comma": ("gấp ⟦1,4⟧ lần", "1.4"),
    "decimal point": ("với ⟦38.4 nghìn⟧ đoàn viên", "38400"),
    "grouped with commas": ("doanh thu ⟦1,250,000⟧ USD", "1250000 USD"),
    "blank inside": ("thu được ⟦12 500⟧ đồng", "12500 VND"),
    "slip behind the point": ("có ⟦17. 240⟧ đoàn viên", "17240"),
    "slip before the point": ("có ⟦1 .250⟧ người", "1250"),
    "glued left": ("Kết nạp được⟦5.027⟧ đồng chí", "5027"),
    "glued right": ("phối hợp mở ⟦46⟧lớp cho học viên", "46"),
    "behind a word that ends in số": ("người dân tộc thiểu số ⟦2.345⟧ người, với số ⟦12⟧ xã", "2345; 12"),
    "rate behind": ("mỗi chi bộ ⟦1⟧ đảng viên/năm", "1"),
    "end of sentence": ("Số xã là ⟦12⟧. Số huyện là ⟦3⟧.", "12; 3"),
    "in brackets": ("mục tiêu (⟦15.000⟧ người)", "15000"),
    "both sides of a slash": ("⟦6.214⟧ đoàn viên/⟦6.870⟧ lao động", "6214; 6870"),
    "colon": ("Tổng số: ⟦34⟧; nữ: ⟦12⟧", "34; 12"),
    "line break behind": ("có ⟦12⟧\ndoanh nghiệp", "12"),
}

PERCENT = {
    "plain": ("chiếm ⟦15,4%⟧ tổng số", "15.4 %"),
    "blank before the sign": ("có (⟦23,8 %⟧) sáng kiến", "23.8 %"),
    "point": ("tăng ⟦12.5%⟧", "12.5 %"),
    "range": ("⟦70 - 75%⟧ chủ doanh nghiệp", "70..75 %"),
    "range, both signs": ("giảm ⟦5%-10%⟧", "5..10 %"),
    "range in words": ("giảm từ ⟦5% đến 10%⟧", "5..10 %"),
    "signed": ("sản lượng giảm (⟦-18,7%⟧)", "-18.7 %"),
    "in words": ("gần ⟦ba mươi phần trăm⟧ số hộ", "30 % less_than"),
    "points": ("tăng ⟦1,5⟧ điểm phần trăm", "1.5"),
    "over a hundred": ("đạt ⟦104,5%⟧ kế hoạch", "104.5 %"),
    "glued to a word": ("đạt⟦98%⟧kế hoạch", "98 %"),
}

SCALES = {
    "triệu": ("hơn ⟦1,2 triệu⟧ lao động", "1200000 more_than"),
    "tỷ and triệu": ("phạt ⟦1 tỷ 128 triệu⟧ đồng", "1128000000 VND"),
    "vạn": ("thay mặt hơn ⟦6 vạn⟧ công nhân", "60000 more_than"),
    "ngàn": ("⟦41 ngàn⟧ người", "41000"),
    "chục": ("Thới An ⟦1 chục⟧ doanh nghiệp", "10"),
    "nghìn tỷ": ("vốn ⟦2,5 nghìn tỷ⟧ đồng", "2500000000000 VND"),
    "and a half": ("thưởng ⟦2 triệu rưỡi⟧ đồng", "2500000 VND"),
    "with the rest in digits": ("trao ⟦1 triệu 250.000⟧ đồng", "1250000 VND"),
    "glued": ("giá ⟦5triệu⟧ đồng", "5000000 VND"),
    "without a currency": ("(mỗi đơn vị ⟦5 triệu⟧)", "5000000"),
    "in words": ("giúp ⟦hai trăm năm mươi nghìn⟧ đồng", "250000 VND"),
    "hàng chục": ("⟦hàng chục⟧ hồ sơ", "10..99 approx"),
    "hàng trăm nghìn": ("⟦hàng trăm nghìn⟧ công nhân", "100000..999999 approx"),
    "bare, hedged": ("gần ⟦trăm⟧ hộ dân, hơn ⟦chục⟧ cán bộ", "100 less_than; 10 more_than"),
    "not alone": ("trăm công nghìn việc, tỷ lệ, triệu tập, vài chục người", ""),
    "table short form": ("chi ⟦5,2 trđ⟧", "5200000 VND"),
}

MONEY = {
    "đồng": ("⟦50.000⟧ đồng tiền xăng", "50000 VND"),
    "đ": ("chỉ ⟦50.000⟧đ/người", "50000 VND"),
    "VNĐ": ("⟦3.000.000⟧ VNĐ", "3000000 VND"),
    "đồng chí": ("⟦63⟧ đồng chí (⟦30⟧ đồng chí nữ)", "63; 30"),
    "đ/c": ("có ⟦5⟧ đ/c tham gia", "5"),
    "USD": ("vốn ⟦45 triệu⟧ USD", "45000000 USD"),
    "dollars in words": ("vay ⟦2 tỷ⟧ đô la Mỹ", "2000000000 USD"),
    "sign before": ("giá $⟦10.000⟧", "10000 USD"),
    "euro": ("tài trợ ⟦20.000⟧ euro", "20000 EUR"),
    "range": ("mỗi gia đình ⟦3-5 triệu⟧ đồng", "3000000..5000000 VND"),
    "range with both currencies": ("từ ⟦5 triệu đồng đến 10 triệu⟧ đồng", "5000000..10000000 VND"),
    "per piece": ("cao nhất ⟦75 triệu⟧ đồng/đơn vị", "75000000 VND at_most"),
    "long and ungrouped": ("chi ⟦1200000000⟧ đồng", "1200000000 VND"),
}

RANGES = {
    "dash": ("mỗi lớp ⟦65-80⟧ học viên", "65..80"),
    "dash with blanks": ("thành lập ⟦01 - 02⟧ CĐCS", "1..2"),
    "đến": ("⟦80 đến 100⟧ người", "80..100"),
    "từ": ("Giới thiệu từ ⟦180 đến 200⟧ người", "180..200"),
    "từ and dash": ("thành lập từ ⟦5-7⟧ tổ chức", "5..7"),
    "decimals": ("tăng ⟦0,5-0,9⟧ điểm", "0.5..0.9"),
    "falling is two": ("tụt từ ⟦6⟧ xuống còn ⟦4⟧ người", "6; 4"),
    "words": ("có ⟦hai ba⟧ người đến", "2..3"),
    "x of y": ("⟦71/78⟧ học viên, ⟦2/3⟧ số vụ", "71/78; 2/3"),
    "more than planned": ("kết nạp ⟦186/180⟧ đảng viên", "186/180"),
    "x of y with points": ("đạt ⟦1.250/1.300⟧ chỉ tiêu", "1250/1300"),
    "in words": ("⟦hai phần ba⟧ số hộ", "2/3"),
}

MODIFIERS = {
    "gần": ("gần ⟦400⟧ đoàn viên", "400 less_than"),
    "hơn, trên": ("hơn ⟦260⟧ người, trên ⟦600⟧ người", "260 more_than; 600 more_than"),
    "khoảng, chừng, xấp xỉ": ("khoảng ⟦70⟧ xã, chừng ⟦15⟧ m3, xấp xỉ ⟦20⟧ nơi", "70 approx; 15 approx; 20 approx"),
    "trên dưới": ("trên dưới ⟦30⟧ hộ", "30 approx"),
    "ít nhất, tối thiểu": ("ít nhất ⟦2⟧ người, tối thiểu ⟦60%⟧", "2 at_least; 60 % at_least"),
    "không dưới": ("không dưới ⟦200⟧ quần chúng", "200 at_least"),
    "không quá, tối đa": ("không quá ⟦60⟧ người, tối đa ⟦5⟧ buổi", "60 at_most; 5 at_most"),
    "chưa tới, chưa đến": ("chưa tới ⟦8%⟧, chưa đến ⟦10⟧ nơi", "8 % less_than; 10 less_than"),
    "dưới": ("quy mô dưới ⟦50⟧ lao động", "50 less_than"),
    "ngót": ("ngót ⟦nghìn⟧ người", "1000 less_than"),
    "trở lên": ("có từ ⟦20⟧ công nhân lao động trở lên", "20 at_least"),
    "trở lên, list": ("dùng từ ⟦10⟧ công nhân, viên chức trở lên", "10 at_least"),
    "trở lên, money": ("làm lợi từ ⟦50 tỷ⟧ đồng trở lên", "50000000000 VND at_least"),
    "trở xuống": ("từ ⟦5⟧ người trở xuống", "5 at_most"),
    "with a filler": ("tối thiểu phải có ⟦3⟧ đảng viên, ít nhất là ⟦5⟧ người", "3 at_least; 5 at_least"),
    "comparison is no modifier": ("cao hơn ⟦5%⟧ so với tỉnh bạn", "5 %"),
    "out of": ("⟦38⟧ đoàn viên trên ⟦41⟧ lao động", "38; 41"),
    "capital": ("Gần ⟦40⟧ hộ; KHOẢNG ⟦30⟧ NGƯỜI", "40 less_than; 30 approx"),
}

WORDS = {
    "people": ("vì ⟦hai⟧ người theo gia đình về quê", "2"),
    "cells": ("Thành lập ít nhất ⟦ba⟧ chi bộ", "3 at_least"),
    "opening": ("⟦Hai⟧ lễ công bố được tổ chức. Cả ⟦ba⟧ nạn nhân đều trẻ.", "2; 3"),
    "compound": ("⟦mười lăm⟧ hộ, ⟦hai mươi mốt⟧ xã, ⟦một trăm linh tám⟧ em", "15; 21; 108"),
    "one, counted": ("mở ⟦một⟧ lớp ⟦100⟧ học viên; ít nhất ⟦một⟧ đoàn viên", "1; 100; 1 at_least"),
    "one, article": ("là một nhiệm vụ khó, một số nơi, một trong những, một bước tiến, giám đốc một nhà máy", ""),
    "one, coordinated": ("⟦hai⟧ tập thể và ⟦một⟧ cá nhân", "2; 1"),
    "fixed": ("hai bên ký kết, cả hai đều vui, ba mẹ, một mặt, tư nhân, đầu tư, trăm năm", ""),
    "list": ("Một là, tuyên truyền. Hai là, tổ chức. Ba là: kiểm tra. Năm là, tổng kết.", ""),
    "names": ("đường Hai Bà Trưng, ông Nguyễn Văn Ba, anh Bảy, quận Ba Đình", ""),
    "ordinals": ("lớp thứ ba, lần thứ hai, giải ba, tháng tư", ""),
    "five": ("có ⟦năm⟧ đồng chí, trong năm doanh nghiệp gặp khó, năm người ta", "5"),
    "double": ("tăng ⟦gấp đôi⟧, gấp ⟦ba⟧ và gấp ⟦3⟧ lần", "2; 3; 3"),
    "not": ("không ai vắng, không có người bị thương", ""),
    "reasons": ("Có ⟦ba⟧ nguyên nhân", "3"),
    "sum": ("số người chết tăng ⟦bốn⟧ người (⟦18,2%⟧)", "4; 18.2 %"),
}

TRAPS = {
    "documents": "Nghị quyết số 08-NQ/TU, Kế hoạch 33/KH-LĐLĐ, Chương trình 07/CTr, Nghị định 30/2020/NĐ-CP, Nghị quyết 28",
    "law": "Điều 5, khoản 2, Điều 10 Luật số 45/2019/QH14, mục 3.2, Phụ lục 2",
    "list marks": "1. Kết quả\n2) Tồn tại\n3- Tạo nguồn\n1/Công ty A\n1.2. Chỉ tiêu\n(1) Nội dung; (2) Hình thức",
    "phones": "ĐT 0918.204.66x, hotline 0220.3845.991, (024) 3942 1234, 0918544418, 1900 1234",
    "accounts": "số tài khoản 1214050295713110, STK: 0381000512345",
    "roads": "Quốc lộ 1A, số 12 đường 3/2, ngõ 45, phường 5, quận 10, tổ 3, ấp 2, khu phố 4",
    "names": "Chi nhánh 7 Công ty Cổ phần ra quân. Thợ lò (Mỏ than Hà Sơn 2) giỏi. Công ty M2 Factory, hãng bao bì G-Box 3. Tổng công ty May 10 đón khách tại KCN VSIP 2.",
    "codes": "lô CN-07, lớp 12A, biển 29C-123.45, Covid-19, F0, U23, mạng 5G",
    "ordinals": "lần thứ 29, phiên thứ 9, đứng thứ 3, khóa 12, hạng 2",
    "clock": "Khoảng 11h20, lúc 7 giờ 30, 14:15, 19g30",
    "scores": "thắng 3-1, tỷ số 2-2",
    "versions": "công nghiệp 4.0, phiên bản 2.1.3, 192.168.1.1",
    "slogan": "mấy chữ “2 gặp 1 kèm” và “3 nhất”",
    "grades": "thợ lò bậc 6/7, lớp 5/2",
    "list inside a sentence": "Các đồng chí: 1. Nguyễn Văn An; 2. Trần Thị Bình; 3. Lê Văn Cư.",
    "hours": "Từ 5-7 giờ sáng, sân mở cửa",
    "lists of labels": "Điều 5, 6 và 7; quận 1, 2 và 3; KCN Sóng Hồng 1, 2 và 3",
    "movements": "phong trào 3 sạch, mô hình 1+1, phương châm 4 tại chỗ, ISO 9001:2015",
    "page": "hết trang trước.\n\n12\n\nSang trang sau.",
    "address": "https://bao.vn/tin-12/345.html và a12@b.vn",
    "frequency": "2 năm/lần, 24/24 giờ",
    "dates": "ngày 10/7, năm 2022, 9 tháng đầu năm, 5 ngày, từ ngày 13 đến 17/6",
    "captions": "Biểu 1, Bảng 2, hình 3",
    "lone day": "Trước ngày 20 hằng tháng, đêm 30 Tết",
}

TABLE = """Biểu 1
TT
Địa bàn
Giới thiệu (người)
Tỷ lệ (%)
1
Huyện Tân Lạc
⟦74⟧
⟦16,2⟧
2
Huyện Mai Hà
⟦58⟧
⟦19,0⟧
3
Thị xã Bình An
⟦39⟧
⟦12,8⟧
Cộng
⟦171⟧
⟦16,4⟧
"""

TABLES = {
    "a cell a line": (TABLE, "74; 16.2; 58; 19; 39; 12.8; 171; 16.4"),
    "bars": ("1 | Tân Lạc | ⟦74⟧ | ⟦12⟧\n2 | Mai Hà | ⟦58⟧ | ⟦9⟧", "74; 12; 58; 9"),
    "places in a sentence": ("Tân Lạc ⟦74⟧, Mai Hà ⟦58⟧, Bình An ⟦39⟧.", "74; 58; 39"),
}


@pytest.mark.parametrize(
    "marked, expected",
    [
        pytest.param(*row, id=f"{table}: {name}")
        for table, rows in {
            "digits": DIGITS,
            "broken": BROKEN,
            "percent": PERCENT,
            "scales": SCALES,
            "money": MONEY,
            "ranges": RANGES,
            "modifiers": MODIFIERS,
            "words": WORDS,
            "tables": TABLES,
        }.items()
        for name, row in rows.items()
    ],
)
def test_figures(marked: str, expected: str) -> None:
    layers, spans = read(marked)
    found = figures(layers)
    assert [layers.text[f.start : f.end] for f in found] == [layers.text[a:b] for a, b in spans]
    assert [(f.start, f.end) for f in found] == spans
    assert "; ".join(shown(figure) for figure in found) == expected


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in TRAPS.items()])
def test_is_no_figure(text: str) -> None:
    layers, _ = read(text)
    assert [layers.text[f.start : f.end] for f in figures(layers)] == []


def kinds(text: str) -> dict[str, str]:
    layers, _ = read(text)
    return {layers.text[n.start : n.end]: n.kind for n in layers.numbers}


def test_says_why_a_number_is_no_figure() -> None:
    assert kinds("Nghị quyết 28, lần thứ 9, lúc 7 giờ, ngày 5/3, KCN Sóng Hồng 2, ĐT 0918204667, là một việc khó") == {
        "28": "reference",
        "9": "ordinal",
        "7": "clock",
        "5": "date",
        "3": "date",
        "2": "name",
        "0918204667": "phone",
        "một": "article",
    }


def test_outer_span_holds_modifier_and_currency() -> None:
    layers, _ = read("hơn 5 triệu đồng; từ 20% trở lên; $10.000")
    assert [layers.text[n.outer_start : n.outer_end] for n in figures(layers)] == [
        "hơn 5 triệu đồng",
        "từ 20% trở lên",
        "$10.000",
    ]


def test_nothing_in_boilerplate() -> None:
    text = "Lượt xem: 1.276\nCó 12 đoàn viên."
    layers = Layers(text, zones=[TextZone("boilerplate", 0, 15)])
    numbers.annotate(layers)
    assert [text[n.start : n.end] for n in layers.numbers] == ["12"]


PIECES = st.sampled_from(
    ["một ", "hai ", "năm ", "mươi ", "trăm ", "nghìn ", "triệu ", "tỷ ", "rưỡi ", "phẩy ", "phần ", "hàng ", "chục ", "5", "12",
     "1.250", "0,5", "%", "/", "-", "đồng ", "người ", "(", ")", "\n", " ", ". ", "từ ", "đến ", "trở lên", "gần ", "Hà Sơn "]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join)))
def test_any_text_is_read_the_same_twice(text: str) -> None:
    found = []
    for _ in range(2):
        layers = Layers(text)
        dates.annotate(layers)
        numbers.annotate(layers)
        found.append(layers.numbers)
        ends = [0]
        for number in layers.numbers:
            assert ends[-1] <= number.start < number.end <= len(text)
            assert number.outer_start <= number.start < number.end <= number.outer_end
            assert number.value_max is None or number.value < number.value_max
            ends.append(number.end)
    assert found[0] == found[1]
