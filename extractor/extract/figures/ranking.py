"""Decisions about a figure: options with features, ranked by small linear models.

Every decision (period, indicator, status, part_of) lists its options; the hand rules' answer is one of them and
carries the feature `rule`. A model is a table of feature weights (`lexicon/models/<decision>.toml`), made by
`scripts/train_models.py` from hand-labelled documents; without one, the rules' answer stands.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cache

from extractor.language.layers import FigureEntry
from extractor.lexicon import load_all

RULE = "rule"


@dataclass(slots=True)
class Option:
    """One possible answer and the features that speak for or against it."""

    value: Hashable
    features: set[str] = field(default_factory=set)


class Options:
    """Options by value; several sources of one value join their features."""

    def __init__(self) -> None:
        self._by_value: dict[Hashable, Option] = {}

    def add(self, value: Hashable, *features: str) -> None:
        self._by_value.setdefault(value, Option(value)).features.update(features)

    def all(self) -> list[Option]:
        return list(self._by_value.values())


# decision, figure, options -> the value chosen and its probability among the options
Decider = Callable[[str, FigureEntry, list[Option]], tuple[Hashable, float]]


@cache
def weights(decision: str) -> dict[str, float]:
    """The model of a decision: feature to weight; only `rule` counts where there is no model."""
    model = load_all("models").get(decision)
    return dict(model["weights"]) if model is not None else {RULE: 1.0}


def score(known: dict[str, float], option: Option) -> float:
    return sum(known.get(name, 0.0) for name in option.features)


def decide(decision: str, entry: FigureEntry, options: list[Option]) -> tuple[Hashable, float]:
    """The best option's value with its probability; `entry` is there for deciders that stand in for this one."""
    known = weights(decision)
    scores = [score(known, option) for option in options]
    best = max(range(len(options)), key=lambda i: (scores[i], RULE in options[i].features, -i))
    total = sum(math.exp(value - scores[best]) for value in scores)
    return options[best].value, 1.0 / total


def crossed(base: set[str], signs: tuple[str, ...]) -> set[str]:
    """The features, each alone and with each of the signs of the figure."""
    return base | {f"{name}&{sign}" for name in base for sign in signs}
