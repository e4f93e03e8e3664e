"""Words are underthesea's own, nothing of the text is lost, and offsets are those of the text given."""

from __future__ import annotations

import random
import tomllib
import unicodedata
from pathlib import Path

import pytest
from conftest import PROJECT
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.language import crf, words
from extractor.language.words import cover, word_spans

SHARED = Path(__file__).parents[2] / "shared"
VOCABULARY = [
    *(["Liên", "đoàn", "Lao", "động", "tỉnh", "Bình", "Dương", "tổ", "chức", "hội", "nghị", "tổng", "kết", "công", "tác", "phát", "triển", "đảng", "viên", "năm", "2022", ",", "hoà", "uỷ"]),
    *(["7.434", "15,4%", "TP.", "HCM", "Đ/c", "Nguyễn", "Văn", "A", "(", "CNVCLĐ", ")", "./.", "“", "khen", "thưởng", "”", "v.v...", "http://a.vn/b", "02/2014", "H'Mông"]),
    *(["quần", "chúng", "ưu", "tú", "chi", "bộ", "doanh", "nghiệp", "ngoài", "nhà", "nước", "kết", "nạp", "bồi", "dưỡng", "nhận", "thức", "Precision", "Vina", "JSC", "Ê-đê"]),
]


def own_words(text: str) -> list[str]:
    from underthesea import word_tokenize

    found: list[str] = word_tokenize(text)
    return found


def our_words(text: str) -> list[str]:
    """Our spans in underthesea's spelling: its syllables joined with one blank."""
    engine = words.segmenter()
    normal = engine.normalise(text)
    ends = [end for _, end in word_spans(normal)]
    found: list[list[str]] = [[]]
    for (_, end), form in zip(*engine.syllables(normal), strict=True):
        found[-1].append(form)
        if end in ends:
            found.append([])
    return [" ".join(parts) for parts in found if parts]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Bác sĩ bây giờ có thể thản nhiên", ["Bác sĩ", "bây giờ", "có thể", "thản nhiên"]),
        ("Hoà  bình, ngành\u00a0\ngiáo   dục", ["Hoà  bình", ",", "ngành", "giáo   dục"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_spans_quote_the_text(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in word_spans(text)] == expected


def test_words_are_underthesea_s_own_on_real_texts() -> None:
    files = [*SHARED.glob("seeds/*.txt"), *SHARED.glob("dev/text/*.txt")]
    if not files:
        pytest.skip("the shared texts are not beside the project")
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert our_words(text) == own_words(text), file.name
        for line in filter(str.strip, text.split("\n")):
            assert our_words(line) == own_words(line)


def test_words_are_underthesea_s_own_on_the_corpus() -> None:
    held_out = set(tomllib.loads((PROJECT / "gold" / "split.toml").read_text(encoding="utf-8"))["heldout"])
    files = [file for file in sorted((PROJECT / "corpus").glob("*.txt")) if file.stem not in held_out]
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert our_words(text) == own_words(text), file.name


ENDS = ["A.", "A.\n", "(TP.", ":D", ":DD x", "a :D", "x :D\n", "v.v...", "TT.Hà", "H.", "Đ", "báo.vn", "báo.vn.", "a@b.vn", "T.Ư", "T.Ư.", "e-mail", "3x4", "NĐ-CP.", "1.600m-2.000m", "a\u00a0A.", "A.\x1c"]


@pytest.mark.parametrize("end", ENDS)
def test_the_end_of_the_text_counts_and_the_end_of_a_chunk_does_not(end: str) -> None:
    for text in (end, f"xã {end}", f"{end} xã", f"{end}\u00a0{end}", f"{end}{end}", f"{end},", f" {end} "):
        assert our_words(text) == own_words(text), repr(text)


def test_words_are_underthesea_s_own_on_made_up_texts() -> None:
    chance = random.Random(20220910)
    for _ in range(400):
        text = " ".join(chance.choice(VOCABULARY) for _ in range(chance.randint(1, 25)))
        assert our_words(text) == own_words(text), text


def test_ties_are_broken_as_in_the_original() -> None:
    chance = random.Random(7)
    letters = "abcdefghkmnprstxyz"
    for _ in range(150):
        lengths = [chance.randint(2, 9) for _ in range(chance.randint(1, 14))]
        text = " ".join("".join(chance.choices(letters, k=length)).title() for length in lengths)
        assert our_words(text) == own_words(text), text


def test_original_tagger_serves_unknown_models(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> crf.Tagger:
        raise crf.UnknownModelError("another form")

    monkeypatch.setattr(crf, "read_model", refuse)
    tag = words._tagger()
    assert tag(["Liên", "đoàn", "Lao", "động"]) == words.segmenter().tag(["Liên", "đoàn", "Lao", "động"])


@pytest.mark.parametrize("data", [b"", b"lCRF" + bytes(60), b"x" * 100])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(crf.UnknownModelError):
        crf.read_model(data, ("B-W", "I-W"), ["T[0]"], frozenset())


def test_decomposed_text_keeps_its_offsets() -> None:
    text = unicodedata.normalize("NFD", "Đảng bộ huyện Tiên Lãng")
    assert [unicodedata.normalize("NFC", text[a:b]) for a, b in word_spans(text)] == ["Đảng bộ", "huyện", "Tiên Lãng"]


ANY = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=120)
SIGNS = ["\x00", "\x1c", "🎉", "e\u0301", "\u0301", "\u1100\u1161", "  ", "\n", "\r\n", "\u200b"]
ODD = st.lists(st.sampled_from([*VOCABULARY, *SIGNS]), max_size=20)


@settings(deadline=None, max_examples=200)
@given(st.one_of(ANY, ODD.map(" ".join), ODD.map("".join)))
def test_nothing_is_lost(text: str) -> None:
    tokens, blanks = cover(text)
    assert "".join(token + " " * blank for token, blank in zip(tokens, blanks, strict=True)) == text
    assert all(tokens)
    assert cover(text) == (tokens, blanks)
    position = 0
    for start, end in word_spans(text):
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        position = end
    assert not text[position:].strip()
