"""Stages 3: one room an extractor; each reads the layers of the stages before it and writes its own.

`extractor.extract` is also the façade's function; importing this package would hide it, so the package is callable
and does the same: `extractor.extract(text)`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.records import Record


class _CallablePackage(ModuleType):
    def __call__(self, text_or_path: str | Path) -> Record:
        from extractor.facade import extract

        return extract(text_or_path)


sys.modules[__name__].__class__ = _CallablePackage
