"""The server: pages to read, correct and label documents in the browser, and an API to build on."""

from __future__ import annotations
