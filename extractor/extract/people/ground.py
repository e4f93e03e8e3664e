"""What is known about a text before names are looked for: organisations, boilerplate and titles over its tokens."""

from __future__ import annotations

from bisect import bisect_right

from extractor.language.layers import Layers
from extractor.language.titles import phrases, title_at
from extractor.language.tokens import BREAK, Tokens

_LONGEST_SHARED = 6  # tokens of a title inside its body's name
_LONGEST_TITLE = 10  # tokens


class Ground:
    """Organisations by token: `organisation_last[first]` for their first tokens, `organisation_first[i]` for all."""

    def __init__(self, layers: Layers, tokens: Tokens) -> None:
        self.layers = layers
        self.tokens = tokens
        self.organisation_last: dict[int, int] = {}
        self.organisation_first: dict[int, int] = {}
        for entry in layers.organisations:
            for start, end in entry.mentions:
                first, last = tokens.index_at(start), tokens.index_at(end)
                self.organisation_last[first] = last
                for index in range(first, last):
                    self.organisation_first[index] = first
        hidden = sorted((zone.start, zone.end) for zone in layers.zones if zone.kind == "boilerplate")
        self._hidden_starts = [start for start, _ in hidden]
        self._hidden_ends = [end for _, end in hidden]

    def is_free(self, index: int) -> bool:
        """Outside organisations and boilerplate."""
        if index in self.organisation_first:
            return False
        start = self.tokens.starts[index]
        at = bisect_right(self._hidden_starts, start) - 1
        return at < 0 or start >= self._hidden_ends[at]

    def role_before(self, index: int) -> bool:
        """Whether a title, with or without its organisation, ends right before `index`."""
        if index and index - 1 in self.organisation_first:
            first = self.organisation_first[index - 1]
            # a title may share words with the body: "Trưởng [Công an] xã"
            return any(self._title_reaches(at) for at in range(first, min(first + _LONGEST_SHARED, index)))
        return self._title_reaches(index) or self._kind_of_body_before(index)

    def _title_reaches(self, index: int) -> bool:
        for first in range(index - 1, max(-1, index - _LONGEST_TITLE), -1):
            if self.tokens.raw[first] == BREAK:
                return False
            title = title_at(self.tokens, first)
            if title is not None and index in {title.last, title.body, self._bare_body_end(title.last)}:
                return True
        return False

    def _bare_body_end(self, index: int) -> int:
        return phrases("titles", "bare_bodies").end(self.tokens.low, index)

    def _kind_of_body_before(self, index: int) -> bool:
        """ "giám đốc công ty | Phùng Hữu Chí": a kind between title and name."""
        words = phrases("titles", "between")
        return any(
            words.end(self.tokens.low, first) == index and self._title_reaches(first)
            for first in range(max(0, index - 3), index)
        )
