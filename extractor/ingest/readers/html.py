"""Web pages: portals' and newspapers' saved pages, in any encoding."""

from __future__ import annotations

import re

from extractor.ingest import webpage
from extractor.ingest.readers import Content

FORMAT = "html"
ORDER = 30

_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|article|span|h[1-6])\b", re.IGNORECASE)
_ENDINGS = (".html", ".htm", ".xhtml", ".shtml", ".aspx", ".php", ".jsp", ".asp")


def claims(head: bytes, ending: str) -> bool:
    """Markup at the beginning, or an ending of pages and any markup at all."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")[2:]
    start = re.sub(rb"^(?:\s|<!--.*?-->|<\?xml[^>]*\?>)+", b"", head[:2048], flags=re.DOTALL)
    return bool(_TAG.match(start)) or (ending in _ENDINGS and bool(_TAG.search(head)))


def read(data: bytes, where: str) -> Content:
    """The visible text, boilerplate marked. Raises UndecodableDocument (D004), EmptyDocument (D002)."""
    return webpage.content(data, where)
