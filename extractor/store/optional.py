"""Libraries that only some databases and exports need; a missing one is an error that says what to install."""

from __future__ import annotations

import importlib
from typing import Any

from extractor.errors import MissingLibrary


def library(name: str, extra: str, what: str, where: str) -> Any:
    """The module of that name. Raises MissingLibrary (S002): `what` needs it, the pip command installs `extra`."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        told = f"{what} needs the Python library {name.partition('.')[0]}, which is not installed."
        raise MissingLibrary(told, where, f"pip install 'extractor[{extra}]'") from error
