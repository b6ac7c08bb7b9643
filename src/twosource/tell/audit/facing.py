"""Sentences of the reports beside one of the draft, as trees, and which words stand for which."""

from typing import NamedTuple

from twosource.tell.audit.grammar import Clause, aligned, clauses
from twosource.tell.audit.held import Held
from twosource.tell.audit.sources import Source, Told


class Facing(NamedTuple):
    """A sentence of the draft beside one of a report: their trees and which words stand for which."""

    draft: Clause
    report: Clause
    pairs: dict[int, int]
    source: Source
    told: Told


def facing(held: Held) -> list[Facing]:
    """The sentences of the reports that bear most on the draft's."""
    mine = clauses(held.draft.bare, held.span)
    found = []
    for evidence in held.evidence:
        for told in evidence.told:
            theirs = clauses(evidence.source.report, told.span)
            found.append(Facing(mine, theirs, aligned(mine, theirs), evidence.source, told))
    return found
