"""Texts to measure with: the corpus, varied, so that no two articles say the same.

What is kept from one article to the next then helps no more than it does in life.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

ARTICLE_BYTES = 3_500
_NUMBER = re.compile(r"(?<![\d/.,-])\d{2,4}(?![\d/.,-])")
_YEAR = re.compile(r"(?:19|20)\d\d")
# the last syllable of a person's name, the most frequent ones; each stands for any other
_GIVEN = (
    "Anh", "Bình", "Cường", "Dũng", "Hà", "Hải", "Hạnh", "Hoa", "Hùng", "Hương", "Lan", "Linh", "Long", "Mai", "Minh",
    "Nam", "Nga", "Phương", "Quang", "Sơn", "Tâm", "Thanh", "Thảo", "Trung", "Tuấn",
)  # fmt: skip
_NAME = re.compile(rf"\b(?:{'|'.join(_GIVEN)})\b")


def lines(folder: Path) -> list[str]:
    """The corpus line by line. Raises SystemExit where there is none."""
    found = [line for file in sorted(folder.glob("*.txt")) for line in file.read_text(encoding="utf-8").split("\n")]
    if not any(found):
        raise SystemExit(f"{folder} holds no text")
    return found


def _varied(line: str, chance: random.Random) -> str:
    """The line with other numbers and other given names."""

    def number(match: re.Match[str]) -> str:
        size = len(match[0])
        return match[0] if _YEAR.fullmatch(match[0]) else str(chance.randint(10 ** (size - 1), 10**size - 1))

    return _NAME.sub(lambda _: chance.choice(_GIVEN), _NUMBER.sub(number, line))


def texts(folder: Path, size: int = ARTICLE_BYTES, seed: int = 7) -> Iterator[str]:
    """Texts of about `size` bytes without end, cut at line ends out of the corpus read in a ring."""
    given, chance, at = lines(folder), random.Random(seed), 0
    while True:
        part: list[str] = []
        length = 0
        while length < size:
            part.append(_varied(given[at % len(given)], chance))
            length += len(part[-1].encode()) + 1
            at += 1
        yield "\n".join(part)


def lines_of_one_sign(size: int) -> dict[str, str]:
    """Lines of `size` characters that real documents do not have, and broken ones do."""
    return {
        "digits": "1" * size,
        "commas": "," * size,
        "capital words": ("Nguyễn Văn Hải " * (size // 15 + 1))[:size],
        "brackets": "(" * (size // 2) + ")" * (size // 2),
        "numbers": "1 " * (size // 2),
        "a list with và": ("12 đảng viên và " * (size // 16 + 1))[:size],
    }
