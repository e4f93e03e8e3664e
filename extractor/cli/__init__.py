"""The command `extractor`: one short function a command.

Exit codes: 0 all well, 1 some documents failed (or a score, a floor or a gold file did), 2 wrong use.
What takes long to import is imported inside the command that needs it, so that `--help` is quick.
"""

from __future__ import annotations

import signal
from typing import NoReturn

from extractor.cli import archive, cluster, exports, labels, linking, questions, reporting, scores, site, texts
from extractor.cli.app import app
from extractor.cli.speech import FAILED, STOPPED, WRONG_USE, say
from extractor.errors import ExtractorError, GoldError

__all__ = [
    "app", "archive", "cluster", "exports", "labels", "linking", "main", "questions", "reporting", "scores", "site",
    "texts",
]  # fmt: skip


def main() -> NoReturn:
    """Run the command line and exit; a signal from the keyboard or a service manager stops it cleanly."""
    for stop in (signal.SIGINT, signal.SIGTERM):  # a shell's background jobs would ignore the first
        signal.signal(stop, signal.default_int_handler)
    try:
        app()
    except ExtractorError as error:
        say(str(error))
        raise SystemExit(FAILED if isinstance(error, GoldError) else WRONG_USE) from None
    except KeyboardInterrupt:
        raise SystemExit(STOPPED) from None
    raise SystemExit(0)
