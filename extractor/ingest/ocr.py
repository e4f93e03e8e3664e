"""Pictures of pages to words, through Tesseract with its Vietnamese model.

The cells of ruled tables, and what stands so alone on the page that Tesseract passes over it, are cut out and read
one by one; in columns of numbers, what is no number is read once more as nothing but digits. What cannot be read as a
number then stays as it was read first: no digit is made up.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from extractor.errors import MissingProgram
from extractor.ingest import ruling, slips, straight
from extractor.ingest.optional import library, program
from extractor.ingest.paper import Paper, Table, Word
from extractor.ingest.programs import run
from extractor.ingest.ruling import Picture

DOTS = 300  # an inch, at which pages are drawn for OCR
_PACKAGE = "tesseract-ocr tesseract-ocr-vie"
_LANGUAGE = "vie"
_PAGE, _BLOCK, _LINE = "3", "6", "7"  # Tesseract's ways to look at a picture
_WORD_LEVEL = "5"  # of Tesseract's table: pages, blocks, paragraphs, lines, words
_UNSURE = 20.0  # percent below which a "word" is a stain or a stamp
# Views of a page: dots of blur (enlarged scans have steps that Tesseract takes for marks on letters), and size.
_BLURS = (1.0, 1.5, 0.0)
_SCALES = (1.0, 1.0, 2 / 3)
_DOUBT = 0.75  # below which a number is told of as hard to read
_SHOWN = 40  # such numbers that are told of
_BULLETS = ("-", "–", "—", "•", "*", "+", "°")  # at the head of a line, however unsure
_WHITE = 255
_INSET = 2  # dots between a cell's line and what is cut out: letters may touch it
_EDGE = 20  # dots of white around what is cut out
_SPECK = 12  # dark dots below which a piece is empty
_DIGITS = ("-c", "tessedit_char_whitelist=0123456789.,%-+/()")
_SURE_DIGITS = 60.0  # percent from which a second reading as digits is believed
_NUMBER = re.compile(r"[-+–(]?\d[\d.,/]*\s?%?\)?")
_LIKE_NUMBER = re.compile(r"(?=.*\d)[\dOoQDlIiSsBZz|.,%/()+–-]{1,12}")  # letters that digits are taken for
_CORE = re.compile(r"\d(?:[\d.,/]*\d)?")
_LETTERS = re.compile(r"[^\W\d_]")
_SOLO = 60.0  # percent from which what Tesseract passed over is believed to be a word
_LETTER = (0.04, 0.4)  # inches that a line of letters is high, at least and at most
_ONE_LINE = 0.28  # inches from head to foot of what is one line and not two
_APART = 0.25  # inches between two pieces of a line

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _View:
    """A way to look at a page: how much it is blurred, and its size. What one view misreads, another one reads."""

    picture: Picture
    scale: float = 1.0

    def piece(self, box: Box) -> Picture:
        left, top, right, bottom = map(int, box)
        return self.picture[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)]


@dataclass(slots=True)
class _Reading:
    """Words of a picture or a piece of one, and how sure they are: percent, weighted by letters."""

    words: list[Word] = field(default_factory=list)
    sure: float = 0.0
    letters: int = 0
    doubtful: list[Word] = field(default_factory=list)  # words that are too unsure to be among them

    def add(self, other: _Reading) -> None:
        self.words += other.words
        self.sure += other.sure
        self.letters += other.letters

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        return self.sure / self.letters if self.letters else 0.0


def read_image(image: Any, where: str) -> tuple[Paper, float]:
    """The words of a page's picture (of PIL) with their places, and how sure they are on average, 0 to 1.

    Raises MissingProgram (D009), ReadingTookTooLong (D013), DamagedDocument (D010).
    """
    tesseract = program(("tesseract",), _PACKAGE, where)
    if not _knows_vietnamese(tesseract):
        what = "Reading it needs the Vietnamese model of Tesseract, which is not installed."
        raise MissingProgram(what, where, f"On Debian and Ubuntu: sudo apt-get install {_PACKAGE}")
    engine = _Engine(tesseract, where)
    image = straight.straightened(image)
    tables, lines = ruling.tables(np.asarray(image), DOTS)
    blur = library("PIL.ImageFilter", "ocr", where).GaussianBlur
    pictures = [np.array(image.filter(blur(dots)) if dots else image) for dots in _BLURS]
    for picture in pictures:
        picture[lines] = _WHITE
    views = [_View(picture, scale) for picture, scale in zip(pictures, _SCALES, strict=True)]
    page = pictures[0].copy()
    for table in tables:
        left, top, right, bottom = map(int, table.box)
        page[top:bottom, left:right] = _WHITE
    (found,) = engine.read([page], _PAGE)
    found.add(_read_again(engine, views[1:], found.doubtful))
    _check_numbers(engine, views[1:], found.words)
    found.add(_passed_over(engine, [_View(page), *views[1:]], found.words))
    for table in tables:
        found.add(_cells(engine, views, table))
    slips.mend(found.words)
    return Paper(image.width, image.height, found.words, tables), round(found.confidence / 100, 4)


@cache
def _knows_vietnamese(tesseract: str) -> bool:
    with tempfile.TemporaryDirectory(prefix="extractor-") as folder:
        return _LANGUAGE in run([tesseract, "--list-langs"], "tesseract", folder).decode().split()


@dataclass(frozen=True, slots=True)
class _Engine:
    tesseract: str
    where: str

    def read(self, pictures: Sequence[Picture], way: str, *options: str) -> list[_Reading]:
        """What is read in each of the pictures, all in one start of the program."""
        if not pictures:
            return []
        image = library("PIL.Image", "ocr", self.where)
        with tempfile.TemporaryDirectory(prefix="extractor-") as folder:
            names = [f"{number}.png" for number in range(len(pictures))]
            for name, picture in zip(names, pictures, strict=True):
                image.fromarray(picture).save(Path(folder, name))
            Path(folder, "list.txt").write_text("\n".join(names))
            command = [self.tesseract, "list.txt", "-", "-l", _LANGUAGE, "--dpi", str(DOTS), "--psm", way]
            table = run([*command, *options, "tsv"], self.where, folder).decode("utf-8", "replace")
        return _readings(table, len(pictures))

    def read_pieces(self, view: _View, boxes: Sequence[Box], *options: str) -> list[_Reading]:
        """What is read in each of the boxes; those that hold no ink are not asked for."""
        readings = [_Reading() for _ in boxes]
        pieces = [view.piece(box) for box in boxes]
        ways = [_way(piece) for piece in pieces]
        for way in (_LINE, _BLOCK):
            wanted = [at for at, found in enumerate(ways) if found == way]
            read = self.read([self._framed(pieces[at], view.scale) for at in wanted], way, *options)
            for at, reading in zip(wanted, read, strict=True):
                for word in reading.words:
                    word.left, word.right = (boxes[at][0] + (x - _EDGE) / view.scale for x in (word.left, word.right))
                    word.base, word.size = boxes[at][1] + (word.base - _EDGE) / view.scale, word.size / view.scale
                readings[at] = reading
        return readings

    def _framed(self, piece: Picture, scale: float) -> Picture:
        """The piece in its size with white around it."""
        if scale != 1.0:
            image = library("PIL.Image", "ocr", self.where)
            height, width = (max(1, round(dots * scale)) for dots in piece.shape)
            piece = np.asarray(image.fromarray(piece).resize((width, height), image.Resampling.BICUBIC))
        return np.pad(piece, _EDGE, constant_values=_WHITE)


def _way(piece: Picture) -> str | None:
    """Whether a piece holds one line or several; None for an empty one."""
    rows = (piece < ruling.ink_below(piece)).sum(axis=1) if piece.size else np.zeros(0)
    if rows.sum() < _SPECK:
        return None
    filled = np.flatnonzero(rows)
    return _LINE if filled[-1] - filled[0] <= _ONE_LINE * DOTS else _BLOCK


def _runs(filled: Picture, gap: int) -> list[tuple[int, int]]:
    """Where a row of dots is filled: [start, end), gaps of fewer dots closed."""
    edges = np.diff(filled.astype(np.int8), prepend=0, append=0)
    runs: list[tuple[int, int]] = []
    for start, end in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True):
        if runs and start - runs[-1][1] < gap:
            runs[-1] = (runs[-1][0], int(end))
        else:
            runs.append((int(start), int(end)))
    return runs


def _cells(engine: _Engine, views: Sequence[_View], table: Table) -> _Reading:
    """What stands in the cells of a table; in columns of numbers, what most views take for the number."""
    places = [(column, cell) for row in table.rows for column, cell in enumerate(row) if cell is not None]
    boxes = [(a + _INSET, b + _INSET, c - _INSET, d - _INSET) for _, (a, b, c, d) in places]
    free = list(zip(*(engine.read_pieces(view, boxes) for view in views), strict=True))
    readings = [_most_seen(seen) for seen in free]
    numbers: list[int] = []
    for column in {column for column, _ in places}:
        within = [at for at, (here, _) in enumerate(places) if here == column]
        filled = [at for at in within if _way(views[1].piece(boxes[at])) is not None]
        if 2 * sum(bool(_NUMBER.fullmatch(readings[at].text)) for at in filled) >= len(filled) - 1:  # the head aside
            numbers += filled[1:]
    seen = [engine.read_pieces(view, [boxes[at] for at in numbers], *_DIGITS) for view in views]
    for at, *digits in zip(numbers, *seen, strict=True):
        readings[at] = _number(free[at], digits) or readings[at]
    whole = _Reading()
    for reading in readings:
        whole.add(reading)
    return whole


def _most_seen(readings: Sequence[_Reading]) -> _Reading:
    """What most views show, the surest of them."""
    votes = Counter(one.text for one in readings)
    return max(readings, key=lambda one: (bool(one.text), votes[one.text], one.confidence))


def _number(free: Sequence[_Reading], digits: Sequence[_Reading]) -> _Reading | None:
    """The number that a piece shows, by views that were free to read anything and views that know digits alone.

    None where no free view has seen a number, or what is easily taken for one: a word forced into digits is none.
    """
    if not any(one.text and _LIKE_NUMBER.fullmatch(one.text) for one in free):
        return None
    numbers = [one for one in (*free, *digits) if _NUMBER.fullmatch(one.text) and one.confidence >= _SURE_DIGITS]
    if not numbers:
        return None
    best = _most_seen(numbers)
    if len({one.text for one in numbers}) > 1:  # the views do not agree
        for word in best.words:
            word.sure = min(word.sure, _DOUBT - 0.01)
    return best


def _check_numbers(engine: _Engine, views: Sequence[_View], words: Sequence[Word]) -> None:
    """Put right numbers in which all other views see the same other number."""
    doubtful = [word for word in words if _NUMBER.search(word.text) and not _LETTERS.search(word.text)]
    boxes = [(w.left - 5, w.base - 0.95 * w.size, w.right + 5, w.base + 0.25 * w.size) for w in doubtful]
    for word, *seen in zip(doubtful, *(engine.read_pieces(view, boxes, *_DIGITS) for view in views), strict=True):
        found = {_core(one.text) for one in seen if one.confidence >= _SURE_DIGITS}
        if len(found) == 1 and len([one for one in seen if one.confidence >= _SURE_DIGITS]) == len(views):
            (number,) = found
            old = _core(word.text)
            if number and old and number != old and len(number) == len(old):
                word.text, word.sure = word.text.replace(old, number, 1), _DOUBT - 0.01  # the views did not agree


def _core(text: str) -> str | None:
    """The first number in a text, without the signs around it."""
    found = _CORE.search(text)
    return found[0] if found else None


def _read_again(engine: _Engine, views: Sequence[_View], words: Sequence[Word]) -> _Reading:
    """Words that were unsure in the first view, as far as another one is sure of them; numbers only if all are."""
    boxes = [(w.left - 5, w.base - 1.1 * w.size, w.right + 5, w.base + 0.3 * w.size) for w in words]
    found = _Reading()
    for word, *seen in zip(words, *(engine.read_pieces(view, boxes) for view in views), strict=True):
        best = _most_seen(seen)
        agree = len({one.text for one in seen}) == 1
        if best.confidence >= _SOLO and _LETTERS.search(best.text) and (agree or not _CORE.search(best.text)):
            word.text, word.sure = best.text, best.confidence / 100
            found.add(_Reading([word], best.sure, best.letters))
    return found


def _passed_over(engine: _Engine, views: Sequence[_View], words: list[Word]) -> _Reading:
    """Words that stand so alone that Tesseract has taken them for stains: a number on a line of its own."""
    picture = views[0].picture
    ink = picture < ruling.ink_below(picture)
    least, most, apart = (round(inches * DOTS) for inches in (*_LETTER, _APART))
    for word in words:
        top, bottom = int(word.base - 1.1 * word.size), int(word.base + 0.5 * word.size)
        ink[max(top, 0) : max(bottom, 0), max(int(word.left) - _INSET, 0) : int(word.right) + _INSET] = False
    boxes: list[Box] = []
    for top, bottom in _runs(np.asarray(ink.any(axis=1)), 3):
        if least <= bottom - top <= most:
            spans = _runs(np.asarray(ink[top:bottom].any(axis=0)), apart)
            beside = [word for word in words if top - word.size < word.base < bottom + word.size]
            boxes += [
                (left, top, right, bottom) for left, right in spans
                if right - left >= least / 3
                and not any(word.left - apart < right and left < word.right + apart for word in beside)
            ]  # fmt: skip
    readings = engine.read_pieces(views[0], boxes)
    numbers = [at for at, reading in enumerate(readings) if _LIKE_NUMBER.fullmatch(reading.text)]
    seen = [engine.read_pieces(view, [boxes[at] for at in numbers], *_DIGITS) for view in views]
    for at, *digits in zip(numbers, *seen, strict=True):
        readings[at] = _number([readings[at]], digits) or readings[at]
    found = _Reading()
    for reading in readings:
        if reading.confidence >= _SOLO and any(letter.isalnum() for letter in reading.text):
            found.add(reading)
    return found


def _readings(table: str, number: int) -> list[_Reading]:
    """Tesseract's table, picture by picture.

    Words of one line get one base line and one size, however the scan slants.
    """
    readings = [_Reading() for _ in range(number)]
    lines: dict[tuple[str, ...], list[tuple[str, float, float, float, float, float]]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") != _WORD_LEVEL or not text:
            continue
        if row["word_num"] == "1" and text in _BULLETS:
            text, row["conf"] = "•" if text == "°" else text, "100"
        left, top = float(row["left"]), float(row["top"])
        line = lines.setdefault(tuple(row[f"{part}_num"] for part in ("page", "block", "par", "line")), [])
        line.append((text, left, left + float(row["width"]), top, top + float(row["height"]), float(row["conf"])))
    for (page, *_), line in lines.items():
        heights = sorted(bottom - top for *_, top, bottom, _ in line)
        bottoms = sorted(bottom for *_, bottom, _ in line)
        size, base = heights[len(heights) // 2] * 1.2, bottoms[len(bottoms) // 4]  # few words have no tails
        reading = readings[int(page) - 1]
        for text, left, right, _, _, sure in line:
            word = Word(text, left, right, base, size, sure / 100)
            if sure < _UNSURE:
                reading.doubtful.append(word)
                continue
            reading.words.append(word)
            reading.sure += sure * len(text)
            reading.letters += len(text)
    return readings


def hard_to_read(pages: Sequence[Paper]) -> dict[str, str]:
    """Of pages that were read from pictures: the numbers that a person should compare with the picture."""
    unsure = [word.text for page in pages for word in page.words if word.sure < _DOUBT and _CORE.search(word.text)]
    more = f" … ({len(unsure):,})" if len(unsure) > _SHOWN else ""
    return {"numbers hard to read": " ".join(unsure[:_SHOWN]) + more} if unsure else {}
