"""Office documents made by LibreOffice and by hand: text in order, tables as rows, letterheads block by block."""

from __future__ import annotations

import contextlib
import io
import shutil
import zipfile
from pathlib import Path

import pytest
from conftest import NEWS
from hypothesis import given
from hypothesis import strategies as st
from make_formats import make

pytest.importorskip("lxml", reason="needs the extra office")

from extractor.errors import DocumentError
from extractor.ingest import Document, Source, document_from

LETTER = (
    "LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ GIANG\nCÔNG ĐOÀN NGÀNH Y TẾ\nSố: 12/BC-CĐYT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nHà Giang, ngày 3 tháng 4 năm 2019\nBÁO CÁO\nKết quả giới thiệu đoàn viên ưu tú\n"
    "Quý I, các công đoàn cơ sở giới thiệu 45 đoàn viên ưu tú, trong đó 12 người được kết nạp.\n"
    "Đơn vị\tGiới thiệu\tKết nạp\nBệnh viện tỉnh\t25\t8\nTrung tâm y tế Mèo Vạc\t20\t4\n"
    "Nơi nhận: như trên.\n"
)
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def read(data: bytes, name: str) -> Document:
    return document_from(Source("a", name, None), data)


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["docx", "odt", "rtf", "doc"])
def test_the_text_is_the_plain_text(kind: str, tmp_path: Path) -> None:
    (path,) = make(kind, {"letter": LETTER}, tmp_path)
    document = read(path.read_bytes(), f"letter.{kind}")
    assert document.text.split() == LETTER.split()
    assert document.text.strip().split("\n") == LETTER.strip().split("\n")  # rows, letterhead and lines too
    assert document.format == kind


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
def test_content_decides_not_the_ending(tmp_path: Path) -> None:
    (path,) = make("docx", {"letter": LETTER}, tmp_path)
    assert read(path.read_bytes(), "letter.doc").format == "docx"
    assert read(path.read_bytes(), "letter").format == "docx"


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", content)
    return out.getvalue()


def p(text: str, properties: str = "") -> str:
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def numbered(level: int) -> str:
    return f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr></w:pPr>'


BODIES = {
    "runs that break a word": ('<w:p><w:r><w:t>4</w:t></w:r><w:r><w:t>5 người</w:t></w:r></w:p>', "45 người"),
    "tabs and breaks": ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a\tb\nc"),
    "what was deleted": ("<w:p><w:del><w:r><w:delText>12</w:delText></w:r></w:del><w:ins><w:r><w:t>13 người</w:t></w:r></w:ins></w:p>", "13 người"),
    "a link": ("<w:p><w:hyperlink><w:r><w:t>xem</w:t></w:r></w:hyperlink></w:p>", "xem"),
    "a content control": (f"<w:sdt><w:sdtContent>{p('trong khung')}</w:sdtContent></w:sdt>", "trong khung"),
    "a field": ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>a</w:t></w:r></w:p>", "a"),
    "a text box": (f"<w:p><w:r><w:pict><w:txbxContent>{p('hộp')}</w:txbxContent></w:pict><w:t>ngoài</w:t></w:r></w:p>", "hộp\nngoài"),
    "a table": (f"<w:tbl><w:tr><w:tc>{p('A')}</w:tc><w:tc>{p('1')}</w:tc></w:tr><w:tr><w:tc>{p('B')}</w:tc><w:tc>{p('2')}</w:tc></w:tr></w:tbl>", "A\t1\nB\t2"),
    "a merged cell": (f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{p('A')}</w:tc><w:tc>{p('1')}</w:tc></w:tr><w:tr><w:tc>{p('B')}</w:tc><w:tc>{p('2')}</w:tc><w:tc>{p('3')}</w:tc></w:tr></w:tbl>", "A\t\t1\nB\t2\t3"),
    "a table in a cell": (f"<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>{p('x')}</w:tc><w:tc>{p('y')}</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>", "x y"),
    "numbers that Word writes": (p("một", numbered(0)) + p("hai", numbered(1)) + p("ba", numbered(1)) + p("bốn", numbered(0)) + p("năm", numbered(1)), "I. một\nI.1. hai\nI.2. ba\nII. bốn\nII.1. năm"),
    "a font that is an encoding": ('<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>C«ng ®oµn tØnh</w:t></w:r></w:p>', "Công đoàn tỉnh"),
    "its capitals": ('<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTimeH"/></w:rPr><w:t>C«ng ®oµn</w:t></w:r></w:p>', "CÔNG ĐOÀN"),
    "such a font on sound text": ('<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>Công đoàn tỉnh Hải Dương được</w:t></w:r></w:p>', "Công đoàn tỉnh Hải Dương được"),
}  # fmt: skip


@pytest.mark.parametrize("name", BODIES)
def test_what_word_writes(name: str) -> None:
    body, text = BODIES[name]
    document = read(docx(body, numbering=NUMBERING), "a.docx")
    assert document.text.strip() == text


def odt(body: str) -> bytes:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "drawing")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body></office:document-content>")
    return out.getvalue()


