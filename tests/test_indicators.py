"""Every indicator file carries its own examples and traps; each is run as a document of one sentence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from extractor.lexicon import load_all
from extractor.pipeline import analyse


def examples(kind: str) -> Iterator[tuple[str, str]]:
    for code, entry in load_all("indicators").items():
        for sentence in entry["examples"][kind]:
            yield code, sentence


def indicator_in_brackets(marked: str) -> tuple[bool, str | None]:
    """Whether the bracketed number is a figure, and that figure's indicator."""
    start = marked.index("[")
    end = marked.index("]") - 1
    for figure in analyse(marked.replace("[", "", 1).replace("]", "", 1)).figures:
        if figure.quantity.start < end and start < figure.quantity.end:
            return True, figure.indicator
    return False, None


@pytest.mark.parametrize(("code", "sentence"), list(examples("right")))
def test_right(code: str, sentence: str) -> None:
    assert indicator_in_brackets(sentence) == (True, code)


@pytest.mark.parametrize(("code", "sentence"), list(examples("traps")))
def test_trap(code: str, sentence: str) -> None:
    assert indicator_in_brackets(sentence)[1] != code


def test_every_indicator_has_both() -> None:
    for code, entry in load_all("indicators").items():
        assert entry["examples"]["right"], code
        assert entry["examples"]["traps"], code
