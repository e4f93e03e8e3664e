"""Full text search: the same answers from SQLite and PostgreSQL, with and without diacritics, whatever is typed."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lasting import lasting_address
from postgres import rows
from sqlalchemy import delete, text

from extractor.errors import QueryError
from extractor.query.filters import Filters
from extractor.query.search import search_documents, search_sentences
from extractor.query.snippets import snippet
from extractor.query.words import MOST_WORDS, Either, Phrase, Search, has_marks, parse, without_marks
from extractor.records import Record
from extractor.store import Place, Store
from extractor.store.database import writing
from extractor.store.folding import plain
from extractor.store.fulltext import words_of
from extractor.store.schema import documents

TEXTS = {
    "admission": "Lễ kết nạp Đảng\nChi bộ kết nạp 5 đảng viên. Uỷ ban nhân dân xã Hoà Bình dự.",
    "union": "Công đoàn Ủy ban kết nạp 12 đoàn viên; số 05/BC-CĐCS.",
    "nut": "Kẹt nấp dáng, không phải chuyện ấy.",
    "capitals": "TỔNG KẾT: KẾT NẠP ĐẢNG NĂM 2023",
}
TITLE_ONLY = "Nghị quyết Đại hội"


def document(name: str, words: str | None, **fields: Any) -> Record:
    figures = []
    for number in filter(str.isdigit, (words or "").split()):
        start = (words or "").index(number)
        stop = (words or "").find(".", start)
        sentence = [(words or "").rfind("\n", 0, start) + 1, len(words or "") if stop < 0 else stop + 1]
        figures.append(
            {
                "id": f"f{len(figures) + 1}", "span": [start, start + len(number)], "text": number, "value": int(number),
                "unit": "person", "counted": "đảng viên", "indicator": "admitted", "sentence": sentence,
            }
        )  # fmt: skip
    sha256 = hashlib.sha256(f"{name}{words}".encode()).hexdigest()
    about = {"id": name, "path": f"{name}.txt", "sha256": sha256, "kind": "news", **fields}
    return Record.model_validate({"schema": 1, "document": about, "text": words, "figures": figures})


def filled(address: str | Path) -> Store:
    opened = Store.open(address)
    for name, words in TEXTS.items():
        opened.save(document(name, words))
    opened.save(document("resolution", "Không có gì.", title=TITLE_ONLY))
    opened.save(document("empty", None))
    return opened


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with filled(address) as opened:
        yield opened


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that no test changes."""
    address = lasting_address(request, tmp_path_factory, "searched")
    with filled(address) as opened:
        yield opened


def found(store: Store, words: str) -> set[str]:
    return {row["path"].removesuffix(".txt") for row in search_documents(store, words).rows}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("ket nap dang", {"admission", "nut", "capitals"}),
        ('"ket nap dang"', {"admission", "nut", "capitals"}),
        ("KET NAP", {"admission", "union", "nut", "capitals"}),
        ('"kết nạp Đảng"', {"admission", "capitals"}),
        ("“kết nạp Đảng”", {"admission", "capitals"}),
        ("kết nạp", {"admission", "union", "capitals"}),
        ("kết nạp -đoàn", {"admission", "capitals"}),
        ("kết NOT (đoàn OR năm)", {"admission"}),
        ("kết nạp AND đoàn", {"union"}),
        ("đoàn OR nấp", {"union", "nut"}),
        ("doan OR nap 2023", {"union", "capitals"}),  # standing side by side binds closer
        ("(doan OR nap) 2023", {"capitals"}),
        ("uỷ ban", {"admission", "union"}),  # the old and the new place of the mark
        ("ủy ban", {"admission", "union"}),
        ("hòa bình", {"admission"}),
        ("05/BC-CĐCS", {"union"}),
        ("05 bc cdcs", {"union"}),
        ("BC/05", set()),  # a phrase keeps its order
        ('"nạp kết"', set()),
        ("đản*", {"admission", "capitals"}),
        ("dan*", {"admission", "nut", "capitals"}),
        ("đản", {"admission"}),  # nothing is written so: "nhân dân" when diacritics do not count
        ('"kết nạp đ"*', {"admission", "capitals"}),
        ("nghi quyet", {"resolution"}),  # in the title alone
        ("dai hoi khong", {"resolution"}),  # in the title and in the text
        ("không", {"nut", "resolution"}),
        ("%", None), ("", None), ("-kết", None), ("kết (", None), ('"kết', None), ("kết)", None), ("AND", None),
        ("kết OR", None), ("NOT", None), ("* ^ :", None), ("((kết)", None), ("- -", None), ("a " * (MOST_WORDS + 1), None),
        ("(" * 99 + "a" + ")" * 99, None),
        ("k_t", set()), ("kết%", {"admission", "union", "capitals"}), ("kết'--", {"admission", "union", "capitals"}),
        ("words:kết", set()), ("NEAR(kết nạp)", set()), ("{kết} + nạp", {"admission", "union", "capitals"}), ("\0kết", {"admission", "union", "capitals"}),
    ],
)  # fmt: skip
def test_what_is_found(kept: Store, words: str, names: set[str] | None) -> None:
    if names is None:
        with pytest.raises(QueryError):
            search_documents(kept, words)
    else:
        assert found(kept, words) == names


