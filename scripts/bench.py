"""How fast the extractor is beside other Vietnamese tools, on this machine, in this run.

usage: bench.py [--articles N] [--rounds N] [--lengths KB ...] [--one NAME] [--profile] [--write FILE] [CORPUS_DIR]

Articles of about 3.5 KB are made of the corpus with other numbers and names in each. In every round each contestant
reads them in a process of its own, one thread, one after another in turn, so that what else the machine does falls
on all alike; time is CPU time. Printed are medians and, in brackets, the lowest and highest round. Slow contestants
get fewer articles. Start-up is the CPU time until the first article is done.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import Any

from bench_inputs import ARTICLE_BYTES, lines_of_one_sign, texts

ROOT = Path(__file__).resolve().parent.parent
LENGTHS_KB = (1, 4, 16, 64, 256, 1024, 5120)
LINE_SIGNS = 100_000
REFERENCE = "underthesea.ner"

Work = Callable[[str], object]


def extract_records() -> Work:
    import orjson

    import extractor

    return lambda text: orjson.dumps(extractor.extract(text).to_json())


def spacy_docs() -> Work:
    import extractor

    return extractor.load()


def own_words() -> Work:
    from extractor.language.words import word_spans

    return word_spans


def underthesea(name: str) -> Callable[[], Work]:
    def make() -> Work:
        import underthesea as package

        return getattr(package, name)  # type: ignore[no-any-return]

    return make


def pyvi_words() -> Work:
    from pyvi import ViTokenizer  # type: ignore[import-not-found]

    return ViTokenizer.tokenize  # type: ignore[no-any-return]


# what is measured, and the share of the articles that it gets
CONTESTANTS: dict[str, tuple[Callable[[], Work], float]] = {
    "extractor.extract, JSON": (extract_records, 1.0),
    "extractor.load(), Doc": (spacy_docs, 0.5),
    "extractor's words alone": (own_words, 1.0),
    "underthesea.word_tokenize": (underthesea("word_tokenize"), 0.5),
    "pyvi ViTokenizer": (pyvi_words, 0.5),
    "underthesea.pos_tag": (underthesea("pos_tag"), 0.25),
    REFERENCE: (underthesea("ner"), 0.1),
}
_PACKAGES = ("extractor", "underthesea", "underthesea_core", "pyvi", "spacy", "numpy", "pydantic", "orjson")


def measure(name: str, sample: list[str]) -> dict[str, float]:
    """One contestant in this process: articles, MB and syllables a CPU-second, start-up seconds, peak memory in MB."""
    before = time.process_time()
    work = CONTESTANTS[name][0]()
    work(sample[0])
    ready = time.process_time()
    for text in sample[1:]:
        work(text)
    seconds = time.process_time() - ready
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "articles": (len(sample) - 1) / seconds,
        "mb": sum(len(text.encode()) for text in sample[1:]) / 1e6 / seconds,
        "syllables": sum(len(text.split()) for text in sample[1:]) / seconds,
        "start": ready - before,
        "peak": peak,
    }


def rounds(corpus: Path, articles: int, number: int) -> dict[str, list[dict[str, float]]]:
    """Every contestant in turn, `number` times; one that is not installed is left out."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in CONTESTANTS}
    for _ in range(number):
        for name in CONTESTANTS:
            command = [sys.executable, __file__, str(corpus), "--articles", str(articles), "--one", name]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode == 0:
                found[name].append(json.loads(done.stdout.splitlines()[-1]))
            elif "ModuleNotFoundError" not in done.stderr:
                raise SystemExit(f"{name}: {done.stderr}")
    return {name: measured for name, measured in found.items() if measured}


def spread(values: list[float], digits: int = 1) -> str:
    """ "36.1 (34.9-37.0)"."""
    low, middle, high = (f"{value:,.{digits}f}" for value in (min(values), statistics.median(values), max(values)))
    return middle if len(values) == 1 else f"{middle} ({low}-{high})"


def contest(found: dict[str, list[dict[str, float]]]) -> Iterator[str]:
    yield "| | articles a CPU-second | MB | syllables | start-up, s | peak memory, MB |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, measured in found.items():
        column = {key: [one[key] for one in measured] for key in measured[0]}
        cells = (
            spread(column["articles"]), f"{statistics.median(column['mb']):.2f}",
            f"{statistics.median(column['syllables']):,.0f}", f"{statistics.median(column['start']):.1f}",
            f"{max(column['peak']):.0f}",
        )  # fmt: skip
        yield f"| {name} | {' | '.join(cells)} |"
    first, last = found.get(next(iter(CONTESTANTS))), found.get(REFERENCE)
    if first and last:
        ratios = [one["articles"] / other["articles"] for one, other in zip(first, last, strict=True)]
        yield f"\nThe extractor reads {spread(ratios, 0)} times as many articles as {REFERENCE}."


