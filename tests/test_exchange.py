"""Exchange files: what goes out comes back equal, at the right characters, and what is wrong is told with its place."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import NEWS, PROJECT, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor import exchange
from extractor.errors import ExchangeError, UsageError
from extractor.evaluate.gold import held_out
from extractor.exchange import doccano, label_studio
from extractor.exchange.from_record import labelled
from extractor.exchange.offsets import UNITS, Counted, boundaries
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


# ---------------------------------------------------------------- offsets


@pytest.mark.parametrize(
    ("raw", "unit", "start", "end", "words"),
    [
        ("Đảng 45 người", "code-points", 5, 7, "45"),
        ("😀 45 người", "utf-16", 3, 5, "45"),
        ("😀 45 người", "code-points", 2, 4, "45"),
        ("😀 45 người", "utf-16", 1, 5, "😀 45"),  # a place within a surrogate pair takes the whole character
        ("👩🏽 45", "graphemes", 2, 4, "45"),
        ("👩🏽 45", "utf-16", 5, 7, "45"),
        (unicodedata.normalize("NFD", "Tiền 45"), "code-points", 7, 9, "45"),
        (unicodedata.normalize("NFD", "Tiền 45"), "code-points", 2, 4, "ề"),  # a place within a letter takes all of it
        (unicodedata.normalize("NFD", "Tiền 45"), "graphemes", 5, 7, "45"),
        ("a\r\nb 45", "code-points", 5, 7, "45"),
        ("a\r\nb 45", "graphemes", 4, 6, "45"),
        ("a\rb", "code-points", 2, 3, "b"),
        ("\u1100\u1161\u11a8x", "code-points", 3, 4, "x"),  # composes letter by letter though none is a mark
        ("45", "utf-16", 0, 3, None),
        ("45", "code-points", 1, 1, None),
        ("45", "code-points", -1, 1, None),
    ],
)
def test_offsets_of_tools(raw: str, unit: Any, start: int, end: int, words: str | None) -> None:
    counted = Counted(raw, unit)
    span = counted.span(start, end)
    assert (None if span is None else counted.text[slice(*span)]) == words


@given(text=HOSTILE, unit=st.sampled_from(UNITS), data=st.data())
@settings(deadline=None)
def test_offsets_of_any_text(text: str, unit: Any, data: st.DataObject) -> None:
    """Every code point's place, in any unit, leads to the part of the normal text that it went into."""
    counted = Counted(text, unit)
    assert counted.text == normal_form(text)
    units = boundaries(text, unit)
    assert len(units) == len(text) + 1
    i = data.draw(st.integers(0, len(text) - 1))
    end = next(position for position in units if position > units[i])
    span = counted.span(units[i], end)
    assert span is not None
    letters = unicodedata.normalize("NFD", text[i].replace("\r", "\n"))
    assert set(letters) <= set(unicodedata.normalize("NFD", counted.text[slice(*span)]))


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_a_tool_that_stores_another_form(record: Record, form: Any) -> None:
    """Labels made on a decomposed text with astral characters before them come to the right words."""
    text = "😀😀 " + NEWS
    raw = unicodedata.normalize(form, text)
    words = unicodedata.normalize(form, "Đỗ Thị Hạnh")
    start = len(raw[: raw.index(words)].encode("utf-16-le")) // 2
    line = {"text": raw, "entities": [{"id": 7, "label": "PERSON", "start_offset": start, "end_offset": start + len(words)}]}
    found = read_lines(line)
    assert [person.name for person in found[0].people] == ["Đỗ Thị Hạnh"]
    assert found[0].text == normal_form(raw)


# ---------------------------------------------------------------- labels made in a tool


def read_lines(*lines: Any, folder: Path | None = None) -> list[Any]:
    """What is read from doccano's lines: records and errors."""
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "all.jsonl"
        path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines), encoding="utf-8")
        return list(exchange.read(str(path), "doccano"))


