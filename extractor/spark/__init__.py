"""Millions of documents on an existing Apache Spark cluster, with the same records as on one machine.

`extract_to` does what the command `extractor spark` does. For a job of one's own there is `from_texts`, made for
`mapInPandas`:

    from extractor.spark import OUTCOMES, from_texts
    outcomes = spark.table("news").select("id", "text").mapInPandas(from_texts(), OUTCOMES)

PySpark is imported when a job is started, not before; the functions that run in its workers need pandas alone.
"""

from __future__ import annotations

from extractor.spark.job import Options, Report, extract_to
from extractor.spark.partitions import DOCUMENTS, OUTCOMES, from_documents, from_files, from_texts

__all__ = [
    "DOCUMENTS", "OUTCOMES", "Options", "Report", "extract_to", "from_documents", "from_files", "from_texts",
]  # fmt: skip