ODT_BODIES = {
    "spaces and tabs": ("<text:p>a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d</text:p>", "a   b\tc\nd"),
    "spans": ("<text:p>4<text:span>5</text:span> người</text:p>", "45 người"),
    "a list": ("<text:list><text:list-item><text:p>một</text:p></text:list-item><text:list-item><text:p>hai</text:p></text:list-item></text:list>", "- một\n- hai"),
    "repeated cells": ("<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell table:number-columns-repeated='2'><text:p>1</text:p></table:table-cell></table:table-row></table:table>", "A\t1\t1"),
    "a note": ("<text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>chú</text:p></text:note-body></text:note>b</text:p>", "chú\nab"),
}  # fmt: skip


@pytest.mark.parametrize("name", ODT_BODIES)
def test_what_libreoffice_writes(name: str) -> None:
    body, text = ODT_BODIES[name]
    assert read(odt(body), "a.odt").text.strip() == text


RTF = {
    "letters by number": (r"{\rtf1\ansi\uc1 \'43\u244?ng \u273?o\u224?n 45 ng\u432?\u7901?i}", "Công đoàn 45 người"),
    "a table": (r"{\rtf1\ansi a\par\trowd\cellx1\cellx2 A\cell 1\cell\row\trowd\cellx1\cellx2 B\cell 2\cell\row b\par}", "a\nA\t1\nB\t2\nb"),
    "a letterhead": (r"{\rtf1\ansi\trowd\cellx1\cellx2 A\par B\cell C\par D\cell\row b\par}", "A\nB\nC\nD\nb"),
}  # fmt: skip


@pytest.mark.parametrize("name", RTF)
def test_rich_text(name: str) -> None:
    pytest.importorskip("striprtf")
    data, text = RTF[name]
    assert read(data.encode(), "a.rtf").text.strip() == text


def test_the_properties_are_kept() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>Báo cáo</dc:title><dc:creator>Văn phòng</dc:creator></cp:coreProperties>"
    )
    out = io.BytesIO(docx(p("Công đoàn")))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("docProps/core.xml", core)
    assert dict(read(out.getvalue(), "a.docx").metadata) == {"title": "Báo cáo", "author": "Văn phòng"}


BROKEN = {
    "cut off": (docx(p(NEWS))[:200], "a.docx", "D010"),
    "a ZIP that is no document": (odt("")[:4] + b"x" * 50, "a.docx", "D010"),
    "entities": (docx("").replace(b"<w:document", b'<!DOCTYPE d [<!ENTITY a "b">]><w:document'), "a.docx", "D010"),
    "broken XML": (docx("<w:p><w:r>"), "a.docx", "D010"),
    "a DOC that is none": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + b"x", "a.doc", "D010"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_documents_have_a_code(name: str) -> None:
    data, path, code = BROKEN[name]
    with pytest.raises(DocumentError) as caught:
        read(data, path)
    assert caught.value.code == code, str(caught.value)


def test_entities_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f'<!DOCTYPE d [<!ENTITY a "b">]><w:document {W}><w:body>{p("&a;")}</w:body></w:document>')
    with pytest.raises(DocumentError, match="D012"):
        read(out.getvalue(), "a.docx")


def test_a_bomb_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b" " * 15_000_000)
    with pytest.raises(DocumentError, match="D012"):
        read(out.getvalue(), "a.docx")


@given(st.data())
def test_mutated_documents_give_a_document_or_a_document_error(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["docx", "odt", "rtf"]))
    whole = bytearray({"docx": docx(p(NEWS)), "odt": odt(f"<text:p>{NEWS}</text:p>"), "rtf": RTF["a table"][0].encode()}[kind])
    for at, value in data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=5)):
        whole[at] = value
    with contextlib.suppress(DocumentError):
        read(bytes(whole), f"a.{kind}")
