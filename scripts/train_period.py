#!/usr/bin/env python3
"""Train the model that ranks the periods of a figure, and write extractor/lexicon/period_model.toml.

usage: train_period.py TEXTS:GOLD... [--leave-out NAME,...] [--cross-validate]

A softmax over each figure's candidate periods, with L2 regularisation, fitted by batch gradient steps (Adagrad).
Figures are read by the pipeline itself and matched to the gold figures by span, so that the features are those seen
in use. The walk through a document is first led by the gold periods, then by the model's own choices.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from extractor.extract.figures import annotate
from extractor.extract.figures.context import Period
from extractor.extract.figures.periods import NONE, Candidate, Choice
from extractor.language.layers import FigureEntry, Layers
from extractor.pipeline import run

import os
L2 = float(os.environ.get("L2","2.0"))
ROUNDS = 3
STEPS = 150
RATE = 0.5
MIN_ABS_WEIGHT = 0.02  # smaller weights are left out of the file


@dataclass
class Example:
    document: str
    features: list[list[str]]  # of each candidate
    right: list[int]  # candidates with the gold period


def read_set(pair: str) -> Iterator[tuple[str, str, dict[str, object]]]:
    texts, gold = (Path(part) for part in pair.split(":"))
    for path in sorted(gold.glob("*.json")):
        raw = (texts / f"{path.stem}.txt").read_bytes().decode("utf-8-sig")
        text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
        yield path.stem, text, json.loads(path.read_text(encoding="utf-8"))


def gold_periods(record: dict[str, object]) -> dict[int, Period]:
    found: dict[int, Period] = {}
    for figure in record["figures"]:  # type: ignore[attr-defined]
        period = figure["period"] or {}
        found[figure["span"][0]] = (period.get("from"), period.get("to"))
    return found


def observe(name: str, base: Layers, gold: dict[int, Period], weights: dict[str, float] | None) -> list[Example]:
    """Examples of one document; the walk follows the gold where `weights` is None, else the model."""
    examples: list[Example] = []

    def chooser(entry: FigureEntry, found: list[Candidate]) -> Choice:
        right = gold.get(entry.quantity.start)
        if right is not None:
            hits = [i for i, candidate in enumerate(found) if candidate.period == right]
            if hits:
                examples.append(Example(name, [sorted(c.features) for c in found], hits))
            if weights is None and hits:
                return (None if right == NONE else right), 1.0
        best = max(found, key=lambda c: (sum((weights or {}).get(f, 0.0) for f in c.features), str(c.period)))
        return (None if best.period == NONE else best.period), 1.0

    base.figures = []
    annotate(base, chooser)
    return examples


def fit(examples: list[Example]) -> dict[str, float]:
    names = {name: i for i, name in enumerate(sorted({f for e in examples for c in e.features for f in c}))}
    rows, columns, owner, right = [], [], [], []
    row = 0
    for number, example in enumerate(examples):
        for index, candidate in enumerate(example.features):
            rows.extend([row] * len(candidate))
            columns.extend(names[f] for f in candidate)
            owner.append(number)
            right.append(index in example.right)
            row += 1
    r, c, own, good = (np.array(x) for x in (rows, columns, owner, right))
    w = np.zeros(len(names))
    history = np.full(len(names), 1e-8)
    for _ in range(STEPS):
        score = np.bincount(r, weights=w[c], minlength=row)
        score -= np.maximum.reduceat(score, np.searchsorted(own, np.arange(len(examples))))[own]
        p = np.exp(score)
        total = np.bincount(own, weights=p)[own]
        gold_total = np.bincount(own, weights=p * good)[own]
        gradient_row = p * good / np.maximum(gold_total, 1e-12) - p / total
        gradient = np.bincount(c, weights=gradient_row[r], minlength=len(names)) - L2 * w * 0.1
        history += gradient**2
        w += RATE * gradient / np.sqrt(history)
    return {name: float(w[i]) for name, i in names.items() if abs(w[i]) >= MIN_ABS_WEIGHT}


def train(documents: dict[str, tuple[Layers, dict[int, Period]]]) -> dict[str, float]:
    weights: dict[str, float] | None = None
    examples: list[Example] = []
    for turn in range(ROUNDS):
        fresh = [e for name, (layers, gold) in documents.items() for e in observe(name, layers, gold, weights)]
        examples = fresh if turn == 0 else examples + fresh
        weights = fit(examples)
    return weights or {}


def accuracy(documents: dict[str, tuple[Layers, dict[int, Period]]], weights: dict[str, float]) -> tuple[int, int]:
    right = total = 0
    for layers, gold in documents.values():
        def chooser(entry: FigureEntry, found: list[Candidate]) -> Choice:
            best = max(found, key=lambda c: (sum(weights.get(f, 0.0) for f in c.features), str(c.period)))
            return (None if best.period == NONE else best.period), 1.0

        annotate(layers, chooser)
        for entry in layers.figures:
            if entry.quantity.start in gold:
                total += 1
                right += (entry.period or NONE) == gold[entry.quantity.start]
    return right, total


def write(weights: dict[str, float], path: Path, documents: int) -> None:
    lines = [
        "[meta]",
        'about = "Weights of the model that ranks the periods of a figure (features: extract/figures/periods.py)"',
        f'source = "scripts/train_period.py on {documents} hand-labelled documents"',
        "",
        "[weights]",
        *(f"{json.dumps(name, ensure_ascii=False)} = {value:.3f}" for name, value in sorted(weights.items())),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", help="TEXTS:GOLD folders")
    parser.add_argument("--leave-out", default="", help="names of documents that must not be trained on")
    parser.add_argument("--cross-validate", action="store_true", help="print five-fold accuracy, write nothing")
    given = parser.parse_args()
    left_out = set(given.leave_out.split(","))
    documents: dict[str, tuple[Layers, dict[int, Period]]] = {}
    for pair in given.sets:
        for name, text, record in read_set(pair):
            if name not in left_out:
                documents[name] = (run(Layers(text), until="people"), gold_periods(record))
    if given.cross_validate:
        names = sorted(documents)
        right = total = 0
        for fold in range(5):
            inside = {n: d for i, (n, d) in enumerate((n, documents[n]) for n in names) if i % 5 != fold}
            outside = {n: documents[n] for i, n in enumerate(names) if i % 5 == fold}
            good, all_ = accuracy(outside, train(inside))
            print(f"fold {fold}: {good}/{all_}")
            right, total = right + good, total + all_
        print(f"period accuracy {right / total:.3f} of {total}")
        return
    weights = train(documents)
    write(weights, Path(__file__).parent.parent / "extractor/lexicon/period_model.toml", len(documents))
    print(f"{len(weights)} weights from {len(documents)} documents")


if __name__ == "__main__":
    main()
