"""The stages in their order; nothing else in the project names them.

Each stage is a pure function on `Layers` and has a spaCy factory of the same name (`vi_<stage>`), so that any
of them can be added to anybody's spaCy pipeline: a component first runs the stages it depends on. spaCy is only
imported when one of these factories, the tokenizer or `layers_of` is asked for (see `extractor.surface`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from extractor.extract import dates, fields, figures, numbers, organisations, people
from extractor.language import zones
from extractor.language.layers import Layers
from extractor.records import ZoneKind

Stage = Callable[[Layers], None]

STAGES: dict[str, Stage] = {
    "zones": zones.annotate,
    "fields": fields.annotate,
    "dates": dates.annotate,
    "numbers": numbers.annotate,
    "organisations": organisations.annotate,
    "people": people.annotate,
    "figures": figures.annotate,
}


def run(layers: Layers, until: str = "figures") -> Layers:
    """Run every stage up to and with `until` that has not run on these layers yet; returns the same layers."""
    for name, stage in STAGES.items():
        if name not in layers.done:
            stage(layers)
            layers.done.add(name)
        if name == until:
            break
    return layers


def analyse(text: str, hints: tuple[tuple[ZoneKind, int, int], ...] = ()) -> Layers:
    """All layers of an NFC text with `\\n` line ends; `hints` are the zones that its markup shows, if it had any."""
    return run(Layers(text, hints))


def __getattr__(name: str) -> Any:
    """`vi_zones` ... `vi_figures`, `vi_words` and `layers_of`, for spaCy's entry points; imports spaCy."""
    if name in {"vi_words", "layers_of", *(f"vi_{stage}" for stage in STAGES)}:
        from extractor import surface

        return getattr(surface, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
