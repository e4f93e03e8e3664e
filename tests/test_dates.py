"""Dates, intervals and durations: sentences with the answers marked in place, traps in the same tables."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.extract import dates
from extractor.language.layers import DateMention, Layers, TextZone

PUBLISHED = "2023-07-10"  # a Monday

_MARK = re.compile(r"⟦(.*?)⟧", re.DOTALL)


def read(marked: str, published: str | None = PUBLISHED) -> tuple[Layers, list[tuple[int, int]]]:
    """The layers of a marked text after the stage, and the marked spans."""
    spans, text, last = [], "", 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        spans.append((len(text), len(text) + len(match.group(1))))
        text += match.group(1)
        last = match.end()
    text += marked[last:]
    layers = Layers(text)
    bounds = [0, *(m.end() for m in re.finditer(r"(?<=\D)[.!?] |\n+", text)), len(text)]
    layers.sentences = [(a, b) for a, b in pairwise(bounds) if a < b]
    if published is not None:
        layers.fields.published = (published, published)
    dates.annotate(layers)
    return layers, spans


def shown(date: DateMention) -> str:
    """ "2023-07-07", "2023-01-01..2023-06-30", "P3Y", "?" for unknown; the modifier behind a space."""
    if date.kind == "duration":
        days = str(date.value)
    elif date.from_day == date.to_day:
        days = date.from_day or "?"
    else:
        days = f"{date.from_day or '?'}..{date.to_day or '?'}"
    return f"{days} {date.modifier}" if date.modifier else days


def check(marked: str, expected: str, published: str | None = PUBLISHED) -> None:
    layers, spans = read(marked, published)
    text = layers.text
    assert [text[d.start : d.end] for d in layers.dates] == [text[a:b] for a, b in spans]
    assert [(d.start, d.end) for d in layers.dates] == spans
    assert "; ".join(shown(date) for date in layers.dates) == expected


DAYS = {
    "dateline": ("TTXVN (Hà Nội ⟦5/7⟧): Hội nghị khai mạc.", "2023-07-05"),
    "slash": ("⟦Sáng 10/7⟧, hội nghị khai mạc.", "2023-07-10"),
    "dash": ("⟦Ngày 21-6⟧ vừa qua, xã tổ chức gặp mặt.", "2023-06-21"),
    "dots": ("Hội thi diễn ra ⟦chiều 9.6⟧ tại nhà văn hóa.", "2023-06-09"),
    "dots, full": ("Lễ ra mắt ⟦ngày 5.11.2019⟧ đông vui.", "2019-11-05"),
    "worded": ("Đảng ta ra đời ⟦ngày 3 tháng 2 năm 1930⟧.", "1930-02-03"),
    "upper case": ("⟦NGÀY 19 THÁNG 5 NĂM 1890⟧", "1890-05-19"),
    "in words": ("Đó là ⟦ngày mười lăm tháng tám năm một nghìn chín trăm bốn mươi lăm⟧.", "1945-08-15"),
    "worded, no year": ("⟦Ngày 12 tháng 5⟧, đoàn lên đường.", "2023-05-12"),
    "worded and slash": ("⟦Ngày 12 tháng 5/2021⟧, đoàn lên đường.", "2021-05-12"),
    "weekday in front": ("⟦Thứ Năm, 31/03/2022⟧", "2022-03-31"),
    "weekday and part of day": ("⟦Sáng thứ Bảy, ngày 8/7⟧, phường ra quân.", "2023-07-08"),
    "weekday in digits": ("⟦Thứ 3, 13.10.2015⟧", "2015-10-13"),
    "Sunday": ("⟦Chủ nhật, 9/7⟧, giải bế mạc.", "2023-07-09"),
    "time of day behind": ("Cập nhật: ⟦Thứ sáu, 29/6/2018⟧ - 14:15", "2018-06-29"),
    "time of day in front": ("Lúc 7 giờ 30 ⟦ngày 5/7⟧, tàu rời bến.", "2023-07-05"),
    "clock before bare day": ("Vào hồi 19h30 ⟦4/7⟧, đám cháy được dập tắt.", "2023-07-04"),
    "blank day": ("Nam Định, ⟦ngày … tháng 3 năm 2024⟧", "2024-03-01..2024-03-31"),
    "blank day, dots": ("Nam Định, ⟦ngày ..... tháng 3 năm 2024⟧", "2024-03-01..2024-03-31"),
    "blank day, nothing": ("Nam Định, ⟦ngày     tháng 3 năm 2024⟧", "2024-03-01..2024-03-31"),
    "line break inside": ("tính đến ⟦ngày 30\ntháng 6 năm 2022⟧ có", "2022-06-30"),
    "glued": ("⟦Ngày10/7⟧, đoàn kiểm tra làm việc.", "2023-07-10"),
    "no-break spaces": ("⟦ngày\u00a015\u00a0tháng\u00a04\u00a0năm\u00a02021⟧", "2021-04-15"),
    "last year's day": ("⟦Ngày 25/12⟧, chi bộ họp.", "2023-12-25"),
    "until": ("Tính đến ⟦30.6⟧, toàn huyện có 57 xã.", "2023-06-30"),
    "holiday": ("Dịp lễ ⟦30/4⟧ và ⟦1/5⟧, công nhân được nghỉ.", "2023-04-30; 2023-05-01"),
    "named day": ("Kỷ niệm Ngày Phụ nữ Việt Nam ⟦20-10⟧, chị em thi nấu ăn.", "2023-10-20"),
    "named day in brackets": ("Hướng tới Ngày Thương binh liệt sĩ (⟦27/7⟧), xã tặng quà.", "2023-07-27"),
    "in brackets": ("Khởi công nhà máy (⟦28/6⟧)", "2023-06-28"),
    "before": ("Hoàn thành trước ⟦ngày 15/12/2025⟧.", "2025-12-15 before"),
    "after": ("Sau ⟦ngày 1/7/2025⟧, xã mới hoạt động.", "2025-07-01 after"),
    "document number": ("Kế hoạch số 33/KH-UBND ⟦ngày 16/3/2021⟧ của tỉnh.", "2021-03-16"),
    "ISO": ("Cập nhật ⟦2023-03-31⟧.", "2023-03-31"),
    "two digits of the year": ("Quyết định ký ⟦ngày 3/9/98⟧.", "1998-09-03"),
    "year apart": ("⟦Ngày 30/4 năm 1975⟧ đất nước thống nhất.", "1975-04-30"),
    "year in words of time": ("⟦Ngày 5/3 năm ngoái⟧, cầu thông xe.", "2022-03-05"),
}

PERIODS = {
    "month and year": ("Trong ⟦tháng 9/2022⟧ có mưa lớn.", "2022-09-01..2022-09-30"),
    "month, year apart": ("Từ hồi ⟦tháng 2 năm 2020⟧ quán đã đóng.", "2020-02-01..2020-02-29"),
    "bare month and year": ("Số liệu kỳ trước là của ⟦05/2021⟧, nay đã khác.", "2021-05-01..2021-05-31"),
    "month of the document": ("Chi bộ ra đời hồi ⟦tháng 3⟧.", "2023-03-01..2023-03-31"),
    "month in words": ("Hồi ⟦tháng tư⟧, nước cạn.", "2023-04-01..2023-04-30"),
    "month May": ("Những ngày ⟦tháng Năm⟧ lịch sử.", "2023-05-01..2023-05-31"),
    "month ten of last year": ("Khởi công ⟦tháng 10 năm ngoái⟧.", "2022-10-01..2022-10-31"),
    "short month": ("Số liệu ⟦T9/2022⟧", "2022-09-01..2022-09-30"),
    "start of month": ("⟦Đầu tháng 5⟧, lúa chín.", "2023-05-01..2023-05-31 start"),
    "middle of month": ("⟦giữa tháng 5/2022⟧", "2022-05-01..2022-05-31 mid"),
    "end of month": ("⟦Cuối tháng Sáu⟧ trời nóng.", "2023-06-01..2023-06-30 end"),
    "two months": ("⟦Tháng 5-6/2022⟧ mưa nhiều.", "2022-05-01..2022-06-30"),
    "months listed": ("⟦Tháng 3⟧, ⟦4⟧ và ⟦5/2022⟧ vắng khách.", "2022-03-01..2022-03-31; 2022-04-01..2022-04-30; 2022-05-01..2022-05-31"),
    "until the end of a month": ("Đến hết ⟦tháng 8⟧, kho đầy.", "2023-08-01..2023-08-31"),
    "quarter": ("⟦Quý I/2023⟧ tăng, sang ⟦quý II⟧ giảm.", "2023-01-01..2023-03-31; 2023-04-01..2023-06-30"),
    "quarter, arabic": ("⟦quý 3 năm 2021⟧", "2021-07-01..2021-09-30"),
    "quarters listed": ("Trong ⟦quý II⟧ và ⟦quý III/2024⟧ sẽ xong.", "2024-04-01..2024-06-30; 2024-07-01..2024-09-30"),
    "quarters listed short": ("⟦Quý I⟧, ⟦II⟧ và ⟦III/2022⟧ đều lãi.", "2022-01-01..2022-03-31; 2022-04-01..2022-06-30; 2022-07-01..2022-09-30"),
    "last year's quarter": ("⟦quý IV năm ngoái⟧ không có ai", "2022-10-01..2022-12-31"),
    "first months": ("Trong ⟦9 tháng đầu năm 2022⟧, thu vượt.", "2022-01-01..2022-09-30"),
    "first months, no year": ("⟦6 tháng đầu năm⟧, thu vượt.", "2023-01-01..2023-06-30"),
    "first months of this year": ("⟦Sáu tháng đầu năm nay⟧ thu vượt.", "2023-01-01..2023-06-30"),
    "last months": ("Nhiệm vụ ⟦6 tháng cuối năm⟧", "2023-07-01..2023-12-31"),
    "last months, bare": ("Phương hướng ⟦6 tháng cuối⟧ còn nặng.", "2023-07-01..2023-12-31"),
    "first quarters": ("⟦Hai quý đầu năm⟧, 41 người được nhận.", "2023-01-01..2023-06-30"),
    "months of this year": ("Chỉ trong ⟦9 tháng năm nay⟧ đã có 5 vụ.", "2023-01-01..2023-09-30"),
    "months of a year": ("Kết quả ⟦11 tháng năm 2022⟧", "2022-01-01..2022-11-30"),
    "headline months": ("Nghệ An: ⟦9 tháng⟧, 26 người chết", "2023-01-01..2023-09-30"),
    "months reviewed": ("Hội nghị sơ kết ⟦6 tháng⟧.", "2023-01-01..2023-06-30"),
    "half": ("⟦nửa đầu năm 2018⟧ và ⟦nửa cuối năm⟧", "2018-01-01..2018-06-30; 2018-07-01..2018-12-31"),
    "half of a term": ("⟦Nửa đầu nhiệm kỳ 2013-2018⟧, công tác tốt.", "2013-01-01..2015-12-31"),
    "half of a month": ("⟦Nửa đầu tháng 5⟧ nắng gắt.", "2023-05-01..2023-05-15"),
    "first days of a month": ("⟦10 ngày đầu tháng 6⟧ không mưa.", "2023-06-01..2023-06-10"),
    "year": ("⟦Năm 2011⟧ chị vào Đảng.", "2011-01-01..2011-12-31"),
    "years listed": ("Các ⟦năm 2018⟧, ⟦2019⟧ và ⟦2020⟧ đều đạt.", "2018-01-01..2018-12-31; 2019-01-01..2019-12-31; 2020-01-01..2020-12-31"),
    "born": ("anh L.V.T. (SN ⟦1987⟧)", "1987-01-01..1987-12-31"),
    "years in brackets": ("Trong ⟦2 năm⟧ (⟦2021⟧, ⟦2022⟧) có lũ.", "P2Y; 2021-01-01..2021-12-31; 2022-01-01..2022-12-31"),
    "year of Tết": ("Quà Tết Giáp Thìn ⟦2024⟧ đã trao.", "2024-01-01..2024-12-31"),
    "year of a law": ("theo Luật Công đoàn ⟦2012⟧ và Hiến pháp ⟦năm 2013⟧", "2012-01-01..2012-12-31; 2013-01-01..2013-12-31"),
    "year in words": ("⟦năm hai nghìn không trăm hai mươi⟧", "2020-01-01..2020-12-31"),
    "end of a year": ("phấn đấu đến ⟦cuối năm 2024⟧", "2024-01-01..2024-12-31 end"),
    "start of the year": ("giảm 40 người so với ⟦đầu năm 2023⟧", "2023-01-01..2023-12-31 start"),
    "around a year": ("Khoảng ⟦năm 1998⟧, ông lên rừng.", "1998-01-01..1998-12-31 approx"),
    "term": ("nhiệm kỳ ⟦2020 – 2025⟧ và giai đoạn ⟦2021-2030⟧", "2020-01-01..2025-12-31; 2021-01-01..2030-12-31"),
    "school year": ("Năm học ⟦2022-2023⟧ khép lại.", "2022-01-01..2023-12-31"),
    "short term": ("nhiệm kỳ ⟦2020-25⟧", "2020-01-01..2025-12-31"),
}

INTERVALS = {
    "days of a month": ("⟦từ ngày 13 đến 17/6⟧ có lớp", "2023-06-13..2023-06-17"),
    "days, both with ngày": ("⟦Từ ngày 13 đến ngày 17 tháng 6 năm 2022⟧", "2022-06-13..2022-06-17"),
    "days with a dash": ("⟦Ngày 13-17/6⟧, lớp mở.", "2023-06-13..2023-06-17"),
    "days without ngày": ("Lớp học ⟦từ 5 đến 7/6⟧.", "2023-06-05..2023-06-07"),
    "two days": ("Trong ⟦hai ngày 20 và 21/6⟧, hội diễn.", "2023-06-20..2023-06-21"),
    "two days in digits": ("⟦2 ngày 8-9/7⟧, hội thao.", "2023-07-08..2023-07-09"),
    "two days, two months": ("Trong ⟦hai ngày 30/6 và 1/7⟧, hội thao.", "2023-06-30..2023-07-01"),
    "neighbouring days": ("⟦Ngày 27 và 28-6⟧, tập huấn.", "2023-06-27..2023-06-28"),
    "days apart": ("Các ⟦ngày 5⟧ và ⟦12/6⟧, tiếp dân.", "2023-06-05; 2023-06-12"),
    "across months": ("⟦từ 15/5 đến 15/6/2022⟧", "2022-05-15..2022-06-15"),
    "across years": ("⟦từ 15/12 đến 15/1/2022⟧", "2021-12-15..2022-01-15"),
    "with a dash, no từ": ("Đợt nghỉ ⟦ngày 15/5 - 30/5⟧.", "2023-05-15..2023-05-30"),
    "month to day": ("(⟦từ tháng 01 đến 28/2/2022⟧)", "2022-01-01..2022-02-28"),
    "year to month": ("⟦Từ năm 2018 đến tháng 9/2022⟧", "2018-01-01..2022-09-30"),
    "years": ("⟦Từ năm 2015 đến hết năm 2020⟧", "2015-01-01..2020-12-31"),
    "bare years": ("⟦từ 2016 đến 2021⟧, xã xây trường.", "2016-01-01..2021-12-31"),
    "months": ("⟦Từ tháng 3 đến tháng 5⟧, mưa ít.", "2023-03-01..2023-05-31"),
    "months, short": ("⟦từ tháng 1 đến 5/2022⟧", "2022-01-01..2022-05-31"),
    "until now": ("⟦Từ năm 2013 đến nay⟧ có 5 lớp.", "2013-01-01..2023-07-10"),
    "bare year until now": ("⟦Từ 2018 đến nay⟧ có 5 lớp.", "2018-01-01..2023-07-10"),
    "day until now": ("⟦từ ngày 1/7/2022 đến nay⟧", "2022-07-01..2023-07-10"),
    "year's start until now": ("⟦Từ đầu năm đến nay⟧, 48 nơi bị phạt.", "2023-01-01..2023-07-10"),
    "named year's start until now": ("⟦từ đầu năm 2022 đến nay⟧", "2022-01-01..2023-07-10"),
    "now until year's end": ("⟦Từ nay đến cuối năm⟧, huyện quyết tâm.", "2023-07-10..2023-12-31"),
    "now until a year": ("⟦từ nay đến năm 2025⟧", "2023-07-10..2025-12-31"),
    "double blanks": ("⟦Từ năm 2020 đến  nay⟧, cả xã đổi thay.", "2020-01-01..2023-07-10"),
    "without từ": ("⟦Tháng 1 đến tháng 5/2022⟧ vắng.", "2022-01-01..2022-05-31"),
    "quarters": ("⟦từ quý I đến quý III/2022⟧", "2022-01-01..2022-09-30"),
    "birthday, close dash": ("(⟦19/5/1890-19/5/2023⟧)", "1890-05-19..2023-05-19"),
    "drive": ("Đợt cao điểm (⟦15/5-30/5⟧) đã xong.", "2023-05-15..2023-05-30"),
    "birthday of a union": ("(⟦28/7/1929 - 28/7/2019⟧)", "1929-07-28..2019-07-28"),
    "since the term's start": ("Nhiệm kỳ ⟦2020-2025⟧ mở ra; ⟦từ đầu nhiệm kỳ đến nay⟧ đã có 9 lớp.", "2020-01-01..2025-12-31; 2020-01-01..2023-07-10"),
    "not to a past": ("⟦Từ năm 2030 đến nay⟧", "2030-01-01..?"),
}

RELATIVE = {
    "past week": ("Trong ⟦tuần qua⟧, toàn tỉnh có 9 ổ dịch.", "2023-07-03..2023-07-09"),
    "week before that": ("giảm 41 ổ so với ⟦tuần trước đó⟧", "2023-06-26..2023-07-02"),
    "two past weeks": ("⟦Hai tuần⟧ qua có 9 ổ dịch.", "P2W"),
    "this school year": ("Trong ⟦năm học này⟧ có 5 lớp.", "2022-01-01..2023-12-31"),
    "last school year": ("tăng so với ⟦năm học trước⟧", "2021-01-01..2022-12-31"),
    "day of a word": ("Đình công hôm ⟦16-6⟧ đòi tăng lương.", "2023-06-16"),
    "the very day": ("⟦Hôm nay⟧ xã họp.", "2023-07-10"),
    "small hours": ("⟦Rạng sáng nay⟧, lửa bùng lên.", "2023-07-10"),
    "yesterday": ("⟦Hôm qua⟧, giám đốc bị triệu tập.", "2023-07-09"),
    "this morning": ("⟦Sáng nay⟧, cầu thông xe.", "2023-07-10"),
    "last night": ("⟦Đêm qua⟧ trời mưa.", "2023-07-09"),
    "morning of yesterday": ("⟦Sáng hôm qua⟧ trời mưa.", "2023-07-09"),
    "tomorrow": ("⟦Ngày mai⟧, lễ hội mở cửa.", "2023-07-11"),
    "next week": ("⟦Tuần tới⟧, đoàn khám bệnh.", "2023-07-17..2023-07-23"),
    "last week": ("⟦Tuần trước⟧ trời nắng.", "2023-07-03..2023-07-09"),
    "last month": ("⟦tháng trước⟧ vừa xong lớp thứ ba của ⟦năm nay⟧", "2023-06-01..2023-06-30; 2023-01-01..2023-12-31"),
    "this year": ("Trong ⟦năm nay⟧ sẽ xong.", "2023-01-01..2023-12-31"),
    "last year": ("⟦Năm ngoái⟧ lũ lớn.", "2022-01-01..2022-12-31"),
    "year before last": ("⟦Năm kia⟧ lũ lớn.", "2021-01-01..2021-12-31"),
    "next year": ("⟦Năm tới⟧ sẽ hơn.", "2024-01-01..2024-12-31"),
    "next quarter": ("⟦quý tới⟧", "2023-10-01..2023-12-31"),
    "compared with the year before": ("⟦Năm 2021⟧ thu 5 tỷ đồng, tăng 3% so với ⟦năm trước⟧.", "2021-01-01..2021-12-31; 2020-01-01..2020-12-31"),
    "not a day of the past": ("Những năm trước, đường lầy lội; các tuần sau cũng thế.", ""),
    "nowadays": ("Xưa nay vẫn vậy, ngày nay cũng thế, lâu nay chưa đổi.", ""),
}

SAME_PERIOD = {
    "a year earlier": ("⟦Sáu tháng đầu năm 2023⟧ tăng 12% so với ⟦cùng kỳ năm trước⟧.", "2023-01-01..2023-06-30; 2022-01-01..2022-06-30"),
    "bare": ("⟦Quý I/2023⟧, thu tăng 8% so với ⟦cùng kỳ⟧.", "2023-01-01..2023-03-31; 2022-01-01..2022-03-31"),
    "of a year": ("⟦Hai quý đầu năm⟧ được 41; ⟦cùng kỳ năm 2017⟧ chỉ 24.", "2023-01-01..2023-06-30; 2017-01-01..2017-06-30"),
    "of a bare year": ("⟦9 tháng đầu năm⟧ tăng so với ⟦cùng kỳ 2021⟧.", "2023-01-01..2023-09-30; 2021-01-01..2021-09-30"),
    "until a day": ("Tính đến ⟦30/6⟧, có 83 vụ; so với ⟦cùng kỳ⟧ tăng 7 vụ.", "2023-06-30; 2022-01-01..2022-06-30"),
    "over a year's target": ("⟦6 tháng đầu năm⟧ đạt 60% chỉ tiêu ⟦năm 2023⟧, giảm 3% so với ⟦cùng kỳ⟧.", "2023-01-01..2023-06-30; 2023-01-01..2023-12-31; 2022-01-01..2022-06-30"),
    "February": ("⟦Tháng 2/2023⟧ tăng so với ⟦cùng kỳ năm 2020⟧.", "2023-02-01..2023-02-28; 2020-02-01..2020-02-29"),
    "nothing to compare": ("Số vụ giảm so với cùng kỳ.", ""),
}

DURATIONS = {
    "half an hour": ("tan ca được ⟦nửa tiếng⟧", "PT30M"),
    "minutes and seconds": ("thành tích ⟦4 phút 51 giây⟧", "PT4M51S"),
    "five years ago": ("cách đây ⟦năm năm⟧", "P5Y"),
    "years": ("trong ⟦93 năm⟧ xây dựng", "P93Y"),
    "months": ("Sau ⟦02 tháng⟧ vận động", "P2M"),
    "in words": ("⟦hai năm⟧ liền không có ai", "P2Y"),
    "tens in words": ("Gần ⟦bốn mươi năm⟧ gắn bó, ⟦mười lăm năm⟧ làm tổ trưởng", "P40Y; P15Y"),
    "days": ("(thời gian học ⟦5 ngày⟧)", "P5D"),
    "one day": ("bốn người vào Đảng trong ⟦một ngày⟧", "P1D"),
    "half a year": ("Hơn ⟦nửa năm⟧ sau, ⟦nửa tháng⟧ nữa", "P6M; P15D"),
    "and a half": ("sau ⟦một năm rưỡi⟧", "P1Y6M"),
    "years and months": ("tổng cộng ⟦2 năm 6 tháng⟧ tù", "P2Y6M"),
    "anniversary": ("kỷ niệm ⟦76 năm⟧ Ngày thành lập Đảng", "P76Y"),
    "medal": ("Huy hiệu ⟦40 năm⟧ tuổi Đảng", "P40Y"),
    "weeks": ("tập huấn ⟦3 tuần⟧", "P3W"),
    "decades": ("hơn ⟦hai thập kỷ⟧", "P20Y"),
    "hours": ("làm việc ⟦8 giờ⟧/ngày, nghỉ ⟦30 phút⟧", "PT8H; PT30M"),
    "about": ("khoảng ⟦3 năm⟧", "P3Y approx"),
    "range": ("chờ ⟦3-5 ngày⟧", "P3D"),
    "five years in words": ("trong ⟦năm năm⟧ qua", "P5Y"),
    "line break": ("hơn ⟦10\nnăm⟧ nay", "P10Y"),
}

REPORTED = {
    "years of a table's head": ("Chỉ tiêu\t⟦2013⟧\t⟦2014⟧\tCộng\nĐoàn viên\t40\t2014\t90\n", "2013-01-01..2013-12-31; 2014-01-01..2014-12-31"),
    "year that ends a cell": ("TT\tĐơn vị\tChỉ tiêu ⟦2022⟧\n1\tXã A\t2010", "2022-01-01..2022-12-31"),
    "numbers of a row": ("Đơn vị\tSố người\nXã A\t2013\t2500", ""),
    "months of the report": ("Trong ⟦6 tháng⟧, toàn tỉnh kết nạp 50 đảng viên.", "2023-01-01..2023-06-30"),
    "months in a heading": ("KẾT QUẢ THI ĐUA ⟦6 THÁNG⟧", "2023-01-01..2023-06-30"),
    "months of the takings": ("Doanh thu ⟦6 tháng⟧ là 5 tỷ đồng.", "2023-01-01..2023-06-30"),
    "months told before": ("⟦3 tháng đầu năm⟧ mở 2 lớp. Trong ⟦3 tháng⟧ đã có 90 người học.", "2023-01-01..2023-03-31; 2023-01-01..2023-03-31"),
    "the last months": ("Trong ⟦6 tháng⟧ qua, chị nghỉ việc.", "P6M"),
    "the year so far": ("⟦6 tháng qua⟧, LĐLĐ huyện giới thiệu 63 đoàn viên.", "2023-01-01..2023-06-30"),
    "the year so far, in words": ("Toàn thị xã ⟦sáu tháng qua⟧ kết nạp 24 người.", "2023-01-01..2023-06-30"),
    "not the year so far": ("Suốt ⟦6 tháng⟧ qua không có việc.", "P6M"),
    "months of another time": ("⟦4 tháng⟧ qua xảy ra 38 vụ.", "P4M"),
    "months that open a clause": ("Kế hoạch là 240; ⟦sáu tháng⟧ mới thực hiện được 139.", "2023-01-01..2023-06-30"),
    "months of a stay": ("Anh chờ; ⟦sáu tháng⟧ không có việc.", "P6M"),
    "months of trial": ("Anh thử việc trong ⟦6 tháng⟧.", "P6M"),
    "months of another report": ("Trong ⟦9 tháng⟧, anh đã học xong nghề.", "P9M"),
    "counted years": ("Kinh phí ⟦hai năm 2021 và 2022⟧ là 5 tỷ.", "2021-01-01..2022-12-31"),
    "counted years, listed": ("Trong ⟦3 năm 2019, 2020, 2021⟧ có lũ.", "2019-01-01..2021-12-31"),
    "counted years, glued": ("trong ⟦2 năm2009-2010⟧ kết nạp 480 người", "2009-01-01..2010-12-31"),
    "plan of years": ("kế hoạch ⟦5 năm 2021-2025⟧ của tỉnh", "2021-01-01..2025-12-31"),
    "counted months": ("trong ⟦hai tháng 5 và 6⟧", "2023-05-01..2023-06-30"),
    "two months": ("trong ⟦tháng 5 và 6⟧, chi bộ cử 5 người", "2023-05-01..2023-06-30"),
    "counted quarters": ("⟦Hai quý I và II⟧ tăng đều.", "2023-01-01..2023-06-30"),
    "last days of a month": ("⟦10 ngày cuối tháng 5⟧ mưa to.", "2023-05-22..2023-05-31"),
    "from the mùng": ("nghỉ ⟦từ mùng 1 đến mùng 5 tháng 6⟧", "2023-06-01..2023-06-05"),
    "term named later": ("⟦Từ đầu nhiệm kỳ đến ngày 31/8/2022⟧ (nhiệm kỳ ⟦2020 - 2025⟧) có 5.", "2020-01-01..2022-08-31; 2020-01-01..2025-12-31"),
    "year until now": ("⟦Từ đầu năm tới nay⟧ có 5 vụ.", "2023-01-01..2023-07-10"),
    "year until a day": ("⟦Từ đầu năm tới ngày 30/6⟧ có 5 vụ.", "2023-01-01..2023-06-30"),
    "same period of the report": ("⟦6 tháng đầu năm⟧ đạt.\n\n\n\n\nTăng 4% so với ⟦cùng kỳ năm 2022⟧.", "2023-01-01..2023-06-30; 2022-01-01..2022-06-30"),
    "term before a noun": ("giai đoạn ⟦2011-2015⟧ chi bộ kết nạp 17 người", "2011-01-01..2015-12-31"),
    "term above a heading": ("ngành du lịch giai đoạn ⟦2016 - 2018⟧\n\nCHỦ TỊCH", "2016-01-01..2018-12-31"),
    "dateline and sentence": ("Cà Mau, ⟦10-7-2023⟧ - ⟦Sáng qua⟧, xã họp.", "2023-07-10; 2023-07-09"),
    "day in brackets": ("⟦Hôm qua⟧ (⟦9/7⟧), xã họp.", "2023-07-09; 2023-07-09"),
    "round of admissions": ("Đợt ⟦2-9⟧ kết nạp 5 người.", "2023-09-02"),
    "spelled quarters": ("⟦qúy II/2023⟧; ⟦quí 1 năm 2022⟧", "2023-04-01..2023-06-30; 2022-01-01..2022-03-31"),
    "orders of a quarter": ("Đơn hàng ⟦quý IV⟧ giảm.", "2023-10-01..2023-12-31"),
    "end of the past year": ("Đến ⟦cuối năm qua⟧ có 5 chi bộ.", "2022-01-01..2022-12-31 end"),
    "days of workers": ("nghỉ ⟦5 ngày⟧ công nhân vẫn có lương", "P5D"),
    "a clock with its letter is no day": ("17h20 - ⟦28/02/2011⟧", "2011-02-28"),
    "a clock is no day": ("Cập nhật 09:05, ⟦20-10-2021⟧", "2021-10-20"),
    "a clock above a month": ("Chủ nhật 07:15\n\n⟦Tháng 5 năm 2003⟧, chi bộ ra đời.", "2003-05-01..2003-05-31"),
    "before an hour": ("Gửi trước 16h00 ⟦ngày 26/6⟧.", "2023-06-26 before"),
    "latest is": ("Nộp chậm nhất là ⟦ngày 5/8⟧.", "2023-08-05 before"),
    "year of a later clause": ("⟦Bốn tháng đầu năm⟧ có 6; cả ⟦năm 2021⟧ có 4.", "2023-01-01..2023-04-30; 2021-01-01..2021-12-31"),
}

TRAPS = {
    "fractions": "8/17 đồng chí, 2/3 số vụ, 7/12 chi bộ, thợ bậc 6/7, tăng từ 5/12 lên 7/12",
    "fraction behind đến": "đạt đến 2/3 số hộ; có tới 3/4 công nhân nữ",
    "codes": "Kế hoạch 33/KH-LĐLĐ, Chương trình 07/CTr, Nghị định 30/2020/NĐ-CP, Luật số 45/2019/QH14",
    "shares": "chưa đến 1/5 là công nhân; chiếm 2/9 tổng số; mới đạt gần 2/3",
    "wages": "lương tháng 4 triệu rưỡi, lương tháng 7 đến 8 triệu, tháng 9,5 triệu",
    "rates": "lãi 640 triệu đồng một năm; thưởng 1 triệu đồng một tháng",
    "names of events": "Cách mạng Tháng Mười Nga; Cách mạng tháng Tám",
    "vague days": "Mấy hôm nay mưa dầm; 2 phút đọc",
    "roads": "số 12 đường 3/2, phố 30/4, Quốc lộ 1A, Quảng trường 10-3",
    "firms": "Công ty Cổ phần 30-4 và Xí nghiệp 27/7",
    "phones": "ĐT 0204.3856.101, 0918.204.667",
    "clock": "lúc 8 giờ 30, 14h15, từ 7 giờ đến 11 giờ",
    "scores": "thắng 3-1, tỷ số 2-2",
    "ages": "chị Hoa, 33 tuổi, và em Nam 12 tuổi",
    "ordinals": "lần thứ IV, khóa X, phiên thứ 9, lớp thứ ba, năm thứ nhất",
    "past year in summer": "Năm qua sản lượng đạt 11.300 tấn.",
    "results of the past year": "Những kết quả năm qua.",
    "every year": "gửi hồ sơ trước ngày 30 tháng 4 hằng năm",
    "number of a term": "học kỳ 1 năm học",
    "hour of a day": "tính tới 18 giờ hôm đó",
    "frequency": "mỗi năm một lần, hàng năm, hằng tháng, 2 năm/lần, mỗi quý",
    "decimals": "tuổi bình quân 28.6 tuổi, giá 1.5 triệu, tăng 2.3%",
    "slogan": "“2 gặp 1 kèm”",
    "list word": "Năm là, chủ động đề xuất.",
    "date words without a date": "Ngày thành lập Đảng; ngày tháng năm sinh; ngày càng nhiều; quý vị; đầu tư; cuối cùng",
    "ratio": "đạt 14/20 chỉ tiêu, 186/180 đảng viên",
    "versions": "công nghiệp 4.0, bản 2.1.3",
    "vague": "những năm qua, thời gian tới, giai đoạn hiện nay, trước đó, sau này",
    "work days": "1.950 ngày công, 01 tháng lương, 3 tháng lương",
    "impossible": "ngày 31 tháng 2 năm 2020, 31/02/2020, ngày 5 tháng 13",
    "four digits that count": "với 1500 công nhân, 2000 người, 1975 đồng chí",
    "addresses": "https://bao.vn/2023/05/12/tin.html",
}


@pytest.mark.parametrize(
    "marked, expected",
    [
        pytest.param(*row, id=f"{table}: {name}")
        for table, rows in {
            "days": DAYS,
            "periods": PERIODS,
            "intervals": INTERVALS,
            "relative": RELATIVE,
            "same period": SAME_PERIOD,
            "durations": DURATIONS,
            "reported": REPORTED,
        }.items()
        for name, row in rows.items()
    ],
)
def test_resolves(marked: str, expected: str) -> None:
    check(marked, expected)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in TRAPS.items()])
def test_is_no_date(text: str) -> None:
    layers, _ = read(text)
    assert [text[d.start : d.end] for d in layers.dates] == []


MISSING_YEARS = {
    "the past year in its first months": ("⟦Năm qua⟧ sản lượng đạt 11.300 tấn.", "1999-02-06", "1998-01-01..1998-12-31"),
    "own sentence": ("Hội nghị ⟦năm 2022⟧ họp ⟦ngày 21-10⟧ vừa qua.", None, "2022-01-01..2022-12-31; 2022-10-21"),
    "publication": ("⟦Ngày 21-6⟧, hội nghị họp.", PUBLISHED, "2023-06-21"),
    "nearest before": ("Lập ⟦tháng 9/2021⟧. ⟦Ngày 3/10⟧, họp. Tan ⟦ngày 5/1/2022⟧.", None,
                       "2021-09-01..2021-09-30; 2021-10-03; 2022-01-05"),
    "nearest after": ("⟦Sáng 10/9⟧, họp. Từ đó ⟦đến tháng 9/2022⟧ đã khác.".replace("⟦đến ", "đến ⟦"), None,
                      "2022-09-10; 2022-09-01..2022-09-30"),
    "ranges do not serve": ("⟦Sáng 10/9⟧, họp về nhiệm kỳ ⟦2020-2025⟧.", None, "?; 2020-01-01..2025-12-31"),
    "a year alone in another sentence does not": ("Xã lập ⟦năm 1999⟧ thôi. ⟦Ngày 10/9⟧, họp.", None, "1999-01-01..1999-12-31; ?"),
    "document numbers lend theirs last": ("Theo Kế hoạch 12/KH-UBND ⟦ngày 5/2/2021⟧, trong ⟦quý II⟧ sẽ xong.", PUBLISHED,
                                          "2021-02-05; 2023-04-01..2023-06-30"),
    "compared years do not": ("⟦Quý I⟧ tăng so với ⟦năm 2021⟧.", PUBLISHED, "2023-01-01..2023-03-31; 2021-01-01..2021-12-31"),
    "news of the last days": ("⟦Ngày 7/7⟧, tỉnh sơ kết việc ⟦năm 2022⟧.", PUBLISHED, "2023-07-07; 2022-01-01..2022-12-31"),
    "December in January": ("⟦Ngày 28/12⟧, tỉnh họp.", "2024-01-05", "2023-12-28"),
    "last year of an undated text": ("Lập ⟦tháng 9/2009⟧. ⟦Năm ngoái⟧ có 8.", None, "2009-09-01..2009-09-30; 2008-01-01..2008-12-31"),
    "planned for the next year": ("Rà soát trước ⟦ngày 15/3⟧.", "2017-12-29", "2018-03-15 before"),
    "open end": ("⟦từ năm 2018 đến nay⟧", None, "2018-01-01..?"),
    "open start": ("⟦từ nay đến 3/2/2006⟧", None, "?..2006-02-03"),
    "yesterday of an undated text": ("⟦Hôm qua⟧ trời mưa.", None, "?"),
    "across New Year": ("⟦từ 20/12 đến 5/1⟧", "2024-01-10", "2023-12-20..2024-01-05"),
}

LUNAR = {
    "third of Tết": ("⟦mùng 3 Tết⟧", "2023-01-24"),
    "full moon of the first month": ("⟦rằm tháng Giêng⟧", "2023-02-05"),
    "other months are not certain": ("giỗ Tổ ⟦10/3 âm lịch⟧, ⟦rằm tháng 7⟧", "?; ?"),
}


@pytest.mark.parametrize("marked, published, expected", MISSING_YEARS.values(), ids=MISSING_YEARS)
def test_missing_years(marked: str, published: str | None, expected: str) -> None:
    check(marked, expected, published)


@pytest.mark.parametrize("marked, expected", LUNAR.values(), ids=LUNAR)
def test_lunar_days(marked: str, expected: str) -> None:
    check(marked, expected)


def test_lead_in_is_kept() -> None:
    layers, _ = read("Tính đến hết tháng 6, so với năm 2022; nhiệm kỳ 2020-2025.")
    assert [date.lead_in for date in layers.dates] == ["tính đến hết", "so với", "nhiệm kỳ"]


@pytest.mark.parametrize(
    ("text", "lead_in"),
    [
        ("Tính đến 17 giờ ngày 18/9, cả huyện có 5 người.", "tính đến"),
        ("Đến 18 giờ ngày 19-10, nước rút.", "đến"),
        ("Tính đến: 30/6/2023 có 5 chi bộ.", "tính đến"),
        ("Hạn chót là trước ngày 30/6/2023.", "trước"),
        ("Chậm nhất vào 17 giờ, ngày 5/8 phải nộp.", "chậm nhất"),
        ("Vào hồi 8 giờ 30 phút, ngày 12 tháng 5", "hồi"),
        ("đến 24 giờ ngày 30 tháng 6 năm 2023", "đến"),
    ],
)
def test_lead_in_over_a_clock_time(text: str, lead_in: str) -> None:
    layers, _ = read(text)
    assert [date.lead_in for date in layers.dates] == [lead_in]


def test_nothing_in_boilerplate() -> None:
    text = "Thứ Hai, 10/07/2023 10:24\nNgày 7/7, hội nghị họp."
    layers = Layers(text, zones=[TextZone("boilerplate", 0, 25)])
    layers.fields.published = (PUBLISHED, PUBLISHED)
    dates.annotate(layers)
    assert [text[d.start : d.end] for d in layers.dates] == ["Ngày 7/7"]


def test_publication_is_marked() -> None:
    text = "Huế, ngày 10 tháng 7 năm 2023. Ngày 7/7 họp."
    layers = Layers(text)
    layers.fields.published, layers.fields.published_span = (PUBLISHED, PUBLISHED), (5, 29)
    dates.annotate(layers)
    assert [date.is_publication for date in layers.dates] == [True, False]


PIECES = st.sampled_from(
    ["ngày ", "tháng ", "năm ", "quý ", "từ ", "đến ", "nay ", "cùng kỳ ", "đầu ", "hai ", "mười ", "5", "12", "2022",
     "31", "/", "-", ", ", " và ", "II", "tuần trước ", "rằm ", "\n", " ", ".", "sáng ", "thứ năm ", "nửa ", "Tết "]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join)), st.sampled_from([None, PUBLISHED]))
def test_any_text_is_read_the_same_twice(text: str, published: str | None) -> None:
    found = []
    for _ in range(2):
        layers = Layers(text)
        layers.fields.published = (published, published) if published else None
        dates.annotate(layers)
        found.append(layers.dates)
        ends = [0]
        for date in layers.dates:
            assert ends[-1] <= date.start < date.end <= len(text)
            ends.append(date.end)
            assert date.from_day is None or date.to_day is None or date.from_day <= date.to_day
            assert (date.kind == "duration") == (date.value is not None)
    assert found[0] == found[1]
