"""News agencies, and the words by which a report credits one."""

from twosource.model.codec import Record


class Agency(Record, frozen=True):
    """A news agency: the name to say, and all the forms in which reports credit it."""

    name: str
    forms: tuple[str, ...] = ()


class Agencies(Record, frozen=True):
    """`told` are the words before a name that make it the one who was told;
    `counts` are what a body's figures are called: "by the guild's count".
    """

    agency: tuple[Agency, ...]
    told: tuple[str, ...]
    kinds: tuple[str, ...]
    counts: frozenset[str] = frozenset()
