"""The spaCy surface: a tokenizer of Vietnamese words, a factory for every stage, and `layers_of(doc)`.

A component works in any pipeline and behind any tokenizer: it runs the stages before its own that have not run on
this Doc, and shows what they found as `doc.ents`, `doc.spans["figures"]`, `doc.spans["zones"]` and `doc._.record`.
Spans that do not fit the tokens are widened to whole tokens; exact offsets are in the layers and in the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import spacy
from pydantic import TypeAdapter
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import DummyTokenizer, filter_spans, registry
from spacy.vocab import Vocab
from srsly import msgpack  # type: ignore[import-untyped]

from extractor import pipeline, records
from extractor.assemble import record_of
from extractor.language import words
from extractor.language.layers import Layers
from extractor.records import Record

_KEY = "extractor.layers"
_PACKED = "__extractor_layers__"
TOKENIZER = "extractor.vi_words.v1"


class WordTokenizer(DummyTokenizer):
    """spaCy tokens that are Vietnamese words ("Liên đoàn"); the text is kept to the character."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        tokens, blanks = words.cover(text)
        return Doc(self.vocab, words=tokens, spaces=blanks)


def vi_words() -> Callable[[Language], WordTokenizer]:
    """What `"@tokenizers": "extractor.vi_words.v1"` stands for in a spaCy config."""

    def create(nlp: Language) -> WordTokenizer:
        return WordTokenizer(nlp.vocab)

    return create


def layers_of(doc: Doc) -> Layers:
    """What the stages wrote about this Doc, offsets in `doc.text`; new and empty where none has run yet."""
    kept = doc.user_data.get(_KEY)
    if isinstance(kept, dict):  # read back from disk by a process that had not imported this module
        kept = _unpacked(kept)
    if not isinstance(kept, Layers):
        kept = Layers(doc.text)
    doc.user_data[_KEY] = kept
    return kept


class StageComponent:
    """Runs the stages up to and with its own on a Doc and shows what they found."""

    def __init__(self, stage: str) -> None:
        self.stage = stage

    def __call__(self, doc: Doc) -> Doc:
        layers = pipeline.run(layers_of(doc), until=self.stage)
        _show_entities(doc, layers)
        if layers.zones:
            doc.spans["zones"] = list(_spans(doc, ((z.start, z.end, z.kind) for z in layers.zones)))
        if self.stage == "figures":
            found = ((f.quantity.start, f.quantity.end, f.indicator or f.unit) for f in layers.figures)
            doc.spans["figures"] = list(_spans(doc, found))
        return doc


def _spans(doc: Doc, found: Iterator[tuple[int, int, str]]) -> Iterator[Span]:
    for start, end, label in found:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None and len(span):
            yield span


def _entities(layers: Layers) -> Iterator[tuple[int, int, str]]:
    for person in layers.people:
        yield from ((start, end, "PERSON") for start, end in person.mentions)
    for organisation in layers.organisations:
        yield from ((start, end, "ORG") for start, end in organisation.mentions)
    yield from ((date.start, date.end, "DATE") for date in layers.dates)
    for figure in layers.figures:
        number = figure.quantity
        label = "PERCENT" if number.percent else "MONEY" if number.currency else "CARDINAL"
        yield number.start, number.end, label


def _show_entities(doc: Doc, layers: Layers) -> None:
    """Ours, longest first where they overlap, and those of other components that ours leave room for."""
    ours = filter_spans(_spans(doc, _entities(layers)))
    taken = {token.i for span in ours for token in span}
    others = [span for span in doc.ents if not any(token.i in taken for token in span)]
    doc.set_ents([*ours, *others])


def _record(doc: Doc) -> Record:
    """The contract's record of a Doc; runs the stages that have not run yet."""
    return record_of(pipeline.run(layers_of(doc)), document_id="doc")


@cache
def _adapter() -> TypeAdapter[Layers]:
    # The layers name the record's types without importing them.
    adapter = TypeAdapter(Layers)
    adapter.rebuild(_types_namespace=vars(records))
    return adapter


def _unpacked(value: dict[str, Any]) -> Layers:
    return _adapter().validate_python(value[_PACKED])


@msgpack.msgpack_encoders("extractor_layers")  # type: ignore[untyped-decorator]
def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """Lets `Doc.to_bytes` and `DocBin(store_user_data=True)` write layers as plain data."""
    if isinstance(value, Layers):
        return {_PACKED: _adapter().dump_python(value, mode="json")}
    return value if chain is None else chain(value)


@msgpack.msgpack_decoders("extractor_layers")  # type: ignore[untyped-decorator]
def _decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, dict) and _PACKED in value:
        return _unpacked(value)
    return value if chain is None else chain(value)


def _factory(stage: str) -> Callable[[Language, str], StageComponent]:
    def create(nlp: Language, name: str) -> StageComponent:
        return StageComponent(stage)

    Language.factory(f"vi_{stage}", assigns=["doc.ents", "doc.spans"], func=create)
    return create


_FACTORIES = {f"vi_{stage}": _factory(stage) for stage in pipeline.STAGES}
if not Doc.has_extension("record"):
    Doc.set_extension("record", getter=_record)
if TOKENIZER not in registry.tokenizers:
    registry.tokenizers(TOKENIZER, func=vi_words)


def __getattr__(name: str) -> Any:
    """The factories by name, for spaCy's entry points."""
    if name in _FACTORIES:
        return _FACTORIES[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def load() -> Language:
    """A blank Vietnamese pipeline: our words, then every stage."""
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    for stage in pipeline.STAGES:
        nlp.add_pipe(f"vi_{stage}")
    return nlp
