"""Words that stand before a person's name or in place of a name: titles, offices, bodies, sites."""

from typing import Literal

from twosource.model.codec import Record

Words = frozenset[str]
Gender = Literal["masculine", "feminine"]


class Gendered(Record, frozen=True):
    """Words by the gender that they tell; a word in `either` alone tells none."""

    either: Words = frozenset()
    masculine: Words = frozenset()
    feminine: Words = frozenset()

    def __contains__(self, word: str) -> bool:
        return word in self.either or word in self.masculine or word in self.feminine


class Sites(Record, frozen=True):
    """Nouns for places by the kind of place."""

    country: Words
    settlement: Words
    area: Words

    def __contains__(self, word: str) -> bool:
        return word in self.country or word in self.settlement or word in self.area


class Roles(Record, frozen=True):
    """The table `roles.toml`; all words in lower case, without a final full stop.

    `sole` are offices that one person of a body holds at a time, `gone` words for one who held or will hold it; `alike` are words that one
    house writes for another's; `tails` open what narrows a noun for whom one speaks of.
    """

    ranks: Words
    kin: Words
    trim: Words
    honorifics: Gendered
    offices: Gendered
    people: Gendered
    stands_for: dict[str, Words]
    bodies: dict[str, Words]
    sites: Sites
    sole: Words = frozenset()
    gone: Words = frozenset()
    alike: tuple[Words, ...] = ()
    tails: Words = frozenset()

    def titled(self, word: str) -> bool:
        """Whether a word stands before a person's name: an honorific, a rank or an office."""
        bare = word.lower().rstrip(".")
        return bare in self.honorifics or bare in self.ranks or bare in self.offices

    def office(self, word: str) -> bool:
        """Whether a word says what a person is: an office or a calling; a rank or an honorific stands before many a name."""
        return word not in self.ranks and (word in self.offices or word in self.people)

    def gender(self, word: str) -> Gender | None:
        """The gender that a word for a person tells, if any."""
        bare = word.lower().rstrip(".")
        tables = (self.honorifics, self.offices, self.people)
        if any(bare in table.masculine for table in tables):
            return "masculine"
        return "feminine" if any(bare in table.feminine for table in tables) else None
