"""A feed (RSS, Atom) into a database: each entry is a document, new and changed ones are read.

Entries are known by their link, and by the hash of what they say; an entry that leaves the feed stays in the
database. The server's marks are kept once all entries are, so that a run that is stopped loses none.
"""

from __future__ import annotations

import calendar
import datetime as dt
import io
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from extractor import __version__
from extractor.batch import Options, Report, lost_in
from extractor.batch.fetch import fetch, is_web_address
from extractor.batch.keep import Keeper
from extractor.batch.outcome import Outcome, record_from
from extractor.batch.pool import Pool
from extractor.errors import DocumentError, ExtractionFailed, FeedError, MissingPath
from extractor.ingest import Document, Source, document_from, document_of, hash_of
from extractor.ingest.optional import library
from extractor.store import Store

_BLOCK = re.compile(r"address|article|blockquote|br|div|d[dt]|figcaption|h[1-6r]|li|p|t[dhr]")  # tags that end a line
_VIETNAM = dt.timezone(dt.timedelta(hours=7))
_SILENT = frozenset(("script", "style"))


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed tells of one article; `text` is plain, a paragraph a line."""

    link: str
    text: str


def read_feed(
    address: str, store: Store, options: Options, *, pages: bool = False, pause_seconds: float = 1.0
) -> Report:
    """Store what is new in the feed at a web address or in a file; with `pages`, the pages that it links to.

    Raises FeedError (F001) when there is no feed there, MissingExtra (D008) without feedparser.
    """
    web = is_web_address(address)
    etag, last_modified = store.feed_marks(address) if web else (None, None)
    report, unfetched = Report(), False
    options.log.event("start", folder=address, version=__version__)
    answer = fetch(address, etag, last_modified) if web else None
    data = _file(Path(address)) if answer is None else answer.data
    if data is not None:
        keeper = Keeper(store, address if web else str(Path(address).resolve()))
        for outcome in map(keeper.keep, _outcomes(keeper, entries(data, address), options, pages, pause_seconds)):
            report.states[outcome.state] += 1
            options.log.document(outcome)
            options.note(outcome)
            unfetched |= isinstance(outcome.error, MissingPath)
        store.end_run(keeper.run, report.tally)
    if answer is not None and not unfetched:  # a page that did not come is asked for again
        store.note_feed(address, answer.etag, answer.last_modified)
    options.log.event("end", folder=address, states=dict(report.states))
    return report


def entries(data: bytes, address: str) -> Iterator[Entry]:
    """The entries of a feed, in its order. Raises FeedError (F001) when it is none."""
    found: Any = library("feedparser", "feeds", address).parse(
        io.BytesIO(data)
    )  # a stream: it never takes it for an address
    if not found.get("version"):
        raise FeedError("Is no RSS or Atom feed.", address)
    for entry in found.entries:
        title = _plain(entry.get("title", ""))
        link = entry.get("link") or entry.get("id") or title
        if link:
            lines = [title, _day(entry), _plain(_words(entry)), _author(entry)]
            yield Entry(link, "\n".join(filter(None, lines)) + "\n")


def _words(entry: Any) -> str:
    """The longest text that the entry has: its whole content where the feed gives it, else the summary."""
    given = [str(part.get("value", "")) for part in entry.get("content", [])]
    return max([*given, str(entry.get("summary", ""))], key=len)


def _day(entry: Any) -> str:
    """The day of publication where it is read, in Vietnam; feedparser gives the time in UTC."""
    time_ = entry.get("published_parsed") or entry.get("updated_parsed")
    if not time_:
        return ""
    day = dt.datetime.fromtimestamp(calendar.timegm(time_), _VIETNAM)
    return f"Ngày {day:%d/%m/%Y}"


def _author(entry: Any) -> str:
    return f"Tác giả: {_plain(entry['author'])}" if entry.get("author") else ""


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry on its way: its own text, or the page that it links to; or what is known of it without reading."""

    source: Source
    document: Document | None = None
    page: bytes | None = None
    known: Outcome | None = None


def _outcomes(keeper: Keeper, found: Iterator[Entry], options: Options, pages: bool, pause: float) -> Iterator[Outcome]:
    """The outcome of every entry, read by a worker process as a folder's documents are."""
    items = _items(keeper, found, pages, pause)
    lost = lost_in(options.limit_seconds)
    with Pool(read_item, 1, options.limit_seconds, lambda item, loss: lost(item.source, loss)) as pool:
        yield from pool.results(items, lambda item: item.known)


def _items(keeper: Keeper, found: Iterator[Entry], pages: bool, pause_seconds: float) -> Iterator[_Item]:
    """Every entry, its page fetched where that is wanted; an article that is listed twice is read once."""
    seen: dict[str, Entry] = {}
    for entry in found:
        seen.setdefault(entry.link, entry)
    for source in keeper.look_up([Source(id=link, path=link, file=None) for link in seen]):
        if not pages:
            entry = seen[source.path]
            document = replace(document_of(entry.text, name=entry.link), format="feed")
            yield _Item(source, document, known=keeper.known(source, document.sha256))
        elif keeper.has(source):
            yield _Item(source, known=Outcome(source, "unchanged"))
        else:
            time.sleep(pause_seconds)
            yield _fetched(source)


def _fetched(source: Source) -> _Item:
    try:
        return _Item(source, page=fetch(source.path).data or b"")
    except FeedError as error:
        missing = MissingPath(error.what, source.path, error.advice)
        return _Item(source, known=Outcome(source, "failed", error=missing))


def read_item(item: _Item) -> Iterator[Outcome]:
    """The task of the worker: extract an entry's own text, or the page that it links to."""
    sha256 = item.document.sha256 if item.document else hash_of(item.page or b"")
    try:
        document = item.document or document_from(item.source, item.page)
        yield Outcome(item.source, "extracted", sha256, document, record_from(document))
    except DocumentError as error:
        yield Outcome(item.source, "failed", sha256, error=error)
    except Exception as error:
        what = f"The reader stopped with {type(error).__name__}: {error}."
        yield Outcome(item.source, "failed", sha256, error=ExtractionFailed(what, item.source.path))


def _file(path: Path) -> bytes:
    return Source(id=path.stem, path=str(path), file=path).load()


class _Plain(HTMLParser):
    """Words without tags; a new line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if _BLOCK.fullmatch(tag):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        if _BLOCK.fullmatch(tag):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(re.sub(r"\s+", " ", data))


def _plain(markup: str) -> str:
    parser = _Plain()
    parser.feed(markup)
    parser.close()
    lines = (line.strip() for line in "".join(parser.parts).split("\n"))
    return "\n".join(filter(None, lines))
