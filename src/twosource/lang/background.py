"""How common words are in news reports at large, for telling what a report is about."""

from twosource.model.codec import Record


class Background(Record, frozen=True):
    """In how many of `reports` reports each stem stands; stems rarer than the table's floor are left out."""

    reports: int
    stems: dict[str, int]
