"""What other reports say otherwise: conflicts and alterations of the ledger, brought to the draft."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from twosource.model.audit import Fault, FaultKind
from twosource.model.ledger import Alteration, Conflict
from twosource.model.report import Cite
from twosource.tell.audit.evidence import Evidence
from twosource.tell.audit.held import Held, shown
from twosource.values.name import fold

Disputes = Callable[[Held], Iterator[Fault]]


class Opposed(NamedTuple):
    """Words of a report that others contradict, with what those say."""

    mine: tuple[Cite, ...]
    theirs: tuple[Cite, ...]
    note: str
    sure: bool  # as the words of the original of a copy are


def disputes(conflicts: Sequence[Conflict], alterations: Sequence[Alteration], name_of: Callable[[str], str]) -> Disputes:
    """Whether what a draft takes from a report is contradicted by another that it does not cite."""
    opposed = [*_of_conflicts(conflicts, name_of), *_of_alterations(alterations, name_of)]

    def disputed(held: Held) -> Iterator[Fault]:
        cited = {source.report.id for source in held.sources}
        for one in opposed:
            if not any(
                _rests_on(held, source, cite) for source in held.evidence for cite in one.mine if cite.report == source.source.report.id
            ):
                continue
            others = tuple(cite for cite in one.theirs if cite.report not in cited)
            if others and len(others) == len(one.theirs) and not _names_outlet(held) and (one.sure or not _is_attributed(held)):
                yield Fault(FaultKind.CONTRADICTED_ELSEWHERE, *held.span, one.note, others)
                return

    return disputed


def _of_conflicts(conflicts: Sequence[Conflict], name_of: Callable[[str], str]) -> Iterator[Opposed]:
    for conflict in conflicts:
        for side in conflict.sides:
            others = tuple(cite for other in conflict.sides if other is not side for cite in other.cites)
            said = "; ".join(
                f"{name_of(other.cites[0].report)} has “{shown(other.says, 80)}”" for other in conflict.sides if other is not side
            )
            if len({cite.report for cite in side.cites}) <= len({cite.report for cite in others}):
                yield Opposed(side.cites, others, f"the report cited says so, but {said}", sure=False)


def _of_alterations(alterations: Sequence[Alteration], name_of: Callable[[str], str]) -> Iterator[Opposed]:
    for alteration in alterations:
        before, after = alteration.from_, alteration.to
        note = f"the report cited says so, but {name_of(before.report)}, which it was made from, has “{shown(before.exact, 80)}”"
        yield Opposed((after,), (before,), note, sure=True)


def _is_attributed(held: Held) -> bool:
    """Whether the draft says whose word it is: then another's is no surprise."""
    spoken = held.draft.annotation.statements
    return any(held.span.start <= cue.start < held.span.end for one in spoken for cue in one.cue)


def _names_outlet(held: Held) -> bool:
    """Whether the draft says that it is the outlet's word: "the Mercury printed 46"."""
    words = fold(held.text[held.span.start : held.span.end])
    outlets = [fold(source.report.outlet or "") for source in held.sources]
    return any(outlet and (outlet in words or outlet.split()[-1] in words.split()) for outlet in outlets)


def _rests_on(held: Held, evidence: Evidence, cite: Cite) -> bool:
    """Whether a draft's sentence takes over the very words that are contradicted."""
    told = next((one for one in evidence.told if one.span.start <= cite.start < one.span.end), None)
    if told is None:
        return False
    stems = {word.stem for word in told.words if cite.start <= word.start and word.end <= cite.end}
    mine = {word.stem for word in held.words}
    return bool(stems) and len(stems & mine) * 2 >= len(stems)


def undisputed(held: Held) -> Iterator[Fault]:
    """Nothing is known to be contradicted where reports were not compared."""
    del held
    yield from ()
