"""Tables in plain text: found in every way of flattening, and each number with what head, label and caption say of it.

`analyse` is the whole pipeline; the letter's head gives the place (Vũng Liêm) and the year (2022).
"""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table_cases import TABLES, Case

from extractor.assemble import record_of
from extractor.extract.figures.table_cells import cell_of, column_numbers, index_of, kind_of, read_value
from extractor.extract.figures.table_units import Unit
from extractor.extract.figures.table_words import area_in, caption_content, caption_status, part_of_year
from extractor.extract.figures.tables import find_tables
from extractor.language.layers import FigureEntry, Layers
from extractor.pipeline import analyse, run

LETTER = """LIÊN ĐOÀN LAO ĐỘNG TỈNH VĨNH LONG
LĐLĐ HUYỆN VŨNG LIÊM
Số: 45/BC-LĐLĐ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Vũng Liêm, ngày 12 tháng 12 năm 2022

BÁO CÁO
Kết quả hoạt động công đoàn năm 2022

"""
AFTER = "\nCác đơn vị tiếp tục thực hiện tốt nhiệm vụ được giao trong thời gian tới.\n"


def _text(layers: Layers, entry: FigureEntry) -> str:
    return layers.text[entry.quantity.start : entry.quantity.end]


def _field(layers: Layers, entry: FigureEntry, name: str) -> str:
    named = {figure.id: _text(layers, figure) for figure in layers.figures}
    value = {
        "value": entry.quantity.value,
        "modifier": entry.quantity.modifier,
        "counted": entry.counted_text,
        "period": "..".join(day or "" for day in entry.period) if entry.period else None,
        "of": named.get(entry.part_of or ""),
        "ratio": "/".join(named.get(end or "", "-") for end in entry.ratio[:2]) if entry.ratio else None,
    }.get(name, getattr(entry, name, None))
    return "-" if value is None else str(value)


def told(case: Case) -> list[str]:
    """What the pipeline says of the numbers of the case's tables, in the form of the answers."""
    layers = analyse(LETTER + case.text + AFTER)
    return [
        " | ".join([_text(layers, entry), *(_field(layers, entry, name) for name in case.fields.split())])
        for entry in layers.figures
        if entry.rule.startswith("table")
    ]


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case.name)
def test_every_number_of_a_table_is_told(case: Case) -> None:
    assert told(case) == case.answer.strip().split("\n")


# What looks like a table and is none: letterheads, recipients, justified prose, addresses, timetables, scores, lists.
NO_TABLES = {
    "a letterhead in two columns": """ĐẢNG BỘ TỈNH TRÀ VINH          ĐẢNG CỘNG SẢN VIỆT NAM
HUYỆN ỦY CẦU KÈ
*
Số 118-BC/HU               Cầu Kè, ngày 02 tháng 8 năm 2019
""",
    "a letterhead between bars": """LIÊN ĐOÀN LAO ĐỘNG TỈNH PHÚ YÊN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 33/KH-LĐLĐ | Phú Yên, ngày 16 tháng 3 năm 2021
""",
    "recipients and signature": """Nơi nhận:                    TM. BAN THƯỜNG VỤ
- Như trên;                  CHỦ TỊCH
- Các CĐCS (25 bản);
- Lưu: VT, 12b.              Nguyễn Thị Bé Tư
""",
    "justified prose": """Trong  năm  qua,  Đảng  bộ  huyện  kết  nạp  96
đảng  viên  mới,  trong  đó  có  45  đồng  chí  nữ,
chiếm  46,9%,  tăng  12  đồng  chí  so  với  năm
2021;  các  CĐCS  giới  thiệu  210  đoàn  viên.
""",
    "prose broken into short lines": """Công đoàn các cấp giới thiệu
120
đoàn viên ưu tú cho Đảng, trong đó
45
người được kết nạp.
""",
    "an address": """Địa chỉ: 25 Phạm Thái Bường, phường 4
Điện thoại
02703822190
Fax
02703822191
""",
    "a timetable": """Thời gian | Nội dung | Người thực hiện
7h30 | Đón tiếp đại biểu | Ban Tổ chức
8h00 | Khai mạc | Đ/c Chủ tịch
""",
    "numbered titles": "1\nĐặc điểm tình hình\n2\nKết quả thực hiện\n3\nPhương hướng\n",
    "scores": """LĐLĐ huyện Vũng Liêm | 2 - 1 | LĐLĐ huyện Tam Bình
LĐLĐ thành phố | 0 - 3 | Công đoàn ngành Y tế
""",
    "a list of names": """TT | Họ và tên | Năm sinh | Chức vụ
1 | Lý Sà Ven | 1988 | Tổ trưởng
2 | Thạch Thị Sa Rương | 1991 | Công nhân
""",
    "a menu": "Trang chủ | Thời sự | Công đoàn | Media 24h | Bình luận (3)\nGửi bài | Liên hệ | RSS 2.0\n",
    "a list of figures in prose": """- Kết nạp 12 đảng viên;
- Giới thiệu 45 đoàn viên ưu tú;
- Thành lập 3 CĐCS.
""",
    "a byline and a clock": "Thứ Năm, 19/9/2024, 16:42\n2.104 lượt xem\nHà Vũ Lam\n",
}


