"""Who said what to whom: source, cue and content of direct, indirect and mixed statements."""

from collections.abc import Sequence

from twosource.annotate.mentions import Mentions
from twosource.annotate.parse import Parse
from twosource.annotate.quotes import Quote
from twosource.lang import Language
from twosource.model.claim import Attribution, Hedge
from twosource.model.report import Report


def attributions(
    report: Report, parse: Parse, quotes: Sequence[Quote], mentions: Mentions, hedges: Sequence[Hedge], lang: Language
) -> tuple[Attribution, ...]:
    """All attributions of a report, in order of their first word."""
    del report, parse, quotes, mentions, hedges, lang
    return ()
