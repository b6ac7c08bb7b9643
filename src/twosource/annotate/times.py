"""Time expressions of a report, read against its date, tense giving the direction."""

from twosource.annotate.parse import Parse
from twosource.lang import Language
from twosource.model.report import Report
from twosource.model.value import When


def times(report: Report, parse: Parse, lang: Language) -> tuple[When, ...]:
    """All time expressions of a report, in order."""
    del report, parse, lang
    return ()
