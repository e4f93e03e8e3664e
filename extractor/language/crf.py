"""A linear-chain CRF of two labels, read from a CRFsuite model file and decoded with score tables.

underthesea's word segmenter is such a model: 43 templates over one to three neighbouring syllables. Here every
syllable, pair and triple has its scores summed once and kept, so that a sentence costs three table look-ups a
syllable and a Viterbi pass over two states. File format: CRFsuite 0.12 ("lCRF", version 100), little endian.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np

_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_FEATURE = np.dtype([("type", "<u4"), ("source", "<u4"), ("target", "<u4"), ("weight", "<f8")])
_TEMPLATE = re.compile(r"T\[(-?[0-2])(?:,(-?[0-2]))?\](?:\.(lower|isdigit|istitle|is_in_dict))?")
_OFFSETS = 2  # syllables to either side that a template may look at
_CACHE_LIMIT = 400_000  # windows kept per table, some 100 MB; then it starts afresh
_LARGEST_DIGITS = 2**31 - 1  # the original calls a number "digit" only where it fits 32 bits
# Score differences below this may be rounding: then two paths are equally good, and the order of summing decides.
_ROUNDING = 1e-7
_NOTHING = (0.0, 0.0)


class UnknownModelError(ValueError):
    """The model file is not of the form this module knows; the caller has to use the original decoder."""


@dataclass(slots=True)
class _Template:
    """One template: weights of label 0 and label 1 by attribute value."""

    first: int
    last: int
    kind: str | None
    weights: dict[str, tuple[float, float]]

    def lead(self, value: str) -> float:
        low, high = self.weights.get(value, _NOTHING)
        return high - low


def _strings(data: bytes, offset: int) -> Iterator[tuple[int, str]]:
    """(id, string) pairs of a constant quark database at `offset`."""
    magic, _, _, order, count, backward = struct.unpack_from("<4sIIIII", data, offset)
    if magic != b"CQDB" or order != 0x62445371:
        raise UnknownModelError("no string table where the header points")
    for place in struct.unpack_from(f"<{count}I", data, offset + backward):
        if place:
            number, size = struct.unpack_from("<II", data, offset + place)
            begin = offset + place + 8
            yield number, data[begin : begin + size - 1].decode("utf-8")


class _Windows(dict[Any, tuple[float, ...]]):
    """Scores of the syllables in a window, one for each place at which the window may stand; filled on demand."""

    def __init__(self, score: Callable[[str], tuple[float, ...]]) -> None:
        super().__init__()
        self._score = score

    def __missing__(self, window: str | tuple[str, ...]) -> tuple[float, ...]:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        value = self._score(window if isinstance(window, str) else " ".join(window))
        self[window] = value
        return value


@dataclass(slots=True)
class Tagger:
    """Decodes a sequence of syllables into labels 0 and 1."""

    templates: list[_Template]
    transitions: tuple[float, float, float, float]  # 0->0, 0->1, 1->0, 1->1
    dictionary: Set[str]
    _tables: list[_Windows] = field(init=False)
    _edges: list[tuple[tuple[float, ...], tuple[float, ...]]] = field(init=False)

    def __post_init__(self) -> None:
        self._tables, self._edges = [], []
        for size in (1, 2, 3):
            columns = [self._column(size, start) for start in range(-_OFFSETS, _OFFSETS - size + 2)]
            self._tables.append(_Windows(self._scorer(columns)))
            outside = [tuple(sum(t.lead(mark) for t in column) for column in columns) for mark in ("BOS", "EOS")]
            self._edges.append((outside[0], outside[1]))

    def _column(self, size: int, start: int) -> list[_Template]:
        return [t for t in self.templates if t.first == start and t.last - t.first + 1 == size]

    def _scorer(self, columns: Sequence[Sequence[_Template]]) -> Callable[[str], tuple[float, ...]]:
        def score(window: str) -> tuple[float, ...]:
            values = self._values(window)
            return tuple(sum(t.lead(values[t.kind]) for t in column) for column in columns)

        return score

    def _values(self, window: str) -> dict[str | None, str]:
        """The attribute value of each kind of template, as the trainer of the model wrote them."""
        lower = window.lower()
        return {
            None: window,
            "lower": lower,
            "isdigit": str(window.isascii() and window.isdigit() and int(window[-32:]) <= _LARGEST_DIGITS),
            "istitle": str(all(word[:1].upper() == word[:1] for word in window.split(" "))),
            "is_in_dict": str(lower in self.dictionary),
        }

    def tag(self, syllables: Sequence[str]) -> list[int]:
        """The best labels; of two equally good ones the lower, as CRFsuite does."""
        if not syllables:
            return []
        size = len(syllables)
        scores = np.zeros(size)
        windows: tuple[list[Any], ...] = (
            list(syllables),
            list(pairwise(syllables)),
            list(zip(syllables, syllables[1:], syllables[2:], strict=False)),
        )
        for width, (table, (before, after)) in enumerate(zip(self._tables, self._edges, strict=True)):
            known = [table[window] for window in windows[width]]
            rows = np.array([before] * _OFFSETS + known + [after] * _OFFSETS)
            if width > size:  # windows wider than the sentence: those that begin before it count as before
                rows = np.array([before] * _OFFSETS + [after] * _OFFSETS)
            last = len(rows) - 1
            for column in range(rows.shape[1]):
                # the window that stands `column - 2` syllables from each syllable
                index = np.minimum(np.arange(size) + column, last)
                scores += rows[index, column]
        path = self._best_path(scores.tolist())
        return self._exact_path(syllables) if path is None else path

    def _best_path(self, scores: list[float]) -> list[int] | None:
        """Labels by the lead of label 1 over label 0 at each syllable; None where rounding may have decided."""
        stay, begin, end, go_on = self.transitions
        lead = scores[0]  # score of label 1 minus that of label 0
        to_low, to_high = [], []
        for score in scores[1:]:
            low, high = lead + end - stay, lead + go_on - begin  # what label 1 before it would gain
            if -_ROUNDING < low < _ROUNDING or -_ROUNDING < high < _ROUNDING:
                return None
            to_low.append(low > 0)
            to_high.append(high > 0)
            lead = (lead + go_on if high > 0 else begin) - (lead + end if low > 0 else stay) + score
        if abs(lead) < _ROUNDING:
            return None
        label = int(lead > 0)
        labels = [label]
        for was_low, was_high in zip(reversed(to_low), reversed(to_high), strict=True):
            label = int(was_high if label else was_low)
            labels.append(label)
        labels.reverse()
        return labels

    def _exact_path(self, syllables: Sequence[str]) -> list[int]:
        """Viterbi with CRFsuite's own order of sums, for sequences with ties (rows of foreign words, say)."""
        stay, begin, end, go_on = self.transitions
        low, high = self._exact_scores(syllables, 0)
        back: list[tuple[int, int]] = []
        for place in range(1, len(syllables)):
            to_low, to_high = low + stay, low + begin
            from_high = (high + end > to_low, high + go_on > to_high)
            back.append((int(from_high[0]), int(from_high[1])))
            score_low, score_high = self._exact_scores(syllables, place)
            low, high = (
                (high + end if from_high[0] else to_low) + score_low,
                (high + go_on if from_high[1] else to_high) + score_high,
            )
        label = int(high > low)
        labels = [label]
        for pointers in reversed(back):
            label = pointers[label]
            labels.append(label)
        labels.reverse()
        return labels

    def _exact_scores(self, syllables: Sequence[str], place: int) -> tuple[float, float]:
        low = high = 0.0
        for template in self.templates:
            first, last = place + template.first, place + template.last
            if first < 0 or last >= len(syllables):
                value = "BOS" if first < 0 else "EOS"
            else:
                value = self._values(" ".join(syllables[first : last + 1]))[template.kind]
            weights = template.weights.get(value, _NOTHING)
            low += weights[0]
            high += weights[1]
        return low, high


