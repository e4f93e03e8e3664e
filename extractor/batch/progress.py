"""A progress bar on standard error while a batch runs; nothing where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def tracked(items: Iterable[Item], count: Callable[[], int], what: str) -> Iterator[Item]:
    """The same items, with a bar, rate and time left on a terminal; they are counted only there."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("[progress.description]{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=count(), rate="")
        for item in items:
            speed = progress.tasks[0].speed
            progress.update(task, advance=1, rate=f"{speed:,.0f}/s" if speed else "")
            yield item
