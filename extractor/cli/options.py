"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

from typer import Option

Jobs = Annotated[
    int | None, Option("--jobs", metavar="N", min=1, help="Worker processes.", show_default="the machine's cores")
]
Limit = Annotated[
    float | None,
    Option("--limit", metavar="SECONDS", min=1, help="The longest that one document may take.", show_default="120"),
]
