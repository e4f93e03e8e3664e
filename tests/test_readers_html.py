"""Web pages: what a reader sees, in order; what is not the article is marked; tables stay tables."""

from __future__ import annotations

import pytest
from conftest import NEWS
from hypothesis import given
from hypothesis import strategies as st
from make_formats import make

pytest.importorskip("lxml", reason="needs the extra html")

from extractor.errors import DocumentError
from extractor.ingest import Document, Source, document_from

TITLE, BODY = NEWS.split("\n")[:2]
LONG = "Theo báo cáo của Ban Thường vụ, các cấp công đoàn trong tỉnh đã giới thiệu 120 đoàn viên ưu tú cho Đảng xem xét. "


def read(page: str | bytes, name: str = "a.html") -> Document:
    data = page if isinstance(page, bytes) else page.encode()
    return document_from(Source("a", name, None), data)


def own(document: Document) -> str:
    """The text without boilerplate, white space squeezed."""
    kept, done = "", 0
    for kind, start, end in document.hints:
        kept += document.text[done:start] + ("" if kind == "boilerplate" else document.text[start:end])
        done = end
    return " ".join((kept + document.text[done:]).split())


def zone(document: Document, kind: str) -> list[str]:
    return [document.text[start:end] for one, start, end in document.hints if one == kind]


@pytest.mark.parametrize("kind", ["html", "portal"])
def test_a_page_holds_its_article_and_marks_the_rest(kind: str, tmp_path: object) -> None:
    from pathlib import Path

    (path,) = make(kind, {"a": NEWS}, Path(str(tmp_path)))
    document = read(path.read_bytes())
    assert own(document) == " ".join(NEWS.split())
    assert zone(document, "title") == [TITLE]
    assert document.format == "html"
    for words in ("Trang chủ", "Kết nạp 30 đảng viên" if kind == "portal" else "15 người được kết nạp"):
        assert any(words in piece for piece in zone(document, "boilerplate"))


ARTICLE = "<article><h1>{title}</h1>{before}<div class='content'><p>{long}</p>{inner}<p>{long}</p></div>{after}</article>"
PIECES = {
    "a menu by its tag": ("<nav><a href=1>Trang chủ</a></nav>", "Trang chủ", "boilerplate"),
    "a menu by its name": ("<div class='MainMenu'>Giới thiệu</div>", "Giới thiệu", "boilerplate"),
    "related news in Vietnamese": ("<div id='box-tin-lien-quan'><p>Kết nạp 30 người</p></div>", "Kết nạp 30 người", "boilerplate"),
    "camel case": ("<div class='relatedNews'>Kết nạp 30 người</div>", "Kết nạp 30 người", "boilerplate"),
    "links in a row": ("<p><a href=1>Kết nạp 31 người</a></p><p><a href=2>Kết nạp 32 người</a></p>", "Kết nạp 31 người\nKết nạp 32 người", "boilerplate"),
    "comments": ("<section class='comments'><p>Tôi thấy 15 người</p></section>", "Tôi thấy 15 người", "boilerplate"),
    "a counter": ("<span class='view-count'>1.904 lượt xem</span>", "1.904 lượt xem", "boilerplate"),
    "tags": ("<div class='tags'>Từ khóa: kết nạp</div>", "Từ khóa: kết nạp", "boilerplate"),
    "a caption": ("<figure><img><figcaption>Lễ kết nạp. Ảnh: H.H</figcaption></figure>", "Lễ kết nạp. Ảnh: H.H", "caption"),
    "a lead": ("<div class='sapo'>Tin tóm tắt</div>", "Tin tóm tắt", "lead"),
    "an author": ("<p class='tac-gia'>Nguyễn Hòa</p>", "Nguyễn Hòa", "byline"),
    "an author by property": ("<p itemprop='author'>Nguyễn Hòa</p>", "Nguyễn Hòa", "byline"),
    "a source": ("<p class='source'>Theo Báo Lao Động</p>", "Theo Báo Lao Động", "source"),
}  # fmt: skip


@pytest.mark.parametrize("name", PIECES)
def test_pieces_are_known_by_their_markup(name: str) -> None:
    markup, text, kind = PIECES[name]
    document = read(ARTICLE.format(title=TITLE, long=LONG, before="", inner=markup, after=""))
    assert zone(document, kind) == [text]


SEEN = {
    "line breaks": ("<p>một<br>hai</p>", "một\nhai"),
    "inline tags": ("<p>4<b>5</b> <i>công</i> nhân</p>", "45 công nhân"),
    "white space": ("<p>  a \n\t b&nbsp;c </p>", "a b\u00a0c"),
    "scripts": ("<p>a</p><script>var x = 12;</script><style>p{}</style>", "a"),
    "hidden": ("<p>a</p><p style='display: none'>12 người</p><p hidden>13</p>", "a"),
    "comments in the source": ("<p>a<!-- 12 -->b</p>", "ab"),
    "entities": ("<p>&#273;ảng &lt;5&gt; &amp; 6</p>", "đảng <5> & 6"),
    "a list": ("<ul><li>một</li><li>hai</li></ul>", "một\nhai"),
    "preformatted": ("<pre>một\nhai</pre>", "một\nhai"),
    "a table": ("<table><tr><th>Huyện</th><th>Số</th></tr><tr><td>Sa Pa</td><td>12</td></tr></table>", "Huyện\tSố\nSa Pa\t12"),
    "a cell over two columns": ("<table><tr><td colspan=2>Năm</td><td>x</td></tr><tr><td>a</td><td>b</td><td>c</td></tr></table>", "Năm\t\tx\na\tb\tc"),
    "a cell over two rows": ("<table><tr><td rowspan=2>A</td><td>1</td></tr><tr><td>2</td></tr></table>", "A\t1\n\t2"),
    "an empty cell": ("<table><tr><td>A</td><td></td><td>3</td></tr><tr><td>B</td><td>2</td><td>4</td></tr></table>", "A\t\t3\nB\t2\t4"),
    "a letterhead": ("<table><tr><td>TỈNH ỦY<br>SỐ 1</td><td>ĐẢNG CỘNG SẢN<br>ngày 1</td></tr></table>", "TỈNH ỦY\nSỐ 1\nĐẢNG CỘNG SẢN\nngày 1"),
}  # fmt: skip


