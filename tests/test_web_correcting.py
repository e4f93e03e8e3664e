"""Correcting through the forms, as a browser without scripts does it; and what the forms refuse."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from webserver import ARTICLE, add, form_of, served, settings_in

from extractor.evaluate import lint
from extractor.records import Record
from extractor.review import compared, settled
from extractor.store.labels import carried_out
from extractor.web.correcting import changes_between

HTML = {"Accept": "text/html", "Accept-Language": "en"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("correcting")


@pytest.fixture(scope="module")
def base(folder: Path) -> Iterator[str]:
    with served(settings_in(folder)) as address:
        yield address


@pytest.fixture
def client(base: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=base, timeout=60, headers=HTML, follow_redirects=True) as client:
        yield client


@pytest.fixture
def sha256(client: httpx.Client, request: pytest.FixtureRequest) -> str:
    """A document of its own for each test."""
    name = request.node.name
    return add(client, f"{ARTICLE}\nThử: {name}.\n", name)


def record_of(client: httpx.Client, sha256: str) -> Record:
    return Record.model_validate(client.get(f"/documents/{sha256}", headers={"Accept": "application/json"}).json())


def act(client: httpx.Client, sha256: str, what: str, own: str = "", **data: Any) -> httpx.Response:
    """Press a button of the document's page."""
    form = form_of(client, f"/read/{sha256}{own}")
    return client.post(f"/read/{sha256}/{what}{own}", data={"csrf": form["csrf"], "revision": form["revision"], **data})


def edit(client: httpx.Client, sha256: str, where: str, own: str = "", **values: Any) -> httpx.Response:
    """Open a form, change some of its fields, and save."""
    path = f"/read/{sha256}/{where}"
    return client.post(path.partition("?")[0] + own, data={**form_of(client, path + own), **values})


def span(record: Record, words: str) -> str:
    start = (record.text or "").index(words)
    return f"start={start}&end={start + len(words)}"


def position(record: Record, words: str, layer: str = "figures") -> int:
    return next(n for n, entry in enumerate(getattr(record, layer)) if entry.text == words)


def test_saving_a_form_as_it_is_only_confirms(client: httpx.Client, sha256: str) -> None:
    before = record_of(client, sha256)
    for layer in ("figures", "people", "organisations", "dates"):
        for number in range(len(getattr(before, layer))):
            assert edit(client, sha256, f"entry/{layer}-{number}").status_code == 200
    assert edit(client, sha256, "entry/document-0").status_code == 200
    after = record_of(client, sha256)

    def said(record: Record) -> Any:
        unsaid = {"rule", "confidence", "sentence"}
        layers = ("figures", "people", "organisations", "dates")
        return record.document, [
            entry.model_dump(exclude=unsaid) for layer in layers for entry in getattr(record, layer)
        ]

    assert said(after) == said(before)
    assert {figure.rule for figure in after.figures} == {"hand"}
    assert {figure.confidence for figure in after.figures} == {1.0}


def test_an_attribute_changes_and_queries_see_it(client: httpx.Client, sha256: str) -> None:
    record = record_of(client, sha256)
    key = position(record, "60")
    edit(client, sha256, f"entry/figures-{key}", indicator="nominated", value="1,2 triệu", unit="VND", status="actual",
         period_from="2025", period_to="2025-06", place="Trà Cú", part_of=record.figures[0].id)  # fmt: skip
    figure = record_of(client, sha256).figures[key]
    assert (figure.indicator, figure.value, figure.unit, figure.status) == ("nominated", 1200000, "VND", "actual")
    assert figure.period is not None
    assert (figure.period.start, figure.period.end) == ("2025-01-01", "2025-06-30")
    assert figure.part_of == record.figures[0].id
    asked = {"indicator": "nominated", "since": "2025"}
    found = client.get("/figures", params=asked, headers={"Accept": "application/json"}).json()["figures"]
    assert [one["value"] for one in found if one["document"] == sha256] == [1200000]
    listed = client.get("/documents", params={"state": "corrected"}, headers={"Accept": "application/json"}).json()
    assert sha256 in [one["id"] for one in listed["documents"]]


