"""A real server for tests: the application as `extractor serve` starts it, on a free port of this machine."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

pytest.importorskip("fastapi", reason="the extra `web` is not installed")

import uvicorn

from extractor.web.app import create_app
from extractor.web.settings import Settings

ARTICLE = (
    "Trà Cú: 45 công nhân được kết nạp Đảng\n\n"
    "Sáng 3/2/2024, Liên đoàn Lao động huyện Trà Cú tổ chức hội nghị tổng kết năm 2023. Bà Thạch Thị Mai, Chủ tịch "
    "Liên đoàn Lao động huyện, cho biết năm 2023 các cấp công đoàn giới thiệu 120 đoàn viên ưu tú, trong đó 45 đồng "
    "chí (37,5%) được kết nạp Đảng.\n\nNăm 2024 phấn đấu kết nạp 60 đảng viên.\n"
)
LETTER = (
    "LIÊN ĐOÀN LAO ĐỘNG TỈNH HƯNG YÊN\n\nSố: 12/BC-LĐLĐ\nHưng Yên, ngày 5 tháng 1 năm 2023\n\nBÁO CÁO\n"
    "kết quả công tác năm 2022\n\nNăm 2022, toàn tỉnh có 1.240 công đoàn cơ sở với 98.500 đoàn viên; kết nạp mới "
    "3.120 đoàn viên công đoàn.\n"
)


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """The address of a server with these settings, while it lives."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        app = create_app(replace(settings, port=listening.getsockname()[1]))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(20)


def settings_in(folder: Path, **others: object) -> Settings:
    """A database, a gold folder and a folder of texts in a folder of their own."""
    for name in ("gold", "texts"):
        (folder / name).mkdir(exist_ok=True)
    given = {"gold": folder / "gold", "texts": folder / "texts", "person": "Mai", **others}
    return Settings(db=str(folder / "test.sqlite"), files=folder / "files", **given)  # type: ignore[arg-type]


def add(client: httpx.Client, text: str, name: str) -> str:
    """Store a text; its id."""
    answer = client.post("/documents", json={"text": text, "name": name})
    assert answer.status_code == 201, answer.text
    return str(answer.json()[0]["id"])


def form_of(client: httpx.Client, address: str) -> dict[str, str | list[str]]:
    """Every field of the first form with these names on a page, as a browser would send it."""
    html = client.get(address, headers={"Accept": "text/html"}).text
    html = html[html.index('<main id="main"') :]
    fields: dict[str, str | list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", html):
        told = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" not in told or (told.get("type") in ("checkbox", "radio") and "checked" not in tag):
            continue
        if told["name"] == "mention":
            fields.setdefault("mention", []).append(told["value"])  # type: ignore[union-attr]
        else:
            fields.setdefault(told["name"], told.get("value", ""))
    for name, options in re.findall(r'<select[^>]*? name="([^"]+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    for name, words in re.findall(r'<textarea[^>]*? name="([^"]+)"[^>]*>\n?(.*?)</textarea>', html, re.DOTALL):
        fields[name] = words
    return fields
