"""What can go wrong, as one tree.

    GeomapError
    ├── ArticleError                 an article or file can't be read         (ValueError)
    ├── GazetteerError               the gazetteer is missing or broken       (ValueError)
    │   └── GazetteerImportError     a file to import is not what it says
    ├── GeocodingError               an outside geocoder failed               (OSError)
    ├── RecognitionError             a language model is missing or unfit     (ValueError)
    ├── RegionError                  a region is unknown or ambiguous         (ValueError)
    ├── StoreError                   a store can't be opened or written       (OSError)
    └── UsageError                   arguments that don't go together         (ValueError)

    LanguageWarning                  names of some articles are mostly missed (UserWarning)

A message says what, where, and what to do; the command line prints it in one line.
A place that was not found is a result with a reason, never an error.
"""

from __future__ import annotations


class GeomapError(Exception):
    """Anything geomap raises on purpose."""


class ArticleError(GeomapError, ValueError):
    """An article or a file of articles can't be read."""


class GazetteerError(GeomapError, ValueError):
    """The gazetteer is missing, outdated or broken."""


class GazetteerImportError(GazetteerError):
    """A file to import into the gazetteer is not what it says; the message names the line."""


class GeocodingError(GeomapError, OSError):
    """An outside geocoder did not answer, or not in its own format."""


class RecognitionError(GeomapError, ValueError):
    """A language model is missing or can't be used."""


class RegionError(GeomapError, ValueError):
    """A region is unknown or names more than one area."""


class StoreError(GeomapError, OSError):
    """A mention store can't be opened, read or written."""


class UsageError(GeomapError, ValueError):
    """Arguments or options that don't go together."""


class LanguageWarning(UserWarning):
    """Articles are in a language that is not read, or that could be read better with its extra."""
