"""Knowledge as data: every file loads, and a broken one is named with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import PROJECT

from extractor import lexicon
from extractor.errors import LexiconError
from extractor.ingest.vietnamese import is_vietnamese

FOLDER = PROJECT / "extractor" / "lexicon"
NAMES = sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.toml"))


@pytest.mark.parametrize("name", NAMES)
def test_every_file_loads_and_says_what_it_is(name: str) -> None:
    data = lexicon.load(name)
    assert len(data) > 1, "nothing but [meta]: did a list slip under it?"
    assert set(data["meta"]) <= {"about", "source", "licence"}, "a list stands under [meta]; give it a table of its own"


GOOD = '[meta]\nabout = "x"\nsource = "y"\n'
BROKEN = {
    "no meta": ('a = ["x"]', r"\[meta\]"),
    "no source": ('[meta]\nabout = "x"', "source"),
    "no TOML": ("a = ", "TOML"),
    "not NFC": (GOOD + '[a]\nb = ["da\u0309ng"]', "NFC"),
    "a key that is not NFC": (GOOD + '[a]\n"da\u0309ng" = 1', "NFC"),
    "twins": (GOOD + '[a]\nb = ["x", "y", "x"]', "twice: x"),
    "twins deep down": (GOOD + '[[a]]\nb = {c = ["x", "x"]}', r"a.b.c"),
}


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lexicon folder of the test's own."""
    monkeypatch.setattr(lexicon.resources, "files", lambda _: tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_named_with_its_place(elsewhere: Path, name: str) -> None:
    content, words = BROKEN[name]
    file = "broken_" + name.replace(" ", "_")
    (elsewhere / f"{file}.toml").write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=words) as caught:
        lexicon.load(file)
    assert caught.value.code == "L001"
    assert f"lexicon/{file}" in str(caught.value)


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(LexiconError, match=r"lexicon/cats\.toml"):
        lexicon.load("cats")


def test_a_folder_is_read_whole(elsewhere: Path) -> None:
    (elsewhere / "animals").mkdir()
    for name in ("dog", "cat"):
        (elsewhere / "animals" / f"{name}.toml").write_text(GOOD)
    assert list(lexicon.load_all("animals")) == ["cat", "dog"]


def test_the_contract_s_indicators_are_all_there(shared: Path) -> None:
    contract = (shared / "contract" / "RECORDS.md").read_text(encoding="utf-8")
    codes = set(re.findall(r"^\| `(\w+)` ?\|", contract, flags=re.MULTILINE))
    assert len(codes) == 22
    assert codes <= set(lexicon.load_all("indicators"))


@pytest.mark.parametrize(
    ("word", "legal"),
    [
        ("nghiệp", True), ("đảng", True), ("quốc", True), ("gì", True), ("giá", True), ("khuyển", True), ("uỷ", True),
        ("ủy", True), ("hoà", True), ("hòa", True), ("lý", True), ("mỹ", True), ("xoong", True), ("ngoằn", True),
        ("été", False), ("über", False), ("fără", False), ("président", False),
    ],
)  # fmt: skip
def test_syllables(word: str, legal: bool) -> None:
    assert is_vietnamese(f"{word} " * 40) is legal
