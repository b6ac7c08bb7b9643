"""All that a draft's sentence is held to, check by check."""

from collections.abc import Iterator

from twosource.model.audit import Fault, FaultKind
from twosource.tell.audit.certainty import overstated, staged
from twosource.tell.audit.crossed import crossed
from twosource.tell.audit.dates import dates
from twosource.tell.audit.denials import denials
from twosource.tell.audit.directions import directions, routes
from twosource.tell.audit.doubt import added, doubt
from twosource.tell.audit.figures import figures
from twosource.tell.audit.forces import forces
from twosource.tell.audit.grammar import foresee
from twosource.tell.audit.hearers import recipients
from twosource.tell.audit.held import Check, Held
from twosource.tell.audit.names import names
from twosource.tell.audit.outlets import outlets
from twosource.tell.audit.pairings import pairings, turns
from twosource.tell.audit.quantifiers import quantifiers
from twosource.tell.audit.quotations import quotations
from twosource.tell.audit.roles import displaced, exchanged
from twosource.tell.audit.rough import approximations
from twosource.tell.audit.scales import scales
from twosource.tell.audit.senses import senses
from twosource.tell.audit.speech import speech
from twosource.tell.audit.taken import taken
from twosource.tell.audit.unsaid import tacked_on
from twosource.tell.audit.verbatim import verbatim

#: What a draft's sentence is held to, in the order in which its faults are told.
CHECKS: tuple[Check, ...] = (
    quotations,
    speech,
    recipients,
    forces,
    figures,
    dates,
    names,
    directions,
    routes,
    outlets,
    exchanged,
    crossed,
    pairings,
    turns,
    displaced,
    denials,
    senses,
    quantifiers,
    scales,
    overstated,
    staged,
    doubt,
    added,
    approximations,
    taken,
    tacked_on,
)
#: Faults of quotation marks, which may be put round words that are right.
MARKED = frozenset({FaultKind.QUOTE, FaultKind.PARAPHRASE_QUOTED})


def checked(held: Held) -> Iterator[Fault]:
    """All faults of a sentence against what it cites; one a place, and none in what is told word for word."""
    foresee([(held.draft.bare, held.span), *((one.source.report, told.span) for one in held.evidence for told in one.told)])
    told: list[tuple[int, int]] = []
    stands = verbatim(held)
    for check in CHECKS:
        for fault in check(held):
            if fault.kind not in MARKED and any(span.start <= fault.start and fault.end <= span.end for span in stands):
                continue
            if not any(start < fault.end and fault.start < end for start, end in told):
                yield fault
                told.append((fault.start, fault.end))
