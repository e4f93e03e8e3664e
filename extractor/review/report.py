"""Agreement and differences for a terminal, for a machine, and as one self-contained HTML page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from extractor.evaluate.measures import COUNTED
from extractor.evaluate.page import frame, marked, section, table
from extractor.review.agreement import Agreement, Categories
from extractor.review.differences import Comparison, Difference, Entry

_WIDTH = 24  # the longest name and a blank


def as_text(found: Agreement, limit: int = 0) -> str:
    """Tables of agreement, and at most `limit` differences of each document with their sentences."""
    lines = [_documents(found), "", f"{'':{_WIDTH}}{'F1':>7}{'both':>8}{'only A':>8}{'only B':>8}"]
    for name, counts in found.score.counts.items():
        lines.append(f"{name:{_WIDTH}}{counts.f1:7.3f}{counts.tp:8}{counts.fn:8}{counts.fp:8}")
    lines += ["", f"{'':{_WIDTH}}{'same':>7}{'of':>8}{'share':>8}{'kappa':>8}{'alpha':>8}"]
    for name, chosen in found.categories.items():
        lines.append(
            f"{name:{_WIDTH}}{chosen.same:7}{chosen.compared:8}{chosen.observed:8.3f}"
            f"{_ratio(chosen.kappa):>8}{_ratio(chosen.alpha):>8}"
        )
    for document, comparison in found.comparisons.items() if limit else ():
        lines += ["", f"{document}: {len(comparison.differences)} differences"]
        lines += [line for difference in comparison.differences[:limit] for line in _difference(difference)]
    return "\n".join(lines)


def _documents(found: Agreement) -> str:
    number = sum(len(comparison.differences) for comparison in found.comparisons.values())
    alike = sum(comparison.same for comparison in found.comparisons.values())
    told = f"{len(found.comparisons)} documents labelled twice: {alike} entries alike, {number} not"
    for side, names in zip("AB", found.alone, strict=True):
        told += f"\nOnly in {side}: {', '.join(names)}" if names else ""
    return told


def _ratio(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _difference(difference: Difference) -> Iterator[str]:
    one, other = ("; ".join(f"{n} {v}" for n, v in sides) for sides in _sides(difference))
    yield f"{difference.name}  A: {one or 'not there'}  |  B: {other or 'not there'}"
    if difference.sentence and difference.mark:
        start, end = difference.mark
        words = f"{difference.sentence[:start]}»{difference.sentence[start:end]}«{difference.sentence[end:]}"
        yield f"    {' '.join(words.split())}"


def _sides(difference: Difference) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What each of the two says, field by field; nothing for the one that does not have the entry."""
    given = difference.one or difference.other or {}
    names = difference.fields or tuple(name for name in ("text", "name", "indicator", "value", "type") if name in given)
    one, other = (_said(names, entry) for entry in (difference.one, difference.other))
    return one, other


def _said(names: tuple[str, ...], entry: Entry | None) -> list[tuple[str, str]]:
    return [] if entry is None else [(name, _plain(entry.get(name), name, entry)) for name in names]


def _plain(value: Any, name: str, entry: Entry) -> str:
    """A value in a person's words: the words of a span, the parts that are set, "none" for none."""
    if name == "span":
        return repr(entry["text"])
    if isinstance(value, dict):
        return ", ".join(f"{key} {part}" for key, part in value.items() if part is not None) or "all unknown"
    if isinstance(value, list):
        parts = [part.get("text", part) if isinstance(part, dict) else part for part in value]
        return "; ".join(_plain(part, "", entry) for part in parts) or "none"
    return "none" if value is None else str(value)


def as_json(found: Agreement) -> dict[str, Any]:
    """Everything as plain values; the differences by document, as `extractor.review.compared` gives them."""
    return {
        "documents": list(found.comparisons),
        "only_a": found.alone[0],
        "only_b": found.alone[1],
        "measures": {
            name: {"f1": round(counts.f1, 4), "both": counts.tp, "only_a": counts.fn, "only_b": counts.fp}
            for name, counts in found.score.counts.items()
        },
        "categories": {name: _categories(chosen) for name, chosen in found.categories.items()},
        "differences": {name: _differences(comparison) for name, comparison in found.comparisons.items()},
    }


def _categories(chosen: Categories) -> dict[str, Any]:
    return {
        "same": chosen.same,
        "of": chosen.compared,
        "kappa": chosen.kappa,
        "alpha": chosen.alpha,
        "confusion": [
            {"a": one, "b": other, "number": number} for (one, other), number in sorted(chosen.pairs.items(), key=str)
        ],
    }


def _differences(comparison: Comparison) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name, "layer": one.layer, "fields": one.fields, "a": one.one, "b": one.other,
            "sentence": one.sentence, "mark": one.mark,
        }
        for one in comparison.differences
    ]  # fmt: skip


def as_page(found: Agreement, title: str = "Agreement") -> str:
    """The page as a string; all that comes from documents is escaped."""
    measures = [
        (f'<span title="{escape(COUNTED[name])}">{escape(name)}</span>', f"{c.f1:.3f}", str(c.tp), str(c.fn), str(c.fp))
        for name, c in found.score.counts.items()
    ]
    categories = [
        (escape(name), str(c.same), str(c.compared), f"{c.observed:.3f}", _ratio(c.kappa), _ratio(c.alpha))
        for name, c in found.categories.items()
    ]
    sections = [
        section("What both have labelled", table(("measure", "F1", "both", "only A", "only B"), measures)),
        section("What both chose for it", table(("attribute", "same", "of", "share", "kappa", "alpha"), categories)),
        section("Differences", "\n".join(map(_document, found.comparisons.items()))),
    ]
    return frame(title, _documents(found), sections)


def _document(named: tuple[str, Comparison]) -> str:
    name, comparison = named
    body = "\n".join(map(_side_by_side, comparison.differences))
    return f"<details><summary>{escape(name)}: {len(comparison.differences)}</summary>\n{body}</details>"


def _side_by_side(difference: Difference) -> str:
    one, other = map(dict, _sides(difference))
    gone = '<b class="missed">not there</b>'
    rows = [
        (escape(name), *(escape(side[name]) if name in side else gone for side in (one, other)))
        for name in one or other
    ]
    told = table((difference.name, "A", "B"), rows, "sides")
    return f'<div class="error">{told}{marked(difference.sentence, difference.mark)}</div>'
