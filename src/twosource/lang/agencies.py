"""News agencies, and the words by which a report credits one."""

from twosource.model.codec import Record


class Agency(Record, frozen=True):
    """A news agency: the name to say, and all the forms in which reports credit it."""

    name: str
    forms: tuple[str, ...] = ()


class Agencies(Record, frozen=True):
    """`told` and `reported` are the words around a name that make it the one who was told or who reports;
    `counts` are what a body's figures are called: "by the guild's count".
    """

    agency: tuple[Agency, ...]
    told: tuple[str, ...]
    reported: tuple[str, ...]
    according: tuple[str, ...]
    kinds: tuple[str, ...]
    counts: frozenset[str] = frozenset()
