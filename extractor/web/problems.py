"""Errors on their way to the one who asked: RFC 9457 problems for programs, a page for people, our codes in both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field
from starlette.responses import JSONResponse

from extractor.errors import DocumentError, ExtractorError

MEDIA_TYPE = "application/problem+json"

_STATUS = {
    "A000": 400, "A001": 401, "A002": 403, "A003": 404, "A004": 413, "A005": 429, "A006": 409, "A007": 422,
    "A008": 422, "A009": 503, "A010": 500, "D007": 413, "D008": 501, "D009": 501, "D098": 500,
    "D099": 500, "Q001": 422, "Q002": 422, "Q003": 422, "S001": 503,
}  # fmt: skip


class Problem(BaseModel):
    """What went wrong, and what to do about it (RFC 9457)."""

    type: str = Field(description="Where the code is explained", examples=["/docs#D003"])
    title: str = Field(description="The kind of problem; the same for every problem of a code")
    status: int = Field(description="The HTTP status", examples=[422])
    detail: str = Field(description="What happened this time")
    code: str = Field(description="Stable code; codes never change their meaning", examples=["D003"])
    remedy: str = Field(description="What to do about it")
    instance: str | None = Field(default=None, description="The document or field concerned")


def status_of(error: ExtractorError) -> int:
    return _STATUS.get(error.code, 422 if isinstance(error, DocumentError) else 500)


def problem_of(error: ExtractorError) -> Problem:
    return Problem(
        type=f"/docs#{error.code}",
        title=title_of(type(error)),
        status=status_of(error),
        detail=error.what,
        code=error.code,
        remedy=error.advice,
        instance=error.where,
    )


def title_of(kind: type[ExtractorError]) -> str:
    """The name of an error in words: "Too many requests"."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in kind.__name__)
    return words.strip().capitalize()


def problem_response(
    error: ExtractorError, headers: Mapping[str, str] | None = None, status: int | None = None
) -> JSONResponse:
    """The problem as an answer; `status` where HTTP knows better than our code."""
    problem: dict[str, Any] = problem_of(error).model_dump(exclude_none=True)
    problem["status"] = status or problem["status"]
    return JSONResponse(problem, problem["status"], headers=headers, media_type=MEDIA_TYPE)