def labels(text: str, *marked: tuple[str, str], relations: tuple[tuple[int, str, int], ...] = ()) -> dict[str, Any]:
    """doccano's example with a label on the first occurrence of each of these words."""
    return {
        "text": text,
        "entities": [
            {"id": i, "label": label, "start_offset": text.index(words), "end_offset": text.index(words) + len(words)}
            for i, (words, label) in enumerate(marked)
        ],
        "relations": [{"from_id": one, "to_id": other, "type": kind} for one, kind, other in relations],
    }


def test_a_text_that_was_labelled_in_a_tool_becomes_a_record() -> None:
    """Values of figures and dates are read from their words; what nobody stated stays null."""
    text = "Năm 2023, chị Lê Thị Mơ, Phó Chủ tịch LĐLĐ huyện, giới thiệu hơn 1,2 nghìn đoàn viên, trong đó 45% nữ."
    marked = [
        ("Năm 2023", "DATE"), ("Lê Thị Mơ", "PERSON"), ("Phó Chủ tịch", "TITLE"), ("LĐLĐ huyện", "ORG:union"),
        ("1,2 nghìn", "FIGURE:nominated"), ("45%", "FIGURE"),
    ]  # fmt: skip
    (record,) = read_lines(labels(text, *marked, relations=((1, "has_title", 2), (2, "held_in", 3), (5, "part_of", 4), (5, "denominator", 4))))
    assert record.problems() == []
    assert (record.dates[0].start, record.dates[0].end, record.dates[0].kind) == ("2023-01-01", "2023-12-31", "date")
    assert [(role.title, role.organisation) for role in record.people[0].roles] == [("Phó Chủ tịch", "LĐLĐ huyện")]
    whole, part = record.figures
    assert (whole.value, whole.modifier, whole.indicator, whole.period) == (1200, "more_than", "nominated", None)
    assert (part.value, part.unit, part.part_of, part.ratio and part.ratio.denominator) == (45, "percent", "f1", "f1")
    assert record.document.kind == "other" or record.document.kind == "news"


def test_corrections_made_in_a_tool_count(record: Record) -> None:
    """A label that is deleted, moved, relabelled or joined anew changes the record; what nobody touched stays."""
    sent = doccano.example(labelled(record))
    entities = {NEWS[e["start_offset"] : e["end_offset"]] + f"@{e['start_offset']}": e for e in sent["entities"]}
    f45, f120, percent = (next(e for key, e in entities.items() if key.startswith(words) and e["start_offset"] > 40) for words in ("45@", "120@", "37,5%@"))
    f120["label"] = "FIGURE:admitted"
    f45["end_offset"] += len(" người")
    sent["entities"].remove(percent)
    sent["relations"] = [r for r in sent["relations"] if percent["id"] not in (r["from_id"], r["to_id"]) and r["type"] != "has_title"]
    found, *problems = reversed(read_lines(sent))
    assert [figure.id for figure in found.figures] == ["f1", "f2", "f3"]
    assert found.figures[1].indicator == "admitted"
    assert found.figures[1].counted == "đoàn viên ưu tú"
    assert (found.figures[2].text, found.figures[2].value, found.figures[2].actor) == ("45 người", 45, "các cấp công đoàn")
    assert found.figures[2].part_of == "f2"
    assert found.people[0].roles == []
    assert [problem.code for problem in problems] == ["X005"]  # the title that belongs to nobody any more


BAD = "Kết nạp 45 người, 30 nữ."


