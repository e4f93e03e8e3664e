"""Starting the server."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from extractor.errors import UsageError
from extractor.web.app import create_app
from extractor.web.settings import Settings

_WAITING = 512  # connections that may wait to be taken


def serve(settings: Settings, ready: Callable[[str], None]) -> None:
    """Serve until stopped; `ready` hears the address. Raises UsageError (U001) when the port cannot be had."""
    app = create_app(settings)
    host = settings.host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, settings.port))
        except OSError as error:
            reason = f"Cannot listen there ({error.strerror or error})."
            raise UsageError(reason, f"{settings.host}:{settings.port}", "Choose another --port or --host.") from error
        listening.listen(_WAITING)
        shown = f"[{host}]" if family == socket.AF_INET6 else host
        ready(f"http://{shown}:{listening.getsockname()[1]}/")
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, ws="none",
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[listening])
