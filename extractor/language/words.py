"""Vietnamese words: underthesea's segmentation with the offsets of the original text, and several times faster.

`word_spans` gives exactly the words of `underthesea.word_tokenize` as half-open spans; `cover` adds the white space
between them so that nothing of the text is lost. underthesea and its model file (CRF trained on VLSP 2013) are the
installed package's own and are loaded at the first call, not at import.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from extractor.language import crf

_MODEL = "ws_crf_vlsp2013_20230727"
_LABELS = ("B-W", "I-W")
_CLUSTER = r"\X"
_LINE = re.compile(r"[^\n]+")
_CHUNK = re.compile(r"\S+")
_LONGEST_KEPT, _CHUNKS_KEPT = 40, 50_000  # characters of a chunk; chunks, some 15 MB, then it starts afresh


Piece = tuple[int, int, str]  # start and end in its chunk, and the syllable as the model sees it


@dataclass(slots=True, frozen=True)
class Segmenter:
    """`syllables(text)` gives syllables as the model sees them, with spans in the *normalised* text.

    No syllable has white space in it, and what stands on the other side of white space does not change one. So the
    text is cut there first, and each chunk is split once ("(CNVCLĐ)," is four syllables). Only at the end of the text
    does the end itself count.
    """

    normalise: Callable[[str], str]
    pattern: re.Pattern[str]
    spelling: dict[str, str]
    tag: Callable[[Sequence[str]], Sequence[int]]
    _chunks: dict[str, tuple[Piece, ...]] = field(default_factory=dict)

    def syllables(self, text: str) -> tuple[list[tuple[int, int]], list[str]]:
        spans, forms = [], []
        last = len(text.rstrip())
        for match in _CHUNK.finditer(text, 0, last):
            start, end = match.span()
            chunk = match.group()
            if chunk.isalpha():  # one syllable, whatever follows
                spans.append((start, end))
                forms.append(self._spelt(chunk))
                continue
            for first, after, form in self._split(text[start:]) if end == last else self._of_chunk(chunk):
                spans.append((start + first, start + after))
                forms.append(form)
        return spans, forms

    def _of_chunk(self, chunk: str) -> tuple[Piece, ...]:
        """The syllables of a chunk with white space behind it; kept, for most come again."""
        found = self._chunks.get(chunk)
        if found is None:
            found = self._split(chunk + " ")
            if len(self._chunks) >= _CHUNKS_KEPT:
                self._chunks.clear()
            if len(chunk) <= _LONGEST_KEPT:
                self._chunks[chunk] = found
        return found

    def _split(self, text: str) -> tuple[Piece, ...]:
        found = self.pattern.finditer(text)
        return tuple((match.start(), match.end(), self._spelt(match.group())) for match in found)

    def _spelt(self, syllable: str) -> str:
        """underthesea respells short syllables before it tags them."""
        return self.spelling.get(syllable, syllable) if len(syllable) <= 6 else syllable


@cache
def segmenter() -> Segmenter:
    """The installed underthesea's segmenter; decoded here where its model is of the known form, else by itself."""
    from underthesea.pipeline.text_normalize.character_normalize import normalize_characters_in_text
    from underthesea.pipeline.text_normalize.text_normalizer import token_map
    from underthesea.pipeline.word_tokenize import regex_tokenize

    pattern = re.compile(regex_tokenize.regex_patterns_combine, re.VERBOSE | re.UNICODE)
    return Segmenter(normalize_characters_in_text, pattern, token_map, _tagger())


def _tagger() -> Callable[[Sequence[str]], Sequence[int]]:
    import importlib.util
    from pathlib import Path

    import joblib  # type: ignore[import-untyped]

    package = importlib.util.find_spec("underthesea.pipeline.word_tokenize")
    if package is not None and package.origin is not None:
        folder = Path(package.origin).parent / "models" / _MODEL
        try:
            names, dictionary = joblib.load(folder / "features.bin"), joblib.load(folder / "dictionary.bin")
            return crf.read_model((folder / "models.bin").read_bytes(), _LABELS, names, dictionary).tag
        except (OSError, crf.UnknownModelError):
            pass
    return _tag_by_underthesea


def _tag_by_underthesea(syllables: Sequence[str]) -> list[int]:
    """Labels as underthesea's own tagger gives them; for models of a form this project cannot read."""
    from underthesea.pipeline import word_tokenize as own

    if own.word_tokenize_model is None:
        own.word_tokenize("a")  # loads it
    tags = own.word_tokenize_model.predict([[syllable] for syllable in syllables])
    return [int(tag == _LABELS[1]) for tag in tags]


def word_spans(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the words of `text` in order: non-empty, apart from each other, everything but white space.

    A word of several syllables spans the white space between them. Segments the text as one sentence, as
    `underthesea.word_tokenize` does.
    """
    engine = segmenter()
    normal = engine.normalise(text)
    places = None if len(normal) == len(text) else _alignment(text, normal, engine.normalise)
    if places is None and len(normal) != len(text):
        normal = text
    spans, forms = engine.syllables(normal)
    words: list[tuple[int, int]] = []
    for (start, end), label in zip(spans, engine.tag(forms), strict=True):
        if label and words:
            words[-1] = (words[-1][0], end)
        else:
            words.append((start, end))
    if places is None:
        return words
    return _realigned(words, places, text)


def _alignment(text: str, normal: str, normalise: Callable[[str], str]) -> list[int] | None:
    """For each offset of the normalised text the offset in `text`; None where clusters do not normalise one by one."""
    import regex

    places: list[int] = []
    pieces: list[str] = []
    for match in regex.finditer(_CLUSTER, text):
        piece = normalise(match.group())
        pieces.append(piece)
        places.extend([match.start()] * len(piece))
    if "".join(pieces) != normal:
        return None
    return [*places, len(text)]


def _realigned(words: Sequence[tuple[int, int]], places: Sequence[int], text: str) -> list[tuple[int, int]]:
    """Words with offsets of the original text; one that begins inside a cluster joins the word before it."""
    found: list[tuple[int, int]] = []
    for start, end in words:
        begin, stop = places[start], places[end]
        if stop == places[end - 1]:  # ends inside a cluster: take the whole of it
            stop = next((place for place in places[end:] if place > stop), len(text))
        if found and begin < found[-1][1]:
            begin = found[-1][1]
        if begin < stop:
            found.append((begin, stop))
    return [(start, start + len(text[start:end].rstrip())) for start, end in found if text[start:end].strip()]


def cover(text: str) -> tuple[list[str], list[bool]]:
    """Words of `text`, line by line, and the white space between them, such that nothing is lost.

    Returns tokens and for each whether one plain blank follows: joining each with its blank gives `text` back to
    the character. Further white space is a token of its own, as spaCy has it.
    """
    tokens: list[str] = []
    blanks: list[bool] = []
    position = 0

    def gap(until: int) -> None:
        space = text[position:until]
        if space.startswith(" ") and tokens:
            blanks[-1] = True
            space = space[1:]
        if space:
            tokens.append(space)
            blanks.append(False)

    for line in _LINE.finditer(text):
        for start, end in word_spans(line.group()):
            start, end = start + line.start(), end + line.start()
            gap(start)
            tokens.append(text[start:end])
            blanks.append(False)
            position = end
    gap(len(text))
    return tokens, blanks