def read_model(data: bytes, labels: tuple[str, str], names: Sequence[str], dictionary: Set[str]) -> Tagger:
    """A tagger from the bytes of a CRFsuite model file.

    `labels` are the two labels expected in this order, `names` the model's templates.
    Raises UnknownModelError where the file, a template or a label is of another form.
    """
    if len(data) < _HEADER.size:
        raise UnknownModelError("the file is too short")
    magic, _, _, version, _, count, _, features_at, labels_at, attributes_at, _, _ = _HEADER.unpack_from(data)
    if magic != b"lCRF" or version != 100 or count != 2:
        raise UnknownModelError("not a CRFsuite model of two labels")
    if dict(_strings(data, labels_at)) != dict(enumerate(labels)):
        raise UnknownModelError("other labels")
    _, _, number = struct.unpack_from("<4sII", data, features_at)
    table = np.frombuffer(data, _FEATURE, number, features_at + 12)
    state, move = table[table["type"] == 0], table[table["type"] == 1]
    pairs = np.zeros((int(state["source"].max()) + 1, 2))
    pairs[state["source"], state["target"]] = state["weight"]
    by_attribute = pairs.tolist()
    transitions = np.zeros((2, 2))
    transitions[move["source"], move["target"]] = move["weight"]
    weights: dict[str, dict[str, tuple[float, float]]] = {name: {} for name in names}
    for attribute, text in _strings(data, attributes_at):
        name, _, value = text.partition("=")
        if name not in weights:
            raise UnknownModelError(f"template {name} is not announced")
        weights[name][value] = (by_attribute[attribute][0], by_attribute[attribute][1])
    flat = transitions.ravel().tolist()
    return Tagger(_templates(weights), (flat[0], flat[1], flat[2], flat[3]), dictionary)


def _templates(weights: Mapping[str, dict[str, tuple[float, float]]]) -> list[_Template]:
    templates = []
    for name, table in weights.items():
        match = _TEMPLATE.fullmatch(name)
        if match is None:
            raise UnknownModelError(f"template {name}")
        first = int(match[1])
        last = int(match[2]) if match[2] else first
        if not 0 <= last - first <= 2:
            raise UnknownModelError(f"template {name}")
        templates.append(_Template(first, last, match[3], table))
    return templates
