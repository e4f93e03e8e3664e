"""Linear models kept as arrays: one that tells classes apart, one that ranks candidates. Read once a process."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from extractor import lexicon
from extractor.errors import LexiconError

Weights = NDArray[np.float32]
FILE = "models/figures.npz"


@dataclass(frozen=True, slots=True)
class Classifier:
    """Multinomial logistic regression: `weights` has a row a clue and a column a class."""

    rows: dict[str, int]
    classes: tuple[str, ...]
    weights: Weights
    bias: Weights

    def probabilities(self, clues: Iterable[str]) -> Weights:
        """The probability of each class, in the order of `classes`; they add up to 1."""
        known = [row for clue in set(clues) if (row := self.rows.get(clue)) is not None]
        scores = self.weights[sorted(known)].sum(axis=0, dtype=np.float64) + self.bias
        return _shares(scores)


@dataclass(frozen=True, slots=True)
class Ranker:
    """A conditional logit: `weights` has an entry a clue."""

    rows: dict[str, int]
    weights: Weights

    def probabilities(self, candidates: Sequence[Iterable[str]]) -> Weights:
        """The probability of each candidate, in their order; they add up to 1."""
        scores = np.array([self._score(clues) for clues in candidates])
        return _shares(scores)

    def _score(self, clues: Iterable[str]) -> float:
        known = [row for clue in set(clues) if (row := self.rows.get(clue)) is not None]
        return float(self.weights[sorted(known)].sum(dtype=np.float64))


@dataclass(frozen=True, slots=True)
class Models:
    classifiers: dict[str, Classifier]  # by what they decide: "indicator", "status", "unit"
    period: Ranker


def read(content: bytes) -> Models:
    """The models of a file. Raises LexiconError (L001) where its parts do not fit together."""
    with np.load(io.BytesIO(content), allow_pickle=False) as parts:
        arrays = {name: parts[name] for name in parts.files}
    classifiers = {}
    for name in ("indicator", "status", "unit"):
        rows, classes = _names(arrays, f"{name}.clues"), tuple(_names(arrays, f"{name}.classes"))
        weights = _part(arrays, f"{name}.weights").astype(np.float32)
        bias = _part(arrays, f"{name}.bias").astype(np.float32)
        if weights.shape != (len(rows), len(classes)) or bias.shape != (len(classes),):
            raise LexiconError(f"the weights of {name!r} do not fit its clues and classes.", f"lexicon/{FILE}")
        classifiers[name] = Classifier(rows, classes, weights, bias)
    rows, weights = _names(arrays, "period.clues"), _part(arrays, "period.weights").astype(np.float32)
    if weights.shape != (len(rows),):
        raise LexiconError("the weights of 'period' do not fit its clues.", f"lexicon/{FILE}")
    return Models(classifiers, Ranker(rows, weights))


def _shares(scores: NDArray[np.float64]) -> Weights:
    grown = np.exp(scores - scores.max())
    shares: Weights = (grown / grown.sum()).astype(np.float32)
    return shares


def _part(arrays: dict[str, NDArray[np.generic]], name: str) -> NDArray[np.generic]:
    if name not in arrays:
        raise LexiconError(f"the model has no {name!r}: run scripts/train.py again.", f"lexicon/{FILE}")
    return arrays[name]


def _names(arrays: dict[str, NDArray[np.generic]], part: str) -> dict[str, int]:
    told = bytes(_part(arrays, part).tobytes()).decode("utf-8").split("\n")
    return {name: row for row, name in enumerate(told)}


@cache
def models() -> Models | None:
    """The models that the package carries, `None` where none have been made."""
    path = resources.files(lexicon).joinpath(FILE)
    return read(path.read_bytes()) if path.is_file() else None