def by_length(corpus: Path, lengths_kb: list[int]) -> Iterator[str]:
    """Cost by document length: linear where the last column stays the same."""
    work = extract_records()
    work(next(texts(corpus)))
    yield "| document | CPU s | ms a KB |"
    yield "| --- | --- | --- |"
    for size in lengths_kb:
        sample = list(islice(texts(corpus, size * 1024, seed=size), max(1, min(20, 256 // size))))
        yield _timed(work, f"{size:,} KB of news", sample)
    for name, line in lines_of_one_sign(LINE_SIGNS).items():
        yield _timed(work, f"a line of {LINE_SIGNS:,} characters: {name}", [line])


def _timed(work: Work, name: str, sample: list[str]) -> str:
    begun = time.process_time()
    for text in sample:
        work(text)
    seconds = (time.process_time() - begun) / len(sample)
    size = sum(len(text.encode()) for text in sample) / len(sample) / 1024
    return f"| {name} | {seconds:.2f} | {seconds / size * 1000:.1f} |"


def components(corpus: Path, articles: int) -> Iterator[str]:
    """Where the time of an article goes: the pipeline's stages, the record, its JSON."""
    import orjson

    from extractor.assemble import record_of
    from extractor.ingest import document_of
    from extractor.language.layers import Layers
    from extractor.pipeline import STAGES

    clock, spent = time.process_time, dict.fromkeys(["reading", *STAGES, "record", "JSON"], 0.0)
    sample = list(islice(texts(corpus), articles + 10))
    for number, text in enumerate(sample):
        if number == 10:  # caches are warm
            spent = dict.fromkeys(spent, 0.0)
        steps: dict[str, Callable[[Any], Any]] = {"reading": lambda given: Layers(document_of(given).text)}
        steps |= {name: lambda layers, run=stage: (run(layers), layers)[1] for name, stage in STAGES.items()}
        steps |= {"record": lambda layers: record_of(layers, document_id="a")}
        steps |= {"JSON": lambda record: orjson.dumps(record.to_json())}
        value: Any = text
        for name, step in steps.items():
            begun = clock()
            value = step(value)
            spent[name] += clock() - begun
    whole = sum(spent.values())
    yield "| component | ms an article | share |"
    yield "| --- | --- | --- |"
    for name, seconds in spent.items():
        yield f"| {name} | {seconds / articles * 1000:.2f} | {seconds / whole:.0%} |"
    yield f"| all | {whole / articles * 1000:.2f} | |"


def hot_functions(corpus: Path, articles: int, most: int = 30) -> Iterator[str]:
    import cProfile
    import pstats

    work, sample = extract_records(), list(islice(texts(corpus), articles))
    work(sample[0])
    profile = cProfile.Profile()
    profile.runcall(lambda: [work(text) for text in sample])
    calls: Any = pstats.Stats(profile)
    whole = calls.total_tt
    yield "| function | share of its own | with what it calls | calls an article |"
    yield "| --- | --- | --- | --- |"
    hottest = sorted(calls.stats.items(), key=lambda entry: -entry[1][2])[:most]
    for (file, line, name), (_, number, own, inclusive, _) in hottest:
        place = f"{Path(file).relative_to(ROOT)}:{line} " if file.startswith(str(ROOT)) else ""
        yield f"| `{place}{name}` | {own / whole:.1%} | {inclusive / whole:.1%} | {number / articles:.0f} |"


def machine() -> Iterator[str]:
    """The processor, the system and the versions that were measured."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        named = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = f"{len(named)} x {named[0].partition(': ')[2]}" if named else model
    yield f"{model}, {platform.system()}, Python {platform.python_version()}"
    yield ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=ROOT / "corpus")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--lengths", type=int, nargs="*", default=LENGTHS_KB, metavar="KB")
    parser.add_argument("--profile", action="store_true", help="where the time goes, not the contest")
    parser.add_argument("--write", type=Path, metavar="FILE", help="keep what is printed in this file, too")
    parser.add_argument("--one", choices=CONTESTANTS, help="one contestant alone, as JSON")
    given = parser.parse_args()
    if given.one:
        count = max(3, int(given.articles * CONTESTANTS[given.one][1])) + 1
        print(json.dumps(measure(given.one, list(islice(texts(given.corpus), count)))))
        return
    told: list[str] = []

    def tell(title: str, made: Iterator[str]) -> None:
        for line in (f"\n## {title}\n", *made):
            print(line, flush=True)
            told.append(line)

    tell("Machine", machine())
    tell("Where the time goes", components(given.corpus, max(5, given.articles // 4)))
    if given.profile:
        tell("Functions", hot_functions(given.corpus, max(5, given.articles // 4)))
    else:
        title = f"Articles of {ARTICLE_BYTES / 1000:g} KB, median of {given.rounds} (lowest-highest)"
        tell(title, contest(rounds(given.corpus, given.articles, given.rounds)))
        tell("Cost by length", by_length(given.corpus, given.lengths))
    if given.write:
        head = "# Benchmarks\n\nMade by `scripts/bench.py --write scripts/bench_results.md`; CPU time, one thread.\n"
        given.write.write_text(head + "\n".join(told) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
