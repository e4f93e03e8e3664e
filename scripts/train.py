"""Make the learned models of the figures room from labelled documents: `python scripts/train.py`.

Reads `corpus/` and `gold/`, leaving out the documents that `gold/split.toml` holds out, and writes
`extractor/lexicon/models/figures.npz`. The same documents give the same file. `--score` only measures: it trains on
the tuned documents and tells, for the held-out ones, how often the rules, the models and both together are right.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from extractor.evaluate.gold import held_out
from extractor.extract import figures
from extractor.extract.figures.context import Period
from extractor.extract.figures.learned.arbiter import Silent
from extractor.extract.figures.learned.clues import Situation, clues
from extractor.extract.figures.learned.model import Classifier, Ranker
from extractor.extract.figures.learned.times import Moment, candidates
from extractor.ingest import document_from, sources
from extractor.language.layers import Layers
from extractor.pipeline import run

HERE = Path(__file__).resolve().parent.parent
MODEL = HERE / "extractor/lexicon/models/figures.npz"
DECISIONS = ("indicator", "status", "unit")
RARE = {"classes": 2, "times": 3}  # clues seen less often are left out
PENALTY = {"classes": 1.0, "times": 4.0}  # of large weights
ROUNDS = 120


@dataclass(slots=True)
class Example:
    """One labelled figure: its clues, the times at hand, and what the rules and the person say."""

    clues: list[str]
    ruled: dict[str, str]
    labelled: dict[str, str]
    times: dict[Period | None, list[str]] | None = None
    ruled_time: Period | None = None
    labelled_time: Period | None = None


@dataclass
class Recorder(Silent):
    """Leaves every figure as the rules have it and keeps what the models would have seen."""

    seen: dict[tuple[int, int], Example] = field(default_factory=dict)

    def decide(self, situation: Situation) -> None:
        """Keep the clues of a figure."""
        quantity, entry = situation.entry.quantity, situation.entry
        ruled = {"indicator": str(entry.indicator), "status": entry.status, "unit": entry.unit}
        self.seen[quantity.start, quantity.end] = Example(clues(situation), ruled, {})

    def date(self, moment: Moment, ruled: Period | None) -> Period | None:
        """Keep the times at hand for a figure."""
        example = self.seen.get((moment.entry.quantity.start, moment.entry.quantity.end))
        if example is not None:
            example.times, example.ruled_time = candidates(moment), _none(ruled)
        return ruled


def _none(period: Period | None) -> Period | None:
    return None if period == (None, None) else period


def examples(name: str, folder: Path, gold: Path) -> Iterator[Example]:
    """The labelled figures of one document that the models would look at."""
    document = document_from(next(iter(sources([folder / f"{name}.txt"]))))
    recorder = Recorder()
    layers = run(Layers(document.text), until="people")
    figures.annotate(layers, recorder)
    for figure in json.loads((gold / f"{name}.json").read_text(encoding="utf-8"))["figures"]:
        example = recorder.seen.get(tuple(figure["span"]))
        if example is not None:
            example.labelled = {decision: str(figure[decision]) for decision in DECISIONS}
            period = figure["period"] or {"from": None, "to": None}
            example.labelled_time = _none((period["from"], period["to"]))
            yield example


def _rows(told: Iterable[Iterable[str]], rare: int) -> dict[str, int]:
    """A row for every clue that is seen often enough, in alphabetical order."""
    times = Counter(clue for clues_ in told for clue in set(clues_))
    return {clue: row for row, clue in enumerate(sorted(clue for clue, seen in times.items() if seen >= rare))}


def _matrix(told: Sequence[Iterable[str]], rows: dict[str, int]) -> Any:
    """One row an example, one column a clue."""
    columns = [sorted({rows[clue] for clue in clues_ if clue in rows}) for clues_ in told]
    ends = np.cumsum([0, *(len(row) for row in columns)])
    flat = np.array([column for row in columns for column in row], dtype=np.int32)
    return csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(told), len(rows)))


def _shares(scores: Any) -> Any:
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    return grown / grown.sum(axis=1, keepdims=True)


def classifier(told: Sequence[list[str]], answers: Sequence[str]) -> Classifier:
    """Multinomial logistic regression with a penalty on large weights."""
    rows, classes = _rows(told, RARE["classes"]), tuple(sorted(set(answers)))
    seen = _matrix(told, rows)
    right = np.zeros((len(told), len(classes)))
    right[np.arange(len(told)), [classes.index(answer) for answer in answers]] = 1.0
    size = len(rows) * len(classes)

    def loss(flat: Any) -> tuple[float, Any]:
        weights, bias = flat[:size].reshape(len(rows), -1), flat[size:]
        shares = _shares(seen @ weights + bias)
        wrong = shares - right
        cost = -np.log(shares[right > 0] + 1e-12).sum() + PENALTY["classes"] / 2 * (weights**2).sum()
        return cost, np.r_[(seen.T @ wrong + PENALTY["classes"] * weights).ravel(), wrong.sum(axis=0)]

    found = minimize(loss, np.zeros(size + len(classes)), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    weights = found[:size].reshape(len(rows), -1).astype(np.float16).astype(np.float32)
    return Classifier(rows, classes, weights, found[size:].astype(np.float32))


def ranker(told: Sequence[dict[Period | None, list[str]]], answers: Sequence[Period | None]) -> Ranker:
    """A conditional logit over the times at hand; figures whose time is not among them teach nothing."""
    told, answers = zip(
        *((times, answer) for times, answer in zip(told, answers, strict=True) if answer in times), strict=True
    )
    flat = [clues_ for times in told for clues_ in times.values()]
    rows = _rows(flat, RARE["times"])
    seen = _matrix(flat, rows)
    sizes = [len(times) for times in told]
    starts, group = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(told)), sizes)
    right = np.array(
        [period == answer for times, answer in zip(told, answers, strict=True) for period in times], dtype=float
    )

    def loss(weights: Any) -> tuple[float, Any]:
        scores = seen @ weights
        grown = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        shares = grown / np.add.reduceat(grown, starts)[group]
        cost = -np.log(shares[right > 0] + 1e-12).sum() + PENALTY["times"] / 2 * (weights @ weights)
        return cost, seen.T @ (shares - right) + PENALTY["times"] * weights

    found = minimize(loss, np.zeros(len(rows)), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    return Ranker(rows, found.astype(np.float16).astype(np.float32))


def train(learned: Sequence[Example]) -> tuple[dict[str, Classifier], Ranker]:
    """The models of all decisions. The unit is told without the unit that the rules gave, which they would repeat."""
    made = {
        decision: classifier([_told(example, decision) for example in learned], [e.labelled[decision] for e in learned])
        for decision in DECISIONS
    }
    dated = [example for example in learned if example.times is not None]
    return made, ranker([e.times or {} for e in dated], [e.labelled_time for e in dated])


def _told(example: Example, decision: str) -> list[str]:
    return [clue for clue in example.clues if decision != "unit" or not clue.startswith("unit=")]


def write(made: dict[str, Classifier], times: Ranker) -> None:
    """Both kinds of models in one file without dates, so that the same documents give the same bytes."""
    parts: dict[str, Any] = {"period.clues": _text(times.rows), "period.weights": times.weights.astype(np.float16)}
    for name, model in made.items():
        parts |= {
            f"{name}.clues": _text(model.rows),
            f"{name}.classes": _text(model.classes),
            f"{name}.weights": model.weights.astype(np.float16),
            f"{name}.bias": model.bias,
        }
    MODEL.parent.mkdir(exist_ok=True)
    np.savez_compressed(MODEL, **parts)


def _text(names: Iterable[str]) -> Any:
    return np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8)


def score(learned: Sequence[Example], unseen: Sequence[Example]) -> None:
    """Print how often rules and models are right on documents that neither was made from."""
    made, times = train(learned)
    for decision, model in made.items():
        given = [model.classes[int(model.probabilities(_told(e, decision)).argmax())] for e in unseen]
        ruled = np.mean([e.ruled[decision] == e.labelled[decision] for e in unseen])
        modelled = np.mean([told == e.labelled[decision] for told, e in zip(given, unseen, strict=True)])
        print(f"{decision:10} rules {ruled:.3f}  model {modelled:.3f}  of {len(unseen)}")
    dated = [e for e in unseen if e.times is not None]
    best = [list(e.times)[int(times.probabilities(list(e.times.values())).argmax())] for e in dated if e.times]
    ruled = np.mean([e.ruled_time == e.labelled_time for e in dated])
    modelled = np.mean([told == e.labelled_time for told, e in zip(best, dated, strict=True)])
    print(f"{'period':10} rules {ruled:.3f}  model {modelled:.3f}  of {len(dated)}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--score", action="store_true", help="measure on the held-out documents, write nothing")
    asked = options.parse_args()
    corpus, gold = HERE / "corpus", HERE / "gold"
    names = sorted(path.stem for path in gold.glob("*.json"))
    kept_back = held_out(gold)
    learned = [e for name in names if name not in kept_back for e in examples(name, corpus, gold)]
    if asked.score:
        score(learned, [e for name in names if name in kept_back for e in examples(name, corpus, gold)])
        return
    made, times = train(learned)
    write(made, times)
    print(f"{len(learned)} figures of {len(names) - len(kept_back)} documents; {MODEL.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
