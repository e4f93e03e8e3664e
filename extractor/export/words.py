"""The words of a workbook: the names of the database as they are, or in Vietnamese."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any, Literal

from extractor.lexicon import load_all

Language = Literal["en", "vi"]

_ADVICE = (
    "Before adding figures up, leave out shares (is_share), parts of a whole (part_of is filled) and what is not "
    "actual (status), and add each unit by itself; two documents may tell the same figure. Read the sentences."
)


class Words:
    """What sheets, heads and codes are called; every method gives back what it has no word for."""

    def __init__(self, language: Language) -> None:
        self._told: dict[str, Any] = {"about": {"advice_text": _ADVICE}}
        self.is_translated = language != "en"
        if self.is_translated:
            text = files("extractor.export").joinpath("vietnamese.toml").read_text(encoding="utf-8")
            self._told = tomllib.loads(text)
            names = {code: entry["indicator"]["vi"] for code, entry in load_all("indicators").items()}
            self._told["values"]["indicator"] = names

    def sheet(self, name: str) -> str:
        return self._word("sheets", name)

    def head(self, name: str) -> str:
        return self._word("heads", name)

    def about(self, name: str) -> str:
        return self._word("about", name)

    def value(self, field: str, code: str) -> str:
        """The word for a code in a column."""
        return str(self._told.get("values", {}).get(field, {}).get(code, code))

    def _word(self, group: str, name: str) -> str:
        return str(self._told.get(group, {}).get(name, name))
