"""The application: what is behind each address, and how errors leave it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources
from typing import Any

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from extractor import __version__
from extractor.errors import ExtractorError, InvalidRequest, NotThere
from extractor.web import api, docs, editing, pages, reader, settling
from extractor.web.archive import Archive
from extractor.web.desk import Desk, desk_of
from extractor.web.guard import Forms, Guard, Meter
from extractor.web.problems import problem_response
from extractor.web.rendering import Pages
from extractor.web.scoring import Scoring
from extractor.web.settings import Settings


def create_app(settings: Settings) -> FastAPI:
    """The ASGI application. Raises StoreError (S001) when the database cannot be opened."""
    archive = Archive(settings)
    desk = Desk(settings, archive, Pages(settings, Forms()), Scoring(archive), Meter())

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        await to_thread.run_sync(desk.archive.start)
        yield
        await to_thread.run_sync(desk.archive.close)

    app = FastAPI(
        title="extractor", version=__version__, lifespan=living, docs_url=None, redoc_url=None,
        description="Vietnamese news and official letters into records: people, organisations, dates and figures.",
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )  # fmt: skip
    app.state.desk = desk
    app.include_router(api.router)
    app.include_router(pages.router)
    app.include_router(reader.router)
    app.include_router(editing.router)
    app.include_router(settling.router)
    app.include_router(docs.router)
    app.mount("/static", StaticFiles(directory=str(resources.files(__package__).joinpath("static"))), name="static")
    app.add_middleware(Guard, settings=settings, meter=desk.meter)
    app.add_exception_handler(ExtractorError, _told)
    app.add_exception_handler(RequestValidationError, _told)
    app.add_exception_handler(HTTPException, _told)
    return app


async def _told(request: Request, error: Exception) -> Response:
    """A page for a browser that looks at pages, a problem for everybody else."""
    told = _as_ours(request, error)
    status, headers = (error.status_code, error.headers) if isinstance(error, HTTPException) else (None, None)
    described = request.app.openapi()["paths"].get(request.url.path, {})
    if status == 405 and described:  # every method has a route of its own, and the error knows one of them
        headers = {"Allow": ", ".join(sorted(method.upper() for method in described))}
    if "text/html" in request.headers.get("accept", ""):
        return desk_of(request).pages.problem(request, told)
    return problem_response(told, headers, status)


def _as_ours(request: Request, error: Exception) -> ExtractorError:
    if isinstance(error, ExtractorError):
        return error
    if isinstance(error, RequestValidationError):
        first: dict[str, Any] = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        return InvalidRequest(f"{first['msg']}.", where)
    if isinstance(error, HTTPException) and error.status_code == 404:
        return NotThere("There is nothing at this address.", request.url.path)
    return InvalidRequest(f"{getattr(error, 'detail', error)}.", request.url.path)
