"""Libraries and system programs that only some formats need; each missing one is an error that says what to install."""

from __future__ import annotations

import importlib
import shutil
from typing import Any

from extractor.errors import MissingExtra, MissingProgram


def library(name: str, extra: str, where: str) -> Any:
    """The module of that name. Raises MissingExtra (D008) with the pip command for `extra`."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        what = f"Reading it needs the Python library {name.partition('.')[0]}, which is not installed."
        raise MissingExtra(what, where, f"pip install 'extractor[{extra}]'") from error


def program(names: tuple[str, ...], package: str, where: str) -> str:
    """The path of the first of these programs that is installed. Raises MissingProgram (D009) naming the package."""
    for name in names:
        if path := shutil.which(name):
            return path
    what = f"Reading it needs the program {' or '.join(names)}, which is not installed."
    raise MissingProgram(what, where, f"On Debian and Ubuntu: sudo apt-get install {package}")
