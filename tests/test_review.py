"""Two people's labels: agreement beyond chance, differences side by side, one record out of two."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import NEWS, Result, span_of
from hypothesis import given
from hypothesis import strategies as st

from extractor import lexicon
from extractor.errors import UsageError
from extractor.exchange.gold import gold_json
from extractor.records import Record
from extractor.review import Categories, agreement, compared, settled, suggestions
from extractor.review.report import as_page


def changed(record: Record, **figure: Any) -> Record:
    """A copy in which the second figure says something else."""
    other = record.model_copy(deep=True)
    other.figures[1] = other.figures[1].model_copy(update=figure)
    return other


# ---------------------------------------------------------------- agreement


@pytest.mark.parametrize(
    ("pairs", "observed", "kappa", "alpha"),
    [
        # worked by hand: chance is 0.5 x 0.6 + 0.5 x 0.4; 100 values, 55 and 45, for alpha
        ({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15}, 0.7, 0.4, 0.4),
        ({("a", "a"): 3, ("b", "b"): 7}, 1.0, 1.0, 1.0),
        ({("a", "b"): 5, ("b", "a"): 5}, 0.0, -1.0, -0.9),
        ({(None, None): 4, (None, "x"): 1, ("x", "x"): 5}, 0.9, 0.8, 0.80808),
        ({("a", "a"): 9}, 1.0, None, None),
        ({}, 1.0, None, None),
    ],
)
def test_agreement_beyond_chance(pairs: dict[Any, int], observed: float, kappa: float | None, alpha: float | None) -> None:
    chosen = Categories(Counter(pairs))
    assert (chosen.observed, chosen.kappa, chosen.alpha) == (
        pytest.approx(observed), kappa if kappa is None else pytest.approx(kappa), alpha if alpha is None else pytest.approx(alpha, abs=1e-4),
    )  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=40))
def test_agreement_does_not_depend_on_who_comes_first(chosen: list[tuple[str, str]]) -> None:
    one, other = Categories(Counter(chosen)), Categories(Counter((b, a) for a, b in chosen))
    assert one.kappa == pytest.approx(other.kappa) if one.kappa is not None else other.kappa is None
    assert one.alpha == pytest.approx(other.alpha) if one.alpha is not None else other.alpha is None
    assert all(value is None or value <= 1 for value in (one.kappa, one.alpha))


def test_a_record_agrees_with_itself(record: Record) -> None:
    found = agreement([record], [record.model_copy(deep=True)])
    assert {counts.f1 for counts in found.score.counts.values()} == {1.0}
    assert found.comparisons["hung-yen"].differences == []
    assert found.comparisons["hung-yen"].same == 1 + 1 + 1 + 2 + 4


def test_documents_that_only_one_has_are_named(record: Record) -> None:
    lone = record.model_copy(update={"document": record.document.model_copy(update={"id": "alone"})})
    assert agreement([record, lone], [record]).alone == (["alone"], [])


# ---------------------------------------------------------------- differences


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"indicator": "trained"}, ("indicator",)),
        ({"counted": "ĐOÀN VIÊN  ưu tú"}, None),  # letter case and white space are no difference
        ({"counted": "đoàn viên"}, ("counted",)),
        ({"value": 120.0}, None),
        ({"rule": "x", "confidence": 0.1, "sentence": (0, 3)}, None),
        ({"part_of": "f1", "status": "target"}, ("status", "part_of")),
        ({"period": None}, ("period",)),
        ({"span": tuple(span_of("120 đoàn")), "text": "120 đoàn"}, ("span",)),
    ],
)
def test_what_differs_is_named_with_its_sentence(record: Record, change: dict[str, Any], fields: tuple[str, ...] | None) -> None:
    found = compared(record, changed(record, **change)).differences
    assert [difference.fields for difference in found] == ([] if fields is None else [fields])
    for difference in found:
        assert difference.mark is not None
        assert difference.sentence[slice(*difference.mark)] == "120"


def test_open_periods_and_missing_ones_say_the_same(record: Record) -> None:
    one, other = (changed(record, period=period) for period in (None, type(record.figures[0].period)()))
    assert compared(one, other).differences == []


def test_ids_are_no_difference_and_references_go_by_what_they_lead_to(record: Record) -> None:
    words = gold_json(record)
    for i in (4, 3, 2, 1):
        words = words.replace(f'"f{i}"', f'"x{9 - i}"')
    other = Record.model_validate_json(words)
    assert compared(record, other).differences == []
    other.figures[2].part_of = other.figures[0].id
    assert [(d.name, d.fields) for d in compared(record, other).differences] == [("figures-2", ("part_of",))]


# ---------------------------------------------------------------- settling


def test_two_records_are_settled_entry_by_entry_and_field_by_field(record: Record) -> None:
    other = changed(record, indicator="trained", place="Kim Động")
    del other.people[0]
    del other.figures[0]
    found = {(d.layer, d.fields): d.name for d in compared(record, other).differences}
    figure, person, gone = found["figures", ("indicator", "place")], found["people", ()], found["figures", ()]
    assert settled(record, other, {}) == record
    whole = settled(record, other, {figure: "other", person: "one", gone: "other"})
    assert [f.indicator for f in whole.figures] == ["trained", "admitted", "admitted"]
    assert (whole.figures[1].part_of, whole.people) == ("f2", record.people)
    part = settled(record, other, {figure: {"place": "other", "indicator": "one"}})
    assert (part.figures[1].indicator, part.figures[1].place) == ("nominated", "Kim Động")
    everything = settled(record, other, dict.fromkeys(found.values(), "other"))
    assert compared(everything, other).differences == []
    assert everything.problems(NEWS) == []


def test_a_reference_to_what_was_not_chosen_is_dropped(record: Record) -> None:
    other = record.model_copy(deep=True)
    del other.figures[1]
    other.figures[1].part_of = None
    other.figures[2].ratio = None
    (gone,) = (d.name for d in compared(record, other).differences if not d.fields)
    found = settled(record, other, {gone: "other"})
    assert [figure.part_of for figure in found.figures] == [None, None, None]
    assert found.problems() == []


@pytest.mark.parametrize(
    "chosen",
    [{"figures-9": "one"}, {"figures-1": "both"}, {"figures-1": {"nothing": "one"}}, {"figures-1": {"indicator": "c"}}],
)
def test_a_choice_that_there_is_none_of(record: Record, chosen: Any) -> None:
    with pytest.raises(UsageError):
        settled(record, changed(record, indicator="trained"), chosen)


def test_the_first_records_unstated_fields_stay_unstated(record: Record) -> None:
    gold = Record.model_validate_json(gold_json(record))
    assert settled(gold, gold.model_copy(deep=True), {}).document.model_fields_set == gold.document.model_fields_set


# ---------------------------------------------------------------- the command


@pytest.fixture
def two(record: Record, tmp_path: Path) -> tuple[Path, Path]:
    """Two gold folders, the text beside the first."""
    for name, made in (("a", record), ("b", changed(record, indicator="trained", counted="<b>x</b>"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "hung-yen.json").write_text(gold_json(made), encoding="utf-8")
    (tmp_path / "a" / "hung-yen.txt").write_text(NEWS, encoding="utf-8")
    return tmp_path / "a", tmp_path / "b"


def test_agree_prints_tables_and_differences(command: Callable[..., Result], two: tuple[Path, Path], tmp_path: Path) -> None:
    result = command("agree", *two, "--differences", 3, "--html", tmp_path / "x.html")
    assert (result.code, result.err) == (0, "")
    assert "1 documents labelled twice: 8 entries alike, 1 not" in result.out
    assert "figures-1  A: counted đoàn viên ưu tú; indicator nominated  |  B: counted <b>x</b>; indicator trained" in result.out
    assert "»120«" in result.out
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "<b>x</b>" not in page
    told = json.loads(command("agree", *two, "--json").out)
    assert told["categories"]["figures.indicator"]["of"] == 4
    assert [d["name"] for d in told["differences"]["hung-yen"]] == ["figures-1"]


def test_agree_needs_a_document_in_common(command: Callable[..., Result], two: tuple[Path, Path]) -> None:
    (two[1] / "hung-yen.json").rename(two[1] / "other.json")
    (two[1] / "other.json").write_text((two[1] / "other.json").read_text("utf-8").replace('"hung-yen"', '"other"'), "utf-8")
    assert command("agree", *two).code == 2


def test_the_page_shows_nothing_that_runs(record: Record) -> None:
    evil = changed(record, actor="<script>alert(1)</script>")
    assert "<script" not in as_page(agreement([record], [evil]))


# ---------------------------------------------------------------- suggestions


TAUGHT = "Theo chị Lê Thị Mơ, Đốc công Xưởng Tân Lập, xí nghiệp đã tổng rà quét 45 cái vung của phường và tổng rà quét gom 30 cái vung."


def taught(figures: int = 2) -> tuple[Record, Record]:
    """What the machine said about a text, and what a person made of it."""
    document = {"id": "d", "sha256": "00", "kind": "news"}

    def quote(words: str, after: int = 0) -> dict[str, Any]:
        start = TAUGHT.index(words, after)
        return {"span": [start, start + len(words)], "text": words}

    person = {"name": "Lê Thị Mơ", "mentions": [quote("Lê Thị Mơ")]}
    numbers = [{"id": f"f{i}", **quote(words), "value": int(words), "unit": "other"} for i, words in enumerate(("45", "30"))]
    right = [{**entry, "unit": "item", "indicator": "gifts", "counted": "cái vung"} for entry in numbers]
    body = {"name": "Xưởng Tân Lập", "type": "enterprise", "mentions": [quote("Xưởng Tân Lập")]}
    machine = {"document": document, "text": TAUGHT, "people": [person], "figures": numbers}
    role = {"title": "Đốc công", "organisation": "Xưởng Tân Lập"}
    corrected = {**machine, "people": [{**person, "roles": [role]}], "organisations": [body], "figures": right[:figures] + numbers[figures:]}
    return Record.model_validate(machine), Record.model_validate(corrected)


def test_what_people_put_right_is_suggested_as_lexicon_entries() -> None:
    found = suggestions([taught()], least=1)
    lists = {(one.file, one.table, one.words): (one.times, one.of) for one in found.entries}
    assert lists["titles", ("titles", "heads"), "Đốc công"] == (1, 1)
    assert lists["organisations", ("group", "enterprise", "forms"), "Xưởng Tân Lập"] == (1, 1)
    assert any(file == "predicates" and words in ("rà quét", "tổng rà quét", "quét") for file, _, words in lists), lists
    assert suggestions([taught()], least=2).entries != []
    assert all(one.times >= 2 for one in suggestions([taught()], least=2).entries)
    assert suggestions([(taught()[1], taught()[1])], least=1).entries == []


def test_the_snippet_loads_as_a_lexicon_file_does() -> None:
    snippet = tomllib.loads(suggestions([taught()], least=1).toml())
    assert snippet["meta"]["about"]
    assert snippet["titles"]["heads"] == ["Đốc công"]
    assert snippet["group"] == [{"type": "enterprise", "takes": [], "alone": "always", "forms": ["Xưởng Tân Lập"]}]


def test_every_suggested_list_is_one_that_the_lexicon_has() -> None:
    for one in suggestions([taught()], least=1).entries:
        place: Any = lexicon.load(one.file)
        if one.table[0] == "group":
            assert set(place["group"][0]) >= {"type", "takes", "alone", "forms"}
            continue
        for step in one.table:
            place = place[step]
        assert isinstance(place, list), one


def test_what_the_lexicon_knows_is_not_suggested() -> None:
    machine, corrected = taught()
    corrected.people[0].roles[0].title = "PHÓ CHỦ TỊCH"
    assert not [one for one in suggestions([(machine, corrected)], least=1).entries if one.file == "titles"]


def test_words_that_stand_by_right_figures_too_tell_nothing() -> None:
    """One of three figures beside the words was put right: they are no cue for it."""
    machine, corrected = taught(figures=1)
    again = [(corrected, corrected.model_copy(deep=True)) for _ in range(2)]
    found = suggestions([(machine, corrected), *again], least=1)
    assert not [one for one in found.entries if one.file == "predicates"]


@given(st.text(max_size=40))
def test_any_words_make_a_sound_snippet(words: str) -> None:
    machine, corrected = taught()
    corrected.people[0].roles[0].title = f"{words}Đốc công"
    suggestions([(machine, corrected)], least=1).toml()


def test_suggest_prints_toml_and_leaves_held_out_documents_alone(command: Callable[..., Result], tmp_path: Path) -> None:
    from extractor.batch.lines import to_line

    machine, corrected = taught()
    (tmp_path / "d.json").write_text(gold_json(corrected), encoding="utf-8")
    (tmp_path / "d.txt").write_text(TAUGHT, encoding="utf-8")
    (tmp_path / "r.jsonl").write_bytes(to_line(machine))
    arguments = ("suggest", tmp_path, "--records", tmp_path / "r.jsonl", "--least", 1)
    result = command(*arguments)
    assert (result.code, result.err) == (0, "")
    assert tomllib.loads(result.out)["titles"]["heads"] == ["Đốc công"]
    (tmp_path / "split.toml").write_text('heldout = ["d"]', encoding="utf-8")
    assert command(*arguments).out.startswith("# Nothing new")


def test_suggest_reads_what_was_corrected_in_a_database(command: Callable[..., Result], tmp_path: Path) -> None:
    from extractor.store import Store
    from extractor.store.labels import Change

    machine, corrected = taught()
    path = tmp_path / "news.sqlite"
    with Store.open(path) as store:
        store.save(machine)
        label = store.labels.get(machine.document.sha256)
        assert label is not None
        before, after = (record.to_json()["people"][0] for record in (machine, corrected))
        store.labels.correct(label, [Change("people", 0, before, after)], action="change", person="a")
    assert command("suggest", tmp_path / "none.sqlite").code == 2
    assert not (tmp_path / "none.sqlite").exists()
    result = command("suggest", path, "--least", 1)
    assert (result.code, result.err) == (0, "")
    assert tomllib.loads(result.out)["titles"]["heads"] == ["Đốc công"]
