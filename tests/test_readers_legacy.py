"""Vietnamese from before Unicode: five encodings told by their content, and the same bytes met as characters."""

from __future__ import annotations

import unicodedata

import pytest
from conftest import NEWS
from hypothesis import given
from hypothesis import strategies as st
from make_formats import encoded

from extractor.ingest import Source, document_from, legacy

ENCODINGS = ["windows-1258", "tcvn3", "vni", "viscii", "vps"]
LETTERS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
LETTER = (
    "LIÊN ĐOÀN LAO ĐỘNG TỈNH ĐẮK NÔNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nBÁO CÁO\nVề kết nạp đảng viên\n"
    "Từ ngày 1/3/1999 đến nay, Ủy ban đã giới thiệu 1.204 quần chúng; trong đó có 37,5% là nữ.\n"
)


def read(data: bytes) -> tuple[str, str, float | None]:
    document = document_from(Source("a", "a.txt", None), data)
    return document.text, document.encoding, document.confidence


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_encoding_is_told_by_its_content(encoding: str) -> None:
    text, found, confidence = read(encoded(NEWS, encoding))
    assert (text, found) == (NEWS, encoding)
    assert confidence is not None
    assert confidence > 0.9


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_letter_comes_back(encoding: str) -> None:
    letters = LETTERS if encoding == "tcvn3" else LETTERS + LETTERS.upper()  # its fonts have no toned capitals
    shown = encoded(letters, encoding).decode("latin-1")
    assert legacy.read_as(shown, encoding) == letters


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_capitals_come_back(encoding: str) -> None:
    assert read(encoded(LETTER, encoding))[0] == LETTER


@pytest.mark.parametrize(
    "text",
    ["Công đoàn tỉnh", "Đảng bộ huyện Thới Lai\n", "CHI BỘ KẾT NẠP ĐẢNG VIÊN", "Tổ trưởng", "45 công nhân", "đồng chí"],
)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_little_text_is_enough_or_refused(encoding: str, text: str) -> None:
    found = legacy.decode(encoded(text, encoding))
    assert found is None or found.text == text


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii", "vps"])
def test_characters_of_an_old_font_in_a_unicode_file(encoding: str) -> None:
    text = NEWS if encoding == "vps" else LETTER * 3  # its capitals are control characters, which no such file keeps
    shown = encoded(text, encoding).decode("cp1252" if encoding in ("tcvn3", "vni") else "latin-1")
    assert read(shown.encode("utf-8"))[:2] == (text, f"utf-8, {encoding} within")


def test_utf_8_encoded_twice() -> None:
    text, found, _ = read((NEWS * 2).encode().decode("latin-1").encode())
    assert (text, found) == (NEWS * 2, "utf-8, utf-8 twice within")


@pytest.mark.parametrize(
    "text",
    [
        "Là où le thé et le café ont été bus, il a dû y aller à pied, même s'il a été blessé à la tête. " * 3,
        "El niño pequeño comió mañana en la montaña; qué raro, ¿no? Sí, señor. " * 3,
        "Für die Größe der Straße müßte man schön über Köln fahren. " * 3,
        "Să nu uităm că în această țară fiecare om are dreptul să își spună părerea. " * 3,
        NEWS,
        LETTER.upper(),
    ],
)
def test_other_languages_and_sound_text_are_left_alone(text: str) -> None:
    assert legacy.repair(text) is None
    western = text.encode("cp1252", "ignore")
    assert text in (NEWS, LETTER.upper()) or legacy.decode(western) is None


@given(st.binary(max_size=400))
def test_any_bytes_have_a_reading_or_none(data: bytes) -> None:
    found = legacy.decode(data)
    assert found is None or 0 < found.confidence <= 1
    assert found == legacy.decode(data)


@given(st.text(max_size=200))
def test_repair_never_fails(text: str) -> None:
    if found := legacy.repair(unicodedata.normalize("NFC", text)):
        legacy.read_as(text, found[0])
