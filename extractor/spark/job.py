"""A whole archive on a Spark cluster: from any path that Hadoop knows, to Parquet, part by part.

The input's files are dealt out to parts by their paths. Each part is one Spark job: its files are opened, the
documents in them spread evenly over the cluster, extracted, and written to `OUTPUT/records`, `OUTPUT/figures` and
`OUTPUT/failures`, each below `part=NNNN`. A part counts as done once its failures are written, which comes last; a
job that is started again leaves out the parts that are done.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor import __version__
from extractor.errors import EmptyDocument, MissingPath, UsageError
from extractor.ingest import hash_of
from extractor.spark.files import LOCK, Files
from extractor.spark.partitions import (
    DOCUMENTS,
    LIMIT_SECONDS,
    OUTCOMES,
    from_documents,
    from_files,
    named,
    relative,
)

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_PART_BYTES = 4 * 1024**3  # of input; some eight core-hours of plain text, so that little is done twice after a stop
_TASK_BYTES = 16 * 1024**2  # of input that one task opens
_FILE_COST_BYTES = 64 * 1024  # that opening a small file is worth: Spark's own 4 MB would make a task of four letters
_BATCH_ROWS, _BATCH_BYTES = 64, 64 * 1024**2  # handed to Python at a time
_SPREAD_BYTES = 2 * 1024**2  # of input whose documents one task extracts, in about half a minute
LARGEST_FILE_BYTES = 2**31 - 64  # that Spark hands over whole
_FAILURE = ("document_id", "path", "sha256", "code", "what", "remedy")
_RECORD = ("document_id", "path", "sha256", "format", "encoding", "metadata", "record")


@dataclass(frozen=True, slots=True)
class Options:
    """`parts` 0: one for every 4 GiB of input. `limit_seconds` is the longest that one document may take."""

    parts: int = 0
    limit_seconds: float = LIMIT_SECONDS


@dataclass(frozen=True, slots=True)
class Input:
    """What was asked for, the path that documents are named from, bytes, and the files that hold nothing."""

    path: str
    root: str
    size: int
    empty: tuple[str, ...]


@dataclass(slots=True)
class Report:
    """Documents of the parts that were done now; `kept` parts had been done before, `broken` ones failed: why."""

    parts: int = 0
    kept: int = 0
    records: int = 0
    figures: int = 0
    failures: int = 0
    broken: dict[int, str] = field(default_factory=dict)


def extract_to(spark: SparkSession, source: str, target: str, options: Options | None = None) -> Report:
    """Extract everything at `source` (a file, folder or glob of any Hadoop file system) into the folder `target`.

    Raises MissingPath (D001) when there is nothing there, UsageError (U001) when `target` belongs to another job.
    """
    options = options or Options()
    files = Files(spark)
    root, size = files.root_and_bytes(source)
    if not size:
        raise MissingPath("There are no files here.", source)
    given = Input(source, root, size, files.unread(_files(spark, source)))
    parts = _agreed(files, source, target, options.parts or max(1, round(given.size / _PART_BYTES)))
    _set_up(spark)
    report = Report(parts)
    for part in range(parts):
        if files.exists(f"{target}/failures/part={part:04}/_SUCCESS"):
            report.kept += 1
            continue
        try:
            counts = _do_part(spark, given, target, part, parts, options)
            files.delete(_staging(target, part))
        except Exception as error:  # this part's failure; the others go on, and it is tried again the next time
            report.broken[part] = _first_line(error)
            continue
        report.records += counts["records"]
        report.figures += counts["figures"]
        report.failures += counts["failures"]
    return report


def _agreed(files: Files, source: str, target: str, parts: int) -> int:
    """The number of parts of the job that `target` belongs to; a new one is noted there. Raises UsageError."""
    note = f"{target}/_job.json"
    wanted = {"source": files.whole(source), "version": __version__}
    if files.exists(note):
        found = json.loads(files.read(note))
        if {name: found.get(name) for name in wanted} != wanted:
            told = f"Holds the results of another job: {found.get('source')}, version {found.get('version')}."
            raise UsageError(told, target, "Choose another output folder.")
        return int(found["parts"])
    files.write(note, json.dumps({**wanted, "parts": parts}))
    return parts


def _set_up(spark: SparkSession) -> None:
    wanted = {
        "spark.sql.files.maxPartitionBytes": _TASK_BYTES,
        "spark.sql.files.openCostInBytes": _FILE_COST_BYTES,
        "spark.sql.execution.arrow.maxRecordsPerBatch": _BATCH_ROWS,
        "spark.sql.execution.arrow.maxBytesPerBatch": _BATCH_BYTES,
    }
    for name, value in wanted.items():
        spark.conf.set(name, str(value))


def _do_part(spark: SparkSession, given: Input, target: str, part: int, parts: int, options: Options) -> dict[str, int]:
    """Extract and write one part; returns the rows of each table."""
    listed = _files(spark, given.path).where(f"pmod(xxhash64(_metadata.file_path), {parts}) = {part}")
    fitting = listed.where(f"length <= {LARGEST_FILE_BYTES}").select("path", "content")
    documents = fitting.mapInPandas(from_files(given.root), DOCUMENTS)
    tasks = max(spark.sparkContext.defaultParallelism, given.size // parts // _SPREAD_BYTES)
    spread = documents.repartition(tasks, "path", "id")  # by name, so that a lost task finds the same again
    staging = _staging(target, part)
    spread.mapInPandas(from_documents(options.limit_seconds), OUTCOMES).write.mode("overwrite").parquet(staging)
    outcomes = spark.read.schema(OUTCOMES).parquet(staging)
    tables = {
        "records": outcomes.where("record IS NOT NULL").select(*_RECORD),
        "figures": outcomes.selectExpr("document_id", "path", "inline(figures)"),
        "failures": outcomes.where("code IS NOT NULL").select(*_FAILURE).union(_too_large(listed)),
    }
    if empty := [_empty(path, given.root) for path in given.empty if zlib.crc32(path.encode()) % parts == part]:
        tables["failures"] = tables["failures"].union(spark.createDataFrame(empty, tables["failures"].schema))
    # failures come last: with them the part counts as done
    return {name: _written(spark, frame, f"{target}/{name}/part={part:04}") for name, frame in tables.items()}


def _staging(target: str, part: int) -> str:
    return f"{target}/_staging/part={part:04}"


def _files(spark: SparkSession, source: str) -> DataFrame:
    """Every file, as on one machine without the locks of office programs; Spark itself passes over `.x` and `_x`."""
    reader = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    return reader.load(source).where(f"NOT startswith(_metadata.file_name, '{LOCK}')")


def _too_large(listed: DataFrame) -> DataFrame:
    return listed.where(f"length > {LARGEST_FILE_BYTES}").selectExpr(
        "path AS document_id", "path", "CAST(NULL AS STRING) AS sha256", "'D007' AS code",
        f"concat('Holds ', length, ' bytes; Spark hands over {LARGEST_FILE_BYTES} at most.') AS what",
        "'Split the file.' AS remedy",
    )  # fmt: skip


def _empty(path: str, root: str) -> tuple[str, ...]:
    shown = relative(path, root)
    error = EmptyDocument("Is empty.", shown)
    return named(shown), shown, hash_of(b""), error.code, error.what, error.advice


def _written(spark: SparkSession, frame: DataFrame, target: str) -> int:
    """Write a table's part and count its rows."""
    frame.write.mode("overwrite").parquet(target)
    return spark.read.schema(frame.schema).parquet(target).count()


def _first_line(error: Exception) -> str:
    told = [line.strip() for line in str(error).splitlines() if line.strip()]
    return f"{type(error).__name__}: {told[0] if told else ''}"[:500]
