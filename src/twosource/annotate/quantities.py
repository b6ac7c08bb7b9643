"""Quantities of a report: value, unit, bound, what is counted and what is measured."""

from collections.abc import Sequence

from twosource.annotate.parse import Parse
from twosource.lang import Language
from twosource.model.report import Report
from twosource.model.value import Quantity, When


def quantities(report: Report, parse: Parse, times: Sequence[When], lang: Language) -> tuple[Quantity, ...]:
    """All quantities of a report, in order; what `times` holds is no quantity unless it is a duration."""
    del report, parse, times, lang
    return ()
