"""The figures of a table: every number with what its column, its row and the lines above the table say of it.

Money in a column "(triệu đồng)" is given in đồng: the head's scale is applied to the value, the span stays the number.
"""

from __future__ import annotations

import bisect
from dataclasses import replace

from extractor.extract.figures.areas import PROVINCE
from extractor.extract.figures.context import Period
from extractor.extract.figures.lexicon import noun_book, time_of
from extractor.extract.figures.sentences import Walk
from extractor.extract.figures.table_cells import Cell, Row, Table, kind_of, read_value, share_beside
from extractor.extract.figures.table_context import surroundings
from extractor.extract.figures.table_heads import book, is_numbering, opens_with
from extractor.extract.figures.table_links import Number, link_changes, link_parts, link_shares, link_to_totals
from extractor.extract.figures.table_meaning import Meaning, Meanings
from extractor.extract.figures.table_units import Unit
from extractor.extract.figures.table_words import Phrase, area_in, part_of_year, period_in, read_phrase
from extractor.extract.figures.tables import find_tables
from extractor.language.fold import fold
from extractor.language.layers import FigureEntry
from extractor.language.layers import Number as Value
from extractor.language.phrases import words_of

_LABEL_KINDS = ("thing", "area", "body", "place", "time", "person")


class Tables:
    """The tables of a walk's document; `take` reads one when the walk comes to it."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.tables = find_tables(walk.layers)
        self.next = 0

    def take(self, start: int, end: int) -> bool:
        """Whether the sentence `[start, end)` lies in a table; a table's figures join the walk with its first one."""
        while self.next < len(self.tables) and self.tables[self.next].end <= start:
            self.next += 1
        if self.next == len(self.tables) or self.tables[self.next].start >= end:
            return False
        table = self.tables[self.next]
        if start <= table.start:
            if start < table.start and self.walk.layers.text[start : table.start].strip():
                self.walk.sentence(start, table.start)
            if not table.silent:
                TableReader(self.walk, table).read()
        if table.end < end and self.walk.layers.text[table.end : end].strip():
            self.walk.sentence(table.end, end)
        return True


