"""The façade and the spaCy surface: any text, any tokenizer, and back from disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.tokens import Doc, DocBin

import extractor
from extractor.errors import MissingPath, UsageError
from extractor.language.layers import Layers
from extractor.pipeline import STAGES, analyse, run
from extractor.surface import layers_of

TEXT = """Hội nghị tại Công ty TNHH Gạch Ngói Tân Mỹ

Ngày 12/5/2021, đồng chí Lâm Thị Ngà, Chủ tịch Liên đoàn Lao động huyện Mỹ Xuyên cho biết toàn huyện có 1.240 đoàn viên,
trong đó 35 đồng chí được kết nạp vào Đảng.

Đại diện các công đoàn cơ sở tham dự hội nghị và trao đổi về cách tạo nguồn trong công nhân trực tiếp sản xuất.
"""


def simple_pipeline(language: str) -> spacy.Language:
    nlp = spacy.blank(language) if language != "vi" else spacy.blank(
        "vi", config={"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}}
    )
    nlp.add_pipe("vi_figures")
    return nlp


@pytest.mark.parametrize("language", ["xx", "vi", "en"])
def test_one_component_in_anybodys_pipeline(language: str) -> None:
    doc = simple_pipeline(language)(TEXT)
    assert layers_of(doc).done == set(STAGES)
    assert layers_of(doc).text == doc.text == TEXT
    assert doc._.record.to_json()["figures"] == extractor.extract(TEXT).to_json()["figures"]


def test_load_has_words_and_every_stage() -> None:
    nlp = extractor.load()
    assert nlp.pipe_names == [f"vi_{stage}" for stage in STAGES]
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert "đoàn viên" in {token.text for token in doc}
    assert displacy.render(doc, style="ent").count("<mark") == len(doc.ents)
    assert "zones" in doc.spans


def test_components_run_what_they_need_once() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("vi_dates")
    doc = nlp(TEXT)
    assert layers_of(doc).done == {"zones", "fields", "dates"}
    before = layers_of(doc)
    assert run(before) is before
    assert before.done == set(STAGES)


def test_entities_of_others_are_kept() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "EVENT", "pattern": "Hội nghị"}])  # type: ignore[attr-defined]
    nlp.add_pipe("vi_people")
    assert "EVENT" in {entity.label_ for entity in nlp(TEXT).ents}


def test_layers_survive_serialisation() -> None:
    nlp = extractor.load()
    doc = nlp(TEXT)
    box = DocBin(store_user_data=True)
    box.add(doc)
    (back,) = DocBin().from_bytes(box.to_bytes()).get_docs(nlp.vocab)
    assert layers_of(back) == layers_of(doc)
    assert back._.record == doc._.record
    assert [str(span) for span in back.spans["figures"]] == [str(span) for span in doc.spans["figures"]]
    assert layers_of(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == layers_of(doc)


def test_pipeline_survives_disk(tmp_path: Path) -> None:
    extractor.load().to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert [token.text for token in again(TEXT)] == [token.text for token in extractor.load()(TEXT)]


def test_extract_reads_text_or_a_file(tmp_path: Path) -> None:
    file = tmp_path / "bài.txt"
    file.write_text(TEXT, encoding="utf-8")
    from_text, from_file = extractor.extract(TEXT), extractor.extract(file)
    assert from_text.figures == from_file.figures
    assert isinstance(from_text, extractor.Record)
    assert from_text.text == TEXT
    with pytest.raises(MissingPath):
        extractor.extract(tmp_path / "không có.txt")
    with pytest.raises(UsageError):
        extractor.extract(tmp_path)


def test_import_is_quiet_and_light() -> None:
    code = (
        "import sys, extractor, extractor.pipeline; "
        "heavy = {'spacy', 'underthesea', 'numpy', 'pandas', 'sqlalchemy', 'joblib'} & set(sys.modules); "
        "sys.exit(f'imports {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=400))
def test_any_text(text: str) -> None:
    layers = analyse(text)
    assert layers == run(Layers(text))
    record = extractor.extract(text)
    assert record.problems() == []


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200))
def test_any_text_through_spacy(text: str) -> None:
    doc = NLP(text)
    assert doc.text == text


NLP = extractor.load()
