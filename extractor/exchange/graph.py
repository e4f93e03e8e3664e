"""Labels as annotation tools know them: marked words with attributes, and relations between them.

A *label* is a span of the text in one layer. What a record says in its structure is said here by relations: the
mentions of one person or body are `same_as` the first of them, a person `has_title`, a title is `held_in` a body, a
figure is `part_of` another or has it as `numerator` or `denominator`. All attributes are strings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

PERSON, ORG, TITLE, DATE, FIGURE = LAYERS = ("PERSON", "ORG", "TITLE", "DATE", "FIGURE")
SAME_AS, HAS_TITLE, HELD_IN = "same_as", "has_title", "held_in"
PART_OF, NUMERATOR, DENOMINATOR = "part_of", "numerator", "denominator"
# Which layers a relation leads from and to.
ENDS: dict[str, tuple[tuple[str, str], ...]] = {
    SAME_AS: ((PERSON, PERSON), (ORG, ORG)),
    HAS_TITLE: ((PERSON, TITLE),),
    HELD_IN: ((TITLE, ORG),),
    PART_OF: ((FIGURE, FIGURE),),
    NUMERATOR: ((FIGURE, FIGURE),),
    DENOMINATOR: ((FIGURE, FIGURE),),
}
# The attribute that a layer's label may name, as in FIGURE:nominated, where a tool knows no attributes.
SUBTYPE = {ORG: "type", DATE: "kind", FIGURE: "indicator"}
# What the program keeps for itself: in a tool it would only be in the way.
HIDDEN = frozenset({"id", "order", "rule", "confidence", "sentence"})


@dataclass(slots=True)
class Label:
    """A span `[start, end)` in one layer; `where` is its place in the file that it was read from."""

    id: str
    layer: str
    start: int
    end: int
    attributes: dict[str, str] = field(default_factory=dict)
    where: str = ""

    @property
    def full(self) -> str:
        """The layer with the subtype, as in FIGURE:nominated; the layer alone where there is none."""
        subtype = self.attributes.get(SUBTYPE.get(self.layer, ""))
        return f"{self.layer}:{subtype}" if subtype else self.layer


@dataclass(frozen=True, slots=True)
class Relation:
    type: str
    source: str
    target: str
    where: str = ""


@dataclass(slots=True)
class Labelled:
    """A document with its labels, offsets in code points of `text`; `notes` is what no label holds, as plain JSON."""

    name: str
    text: str
    labels: list[Label] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    notes: dict[str, Any] = field(default_factory=dict)


def split_label(full: str) -> tuple[str, dict[str, str]]:
    """The layer of a label like FIGURE:nominated, and the attribute that it names."""
    layer, _, subtype = full.partition(":")
    if subtype and layer in SUBTYPE:
        return layer, {SUBTYPE[layer]: subtype}
    return full, {}


def is_subtype(label: Label, name: str) -> bool:
    """Whether the attribute is the one that the full label names."""
    return SUBTYPE.get(label.layer) == name
