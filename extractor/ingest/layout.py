"""Lines of text with what the markup says of them, tables among them; put together into one text with zones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractor.ingest.document import ZoneHint
from extractor.records import ZoneKind

COLUMN = "\t"  # between the cells of a row


@dataclass(slots=True)
class Sheet:
    """A text as it grows, line by line."""

    lines: list[tuple[str, ZoneKind | None]] = field(default_factory=list)

    def add(self, text: str, kind: ZoneKind | None = None) -> None:
        """Add a line, or several with line breaks between them."""
        self.lines += [(line, kind) for line in text.split("\n")]

    def add_all(self, lines: Iterable[str], kind: ZoneKind | None = None) -> None:
        for line in lines:
            self.add(line, kind)

    def text(self) -> tuple[str, tuple[ZoneHint, ...]]:
        """The lines joined, and the zones of those that bear a kind; neighbours of one kind are one zone."""
        hints: list[ZoneHint] = []
        length = 0
        for line, kind in self.lines:
            end = length + len(line)
            if kind is not None and line.strip():
                if hints and hints[-1][0] == kind and hints[-1][2] + 1 >= length:
                    hints[-1] = (kind, hints[-1][1], end)
                else:
                    hints.append((kind, length, end))
            length = end + 1
        return "\n".join(line for line, _ in self.lines) + "\n", tuple(hints)


_FRAME_ROWS, _FRAME_COLUMNS = 3, 3


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """A table as text: a row a line with tabs between the cells.

    A table that only puts blocks side by side (a letterhead, the places for signatures) is read block by block.
    """
    rows = [[cell.strip("\n") for cell in row] for row in rows]
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if _is_frame(rows):
        return [line for row in rows for cell in row for line in cell.split("\n") if line.strip()]
    return [COLUMN.join(" ".join(cell.split()) for cell in row).rstrip() for row in rows]


def _is_frame(rows: Sequence[Sequence[str]]) -> bool:
    widths = [sum(bool(cell.strip()) for cell in row) for row in rows]
    if len(rows) > _FRAME_ROWS or max(widths, default=0) > _FRAME_COLUMNS:
        return False
    heights = [sum(bool(line.strip()) for line in cell.split("\n")) for row in rows for cell in row]
    return max(heights, default=0) > 1 and sum(heights) > len(rows) * 2
