"""One tree of errors: a stable code, what happened, where, and what to do about it.

Codes never change their meaning; a new situation gets a new code. A batch keeps the
code, the message and the remedy of every document that could not be read.
"""

from __future__ import annotations

from typing import ClassVar


class ExtractorError(Exception):
    """Base of everything that this package raises on purpose.

    `code` is stable and meant for machines, `where` names the file or field, `remedy` tells a person what to do.
    """

    code: ClassVar[str] = "E000"
    remedy: ClassVar[str] = "Please report this with the document that caused it."

    def __init__(self, what: str, where: str | None = None, remedy: str | None = None) -> None:
        self.what = what
        self.where = where
        self.advice = remedy or self.remedy
        super().__init__(what, where, remedy)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"[{self.code}] {place}{self.what} {self.advice}"


class DocumentError(ExtractorError):
    """A single document cannot be read; the rest of a batch goes on."""

    code = "D000"


class MissingPath(DocumentError):
    code = "D001"
    remedy = "Check the path and that you may read it."


class EmptyDocument(DocumentError):
    code = "D002"
    remedy = "Save the document again; it holds no text."


class BinaryDocument(DocumentError):
    code = "D003"
    remedy = "It holds no text that can be read; save it as PDF, DOCX or plain text."


class UndecodableDocument(DocumentError):
    code = "D004"
    remedy = "Save it as UTF-8 text."


class UnknownFormat(DocumentError):
    code = "D005"
    remedy = "The formats that are read are listed in the README; save it as one of them."


class NotVietnamese(DocumentError):
    code = "D006"
    remedy = "Only Vietnamese documents are read; remove this one from the folder."


class DocumentTooLarge(DocumentError):
    code = "D007"
    remedy = "Split the document."


class MissingExtra(DocumentError):
    """A library that reads this format is not installed; the remedy names the command that installs it."""

    code = "D008"
    remedy = "In the project's folder: pip install -e '.[all]'"


class MissingProgram(DocumentError):
    """A system program that reads this format is not installed; the remedy names the command that installs it."""

    code = "D009"
    remedy = "Install the program that is named, with the system's package manager."


class DamagedDocument(DocumentError):
    code = "D010"
    remedy = "Open it in the program that made it and save it again; it may be cut off or have the wrong ending."


class EncryptedDocument(DocumentError):
    code = "D011"
    remedy = "Save it without a password."


class UnsafeDocument(DocumentError):
    """It would grow beyond all measure when unpacked, nests too deeply, or uses what no honest document uses."""

    code = "D012"
    remedy = "If you trust it, unpack it yourself and read what is inside."


class ReadingTookTooLong(DocumentError):
    code = "D013"
    remedy = "Split the document, or convert it to plain text yourself."


class SeveralDocuments(DocumentError):
    """It holds documents of its own, which are read one by one, not as one."""

    code = "D014"
    remedy = "Read it as a file on disk: each document in it is then read by itself."


class WorkerLost(DocumentError):
    """The process that was at work on the document ended without a word; another one took its place."""

    code = "D098"
    remedy = "Look whether it is damaged; `extractor run --retry` tries it again."


class ExtractionFailed(DocumentError):
    """An unforeseen error inside the pipeline, wrapped so that a batch survives it."""

    code = "D099"


class GoldError(ExtractorError):
    """A gold file does not fit the contract or its text."""

    code = "G001"
    remedy = "Correct the gold file; `extractor evaluate GOLD --lint` lists every problem."


class LexiconError(ExtractorError):
    """A lexicon file breaks its own rules; raised when it is loaded."""

    code = "L001"
    remedy = "Correct the entry named above."


class ExchangeError(ExtractorError):
    """Something in a file of labels cannot be taken over; everything else in it is."""

    code = "X000"
    remedy = "Correct it in the annotation tool and export again; everything else has been taken over."


class NotThatFormat(ExchangeError):
    """A file of labels, or a document in it, is not in the format that it should be in."""

    code = "X001"
    remedy = "Name the right format with --from, or export it again from the annotation tool."


class MisplacedLabel(ExchangeError):
    """The place of a label does not fit the text."""

    code = "X002"


