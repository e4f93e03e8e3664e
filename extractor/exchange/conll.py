"""CoNLL: a word a line, in five columns between tabs; a blank line after each sentence.

    FORM  START  END  TITLE  NER

FORM has "_" for the blanks within a word of several syllables; START and END count code points of the text from 0;
TITLE and NER are BIO tags such as B-FIGURE:nominated. The last column is what most programs read; where its labels
overlap, the longest stands there. Documents are parted as in CoNLL-2003. The format has no field for notes that its
readers would skip: text, attributes, relations and labels without a tag lie beside it in NAME.notes.jsonl, a document a
line, and without that file the words are put together by their offsets.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.errors import ExchangeError, MisplacedLabel, NotThatFormat, WrongValue
from extractor.exchange.graph import TITLE, Label, Labelled, is_subtype
from extractor.exchange.notes import notes_of
from extractor.exchange.offsets import Unit
from extractor.exchange.reading import Raw, json_lines, text_of
from extractor.exchange.tokens import apart, pieces_of, sentence_starts

UNIT: Unit = "code-points"
_DOCUMENT = "-DOCSTART- -X- O O"
_NOTES = ".notes.jsonl"
_TAG = re.compile(r"([BI])-(.+)")


def write(documents: Iterable[Labelled], path: Path) -> None:
    """One file for all documents, and one for the notes beside it."""
    notes = path.with_suffix(_NOTES)
    with path.open("w", encoding="utf-8", newline="\n") as file, notes.open("w", encoding="utf-8") as beside:
        for document in documents:
            sharp = [label for label in document.labels if not _blank_edge(document.text[label.start : label.end])]
            columns = [apart(label for label in sharp if (label.layer == TITLE) == title) for title in (True, False)]
            file.writelines(f"{line}\n" for line in _lines(document.text, columns))
            untagged = {label.id for label in document.labels} - {label.id for column in columns for label in column}
            note = notes_of(document, is_subtype, relations=False, untagged=untagged)
            line = {"name": document.name, "text": document.text, "extractor": note}
            beside.write(json.dumps(line, ensure_ascii=False) + "\n")


def _blank_edge(words: str) -> bool:
    return words != words.strip()


def _lines(text: str, columns: list[list[Label]]) -> Iterator[str]:
    """The lines of one document."""
    yield f"{_DOCUMENT}\n"
    tags = [_tags(column) for column in columns]
    starts, sentence = sentence_starts(text), 0
    for start, end in pieces_of(text, (label for column in columns for label in column)):
        words = text[start:end]
        if not words.strip():
            continue
        row = [column.get(start, "O") for column in tags]
        after = bisect_right(starts, start)
        if sentence and after > sentence and not any(tag.startswith("I") for tag in row):
            yield ""
        sentence = after
        yield "\t".join([re.sub(r"\s", "_", words), str(start), str(end), *row])
    yield ""


def _tags(labels: list[Label]) -> dict[int, str]:
    """The tag of each character that a label covers."""
    return {
        offset: f"{'I' if offset > label.start else 'B'}-{label.full}"
        for label in labels
        for offset in range(label.start, label.end)
    }


@dataclass(slots=True)
class _Block:
    """One document's lines: the place of each word in the file, and its cells."""

    words: list[tuple[str, list[str]]] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)


def read(path: Path) -> Iterator[Raw | ExchangeError]:
    """Each document with the notes that fit its words. Raises NotThatFormat (X001)."""
    beside = path.with_suffix(_NOTES)
    notes: list[dict[str, Any]] = []
    for _, value in json_lines(beside) if beside.exists() else ():
        if isinstance(value, ExchangeError):
            yield value
        elif isinstance(value.get("text"), str):
            notes.append(value)
    for i, block in enumerate(_blocks(path), start=1):
        if not block.words and block.problems:
            yield NotThatFormat(block.problems[0][1], block.problems[0][0])
            continue
        note = next((note for note in notes if _fits(note["text"], block)), None)
        if note is not None:
            notes.remove(note)
        yield _raw(block, note, f"{path.stem}-{i}")


def _blocks(path: Path) -> Iterator[_Block]:
    block: _Block | None = None
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        line = line.rstrip("\r")
        cells = line.split("\t")
        where = f"{path.name}:{number}"
        if line.startswith("-DOCSTART-") and len(cells) == 1:
            if block is not None:
                yield block
            block = _Block()
        elif line.strip() and not (line.startswith("#") and len(cells) == 1):  # a comment of CoNLL-U
            block = block or _Block()
            if len(cells) == 5 and cells[1].isdecimal() and cells[2].isdecimal() and int(cells[1]) < int(cells[2]):
                block.words.append((where, cells))
            else:
                block.problems.append((where, "A word needs FORM, START, END, TITLE and NER."))
    if block is not None:
        yield block


def _fits(text: str, block: _Block) -> bool:
    """Whether these are the words of the text."""
    return all(
        re.sub(r"\s", "_", text[int(start) : int(end)]) == form for _, (form, start, end, *_tags) in block.words
    ) and (bool(block.words) or not text.strip())


def _raw(block: _Block, note: dict[str, Any] | None, name: str) -> Raw:
    if note is None:
        raw = Raw(name, _joined(block.words))
    else:
        raw = Raw(str(note.get("name", name)), note["text"], notes=note.get("extractor"))
    for where, what in block.problems:
        raw.refuse(WrongValue, what, where)
    for column in (3, 4):
        raw.labels += _labels(raw, block.words, column)
    return raw


def _joined(words: list[tuple[str, list[str]]]) -> str:
    """The text that the words make, blanks wherever there is none."""
    text = ""
    for _, (form, start, end, *_rest) in words:
        text = text.ljust(int(start)) + form.replace("_", " ")[: int(end) - int(start)]
    return text


def _labels(raw: Raw, words: list[tuple[str, list[str]]], column: int) -> Iterator[Label]:
    """The labels of a column; an I without its B begins one, as readers of BIO have it."""
    label: Label | None = None
    for where, cells in words:
        match = _TAG.fullmatch(cells[column])
        if match is None and cells[column] != "O":
            raw.refuse(MisplacedLabel, f"{cells[column]!r} is no BIO tag.", where)
        if label is not None and (match is None or match[1] == "B" or match[2] != label.layer):
            yield label
            label = None
        if match is not None:
            if label is None:
                label = Label(f"W{column}.{where}", match[2], int(cells[1]), int(cells[2]), where=where)
            label.end = int(cells[2])
    if label is not None:
        yield label
