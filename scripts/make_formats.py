"""Writes documents of a folder of plain texts in every format that the extractor reads, with real programs.

    python scripts/make_formats.py corpus out/formats [--formats html,docx] [--limit 10]

LibreOffice writes DOCX, ODT, RTF, DOC and PDF, Chromium prints a page to PDF and saves its DOM, pdftoppm makes scans
at 200 dots an inch, Python's own libraries write mail, archives, feeds and tables. Each file bears its text's name.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import html
import io
import json
import re
import shutil
import subprocess
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache
from itertools import takewhile
from pathlib import Path

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TYPEWRITTEN = str.maketrans({"–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "..."})
_DOTS = 200  # an inch, of scans
_OFFICE = {
    "docx": "docx:MS Word 2007 XML", "odt": "odt:writer8", "rtf": "rtf:Rich Text Format", "doc": "doc:MS Word 97",
    "pdf": "pdf:writer_pdf_Export",
}  # fmt: skip
ENCODINGS = ("windows-1258", "tcvn3", "vni", "viscii", "vps")
FORMATS = (
    *ENCODINGS, "html", "portal", "dom", *_OFFICE, "print", "scan", "eml", "zip", "warc", "jsonl", "csv", "rss", "atom",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("texts", type=Path, help="folder of plain texts")
    parser.add_argument("out", type=Path, help="folder to write to, one folder a format")
    parser.add_argument("--formats", default=",".join(FORMATS), help="separated by commas")
    parser.add_argument("--limit", type=int, help="the first N documents only")
    given = parser.parse_args()
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(given.texts.glob("*.txt"))[: given.limit]}
    for name in given.formats.split(","):
        number = len(make(name, texts, given.out / name))
        print(f"{name}: {number} files")


def make(name: str, texts: dict[str, str], folder: Path) -> list[Path]:
    """Write the texts in the format of that name into the folder; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    if name in ENCODINGS:
        return _each(texts, folder, ".txt", lambda _, text: encoded(text, name))
    if name in _OFFICE:
        return _office(texts, folder, name)
    makers: dict[str, Callable[[], list[Path]]] = {
        "html": lambda: _each(texts, folder, ".html", lambda _, text: _page(text).encode()),
        "portal": lambda: _each(texts, folder, ".html", lambda _, text: _portal(text).encode("utf-8")),
        "dom": lambda: _browser(texts, folder, "dom"),
        "print": lambda: _browser(texts, folder, "print"),
        "scan": lambda: _scans(texts, folder),
        "eml": lambda: _each(texts, folder, ".eml", _mail),
        "zip": lambda: [_archive(texts, folder / "all.zip")],
        "warc": lambda: [_web_archive(texts, folder / "all.warc.gz")],
        "jsonl": lambda: [_written(folder / "all.jsonl", b"".join(_json_line(*item) for item in texts.items()))],
        "csv": lambda: [_written(folder / "all.csv", _table(texts))],
        "rss": lambda: [_written(folder / "all.rss", _rss(texts).encode())],
        "atom": lambda: [_written(folder / "all.atom", _atom(texts).encode())],
    }
    return makers[name]()


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _each(texts: dict[str, str], folder: Path, ending: str, form: Callable[[str, str], bytes]) -> list[Path]:
    return [_written(folder / f"{name}{ending}", form(name, text)) for name, text in texts.items()]


# --- plain text as a page: paragraphs, tables, letterhead ---------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """A line of prose, or the rows of a table; `is_frame` for two halves without rules. It takes so many `lines`."""

    rows: list[list[str]]
    is_frame: bool = False
    lines: int = 1

    @property
    def is_line(self) -> bool:
        return len(self.rows) == 1 and len(self.rows[0]) == 1


_CELLS = re.compile(r"\t| *\| *| {2,}")
_SIDES = re.compile(r" *\| *|(?<=\S) {5,}(?=\S)")
_STATE = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM")
_PLACE_AND_DAY = re.compile(r"ngày.{1,12}tháng.{1,8}năm", re.IGNORECASE)
_LONGEST_SIDE = 60  # characters of a line in one half of a letterhead
_FAR = 20  # spaces before a line that stands in the right half alone


def blocks(text: str) -> list[Block]:
    """The lines of a text; rows with tabs, bars or columns are tables again, and halves stand side by side."""
    lines = text.rstrip("\n").split("\n")
    head = _letterhead(lines)
    found = [head] if head else []
    at = head.lines if head else 0
    while at < len(lines):
        block = _grid(lines[at:]) or _halves(lines[at:]) or Block([[lines[at]]])
        found.append(block)
        at += block.lines
    return found


