"""Words that weaken a claim, with their class of the Szeged Uncertainty Corpus."""

from twosource.annotate.parse import Parse
from twosource.lang import Language
from twosource.model.claim import Hedge


def hedges(parse: Parse, lang: Language) -> tuple[Hedge, ...]:
    """All hedge cues of a report, in order."""
    del parse, lang
    return ()
