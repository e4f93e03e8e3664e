"""Pictures of pages to words, through Tesseract with its Vietnamese model."""

from __future__ import annotations

import csv
import io
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from extractor.errors import MissingProgram
from extractor.ingest.optional import program
from extractor.ingest.paper import Paper, Word
from extractor.ingest.programs import run

DOTS = 300  # an inch, at which pages are drawn for OCR
_PACKAGE = "tesseract-ocr tesseract-ocr-vie"
_LANGUAGE = "vie"
_WORD_LEVEL = "5"  # of Tesseract's table: pages, blocks, paragraphs, lines, words
_UNSURE = 20.0  # percent below which a "word" is a stain or a stamp


def read_image(image: Any, where: str) -> tuple[Paper, float]:
    """The words of a page's picture (of PIL) with their places, and how sure they are on average, 0 to 1.

    Raises MissingProgram (D009), ReadingTookTooLong (D013), DamagedDocument (D010).
    """
    tesseract = program(("tesseract",), _PACKAGE, where)
    if not _knows_vietnamese(tesseract):
        what = "Reading it needs the Vietnamese model of Tesseract, which is not installed."
        raise MissingProgram(what, where, f"On Debian and Ubuntu: sudo apt-get install {_PACKAGE}")
    with tempfile.TemporaryDirectory(prefix="extractor-") as folder:
        path = Path(folder, "page.png")
        image.save(path)
        command = [tesseract, path.name, "-", "-l", _LANGUAGE, "--dpi", str(DOTS), "--psm", "3", "tsv"]
        table = run(command, where, folder).decode("utf-8", "replace")
    return _paper(table, image.width, image.height)


@cache
def _knows_vietnamese(tesseract: str) -> bool:
    with tempfile.TemporaryDirectory(prefix="extractor-") as folder:
        return _LANGUAGE in run([tesseract, "--list-langs"], "tesseract", folder).decode().split()


def _paper(table: str, width: int, height: int) -> tuple[Paper, float]:
    """The words of Tesseract's table. Those of one line get one base line and one size, however the scan slants."""
    lines: dict[tuple[str, ...], list[tuple[str, float, float, float, float]]] = {}
    sure = letters = 0.0
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") != _WORD_LEVEL or not text or float(row["conf"]) < _UNSURE:
            continue
        sure += float(row["conf"]) * len(text)
        letters += len(text)
        left, top = float(row["left"]), float(row["top"])
        line = lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), [])
        line.append((text, left, left + float(row["width"]), top, top + float(row["height"])))
    words = []
    for line in lines.values():
        heights = sorted(bottom - top for *_, top, bottom in line)
        bottoms = sorted(bottom for *_, bottom in line)
        size, base = heights[len(heights) // 2] * 1.2, bottoms[len(bottoms) // 4]  # few words have no tails
        words += [Word(text, left, right, base, size) for text, left, right, *_ in line]
    return Paper(width, height, words), round(sure / letters / 100, 4) if letters else 0.0
