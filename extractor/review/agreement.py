"""How far two people agree: F1 per layer as the scorer counts, and agreement beyond chance on choices from lists.

Cohen's kappa (1960) takes each person's own habits as chance, Krippendorff's alpha (nominal, 2004) those of both
together, corrected for small numbers. Both are 1 for full agreement, 0 for chance, and not defined where only one value
was ever chosen. Figures and dates are compared that both have labelled; what only one has counts in the F1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.evaluate.compare import Pair, compare
from extractor.evaluate.measures import Score, total
from extractor.records import Record
from extractor.review.differences import Comparison, Layer, compared, matched_entries

# What is chosen from a list, by layer: the value that two people are compared on.
CATEGORIES: dict[Layer, tuple[str, ...]] = {
    "document": ("kind",),
    "organisations": ("type",),
    "dates": ("kind", "modifier"),
    "figures": ("indicator", "unit", "status", "modifier", "per"),
}


@dataclass(frozen=True, slots=True)
class Categories:
    """What two people chose for the same things: pairs of values with how often; None is a choice too."""

    pairs: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)

    @property
    def compared(self) -> int:
        return self.pairs.total()

    @property
    def same(self) -> int:
        return sum(number for (one, other), number in self.pairs.items() if one == other)

    @property
    def observed(self) -> float:
        """Share of the things on which both chose the same; 1 when nothing was compared."""
        return self.same / self.compared if self.compared else 1.0

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa; None where chance alone would agree on everything."""
        total_ = self.compared
        one: Counter[str | None] = Counter()
        other: Counter[str | None] = Counter()
        for (first, second), number in self.pairs.items():
            one[first] += number
            other[second] += number
        chance = sum(one[value] * other[value] for value in one) / (total_ * total_) if total_ else 1.0
        return None if chance == 1 else (self.observed - chance) / (1 - chance)

    @property
    def alpha(self) -> float | None:
        """Krippendorff's alpha for nominal values; None where only one value was chosen."""
        values: Counter[str | None] = Counter()
        for (first, second), number in self.pairs.items():
            values[first] += number
            values[second] += number
        whole = values.total()
        expected = whole * (whole - 1) - sum(number * (number - 1) for number in values.values()) if whole else 0
        return None if not expected else 1 - (1 - self.observed) * whole * (whole - 1) / expected


@dataclass(frozen=True, slots=True)
class Agreement:
    """`score` has the F1 of each measure, which is the same whoever comes first; `categories` by names like
    "figures.indicator"; `differences` by document; `alone` the documents that only the first or the second has."""

    score: Score
    categories: dict[str, Categories]
    comparisons: dict[str, Comparison]
    alone: tuple[list[str], list[str]]


def agreement(one: Iterable[Record], other: Iterable[Record], texts: dict[str, str] | None = None) -> Agreement:
    """How far two people's records of the same documents agree; documents go together by their ids.

    `texts` gives the text by document id where the records do not carry it: without, differences have no sentence.
    """
    left, right = ({record.document.id: record for record in records} for records in (one, other))
    names = [name for name in left if name in right]
    scores, comparisons = [], {}
    categories = {f"{layer}.{name}": Categories() for layer, fields in CATEGORIES.items() for name in fields}
    for name in names:
        text = (texts or {}).get(name) or left[name].text or right[name].text or ""
        scores.append(compare(Pair(left[name], right[name], text)))
        comparisons[name] = compared(left[name], right[name], text)
        for layer, fields in CATEGORIES.items():
            for first, second in matched_entries(left[name], right[name], layer):
                for field_ in fields:
                    categories[f"{layer}.{field_}"].pairs[first[field_], second[field_]] += 1
    alone = ([name for name in left if name not in right], [name for name in right if name not in left])
    return Agreement(total(scores), categories, comparisons, alone)
