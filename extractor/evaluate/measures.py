"""What is counted: hits and misses first, ratios only at the very end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

# Every measure in the order of the report. Matched one to one by span unless said otherwise.
COUNTED: dict[str, str] = {
    "people.names": "each person once, by name",
    "people.roles": "name, title and organisation together",
    "people.mentions": "exact span",
    "orgs.mentions": "exact span",
    "orgs.overlap": "at least half of the longer span",
    "dates.found": "spans touch",
    "dates.value": "spans touch and the days agree",
    "figures.found": "spans touch and the number agrees",
    "figures.indicator": "found, with the right indicator, where there is one",
    "figures.full": "found, with modifier, unit, indicator, status, per, period, part_of and ratio right",
}
# Whose misses explain a measure's errors.
EXPLAINED_BY: dict[str, tuple[str, ...]] = {
    "orgs.overlap": ("orgs.mentions",),
    "dates.value": ("dates.value", "dates.found"),
    "figures.indicator": ("figure.indicator", "figures.found"),
    "figures.full": ("figures.full", "figures.found"),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives (spurious) and false negatives (missed); they add up."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 when nothing was found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 1 when nothing is there."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def errors(self) -> int:
        return self.fp + self.fn


@dataclass(frozen=True, slots=True)
class Share:
    """So many right of so many compared; they add up."""

    right: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def ratio(self) -> float:
        """1 when nothing was compared."""
        return self.right / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One error with its sentence; `mark` is the place of the words in `sentence`, when they have one."""

    document: str
    measure: str
    kind: Literal["missed", "spurious", "wrong"]
    gold: str
    found: str
    sentence: str = ""
    mark: tuple[int, int] | None = None


@dataclass(slots=True)
class Score:
    """The score of one document, or of several added up."""

    name: str
    counts: dict[str, Counts] = field(default_factory=lambda: dict.fromkeys(COUNTED, Counts()))
    shares: dict[str, Share] = field(default_factory=dict)
    indicators: dict[str, Counts] = field(default_factory=dict)  # figures found with the right one, by its code
    misses: list[Miss] = field(default_factory=list)
    confusion: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)  # gold, found indicator
    documents: int = 1
    missing: int = 0  # documents without a record

    def count(self, measure: str, counts: Counts) -> None:
        self.counts[measure] = self.counts.get(measure, Counts()) + counts

    def share(self, measure: str, right: bool) -> None:
        self.shares[measure] = self.shares.get(measure, Share()) + Share(int(right), 1)

    def misses_of(self, measure: str) -> list[Miss]:
        """The misses that explain the errors of a measure."""
        wanted = EXPLAINED_BY.get(measure, (measure,))
        return [miss for miss in self.misses if miss.measure in wanted]


def by_measure(misses: list[Miss]) -> dict[str, list[Miss]]:
    """Misses by measure in alphabetical order, each group in the order of the documents."""
    groups: dict[str, list[Miss]] = {}
    for miss in sorted(misses, key=lambda miss: miss.measure):
        groups.setdefault(miss.measure, []).append(miss)
    return groups


def total(scores: list[Score], name: str = "all") -> Score:
    """All documents together: counts are added, nothing is averaged."""
    whole = Score(name, documents=0)
    for score in scores:
        for measure, counts in score.counts.items():
            whole.count(measure, counts)
        for code, counts in score.indicators.items():
            whole.indicators[code] = whole.indicators.get(code, Counts()) + counts
        for measure, share in score.shares.items():
            whole.shares[measure] = whole.shares.get(measure, Share()) + share
        whole.misses += score.misses
        whole.confusion.update(score.confusion)
        whole.documents += score.documents
        whole.missing += score.missing
    return whole
