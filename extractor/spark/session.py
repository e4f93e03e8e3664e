"""A Spark session: the one of `spark-submit` or of the surroundings, or a new one."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from extractor.errors import SparkMissing

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_SUBMITTED = "PYSPARK_GATEWAY_PORT"  # spark-submit has chosen the cluster
_HERE = "local[*]"


@contextmanager
def session(master: str | None = None) -> Iterator[SparkSession]:
    """A session, ended afterwards. Raises SparkMissing (K002) without PySpark or Java."""
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SparkMissing("Needs the Python library pyspark, which is not installed.") from error
    builder = SparkSession.builder.appName("extractor").config("spark.ui.showConsoleProgress", "false")
    if master or _SUBMITTED not in os.environ:
        builder = builder.master(master or _HERE)
        if (master or _HERE).startswith("local"):  # workers on this machine use this Python
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
            os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
    try:
        running = builder.getOrCreate()
    except PySparkException as error:
        raise SparkMissing(f"Spark cannot be started ({str(error).splitlines()[0]}).") from error
    running.sparkContext.setLogLevel("ERROR")
    try:
        yield running
    finally:
        running.stop()
