"""Writes documents of a folder of plain texts in every format that the extractor reads, with real programs.

    python scripts/make_formats.py corpus out/formats [--formats html,docx] [--limit 10]

LibreOffice writes DOCX, ODT, RTF, DOC and PDF, Chromium prints a page to PDF and saves its DOM, pdftoppm makes scans
at 200 dots an inch, Python's own libraries write mail, archives, feeds and tables. Each file bears its text's name.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"


def encoded(text: str, encoding: str) -> bytes:
    """The text in an old Vietnamese encoding, as the keyboards of its time wrote it."""
    if encoding == "windows-1258":
        return b"".join(_windows_1258(letter) for letter in text)
    spelled = _spelled(encoding)
    if encoding == "tcvn3":  # its fonts have no toned capitals: they were typed as small letters
        text = "".join(letter.lower() if _is_toned(letter) else letter for letter in text)
    surface = "".join(spelled.get(letter, letter) for letter in text)
    return surface.encode("cp1252" if encoding in ("tcvn3", "vni") else "latin-1", "replace")


def _is_toned(letter: str) -> bool:
    return any(mark in unicodedata.normalize("NFD", letter) for mark in _TONES)


def _windows_1258(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        return (base + "".join(part for part in parts if part in _TONES)).encode("cp1258", "replace")


@cache
def _spelled(encoding: str) -> dict[str, str]:
    from extractor import lexicon

    entries = lexicon.load("encodings")[encoding]["letters"]
    return {entry[-1]: entry[:-1] for entry in reversed(entries)}
