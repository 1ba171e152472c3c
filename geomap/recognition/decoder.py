"""A fast decoder for spaCy's stock entity recogniser: the same weights, the same entities.

spaCy decides word by word in a loop that costs two thirds of its time. The state that its network
looks at is small: this word, the first word of the open entity, the word before (if an entity is
open). While no entity is open the decision therefore depends on the word alone, and all words of a
batch can be decided in one matrix product; open entities are then followed together, a word a step.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from geomap.recognition.encoder import Encoder, can_encode
from geomap.recognition.tokens import Entity, Network

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Array = NDArray[Any]

_FEATURES = 3
"""Words in the state of spaCy's recogniser without extra state tokens."""
_PIECES = 2
_OUT = "O"


def can_decode(ner: Any) -> bool:  # noqa: ANN401 - any spaCy pipe
    """Whether a spaCy pipe is a recogniser of the shape that `Decoder` reads.

    That is spaCy's transition-based ``ner`` with greedy search, two maxout pieces, an upper layer,
    three state tokens, all classes seen, a tok2vec of its own and weights on the CPU.
    """
    from spacy.pipeline import EntityRecognizer
    from thinc.api import NumpyOps

    if type(ner) is not EntityRecognizer or ner.cfg.get("beam_width", 1) != 1:
        return False
    model = ner.model
    if not model.attrs["has_upper"] or model.attrs["unseen_classes"]:
        return False
    lower = model.get_ref("lower")
    listens = any("listener" in node.name for node in model.walk())
    shape = (lower.get_dim("nF"), lower.get_dim("nP")) == (_FEATURES, _PIECES)
    return not listens and shape and isinstance(model.ops, NumpyOps)


class Decoder:
    """Entities of docs by the weights of a spaCy ``ner`` pipe; see `can_decode` for which."""

    def __init__(self, ner: Any) -> None:  # noqa: ANN401 - a Cython class
        import numpy as np

        model = ner.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        width = lower.get_dim("nO")
        tok2vec = model.get_ref("tok2vec")
        stock = can_encode(tok2vec, ner.vocab)
        self._encode = Encoder(tok2vec, ner.vocab).encode if stock else tok2vec.predict
        self._width = width
        # The two maxout pieces of each unit go into separate halves: a maximum over a short inner
        # axis is slow in numpy.
        weights = lower.get_param("W").transpose(0, 2, 1, 3)
        self._features = np.ascontiguousarray(weights.reshape(_FEATURES, _PIECES * width, -1))
        bias = lower.get_param("b").T.reshape(-1)
        padding = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(_FEATURES, -1)
        self._open_bias = bias
        self._closed_bias = bias + padding[1] + padding[2]

        names = [ner.moves.get_class_name(i) for i in range(ner.moves.n_moves)]
        moves = {name: i for i, name in enumerate(names)}
        labels = [name[2:] for name in names if name.startswith("B-") and len(name) > len("B-")]
        columns = [*(moves[f"B-{x}"] for x in labels), *(moves[f"U-{x}"] for x in labels)]
        scores, score_bias = upper.get_param("W"), upper.get_param("b")
        self._labels = labels
        self._closed = np.ascontiguousarray(scores[[*columns, moves[_OUT]]])
        self._closed_score_bias = score_bias[[*columns, moves[_OUT]]]
        inside, last = [moves[f"I-{x}"] for x in labels], [moves[f"L-{x}"] for x in labels]
        # Inside or last is one comparison, so one row of differences a label is enough.
        self._goes_on = scores[inside] - scores[last]
        self._goes_on_bias = score_bias[inside] - score_bias[last]

    def decode(self, docs: Sequence[Doc]) -> list[tuple[list[Entity], Network]]:
        """Each doc's entities, in its tokens, sorted and disjoint, and what the network holds."""
        import numpy as np

        lengths = [len(doc) for doc in docs]
        filled = [doc for doc in docs if len(doc)]
        vectors = self._encode(filled) if filled else self._none()
        is_last = np.zeros(len(vectors), dtype=bool)
        is_last[np.cumsum([len(doc) for doc in filled], dtype=int) - 1] = True
        spaces = [doc.to_array("IS_SPACE") for doc in filled]
        is_space = np.concatenate([*spaces, []]).astype(bool)

        here = vectors @ self._features[0].T
        scores = self._hidden(here + self._closed_bias) @ self._closed.T + self._closed_score_bias
        beliefs = self._beliefs(scores)
        # No entity begins at a doc's last word and goes on, and none begins with white space.
        n_labels = len(self._labels)
        scores[is_last, :n_labels] = -float("inf")
        scores[is_space, : 2 * n_labels] = -float("inf")
        chosen = scores.argmax(axis=1)
        begins = np.flatnonzero(chosen < n_labels)
        ends = self._follow(vectors, here, begins, chosen[begins], is_last)
        end_of = dict(zip(begins.tolist(), ends.tolist(), strict=True))

        found: list[tuple[int, int, str]] = []
        free = 0
        for start in np.flatnonzero(chosen < 2 * n_labels).tolist():
            if start >= free:
                free = end_of.get(start, start) + 1
                found.append((start, free, self._labels[int(chosen[start]) % n_labels]))
        offsets = np.cumsum([0, *lengths]).tolist()
        networks = [
            Network(vectors[start:end], beliefs[start:end]) for start, end in pairwise(offsets)
        ]
        return list(zip(_by_doc(offsets, found), networks, strict=True))

    def _none(self) -> Array:
        import numpy as np

        return np.zeros((0, self._features.shape[2]), dtype=np.float32)

    def _beliefs(self, scores: Array) -> Array:
        """Probabilities by the columns of `BELIEFS`, from the scores of B, U and O."""
        import numpy as np

        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        n = len(self._labels)
        groups = [("GPE", "LOC", "FAC"), ("PERSON",), ("ORG",), ("NORP",)]
        place, *others = ([self._labels.index(x) for x in g if x in self._labels] for g in groups)
        units = [n + i for i in place]
        columns = [place + units, units, *(own + [n + i for i in own] for own in others), [2 * n]]
        return np.stack([shares[:, own].sum(axis=1) for own in columns], axis=1)

    def _follow(
        self, vectors: Array, here: Array, begins: Array, labels: Array, is_last: Array
    ) -> Array:
        """The last word of each entity that begins at ``begins``."""
        import numpy as np

        ends = np.zeros(len(begins), dtype=int)
        if not len(begins):
            return ends
        first = vectors[begins] @ self._features[1].T + self._open_bias
        open_ = np.arange(len(begins))
        word = begins + 1
        while len(open_):
            before = vectors[word - 1] @ self._features[2].T
            hidden = self._hidden(here[word] + first[open_] + before)
            label = labels[open_]
            margin = (hidden * self._goes_on[label]).sum(axis=1) + self._goes_on_bias[label]
            on = (margin > 0) & ~is_last[word]
            ends[open_[~on]] = word[~on]
            open_, word = open_[on], word[on] + 1
        return ends

    def _hidden(self, summed: Array) -> Array:
        import numpy as np

        return np.maximum(summed[:, : self._width], summed[:, self._width :])


def _by_doc(offsets: Sequence[int], found: Sequence[tuple[int, int, str]]) -> list[list[Entity]]:
    """Entities by doc, in its own token numbers; ``offsets`` are the docs' first tokens."""
    entities: list[list[Entity]] = []
    k = 0
    for first, after in pairwise(offsets):
        own: list[Entity] = []
        while k < len(found) and found[k][0] < after:
            start, end, label = found[k]
            own.append(Entity(start - first, end - first, label))
            k += 1
        entities.append(own)
    return entities
