"""Two thousand documents, one in twenty broken on purpose: every one accounted for, in little memory."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import random
import subprocess
import sys
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from conftest import NEWS

pytest.importorskip("lxml", reason="needs the extra office")

from extractor.store import Store

DOCUMENTS = 2000
BROKEN = DOCUMENTS // 20
MOST_BYTES = 500 * 1024**2  # of memory, for the parent and for each worker

PLACES = ("Hưng Yên", "Nam Định", "Bắc Giang", "Trà Vinh", "Quảng Ngãi", "Đắk Lắk", "Cà Mau")


def text(number: int) -> str:
    chance = random.Random(number)
    numbers = {"45": str(number + 50), "120": str(2 * number + 300)}
    words = NEWS.replace("Hưng Yên", chance.choice(PLACES))
    for old, new in numbers.items():
        words = words.replace(old, new)
    return words * chance.randint(1, 4)


def packed(member: bytes, name: str = "a.txt") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, member)
    return stream.getvalue()


def in_zip(number: int) -> bytes:
    return packed(text(number).encode())


def page(number: int) -> bytes:
    """As a newspaper's site shows it, with a menu and links that are none of its own."""
    body = "".join(f"<p>{line}</p>" for line in text(number).strip().split("\n"))
    menu = "<nav><ul><li><a href='/'>Trang chủ</a></li><li><a href='/b'>Công đoàn</a></li></ul></nav>"
    return f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{menu}<main>{body}</main></body></html>".encode()


def message(number: int) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@example.vn", "b@example.vn", f"Tin {number}"
    made["Date"] = "Thu, 31 Mar 2022 08:05:00 +0700"
    made.set_content(text(number), cte="base64")
    return made.as_bytes()


def word(number: int) -> bytes:
    """The least that Word takes for a document."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text(number).strip().split("\n"))
    return packed(f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode(), "word/document.xml")


def archive(number: int) -> bytes:
    out, data = io.BytesIO(), text(number).encode()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        info = tarfile.TarInfo("a.txt")
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


GOOD: dict[str, Callable[[int], bytes]] = {
    "txt": lambda number: text(number).encode(),
    "md": lambda number: text(number).encode("utf-8-sig"),
    "text": lambda number: text(number).encode("utf-16"),
    "zip": in_zip,
    "txt.gz": lambda number: gzip.compress(text(number).encode()),
    "html": page,
    "eml": message,
    "docx": word,
    "tar.gz": archive,
    "json": lambda number: json.dumps({"id": number, "content": text(number)}).encode(),
    "csv": lambda number: f'id,text\n{number},"{text(number)}"\n'.encode(),
}
BAD: dict[str, Callable[[int], bytes]] = {
    "empty.txt": lambda _: b"",
    "blank.txt": lambda _: b" \n" * 500,
    "zeros.txt": lambda _: bytes(1000),
    "program.txt": lambda number: b"\x7fELF" + random.Random(number).randbytes(4000),
    "noise.txt": lambda number: random.Random(number).randbytes(4000),
    "foreign.txt": lambda number: (
        f"The committee of number {number} met for the second time this year. " * 9
    ).encode(),
    "cut.zip": lambda number: in_zip(number)[:-40],
    "bomb.zip": lambda _: packed(bytes(30 * 1024**2)),
    "bomb.txt.gz": lambda _: gzip.compress(bytes(30 * 1024**2), 9),
    "cut.txt.gz": lambda number: gzip.compress(text(number).encode())[:-30],
    "cut.docx": lambda number: word(number)[:-40],
    "cut.tar.gz": lambda number: archive(number)[:-30],
    "bomb.txt.xz": lambda _: lzma.compress(bytes(30 * 1024**2)),
    "wrong.xlsx": lambda number: packed(text(number).encode(), "xl/workbook.xml"),
    "wrong.pdf": lambda _: b"%PDF-1.7\nnothing of the kind",
}


def fill(folder: Path) -> Counter[str]:
    """2,000 files; how many of them are good and bad. One holds 200 MB of nothing (that no disk has to hold)."""
    made: Counter[str] = Counter()
    for number in range(DOCUMENTS):
        kinds, kind = (BAD, "bad") if number % 20 == 11 else (GOOD, "good")
        ending, content = list(kinds.items())[number // (20 if kinds is BAD else 1) % len(kinds)]
        (folder / f"{number % 7}").mkdir(parents=True, exist_ok=True)
        path = folder / f"{number % 7}" / f"{number:04}-{ending}"
        path = path.with_name(path.name.replace("-", ".", 1)) if kinds is GOOD else path
        if number == 11:
            with path.open("wb") as stream:
                stream.truncate(200 * 1024**2)
        else:
            path.write_bytes(content(number))
        made[kind] += 1
    return made


@pytest.mark.slow
def test_every_one_of_two_thousand_documents_is_accounted_for(tmp_path: Path) -> None:
    def run(*options: object) -> subprocess.CompletedProcess[str]:
        """In a process of its own, whose memory is measured."""
        command = [sys.executable, "-m", "extractor", "run", str(folder), "--db", str(db), *map(str, options)]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)

    folder, db, log = tmp_path / "in", tmp_path / "x.sqlite", tmp_path / "log.jsonl"
    made = fill(folder)
    assert made == {"good": DOCUMENTS - BROKEN, "bad": BROKEN}
    assert run("--log", log).returncode == 1
    *events, end = [json.loads(line) for line in log.read_bytes().splitlines()][1:]
    assert Counter(event["state"] for event in events) == {"extracted": DOCUMENTS - BROKEN, "failed": BROKEN}
    assert all(event["code"][0] == "D" and event["remedy"] for event in events if event["state"] == "failed")
    with Store.open(db) as store:
        assert (store.summary().documents, store.summary().failures) == (DOCUMENTS - BROKEN, BROKEN)
        assert {failure.code for failure in store.failures()}.isdisjoint({"D098", "D099"})  # nothing unforeseen
    memory = end["memory_bytes"]
    peaks = [memory["parent"], *memory["workers"]]
    print(f"peak memory: parent {peaks[0] / 2**20:.0f} MB, workers {[round(peak / 2**20) for peak in peaks[1:]]} MB")
    assert max(peaks) < MOST_BYTES
    assert run().stdout.startswith(f"Nothing new, {DOCUMENTS - BROKEN:,} unchanged, {BROKEN}")
