"""A folder into a database: only what is new or changed, failures kept, the run never stopped by one document."""

from __future__ import annotations

import os
import signal
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import NEWS, contents

from extractor.batch import Options, Outcome, Report, extract_all, record_from, run_folder, work
from extractor.batch.summary import run_text, summary_text
from extractor.errors import ExtractionFailed, MissingPath
from extractor.ingest import Source, document_of
from extractor.pipeline import analyse
from extractor.records import Record, ZoneKind
from extractor.store import Place, Store, Summary

OTHER = NEWS.replace("Hưng Yên", "Nam Định")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text(NEWS)
    (folder / "sub" / "b.txt").write_text(OTHER)
    (folder / "empty.txt").write_text("")
    return folder


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "db.sqlite"


def run(folder: Path, db: Path, **options: Any) -> dict[str, int]:
    with Store.open(db) as store:
        return dict(run_folder(folder, store, Options(**options)).states)


def stored(db: Path) -> dict[str | None, str | None]:
    with Store.open(db) as store:
        return {record.document.path: record.text for record in store.records()}


def test_the_second_run_does_only_what_is_new_or_changed(folder: Path, db: Path) -> None:
    assert run(folder, db) == {"extracted": 2, "failed": 1}
    assert stored(db) == {"a.txt": NEWS, "sub/b.txt": OTHER}
    assert run(folder, db) == {"unchanged": 2, "still failing": 1}
    (folder / "a.txt").write_text(NEWS + "Thêm.")
    (folder / "c.txt").write_text(NEWS + "Mới.")
    assert run(folder, db) == {"extracted": 2, "unchanged": 1, "still failing": 1}
    assert stored(db) == {"a.txt": NEWS + "Thêm.", "c.txt": NEWS + "Mới.", "sub/b.txt": OTHER}


def test_a_changed_file_leaves_a_version_and_a_removed_one_a_mark(folder: Path, db: Path) -> None:
    run(folder, db)
    (folder / "a.txt").write_text(NEWS + "Thêm.")
    (folder / "sub" / "b.txt").unlink()
    run(folder, db)
    assert stored(db) == {"a.txt": NEWS + "Thêm.", "sub/b.txt": OTHER}
    with Store.open(db) as store:
        versions = store.versions(Place(str(folder.resolve()), "a.txt"))
        assert [version.record.text for version in versions] == [NEWS]
        assert (store.summary().versions, store.summary().removed) == (1, 1)
    (folder / "sub" / "b.txt").write_text(OTHER)
    assert run(folder, db) == {"unchanged": 2, "still failing": 1}
    with Store.open(db) as store:
        assert store.summary().removed == 0


