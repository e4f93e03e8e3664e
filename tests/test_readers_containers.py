"""Archives, messages, feeds and tables: every document in them by itself, and nothing that harms."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from conftest import NEWS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make_formats import make

pytest.importorskip("lxml", reason="needs the extra html")

from extractor.errors import DocumentError
from extractor.ingest import Document, Source, document_from, sources

OTHER = NEWS.replace("45", "46")
TEXTS = {"a": NEWS, "b": OTHER}


def documents(path: Path) -> dict[str, Document | str]:
    """Every document by its path, or the code of its error."""
    found: dict[str, Document | str] = {}
    for source in sources([path.parent]):
        assert source.path not in found
        try:
            found[source.path] = document_from(source)
        except DocumentError as error:
            found[source.path] = error.code
    return found


def texts(path: Path) -> dict[str, str]:
    return {name: one if isinstance(one, str) else one.text for name, one in documents(path).items()}


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def written(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


WHOLE = {
    "zip": {"all.zip/năm/a.txt": "a", "all.zip/năm/b.txt": "b"},
    "jsonl": {"all.jsonl/1": "a", "all.jsonl/2": "b"},
    "csv": {"all.csv/1": "a", "all.csv/2": "b"},
    "rss": {"all.rss/1": "a", "all.rss/2": "b"},
    "atom": {"all.atom/1": "a", "all.atom/2": "b"},
    "eml": {"a.eml/body.txt": "a", "a.eml/a.txt": "a", "b.eml/body.txt": "b", "b.eml/b.txt": "b"},
    "warc": {"all.warc.gz/bao.example.vn/a": "a", "all.warc.gz/bao.example.vn/b": "b"},
}


@pytest.mark.parametrize("kind", WHOLE)
def test_every_document_comes_by_itself(kind: str, tmp_path: Path) -> None:
    if kind in ("rss", "atom"):
        pytest.importorskip("feedparser")
    if kind == "warc":
        pytest.importorskip("fastwarc")
    path = make(kind, TEXTS, tmp_path)[0]
    found = documents(path)
    assert list(found) == list(WHOLE[kind])
    for name, key in WHOLE[kind].items():
        document = found[name]
        assert isinstance(document, Document)
        own = " ".join(document.text.split())
        assert " ".join(TEXTS[key].split()) in own
        assert document.container == name.split("/")[0]
        assert len(document.sha256) == 64


def test_a_member_is_the_same_document_as_the_file_that_it_was(tmp_path: Path) -> None:
    path = written(tmp_path, "a.zip", zipped(**{"x/y.txt": NEWS.encode()}))
    (document,) = documents(path).values()
    assert isinstance(document, Document)
    assert (document.id, document.path, document.container) == ("a/x/y", "a.zip/x/y.txt", "a.zip")
    assert (document.sha256, document.text) == (hashlib.sha256(NEWS.encode()).hexdigest(), NEWS)
    assert document.metadata["modified"]


def message(**extra: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in {"Subject": "Báo cáo quý I", "From": "Văn phòng <a@b.vn>", "Date": "Thu, 31 Mar 2022 08:05:00 +0700", **extra}.items():
        made[name] = value
    return made


def test_a_message_s_documents_know_their_message(tmp_path: Path) -> None:
    made = message()
    made.set_content("Kính gửi các đồng chí,\n\nXin gửi báo cáo.\n")
    made.add_attachment(NEWS.encode(), maintype="text", subtype="plain", filename="báo cáo.txt")
    made.add_attachment(zipped(**{"in.txt": OTHER.encode()}), maintype="application", subtype="zip", filename="../../x.zip")
    found = documents(written(tmp_path, "m.eml", made.as_bytes()))
    assert list(found) == ["m.eml/body.txt", "m.eml/báo cáo.txt", "m.eml/x.zip/in.txt"]
    attachment = found["m.eml/báo cáo.txt"]
    assert isinstance(attachment, Document)
    assert attachment.text == NEWS
    assert attachment.metadata["subject"] == "Báo cáo quý I"
    body = found["m.eml/body.txt"]
    assert isinstance(body, Document)
    assert body.format == "eml"
    inner = found["m.eml/x.zip/in.txt"]
    assert isinstance(inner, Document)
    assert inner.container == "m.eml/x.zip"


BODIES = {
    "plain goes before its page": ("Công đoàn 45 người\n", "<p>Công đoàn 45 người</p>", "m.eml/body.txt"),
    "a page with a table goes before plain": ("a 45\n", "<table><tr><td>a</td><td>45</td></tr></table>", "m.eml/body.html"),
    "a page alone": ("", "<p>Công đoàn 45 người</p>", "m.eml/body.html"),
}


@pytest.mark.parametrize("name", BODIES)
def test_the_body_is_said_once(name: str, tmp_path: Path) -> None:
    plain, page, wanted = BODIES[name]
    made = message()
    made.set_content(plain)
    made.add_alternative(page, subtype="html")
    assert list(documents(written(tmp_path, "m.eml", made.as_bytes()))) == [wanted]


def test_a_message_in_an_old_encoding_that_it_does_not_name(tmp_path: Path) -> None:
    from make_formats import encoded

    data = b"From: a@b.vn\nSubject: x\nDate: Thu, 31 Mar 2002 08:05:00 +0700\nMIME-Version: 1.0\n\n" + encoded(NEWS, "tcvn3")
    (document,) = documents(written(tmp_path, "m.eml", data)).values()
    assert isinstance(document, Document)
    assert (document.text, document.encoding) == (NEWS, "tcvn3")


ROWS = {
    "columns in Vietnamese": ("r.csv", "Tiêu đề;Ngày đăng;Nội dung;Nguồn\nTin;2022-03-31;Có 45 người.;Báo Mẫu\n", "Tin\n31/03/2022\nCó 45 người.\nNguồn: Báo Mẫu"),
    "columns in capitals": ("r.csv", "ID,NOI_DUNG\n1,Có 45 người.\n", "Có 45 người."),
    "a row over several lines": ("r.csv", 'text\n"Có ""45"" người.\nHết."\n', 'Có "45" người.\nHết.'),
    "tabs": ("r.tsv", "title\ttext\nTin\tCó 45 người.\n", "Tin\nCó 45 người."),
    "a title that the text begins with": ("r.csv", "title,text\nTin,Tin\n", "Tin"),
    "a line of JSON": ("r.jsonl", '{"headline": "Tin", "articleBody": "Có 45 người."}\n', "Tin\nCó 45 người."),
    "a list": ("r.json", '[{"content": "Có 45 người."}]', "Có 45 người."),
    "markup in a column": ("r.jsonl", '{"content": "<p>Có <b>45</b> người.</p><p>Hết.</p>"}\n', "Có 45 người.\nHết."),
    "an author": ("r.jsonl", '{"text": "Có 45 người.", "tác giả": "Lò Mai"}\n', "Có 45 người.\nLò Mai"),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_rows_are_documents(name: str, encoding: str, tmp_path: Path) -> None:
    file, content, text = ROWS[name]
    assert texts(written(tmp_path, file, content.encode(encoding))) == {f"{file}/1": text + "\n"}


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1258", "tcvn3", "vni"])
def test_tables_in_other_encodings(encoding: str, tmp_path: Path) -> None:
    from make_formats import encoded

    content = "text\n" + "\n".join(f'"{line}"' for line in NEWS.strip().split("\n")) + "\n"
    data = content.encode("utf-16") if encoding == "utf-16" else encoded(content, encoding)
    assert "".join(texts(written(tmp_path, "r.csv", data)).values()) == NEWS


def test_a_feed_s_entry_shows_its_day_in_vietnam(tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    feed = (
        "<rss version='2.0'><channel><item><title>Tin</title><pubDate>Wed, 30 Mar 2022 18:05:00 GMT</pubDate>"
        "<description>&lt;p&gt;Có 45 người.&lt;/p&gt;</description></item></channel></rss>"
    )
    assert texts(written(tmp_path, "f.xml", feed.encode())) == {"f.xml/1": "Tin\n31/03/2022 01:05\nCó 45 người.\n"}


def nested(depth: int) -> bytes:
    data = zipped(**{"a.txt": NEWS.encode()})
    for _ in range(depth):
        data = zipped(**{"a.zip": data})
    return data


def encrypted() -> bytes:
    data = bytearray(zipped(**{"a.txt": NEWS.encode()}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


HARM = {
    "a bomb": ("a.zip", zipped(**{"a.txt": b" " * 60_000_000}), {"a.zip": "D012"}),
    "a gzip bomb": ("a.gz", gzip.compress(b"a" * 19_000_000), {"a.gz/a": "D012"}),
    "a member that is too large": ("a.zip", zipped(**{"a.txt": os.urandom(100_000) * 250}), {"a.zip/a.txt": "D007"}),
    "too many containers deep": ("a.zip", nested(6), {"a.zip/a.zip/a.zip/a.zip/a.zip": "D012"}),
    "encrypted": ("a.zip", encrypted(), {"a.zip/a.txt": "D011"}),
    "cut off": ("a.zip", zipped(**{"a.txt": NEWS.encode()})[:-30], {"a.zip": "D010"}),
    "nothing in it": ("a.zip", zipped(), {"a.zip": "D002"}),
    "gzip cut off": ("a.txt.gz", gzip.compress(NEWS.encode())[:-20], {"a.txt.gz/a.txt": "D010"}),
    "a table without texts": ("a.csv", b"a,b\n1,2\n", {"a.csv": "D010"}),
    "a list without texts": ("a.json", b"[1, {}]", {"a.json/1": "D005", "a.json/2": "D010"}),
    "a line that is no JSON": ("a.jsonl", b'{"text": "x"}\n{"text\n', {"a.jsonl/1": "x\n", "a.jsonl/2": "D010"}),
    "entities in a feed": ("a.rss", b'<?xml version="1.0"?><rss><!ENTITY a "b"></rss>', {"a.rss": "D012"}),
}  # fmt: skip


@pytest.mark.parametrize("name", HARM)
def test_what_harms_has_a_code(name: str, tmp_path: Path) -> None:
    if "feed" in name:
        pytest.importorskip("feedparser")
    file, data, wanted = HARM[name]
    assert texts(written(tmp_path, file, data)) == wanted


def test_names_never_leave_the_archive(tmp_path: Path) -> None:
    inner = tmp_path / "in"
    inner.mkdir()
    names = {"../../../out.txt": b"a1", "/etc/passwd.txt": b"a2", "C:\\x.txt": b"a3", "a//b.txt": b"a4", "..": b"a5"}
    found = texts(written(inner, "a.zip", zipped(**names)))
    assert not any(".." in Path(name).parts or name.startswith("/") for name in found)
    assert len(found) == len([name for name in names if name != ".."]) or len(found) == len(names)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_twins_in_an_archive_stay_two(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", NEWS)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", OTHER)
    assert texts(written(tmp_path, "z.zip", out.getvalue())) == {"z.zip/a.txt": NEWS, "z.zip/a (2).txt": OTHER}


def test_a_container_is_not_one_document(tmp_path: Path) -> None:
    data = zipped(**{"a.txt": NEWS.encode(), "b.txt": OTHER.encode()})
    with pytest.raises(DocumentError, match="D014"):
        document_from(Source("a", "a.zip", None), data)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_mutated_containers_are_accounted_for(tmp_path: Path, data: st.DataObject) -> None:
    made = message()
    made.set_content(NEWS)
    kinds = {
        "m.eml": made.as_bytes(),
        "a.zip": zipped(**{"a.txt": NEWS.encode()}),
        "r.jsonl": json.dumps({"text": NEWS}).encode(),
        "r.csv": f'text\n"{NEWS}"\n'.encode(),
        "a.txt.gz": gzip.compress(NEWS.encode()),
    }
    name = data.draw(st.sampled_from(sorted(kinds)))
    whole = bytearray(kinds[name])
    for at, value in data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=4)):
        whole[at] = value
    for old in tmp_path.iterdir():
        old.unlink()
    assert documents(written(tmp_path, name, bytes(whole)))
