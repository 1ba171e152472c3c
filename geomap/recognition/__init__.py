"""Toponym recognition: articles to mentions."""

from geomap.errors import RecognitionError
from geomap.recognition.recognizer import Recognizer

__all__ = ["RecognitionError", "Recognizer"]
