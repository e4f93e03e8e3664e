"""Lexicon lists as anchored regular expressions over folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from extractor.language.fold import fold
from extractor.lexicon import load


def alternatives(phrases: Iterable[str]) -> str:
    """One alternation of the phrases, longest first, one or two blanks between words; `#` stands for a number."""
    folded = sorted({fold(phrase) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    parts = []
    for phrase in folded:
        pattern = r"\s{1,2}".join(re.escape(word) for word in phrase.split())
        pattern = pattern.replace(r"\#", r"[\d.,]+\w?")
        left = r"(?<!\w)" if phrase[0].isalnum() else ""
        right = r"(?!\w)" if phrase[-1].isalnum() else ""
        parts.append(left + pattern + right)
    return "(?:" + "|".join(parts) + ")"


@cache
def terms(lexicon: str, *path: str) -> re.Pattern[str]:
    """Compiled alternation of the list at `path` in a lexicon file, for use on folded text."""
    found: Any = load(lexicon)
    for key in path:
        found = found[key]
    return re.compile(alternatives(found))
