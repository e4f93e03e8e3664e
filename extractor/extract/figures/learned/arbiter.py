"""Where the learned models overrule the rules: only when they are sure, and never on what the number itself says."""

from __future__ import annotations

from extractor.extract.figures.context import Period
from extractor.extract.figures.learned.clues import Situation, clues
from extractor.extract.figures.learned.model import Models, models
from extractor.extract.figures.learned.times import Moment, candidates

# how sure a model has to be to overrule, and how much surer than of what the rules said
_SURE, _SURER = {"indicator": 0.5, "status": 0.7, "unit": 0.5}, 3.0
_SURE_OF_TIME, _SURER_OF_TIME = 0.4, 1.5
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
        entry, told = situation.entry, clues(situation)
        indicator = self._surely("indicator", told, str(entry.indicator))
        if indicator is not None:
            entry.indicator, entry.rule = (None if indicator == "None" else indicator), _RULE
            situation.count.indicator = entry.indicator
        if entry.unit in _UNITS and not situation.count.quantity.percent:
            without = [clue for clue in told if not clue.startswith("unit=")]
            unit = self._surely("unit", without, entry.unit)
            if unit in _UNITS:
                entry.unit = situation.count.unit = unit
        status = self._surely("status", told, entry.status)
        if status is not None:
            entry.status = status

    def date(self, moment: Moment, ruled: Period | None) -> Period | None:
        """The time of the figure: the one that the rules gave it, unless the model is sure of another at hand."""
        if self.models is None:
            return ruled
        spoken = candidates(moment)
        given = None if ruled == (None, None) else ruled
        shares = self.models.period.probabilities(list(spoken.values()))
        found = dict(zip(spoken, (float(share) for share in shares), strict=True))
        best = max(found, key=lambda period: found[period])
        sure = found[best] > _SURE_OF_TIME and found[best] > _SURER_OF_TIME * found.get(given, 0.0)
        return best if sure and best != given else ruled

    def _surely(self, name: str, told: list[str], ruled: str) -> str | None:
        """The class that a model is sure of instead of the one that the rules gave."""
        assert self.models is not None
        classifier = self.models.classifiers[name]
        shares = classifier.probabilities(told)
        best = int(shares.argmax())
        given = float(shares[classifier.classes.index(ruled)]) if ruled in classifier.classes else 0.0
        sure = shares[best] > _SURE[name] and shares[best] > _SURER * given
        return classifier.classes[best] if sure and classifier.classes[best] != ruled else None


class Silent(Arbiter):
    """Changes nothing: what the rules say by themselves."""

    def __init__(self) -> None:
        self.models = None

    def decide(self, situation: Situation) -> None:
        """Leave the figure as the rules have it."""

    def date(self, moment: Moment, ruled: Period | None) -> Period | None:
        """The time that the rules gave."""
        return ruled
