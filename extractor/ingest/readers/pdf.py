"""PDF with text, in whatever order it was drawn; pages that are pictures, or whose text is broken, go through OCR."""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import io
import logging
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractor.errors import DamagedDocument, DocumentTooLarge, EncryptedDocument, MissingExtra, MissingProgram
from extractor.ingest import legacy, ocr, paper, reading_order
from extractor.ingest.limits import LIMIT_PAGES
from extractor.ingest.optional import library
from extractor.ingest.readers import Content
from extractor.ingest.vietnamese import soundness

FORMAT = "pdf"
ORDER = 20

_FEW = 25  # characters on a page below which it is a picture
_SOUND = 0.7  # share of Vietnamese syllables below which a page's text is broken; whole pages have .85 and more
_WORDS_TO_JUDGE = 20
_RULES = 4  # lines or boxes on a page from which it may hold a ruled table
_SCALE = ocr.DOTS / 72  # from points to the dots of OCR
_FACTS = {"Title": "title", "Author": "author", "Subject": "subject", "Producer": "producer", "CreationDate": "created"}
_PATH, _IMAGE = 2, 3  # kinds of objects on a page


def claims(head: bytes, ending: str) -> bool:
    return b"%PDF-" in head[:1024]


def read(data: bytes, where: str) -> Content:
    """The text of all pages, page numbers marked; `confidence` is there when a page went through OCR.

    Raises MissingExtra (D008), MissingProgram (D009), EncryptedDocument (D011), DamagedDocument (D010), and
    DocumentTooLarge (D007) for more pages than the limit.
    """
    pdfium = library("pypdfium2", "pdf", where)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise EncryptedDocument("Is protected with a password.", where) from error
        raise DamagedDocument(f"Is no whole PDF ({error}).", where) from error
    with contextlib.closing(document):
        if len(document) > LIMIT_PAGES:
            raise DocumentTooLarge(f"Has {len(document):,} pages, more than {LIMIT_PAGES}.", where)
        return _content(document, data, where)


def _content(document: Any, data: bytes, where: str) -> Content:
    pages: list[paper.Paper] = []
    sure: list[float] = []
    facts = {_FACTS[key]: value for key, value in document.get_metadata_dict().items() if key in _FACTS and value}
    for number, page in enumerate(document, 1):
        read = _text_page(page, data, number, where)
        why = _why_ocr(read, page)
        if why:
            try:
                found, sureness = ocr.read_image(page.render(scale=_SCALE, grayscale=True).to_pil(), where)
            except (MissingExtra, MissingProgram):
                if why == "picture" and not any(page.words for page in pages):
                    raise
                facts["pages not read"] = f"{facts.get('pages not read', '')} {number}".strip()
            else:
                read, facts["pages through OCR"] = found, f"{facts.get('pages through OCR', '')} {number}".strip()
                if found.words:  # the back of a sheet says nothing about the others
                    sure.append(sureness)
        pages.append(read)
    facts |= ocr.hard_to_read(pages)
    text, hints = reading_order.sheet_of(pages).text()
    confidence = sum(sure) / len(sure) if sure else None
    return Content(text, "ocr" if sure else "pdf", confidence, facts, hints)


def _why_ocr(read: paper.Paper, page: Any) -> str | None:
    """Why the page's own text will not do: it is a "picture", or "broken"; None when it will."""
    text = " ".join(word.text for word in read.words)
    if len(text) < _FEW:
        return "picture" if any(True for _ in page.get_objects(filter=[_IMAGE], max_depth=3)) else None
    text = unicodedata.normalize("NFC", text)
    if len(read.words) < _WORDS_TO_JUDGE or soundness(text) >= _SOUND or legacy.repair(text) is not None:
        return None
    return "broken"


def _text_page(page: Any, data: bytes, number: int, where: str) -> paper.Paper:
    width, height = page.get_size()
    words = list(_words(page, height))
    rules = sum(1 for _ in page.get_objects(filter=[_PATH], max_depth=3))
    tables = _tables(data, number, where) if rules >= _RULES and words else []
    return paper.Paper(width, height, words, tables)


