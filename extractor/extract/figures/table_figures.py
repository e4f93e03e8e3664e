"""The figures of a table: every number with what its column, its row and the lines above the table say of it.

What a head counts is asked of the same frames as prose, over a small sentence made of the head, a number and the unit.
Money in a column "(triệu đồng)" is given in đồng: the head's scale is applied to the value, the span stays the number.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass, replace

from extractor.extract.figures.context import STOCKS, Period
from extractor.extract.figures.frames import assign
from extractor.extract.figures.lexicon import noun_book
from extractor.extract.figures.nouns import find_nouns, unit_of
from extractor.extract.figures.sentences import Walk
from extractor.extract.figures.status import rate_of
from extractor.extract.figures.table_cells import Cell, CellValue, Row, Table, currency_of, kind_of, read_value
from extractor.extract.figures.table_heads import is_numbering, opens_with
from extractor.extract.figures.table_links import Number, link_parts, link_shares
from extractor.extract.figures.table_words import Phrase, area_in, period_in, read_phrase, scale_of
from extractor.extract.figures.tables import find_tables
from extractor.extract.figures.view import Count, view_of
from extractor.language.fold import fold
from extractor.language.layers import FigureEntry, Layers, Quantity
from extractor.language.phrases import words_of
from extractor.lexicon import load

_SAMPLE = "12"  # the number of the small sentences
_SENTENCES_ABOVE = 4
_COUNTABLE = frozenset({"person", "organisation", "enterprise", "class", "item", "event", "place"})
_CAPTION_LENGTH = 300  # characters of what is taken from above for the small sentences


@dataclass(slots=True)
class Meaning:
    """What the numbers of a column or of a row count."""

    count: Count
    indicator: str | None
    unit: str
    counted: str | None
    per: str | None


class Tables:
    """The tables of a walk's document; `take` reads one when the walk comes to it."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.tables = find_tables(walk.layers)
        self.next = 0

    def take(self, start: int, end: int) -> bool:
        """Whether the sentence `[start, end)` lies in a table; a table's figures join the walk with its first sentence."""
        while self.next < len(self.tables) and self.tables[self.next].end <= start:
            self.next += 1
        if self.next == len(self.tables) or self.tables[self.next].start >= end:
            return False
        table = self.tables[self.next]
        if start <= table.start:
            if start < table.start and self.walk.layers.text[start : table.start].strip():
                self.walk.sentence(start, table.start)
            TableReader(self.walk, table).read()
        if table.end < end and self.walk.layers.text[table.end : end].strip():
            self.walk.sentence(table.end, end)
        return True


