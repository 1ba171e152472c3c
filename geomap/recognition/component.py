"""The recogniser as a spaCy pipeline component: ``nlp.add_pipe("geomap_recognizer")``.

spaCy imports this file with every pipeline that is loaded, so nothing else of geomap is read here
before the component is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from geomap.recognition.recognizer import MentionFinder

SPANS_KEY = "geomap"
"""Where the recogniser leaves its spans."""
UNSURE = "unsure"
"""Label of a span whose usage is unsure; else the label is the usage."""


@Language.factory(
    "geomap_recognizer",
    default_config={"gazetteer": None, "spans_key": SPANS_KEY},
    assigns=["doc.spans"],
)
def make_recognizer(
    nlp: Language,  # noqa: ARG001 - spaCy passes both
    name: str,  # noqa: ARG001
    gazetteer: str | None,
    spans_key: str,
) -> RecognizerComponent:
    """The component; ``gazetteer`` is the path of an index, None for the user's own.

    Raises `GazetteerError` when there is no gazetteer at that path.
    """
    from geomap.gazetteer import Gazetteer
    from geomap.recognition.recognizer import MentionFinder

    return RecognizerComponent(MentionFinder(Gazetteer.open(gazetteer)), spans_key=spans_key)


class RecognizerComponent:
    """Finds the names of places in a document.

    Reads ``doc.ents`` as far as the pipeline has set them, so it belongs after ``ner``; without
    entities only the gazetteer speaks. Fills ``doc.spans["geomap"]``: spans without overlap, in
    reading order, whose label is the usage (or `UNSURE`) and whose ``._.mention`` is the `Mention`
    with its scores and evidence.
    """

    def __init__(self, finder: MentionFinder, *, spans_key: str = SPANS_KEY) -> None:
        self.finder = finder
        self.spans_key = spans_key
        if not Span.has_extension("mention"):
            Span.set_extension("mention", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """The document, with its place spans."""
        from geomap.recognition.language import doc_entities
        from geomap.recognition.tokens import Piece, tokens_from

        text = doc.text
        tokens = tokens_from(text, [Piece(0, text, doc, doc_entities(doc))])
        spans = []
        for mention in self.finder.mentions(tokens):
            # Of a word glued to another the whole token is taken: spaCy has no smaller spans.
            span = doc.char_span(
                mention.start,
                mention.end,
                label=mention.usage or UNSURE,
                alignment_mode="expand",
            )
            if span is not None:
                span._.mention = mention
                spans.append(span)
        doc.spans[self.spans_key] = spans
        return doc
