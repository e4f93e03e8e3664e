"""Lexicon lists as anchored regular expressions over folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from extractor.language.fold import fold
from extractor.lexicon import load


def alternatives(phrases: Iterable[str]) -> str:
    """One alternation of the phrases, longest first, one or two blanks between words; `#` stands for a number.

    Phrases that begin or end with a letter or digit match whole words only. The tests for that stand outside the
    alternation, where they cost one look instead of one a phrase.
    """
    groups: dict[tuple[bool, bool], list[str]] = {}
    for phrase in sorted({fold(phrase) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase)):
        pattern = r"\s{1,2}".join(re.escape(word) for word in phrase.split()).replace(r"\#", r"\d[\d.,]*\w?")
        groups.setdefault((phrase[0].isalnum(), phrase[-1].isalnum()), []).append(pattern)
    parts = [
        (r"(?<!\w)" if left else "") + "(?:" + "|".join(patterns) + ")" + (r"(?!\w)" if right else "")
        for (left, right), patterns in groups.items()
    ]
    return "(?:" + "|".join(parts) + ")"


@cache
def terms(lexicon: str, *path: str) -> re.Pattern[str]:
    """Compiled alternation of the list at `path` in a lexicon file, for use on folded text."""
    found: Any = load(lexicon)
    for key in path:
        found = found[key]
    return re.compile(alternatives(found))
