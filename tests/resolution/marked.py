"""Articles written with their mentions in brackets: "[Paris], [Texas]", "{Russian} troops"."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from geomap.model import Article, Mention

NAME = "Yy"
"""The name in the texts of `around`."""

_MARKED = re.compile(r"\[([^\]]+)\]|\{([^}]+)\}")


def article(text: str, *, id: str = "article", **fields: object) -> Article:  # noqa: A002
    """The article without its brackets; curly ones mark demonyms."""
    plain, mentions, at = [], [], 0
    for match in _MARKED.finditer(text):
        plain.append(text[at : match.start()])
        start = sum(map(len, plain))
        form = match[1] or match[2]
        plain.append(form)
        usage = "demonym" if match[2] else None
        mentions.append(Mention(start, start + len(form), form, usage=usage))
        at = match.end()
    plain.append(text[at:])
    return Article(id, "".join(plain), mentions=tuple(mentions), **fields)


def around(words: list[str]) -> st.SearchStrategy[tuple[str, str]]:
    """What may stand before and after `NAME` in a text: words in any order."""
    side = st.lists(st.sampled_from(words)).map("".join)
    return st.tuples(side, side)
