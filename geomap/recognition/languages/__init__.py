"""Recognition in other languages than English, each loaded with the first article in it."""

LANGUAGES = ("de", "fr", "pl", "ru", "uk")
"""Languages (ISO 639-1) that are read beside English."""
