"""Gold files: finding them, their texts and the records to compare; and the lint that keeps them honest.

A gold file `NAME.json` is a record that a person has made right. Its text lies beside it as `NAME.<ending>`, in the
folder given, or in a folder `corpus` next to the gold folder.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from extractor import lexicon
from extractor.errors import DocumentError, GoldError, UsageError
from extractor.evaluate.align import folded
from extractor.ingest import Document, Source, document_from, sources
from extractor.records import Figure, Period, Record


@dataclass(frozen=True, slots=True)
class GoldFile:
    """One gold file; `record` is None when it is broken, and `problems` then says how."""

    path: Path
    record: Record | None
    problems: tuple[str, ...] = ()


def gold_files(gold: Path) -> list[GoldFile]:
    """Every gold file of a folder by name, or the one file. Raises UsageError (U001) when there is none."""
    paths = sorted(gold.glob("*.json")) if gold.is_dir() else [gold] if gold.is_file() else []
    if not paths:
        raise UsageError("There are no gold files (NAME.json) here.", str(gold))
    return [_gold_file(path) for path in paths]


def _gold_file(path: Path) -> GoldFile:
    try:
        return GoldFile(path, Record.model_validate_json(path.read_bytes()))
    except ValidationError as error:
        return GoldFile(path, None, tuple(_readable(error)))


def _readable(error: ValidationError) -> Iterator[str]:
    for item in error.errors(include_url=False):
        where = ".".join(str(step) for step in item["loc"])
        yield f"{where}: {item['msg']}" if where else item["msg"]


def gold_records(gold: Path) -> list[Record]:
    """The records of all gold files. Raises GoldError (G001) at the first that does not fit the contract."""
    records = []
    for file in gold_files(gold):
        if file.record is None:
            raise GoldError(f"Does not fit the contract: {file.problems[0]}.", str(file.path))
        records.append(file.record)
    return records


def text_sources(gold: Path, texts: Path | None = None) -> dict[str, Source]:
    """Where the texts lie, by the name that they share with their gold file."""
    folder = gold if gold.is_dir() else gold.parent
    for place in [texts] if texts else [folder, folder.parent / "corpus"]:
        found = {
            PurePosixPath(source.id).name: source
            for source in sources([place])
            if not source.path.endswith((".json", ".toml"))
        }
        if texts or any(path.stem in found for path in folder.glob("*.json")):
            return found
    return {}


def read_records(path: Path) -> list[Record]:
    """The records of a JSONL file. Raises UsageError (U001) with the line that is no record."""
    records = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if line.strip():
            try:
                records.append(Record.model_validate_json(line))
            except ValidationError as error:
                raise UsageError(f"Line {number} is no record: {next(_readable(error))}.", str(path)) from error
    return records


class Matcher:
    """Finds the record for a gold record: by the hash of the bytes, else by the file's name without its ending."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._by_hash: dict[str, Record] = {}
        self._by_name: dict[str, Record] = {}
        for record in records:
            self._by_hash[record.document.sha256] = record
            self._by_name[PurePosixPath(record.document.path or record.document.id).stem] = record

    def find(self, gold: Record) -> Record | None:
        return self._by_hash.get(gold.document.sha256) or self._by_name.get(gold.document.id)


def lint(gold: Path, texts: Path | None = None) -> list[str]:
    """Everything in the gold files that does not fit the contract or its text; empty when all is well."""
    files, where = gold_files(gold), text_sources(gold, texts)
    found = []
    for file in files:
        problems = list(file.problems)
        if file.record is not None:
            problems += _problems(file, file.record, where.get(file.path.stem))
        found += [f"{file.path.name}: {problem}" for problem in problems]
    return found


def _problems(file: GoldFile, record: Record, source: Source | None) -> Iterator[str]:
    if record.document.id != file.path.stem:
        yield f"document.id is {record.document.id!r}, the file's name says {file.path.stem!r}"
    if source is None:
        yield "its text is not there"
        return
    try:
        document = document_from(source)
    except DocumentError as error:
        yield f"its text cannot be read: {error}"
        return
    yield from _source_problems(record, document)
    yield from record_problems(record, document.text)


def record_problems(record: Record, text: str) -> Iterator[str]:
    """What in a record does not fit the contract or the text that it is about."""
    yield from record.problems(text)
    yield from _mention_problems(record, text)
    yield from _value_problems(record)
    yield from _wording_problems(record, text)


