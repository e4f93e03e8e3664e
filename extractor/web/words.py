"""What the pages say, in Vietnamese and English: a catalogue a language, checked to have the same entries."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from extractor.errors import ExtractorError, LexiconError
from extractor.lexicon import load_all

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
_CODE = re.compile(r"\b[a-z]+(?:_[a-z]+)*\b")
_FIRST = "vi"  # where a browser asks for neither

# How the contract's checks and the forms say why something is refused.
_REASONS = {
    name: re.compile(form)
    for name, form in {
        "overlap": r"\w+ '(?P<one>.*)' \[.*\] and '(?P<other>.*)' \[.*\] overlap",
        "within_word": r"\w+ '(?P<words>.*)' \[.*\] begins or ends within a word",
        "not_in_text": r"(?:.* is )?'(?P<words>.*)'(?:, which is not in| does not stand in) the text",
        "itself": r".* refers to itself",
        "highest": r".*: value_max (?P<most>\S+) is below value (?P<least>\S+)",
        "order": r".*: (?P<first>[\d-]+) is after (?P<last>[\d-]+)",
        "duration": r"date .*: a value stands with a duration and nowhere else",
        "twice": r"person '(?P<name>.*)' has \d+ entries",
        "number": r"'(?P<words>.*)' is not a number",
        "day": r"'(?P<words>.*)' is not a day",
        "no_words": r"No words of the text are chosen",
        "no_value": r"A figure has a value|A name is needed",
        "no_mention": r"List should have at least 1 item.*",
        "nobody": r"Nobody is named",
    }.items()
}


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

    def coded(self, said: str) -> str:
        """Words of a report with the codes of indicators by their names."""
        return _CODE.sub(lambda found: self.indicators.get(found[0], found[0]), said)

    def reasons(self, what: str) -> str:
        """What was said, in this language as far as it is known there."""
        return reason_in(what, self.entries)

    def reason(self, refused: ExtractorError) -> str:
        """Why something was refused, in this language as far as it is known there."""
        where = self.of("edit", refused.where.rpartition(".")[2]) if refused.where else ""
        said = self.reasons(refused.what)
        return f"{where}: {said}" if where else said

    def indicator(self, code: str | None) -> str:
        return self.of("figure", "no_indicator") if code is None else self.indicators.get(code, code)


@cache
def words_in(language: str) -> Words:
    """The catalogue of "vi" or "en". Raises LexiconError (L001) when an entry is missing."""
    entries = dict(_flat(_read(language)))
    missing = sorted(dict(_flat(_read(_FIRST))).keys() ^ entries.keys())
    if missing:
        raise LexiconError(
            f"entries that only one language has: {', '.join(missing)}.", f"web/catalogues/{language}.toml"
        )
    indicators = {code: entry["indicator"][language] for code, entry in load_all("indicators").items()}
    return Words(language, entries, indicators)


def reason_in(what: str, entries: dict[str, str]) -> str:
    """The reasons of the contract's checks, each in the words of the catalogue; others as they are."""
    said = []
    for reason in what.rstrip(".").split("; "):
        found = next(((name, match) for name, form in _REASONS.items() if (match := form.fullmatch(reason))), None)
        said.append(entries[f"reason.{found[0]}"].format(**found[1].groupdict()) if found else reason)
    return "; ".join(said) + "."


def language_of(chosen: str | None, accepted: str | None) -> str:
    """The language to speak: the one chosen, else the browser's first of ours, else Vietnamese."""
    if chosen in LANGUAGES:
        return chosen
    asked = [part.split(";")[0].strip()[:2].lower() for part in (accepted or "").split(",")]
    return next((language for language in asked if language in LANGUAGES), _FIRST)


def _read(language: str) -> dict[str, Any]:
    path = resources.files(__package__).joinpath("catalogues", f"{language}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _flat(table: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value
