"""All that a report asserts: each attributed content, and each clause in the outlet's own voice."""

from collections.abc import Sequence

from twosource.annotate.parse import Parse
from twosource.lang import Language
from twosource.model.claim import Attribution, Claim, Hedge
from twosource.model.report import Report


def claims(report: Report, parse: Parse, statements: Sequence[Attribution], hedges: Sequence[Hedge], lang: Language) -> tuple[Claim, ...]:
    """All claims of a report, in order of place."""
    del report, parse, statements, hedges, lang
    return ()