def test_a_missed_figure_is_added_with_what_the_text_tells(client: httpx.Client, sha256: str) -> None:
    record = record_of(client, sha256)
    key = position(record, "120")
    act(client, sha256, f"delete/figures-{key}")
    without = record_of(client, sha256)
    assert [figure.text for figure in without.figures] == [f.text for f in record.figures if f.text != "120"]
    assert not any(f.part_of == record.figures[key].id for f in without.figures)  # nothing refers to it any more
    form = form_of(client, f"/read/{sha256}/add/figures?{span(record, '120')}")
    assert (form["value"], form["period_from"], form["place"]) == ("120", "2023-01-01", record.figures[key].place)
    edit(client, sha256, f"add/figures?{span(record, '120')}", indicator="nominated", counted="đoàn viên ưu tú")
    after = record_of(client, sha256)
    assert [figure.text for figure in after.figures] == [figure.text for figure in record.figures]
    assert after.figures[key].id not in {figure.id for figure in without.figures}
    assert after.problems() == []


def test_words_can_be_typed_instead_of_chosen(client: httpx.Client, sha256: str) -> None:
    page = client.get(f"/read/{sha256}/add/organisations")
    assert 'name="words"' in page.text
    form = form_of(client, f"/read/{sha256}/add/organisations?words=hội+nghị+tổng+kết")
    assert (form["name"], form["type"]) == ("hội nghị tổng kết", "other")
    refused = client.get(f"/read/{sha256}/add/organisations?words=không+có+đâu")
    assert refused.status_code == 422
    assert "“không có đâu” is not in the text" in refused.text


def test_a_person_gets_every_place_of_the_name(client: httpx.Client) -> None:
    text = ARTICLE.replace("Bà Thạch", "bà Thạch") + "Thạch Thị Mai chúc mừng các đồng chí.\n"
    sha256 = add(client, text, "mai")
    record = record_of(client, sha256)
    act(client, sha256, f"delete/people-{next(n for n, p in enumerate(record.people) if p.name == 'Thạch Thị Mai')}")
    form = form_of(client, f"/read/{sha256}/add/people?{span(record, 'Thạch Thị Mai')}")
    assert len(form["mention"]) == 2
    roles = "Chủ tịch | Liên đoàn Lao động huyện\n\n  Ủy viên  \n"
    assert edit(client, sha256, f"add/people?{span(record, 'Thạch Thị Mai')}", roles=roles).status_code in (200, 422)
    edit(client, sha256, f"add/people?{span(record, 'Thạch Thị Mai')}", roles=roles.replace("Ủy viên", ""))
    (person,) = [one for one in record_of(client, sha256).people if one.name == "Thạch Thị Mai"]
    assert [(role.title, role.organisation) for role in person.roles] == [("Chủ tịch", "Liên đoàn Lao động huyện")]
    assert len(person.mentions) == 2


def test_a_span_moves_to_other_words(client: httpx.Client, sha256: str) -> None:
    record = record_of(client, sha256)
    key, last = position(record, "120"), len(record.figures) - 1
    path = f"entry/figures-{key}?{span(record, '60 đảng')}"
    form = form_of(client, f"/read/{sha256}/{path}")
    assert (form["value"], form["end"]) == ("60", str((record.text or "").index("60 đảng") + 2))
    refused = edit(client, sha256, path)
    assert refused.status_code == 422  # there is a figure already
    assert "“60” and “60” overlap" in refused.text
    act(client, sha256, f"delete/figures-{last}")
    edit(client, sha256, path, counted="đảng viên")
    after = record_of(client, sha256)
    assert [figure.text for figure in after.figures] == ["45", "45", "37,5%", "60"]
    assert after.problems() == []


