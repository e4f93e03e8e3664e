"""The API as a program uses it: a real server, real requests."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from webserver import ARTICLE, LETTER, add, form_of, served, settings_in

from extractor.records import Record


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server with two documents."""
    folder = tmp_path_factory.mktemp("api")
    with served(settings_in(folder)) as base, httpx.Client(base_url=base, timeout=60) as client:
        add(client, ARTICLE, "tra-cu")
        add(client, LETTER, "hung-yen")
        yield client


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, str]:
    """The problem that an answer is (RFC 9457)."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert (told["status"], told["code"], told["type"]) == (status, code, f"/docs#{code}")
    assert told["title"]
    assert told["detail"]
    assert told["remedy"]
    return dict(told)


def test_a_text_to_its_record(client: httpx.Client) -> None:
    record = Record.model_validate(client.post("/extract", json={"text": ARTICLE, "name": "a"}).json())
    assert record.problems() == []
    assert record.document.id == "a"
    assert [figure.value for figure in record.figures if figure.indicator == "admitted"][:2] == [45, 45]
    total = client.get("/documents").json()["total"]
    assert total == 2  # nothing was stored


@pytest.mark.parametrize("kind", ["multipart", "bytes", "utf-16"])
def test_a_file_to_its_record(client: httpx.Client, kind: str) -> None:
    data = ARTICLE.encode("utf-16" if kind == "utf-16" else "utf-8")
    if kind == "multipart":
        answer = client.post("/extract", files={"file": ("bài.txt", data)})
    else:
        answer = client.post("/extract?name=b%C3%A0i.txt", content=data, headers={"Content-Type": "text/plain"})
    record = Record.model_validate(answer.json())
    assert (record.document.id, record.document.path, record.text) == ("bài", "bài.txt", ARTICLE)


@pytest.mark.parametrize(
    ("request_", "status", "code"),
    [
        ({"json": {"text": ""}}, 422, "A008"),
        ({"json": {}}, 422, "A008"),
        ({"json": {"text": "a", "more": 1}}, 422, "A008"),
        ({"content": b"{", "headers": {"Content-Type": "application/json"}}, 422, "A008"),
        ({"json": {"text": "   \n "}}, 422, "D002"),
        ({"content": b""}, 422, "D002"),
        ({"content": b"abc \x00\x01\x02" * 50}, 422, "D003"),
        ({"content": b"The quick brown fox jumps over the lazy dog and runs into the forest." * 9}, 422, "D006"),
        ({"files": {"other": ("a.txt", b"a")}}, 422, "A008"),
        ({"content": b"x" * (20 * 1024 * 1024 + 1)}, 413, "A004"),
        ({"content": b"x" * (22 * 1024 * 1024)}, 413, "A004"),
    ],
)
def test_what_cannot_be_read_is_told(client: httpx.Client, request_: dict[str, object], status: int, code: str) -> None:
    for path in ("/extract", "/documents"):
        answer = client.post(path, **request_)  # type: ignore[arg-type]
        if path == "/documents" and answer.status_code == 201:  # stored as a failure, and told as one
            (taken,) = answer.json()
            assert (taken["state"], taken["problem"]["code"]) == ("failed", code)
        else:
            problem(answer, status, code)


def test_a_body_without_a_length_is_bounded_too(client: httpx.Client) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(30):
            yield b"x" * 1024 * 1024

    with contextlib.suppress(httpx.WriteError):  # the connection may be closed before all of it was sent
        problem(client.post("/extract", content=endless()), 413, "A004")


def test_an_archive_gives_all_its_documents(client: httpx.Client) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("một.txt", ARTICLE.replace("45", "46"))
        archive.writestr("../../hai.txt", LETTER.replace("3.120", "3.121"))
        archive.writestr("ảnh.bin", b"\x00\x01\x02" * 99)
    for state in ("extracted", "unchanged"):
        taken = client.post("/documents", files={"file": ("kho.zip", packed.getvalue())}).json()
        assert sorted(one["state"] for one in taken) == sorted([state, state, "failed"])
        assert [one["problem"]["code"] for one in taken if one["problem"]] == ["D003"]
    assert client.get("/documents?q=3.121").json()["total"] == 1
    problem(client.post("/extract", files={"file": ("kho.zip", packed.getvalue())}), 422, "D014")


def test_the_same_text_again_is_the_same_document(client: httpx.Client) -> None:
    first, second = add(client, ARTICLE, "tra-cu"), add(client, ARTICLE, "another-name")
    assert first == second
    record = Record.model_validate(client.get(f"/documents/{first}").json())
    assert (record.document.sha256, record.text) == (first, ARTICLE)


def test_documents_by_what_is_asked(client: httpx.Client) -> None:
    def names(**asked: str) -> list[str]:
        found = client.get("/documents", params=asked).json()
        assert found["total"] == len(found["documents"])
        return sorted(one["name"] for one in found["documents"] if one["name"] in ("tra-cu", "hung-yen"))

    assert names() == ["hung-yen", "tra-cu"]
    assert names(q="thach thi mai") == names(q="THẠCH THỊ MAI") == ["tra-cu"]
    assert names(q="thách thì mai") == []
    assert names(kind="official_letter") == ["hung-yen"]
    assert names(indicator="union_members_recruited") == ["hung-yen"]
    assert names(place="tra cu") == ["tra-cu"]
    assert names(since="2024") == ["tra-cu"]
    assert names(until="2022") == ["hung-yen"]
    assert names(person="Thạch") == ["tra-cu"]
    assert names(state="corrected") == []
    assert names(q="", kind="", place="") == ["hung-yen", "tra-cu"]


def test_figures_by_what_is_asked_and_by_page(client: httpx.Client) -> None:
    asked = {"indicator": "admitted", "person": "Thạch Thị Mai", "status": "target"}
    (one,) = [f for f in client.get("/figures", params=asked).json()["figures"] if f["document_name"] == "tra-cu"]
    assert (one["value"], one["period_from"], one["sentence"]) == (
        60, "2024-01-01", "Năm 2024 phấn đấu kết nạp 60 đảng viên.",
    )  # fmt: skip
    everything = client.get("/figures", params={"limit": 500}).json()
    pages = [client.get("/figures", params={"limit": 2, "offset": n}).json() for n in range(0, everything["total"], 2)]
    assert [f for page in pages for f in page["figures"]] == everything["figures"]


@pytest.mark.parametrize(
    "path", ["/figures?since=soon", "/figures?limit=0", "/figures?offset=-1", "/documents?page=0", "/documents?order=x"]
)
def test_a_question_that_makes_no_sense(client: httpx.Client, path: str) -> None:
    problem(client.get(path), 422, "A008")


def test_words_that_cannot_be_read_as_a_search(client: httpx.Client) -> None:
    problem(client.get("/documents", params={"q": '"abc'}), 422, "Q001")
    page = client.get("/", params={"q": '"abc'}, headers={"Accept": "text/html"})
    assert page.status_code == 422
    assert "Q001" in page.text
    assert 'value="&#34;abc"' in page.text


def test_what_is_not_there(client: httpx.Client) -> None:
    for path in ("/documents/" + "0" * 64, "/documents/x", "/documents/..%2f..%2fetc%2fpasswd", "/nothing"):
        problem(client.get(path), 404, "A003")
    problem(client.delete("/documents"), 405, "A008")
    assert "GET" in client.delete("/documents").headers["allow"]


def test_the_server_tells_of_itself(client: httpx.Client) -> None:
    assert client.get("/health").json()["status"] == "ok"
    metrics = dict(line.rsplit(" ", 1) for line in client.get("/metrics").text.splitlines())
    assert int(metrics["extractor_documents"]) >= 2
    assert int(metrics['extractor_requests_total{method="GET",status="200"}']) >= 1


def test_the_description_and_its_page(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()
    assert {"/extract", "/documents", "/documents/{id}", "/figures", "/evaluation", "/health", "/metrics"} <= set(
        described["paths"]
    )
    assert not [path for path in described["paths"] if path.startswith("/read")]
    page = client.get("/docs").text
    assert "://" not in page.replace(str(client.base_url).rstrip("/"), "")  # nothing comes from elsewhere
    for path in described["paths"]:
        assert f"<code>{path}</code>" in page
    for code in ("D003", "A001", "A007"):
        assert f'id="{code}"' in page


@pytest.mark.slow
def test_requests_made_from_the_description_find_nothing(client: httpx.Client, tmp_path: Path) -> None:
    """Left out is one check: whether whatever fits the description is accepted. Not every text is a document."""
    program = Path(sys.executable).parent / "schemathesis"
    if not program.exists():
        pytest.skip("schemathesis is not installed")
    done = subprocess.run(
        [program, "--no-color", "run", f"{str(client.base_url).rstrip(chr(47))}/openapi.json", "--max-examples", "12", "--seed", "1",
         "--phases", "examples,coverage,fuzzing", "--exclude-checks", "positive_data_acceptance"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:]
    assert "Tested: 8" in done.stdout


def test_scores_follow_the_gold(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with served(settings) as base, httpx.Client(base_url=base, timeout=60) as client:
        problem(client.get("/evaluation"), 404, "A003")
        (tmp_path / "texts" / "tra-cu.txt").write_text(ARTICLE, encoding="utf-8")
        record = client.post("/extract", content=ARTICLE.encode(), params={"name": "tra-cu.txt"}).json()
        gold = {key: value for key, value in record.items() if key not in ("text", "warnings", "zones")}
        path = tmp_path / "gold" / "tra-cu.json"
        path.write_text(json.dumps(gold), encoding="utf-8")

        def f1(measure: str) -> float:
            measures = client.get("/evaluation").json()["sets"]["all"]
            return float(next(one["f1"] for one in measures if one["measure"] == measure))

        assert f1("figures.full") == f1("people.roles") == 1
        gold["figures"][0]["indicator"] = "trained"
        path.write_text(json.dumps(gold), encoding="utf-8")
        assert f1("figures.full") < 1
        path.write_text("{", encoding="utf-8")
        problem(client.get("/evaluation"), 500, "G001")


def test_the_server_works_on_postgresql(postgres: str, tmp_path: Path) -> None:
    settings = replace(settings_in(tmp_path), db=postgres)
    with served(settings) as base, httpx.Client(base_url=base, timeout=60) as client:
        sha256 = add(client, ARTICLE, "tra-cu")
        for order in ("newest", "doubt", "name"):
            found = client.get("/documents", params={"order": order, "q": "thach thi mai", "state": "untouched"}).json()
            assert [one["id"] for one in found["documents"]] == [sha256]
        assert client.get("/figures", params={"place": "tra cu", "since": "2024"}).json()["total"] >= 1
        form = form_of(client, f"/read/{sha256}/entry/figures-1")
        answer = client.post(f"/read/{sha256}/entry/figures-1", data={**form, "value": "121"})
        assert answer.status_code == 303, answer.text
        assert client.get(f"/documents/{sha256}").json()["figures"][1]["value"] == 121
        assert client.get("/", headers={"Accept": "text/html"}).status_code == 200
