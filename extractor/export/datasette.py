"""What Datasette needs to show a database well: titles, facets, units, ready questions, and every column explained."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from extractor.store import Store
from extractor.store.database import reading
from extractor.store.explained import explanations


def metadata_of(store: Store, database: Path) -> dict[str, Any]:
    """The contents of Datasette's metadata file for this SQLite file."""
    told = tomllib.loads(files("extractor.export").joinpath("datasette.toml").read_text(encoding="utf-8"))
    tables: dict[str, dict[str, Any]] = {}
    with reading(store.engine) as connection:
        for table, column, meaning in explanations(connection):
            entry = tables.setdefault(table, {"description": "", "columns": {}})
            if column:
                entry["columns"][column] = meaning
            else:
                entry["description"] = meaning
    for name, shown in told["tables"].items():
        tables[name] |= shown
    for name in told["hidden"]:
        tables[name]["hidden"] = True
    described = {"title": told["title"], "description": told["description"], "extra_css_urls": [_inline(told["css"])]}
    return described | {"databases": {database.stem: {"tables": tables, "queries": told["queries"]}}}


def _inline(css: str) -> str:
    """A style sheet that is its own address."""
    return f"data:text/css,{quote(css)}"
