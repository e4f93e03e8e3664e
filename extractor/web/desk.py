"""What every request works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from extractor.web.archive import Archive
from extractor.web.guard import Meter
from extractor.web.rendering import Pages
from extractor.web.scoring import Scoring
from extractor.web.settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """The server's set-up, its archive and its templates."""

    settings: Settings
    archive: Archive
    pages: Pages
    scoring: Scoring
    meter: Meter


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(desk_of)]