class TableReader:
    """One table on the walk: its heads, labels and surroundings read, then its numbers row by row."""

    def __init__(self, walk: Walk, table: Table) -> None:
        self.walk, self.layers, self.table = walk, walk.layers, table
        self.heads = [read_phrase(self.layers, cells) for cells in table.heads]
        self.labels = [
            read_phrase(self.layers, [cell], label=True) if (cell := row[table.label]) else Phrase("", "")
            for row in table.rows
        ]
        self.around = surroundings(self.layers, table.start)
        self.units = next((i for i, head in enumerate(self.heads) if opens_with("labels", "unit", head.folded)), None)
        self.columns = [
            i for i in range(len(self.heads)) if i > table.label and i != self.units and self._has_numbers(i)
        ]
        self.label_kind = self._label_kind()
        self.labels_tell = self._labels_tell()
        telling = self.labels if self.labels_tell else self.heads
        self.meanings = Meanings(telling, self.around.caption, self.around.subject, walk.topic)
        self.times = [
            i for i, head in enumerate(self.heads) if i > table.label and opens_with("labels", "time", head.folded)
        ]
        year = (self.around.period or walk.context.section or walk.context.title or (None, None))[1]
        for phrase in (*self.heads, *self.labels):
            phrase.period = phrase.period or part_of_year(phrase.folded, year[:4] if year else None)
        self.home = walk.places.areas.home.name
        self.places: dict[int, tuple[str | None, str | None]] = {}  # of rows, or of columns where the labels tell

    def read(self) -> None:
        """Add the table's figures to the walk, in text order, and leave no figure to lean on behind it."""
        heads = {
            cell.start: cell
            for cells, head in zip(self.table.heads, self.heads, strict=True)
            for cell in cells
            if not any(map(str.isdigit, head.unit.text))  # "(1.000 đồng)"
        }
        for _, cell in sorted(heads.items()):
            self._prose(cell)
        grid: list[list[Number | None]] = []
        for at, row in enumerate(self.table.rows):
            label = row[self.table.label]
            if label is not None and kind_of(label.folded) == "text":
                self._prose(label)
            grid.append([self._cell(at, row, column) for column in range(len(row))])
        if self.labels_tell:
            link_parts(self.labels, [list(column) for column in zip(*grid, strict=True)])
        else:
            link_parts(self.heads, grid)
        link_changes(self.heads, grid)
        link_shares(self.heads, grid, self.labels_tell)
        link_to_totals(self.labels, grid)
        self.walk.previous = self.walk.places.row = None
        self.walk.last_end = self.table.end

    def _prose(self, cell: Cell) -> None:
        """Read a cell of words as a sentence where a number stands before a word in it ("từ 25 lao động trở lên")."""
        numbers = self.layers.numbers
        at = bisect.bisect_left(numbers, cell.start, key=lambda number: number.start)
        while at < len(numbers) and numbers[at].start < cell.end:
            if numbers[at].kind == "figure" and self.layers.text[numbers[at].end : cell.end].lstrip()[:1].isalpha():
                self.walk.sentence(cell.start, cell.end)
                return
            at += 1

    # What rows and columns are

    def _has_numbers(self, column: int) -> bool:
        """Whether a column holds numbers that count something."""
        head = self.heads[column]
        if head.silent or is_numbering(head.folded):
            return False
        return any(kind_of(cell.folded) == "value" for row in self.table.rows if (cell := row[column]) is not None)

    def _label_kind(self) -> str:
        """What the rows are by the head of the labels; "" where it does not say."""
        words = words_of(self.heads[self.table.label].folded)
        hits = [hit for kind in _LABEL_KINDS if words and (hit := book("labels", kind).at(words, 0)) is not None]
        return max(hits, key=lambda hit: hit.last).label if hits else ""

    def _labels_tell(self) -> bool:
        """Whether the labels, not the heads, say what is counted."""
        counting = [head for column in self.columns if not ((head := self.heads[column]).total or head.percent)]
        telling = [self._tells(head) for head in counting if not head.growth]
        if self.units is not None or (self.label_kind == "thing" and not all(telling)):
            return True
        if self.label_kind or any(telling):
            return False
        named = sum(
            bool(label.period and not label.content) or area_in(label.text, True) is not None for label in self.labels
        )
        return 2 * named <= len(self.labels)

    def _tells(self, head: Phrase) -> bool:
        """Whether a head says what is counted: a thing, or a unit."""
        if (
            head.percent
            or head.growth
            or head.period is not None
            or area_in(head.text, True) is not None
            or _is_body(head.text)
        ):
            return False
        return bool(head.unit.text or head.content)

    # One number

    def _cell(self, at: int, row: Row, column: int) -> Number | None:
        cell = row[column]
        if cell is None or column <= self.table.label or column == self.units or kind_of(cell.folded) == "blank":
            return None
        if column not in self.columns or kind_of(cell.folded) == "text":
            self._prose(cell)
            return None
        pair = share_beside(cell)
        if pair is None:
            return self._number(cell, at, row, column)
        number = self._number(pair[0], at, row, column)
        beside = self._number(pair[1], at, row, column)
        if number is not None and beside is not None:
            beside.entry.ratio = (number.entry.id, None, None)
        return number

    def _number(self, cell: Cell, at: int, row: Row, column: int) -> Number | None:
        """Add the figure of one number; None where the cell is none after all."""
        head, label = self.heads[column], self.labels[at]
        unit = self._unit(row, head, label)
        share = head.percent or unit.percent or (self.labels_tell and label.percent)
        value = read_value(self.layers, cell, grouped=not share)
        if value is None:
            return None
        percent = share or value.quantity.percent
        own = value.unit if value.unit.text else Unit() if percent else unit
        paid = self.labels_tell and head.unit.currency is not None and not percent  # "Số tiền (đồng)" beside "Số lượng"
        own = head.unit if paid and not value.unit.text else own
        beside = label.text if self.label_kind == "thing" and not self.labels_tell and not label.total else ""
        meaning = self.meanings.of(at if self.labels_tell else column, own, percent, beside)
        entry = self._entry(value.quantity.value, own, meaning)
        entry.quantity = replace(value.quantity, value=entry.quantity.value, percent=percent, currency=own.currency)
        if percent:
            entry.unit, entry.counted_text, entry.per = "percent", None, None
        if paid:
            entry.indicator, entry.counted_text, entry.rule = "amount", own.text, "table:amount"
        if value.quantity.denominator is not None:
            entry.ratio = (None, None, value.quantity.denominator)
        entry.status = self._status(head, label)
        entry.period = self._time(row, head, label, entry.indicator)
        place = column if self.labels_tell else at
        if place not in self.places:
            self.places[place] = self._where(head, label)
        entry.place, entry.actor = self.places[place]
        self.walk.earlier.append((replace(meaning.count, quantity=entry.quantity), entry))
        return Number(entry, percent, head.growth or (self.labels_tell and label.growth))

    def _unit(self, row: Row, head: Phrase, label: Phrase) -> Unit:
        if head.percent:
            return head.unit
        if self.units is not None and (cell := row[self.units]) is not None:
            return Unit.of(cell.text(self.layers).strip("() "))
        return head.unit if head.unit.text else label.unit if label.unit.text or label.percent else self.around.unit

    def _entry(self, value: Value, unit: Unit, meaning: Meaning) -> FigureEntry:
        quantity = replace(meaning.count.quantity, value=_scaled(value, unit.scale))
        return FigureEntry(
            id=f"f{len(self.walk.earlier) + 1}",
            quantity=quantity,
            unit=unit.currency or meaning.unit,
            counted_text=meaning.counted,
            indicator=meaning.indicator,
            per=meaning.per,
            rule=f"table:{meaning.count.rule}",
        )

    def _status(self, head: Phrase, label: Phrase) -> str:
        if head.status is not None:
            return head.status
        if self.labels_tell and label.status == "target":
            return "target"
        return self.around.status or ("target" if self.walk.context.in_target_section else "actual")

    def _time(self, row: Row, head: Phrase, label: Phrase, indicator: str | None) -> Period | None:
        """The time of row and column, the narrower one where both have one; else what stands above.

        What there is at a time ("Đảng viên") takes no more than the caption's date from there.
        """
        if head.period is not None and label.period is not None:
            inside = (label.period[0] or "") >= (head.period[0] or "") and (label.period[1] or "9") <= (
                head.period[1] or "9"
            )
            return label.period if inside else head.period
        cells = (row[column] for column in self.times)
        dated = next((found for cell in cells if cell and (found := period_in(self.layers, list(cell.spans)))), None)
        own = head.period or dated or label.period
        if own is not None:
            return own
        if time_of(indicator) == "stock" and (head.stock or label.stock):
            published = self.layers.fields.published
            return (None, published[1] if published else None)
        context = self.walk.context
        if self.around.period is not None or time_of(indicator) == "stock":
            return self.around.period
        return context.section or context.heading or context.title

    def _where(self, head: Phrase, label: Phrase) -> tuple[str | None, str | None]:
        """Place and actor of the axis that does not tell what is counted, else the document's own place."""
        phrase, kind = (head, "") if self.labels_tell else (label, self.label_kind)
        if phrase.total or not phrase.text or kind in ("time", "person"):
            areas = self.walk.places.areas
            wider = phrase.folded.endswith(" tỉnh") and areas.home.rank not in (None, PROVINCE)
            return (areas.by_kind.get("tỉnh") if wider else None) or self.home, None
        place = area_in(phrase.text, kind in ("place", "body", ""))
        body = _is_body(phrase.text) or (kind == "body" and not _is_area(phrase.text, place))
        return place or self.home, phrase.text if body else None


def _is_area(text: str, place: str | None) -> bool:
    """Whether a label is an area and no body of it ("Huyện Đức Hòa", not "Đảng bộ xã Điền Lư")."""
    return place is not None and (text == place or opens_with("labels", "place", fold(text)))


def _is_body(text: str) -> bool:
    """Whether a label begins like the name of a body and says which one ("Công đoàn ngành Giáo dục")."""
    words = words_of(fold(text))
    hit = noun_book().at(words, 0) if words else None
    return hit is not None and hit.label in ("party_org", "union_org", "enterprise") and hit.last < len(words)


def _scaled(value: Value, scale: int) -> Value:
    scaled = round(value * scale, 6)
    return int(scaled) if scaled == int(scaled) else scaled
