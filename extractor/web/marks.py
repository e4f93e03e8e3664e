"""A text with what was found in it, as HTML: marks within marks, and marks that cross."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from extractor.records import Organisation, Person, Record

# Characters that a browser would drop or change when it reads the page, which would shift every offset after them.
_UNSHOWN = dict.fromkeys((0, *range(55296, 57344)), "�") | {13: "\n"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text, and the entry that it belongs to: "figures-3"."""

    start: int
    end: int
    layer: str
    entry: str
    tag: str = ""  # a short label in front of it


def marks_of(record: Record) -> list[Mark]:
    """The marks of a record; a figure's label is its id."""
    named: tuple[tuple[str, Sequence[Person | Organisation]], ...] = (
        ("people", record.people), ("organisations", record.organisations),
    )  # fmt: skip
    found = [
        Mark(*mention.span, layer, f"{layer}-{number}")
        for layer, entries in named
        for number, entry in enumerate(entries)
        for mention in entry.mentions
    ]
    found += [Mark(*date.span, "dates", f"dates-{number}") for number, date in enumerate(record.dates)]
    found += [Mark(*one.span, "figures", f"figures-{number}", one.id) for number, one in enumerate(record.figures)]
    return found


def marked(text: str, marks: Iterable[Mark]) -> Markup:
    """The text in HTML. A mark that crosses the end of another is cut there into two of the same entry."""
    starts: dict[int, list[Mark]] = {}
    for mark in marks:
        if 0 <= mark.start < mark.end <= len(text):
            starts.setdefault(mark.start, []).append(mark)
    ends = {mark.end for group in starts.values() for mark in group}
    cuts = sorted({0, len(text), *starts, *ends})
    out: list[str] = []
    open_: list[Mark] = []  # from the outermost to the innermost
    for here, there in pairwise([*cuts, cuts[-1]]):
        ended = [mark for mark in open_ if mark.end <= here]
        going_on: list[Mark] = []
        if ended:
            first = min(open_.index(mark) for mark in ended)
            out += ["</mark>"] * (len(open_) - first)
            going_on = [mark for mark in open_[first:] if mark not in ended]
            del open_[first:]
        for mark in sorted([*going_on, *starts.get(here, [])], key=lambda mark: (-mark.end, mark.layer)):
            out.append(_begin(mark, first=mark.start == here))
            open_.append(mark)
        out.append(str(escape(text[here:there].translate(_UNSHOWN))))
    return Markup("".join(out))


def _begin(mark: Mark, first: bool) -> str:
    tag = f' data-tag="{escape(mark.tag)}"' if first and mark.tag else ""
    return f'<mark class="{mark.layer}" data-entry="{mark.entry}"{tag}>'
