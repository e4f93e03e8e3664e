"""Feeds (RSS, Atom) saved as files: every entry a document."""

from __future__ import annotations

import calendar
import datetime as dt
import io
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from extractor.errors import DamagedDocument, DocumentTooLarge, UnsafeDocument
from extractor.ingest.containers import Member, Part
from extractor.ingest.limits import LIMIT_BYTES
from extractor.ingest.optional import library

FORMAT = "feed"
ORDER = 20
NESTS = False

_ROOT = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<\?xml-stylesheet[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*"
    rb"<(?:rss|feed|rdf:RDF|(?:atom|a):feed)\b",
    re.DOTALL | re.IGNORECASE,
)


def claims(head: bytes, ending: str) -> bool:
    return bool(_ROOT.match(head))


class Feed:
    """See `extractor.ingest.containers.Opened`. Keys are the entries' positions."""

    def __init__(self, feed: Any) -> None:
        self._feed = feed
        self._format = "atom" if str(feed.get("version", "")).startswith("atom") else "rss"

    def members(self) -> Iterator[Member]:
        for at, _ in enumerate(self._feed.entries):
            yield Member(str(at + 1), str(at))

    def part(self, key: str) -> Part:
        """The entry as a row with named columns."""
        entry = self._feed.entries[int(key)]
        contents = entry.get("content") or [{"value": entry.get("summary", "")}]
        moment = entry.get("published_parsed")
        row = {
            "title": entry.get("title", ""),
            "html": max((content.get("value") or "" for content in contents), key=len),
            "published": _day(moment) if moment else "",
            "updated": entry.get("updated", ""),
            "author": entry.get("author", ""),
            "source": (entry.get("source") or {}).get("title", ""),
            "url": entry.get("link", ""),
            "id": entry.get("id", ""),
            "feed": self._feed.feed.get("title", ""),
        }
        data = json.dumps({name: value for name, value in row.items() if value}, ensure_ascii=False)
        return Part(data.encode("utf-8", "replace"), ".json", self._format)


_VIETNAM = dt.timezone(dt.timedelta(hours=7))


def _day(moment: Any) -> str:
    """The time of publication in Vietnam, ISO 8601."""
    return dt.datetime.fromtimestamp(calendar.timegm(moment), _VIETNAM).isoformat(timespec="minutes")


def open(stream: BinaryIO, where: str) -> Feed:
    """Raises MissingExtra (D008), DocumentTooLarge (D007), DamagedDocument (D010), UnsafeDocument (D012)."""
    feedparser = library("feedparser", "feeds", where)
    stream.seek(0)
    data = stream.read(LIMIT_BYTES + 1)
    if len(data) > LIMIT_BYTES:
        raise DocumentTooLarge(f"Holds more than {LIMIT_BYTES:,} bytes.", where)
    if b"<!ENTITY" in data:
        raise UnsafeDocument("Defines XML entities.", where)
    feed = feedparser.parse(io.BytesIO(data))  # a stream: a string might be taken for an address
    if feed.get("bozo") and not feed.entries:
        raise DamagedDocument(f"Is no readable feed ({feed.get('bozo_exception', 'broken XML')}).", where)
    return Feed(feed)
