"""What goes across documents is brought up to date when people have stopped changing them for a while."""

from __future__ import annotations

import logging
import threading

from extractor.errors import ExtractorError
from extractor.link import relink
from extractor.store import Store

_log = logging.getLogger(__name__)


class Linker:
    """A thread that links what has changed; `soon()` tells it that something has."""

    def __init__(self, store: Store, quiet_seconds: float) -> None:
        self._store, self._quiet = store, quiet_seconds
        self._changed, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._live, daemon=True, name="linker")

    def start(self) -> None:
        self._thread.start()

    def soon(self) -> None:
        self._changed.set()

    def close(self) -> None:
        """End after the linking that is going on; what has changed since is for the next run or `extractor link`."""
        self._ended.set()
        self._changed.set()
        if self._thread.is_alive():
            self._thread.join()

    def _live(self) -> None:
        while self._changed.wait() and not self._ended.is_set():
            while self._changed.is_set() and not self._ended.is_set():
                self._changed.clear()
                self._ended.wait(self._quiet)
            if self._ended.is_set():
                return
            try:
                relink(self._store)
            except ExtractorError as error:
                _log.warning("Linking failed: %s", error)
