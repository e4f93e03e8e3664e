"""Scans: where ruled tables run, what OCR confuses, crooked pages, numbers that are never made up."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("PIL", reason="needs the extra ocr")

from PIL import Image, ImageDraw, ImageFont

from extractor.ingest import Source, document_from, ocr, ruling, slips, straight
from extractor.ingest.paper import Paper, Word

DOTS = 300
VIETNAMESE = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
needs_tesseract = pytest.mark.skipif(
    not (shutil.which("tesseract") and VIETNAMESE.is_file()), reason="Tesseract or the font DejaVu is not installed"
)


def drawn(*lines: tuple[int, int, int, int], width: int = 3, shade: int = 90) -> Image.Image:
    """A page with these lines on it."""
    page = Image.new("L", (1500, 900), 250)
    draw = ImageDraw.Draw(page)
    for line in lines:
        draw.line(line, fill=shade, width=width)
    return page


def grid(xs: list[int], ys: list[int]) -> list[tuple[int, int, int, int]]:
    return [(x, ys[0], x, ys[-1]) for x in xs] + [(xs[0], y, xs[-1], y) for y in ys]


WHOLE = grid([100, 300, 800, 1300], [100, 200, 300, 400])
# name -> lines, cells of each row that are there (None: taken by a cell above or to the left)
RULED = {
    "a table": (WHOLE, ["xxx", "xxx", "xxx"]),
    "pale hairlines": (WHOLE, ["xxx", "xxx", "xxx"]),
    "a head over two columns": (
        [*grid([100, 300, 1300], [100, 200, 300, 400]), (800, 200, 800, 400)], ["xx.", "xxx", "xxx"],
    ),
    "a label over two rows": (
        [*((x, 100, x, 400) for x in (100, 300, 800, 1300)), (100, 100, 1300, 100), (300, 200, 1300, 200),
         (100, 300, 1300, 300), (100, 400, 1300, 400)], ["xxx", ".xx", "xxx"],
    ),
    "a letter's stroke in a cell": ([*WHOLE, (350, 203, 350, 270)], ["xxx", "xxx", "xxx"]),
    "a frame is no table": (grid([100, 1300], [100, 800]), None),
    "nor a line under a heading": ([(100, 100, 900, 100)], None),
    "nor two columns with a line between them": ([(700, 50, 700, 850)], None),
    "nor the lines of a form": ([(100, y, 1300, y) for y in range(100, 800, 100)], None),
}  # fmt: skip


@pytest.mark.parametrize("name", RULED)
def test_tables_are_where_their_lines_run(name: str) -> None:
    lines, rows = RULED[name]
    page = drawn(*lines, width=1, shade=180) if "hairlines" in name else drawn(*lines)
    tables, _ = ruling.tables(np.asarray(page), DOTS)
    if rows is None:
        assert not tables
        return
    (table,) = tables
    assert ["".join("." if cell is None else "x" for cell in row) for row in table.rows] == rows


def test_a_black_picture_holds_no_tables() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (600, 600)).astype(np.uint8)
    for picture in (noise, np.zeros((600, 600), np.uint8), np.full((600, 600), 255, np.uint8), noise[:1], noise[:, :1]):
        assert ruling.tables(picture, DOTS)[0] == []
        straight.slant(picture)


SLIPS = {
    "kết nạp đẳng viên": "kết nạp đảng viên",
    "ĐẲNG BỘ TỈNH, Đẳng ủy": "ĐẢNG BỘ TỈNH, Đảng ủy",
    "163 đẳng viên,đạt": "163 đảng viên,đạt",
    "các chỉ bộ, chỉ ủy và Chỉ bộ": "các chi bộ, chi ủy và Chi bộ",
    "chỉ nhánh, chỉ tiết": "chi nhánh, chi tiết",
    "LĐLĐ tĩnh": "LĐLĐ tỉnh",
    "11⁄4": "11/4",
    "Ðảng": "Đảng",
    # traps: what was seen has a sense
    "bình đẳng giới, trường cao đẳng, đẳng cấp": None,
    "chỉ tiêu, chỉ đạo, chỉ có 3 người, địa chỉ": None,
    "chỉ đoàn viên mới được, chỉ bộ phận này": None,
    "chỉ Bộ Y tế và Bộ Công an": None,
    "Hà Tĩnh, yên tĩnh, tĩnh điện": None,
    "l5 và O3": None,  # no digit is made up
}


@pytest.mark.parametrize("seen", SLIPS)
def test_slips_are_put_right_where_nothing_else_can_be_meant(seen: str) -> None:
    words = [Word(word, 0, 1, 0, 1) for word in seen.split(" ")]
    slips.mend(words)
    assert " ".join(word.text for word in words) == (SLIPS[seen] or seen)


ROWS = [
    ["STT", "Đơn vị", "Chỉ tiêu", "Tỷ lệ (%)"],
    ["1", "Đảng bộ xã Điền Lư", "8", "75,0"],
    ["2", "Đảng bộ xã Lũng Niêm", "1.250", "50,0"],
    ["", "Cộng", "14", "107,6"],
]


def scanned(angle: float = 0) -> bytes:
    """A page with a ruled table as a scanner sees it, laid crookedly by so many degrees."""
    font = ImageFont.truetype(str(VIETNAMESE), 46)
    page = Image.new("L", (2480, 1500), 255)
    draw = ImageDraw.Draw(page)
    draw.text((240, 200), "Kết quả kết nạp đảng viên trong 6 tháng đầu năm 2020 của các đảng bộ xã:", 20, font)
    xs, ys = [200, 360, 1200, 1600, 2100], [320, 410, 500, 590, 680]
    for line in grid(xs, ys):
        draw.line(line, fill=60, width=3)
    for top, row in zip(ys, ROWS, strict=False):
        for left, cell in zip(xs, row, strict=False):
            draw.text((left + 15, top + 12), cell, 20, font)
    draw.text((240, 900), "Các nơi còn lại kết nạp được 41 đồng chí, đưa tổng số toàn huyện lên 61 người.", 20, font)
    turned = page.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    noise = np.random.default_rng(7).normal(0, 6, (1500, 2480))
    out = io.BytesIO()
    Image.fromarray(np.clip(np.asarray(turned) + noise, 0, 255).astype(np.uint8)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.slow
@needs_tesseract
@pytest.mark.parametrize("angle", [0, 1.2, -2])
def test_a_ruled_table_is_read_cell_by_cell_however_the_page_lies(angle: float) -> None:
    document = document_from(Source("a", "a.png", None), scanned(angle))
    lines = document.text.split("\n")
    assert [line.split("\t") for line in lines if "\t" in line] == ROWS
    assert "41 đồng chí" in document.text
    assert document.confidence is not None
    assert document.confidence > 0.8


def test_numbers_that_are_hard_to_read_are_told() -> None:
    words = [Word("45", 0, 1, 0, 1, 0.5), Word("46", 0, 1, 0, 1, 0.9), Word("người", 0, 1, 0, 1, 0.3)]
    assert ocr.hard_to_read([Paper(1, 1, words)]) == {"numbers hard to read": "45"}
    assert ocr.hard_to_read([Paper(1, 1, words[1:])]) == {}


def test_the_slant_is_found_to_a_tenth_of_a_degree() -> None:
    page = drawn(*((100, y, 1400, y) for y in range(100, 800, 40)))
    for angle in (-2.5, -0.6, 0.0, 0.4, 1.7):
        turned = page.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=250)
        assert straight.slant(np.asarray(turned)) == pytest.approx(-angle, abs=0.15)
