"""Vietnamese news and official letters into statistics that point back to their characters.

`extract(text)` gives the record of one document, `load()` a spaCy pipeline, `normalise(text)` the text with one
spelling of tones and dates. Heavy packages (spaCy, underthesea) are imported when they are first needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.facade import extract

if TYPE_CHECKING:
    from spacy.language import Language

    from extractor.normalise import normalise
    from extractor.records import Record

__version__ = "0.1.0"
__all__ = ["Record", "__version__", "extract", "load", "normalise"]


def load() -> Language:
    """A spaCy pipeline: underthesea's words, then every stage; `doc._.record` is the record of a Doc."""
    from extractor import surface

    return surface.load()


def __getattr__(name: str) -> Any:
    if name == "Record":
        from extractor.records import Record

        return Record
    if name == "normalise":
        from extractor.normalise import normalise

        return normalise
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
