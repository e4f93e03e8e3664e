"""What every request passes before anything looks at it: host, origin, size, rate, token; and every answer's headers.

The server is a program on the user's own machine, which any page in the user's browser can send requests to. A page
of another site is refused by its origin; a name that is made to point here (DNS rebinding) by the host asked for.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import logging
import secrets
import socket
import time
from collections import Counter
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.errors import ForeignRequest, RequestTooLarge, TokenMissing, TooManyRequests, Unforeseen
from extractor.web.problems import problem_response
from extractor.web.settings import LIMIT_BODY_BYTES, Settings, is_loopback

SESSION = "extractor_session"
_SAFE = {"GET", "HEAD", "OPTIONS"}
_METHODS = {*_SAFE, "POST", "PUT", "PATCH", "DELETE"}
_OPEN = ("/static/", "/sign-in", "/health")  # what needs no token
_WINDOW_SECONDS = 60.0
_MOST_CLIENTS = 10_000  # whose requests are counted at once
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

_log = logging.getLogger(__name__)


def session_of(token: str) -> str:
    """What the browser of somebody who has given the token keeps in a cookie."""
    return hmac.new(token.encode(), b"extractor session", hashlib.sha256).hexdigest()


@dataclass(slots=True)
class Forms:
    """Tokens that show that a form was made by this server, for this browser."""

    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def token(self, visit: str) -> str:
        return hmac.new(self.secret, visit.encode(), hashlib.sha256).hexdigest()

    def holds(self, visit: str, token: str) -> bool:
        return bool(visit) and hmac.compare_digest(self.token(visit).encode(), token.encode())


@dataclass(slots=True)
class Rate:
    """Requests of each client within the last minute; `most` 0 counts nothing."""

    most: int
    _seen: dict[str, tuple[float, int]] = field(default_factory=dict)

    def wait(self, client: str) -> int:
        """Seconds until the client may ask again; 0 when it may now."""
        if not self.most:
            return 0
        now = time.monotonic()
        since, number = self._seen.get(client, (now, 0))
        if now - since >= _WINDOW_SECONDS:
            since, number = now, 0
        if len(self._seen) >= _MOST_CLIENTS and client not in self._seen:
            self._seen.clear()
        self._seen[client] = (since, number + 1)
        return 0 if number < self.most else max(1, round(_WINDOW_SECONDS - (now - since)))


@dataclass(slots=True)
class Meter:
    """How many requests were answered how, and how long that took in all."""

    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    seconds: float = 0.0

    def note(self, method: str, status: int, began: float) -> None:
        self.answers[method if method in _METHODS else "other", status] += 1
        self.seconds += time.monotonic() - began


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, settings: Settings, meter: Meter) -> None:
        self._app, self._meter = app, meter
        self._token = settings.token
        self._rate = Rate(settings.rate)
        self._names = {name.lower() for name in (settings.host, *settings.names)}
        if not is_loopback(settings.host):
            self._names |= {socket.gethostname().lower(), socket.getfqdn().lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        begun, came = False, time.monotonic()

        async def answer(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                self._meter.note(scope["method"], message["status"], came)
                given = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    given.setdefault(name, value)
                if not scope["path"].startswith("/static/"):
                    given.setdefault("Cache-Control", "no-store")
            await send(message)

        refused = self._refused(scope, headers)
        if refused is not None:
            await refused(scope, receive, answer)
            return
        try:
            await self._app(scope, _bounded(receive), answer)
        except RequestTooLarge as error:  # found while the body came in, before there was an answer
            await problem_response(error)(scope, receive, answer)
        except Exception as error:
            _log.exception("%s %s", scope["method"], scope["path"])
            if begun:
                raise
            await problem_response(Unforeseen(f"The server stopped with {type(error).__name__}."))(
                scope, receive, answer
            )

    def _refused(self, scope: Scope, headers: Headers) -> Response | None:
        host = headers.get("host", "")
        if not self._is_ours(_name(host)):
            return problem_response(ForeignRequest(f"This server is not {host[:100]!r}."))
        if scope["method"] not in _SAFE and _is_foreign(headers, host):
            return problem_response(ForeignRequest("The request was made by another site."))
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdecimal() or int(length[:20]) > LIMIT_BODY_BYTES:
            return problem_response(RequestTooLarge(f"Holds more than {LIMIT_BODY_BYTES:,} bytes."))
        client = scope["client"][0] if scope.get("client") else ""
        if not scope["path"].startswith("/static/") and (wait := self._rate.wait(client)):
            return problem_response(TooManyRequests("Too many requests in a minute."), {"Retry-After": str(wait)})
        return self._unknown(scope, headers)

    def _unknown(self, scope: Scope, headers: Headers) -> Response | None:
        """The answer to somebody without the token: where to sign in for a browser, a problem for a program."""
        path = scope["path"]
        if not self._token or path.startswith(_OPEN):
            return None
        kind, _, given = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and hmac.compare_digest(given.strip().encode("latin-1"), self._token.encode()):
            return None
        if hmac.compare_digest(_cookie(headers, SESSION).encode(), session_of(self._token).encode()):
            return None
        if scope["method"] == "GET" and "text/html" in headers.get("accept", ""):
            return RedirectResponse(f"/sign-in?next={quote(path)}", 303)
        return problem_response(TokenMissing("This server asks for a token."), {"WWW-Authenticate": "Bearer"})

    def _is_ours(self, name: str) -> bool:
        """A name of our own, or an address as such: a name that was made to point here is neither."""
        if name in self._names or is_loopback(name):
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


def _name(host: str) -> str:
    """The host's name or address without the port, in lower case."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_foreign(headers: Headers, host: str) -> bool:
    """Whether a browser says that a page of another site made the request. Programs say nothing."""
    if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != host


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _bounded(receive: Receive) -> Receive:
    """The same messages, up to the limit; a body may come without saying how long it is."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LIMIT_BODY_BYTES:
            raise RequestTooLarge(f"Holds more than {LIMIT_BODY_BYTES:,} bytes.")
        return message

    return bounded
