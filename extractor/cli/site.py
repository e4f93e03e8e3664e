"""The command that serves pages and the API."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Option

from extractor.cli.app import app
from extractor.cli.archive import Database
from extractor.cli.speech import say
from extractor.errors import MissingPath

_RATE = 600  # requests a minute of one client, where others can ask: a person needs a few dozen
_LIBRARIES = ("fastapi", "uvicorn", "jinja2", "python_multipart")


@app.command()
def serve(
    db: Database,
    gold: Annotated[Path | None, Option(metavar="DIR", help="Gold files: scored on a page, and written to.")] = None,
    texts: Annotated[Path | None, Option(metavar="DIR", help="Their texts; else beside GOLD or in ../corpus.")] = None,
    files: Annotated[
        Path | None, Option(metavar="DIR", help="Keeps files that are uploaded.", show_default="FILE-files")
    ] = None,
    host: Annotated[str, Option(metavar="ADDRESS", help="Listen there; beyond this machine a token is needed.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, Option(metavar="NUMBER", min=0, max=65535, help="Port; 0 is any free one.")] = 8000,
    token: Annotated[
        str | None, Option(metavar="TOKEN", envvar="EXTRACTOR_TOKEN", help="Whoever asks has to know it.")
    ] = None,
    name: Annotated[
        list[str] | None, Option(metavar="HOST", help="A further host name that it answers to.", show_default=False)
    ] = None,
    rate: Annotated[
        int | None,
        Option(metavar="N", min=0, help="Most requests a minute of one client; 0: any.", show_default="600 of others"),
    ] = None,
    jobs: Annotated[
        int | None, Option("--jobs", metavar="N", min=1, help="Worker processes.", show_default="the machine's cores")
    ] = None,
) -> None:
    """Serve pages to read, correct and label documents in the browser, and an API; needs no network.

    On this machine anybody may use it. With --host it listens to others too, and then asks for the token, given with
    --token or in the environment as EXTRACTOR_TOKEN.
    """
    import getpass

    from extractor.batch import cores
    from extractor.store.optional import library

    for wanted in _LIBRARIES:
        library(wanted, "web", "Serving pages", "extractor serve")
    from extractor.web.serving import serve as served
    from extractor.web.settings import Settings, is_loopback

    for folder in (gold, texts):
        if folder is not None and not folder.is_dir():
            raise MissingPath("There is no such folder.", str(folder))
    settings = Settings(
        db=db, files=files or Path("extractor-files" if "://" in db else f"{db}-files"), gold=gold, texts=texts,
        host=host, port=port, token=token or None, names=tuple(name or ()),
        rate=rate if rate is not None else 0 if is_loopback(host) else _RATE, jobs=jobs or cores(),
        history=Path("extractor-history.jsonl" if "://" in db else f"{db}-history.jsonl") if gold else None,
        person=getpass.getuser() if is_loopback(host) else "",
    )  # fmt: skip
    new = "" if "://" in db or Path(db).exists() else ", new and empty,"
    served(settings, lambda address: say(f"Serving {db}{new} at {address}  (Ctrl-C ends it)"))
