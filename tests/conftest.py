"""What several test files use: the shared material where it is there, the command line, a record with everything."""

from __future__ import annotations

import io
import re
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from postgres import address as address
from postgres import postgres as postgres
from postgres import postgres_server as postgres_server

from extractor.cli import main
from extractor.records import Record

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"

NEWS = (
    "Hưng Yên: 45 công nhân được kết nạp Đảng\n"
    "Sáng 3/2/2024, Liên đoàn Lao động tỉnh tổ chức hội nghị tổng kết. Theo bà Đỗ Thị Hạnh, Phó Chủ tịch Liên đoàn "
    "Lao động tỉnh, năm 2023 các cấp công đoàn giới thiệu 120 đoàn viên ưu tú, trong đó 45 người (37,5%) được kết nạp\n"
)


@pytest.fixture
def shared() -> Path:
    """The folder with the shared gold, texts and tools; a test that needs it is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared folder is not beside the project")
    return SHARED


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Result]:
    """`command("extract", path, stdin=b"…")` runs `extractor extract path` in this process."""

    def run(*arguments: object, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["extractor", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsysbinary.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsysbinary.readouterr()
        return Result(int(stopped.value.code or 0), out.decode("utf-8"), err.decode("utf-8"))

    return run


def contents(db: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a database but the runs: rows with their numbers, without what depends on when and in which run."""
    connection = sqlite3.connect(db)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    found: dict[str, list[tuple[object, ...]]] = {}
    for name in {name for name in names if name != "runs" and not re.search(r"_words_(exact|plain)|^entity_names", name)}:
        columns = [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (name,))]
        timed = {"run_id": "1", "replaced": "1", "fetched": "1", "removed": "removed IS NOT NULL"}
        chosen = ", ".join(timed.get(column, f'"{column}"') for column in columns)
        found[name] = connection.execute(f"SELECT {chosen} FROM {name} ORDER BY 1, 2").fetchall()
    connection.close()
    return found


def span_of(words: str, text: str = NEWS, nth: int = 0) -> list[int]:
    """The span of the `nth` occurrence of `words`."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return [start, start + len(words)]


def quote(words: str, nth: int = 0) -> dict[str, object]:
    return {"span": span_of(words, nth=nth), "text": words}


@pytest.fixture
def record() -> Record:
    """A record of `NEWS` in which every kind of thing occurs, made by hand."""
    union, person = "Liên đoàn Lao động tỉnh", "Đỗ Thị Hạnh"
    year = {"from": "2023-01-01", "to": "2023-12-31"}
    chosen = {"counted": "đoàn viên ưu tú", "indicator": "nominated"}
    figure = {"unit": "person", "status": "actual", "period": year, "place": "Hưng Yên", "actor": "các cấp công đoàn"}
    return Record.model_validate(
        {
            "schema": 1,
            "document": {
                "id": "hung-yen", "path": "2024/hung-yen.txt", "sha256": "ab" * 32, "kind": "news", "source": None,
                "title": "Hưng Yên: 45 công nhân được kết nạp Đảng",
                "published": {"from": "2024-02-03", "to": "2024-02-03"},
                "recipients": ["Tỉnh ủy", "Tổng Liên đoàn"],
                "signatory": {"name": person, "title": "Phó Chủ tịch", "authority": "TM. BAN THƯỜNG VỤ"},
            },
            "text": NEWS,
            "zones": [{"kind": "title", "span": [0, 40]}, {"kind": "body", "span": [41, len(NEWS)]}],
            "people": [
                {
                    "name": person, "roles": [{"title": "Phó Chủ tịch", "organisation": union}],
                    "mentions": [quote(person)], "rule": "honorific", "confidence": 0.9, "sentence": [41, len(NEWS)],
                }
            ],
            "organisations": [{"name": union, "type": "union", "mentions": [quote(union), quote(union, nth=1)]}],
            "dates": [
                {**quote("Sáng 3/2/2024"), "kind": "date", "from": "2024-02-03", "to": "2024-02-03"},
                {**quote("năm 2023"), "kind": "interval", **year, "modifier": "end", "rule": "y", "sentence": [41, 60]},
            ],
            "figures": [
                {"id": "f1", **quote("45"), **figure, "value": 45, "indicator": "admitted"},
                {"id": "f2", **quote("120"), **figure, "value": 120, **chosen},
                {"id": "f3", **quote("45", nth=1), **figure, "value": 45, "indicator": "admitted", "part_of": "f2",
                 "sentence": [41, len(NEWS)], "confidence": 0.5, "rule": "passive"},
                {"id": "f4", **quote("37,5%"), **figure, "value": 37.5, "unit": "percent", "indicator": "admitted",
                 "ratio": {"numerator": "f3", "denominator": "f2", "denominator_value": None}, "modifier": "approx",
                 "value_max": 40, "per": "year"},
            ],
            "warnings": [{"code": "W001", "message": "parts do not sum up", "figures": ["f2", "f3"]}],
        }
    )  # fmt: skip
