"""Copies that changed the very words of a line are not cited for it: they stand beneath it, with what they have instead."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from twosource.model.ledger import Alteration, Entry
from twosource.model.report import Cite
from twosource.model.telling import Moment

L = TypeVar("L", Entry, Moment)


def without_altered(told: Iterable[L], alterations: Sequence[Alteration]) -> list[L]:
    """Lines of the ledger or of the timeline, each cited from those reports alone that have its words unchanged."""
    return [_unaltered(one, alterations) for one in told]


def _unaltered(one: L, alterations: Sequence[Alteration]) -> L:
    cites = list(one.cites)
    for changed in alterations:
        if _stands(changed.from_, cites) and _stands(changed.to, cites):
            before, after = changed.from_.exact in one.text, changed.to.exact in one.text
            other = changed.from_ if after and not before else changed.to
            cites = [cite for cite in cites if cite.report != other.report]
    return one if len(cites) == len(one.cites) else msgspec.structs.replace(one, cites=tuple(cites))


def _stands(words: Cite, cites: Iterable[Cite]) -> bool:
    """Whether words stand in what is cited."""
    return any(cite.report == words.report and cite.start < words.end and words.start < cite.end for cite in cites)
