"""PDF: words by where they stand, columns, paragraphs, tables, page numbers; scans through OCR."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import NEWS
from make_formats import make
from test_readers_office import LETTER, OFFICE

pytest.importorskip("pypdfium2", reason="needs the extra pdf")

from extractor.errors import DocumentError
from extractor.ingest import Document, Source, document_from
from extractor.ingest.paper import Paper, Word
from extractor.ingest.reading_order import sheet_of

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
LONG = (
    "Quý I, các công đoàn cơ sở trong toàn tỉnh đã giới thiệu cho cấp ủy 45 đoàn viên ưu tú, trong đó có 12 người được kết "
    "nạp vào Đảng Cộng sản Việt Nam, tăng 3 người so với cùng kỳ năm trước và bằng một nửa chỉ tiêu của cả năm 2019.\n"
)


def read(data: bytes, name: str = "a.pdf") -> Document:
    return document_from(Source("a", name, None), data)


def paper(text: str, *, size: float = 10, height: float = 900) -> Paper:
    """A page as it looks here: a letter is half a size wide, a line one and a quarter sizes high."""
    words = []
    for row, line in enumerate(text.strip("\n").split("\n")):
        at = 0
        for word in line.split(" "):
            if word:
                words.append(Word(word, at * size / 2, (at + len(word)) * size / 2, 100 + row * size * 1.25, size))
            at += len(word) + 1
    return Paper(500, height, words)


PAGES = {
    "a letterhead": (
        "LĐLĐ TỈNH HÀ GIANG          CỘNG HÒA XÃ HỘI\n"
        "CÔNG ĐOÀN NGÀNH            Độc lập - Tự do\n"
        "Số: 12/BC                  Hà Giang, ngày 3\n"
        "            BÁO CÁO KẾT QUẢ GIỚI THIỆU",
        "LĐLĐ TỈNH HÀ GIANG\nCÔNG ĐOÀN NGÀNH\nSố: 12/BC\nCỘNG HÒA XÃ HỘI\nĐộc lập - Tự do\nHà Giang, ngày 3\nBÁO CÁO KẾT QUẢ GIỚI THIỆU",
    ),
    "the places for signatures": (
        "Trên đây là báo cáo của Liên đoàn Lao động huyện.\n"
        "Nơi nhận:               TM. BAN THƯỜNG VỤ\n"
        "- Như trên;                 CHỦ TỊCH\n"
        "- Lưu.                     Lò Thị Mai",
        "Trên đây là báo cáo của Liên đoàn Lao động huyện.\nNơi nhận:\n- Như trên;\n- Lưu.\nTM. BAN THƯỜNG VỤ\nCHỦ TỊCH\nLò Thị Mai",
    ),
    "a table without rules": (
        "Huyện          Giới thiệu     Kết nạp\nMèo Vạc              20            4\nQuản Bạ              31            9",
        "Huyện\tGiới thiệu\tKết nạp\nMèo Vạc\t20\t4\nQuản Bạ\t31\t9",
    ),
    "a table whose last row has no number, and whose head is broken": (
        "TT   Huyện           Giới     Kết nạp\n                     thiệu\n1    Mèo Vạc            20        4\n2    Quản Bạ            31        9\n     Cộng               51       13",
        "TT\tHuyện\tGiới\tKết nạp\n\t\tthiệu\n1\tMèo Vạc\t20\t4\n2\tQuản Bạ\t31\t9\n\tCộng\t51\t13",
    ),
    "a number that ends a sentence is no item": (
        "so với 6 tháng đầu năm 2018, số vụ giảm 4 nhưng số người chết tăng\n3. Tính theo ngành, xây dựng có 44 vụ.",
        "so với 6 tháng đầu năm 2018, số vụ giảm 4 nhưng số người chết tăng 3. Tính theo ngành, xây dựng có 44 vụ.",
    ),
    "items that follow each other are": (
        "1. Giới thiệu cho cấp ủy xem xét, bồi dưỡng 45 đoàn viên ưu tú;\n2. Kết nạp 12 người vào Đảng.",
        "1. Giới thiệu cho cấp ủy xem xét, bồi dưỡng 45 đoàn viên ưu tú;\n2. Kết nạp 12 người vào Đảng.",
    ),
    "a sign binds over a line end": (
        "Theo báo cáo mới nhất của ông Giám đốc và các Phó Giám đốc Sở LĐ-\nTB&XH tỉnh Đồng Nai thì có 24 vụ.",
        "Theo báo cáo mới nhất của ông Giám đốc và các Phó Giám đốc Sở LĐ-TB&XH tỉnh Đồng Nai thì có 24 vụ.",
    ),
    "headings in the middle stay apart": (
        "      LIÊN ĐOÀN LAO ĐỘNG TỈNH ĐỒNG NAI\n    CÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP BIÊN HÒA",
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH ĐỒNG NAI\nCÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP BIÊN HÒA",
    ),
    "a paragraph": (
        "Trong quý các công đoàn cơ sở giới thiệu 45 đoàn\nviên ưu tú cho Đảng xem xét kết nạp.\nPhần hai.",
        "Trong quý các công đoàn cơ sở giới thiệu 45 đoàn viên ưu tú cho Đảng xem xét kết nạp.\nPhần hai.",
    ),
    "items are lines of their own": (
        "Trong quý các công đoàn cơ sở giới thiệu 45 đoàn:\n- Mèo Vạc có nhiều nhất trong các huyện, 31 người\n- Quản Bạ",
        "Trong quý các công đoàn cơ sở giới thiệu 45 đoàn:\n- Mèo Vạc có nhiều nhất trong các huyện, 31 người\n- Quản Bạ",
    ),
    "a soft hyphen at a line end": (
        "Trong quý các công đoàn cơ sở giới thiệu cho Sam\u00ad\nsung một người",
        "Trong quý các công đoàn cơ sở giới thiệu cho Samsung một người",
    ),
    "a wide space in a sentence": ("Số người    được kết nạp là 45", "Số người\tđược kết nạp là 45"),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_read_as_a_person_reads_them(name: str) -> None:
    page, text = PAGES[name]
    assert sheet_of([paper(page)]).text()[0].strip() == text


def test_the_order_of_drawing_says_nothing() -> None:
    page = paper(PAGES["a letterhead"][0])
    page.words.reverse()
    assert sheet_of([page]).text()[0].strip() == PAGES["a letterhead"][1]


def test_page_numbers_wait_for_the_end_of_the_paragraph_and_are_marked() -> None:
    first = paper("Trong quý các công đoàn cơ sở giới thiệu 45 đoàn\n" * 1)
    number = Word("- 1 -", 200, 225, 880, 10)
    first.words.append(number)
    second = paper("viên ưu tú cho Đảng xem xét kết nạp, 12 người. Hết\nPhần hai.")
    text, hints = sheet_of([first, second]).text()
    assert text.split("\n")[0].startswith("Trong quý các công đoàn cơ sở giới thiệu 45 đoàn viên ưu tú")
    assert [(kind, text[start:end]) for kind, start, end in hints] == [("boilerplate", "- 1 -")]


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
def test_libreoffice_s_pdf_is_the_plain_text(tmp_path: Path) -> None:
    (path,) = make("pdf", {"a": LETTER + LONG}, tmp_path)
    document = read(path.read_bytes())
    assert document.text.split() == (LETTER + LONG).split()
    assert LONG.strip() in document.text  # one paragraph again
    assert "Mèo Vạc\t20\t4" in document.text
    assert (document.format, document.confidence) == ("pdf", None)


@pytest.mark.skipif(not BROWSER, reason="no Chromium is installed")
def test_a_browser_s_pdf_is_the_plain_text(tmp_path: Path) -> None:
    (path,) = make("print", {"a": LETTER + LONG}, tmp_path)
    document = read(path.read_bytes())
    assert document.text.split() == (LETTER + LONG).split()
    assert LONG.strip() in document.text


SCANS = OFFICE and shutil.which("pdftoppm") and shutil.which("tesseract")


@pytest.mark.slow
@pytest.mark.skipif(not SCANS, reason="LibreOffice, poppler or Tesseract is not installed")
def test_a_scan_says_that_it_was_read_by_ocr_and_how_surely(tmp_path: Path) -> None:
    pytest.importorskip("PIL")
    (path,) = make("scan", {"a": LETTER + LONG}, tmp_path)
    document = read(path.read_bytes())
    assert document.encoding == "ocr"
    assert document.metadata["pages through OCR"] == "1"
    assert document.confidence is not None
    assert document.confidence > 0.8
    found, wanted = document.text.split(), (LETTER + LONG).split()
    assert len(set(wanted) - set(found)) <= 0.1 * len(set(wanted))
    subprocess.run(["pdftoppm", "-r", "150", "-png", str(path), str(tmp_path / "page")], check=True)
    image = read(next(tmp_path.glob("page*.png")).read_bytes(), "a.png")
    assert (image.format, image.encoding) == ("image", "ocr")
    assert "45 đoàn viên ưu tú" in image.text


BROKEN = {
    "a beginning only": (b"%PDF-1.7\n...", "D010"),
    "no pages": (b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>", "D010"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_documents_have_a_code(name: str) -> None:
    data, code = BROKEN[name]
    with pytest.raises(DocumentError, match=code):
        read(data)


def test_a_missing_program_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("PIL")
    from io import BytesIO

    from PIL import Image

    monkeypatch.setattr(shutil, "which", lambda _: None)
    picture = BytesIO()
    Image.new("L", (50, 50), 255).save(picture, "PNG")
    with pytest.raises(DocumentError, match="D009") as caught:
        read(picture.getvalue(), "a.png")
    assert "apt-get install tesseract-ocr tesseract-ocr-vie" in caught.value.advice


def test_a_missing_library_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(DocumentError, match="D008") as caught:
        read(b"%PDF-1.7 " + NEWS.encode())
    assert caught.value.advice == "pip install 'extractor[pdf]'"
