"""Words that turn a sentence round."""

from typing import NamedTuple

from twosource.model.codec import Record

#: Words shorter than this are seldom turned by a prefix: "into" is not the opposite of "to".
_MADE = 3


class Sides(NamedTuple):
    """The pairs of lists of opposites that have a word, in the first list and in the second: a bit a pair."""

    left: int
    right: int


class Negations(Record, frozen=True):
    """`words` negate by themselves; `endings` are those of a verb with its negation drawn in, `phrases` two words that negate.

    `beside` are words that a negation brings along, `roots` begin the words that say by themselves what a negation says; `opposites` are
    two lists of beginnings of words, each of the one against each of the other. A beginning that ends in a blank is a whole word.
    `prefixes` make a word its own opposite, but for the words of `unmade`.
    """

    words: tuple[str, ...]
    endings: tuple[str, ...]
    phrases: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    roots: tuple[str, ...] = ()
    opposites: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    prefixes: tuple[str, ...] = ()
    unmade: frozenset[str] = frozenset()

    def negates(self, word: str) -> bool:
        """Whether a lower-case word negates."""
        return word in self.words or word.endswith(self.endings)

    def turns(self, word: str) -> bool:
        """Whether a lower-case word turns a sense round without a negation: "failed to start", "the last since"."""
        return f"{word} ".startswith(self.roots) if self.roots else False

    @property
    def besides(self) -> frozenset[str]:
        """Words that may come and go with a negation, and the negations."""
        return self.beside | frozenset(self.words)

    def opposite(self, one: str, other: str) -> bool:
        """Whether two lower-case words are opposites: "denied" and "confirmed", "safe" and "unsafe"."""
        return self.turned(one, other) or are_across(self.sides(one), self.sides(other))

    def turned(self, one: str, other: str) -> bool:
        """Whether one lower-case word is the other with a prefix that makes it its own opposite: "safe" and "unsafe"."""
        short, long = sorted((one, other), key=len)
        return len(short) >= _MADE and long not in self.unmade and any(long == prefix + short for prefix in self.prefixes)

    def sides(self, word: str) -> Sides:
        """Where a lower-case word stands in the lists of opposites; who compares many words asks for each once."""
        whole = f"{word} "
        left = sum(1 << at for at, (begins, _) in enumerate(self.opposites) if whole.startswith(begins))
        right = sum(1 << at for at, (_, begins) in enumerate(self.opposites) if whole.startswith(begins))
        return Sides(left, right)


def are_across(one: Sides, other: Sides) -> bool:
    """Whether two words stand in the two lists of one pair."""
    return bool(one.left & other.right or one.right & other.left)
