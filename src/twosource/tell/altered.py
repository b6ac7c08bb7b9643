"""Copies that changed the very words of a line are not cited for it: they stand beneath it, with what they have instead."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from twosource.connect.change import CORRECTED
from twosource.model.ledger import Alteration, Change, Entry, Side
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


def without_correction(told: Iterable[L], changes: Sequence[Change]) -> list[L]:
    """The lines, none cited from the report that takes back what it says."""
    taken_back = [(one.from_, side) for one in changes if (side := correction(one)) is not None]
    return [_uncorrected(one, taken_back) for one in told]


def _uncorrected(one: L, taken_back: Sequence[tuple[Side, Side]]) -> L:
    cites = list(one.cites)
    for before, after in taken_back:
        gone = {cite.report for cite in after.cites}
        if any(_stands(words, cites) for words in before.cites) and any(cite.report not in gone for cite in cites):
            cites = [cite for cite in cites if cite.report not in gone or not any(_stands(words, (cite,)) for words in before.cites)]
    return one if len(cites) in (0, len(one.cites)) else msgspec.structs.replace(one, cites=tuple(cites))


def correction(change: Change) -> Side | None:
    """What a report says instead of what it takes back itself, with its own cites; `None` where it is a change in time."""
    if not change.about.endswith(CORRECTED):
        return None
    before = {cite.report for cite in change.from_.cites}
    cites = tuple(cite for cite in change.to.cites if cite.report in before)
    return Side(change.to.says, cites) if cites else None


def _stands(words: Cite, cites: Iterable[Cite]) -> bool:
    """Whether words stand in what is cited."""
    return any(cite.report == words.report and cite.start < words.end and words.start < cite.end for cite in cites)
