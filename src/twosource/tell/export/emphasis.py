"""The few words in which two sides differ: a figure, a time, a name."""

from collections.abc import Sequence

from twosource.model.ledger import Side
from twosource.model.report import Cite, Span
from twosource.tell.export.figures import stating
from twosource.tell.export.view import Desk, Quoted


def side_quotes(side: Side, at: Desk, most: int) -> list[Quoted]:
    """The first words of each report on a side, the differing ones marked where they can be told from the rest."""
    return [at.quote(cite, differing(side, cite, at)) for cite in at.foremost(side.cites, most)]


def differing(side: Side, cite: Cite, at: Desk) -> Span | None:
    """Where, in the cited words, the figure, time or name stands that a side says; none where all of them are what it says."""
    report, annotation = at.known[cite.report]
    quantity = stating(side.says, cite, annotation, strictly=True)
    for found in [*_times(side, cite, at), *([Span(quantity.start, quantity.end)] if quantity else [])]:
        if cite.start <= found.start and found.end <= cite.end:
            return Span(found.start - cite.start, found.end - cite.start)
    start = report.text.find(side.says, cite.start, cite.end) if side.says else -1
    return Span(start - cite.start, start - cite.start + len(side.says)) if start >= 0 and len(side.says) < len(cite.exact) else None


def _times(side: Side, cite: Cite, at: Desk) -> Sequence[Span]:
    report, annotation = at.known[cite.report]
    inside = [Span(when.start, when.end) for when in annotation.times if cite.start <= when.start and when.end <= cite.end]
    return [span for span in inside if report.text[span.start : span.end] == side.says]
