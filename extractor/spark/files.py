"""The cluster's files, through Hadoop: any file system that Spark reads, with Spark's own settings and rights."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from extractor.errors import MissingPath

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

LOCK = "~$"  # what office programs leave behind; passed over, as on one machine
_GLOB = frozenset("*?[{")


class Files:
    """Paths are those that Hadoop takes: `hdfs://host/news`, `s3a://bucket/news/2019-*`, `/mnt/news`."""

    def __init__(self, spark: SparkSession) -> None:
        context: Any = spark.sparkContext
        self._java: Any = context._jvm
        self._settings: Any = context._jsc.hadoopConfiguration()

    def _at(self, path: str) -> tuple[Any, Any]:
        """The file system and the path in it."""
        found = self._java.org.apache.hadoop.fs.Path(path)
        return found.getFileSystem(self._settings), found

    def whole(self, path: str) -> str:
        """The path with its file system: "file:/mnt/news"."""
        system, found = self._at(path)
        return str(system.makeQualified(found).toString())

    def exists(self, path: str) -> bool:
        system, found = self._at(path)
        return bool(system.exists(found))

    def read(self, path: str) -> str:
        system, found = self._at(path)
        stream = system.open(found)
        try:
            return str(self._java.org.apache.commons.io.IOUtils.toString(stream, "UTF-8"))
        finally:
            stream.close()

    def write(self, path: str, words: str) -> None:
        """Write a small file, whole or not at all."""
        system, found = self._at(path)
        made = self._at(path + ".new")[1]
        stream = system.create(made, True)
        try:
            stream.write(bytearray(words.encode("utf-8")))
        finally:
            stream.close()
        system.rename(made, found)

    def delete(self, path: str) -> None:
        system, found = self._at(path)
        system.delete(found, True)

    def unread(self, listed: DataFrame) -> tuple[str, ...]:
        """The files that Spark lists and does not read, because they hold no byte; `listed` is what it reads."""
        frame: Any = listed
        every = frame._jdf.inputFiles()
        if len(every) == listed.count():  # as a rule, and the names of millions of files stay where they are
            return ()
        names = (unquote(name) for name in every)
        wanted = {self.whole(name) for name in names if not PurePosixPath(name).name.startswith(LOCK)}
        return tuple(sorted(wanted - {row.path for row in listed.select("path").toLocalIterator()}))

    def root_and_bytes(self, path: str) -> tuple[str, int]:
        """What document paths are relative to, and the size of everything below `path`.

        The root of a glob is the folder before its first pattern. Raises MissingPath (D001).
        """
        system, found = self._at(path)
        matches = system.globStatus(found)
        if not matches:
            raise MissingPath("There is nothing here.", path)
        size = sum(system.getContentSummary(match.getPath()).getLength() for match in matches)
        while _GLOB & set(found.toString()):
            found = found.getParent()
        return str(system.makeQualified(found).toString()), int(size)
