"""Word documents before 2007, through LibreOffice, or catdoc where only that is installed."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from extractor.errors import DamagedDocument, EncryptedDocument
from extractor.ingest import wordml
from extractor.ingest.optional import program
from extractor.ingest.programs import run
from extractor.ingest.readers import Content

FORMAT = "doc"
ORDER = 40

_WORD_STREAM = "WordDocument".encode("utf-16-le")
_SHEET_STREAM = "Workbook".encode("utf-16-le")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_FLAGS_AT, _ENCRYPTED_BIT = 11, 0x01  # of the information block that a Word stream begins with
_BLOCK_BEGINS = b"\xec\xa5"
_OTHER_ENDINGS = (".xls", ".ppt", ".msg", ".msi", ".db")
_OFFICE = ("soffice", "libreoffice")


def claims(head: bytes, ending: str) -> bool:
    """An OLE file; whether it is Word's is seen when it is read. Sheets and slides are left alone by their endings."""
    return head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") and ending not in _OTHER_ENDINGS


def read(data: bytes, where: str) -> Content:
    """The text with tables and letterhead in order.

    Raises MissingProgram (D009), EncryptedDocument (D011), DamagedDocument (D010), ReadingTookTooLong (D013).
    """
    if _ENCRYPTED_STREAM in data or _is_encrypted(data):
        raise EncryptedDocument("Is protected with a password.", where)
    if _WORD_STREAM not in data or _SHEET_STREAM in data:
        raise DamagedDocument("Is an old Office document of another kind, not DOC.", where)
    name = program((*_OFFICE, "catdoc"), "libreoffice-writer (or catdoc)", where)
    with tempfile.TemporaryDirectory(prefix="extractor-") as folder:
        source = Path(folder, "document.doc")
        source.write_bytes(data)
        if Path(name).name not in _OFFICE:
            printed = run([name, "-d", "utf-8", "-w", str(source)], where, folder)
            return Content(printed.decode("utf-8", "replace"), "doc")
        text, facts = wordml.content(_converted(name, source, where), where)
    return Content(text, "doc", metadata=facts)


def _is_encrypted(data: bytes) -> bool:
    at = data.find(_BLOCK_BEGINS, 512)
    return at >= 0 and at % 512 == 0 and len(data) > at + _FLAGS_AT and bool(data[at + _FLAGS_AT] & _ENCRYPTED_BIT)


def _converted(office: str, source: Path, where: str) -> bytes:
    """The document as DOCX; LibreOffice has a profile of its own, so that it never waits for another one."""
    profile = source.with_name("profile").as_uri()
    command = [
        office, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(source.parent), str(source),
    ]  # fmt: skip
    run(command, where, str(source.parent))
    result = source.with_suffix(".docx")
    if not result.is_file():
        raise DamagedDocument("LibreOffice could not read it.", where)
    data = result.read_bytes()
    shutil.rmtree(source.with_name("profile"), ignore_errors=True)
    return data
