"""Plain text: UTF-8 with or without a byte order mark, UTF-16, UTF-32, and what Vietnam wrote in before Unicode."""

from __future__ import annotations

import codecs
import re

from extractor.errors import BinaryDocument, UndecodableDocument
from extractor.ingest import legacy
from extractor.ingest.readers import Content
from extractor.ingest.signatures import signature, structured

FORMAT = "text"
ORDER = 100  # asked last: it takes whatever is text and nothing else

_MARKS: tuple[tuple[bytes, str, str], ...] = (  # UTF-32 first: its little-endian mark begins like that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8 with byte order mark"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.02  # more control characters than this, and nobody wrote it to be read
_NUL_SHARE = 0.2  # a Vietnamese page in UTF-16 has a zero in more than a third of its bytes, always on the same side


def claims(head: bytes, ending: str) -> bool:
    """True unless the first bytes or the ending name another format."""
    return signature(head) is None and structured(ending) is None


def read(data: bytes, where: str) -> Content:
    """The decoded text. Raises BinaryDocument (D003) or UndecodableDocument (D004)."""
    codec, name = _codec(data)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        old = legacy.decode(data) if codec == "utf-8" and b"\x00" not in data else None
        if old is not None:
            return Content(old.text, old.encoding, old.confidence)
        if codec == "utf-8" and len(_CONTROL_BYTES.findall(data)) > _CONTROL_SHARE * len(data):
            raise BinaryDocument("Is binary data, not text.", where) from error
        raise UndecodableDocument(
            f"Is not valid {name} (byte 0x{data[error.start]:02x} at position {error.start:,}), "
            "nor Vietnamese in any of the old encodings.",
            where,
        ) from error
    if "\x00" in text or len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise BinaryDocument("Is binary data, not text.", where)
    return Content(text, name)


def _codec(data: bytes) -> tuple[str, str]:
    """Python's codec, and the name that the record's store shows."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return codec, name
    head = data[:4096]
    if len(data) % 2 == 0 and b"\x00" in head:
        low, high = head[0::2].count(0), head[1::2].count(0)
        if high > _NUL_SHARE * len(head) and low * 20 < high:
            return "utf-16-le", "utf-16-le"
        if low > _NUL_SHARE * len(head) and high * 20 < low:
            return "utf-16-be", "utf-16-be"
    return "utf-8", "utf-8"
