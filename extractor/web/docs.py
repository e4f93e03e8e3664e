"""The page that describes the API, made from its own description, and every error code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from extractor.errors import ExtractorError
from extractor.web.desk import AtDesk
from extractor.web.problems import title_of

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """One request that the API answers."""

    method: str
    path: str
    summary: str
    parameters: list[dict[str, Any]]
    command: str
    answers: dict[str, str]


@router.get("/docs")
def docs(request: Request, desk: AtDesk) -> Response:
    description = request.app.openapi()
    base = str(request.base_url).rstrip("/")
    return desk.pages.page(
        request, "docs.html", operations=list(_operations(description, base, bool(desk.settings.token))), base=base,
        codes=sorted(_codes(ExtractorError), key=lambda one: one[0]),
    )  # fmt: skip


def _operations(description: dict[str, Any], base: str, protected: bool) -> Iterator[Operation]:
    for path, methods in description["paths"].items():
        for method, told in methods.items():
            yield Operation(
                method.upper(), path, told.get("summary", ""), told.get("parameters", []),
                _command(method, path, told, base, protected),
                {status: answer["description"] for status, answer in told["responses"].items()},
            )  # fmt: skip


def _command(method: str, path: str, told: dict[str, Any], base: str, protected: bool) -> str:
    """A curl command that makes the request."""
    parts = [f"curl {base}{path}"]
    if protected:
        parts.append('-H "Authorization: Bearer $EXTRACTOR_TOKEN"')
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    if method == "post" and body:
        example = json.dumps(body["examples"][0], ensure_ascii=False)
        parts += ["-H 'Content-Type: application/json'", f"-d '{example}'"]
    return " \\\n  ".join(parts)


def _codes(kind: type[ExtractorError]) -> Iterator[tuple[str, str, str]]:
    """Code, name and remedy of every error that has no kinds below it."""
    for child in kind.__subclasses__():
        if child.__subclasses__():
            yield from _codes(child)
        else:
            yield child.code, title_of(child), child.remedy
