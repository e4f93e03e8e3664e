"""How fast the extractor is beside underthesea, on this machine, in this run.

usage: bench.py [--articles N] [CORPUS_DIR]

Articles of about 3.5 KB are made by joining documents of the corpus. Each contestant runs in a process of its own,
once to warm up and then over all articles in one thread; printed are articles per CPU-second and peak memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ARTICLE_BYTES = 3_500
ROOT = Path(__file__).resolve().parent.parent


def articles(folder: Path, count: int) -> list[str]:
    """`count` texts of about ARTICLE_BYTES bytes each, cut at line ends out of the corpus read in a ring."""
    lines = [line for file in sorted(folder.glob("*.txt")) for line in file.read_text(encoding="utf-8").split("\n")]
    if not any(lines):
        raise SystemExit(f"{folder} holds no text")
    made: list[str] = []
    index = 0
    while len(made) < count:
        part: list[str] = []
        size = 0
        while size < ARTICLE_BYTES:
            line = lines[index % len(lines)]
            part.append(line)
            size += len(line.encode()) + 1
            index += 1
        made.append("\n".join(part))
    return made


def extract_records() -> Callable[[str], object]:
    import orjson

    import extractor

    return lambda text: orjson.dumps(extractor.extract(text).to_json())


def spacy_docs() -> Callable[[str], object]:
    import extractor

    return extractor.load()


def underthesea_ner() -> Callable[[str], object]:
    from underthesea import ner

    return ner  # type: ignore[no-any-return]


CONTESTANTS: dict[str, tuple[Callable[[], Callable[[str], object]], float]] = {
    # what it is timed on, and the share of the articles that it gets (NER takes a quarter of a second for each)
    "extractor.extract, JSON": (extract_records, 1.0),
    "extractor.load(), Doc with words": (spacy_docs, 1.0),
    "underthesea.ner": (underthesea_ner, 0.05),
}


def measure(name: str, texts: list[str]) -> dict[str, float]:
    """Articles per CPU-second and peak memory in MB of this process."""
    make, share = CONTESTANTS[name]
    work = make()
    sample = texts[: max(3, int(len(texts) * share))]
    work(sample[0])
    begun = time.process_time()
    for text in sample:
        work(text)
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"articles": len(sample), "per_second": len(sample) / seconds, "peak_mb": peak}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=ROOT / "corpus")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--one", choices=CONTESTANTS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(given.one, articles(given.corpus, given.articles))))
        return
    print(f"{'':34} {'articles':>9} {'per CPU-second':>15} {'peak memory':>13}")
    rates: dict[str, float] = {}
    for name in CONTESTANTS:
        command = [sys.executable, __file__, str(given.corpus), "--articles", str(given.articles), "--one", name]
        found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        rates[name] = found["per_second"]
        print(f"{name:34} {found['articles']:9} {found['per_second']:15.1f} {found['peak_mb']:10.0f} MB")
    first, *_, last = rates
    print(f"{first} is {rates[first] / rates[last]:.0f} times as fast as {last}")


if __name__ == "__main__":
    main()
