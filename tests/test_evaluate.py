"""Scores: counts by hand, the same numbers as an independent scorer, honest gold files, floors that hold."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from conftest import NEWS, PROJECT, Result, span_of
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import UsageError
from extractor.evaluate import Counts, Score, evaluate, lint, total
from extractor.evaluate.align import Sentences, align, overlap
from extractor.evaluate.gate import Floors, by_set, falls, pin, read_floors, write_floors
from extractor.evaluate.page import page
from extractor.evaluate.report import as_json, errors, per_document, table
from extractor.ingest import document_of
from extractor.records import Record

Change = Callable[[dict[str, Any]], object]


def scored(gold: Record, change: Change | None = None) -> Score:
    """The score of the gold record itself after `change`."""
    data = gold.to_json()
    if change:
        change(data)
    (score,) = evaluate([gold], [Record.model_validate(data)])
    return score


def numbers(score: Score, measure: str) -> tuple[int, int, int]:
    counts = score.counts[measure]
    return counts.tp, counts.fp, counts.fn


def test_gold_against_itself_is_perfect(record: Record) -> None:
    score = scored(record)
    assert all(counts.f1 == 1 and not counts.errors for counts in score.counts.values())
    assert all(share.ratio == 1 for share in score.shares.values())
    assert score.misses == []


def test_a_document_without_a_record_has_missed_everything(record: Record) -> None:
    (score,) = evaluate([record], [])
    assert score.missing == 1
    assert numbers(score, "figures.full") == (0, 0, 4)
    assert score.shares["document.title"].right == 0
    assert score.shares["document.source"].right == 1  # gold says there is none


def test_records_match_by_hash_or_else_by_name(record: Record) -> None:
    other = record.model_copy(deep=True)
    other.document.sha256 = "0" * 64
    assert evaluate([record], [other])[0].missing == 0
    other.document.path = "elsewhere.txt"
    assert evaluate([record], [other])[0].missing == 1


CHANGES: dict[str, tuple[Change, dict[str, tuple[int, int, int]]]] = {
    "a person more": (
        lambda r: r["people"].append({"name": "Phó Chủ", "roles": [], "mentions": [mention("Phó Chủ")]}),
        {"people.names": (1, 1, 0), "people.mentions": (1, 1, 0), "people.roles": (1, 0, 0)},
    ),
    "letter case of a name aside": (
        lambda r: r["people"][0].update(name="ĐỖ THỊ  HẠNH"),
        {"people.names": (1, 0, 0)},
    ),
    "a role in another body": (
        lambda r: r["people"][0]["roles"][0].update(organisation=None),
        {"people.roles": (0, 1, 1), "people.names": (1, 0, 0)},
    ),
    "a mention cut short": (
        lambda r: r["organisations"][0]["mentions"].__setitem__(0, mention("Liên đoàn Lao động")),
        {"orgs.mentions": (1, 1, 1), "orgs.overlap": (2, 0, 0)},
    ),
    "a mention cut to less than half": (
        lambda r: r["organisations"][0]["mentions"].__setitem__(0, mention("Liên đoàn")),
        {"orgs.mentions": (1, 1, 1), "orgs.overlap": (1, 1, 1)},
    ),
    "a date off by a day": (
        lambda r: r["dates"][0].update({"to": "2024-02-04"}),
        {"dates.found": (2, 0, 0), "dates.value": (1, 1, 1)},
    ),
    "a date cut short": (
        lambda r: r["dates"][0].update(mention("3/2/2024")),
        {"dates.found": (2, 0, 0), "dates.value": (2, 0, 0)},
    ),
    "a figure with another number": (
        lambda r: r["figures"][1].update(value=12),
        # the figure that is part of it has lost its whole, too
        {"figures.found": (3, 1, 1), "figures.indicator": (3, 1, 1), "figures.full": (2, 2, 2)},
    ),
    "a figure with another indicator": (
        lambda r: r["figures"][1].update(indicator="trained"),
        {"figures.found": (4, 0, 0), "figures.indicator": (3, 1, 1), "figures.full": (3, 1, 1)},
    ),
    "a figure without its indicator": (
        lambda r: r["figures"][1].update(indicator=None),
        {"figures.indicator": (3, 0, 1), "figures.full": (3, 1, 1)},
    ),
    "wordings do not count for the full record": (
        lambda r: r["figures"][1].update(actor="ai đó", counted="x", place=None),
        {"figures.full": (4, 0, 0)},
    ),
    "other ids are the same figures": (
        lambda r: (
            r["figures"][1].update(id="g"),
            r["figures"][2].update(part_of="g"),
            r["figures"][3]["ratio"].update(denominator="g"),
        ),
        {"figures.full": (4, 0, 0)},
    ),
    "a part of the wrong whole": (
        lambda r: r["figures"][2].update(part_of="f1"),
        {"figures.full": (3, 1, 1)},
    ),
}


def mention(words: str) -> dict[str, object]:
    return {"span": span_of(words), "text": words}


@pytest.mark.parametrize("name", CHANGES)
def test_counts(record: Record, name: str) -> None:
    change, expected = CHANGES[name]
    score = scored(record, change)
    assert {measure: numbers(score, measure) for measure in expected} == expected


def test_only_the_fields_that_gold_states_are_compared(record: Record) -> None:
    data = record.to_json()
    data["document"]["byline"] = "N.V.A"
    stated = record.model_dump(by_alias=True, exclude_unset=True)
    (score,) = evaluate([Record.model_validate(stated)], [Record.model_validate(data)])
    assert "document.byline" not in score.shares
    assert score.shares["document.title"].right == 1


def test_errors_are_named_with_their_sentence(record: Record) -> None:
    def spoil(data: dict[str, Any]) -> None:
        data["figures"][1]["indicator"] = "trained"
        data["people"] = []
        data["document"]["title"] = "x"

    shown = errors(scored(record, spoil), 5)
    assert "figure.indicator  hung-yen  120 nominated  ->  trained" in shown
    assert "giới thiệu »120« đoàn viên ưu tú" in shown
    assert "people.names  hung-yen  missed đỗ thị hạnh" in shown
    assert "document.title" in shown
    assert "… and 1 more of people.names" not in shown
    assert errors(scored(record), 5) == ""


def test_counts_add_up_and_ratios_come_last(record: Record) -> None:
    whole = total([scored(record), scored(record, CHANGES["a figure with another number"][0])])
    assert numbers(whole, "figures.found") == (7, 1, 1)
    assert whole.counts["figures.found"].f1 == pytest.approx(0.875)
    assert whole.documents == 2
    assert (Counts().precision, Counts().recall, Counts().f1, Counts(0, 1, 1).f1) == (1, 1, 1, 0)


def test_texts_for_people_and_machines(record: Record) -> None:
    score = scored(record, CHANGES["a figure with another indicator"][0])
    assert "figures.indicator         0.750  0.750  0.750       3         1       1" in table(score)
    assert per_document([score], [total([score])]).splitlines()[3].split() == ["all", *["1.000"] * 5, "0.750", "0.750"]
    assert per_document([score], []).splitlines()[1].split() == ["hung-yen", *["1.000"] * 5, "0.750", "0.750"]
    value = json.loads(json.dumps(as_json([score], score, 1)))
    assert value["measures"]["figures.indicator"] == {
        "tp": 3, "fp": 1, "fn": 1, "precision": 0.75, "recall": 0.75, "f1": 0.75
    }  # fmt: skip
    assert {"gold": "nominated", "found": "trained", "figures": 1} in value["confusion"]
    assert value["per_document"]["hung-yen"]["shares"]["org.type"]["of"] == 2
    assert [entry["measure"] for entry in value["errors"]] == ["figure.indicator", "figures.full"]


class Tags(HTMLParser):
    """Opening and closing tags of a page; all have to match."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.marked: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag not in {"script", "link", "img", "iframe"}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "mark":
            self.marked.append(data)


