"""The briefing's own sentences, each with the entries and cites it rests on."""

from collections.abc import Sequence

from twosource.model.ledger import Change, Conflict, Dossier, Entry, Story
from twosource.model.telling import Line


def lines(
    story: Story, dossiers: Sequence[Dossier], entries: Sequence[Entry], conflicts: Sequence[Conflict], changes: Sequence[Change]
) -> tuple[Line, ...]:
    """What a desk needs first, in sentences."""
    del story, dossiers, entries, conflicts, changes
    return ()