@pytest.mark.parametrize("text", NO_TABLES.values(), ids=NO_TABLES)
def test_what_is_no_table(text: str) -> None:
    layers = run(Layers(LETTER + text + AFTER), until="zones")
    assert [table for table in find_tables(layers) if not table.silent] == [] or not any(
        entry.rule.startswith("table") for entry in analyse(layers.text).figures
    )


# These are told from tables of counts and give no figures at all.
SILENT = {
    "a list of contents": """MỤC LỤC
I. Tình hình đoàn viên công đoàn\t3
II. Kết quả kết nạp đảng viên\t7
III. Phương hướng\t15
""",
    "counters between bars": "Đang truy cập | 37\nHôm nay | 2.418\nHôm qua | 3.112\n",
    "counters, a cell a line": "Đang truy cập\n37\nHôm nay\n2418\nTổng lượt truy cập\n5660127\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_counts_nothing(text: str) -> None:
    assert analyse(LETTER + text + AFTER).figures == []


def test_figures_stay_in_text_order_around_a_table() -> None:
    text = """Đến nay, LĐLĐ huyện quản lý 96 CĐCS.

Đơn vị | Kết nạp | Tỷ lệ (%) | Ghi chú
Xã Hiếu Nhơn | 6 | 50 | Có 02 đồng chí nữ
Xã Hiếu Thành | 4 | 40 |

Ngoài ra, 03 đảng viên được tặng Huy hiệu.
"""
    layers = analyse(LETTER + text)
    assert [entry.id for entry in layers.figures] == [f"f{number}" for number in range(1, len(layers.figures) + 1)]
    assert [_text(layers, entry) for entry in layers.figures] == ["96", "6", "50", "02", "4", "40", "03"]


def test_the_sentence_before_a_table_on_its_line_is_read_once() -> None:
    layers = analyse(LETTER + "Đơn vị\tKết nạp\nXã Hiếu Nhơn\t6\nXã Hiếu Thành\t4\nToàn huyện có 12 chi bộ.\n")
    assert [_text(layers, entry) for entry in layers.figures] == ["6", "4", "12"]


KINDS = {
    "1.204": "value", "12,5": "value", "+6": "value", "- 2": "value", "94,1%": "value", "12/10": "value", "5-7": "value",
    "3 đ/c": "value", "350 triệu đồng": "value", "≥ 85%": "value", "(12)": "value", "45 người": "value", "1 204": "value",
    "2021": "year", "2015 - 2020": "year", "-": "blank", "…": "blank", "x": "blank",
    "xã an phú": "text", "12 con đường mới": "text", "02703822190": "text", "17/8/2017": "text", "7h30": "text",
    "ngày 12": "text", "3.1. kết quả": "text", "0 - 3 - 1": "text",
}  # fmt: skip


@pytest.mark.parametrize(("folded", "kind"), KINDS.items())
def test_kinds_of_cells(folded: str, kind: str) -> None:
    assert kind_of(folded) == kind


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("1,2 tỷ đồng", "1,2 tỷ", 1200000000), ("(-18,7%)", "-18,7%", -18.7), ("+6", "+6", 6), ("06", "06", 6),
        ("12/10", "12/10", 12), ("180 - 200", "180 - 200", 180), ("≥ 85%", "85%", 85), ("**60**", "60", 60),
        ("350 triệu", "350 triệu", 350000000), ("4 căn", "4", 4), ("12.", "12", 12), ("1 204", "1 204", 1204),
    ],
)  # fmt: skip
def test_numbers_of_cells(text: str, quote: str, value: float) -> None:
    layers = Layers(text)
    cell = cell_of(text, 0, len(text))
    assert cell is not None
    read = read_value(layers, cell, grouped=False)
    assert read is not None
    assert (text[read.quantity.start : read.quantity.end], read.quantity.value) == (quote, value)


@pytest.mark.parametrize(
    ("written", "scale", "noun", "currency"),
    [
        ("người", 1, "người", None), ("triệu đồng", 1000000, "đồng", "VND"), ("1.000 đồng", 1000, "đồng", "VND"),
        ("nghìn người", 1000, "người", None), ("USD", 1, "USD", "USD"), ("đ/c", 1, "đ/c", None),
        ("triệu đồng/người/tháng", 1000000, "đồng", "VND"), ("trđ", 1000000, "", None),
    ],
)  # fmt: skip
def test_units(written: str, scale: int, noun: str, currency: str | None) -> None:
    unit = Unit.of(written)
    assert (unit.scale, unit.noun, unit.currency) == (scale, noun, currency)