def test_a_folder_that_may_not_be_looked_into_is_not_gone(folder: Path, db: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser may look everywhere")
    run(folder, db)
    (folder / "sub").chmod(0)
    run(folder, db)
    (folder / "sub").chmod(0o755)
    with Store.open(db) as store:
        assert store.summary().removed == 0


def test_odd_file_names_are_found_again(folder: Path, db: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/th\xf4ng b\xe1o.txt")).write_text(NEWS + "Cũ.")
    (folder / "a\\x41.txt").write_text(NEWS + "Lạ.")
    run(folder, db)
    assert run(folder, db) == {"unchanged": 4, "still failing": 1}
    with Store.open(db) as store:
        assert store.summary().removed == 0


def zipped(path: Path, **members: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.txt", text)


@pytest.mark.parametrize("jobs", [0, 2])
def test_what_is_in_an_archive_is_documents_of_its_own(folder: Path, db: Path, jobs: int) -> None:
    zipped(folder / "z.zip", one=NEWS + "Một.", two=NEWS + "Hai.", same=NEWS, bad="")
    assert run(folder, db, jobs=jobs) == {"extracted": 4, "copy": 1, "failed": 2}
    assert run(folder, db, jobs=jobs) == {"unchanged": 5, "still failing": 2}
    zipped(folder / "z.zip", one=NEWS + "Một!", same=NEWS)
    assert run(folder, db, jobs=jobs) == {"extracted": 1, "unchanged": 3, "still failing": 1}
    with Store.open(db) as store:
        assert (store.summary().removed, store.summary().versions) == (1, 1)
        assert [failure.path for failure in store.failures()] == ["empty.txt"]
    (folder / "z.zip").unlink()
    run(folder, db)
    with Store.open(db) as store:
        assert store.summary().removed == 3


@pytest.mark.parametrize("again", [False, True])
def test_workers_leave_the_same_database(folder: Path, tmp_path: Path, again: bool) -> None:
    for number in range(20):
        (folder / f"{number:02}.txt").write_text(NEWS + f"Lần {number % 15}.")  # five of them are copies
    paths = {jobs: tmp_path / f"{jobs}.sqlite" for jobs in (0, 1, 2)}
    for jobs, path in paths.items():
        for _ in range(1 + again):
            run(folder, path, jobs=jobs, again=again)
    assert contents(paths[0]) == contents(paths[1]) == contents(paths[2])


def harmful(source: Source) -> Iterator[Outcome]:
    """Work that comes to harm as the document's name says; a worker imports it."""
    if "crash" in source.path:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "hang" in source.path:
        time.sleep(600)
    return work(source)


def test_documents_that_crash_or_hang_go_on_the_failure_list(folder: Path, db: Path) -> None:
    for name in ("c-crash", "d-hang", "e"):
        (folder / f"{name}.txt").write_text(NEWS + name)
    options: dict[str, Any] = {"jobs": 2, "limit_seconds": 2, "task": harmful}
    assert run(folder, db, **options) == {"extracted": 3, "failed": 3}
    with Store.open(db) as store:
        told = {failure.path: (failure.code, failure.what) for failure in store.failures()}
        assert all("--retry" in failure.remedy for failure in store.failures()[:2])
    assert told == {
        "c-crash.txt": ("D098", "Its worker process ended (exit code -11)."),
        "d-hang.txt": ("D013", "Took more than 2 seconds."),
        "empty.txt": ("D002", "Is empty."),
    }
    assert run(folder, db, **options) == {"unchanged": 3, "still failing": 3}
    assert run(folder, db, retry=True) == {"unchanged": 3, "extracted": 2, "failed": 1}


def test_the_same_bytes_in_two_files_are_one_document(folder: Path, db: Path) -> None:
    (folder / "z.txt").write_text(NEWS)
    assert run(folder, db) == {"extracted": 2, "copy": 1, "failed": 1}
    assert len(stored(db)) == 2
    (folder / "a.txt").unlink()
    assert run(folder, db) == {"unchanged": 2, "still failing": 1}
    assert len(stored(db)) == 2


def test_a_mended_file_leaves_the_failures(folder: Path, db: Path) -> None:
    run(folder, db)
    (folder / "empty.txt").write_text(NEWS + "Đã sửa.")
    assert run(folder, db) == {"extracted": 1, "unchanged": 2}
    with Store.open(db) as store:
        assert store.failures() == []


def test_a_file_that_breaks_keeps_its_record_and_may_come_back(folder: Path, db: Path) -> None:
    run(folder, db)
    (folder / "a.txt").write_bytes(b"\xff\xd8\xff\xe0")
    assert run(folder, db) == {"failed": 1, "unchanged": 1, "still failing": 1}
    assert stored(db)["a.txt"] == NEWS
    (folder / "a.txt").write_text(NEWS)
    assert run(folder, db) == {"unchanged": 2, "still failing": 1}
    with Store.open(db) as store:
        assert [failure.path for failure in store.failures()] == ["empty.txt"]


def test_again_and_retry(folder: Path, db: Path) -> None:
    run(folder, db)
    assert run(folder, db, retry=True) == {"unchanged": 2, "failed": 1}
    assert run(folder, db, again=True) == {"extracted": 2, "failed": 1}


def test_another_version_reads_everything_anew(folder: Path, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder, db)
    monkeypatch.setattr("extractor.store.__version__", "99.0")
    assert run(folder, db) == {"extracted": 2, "failed": 1}
    assert run(folder, db) == {"unchanged": 2, "still failing": 1}


def test_one_document_that_crashes_the_pipeline_does_not_stop_the_run(
    folder: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fragile(text: str, hints: tuple[tuple[ZoneKind, int, int], ...]) -> object:
        if "Nam Định" in text:
            raise ZeroDivisionError("boom")
        return analyse(text, hints)

    monkeypatch.setattr("extractor.batch.outcome.analyse", fragile)
    assert run(folder, db) == {"extracted": 1, "failed": 2}
    with Store.open(db) as store:
        codes = {failure.path: failure.code for failure in store.failures()}
        assert codes == {"empty.txt": "D002", "sub/b.txt": "D099"}
        assert "ZeroDivisionError" in store.failures()[1].what


def test_a_reader_that_breaks_is_a_failure_of_its_document(
    folder: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(source: Source, data: bytes) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("extractor.batch.outcome.document_from", broken)
    assert run(folder, db) == {"failed": 3}
    with Store.open(db) as store:
        assert {failure.code for failure in store.failures()} == {"D099"}
        assert "RecursionError" in store.failures()[0].what


@pytest.mark.parametrize("value", [10**5000, float("inf"), float("nan")], ids=["5,000 digits", "infinite", "none"])
def test_a_number_beyond_measure_is_a_failure(record: Record, monkeypatch: pytest.MonkeyPatch, value: float) -> None:
    record.figures[0].value = value
    monkeypatch.setattr("extractor.batch.outcome.record_of", lambda *_, **__: record)
    with pytest.raises(ExtractionFailed, match="figure f1"):
        record_from(document_of(NEWS))


def test_a_record_of_the_pipeline_comes_back_from_the_database(folder: Path, db: Path) -> None:
    run(folder, db)
    expected = [outcome.record for outcome in extract_all([folder]) if outcome.record]
    with Store.open(db) as store:
        assert list(store.records()) == expected


def test_a_stopped_run_goes_on_where_it_stopped(folder: Path, db: Path) -> None:
    def stopping(outcomes, number):  # type: ignore[no-untyped-def]
        for outcome in outcomes:
            yield outcome
            raise KeyboardInterrupt

    with Store.open(db) as store, pytest.raises(KeyboardInterrupt):
        run_folder(folder, store, Options(track=stopping))
    assert list(stored(db)) == ["a.txt"]
    assert run(folder, db) == {"unchanged": 1, "extracted": 1, "failed": 1}
    assert list(stored(db)) == ["a.txt", "sub/b.txt"]


def test_no_folder(tmp_path: Path, db: Path) -> None:
    with Store.open(db) as store, pytest.raises(MissingPath):
        run_folder(tmp_path / "none", store)


def test_extraction_without_a_database_keeps_the_order(folder: Path) -> None:
    found = list(extract_all([folder / "sub", folder, folder / "none.txt"]))
    assert [(outcome.source.path, outcome.error.code if outcome.error else "") for outcome in found] == [
        ("b.txt", ""), ("a.txt", ""), ("empty.txt", "D002"), ("sub/b.txt", ""), (str(folder / "none.txt"), "D001"),
    ]  # fmt: skip
    assert found[0].record is not None
    assert found[0].record.text == OTHER


def test_what_the_person_is_told() -> None:
    report = Report()
    report.states.update({"extracted": 1200, "copy": 3, "unchanged": 7, "failed": 1, "still failing": 2})
    assert run_text(report) == (
        "1,203 documents stored (3 of them copies), 7 unchanged, 3 failed (2 as before; --retry reads them again)"
    )
    assert run_text(Report()) == "Nothing new, 0 unchanged, 0 failed"
    summary = Summary(2, 3, 4, 5, 6, 1, {"admitted": 4, None: 2})
    assert [line.split() for line in summary_text(summary).splitlines()[4:]] == [
        ["figures", "6"], ["admitted", "4"], ["(no", "indicator)", "2"], ["failures", "1"],
    ]  # fmt: skip
