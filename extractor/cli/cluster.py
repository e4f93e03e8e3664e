"""The command that hands an archive to a Spark cluster."""

from __future__ import annotations

from typing import Annotated

import typer
from typer import Argument, Option

from extractor.cli.app import app
from extractor.cli.speech import FAILED, say
from extractor.errors import SparkFailed


@app.command()
def spark(
    source: Annotated[
        str, Argument(metavar="INPUT", help="A file, folder or glob: hdfs://…, s3a://…, a path that all workers see.")
    ],
    target: Annotated[str, Argument(metavar="OUTPUT", help="Folder for records, figures and failures (Parquet).")],
    master: Annotated[
        str | None,
        Option(metavar="URL", help="The cluster, as Spark names it.", show_default="this machine, or spark-submit's"),
    ] = None,
    parts: Annotated[
        int, Option(metavar="N", min=0, help="Parts that are done one by one.", show_default="one per 4 GiB")
    ] = 0,
    limit: Annotated[
        float, Option("--limit", metavar="SECONDS", min=1, help="The longest that one document may take.")
    ] = 120.0,
) -> None:
    """Extract an archive on an Apache Spark cluster, with the same records as on one machine.

    Started again with the same OUTPUT, it goes on with the parts that are not done.
    """
    from extractor.spark import Options, extract_to
    from extractor.spark.session import session

    with session(master) as running:
        report = extract_to(running, source, target.rstrip("/"), Options(parts, limit))
    for part, why in sorted(report.broken.items()):
        say(str(SparkFailed(f"It failed as a whole ({why}).", f"part {part}")))
    done = report.parts - report.kept - len(report.broken)
    typer.echo(
        f"{report.records:,} records, {report.figures:,} figures, {report.failures:,} failures in {target}\n"
        f"{done} parts done now, {report.kept} before, {len(report.broken)} failed"
    )
    raise typer.Exit(FAILED if report.failures or report.broken else 0)
