"""Formats that are known by their first bytes, so that what cannot be read is at least called by its name."""

from __future__ import annotations

# First bytes -> name. A reader for one of these claims it before this table is asked.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP, or an office document (DOCX, ODT, XLSX)"),
    (b"PK\x05\x06", "empty ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office document (DOC, XLS)"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"SQLite format 3\x00", "SQLite database"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"\x89PNG\r\n", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"II*\x00", "TIFF image"),
    (b"MM\x00*", "TIFF image"),
    (b"RIFF", "RIFF media"),
    (b"ID3", "MP3"),
    (b"WARC/1.", "WARC"),
    (b"%!PS", "PostScript"),
)
_MARKUP: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
    (b"<rss", "RSS"),
    (b"<feed", "Atom"),
)
# Text, but not prose: read as plain text, the syntax would come out as words and its keys as figures.
_STRUCTURED = {
    ".html": "HTML", ".htm": "HTML", ".xhtml": "HTML", ".mht": "MHTML", ".xml": "XML", ".rss": "RSS", ".atom": "Atom",
    ".json": "JSON", ".jsonl": "JSONL", ".csv": "CSV", ".tsv": "TSV", ".toml": "TOML", ".yaml": "YAML", ".yml": "YAML",
    ".eml": "mail message", ".mbox": "mail box", ".py": "Python", ".js": "JavaScript", ".css": "CSS", ".rtf": "RTF",
    ".pdf": "PDF", ".doc": "DOC", ".docx": "DOCX", ".odt": "ODT", ".xls": "XLS", ".xlsx": "XLSX", ".zip": "ZIP",
}  # fmt: skip


def signature(head: bytes) -> str | None:
    """The name of the format that these first bytes belong to; None when they say nothing."""
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    start = head[:256].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((name for tag, name in _MARKUP if start.startswith(tag)), None)


def structured(ending: str) -> str | None:
    """The name of the format that this ending promises, when it is one other than prose."""
    return _STRUCTURED.get(ending)
