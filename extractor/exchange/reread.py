"""What the words of a label say by themselves: for labels that a person has added or moved in a tool."""

from __future__ import annotations

from typing import Any

from extractor.exchange.attributes import number_text
from extractor.normalise import normalise

Span = tuple[int, int]
_AROUND = 60  # characters before and after that a modifier or a unit may stand in


def figure_attributes(text: str, span: Span) -> dict[str, str]:
    """Value, modifier and unit of the number there; empty where there is none."""
    found = _best(text, span, None, {"figure"})
    if found is None:
        return {}
    attributes = {name: found[name] for name in ("modifier", "unit") if found[name] is not None}
    attributes |= {name: number_text(found[name]) for name in ("value", "value_max") if found[name] is not None}
    if found["denominator_value"] is not None:
        attributes["share_of"] = number_text(found["denominator_value"])
    elif found["unit"] == "percent":
        attributes["share_of"] = ""
    return attributes


def date_attributes(text: str, span: Span, reference: str | None) -> dict[str, str]:
    """Kind and days of the time there; `reference` is the day of the document. Empty where there is none."""
    found = _best(text, span, reference, {"date", "interval", "duration"})
    if found is None:
        return {}
    names = {"kind": "kind", "from": "from", "to": "to", "value": "duration", "modifier": "time_modifier"}
    return {attribute: found[name] for name, attribute in names.items() if found[name] is not None}


def _best(text: str, span: Span, reference: str | None, kinds: set[str]) -> dict[str, Any] | None:
    """What is read within the span, with a little of the text around it; the longest where there are several."""
    first, last = max(0, span[0] - _AROUND), min(len(text), span[1] + _AROUND)
    start, end = span[0] - first, span[1] - first
    found = [
        entry
        for entry in normalise(text[first:last], reference)
        if entry["kind"] in kinds and start <= entry["span"][0] and entry["span"][1] <= end
    ]
    return max(found, key=lambda entry: entry["span"][1] - entry["span"][0], default=None)