def test_the_page_stands_alone_and_escapes_everything(record: Record) -> None:
    gold = json.loads(record.model_dump_json(by_alias=True).replace("Hạnh", "<i>&"))
    gold["document"]["id"] = "<script>alert(1)</script>"
    (score,) = evaluate([Record.model_validate(gold)], [])
    html = page([score], score, title="</title><script>")
    tags = Tags()
    tags.feed(html)
    assert tags.open == []
    assert "Đỗ Thị <i>&" in tags.marked
    assert "http" not in html
    assert "<script" not in html


def test_the_page_does_not_show_errors_of_held_out_documents(record: Record) -> None:
    (score,) = evaluate([record], [])
    name = score.name
    assert "Đỗ Thị" in page([score], score)
    hidden = page([score], score, sealed=frozenset({name}))
    assert "Đỗ Thị" not in hidden
    assert f"{len(score.misses)} errors in held-out documents" in hidden


# The independent scorer


def spoiled(gold: list[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    """Records like those of a poor extractor: things lost, doubled, moved, changed."""
    chance = random.Random(seed)

    def moved(span: list[int], text: str) -> dict[str, Any]:
        start, end = span[0] + chance.choice([0, 0, -2, 3]), span[1] + chance.choice([0, 0, 4, -1])
        start = max(0, start)
        end = max(start + 1, end)
        return {"span": [start, end], "text": text if [start, end] == span else f"{text}?"}

    def some(entries: list[Any]) -> list[Any]:
        kept = [entry for entry in entries if chance.random() > 0.15]
        chance.shuffle(kept)
        return kept

    records = json.loads(json.dumps(some(gold)))
    for record in records:
        for key in ("people", "organisations"):
            record[key] = some(record[key])
            for entry in record[key]:
                entry["mentions"] = [moved(m["span"], m["text"]) for m in entry["mentions"]]
                if key == "organisations" and chance.random() < 0.3:
                    entry["type"] = "other"
                elif chance.random() < 0.3:
                    entry["name"] += " X"
                for role in some(entry.get("roles", [])):
                    role["title"] = role["title"].upper() + chance.choice(["", " kiêm"])
        for date in record["dates"]:
            date |= moved(date["span"], date["text"])
            date["from"] = chance.choice([date["from"], date["from"], "2001-01-01"])
            date["modifier"] = chance.choice([date.get("modifier"), "approx"])
        record["figures"] = some(record["figures"])
        ids = {figure["id"]: f"x{number}" for number, figure in enumerate(record["figures"])}
        for figure in record["figures"]:
            figure |= moved(figure["span"], figure["text"])
            figure["id"] = ids[figure["id"]]
            figure["part_of"] = ids.get(figure["part_of"] or chance.choice([None, *ids]))
            if figure["ratio"]:
                figure["ratio"] = {key: ids.get(value, value) for key, value in figure["ratio"].items()}
                figure["ratio"]["numerator"] = figure["ratio"]["numerator"] if chance.random() < 0.7 else None
                if figure["ratio"]["denominator"] not in ids.values():
                    figure["ratio"]["denominator"] = None
                if figure["ratio"]["numerator"] not in ids.values():
                    figure["ratio"]["numerator"] = None
            changes = {
                "indicator": [None, "workers"], "value": [figure["value"] + 1], "unit": ["item"], "per": ["year"],
                "modifier": ["approx"], "status": ["target"], "place": ["Huế"], "actor": [None], "period": [None],
                "value_max": [figure["value"] + 10],
            }  # fmt: skip
            for name, values in changes.items():
                if chance.random() < 0.1:
                    figure[name] = chance.choice(values)
        for name, value in list(record["document"].items()):
            if name not in {"id", "sha256", "path", "kind", "published", "signatory"} and chance.random() < 0.2:
                record["document"][name] = [] if name == "recipients" else "x" if value is None else None
        if chance.random() < 0.3:
            record["document"]["sha256"] = "0" * 64
    return list(records)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("folder", ["gold", "dev/gold"])
def test_numbers_agree_with_the_independent_scorer(shared: Path, tmp_path: Path, folder: str, seed: int) -> None:
    gold = [json.loads(path.read_bytes()) for path in sorted((shared / folder).glob("*.json"))]
    records = spoiled(gold, seed)
    lines = tmp_path / "records.jsonl"
    lines.write_text("".join(json.dumps(record) + "\n" for record in records))
    script = [sys.executable, shared / "tools" / "score.py", shared / folder, lines, "--json"]
    theirs = json.loads(subprocess.run(script, capture_output=True, check=True).stdout)
    whole = total(evaluate(map(Record.model_validate, gold), map(Record.model_validate, records)))
    assert (whole.documents, whole.missing) == (theirs["documents"], theirs["missing"])
    assert {
        name: [round(c.precision, 4), round(c.recall, 4), round(c.f1, 4), c.tp, c.fp, c.fn]
        for name, c in whole.counts.items()
    } == theirs["prf"]
    assert {name: [round(share.ratio, 4), share.of] for name, share in whole.shares.items()} == theirs["accuracy"]
    assert whole.counts["figures.full"].errors > 10  # the comparison means something


# Alignment


def test_the_best_overlap_goes_first() -> None:
    assert align([(0, 10), (10, 20)], [(8, 20), (0, 10)]) == [(0, 1), (1, 0)]
    assert align([(0, 10)], [(0, 10), (0, 10)]) == [(0, 0)]
    assert align([(0, 10)], [(10, 20)]) == []
    assert align([(0, 10)], [(0, 4)], least=0.5) == []
    assert align([(0, 10)], [(0, 10)], lambda i, j: False) == []


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda s: (s[0], s[0] + s[1])), max_size=8)


