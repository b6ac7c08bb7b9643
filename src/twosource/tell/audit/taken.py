"""Sentences that a draft takes from a report nearly word for word, and what it changed on the way."""

import functools
from collections.abc import Iterator, Sequence

import msgspec

from twosource.connect.certainty import altered_certainty
from twosource.connect.exchanged import altered_names
from twosource.connect.held import Side, sentences
from twosource.connect.inverted import altered_negations
from twosource.connect.mouths import altered_sources
from twosource.connect.reattributed import altered_bodies
from twosource.connect.sentences import Finding, Pair, paired
from twosource.lang import language
from twosource.model.audit import Fault, FaultKind
from twosource.model.claim import Annotation
from twosource.model.ledger import AlterationKind
from twosource.model.report import Report, Span
from twosource.tell.audit.doubt import is_doubted
from twosource.tell.audit.held import Held, named
from twosource.tell.audit.names import PLACES
from twosource.tell.audit.sources import Source

#: Of the longer sentence's words, how many must be the same and in order for the draft's to be taken from the report's.
TAKEN = 0.6
#: What is looked for; figures and quotations are held against the whole report elsewhere.
LOOKED_FOR = (altered_names, altered_negations, altered_certainty, altered_sources, altered_bodies)
_KINDS = {
    AlterationKind.NUMBER: FaultKind.NUMBER,
    AlterationKind.NAME: FaultKind.NAME,
    AlterationKind.NEGATION: FaultKind.NEGATION,
    AlterationKind.SPEAKER: FaultKind.SPEAKER,
    AlterationKind.QUOTE: FaultKind.QUOTE,
}


def taken(held: Held) -> Iterator[Fault]:
    """A fault for each word that changes the sense of a sentence taken over."""
    made = _side(msgspec.structs.replace(held.draft.bare, sentences=(held.span,)), held.draft.annotation)
    for evidence in held.evidence:
        original = _original(evidence.source, tuple(told.span for told in evidence.told))
        for pair in paired(original, made):
            if pair.close and _kept(pair) >= TAKEN:
                for find in LOOKED_FOR:
                    for one in find(pair, original, made):
                        if (find is altered_certainty and _as_doubtful(held, one, evidence.source)) or _is_title(
                            held, one, evidence.source
                        ):
                            continue
                        yield _fault(held, one, evidence.source)
                return


def _as_doubtful(held: Held, found: Finding, source: Source) -> bool:
    """Whether a report doubts in other words what the draft does, or the draft what it does."""
    if "added" in found.note:
        told = next((one for one in source.told if one.span.start <= found.before.start < one.span.end), None)
        return told is not None and is_doubted(source.report, source.annotation, told.span)
    return is_doubted(held.draft.bare, held.draft.annotation, held.span)


def _is_title(held: Held, found: Finding, source: Source) -> bool:
    """Whether a title stands for a first name, or the other way round: "Governor Stahl", "Freya Stahl"."""
    words = (source.report.text[slice(*found.before)], held.text[slice(*found.after)])
    return found.kind in {AlterationKind.NAME, AlterationKind.SPEAKER} and any(language("en").roles.titled(word) for word in words)


def _kept(pair: Pair) -> float:
    same = sum(b - a for tag, a, b, _, _ in pair.changes if tag == "equal")
    return same / max(len(pair.original.words), len(pair.made.words), 1)


def _side(report: Report, annotation: Annotation) -> Side:
    return Side(report, sentences(report), annotation, {})


@functools.lru_cache(maxsize=512)
def _original(source: Source, spans: Sequence[Span]) -> Side:
    return _side(msgspec.structs.replace(source.report, sentences=tuple(sorted(spans))), source.annotation)


def _fault(held: Held, found: Finding, source: Source) -> Fault:
    kind = _KINDS.get(found.kind)
    if kind is None:
        kind = FaultKind.HEDGE_ADDED if "added" in found.note else FaultKind.HEDGE_DROPPED
    start, end = max(found.after.start, held.span.start), min(found.after.end, held.span.end)
    if kind is FaultKind.NAME and any(one.start < end and start < one.end and one.type in PLACES for one in held.draft.annotation.mentions):
        kind = FaultKind.PLACE
    cite = source.report.cite(*found.before)
    words = " ".join(cite.exact.split())
    detail = f"says {held.quoted(start, end)}; {named(source)} has “{words}”"
    return Fault(kind, start, end, detail, (cite,))
