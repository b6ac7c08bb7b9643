"""Pronouns of the third person, by gender and number, and those of who speaks."""

from twosource.model.codec import Record


class Empty(Record, frozen=True):
    """Words after an "it" that refers to nothing: `verbs` by themselves, `words` where a clause follows, after one of `copulas`."""

    verbs: frozenset[str]
    copulas: frozenset[str]
    words: frozenset[str]


class Pronouns(Record, frozen=True):
    """The table `pronouns.toml`."""

    masculine: frozenset[str]
    feminine: frozenset[str]
    neuter: frozenset[str]
    plural: frozenset[str]
    speaker: frozenset[str]
    reflexive: frozenset[str]
    empty: Empty

    def __contains__(self, word: str) -> bool:
        return word in self.masculine or word in self.feminine or word in self.neuter or word in self.plural
