#!/usr/bin/env python3
"""Measure how often figures are wholly right by their kind of evidence; write extractor/lexicon/confidence.toml.

usage: calibrate.py [TEXTS GOLD]    (default: corpus gold; the held-out documents of gold/split.toml are left out)

Each document is read with a model that was made without it, so that the model's own memory raises no share.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import train

from extractor.evaluate.gold import held_out
from extractor.extract import figures
from extractor.extract.figures.confidence import evidence_of
from extractor.extract.figures.learned.arbiter import Arbiter
from extractor.ingest.reading import read
from extractor.language.layers import Layers
from extractor.pipeline import run

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "extractor/lexicon/confidence.toml"
ATTRIBUTES = ("modifier", "unit", "indicator", "status", "per")
FOLDS = 4


def period(value: Any) -> tuple[str | None, str | None]:
    return (value["from"], value["to"]) if value else (None, None)


def unseen(names: list[str], texts: Path, gold: Path) -> Iterator[tuple[str, Layers]]:
    """Every document with its figures, read with a model made from the documents of the other folds."""
    examples = {name: list(train.examples(name, texts, gold)) for name in names}
    for fold in range(FOLDS):
        rest = [e for number, name in enumerate(names) if number % FOLDS != fold for e in examples[name]]
        arbiter = Arbiter(train.read(train.train(rest)))
        for name in names[fold::FOLDS]:
            layers = run(Layers(next(read(texts / f"{name}.txt")).text), until="people")
            figures.annotate(layers, arbiter)
            yield name, layers


def main() -> None:
    texts, gold = (Path(part) for part in sys.argv[1:3]) if len(sys.argv) > 2 else (ROOT / "corpus", ROOT / "gold")
    kept_back = held_out(gold)
    right: dict[str, list[bool]] = defaultdict(list)
    names = [path.stem for path in sorted(gold.glob("*.json")) if path.stem not in kept_back]
    for name, layers in unseen(names, texts, gold):
        labelled = json.loads((gold / f"{name}.json").read_text(encoding="utf-8"))["figures"]
        wanted = {tuple(f["span"]): f for f in labelled}
        for entry in layers.figures:
            start, end = layers.sentence_at(entry.quantity.start)
            dated = any(start <= date.start < end and date.kind != "duration" for date in layers.dates)
            figure = wanted.get((entry.quantity.start, entry.quantity.end))
            found = {**{key: getattr(entry, key) for key in ATTRIBUTES[1:]}, "modifier": entry.quantity.modifier}
            same = figure is not None and all(figure[key] == found[key] for key in ATTRIBUTES)
            right[evidence_of(entry, dated)].append(
                same and figure is not None and period(figure["period"]) == (entry.period or (None, None))
            )
    lines = [
        "[meta]",
        'about = "Share of wholly right figures by kind of evidence: the confidence of a figure"',
        'source = "measured by scripts/calibrate.py on the tuning documents of gold/"',
        "",
        "[share]",
        *(f'"{name}" = {sum(v) / len(v):.2f}  # of {len(v)}' for name, v in sorted(right.items())),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(TARGET.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
