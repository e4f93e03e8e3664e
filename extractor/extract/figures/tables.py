"""Finding the tables of a document in its plain text, in all the ways in which tables are flattened.

A table is given as columns with heads and rows of cells; what its numbers say is read in `table_figures`.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from extractor.extract.figures.lexicon import noun_book, predicate_book
from extractor.extract.figures.table_cells import Table, kind_of
from extractor.extract.figures.table_heads import opens_with
from extractor.extract.figures.table_lines import ruled_tables
from extractor.extract.figures.table_stacks import stacked_tables
from extractor.language.fold import fold
from extractor.language.layers import Layers
from extractor.language.lines import Line, lines_of
from extractor.language.phrases import words_of
from extractor.lexicon import load

_CLOSED = frozenset({"recipients", "signature", "boilerplate", "byline", "source"})
_TITLE = re.compile(r"(?:[ivx]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s*[.:)/-]|(?:chương|phần|mục)\s")
# a number that stands alone, or with a unit, on its line or between the gaps of a line
_HINT = re.compile(
    r"(?:[|¦│┃║\t\n]|[^\S\n]{2})[^\S\n]{0,9}[^\w\s]{0,3}\d[\d.,/ %()–-]{0,24}(?:[^\W\d_][^\n|\t]{0,24})?[^\w\n]{0,3}"
    r"(?=\s*(?:\n|\Z|[|¦│┃║\t])|[^\S\n]{2})"
)
_LEAST_VALUES = 2  # numbers; a single one is no table
_ONE_COLUMN = 2  # columns of labels and numbers together
_LEAST_CONTENTS = 3  # lines of a list of contents


def find_tables(layers: Layers) -> list[Table]:
    """The tables of the text in order, those in menus, recipients and signatures left out."""
    if len(list(islice(_HINT.finditer(layers.text), _LEAST_VALUES))) < _LEAST_VALUES:
        return []
    lines = lines_of(layers.text)
    ruled = ruled_tables(layers.text, lines)
    stacked = stacked_tables(layers.text, lines, _inside(lines, ruled))
    for table in ruled + stacked:
        table.silent = _counts_nothing(table)
    found = (table for table in ruled + stacked if table.silent or _is_table(layers, table))
    return sorted(found, key=lambda table: table.start)


def _labels(table: Table) -> list[str]:
    return [label.folded for row in table.rows if (label := row[table.label]) is not None]


def _is_table(layers: Layers, table: Table) -> bool:
    """Whether it holds numbers; with one column of them, whether its labels are what tables of two columns list."""
    cells = [cell for row in table.rows for cell in row[table.label + 1 :] if cell is not None]
    values = [cell.folded for cell in cells if kind_of(cell.folded) == "value"]
    if len(values) < _LEAST_VALUES or values == [str(number) for number in range(1, len(values) + 1)]:
        return False
    if _is_closed(layers, table):
        return False
    if len(table.heads) > table.label + _ONE_COLUMN or _names_labels(table):
        return True
    starts = [label.start for row in table.rows if (label := row[table.label]) is not None]
    broken = any(layers.text[start].islower() for start in starts)  # lines of prose
    return not broken and _lists_counts(_labels(table))


def _names_labels(table: Table) -> bool:
    """Whether the head of the labels is one that tables have ("Nội dung", "Đơn vị", "Năm")."""
    head = table.heads[table.label]
    return bool(head) and any(opens_with("labels", kind, head[-1].folded) for kind in load("tables")["labels"])


def _lists_counts(labels: list[str]) -> bool:
    """ "Đảng viên mới | 45": most labels speak of what is counted, none of them is a page's counter."""
    if any(label.strip(" :") in _traps() for label in labels):
        return False
    books = (noun_book(), predicate_book())
    known = sum(any(True for book in books for _ in book.find(words_of(label))) for label in labels)
    return 2 * known >= len(labels)


def _counts_nothing(table: Table) -> bool:
    """A list of contents (numbered titles with growing pages) or the counters of a page."""
    labels = _labels(table)
    if len(table.heads) == table.label + _ONE_COLUMN and 2 * sum(
        label.strip(" :") in _traps() for label in labels
    ) >= max(len(labels), 1):
        table.heads = [[] for _ in table.heads]
        table.start = min(cell.start for row in table.rows for cell in row if cell is not None)
        return True
    if any(table.heads):
        return False
    pages = [int(cell.folded) for row in table.rows if (cell := row[-1]) is not None and cell.folded.isdigit()]
    titles = sum(_TITLE.match(label) is not None for label in labels)
    return len(pages) == len(labels) >= _LEAST_CONTENTS and titles * 2 > len(labels) and pages == sorted(pages)


@cache
def _traps() -> frozenset[str]:
    return frozenset(fold(word) for word in load("tables")["headless"]["traps"])


def _is_closed(layers: Layers, table: Table) -> bool:
    """Whether most rows lie in menus, recipients or signatures; a lone cell may have been taken for one."""
    starts = [next(cell.start for cell in row if cell is not None) for row in table.rows]
    return 2 * sum(layers.zone_at(start) in _CLOSED for start in starts) > len(starts)


def _inside(lines: list[Line], tables: list[Table]) -> list[bool]:
    found = [False] * len(lines)
    at = 0
    for index, line in enumerate(lines):
        while at < len(tables) and tables[at].end <= line.start:
            at += 1
        found[index] = at < len(tables) and tables[at].start < line.end
    return found
