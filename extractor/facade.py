"""One document to one record, from a string or a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.records import Record


def extract(text_or_path: str | Path) -> Record:
    """The record of one document.

    A `str` is the document's text (never a file name), a `pathlib.Path` the file to read, in any format that
    `extractor extract` reads. Spans in the record are half-open code points of its `text`, which is the text given
    in Unicode NFC with `\\n` line ends.

    Raises a DocumentError with a stable code when a file cannot be read, UsageError (U001) for a folder.
    """
    from extractor.assemble import record_of
    from extractor.ingest import document_from, document_of, sources
    from extractor.pipeline import analyse

    if isinstance(text_or_path, str):
        document = document_of(text_or_path)
    elif text_or_path.is_dir():
        from extractor.errors import UsageError

        raise UsageError("Is a folder, not a document.", str(text_or_path), "Use `extractor run` for folders.")
    else:
        document = document_from(next(iter(sources([text_or_path]))))
    return record_of(analyse(document.text), document_id=document.id, path=document.path, sha256=document.sha256)