class UnknownLabel(ExchangeError):
    """The contract has no such label."""

    code = "X003"
    remedy = "The labels are PERSON, ORG, TITLE, DATE and FIGURE; rename it in the annotation tool."


class WrongValue(ExchangeError):
    """A label says something that the contract does not allow."""

    code = "X004"


class WrongRelation(ExchangeError):
    """A relation leads nowhere, or between labels that it cannot join."""

    code = "X005"


class MissingText(ExchangeError):
    """The text of a record is not there."""

    code = "X006"
    remedy = "Say where the texts lie with --texts DIR."


class WorkersFailed(ExtractorError):
    """Worker processes cannot be started at all."""

    code = "B001"
    remedy = 'A script that calls this needs `if __name__ == "__main__":` around its own start.'


class FeedError(ExtractorError):
    """A feed cannot be fetched, or is none."""

    code = "F001"
    remedy = "Check the address, and whether the server answers; what was stored before stays."


class StoreError(ExtractorError):
    code = "S001"
    remedy = "Check the path or address of the database, or start with a new one."


class MissingLibrary(ExtractorError):
    """A library that this database or this export needs is not installed; the remedy names the command."""

    code = "S002"


class ExportError(ExtractorError):
    """An export cannot be written."""

    code = "S003"
    remedy = "Check the path, and that there is room for it."


class SparkFailed(ExtractorError):
    """Parts of a job on a Spark cluster failed as a whole; what the others gave is kept."""

    code = "K001"
    remedy = "Look at Spark's own log, then start it again: only what is not done is done."


class SparkMissing(ExtractorError):
    """There is no Spark to work with: PySpark is not installed, there is no Java, or the cluster does not answer."""

    code = "K002"
    remedy = "pip install 'extractor[spark]', and a Java runtime 17 or 21: sudo apt-get install openjdk-17-jre-headless"


class QueryError(ExtractorError):
    """A search that says nothing, or that does not close what it opens."""

    code = "Q001"
    remedy = 'Put words that are to be taken as they are in quotation marks: "kết nạp Đảng".'


class UnknownPlace(ExtractorError):
    """The name of no place, or of several."""

    code = "Q002"
    remedy = 'Write the name as documents have it, with its province behind a comma: "Châu Thành, Tiền Giang".'


class NotLinked(ExtractorError):
    """What is asked is known only once documents are linked."""

    code = "Q003"
    remedy = "Run `extractor link --db FILE` first."


class UsageError(ExtractorError):
    code = "U001"
    remedy = "See `extractor --help`."


class RequestRefused(ExtractorError):
    """A request to the server that is not answered."""

    code = "A000"


class TokenMissing(RequestRefused):
    code = "A001"
    remedy = "Send the server's token: `Authorization: Bearer TOKEN`, or sign in on the page."


class ForeignRequest(RequestRefused):
    """It came from another site, or under a name that is not the server's own."""

    code = "A002"
    remedy = "Open the server's own page and try again; `extractor serve --name` adds a name that it answers to."


class NotThere(RequestRefused):
    code = "A003"
    remedy = "Look for it in the list of documents."


class RequestTooLarge(RequestRefused):
    code = "A004"
    remedy = "Send less at once, or read the folder with `extractor run`."


class TooManyRequests(RequestRefused):
    code = "A005"
    remedy = "Wait a minute, or start the server with a higher --rate."


class ConflictingChange(RequestRefused):
    """The document has changed since it was shown."""

    code = "A006"
    remedy = "Look at the document again and repeat the correction."


class CorrectionRefused(RequestRefused):
    """What was entered does not fit the record's contract or the text."""

    code = "A007"
    remedy = "Correct what the message names; nothing has been saved."


class InvalidRequest(RequestRefused):
    code = "A008"
    remedy = "The page /docs describes every request with an example."


class ServerBusy(RequestRefused):
    code = "A009"
    remedy = "Try again in a moment."


class Unforeseen(RequestRefused):
    """An error of the server's own."""

    code = "A010"
    remedy = "The server has written it down; please report it with what you did."
