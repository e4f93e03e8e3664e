"""Make the learned models of the figures room from labelled documents: `python scripts/train.py`.

Reads `corpus/` and `gold/`, leaving out the documents that `gold/split.toml` holds out, the labelled documents of
`../shared` where they are there, and the sentences of `gold/sentences.txt`; writes
`extractor/lexicon/models/figures.npz`. The same documents give the same file. `--score` only measures: it trains on
the tuned documents and tells, for the held-out ones, how often the rules and the models are right.
"""

from __future__ import annotations

import argparse
import io
import json
import re
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
from extractor.extract.figures.learned.model import DECISIONS, TOGETHER, read
from extractor.extract.figures.learned.times import Hand, Moment, candidates, partners
from extractor.ingest import document_from, sources
from extractor.language.layers import Layers
from extractor.pipeline import run

HERE = Path(__file__).resolve().parent.parent
MODEL = HERE / "extractor/lexicon/models/figures.npz"
SHARED = HERE.parent / "shared"  # labelled documents that may lie beside the project
MORE = ((SHARED / "dev/text", SHARED / "dev/gold"), (SHARED / "seeds", SHARED / "gold"))
RARE = {"classes": 2, "times": 3}  # clues seen less often are left out
PENALTY = {"classes": 1.0, "times": 4.0}  # of large weights
ROUNDS = 120


@dataclass(slots=True)
class Example:
    """One labelled figure: its clues, the times at hand, and what the rules and the person say."""

    clues: list[str]
    ruled: dict[str, str]
    labelled: dict[str, str]
    hand: Hand | None = None
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
            example.hand, example.ruled_time = candidates(moment), _none(ruled)
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


_ANSWER = re.compile(r"\[([^\]]*) (\S+)\]")


def sentences() -> list[str]:
    """The sentences of `gold/sentences.txt`, with their answers marked in place."""
    lines = (HERE / "gold/sentences.txt").read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n") for line in lines if line and not line.startswith("#")]


def parse(marked: str) -> tuple[str, list[tuple[int, int, str | None]]]:
    """The plain sentence, and for every marked figure its span and indicator."""
    text, at, answers = "", 0, []
    for match in _ANSWER.finditer(marked):
        text += marked[at : match.start()]
        answers.append((len(text), len(text) + len(match[1]), None if match[2] == "-" else match[2]))
        text += match[1]
        at = match.end()
    return text + marked[at:], answers


