"""Bytes to documents: encodings, formats, folders, and an error with a stable code for everything else."""

from __future__ import annotations

import hashlib
import io
import os
import sys
import unicodedata
from pathlib import Path

import pytest
from conftest import NEWS
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import DocumentError
from extractor.ingest import Source, document_from, document_of, sources
from extractor.ingest.readers import readers
from extractor.ingest.vietnamese import is_vietnamese

BOM = b"\xef\xbb\xbf"
ENGLISH = "The man in the house on the hill can not go to the sea, but he may at last see that it is too late. " * 3
FRENCH = "Là où le thé et le café ont été bus, il a dû y aller à pied, même s'il a été blessé à la tête en été. " * 3
ROMANIAN = "Să nu uităm că în această țară fiecare om are dreptul să își spună părerea, că așa e bine mâine. " * 3
INDONESIAN = "Saya tidak tahu apa yang akan terjadi besok di kota ini karena semua orang sudah pergi ke sana. " * 3
UNMARKED = "Lien doan Lao dong tinh Hung Yen to chuc hoi nghi tong ket phong trao thi dua nam 2023, bieu duong. " * 3


def source(data: bytes, name: str = "a.txt") -> tuple[Source, bytes]:
    return Source(id=Path(name).stem, path=name, file=None), data


ENCODINGS = {
    "utf-8": (NEWS.encode(), "utf-8"),
    "utf-8 with a byte order mark": (BOM + NEWS.encode(), "utf-8 with byte order mark"),
    "utf-16 little-endian with a mark": (b"\xff\xfe" + NEWS.encode("utf-16-le"), "utf-16-le"),
    "utf-16 big-endian with a mark": (b"\xfe\xff" + NEWS.encode("utf-16-be"), "utf-16-be"),
    "utf-16 little-endian without": (NEWS.encode("utf-16-le"), "utf-16-le"),
    "utf-16 big-endian without": (NEWS.encode("utf-16-be"), "utf-16-be"),
    "utf-32": (NEWS.encode("utf-32"), "utf-32"),
    "NFD": (unicodedata.normalize("NFD", NEWS).encode(), "utf-8"),
    "line ends of Windows": (NEWS.replace("\n", "\r\n").encode(), "utf-8"),
    "line ends of old Macs": (NEWS.replace("\n", "\r").encode(), "utf-8"),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_every_encoding_gives_the_same_text(name: str) -> None:
    data, encoding = ENCODINGS[name]
    document = document_from(*source(data))
    assert document.text == NEWS
    assert document.encoding == encoding
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert (document.format, document.size, document.path, document.id) == ("text", len(data), "a.txt", "a")


def test_nothing_is_removed_from_the_text() -> None:
    text = "  \tHưng\u00a0Yên:  45\u200b công nhân\n\n\f— hết —\n"
    assert document_from(*source(text.encode())).text == text


BROKEN = {
    "no bytes": (b"", "a.txt", "D002"),
    "white space": (b" \n\t\r\n ", "a.txt", "D002"),
    "200 KB of nothing": (b"\0" * 200_000, "a.txt", "D002"),
    "a lone byte order mark": (BOM, "a.txt", "D002"),
    "no-break spaces": ("\u00a0\u200b\n".encode(), "a.txt", "D002"),
    "random bytes": (bytes(range(256)) * 20, "a.txt", "D003"),
    "text with a zero byte": (NEWS.encode() + b"\0\0abc", "a.txt", "D003"),
    "no encoding at all": (b"ab\xff\xfe\x93 \x80\x81 \x9d\x8fx " * 30, "a.txt", "D004"),
    "French in Latin-1": (FRENCH.encode("latin-1"), "a.txt", "D004"),
    "cut within a character": (NEWS.encode()[:-3] + "ạ".encode()[:2], "a.txt", "D004"),
    "UTF-16 cut within a character": (b"\xff\xfe" + NEWS.encode("utf-16-le")[:-1], "a.txt", "D004"),
    "PDF": (b"%PDF-1.7\n...", "a.pdf", "D010"),
    "PDF that calls itself text": (b"%PDF-1.7\n...", "a.txt", "D010"),
    "DOCX that is none": (b"PK\x03\x04....", "a.docx", "D010"),
    "DOC that is none": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "a.doc", "D010"),
    "image that is none": (b"\xff\xd8\xff\xe0....", "a.jpg", "D010"),
    "video": (b"RIFF....AVI ....", "a.avi", "D005"),
    "another thing named so": (b"\x8f\x02\xe1\x00 not one", "a.pdf", "D010"),
    "a ZIP of nothing": (b"PK\x05\x06" + b"\0" * 18, "a.zip", "D002"),
    "JSON without a text": (b'{"a": 1}', "a.json", "D010"),
    "English": (ENGLISH.encode(), "a.txt", "D006"),
    "French": (FRENCH.encode(), "a.txt", "D006"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_has_a_code_a_place_and_a_remedy(name: str) -> None:
    data, path, code = BROKEN[name]
    with pytest.raises(DocumentError) as caught:
        document_from(*source(data, path))
    error = caught.value
    assert error.code == code, str(error)
    assert error.where == path
    assert error.advice


def test_every_code_belongs_to_one_error() -> None:
    def tree(kind: type[DocumentError]) -> list[type[DocumentError]]:
        return [kind, *(below for child in kind.__subclasses__() for below in tree(child))]

    codes = [kind.code for kind in tree(DocumentError)]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (NEWS, True),
        (NEWS.upper(), True),
        (UNMARKED, True),
        (NEWS + ENGLISH[:200], True),
        (ENGLISH, False),
        (FRENCH, False),
        (ROMANIAN, False),
        (INDONESIAN, False),
        ("Samsung Electronics Vietnam", None),
        ("15,4% 1.200 7/2023 " * 100, None),
        ("", None),
    ],
)
def test_is_vietnamese(text: str, answer: bool | None) -> None:
    assert is_vietnamese(text) is answer


