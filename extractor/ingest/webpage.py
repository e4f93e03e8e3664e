"""The bytes or the source of a web page to its content."""

from __future__ import annotations

import codecs
import re
from typing import Any

from extractor.errors import EmptyDocument, UndecodableDocument
from extractor.ingest import legacy, markup, pagefacts
from extractor.ingest.layout import Sheet
from extractor.ingest.optional import library
from extractor.ingest.readers import Content

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_\-:.]+)""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_HEAD = 4096  # bytes in which a page names its encoding
_BAD_SHARE = 0.002  # of broken characters that a page in UTF-8 may have: a teaser cut within a letter
_DAY = re.compile(r"(?<!\d)\d\d?\s?[/.-]\s?\d\d?\s?[/.-]\s?\d{4}(?!\d)|tháng\s+\d\d?[\s,]+năm\s+\d{4}", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NEAR_TITLE = 8  # lines after the title in which a page shows its date
_LONGEST_NAME = 60  # characters of an author's name


def content(data: bytes, where: str) -> Content:
    """The text of a page with its zones and what it says of itself. Raises UndecodableDocument (D004)."""
    text, encoding, confidence = decoded(data, where)
    sheet, facts = read_source(text, where)
    words, hints = sheet.text()
    return Content(words, encoding, confidence, facts, hints)


def read_source(source: str, where: str) -> tuple[Sheet, dict[str, str]]:
    """The lines of a page given as text, and what it says of itself."""
    root = parsed(source, where)
    facts = pagefacts.facts(root)
    lines = markup.lines_of(root)
    first, last, title = markup.article(lines, root, facts.get("title"))
    sheet = markup.sheet_of(lines, first, last, title)
    _complete(sheet, last, title, facts)
    return sheet, facts


def fragment_lines(source: str, where: str) -> list[str]:
    """The visible lines of a piece of markup, all of them its own words: the body of a message or a feed's entry."""
    return [line.text for line in markup.lines_of(parsed(source, where))]


def parsed(source: str, where: str) -> Any:
    """The tree of the page. Nothing outside it is ever loaded, no entity beyond HTML's own is known."""
    html = library("lxml.html", "html", where)
    source = _NOT_XML.sub(" ", _DECLARATION.sub("", source))
    if not source.strip():
        raise EmptyDocument("Holds no markup.", where)
    parser = html.HTMLParser(no_network=True, recover=True, remove_comments=True, remove_pis=True, huge_tree=False)
    return html.document_fromstring(source, parser=parser)


def decoded(data: bytes, where: str) -> tuple[str, str, float | None]:
    """The source, its encoding, and how sure that is; what the bytes show goes before what the page claims."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, "replace"), "utf-8" if codec == "utf-8-sig" else codec, None
    try:
        return data.decode("utf-8"), "utf-8", None
    except UnicodeDecodeError:
        lenient = data.decode("utf-8", "replace")
    if lenient.count("\ufffd") < _BAD_SHARE * len(lenient):
        return lenient, "utf-8", 1 - lenient.count("\ufffd") / len(lenient)
    old = legacy.decode(data)
    if old is not None:
        return old.text, old.encoding, old.confidence
    claimed = _CHARSET.search(data[:_HEAD])
    try:
        codec = codecs.lookup(claimed[1].decode("ascii")).name if claimed else ""
        if codec and codec != "utf-8":
            return data.decode(codec, "replace"), codec, None
    except LookupError:
        pass
    raise UndecodableDocument("The page is in no encoding that its bytes or its head tell.", where)


def _complete(sheet: Sheet, last: int, title: int | None, facts: dict[str, str]) -> None:
    """Write date and author where a reader would see them, if the page tells them to machines only."""
    words = [line.casefold() for line, kind in sheet.lines if kind != "boilerplate"]
    author = facts.get("author", "")
    named = author and author.casefold() != facts.get("publisher", "").casefold() and len(author) <= _LONGEST_NAME
    if named and " " in author and not any(author.casefold() in line for line in words):
        sheet.lines.insert(last, (author, "byline"))
    day = pagefacts.day_line(facts.get("published", ""))
    if day is None or title is None:
        return
    head = [line for line, _ in sheet.lines[max(0, title - 3) : title + _NEAR_TITLE]]
    tail = [line for line, _ in sheet.lines[max(0, last - 3) : last + 3]]
    if not any(_DAY.search(line) for line in (*head, *tail)):
        sheet.lines.insert(title + 1, (day, None))