REFUSED = {
    "not in the text": ("figures", {"counted": "phi hành gia"}, "“phi hành gia” is not in the text"),
    "no number": ("figures", {"value": "nhiều"}, "Value: “nhiều” is not a number."),
    "no value": ("figures", {"value": " "}, "Value: this must not be empty."),
    "unit": ("figures", {"unit": "bushel"}, "unit is one of"),
    "indicator": ("figures", {"indicator": "rainfall"}, "there is no indicator"),
    "itself": ("figures", {"part_of": "f1"}, "cannot refer to itself"),
    "dangling": ("figures", {"part_of": "f99"}, "f99"),
    "range": ("figures", {"value_max": "3"}, "the highest value 3 is below the value 45"),
    "days": ("figures", {"period_from": "2024", "period_to": "2023"}, "2024-01-01 is after 2023-12-31"),
    "no day": ("figures", {"period_from": "hôm qua"}, "“hôm qua” is not a day"),
    "within a word": ("figures", {"start": "9", "end": "12"}, "begins or ends within a word"),
    "beyond the text": ("figures", {"start": "9", "end": "99999"}, "no words of the text are chosen"),
    "no span": ("figures", {"start": "x"}, "no words of the text are chosen"),
    "no mention": ("people", {"mention": []}, "one mention is needed"),
    "beyond measure": ("figures", {"value": "9" * 400}, "is not a number"),
    "no name": ("people", {"name": ""}, "Name: this must not be empty."),
    "type": ("organisations", {"type": "club"}, "Input should be"),
    "duration": ("dates", {"value": "P1Y"}, "a duration has its length"),
    "duration form": ("dates", {"kind": "duration", "value": "ba năm"}, "ISO 8601"),
    "title": ("document", {"title": "Không có trong bài"}, "is not in the text"),
    "kind": ("document", {"kind": "poem"}, "Input should be"),
}


