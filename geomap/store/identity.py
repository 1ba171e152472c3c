"""By what an article is known again: its canonical URL, or else its content."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

if TYPE_CHECKING:
    from geomap.model import Article

# Parameters that say how a reader came to a page, not which page it is (Google Analytics' "utm_"
# parameters, and the click ids of Google, Facebook, Microsoft, Yandex, Instagram and Mailchimp).
_TRACKING = re.compile(
    r"utm_.*|gclid|dclid|gbraid|wbraid|fbclid|msclkid|yclid|igshid|mc_[ce]id", re.IGNORECASE
)
_SURROGATES = re.compile("[\ud800-\udfff]")
# Most addresses: a host in small letters and a path, with nothing to leave out but a last slash.
_PLAIN = re.compile(r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)+)(/[!-\"$->@-~]*)?")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str) -> str:
    """The URL by which two addresses of one page are the same.

    ``http`` and ``https``, ``www.``, default ports, tracking parameters, the order of the other
    parameters, a fragment and a last slash make no difference; what can't be parsed stays as it is.
    """
    plain = _PLAIN.fullmatch(url)
    if plain is not None:
        return plain[1].removeprefix("www.") + (plain[2] or "").rstrip("/")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    if parts.scheme.lower() not in _DEFAULT_PORTS or not parts.hostname:
        return url.strip()
    host = parts.hostname.lower().removeprefix("www.").rstrip(".")
    if port is not None and port != _DEFAULT_PORTS[parts.scheme.lower()]:
        host += f":{port}"
    pairs = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    ]
    query = f"?{urlencode(sorted(pairs))}" if pairs else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def content_hash(article: Article) -> str:
    """SHA-256 (hex) of what was read: text, title, source, date; not the id or URL.

    Nor the language, which recognition finds where an article does not say it.
    """
    published = article.published.isoformat() if article.published else None
    read = [article.text, article.title, article.source, published]
    return hashlib.sha256(json.dumps(read).encode()).hexdigest()


def identity(article: Article, content: str) -> str:
    """What a store knows the article by: ``url:...`` where it has a URL, else ``sha256:...``."""
    if article.url and article.url.strip():
        return f"url:{canonical_url(article.url)}"
    return f"sha256:{content}"


def storable(article: Article) -> Article:
    """The article with lone surrogates as U+FFFD, in text and mentions alike: offsets still hold.

    A lone surrogate is no character: no file in UTF-8 can carry it.
    """
    strings = (article.id, article.text, article.title, article.url, article.source)
    if all(_is_storable(string) for string in strings if string):
        return article
    return replace(
        article,
        id=_clean(article.id),
        text=_clean(article.text),
        title=_clean(article.title) if article.title is not None else None,
        url=_clean(article.url) if article.url is not None else None,
        source=_clean(article.source) if article.source is not None else None,
        mentions=tuple(replace(m, text=_clean(m.text)) for m in article.mentions),
    )


def _is_storable(string: str) -> bool:
    try:
        string.encode()
    except UnicodeEncodeError:
        return False
    return True


def _clean(string: str) -> str:
    return _SURROGATES.sub("\ufffd", string)
