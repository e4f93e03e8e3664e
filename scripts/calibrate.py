#!/usr/bin/env python3
"""Measure how often figures are wholly right by their kind of evidence; write extractor/lexicon/confidence.toml.

usage: calibrate.py [TEXTS GOLD]    (default: corpus gold; the held-out documents of gold/split.toml are left out)
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

from extractor.extract.figures.confidence import evidence_of
from extractor.ingest.reading import read
from extractor.pipeline import analyse

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "extractor/lexicon/confidence.toml"
ATTRIBUTES = ("modifier", "unit", "indicator", "status", "per")


def period(value: Any) -> tuple[str | None, str | None]:
    return (value["from"], value["to"]) if value else (None, None)


def main() -> None:
    texts, gold = (Path(part) for part in sys.argv[1:3]) if len(sys.argv) > 2 else (ROOT / "corpus", ROOT / "gold")
    split = gold / "split.toml"
    heldout = set(tomllib.loads(split.read_text(encoding="utf-8"))["heldout"]) if split.exists() else set()
    right: dict[str, list[bool]] = defaultdict(list)
    for path in sorted(gold.glob("*.json")):
        if path.stem in heldout:
            continue
        wanted = {tuple(f["span"]): f for f in json.loads(path.read_text(encoding="utf-8"))["figures"]}
        layers = analyse(next(read(texts / f"{path.stem}.txt")).text)
        for entry in layers.figures:
            start, end = layers.sentence_at(entry.quantity.start)
            dated = any(start <= date.start < end and date.kind != "duration" for date in layers.dates)
            figure = wanted.get((entry.quantity.start, entry.quantity.end))
            found = {**{name: getattr(entry, name) for name in ATTRIBUTES[1:]}, "modifier": entry.quantity.modifier}
            same = figure is not None and all(figure[name] == found[name] for name in ATTRIBUTES)
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
