"""How a server is set up, as one value."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path

from extractor.errors import UsageError

LIMIT_BODY_BYTES = 21 * 1024 * 1024  # of a request: the largest document that is read, and its envelope
_LOOPBACK_NAME = "localhost"


@dataclass(frozen=True, slots=True)
class Settings:
    """`db` is a path or a database URL. Raises UsageError (U001) when it would listen beyond loopback without a token.

    `files` is the folder that uploaded files are kept in, `history` the file that scores over time are kept in,
    `names` further host names that the server answers to, `rate` the most requests a minute of one client (0: any
    number), `person` who corrects when nobody says so. After `quiet_seconds` without a change the documents are linked.
    """

    db: str
    files: Path
    gold: Path | None = None
    texts: Path | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = field(default=None, repr=False)
    names: tuple[str, ...] = ()
    history: Path | None = None
    rate: int = 0
    person: str = ""
    jobs: int = 1
    quiet_seconds: float = 20.0  # linking takes a second of the processor, which corrections can use better

    def __post_init__(self) -> None:
        if not self.token and not is_loopback(self.host):
            raise UsageError(
                "A server that others can reach needs a token.", self.host,
                "Give it one with --token or in EXTRACTOR_TOKEN.",
            )  # fmt: skip


def is_loopback(host: str) -> bool:
    """Whether only programs of this machine reach a server that listens there."""
    if host.lower().rstrip(".") == _LOOPBACK_NAME:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