def test_diacritics_are_left_out_when_nothing_is_written_so(kept: Store) -> None:
    answer = search_documents(kept, '"kểt nạp ma"')
    assert (answer.total, len(answer.notes)) == (0, 0)
    answer = search_documents(kept, '"kểt nạp đảng"')
    assert (answer.total, len(answer.notes)) == (3, 1)


def test_the_newest_comes_first_and_the_snippet_marks_what_was_found(store: Store) -> None:
    store.save(document("new", "Hôm qua: kết nạp  Đảng\ncho 7 người.", published={"from": "2024-01-02", "to": "2024-01-02"}))
    answer = search_documents(store, '"ket nap dang"', limit=1)
    assert answer.total == 4
    (row,) = answer.rows
    assert (row["path"], row["published"], row["hits"]) == ("new.txt", "2024-01-02", 1)
    (source,) = row["sources"]
    assert source.sentence == "Hôm qua: «kết nạp Đảng» cho 7 người."
    assert (source.start, source.end) == (9, 22)


def test_sentences_with_their_figures(kept: Store) -> None:
    answer = search_sentences(kept, '"ket nap"')
    told = {row["path"]: (row["figures"], row["sources"][0].sentence) for row in answer.rows}
    assert told == {
        "admission.txt": (["5 đảng viên (admitted)"], "Chi bộ «kết nạp» 5 đảng viên."),
        "union.txt": (["12 đảng viên (admitted)"], "Công đoàn Ủy ban «kết nạp» 12 đoàn viên; số 05/BC-CĐCS."),
        "capitals.txt": (["2023 đảng viên (admitted)"], "TỔNG KẾT: «KẾT NẠP» ĐẢNG NĂM 2023"),
    }
    assert search_sentences(kept, "lễ").total == 0  # a sentence without a figure
    assert search_sentences(kept, "ket nap", Filters(indicators=("nominated",))).total == 0
    assert search_documents(kept, "ket nap", Filters(indicators=("admitted",))).total == 3


def test_the_index_is_in_step_with_the_documents(store: Store, address: str) -> None:
    here = Place("/archive", "union.txt")
    store.save(document("union", TEXTS["union"]), here)
    store.save(document("union", "Nay là chuyện khác: 3 ca."), here)
    assert "union" not in found(store, "kết nạp")
    assert found(store, "chuyện khác") == {"union"}
    with writing(store.engine) as connection:
        connection.execute(delete(documents).where(documents.c.name == "admission"))
    assert found(store, '"ket nap dang"') == {"nut", "capitals"}
    assert rows(address, "SELECT count(*) FROM document_words") == rows(address, "SELECT count(*) FROM documents")
    with Store.open(address) as again:
        assert found(again, '"ket nap dang"') == {"nut", "capitals"}


