"""The order a desk reads in: disputes first, then what is borne out, then what rests on one origin, then what is unverified."""

from collections.abc import Iterable

from twosource.model.ledger import Conflict, ConflictStatus, Entry, Severity, Standing

SEVERITY = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
STANDING = (
    Standing.DISPUTED,
    Standing.CORROBORATED,
    Standing.SINGLE_ORIGIN,
    Standing.UNVERIFIED,
    Standing.DENIED,
    Standing.ORIGIN_NOT_ESTABLISHED,
)


def severest_first(conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Open conflicts before superseded ones, the severest first."""
    return tuple(
        sorted(
            conflicts,
            key=lambda conflict: (
                conflict.status is not ConflictStatus.OPEN,
                SEVERITY.index(conflict.severity),
                conflict.about,
                conflict.id,
            ),
        )
    )


def entries_in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries by standing, those with most origins, witnesses and claims first."""
    return tuple(
        sorted(
            entries,
            key=lambda entry: (
                STANDING.index(entry.standing),
                -len(entry.origins),
                -len(entry.witnesses),
                -len(entry.claims),
                entry.first_said or "",
                entry.id,
            ),
        )
    )
