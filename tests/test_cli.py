"""The command as a user types it: output, messages, exit codes."""

from __future__ import annotations

import gzip
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import NEWS, Result

import extractor
from extractor.ingest import hash_of
from extractor.records import Record, json_schema

Command = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "b.txt").write_text(NEWS)
    (folder / "a.txt").write_text(NEWS + "Hết.")
    return folder


def test_extract_writes_a_record_a_line_in_order(command: Command, folder: Path) -> None:
    result = command("extract", folder)
    assert (result.code, result.err) == (0, "")
    records = [Record.model_validate_json(line) for line in result.out.splitlines()]
    assert [record.document.path for record in records] == ["a.txt", "b.txt"]
    assert records[1].text == NEWS
    assert records[1].document.sha256 == hash_of(NEWS.encode())


def test_extract_goes_on_after_a_failure_and_says_what_to_do(command: Command, folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_bytes(b"")
    output = tmp_path / "out.jsonl"
    result = command("extract", tmp_path / "none.txt", folder, "-o", output)
    assert result.code == 1
    assert result.out == ""
    assert result.err.splitlines() == [
        f"[D001] {tmp_path}/none.txt: There is no such file. Check the path and that you may read it.",
        "[D002] a.txt: Is empty. Save the document again; it holds no text.",
    ]
    assert len(output.read_bytes().splitlines()) == 1


def test_extract_reads_standard_input(command: Command) -> None:
    result = command("extract", "-", stdin=NEWS.encode())
    assert result.code == 0
    assert json.loads(result.out)["document"]["path"] == "-"
    assert command("extract", "-", stdin=b"").code == 1


def test_a_container_may_come_on_standard_input(command: Callable[..., Result]) -> None:
    packed = gzip.compress(NEWS.encode())
    result = command("extract", "-", "--limit", "60", "--jobs", "1", stdin=packed)
    assert json.loads(result.out)["document"]["path"] == "-/content"


def test_extract_says_when_there_is_nothing(command: Command, tmp_path: Path) -> None:
    result = command("extract", tmp_path)
    assert (result.code, result.out, result.err) == (0, "", "There are no documents here.\n")


def test_run_stores_and_a_second_run_says_that_nothing_is_new(command: Command, folder: Path, tmp_path: Path) -> None:
    db = tmp_path / "x.sqlite"
    (folder / "c.txt").write_bytes(b"SQLite format 3\0")
    first = command("run", folder, "--db", db)
    assert first.code == 1
    assert first.out.startswith("2 documents stored, 0 unchanged, 1 failed\n")
    assert "[D005] c.txt: There is no reader for SQLite database." in first.err
    second = command("run", folder, "--db", db)
    assert second.code == 1
    assert second.out.startswith("Nothing new, 2 unchanged, 1 failed (1 as before; --retry reads them again)\n")
    (folder / "c.txt").unlink()
    assert command("run", folder, "--db", db).code == 0
    connection = sqlite3.connect(db)
    assert connection.execute("SELECT count(*) FROM documents").fetchone() == (2,)
    assert [row[0] for row in connection.execute("SELECT seen FROM runs ORDER BY id")] == [3, 3, 2]
    connection.close()


def test_a_run_by_workers_is_like_one_without_and_keeps_a_log(command: Command, folder: Path, tmp_path: Path) -> None:
    (folder / "c.txt").write_bytes(b"")
    db, log = tmp_path / "x.sqlite", tmp_path / "log.jsonl"
    assert command("run", folder, "--db", db, "--jobs", 2, "--log", log).code == 1
    command("run", folder, "--db", db, "--log", log)
    events = [json.loads(line) for line in log.read_bytes().splitlines()]
    assert [event["event"] for event in events] == ["start", *["document"] * 3, "end"] * 2
    assert [event["state"] for event in events[1:4]] == ["extracted", "extracted", "failed"]
    assert events[3]["code"] == "D002"
    assert len(events[4]["memory_bytes"]["workers"]) in {1, 2}
    assert events[9]["memory_bytes"]["workers"] == []  # nothing to do
    assert events[9]["states"] == {"unchanged": 2, "still failing": 1}


def test_failures(command: Command, folder: Path, tmp_path: Path) -> None:
    db = tmp_path / "x.sqlite"
    (folder / "c.txt").write_bytes(b"")
    command("run", folder, "--db", db)
    listed = command("failures", "--db", db)
    assert (listed.code, listed.err) == (0, "1 failure\n")
    assert listed.out.splitlines()[0] == f"D002  {folder}/c.txt"
    told = json.loads(command("failures", "--db", db, "--json").out)
    assert [(failure["code"], failure["path"], failure["what"]) for failure in told] == [("D002", "c.txt", "Is empty.")]
    (folder / "c.txt").unlink()
    assert "1 no longer there" not in command("run", folder, "--db", db).out
    assert command("failures", "--db", db).err == "No failures.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "x.txt", "-o", "no/such/folder/x.jsonl"],
        ["run", "nowhere", "--db", "x.sqlite"],
        ["run", "."],
        ["run", ".", "--db", "no/such/folder/x.sqlite"],
        ["run", ".", "--db", "x.sqlite", "--jobs", "0"],
        ["run", ".", "--db", "x.sqlite", "--log", "no/such/folder/log"],
        ["failures", "--db", "x.sqlite"],
        ["watch", "nowhere", "--db", "x.sqlite"],
        ["feed", "nowhere.xml", "--db", "x.sqlite"],
        ["feed", "ftp://example.org/feed", "--db", "x.sqlite"],
        ["evaluate", "nowhere"],
        ["evaluate", ".", "--pin"],
        ["normalise"],
        ["normalise", "3/2", "--reference", "yesterday"],
        ["schema", "--colour"],
        ["sing"],
    ],
)
def test_wrong_use_is_2_with_a_message(
    command: Command, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = command(*arguments)
    assert result.code == 2
    assert result.err
    assert "Traceback" not in result.err


@pytest.fixture
def gold(tmp_path: Path, record: Record) -> Path:
    record.document.sha256 = hash_of(NEWS.encode())
    record.document.recipients, record.document.signatory = [], None
    for name in ("gold", "corpus"):
        (tmp_path / name).mkdir()
    (tmp_path / "corpus" / "hung-yen.txt").write_text(NEWS)
    data = record.to_json()
    del data["text"]
    (tmp_path / "gold" / "hung-yen.json").write_text(json.dumps(data))
    return tmp_path / "gold"


def test_evaluate_extracts_from_the_texts_beside_the_gold(command: Command, gold: Path) -> None:
    result = command("evaluate", gold, "--errors", "2")
    assert result.code == 0
    assert "1 documents, 0 without a record" in result.out
    assert "figures.full" in result.out


def test_evaluate_scores_given_records(command: Command, gold: Path, record: Record, tmp_path: Path) -> None:
    lines = tmp_path / "records.jsonl"
    record.figures[0].indicator = None
    record.text = None
    lines.write_text(record.model_dump_json(by_alias=True))
    html = tmp_path / "report.html"
    result = command("evaluate", gold, "--records", lines, "--json", "--errors", "3", "--html", html)
    assert result.code == 0
    value = json.loads(result.out)
    assert value["measures"]["figures.indicator"]["fn"] == 1
    assert "công nhân được kết nạp Đảng" in value["errors"][0]["sentence"]
    assert "<mark>45</mark>" in html.read_text(encoding="utf-8")
    lines.write_text("{}\n")
    assert command("evaluate", gold, "--records", lines).code == 2


def test_evaluate_says_which_text_is_missing(command: Command, gold: Path) -> None:
    (gold.parent / "corpus" / "hung-yen.txt").unlink()
    result = command("evaluate", gold)
    assert result.code == 1
    assert "[D001] hung-yen" in result.err
    assert "1 documents, 1 without a record" in result.out


def test_evaluate_lint(command: Command, gold: Path) -> None:
    assert command("evaluate", gold, "--lint").out == "1 gold files, 0 problems\n"
    path = gold / "hung-yen.json"
    path.write_text(path.read_text().replace('"hung-yen"', '"ha-noi"'))
    result = command("evaluate", gold, "--lint")
    assert result.code == 1
    assert "the file's name says 'hung-yen'" in result.out
    path.write_text("{}")
    broken = command("evaluate", gold)
    assert broken.code == 1
    assert "[G001]" in broken.err


def test_evaluate_floors(command: Command, gold: Path, record: Record, tmp_path: Path) -> None:
    floors, good, bad = tmp_path / "floors.toml", tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_text(record.model_dump_json(by_alias=True))
    record.figures[1].indicator = "trained"
    bad.write_text(record.model_dump_json(by_alias=True))
    assert command("evaluate", gold, "--records", good, "--floors", floors).code == 2  # nothing is pinned yet
    assert command("evaluate", gold, "--records", good, "--floors", floors, "--pin").code == 0
    assert command("evaluate", gold, "--records", good, "--floors", floors).code == 0
    fallen = command("evaluate", gold, "--records", bad, "--floors", floors)
    assert fallen.code == 1
    assert "FALLEN tune figures.indicator: F1 0.7500 is below its floor 1.0000" in fallen.err
    assert "giới thiệu »120« đoàn viên" in fallen.err
    pinned = command("evaluate", gold, "--records", bad, "--floors", floors, "--pin")
    assert pinned.code == 2
    assert "--lower REASON" in pinned.err
    reason = ["--pin", "--lower", "the label was wrong"]
    assert command("evaluate", gold, "--records", bad, "--floors", floors, *reason).code == 0
    assert "the label was wrong" in floors.read_text()
    assert command("evaluate", gold, "--records", bad, "--floors", floors).code == 0


def test_normalise(command: Command) -> None:
    pytest.importorskip("extractor.normalise")
    result = command("normalise", "sáng 3/2 có 15 người", "--reference", "2024-02-05")
    assert result.code == 0
    assert isinstance(json.loads(result.out), list)
    assert json.loads(command("normalise", "-", stdin="sáng 3/2 có 15 người".encode()).out)


def test_schema(command: Command) -> None:
    assert json.loads(command("schema").out) == json_schema()


@pytest.mark.parametrize("name", ["", "extract", "run", "failures", "watch", "feed", "evaluate", "normalise", "schema"])
def test_help(command: Command, name: str) -> None:
    result = command(*filter(None, [name]), "--help")
    assert result.code == 0
    assert "Usage" in result.out


def test_version(command: Command) -> None:
    assert command("--version").out == f"extractor {extractor.__version__}\n"


def test_start_up_imports_nothing_heavy() -> None:
    heavy = "{'spacy', 'underthesea', 'sqlalchemy', 'pandas', 'numpy', 'pydantic'}"
    script = f"import sys, extractor.cli; found = {heavy} & set(sys.modules); sys.exit(str(found) if found else 0)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"imported at start-up: {done.stderr}"


def test_python_m() -> None:
    done = subprocess.run([sys.executable, "-m", "extractor", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("extractor ")