@given(SPANS, SPANS)
def test_pairs_are_one_to_one_and_touch(gold: list[tuple[int, int]], found: list[tuple[int, int]]) -> None:
    pairs = align(gold, found)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(overlap(gold[i], found[j]) > 0 for i, j in pairs)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Một câu. Hai [15] người. Ba.", "Hai [15] người."),
        ("Tiêu đề\nCó [1.250] người (10,5%). Hết", "Có [1.250] người (10,5%)."),
        ("[15] người", "[15] người"),
        ("Ông A. nói. “Có [3] người!” Rồi về.", "“Có [3] người!” Rồi về."),
        ("a. [B\nC] d. E", "[B\nC] d."),
    ],
)
def test_the_sentence_around_a_span(text: str, sentence: str) -> None:
    start, end = text.index("["), text.index("]") - 1
    words, (first, last) = Sentences(text.replace("[", "").replace("]", "")).around((start, end))
    assert f"{words[:first]}[{words[first:last]}]{words[last:]}" == sentence


# Gold files


@pytest.fixture
def gold(tmp_path: Path, record: Record) -> Path:
    """A gold folder of one file, its text in `corpus` beside it."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "hung-yen.txt").write_text(NEWS, encoding="utf-8")
    record.document.sha256 = document_of(NEWS).sha256
    record.document.recipients, record.document.signatory = [], None
    keep(tmp_path / "gold", record.to_json())
    return tmp_path / "gold"


def keep(gold: Path, data: dict[str, Any]) -> None:
    data.pop("text", None)
    (gold / "hung-yen.json").write_text(json.dumps(data), encoding="utf-8")


BROKEN: dict[str, tuple[Change, str]] = {
    "a quote that is not there": (lambda r: r["dates"][1].update(text="năm 2024"), "quotes 'năm 2024'"),
    "an unknown field": (lambda r: r.update(notes=""), "notes: Extra inputs"),
    "an unknown indicator": (lambda r: r["figures"][0].update(indicator="cats"), "no indicator 'cats'"),
    "a reference to nowhere": (lambda r: r["figures"][2].update(part_of="f9"), "refers to f9"),
    "a reference to itself": (lambda r: r["figures"][2].update(part_of="f3"), "refers to itself"),
    "an id twice": (lambda r: r["figures"][0].update(id="f2"), "f2 is used twice"),
    "the hash of another text": (lambda r: r["document"].update(sha256="0" * 64), "sha256 is not that of"),
    "the id of another file": (lambda r: r["document"].update(id="x"), "the file's name says"),
    "a span twice": (lambda r: r["dates"].append(r["dates"][0]), "overlap"),
    "a span within a word": (lambda r: r["people"][0]["mentions"].append(mention("ạnh")), "within a word"),
    "a period that runs backwards": (
        lambda r: r["figures"][0].update(period={"from": "2024-01-01", "to": "2023-01-01"}), "is after"
    ),
    "a range that runs backwards": (lambda r: r["figures"][3].update(value_max=1), "below value"),
    "a duration without a value": (lambda r: r["dates"][0].update(kind="duration"), "stands with a duration"),
    "words that are not in the text": (lambda r: r["figures"][0].update(counted="con mèo"), "not in the text"),
    "a title of one's own making": (lambda r: r["document"].update(title="Tin"), "document.title is 'Tin'"),
    "a person twice": (
        lambda r: r["people"].append({"name": "đỗ thị hạnh", "mentions": [mention("Phó Chủ tịch")]}), "has 2 entries"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_lint_finds(gold: Path, record: Record, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.evaluate.gold.indicator_codes", lambda: {"admitted", "nominated"})
    change, words = BROKEN[name]
    data = record.to_json()
    change(data)
    keep(gold, data)
    found = "\n".join(lint(gold))
    assert words in found
    assert found.startswith("hung-yen.json: ")


def test_lint_is_silent_when_all_is_well(gold: Path) -> None:
    assert lint(gold) == []
    (gold.parent / "corpus" / "hung-yen.txt").unlink()
    assert lint(gold) == ["hung-yen.json: its text is not there"]
    (gold / "hung-yen.json").write_text("{")
    assert "Invalid JSON" in lint(gold)[0]


def test_our_own_gold_is_sound() -> None:
    if not any((PROJECT / "gold").glob("*.json")):
        pytest.skip("there is no gold yet")
    assert lint(PROJECT / "gold") == []


# Floors


def test_a_fall_names_the_sentences_of_the_documents_that_got_worse(record: Record, tmp_path: Path) -> None:
    good, bad = scored(record), scored(record, CHANGES["a figure with another indicator"][0])
    elder = scored(record, CHANGES["a figure with another number"][0])
    elder.name = "elder"
    path = tmp_path / "floors.toml"
    write_floors(path, pin(by_set([good, elder], frozenset({"elder"})), Floors()))
    floors = read_floors(path)
    assert floors.pinned["tune"]["figures.full"].f1 == 1
    assert floors.pinned["heldout"]["figures.found"].errors == {"elder": 2}
    assert falls(by_set([good, elder], frozenset({"elder"})), floors) == []
    fallen = falls(by_set([bad, elder], frozenset({"elder"})), floors)
    assert [(fall.set, fall.measure) for fall in fallen] == [("tune", "figures.indicator"), ("tune", "figures.full")]
    assert all("giới thiệu 120 đoàn viên" in miss.sentence for fall in fallen for miss in fall.misses)
    assert falls(by_set([good], frozenset()), floors)[0].set == "heldout"  # a set must not vanish


def test_a_floor_falls_only_with_a_reason_which_is_kept(record: Record, tmp_path: Path) -> None:
    good, bad = scored(record), scored(record, CHANGES["a figure with another indicator"][0])
    floors = pin({"tune": [good]}, Floors())
    with pytest.raises(UsageError, match=r"2 floors would fall.*--lower"):
        pin({"tune": [bad]}, floors)
    lowered = pin({"tune": [bad]}, floors, "nhãn sửa \"đúng\"\n")
    path = tmp_path / "floors.toml"
    write_floors(path, lowered)
    assert read_floors(path) == lowered
    assert [entry["reason"] for entry in read_floors(path).lowered] == ["nhãn sửa \"đúng\"\n"] * 2
    risen = pin({"tune": [good]}, read_floors(path))
    assert risen.pinned == floors.pinned
    assert len(risen.lowered) == 2


@pytest.mark.parametrize("content", ["tune = 3", "[tune.x]\nf2 = 1", "?"])
def test_a_broken_floors_file_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(content)
    with pytest.raises(UsageError, match="floors"):
        read_floors(path)


def test_our_own_scores_hold_their_floors(command: Callable[..., Result]) -> None:
    floors = PROJECT / "gold" / "floors.toml"
    if not floors.is_file():
        pytest.skip("no floors are pinned yet")
    result = command("evaluate", PROJECT / "gold", "--texts", PROJECT / "corpus", "--floors", floors)
    assert result.code == 0, result.err
