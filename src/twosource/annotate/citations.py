"""Citation marks in running text, and reference lists."""

from twosource.model.claim import Citation, Reference
from twosource.model.report import Report


def citations(report: Report) -> tuple[Citation, ...]:
    """All citation marks outside reference lists, in order."""
    del report
    return ()


def references(report: Report) -> tuple[Reference, ...]:
    """All lines of the report's reference lists, in order."""
    del report
    return ()
