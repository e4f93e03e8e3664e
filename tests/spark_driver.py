"""A Spark job of its own process, for tests: `spark_driver.py INPUT OUTPUT PARTS` prints how it went, as JSON.

The job is run, one part's mark is taken away, and the job is run again in the same session; then a table of the
cluster's own becomes records.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from extractor.spark import OUTCOMES, Options, extract_to, from_texts
from extractor.spark.session import session


def main(source: str, target: str, parts: int) -> None:
    with session("local-cluster[2,1,1024]") as spark:
        first = extract_to(spark, source, target, Options(parts))
        Path(target, "failures", "part=0001", "_SUCCESS").unlink()
        again = extract_to(spark, source, target)
        table = spark.createDataFrame([("a", "Năm 2023 kết nạp 45 đảng viên."), ("b", "")], "id STRING, text STRING")
        rows = table.mapInPandas(from_texts(), OUTCOMES).orderBy("document_id").collect()
        print(json.dumps([asdict(first), asdict(again), [row.asDict(recursive=True) for row in rows]], default=str))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
