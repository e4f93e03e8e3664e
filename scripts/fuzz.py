"""Damages documents of every format on purpose, and sees that each ends as a record or as an error with a code.

    python scripts/fuzz.py corpus [--files 10000] [--seed 1] [--jobs N] [--limit 30] [--only docx,pdf] [--keep out/fuzz]

Whole documents are made with `make_formats.py` (as far as its programs are installed), then bits are flipped, ends cut
off, blocks repeated, taken out or put in from other formats; what is packed is damaged inside and packed again; endings
are exchanged. Worker processes read them as `extractor run` does. A file is a fault when a worker crashes, when it
takes longer than the limit, and when an exception comes out that has no code, or out of the pipeline (D099).
The same seed makes the same files.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import io
import lzma
import random
import resource
import shutil
import subprocess
import tarfile
import tempfile
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import make_formats

from extractor.batch import record_from
from extractor.batch.pool import Loss, Pool
from extractor.errors import DocumentError
from extractor.ingest import document_from, sources

# What takes seconds a file (LibreOffice, OCR) is damaged less often: its share of the files.
_RARE = {"doc": 0.005, "scan": 0.003, "png": 0.004}
_PROGRAMS = {
    "docx": "soffice",
    "odt": "soffice",
    "rtf": "soffice",
    "doc": "soffice",
    "pdf": "soffice",
    "scan": "pdftoppm",
}
SLOW: tuple[str, ...] = ()  # formats that are left out
_LONGEST = 4000  # characters of a text
_ENDINGS = (
    "", ".txt", ".html", ".pdf", ".docx", ".doc", ".odt", ".rtf", ".xlsx", ".zip", ".tar", ".gz", ".eml", ".mbox",
    ".json", ".jsonl", ".csv", ".tsv", ".xml", ".rss", ".warc", ".png", ".7z", ".rar", ".htm", ".mht", ".bin",
)  # fmt: skip
_TOKENS = (
    b"\x00" * 64, b"\xff" * 64, b"<!ENTITY x 'y'>", b"]]>", b"<table><tr><td>", b"%PDF-", b"PK\x03\x04",
    b"\\bin99999999 ", b"{\\rtf1" * 50, b"<div>" * 500, b"9" * 500, b"\r\nContent-Length: -1\r\n", b"\xe1\xbb",
    b"1.000.000.000.000", b"\t" * 200, b"From a@b Thu Mar 31 08:05:00 2022\n", b"\x1f\x8b\x08", b"(" * 300,
    b'"' * 33, b"\xf4\x8f\xbf\xbf", b"|" * 99 + b"1\n",
)  # fmt: skip


@dataclass(frozen=True)
class Job:
    """One file to make and to read: its number says how it is damaged."""

    number: int
    seed: int
    seeds: str  # folder of whole documents
    only: str
    keep: str


@dataclass(frozen=True)
class Result:
    number: int
    name: str
    outcomes: tuple[str, ...]  # "record", or the code of an error, a document each
    fault: str = ""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("texts", type=Path, help="folder of plain texts")
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--limit", type=float, default=30.0, help="seconds for one file")
    parser.add_argument("--only", default="", help="formats, separated by commas")
    parser.add_argument("--keep", default="", help="folder that files with faults are kept in")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print("whole documents:", ", ".join(f"{name} {n}" for name, n in whole_documents(given.texts, folder).items()))
        numbers = range(given.first, given.first + given.files)
        jobs = (Job(number, given.seed, folder, given.only, given.keep) for number in numbers)
        outcomes, faults, peaks = run(jobs, given.jobs, given.limit)
    print(f"{given.files:,} files: " + ", ".join(f"{name} {n:,}" for name, n in outcomes.most_common()))
    print("peak memory of the workers:", ", ".join(f"{peak / 2**20:.0f} MB" for peak in peaks))
    for result in faults:
        print(f"FAULT {result.number} {result.name}: {result.fault}")
    print(f"{len(faults)} faults")
    raise SystemExit(1 if faults else 0)


def run(jobs: Iterator[Job], workers: int, limit_seconds: float) -> tuple[Counter[str], list[Result], list[int]]:
    """How many documents ended how, the files with faults, and the most memory that each worker has had, in bytes."""
    outcomes: Counter[str] = Counter()
    faults: list[Result] = []
    with Pool(read_damaged, workers, limit_seconds, _lost) as pool:
        for result in pool.results(jobs, lambda _: None):
            outcomes.update(result.outcomes)
            if result.fault:
                faults.append(result)
        return outcomes, faults, list(pool.peaks.values())


def _lost(job: Job, loss: Loss) -> Result:
    name, _ = damaged(job)
    how = "took too long" if loss.late else f"worker ended with {loss.exit_code}"
    return Result(job.number, name, ("fault",), how)


def read_damaged(job: Job) -> Iterator[Result]:
    """The task of a worker: make the file, read all that is in it."""
    name, data = damaged(job)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        outcomes: list[str] = []
        fault = ""
        try:
            for source in sources([path]):
                try:
                    record_from(document_from(source))
                    outcomes.append("record")
                except DocumentError as error:
                    outcomes.append(error.code)
                    if error.code == "D099":
                        fault = str(error) + "".join(traceback.format_exception(error.__cause__)[-3:])
        except Exception:
            outcomes.append("fault")
            fault = traceback.format_exc()[-1500:]
    if fault and job.keep:
        Path(job.keep).mkdir(parents=True, exist_ok=True)
        Path(job.keep, f"{job.number}-{name}").write_bytes(data)
    yield Result(job.number, name, tuple(outcomes), fault)


# --- whole documents -----------------------------------------------------------------------------------------------


def whole_documents(texts: Path, folder: str, number: int = 4) -> Counter[str]:
    """Write whole documents of every format that can be made here into a folder a format; how many of each."""
    shortest = sorted(texts.glob("*.txt"), key=lambda path: path.stat().st_size)
    chosen = {
        path.stem: path.read_text(encoding="utf-8")[:_LONGEST] for path in shortest[:: max(1, len(shortest) // number)]
    }
    made: Counter[str] = Counter()
    for name in make_formats.FORMATS:
        if name in ("dom", "print", *SLOW) or not shutil.which(_PROGRAMS.get(name, "python3")):
            continue
        make_formats.make(name, chosen, Path(folder, name))
    _more(Path(folder), chosen)
    for path in sorted(Path(folder).glob("*/*")):
        made[path.parent.name] += 1
    return made


def _more(folder: Path, texts: dict[str, str]) -> None:
    """Formats that Python's own libraries write."""
    files = {f"{name}.txt": text.encode() for name, text in texts.items()}
    for kind, mode in (("tar", "w"), ("tar.gz", "w:gz"), ("tar.xz", "w:xz")):
        with tarfile.open(_in(folder, kind, f"all.{kind}"), mode) as archive:
            for name, data in files.items():
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
    for kind, pack in (("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)):
        for name, data in files.items():
            _in(folder, kind, f"{name}.{kind}").write_bytes(pack(data))
    for name, data in files.items():
        _in(folder, "txt", name).write_bytes(data)
        _in(folder, "utf16", name).write_bytes(data.decode().encode("utf-16"))
    mails = [path.read_bytes() for path in sorted((folder / "eml").glob("*"))]
    _in(folder, "mbox", "all.mbox").write_bytes(
        b"".join(b"From a@b Thu Mar 31 08:05:00 2022\n" + m + b"\n" for m in mails)
    )
    _workbook(_in(folder, "xlsx", "all.xlsx"), texts)
    if shutil.which("bsdtar"):
        names = [str(path) for path in sorted((folder / "txt").glob("*"))]
        subprocess.run(["bsdtar", "-caf", str(_in(folder, "7z", "all.7z")), *names], check=True, capture_output=True)
    for path in sorted((folder / "scan").glob("*.pdf"))[:1]:
        import pypdfium2

        page = pypdfium2.PdfDocument(path)[0].render(scale=1, grayscale=True).to_pil()
        page.save(_in(folder, "png", "page.png"))


def _in(folder: Path, kind: str, name: str) -> Path:
    (folder / kind).mkdir(parents=True, exist_ok=True)
    return folder / kind / name


def _workbook(path: Path, texts: dict[str, str]) -> None:
    from openpyxl import Workbook

    book: Any = Workbook()
    for name, text in texts.items():
        sheet = book.create_sheet(name[:30])
        for at, line in enumerate(text.split("\n")):
            sheet.append([at, line, at / 7])
    book.save(path)


# --- damage --------------------------------------------------------------------------------------------------------


def damaged(job: Job) -> tuple[str, bytes]:
    """The name and the bytes of a damaged file."""
    chance = random.Random(f"{job.seed}:{job.number}")
    wholes = _wholes(job.seeds, job.only)
    kinds = sorted(wholes)
    kind = chance.choice(kinds)
    if chance.random() > _RARE.get(kind, 1.0) * len(kinds) and kind in _RARE:
        kind = "txt" if "txt" in wholes else kind
    path = chance.choice(wholes[kind])
    data = path.read_bytes()
    other = chance.choice(wholes[chance.choice(kinds)]).read_bytes()
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        data = _damaged_inside(data, other, chance) if chance.random() < 0.5 else _hurt(data, other, chance)
    ending = chance.choice(_ENDINGS) if chance.random() < 0.1 else path.suffix
    return f"{kind}{ending}", data


@cache
def _wholes(folder: str, only: str) -> dict[str, list[Path]]:
    wanted = set(filter(None, only.split(",")))
    found: dict[str, list[Path]] = {}
    for path in sorted(Path(folder).glob("*/*")):
        if not wanted or path.parent.name in wanted:
            found.setdefault(path.parent.name, []).append(path)
    return found


def _damaged_inside(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """What is packed, unpacked, damaged and packed again, so that the damage is not only seen by checksums."""
    for magic, unpack, pack in _PACKED:
        if data.startswith(magic):
            try:
                inner = unpack(data)
            except Exception:  # it has been damaged before
                break
            return pack(_hurt(inner, other, chance))
    if not data.startswith(b"PK"):
        return _hurt(data, other, chance)
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            infos = old.infolist()
            chosen = chance.choice(infos) if infos else None
            for info in infos:
                inner = old.read(info)
                new.writestr(info.filename, _hurt(inner, other, chance) if info is chosen else inner)
    except Exception:  # it has been damaged before, or names a member as no archive may
        return _hurt(data, other, chance)
    return out.getvalue()


_PACKED: tuple[tuple[bytes, Callable[[bytes], bytes], Callable[[bytes], bytes]], ...] = (
    (b"\x1f\x8b", gzip.decompress, gzip.compress),
    (b"BZh", bz2.decompress, bz2.compress),
    (b"\xfd7zXZ", lzma.decompress, lzma.compress),
)


def _hurt(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """One damage of many kinds."""
    if not data:
        return chance.choice(_TOKENS)
    place = chance.randrange(len(data))
    size = min(chance.choice((1, 4, 16, 64, 512, 4096)), len(data) - place)
    block = data[place : place + size]
    kind = chance.randrange(9)
    if kind == 0:  # flipped bits
        hurt = bytearray(data)
        for _ in range(chance.choice((1, 1, 4, 32))):
            hurt[chance.randrange(len(hurt))] ^= 1 << chance.randrange(8)
        return bytes(hurt)
    if kind == 1:  # cut off
        return data[:place]
    if kind == 2:  # a block of another format
        start = chance.randrange(len(other)) if other else 0
        return data[:place] + other[start : start + size * 4] + data[place + size :]
    if kind == 3:  # a block again and again
        return data[:place] + block * chance.choice((2, 10, 200 if size < 600 else 3)) + data[place:]
    if kind == 4:  # a block taken out
        return data[:place] + data[place + size :]
    if kind == 5:  # something that means something
        return data[:place] + chance.choice(_TOKENS) + data[place:]
    if kind == 6:  # noise
        return data[:place] + chance.randbytes(size) + data[place + size :]
    if kind == 7:  # another number
        return data[:place] + str(chance.choice((-1, 0, 2**31, 2**63, 10**30))).encode() + data[place + 1 :]
    return data[place:] + data[:place]  # its parts exchanged


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
