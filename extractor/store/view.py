"""What a view is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class View:
    """A question that is always at hand; `computed` explains the columns that are no table's."""

    name: str
    meaning: str
    select: str
    computed: Mapping[str, str] = field(default_factory=dict)