def test_any_other_program_keeps_the_index_in_step(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with Store.open(path) as opened:
        opened.save(document("admission", TEXTS["admission"]))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys = ON")
    query = "SELECT count(*) FROM document_words_plain WHERE document_words_plain MATCH 'dang'"
    assert connection.execute(query).fetchone() == (1,)
    connection.execute("DELETE FROM documents")
    assert connection.execute(query).fetchone() == (0,)
    for index in ("document_words_exact", "document_words_plain", "sentence_words_exact", "sentence_words_plain"):
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")


def test_postgresql_without_trigrams_finds_the_same(postgres: str) -> None:
    with Store.open(postgres) as opened:
        opened.save(document("admission", TEXTS["admission"]))
        with writing(opened.engine) as connection:
            connection.execute(text("DROP EXTENSION pg_trgm CASCADE"))
        assert found(opened, '"ket nap dang"') == {"admission"}


def test_every_vietnamese_letter_is_folded_alike(store: Store) -> None:
    letters = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
    text_ = " ".join(f"x{letter}z X{letter.upper()}Z" for letter in letters)
    store.save(document("letters", text_))
    for letter in letters:
        assert found(store, f"x{plain(letter)}z") == {"letters"}
        assert found(store, f"x{letter}z") == {"letters"}
    assert "xdz" in plain(words_of("xĐz"))


TYPED = st.lists(st.sampled_from([*'kết nạp đảng doan "()*-:^\'%_\\{}+.,|~&!<>\0\n', "AND ", "OR ", "NOT ", "NEAR", "😀", "ß", "İ"]), max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(words=TYPED)
def test_whatever_is_typed_is_found_as_its_meaning_says(kept: Store, words: str) -> None:
    """What either database finds is what the words mean, told anew on the texts themselves."""

    def holds(search: Search, text_: str) -> bool:
        if isinstance(search, Phrase):
            return f" {' '.join(search.words)}{'' if search.is_prefix else ' '}" in text_
        if isinstance(search, Either):
            return any(holds(part, text_) for part in search.parts)
        return all(holds(part, text_) for part in search.parts) and not any(holds(part, text_) for part in search.without)

    try:
        search = parse(words)
    except QueryError:
        with pytest.raises(QueryError):
            search_documents(kept, words)
        return
    answer = search_documents(kept, words)
    wanted, fold = (without_marks(search), plain) if answer.notes or not has_marks(search) else (search, str)
    texts = {**TEXTS, "resolution": f"{TITLE_ONLY}\nKhông có gì.", "empty": ""}
    assert {row["path"] for row in answer.rows} == {f"{name}.txt" for name, text_ in texts.items() if holds(wanted, fold(words_of(text_)))}


@settings(max_examples=100, deadline=None)
@given(text_=st.text(max_size=300), words=st.sampled_from(["kết", "ket nap", '"đ a"', "a*", "x OR y"]))
def test_a_snippet_quotes_the_text(text_: str, words: str) -> None:
    search = parse(words)
    shown = snippet(text_, search)
    for piece, is_hit in shown.pieces:
        assert not is_hit or (plain(piece) if not has_marks(search) else piece)
    if shown.hits:
        assert words_of(text_[shown.start : shown.end])
    whole = snippet(text_, search, around=None)
    assert whole.marked("", "").split() == text_.split()


def test_the_command_speaks_every_format(command: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with Store.open(path) as opened:
        opened.save(document("admission", TEXTS["admission"]))
    shown = command("query", "search", "--db", path, "ket nap dang")
    assert (shown.code, "«kết nạp Đảng»" in shown.out, "1 found." in shown.out) == (0, True, True)
    for form, words in (("csv", "source_path"), ("json", '"total": 1'), ("jsonl", '"path": "admission.txt"')):
        assert words in command("query", "search", "--db", path, "ket nap dang", "--format", form).out
    for arguments, code in (
        (["--db", path, "("], "Q001"), (["--db", tmp_path / "no.sqlite", "a"], "D001"),
        (["--db", path, "a", "--indicator", "cats"], "U001"), (["--db", path, "a", "--since", "2023-13"], "U001"),
        (["--db", path, "a", "--since", "2024", "--until", "2023"], "U001"),
    ):  # fmt: skip
        refused = command("query", "search", *arguments)
        assert (refused.code, refused.err.startswith(f"[{code}]")) == (2, True), refused.err
