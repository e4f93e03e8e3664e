"""A feed from a file and from a server: what is new is read, what has not changed is not asked for again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import NEWS, Result

from extractor.batch import Options, Report
from extractor.batch.feed import entries, read_feed
from extractor.batch.fetch import USER_AGENT, fetch
from extractor.errors import FeedError
from extractor.store import Store

pytest.importorskip("feedparser")

TITLE, BODY = NEWS.strip().split("\n")


def item(number: int, words: str = BODY) -> str:
    return (
        f"<item><title>{TITLE}</title><link>http://127.0.0.1/tin-{number}.html</link>"
        f"<pubDate>Sat, 03 Feb 2024 0{number}:00:00 +0700</pubDate>"
        f"<description><![CDATA[<p>{words}</p><script>var x = 9;</script><p>Tin số&nbsp;{number}.</p>]]></description></item>"
    )


def rss(*items: str) -> bytes:
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>Tin</title>{''.join(items)}</channel></rss>".encode()
    )


class Site(ThreadingHTTPServer):
    """A news site on this machine: pages by path, their marks, and what was asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, bytes] = {}
        self.marks = True
        self.asked: list[tuple[str, str | None, str | None]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        site, headers = self.server, self.headers
        site.asked.append((self.path, headers["User-Agent"], headers["If-None-Match"]))
        page = site.pages.get(self.path)
        etag = f'"{hash(page)}"'
        if page is None:
            self.send_error(503 if self.path == "/busy" else 404)
        elif site.marks and headers["If-None-Match"] == etag:
            self.send_response(304)
            self.end_headers()
        else:
            self.send_response(200)
            if site.marks:
                self.send_header("ETag", etag)
                self.send_header("Last-Modified", "Sat, 03 Feb 2024 00:00:00 GMT")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield site
        site.shutdown()


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as store:
        yield store


def read(address: str, store: Store, pages: bool = False) -> dict[str, int]:
    report: Report = read_feed(address, store, Options(), pages=pages, pause_seconds=0)
    return dict(report.states)


def test_only_what_is_new_or_changed_is_read(site: Site, store: Store) -> None:
    feed = f"{site.address}/feed"
    site.pages["/feed"] = rss(item(1), item(2), item(2))
    assert read(feed, store) == {"extracted": 2}
    assert read(feed, store) == {}  # the server says that nothing has changed
    site.pages["/feed"] = rss(item(3), item(2, BODY + " Đính chính."))
    assert read(feed, store) == {"extracted": 2}
    assert len(list(store.records())) == 3
    assert store.summary().versions == 1
    assert store.summary().removed == 0  # an entry that leaves the feed has not been taken back
    assert {agent for _, agent, _ in site.asked} == {USER_AGENT}
    assert [mark is not None for *_, mark in site.asked] == [False, True, True]


def test_an_entry_is_a_document_with_title_day_and_text(store: Store, site: Site) -> None:
    site.pages["/feed"] = rss(item(1))
    read(f"{site.address}/feed", store)
    (record,) = store.records()
    assert record.document.path == "http://127.0.0.1/tin-1.html"
    assert record.text == f"{TITLE}\nNgày 03/02/2024\n{BODY}\nTin số 1.\n"
    assert any(figure.value == 120 for figure in record.figures)


def test_atom_and_a_feed_as_a_file(command: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "atom.xml"
    file.write_text(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Tin</title><entry><title type='html'>&lt;b&gt;Tin&lt;/b&gt;</title>"
        "<id>tag:x,2024:1</id><author><name>Lê An</name></author><summary>ngắn</summary>"
        f"<content type='html'>&lt;p&gt;{BODY}&lt;/p&gt;</content></entry></feed>"
    )
    db = tmp_path / "x.sqlite"
    assert command("feed", file, "--db", db).out == "1 document stored, 0 unchanged, 0 failed\n"
    assert command("feed", file, "--db", db).out == "Nothing new, 1 unchanged, 0 failed\n"
    (entry,) = entries(file.read_bytes(), "atom.xml")
    assert (entry.link, entry.text) == ("tag:x,2024:1", f"Tin\n{BODY}\nTác giả: Lê An\n")


def test_pages_are_fetched_once_and_a_missing_one_is_asked_for_again(site: Site, store: Store) -> None:
    links = [f"<item><link>{site.address}/{name}.txt</link></item>" for name in ("a", "b")]
    site.pages |= {"/feed": rss(*links), "/a.txt": NEWS.encode()}
    assert read(f"{site.address}/feed", store, pages=True) == {"extracted": 1, "failed": 1}
    assert [failure.code for failure in store.failures()] == ["D001"]
    site.pages["/b.txt"] = NEWS.replace("Hưng Yên", "Nam Định").encode()
    assert read(f"{site.address}/feed", store, pages=True) == {"unchanged": 1, "extracted": 1}
    assert store.failures() == []
    assert [path for path, *_ in site.asked] == ["/feed", "/a.txt", "/b.txt", "/feed", "/b.txt"]


def test_a_broken_run_does_not_keep_the_marks(site: Site, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = f"{site.address}/feed"
    site.pages["/feed"] = rss(item(1), item(2))

    def stops(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("extractor.batch.feed.Keeper.keep", stops)
        with pytest.raises(KeyboardInterrupt):
            read(feed, store)
    assert read(feed, store) == {"extracted": 2}


def test_what_cannot_be_fetched_or_is_no_feed_says_so(site: Site, store: Store) -> None:
    site.pages["/page"] = b"<html><p>Xin ch\xc3\xa0o</p></html>"
    for address, words in [
        (f"{site.address}/nothing", "404"),
        (f"{site.address}/busy", "503"),
        (f"{site.address}/page", "no RSS"),
        ("http://127.0.0.1:1/", "refused"),
    ]:
        with pytest.raises(FeedError, match=words):
            read(address, store)
    with pytest.raises(FeedError, match="http"):
        fetch("file:///etc/passwd")
    assert list(store.records()) == []
