"""Mail messages (EML) and pages saved as one file (MHTML): the body and every attachment, each its own document."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from extractor.errors import DamagedDocument, DocumentTooLarge
from extractor.ingest.containers import Member, Part
from extractor.ingest.limits import LIMIT_BYTES, LIMIT_MEMBERS

FORMAT = "mail"
ORDER = 20
NESTS = True

_HEADER = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]", re.MULTILINE)
_USUAL = frozenset(
    (b"from", b"to", b"subject", b"date", b"mime-version", b"message-id", b"received", b"return-path", b"delivered-to")
)
_KEPT = ("Subject", "From", "To", "Cc", "Date", "Message-ID", "In-Reply-To")
_ATTACHED_TO_MARKUP = ("image", "audio", "video", "font")
_UNSURE_CHARSETS = ("", "us-ascii", "iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "unknown-8bit")
_TABLE = re.compile(r"<table\b", re.IGNORECASE)


def claims(head: bytes, ending: str) -> bool:
    """Header lines as messages have them, at the very beginning; after an ending of mail, a single one will do."""
    block = head.replace(b"\r\n", b"\n").lstrip(b"\n").split(b"\n\n", 1)[0]
    names = [name.lower() for name in _HEADER.findall(block)]
    usual = len(_USUAL.intersection(names))
    first = _HEADER.match(block)
    return first is not None and (usual >= 3 or (usual >= 1 and ending in (".eml", ".mht", ".mhtml")))


class Message:
    """An open message; see `extractor.ingest.containers.Opened`. Keys are positions among its parts."""

    def __init__(self, message: EmailMessage, where: str) -> None:
        self._where = where
        self._facts = {
            name.lower(): " ".join(str(message[name]).split())[:1000] for name in _KEPT if message[name] is not None
        }
        self._parts = list(_parts(message))

    def members(self) -> Iterator[Member]:
        if len(self._parts) > LIMIT_MEMBERS:
            raise DocumentTooLarge(f"Has {len(self._parts):,} parts.", self._where)
        body = _body(self._parts)
        for at, part in enumerate(self._parts):
            if part is body:
                yield Member("body.html" if part.get_content_subtype() == "html" else "body.txt", str(at))
            elif _is_document(part):
                yield Member(_name(part, at), str(at))

    def part(self, key: str) -> Part:
        part = self._parts[int(key)]
        data = _bytes(part)
        if len(data) > LIMIT_BYTES:
            raise DocumentTooLarge(f"Holds more than {LIMIT_BYTES:,} bytes.", self._where)
        if part is _body(self._parts):
            return Part(data, ".html" if part.get_content_subtype() == "html" else ".txt", "eml", self._facts)
        return Part(data, PurePosixPath(_name(part, int(key))).suffix.lower(), metadata=self._facts)


def open(stream: BinaryIO, where: str) -> Message:
    """Raises DamagedDocument (D010), DocumentTooLarge (D007)."""
    stream.seek(0)
    data = stream.read(4 * LIMIT_BYTES + 1)  # attachments travel in base64, several in one message
    if len(data) > 4 * LIMIT_BYTES:
        raise DocumentTooLarge(f"Holds more than {4 * LIMIT_BYTES:,} bytes.", where)
    try:
        return Message(email.message_from_bytes(data, policy=email.policy.default), where)
    except Exception as error:  # the parser of headers throws what it likes at malformed ones
        raise DamagedDocument(f"Is no readable message ({type(error).__name__}).", where) from error


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something themselves; a message in a message is one."""
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        yield message
        return
    for part in message.iter_parts():
        yield from _parts(cast(EmailMessage, part))


def _is_attachment(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_content_type() == "message/rfc822"


def _body(parts: list[EmailMessage]) -> EmailMessage | None:
    """The part that says what the message says: plain text, unless only the page has a table, or words at all."""
    plain = next((part for part in parts if part.get_content_type() == "text/plain" and not _is_attachment(part)), None)
    page = next((part for part in parts if part.get_content_type() == "text/html" and not _is_attachment(part)), None)
    if plain is None or page is None:
        return plain or page
    return page if not _bytes(plain).strip() or _TABLE.search(_bytes(page).decode("utf-8", "replace")) else plain


def _is_document(part: EmailMessage) -> bool:
    """Attachments, but not the other version of the body, nor the pictures that a page shows."""
    if _is_attachment(part):
        return True
    return part.get_filename() is not None and part.get_content_maintype() not in (*_ATTACHED_TO_MARKUP, "text")


def _name(part: EmailMessage, at: int) -> str:
    """The attachment's own name, never leaving the message."""
    given = (part.get_filename() or "").replace("\\", "/").rpartition("/")[2].strip(". \t\r\n")
    return given or (f"message {at}.eml" if part.get_content_type() == "message/rfc822" else f"part {at}")


def _bytes(part: EmailMessage) -> bytes:
    """The part without its packing; text as UTF-8 where its charset is to be trusted."""
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0)
        return inner.as_bytes() if isinstance(inner, EmailMessage) else b""
    data = part.get_payload(decode=True)
    data = data if isinstance(data, bytes) else b""
    charset = (part.get_content_charset() or "").lower()
    if part.get_content_maintype() != "text" or _is_attachment(part) or charset in _UNSURE_CHARSETS:
        return data
    try:
        return data.decode(charset).encode("utf-8")
    except (LookupError, UnicodeError):
        return data
