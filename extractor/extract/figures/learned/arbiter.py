"""Where the learned models overrule the rules: only when they are sure, and never on what the number itself says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.extract.figures.context import Period
from extractor.extract.figures.learned.clues import Situation, clues
from extractor.extract.figures.learned.model import Models, models
from extractor.extract.figures.learned.times import Moment, candidates
from extractor.extract.figures.predicates import STRONG

if TYPE_CHECKING:
    from extractor.extract.figures.learned.model import Weights

# how sure a model has to be to overrule, and how much surer than of what the rules said
_SURE = {"indicator": 0.5, "status": 0.7, "unit": 0.5, "time": 0.4}
_SURER = {"indicator": 1.5, "status": 1.0, "unit": 1.5, "time": 1.5}
_UNITS = {"person", "organisation", "enterprise", "class", "item", "event", "place", "other"}  # not money nor percent
_RULE = "learned"


class Arbiter:
    """Looks at each figure after the rules; without models it changes nothing."""

    def __init__(self, learned: Models | None = None) -> None:
        self.models = learned or models()

    def decide(self, situation: Situation) -> None:
        """Change the indicator, status and unit of the figure where the models are sure of others."""
        if self.models is None:
            return
        entry = situation.entry
        shares = self.models.classifier.probabilities(clues(situation))
        indicator = None if _is_told(situation) else self._surely("indicator", shares, str(entry.indicator))
        if indicator is not None:
            entry.indicator, entry.rule = (None if indicator == "None" else indicator), _RULE
            situation.count.indicator = entry.indicator
        if entry.unit in _UNITS and not situation.count.quantity.percent:
            unit = self._surely("unit", shares, entry.unit)
            if unit in _UNITS:
                entry.unit = situation.count.unit = unit
        status = self._surely("status", shares, entry.status)
        if status is not None:
            entry.status = status

    def date(self, moment: Moment, ruled: Period | None) -> Period | None:
        """The time of the figure: the one that the rules gave it, unless the model is sure of another at hand."""
        if self.models is None:
            return ruled
        hand = candidates(moment)
        given = None if ruled == (None, None) else ruled
        if given not in hand.times:  # reckoned from what is told: "gộp cả ba năm", "7 tháng qua"
            return ruled
        shares = self.models.period.probabilities(hand)
        found = dict(zip(hand.times, (float(share) for share in shares), strict=True))
        best = max(found, key=lambda period: found[period])
        sure = found[best] > _SURE["time"] and found[best] > _SURER["time"] * found.get(given, 0.0)
        return best if sure and best != given else ruled

    def _surely(self, decision: str, shares: dict[str, Weights], ruled: str) -> str | None:
        """The class that a model is sure of instead of the one that the rules gave."""
        assert self.models is not None
        classes, given = self.models.classifier.classes[decision], shares[decision]
        best = int(given.argmax())
        before = float(given[classes.index(ruled)]) if ruled in classes else 0.0
        sure = given[best] > _SURE[decision] and given[best] > _SURER[decision] * before
        return classes[best] if sure and classes[best] != ruled else None


def _is_told(situation: Situation) -> bool:
    """Whether the text says the indicator outright: by an act that the rules know, or by denying one."""
    predicate = situation.count.predicate
    acted = predicate is not None and predicate.side in ("left", "right") and predicate.name in STRONG
    return situation.entry.rule in ("void", "taken_up") or (acted and situation.entry.indicator is not None)


class Silent(Arbiter):
    """Changes nothing: what the rules say by themselves."""

    def __init__(self) -> None:
        self.models = None

    def decide(self, situation: Situation) -> None:
        """Leave the figure as the rules have it."""

    def date(self, moment: Moment, ruled: Period | None) -> Period | None:
        """The time that the rules gave."""
        return ruled
