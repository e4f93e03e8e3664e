"""Linear models kept as arrays: one that tells classes apart, one that ranks candidates. Read once a process."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from extractor import lexicon
from extractor.errors import LexiconError
from extractor.extract.figures.learned.times import Hand, partners

if TYPE_CHECKING:  # numpy takes longer to import than all of this package, so it is left to the first figure
    import numpy as np
    from numpy.typing import NDArray

    Weights = NDArray[np.float32]

FILE = "models/figures.npz"
DECISIONS = ("indicator", "status", "unit")
TOGETHER = " & "  # between two clues that are weighed together


@dataclass(frozen=True, slots=True)
class Classifier:
    """Multinomial logistic regressions over the same clues.

    `weights` has a row a clue and a column a class; the classes of each decision lie side by side.
    """

    rows: dict[str, int]
    classes: dict[str, tuple[str, ...]]  # by decision: "indicator", "status", "unit"
    weights: Weights
    bias: Weights

    def probabilities(self, clues: Iterable[str]) -> dict[str, Weights]:
        """For each decision the probability of each of its classes, in their order; they add up to 1."""
        known = [row for clue in set(clues) if (row := self.rows.get(clue)) is not None]
        scores = self.weights[sorted(known)].sum(axis=0, dtype="float64") + self.bias
        shares, at = {}, 0
        for decision, classes in self.classes.items():
            shares[decision] = _shares(scores[at : at + len(classes)])
            at += len(classes)
        return shares


@dataclass(frozen=True, slots=True)
class Ranker:
    """A conditional logit: weights of clues alone, and of clues together with what goes for all candidates."""

    alone: dict[str, float]
    together: dict[str, dict[str, float]]

    def probabilities(self, hand: Hand) -> Weights:
        """The probability of each time at hand, in their order; they add up to 1."""
        import numpy as np

        paired = hand.paired
        return _shares(np.array([self._score(clues, hand, paired) for clues in hand.times.values()]))

    def _score(self, clues: Iterable[str], hand: Hand, paired: list[str]) -> float:
        score = 0.0
        for clue in clues:
            score += self.alone.get(clue, 0.0)
            weights = self.together.get(clue)
            if weights is not None:
                score += sum([weights[other] for other in partners(clue, hand, paired) if other in weights])
        return score


@dataclass(frozen=True, slots=True)
class Models:
    classifier: Classifier
    period: Ranker


def read(content: bytes) -> Models:
    """The models of a file. Raises LexiconError (L001) where its parts do not fit together."""
    import numpy as np

    with np.load(io.BytesIO(content), allow_pickle=False) as parts:
        arrays = {name: parts[name] for name in parts.files}
    classes = {name: tuple(_names(arrays, f"{name}.classes")) for name in DECISIONS}
    rows = {name: row for row, name in enumerate(_names(arrays, "clues"))}
    weights, bias = _floats(arrays, "weights"), _floats(arrays, "bias")
    if weights.shape != (len(rows), sum(len(names) for names in classes.values())) or bias.shape != weights.shape[1:]:
        raise LexiconError("the weights do not fit the clues and classes.", f"lexicon/{FILE}")
    told, spoken = _names(arrays, "period.clues"), _floats(arrays, "period.weights")
    if spoken.shape != (len(told),):
        raise LexiconError("the weights of the period do not fit its clues.", f"lexicon/{FILE}")
    return Models(Classifier(rows, classes, weights, bias), _ranker(told, spoken))


def _ranker(told: list[str], weights: Weights) -> Ranker:
    alone: dict[str, float] = {}
    together: dict[str, dict[str, float]] = {}
    for clue, weight in zip(told, weights.tolist(), strict=True):
        first, both, second = clue.partition(TOGETHER)
        if both:
            together.setdefault(first, {})[second] = weight
        else:
            alone[first] = weight
    return Ranker(alone, together)


def _floats(arrays: dict[str, NDArray[np.generic]], name: str) -> Weights:
    return _part(arrays, name).astype("float32")


def _shares(scores: NDArray[np.float64]) -> Weights:
    import numpy as np

    grown = np.exp(scores - scores.max())
    shares: Weights = (grown / grown.sum()).astype("float32")
    return shares


def _part(arrays: dict[str, NDArray[np.generic]], name: str) -> NDArray[np.generic]:
    if name not in arrays:
        raise LexiconError(f"the model has no {name!r}: run scripts/train.py again.", f"lexicon/{FILE}")
    return arrays[name]


def _names(arrays: dict[str, NDArray[np.generic]], part: str) -> list[str]:
    return bytes(_part(arrays, part).tobytes()).decode("utf-8").split("\n")


@cache
def models() -> Models | None:
    """The models that the package carries, `None` where none have been made."""
    path = resources.files(lexicon).joinpath(FILE)
    return read(path.read_bytes()) if path.is_file() else None
