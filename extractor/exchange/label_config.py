"""Label Studio's labelling interface for records: every layer, relation and attribute, each shown with its layer."""

from __future__ import annotations

from functools import cache
from typing import get_args
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from extractor.exchange.graph import DATE, ENDS, FIGURE, LAYERS, ORG, PERSON, TITLE
from extractor.lexicon import load_all
from extractor.records import UNITS, DateKind, DateModifier, FigureModifier, OrganisationType, Status

CURRENCIES = ("VND", "USD", "EUR")  # other codes are kept in the notes
COLOURS = {PERSON: "#0072B2", ORG: "#E69F00", TITLE: "#56B4E9", DATE: "#009E73", FIGURE: "#D55E00"}  # Okabe and Ito
SHOWN = {
    PERSON: ("name",),
    ORG: ("type", "name"),
    TITLE: ("title", "organisation"),
    DATE: ("kind", "from", "to", "duration", "time_modifier"),
    FIGURE: (
        "indicator", "value", "value_max", "modifier", "unit", "counted", "status", "per", "period", "place", "actor",
    ),
}  # fmt: skip
NUMBERS = ("value", "value_max")


@cache
def choices() -> dict[str, tuple[str, ...]]:
    """The attributes that the contract has a list for, with that list."""
    return {
        "type": get_args(OrganisationType),
        "kind": get_args(DateKind),
        "time_modifier": get_args(DateModifier),
        "modifier": get_args(FigureModifier),
        "unit": (*UNITS, *CURRENCIES),
        "status": get_args(Status),
        "indicator": tuple(load_all("indicators")),
    }


def config_xml() -> str:
    """The interface as XML, to be pasted under Settings > Labeling Interface > Code."""
    view = Element("View")
    labels = SubElement(view, "Labels", name="label", toName="text")
    for layer in LAYERS:
        SubElement(labels, "Label", value=layer, background=COLOURS[layer])
    relations = SubElement(view, "Relations")
    for kind in ENDS:
        SubElement(relations, "Relation", value=kind)
    SubElement(view, "Text", name="text", value="$text", granularity="symbol")
    for name in dict.fromkeys(name for names in SHOWN.values() for name in names):
        layers = [layer for layer in LAYERS if name in SHOWN[layer]]
        shown = SubElement(
            view, "View", visibleWhen="region-selected", whenTagName="label", whenLabelValue=",".join(layers)
        )
        _control(shown, name)
    indent(view)
    return tostring(view, encoding="unicode") + "\n"


def _control(parent: Element, name: str) -> None:
    SubElement(parent, "Header", value=name, size="6")
    if name in choices():
        box = SubElement(
            parent, "Choices", name=name, toName="text", perRegion="true", choice="single", layout="inline"
        )
        for value in choices()[name]:
            SubElement(box, "Choice", value=value)
    elif name in NUMBERS:
        SubElement(parent, "Number", name=name, toName="text", perRegion="true", step="0.01")
    else:
        SubElement(parent, "TextArea", name=name, toName="text", perRegion="true", editable="true", maxSubmissions="1")
