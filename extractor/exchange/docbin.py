"""spaCy's DocBin: a Doc for each document, words cut so that every label fits them.

`doc.spans` has a group for each layer (PERSON, ORG, TITLE, DATE, FIGURE) with labels such as FIGURE:nominated;
`doc.ents` has the layers alone, without titles, the longest where they overlap: what an entity recogniser is trained
on. All else is in `doc.user_data["extractor"]`, as JSON.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import ExchangeError, NotThatFormat
from extractor.exchange.graph import LAYERS, TITLE, Label, Labelled, is_subtype
from extractor.exchange.notes import name_in, notes_of
from extractor.exchange.offsets import Unit
from extractor.exchange.reading import Raw
from extractor.exchange.tokens import apart, pieces_of, sentence_starts

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab

UNIT: Unit = "code-points"
KEY = "extractor"


def write(documents: Iterable[Labelled], path: Path) -> None:
    """One .spacy file for all documents."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    vocab = Vocab()
    DocBin(store_user_data=True, docs=(doc_of(document, vocab) for document in documents)).to_disk(path)


def doc_of(document: Labelled, vocab: Vocab) -> Doc:
    """The document as a Doc with the very same text."""
    from spacy.tokens import Doc

    words: list[str] = []
    blanks: list[bool] = []
    starts, at = sentence_starts(document.text), 0
    opens: list[bool | int | None] = []
    edges = {label.start for label in document.labels} | {label.end - 1 for label in document.labels}
    for start, end in pieces_of(document.text, document.labels):
        if document.text[start:end] == " " and words and not blanks[-1] and start not in edges:
            blanks[-1] = True
        else:
            words.append(document.text[start:end])
            blanks.append(False)
            opens.append(not opens or bisect_right(starts, start) > at)
            at = bisect_right(starts, start)
    doc = Doc(vocab, words=words, spaces=blanks, sent_starts=opens)

    def span(label: Label, name: str) -> Span:
        found = doc.char_span(label.start, label.end, label=name, alignment_mode="expand")
        assert found is not None, "every label begins and ends with a token"
        return found

    for layer in LAYERS:
        doc.spans[layer] = [span(label, label.full) for label in document.labels if label.layer == layer]
    doc.set_ents([span(label, label.layer) for label in apart(lb for lb in document.labels if lb.layer != TITLE)])
    doc.user_data[KEY] = json.dumps(notes_of(document, is_subtype, relations=False), ensure_ascii=False)
    return doc


def read(path: Path) -> Iterator[Raw | ExchangeError]:
    """Each Doc: the groups of our layers, or its entities where it has none. Raises NotThatFormat (X001)."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    try:
        docs = list(DocBin().from_disk(path).get_docs(Vocab()))
    except Exception as error:  # whatever zlib, msgpack and spaCy raise for bytes that are no DocBin
        raise NotThatFormat(f"Is no DocBin ({error}).", str(path)) from error
    for i, doc in enumerate(docs, start=1):
        notes = _notes(doc)
        raw = Raw(name_in(notes, f"{path.stem}-{i}"), doc.text, notes=notes)
        groups = [group for name, group in doc.spans.items() if name in LAYERS]
        for span in [span for group in groups for span in group] if groups else doc.ents:
            where = f"Doc {i} tokens {span.start}-{span.end}"
            raw.labels.append(Label(f"S{len(raw.labels)}", span.label_, span.start_char, span.end_char, where=where))
        yield raw


def _notes(doc: Doc) -> object:
    try:
        return json.loads(doc.user_data[KEY])
    except (KeyError, TypeError, ValueError):
        return None
