"""The API: texts and files to records, documents in, documents and figures out, scores, health and metrics."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.openapi.constants import REF_TEMPLATE
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import text
from starlette.datastructures import UploadFile
from starlette.responses import PlainTextResponse, Response

from extractor import __version__
from extractor.errors import EmptyDocument, InvalidRequest
from extractor.evaluate.measures import COUNTED
from extractor.records import Record
from extractor.store.database import reading
from extractor.web.archive import name_of_file, pasted
from extractor.web.asking import Asked, FigureQuestion
from extractor.web.desk import AtDesk
from extractor.web.listing import PAGE, listed, listed_figures, numbers
from extractor.web.problems import MEDIA_TYPE, Problem, problem_of
from extractor.web.scoring import Marks

_LONGEST_PAGE = 500
_LARGEST_OFFSET = 2**31
_EXAMPLE = "Năm 2023, LĐLĐ huyện Trà Cú giới thiệu 120 đoàn viên ưu tú, trong đó 45 đồng chí được kết nạp Đảng."


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """How the answers that are problems look, for the description of the API."""
    schema = {"schema": {"$ref": REF_TEMPLATE.format(model=Problem.__name__)}}
    told = {
        400: "The request cannot be understood", 401: "The token is missing or wrong", 403: "Made by another site",
        404: "There is no such document", 413: "Too large", 422: "The request or the document cannot be used",
        429: "Too many requests in a minute", 500: "An error of the server's own",
        501: "A library or program is missing", 503: "Busy, or the database cannot be used",
    }  # fmt: skip
    everywhere = (400, 401, 403, 413, 422, 429, 500, 503)
    return {
        status: {"description": told[status], "model": Problem, "content": {MEDIA_TYPE: schema}}
        for status in (*everywhere, *statuses)
    }


router = APIRouter(tags=["API"], responses=_problems())


class GivenText(BaseModel):
    """A text to read."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"text": _EXAMPLE, "name": "tra-cu"}]})

    text: str = Field(min_length=1, description="The document's text")
    name: str | None = Field(default=None, max_length=200, description="What the record calls the document")


class Taken(BaseModel):
    """What became of one document that was sent."""

    path: str = Field(description="Its file's name, and the path inside it")
    state: str = Field(description="extracted, copy (its content was there already), unchanged or failed")
    id: str | None = Field(default=None, description="SHA-256 of its bytes, which is its id here")
    problem: Problem | None = Field(default=None, description="Why it could not be read")


class DocumentEntry(BaseModel):
    """A document in the list."""

    id: str = Field(description="SHA-256 of its bytes")
    name: str
    path: str | None
    kind: str
    title: str | None
    number: str | None
    published: str | None = Field(description="First day of publication")
    place: str | None
    source: str | None
    figures: int
    people: int
    warnings: int
    least_confidence: float | None = Field(description="Of its figures; how often such figures are wholly right")
    corrected: str | None = Field(description="When a person corrected it last, UTC")


_LISTED = DocumentEntry.model_fields.keys() - {"id"}


class DocumentPage(BaseModel):
    total: int
    page: int
    documents: list[DocumentEntry]


class FigurePage(BaseModel):
    total: int
    offset: int
    figures: list[dict[str, Any]] = Field(
        description="Each with its document and its sentence; columns as in the database's table `figures`",
        examples=[
            [{"document_name": "tra-cu", "code": "f1", "value": 120, "indicator": "nominated", "place": "Trà Cú"}]
        ],
    )


class Measure(BaseModel):
    """How often something was right, over documents whose records were made by hand."""

    measure: str
    meaning: str
    precision: float
    recall: float
    f1: float
    right: int
    spurious: int
    missed: int


class Evaluation(BaseModel):
    """Scores by set of documents: `tune` (rules were written from them), `heldout` (none was), or `all`."""

    documents: int
    missing: int = Field(description="Documents without a record")
    sets: dict[str, list[Measure]]

    @classmethod
    def of(cls, marks: Marks) -> Evaluation:
        sets = {
            name: [
                Measure(
                    measure=measure, meaning=COUNTED[measure], precision=c.precision, recall=c.recall, f1=c.f1,
                    right=c.tp, spurious=c.fp, missed=c.fn,
                )
                for measure, c in score.counts.items()
            ]
            for name, score in marks.sets.items()
        }  # fmt: skip
        return cls(documents=marks.whole.documents, missing=marks.whole.missing, sets=sets)