def _grid(lines: list[str]) -> Block | None:
    """The table that begins here: three cells and more, on three lines and more."""
    rows = []
    for line in lines:
        cells = [cell.strip() for cell in _CELLS.split(line.rstrip())]
        if sum(map(bool, cells)) < 3:
            break
        rows.append(cells)
    return Block(rows, lines=len(rows)) if len(rows) > 2 else None


def _halves(lines: list[str]) -> Block | None:
    """The two halves of a letterhead, or of the places for signatures, that begin here and end at an empty line."""
    lines = list(takewhile(str.strip, lines))
    sides = [_SIDES.split(line.strip()) for line in lines]
    pairs = sum(len(pair) == 2 for pair in sides)
    if pairs < 2 or any(len(pair) > 2 or max(map(len, pair)) > _LONGEST_SIDE for pair in sides):
        return None
    halves: tuple[list[str], list[str]] = ([], [])
    for line, pair in zip(lines, sides, strict=True):
        for at, side in enumerate(pair, start=len(pair) == 1 and line.startswith(" " * _FAR)):
            halves[at].append(side)
    return Block([["\n".join(half) for half in halves]], is_frame=True, lines=len(lines))


def _letterhead(lines: list[str]) -> Block | None:
    """Both halves of a letterhead that the text has one below the other."""
    start = next((at for at, line in enumerate(lines[:12]) if _STATE.search(line)), 0)
    end = next((at for at, line in enumerate(lines[:14]) if _PLACE_AND_DAY.search(line)), 0)
    if not 0 < start < end or re.search(r"\s{3,}|\|", "".join(lines[: end + 1])):
        return None
    return Block([["\n".join(lines[:start]), "\n".join(lines[start : end + 1])]], is_frame=True, lines=end + 1)


def _escaped(line: str) -> str:
    """The line as HTML, with the spaces that HTML would swallow."""
    spaced = re.sub(r"^ +| {2,}", lambda gap: "\u00a0" * len(gap[0]), line)
    return html.escape(spaced, quote=False)


def _body(text: str) -> str:
    out = []
    for block in blocks(text):
        if block.is_line:
            line = block.rows[0][0].strip()
            place = ' align="center"' if line.isupper() and len(line) < 60 else ""
            out.append(f"<p{place}>{_escaped(block.rows[0][0]) or '<br>'}</p>")
            continue
        border = "0" if block.is_frame else "1"
        width = max(map(len, block.rows))
        rows = [
            "".join(f"<td>{'<br>'.join(_escaped(line) for line in cell.split(chr(10)))}</td>" for cell in row)
            for row in ([*row, *[""] * (width - len(row))] for row in block.rows)
        ]
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        out.append(f'<table border="{border}" width="100%" cellspacing="0">{body}</table>')
    return "\n".join(out)


_STYLE = "body{font:13pt 'Liberation Serif',serif} p{margin:0 0 4pt} td{vertical-align:top}"


def _plain_page(text: str) -> str:
    head = f"<head><meta charset=utf-8><style>{_STYLE}</style></head>"
    return f"<!DOCTYPE html><html>{head}<body>{_body(text)}</body></html>"


def _first(text: str) -> tuple[str, str]:
    """The first line with words, and the rest."""
    head, _, rest = text.lstrip("\n").partition("\n")
    return head, rest


def _page(text: str) -> str:
    """A newspaper's page as they are made today."""
    title, rest = _first(text)
    facts = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title}
    return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{_escaped(title)} - Báo Mẫu</title>
