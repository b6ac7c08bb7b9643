"""Words that turn a sentence round."""

from twosource.model.codec import Record


class Negations(Record, frozen=True):
    """`words` negate by themselves; `endings` are those of a verb with its negation drawn in.

    `beside` are words that a negation brings along, `roots` begin the words that say by themselves what a negation says.
    """

    words: tuple[str, ...]
    endings: tuple[str, ...]
    beside: frozenset[str] = frozenset()
    roots: tuple[str, ...] = ()

    def negates(self, word: str) -> bool:
        """Whether a lower-case word negates."""
        return word in self.words or word.endswith(self.endings)

    def turns(self, word: str) -> bool:
        """Whether a lower-case word turns a sense round without a negation: "failed to start", "the last since"."""
        return word.startswith(self.roots) if self.roots else False
