"""Pictures of pages: scans and photographs, through OCR."""

from __future__ import annotations

import io
import warnings
from typing import Any

from extractor.errors import DocumentTooLarge, EmptyDocument
from extractor.ingest import ocr, paper, reading_order
from extractor.ingest.limits import LIMIT_PAGES, LIMIT_PIXELS
from extractor.ingest.optional import library
from extractor.ingest.readers import Content

FORMAT = "image"
ORDER = 20

_MAGIC = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")
_WEBP = (b"RIFF", b"WEBP")
_LEAST = 1600  # dots of the longer side below which a picture is enlarged: Tesseract wants letters of 20 dots and more

_LARGEST_PAGE = 17  # inches: A3; a camera's picture says 72 dots an inch and is none


def claims(head: bytes, ending: str) -> bool:
    if head.startswith(b"BM"):
        return ending == ".bmp"
    return head.startswith(_MAGIC) or (head.startswith(_WEBP[0]) and head[8:12] == _WEBP[1])


def read(data: bytes, where: str) -> Content:
    """The words seen, `confidence` how sure Tesseract is of them.

    Raises MissingExtra (D008), MissingProgram (D009), DocumentTooLarge (D007), EmptyDocument (D002) when it sees none.
    """
    library("PIL", "ocr", where)
    from PIL import Image, ImageOps, ImageSequence

    pages: list[paper.Paper] = []
    sure: list[float] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PIL warns of large pictures; they are measured here
        with Image.open(io.BytesIO(data)) as image:
            for at, frame in enumerate(ImageSequence.Iterator(image)):
                if at >= LIMIT_PAGES or frame.width * frame.height > LIMIT_PIXELS:
                    raise DocumentTooLarge(f"Has more than {LIMIT_PIXELS:,} dots or {LIMIT_PAGES} pages.", where)
                factor = _enlargement(max(frame.size), frame.info.get("dpi"))
                upright = ImageOps.exif_transpose(frame).convert("L")
                if factor > 1:
                    upright = upright.resize((round(upright.width * factor), round(upright.height * factor)))
                page, sureness = ocr.read_image(upright, where)
                pages.append(page)
                if page.words:
                    sure.append(sureness)
    text, hints = reading_order.sheet_of(pages).text()
    if not text.strip():
        raise EmptyDocument("Shows no words.", where)
    facts = {"pages through OCR": str(len(pages)), **ocr.hard_to_read(pages)}
    return Content(text, "ocr", sum(sure) / len(sure), facts, hints)


def _enlargement(longer: int, dpi: Any) -> float:
    """How much larger a picture has to be, by what it says of its dots an inch, if a page can be of that size."""
    said = float(dpi[0]) if isinstance(dpi, tuple) and dpi else 0.0
    if 0 < said < ocr.DOTS and longer / said <= _LARGEST_PAGE:
        return max(ocr.DOTS, _LEAST / longer * said) / said
    return max(1.0, _LEAST / longer)
