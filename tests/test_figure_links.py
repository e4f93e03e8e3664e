"""Status, period, rate, part and share of each figure. Answers stand in the text: `[47|target|..2010-12-31]`.

After the figure come, in any order: a status (`actual`, `target`, `condition`), a period (`2010-01-01..2010-12-31`, open
ends left out, `-` for none), `per=…`, `of=…` and `ratio=…/…` (texts of the other figures). What is not given is not
checked. Every text stands in an article of 15 October 2010.
"""

from __future__ import annotations

import re

import pytest

from extractor.language.layers import FigureEntry, Layers
from extractor.pipeline import analyse

HEAD = "Đảng ủy Khối họp bàn công tác phát triển đảng viên\nThứ Sáu, 15/10/2010\n\n"
_MARK = re.compile(r"\[([^\]|]+)\|([^\]]*)\]")
_STATUSES = ("actual", "target", "condition")

STATUS = [
    "Phấn đấu đến cuối năm kết nạp [120|target] đảng viên.",
    "Đảng bộ đã kết nạp [96|actual] đảng viên, đạt [80%|actual] kế hoạch.",
    "Kết nạp được [64|actual] đảng viên, vượt chỉ tiêu đề ra.",
    "Chỉ tiêu năm 2011 là kết nạp [150|target] đảng viên.",
    "Đề nghị các doanh nghiệp có từ [20|condition] lao động trở lên thành lập công đoàn.",
    "Năm 2010, chỉ tiêu là kết nạp [1.500|target] đảng viên, nay mới được [913|actual], đạt [60,9%|actual].",
    "So với chỉ tiêu [450|target] đoàn viên ưu tú được giao, kết quả giới thiệu [487|actual] người.",
    "So với kế hoạch năm, toàn tỉnh kết nạp [487|actual] đảng viên.",
    "Phấn đấu kết nạp [60|target] đảng viên, kết quả học lớp đạt [ít nhất 90%|target].",
    "Từ nay đến 31/12/2010: kết nạp [47|target] đảng viên; thành lập [1|target] chi bộ; mở [2|target] lớp cảm tình Đảng.",
    "Năm 2011, Đảng ủy sẽ mở [3|target] lớp bồi dưỡng nhận thức về Đảng.",
    "Liên đoàn Lao động dự kiến trao [200|target] suất quà.",
    "Công nhân đủ [18|condition] tuổi trở lên được dự thi.",
    "Số đoàn viên được giới thiệu là [45|actual], đạt 90% chỉ tiêu ([50|target] người).",
    "Theo kế hoạch đã giao, đơn vị hoàn thành [12|actual] công trình.",
    "Toàn khối hiện có [38|actual] chi bộ.",
]
PERIOD = [
    "Năm 2009, Đảng bộ kết nạp [112|2009-01-01..2009-12-31] đảng viên.",
    "Trong quý III/2010 có [30|2010-07-01..2010-09-30] người được kết nạp.",
    "Tính đến ngày 30/9/2010, toàn Khối có [46|..2010-09-30] tổ chức cơ sở đảng.",
    "Hiện nay toàn Khối có [46|..2010-10-15] tổ chức cơ sở đảng.",
    "Từ năm 2005 đến nay đã kết nạp [540|2005-01-01..2010-10-15] đảng viên.",
    "Năm 2010 kết nạp [52|2010-01-01..2010-12-31] đảng viên, so với năm 2009 tăng 7 người.",
    "Năm 2008 kết nạp [40|2008-01-01..2008-12-31] người, năm 2009 kết nạp [55|2009-01-01..2009-12-31] người.",
    "Chi bộ ra mắt tháng 8/2006 với [4|2006-08-01..2006-08-31] đảng viên.",
    "Từ năm 2011, mỗi năm Đảng bộ thành lập [3|2011-01-01..] chi bộ.",
    "Số liệu chốt ngày 30/6/2010 cho thấy có [41|..2010-06-30] công đoàn cơ sở.",
    "Được thành lập năm 1998, công ty hiện có [640|..2010-10-15] lao động.",
    "Năm 2007 có 611 sáng kiến, năm 2008 có 790, năm 2009 đạt 984; gộp lại cả ba năm là [2.385|2007-01-01..2009-12-31] sáng kiến.",
    "Sáng 14/10, hội nghị khai mạc. Dự có [90|2010-10-14..2010-10-14] đại biểu.",
]
RATE = [
    "Mở 3 lớp bồi dưỡng, mỗi lớp [60|per=class] học viên.",
    "Bình quân mỗi năm kết nạp [24|per=year] đảng viên.",
    "Thu nhập bình quân [4,5 triệu|per=month] đồng/tháng.",
    "Trao 100 suất quà, mỗi suất [300.000|per=item] đồng.",
    "Hỗ trợ [500.000|per=person] đồng/người.",
]
PART = [
    "Kết nạp 96 đảng viên, trong đó có [40|of=96] nữ.",
    "Toàn Khối có 2.857 đảng viên, trong đó [402|of=2.857] là công nhân, [118|of=2.857] là người dân tộc thiểu số.",
    "Giới thiệu 60 đoàn viên ưu tú (khối trường học [25|of=60], khối doanh nghiệp [20|of=60], khối xã [15|of=60]).",
    "Kết nạp 96 đảng viên. Trong số đó, [31|of=96] người là công nhân.",
    "Kết nạp 96 đảng viên, thành lập [2|of=] chi bộ.",
]
SHARE = [
    "Kết nạp 96 đảng viên, trong đó 24 công nhân, chiếm [25%|ratio=24/96].",
    "Kết nạp 96 đảng viên, đạt [80%|ratio=96/] kế hoạch.",
    "Toàn tỉnh có 400 doanh nghiệp, mới có 20 doanh nghiệp có tổ chức đảng ([5%|ratio=20/400]).",
]


def parse(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    text, at, answers = HEAD, 0, []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        answers.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        at = match.end()
    return text + marked[at:], answers


def told(layers: Layers, figure: FigureEntry, wanted: str) -> str:
    """What the figure says, in the words of the answer `wanted`."""

    def quoted(name: str | None) -> str:
        other = next((other for other in layers.figures if other.id == name), None)
        return layers.text[other.quantity.start : other.quantity.end] if other else ""

    if wanted in _STATUSES:
        return figure.status
    if wanted.startswith("per="):
        return f"per={figure.per}"
    if wanted.startswith("of="):
        return f"of={quoted(figure.part_of)}"
    if wanted.startswith("ratio="):
        top, bottom, _ = figure.ratio or (None, None, None)
        return f"ratio={quoted(top)}/{quoted(bottom)}"
    return "..".join(day or "" for day in figure.period) if figure.period else "-"


@pytest.mark.parametrize("marked", [*STATUS, *PERIOD, *RATE, *PART, *SHARE])
def test_what_a_figure_says(marked: str) -> None:
    text, answers = parse(marked)
    layers = analyse(text)
    for start, end, wanted in answers:
        figures = [figure for figure in layers.figures if figure.quantity.start < end and start < figure.quantity.end]
        assert figures, text[start:end]
        for one in wanted.split("|"):
            assert (text[start:end], told(layers, figures[0], one)) == (text[start:end], one)
