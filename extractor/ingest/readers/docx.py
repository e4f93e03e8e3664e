"""Word documents since 2007."""

from __future__ import annotations

from extractor.ingest import wordml
from extractor.ingest.readers import Content

FORMAT = "docx"
ORDER = 40


def claims(head: bytes, ending: str) -> bool:
    """A ZIP that begins as Word's packages do, or calls itself one."""
    if not head.startswith(b"PK\x03\x04") or b"mimetypeapplication/" in head:
        return False
    return (
        ending in (".docx", ".docm", ".dotx")
        or b"word/" in head
        or (ending not in (".xlsx", ".pptx") and (b"[Content_Types].xml" in head or b"_rels/.rels" in head))
    )


def read(data: bytes, where: str) -> Content:
    """The text with tables and letterhead in order. Raises DamagedDocument (D010) and its like."""
    text, facts = wordml.content(data, where)
    return Content(text, "utf-8", metadata=facts)