<meta property="og:title" content="{html.escape(title)}"><meta property="og:site_name" content="Báo Mẫu">
<script type="application/ld+json">{json.dumps(facts, ensure_ascii=False)}</script><style>{_STYLE}</style></head>
<body><header class="site-header"><a href="/"><img src="logo.png" alt="Báo Mẫu"></a>
<nav><ul><li><a href="/a">Trang chủ</a></li><li><a href="/b">Thời sự</a></li><li><a href="/c">Công đoàn</a></li></ul>
</nav></header>
<main><article class="article-detail"><h1 class="title">{_escaped(title)}</h1>
<div class="article-content" itemprop="articleBody">{_body(rest)}</div>
<div class="share-box"><a href="#">Chia sẻ</a> <a href="#">Zalo</a> 1.204 lượt thích</div></article>
<section class="related-news"><h3>Tin liên quan</h3><ul>
<li><a href="/1">Kết nạp 312 đảng viên mới trong năm 2019</a></li>
<li><a href="/2">Trao 500 suất quà cho công nhân</a></li></ul></section>
<section class="comments"><h3>Bình luận (12)</h3>
<p>Bạn đọc: Năm 2020 tôi thấy 15 người được kết nạp ở công ty tôi, rất vui.</p></section></main>
<aside class="sidebar"><h4>Đọc nhiều</h4><ol><li><a href="/3">Tuyên dương 98 công nhân giỏi</a></li></ol></aside>
<footer><p>Tòa soạn: 12 Trần Phú. Giấy phép số 345/GP-BTTTT. Lượt truy cập: 1.234.567</p></footer></body></html>"""


def _portal(text: str) -> str:
    """A province's portal as of 2008: tables for columns, names in Vietnamese, one form around all."""
    title, rest = _first(text)
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{_escaped(title)}</title></head>
<body><form method="post" action="Default.aspx" id="aspnetForm"><table width="1000" border="0">
<tr><td colspan="2" id="banner"><b>CỔNG THÔNG TIN ĐIỆN TỬ</b></td></tr>
<tr><td width="200" id="menu_trai"><table><tr><td><a href="#">Trang chủ</a></td></tr>
<tr><td><a href="#">Giới thiệu</a></td></tr><tr><td class="thongke">Lượt truy cập: 812.345</td></tr></table></td>
<td><div id="ctl00_NoiDung"><span class="tieude"><b>{_escaped(title)}</b></span><br>{_body(rest)}</div>
<div class="tinkhac"><b>Các tin khác</b><ul><li><a href="#">Hội nghị tổng kết với 120 đại biểu</a></li>
<li><a href="#">Kết nạp 30 đảng viên</a></li></ul></div></td></tr>
<tr><td colspan="2" class="footer">Chịu trách nhiệm: Văn phòng. Điện thoại: 0211.3861.234</td></tr>
</table></form></body></html>"""


# --- office programs and browsers ----------------------------------------------------------------------------------


def _office(texts: dict[str, str], folder: Path, kind: str) -> list[Path]:
    office = shutil.which("soffice") or shutil.which("libreoffice") or ""
    with tempfile.TemporaryDirectory() as work:
        pages = [_written(Path(work, f"{name}.html"), _plain_page(text).encode()) for name, text in texts.items()]
        if kind == "doc":  # its own filter cannot take a page: by way of ODT
            pages = _convert(office, pages, "odt:writer8", Path(work), "HTML (StarWriter)")
            return _convert(office, pages, _OFFICE[kind], folder)
        if kind in ("docx", "rtf", "pdf"):
            pages = _convert(office, pages, "odt:writer8", Path(work), "HTML (StarWriter)")
            return _convert(office, pages, _OFFICE[kind], folder)
        return _convert(office, pages, _OFFICE[kind], folder, "HTML (StarWriter)")


def _convert(office: str, files: Iterable[Path], kind: str, folder: Path, source: str | None = None) -> list[Path]:
    files = list(files)
    with tempfile.TemporaryDirectory() as profile:
        command = [office, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
        command += [f"--infilter={source}"] if source else []
        command += ["--convert-to", kind, "--outdir", str(folder), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=900)
    ending = "." + kind.partition(":")[0]
    return [path for file in files if (path := folder / (file.stem + ending)).is_file()]


def _browser(texts: dict[str, str], folder: Path, what: str) -> list[Path]:
    names = ("chromium", "chromium-browser", "google-chrome")
    browser = next((path for name in names if (path := shutil.which(name))), "")
    made = []
    with tempfile.TemporaryDirectory() as work:
        start = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={work}/profile"]
        for name, text in texts.items():
            page = _page(text) if what == "dom" else _plain_page(text)
            source = _written(Path(work, f"{name}.html"), page.encode())
            made.append(folder / f"{name}{'.html' if what == 'dom' else '.pdf'}")
            task = ["--dump-dom"] if what == "dom" else ["--no-pdf-header-footer", f"--print-to-pdf={made[-1]}"]
            done = subprocess.run([*start, *task, source.as_uri()], check=True, capture_output=True, timeout=120)
            if what == "dom":
                made[-1].write_bytes(done.stdout)
    return made


def _scans(texts: dict[str, str], folder: Path) -> list[Path]:
    """PDFs of pictures of pages, as a scanner makes them."""
    from PIL import Image

    made = []
    with tempfile.TemporaryDirectory() as work:
        for path in _office(texts, Path(work), "pdf"):
            command = ["pdftoppm", "-r", str(_DOTS), "-gray", "-jpeg", str(path), str(path.with_suffix(""))]
            subprocess.run(command, check=True, capture_output=True, timeout=300)
            pages = [Image.open(page) for page in sorted(Path(work).glob(f"{path.stem}-*.jpg"))]
            made.append(folder / f"{path.stem}.pdf")
            pages[0].save(made[-1], save_all=True, append_images=pages[1:], resolution=_DOTS)
    return made


# --- mail, archives, feeds, tables ---------------------------------------------------------------------------------


def _mail(name: str, text: str) -> bytes:
    """A message with the document as its body, and once more as an attachment."""
    message = EmailMessage()
    message["Subject"] = f"Gửi báo cáo: {_first(text)[0]}"
    message["From"] = "Văn phòng <vanphong@example.vn>"
    message["To"] = "bantochuc@example.vn"
    message["Date"] = "Thu, 31 Mar 2022 08:05:00 +0700"
    message["Message-ID"] = f"<{len(text)}@example.vn>"
    message.set_content(text, cte="base64")
    message.add_attachment(text.encode(), maintype="text", subtype="plain", filename=f"{name}.txt")
    return message.as_bytes()


def _archive(texts: dict[str, str], path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(f"năm/{name}.txt", text)
    return path


def _web_archive(texts: dict[str, str], path: Path) -> Path:
    """As crawlers write them: each record a gzip member of its own."""
    with path.open("wb") as out:
        for name, text in texts.items():
            page = _page(text).encode()
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(page)
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\n"
                f"WARC-Target-URI: https://bao.example.vn/{name}\r\nWARC-Date: 2022-03-31T01:05:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(text):012}>\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer) + len(page)}\r\n\r\n"
            )
            out.write(gzip.compress(head.encode() + answer + page + b"\r\n\r\n", mtime=0))
    return path


def _json_line(name: str, text: str) -> bytes:
    return json.dumps({"id": name, "content": text}, ensure_ascii=False).encode() + b"\n"


def _table(texts: dict[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["Mã", "Nội dung"])
    writer.writerows(texts.items())
    return out.getvalue().encode("utf-8-sig")


def _rss(texts: dict[str, str]) -> str:
    items = "".join(
        f"<item><guid>{name}</guid><title>{_escaped(_first(text)[0])}</title>"
        f"<content:encoded><![CDATA[{_body(_first(text)[1])}]]></content:encoded></item>"
        for name, text in texts.items()
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Báo Mẫu</title>'
        f"<link>https://bao.example.vn</link><description>Tin</description>{items}</channel></rss>"
    )


def _atom(texts: dict[str, str]) -> str:
    entries = "".join(
        f"<entry><id>{name}</id><title>{_escaped(_first(text)[0])}</title><updated>2022-03-31T01:05:00Z</updated>"
        f'<content type="html">{html.escape(_body(_first(text)[1]))}</content></entry>'
        for name, text in texts.items()
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Báo Mẫu</title>'
        f"<id>x</id><updated>2022-03-31T01:05:00Z</updated>{entries}</feed>"
    )


# --- encodings from before Unicode ---------------------------------------------------------------------------------


def encoded(text: str, encoding: str) -> bytes:
    """The text in an old Vietnamese encoding, as the keyboards of its time wrote it."""
    text = unicodedata.normalize("NFC", text)
    if encoding == "windows-1258":
        return b"".join(_windows_1258(letter) for letter in text)
    spelled = _spelled(encoding)
    if encoding == "tcvn3":  # its fonts have no toned capitals: they were typed as small letters
        text = "".join(letter.lower() if _is_toned(letter) else letter for letter in text)
    if encoding in ("viscii", "vps"):  # and these no typographers' quotes and dashes
        text = text.translate(_TYPEWRITTEN)
    surface = "".join(spelled.get(letter, letter) for letter in text)
    return surface.encode("cp1252" if encoding in ("tcvn3", "vni") else "latin-1", "replace")


def _is_toned(letter: str) -> bool:
    return any(mark in unicodedata.normalize("NFD", letter) for mark in _TONES)


def _windows_1258(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        return (base + "".join(part for part in parts if part in _TONES)).encode("cp1258", "replace")


@cache
def _spelled(encoding: str) -> dict[str, str]:
    from extractor import lexicon

    entries = lexicon.load("encodings")[encoding]["letters"]
    return {entry[-1]: entry[:-1] for entry in reversed(entries)}


if __name__ == "__main__":
    main()
