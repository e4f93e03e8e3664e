"""What every question gives back: rows of plain values, each with its sources, and what must be known of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

Row = dict[str, Any]
FLAT_SOURCES = {"source_path": "path", "source_published": "published", "source_sentence": "sentence"}
MOST_ROWS = 50  # rows of an answer where no other number is asked for
MOST_SOURCES = 3  # sources shown of each row where no other number is asked for


@dataclass(frozen=True, slots=True)
class Source:
    """A document and the sentence in it that a row rests on.

    `sentence` is on one line; `start` and `end` are what it is about, as half-open code points of the document's text.
    `marked` is the same within `sentence`, where that is the sentence of a figure. `figure` is the figure's code within
    the document. `is_copy` is true when an earlier document has the same text.
    """

    document_id: int
    path: str | None
    title: str | None
    published: str | None
    sentence: str | None
    figure: str | None = None
    start: int | None = None
    end: int | None = None
    is_copy: bool = False
    marked: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows with the same `columns`; `rows` may be fewer than the `total` there is.

    Every row has the columns and, beside them, `sources`: the first of them, and as many as were asked for.
    `notes` say in whole sentences what has to be known before the rows are used.
    """

    columns: tuple[str, ...]
    rows: list[Row]
    total: int
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Everything, as values of JSON."""
        return {"total": self.total, "notes": self.notes, "rows": list(self.records())}

    def records(self) -> Iterator[Row]:
        """Each row with its sources as dictionaries."""
        for row in self.rows:
            yield {name: row[name] for name in self.columns} | {"sources": [asdict(one) for one in row["sources"]]}

    def flat(self) -> Iterator[Row]:
        """Each row for a spreadsheet: sources in three columns, several of them separated by " | "."""
        for row in self.rows:
            sources: list[Source] = row["sources"]
            yield {name: _cell(row[name]) for name in self.columns} | {
                name: " | ".join(getattr(one, of) or "" for one in sources) for name, of in FLAT_SOURCES.items()
            }


def words_of(value: Any) -> str:
    """One of the things of a list in words: a text as it is, a value with the documents that tell it."""
    if not isinstance(value, dict):
        return str(value)
    most = "" if value["value_max"] is None else f" – {value['value_max']:,}"
    copies = f", {value['copies']} of them copies" if value["copies"] else ""
    return f"{value['value']:,}{most} ({value['documents']} document{'s' * (value['documents'] > 1)}{copies})"


def _cell(value: Any) -> Any:
    return "; ".join(map(words_of, value)) if isinstance(value, list) else value