@pytest.mark.parametrize(
    ("line", "codes", "figures"),
    [
        (labels(BAD, ("45", "FIGURE"), ("30", "FIGURE")), [], ["45", "30"]),
        (labels(BAD, ("45", "FIGURES"), ("30", "FIGURE")), ["X003"], ["30"]),
        (labels(BAD, ("45", "FIGURE:admited"), ("30", "FIGURE")), ["X004"], ["45", "30"]),
        (labels(BAD, ("người", "FIGURE"), ("30", "FIGURE")), ["X004"], ["30"]),
        (labels(BAD, ("người", "ORG:club"), ("30", "FIGURE")), ["X004"], ["30"]),
        (labels(BAD, ("45", "FIGURE"), ("30", "FIGURE"), relations=((1, "partof", 0),)), ["X005"], ["45", "30"]),
        (labels(BAD, ("45", "FIGURE"), ("30", "FIGURE"), relations=((1, "part_of", 9),)), ["X005"], ["45", "30"]),
        (labels(BAD, ("45", "FIGURE"), ("30", "FIGURE"), relations=((1, "part_of", 1),)), ["X005"], ["45", "30"]),
        (labels(BAD, ("45", "FIGURE"), ("30", "DATE"), relations=((0, "part_of", 1),)), ["X005"], ["45"]),
        ({"text": BAD, "entities": [{"id": 1, "label": "FIGURE", "start_offset": 20, "end_offset": 99}]}, ["X002"], []),
        ({"text": BAD, "entities": [{"id": 1, "label": "FIGURE", "start_offset": 8}]}, ["X004"], []),
        ({"text": BAD, "label": [[8, 10, "FIGURE"]]}, [], ["45"]),
        ({"entities": []}, ["X001"], None),
        ("{", ["X001"], None),
        ("[]", ["X001"], None),
    ],
)
def test_what_breaks_the_contract_is_told_and_the_rest_is_kept(line: Any, codes: list[str], figures: list[str] | None) -> None:
    found = read_lines(line)
    errors = [item for item in found if isinstance(item, ExchangeError)]
    assert [error.code for error in errors] == codes
    assert all("all.jsonl" in str(error) or "all-1" in str(error) for error in errors)
    kept = [item for item in found if isinstance(item, Record)]
    assert (None if figures is None else figures) == ([figure.text for figure in kept[0].figures] if kept else None)


@pytest.mark.parametrize("kind", TOOLS)
@pytest.mark.parametrize("junk", [b"", b"\xff\xfe\x00", b"{}", b"[1, {}]", b"T1\tPERSON x\n", b"a\tb\n", b"null"])
def test_junk_is_an_error_with_a_code_or_nothing(tmp_path: Path, kind: str, junk: bytes) -> None:
    path = tmp_path / ("a.ann" if kind == "brat" else f"a.{ENDINGS[kind]}")
    path.write_bytes(junk)
    (tmp_path / "a.txt").write_text("45 người", encoding="utf-8")
    try:
        found = list(exchange.read(str(path), kind))
    except ExchangeError as error:
        found = [error]
    assert all(isinstance(item, ExchangeError) or item.figures == [] for item in found)


# ---------------------------------------------------------------- the command