@pytest.mark.parametrize(("layer", "values", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_does_not_fit_is_refused_with_the_reason(
    client: httpx.Client, sha256: str, layer: str, values: dict[str, Any], reason: str
) -> None:
    before = record_of(client, sha256)
    answer = edit(client, sha256, f"entry/{layer}-0", **values)
    assert answer.status_code == 422
    assert reason in answer.text.replace("&#39;", "'")
    assert 'role="alert"' in answer.text
    assert record_of(client, sha256) == before


@pytest.mark.parametrize("layer", ["people", "organisations", "figures", "dates"])
def test_a_new_entry_that_does_not_fit_is_refused_too(client: httpx.Client, sha256: str, layer: str) -> None:
    before = record_of(client, sha256)
    where = f"add/{layer}?{span(before, 'hội nghị')}"
    for values in (
        {"name": "", "value": "", "kind": ""},
        {"mention": [], "start": "", "end": ""},
        {"mention": ["1-x"], "start": "-1"},
    ):
        answer = edit(client, sha256, where, **values)
        assert answer.status_code == 422, values
        assert "A007" in answer.text
    assert record_of(client, sha256) == before


def test_what_is_not_there_cannot_be_corrected(client: httpx.Client, sha256: str) -> None:
    for path in (
        "entry/figures-99",
        "entry/x",
        "entry/figures-0000001",
        "add/document",
        "add/document?words=hội",
        "add/x",
    ):
        assert client.get(f"/read/{sha256}/{path}").status_code in (404, 422), path
    assert act(client, sha256, "delete/document-0").status_code == 422
    assert act(client, sha256, "accept/figures-99").status_code == 404
    assert client.get(f"/read/{'0' * 64}/entry/figures-0").status_code == 404


def test_the_reason_is_told_in_vietnamese(client: httpx.Client, sha256: str) -> None:
    client.headers["Accept-Language"] = "vi"
    answer = edit(client, sha256, "entry/figures-0", counted="phi hành gia")
    assert "“phi hành gia” không có trong văn bản" in answer.text


def test_two_pages_of_one_document_do_not_overwrite_each_other(client: httpx.Client, sha256: str) -> None:
    old = form_of(client, f"/read/{sha256}/entry/figures-0")
    act(client, sha256, "delete/figures-1")
    late = client.post(f"/read/{sha256}/entry/figures-0", data=old)
    assert late.status_code == 409
    assert "A006" in late.text


def test_undo_takes_back_one_step_after_another(client: httpx.Client, sha256: str) -> None:
    before = record_of(client, sha256)
    act(client, sha256, "accept/all")
    edit(client, sha256, "entry/figures-0", value="46")
    act(client, sha256, "delete/figures-1")
    for _ in range(3):
        assert act(client, sha256, "undo").status_code == 200
    assert record_of(client, sha256) == before
    assert act(client, sha256, "undo").status_code == 200  # nothing is left to undo
    page = client.get(f"/read/{sha256}").text
    assert page.count("undone") >= 3
    assert "Mai" in page


def test_accepting_all_confirms_what_nobody_has_looked_at(client: httpx.Client, sha256: str) -> None:
    act(client, sha256, "accept/figures-0")
    act(client, sha256, "accept/all")
    record = record_of(client, sha256)
    assert {entry.rule for entry in (*record.figures, *record.people, *record.organisations, *record.dates)} == {"hand"}


def test_warnings_follow_the_figures(client: httpx.Client, sha256: str) -> None:
    record = record_of(client, sha256)
    assert record.warnings == []
    share = position(record, "37,5%")
    assert record.figures[share].ratio is not None
    whole = next(n for n, f in enumerate(record.figures) if f.text == "120")
    edit(client, sha256, f"entry/figures-{whole}", value="300")
    (warning,) = record_of(client, sha256).warnings
    assert (warning.code, record.figures[share].id in warning.figures) == ("W001", True)
    edit(client, sha256, f"entry/figures-{whole}", value="120")
    assert record_of(client, sha256).warnings == []


def test_gold_is_saved_with_its_text_and_scored(client: httpx.Client, sha256: str, folder: Path) -> None:
    act(client, sha256, "accept/all")
    page = act(client, sha256, "gold")
    name = record_of(client, sha256).document.id
    assert f"Saved as gold: {name}." in page.text
    gold = Record.model_validate_json((folder / "gold" / f"{name}.json").read_bytes())
    assert (gold.text, gold.warnings, gold.figures[0].rule) == (None, [], None)
    assert (folder / "texts" / f"{name}.txt").read_text(encoding="utf-8") == record_of(client, sha256).text
    assert lint(folder / "gold", folder / "texts") == []
    scores = client.get("/evaluation", headers={"Accept": "application/json"}).json()
    assert all(one["f1"] == 1 for one in scores["sets"]["all"])
    wrong = position(record_of(client, sha256), "120")
    edit(client, sha256, f"entry/figures-{wrong}", indicator="trained")
    act(client, sha256, "gold")
    scores = client.get("/evaluation", headers={"Accept": "application/json"}).json()
    full = next(one for one in scores["sets"]["all"] if one["measure"] == "figures.full")
    assert full["f1"] < 1
    page = client.get("/scores").text
    assert "People attending a class on the Party" in page
    assert name in page
    assert len(list((folder / "texts").iterdir())) == 1


def test_gold_of_another_document_is_never_replaced(client: httpx.Client, folder: Path) -> None:
    saved = []
    for text in (ARTICLE + "Một.\n", ARTICLE + "Hai.\n"):
        sha256 = add(client, text, "cung-ten")
        act(client, sha256, "gold")
        saved.append(sha256)
    files = sorted((folder / "gold").glob("cung-ten*.json"))
    assert [path.name for path in files] == ["cung-ten-2.json", "cung-ten.json"]
    assert {json.loads(path.read_bytes())["document"]["sha256"] for path in files} == set(saved)
    assert lint(folder / "gold", folder / "texts") == []


def test_what_goes_across_documents_follows(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, quiet_seconds=0.05)
    with (
        served(settings) as base,
        httpx.Client(base_url=base, timeout=60, headers=HTML, follow_redirects=True) as client,
    ):

        def linked_rows() -> list[Any]:
            with sqlite3.connect(settings.db) as connection:
                query = "SELECT l.document_id, d.id FROM documents d LEFT JOIN linked_documents l USING (sha256)"
                return connection.execute(query).fetchall()

        def until_linked() -> None:
            for _ in range(400):
                if all(one == other for one, other in linked_rows()):
                    return
                time.sleep(0.05)
            raise AssertionError(linked_rows())

        sha256 = add(client, ARTICLE, "linked")
        until_linked()
        edit(client, sha256, "entry/figures-0", value="47")
        until_linked()


def test_two_people_label_compare_and_settle(client: httpx.Client, sha256: str) -> None:
    original = record_of(client, sha256)
    whole = position(original, "120")
    for person, value in (("Mai", "trained"), ("Lan", "nominated")):
        client.post("/person", data={"csrf": form_of(client, f"/read/{sha256}")["csrf"], "name": person})
        edit(client, sha256, f"entry/figures-{whole}", own="?own=1", indicator=value)
    act(client, sha256, f"delete/figures-{len(original.figures) - 1}", own="?own=1")  # Lan's
    act(client, sha256, "delete/dates-0", own="?own=1")
    assert record_of(client, sha256) == original
    page = client.get(f"/read/{sha256}/compare?one=Mai&other=Lan").text
    assert page.count('class="difference"') == 3
    form = form_of(client, f"/read/{sha256}/compare?one=Mai&other=Lan")
    revisions = {"one_revision": "1", "other_revision": "3"}
    chosen = dict.fromkeys(re.findall(r'type="radio" name="(choose[^"]+)"', page), "other")
    answer = client.post(f"/read/{sha256}/settle?one=Mai&other=Lan", data={"csrf": form["csrf"], **revisions, **chosen})
    assert answer.status_code == 200, answer.text
    settled = record_of(client, sha256)  # all of it as Lan has it
    assert [figure.text for figure in settled.figures] == [figure.text for figure in original.figures[:-1]]
    assert settled.figures[whole].indicator == "nominated"
    assert [date.text for date in settled.dates] == [date.text for date in original.dates[1:]]
    assert settled.problems() == []
    assert "settled" in client.get(f"/read/{sha256}").text
    assert client.get(f"/read/{sha256}/compare?one=Mai&other=Nobody").status_code == 404
    assert act(client, sha256, "gold", own="?own=1").status_code == 422
    late = client.post(f"/read/{sha256}/settle?one=Mai&other=Lan", data={"csrf": form["csrf"], "one_revision": "0"})
    assert late.status_code == 422


def test_a_settled_record_is_reached_by_corrections(client: httpx.Client, sha256: str) -> None:
    """Whatever two labels make, the changes that lead there lead there, and back."""
    original = record_of(client, sha256)
    other = original.model_copy(deep=True)
    other.figures[1].indicator = "trained"
    del other.figures[-1], other.dates[0], other.people[0]
    other.document.title = None
    chosen = dict.fromkeys((difference.name for difference in compared(original, other).differences), "other")
    after = settled(original, other, chosen)
    changes = changes_between(original, after)
    assert {change.layer for change in changes} == {"figures", "dates", "people", "document"}
    assert carried_out(original, changes) == after
    assert carried_out(after, [change.reversed() for change in reversed(changes)]) == original


def test_corrections_suggest_words_for_the_lexicon(client: httpx.Client, sha256: str) -> None:
    record = record_of(client, sha256)
    assert client.get("/suggestions").status_code == 200
    edit(client, sha256, f"entry/figures-{position(record, '120')}", counted="đoàn viên ưu tú", indicator="trained")
    page = client.get("/suggestions?least=1")
    assert page.status_code == 200
    assert client.get("/suggestions?least=0").status_code == 422
