"""A story's ledger: entries, agreements, conflicts, changes, and what was not compared."""

from collections.abc import Iterable

from twosource.model.ledger import Agreement, Change, Compared, Conflict, Dossier, Entry, NotCompared


def ledger(dossier: Dossier) -> Iterable[Entry | Conflict | Agreement | Change | NotCompared | Compared]:
    """Everything that the reports of one story say together."""
    del dossier
    return ()
