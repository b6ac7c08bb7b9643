"""The order a desk reads in: disputes first, then what is borne out, then what rests on one origin, then what is unverified."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from twosource.model.claim import Annotation, Claim
from twosource.model.ledger import Conflict, ConflictStatus, Dossier, Entry, Severity, Standing

SEVERITY = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
STATUS = (ConflictStatus.OPEN, ConflictStatus.SUPERSEDED, ConflictStatus.REJECTED)
STANDING = (
    Standing.DISPUTED,
    Standing.CORROBORATED,
    Standing.SINGLE_ORIGIN,
    Standing.UNVERIFIED,
    Standing.DENIED,
    Standing.ORIGIN_NOT_ESTABLISHED,
)
#: A figure can be checked, and a named speaker can be asked again.
FIGURE, NAMED = 2, 1
NO_WEIGHTS: Mapping[str, int] = MappingProxyType({})


def severest_first(conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Open conflicts before superseded ones and those that a person rejected last, the severest first."""
    return tuple(
        sorted(
            conflicts,
            key=lambda conflict: (
                STATUS.index(conflict.status),
                SEVERITY.index(conflict.severity),
                conflict.about,
                conflict.id,
            ),
        )
    )


def entries_in_order(entries: Iterable[Entry], weight_of: Mapping[str, int] = NO_WEIGHTS) -> tuple[Entry, ...]:
    """Entries by standing; first those with most origins, witnesses and reports, then those with figures and named speakers."""
    return tuple(
        sorted(
            entries,
            key=lambda entry: (
                STANDING.index(entry.standing),
                -len(entry.origins),
                -len(entry.witnesses),
                -len({cite.report for cite in entry.cites}),
                -max((weight_of.get(claim, 0) for claim in entry.claims), default=0),
                entry.first_said or "",
                entry.id,
            ),
        )
    )


def weights(dossiers: Sequence[Dossier]) -> dict[str, int]:
    """How much each claim gives a desk to work with: a figure, a speaker with a name."""
    return {claim.id: weight for dossier in dossiers for annotation in dossier.annotations for claim, weight in _weights(annotation)}


def _weights(annotation: Annotation) -> Iterable[tuple[Claim, int]]:
    starts = sorted(quantity.start for quantity in annotation.quantities)
    for claim in annotation.claims:
        at = bisect_left(starts, claim.start)
        figure = at < len(starts) and starts[at] < claim.end
        named = claim.statement is not None and annotation.statements[claim.statement].source_entity is not None
        yield claim, FIGURE * figure + NAMED * named