def test_convert_tells_the_format_by_ending_and_content(command: Callable[..., Result], record: Record, tmp_path: Path) -> None:
    from extractor.batch.lines import to_line

    (tmp_path / "r.jsonl").write_bytes(to_line(record))
    chain = ["r.jsonl", "ls.json", "x.conll", "x.spacy", "x.sqlite", "back.jsonl"]
    for source, target in pairwise(chain):
        result = command("convert", tmp_path / source, tmp_path / target)
        assert (result.code, result.err) == (0, f"1 documents written to {tmp_path / target}\n")
    for target, kind in (("b", "brat"), ("d.jsonl", "doccano"), ("g", "gold")):
        assert command("convert", tmp_path / "back.jsonl", tmp_path / target, "--to", kind).code == 0
        assert command("convert", tmp_path / target, tmp_path / f"{kind}.jsonl").code == 0
    assert (tmp_path / "back.jsonl").read_bytes() == (tmp_path / "r.jsonl").read_bytes()
    for kind in ("brat", "doccano"):
        assert (tmp_path / f"{kind}.jsonl").read_bytes() == (tmp_path / "r.jsonl").read_bytes()
    gold = Record.model_validate_json((tmp_path / "gold.jsonl").read_bytes())
    assert gold.figures[2].rule is None
    assert gold.figures[2].part_of == "f2"
    assert gold.document.sha256 != record.document.sha256  # its text lies beside it now, as another file
    told = command("evaluate", tmp_path / "g", "--lint").out.splitlines()
    assert [line for line in told if "recipients" not in line] == ["1 gold files, 2 problems"]  # as the record has it


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("no.json", "x.spacy"), 2, "[X001]"),
        (("a.xyz", "x.spacy"), 2, "--from"),
        (("a.json", "folder"), 2, "--to"),
        (("a.json", "a.json"), 2, "[U001]"),
        (("a.json", "no/such/folder/x.spacy"), 2, "[U001]"),
        (("a.json", "x.spacy", "--to", "word"), 2, "doccano"),
    ],
)
def test_wrong_use_of_convert(
    command: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.json").write_text('[{"data": {"text": "45 người"}}]', encoding="utf-8")
    result = command("convert", *arguments)
    assert result.code == code
    assert words in result.err


def test_what_cannot_be_read_replaces_nothing(command: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("kept", encoding="utf-8")
    (tmp_path / "a.spacy").write_bytes(b"no DocBin")
    assert command("convert", tmp_path / "a.spacy", tmp_path / "x.jsonl").code == 2
    assert (tmp_path / "x.jsonl").read_text(encoding="utf-8") == "kept"


def test_a_document_cannot_choose_where_its_files_go(record: Record, tmp_path: Path) -> None:
    record.document.id = "../../evil\x00/..\\name"
    for kind in ("gold", "brat"):
        folder = tmp_path / kind / "inside"
        exchange.write([record], str(folder), kind)
        assert {path.parent for path in tmp_path.rglob("*") if path.is_file()} <= {folder, tmp_path / "gold" / "inside"}


def label_studio_task(**task: Any) -> dict[str, Any]:
    return {"data": {"text": BAD, "name": "t"}, **task}


REGION = {"id": "r", "from_name": "label", "to_name": "text", "type": "labels", "value": {"start": 8, "end": 10, "text": "45", "labels": ["FIGURE"]}}
ANSWER = {"id": "r", "from_name": "indicator", "to_name": "text", "type": "choices", "value": {"start": 8, "end": 10, "choices": ["admitted"]}}


@pytest.mark.parametrize(
    ("task", "codes", "figures"),
    [
        (label_studio_task(annotations=[{"result": [REGION, ANSWER]}]), [], [("45", "admitted")]),
        (label_studio_task(predictions=[{"result": [REGION, ANSWER]}]), [], [("45", "admitted")]),
        # what a person has done counts, what was cancelled does not, the last is the newest
        (label_studio_task(annotations=[{"result": [REGION]}], predictions=[{"result": [REGION, ANSWER]}]), [], [("45", None)]),
        (label_studio_task(annotations=[{"result": []}], predictions=[{"result": [REGION]}]), [], []),
        (label_studio_task(annotations=[{"result": [REGION]}, {"result": [], "was_cancelled": True}]), [], [("45", None)]),
        (label_studio_task(predictions=[17]), ["X001"], None),
        (label_studio_task(), ["X001"], None),
        # offsets of another text: the quoted words tell
        (label_studio_task(annotations=[{"result": [{**REGION, "value": {**REGION["value"], "start": 9, "end": 11}}]}]), ["X002"], []),
        (label_studio_task(annotations=[{"result": [{"type": "relation", "from_id": "r"}]}]), ["X005"], []),
        (label_studio_task(annotations=[{"result": [REGION, {"type": "relation", "from_id": "r", "to_id": "r", "labels": []}]}]), ["X005"], [("45", None)]),
    ],
)  # fmt: skip
def test_tasks_as_label_studio_exports_them(tmp_path: Path, task: Any, codes: list[str], figures: Any) -> None:
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([task]), encoding="utf-8")
    found = list(exchange.read(str(path)))
    assert [item.code for item in found if isinstance(item, ExchangeError)] == codes
    kept = [item for item in found if isinstance(item, Record)]
    assert ([(f.text, f.indicator) for f in kept[0].figures] if kept else None) == figures


BRAT = "T1\tPERSON 0 9\tLê Thị Mơ\nT2\tTITLE 11 14;15 23\tPhó Chủ tịch\nR1\thas_title Arg1:T1 Arg2:T2\n"


@pytest.mark.parametrize(
    ("ann", "codes", "roles"),
    [
        (BRAT, [], ["Phó Chủ tịch"]),
        (BRAT + "A2\tsex T1 f\n", ["X004"], ["Phó Chủ tịch"]),
        (BRAT + "#1\tAnnotatorNotes T1\tsee page 2\n", ["X004"], ["Phó Chủ tịch"]),
        (BRAT.replace("11 14;15 23", "11 23"), [], ["Phó Chủ tịch"]),
        (BRAT + "#1\tAnnotatorNotes T1\tname=Lê Thị Mơ\\; A\n", [], ["Phó Chủ tịch"]),
        (BRAT.replace("0 9\tLê Thị Mơ", "1 10\tLê Thị Mơ"), ["X002", "X005", "X005"], None),
        (BRAT.replace("T2\tTITLE 11 14;15 23\tPhó Chủ tịch", "T2\tTITLE 0 2;11 14\tLê Phó"), ["X002", "X005"], []),
        (BRAT + "E1\tEvent:T1\n", ["X004"], ["Phó Chủ tịch"]),
        (BRAT.replace("Arg2:T2", ""), ["X005", "X005"], []),
    ],
)
def test_brat_files_written_by_hand(tmp_path: Path, ann: str, codes: list[str], roles: list[str] | None) -> None:
    (tmp_path / "a.txt").write_text("Lê Thị Mơ, Phó\nChủ tịch", encoding="utf-8")
    (tmp_path / "a.ann").write_text(ann, encoding="utf-8")
    found = list(exchange.read(str(tmp_path)))
    assert sorted(item.code for item in found if isinstance(item, ExchangeError)) == codes
    people = next(item for item in found if isinstance(item, Record)).people
    assert ([role.title for role in people[0].roles] if people else None) == roles


def test_conll_without_its_notes_is_put_together_by_offsets(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    exchange.write([record], str(path), "conll")
    (tmp_path / "a.notes.jsonl").unlink()
    path.write_text(path.read_text("utf-8").replace("\n\n", "\n# a comment of CoNLL-U\n\n"), encoding="utf-8")
    (found,) = (item for item in exchange.read(str(path)) if isinstance(item, Record))
    assert [figure.span for figure in found.figures] == [figure.span for figure in record.figures]
    assert [figure.value for figure in found.figures] == [45, 120, 45, 37.5]
    assert [(len(body.mentions), body.type) for body in found.organisations] == [(2, "union")]


def test_a_word_that_a_label_cuts_leaves_no_blank_behind(tmp_path: Path) -> None:
    """The segmenter takes number and noun for one word here."""
    (record,) = read_lines(labels("giới thiệu 4.390 đoàn viên ưu tú", ("4.390", "FIGURE:nominated")))
    exchange.write([record], str(tmp_path / "a.conll"), "conll")
    forms = [line.split("\t")[0] for line in (tmp_path / "a.conll").read_text("utf-8").splitlines() if "\t" in line]
    assert forms == ["giới_thiệu", "4.390", "đoàn_viên", "ưu_tú"]


def test_the_same_words_labelled_again_are_the_same_person(record: Record) -> None:
    """A name or body that is labelled without a relation joins the entry of its words; a date gets its days."""
    text = "Chị Lê Thị Mơ nói. Lê Thị Mơ về LĐLĐ tỉnh. LĐLĐ tỉnh họp tháng 3/2024."
    line = labels(text, ("Lê Thị Mơ", "PERSON"), ("LĐLĐ tỉnh", "ORG:union"), ("tháng 3/2024", "DATE:date"))
    for words, label in (("Lê Thị Mơ", "PERSON"), ("LĐLĐ tỉnh", "ORG")):
        start = text.rindex(words)
        line["entities"].append({"id": 10 + start, "label": label, "start_offset": start, "end_offset": start + len(words)})
    (found,) = read_lines(line)
    assert [len(person.mentions) for person in found.people] == [2]
    assert [(len(body.mentions), body.type) for body in found.organisations] == [(2, "union")]
    assert (found.dates[0].start, found.dates[0].end) == ("2024-03-01", "2024-03-31")


def test_two_people_of_one_name_stay_two(record: Record, tmp_path: Path) -> None:
    twin = record.people[0].model_copy(deep=True, update={"roles": []})
    record.people.append(twin)
    record.people[0].roles.clear()
    for kind in TOOLS:
        assert sent_and_returned([record], kind, tmp_path)[0] == [record]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["FIGURE", "45", "\ud800", "x"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["id", "label", "labels", "start_offset", "end_offset", "from_id", "to_id", "type", "start", "end", "text",
                         "value", "result", "from_name", "choices", "number", "document", "span", "says", "name", "zones", "relations"]),
        inner, max_size=5),
    max_leaves=12,
)  # fmt: skip


