"""What a name is by one of its own words: "Harrow Bridge" is a facility."""

from twosource.model.codec import Record


class Kind(Record, frozen=True):
    """Words that tell the type of a name of two words or more; a word in `anywhere` tells it wherever it stands."""

    last: frozenset[str] = frozenset()
    first: frozenset[str] = frozenset()
    anywhere: frozenset[str] = frozenset()

    def fits(self, words: list[str]) -> bool:
        """Whether a name of these lower-cased words is of the kind."""
        return len(words) > 1 and (words[-1] in self.last or words[0] in self.first or not self.anywhere.isdisjoint(words))
