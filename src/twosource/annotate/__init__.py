"""Report to Annotation: what one report says, by that report and the tables alone."""

from twosource.annotate.attributions import attributions
from twosource.annotate.citations import citations, references
from twosource.annotate.claims import claims
from twosource.annotate.hedges import hedges
from twosource.annotate.mentions import mentions
from twosource.annotate.opening import apart
from twosource.annotate.paragraphs import paragraphs
from twosource.annotate.parse import parse
from twosource.annotate.places import places
from twosource.annotate.quantities import quantities
from twosource.annotate.quotes import quotes
from twosource.annotate.tagger import Cache, tag
from twosource.annotate.times import times
from twosource.lang import language
from twosource.model.claim import Annotation
from twosource.model.codec import content_id
from twosource.model.report import Report


def annotate(report: Report, cache: Cache | None = None) -> Annotation:
    """All that the report says: mentions, statements, claims, quantities, times, places, citations.

    `cache` keeps what was found in a paragraph for the next report that holds the same words.
    """
    lang = language(report.language or "en")
    parsed = parse(apart(report, lang))
    tagged = tag(report, paragraphs(report), cache)
    quoted = quotes(report)
    named = mentions(report, parsed, tagged, lang)
    hedged = hedges(parsed, tagged.hedges, lang)
    stated = attributions(report, parsed, tagged, quoted, named, hedged, lang)
    when = times(report, parsed, lang)
    return Annotation(
        id=content_id("annotation", report.id),
        report=report.id,
        entities=named.entities,
        mentions=named.mentions,
        unnamed=named.unnamed,
        hedges=hedged,
        statements=stated,
        claims=claims(report, parsed, stated, hedged, lang),
        quantities=quantities(report, parsed, when, lang),
        times=when,
        places=places(report, named, lang),
        citations=citations(report),
        references=references(report),
    )