class Health(BaseModel):
    status: str = "ok"
    version: str = __version__


async def given(
    request: Request,
    name: Annotated[
        str | None, Query(max_length=200, description="The file's name, when its bytes are the body")
    ] = None,
) -> tuple[str, bytes]:
    """The name and the bytes that were sent: a text in JSON, a file of a form, or a file as it is."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        try:
            sent = GivenText.model_validate_json(await request.body())
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            raise InvalidRequest(f"{first['msg']}.", ".".join(str(step) for step in first["loc"]) or "body") from error
        title, data = pasted(sent.text)
        return (f"{name_of_file(sent.name)}.txt" if sent.name else title), data
    if kind == "multipart/form-data":
        file = (await request.form()).get("file")
        if not isinstance(file, UploadFile):
            raise InvalidRequest("The form has no file.", "file")
        return file.filename or "document", await file.read()
    return name or "document", await request.body()


Given = Annotated[tuple[str, bytes], Depends(given)]
_BODY = {
    "requestBody": {
        "required": True,
        "description": "A text in JSON, a file in a form, or the bytes of a file; its content decides how it is read",
        "content": {
            "application/json": {"schema": GivenText.model_json_schema()},
            "multipart/form-data": {
                "schema": {
                    "type": "object", "required": ["file"],
                    "properties": {"file": {"type": "string", "contentMediaType": "application/octet-stream"}},
                }
            },
            "application/octet-stream": {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}},
        },
    }
}  # fmt: skip


@router.post(
    "/extract",
    summary="A text or a file to its record; nothing is stored",
    openapi_extra=_BODY,
    responses=_problems(501),
)
def extract(desk: AtDesk, sent: Given) -> Record:
    return desk.archive.extracted(*sent)


@router.post(
    "/documents",
    status_code=201,
    summary="Store a text or a file; of an archive, every document in it",
    openapi_extra=_BODY,
)
def store(desk: AtDesk, sent: Given) -> list[Taken]:
    name, data = sent
    if not data:
        raise EmptyDocument("Is empty.", name)
    return [
        Taken(
            path=outcome.source.path,
            state=outcome.state,
            id=None if outcome.error else outcome.sha256,
            problem=problem_of(outcome.error) if outcome.error else None,
        )
        for outcome in desk.archive.take_in(name, data)
    ]


@router.get("/documents", summary="Documents, by page")
def documents(desk: AtDesk, asked: Annotated[Asked, Query()]) -> DocumentPage:
    total, found = listed(desk.archive.store.engine, asked.wanted(page_of=PAGE))
    entries = [DocumentEntry(id=one.sha256, **{name: getattr(one, name) for name in _LISTED}) for one in found]
    return DocumentPage(total=total, page=asked.page, documents=entries)


@router.get("/documents/{id}", summary="The record of a document", responses=_problems(404))
def document(desk: AtDesk, id: str) -> Record:
    return desk.archive.record_of(id)


@router.get("/figures", summary="Figures, each with its sentence and its document")
def figures(
    desk: AtDesk,
    asked: Annotated[FigureQuestion, Query()],
    offset: Annotated[int, Query(ge=0, le=_LARGEST_OFFSET)] = 0,
    limit: Annotated[int, Query(ge=1, le=_LONGEST_PAGE)] = PAGE,
) -> FigurePage:
    total, found = listed_figures(desk.archive.store.engine, asked.filters(), offset, limit)
    return FigurePage(total=total, offset=offset, figures=found)


@router.get("/health", summary="Whether the server and its database answer")
def health(desk: AtDesk) -> Health:
    with reading(desk.archive.store.engine) as connection:
        connection.execute(text("SELECT 1"))
    return Health()


@router.get("/evaluation", summary="Scores of the extraction against the gold files", responses=_problems(404))
def evaluation(desk: AtDesk) -> Evaluation:
    return Evaluation.of(desk.scoring.marks())


@router.get("/metrics", summary="Counters in the text format of Prometheus", response_class=PlainTextResponse)
def metrics(desk: AtDesk) -> Response:
    lines = [f"extractor_{name} {number}" for name, number in numbers(desk.archive.store.engine).items()]
    lines += [
        f'extractor_requests_total{{method="{method}",status="{status}"}} {number}'
        for (method, status), number in sorted(desk.meter.answers.items())
    ]
    lines.append(f"extractor_request_seconds_total {desk.meter.seconds:.3f}")
    return PlainTextResponse("\n".join(lines) + "\n")
