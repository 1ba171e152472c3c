"""The resolver as a spaCy pipeline component: ``nlp.add_pipe("geomap_resolver")``.

spaCy imports this file with every pipeline that is loaded, so nothing else of geomap is read here
before the component is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

    from geomap.model import Mention, Sentence, Usage
    from geomap.resolution.resolver import Resolver

SPANS_KEY = "geomap"
"""Where the recogniser leaves its spans."""

PLACE_LABELS = ("GPE", "LOC", "FAC", "NORP", "PLACE")
"""Labels of entities that are read where there are no such spans."""


@Language.factory(
    "geomap_resolver",
    default_config={"gazetteer": None, "spans_key": SPANS_KEY, "labels": list(PLACE_LABELS)},
)
def make_resolver(
    nlp: Language,  # noqa: ARG001 - spaCy passes both
    name: str,  # noqa: ARG001
    gazetteer: str | None,
    spans_key: str,
    labels: list[str],
) -> ResolverComponent:
    """The component; ``gazetteer`` is the path of an index, None for the user's own.

    Raises `GazetteerError` when there is no gazetteer at that path.
    """
    from geomap.gazetteer import Gazetteer
    from geomap.resolution.resolver import Resolver

    return ResolverComponent(
        Resolver(Gazetteer.open(gazetteer)), spans_key=spans_key, labels=labels
    )


class ResolverComponent:
    """Resolves a document's place spans.

    Reads ``doc.spans["geomap"]``; where a document has none, those of ``doc.ents`` whose label is
    one of ``labels``. Sets ``kb_id_`` (the place id, empty for none), ``._.place`` (a `Place` or
    None) and ``._.mention`` (the `Mention` with score, candidates and evidence).
    """

    def __init__(
        self,
        resolver: Resolver,
        *,
        spans_key: str = SPANS_KEY,
        labels: Iterable[str] = PLACE_LABELS,
    ) -> None:
        self.resolver = resolver
        self.spans_key = spans_key
        self.labels = frozenset(labels)
        for extension in ("place", "mention"):
            if not Span.has_extension(extension):
                Span.set_extension(extension, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """The document, with a place on each of its place spans that could be resolved."""
        if self.spans_key in doc.spans:
            spans = list(doc.spans[self.spans_key])
            doc.spans[self.spans_key] = self._resolved(doc, spans)
            return doc
        spans = [ent for ent in doc.ents if ent.label_ in self.labels]
        placed = {(span.start, span.end): span for span in self._resolved(doc, spans)}
        doc.ents = [placed.get((ent.start, ent.end), ent) for ent in doc.ents]
        return doc

    def _resolved(self, doc: Doc, spans: list[Span]) -> list[Span]:
        from geomap.model import Article

        article = Article(
            id="", text=doc.text, mentions=_mentions(spans), sentences=_sentences(doc)
        )
        found = {(m.start, m.end): m for m in self.resolver.resolve(article).mentions}
        result = []
        for span in spans:
            mention = found[span.start_char, span.end_char]
            place = mention.place
            linked = Span(
                doc, span.start, span.end, label=span.label, kb_id=place.id if place else ""
            )
            linked._.place, linked._.mention = place, mention
            result.append(linked)
        return result


def _mentions(spans: list[Span]) -> tuple[Mention, ...]:
    """The spans as mentions, in order; a nationality or people is a demonym."""
    from geomap.model import Mention

    demonym: Usage = "demonym"
    mentions = {
        (span.start_char, span.end_char): Mention(
            span.start_char,
            span.end_char,
            span.text,
            usage=demonym if span.label_ == "NORP" else None,
        )
        for span in spans
    }
    return tuple(mentions[offsets] for offsets in sorted(mentions))


def _sentences(doc: Doc) -> tuple[Sentence, ...]:
    from geomap.model import Sentence

    if not doc.has_annotation("SENT_START"):
        return ()
    return tuple(Sentence(sent.start_char, sent.end_char) for sent in doc.sents)
