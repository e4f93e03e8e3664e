"""One parsed name of an organisation, and how particular it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.extract.organisations.kinds import Complement, Kind
from extractor.records import OrganisationType

# no particular body; one that only its kind or level tells ("LĐLĐ huyện"); one with a name of its own
BARE, LOCAL, NAMED = 0, 1, 2


@dataclass(slots=True)
class Body:
    """One organisation's name over tokens `[first, last)`."""

    first: int
    last: int
    kind: Kind
    type: OrganisationType
    key: str  # the kinds from outside in, folded: "ban thường vụ > liên đoàn lao động"
    weight: int = BARE
    level: str | None = None
    place: str | None = None  # folded
    place_span: tuple[int, int] | None = None
    name: str = ""  # domain, zone, number and free name, folded
    proper: tuple[int, int] | None = None  # tokens of the free name's own words
    several: bool = False  # "Liên đoàn Lao động huyện, thành phố"
    used: set[Complement] = field(default_factory=set)

    def extend(self, last: int, complement: Complement, weight: int, name: str = "") -> None:
        """Let the name run on to `last` over a complement that makes it as particular as `weight`."""
        self.last = last
        self.used.add(complement)
        self.weight = max(self.weight, weight)
        self.name = " ".join(part for part in (self.name, name) if part)

    def locate(self, span: tuple[int, int], place: str) -> None:
        """Remember the first place in the name."""
        if self.place is None:
            self.place, self.place_span = place, span
