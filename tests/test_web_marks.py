"""The text on the page is the text of the document, whatever is marked in it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from conftest import PROJECT
from hypothesis import given
from hypothesis import strategies as st

from extractor.records import Period, Record
from extractor.web.marks import Mark, marked, marks_of
from extractor.web.view import links_of, number_plain, number_said, period_said
from extractor.web.words import language_of, words_in


class Reader(HTMLParser):
    """What a browser makes of the marks: the text, and for each entry the characters that are marked as its own."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.open, self.found = "", [], {}  # type: ignore[var-annotated]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "mark"
        self.open.append(dict(attrs)["data-entry"])

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for char in data:
            for entry in self.open:
                self.found.setdefault(entry, set()).add(len(self.text))
            self.text += char


CASES = {
    "none": ("abc", [], "abc"),
    "one": ("abc", [(1, 2)], 'a<mark class="figures" data-entry="figures-0">b</mark>c'),
    "escaped": ("a<b>&\"'", [(1, 4)], 'a<mark class="figures" data-entry="figures-0">&lt;b&gt;</mark>&amp;&#34;&#39;'),
    "beyond the text": ("abc", [(1, 9)], "abc"),
    "nested": (
        "abcd",
        [(1, 2), (0, 3)],
        '<mark class="figures" data-entry="figures-1">a<mark class="figures" data-entry="figures-0">b</mark>c</mark>d',
    ),
}


@pytest.mark.parametrize(("text", "spans", "html"), CASES.values(), ids=CASES)
def test_marks(text: str, spans: list[tuple[int, int]], html: str) -> None:
    marks = [Mark(start, end, "figures", f"figures-{number}") for number, (start, end) in enumerate(spans)]
    assert str(marked(text, marks)) == html


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=40), st.data())
def test_every_mark_is_where_it_belongs_and_the_text_is_whole(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    spans = [(min(a, b), max(a, b)) for a, b in data.draw(st.lists(st.tuples(ends, ends), max_size=8)) if a != b]
    marks = [Mark(start, end, "people", f"people-{n}") for n, (start, end) in enumerate(spans)]
    read = Reader(str(marked(text, marks)))
    assert read.text == text
    assert read.found == {mark.entry: set(range(mark.start, mark.end)) for mark in marks}


def test_a_character_that_a_browser_would_drop_keeps_its_place() -> None:
    assert str(marked("a\x00b", [Mark(2, 3, "dates", "dates-0")])).startswith("a\N{REPLACEMENT CHARACTER}<mark")


def test_a_record_has_its_marks_and_links(record: Record) -> None:
    marks = marks_of(record)
    assert {mark.entry for mark in marks} == {
        "people-0", "organisations-0", "dates-0", "dates-1", *(f"figures-{n}" for n in range(4)),
    }  # fmt: skip
    assert sum(mark.entry == "organisations-0" for mark in marks) == 2
    links = {(link.start, link.end, link.kind) for link in links_of(record)}
    assert links >= {("figures-2", "figures-1", "part"), ("figures-3", "figures-2", "numerator")}
    assert links >= {("figures-3", "figures-1", "denominator"), ("figures-0", "dates-1", "period")}


@pytest.mark.parametrize(
    ("value", "vi", "en", "edited"),
    [
        (1846, "1.846", "1,846", "1846"),
        (15.4, "15,4", "15.4", "15,4"),
        (1200000.0, "1.200.000", "1,200,000", "1200000"),
        (-18.7, "-18,7", "-18.7", "-18,7"),
        (168400000000, "168.400.000.000", "168,400,000,000", "168400000000"),
        (None, "", "", ""),
    ],
)
def test_numbers_as_they_are_written(value: float | None, vi: str, en: str, edited: str) -> None:
    assert (number_said(value, "vi"), number_said(value, "en"), number_plain(value, "vi")) == (vi, en, edited)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2023-01-01", "2023-12-31", "2023"),
        ("2023-09-01", "2023-09-30", "9/2023"),
        ("2024-02-01", "2024-02-29", "2/2024"),
        ("2024-02-03", "2024-02-03", "3/2/2024"),
        ("2020-01-01", "2025-12-31", "2020–2025"),
        ("2022-01-01", "2022-09-30", "1/1/2022 – 30/9/2022"),
        (None, "2023-12-31", "until 31/12/2023"),
        ("2018-01-01", None, "since 1/1/2018"),
        (None, None, ""),
    ],
)
def test_periods_in_few_words(start: str | None, end: str | None, said: str) -> None:
    assert period_said(Period.model_validate({"from": start, "to": end}), words_in("en")) == said


def test_both_languages_say_everything() -> None:
    vietnamese, english = words_in("vi"), words_in("en")
    assert vietnamese.entries.keys() == english.entries.keys()
    for name, said in vietnamese.entries.items():
        assert said.count("{") == english.entries[name].count("{"), name


def test_what_the_pages_ask_for_is_there_and_all_of_it_is_asked_for() -> None:
    folder = PROJECT / "extractor" / "web"
    pages = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.html"))
    code = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    entries = words_in("en").entries
    asked = set(re.findall(r'(?<![\w.])t\("([a-z_.]+)"(?! ~)', pages)) | set(
        re.findall(r'(?<![\w.])words\("([a-z_.]+)"', code)
    )
    assert asked <= entries.keys()
    groups = set(re.findall(r'(?<![\w.])t\("([a-z_.]+)\." ~', pages)) | set(
        re.findall(r'(?:of|named)\("([a-z]+)",', pages + code)
    )
    groups |= {"reason", "link", "code"}
    unused = [
        name for name in entries if name not in asked and not any(name.startswith(f"{group}.") for group in groups)
    ]
    assert unused == []


@pytest.mark.parametrize(
    ("chosen", "accepted", "language"),
    [
        (None, None, "vi"), (None, "vi-VN,vi;q=0.9,en;q=0.8", "vi"), (None, "en-GB,en;q=0.9", "en"),
        (None, "fr,en;q=0.4", "en"), (None, "fr", "vi"), ("en", "vi", "en"), ("xx", "en", "en"),
    ],
)  # fmt: skip
def test_the_language_of_a_page(chosen: str | None, accepted: str | None, language: str) -> None:
    assert language_of(chosen, accepted) == language