class TableReader:
    """One table on the walk: its heads, labels and surroundings read, then its numbers row by row."""

    def __init__(self, walk: Walk, table: Table) -> None:
        self.walk, self.layers, self.table = walk, walk.layers, table
        self.heads = [read_phrase(self.layers, cells) for cells in table.heads]
        self.labels = [read_phrase(self.layers, [cell], label=True) if (cell := row[table.label]) else Phrase("", "") for row in table.rows]
        self.above = self._sentences_above()
        self.caption = " ".join(" ".join(self.layers.text[a:b].split()) for a, b in reversed(self.above))[-_CAPTION_LENGTH:]
        self.unit = self._unit_above()
        self.units = next((i for i, head in enumerate(self.heads) if opens_with("labels", "unit", head.folded)), None)
        self.value_columns = [i for i in range(table.label + 1, len(table.heads)) if i != self.units and self._has_numbers(i)]
        self.label_kind = self._label_kind()
        self.labels_tell = self._labels_tell()
        self.above_period = self._period_above()
        self.home = home_place(self.layers)
        self.meanings: dict[tuple[str, str], Meaning] = {}

    def read(self) -> None:
        """Add the table's figures to the walk, in text order, and leave no paragraph open behind it."""
        numbers: list[list[Number | None]] = []
        for cell in self._head_cells():
            self._prose(cell)
        for at, row in enumerate(self.table.rows):
            if (label := row[self.table.label]) is not None and not self._is_dated(label):
                self._prose(label)
            numbers.append([self._cell(at, row, column) for column in range(len(row))])
        link_parts(self.heads, numbers)
        link_shares(self.heads, numbers, self.labels if self.labels_tell else None)
        self.walk.previous = None
        self.walk.last_end = self.table.end

    def _head_cells(self) -> list[Cell]:
        return sorted({cell.start: cell for head in self.table.heads for cell in head}.values(), key=lambda cell: cell.start)

    def _is_dated(self, cell: Cell) -> bool:
        return kind_of(cell.folded) in ("year", "value")

    def _prose(self, cell: Cell) -> None:
        """Read a cell of words as a sentence where a number stands before a word in it ("từ 25 lao động trở lên")."""
        numbers = self.layers.numbers
        at = bisect.bisect_left(numbers, cell.start, key=lambda number: number.start)
        while at < len(numbers) and numbers[at].start < cell.end:
            if numbers[at].kind == "figure" and self.layers.text[numbers[at].end : cell.end].strip(" )%")[:1].isalpha():
                self.walk.sentence(cell.start, cell.end)
                return
            at += 1

    # What surrounds the table

    def _sentences_above(self) -> list[tuple[int, int]]:
        """What names and introduces the table, nearest first: lines up to the next full sentence."""
        sentences = self.layers.sentences
        at = bisect.bisect_left(sentences, (self.table.start, 0))
        found: list[tuple[int, int]] = []
        for start, end in reversed(sentences[max(0, at - _SENTENCES_ABOVE) : at]):
            text = self.layers.text[start : min(end, self.table.start)].rstrip()
            if text.endswith((".", ";")) and not opens_with("caption", "opens", fold(text)):
                break
            found.append((start, start + len(text)))
            if text.isupper():
                break
        return found

    def _unit_above(self) -> str:
        for start, end in self.above:
            folded = self.layers.folded[start:end].strip(" ()")
            if opens_with("caption", "unit", folded) and ":" in folded:
                return folded.split(":", 1)[1].strip(" ().")
        return ""

    def _period_above(self) -> Period | None:
        """The time of the caption, else of the section, else of the title."""
        for span in self.above:
            found = period_in(self.layers, [span])
            if found is not None:
                return found
        context = self.walk.context
        return context.section or context.heading or context.title

    # What rows and columns are

    def _has_numbers(self, column: int) -> bool:
        """Whether a column holds numbers that count something."""
        if self.heads[column].silent or is_numbering(self.heads[column].folded):
            return False
        kinds = [kind_of(cell.folded) for row in self.table.rows if (cell := row[column]) is not None]
        return "value" in kinds

    def _label_kind(self) -> str:
        """What the rows are: place, body, area, thing or time; "" where the head of the labels does not say."""
        if not self.table.heads[self.table.label]:
            return ""
        folded = self.heads[self.table.label].folded
        for kind in ("unit", "thing", "area", "body", "place", "time"):
            if opens_with("labels", kind, folded):
                return "thing" if kind == "unit" else kind
        return ""

    def _labels_tell(self) -> bool:
        """Whether the labels, not the heads, say what is counted."""
        if self.units is not None:
            return True
        if self.label_kind:
            return self.label_kind == "thing" and not all(self._heads_tell(column) for column in self.value_columns)
        dated = sum(label.period is not None and not label.content for label in self.labels)
        placed = sum(area_in(label.text, True) is not None for label in self.labels)
        if 2 * (dated + placed) > len(self.labels):
            return False
        return not any(self._heads_tell(column) for column in self.value_columns)

    def _heads_tell(self, column: int) -> bool:
        head = self.heads[column]
        return bool(head.unit and not head.percent) or (bool(head.content) and head.period is None and not head.percent and not head.growth)

    # One number

    def _cell(self, at: int, row: Row, column: int) -> Number | None:
        cell = row[column]
        if cell is None or column == self.table.label or kind_of(cell.folded) == "blank":
            return None
        if column not in self.value_columns or kind_of(cell.folded) == "text":
            if column > self.table.label and column != self.units:
                self._prose(cell)
            return None
        head, label = self.heads[column], self.labels[at]
        telling = label if self.labels_tell else head
        unit = self._unit(row, head, label)
        value = read_value(self.layers, cell, grouped=not (head.percent or unit == "%" or telling.percent))
        if value is None:
            return None
        percent = value.quantity.percent or unit.startswith("%") or head.percent or telling.percent
        meaning = self._meaning(at, column, value.unit or ("" if percent else unit), percent)
        entry = self._entry(value, unit, percent, meaning)
        entry.status = self._status(head, label)
        entry.period = self._period(head, label, entry.indicator)
        entry.place, entry.actor = self._where(head, label)
        number = Number(entry, percent, head.growth or telling.growth)
        self.walk.earlier.append((replace(meaning.count, quantity=entry.quantity), entry))
        return number

    def _unit(self, row: Row, head: Phrase, label: Phrase) -> str:
        if self.units is not None and (cell := row[self.units]) is not None and not head.percent:
            return cell.folded.strip("() ")
        return head.unit or label.unit or ("" if head.percent or label.percent else self.unit)

    def _entry(self, value: CellValue, unit: str, percent: bool, meaning: Meaning) -> FigureEntry:
        quantity = value.quantity
        currency = quantity.currency or (None if percent or value.unit else currency_of(unit))
        scale = 1 if percent or value.unit else scale_of(unit)
        if currency or scale != 1:
            quantity = replace(quantity, value=_scaled(quantity.value, scale), currency=currency)
        entry = FigureEntry(id=f"f{len(self.walk.earlier) + 1}", quantity=quantity, rule="table")
        entry.unit = "percent" if percent else currency or meaning.unit
        entry.indicator, entry.per = meaning.indicator, meaning.per
        entry.counted_text = None if percent else meaning.counted
        if quantity.denominator is not None:
            entry.ratio = (None, None, quantity.denominator)
        return entry

    def _status(self, head: Phrase, label: Phrase) -> str:
        if head.status is not None:
            return head.status
        if self.labels_tell and label.status is not None:
            return label.status
        for start, end in self.above:
            found = read_phrase(self.layers, [Cell(((start, end),), self.layers.folded[start:end])]).status
            if found is not None:
                return found
        return "target" if self.walk.context.in_target_section else "actual"

    def _period(self, head: Phrase, label: Phrase, indicator: str | None) -> Period | None:
        if head.period is not None and label.period is not None:
            inside = (label.period[0] or "") >= (head.period[0] or "") and (label.period[1] or "9") <= (head.period[1] or "9")
            return label.period if inside else head.period
        own = head.period or label.period
        if own is not None:
            return own
        if indicator in STOCKS and (head.stock or label.stock):
            published = self.layers.fields.published
            return (None, published[1] if published else None)
        return self.above_period

    def _where(self, head: Phrase, label: Phrase) -> tuple[str | None, str | None]:
        """Place and actor: of the row where it names one, else of the column, else the document's own place."""
        for phrase, kind in ((label, self.label_kind), (head, "")):
            if phrase.total or not phrase.text or (phrase is label) == self.labels_tell:
                continue
            known = kind in ("place", "body", "") or (kind == "area")
            place = area_in(phrase.text, known)
            body = kind == "body" and not self._is_area_only(phrase.text, place)
            body = body or (kind != "time" and self._is_body(phrase.text))
            if place is not None or body:
                return place or self.home, phrase.text if body else None
        return self.home, None

    def _is_area_only(self, text: str, place: str | None) -> bool:
        """Whether a label is an area and no body of it ("Huyện Đức Hòa", not "Đảng bộ xã Điền Lư")."""
        return place is not None and (text == place or opens_with("labels", "place", fold(text)) or fold(text).startswith(("tp", "tx", "tt")))

    def _is_body(self, text: str) -> bool:
        """Whether a label begins like the name of a body and says which one ("Công đoàn ngành Giáo dục")."""
        hit = noun_book().at(words, 0) if (words := words_of(fold(text))) else None
        return hit is not None and hit.label in ("party_org", "union_org", "enterprise") and hit.last < len(words)

    # What is counted

    def _meaning(self, at: int, column: int, unit: str, percent: bool) -> Meaning:
        telling = self.labels[at] if self.labels_tell else self.heads[column]
        key = (telling.text if self.labels_tell else str(column), unit)
        if key not in self.meanings:
            self.meanings[key] = self._read_meaning(telling, column, unit, percent)
        return self.meanings[key]

    def _read_meaning(self, phrase: Phrase, column: int, unit: str, percent: bool) -> Meaning:
        content = phrase.content
        own = self._ask("", content, unit, percent)
        if phrase.member or (not content and not unit):
            before = self._column_before(column)
            if phrase.member and before is not None:
                unit_code = own.unit if own.unit != "other" else before.unit
                return replace(own, indicator=before.indicator, unit=unit_code, counted=content or own.counted)
        if own.indicator is None or (own.indicator in STOCKS and not phrase.stock) or not content:
            told = self._from_context(phrase, column, unit, percent, own)
            if told is not None:
                return replace(told, counted=own.counted, unit=told.unit if own.unit == "other" else own.unit)
        return own

    def _from_context(self, phrase: Phrase, column: int, unit: str, percent: bool, own: Meaning) -> Meaning | None:
        """The act that the caption names, or the one of the other columns, for a head that names none."""
        thin = not phrase.content
        told = self._ask(self.caption, phrase.content, unit, percent) if self.caption else None
        if told is not None and told.indicator is not None and (told.indicator not in STOCKS or thin):
            return told
        if not thin:
            return None
        others = [self._ask("", head.content, head.unit, head.percent) for i in self.value_columns if i != column and (head := self.heads[i]).content and not head.member and not head.percent]
        acts = {other.indicator: other for other in others if other.indicator is not None}
        return next(iter(acts.values())) if len(acts) == 1 else None

    def _column_before(self, column: int) -> Meaning | None:
        for index in reversed([i for i in self.value_columns if i < column]):
            head = self.heads[index]
            if not head.member and not head.percent and not head.growth:
                return self._read_meaning(head, index, head.unit or self.unit, False)
        return None

    def _ask(self, before: str, content: str, unit: str, percent: bool) -> Meaning:
        """What the frames of prose say of a sentence made of these pieces; `counted` is from the content or the unit."""
        words = words_of(fold(content))
        hit = noun_book().at(words, 0) if words else None
        specific = unit and not _is_weak_unit(unit)
        money = currency_of(unit) is not None or (hit is not None and hit.label in ("money", "sum"))
        sign = f"{_SAMPLE}%" if percent else _SAMPLE
        new = _act_of_new(content, hit.label if hit is not None else "")
        if hit is not None and not specific and not money:
            sentence = f"{new} {sign} {_lowered(content)}".strip()
            counted: str | None = content
        else:
            sentence = f"{_lowered(content)} {sign} {unit}".strip()
            counted = content if hit is not None and not money else unit or None
        lead = f"{before.rstrip(' :.')}: " if before else ""
        start = len(lead) + sentence.index(sign)
        sentence = lead + sentence
        layers = Layers(sentence, numbers=[Quantity(start, start + len(sign), int(_SAMPLE), percent=percent)])
        view = view_of(layers, 0, len(sentence))
        find_nouns(view, None)
        count = view.counts[0]
        count.unit = unit_of(count)
        assign(view, count, None, self.walk.topic)
        if money and currency_of(unit):
            counted = unit
        return Meaning(count, count.indicator, count.unit, counted, rate_of(view, count))


def _lowered(content: str) -> str:
    return content[:1].lower() + content[1:] if content[1:2].islower() else content


def _is_weak_unit(unit: str) -> bool:
    return unit in ("người", "đồng chí", "đ/c", "đ", "lượt người", "đơn vị", "tổ chức")


def _act_of_new(content: str, family: str) -> str:
    """The act that a head leaves out before something new ("Chi bộ mới")."""
    if fold(content).split()[-1:] != ["mới"]:
        return ""
    return next((act for act, families in load("tables")["new"].items() if family in families), "")


def _scaled(value: int | float, scale: int) -> int | float:
    scaled = round(value * scale, 6)
    return int(scaled) if scaled == int(scaled) else scaled


def home_place(layers: Layers) -> str | None:
    """The place that the document is about: of the body that issues it, else of its date line."""
    span, place = layers.fields.issuer_span, layers.fields.place
    if span is not None:
        for entry in layers.organisations:
            if entry.place and any(a < span[1] and span[0] < b for a, b in entry.mentions):
                if place is not None and fold(place) == fold(entry.place):
                    return place
                return entry.place.title() if entry.place.isupper() else entry.place
    return place
