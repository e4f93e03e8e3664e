"""What the pages say, in Vietnamese and English: a catalogue a language, checked to have the same entries."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from extractor.errors import LexiconError
from extractor.lexicon import load_all

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
_FIRST = "vi"  # where a browser asks for neither


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words. `words("list.title")` gives an entry, with what stands in braces filled in."""

    language: str
    entries: dict[str, str]
    indicators: dict[str, str]

    def __call__(self, name: str, /, **values: object) -> str:
        said = self.entries[name]
        return said.format(**values) if values else said

    def of(self, group: str, code: str | None) -> str:
        """The name of a code of the contract; the code itself where it has none, such as a currency."""
        return "" if code is None else self.entries.get(f"{group}.{code}", code)

    def indicator(self, code: str | None) -> str:
        return self.of("figure", "no_indicator") if code is None else self.indicators.get(code, code)


@cache
def words_in(language: str) -> Words:
    """The catalogue of "vi" or "en". Raises LexiconError (L001) when an entry is missing."""
    entries = dict(_flat(_read(language)))
    missing = sorted(dict(_flat(_read(_FIRST))).keys() ^ entries.keys())
    if missing:
        raise LexiconError(f"entries that only one language has: {', '.join(missing)}.", f"web/words/{language}.toml")
    indicators = {code: entry["indicator"][language] for code, entry in load_all("indicators").items()}
    return Words(language, entries, indicators)


def language_of(chosen: str | None, accepted: str | None) -> str:
    """The language to speak: the one chosen, else the browser's first of ours, else Vietnamese."""
    if chosen in LANGUAGES:
        return chosen
    asked = [part.split(";")[0].strip()[:2].lower() for part in (accepted or "").split(",")]
    return next((language for language in asked if language in LANGUAGES), _FIRST)


def _read(language: str) -> dict[str, Any]:
    path = resources.files(__package__).joinpath("words", f"{language}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _flat(table: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value
