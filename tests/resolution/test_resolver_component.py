from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Span

from geomap.resolution.component import ResolverComponent


@pytest.fixture
def nlp(gazetteer):
    blank = spacy.blank("en")
    blank.add_pipe("geomap_resolver", config={"gazetteer": str(gazetteer.path)})
    return blank


def test_it_is_found_by_its_name(nlp):
    assert isinstance(nlp.get_pipe("geomap_resolver"), ResolverComponent)


def test_entities_get_their_place(nlp):
    doc = nlp.make_doc("Anna flew from Minsk to Brest and Gomel .")
    doc.ents = [
        Span(doc, 0, 1, label="PERSON"),
        Span(doc, 3, 4, label="GPE"),
        Span(doc, 5, 6, label="GPE"),
    ]
    doc = nlp.get_pipe("geomap_resolver")(doc)
    person, minsk, brest = doc.ents
    assert person.kb_id_ == ""
    assert person._.place is None
    assert minsk.kb_id_ == minsk._.place.id == "geonames:625144"
    assert (brest._.place.country, brest.label_) == ("BY", "GPE")
    assert brest._.mention.candidates


def test_the_recognisers_spans_come_before_entities(nlp):
    doc = nlp.make_doc("Minsk and Brest")
    doc.ents = [Span(doc, 0, 1, label="GPE")]
    doc.spans["geomap"] = [Span(doc, 2, 3, label="PLACE")]
    doc = nlp.get_pipe("geomap_resolver")(doc)
    assert doc.ents[0].kb_id_ == ""
    assert doc.spans["geomap"][0].kb_id_
    assert doc.spans["geomap"][0]._.place is not None


def test_a_document_without_places_passes_through(nlp):
    assert nlp("Nothing to see .").text == "Nothing to see ."
