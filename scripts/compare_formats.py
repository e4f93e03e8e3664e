"""How much of what is extracted from plain texts is extracted from the same texts in other formats.

    python scripts/make_formats.py corpus out/formats
    python scripts/compare_formats.py corpus out/formats [--errors 5]

For each format: how many documents could be read, how alike the text is (without regard to white space and bars), and
`figures.full`, `people.names` and `dates.value` of its records against those of the plain texts.
"""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from extractor.batch import record_from
from extractor.errors import DocumentError
from extractor.evaluate import Pair, Score, compare, total
from extractor.ingest import Document, document_from, document_of, sources
from extractor.records import Record

_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s|]")
MEASURES = ("figures.full", "people.names", "dates.value")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("formats", type=Path, help="what make_formats.py wrote")
    parser.add_argument("--only", help="formats, separated by commas")
    parser.add_argument("--errors", type=int, default=0, help="show N differences of each format")
    given = parser.parse_args()
    wanted = given.only.split(",") if given.only else sorted(path.name for path in given.formats.iterdir())
    plain = {path.stem: _plain(path) for path in sorted(given.texts.glob("*.txt"))}
    print(f"{'format':14} {'read':>5} {'text':>7} " + " ".join(f"{name:>13}" for name in MEASURES))
    for name in wanted:
        scores, alike = compared(given.formats / name, plain)
        whole = total(scores)
        shares = " ".join(f"{whole.counts[measure].f1:13.3f}" for measure in MEASURES)
        print(f"{name:14} {len(scores) - whole.missing:5} {sum(alike) / max(len(alike), 1):7.4f} {shares}", flush=True)
        shown = [miss for miss in whole.misses if miss.measure.startswith("figures.")][: given.errors]
        for miss in shown:
            print(f"    {miss.document}: {miss.measure} {miss.kind} {miss.gold} -> {miss.found}: {miss.sentence[:160]}")


def _plain(path: Path) -> Record:
    return record_from(document_of(path.read_text(encoding="utf-8"), name=path.stem))


def compared(folder: Path, plain: dict[str, Record]) -> tuple[list[Score], list[float]]:
    """The score of every text in a format's folder against its plain record, and how alike the texts are."""
    found = dict(_documents(folder, list(plain)))
    scores, alike = [], []
    for name in found:
        document = found[name]
        record = plain[name]
        if document is None:
            scores.append(compare(Pair(record, None, record.text or "")))
            continue
        likeness, moved = onto(record.text or "", record_from(document))
        alike.append(likeness)
        scores.append(compare(Pair(record, moved, record.text or "")))
    return scores, alike


def _documents(folder: Path, names: list[str]) -> Iterator[tuple[str, Document | None]]:
    """The first document of each name, which stands in its path or in what it says of itself."""
    seen: set[str] = set()
    for source in sources([folder]):
        parts = [PurePosixPath(part).stem for part in PurePosixPath(source.path).parts]
        name = next((part for part in parts if part in names), None)
        try:
            document: Document | None = document_from(source)
        except DocumentError as error:
            print(f"    {error}")
            document = None
        if document is not None and name is None:
            name = document.metadata.get("id") or document.metadata.get("Mã")
        if name in names and name not in seen:
            seen.add(name)
            yield name, document


def onto(text: str, record: Record) -> tuple[float, Record]:
    """How alike two texts are, word by word, and the record with its spans moved to where the words stand in `text`."""
    theirs = list(_WORD.finditer(record.text or ""))
    ours = list(_WORD.finditer(text))
    matcher = difflib.SequenceMatcher(None, [word[0] for word in theirs], [word[0] for word in ours], autojunk=False)
    to: dict[int, int] = {}
    for one, other, size in matcher.get_matching_blocks():
        to |= {one + step: other + step for step in range(size)}
    starts = {theirs[at].start(): ours[there].start() for at, there in to.items()}
    ends = {theirs[at].end(): ours[there].end() for at, there in to.items()}
    beyond = len(text)

    def moved(span: tuple[int, int]) -> tuple[int, int]:
        start, end = starts.get(span[0]), ends.get(span[1])
        return (start, end) if start is not None and end is not None and start < end else (beyond, beyond + 1)

    copy = record.model_copy(deep=True)
    for entry in (*copy.people, *copy.organisations):
        for mention in entry.mentions:
            mention.span = moved(mention.span)
    for item in (*copy.dates, *copy.figures):
        item.span = moved(item.span)
    # Words before and after the document's own, such as menus, make the texts no less alike.
    return len(to) / max(len(ours), 1), copy


if __name__ == "__main__":
    main()
