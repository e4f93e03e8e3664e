"""Layers for tests of figures: sentences in which numbers, dates, bodies and people are marked by hand.

`{96}` is a number, `<năm 2023>` a date, `«LĐLĐ tỉnh»` a body of type union or, with `«enterprise:Công ty A»`, of another
type, `‹Trần Văn A›` a person. The marks are taken out of the text.
"""

from __future__ import annotations

import re

from extractor.extract.figures import annotate
from extractor.language.layers import DateMention, FigureEntry, Layers, OrganisationEntry, PersonEntry, Quantity
from extractor.pipeline import run

_MARK = re.compile(r"\{([^}]*)\}|<([^>]*)>|«(?:([a-z_]+):)?([^»]*)»|‹([^›]*)›")
_NUMBER = re.compile(r"\d[\d.,]*")


def marked(source: str, title: str | None = None, kind: str = "news") -> Layers:
    """Layers up to `people` from a marked text; a `title` becomes the first line."""
    text, at = "", 0
    source = f"{title}\n\n{source}" if title else source
    quantities: list[Quantity] = []
    dates: list[DateMention] = []
    bodies: list[OrganisationEntry] = []
    people: list[PersonEntry] = []
    for match in _MARK.finditer(source):
        text += source[at : match.start()]
        inner = next(group for group in (match[1], match[2], match[4], match[5]) if group is not None)
        span = (len(text), len(text) + len(inner))
        if match[1] is not None:
            quantities.append(_quantity(inner, *span))
        elif match[2] is not None:
            dates.append(DateMention(*span, "date", "2023-01-01", "2023-12-31"))
        elif match[4] is not None:
            bodies.append(OrganisationEntry(inner, match[3] or "union", [span]))  # type: ignore[arg-type]
        else:
            people.append(PersonEntry(inner, [span]))
        text += inner
        at = match.end()
    layers = run(Layers(text + source[at:]), until="fields")
    layers.fields.kind = kind  # type: ignore[assignment]
    layers.fields.title = title
    layers.numbers, layers.dates, layers.organisations, layers.people = quantities, dates, bodies, people
    return layers


def _quantity(text: str, start: int, end: int) -> Quantity:
    found = _NUMBER.search(text)
    digits = found.group() if found else "2"
    if "/" in text:
        return Quantity(start, end, float(digits.replace(".", "")), denominator=float(text.rpartition("/")[2]))
    percent = "%" in text
    value = float(digits.replace(",", ".")) if percent else int(digits.replace(".", "").replace(",", ""))
    return Quantity(start, end, value, percent=percent)


def figures_of(source: str, title: str | None = None, kind: str = "news") -> tuple[Layers, list[FigureEntry]]:
    """The layers of a marked text and its figures."""
    layers = marked(source, title, kind)
    annotate(layers)
    return layers, layers.figures
