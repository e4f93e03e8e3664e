"""The pages for reading: the list, a document, a new text, what failed; and who is asking, in which language."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from starlette.responses import FileResponse, RedirectResponse, Response

from extractor.errors import EmptyDocument, QueryError
from extractor.web.archive import pasted
from extractor.web.asking import Asked
from extractor.web.desk import AtDesk
from extractor.web.guard import SESSION, session_of
from extractor.web.listing import PAGE, choices, listed, numbers
from extractor.web.rendering import LANGUAGE, PERSON, remember
from extractor.web.words import LANGUAGES

router = APIRouter(include_in_schema=False)

# Shown by the browser as they are; a PDF's own viewer does not start under the policy of our pages.
_INLINE = {".txt": "text/plain; charset=utf-8", ".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg"}


@router.get("/")
def documents(request: Request, desk: AtDesk, asked: Annotated[Asked, Query()]) -> Response:
    wanted = asked.wanted(page_of=PAGE)
    engine = desk.archive.store.engine
    try:
        (count, found), refused = listed(engine, wanted), None
    except QueryError as error:
        count, found, refused = 0, [], error
    totals = numbers(engine)
    query = {key: value for key, value in request.query_params.items() if key not in ("page", "lang") and value}
    return desk.pages.page(
        request, "documents.html", 422 if refused else 200, refused=refused, found=found, count=count, asked=asked,
        choices=choices(engine), totals=totals, failures=totals["failures"], query=query,
        pages=range(1, -(-count // PAGE) + 1), narrowed=bool(query.keys() - {"q", "order"}),
        link=lambda **changes: "/?" + urlencode(query | changes),
    )  # fmt: skip


@router.get("/read/{sha256}/original")
def original(desk: AtDesk, sha256: str) -> Response:
    """The file as it was read; nothing in it may run here."""
    found = desk.archive.original(sha256)
    ending = found.path.suffix.lower()
    kind = _INLINE.get(ending)
    return FileResponse(
        found.path, media_type=kind or "application/octet-stream", filename=found.path.name,
        content_disposition_type="inline" if kind else "attachment",
        headers={"Content-Security-Policy": "frame-ancestors 'none'"} if ending == ".pdf" else None,
    )  # fmt: skip


@router.get("/new")
def new(request: Request, desk: AtDesk) -> Response:
    return desk.pages.page(request, "new.html", failed=[], text="")


@router.post("/new")
def take_in(
    request: Request,
    desk: AtDesk,
    csrf: Annotated[str, Form()],
    text: Annotated[str, Form()] = "",
    file: Annotated[list[UploadFile] | None, File()] = None,
) -> Response:
    """Read what was pasted or chosen; one document is shown at once, of several the list."""
    desk.pages.check_form(request, csrf)
    given = [(upload.filename or "document", upload.file.read()) for upload in file or [] if upload.size]
    if text.strip():
        given.append(pasted(text))
    if not given:
        return desk.pages.problem(request, EmptyDocument("Nothing was pasted and no file was chosen."))
    outcomes = [outcome for name, data in given for outcome in desk.archive.take_in(name, data)]
    failed = [outcome.error for outcome in outcomes if outcome.error is not None]
    read = [outcome.sha256 for outcome in outcomes if outcome.sha256 and outcome.error is None]
    if failed or not read:
        return desk.pages.page(request, "new.html", 422, failed=failed, text=text)
    return RedirectResponse(f"/read/{read[0]}" if len(read) == 1 else "/?order=newest", 303)


@router.get("/failures")
def failures(request: Request, desk: AtDesk) -> Response:
    return desk.pages.page(request, "failures.html", failures=desk.archive.store.failures())


@router.get("/language/{language}")
def speak(language: str, next: str = "/") -> Response:
    response = RedirectResponse(_local(next), 303)
    if language in LANGUAGES:
        remember(response, LANGUAGE, language)
    return response


@router.post("/person")
def be(request: Request, desk: AtDesk, csrf: Annotated[str, Form()], name: Annotated[str, Form()] = "") -> Response:
    """Say who corrects."""
    desk.pages.check_form(request, csrf)
    response = RedirectResponse(_local(request.query_params.get("next", "/")), 303)
    remember(response, PERSON, " ".join(name.split())[:80].encode("utf-8").hex())
    return response


@router.get("/sign-in")
def sign_in(request: Request, desk: AtDesk, next: str = "/") -> Response:
    return desk.pages.page(request, "sign_in.html", next=_local(next), wrong=False)


@router.post("/sign-in")
def signed_in(
    request: Request, desk: AtDesk, csrf: Annotated[str, Form()], token: Annotated[str, Form()], next: str = "/"
) -> Response:
    desk.pages.check_form(request, csrf)
    wanted = desk.settings.token
    if not wanted:
        return RedirectResponse(_local(next), 303)
    if session_of(token) != session_of(wanted):
        return desk.pages.page(request, "sign_in.html", 401, next=_local(next), wrong=True)
    response = RedirectResponse(_local(next), 303)
    remember(response, SESSION, session_of(wanted))
    return response


def _local(address: str) -> str:
    """An address on this server; anything else becomes the first page."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/"
