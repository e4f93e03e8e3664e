"""A database as one page for people: what was read, the figures with charts, what to look at, and every sentence.

The page is whole in itself: no script, no font, no picture from elsewhere. Everything that comes from documents is
escaped.
"""

from __future__ import annotations

from extractor.report.gather import Report, gather
from extractor.report.page import page

__all__ = ["Report", "gather", "page"]
