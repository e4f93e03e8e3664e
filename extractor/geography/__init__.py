"""Places through time: a name as written, the unit of its time, the unit of today.

`resolve("Tiên Lãng", near=["63-31"], on="2024-05-01")` gives huyện Tiên Lãng; `units().today(unit)` the smallest unit
of today that all of it lies in, `units().ends(unit)` every unit of today that has a part of it.
"""

from __future__ import annotations

from extractor.geography.resolve import Resolution, lies_in, resolve, split_class
from extractor.geography.units import BEFORE, COUNTRY, FIRST_DAY, LAST_DAY, SINCE, Unit, Units, name_key, units

__all__ = [
    "BEFORE", "COUNTRY", "FIRST_DAY", "LAST_DAY", "SINCE", "Resolution", "Unit", "Units", "lies_in", "name_key",
    "resolve", "split_class", "units",
]  # fmt: skip
