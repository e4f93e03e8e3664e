"""Tables of texts: which column holds what, and a row as the document that it stands for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from extractor import lexicon
from extractor.ingest import webpage
from extractor.ingest.layout import Sheet
from extractor.ingest.pagefacts import day_line

_OTHER = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARKUP = re.compile(r"</?(?:p|br|div|span|table|strong|b|h[1-6]|ul|li|a)\b[^>]*>", re.IGNORECASE)
_LONGEST_FACT = 1000  # characters
_HEAD = 300  # characters in which a text may already say its title and its day


def kinds(names: Iterable[str]) -> dict[str, str]:
    """Which of these column names holds the text, the title …: kind to name, the best name of each kind."""
    by_words: dict[str, str] = {}
    for name in names:
        by_words.setdefault(_plain(name), name)
    wanted: dict[str, list[str]] = lexicon.load("columns")["columns"]
    found = {kind: next((by_words[word] for word in words if word in by_words), None) for kind, words in wanted.items()}
    return {kind: name for kind, name in found.items() if name is not None}


def is_table_of_texts(names: Iterable[str]) -> bool:
    return not {"text", "html"}.isdisjoint(kinds(names))


@cache
def _plain(name: str) -> str:
    """The name in small letters without marks, words separated by one space."""
    spaced = _CAMEL.sub(" ", name).lower().replace("đ", "d")
    letters = "".join(part for part in unicodedata.normalize("NFD", spaced) if not unicodedata.combining(part))
    return _OTHER.sub(" ", letters).strip()


def sheet_of(row: Mapping[str, Any], where: str) -> tuple[Sheet, dict[str, str]]:
    """The row as a reader would see the document: title, day, lead, text, author, source; and all columns as facts.

    What the text itself begins with is not said twice.
    """
    held = kinds(name for name, value in row.items() if isinstance(value, str) and value.strip())
    value = {kind: str(row[name]).strip() for kind, name in held.items()}
    main = held.get("html") if "html" in held else held.get("text")
    text = str(row.get(main, "")) if main else ""
    lines = webpage.fragment_lines(text, where) if _MARKUP.search(text) else text.split("\n")
    head = " ".join(" ".join(lines)[:_HEAD].split())
    sheet = Sheet()
    title = " ".join(value.get("title", "").split())
    if title and not head.startswith(title):
        sheet.add(title, "title")
    day = day_line(value.get("published", "")) or value.get("published", "")
    if day and day.split(" ")[0] not in head:
        sheet.add(" ".join(day.split()))
    if (lead := webpage_text(value.get("lead", ""), where)) and not _within(lead, lines):
        sheet.add(lead, "lead")
    sheet.add_all(lines)
    for kind in ("author", "source"):
        if (said := " ".join(value.get(kind, "").split())) and not _within(said, lines):
            sheet.add(said if kind == "author" else f"Nguồn: {said}", "byline" if kind == "author" else "source")
    facts = {name: str(fact)[:_LONGEST_FACT] for name, fact in row.items() if isinstance(fact, str | int | float)}
    return sheet, {name: fact for name, fact in facts.items() if name != main}


def webpage_text(value: str, where: str) -> str:
    """The words of a value that may be markup, on one line."""
    words = " ".join(webpage.fragment_lines(value, where)) if _MARKUP.search(value) else value
    return " ".join(words.split())


def _within(words: str, lines: list[str]) -> bool:
    return any(words in " ".join(line.split()) for line in lines)
