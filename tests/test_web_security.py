"""What a hostile page, document or neighbour cannot do."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from webserver import ARTICLE, add, form_of, served, settings_in

from extractor.errors import UsageError
from extractor.web.archive import name_of_file
from extractor.web.settings import is_loopback

TOKEN = "mật khẩu-123"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(settings_in(tmp_path_factory.mktemp("open"))) as address:
        yield address


@pytest.fixture
def client(base: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=base, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that asks for a token, as one that others reach does."""
    with served(settings_in(tmp_path_factory.mktemp("token"), token=TOKEN)) as address:
        yield address


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org"])
def test_nobody_listens_to_others_without_a_token(tmp_path: Path, host: str) -> None:
    settings = settings_in(tmp_path)
    with pytest.raises(UsageError, match="U001"):
        replace(settings, host=host)
    with pytest.raises(UsageError, match="U001"):
        replace(settings, host=host, token="")
    assert replace(settings, host=host, token="x").host == host
    assert not is_loopback(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.0.0.53", "LOCALHOST."])
def test_this_machine(host: str) -> None:
    assert is_loopback(host)


PLACES = [
    "/",
    "/documents",
    "/figures",
    "/docs",
    "/openapi.json",
    "/metrics",
    "/new",
    "/failures",
    "/scores",
    "/read/" + "0" * 64,
]


@pytest.mark.parametrize("path", PLACES)
def test_without_the_token_nothing_answers(guarded: str, path: str) -> None:
    with httpx.Client(base_url=guarded) as client:
        for headers in (
            {},
            {"Authorization": "Bearer x"},
            {"Authorization": TOKEN.encode()},
            {"Cookie": "extractor_session=x"},
        ):
            answer = client.get(path, headers=headers)  # type: ignore[arg-type]
            assert (answer.status_code, answer.json()["code"]) == (401, "A001")
        asked = client.get(path, headers={"Accept": "text/html"})
        assert (asked.status_code, asked.headers["location"]) == (303, f"/sign-in?next={path}")
        assert client.post(path).status_code == 401
        granted = client.get(path, headers={"Authorization": f"Bearer {TOKEN}".encode()})
        assert granted.status_code in (200, 404)


def test_signing_in_with_a_browser(guarded: str) -> None:
    with httpx.Client(base_url=guarded, headers={"Accept": "text/html"}, follow_redirects=True) as client:
        form = form_of(client, "/sign-in?next=/docs")
        wrong = client.post("/sign-in?next=/docs", data={**form, "token": "guess"})
        assert wrong.status_code == 401
        right = client.post("/sign-in?next=/docs", data={**form, "token": TOKEN})
        assert (right.status_code, right.url.path) == (200, "/docs")
        assert client.get("/").status_code == 200
        (cookie,) = [one for one in client.cookies.jar if one.name == "extractor_session"]
        assert TOKEN not in str(cookie.value)
        assert cookie.has_nonstandard_attr("HttpOnly")
        assert client.get("/health").status_code == 200


@pytest.mark.parametrize("next_", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere(client: httpx.Client, next_: str) -> None:
    assert client.get("/language/vi", params={"next": next_}).headers["location"] == "/"


@pytest.mark.parametrize(
    ("host", "answered"),
    [
        ("127.0.0.1:{}", True), ("localhost:{}", True), ("[::1]:{}", True), ("192.168.1.7:{}", True),
        ("evil.example", False), ("evil.example:{}", False), ("localhost.evil.example", False), ("127.0.0.1.evil.example", False),
        ("", False), ("localhost@evil.example", False), ("[::1", False),
    ],
)  # fmt: skip
def test_a_name_made_to_point_here_is_refused(client: httpx.Client, base: str, host: str, answered: bool) -> None:
    answer = client.get("/documents", headers={"Host": host.format(base.rsplit(":", 1)[1])})
    assert (answer.status_code == 200) is answered
    assert answered or answer.json()["code"] == "A002"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    ],
)  # fmt: skip
def test_another_site_can_send_nothing(client: httpx.Client, base: str, headers: dict[str, str]) -> None:
    for path in ("/extract", "/documents", "/new", "/person"):
        refused = client.post(path, json={"text": ARTICLE}, headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (403, "A002")
    own = {"Origin": base, "Sec-Fetch-Site": "same-origin"}
    assert client.post("/extract", json={"text": ARTICLE}, headers=own).status_code == 200


def test_forms_carry_the_servers_mark(base: str) -> None:
    with httpx.Client(base_url=base, timeout=60) as client:
        sha256 = add(client, ARTICLE, "form")
        for path in ("/new", "/person", f"/read/{sha256}/undo", f"/read/{sha256}/accept/all", f"/read/{sha256}/gold"):
            for token in ("", "x", "0" * 64, "đ"):
                assert client.post(path, data={"csrf": token, "revision": "0"}).status_code in (403, 422), path
        token = str(form_of(client, "/new")["csrf"])
        assert client.post("/new", data={"csrf": token, "text": ARTICLE}).status_code == 303
    with httpx.Client(base_url=base) as other:  # another browser cannot use it
        other.get("/new")
        assert other.post("/new", data={"csrf": token, "text": ARTICLE}).status_code == 403


def test_every_answer_tells_the_browser_to_be_strict(client: httpx.Client) -> None:
    sha256 = add(client, ARTICLE, "strict")
    for path in (
        "/",
        f"/read/{sha256}",
        f"/read/{sha256}/original",
        "/documents",
        "/static/site.css",
        "/nothing",
        "/docs",
    ):
        headers = client.get(path, headers={"Accept": "text/html"}).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
    assert client.get("/", headers={"Host": "evil.example"}).headers["content-security-policy"]


def test_nothing_on_the_pages_stands_within_the_policy(client: httpx.Client) -> None:
    """No inline scripts, handlers or styles, which the policy would refuse, and nothing from elsewhere."""
    sha256 = add(client, ARTICLE, "inline")
    for path in (
        "/",
        "/new",
        "/failures",
        "/docs",
        f"/read/{sha256}",
        f"/read/{sha256}/entry/figures-0",
        f"/read/{sha256}/add/people",
    ):
        page = client.get(path, headers={"Accept": "text/html"}).text
        assert not re.search(r"<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=|<style|javascript:", page), path
        assert not re.findall(r'(?:src|href|action)="(?!/|#)[^"]+"', page), path


HOSTILE = [
    "<script>document.title='x'</script>", "<img src=x onerror=\"document.title='x'\">", "\"><svg onload=alert(1)>",
    "</textarea><script>alert(1)</script>", "javascript:alert(1)", "{{ 7*7 }} {% raw %} ${7*7}", "'-alert(1)-'",
    "</mark></div></main><iframe src=//evil.example>", "<!--", "]]>", "&lt;script&gt;", "\u202e\u2066 RTL", "<base href=//evil.example>",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_document_is_only_text(client: httpx.Client, words: str) -> None:
    text = f"{words}\n\nSáng 3/2/2024, bà Thạch Thị Mai {words}, Chủ tịch Công ty TNHH {words}, trao 45 {words} cho công nhân.\n"
    sha256 = add(client, text, words)
    for path in (
        f"/read/{sha256}",
        "/?q=trao",
        f"/read/{sha256}/entry/document-0",
        f"/read/{sha256}/entry/figures-0",
        "/failures",
    ):
        page = client.get(path, headers={"Accept": "text/html"}).text
        shown = page.replace(html.escape(words), "").replace(
            str(html.escape(words)).replace("&#x27;", "&#39;").replace("&quot;", "&#34;"), ""
        )
        for sign in ("<script>", "<img", "<svg onload", "<iframe", "<base", 'onerror="', "<!--"):
            assert sign not in shown, (path, sign)
    if "{{" in words:
        assert words in html.unescape(client.get(f"/read/{sha256}").text)


def test_a_hostile_search_and_problem_are_only_text(client: httpx.Client) -> None:
    words = '"><script>alert(1)</script>'
    for path in ("/", "/documents/" + "%22%3E%3Cscript%3E", f"/read/{'0' * 64}/compare"):
        page = client.get(path, params={"q": words, "one": words}, headers={"Accept": "text/html"}).text
        assert "<script>alert" not in page


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "..\\..\\evil.txt", "/etc/passwd", "C:\\evil.txt", "a/b/../../../evil.txt", ".bashrc", "\x00.txt", "x" * 500, "~$a.txt", "%2e%2e%2fevil.txt"]
)  # fmt: skip
def test_a_file_name_leads_nowhere(base: str, tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    kept = name_of_file(name)
    assert "/" not in kept
    assert "\\" not in kept
    assert not kept.startswith((".", "~"))
    assert 0 < len(kept) <= 130
    with httpx.Client(base_url=base, timeout=60) as client:
        (taken,) = client.post(
            "/documents", content=f"{ARTICLE} {abs(hash(name))}".encode(), params={"name": name[:200]}
        ).json()
        assert client.get(f"/read/{taken['id']}/original").content.startswith(ARTICLE.encode())


def test_paths_lead_to_nothing_but_what_is_there(client: httpx.Client) -> None:
    for path in (
        "/static/../../settings.py",
        "/static/%2e%2e/%2e%2e/pyproject.toml",
        "/static/..%2fapp.py",
        "/read/..%2f..%2fetc/original",
    ):
        answer = client.get(path)
        assert answer.status_code in (401, 404), path


def test_an_original_is_shown_only_as_it_was_read(base: str, tmp_path: Path) -> None:
    with served(settings_in(tmp_path)) as own, httpx.Client(base_url=own, timeout=60) as client:
        page = f"<html><body><script>alert(1)</script><p>{ARTICLE}</p></body></html>"
        (taken,) = client.post("/documents", files={"file": ("a.html", page.encode())}).json()
        answer = client.get(f"/read/{taken['id']}/original")
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["content-type"] == "application/octet-stream"
        (kept,) = (tmp_path / "files").rglob("a.html")
        kept.write_text("something else", encoding="utf-8")
        assert client.get(f"/read/{taken['id']}/original").json()["code"] == "A003"
        kept.unlink()
        kept.symlink_to("/etc/passwd")
        assert client.get(f"/read/{taken['id']}/original").status_code == 404


def test_too_many_requests_wait(tmp_path: Path) -> None:
    with served(settings_in(tmp_path, rate=5)) as own, httpx.Client(base_url=own) as client:
        answers = [client.get("/health") for _ in range(7)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
        assert answers[-1].json()["code"] == "A005"
        assert 0 < int(answers[-1].headers["retry-after"]) <= 60


def test_an_error_of_our_own_tells_no_secrets(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with served(settings) as own, httpx.Client(base_url=own) as client:
        assert client.get("/documents").status_code == 200
        for path in tmp_path.glob("test.sqlite*"):
            path.write_bytes(b"not a database any more" * 400)
        broken = client.get("/documents")
        assert broken.status_code in (500, 503)
        assert broken.json()["code"] in ("S001", "A010")
        assert "Traceback" not in broken.text
        assert broken.headers["content-security-policy"]
