"""Records against gold: align, count, report, gate."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.evaluate.compare import Pair, compare
from extractor.evaluate.gold import Matcher, gold_records, lint, read_records, text_sources
from extractor.evaluate.measures import Counts, Miss, Score, Share, total
from extractor.records import Record

__all__ = [
    "Counts", "Matcher", "Miss", "Pair", "Score", "Share", "compare", "evaluate", "gold_records", "lint",
    "read_records", "text_sources", "total",
]  # fmt: skip


def evaluate(gold: Iterable[Record], records: Iterable[Record], texts: dict[str, str] | None = None) -> list[Score]:
    """The score of each gold record, in its order.

    `texts` gives the text by document name where no record carries it; without a text, errors have no sentence.
    """
    matcher, texts = Matcher(records), texts or {}
    scores = []
    for wanted in gold:
        found = matcher.find(wanted)
        text = (found.text if found else None) or wanted.text or texts.get(wanted.document.id, "")
        scores.append(compare(Pair(wanted, found, text)))
    return scores
