"""What is said to have happened or to be ahead, in order of time."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from twosource.model.claim import Annotation, Claim
from twosource.model.ledger import Dossier
from twosource.model.report import Report, Span
from twosource.model.telling import Moment
from twosource.model.value import When, WhenType
from twosource.tell.voice import sentence, shortened

#: A time wider than this many days says "recently" or "in 2014", not when something happened in the running story.
WIDEST = 45


def timeline(dossiers: Sequence[Dossier]) -> tuple[Moment, ...]:
    """One line for each dated claim, earliest first; the same words in copies are one line with all their cites."""
    merged: dict[tuple[str | None, str | None, str], Moment] = {}
    for moment in (moment for dossier in dossiers for moment in _moments(dossier)):
        key = (moment.earliest, moment.latest, moment.text)
        held = merged.get(key)
        cites = tuple(sorted({*(held.cites if held else ()), *moment.cites}))
        merged[key] = Moment(earliest=moment.earliest, latest=moment.latest, certain=moment.certain, text=moment.text, cites=cites)
    return tuple(sorted(merged.values(), key=lambda moment: (moment.earliest or "", moment.latest or "", moment.text)))


def _moments(dossier: Dossier) -> Iterator[Moment]:
    report_by_id = {report.id: report for report in dossier.reports}
    for annotation in dossier.annotations:
        report = report_by_id[annotation.report]
        for sentence_span in report.sentences:
            when = _narrowest(annotation, sentence_span)
            claim = _first_claim(annotation, sentence_span)
            if when is not None and claim is not None:
                yield _moment(report, sentence_span, when)


def _moment(report: Report, span: Span, when: When) -> Moment:
    cite = report.cite(span.start, span.end)
    return Moment(
        earliest=when.earliest,
        latest=when.latest,
        certain=when.value is not None and when.value[:1].isdigit(),
        text=shortened(sentence(cite.exact), 220),
        cites=(cite,),
    )


def _narrowest(annotation: Annotation, span: Span) -> When | None:
    """The time that bounds a sentence most tightly; a duration or a habit bounds nothing."""
    inside = [
        when
        for when in annotation.times
        if when.type in {WhenType.DATE, WhenType.TIME} and when.earliest and when.latest and span.holds(Span(when.start, when.end))
    ]
    bounded = [when for when in inside if _days(when) <= WIDEST]
    return min(bounded, key=lambda when: (_days(when), when.start), default=None)


def _days(when: When) -> float:
    first, last = (datetime.fromisoformat(iso) for iso in (when.earliest or "", when.latest or ""))
    return (last - first).total_seconds() / 86400


def _first_claim(annotation: Annotation, span: Span) -> Claim | None:
    return next((claim for claim in annotation.claims if claim.start < span.end and span.start < claim.end), None)
