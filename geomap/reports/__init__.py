"""A query result as a folder to drop into a report: page, Word, Markdown, figure, map, tables.

`make_report` gathers what a report says, `write_report` writes all its documents.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.reports.content import make_report
    from geomap.reports.folder import write_report
    from geomap.reports.question import question_facts
    from geomap.reports.report import Report

__all__ = ["Report", "make_report", "question_facts", "write_report"]

_HOMES = {
    "Report": "geomap.reports.report",
    "make_report": "geomap.reports.content",
    "question_facts": "geomap.reports.question",
    "write_report": "geomap.reports.folder",
}


def __getattr__(name: str) -> object:
    """Import a name when it is asked for: pandas and the writers are heavy."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
