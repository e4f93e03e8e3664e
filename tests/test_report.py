"""The report: one page that holds together, says what the database says, and lets nothing of a document run."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from linked_rows import mark_linked, put_statement, put_sum, put_units

from extractor import report as reports
from extractor.errors import EmptyDocument
from extractor.query.filters import Filters
from extractor.records import Record
from extractor.report.charts import Bar, grouped, short, year_bars
from extractor.store import Place, Store

HOSTILE = "</style><script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{ 7 * 7 }}{% raw %}"
VOID = {"meta", "br", "img", "line", "rect", "link", "input", "hr", "path"}


class Page(HTMLParser):
    """What a browser would see: every element, with its attributes, in balance."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(name)) is not None]


def document(name: str, value: int, text: str = "", **fields: Any) -> Record:
    words = f"Mở đầu.\nNăm 2023, Hải Phòng kết nạp  {value} đảng viên{text}."
    start = words.index(f"{value} đảng")
    figure = {
        "id": "f1", "span": [start, start + len(str(value))], "text": str(value), "value": value, "unit": "person",
        "indicator": "admitted", "place": "Hải Phòng", "sentence": [8, len(words)],
        "period": {"from": "2023-01-01", "to": "2023-12-31"}, "actor": fields.pop("actor", None),
    }  # fmt: skip
    about = {
        "id": name, "path": f"{name}.txt", "sha256": (name.encode().hex() * 64)[:64], "kind": "news",
        "published": {"from": "2024-01-05", "to": "2024-01-05"}, **fields,
    }  # fmt: skip
    return Record.model_validate({"schema": 1, "document": about, "text": words, "figures": [figure]})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two documents that do not agree, the second one full of signs that mean something to a browser."""
    path = tmp_path / "a.sqlite"
    with Store.open(path) as store:
        store.save(document("a", 1846, title="Tổng kết"))
        store.save(document("b", 1850, HOSTILE, title=HOSTILE, path=f"{HOSTILE}.txt", actor=HOSTILE))
        store.fail(Place("/x", f"{HOSTILE}.pdf"), EmptyDocument(f"Is empty {HOSTILE}"))
        put_units(store)
        told = [put_statement(store, name, "f1", cell="c", contradicted=True) for name in ("a", "b")]
        put_sum(store, told[:1], year=2023, value=1846, contradicted=True)
        put_sum(store, told[:1], year=2023, value=1846, area="63-31", contradicted=True)
        put_sum(store, told[1:], year=2022, value=12, whole_area=False)
        place = {"place_unit": "63-31", "province": "63-31"}
        put_statement(store, "a", "f1", key="aim", cell="x|target|y", status="target", value=2000, **place)
        put_statement(store, "a", "f1", key="done", cell="x|actual|y", **place)
        mark_linked(store)
    return path


def made(path: Path, **options: Any) -> str:
    with Store.open(path) as store:
        return reports.page(reports.gather(store), database="a.sqlite", day=dt.date(2024, 2, 3), **options)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_holds_together(path: Path, language: str) -> None:
    page = Page(made(path, language=language))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    links = page.values("href")
    assert links
    assert all(link.startswith("#") and link[1:] in ids for link in links), "every link leads to a place in the page"
    referred = [name for value in page.values("aria-labelledby") for name in value.split()]
    assert set(referred) <= set(ids)
    assert {attrs.get("role") or attrs.get("aria-hidden") for tag, attrs in page.tags if tag == "svg"} == {"img", "true"}
    assert not page.values("src")
    assert page.tags[0][1] == {"lang": language}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_of_a_document_runs_and_nothing_comes_from_elsewhere(path: Path, language: str) -> None:
    html = made(path, language=language)
    page = Page(html)
    assert {"script", "img", "iframe", "object", "link", "base", "form"}.isdisjoint(tag for tag, _ in page.tags)
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert not re.search(r"(https?:)?//\w|url\((?!#)|@import", re.sub(r"<li id=.*?</li>", "", html, flags=re.DOTALL))
    assert page.text.count(HOSTILE) >= 5  # title, path, failure, reason, sentence: as they are, to be read
    assert "49" not in page.text.replace("1.849", "")


def test_each_number_leads_to_its_sentence_with_the_number_marked(path: Path) -> None:
    html = made(path)
    target = re.search(r'<a href="#(s\d+)">1\.846</a>', html)
    assert target
    cited = re.search(rf'<li id="{target[1]}">(.*?)</li>', html, re.DOTALL)
    assert cited
    assert "kết nạp <mark>1846</mark> đảng viên" in cited[1]
    assert "a.txt, 2024-01-05" in cited[1]


def test_what_the_page_says(path: Path) -> None:
    text = Page(made(path)).text
    for words in ("1.846", "2.000", "92,3%", "Hải Phòng", "Kết nạp đảng viên", "≠", "°", "1.850 (1 văn bản)", "đơn vị: người", "D002"):
        assert words in text, words


def test_sums_of_money_are_unlike_and_left_out_unless_asked_for(tmp_path: Path) -> None:
    paid = document("a", 22000).model_dump(mode="json", by_alias=True)
    paid["figures"][0] |= {"indicator": "amount", "unit": "VND"}
    with Store.open(tmp_path / "a.sqlite") as store:
        store.save(Record.model_validate(paid))
        store.save(document("b", 12))
        put_units(store)
        for name, fields in {"a": {"indicator": "amount", "unit": "VND", "value": 22000}, "b": {"value": 12}}.items():
            put_sum(store, [put_statement(store, name, "f1", **fields)], year=2023, **fields)
        mark_linked(store)
        asked = Filters(indicators=("amount",))
        assert [part.code for part in reports.gather(store).parts] == ["admitted"]
        assert [part.code for part in reports.gather(store, asked).parts] == ["amount"]


def test_without_linking_nothing_is_added_up(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with Store.open(path) as store:
        store.save(document("a", 1846))
    text = Page(made(path)).text
    assert "chưa được liên kết" in text
    assert "1846" not in text


def test_an_empty_database_has_a_page_too(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    Store.open(path).close()
    Page(made(path))


def test_both_languages_have_the_same_words() -> None:
    words = tomllib.loads((Path(reports.__file__).parent / "words.toml").read_text(encoding="utf-8"))
    assert words["vi"].keys() == words["en"].keys()
    for name in words["vi"]:
        fields = [sorted(re.findall(r"{(\w+)}", words[language][name])) for language in ("vi", "en")]
        assert fields[0] == fields[1], name


@pytest.mark.parametrize(
    ("value", "language", "told", "above"),
    [
        (7, "vi", "7", "7"),
        (1846, "vi", "1.846", "1.846"),
        (1846, "en", "1,846", "1,846"),
        (15.4, "vi", "15,4", "15,4"),
        (123456, "vi", "123.456", "123,5 nghìn"),
        (4500000, "vi", "4.500.000", "4,5 triệu"),
        (12000000000, "en", "12,000,000,000", "12 bn"),
    ],
)
def test_numbers_as_each_language_writes_them(value: float, language: str, told: str, above: str) -> None:
    assert grouped(value, language) == told
    assert short(value, language) == above


def test_bars_are_as_high_as_their_numbers() -> None:
    svg = str(year_bars([Bar("2022", 50), Bar("2023", 100), Bar("2024", 0), Bar("2025", None)], "<t>", "d", 1, "vi"))
    half, whole, none = map(float, re.findall(r'<rect [^>]*height="([\d.]+)"', svg))
    assert whole == pytest.approx(2 * half, abs=0.1)
    assert none < 1
    assert '<title id="t1">&lt;t&gt;</title>' in svg
    assert year_bars([], "t", "d", 1, "vi") == ""


def test_the_command_writes_the_page(command: Callable[..., Any], path: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    assert command("report", "--db", path, page, "--indicator", "admitted", "--language", "en").code == 0
    assert "limited to: admitted" in Page(page.read_text(encoding="utf-8")).text
    refused = command("report", "--db", path, tmp_path / "no" / "report.html")
    assert (refused.code, refused.err[:6]) == (2, "[U001]")


@pytest.mark.slow
def test_a_browser_shows_it_at_the_width_of_a_telephone(path: Path, tmp_path: Path) -> None:
    """Chromium lays the page out without a bar to scroll sideways, and prints it."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        pytest.skip("no Chromium is installed (Debian: chromium)")
    page = tmp_path / "report.html"
    measure = "document.documentElement.style.width = '360px'; document.title = document.body.scrollWidth"
    probe = f"<script>{measure}</script></body>"  # a window is never as narrow, the page can be
    page.write_text(made(path).replace("</body>", probe), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
               "--disable-component-update", "--disable-sync", f"--user-data-dir={tmp_path / 'profile'}"]  # fmt: skip
    shown = subprocess.run(
        [browser, *options, "--dump-dom", page.as_uri()], check=True, timeout=60, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    ).stdout  # fmt: skip
    found = re.search(r"<title>(\d+)</title>", shown)
    assert found
    assert int(found[1]) <= 360
    printed = tmp_path / "report.pdf"
    subprocess.run([browser, *options, f"--print-to-pdf={printed}", page.as_uri()], check=True, timeout=60, stderr=subprocess.DEVNULL)
    assert printed.stat().st_size > 10_000
