"""Vietnamese news and official letters into statistics that point back to their characters."""

from __future__ import annotations

__version__ = "0.1.0"
