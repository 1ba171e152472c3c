"""A fast forward pass of spaCy's stock word encoder: the same weights, the same vectors.

The encoder is a hash embedding of each word (norm, prefix, suffix, shape, and a static vector)
followed by convolutions over its neighbours. The first half depends on the word alone, so it is
computed once for each different word and remembered; the second half is one matrix product a layer.
Vectors are those of spaCy but for the last bits, which depend on the order of additions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Array = NDArray[Any]

_REMEMBERED = 60_000
"""Words remembered: 23 MB at a width of 96."""
_MIX = 0x9E3779B97F4A7C15
"""An odd 64-bit number (2**64 over the golden ratio) that spreads the pair of two hashes."""
_VARIANCE_FLOOR = 1e-8  # thinc's


def can_encode(tok2vec: Any, vocab: Any) -> bool:  # noqa: ANN401 - thinc and Cython classes
    """Whether a thinc model is the stock encoder: MultiHashEmbed with vectors, MaxoutWindowEncoder.

    The static vectors of ``vocab`` have to be a plain table with a row a word.
    """
    from spacy.attrs import ORTH
    from spacy.vectors import Mode

    vectors = vocab.vectors
    if getattr(vectors, "mode", None) != Mode.default or getattr(vectors, "attr", ORTH) != ORTH:
        return False
    names = [node.name for node in tok2vec.walk() if not node.layers]
    convolutions = names.count("expand_window")
    embeddings = names.count("hashembed")
    expected = [
        "extract_features",
        "list2ragged",
        *["ints-getitem", "hashembed"] * embeddings,
        "static_vectors",
        *["maxout", "layernorm", "dropout"],
        "ragged2list",
        *["expand_window", "maxout", "layernorm", "dropout"] * convolutions,
        "list2array",
        "linear",
    ]
    windows = [n.attrs["window_size"] for n in tok2vec.walk() if n.name == "expand_window"]
    return sorted(names) == sorted(expected) and set(windows) == {1}


class _Maxout:
    """A maxout layer with its layer norm; its pieces lie side by side."""

    def __init__(self, maxout: Any, norm: Any) -> None:  # noqa: ANN401 - thinc models
        import numpy as np

        weights = maxout.get_param("W")
        self.width, self.pieces, inputs = weights.shape
        self.weights = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(-1, inputs).T)
        self.bias = maxout.get_param("b").T.reshape(-1)
        self.scale, self.shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, inputs: Array) -> Array:
        import numpy as np

        sums: Array = inputs @ self.weights
        sums += self.bias
        width = self.width
        best: Array = sums[:, :width]
        for piece in range(1, self.pieces):
            np.maximum(best, sums[:, piece * width : (piece + 1) * width], out=best)
        best = best - best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / width + _VARIANCE_FLOOR
        best *= (1 / np.sqrt(variance))[:, None]
        best *= self.scale
        best += self.shift
        return best


class Encoder:
    """Word vectors of docs by the weights of a stock encoder; see `can_encode` for which."""

    def __init__(self, tok2vec: Any, vocab: Any) -> None:  # noqa: ANN401 - thinc, Cython
        nodes = list(tok2vec.walk())
        named = {node.name: node for node in nodes}
        self._columns = named["extract_features"].attrs["columns"]
        self._tables = [n for n in nodes if n.name == "hashembed"]
        self._vector_weights = named["static_vectors"].get_param("W").T
        maxouts = [n for n in nodes if n.name == "maxout"]
        norms = [n for n in nodes if n.name == "layernorm"]
        self._mix, *self._convolutions = map(_Maxout, maxouts, norms)
        linear = named["linear"]
        self._out, self._out_bias = linear.get_param("W").T, linear.get_param("b")
        self._ops = tok2vec.ops
        self._vectors = vocab.vectors
        self._row_of: dict[int, int] = {}
        self._remembered: Array | None = None

    def encode(self, docs: Sequence[Doc]) -> Array:
        """One vector a token, of all docs in a row."""
        import numpy as np

        pad = len(self._convolutions)
        words = self._words(docs)
        # thinc puts as many zero rows as there are layers before, between and after the docs.
        width = words.shape[1]
        rows = np.zeros((len(words) + pad * (len(docs) + 1), width), dtype=words.dtype)
        places = np.arange(len(words))
        places += pad * np.repeat(np.arange(1, len(docs) + 1), [len(doc) for doc in docs])
        rows[places] = words
        window = np.zeros((len(rows), 3 * width), dtype=words.dtype)
        for layer in self._convolutions:
            window[1:, :width] = rows[:-1]
            window[:, width : 2 * width] = rows
            window[:-1, 2 * width :] = rows[1:]
            rows += layer(window)
        vectors: Array = rows[places] @ self._out + self._out_bias
        return vectors

    def _words(self, docs: Sequence[Doc]) -> Array:
        """The vector of each word by itself."""
        import numpy as np

        attributes = [doc.to_array(["ORTH", *self._columns]) for doc in docs]
        table = np.concatenate(attributes).astype(np.uint64)
        keys = table[:, 0] * np.uint64(_MIX) ^ table[:, 1]
        _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
        if self._remembered is None or len(self._row_of) + len(first) > _REMEMBERED:
            size = max(_REMEMBERED, len(first))
            self._remembered = np.zeros((size, self._mix.width), dtype=np.float32)
            self._row_of.clear()
        known = keys[first].tolist()
        new = [i for i, key in enumerate(known) if key not in self._row_of]
        if new:
            at = len(self._row_of)
            self._remembered[at : at + len(new)] = self._embed(table[first[new]])
            self._row_of.update((known[i], at + k) for k, i in enumerate(new))
        rows = np.array([self._row_of[key] for key in known])
        words: Array = self._remembered[rows[inverse]]
        return words

    def _embed(self, table: Array) -> Array:
        """The vectors of words by their attributes: ORTH, then the columns of the embedding."""
        import numpy as np

        parts = []
        for column, node in enumerate(self._tables, 1):
            rows = node.get_param("E")
            keys = self._ops.hash(np.ascontiguousarray(table[:, column]), node.attrs["seed"])
            parts.append(rows[keys % len(rows)].sum(axis=1))
        found = self._vectors.find(keys=table[:, 0])
        static = self._vectors.data[found] @ self._vector_weights
        static[found < 0] = 0
        return self._mix(np.concatenate([*parts, static], axis=1))