def test_shared_texts_are_vietnamese(shared: Path) -> None:
    for path in [*shared.glob("seeds/*.txt"), *shared.glob("dev/text/*.txt")]:
        assert document_from(Source(path.stem, path.name, path)).text


def test_missing_and_unreadable_and_too_large(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    big.write_bytes(b"a" * 11)
    with pytest.raises(DocumentError, match="D007"):
        Source("big", "big.txt", big).load(limit=10)
    assert Source("big", "big.txt", big).load(limit=11) == b"a" * 11
    with pytest.raises(DocumentError, match="D001"):
        Source("no", "no.txt", tmp_path / "no.txt").load()
    with pytest.raises(DocumentError, match="D001"):
        Source("folder", "folder", tmp_path).load()


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ["b.txt", "a/2.txt", "a/1.md", ".git/config", ".no.txt", "~$lock.txt", "A.txt", "a/.x/y.txt", "bare"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "round").symlink_to(tmp_path)  # a folder that holds itself must not be followed
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone.txt")
    os.mkfifo(tmp_path / "pipe")  # reading it would wait for ever
    found = [source.path for source in sources([tmp_path])]
    assert found == ["A.txt", "a/1.md", "a/2.txt", "b.txt", "bare", "broken.txt", "link.txt"]
    assert [source.id for source in sources([tmp_path])][1] == "a/1"


def test_files_keep_the_name_that_was_given_and_missing_ones_stay_in_the_list(tmp_path: Path) -> None:
    path = tmp_path / "x.y.txt"
    path.write_text("x")
    found = list(sources([path, "-", tmp_path / "none.txt"]))
    assert [source.path for source in found] == [path.as_posix(), "-", (tmp_path / "none.txt").as_posix()]
    assert [source.id for source in found] == ["x.y", "stdin", "none"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NEWS.encode())))
    (source,) = sources(["-"])
    assert document_from(source).text == NEWS


def test_a_file_name_in_another_encoding_is_shown_escaped(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe0.txt"))).write_text(NEWS)
    (source,) = sources([tmp_path])
    assert source.path == "\\xe0.txt"
    assert document_from(source).text == NEWS


def test_readers_are_found_not_listed() -> None:
    assert [reader.FORMAT for reader in readers()][-1] == "text"  # the one that takes what is left comes last


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a", "a.docx", "b.bin"]))
def test_any_bytes_give_a_document_or_a_document_error(data: bytes, name: str) -> None:
    try:
        document = document_from(*source(data, name))
    except DocumentError:
        return
    assert unicodedata.is_normalized("NFC", document.text)
    assert "\r" not in document.text


@given(st.text(max_size=200))
def test_any_string_becomes_a_document(text: str) -> None:
    document = document_of(text)
    assert document.text == unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    assert document.sha256 == hashlib.sha256(text.encode()).hexdigest()
