"""Words that turn a sentence round."""

from twosource.model.codec import Record


class Negations(Record, frozen=True):
    """`words` negate by themselves; `endings` are those of a verb with its negation drawn in.

    `beside` are words that a negation brings along, `roots` begin the words that say by themselves what a negation says; `opposites` are
    two lists of beginnings of words, each of the one against each of the other, `prefixes` make a word its own opposite.
    """

    words: tuple[str, ...]
    endings: tuple[str, ...]
    beside: frozenset[str] = frozenset()
    roots: tuple[str, ...] = ()
    opposites: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    prefixes: tuple[str, ...] = ()

    def negates(self, word: str) -> bool:
        """Whether a lower-case word negates."""
        return word in self.words or word.endswith(self.endings)

    def turns(self, word: str) -> bool:
        """Whether a lower-case word turns a sense round without a negation: "failed to start", "the last since"."""
        return word.startswith(self.roots) if self.roots else False

    @property
    def besides(self) -> frozenset[str]:
        """Words that may come and go with a negation, and the negations."""
        return self.beside | frozenset(self.words)

    def opposite(self, one: str, other: str) -> bool:
        """Whether two lower-case words are opposites: "denied" and "confirmed", "safe" and "unsafe"."""
        if any(one == prefix + other or other == prefix + one for prefix in self.prefixes):
            return True
        return any(
            first.startswith(left) and second.startswith(right)
            for left, right in self.opposites
            for first, second in ((one, other), (other, one))
        )
