"""The learned second opinion: what it may overrule, and that its file fits together."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import LexiconError
from extractor.extract import figures
from extractor.extract.figures.learned.arbiter import Arbiter, Silent
from extractor.extract.figures.learned.clues import Situation, clues
from extractor.extract.figures.learned.model import DECISIONS, Classifier, Models, Ranker, models, read
from extractor.extract.figures.learned.times import Hand, Moment, candidates
from extractor.language.layers import FigureEntry, Layers
from extractor.lexicon import load_all
from extractor.pipeline import run

SENTENCE = "Sáu tháng đầu năm 2021, Đảng bộ huyện kết nạp 42 đảng viên, trong đó 16 công nhân."


def layers_of(text: str) -> Layers:
    return run(Layers(text), until="people")


def read_with(text: str, arbiter: Arbiter) -> list[FigureEntry]:
    layers = layers_of(text)
    figures.annotate(layers, arbiter)
    return layers.figures


class Seen(Silent):
    """Keeps what the models would be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.situations: list[list[str]] = []
        self.hands: list[Hand] = []

    def decide(self, situation: Situation) -> None:
        self.situations.append(clues(situation))

    def date(self, moment: Moment, ruled: tuple[str | None, str | None] | None) -> tuple[str | None, str | None] | None:
        self.hands.append(candidates(moment))
        return ruled


def convinced(clue: str, decision: str, classes: tuple[str, ...], of: str, by: float) -> Models:
    """Models that one clue convinces of one class, by a weight."""
    silent = {"indicator": ("None",), "status": ("actual",), "unit": ("person",)}
    names = {name: classes if name == decision else silent[name] for name in DECISIONS}
    weights = np.zeros((1, sum(len(told) for told in names.values())), dtype=np.float32)
    at = 0
    for name, told in names.items():
        if name == decision:
            weights[0, at + told.index(of)] = by
        at += len(told)
    classifier = Classifier({clue: 0}, names, weights, np.zeros(weights.shape[1], dtype=np.float32))
    return Models(classifier, Ranker({}, {}))


def test_the_package_carries_a_model_of_its_own_indicators() -> None:
    found = models()
    assert found is not None
    known = {"None", *load_all("indicators")}
    assert set(found.classifier.classes["indicator"]) <= known
    assert set(found.classifier.classes["status"]) == {"actual", "target", "condition"}
    assert len(found.classifier.rows) > 1000
    assert len(found.period.together) > 100


def test_shares_add_up() -> None:
    seen = Seen()
    read_with(SENTENCE, seen)
    found = models()
    assert found is not None
    assert len(seen.situations) == len(seen.hands) == 2
    for told in seen.situations:
        for decision, shares in found.classifier.probabilities(told).items():
            assert shares.sum() == pytest.approx(1.0, abs=1e-5), decision
    for hand in seen.hands:
        assert found.period.probabilities(hand).sum() == pytest.approx(1.0, abs=1e-5)


def test_every_time_at_hand_is_offered() -> None:
    seen = Seen()
    read_with(SENTENCE, seen)
    half = ("2021-01-01", "2021-06-30")
    assert None in seen.hands[0].times
    assert half in seen.hands[0].times
    assert "of the whole" in seen.hands[1].times[half]


@pytest.mark.parametrize(
    ("text", "by", "ruled"),
    [
        pytest.param("Toàn huyện hiện có 42 đảng viên.", 9.0, None, id="sure"),
        pytest.param("Toàn huyện hiện có 42 đảng viên.", 0.3, "party_members", id="unsure"),
        pytest.param(SENTENCE, 9.0, "admitted", id="sure, but the text says outright what was done"),
    ],
)
def test_the_rules_are_overruled_only_where_the_model_is_sure(text: str, by: float, ruled: str | None) -> None:
    classes = ("None", "admitted", "party_members", "workers")
    arbiter = Arbiter(convinced("head=đảng viên", "indicator", classes, "workers", by))
    first = read_with(text, arbiter)[0]
    assert first.indicator == (ruled or "workers")
    assert (first.rule == "learned") == (ruled is None)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("Tổng kinh phí 42 triệu đồng.", "VND"), ("Tỷ lệ đạt 42% kế hoạch.", "percent")],
)
def test_what_the_number_says_itself_stays(text: str, unit: str) -> None:
    arbiter = Arbiter(convinced("depth=0", "unit", ("event", "person"), "event", 9.0))
    assert read_with(text, arbiter)[0].unit == unit


def test_silent_leaves_the_rules_alone() -> None:
    entry = read_with(SENTENCE, Silent())[0]
    assert (entry.indicator, entry.unit, entry.period) == ("admitted", "person", ("2021-01-01", "2021-06-30"))


@given(st.text(alphabet="0123456789 .,;:()%đảngviêntổhcóàmưới\nNTĐ", max_size=160))
def test_clues_are_the_same_twice_and_shares_add_up(text: str) -> None:
    first, second = Seen(), Seen()
    read_with(text, first)
    read_with(text, second)
    assert first.situations == second.situations
    assert [hand.times for hand in first.hands] == [hand.times for hand in second.hands]


def broken(**changed: np.ndarray) -> bytes:
    content = io.BytesIO()
    path = Path(sys.modules["extractor.lexicon"].__file__ or "").parent / "models/figures.npz"
    with np.load(path) as parts:
        arrays = {name: parts[name] for name in parts.files if name not in changed or changed[name].size}
    arrays |= {name: value for name, value in changed.items() if value.size}
    np.savez(content, **arrays)
    return content.getvalue()


@pytest.mark.parametrize(
    "changed",
    [
        {"weights": np.zeros((3, 3), dtype=np.float16)},
        {"bias": np.zeros(2, dtype=np.float32)},
        {"period.weights": np.zeros(5, dtype=np.float16)},
        {"clues": np.zeros(0, dtype=np.uint8)},
    ],
    ids=["weights", "bias", "period", "a part is missing"],
)
def test_a_model_that_does_not_fit_is_refused(changed: dict[str, np.ndarray]) -> None:
    with pytest.raises(LexiconError) as caught:
        read(broken(**changed))
    assert caught.value.code == "L001"