@pytest.mark.parametrize("name", SEEN)
def test_what_a_reader_sees(name: str) -> None:
    markup, text = SEEN[name]
    document = read(f"<html><body><p>{LONG}</p>{markup}<p>{LONG}</p></body></html>")
    assert document.text.removeprefix(LONG.strip()).removesuffix(f"{LONG.strip()}\n").strip("\n") == text


HEAD = "<html><head>{head}</head><body>" + ARTICLE + "</body></html>"
FACTS = {
    "JSON-LD": '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","datePublished":"2022-03-31T08:05:00+07:00"}</script>',
    "JSON-LD in a graph": '<script type="application/ld+json">{"@graph":[{"@type":"Person","name":"y"},{"@type":["Article"],"datePublished":"2022-03-31T08:05"}]}</script>',
    "meta property": '<meta property="article:published_time" content="2022-03-31T08:05:00+07:00">',
    "meta name": '<meta name="pubdate" content="2022-03-31T08:05:00+07:00">',
}  # fmt: skip


@pytest.mark.parametrize("name", FACTS)
def test_the_day_that_a_page_tells_machines_stands_under_the_title(name: str) -> None:
    parts = {"title": TITLE, "long": LONG, "inner": "", "after": ""}
    document = read(HEAD.replace("{head}", FACTS[name].replace("{", "{{").replace("}", "}}")).format(before="", **parts))
    assert document.text.startswith(f"{TITLE}\n31/03/2022 08:05\n{LONG.strip()}")
    assert document.metadata["published"].startswith("2022-03-31T08:05")
    shown = "<p class='date'>Thứ năm, 31/3/2022</p>"
    document = read(HEAD.replace("{head}", FACTS[name].replace("{", "{{").replace("}", "}}")).format(before=shown, **parts))
    assert document.text.startswith(f"{TITLE}\nThứ năm, 31/3/2022\n{LONG.strip()}")


def test_an_author_that_only_machines_are_told_closes_the_article() -> None:
    head = '<meta name="author" content="Nguyễn Thị Hòa"><meta property="og:site_name" content="Báo Mẫu">'
    document = read(HEAD.replace("{head}", head).format(title=TITLE, long=LONG, before="", inner="", after="<footer>Tòa soạn</footer>"))
    assert zone(document, "byline") == ["Nguyễn Thị Hòa"]
    assert document.text.index("Nguyễn Thị Hòa") < document.text.index("Tòa soạn")


@pytest.mark.parametrize(
    ("encoding", "claim", "shown"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "windows-1252", "utf-8"),  # the bytes know better than the head
        ("utf-8-sig", "", "utf-8"),
        ("utf-16", "", "utf-16"),
    ],
)
def test_the_bytes_tell_the_encoding(encoding: str, claim: str, shown: str) -> None:
    document = read(f'<html><head><meta charset="{claim}"></head><body><p>{NEWS}</p></body></html>'.encode(encoding))
    assert TITLE in document.text
    assert document.encoding == shown


def test_pages_in_old_encodings() -> None:
    from make_formats import encoded

    page = f"<html><body><p>{NEWS * 2}</p></body></html>"
    for encoding in ("windows-1258", "tcvn3", "vni"):
        document = read(encoded(page, encoding))
        assert TITLE in document.text
        assert document.encoding == encoding


HOSTILE = {
    "deep": "<div>" * 5000 + NEWS,
    "deep tables": "<table><tr><td>" * 400 + NEWS,
    "wide spans": f"<table><tr><td colspan=99999999 rowspan=99999999>{NEWS}</td><td colspan=x>2</td></tr></table>",
    "no end": f"<html><body><p>{NEWS}<!-- ",
    "entity": f'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><html><p>&b;{NEWS}</p></html>',
    "zero bytes": f"<html><p>\0{NEWS}\0</p></html>",
    "broken JSON-LD": f'<html><script type="application/ld+json">{{"a": [[</script><p>{NEWS}</p></html>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_or_refused(name: str) -> None:
    try:
        document = read(HOSTILE[name])
    except DocumentError:
        return
    assert "root:" not in document.text


@given(st.text(alphabet="<>/pdivtablersn='\" &;a1đ\n!-", max_size=300))
def test_any_markup_gives_a_document_or_a_document_error(page: str) -> None:
    try:
        document = read("<html>" + page)
    except DocumentError:
        return
    done = 0
    for _, start, end in document.hints:
        assert done <= start < end <= len(document.text)
        done = end
