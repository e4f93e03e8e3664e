"""The pages in a real browser: what a person sees and does, by mouse and by keyboard.

With EXTRACTOR_PICTURES=1 the same tests write the README's pictures of the pages to .github/pictures/.
"""

from __future__ import annotations

import os
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from conftest import PROJECT
from webserver import ARTICLE, add, served, settings_in

from extractor.evaluate import lint

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
PICTURES = PROJECT / ".github" / "pictures" if os.environ.get("EXTRACTOR_PICTURES") else None
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHOWN = ("tong-ket-cong-doan-dong-nai-2023", "ket-nap-dang-mai-son-son-la-2018", "kh-dang-uy-khoi-thanh-hoa-2024",
         "cv-ldld-quang-ngai-2022-lop-nhan-thuc-dang", "bc-lao-cai-2010-dang-uy-khoi-dn")  # fmt: skip
WIDTHS = (1280, 360)
if PICTURES:  # as an archive looks: all documents that rules were made from
    held_out = set(tomllib.loads((PROJECT / "gold" / "split.toml").read_text(encoding="utf-8"))["heldout"])
    SHOWN += tuple(sorted({path.stem for path in (PROJECT / "gold").glob("*.json")} - held_out - set(SHOWN)))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some documents of the corpus, all but the first one with their gold."""
    folder = tmp_path_factory.mktemp("browser")
    (folder / "gold").mkdir()
    (folder / "texts").mkdir()
    for name in SHOWN:
        shutil.copy(PROJECT / "corpus" / f"{name}.txt", folder / "texts")
        if name != SHOWN[0]:
            shutil.copy(PROJECT / "gold" / f"{name}.json", folder / "gold")
    return folder


@pytest.fixture(scope="module")
def base(folder: Path) -> Iterator[str]:
    with served(settings_in(folder, person="Thu Hà")) as address:
        with httpx.Client(base_url=address, timeout=60) as client:
            for name in SHOWN:
                text = (folder / "texts" / f"{name}.txt").read_bytes()
                client.post("/documents", content=text, params={"name": f"{name}.txt"})
        yield address


@pytest.fixture
def page(browser: Any, base: str) -> Iterator[Any]:
    """A page that notes whatever the browser complains about."""
    context = browser.new_context(base_url=base, locale="vi-VN", viewport={"width": 1280, "height": 860})
    opened = context.new_page()
    opened.complaints = []
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.on("console", lambda message: opened.complaints.append(message.text) if message.type == "error" else None)
    opened.on("dialog", lambda dialog: (opened.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
    opened.set_default_timeout(60_000)
    yield opened
    assert opened.complaints == []
    context.close()


def picture(page: Any, name: str) -> None:
    if PICTURES:
        page.screenshot(path=PICTURES / f"{name}.png")


def chosen_row(page: Any) -> str:
    return str(page.locator("tr.chosen").get_attribute("data-entry"))


def press(page: Any, key: str) -> None:
    """Press a key that saves something, and wait until the page shows it."""
    page.evaluate("document.getElementById('main').dataset.old = 1")
    page.keyboard.press(key)
    page.locator("#main:not([data-old])").wait_for()


def select_words(page: Any, words: str) -> None:
    """Select words of the text as a mouse does: from before the first character to after the last."""
    box = page.evaluate(
        """(words) => {
          const text = document.getElementById("text");
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode()); ) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            node.parentElement.scrollIntoView({ block: "center" });
            const { left, right, top, bottom } = range.getBoundingClientRect();
            return { left, right, middle: (top + bottom) / 2 };
          }
        }""",
        words,
    )
    page.mouse.move(box["left"] + 1, box["middle"])
    page.mouse.down()
    page.mouse.move(box["right"] - 1, box["middle"], steps=4)
    page.mouse.up()


def test_find_a_document_and_go_through_it(page: Any) -> None:
    page.goto("/?order=doubt")
    picture(page, "documents")
    page.get_by_role("searchbox").fill("cong doan dong nai nam 2023")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Công đoàn Đồng Nai năm 2023").click()
    assert page.locator("#text mark.figures").count() > 30
    page.locator("#text mark.figures", has_text="1.846").click()
    row = page.locator("tr.chosen")
    assert row.locator("b").inner_text() == "1.846"
    assert page.locator("#links path.part").count() == 1  # 517 of them are a part of it
    assert page.locator("#links path.period").count() == 1
    picture(page, "document")
    page.locator("tr.chosen + tr").locator("a[data-show]").click()
    assert page.locator("#text mark.chosen").inner_text() == "517"
    page.locator("tr.chosen").get_by_role("link", name="phần của").click()
    assert page.locator("#text mark.chosen").inner_text() == "1.846"
    before = chosen_row(page)
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert chosen_row(page) == before
    assert before in page.url
    page.get_by_label("Số liệu").uncheck()
    assert page.locator("#text mark.figures").first.evaluate("one => getComputedStyle(one).fontWeight") == "400"


def test_correct_a_figure_add_one_save_gold_and_see_the_score_change(page: Any, folder: Path) -> None:
    def wrong() -> int:
        page.goto("/scores")
        return int(
            page.locator(".scores").first.locator("tr", has_text="Đúng hoàn toàn").locator("td").last.inner_text()
        )

    before = wrong()
    page.goto("/?q=cong doan dong nai nam 2023")
    page.get_by_role("link", name="Công đoàn Đồng Nai năm 2023").click()
    page.locator("#text mark.figures", has_text="4.390").click()
    page.keyboard.press("e")
    page.get_by_label("Chỉ tiêu", exact=True).select_option(label="Tham gia lớp bồi dưỡng nhận thức về Đảng")
    press(page, "Enter")
    row = page.locator("tr.chosen")
    assert "Tham gia lớp" in row.inner_text()
    assert "đã kiểm tra" in row.inner_text()

    page.locator("#text mark.figures", has_text="1.846").click()
    press(page, "x")
    assert page.locator("#text mark.figures", has_text="1.846").count() == 0
    select_words(page, "1.846")
    page.keyboard.press("f")
    page.wait_for_selector("#panel form")
    assert page.get_by_label("Giá trị", exact=True).input_value() == "1846"
    page.get_by_label("Chỉ tiêu", exact=True).select_option(label="Kết nạp đảng viên")
    press(page, "Enter")
    assert page.locator("#text mark.chosen").inner_text() == "1.846"

    press(page, "Shift+A")
    press(page, "g")
    assert "Đã lưu mẫu chuẩn" in page.get_by_role("status").inner_text()
    assert lint(folder / "gold", folder / "texts") == []
    assert wrong() > before  # the program does not say that 4.390 were trained
    errors = page.locator("details", has=page.locator("summary", has_text="Số liệu: chỉ tiêu"))
    errors.locator("summary").click()
    if PICTURES:
        page.evaluate("scrollTo(0, 0)")
        picture(page, "scores")
    mine = errors.locator("li", has_text="Tham gia lớp bồi dưỡng").filter(has_text=SHOWN[0])
    assert mine.count() == 1
    mine.get_by_role("link").click()
    assert page.locator("#text").count() == 1
    for _ in range(4):  # all right, added, deleted, changed
        press(page, "u")
    assert "Giới thiệu cho Đảng" in page.locator("tr", has_text="4.390").inner_text()


def test_what_is_refused_says_why_and_keeps_what_was_typed(page: Any) -> None:
    page.goto("/?q=cong doan dong nai nam 2023")
    page.get_by_role("link", name="Công đoàn Đồng Nai năm 2023").click()
    page.locator("#text mark.figures", has_text="4.390").click()
    page.keyboard.press("e")
    page.get_by_label("Danh từ được đếm").fill("phi hành gia")
    with page.expect_response(lambda response: response.status == 422):
        page.keyboard.press("Enter")
    assert "“phi hành gia” không có trong văn bản" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Danh từ được đếm").input_value() == "phi hành gia"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    page.complaints.clear()  # the browser logs the refused request


def test_paste_a_text_and_see_its_record(page: Any) -> None:
    page.goto("/new")
    page.get_by_label("Văn bản", exact=True).fill(ARTICLE)
    page.get_by_role("button", name="Đọc").click()
    page.wait_for_url("**/read/*")
    assert [mark.inner_text() for mark in page.locator("#text mark.figures").all()] == [
        "45",
        "120",
        "45",
        "37,5%",
        "60",
    ]
    assert page.locator("#text").inner_text().strip() == ARTICLE.strip()
    assert page.locator("tr", has_text="60").first.locator(".aim").inner_text() == "chỉ tiêu, kế hoạch"


def test_drop_a_file_and_see_its_record(page: Any) -> None:
    page.goto("/new")
    page.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.items.add(new File([text], "thả.txt", { type: "text/plain" }));
          document.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        ARTICLE.replace("Thạch Thị Mai", "Thạch Thị Hoa"),
    )
    page.wait_for_url("**/read/*")
    assert page.locator("#text mark.people").first.inner_text() == "Thạch Thị Hoa"


def test_without_scripts_everything_can_be_done(browser: Any, base: str) -> None:
    context = browser.new_context(base_url=base, locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    page.goto("/new")
    page.get_by_label("Text", exact=True).fill(ARTICLE.replace("Thạch Thị Mai", "Thạch Thị Lan"))
    page.get_by_role("button", name="Read").click()
    row = page.locator("#figures-1")
    page.goto(page.url + "#figures-1")
    row.get_by_role("link", name="Edit").click()
    page.get_by_label("Value", exact=True).fill("121")
    page.get_by_role("button", name="Save").click()
    assert page.locator("#figures-1 b").inner_text() == "121"
    page.get_by_role("button", name="Undo").click()
    assert page.locator("#figures-1 b").inner_text() == "120"
    context.close()


HOSTILE = (
    "<script>document.title='run'</script>", "<img src=x onerror=\"document.title='run'\">", "<svg/onload=alert(1)>",
    "\"><iframe srcdoc='<script>parent.document.title=1</script>'>", "</div></main><script>alert(1)</script>",
    "<a href=javascript:alert(1)>x</a>", "'-alert(1)-'", "<style>*{display:none}</style>", "{{constructor.constructor('alert(1)')()}}",
)  # fmt: skip


def test_hostile_documents_run_nothing(page: Any, base: str) -> None:
    with httpx.Client(base_url=base, timeout=60) as client:
        for number, words in enumerate(HOSTILE):
            text = f"{words}\n\nSáng 3/2/2024, ông Lê Văn {words}, Chủ tịch Công ty {words}, nói: {words}.\n\n"
            text += f"Dịp này, công đoàn trao {number + 2} phần quà cho công nhân.\n"
            sha256 = add(client, text, words)
            page.goto(f"/read/{sha256}")
            assert page.locator("#text").inner_text().count(words) == 4
            page.locator("#text mark.figures").first.click()
            page.keyboard.press("e")
            page.wait_for_selector("#panel form")
            page.keyboard.press("Escape")
            page.goto(f"/read/{sha256}/entry/document-0")
            page.goto("/")
            page.get_by_role("searchbox").fill(words)
            page.keyboard.press("Enter")
            page.wait_for_url("**/?q=*")
            assert "run" not in page.title()
    page.complaints = [one for one in page.complaints if "422" not in one]  # a search that cannot be read
    assert page.evaluate("document.querySelectorAll('main script, main iframe, main style').length") == 0


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["vi-VN", "en-GB"])
def test_every_page_fits_and_can_be_read_aloud(browser: Any, base: str, width: int, language: str) -> None:
    context = browser.new_context(base_url=base, locale=language, viewport={"width": width, "height": 740})
    page = context.new_page()
    with httpx.Client(base_url=base, timeout=60) as client:
        sha256 = client.get("/documents", params={"q": "dong nai nam 2023"}).json()["documents"][0]["id"]
    paths = ["/", "/new", "/docs", "/scores", "/failures", f"/read/{sha256}", "/read/0"]
    paths += [
        f"/read/{sha256}/entry/{key}" for key in ("figures-0", "people-0", "organisations-0", "dates-0", "document-0")
    ]
    paths += [f"/read/{sha256}/add/figures", f"/read/{sha256}/add/figures?words=1.846"]
    for path in paths:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.locator("h1").count() == 1, path
        assert page.locator("html").get_attribute("lang") == language[:2]
        nameless = page.evaluate(
            """() => [...document.querySelectorAll("input:not([type=hidden]), select, textarea, button, a")]
              .filter((one) => !(one.labels?.length || one.getAttribute("aria-label") || one.textContent.trim()))
              .map((one) => one.outerHTML)"""
        )
        assert nameless == [], path
    page.goto(f"/read/{sha256}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    context.close()