PLACE = st.integers(-2, 30) | JSON
ENTITY = st.fixed_dictionaries({"id": JSON, "label": st.sampled_from(["FIGURE:admitted", "PERSON", "DATE"]) | JSON, "start_offset": PLACE, "end_offset": PLACE})
MARK = st.fixed_dictionaries({"label": st.sampled_from(["FIGURE", "ORG:union"]) | JSON, "span": st.tuples(PLACE, PLACE), "says": st.dictionaries(
    st.sampled_from(["value", "period", "sentence", "roles", "order", "share_of", "x"]), JSON, max_size=3), "untagged": JSON})
NOTES = st.fixed_dictionaries({"document": JSON, "labels": st.lists(MARK | JSON, max_size=3), "relations": st.lists(st.tuples(JSON, st.integers(-1, 3), st.integers(-1, 3)) | JSON), "zones": JSON})
VALUE = st.fixed_dictionaries({"start": PLACE, "end": PLACE, "text": JSON, "labels": st.just(["FIGURE"]) | JSON, "choices": JSON, "number": JSON})
RESULT = st.fixed_dictionaries({"id": st.just("r") | JSON, "type": st.sampled_from(["labels", "relation", "choices", "number", "textarea"]) | JSON, "from_name": st.just("value") | JSON, "value": VALUE | JSON, "from_id": JSON, "labels": JSON})