@pytest.mark.parametrize(
    ("folded", "index"),
    [("1", "n1"), ("01", "n1"), ("12.", "n12"), ("ii", "r"), ("a", "a"), ("1.2", "s"), ("xã", None), ("1.204", "s")],
)
def test_row_numbers(folded: str, index: str | None) -> None:
    assert index_of(folded) == index or (folded == "1.204" and index_of(folded) is None)


@pytest.mark.parametrize(
    ("cells", "length"),
    [(["a", "b", "1", "2", "3=2/1"], 5), (["(1)", "(2)", "(3)", "1"], 3), (["1", "xã an", "5"], 0), (["a", "b"], 0)],
)
def test_numbers_of_columns(cells: list[str], length: int) -> None:
    assert column_numbers(cells) == length or (length == 0 and column_numbers(cells) < 3)


@pytest.mark.parametrize(
    ("label", "whole", "area"),
    [
        ("Đảng bộ xã Điền Lư", False, "Điền Lư"), ("TP. Biên Hòa", True, "Biên Hòa"), ("Phường 5", True, "Phường 5"),
        ("LĐLĐ TX Kỳ Anh", False, "Kỳ Anh"), ("Hoàng Su Phì", True, "Hoàng Su Phì"), ("Hoàng Su Phì", False, None),
        ("Xã, thị trấn", True, None), ("Doanh nghiệp", True, None), ("Công đoàn Viên chức tỉnh", True, None),
        ("Huyện Trà Ôn (16 xã)", True, "Trà Ôn"),
    ],
)  # fmt: skip
def test_areas_of_labels(label: str, whole: bool, area: str | None) -> None:
    assert area_in(label, whole) == area


@pytest.mark.parametrize(
    ("caption", "status"),
    [
        ("biểu 2: chỉ tiêu kết nạp đảng viên", "target"), ("3. chỉ tiêu năm 2023", "target"),
        ("phân bổ chỉ tiêu năm 2024", "target"), ("kết quả thực hiện các chỉ tiêu", "actual"),
        ("bảng 1. số liệu đoàn viên", None), ("kế hoạch số 12/kh-lđlđ", None), ("danh sách theo kế hoạch", None),
    ],
)  # fmt: skip
def test_status_of_captions(caption: str, status: str | None) -> None:
    assert caption_status(caption) == status


@pytest.mark.parametrize(
    ("caption", "content"),
    [
        ("Biểu 2. Số đoàn viên các đơn vị (người)", "đoàn viên các đơn vị"), ("Bảng 3: Đảng viên mới", "Đảng viên mới"),
        ("Tiến độ thực hiện năm 2022", ""), ("", ""),
    ],
)  # fmt: skip
def test_what_captions_name(caption: str, content: str) -> None:
    assert caption_content(caption) == content


def test_parts_of_years() -> None:
    assert part_of_year("quý ii", "2022") == ("2022-04-01", "2022-06-30")
    assert part_of_year("tháng 2", "2024") == ("2024-02-01", "2024-02-29")
    assert part_of_year("tháng 13", "2024") is None
    assert part_of_year("quý i", None) is None


CELLS = st.sampled_from(
    ["TT", "STT", "1", "2", "3", "01", "I", "A", "(1)", "Đơn vị", "Năm", "2020", "2021", "Xã An Phú", "Cộng", "-", "12,5",
     "45%", "1.204", "Kết nạp (người)", "Tỷ lệ (%)", "Trong đó", "Nữ", "Chỉ tiêu", "Biểu 1", "triệu đồng", "", "nữ", "12 người"]
)  # fmt: skip
FLAT = st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=25).flatmap(
    lambda rows: st.sampled_from(["\n", "\t", " | ", "   ", "|"]).map(
        lambda gap: "\n".join(gap.join(row) for row in rows)
    )
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(FLAT, st.text(max_size=300)))
def test_tables_of_anything_quote_the_text(text: str) -> None:
    layers = Layers(text)
    before = -1
    for table in find_tables(layers):
        assert before < table.start < table.end <= len(text)
        before = table.end - 1
        for cell in table.cells():
            quoted = " ".join(" ".join(text[start:end].split()) for start, end in cell.spans)
            assert len(quoted) == len(cell.folded)
        assert all(len(row) == len(table.heads) for row in table.rows)


@settings(max_examples=60, deadline=None)
@given(FLAT)
def test_records_of_any_table_are_sound(text: str) -> None:
    layers = analyse(text)
    record = record_of(layers, document_id="x")
    assert record.problems(text) == []
    starts = [figure.span[0] for figure in record.figures]
    assert starts == sorted(starts)
    assert json.dumps(record.to_json()) == json.dumps(record_of(analyse(text), document_id="x").to_json())
