"""Sentences with which no rule finds fault, as the network reads them: turned in a way that only the whole of them tells.

The network (`tell/audit/borne`) sees the sentence beside some hundred words of the reports, and points at the words that it takes for
wrong. It is asked again beside what the reports have of these words above all. Where it is sure both times that they are made up, or that
they put a doubt where there is none, that is a fault; where it only doubts, the sentence is borne out in part. Of other kinds of fault it
tells too little by itself.
"""

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from twosource.model.audit import Fault, FaultKind
from twosource.model.report import Span
from twosource.tell.audit.borne import KINDS, Reading, reading
from twosource.tell.audit.doubt import is_doubted
from twosource.tell.audit.evidence import shared
from twosource.tell.audit.figures import figure_stands
from twosource.tell.audit.gathering import Gathered, gathered
from twosource.tell.audit.held import Held, shown
from twosource.tell.audit.sources import Word
from twosource.tell.audit.unsaid import saying, unsaid
from twosource.tell.audit.verbatim import is_verbatim, verbatim

#: How surely a sentence must not be borne out to be a fault, by the kind that the network gives, and to be borne out in part; and how
#: surely where its reports lack many of its words.
SURE = {FaultKind.NOT_FOUND: 0.95, FaultKind.HEDGE_ADDED: 0.93}
DOUBTFUL, UNSURE = 0.85, 0.5
#: The faults of its kinds: a reason, an end or an order that no report has is not found.
_FAULTS = {"not_found": FaultKind.NOT_FOUND, "cause": FaultKind.NOT_FOUND, "hedge_added": FaultKind.HEDGE_ADDED}
#: What the words that it points at count for, beside the others, when it is asked again.
_AGAIN = 4.0
#: How wrong a word must be to be shown where no sentence cited has it. Of sentences held back from teaching this shows half of the words,
#: and one of the wrong ones in 93 of 100 of those where all of the words had one.
AMISS = 0.2
#: How wrong a word must be, beside the wrongest, to be shown with it; words that stand no farther apart are shown as one.
_WITH, _APART = 0.6, 2


class Read(NamedTuple):
    """A sentence as the network reads it beside what was gathered for it, with the words that it takes for the wrong ones.

    `pieces` are the pieces of its words, each with how wrong it is.
    """

    amiss: float
    kind: str
    where: Span
    told: tuple[Gathered, ...]
    pieces: tuple[tuple[Span, float], ...]

    def wrong(self, span: Span) -> float:
        """How wrong some words are."""
        return max((wrong for piece, wrong in self.pieces if piece.overlaps(span)), default=0.0)


@functools.lru_cache(maxsize=64)
def read(held: Held) -> Read | None:
    """What the network says of a sentence; `None` where no report has a word of it, and where one has it word for word."""
    if is_verbatim(held):
        return None
    first = _read(held, held.words)
    if first is None or first.amiss < DOUBTFUL:
        return first
    again = [
        word._replace(weight=_AGAIN * word.weight) if first.where.start <= word.start < first.where.end else word for word in held.words
    ]
    return min(first, _read(held, again) or first, key=lambda one: one.amiss)


def _read(held: Held, words: Sequence[Word]) -> Read | None:
    told = gathered(words, held.sources)
    text = held.text[slice(*held.span)]
    start = held.span.start + len(text) - len(text.lstrip())
    if not told:
        return None
    found = reading(text.strip(), " ".join(one.text for one in told))
    kind = max(KINDS[1:], key=lambda kind: found.shares[kind])
    pieces = tuple(
        (Span(start + int(first), start + int(last)), float(wrong)) for (first, last), wrong in zip(found.spans, found.wrong, strict=True)
    )
    return Read(1.0 - found.shares[KINDS[0]], kind, _amiss(held, found, start), told, pieces)


def misread(held: Held) -> Iterator[Fault]:
    """A fault where the network is sure that words of a sentence are made up, or put a doubt where there is none."""
    found = read(held)
    kind = _FAULTS.get(found.kind) if found is not None else None
    if found is None or kind is None or found.amiss < SURE[kind]:
        return
    if any(span.start <= found.where.start and found.where.end <= span.end for span in verbatim(held)):
        return
    words = held.quoted(*found.where)
    if kind is FaultKind.NOT_FOUND:
        if _is_for_words(held, found.where):
            yield Fault(kind, *found.where, f"{held.none} seems to say {words}")
        return
    nearest = max(found.told, key=lambda one: (shared(held.words, one.told), -one.told.span.start))
    if is_doubted(nearest.source.report, nearest.source.annotation, nearest.told.span):
        return
    cite = nearest.source.report.cite(*nearest.told.span)
    yield Fault(kind, *found.where, f"{words} seems to put a doubt where the report has none: “{shown(nearest.text)}”", (cite,))


def _is_for_words(held: Held, where: Span) -> bool:
    """Whether the words say more than figures, times and names, of which rules know more, and hold no figure that stands in the reports."""
    figures = (one for one in held.draft.annotation.quantities if where.overlaps(Span(one.start, one.end)))
    says = any(where.start <= word.start < where.end for word in saying(held))
    return says and not any(figure_stands(held, one) for one in figures)


def is_doubtful(held: Held, *, lacks: bool) -> bool:
    """Whether the network doubts that a sentence is borne out; sooner where its reports lack many of its words."""
    found = read(held)
    return found.amiss >= (UNSURE if lacks else DOUBTFUL) if found is not None else lacks


def unconfirmed(held: Held) -> Iterator[Span]:
    """The words that the network doubts, and those that no sentence cited says, but for such as the network finds to be in place."""
    found = read(held)
    doubted = found.where if found is not None and found.amiss >= DOUBTFUL else Span(0, 0)
    if doubted.end:
        yield doubted
    lacking = [Span(word.start, word.end) for word in unsaid(held) if not doubted.start <= word.start < doubted.end]
    told = [span for span in lacking if found is None or found.wrong(span) >= AMISS]
    yield from told if told or doubted.end else lacking


def _amiss(held: Held, found: Reading, first: int) -> Span:
    """The words of a sentence that are taken for the wrong ones: the wrongest, with those about it that are nearly so."""
    spans, wrong = found.spans, found.wrong
    if not len(spans):
        return held.span
    at = int(np.argmax(wrong))
    low = high = at
    near = [i for i in range(len(wrong)) if wrong[i] >= _WITH * wrong[at]]
    for i in (i for i in near if i > at):
        high = i if i - high <= _APART else high
    for i in (i for i in reversed(near) if i < at):
        low = i if low - i <= _APART else low
    start, end = first + int(spans[low][0]), first + int(spans[high][1])
    while start > held.span.start and held.text[start - 1].isalnum():
        start -= 1
    while end < held.span.end and held.text[end].isalnum():
        end += 1
    return Span(start, end)