@dataclass(frozen=True, slots=True, order=True)
class _Letter:
    """A character where it stands; `is_guess` for a space that is not in the file, but that PDFium thinks is meant."""

    left: float
    right: float
    base: float
    size: float
    text: str
    is_guess: bool = False


_ROW = 0.35  # letter sizes that the base lines of one row may differ by
_SPACE = 0.15  # letter sizes between two letters that make two words of them
_GUESSED = 0.1  # the same after the place where PDFium thinks that a word ends
_HORN = 0.12  # letter sizes that the horn of ơ and ư stands over in fonts that borrow these letters
_OVERHANG = 0.25  # letter sizes by which a letter's horn or hook may reach into the space behind it


def _words(page: Any, height: float) -> Iterator[paper.Word]:
    """Words by where their letters stand: the order of drawing says nothing, least of all with two fonts in a word."""
    line: list[_Letter] = []
    for letter in sorted(_letters(page, height), key=lambda letter: letter.base):
        if line and letter.base - line[0].base > _ROW * min(letter.size, line[0].size):
            yield from _cut(line)
            line = []
        line.append(letter)
    yield from _cut(line)


def _cut(line: list[_Letter]) -> Iterator[paper.Word]:
    word: list[_Letter] = []
    guess: float | None = None  # where a space may begin
    for letter in [*sorted(line), None]:
        if letter is not None and letter.is_guess:
            guess = letter.right
            continue
        if word and (letter is None or letter.text.isspace() or _is_apart(word[-1], letter, guess)):
            text = "".join(part.text for part in word)
            right, size = max(part.right for part in word), max(part.size for part in word)
            yield paper.Word(text, word[0].left, right, word[0].base, size)
            word = []
        if letter is not None and not letter.text.isspace():
            word.append(letter)
        guess = None


def _is_apart(one: _Letter, other: _Letter, guess: float | None) -> bool:
    if guess is not None and guess >= one.right - _OVERHANG * one.size and other.left - guess > _GUESSED * other.size:
        return True
    ends = one.right - _HORN * one.size if "\u031b" in unicodedata.normalize("NFD", one.text) else one.right
    return other.left - ends > _SPACE * other.size


def _letters(page: Any, height: float) -> Iterator[_Letter]:
    """Every letter of the page; a combining mark stands with the letter that it belongs to."""
    raw = importlib.import_module("pypdfium2.raw")
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    before = (0.0, 0.0, 1.0)
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text.raw, at)
        if code in _NO_LETTERS or 0xD800 <= code < 0xE000 or not raw.FPDFText_GetCharOrigin(text.raw, at, x, y):
            continue
        if not raw.FPDFText_GetLooseCharBox(text.raw, at, box) or not raw.FPDFText_GetMatrix(text.raw, at, matrix):
            continue
        letter = "\u00ad" if code == _HYPHEN else chr(code)
        size = max(raw.FPDFText_GetFontSize(text.raw, at) * math.hypot(matrix.b, matrix.d), 0.1)
        left, right = min(x.value, box.right), box.right
        is_guess = raw.FPDFText_IsGenerated(text.raw, at) == 1
        if is_guess:  # it stands behind the letter before it, even where the next one begins before its place
            left, right, size = min(before[1], left), left, before[2]
        elif unicodedata.combining(letter):
            left, right, size = before[0] + 0.01, before[1], before[2]
        else:
            before = (left, right, size)
        yield _Letter(left, right, height - y.value, size, letter, is_guess)


_NO_LETTERS = frozenset((0, 10, 13, 0xFFFE, 0xFFFF))
_HYPHEN = 2  # PDFium's sign for a hyphen that only the line end made


def _tables(data: bytes, number: int, where: str) -> list[paper.Table]:
    """The ruled tables of a page; a frame around a text is none."""
    pdfplumber = library("pdfplumber", "pdf", where)
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it tells the terminal of every odd font and page
    with pdfplumber.open(io.BytesIO(data), pages=[number]) as document:
        page = document.pages[0]
        found = page.find_tables()
        tables = []
        for table in found:
            rows = [list(row.cells) for row in table.rows]
            if len(rows) > 1 and max(sum(cell is not None for cell in row) for row in rows) > 1:
                tables.append(paper.Table(tuple(table.bbox), rows))
        return tables
