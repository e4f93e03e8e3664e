"""Exchange files: what goes out comes back equal, at the right characters, and what is wrong is told with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import NEWS, PROJECT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor import exchange
from extractor.errors import ExchangeError
from extractor.evaluate.gold import held_out
from extractor.exchange import doccano, label_studio
from extractor.exchange.from_record import labelled
from extractor.ingest.document import normal_form
from extractor.records import Record

TOOLS = tuple(exchange.TOOLS)
ENDINGS = {"doccano": "jsonl", "label-studio": "json", "brat": "d", "conll": "conll", "spacy": "spacy"}
GOLD = PROJECT / "gold"


def sent_and_returned(records: list[Record], kind: str, folder: Path) -> tuple[list[Record], list[ExchangeError]]:
    """Records written in a tool's format and read again, in the order of the files."""
    path = folder / f"labels.{ENDINGS[kind]}"
    assert exchange.write(records, str(path), kind) == len(records)
    found = list(exchange.read(str(path), kind))
    problems = [item for item in found if isinstance(item, ExchangeError)]
    return [item for item in found if isinstance(item, Record)], problems


@pytest.fixture(scope="module")
def tuned() -> list[Record]:
    """Every gold record that rules may be made from, with its text."""
    sealed = held_out(GOLD)
    found = []
    for path in sorted(GOLD.glob("*.json")):
        if path.stem not in sealed:
            found += list(exchange.read(str(path), "gold", texts=PROJECT / "corpus"))
    return found


# ---------------------------------------------------------------- there and back


@pytest.mark.parametrize("kind", TOOLS)
def test_gold_comes_back_equal(tuned: list[Record], kind: str, tmp_path: Path) -> None:
    assert len(tuned) > 50
    back, problems = sent_and_returned(tuned, kind, tmp_path)
    assert problems == []
    by_name = {record.document.id: record for record in back}
    assert [record.document.id for record in tuned if by_name[record.document.id] != record] == []


@pytest.mark.parametrize("kind", TOOLS)
def test_a_record_with_everything_in_it_comes_back_equal(record: Record, kind: str, tmp_path: Path) -> None:
    """Rules, confidence, sentences, zones and warnings too."""
    assert sent_and_returned([record], kind, tmp_path) == ([record], [])


def test_relations_and_attributes_are_the_tools_own(record: Record) -> None:
    """Not hidden in notes: a person sees them in the tool, and can change them."""
    sent = doccano.example(labelled(record))
    label = {entity["id"]: (entity["label"], NEWS[entity["start_offset"] : entity["end_offset"]]) for entity in sent["entities"]}
    relations = {(r["type"], label[r["from_id"]][1], label[r["to_id"]][1]) for r in sent["relations"]}
    assert relations == {
        ("same_as", "Liên đoàn Lao động tỉnh", "Liên đoàn Lao động tỉnh"), ("has_title", "Đỗ Thị Hạnh", "Phó Chủ tịch"),
        ("held_in", "Phó Chủ tịch", "Liên đoàn Lao động tỉnh"), ("part_of", "45", "120"),
        ("numerator", "37,5%", "45"), ("denominator", "37,5%", "120"),
    }  # fmt: skip
    assert ("FIGURE:nominated", "120") in label.values()
    task = label_studio.task(labelled(record))
    said = {(r["from_name"], str(r["value"].get(r["type"], r["value"].get("text")))) for r in task["predictions"][0]["result"] if "from_name" in r}
    assert {("indicator", "['nominated']"), ("value", "37.5"), ("period", "['2023-01-01/2023-12-31']")} <= said


HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("aêộĐ 1,%_;:=\\\"'<>&#-\t\n\r\x0b\x0c\x1c\x85\u2028\u2029\xa0\u200b\u200d\ufeff\u0301\u0323\u031b😀𝟙👩🏽가각\u1100\u1161\u11a8ﬁÅ"),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=60,
)


@st.composite
def hostile_records(draw: st.DrawFn) -> Record:
    """Records of any text with labels anywhere in it, all valid by the contract."""
    text = normal_form(draw(HOSTILE))
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda s: s[0] < s[1])
    words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    optional = st.none() | words

    def mention(span: tuple[int, int]) -> dict[str, Any]:
        return {"span": span, "text": text[slice(*span)]}

    mentions = st.lists(spans, min_size=1, max_size=3, unique=True).map(lambda group: [mention(span) for span in group])
    roles = st.lists(st.fixed_dictionaries({"title": words | spans.map(lambda s: " ".join(text[slice(*s)].split())), "organisation": optional}), max_size=2)
    ids = [f"f{i}" for i in range(draw(st.integers(0, 4)))]
    reference = st.none() | st.sampled_from(ids) if ids else st.none()
    number = st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False)
    day = st.none() | st.dates().map(str)
    period = st.none() | st.fixed_dictionaries({"from": day, "to": day})
    figures = []
    for name in ids:
        part = draw(reference)
        ratio = draw(st.none() | st.fixed_dictionaries({"numerator": reference, "denominator": reference, "denominator_value": st.none() | number}))
        if ratio:
            ratio = {key: None if value == name else value for key, value in ratio.items()}
        figures.append({
            "id": name, **mention(draw(spans)), "value": draw(number), "value_max": draw(st.none() | number),
            "unit": draw(st.sampled_from(["person", "VND", "JPY", "other"])), "counted": draw(optional), "place": draw(optional),
            "indicator": draw(st.none() | st.just("admitted")), "per": draw(optional), "actor": draw(optional),
            "period": draw(period), "part_of": None if part == name else part, "ratio": ratio,
            "modifier": draw(st.none() | st.just("approx")), "status": draw(st.sampled_from(["actual", "target"])),
        })  # fmt: skip
    return Record.model_validate({
        "document": {"id": "d", "sha256": "00", "kind": "other", "title": draw(optional)},
        "text": text,
        "people": draw(st.lists(st.fixed_dictionaries({"name": words, "roles": roles, "mentions": mentions}), max_size=2)),
        "organisations": draw(st.lists(st.fixed_dictionaries({"name": words, "type": st.just("union"), "mentions": mentions}), max_size=2)),
        "dates": [mention(s) | {"kind": "date", "from": draw(day)} for s in draw(st.lists(spans, max_size=2))],
        "figures": figures,
    })  # fmt: skip


@pytest.mark.parametrize("kind", TOOLS)
@given(record=hostile_records())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_comes_back_equal(tmp_path_factory: pytest.TempPathFactory, kind: str, record: Record) -> None:
    back, problems = sent_and_returned([record], kind, tmp_path_factory.mktemp("hostile"))
    assert problems == []
    assert len(back) == 1
    assert differences(back[0], record) == {}
    assert back == [record]


def differences(one: Record, other: Record) -> dict[str, tuple[Any, Any]]:
    """The parts of two records that are not equal, for a readable message."""
    left, right = one.to_json(), other.to_json()
    return {name: (left[name], right[name]) for name in left if left[name] != right[name]}