@pytest.mark.parametrize("kind", ["doccano", "label-studio"])
@given(parts=st.tuples(st.lists(ENTITY | JSON, max_size=4) | JSON, st.lists(RESULT | JSON, max_size=4) | JSON, NOTES | JSON, JSON))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_json_gives_records_and_errors_and_nothing_else(tmp_path_factory: pytest.TempPathFactory, kind: str, parts: list[Any]) -> None:
    one, two, three, text = parts
    text = text if isinstance(text, str) else BAD
    if kind == "doccano":
        value: Any = {"text": text, "entities": one, "relations": two, "extractor": three}
    else:
        value = [{"data": {"text": text, "extractor": three, "name": one}, "annotations": [{"result": two}], "predictions": one}]
    path = tmp_path_factory.mktemp("any") / f"a.{ENDINGS[kind]}"
    path.write_text(json.dumps(value), encoding="utf-8")
    for item in exchange.read(str(path), kind):
        assert isinstance(item, ExchangeError) or item.problems() == []


def test_json_that_nests_without_end_is_an_error(tmp_path: Path) -> None:
    for name, kind in (("a.jsonl", "doccano"), ("a.json", "label-studio")):
        (tmp_path / name).write_text("[" * 100_000, encoding="utf-8")
        try:
            found = list(exchange.read(str(tmp_path / name), kind))
        except ExchangeError as error:
            found = [error]
        assert [item.code for item in found] == ["X001"]


def test_documents_of_one_name_are_all_kept(record: Record, tmp_path: Path) -> None:
    """brat has a file a document; a gold file is named by its document, so that two of one name are an error there."""
    names = ["x/a-2", "a", "y/a", "z/a"]
    records = [record.model_copy(update={"document": record.document.model_copy(update={"id": name})}) for name in names]
    back, _ = sent_and_returned(records, "brat", tmp_path)
    assert sorted(one.document.id for one in back) == sorted(names)
    with pytest.raises(UsageError, match="Two documents"):
        exchange.write(records, str(tmp_path / "gold"), "gold")


def test_an_id_that_is_used_twice_loses_no_label() -> None:
    line = labels(BAD, ("45", "FIGURE"), ("30", "FIGURE"))
    line["entities"][1]["id"] = 0
    assert [figure.text for figure in read_lines(line)[0].figures] == ["45", "30"]
