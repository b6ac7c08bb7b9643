"""What is said to have happened or to be ahead, in order of time."""

from collections.abc import Sequence

from twosource.model.ledger import Dossier
from twosource.model.telling import Moment


def timeline(dossiers: Sequence[Dossier]) -> tuple[Moment, ...]:
    """One line for each dated claim, earliest first."""
    del dossiers
    return ()
