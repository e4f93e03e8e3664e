"""Knowledge as data: every list of words the extractor knows lies here as TOML, with its source and traps.

`load(name)` reads `lexicon/<name>.toml` once per process and checks what holds for every file:
Unicode NFC, no entry twice in one list, a `[meta]` table with `about` and `source`.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from importlib import resources
from typing import Any

from extractor.errors import LexiconError


def _check(value: Any, where: str) -> None:
    if isinstance(value, str):
        if unicodedata.normalize("NFC", value) != value:
            raise LexiconError(f"{value!r} is not in Unicode NFC.", where)
    elif isinstance(value, dict):
        for key, item in value.items():
            _check(key, where)
            _check(item, f"{where}.{key}")
    elif isinstance(value, list):
        if value and all(isinstance(item, str) for item in value):
            twins = sorted({item for item in value if value.count(item) > 1})
            if twins:
                raise LexiconError(f"listed twice: {', '.join(twins)}.", where)
        for item in value:
            _check(item, where)


def parse(source: bytes, where: str) -> dict[str, Any]:
    """The content of a lexicon file, checked. Raises LexiconError (L001) with the place of the first broken entry."""
    try:
        data = tomllib.loads(source.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"is not valid TOML: {error}.", where) from error
    meta = data.get("meta", {})
    if not meta.get("about") or not meta.get("source"):
        raise LexiconError("needs a [meta] table with `about` and `source`.", where)
    _check(data, where)
    return data


@cache
def load(name: str) -> dict[str, Any]:
    """The parsed and checked content of `lexicon/<name>.toml`. Do not change what it returns.

    Raises LexiconError (L001) with the place of the first broken entry.
    """
    path = resources.files(__name__).joinpath(f"{name}.toml")
    if not path.is_file():
        raise LexiconError("there is no such lexicon file.", f"lexicon/{name}.toml")
    return parse(path.read_bytes(), f"lexicon/{name}.toml")


@cache
def load_all(folder: str) -> dict[str, dict[str, Any]]:
    """Every `lexicon/<folder>/*.toml` by its stem, in alphabetical order; a new file needs no registration."""
    directory = resources.files(__name__).joinpath(folder)
    names = sorted(item.name for item in directory.iterdir() if item.name.endswith(".toml"))
    return {name[:-5]: load(f"{folder}/{name[:-5]}") for name in names}


@cache
def unlike() -> frozenset[str]:
    """The indicators whose figures count unlike things (sums of money), which do not add up to anything."""
    return frozenset(code for code, entry in load_all("indicators").items() if entry["indicator"].get("unlike"))