def spoken(marked: str) -> Iterator[Example]:
    """The figures of one marked sentence; they teach the indicator only."""
    text, answers = parse(marked)
    recorder = Recorder()
    figures.annotate(run(Layers(text), until="people"), recorder)
    for start, end, indicator in answers:
        for span, example in recorder.seen.items():
            if start <= span[0] and span[1] <= end:
                example.labelled, example.hand = {"indicator": str(indicator)}, None
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


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights of clues for the classes of one decision."""

    rows: dict[str, int]
    classes: tuple[str, ...]
    weights: Any
    bias: Any


def classifier(told: Sequence[list[str]], answers: Sequence[str]) -> Fitted:
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
    return Fitted(rows, classes, found[:size].reshape(len(rows), -1), found[size:])


def _spelled(clues_: Iterable[str], hand: Hand) -> list[str]:
    """The clues for one time, and those that are weighed together, as they are written in the model."""
    paired = hand.paired
    told = list(clues_)
    return told + [f"{clue}{TOGETHER}{other}" for clue in told for other in partners(clue, hand, paired)]


def ranker(examples_: Sequence[Example]) -> tuple[dict[str, int], Any]:
    """A conditional logit over the times at hand; figures whose time is not among them teach nothing."""
    known = [e for e in examples_ if e.hand is not None and e.labelled_time in e.hand.times]
    hands = [(e.hand, e.labelled_time) for e in known if e.hand is not None]
    flat = [_spelled(clues_, hand) for hand, _ in hands for clues_ in hand.times.values()]
    rows = _rows(flat, RARE["times"])
    seen = _matrix(flat, rows)
    sizes = [len(hand.times) for hand, _ in hands]
    starts, group = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(hands)), sizes)
    right = np.array([period == answer for hand, answer in hands for period in hand.times], dtype=float)

    def loss(weights: Any) -> tuple[float, Any]:
        scores = seen @ weights
        grown = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        shares = grown / np.add.reduceat(grown, starts)[group]
        cost = -np.log(shares[right > 0] + 1e-12).sum() + PENALTY["times"] / 2 * (weights @ weights)
        return cost, seen.T @ (shares - right) + PENALTY["times"] * weights

    return rows, minimize(loss, np.zeros(len(rows)), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x


def _told(example: Example, decision: str) -> list[str]:
    """The unit is told without the unit that the rules gave, which the model would only repeat."""
    return [clue for clue in example.clues if decision != "unit" or not clue.startswith("unit=")]


def train(learned: Sequence[Example]) -> bytes:
    """All models as one file, without dates, so that the same documents give the same bytes."""
    fitted = {}
    for decision in DECISIONS:
        told = [example for example in learned if decision in example.labelled]
        fitted[decision] = classifier([_told(e, decision) for e in told], [e.labelled[decision] for e in told])
    rows = {clue: row for row, clue in enumerate(sorted(set().union(*(model.rows for model in fitted.values()))))}
    weights = np.zeros((len(rows), sum(len(model.classes) for model in fitted.values())), dtype=np.float16)
    at = 0
    for model in fitted.values():
        places = [rows[clue] for clue in model.rows]
        weights[places, at : at + len(model.classes)] = model.weights
        at += len(model.classes)
    times, told = ranker(learned)
    parts: dict[str, Any] = {f"{name}.classes": _text(model.classes) for name, model in fitted.items()}
    parts |= {"clues": _text(rows), "weights": weights}
    parts |= {"bias": np.concatenate([model.bias for model in fitted.values()]).astype(np.float32)}
    parts |= {"period.clues": _text(times), "period.weights": told.astype(np.float16)}
    content = io.BytesIO()
    np.savez_compressed(content, **parts)
    return content.getvalue()


def _text(names: Iterable[str]) -> Any:
    return np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8)


def score(learned: Sequence[Example], unseen: Sequence[Example]) -> None:
    """Print how often rules and models are right on documents that neither was made from."""
    models = read(train(learned))
    for decision in DECISIONS:
        classes = models.classifier.classes[decision]
        given = [classes[int(models.classifier.probabilities(e.clues)[decision].argmax())] for e in unseen]
        ruled = np.mean([e.ruled[decision] == e.labelled[decision] for e in unseen])
        modelled = np.mean([told == e.labelled[decision] for told, e in zip(given, unseen, strict=True)])
        print(f"{decision:10} rules {ruled:.3f}  model {modelled:.3f}  of {len(unseen)}")
    dated = [(e, e.hand) for e in unseen if e.hand is not None]
    best = [list(hand.times)[int(models.period.probabilities(hand).argmax())] for _, hand in dated]
    ruled = np.mean([e.ruled_time == e.labelled_time for e, _ in dated])
    modelled = np.mean([told == e.labelled_time for told, (e, _) in zip(best, dated, strict=True)])
    print(f"{'period':10} rules {ruled:.3f}  model {modelled:.3f}  of {len(dated)}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--score", action="store_true", help="measure on the held-out documents, write nothing")
    asked = options.parse_args()
    corpus, gold = HERE / "corpus", HERE / "gold"
    names = sorted(path.stem for path in gold.glob("*.json"))
    kept_back = held_out(gold)
    learned = [e for name in names if name not in kept_back for e in examples(name, corpus, gold)]
    more = [(folder, labels) for folder, labels in MORE if labels.is_dir()]
    learned += [
        e
        for folder, labels in more
        for path in sorted(labels.glob("*.json"))
        for e in examples(path.stem, folder, labels)
    ]
    learned += [e for marked in sentences() for e in spoken(marked)]
    if asked.score:
        score(learned, [e for name in names if name in kept_back for e in examples(name, corpus, gold)])
        return
    MODEL.parent.mkdir(exist_ok=True)
    MODEL.write_bytes(train(learned))
    print(f"{len(learned)} figures; {len(names) - len(kept_back)} documents of our own, {len(more)} folders more")


if __name__ == "__main__":
    main()
