"""Polite requests to web servers: only http and https, one at a time, conditional, bounded in bytes and time."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass

from extractor import __version__
from extractor.errors import FeedError
from extractor.ingest import LIMIT_BYTES

USER_AGENT = f"extractor/{__version__} (reads feeds for statistics; one request at a time)"
_SECONDS = 30.0  # for a server to answer
_NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent; `data` is None when nothing has changed since the marks that were sent along."""

    data: bytes | None
    etag: str | None = None
    last_modified: str | None = None


def is_web_address(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def fetch(address: str, etag: str | None = None, last_modified: str | None = None) -> Answer:
    """What lies at a web address. Raises FeedError (F001) when it cannot be had."""
    if not is_web_address(address):
        raise FeedError("Is no http or https address.", address)
    marks = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {"User-Agent": USER_AGENT, **{name: mark for name, mark in marks.items() if mark}}
    try:
        request = urllib.request.Request(address, headers=headers)
        with urllib.request.urlopen(request, timeout=_SECONDS) as reply:
            data = reply.read(LIMIT_BYTES + 1)
            if len(data) > LIMIT_BYTES:
                raise FeedError(f"Holds more than {LIMIT_BYTES:,} bytes.", address)
            return Answer(data, reply.headers.get("ETag"), reply.headers.get("Last-Modified"))
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == _NOT_MODIFIED:
            return Answer(None, etag, last_modified)
        wait = error.headers.get("Retry-After")
        later = f"The server asks to wait {wait} seconds before the next request." if wait else None
        raise FeedError(f"The server answers {error.code} {error.reason}.", address, later) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FeedError(f"Cannot be fetched ({getattr(error, 'reason', None) or error}).", address) from error
