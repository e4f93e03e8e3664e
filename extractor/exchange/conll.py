"""CoNLL: a word a line, in five columns between tabs, a blank line after each line of the text.

    FORM  START  END  TITLE  NER

FORM has "_" for the blanks within a word of several syllables; START and END count code points of the text from 0;
TITLE and NER are BIO tags such as B-FIGURE:nominated. The last column is what most programs read; where its labels
overlap, the longest stands there. Comments before the first word hold the rest: `# newdoc id`, `# text` (as JSON) and
`# extractor` (the notes: attributes, relations and labels without a tag).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.errors import ExchangeError, MisplacedLabel, NotThatFormat, WrongValue
from extractor.exchange.graph import TITLE, Label, Labelled, is_subtype
from extractor.exchange.notes import notes_of
from extractor.exchange.offsets import Unit
from extractor.exchange.reading import Raw, text_of
from extractor.exchange.tokens import pieces_of

UNIT: Unit = "code-points"
COLUMNS = "# global.columns = FORM START END TITLE NER"
_NEWDOC, _TEXT, _NOTES = "# newdoc id = ", "# text = ", "# extractor = "
_TAG = re.compile(r"([BI])-(.+)")


def write(documents: Iterable[Labelled], path: Path) -> None:
    """One file for all documents."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"{COLUMNS}\n")
        for document in documents:
            file.writelines(f"{line}\n" for line in lines(document))


def lines(document: Labelled) -> Iterator[str]:
    """The lines of one document."""
    sharp = [label for label in document.labels if not _blank_edge(document.text[label.start : label.end])]
    columns = [apart(label for label in sharp if (label.layer == TITLE) == title) for title in (True, False)]
    tagged = {label.id for column in columns for label in column}
    untagged = {label.id for label in document.labels} - tagged
    notes = notes_of(document, is_subtype, relations=False, untagged=untagged)
    yield f"{_NEWDOC}{json.dumps(document.name, ensure_ascii=False)}"
    yield f"{_TEXT}{_ascii_breaks(document.text)}"
    yield f"{_NOTES}{_ascii_breaks(notes)}"
    tags = [_tags(column) for column in columns]
    written = False
    for start, end in pieces_of(document.text, (label for column in columns for label in column)):
        words = document.text[start:end]
        if words.strip():
            yield "\t".join([re.sub(r"\s", "_", words), str(start), str(end), *(t.get(start, "O") for t in tags)])
            written = True
        elif "\n" in words and written:
            yield ""
    yield ""


def _blank_edge(words: str) -> bool:
    return words != words.strip()


def apart(labels: Iterable[Label]) -> list[Label]:
    """Labels that do not overlap, the longest first where they do; in the order of the text."""
    found: list[Label] = []
    for label in sorted(labels, key=lambda label: (label.start - label.end, label.start)):
        if not any(label.start < other.end and other.start < label.end for other in found):
            found.append(label)
    return sorted(found, key=lambda label: label.start)


def _tags(labels: list[Label]) -> dict[int, str]:
    """The tag of each character that a label covers."""
    return {
        offset: f"{'I' if offset > label.start else 'B'}-{label.full}"
        for label in labels
        for offset in range(label.start, label.end)
    }


def _ascii_breaks(value: Any) -> str:
    """JSON on one line whatever a reader takes for a line end."""
    return re.sub("[\x85\u2028\u2029]", lambda m: f"\\u{ord(m[0]):04x}", json.dumps(value, ensure_ascii=False))


@dataclass(slots=True)
class _Block:
    """One document's lines."""

    name: str
    text: str | None = None
    notes: Any = None
    words: list[tuple[str, list[str]]] = field(default_factory=list)  # place in the file, cells
    problems: list[tuple[str, str]] = field(default_factory=list)


def read(path: Path) -> Iterator[Raw | ExchangeError]:
    """Each document; without the comment `# text` the words are put together by their offsets."""
    block = _Block(path.stem)
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        line = line.rstrip("\r")
        if line.startswith(_NEWDOC):
            if block.words or block.text is not None:
                yield _raw(block)
            block = _Block(_json(line.removeprefix(_NEWDOC), line.removeprefix(_NEWDOC).strip()))
        elif line.startswith((_TEXT, _NOTES)) and line.split(" = ", 1)[1][:1] in {'"', "{"}:
            value = _json(line.split(" = ", 1)[1], None)
            if value is None:
                block.problems.append((f"{path.name}:{number}", "The comment is not JSON."))
            elif line.startswith(_TEXT):
                block.text = value
            else:
                block.notes = value
        elif line.strip() and not (line.startswith("#") and "\t" not in line):  # a comment has no tab, a word has
            cells = line.split("\t")
            if len(cells) != 5 or not (cells[1].isdecimal() and cells[2].isdecimal()):
                block.problems.append((f"{path.name}:{number}", "A word needs FORM, START, END, TITLE and NER."))
            else:
                block.words.append((f"{path.name}:{number}", cells))
    if block.words or block.text is not None:
        yield _raw(block)
    elif block.problems:
        yield NotThatFormat(block.problems[0][1], block.problems[0][0])


def _json(words: str, otherwise: Any) -> Any:
    try:
        return json.loads(words)
    except ValueError:
        return otherwise


def _raw(block: _Block) -> Raw:
    text = block.text if block.text is not None else _joined(block.words)
    raw = Raw(str(block.name), text, notes=block.notes)
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
