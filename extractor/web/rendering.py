"""Pages from templates: everything that comes from documents is escaped, and every form carries this server's mark."""

from __future__ import annotations

import secrets
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from extractor import __version__
from extractor.errors import ExtractorError, ForeignRequest
from extractor.web.guard import Forms
from extractor.web.problems import problem_of
from extractor.web.settings import Settings
from extractor.web.view import day_said, doubtful, number_said, period_said, share_said
from extractor.web.words import LANGUAGES, Words, language_of, words_in

VISIT, LANGUAGE, PERSON = "extractor_visit", "extractor_language", "extractor_person"
_YEAR_SECONDS = 365 * 24 * 3600


class Pages:
    """Renders templates for a request: in its language, with its form token."""

    def __init__(self, settings: Settings, forms: Forms) -> None:
        self._settings, self._forms = settings, forms
        self._environment = Environment(
            loader=PackageLoader("extractor.web"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        words = words_for(request)
        visit = request.cookies.get(VISIT) or secrets.token_urlsafe(16)
        context = {
            "t": words, "languages": LANGUAGES, "here": request.url, "version": __version__,
            "csrf": self._forms.token(visit), "person": self.person(request), "protected": bool(self._settings.token),
            "has_gold": self._settings.gold is not None, "doubtful": doubtful,
            "number": lambda value: number_said(value, words.language), "day": day_said,
            "share": lambda value: share_said(value, words.language),
            "period": lambda period: period_said(period, words),
        }  # fmt: skip
        html = self._environment.get_template(template).render(context | values)
        response = HTMLResponse(html, status)
        if VISIT not in request.cookies:
            remember(response, VISIT, visit)
        return response

    def problem(self, request: Request, error: ExtractorError) -> HTMLResponse:
        problem = problem_of(error)
        return self.page(request, "problem.html", problem.status, problem=problem)

    def person(self, request: Request) -> str:
        """Who corrects: the name given on the page, else the one that the server was started with."""
        given = request.cookies.get(PERSON, "")
        try:
            name = bytes.fromhex(given).decode("utf-8")  # cookies hold no Vietnamese letters
        except ValueError:
            name = ""
        return name or self._settings.person

    def check_form(self, request: Request, token: str) -> None:
        """Raises ForeignRequest (A002) when the form was not made by this server for this browser."""
        if not self._forms.holds(request.cookies.get(VISIT, ""), token):
            raise ForeignRequest("The page is from before the server was started, or from another site.")


def words_for(request: Request) -> Words:
    chosen = request.query_params.get("lang") or request.cookies.get(LANGUAGE)
    return words_in(language_of(chosen, request.headers.get("accept-language")))


def remember(response: Response, name: str, value: str) -> None:
    """A cookie that scripts and other sites do not get."""
    response.set_cookie(name, value, max_age=_YEAR_SECONDS, httponly=True, samesite="strict")
