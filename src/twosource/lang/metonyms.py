"""Capitals and seats that stand for a government, and the words that tell the government from the place."""

from collections.abc import Mapping

from twosource.model.codec import Record


class Metonyms(Record, frozen=True):
    """The table `metonyms.toml`: `capitals` and `seats` by ISO 3166-1 alpha-2 code.

    `verbs` are what governments do, `nouns` what they have, `dealings` what others have with them, `told` what others
    do to them.
    """

    verbs: frozenset[str]
    nouns: frozenset[str]
    dealings: frozenset[str]
    told: frozenset[str]
    capitals: Mapping[str, tuple[str, ...]]
    seats: Mapping[str, tuple[str, ...]]
