"""A text as parallel lists of tokens: what the grammars of names and organisations walk over.

A token is a run of letters and digits (with inner apostrophes, "K'Brêu"), one punctuation mark, or a *break*:
a line end or a gap between columns over which no name runs on. A line end inside a wrapped paragraph is no token.
Offsets are half-open code points of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

from extractor.language.fold import fold

BREAK = "\n"
# Signs without width ("\u200b", a soft hyphen) are no tokens
_TOKEN = re.compile(
    r"\n\s*|[^\S\n]*\t[^\S\n]*|[^\S\n]{3,}|[^\W_]+(?:['’ʼ‘`][^\W\d_]+)*|[^\w\s\u00ad\u200b-\u200f\u2060\ufeff]|_"
)
_LONGEST_WRAPPED_LINE = 180  # characters; longer lines are whole paragraphs, so their line ends are real
_SHORTEST_WRAP = 60  # characters of the longest line of a wrapped text
_FULL_LINE_SHARE = 0.6  # of the longest line: a wrapped line is about full, a heading is not
# A narrow column, judged by its own lines: the next word had no room, and the lines around are about as long
_NARROWEST_COLUMN = 40  # characters
_COLUMN_AROUND = 3  # lines before and after
_COLUMN_LINE_SHARE = 0.85  # of the widest line around
_COLUMN_FULL_LINES = 3
# Words with which a line of a letterhead goes on: "ỦY BAN NHÂN DÂN / TỈNH BÌNH DƯƠNG", "… THƯƠNG BINH / VÀ XÃ HỘI"
_CARRIES_ON = frozenset(["và", "&", "tỉnh", "thành", "huyện", "quận", "thị", "xã", "phường", "tp", "việt", "các"])
# Words that never end a line of a letterhead which is whole: "CÔNG ĐOÀN CÁC KHU / CÔNG NGHIỆP TỈNH"
_LEFT_OPEN = frozenset(["các", "khu", "và", "&", "lao", "liên", "doanh", "khối", "phần", "tnhh", "mtv", "chế"])

_BODY_LINE = re.compile(
    r"(?:tỉnh|thành|huyện|quận|thị|xã|phường)\s+(?:ủy|đoàn|hội)\b"
)  # a body of its own: "HUYỆN ỦY CƯ JÚT"


class Tokens:
    """`starts[i]`, `ends[i]`, `raw[i]` as written, `low[i]` folded; `caps[i]`: begins with a capital letter."""

    __slots__ = ("caps", "ends", "low", "raw", "starts", "text")

    def __init__(self, text: str, spans: list[tuple[int, int]], folded: str) -> None:
        self.text = text
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.raw = [text[start:end] for start, end in spans]
        self.low = [folded[start:end] for start, end in spans]
        self.caps = [word[0].isupper() for word in self.raw]
        for index, word in enumerate(self.raw):
            if word[0].isspace():
                self.raw[index] = self.low[index] = BREAK

    def __len__(self) -> int:
        return len(self.starts)

    def quote(self, first: int, last: int) -> str:
        """The text of tokens `first` to `last` (exclusive), white space made single spaces."""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].split())

    def glued(self, index: int) -> bool:
        """Whether nothing stands between this token and the one before it."""
        return index > 0 and self.ends[index - 1] == self.starts[index] and BREAK not in self.raw[index - 1 : index + 1]

    def index_at(self, offset: int) -> int:
        """Index of the first token that begins at or after `offset`."""
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            if self.starts[middle] < offset:
                low = middle + 1
            else:
                high = middle
        return low


def _last_word(folded: str, start: int, end: int) -> str:
    words = folded[max(start, end - 12) : end].split()
    return words[-1] if words else ""


def _line_end_is_soft(text: str, folded: str, start: int, end: int, line_start: int, longest: int) -> bool:
    """Whether the line end at `start` only wraps a paragraph, so that a name may run over it."""
    if text.count("\n", start, end) > 1 or end >= len(text):
        return False
    if text[end].islower():
        return True
    next_word = re.match(r"[^\W\d_]+|&", folded[end : end + 12])
    if (
        next_word
        and (next_word.group() in _CARRIES_ON or _last_word(folded, line_start, start) in _LEFT_OPEN)
        and not _BODY_LINE.match(folded, end)
        and text[end : end + 2].isupper()
        and text[line_start:start].isupper()
    ):
        return True
    return _SHORTEST_WRAP <= longest <= _LONGEST_WRAPPED_LINE and start - line_start >= max(
        30, _FULL_LINE_SHARE * longest
    )


def _column_ends(text: str) -> frozenset[int]:
    """Offsets of line ends that wrap a paragraph in a narrow column: prose lines of about one width, left-aligned."""
    found: set[int] = set()
    lines, start = text.split("\n"), 0
    widths = [len(line) for line in lines]
    for at, line in enumerate(lines[:-1]):
        end, following = start + len(line), lines[at + 1]
        start = end + 1
        if widths[at] < _NARROWEST_COLUMN / 2 or not following[:1].isalpha() or not line[0].isalnum() or line.isupper():
            continue
        around = widths[max(0, at - _COLUMN_AROUND) : at + _COLUMN_AROUND + 1]
        width = max(around)
        if not _NARROWEST_COLUMN <= width < _SHORTEST_WRAP:
            continue
        full = sum(one >= _COLUMN_LINE_SHARE * width for one in around)
        if full >= _COLUMN_FULL_LINES and widths[at] + 1 + len(following.split(maxsplit=1)[0]) > width - 1:
            found.add(end)
    return frozenset(found)


@lru_cache(maxsize=2)
def tokens_of(text: str) -> Tokens:
    """The tokens of a text (kept for the next stage that asks for the same text)."""
    folded = fold(text)
    longest = max(map(len, text.split("\n")))
    column_ends = _column_ends(text)
    spans: list[tuple[int, int]] = []
    line_start = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if text[start] == "\n":
            soft = start in column_ends or _line_end_is_soft(text, folded, start, end, line_start, longest)
            line_start = end
            if soft:
                continue
        spans.append((start, end))
    return Tokens(text, spans, folded)


Value = TypeVar("Value")


class Phrases(Generic[Value]):
    """Phrases of folded tokens with a value each; one dictionary look-up a token, longest phrase first."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._by_first: dict[str, list[tuple[list[str], Value]]] = {}
        for phrase, value in entries:
            words = tokens_in(phrase)
            self._by_first.setdefault(words[0], []).append((words, value))
        for rows in self._by_first.values():
            rows.sort(key=lambda row: -len(row[0]))

    def match(self, low: list[str], index: int) -> tuple[int, Value] | None:
        """End index and value of the longest phrase that begins at `index`; None where none does."""
        if index >= len(low) or low[index] not in self._by_first:
            return None
        for words, value in self._by_first[low[index]]:
            last = index + len(words)
            if last == index + 1 or low[index:last] == words:
                return last, value
        return None

    def starts(self, low: list[str]) -> list[int]:
        """Positions at which some phrase may begin: its first word stands there."""
        firsts = self._by_first
        return [index for index, word in enumerate(low) if word in firsts]

    def matches(self, low: list[str], index: int) -> Iterator[tuple[int, Value]]:
        """End index and value of every phrase that begins at `index`, the longest first."""
        for words, value in self._by_first.get(low[index], ()) if index < len(low) else ():
            last = index + len(words)
            if low[index:last] == words:
                yield last, value

    def end(self, low: list[str], index: int) -> int:
        """End index of the longest phrase at `index`, or `index` itself."""
        if index >= len(low) or low[index] not in self._by_first:
            return index
        found = self.match(low, index)
        return index if found is None else found[0]

    def ends_before(self, low: list[str], index: int, longest: int = 5) -> bool:
        """Whether a phrase ends right before `index`."""
        return any(self.end(low, first) == index for first in range(max(0, index - longest), index))


def tokens_in(phrase: str) -> list[str]:
    """The folded tokens of a lexicon phrase."""
    folded = fold(phrase)
    return [match.group() for match in _TOKEN.finditer(folded) if not match.group().isspace()]