def _source_problems(record: Record, document: Document) -> Iterator[str]:
    if record.document.sha256 != document.sha256:
        yield f"document.sha256 is not that of {document.path}: {document.sha256}"
    if record.text is not None and record.text != document.text:
        yield f"text differs from {document.path}"


def _mention_problems(record: Record, text: str) -> Iterator[str]:
    """Spans listed twice or within each other, and spans that begin or end within a word."""
    groups = {
        "person": [mention.span for person in record.people for mention in person.mentions],
        "organisation": [mention.span for body in record.organisations for mention in body.mentions],
        "date": [date.span for date in record.dates],
        "figure": [figure.span for figure in record.figures],
    }
    for what, spans in groups.items():
        for one, other in pairwise(sorted(spans)):
            if other[0] < one[1]:
                yield f"{what}s {text[slice(*one)]!r} {list(one)} and {text[slice(*other)]!r} {list(other)} overlap"
        for start, end in spans:
            if any(text[max(cut - 1, 0) : cut + 1].isalpha() for cut in (start, end) if 0 < cut < len(text)):
                yield f"{what} {text[start:end]!r} {[start, end]} begins or ends within a word"
    for name, number in Counter(folded(person.name) for person in record.people).items():
        if number > 1:
            yield f"person {name!r} has {number} entries"


def _value_problems(record: Record) -> Iterator[str]:
    codes = indicator_codes()
    for date in record.dates:
        if (date.kind == "duration") != (date.value is not None):
            yield f"date {date.text!r}: a value stands with a duration and nowhere else"
        yield from _order_problem(f"date {date.text!r}", Period.model_validate({"from": date.start, "to": date.end}))
    for figure in record.figures:
        what = f"figure {figure.id} {figure.text!r}"
        if figure.indicator is not None and figure.indicator not in codes:
            yield f"{what}: there is no indicator {figure.indicator!r}"
        if figure.value_max is not None and figure.value_max < figure.value:
            yield f"{what}: value_max {figure.value_max} is below value {figure.value}"
        if figure.id in _references(figure):
            yield f"{what}: refers to itself"
        yield from _order_problem(what, figure.period)


def _wording_problems(record: Record, text: str) -> Iterator[str]:
    """What the contract takes as written has to stand in the text, line breaks and letter case aside."""
    whole = folded(text)
    stated: list[tuple[str, str | None]] = [
        (f"document.{name}", getattr(record.document, name))
        for name in ("title", "source", "byline", "place", "number", "subject", "issuer")
    ]
    stated += [("document.recipients", name) for name in record.document.recipients]
    stated += [("a person's name", person.name) for person in record.people]
    stated += [("an organisation's name", body.name) for body in record.organisations]
    for role in (role for person in record.people for role in person.roles):
        stated += [("a role's title", role.title), ("a role's organisation", role.organisation)]
    for figure in record.figures:
        stated += [(f"figure {figure.id} {name}", getattr(figure, name)) for name in ("counted", "place", "actor")]
    for what, words in stated:
        if words is not None and folded(words) not in whole:
            yield f"{what} is {words!r}, which is not in the text"


def _order_problem(what: str, period: Period | None) -> Iterator[str]:
    if period and period.start and period.end and period.end < period.start:
        yield f"{what}: {period.start} is after {period.end}"


def _references(figure: Figure) -> set[str | None]:
    ratio = figure.ratio
    return {figure.part_of} | ({ratio.numerator, ratio.denominator} if ratio else set())


def indicator_codes() -> frozenset[str]:
    """The codes that a figure may carry: one lexicon file each."""
    return frozenset(lexicon.load_all("indicators"))


def held_out(gold: Path) -> frozenset[str]:
    """Names of the documents that no rule may be written from: `heldout` in the gold folder's `split.toml`.

    Raises GoldError (G001) when the file is broken.
    """
    path = (gold if gold.is_dir() else gold.parent) / "split.toml"
    if not path.is_file():
        return frozenset()
    try:
        names = tomllib.loads(path.read_text(encoding="utf-8"))["heldout"]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
        raise GoldError(f"Needs a list `heldout` of document names ({error}).", str(path)) from error
    return frozenset(map(str, names))
